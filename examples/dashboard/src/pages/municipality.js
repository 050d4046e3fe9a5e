// One municipality beside the country.
import { all, country, data, definitionName, figure, fileName, load, windowYears } from '../data.js';
import { compare, interval, number, period, value, withUnit } from '../format.js';
import { chart, h, select, shown, table } from '../dom.js';
import { comparisonName, legendMark, overTime, relative } from '../charts.js';
import { category, chosen, inLanguage, t } from '../state.js';

const headline = ['perinatal-24w-7d', 'big2-24w-all', 'late-care-22w', 'early-care-24w', 'risk-factors-1-or-more', 'no-kraamzorg-mother'];
const short = (text, length) => (text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`);

export default async function (content, again) {
	const { municipalities, definitions, indicators, breakdowns, about } = data('core');
	const places = municipalities.filter(([code]) => !code.endsWith('?')).sort((a, b) => compare(a[1], b[1]));
	const code = chosen('gemeente', places[0][0], places.map(([c]) => c));
	const [, place, province] = places.find(([c]) => c === code);
	const { figures, words = {} } = await load(`municipality/${fileName(code)}`);

	const order = Object.keys(t('families'));
	const personal = definitions.filter(d => d.local && d.family !== 'programme').sort((a, b) => order.indexOf(a.family) - order.indexOf(b.family) || compare(a.indicator, b.indicator));
	const span = windowYears(figures[personal[0].id]?.totaal?.totaal) ?? 1;
	const series = (id, breakdown = 'totaal', c = 'totaal', s = span) => figures[id]?.[breakdown]?.[c]?.[s];
	// Some definitions look further ahead than most: all are shown for one period.
	const last = about.year;
	const rows = personal.map(d => ({ id: d.id, family: d.family, quality: indicators[d.indicator].group === 'quality', name: definitionName(d), unit: d.unit, f: figure(series(d.id), last), national: figure(country(d.id, span), last) }))
		.filter(r => r.f.status !== 'none' && !r.quality);
	// Rows of the chart: each subject with its heading, names cut to the room there is.
	const chartRows = width => order.flatMap(family => {
		const group = rows.filter(r => r.family === family);
		const room = r => (width < 620 ? Math.floor((width - (r.unit === '%' ? 76 : 118)) / 6.7) : 56);
		return group.length === 0 ? [] : [{ id: `family ${family}`, head: true, name: t('families')[family] }, ...group.map(r => ({ ...r, name: short(r.name, room(r)) }))];
	});

	const definition = personal.find(d => d.id === chosen('indicator', 'perinatal-24w-7d', personal.map(p => p.id))) ?? personal[0];
	const own = all(series(definition.id)), national = all(country(definition.id, span)).filter(f => own.some(g => g.year === f.year));
	const nShown = own.filter(f => f.status === 'publish').length;

	const statement = r => h('li', {}, h('strong', {}, r.name), h('span', {}, r.f.status === 'publish' ? [
		t('sentence')(value(r.f), r.unit, ...interval(r.f).split('–'), words[r.id]?.[2] && inLanguage(words[r.id][2])),
		r.national.status === 'publish' && ` ${t('comparedSentence')(inLanguage(about.words[r.f.comparison]), withUnit(r.national, r.unit))}`,
		words[r.id]?.[3] && ` ${t('changeSentence')(period(last - span, span), inLanguage(words[r.id][3]))}`,
	] : h('span', { class: 'hidden-sentence' }, t('hiddenSentence'))));
	const headlines = headline.map(id => rows.find(r => r.id === id)).filter(Boolean);

	const higher = rows.filter(r => r.f.comparison === 1).length, lower = rows.filter(r => r.f.comparison === -1).length;
	const longRow = r => ({ publish: h('span', { class: `comparison ${comparisonName(r.f.comparison)}` }, t(comparisonName(r.f.comparison))) })[r.f.status] ?? shown(r.f);
	const comparisonTable = table(t('comparison'), [
		{ label: t('indicator'), rowHeader: true, cell: r => r.name },
		{ label: t('value'), number: true, cell: r => shown(r.f, f => withUnit(f, r.unit)) },
		{ label: t('interval'), number: true, derived: true, cell: r => shown(r.f, interval) },
		{ label: t('netherlands'), number: true, cell: r => shown(r.national, f => withUnit(f, r.unit)) },
		{ label: t('comparedTo'), derived: true, cell: longRow },
	], rows, { class: 'stack' });

	const parts = Object.entries(figures[definition.id] ?? {}).filter(([b]) => b !== 'totaal').flatMap(([b, categories]) => Object.keys(categories).map(c => {
		const s = series(definition.id, b, c);
		return { breakdown: breakdowns[b] ? inLanguage(breakdowns[b]) : b, c, f: figure(s, last), national: figure(country(definition.id, span, b, c), last) };
	})).filter(p => p.f.status !== 'none').sort((a, b) => compare(a.breakdown, b.breakdown) || (a.c === 'onbekend') - (b.c === 'onbekend') || compare(a.c, b.c));

	const programme = definitions.filter(d => d.family === 'programme' && d.counted === 'municipality' && figures[d.id]).map(d => {
		const f = all(figures[d.id].totaal.totaal[1]).at(-1);
		return { d, f };
	});

	const count = new Map();
	const walk = (family, node) => {
		if (Array.isArray(node.f)) for (const f of all(node)) { const c = count.get(family); c[f.status] = (c[f.status] ?? 0) + 1; }
		else Object.values(node).forEach(n => walk(family, n));
	};
	for (const d of personal) if (figures[d.id]) { if (!count.has(d.family)) count.set(d.family, {}); walk(d.family, figures[d.id]); }
	const totalHidden = [...count.values()].reduce((s, c) => s + (c.hidden ?? 0), 0);
	const totalAll = totalHidden + [...count.values()].reduce((s, c) => s + (c.publish ?? 0), 0);

	content.querySelector('h1').textContent = place;
	content.append(
		h('p', { class: 'lead' }, t('inProvince')(province)),
		h('div', { class: 'controls' }, select(t('choose'), 'gemeente', places.map(([c, n]) => ({ value: c, text: n })), code, again)),
		h('section', {}, h('h2', {}, t('statements')), h('p', { class: 'lead' }, t('statementsLead')(period(last, span))), h('ul', { class: 'statements' }, headlines.map(statement))),
		chart({
			title: t('comparison'), lead: `${t('comparisonLead')} ${t('statementsLead')(period(last, span))}`,
			legend: [{ mark: legendMark.higher(), text: t('legendHigher') }, { mark: legendMark.lower(), text: t('legendLower') }, { mark: legendMark.similar(), text: t('legendSimilar') }, { mark: legendMark.hidden(), text: t('legendHidden') }],
			draw: width => relative(width, chartRows(width),
				t('comparisonAlt')(place, rows.filter(r => r.f.status === 'publish').length, rows.length, higher, lower)),
			table: comparisonTable,
		}),
		h('section', {},
			h('h2', {}, t('overTime')), h('p', { class: 'lead' }, t('overTimeLead')),
			h('div', { class: 'controls' }, select(t('indicator'), 'indicator', personal.map(d => ({ value: d.id, text: definitionName(d), group: t('families')[d.family] })), definition.id, again)),
			chart({
				legend: [{ mark: legendMark.area(), text: `${place}, ${t('legendInterval')}` }, { mark: legendMark.country(), text: t('netherlands') },
					own.some(f => f.status === 'hidden') && { mark: legendMark.hidden(), text: t('legendHidden') }, national.some(f => f.status === 'hidden') && { mark: legendMark.countryHidden(), text: t('legendHiddenCountry') }].filter(Boolean),
				draw: width => overTime(width, { figures: own, country: national, span, unit: definition.unit, name: definitionName(definition), place,
					description: t('overTimeAlt')(definitionName(definition), place, nShown, own.length - nShown, own[0]?.year, own.at(-1)?.year) }),
				table: table(`${definitionName(definition)}, ${place}`, [
					{ label: t('period'), rowHeader: true, cell: f => period(f.year, span) },
					{ label: t('value'), number: true, cell: f => shown(f, g => withUnit(g, definition.unit)) },
					{ label: t('interval'), number: true, derived: true, cell: f => shown(f, interval) },
					{ label: t('numerator'), number: true, derived: true, cell: f => shown(f, g => number(g.n)) },
					{ label: t('denominator'), number: true, derived: true, cell: f => shown(f, g => number(g.d)) },
					{ label: t('netherlands'), number: true, cell: f => shown(figure(country(definition.id, span), f.year), g => withUnit(g, definition.unit)) },
				], own, { class: 'stack' }),
			}),
			h('h3', {}, `${t('splitUp')}: ${definitionName(definition)}`),
			parts.length === 0 ? h('p', { class: 'muted' }, t('noBreakdowns')) : [h('p', { class: 'lead' }, t('splitUpLead')(period(last, span))), table(t('splitUp'), [
				{ label: t('category'), rowHeader: true, cell: p => [h('span', { class: 'muted' }, `${p.breakdown}: `), category(p.c)] },
				{ label: t('value'), number: true, cell: p => shown(p.f, f => withUnit(f, definition.unit)) },
				{ label: t('interval'), number: true, derived: true, cell: p => shown(p.f, interval) },
				{ label: t('netherlands'), number: true, cell: p => shown(p.national, f => withUnit(f, definition.unit)) },
				{ label: t('comparedTo'), derived: true, cell: longRow },
			], parts, { class: 'stack' })]),
		programme.length > 0 && h('section', {}, h('h2', {}, t('programme')), h('p', { class: 'lead' }, t('programmeLead')),
			h('dl', { class: 'answers' }, programme.map(({ d, f }) => h('div', {}, h('dt', {}, inLanguage(indicators[d.indicator].name), h('span', { class: 'muted' }, ` ${f?.year ?? ''}`)),
				h('dd', {}, f?.status === 'publish' && f.d === 1 ? (f.n === 1 ? t('yes') : t('no')) : t('noAnswer')))))),
		h('section', {}, h('h2', {}, t('whatHidden')), h('p', {}, t('whatHiddenLead')(number(totalHidden), number(totalAll))), h('p', {}, t('why')),
			table(t('whatHidden'), [
				{ label: t('family'), rowHeader: true, cell: ([f]) => t('families')[f] },
				{ label: t('shownFigures'), number: true, cell: ([, c]) => number(c.publish ?? 0) },
				{ label: t('hiddenFigures'), number: true, cell: ([, c]) => number(c.hidden ?? 0) },
			], [...count], { class: 'small' })));
}
