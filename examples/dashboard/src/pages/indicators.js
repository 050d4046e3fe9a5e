// The fifteen indicators of the RIVM monitor, as tiles.
import { all, country, data, figure } from '../data.js';
import { interval, number, period, value, withUnit } from '../format.js';
import { chart, h, shown, table } from '../dom.js';
import { spark } from '../charts.js';
import { inLanguage, t } from '../state.js';

// What the monitor printed about this definition, in its last year.
function publishedFor(definition) {
	return data('indicators').published.filter(f => f.definition === definition && f.value !== undefined && ['exact', 'derived'].includes(f.qualifier))
		.sort((a, b) => b.year - a.year)[0];
}

function tileFigure(definition) {
	const series = country(definition, 1);
	const published = publishedFor(definition);
	const known = all(series).filter(f => f.status !== 'empty');
	const year = known.some(f => f.year === published?.year) ? published.year : known.at(-1)?.year;
	return { series, published, year, f: figure(series, year) };
}

const publishedText = (p, unit) => (unit === '%' ? `${number(p.value, p.digits)}%` : `${number(p.value, p.digits)} ${t('per 1000')}`);

function tile(code, main, others) {
	const { indicators } = data('core');
	const { name, unit, group } = indicators[main.indicator];
	const { series, published, year, f } = tileFigure(main.definition);
	const words = data('country').words[main.definition]?.[1]?.[year];
	const figures = all(series).filter(g => g.status !== 'empty');
	const inconsistency = published?.inconsistency && data('indicators').inconsistencies.find(i => i.id === published.inconsistency);
	return h('li', { class: 'tile' },
		h('p', { class: 'kind' }, h('span', { class: 'code' }, code), t('groups')[group]),
		h('h2', {}, inLanguage(name)),
		h('p', { class: 'big' }, shown(f, g => [h('strong', {}, value(g)), h('span', { class: 'unit' }, unit === '%' ? '%' : ` ${t('per 1000')}`)])),
		h('p', { class: 'detail' }, `${year}`, f.status === 'publish' && ` · ${t('intervalOf')(...interval(f).split('–'))}`, words?.[0] && ` · ${inLanguage(words[0])}`, typeof f.trend === 'number' && h('span', { class: 'trend' }, t(`trend_${f.trend}`))),
		figures.length > 2
			? chart({ draw: width => spark(width, figures, year, t('sparkline')(inLanguage(name), figures[0].year, figures.at(-1).year)) })
			: h('div', { class: 'spacer' }),
		h('p', { class: 'published' }, h('span', { class: 'what' }, t('published')), published ? [h('strong', {}, publishedText(published, unit)), ` (${published.year})`] : t('notAsNumber')),
		inconsistency && h('p', { class: 'remark' }, `${t('note')}: ${inLanguage(inconsistency.finding)}`),
		others.length > 0 && h('div', { class: 'also' }, h('p', {}, t('alsoKnown')), h('ul', {}, others.map(m => {
			const o = tileFigure(m.definition);
			const other = indicators[m.indicator];
			return h('li', {}, h('span', {}, inLanguage(other.name)), ' ', h('span', { class: 'nowrap' }, shown(o.f, g => withUnit(g, other.unit)), ` (${o.year})`),
				o.published && h('span', { class: 'nowrap muted' }, ` ${t('published').toLowerCase()} ${publishedText(o.published, other.unit)}`));
		}))));
}

export default function (content) {
	const members = data('indicators').members.filter(m => m.definition && /^i\d/.test(m.code));
	const groups = new Map();
	for (const m of members) {
		const code = m.code.match(/^i\d+/)[0];
		if (!groups.has(code)) groups.set(code, []);
		groups.get(code).push(m);
	}
	const yearsShown = [...new Set(members.flatMap(m => all(country(m.definition, 1)).map(f => f.year)))].sort();
	const { indicators } = data('core');
	content.append(
		h('p', { class: 'lead' }, t('indicatorsLead')),
		h('ul', { class: 'tiles' }, [...groups].map(([code, [main, ...others]]) => tile(code, main, others))),
		h('section', {}, h('h2', {}, t('allYears')),
			h('details', { class: 'print' }, h('summary', {}, t('allYearsTable')),
				h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('allYears') },
					table(t('allYears'), [
						{ label: t('indicator'), rowHeader: true, cell: m => `${m.code} ${inLanguage(indicators[m.indicator].name)} (${t(indicators[m.indicator].unit)})` },
						...yearsShown.map(year => ({ label: String(year), number: true, cell: m => shown(figure(country(m.definition, 1), year), value) })),
					], members, { class: 'wide' })))));
}
