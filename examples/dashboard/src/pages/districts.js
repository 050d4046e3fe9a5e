// Risk factors by district, as in the Regiobeeld of Amsterdam.
import { country, data, definitionName, figure, years } from '../data.js';
import { number, period, value } from '../format.js';
import { chart, h, select, shown, table } from '../dom.js';
import { legendMark, nestedBars, nestedFills } from '../charts.js';
import { chosen, inLanguage, t } from '../state.js';

const risk = ['risk-factors-1-or-more', 'risk-factors-2-or-more', 'risk-factors-3-or-more'];
const atLeast = id => Number(id.match(/\d/)[0]);

export default function (content, again) {
	const { municipalities, districts, definitions } = data('core');
	const { figures, published } = data('districts');
	const levels = risk.filter(id => figures[id]);
	const first = figures[levels[0]];
	const spans = Object.keys(first).map(Number).sort();
	const periods = spans.flatMap(span => [...new Set(Object.values(first[span]).flatMap(years))].sort((a, b) => b - a).map(year => ({ span, year, id: `${span}.${year}` })));
	const at = periods.find(p => p.id === chosen('periode', periods.find(p => p.span > 1)?.id ?? periods[0].id, periods.map(p => p.id)));
	const periodText = period(at.year, at.span);
	const named = districts.filter(([code]) => !code.endsWith('?'));
	const wholes = municipalities.filter(([code]) => named.some(([d]) => d.startsWith(`${code}/`)));
	const rows = [
		...[...named, ...wholes].map(([code, name]) => ({ id: code, name, whole: wholes.some(([w]) => w === code), figures: levels.map(id => figure(figures[id][at.span]?.[code], at.year)) })),
		{ id: 'NL', name: t('netherlands'), whole: true, figures: levels.map(id => figure(country(id, at.span), at.year)) },
	];
	const count = f => `${number(f.n)} (${value(f)}%)`;

	const others = definitions.filter(d => figures[d.id] && d.family !== 'programme');
	const other = others.find(d => d.id === chosen('indicator', others.some(d => d.id === 'picu') ? 'picu' : others[0].id, others.map(d => d.id)));
	const annual = figures[other.id][1] ?? {};
	const annualYears = [...new Set(Object.values(annual).flatMap(years))].sort();

	// As published: exclusive classes, whose share is printed beside the count.
	const classesOf = published.filter(f => f.indicator === 'S04' && f.area.startsWith('Amsterdam/') && f.year);
	const lastPublished = Math.max(...classesOf.map(f => f.year));
	const printed = new Map();
	for (const f of classesOf.filter(g => g.year === lastPublished)) {
		const name = f.area.slice('Amsterdam/'.length);
		if (!printed.has(name)) printed.set(name, {});
		printed.get(name)[f.category] = f;
		printed.get(name).births ??= f.d;
	}
	const categories = [...new Set(classesOf.map(f => f.category))];
	const categoryName = c => (c === '0' ? t('none') : c.startsWith('>=') ? t('kOrMore')(c.slice(2)) : c);

	content.append(
		h('p', { class: 'lead' }, t('districtsLead')),
		h('div', { class: 'controls' }, select(t('period'), 'periode', periods.map(p => ({ value: p.id, text: period(p.year, p.span), group: p.span > 1 ? t('fiveYears') : t('oneYear') })), at.id, again)),
		chart({
			title: `${t('districtsChart')}, ${periodText}`,
			legend: [...levels.map((id, i) => ({ mark: legendMark.swatch(nestedFills[i + 3 - levels.length]), text: t('atLeast')(atLeast(id)) })), { mark: legendMark.hidden(), text: t('legendHidden') }],
			draw: width => nestedBars(width, { rows, levels, description: t('districtsAlt')(periodText, levels.map(atLeast).join(', ')) }),
		}),
		h('section', {}, h('h2', {}, t('districtsTable')), h('p', { class: 'muted' }, periodText),
			table(t('districtsTable'), [
				{ label: t('district'), rowHeader: true, cell: r => r.name },
				{ label: t('births'), number: true, cell: r => shown(r.figures[0], f => number(f.d)) },
				{ label: t('none'), number: true, cell: r => shown(r.figures[0], f => count({ n: f.d - f.n, value: 100 - f.value })) },
				...levels.map((id, i) => ({ label: t('atLeast')(atLeast(id)), number: true, cell: r => shown(r.figures[i], count) })),
			], rows, { class: 'stack', rowClass: r => (r.whole ? 'whole' : undefined) })),
		printed.size > 0 && h('section', {}, h('h2', {}, t('publishedBeside')(lastPublished)), h('p', { class: 'muted' }, t('publishedBesideNote')),
			table(t('publishedBeside')(lastPublished), [
				{ label: t('district'), rowHeader: true, cell: ([name]) => name },
				{ label: t('births'), number: true, cell: ([, c]) => (c.births === undefined ? '' : number(c.births)) },
				...categories.map(c => ({ label: categoryName(c), number: true, cell: ([, row]) => (row[c] ? `${number(row[c].n)}${row[c].value === undefined ? '' : ` (${number(row[c].value)}%)`}` : '') })),
			], [...printed], { class: 'stack' })),
		h('section', {}, h('h2', {}, t('districtYears')),
			h('div', { class: 'controls' }, select(t('indicator'), 'indicator', others.map(d => ({ value: d.id, text: definitionName(d), group: t('families')[d.family] })), other.id, again)),
			h('p', { class: 'lead' }, t('districtYearsLead')(t(other.unit))),
			h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('districtYears') }, table(`${t('districtYears')}: ${definitionName(other)}`, [
				{ label: t('district'), rowHeader: true, cell: ([, name]) => name },
				...annualYears.map(year => ({ label: String(year), number: true, cell: ([code]) => shown(figure(annual[code], year), f => `${number(f.n)} (${value(f)})`) })),
			], [...named, ...wholes], { class: 'wide', rowClass: ([code]) => (wholes.some(([w]) => w === code) ? 'whole' : undefined) }))));
}
