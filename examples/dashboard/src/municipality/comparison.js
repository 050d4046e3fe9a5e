// Its shown indicators beside the country: now, and how they changed.
import { changePercent } from '../charts/change-percent.js';
import { legendMark } from '../charts/marks.js';
import { relative } from '../charts/relative.js';
import { comparisonColumn, intervalColumn, valueColumn } from '../columns.js';
import { comparisonText, judgement, statesOf } from '../comparison.js';
import { data } from '../data.js';
import { h } from '../dom.js';
import { chart } from '../figure.js';
import { bare, percentChange, period } from '../format.js';
import { around, nameColumn } from './columns.js';
import { folded } from './hidden.js';
import { t } from '../state.js';
import { table } from '../table.js';

const short = (text, length) => (text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`);

export function comparison(m) {
	const order = Object.keys(t('families'));
	const drawable = m.shownRows.filter(r => r.national.status === 'publish' && r.national.value > 0);
	// Rows of the chart: each subject with its heading, names cut to the room there is.
	const chartRows = width =>
		order.flatMap(family => {
			const group = drawable.filter(r => r.family === family);
			const room = r => (width < 620 ? Math.floor((width - (r.unit === '%' ? 76 : 118)) / 6.7) : 56);
			return group.length === 0
				? []
				: [
						{ id: `family ${family}`, head: true, name: t('families')[family] },
						...group.map(r => ({ ...r, name: short(r.name, room(r)) })),
					];
		});
	const count = c => drawable.filter(r => r.f.comparison === c).length;
	const caption = `${t('comparison')}: ${m.place.name}, ${period(m.last, m.span)}`;
	const figures = table(
		caption,
		[
			nameColumn(),
			valueColumn(
				r => r.f,
				r => r.unit,
			),
			intervalColumn(r => r.f),
			...around(m),
			comparisonColumn(
				r => r.f,
				r => r.polarity,
			),
		],
		m.shownRows,
		{ class: 'stack' },
	);
	const judged = [...new Map(drawable.flatMap(r => statesOf(r.polarity)).map(s => [s.text, s])).values()].filter(
		s =>
			s.judged !== 'neutral'
			|| drawable.some(r => r.polarity === 'neutral' && r.f.comparison === s.comparison),
	);
	return [
		drawable.length > 0
			? chart({
					id: 'vergelijking',
					title: t('comparison'),
					name: caption,
					lead: `${t('comparisonLead')} ${t('statementsLead')(period(m.last, m.span))}`,
					legend: judged.map(({ side, judged: colour, text }) => ({
						mark: legendMark.state(side, colour),
						text,
					})),
					draw: width =>
						relative(
							width,
							chartRows(width),
							t('comparisonAlt')(
								m.place.name,
								m.shownRows.length,
								m.rows.length,
								count(1),
								count(-1),
							),
						),
					table: figures,
					note: t('chanceNote'),
				})
			: h(
					'section',
					{},
					h('h2', {}, t('comparison')),
					h('p', { class: 'lead' }, t('allHidden')(m.place.name)),
				),
		folded(m),
	];
}

// Since the first period of the series that shares no year with this one.
export function changed(m) {
	const rows = m.shownRows
		.filter(r => m.changes[r.id])
		.map(r => {
			const [percent, since, differs] = m.changes[r.id],
				[nationally] = data('reference').changes[r.id] ?? [];
			return {
				...r,
				percent,
				since: since.replace('-', '–'),
				comparison: differs ? Math.sign(percent) : 0,
				national: nationally,
			};
		});
	if (rows.length === 0) return null;
	const now = period(m.last, m.span),
		caption = `${t('changes')}: ${m.place.name}, ${now}`;
	const sinces = [...new Set(rows.map(r => r.since))];
	const percentColumn = (label, of) => ({
		label,
		number: true,
		cell: r => (of(r) === undefined ? '' : percentChange(of(r))),
		csv: [{ label: `${label} (%)`, of: r => (of(r) === undefined ? '' : bare(of(r), 1)) }],
	});
	return chart({
		id: 'veranderingen',
		title: t('changes'),
		name: caption,
		lead: t('changesLead')(now, sinces.length === 1 ? sinces[0] : t('firstPeriod')),
		legend: [
			...new Map(
				rows
					.flatMap(r => statesOf(r.polarity))
					.filter(s =>
						rows.some(r => r.comparison === s.comparison && judgement(r, r.polarity) === s.judged),
					)
					.map(s => [s.text, { mark: legendMark.state(s.side, s.judged), text: s.text }]),
			).values(),
			{ mark: legendMark.before(), text: t('netherlands') },
		],
		draw: width =>
			changePercent(
				width,
				rows.map(r => ({ ...r, name: short(r.name, width < 620 ? Math.floor((width - 70) / 6.7) : 52) })),
				t('changesAlt')(m.place.name, now, rows.length),
			),
		table: table(
			caption,
			[
				{ label: t('indicator'), rowHeader: true, cell: r => r.name },
				{ label: t('since'), cell: r => r.since },
				percentColumn(m.place.name, r => r.percent),
				percentColumn(t('netherlands'), r => r.national),
				{ label: t('comparedToBefore'), cell: r => comparisonText(r, r.polarity) },
			],
			rows,
			{ class: 'stack' },
		),
	});
}
