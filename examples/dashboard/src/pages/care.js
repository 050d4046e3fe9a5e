// Care around birth: who is in charge, from pregnancy to delivery; and hours of
// maternity care at home, by group.
import { careFills, careFlow } from '../charts/care-flow.js';
import { classesByGroup } from '../charts/classes-by-group.js';
import { legendMark } from '../charts/marks.js';
import { countColumn, intervalColumn, valueColumn } from '../columns.js';
import { careMoments, data, definitionOf, maternityCareClasses, read } from '../data.js';
import { h } from '../dom.js';
import { chart } from '../figure.js';
import { period, withUnit } from '../format.js';
import { sourceLine } from '../source-line.js';
import { category, inLanguage, t } from '../state.js';
import { table } from '../table.js';

function flow({ country, periodText, year }) {
	const known = careMoments.filter(id => definitionOf(id));
	if (known.length === 0) return null;
	const rows = known.map(id => ({ name: t('careMoments')[careMoments.indexOf(id)], f: read(country[id]) }));
	const caption = `${t('careFlow')}, ${periodText}`;
	return [
		h('h2', {}, t('careFlow')),
		h('p', { class: 'lead' }, t('careFlowLead')),
		sourceLine(definitionOf(known[0]), year, data('reference').notes[known[0]]),
		chart({
			id: 'zorglijn',
			name: caption,
			legend: [
				{ mark: legendMark.swatch(careFills.primary), text: t('primaryCare') },
				{ mark: legendMark.swatch(careFills.other), text: t('otherCare') },
				rows.some(r => r.f.status === 'hidden') && { mark: legendMark.hidden(), text: t('hidden') },
			],
			draw: width => careFlow(width, { moments: rows, description: t('careFlowAlt')(periodText) }),
			table: table(
				caption,
				[
					{ label: t('moment'), rowHeader: true, cell: r => r.name },
					valueColumn(r => r.f, '%', { label: t('primaryCare') }),
					intervalColumn(r => r.f),
					countColumn(r => r.f, 'n'),
					countColumn(r => r.f, 'd'),
				],
				rows,
				{ class: 'stack' },
			),
		}),
	];
}

function maternityCare({ country, province, parts, periodText, year }) {
	const known = maternityCareClasses.filter(id => definitionOf(id));
	if (known.length === 0) return null;
	const { provinces, breakdowns } = data('core');
	const said = raw => (read(raw).status === 'publish' ? withUnit(read(raw), '%') : t('hidden'));
	const levelName = id => inLanguage(definitionOf(id).name);
	const groups = [
		{ name: t('netherlands'), whole: true, of: id => country[id] },
		...['pariteit'].flatMap(b =>
			[...new Set(known.flatMap(id => Object.keys(parts[id]?.[b] ?? {})))]
				.filter(c => c !== 'onbekend')
				.sort()
				.map(c => ({ name: category(c), of: id => parts[id]?.[b]?.[c], breakdown: breakdowns[b] })),
		),
		...provinces.filter(p => !p.endsWith('?')).map(p => ({ name: p, of: id => province[p]?.[id] })),
	];
	// Classes of which only the country has a figure are told, not drawn.
	const drawn = known.filter(id => groups.filter(g => read(g.of(id)).status === 'publish').length > 1);
	const cells = groups.flatMap(g =>
		drawn.map(id => ({ group: g.name, whole: g.whole, level: levelName(id), f: read(g.of(id)) })),
	);
	const caption = `${t('maternityCare')}, ${periodText}`;
	return [
		h('h2', {}, t('maternityCare')),
		h('p', { class: 'lead' }, t('maternityCareLead')),
		sourceLine(definitionOf(known[0]), year, data('reference').notes[known[0]]),
		h(
			'p',
			{},
			`${t('netherlands')}: ${known.map(id => `${levelName(id).toLowerCase()} ${said(country[id])}`).join('; ')}.`,
		),
		drawn.length > 0
			&& chart({
				id: 'kraamzorg',
				name: caption,
				legend: [
					{ mark: legendMark.swatch('#6ba3d0'), text: t('shareOfMothers') },
					cells.some(c => c.f.status === 'hidden') && { mark: legendMark.hidden(), text: t('hidden') },
				],
				draw: width =>
					classesByGroup(width, {
						cells,
						groups: groups.map(g => g.name),
						levels: drawn.map(levelName),
						description: t('maternityCareAlt')(periodText),
					}),
				table: table(
					caption,
					[
						{ label: t('group'), rowHeader: true, cell: g => g.name },
						...known.map(id => valueColumn(g => read(g.of(id)), '%', { label: levelName(id) })),
					],
					groups,
					{ class: 'stack', rowClass: g => (g.whole ? 'whole' : undefined) },
				),
				note: t('maternityCareNote'),
			}),
	];
}

export default {
	read: () => {
		const { year, window } = data('core').about;
		return { ...data('reference'), ...data('care'), year, periodText: period(year, window) };
	},
	heading: () => t('careTitle'),
	title: m => `${t('careTitle')}, ${m.periodText}`,
	parts: () => [m => h('p', { class: 'lead' }, t('careLead')(m.periodText)), flow, maternityCare],
};
