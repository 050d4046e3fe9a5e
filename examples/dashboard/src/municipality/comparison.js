// Its shown indicators beside the country: now, and how they changed.
import { changePercent } from '../charts/change-percent.js';
import { legendMark } from '../charts/marks.js';
import { isCut, relative } from '../charts/relative.js';
import { comparisonColumn, intervalColumn, valueColumn } from '../columns.js';
import { comparisonText, statesIn } from '../comparison.js';
import { data } from '../data.js';
import { h } from '../dom.js';
import { chart } from '../figure.js';
import { bare, percentChange, period } from '../format.js';
import { around, nameColumn } from './columns.js';
import { folded } from './hidden.js';
import { t } from '../state.js';
import { table } from '../table.js';

const legendOf = rows =>
	statesIn(rows).map(({ side, judged, text }) => ({ mark: legendMark.state(side, judged), text }));

export function comparison(m) {
	const order = Object.keys(t('families'));
	const drawable = m.shownRows.filter(r => r.national.status === 'publish' && r.national.value > 0);
	// Rows of the chart: each subject with its heading.
	const chartRows = order.flatMap(family => {
		const group = drawable.filter(r => r.family === family);
		return group.length === 0
			? []
			: [{ id: `family ${family}`, head: true, name: t('families')[family] }, ...group];
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
	return [
		drawable.length > 0
			? chart({
					id: 'vergelijking',
					title: t('comparison'),
					name: caption,
					lead: `${t('comparisonLead')} ${t('statementsLead')(period(m.last, m.span))}`,
					legend: legendOf(drawable.map(r => ({ figure: r.f, polarity: r.polarity }))),
					draw: width =>
						relative(
							width,
							chartRows,
							t('comparisonAlt')(
								m.place.name,
								m.shownRows.length,
								m.rows.length,
								count(1),
								count(-1),
							),
						),
					table: figures,
					note: [t('chanceNote'), isCut(drawable) && ` ${t('goesOn')}`],
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
			...legendOf(rows.map(r => ({ figure: r, polarity: r.polarity }))),
			{ mark: legendMark.before(), text: t('netherlands') },
		],
		draw: width => changePercent(width, rows, t('changesAlt')(m.place.name, now, rows.length)),
		table: table(
			caption,
			[
				nameColumn(),
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
