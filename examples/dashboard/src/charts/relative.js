// Indicators of one area, as multiples of the country's.
import * as Plot from '@observablehq/plot';
import { goesOn, label, namesAndTexts, nameMargin, stateDots, widthForNames } from './common.js';
import { colour, judgementScale, style, symbolScale } from './marks.js';
import { direction, judgement, timesCountry } from '../comparison.js';
import { interval, number, withUnit } from '../format.js';
import { t } from '../state.js';

const low = 0.4,
	high = 2.5;
const clamp = x => Math.min(high, Math.max(low, x));
const endsBeyond = ({ lower, upper }) => [
	lower < low && { x: low, side: -1 },
	upper > high && { x: high, side: 1 },
];

// Whether the interval of one of these goes on beyond the chart.
export const isCut = rows => rows.some(r => endsBeyond(timesCountry(r.f, r.national)).some(Boolean));

// rows: [{ id, name, unit, polarity, f, national }], both shown, below a heading { id, name, head: true }.
export function relative(width, rows, description) {
	const narrow = width < widthForNames;
	const rowHeight = narrow ? 66 : 32,
		dy = narrow ? 18 : 0;
	const heads = rows.filter(r => r.head);
	const points = rows
		.filter(r => !r.head)
		.map(r => ({
			...r,
			times: timesCountry(r.f, r.national),
			side: direction(r.f),
			judged: judgement(r.f, r.polarity),
		}));
	const ends = points.flatMap(r =>
		endsBeyond(r.times)
			.filter(Boolean)
			.map(end => ({ ...end, id: r.id, judged: r.judged })),
	);
	const left = narrow ? 8 : nameMargin;
	const text = r => `${withUnit(r.f, r.unit)}  (${interval(r.f)})`;
	return label(
		Plot.plot({
			width,
			height: rows.length * rowHeight + 74,
			marginLeft: left,
			marginRight: narrow ? 8 : 190,
			marginTop: 26,
			marginBottom: 48,
			style,
			x: { type: 'log', domain: [low, high] },
			y: { domain: rows.map(r => r.id), type: 'point', axis: null, padding: 0.5 },
			symbol: symbolScale,
			color: judgementScale,
			marks: [
				Plot.gridX([0.5, 0.75, 1.5, 2], { stroke: colour.grid, strokeOpacity: 1 }),
				Plot.ruleX([1], { stroke: colour.country, strokeWidth: 1.5 }),
				Plot.axisX([0.5, 0.75, 1, 1.5, 2], {
					tickFormat: v => number(v, v % 1 === 0 ? 0 : v === 0.75 ? 2 : 1),
					label: t('timesNetherlands'),
					labelAnchor: 'center',
					labelArrow: 'none',
					labelOffset: 40,
					tickSize: 4,
				}),
				Plot.text([t('netherlands')], {
					x: 1,
					frameAnchor: 'top',
					dy: -20,
					text: d => d,
					fill: colour.country,
					fontWeight: 600,
				}),
				Plot.ruleY(points, { y: 'id', stroke: '#eef0f3', dy: rowHeight / 2 }),
				Plot.ruleY(points, {
					x1: r => clamp(r.times.lower),
					x2: r => clamp(r.times.upper),
					y: 'id',
					stroke: 'judged',
					strokeWidth: 2.5,
					dy,
				}),
				goesOn(ends, { fill: 'judged', dy }),
				stateDots(points, { x: r => clamp(r.times.value), dy }),
				namesAndTexts(points, text, { narrow }),
				Plot.text(heads, {
					y: 'id',
					frameAnchor: 'left',
					text: 'name',
					textAnchor: 'start',
					dx: narrow ? 0 : 8 - left,
					dy: narrow ? 16 : 5,
					fontWeight: 650,
					fontSize: 15,
					fill: colour.area,
				}),
			],
		}),
		description,
	);
}
