// One indicator of a municipality: over the years, and broken down. Read after the first chart.
import { breaks } from '../charts/common.js';
import { legendMark } from '../charts/marks.js';
import { overTime } from '../charts/over-time.js';
import { besideColumn, comparisonColumn, countColumn, intervalColumn, valueColumn } from '../columns.js';
import { all, data, definitionName, figure, fileName, load, polarity, read } from '../data.js';
import { h } from '../dom.js';
import { chart, later } from '../figure.js';
import { compare, number, period } from '../format.js';
import { groupLabel } from './hidden.js';
import { longer } from './statements.js';
import { sourceLine } from '../source-line.js';
import { category, inLanguage, t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

// of: what the municipality has over the years.
function years(m, of) {
	const { definition, unit, span } = m,
		name = definitionName(definition);
	const sinceBreak = (list, since = {}) => list.map(f => ({ ...f, since: since[f.year] }));
	const own = sinceBreak(all(of.figures[definition.id]?.totaal?.totaal[span]), of.breaks?.[definition.id]),
		country = m.national;
	const national = sinceBreak(all(country), m.nationalBreaks).filter(f => own.some(g => g.year === f.year));
	const count = own.filter(f => f.status === 'publish').length;
	if (own.length === 0) return h('p', { class: 'muted' }, t('noWindows'));
	const caption = `${name}, ${m.place.name}`;
	const row = m.rows.find(r => r.id === definition.id);
	return [
		sourceLine(definition, own.at(-1).year, data('reference').notes[definition.id]),
		row?.f.status === 'hidden'
			&& longer(m, row)
			&& h('p', { class: 'long' }, h('strong', {}, `${m.place.name}. `), longer(m, row)),
		chart({
			id: 'jaren',
			name: caption,
			points: count > 0,
			legend: [
				count > 0 && { mark: legendMark.area(), text: `${m.place.name}, ${t('interval')}` },
				{ mark: legendMark.country(), text: t('netherlands') },
				breaks(own).length > 0 && {
					mark: legendMark.break(),
					text: t('seriesBreak')(
						breaks(own)
							.map(b => b.since)
							.join(', '),
					),
				},
				own.some(f => f.status === 'hidden') && { mark: legendMark.hidden(), text: t('hidden') },
				national.some(f => f.status === 'hidden') && {
					mark: legendMark.countryHidden(),
					text: t('legendHiddenCountry'),
				},
			],
			draw: width =>
				overTime(width, {
					figures: own,
					country: national,
					span,
					unit,
					name,
					place: m.place.name,
					description: t('overTimeAlt')(
						name,
						m.place.name,
						span,
						count,
						own.length - count,
						own[0].year,
						own.at(-1).year,
					),
				}),
			table: table(
				caption,
				[
					{ label: t('period'), rowHeader: true, cell: f => period(f.year, span) },
					valueColumn(f => f, unit),
					intervalColumn(f => f),
					countColumn(f => f, 'n'),
					countColumn(f => f, 'd'),
					valueColumn(f => figure(country, f.year), unit, { label: t('netherlands') }),
				],
				own,
				{ class: 'stack' },
			),
		}),
	];
}

function brokenDown(m, of) {
	const { definition, unit } = m,
		name = definitionName(definition),
		{ breakdowns } = data('core');
	const parts = Object.entries(of.figures[definition.id] ?? {})
		.filter(([b]) => b !== 'totaal')
		.flatMap(([b, categories]) =>
			Object.entries(categories).map(([c, { [m.span]: series }]) => ({
				breakdown: breakdowns[b] ? inLanguage(breakdowns[b]) : b,
				c,
				f: figure(series, m.about.year),
				national: read(m.parts[b]?.[c]),
				groups: m.groups.map((_, i) => read(of.groups?.[i].parts[definition.id]?.[b]?.[c])),
			})),
		)
		.filter(p => p.f.status !== 'none' && p.f.status !== 'empty')
		.sort((a, b) => compare(a.breakdown, b.breakdown) || compare(a.c, b.c));
	// What is unknown is few, and told in a line.
	const isShown = f => f.status === 'publish';
	const known = parts.filter(p => p.c !== 'onbekend'),
		visible = known.filter(p => isShown(p.f) || p.groups.some(isShown)),
		hidden = known.filter(p => !isShown(p.f));
	const caption = `${t('splitUp')}: ${name}, ${m.place.name}, ${period(m.last, m.span)}`;
	const list = table(
		caption,
		[
			{
				label: t('category'),
				rowHeader: true,
				cell: p => [h('span', { class: 'muted' }, `${p.breakdown}: `), category(p.c)],
			},
			valueColumn(p => p.f, unit),
			intervalColumn(p => p.f),
			...m.groups
				.map((g, i) => besideColumn(p => p.groups[i], unit, groupLabel(g)))
				.filter((_, i) => visible.some(p => isShown(p.groups[i]))),
			valueColumn(p => p.national, unit, { label: t('netherlands') }),
			comparisonColumn(p => p.f, polarity(definition)),
		],
		visible,
		{ class: 'stack' },
	);
	return [
		h('h3', {}, `${t('splitUp')}: ${name}`),
		known.length === 0
			? h('p', { class: 'muted' }, t('noBreakdowns'))
			: [
					visible.length > 0 && [
						h('p', { class: 'lead' }, t('splitUpLead')(period(m.last, m.span))),
						list,
						takeTable(list),
					],
					hidden.length > 0
						&& h(
							'p',
							{ class: 'note' },
							legendMark.hidden(),
							' ',
							t('hiddenCategories')(number(hidden.length), number(known.length)),
						),
				],
	];
}

export function overYears(m) {
	return later(
		'div',
		() => load(`years/${fileName(m.code)}`),
		of => [years(m, of), m.rows.length > 0 && brokenDown(m, of)],
	);
}
