// One municipality beside its province and the country.
import { changePercent } from '../charts/change-percent.js';
import { breaks } from '../charts/common.js';
import { legendMark } from '../charts/marks.js';
import { overTime } from '../charts/over-time.js';
import { relative } from '../charts/relative.js';
import { columnsOfPlaces, peers } from '../places.js';
import { comparisonColumn, countColumn, intervalColumn, longColumn, unitCsv, valueColumn } from '../columns.js';
import { deducibleColumn, readDeducible } from '../deducible.js';
import { combobox } from '../combobox.js';
import { comparisonText, direction, judgement, statesOf } from '../comparison.js';
import { controls, definitionOptions, select } from '../controls.js';
import { all, careMoments, chosenMunicipality, data, definitionName, figure, fileName, isAnswer, load, municipalities, polarity, read } from '../data.js';
import { h, shown } from '../dom.js';
import { chart, later } from '../figure.js';
import { bare, compare, interval, number, percentChange, period, value, withUnit } from '../format.js';
import { onePage } from '../one-page.js';
import { sourceLine } from '../source-line.js';
import { category, chooseMunicipality, chosen, inLanguage, link, t } from '../state.js';
import { table } from '../table.js';
import { take } from '../take.js';
import { within } from '../within.js';

const headline = ['perinatal-24w-7d', 'big2-24w-all', 'late-care-22w', 'early-care-24w', 'risk-factors-1-or-more', 'no-kraamzorg-mother'];
const short = (text, length) => (text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`);

async function readModel() {
	const { code, place } = chosenMunicipality();
	const { definitions, indicators, about } = data('core');
	const order = Object.keys(t('families'));
	const personal = definitions.filter(d => d.local && !isAnswer(d)).sort((a, b) => order.indexOf(a.family) - order.indexOf(b.family) || compare(a.indicator, b.indicator) || careMoments.indexOf(a.id) - careMoments.indexOf(b.id));
	if (!place) return { code };
	// Some definitions look further ahead than most: all are shown for one period.
	const [own, { figures: province }] = await Promise.all([load(`municipality/${fileName(code)}`), load(`province/${fileName(place.province)}`).catch(() => ({ figures: {} }))]);
	const { figures, words = {}, counts, long = {}, groups = [], deducible = {}, changes = {}, within: hasWithin } = own;
	const span = about.window, last = place.last ?? about.year;
	const { country } = data('reference');
	const rows = personal.filter(d => indicators[d.indicator].group !== 'quality').map(d => ({ id: d.id, definition: d, family: d.family, name: definitionName(d), unit: d.unit, polarity: polarity(d),
		f: figure(figures[d.id]?.totaal.totaal[span], about.year), province: read(province[d.id]), national: read(country[d.id]), long: read(long[d.id]), groups: groups.map(g => read(g.figures[d.id])) }))
		.filter(r => r.f.status !== 'none').map(r => ({ ...r, deducible: readDeducible(deducible[r.id], r.province, r.unit) }));
	// Without a choice: the first subject of which there is something to see.
	const definition = personal.find(d => d.id === chosen('indicator', null)) ?? [...headline, ...personal.map(d => d.id)].map(id => rows.find(r => r.id === id && r.f.status === 'publish')).find(Boolean)?.definition ?? personal[0];
	const { figures: nationally, parts = {}, breaks: nationalBreaks = {} } = await load(`country/${definition.id}`), national = nationally[definition.id][span];
	const { unit } = definition;
	return { code, place, personal, definition, unit, hasWithin, figures, words, changes, nationalBreaks, counts, groups, longPeriod: period(about.year, about.longWindow), span, last, about, rows, parts, national,
		shownRows: rows.filter(r => r.f.status === 'publish'), hiddenRows: rows.filter(r => r.f.status !== 'publish'), programme: definitions.filter(d => isAnswer(d) && d.counted === 'municipality' && figures[d.id]) };
}

const nameColumn = () => ({ label: t('indicator'), rowHeader: true, cell: r => r.name, csv: [{ label: t('indicator'), of: r => r.name }, unitCsv(r => r.unit)] });
const around = (m, of) => [valueColumn(r => r.province, r => r.unit, { label: m.place.province, derived: false }), valueColumn(of, r => r.unit, { label: t('netherlands') })];

// Where one can go when there is no such municipality, or none was chosen.
function nothing(m) {
	return m.code === null
		? h('p', { class: 'lead' }, t('chooseFirst'))
		: h('p', { class: 'lead', role: 'alert' }, t('unknownMunicipality')(m.code), ' ', h('a', { href: link('gemeenten.html', { gemeente: '' }) }, t('municipalitiesNav')));
}

// A municipality that ended: when, and where it went.
function ended({ place }) {
	if (place.last === undefined) return null;
	const names = (place.became ?? []).map(([code, share]) => { const to = municipalities().find(p => p.code === code); return [to, share]; }).filter(([to]) => to);
	return h('div', { class: 'ended' }, h('p', {}, h('strong', {}, t('endedAfter')(place.name, place.last)), ' ',
		names.length === 0 ? t('endedUnknown') : [t(names.length > 1 ? 'endedSplit' : 'endedInto'), ' ', names.flatMap(([to, share], i) => [i > 0 && ', ', h('a', { href: link('gemeente.html', { gemeente: to.code }) }, to.name), names.length > 1 && ` (${number(share * 100)}%)`]), '. ', t('endedFigures')]));
}

// Of a figure that five years hide: what ten years show.
const longer = (m, r) => r?.long.status === 'publish' && ` ${t('longSentence')(m.longPeriod, withUnit(r.long, r.unit), interval(r.long))}`;
const groupLabel = g => t('groupOf')(g.places.length);

function statements(m) {
	const chosenRows = headline.map(id => m.rows.find(r => r.id === id)).filter(Boolean);
	const said = r => h('li', {}, h('strong', {}, r.name), h('span', {}, r.f.status === 'publish' ? [
		t('sentence')(value(r.f), r.unit, ...interval(r.f).split('–'), m.words[r.id]?.[2] && inLanguage(m.words[r.id][2])),
		r.national.status === 'publish' && typeof r.f.comparison === 'number' && ` ${t('comparedSentence')(t(direction(r.f)), withUnit(r.national, r.unit))}`,
		m.words[r.id]?.[3] && ` ${t('changeSentence')(period(m.last - m.span, m.span), inLanguage(m.words[r.id][3]))}`,
	] : h('span', { class: 'hidden-sentence' }, t('hiddenSentence'), ' ', r.province.status === 'publish' && `${m.place.province}: ${withUnit(r.province, r.unit)}. `, r.national.status === 'publish' && `${t('netherlands')}: ${withUnit(r.national, r.unit)}.`, longer(m, r))));
	return h('section', {}, h('h2', {}, t('statements')), h('p', { class: 'lead' }, t('statementsLead')(period(m.last, m.span))), h('ul', { class: 'statements' }, chosenRows.map(said)));
}

// What is hidden, in one line that counts it; behind it longer windows, its group, province and country, and what follows.
function folded(m) {
	if (m.hiddenRows.length === 0) return null;
	const longs = m.hiddenRows.filter(r => r.long.status === 'publish').length, some = m.hiddenRows.some(r => r.deducible);
	const list = table(t('hiddenRows')(m.place.name), [nameColumn(), { label: m.place.name, cell: r => shown(r.f, () => '') },
		m.hiddenRows.some(r => r.long.status !== 'none') && longColumn(m.longPeriod),
		...m.groups.map((g, i) => valueColumn(r => r.groups[i], r => r.unit, { label: groupLabel(g) })), ...around(m, r => r.national),
		some && deducibleColumn(m.place.province)].filter(Boolean), m.hiddenRows, { class: 'stack' });
	return h('details', { class: 'folded figures', open: m.shownRows.length === 0 || undefined },
		h('summary', {}, legendMark.hidden(), ' ', t('hiddenCount')(number(m.hiddenRows.length), number(m.rows.length)), longs > 0 && `; ${t('longCount')(number(longs), m.longPeriod)}`),
		m.groups.map(g => h('p', { class: 'note' }, `${groupLabel(g)} (${g.name}): `, g.places.map(code => municipalities().find(p => p.code === code)).filter(Boolean).map((p, i) => [i > 0 && ', ', h('a', { href: link('gemeente.html', { gemeente: p.code }) }, p.name)]), '.')),
		some && h('p', { class: 'note' }, t('deducibleNote')),
		list, take({ title: () => t('hiddenRows')(m.place.name), table: () => list }));
}

function comparison(m) {
	const order = Object.keys(t('families'));
	const drawable = m.shownRows.filter(r => r.national.status === 'publish' && r.national.value > 0);
	// Rows of the chart: each subject with its heading, names cut to the room there is.
	const chartRows = width => order.flatMap(family => {
		const group = drawable.filter(r => r.family === family);
		const room = r => (width < 620 ? Math.floor((width - (r.unit === '%' ? 76 : 118)) / 6.7) : 56);
		return group.length === 0 ? [] : [{ id: `family ${family}`, head: true, name: t('families')[family] }, ...group.map(r => ({ ...r, name: short(r.name, room(r)) }))];
	});
	const count = c => drawable.filter(r => r.f.comparison === c).length;
	const caption = `${t('comparison')}: ${m.place.name}, ${period(m.last, m.span)}`;
	const figures = table(caption, [nameColumn(), valueColumn(r => r.f, r => r.unit), intervalColumn(r => r.f), ...around(m, r => r.national), comparisonColumn(r => r.f, r => r.polarity)], m.shownRows, { class: 'stack' });
	const judged = [...new Map(drawable.flatMap(r => statesOf(r.polarity)).map(s => [s.text, s])).values()].filter(s => s.judged !== 'neutral' || drawable.some(r => r.polarity === 'neutral' && r.f.comparison === s.comparison));
	return [
		drawable.length > 0
			? chart({
				id: 'vergelijking', title: t('comparison'), name: caption, lead: `${t('comparisonLead')} ${t('statementsLead')(period(m.last, m.span))}`,
				legend: judged.map(({ side, judged: colour, text }) => ({ mark: legendMark.state(side, colour), text })),
				draw: width => relative(width, chartRows(width), t('comparisonAlt')(m.place.name, m.shownRows.length, m.rows.length, count(1), count(-1))),
				table: figures, note: t('chanceNote'),
			})
			: h('section', {}, h('h2', {}, t('comparison')), h('p', { class: 'lead' }, t('allHidden')(m.place.name))),
		folded(m),
	];
}

// Since the first period of the series that shares no year with this one.
function changed(m) {
	const rows = m.shownRows.filter(r => m.changes[r.id]).map(r => {
		const [percent, since, differs] = m.changes[r.id], [nationally] = data('reference').changes[r.id] ?? [];
		return { ...r, percent, since: since.replace('-', '–'), comparison: differs ? Math.sign(percent) : 0, national: nationally };
	});
	if (rows.length === 0) return null;
	const now = period(m.last, m.span), caption = `${t('changes')}: ${m.place.name}, ${now}`;
	const sinces = [...new Set(rows.map(r => r.since))];
	const percentColumn = (label, of) => ({ label, number: true, cell: r => (of(r) === undefined ? '' : percentChange(of(r))), csv: [{ label: `${label} (%)`, of: r => (of(r) === undefined ? '' : bare(of(r), 1)) }] });
	return chart({
		id: 'veranderingen', title: t('changes'), name: caption, lead: t('changesLead')(now, sinces.length === 1 ? sinces[0] : t('firstPeriod')),
		legend: [...new Map(rows.flatMap(r => statesOf(r.polarity)).filter(s => rows.some(r => r.comparison === s.comparison && judgement(r, r.polarity) === s.judged)).map(s => [s.text, { mark: legendMark.state(s.side, s.judged), text: s.text }])).values(), { mark: legendMark.before(), text: t('netherlands') }],
		draw: width => changePercent(width, rows.map(r => ({ ...r, name: short(r.name, width < 620 ? Math.floor((width - 70) / 6.7) : 52) })), t('changesAlt')(m.place.name, now, rows.length)),
		table: table(caption, [{ label: t('indicator'), rowHeader: true, cell: r => r.name }, { label: t('since'), cell: r => r.since }, percentColumn(m.place.name, r => r.percent), percentColumn(t('netherlands'), r => r.national),
			{ label: t('comparedToBefore'), cell: r => comparisonText(r, r.polarity) }], rows, { class: 'stack' }),
	});
}

// of: what the municipality has over the years.
function years(m, of) {
	const { definition, unit, span } = m, name = definitionName(definition);
	const sinceBreak = (list, since = {}) => list.map(f => ({ ...f, since: since[f.year] }));
	const own = sinceBreak(all(of.figures[definition.id]?.totaal?.totaal[span]), of.breaks?.[definition.id]), country = m.national;
	const national = sinceBreak(all(country), m.nationalBreaks).filter(f => own.some(g => g.year === f.year));
	const count = own.filter(f => f.status === 'publish').length;
	if (own.length === 0) return h('p', { class: 'muted' }, t('noWindows'));
	const caption = `${name}, ${m.place.name}`;
	const row = m.rows.find(r => r.id === definition.id);
	return [sourceLine(definition, own.at(-1).year, data('reference').notes[definition.id]), row?.f.status === 'hidden' && longer(m, row) && h('p', { class: 'long' }, h('strong', {}, `${m.place.name}. `), longer(m, row)), chart({
		id: 'jaren', name: caption, points: count > 0,
		legend: [{ mark: legendMark.area(), text: `${m.place.name}, ${t('legendInterval')}` }, { mark: legendMark.country(), text: t('netherlands') },
			breaks(own).length > 0 && { mark: legendMark.break(), text: t('seriesBreak')(breaks(own).map(b => b.since).join(', ')) }, own.some(f => f.status === 'hidden') && { mark: legendMark.hidden(), text: t('hidden') }, national.some(f => f.status === 'hidden') && { mark: legendMark.countryHidden(), text: t('legendHiddenCountry') }].filter(Boolean),
		draw: width => overTime(width, { figures: own, country: national, span, unit, name, place: m.place.name, description: t('overTimeAlt')(name, m.place.name, count, own.length - count, own[0].year, own.at(-1).year) }),
		table: table(caption, [
			{ label: t('period'), rowHeader: true, cell: f => period(f.year, span) }, valueColumn(f => f, () => unit, { oneUnit: unit }), intervalColumn(f => f), countColumn(f => f, 'n'), countColumn(f => f, 'd'),
			valueColumn(f => figure(country, f.year), () => unit, { label: t('netherlands') }),
		], own, { class: 'stack' }),
	})];
}

function brokenDown(m, of) {
	const { definition, unit } = m, name = definitionName(definition), { breakdowns } = data('core');
	const parts = Object.entries(of.figures[definition.id] ?? {}).filter(([b]) => b !== 'totaal').flatMap(([b, categories]) => Object.entries(categories).map(([c, { [m.span]: series }]) => ({
		breakdown: breakdowns[b] ? inLanguage(breakdowns[b]) : b, c, f: figure(series, m.about.year), national: read(m.parts[b]?.[c]) })))
		.filter(p => p.f.status !== 'none' && p.f.status !== 'empty').sort((a, b) => compare(a.breakdown, b.breakdown) || compare(a.c, b.c));
	// What is unknown is few, and told in a line.
	const known = parts.filter(p => p.c !== 'onbekend'), visible = known.filter(p => p.f.status === 'publish');
	const caption = `${t('splitUp')}: ${name}, ${m.place.name}, ${period(m.last, m.span)}`;
	const list = table(caption, [
		{ label: t('category'), rowHeader: true, cell: p => [h('span', { class: 'muted' }, `${p.breakdown}: `), category(p.c)] },
		valueColumn(p => p.f, () => unit, { oneUnit: unit }), intervalColumn(p => p.f), valueColumn(p => p.national, () => unit, { label: t('netherlands') }), comparisonColumn(p => p.f, () => polarity(definition)),
	], visible, { class: 'stack' });
	return [h('h3', {}, `${t('splitUp')}: ${name}`),
		known.length === 0 ? h('p', { class: 'muted' }, t('noBreakdowns')) : [
			visible.length > 0 && [h('p', { class: 'lead' }, t('splitUpLead')(period(m.last, m.span))), list, take({ title: () => caption, table: () => list })],
			visible.length < known.length && h('p', { class: 'note' }, legendMark.hidden(), ' ', t('hiddenCategories')(number(known.length - visible.length), number(known.length)))]];
}

function overYears(m) {
	return later('div', () => load(`years/${fileName(m.code)}`), of => [years(m, of), brokenDown(m, of)]);
}

function ofSize(m) {
	return later('section', () => load(`definition/${m.definition.id}/${m.span}.${m.about.year}`).catch(() => ({ gemeente: {} })), ({ gemeente }) => {
		const others = municipalities().map(p => ({ ...p, f: read(gemeente[p.code]) }));
		const list = peers(others, m.code), heading = h('h3', {}, t('peers'));
		if (list.length === 0) return [heading, h('p', { class: 'muted' }, t('noPeers'))];
		const caption = `${t('peers')}: ${definitionName(m.definition)}, ${period(m.about.year, m.span)}`;
		const shownTable = table(caption, columnsOfPlaces({ unit: m.unit, polarity: polarity(m.definition), answer: false }), list, { class: 'stack municipalities', sortable: true, sorted: { index: 5, down: true }, rowClass: r => (r.code === m.code ? 'own' : undefined) });
		return [heading, h('p', { class: 'lead' }, t('peersLead')(definitionName(m.definition))), shownTable, take({ title: () => caption, table: () => shownTable })];
	});
}

function programme(m) {
	if (m.programme.length === 0) return null;
	const { indicators } = data('core');
	const rows = m.programme.map(d => ({ d, f: all(m.figures[d.id].totaal.totaal[1]).at(-1) }));
	return h('section', {}, h('h2', {}, t('programme')), h('p', { class: 'lead' }, t('programmeLead')),
		h('dl', { class: 'answers' }, rows.map(({ d, f }) => h('div', {}, h('dt', {}, inLanguage(indicators[d.indicator].name), h('span', { class: 'muted' }, ` ${f?.year ?? ''}`)),
			h('dd', {}, f?.status === 'publish' && f.d === 1 ? t(f.n === 1 ? 'yes' : 'no') : t('noAnswer'))))));
}

function hidden({ counts, place }) {
	const total = key => Object.values(counts).reduce((sum, c) => sum + c[key], 0);
	return h('section', {}, h('h2', {}, t('whatHidden')), h('p', {}, t('whatHiddenLead')(number(total(1)), number(total(0) + total(1)))), h('p', {}, t('why')),
		table(`${t('whatHidden')}: ${place.name}`, [
			{ label: t('family'), rowHeader: true, cell: ([f]) => t('families')[f] },
			{ label: t('shownFigures'), number: true, cell: ([, c]) => number(c[0]) },
			{ label: t('hiddenFigures'), number: true, cell: ([, c]) => number(c[1]) },
		], Object.keys(t('families')).filter(f => counts[f]).map(f => [f, counts[f]]), { class: 'small' }));
}

export default {
	read: readModel,
	heading: m => m.place?.name ?? t('municipalityTitle'),
	title: m => m.place?.name ?? t('municipalityTitle'),
	parts: redraw => {
		const ifPlace = draw => m => (m.place ? draw(m) : null);
		const lasting = draw => ifPlace(m => (m.place.last === undefined && m.rows.length > 0 ? draw(m) : null));
		const options = { update: m => { options.element.hidden = !m.place || m.place.last !== undefined || m.rows.length === 0; if (m.place) chooser.update(m); } };
		const chooser = controls(select(t('indicator'), 'indicator', m => ({ options: definitionOptions(m.personal, definitionName), current: m.definition.id }), redraw));
		options.element = chooser.element;
		return [
			m => (m.place ? h('p', { class: 'lead' }, t('inProvince')(m.place.province)) : nothing(m)),
			controls(combobox(t('choose'), 'gemeente', m => ({ options: municipalities().sort((a, b) => compare(a.name, b.name)).map(p => ({ value: p.code, text: p.name, remark: p.last !== undefined && t('endedShort')(p.last) })), current: m.place ? m.code : null }), code => { chooseMunicipality(code); redraw(); })),
			ifPlace(ended), ifPlace(m => (m.place.last === undefined && m.rows.length === 0 ? h('p', {}, t('nothingInPeriod')(period(m.last, m.span))) : null)),
			lasting(onePage), lasting(statements), lasting(comparison), lasting(changed),
			lasting(m => [h('h2', {}, t('overTime')), h('p', { class: 'lead' }, t('overTimeLead')(m.span))]),
			options,
			lasting(overYears), lasting(m => (m.hasWithin ? within(m) : null)), lasting(ofSize), lasting(programme), ifPlace(hidden),
		];
	},
};
