// What a municipality consists of: its wijken, and the postal codes that lie in it; maps where
// the site has outlines, and tables. Their windows follow each other, so there is one period.
import { areaMap } from '../charts/area-map.js';
import { mapLegend, noFigureLegend } from '../charts/map-fill.js';
import { comparisonColumn, countColumn, intervalColumn, valueColumn } from '../columns.js';
import { definitionName, fileName, load, polarity, read } from '../data.js';
import { h } from '../dom.js';
import { chart, later } from '../figure.js';
import { interval, number, period, withUnit } from '../format.js';
import { inLanguage, t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

async function readWithin(code) {
	const content = await load(`within/${fileName(code)}`);
	const outlines = content.mapped ? await load(`map/within/${fileName(code)}`) : {};
	return Object.keys(content)
		.filter(kind => content[kind].places)
		.map(kind => ({ kind, ...content[kind], outlines: outlines[kind] }));
}

function mapOf({ definition, unit, place }, { kind, outlines, rows, title, caption, lead }) {
	const byCode = new Map(rows.map(r => [r.code, r])),
		favourable = polarity(definition);
	const count = comparison => rows.filter(r => r.f.comparison === comparison).length;
	const tip = r =>
		`${r.name}\n${r.f.status === 'publish' ? `${withUnit(r.f, unit)} (${interval(r.f)})` : t('hidden')}`;
	return {
		id: kind === 'pc4' ? 'postcodes' : 'wijken',
		title,
		level: 'h3',
		name: caption,
		lead,
		points: true,
		legend: [
			...mapLegend(favourable),
			outlines.topology.objects.areas.geometries.some(a => !byCode.has(a.id)) && noFigureLegend(),
		],
		draw: width =>
			areaMap(width, {
				outlines,
				polarity: favourable,
				figures: Object.fromEntries(rows.map(r => [r.code, r.f])),
				title: code => byCode.get(code) && tip(byCode.get(code)),
				description: t('withinAlt')(
					title,
					place.name,
					definitionName(definition),
					lead,
					count(1),
					count(-1),
					rows.filter(r => r.f.status === 'hidden').length,
				),
			}),
	};
}

function ofKind(m, { kind, places, periods, figures, outlines }) {
	const { definition, unit, place } = m,
		[years, year] = periods[definition.id] ?? [];
	const rows = places
		.map(([code, name]) => ({ code, name, f: read(figures[definition.id]?.[code]) }))
		.filter(r => !['none', 'empty'].includes(r.f.status));
	if (rows.length === 0) return null;
	const hidden = rows.filter(r => r.f.status === 'hidden').length;
	const title = t('withinKinds')[kind],
		lead = period(year, years);
	const caption = `${title}: ${definitionName(definition)}, ${place.name}, ${lead}`;
	const head = [h('h3', {}, title), h('p', { class: 'lead' }, lead)];
	if (hidden === rows.length)
		return h('div', {}, head, h('p', { class: 'note' }, t('withinAllHidden')(number(hidden))));
	const list = table(
		caption,
		[
			{ label: t('withinOne')[kind], rowHeader: true, sort: r => r.name, cell: r => r.name },
			valueColumn(r => r.f, unit),
			intervalColumn(r => r.f),
			countColumn(r => r.f, 'n'),
			countColumn(r => r.f, 'd'),
			comparisonColumn(r => r.f, polarity(definition)),
		],
		rows,
		{ class: 'stack', sortable: true, limit: 25 },
	);
	const note = [
		hidden > 0 && t('withinHidden')(number(hidden), number(rows.length)),
		kind === 'pc4' && t('postcodesNote'),
		outlines && inLanguage(outlines.source),
	]
		.filter(Boolean)
		.join(' ');
	if (outlines) return chart({ ...mapOf(m, { kind, outlines, rows, title, caption, lead }), note, table: list });
	return h('div', {}, head, list, note && h('p', { class: 'note' }, note), takeTable(list));
}

export const within = m =>
	later(
		'section',
		() => readWithin(m.code),
		kinds => {
			const parts = kinds.map(of => ofKind(m, of)).filter(Boolean);
			const coloured = parts.some(part => part.matches('figure')) ? ` ${t('withinLead')}` : '';
			return (
				parts.length > 0 && [
					h('h2', {}, t('within')),
					h('p', { class: 'lead' }, `${definitionName(m.definition)}.${coloured}`),
					h('div', { class: 'maps' }, parts),
				]
			);
		},
	);
