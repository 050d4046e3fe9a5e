// Indicators of one area, as multiples of the country's.
import * as Plot from '@observablehq/plot';
import { label } from './common.js';
import { colour, judgementScale, style, symbolScale } from './marks.js';
import { direction, judgement } from '../comparison.js';
import { interval, number, withUnit } from '../format.js';
import { t } from '../state.js';

export function relative(width, rows, description) {
	const narrow = width < 620;
	const rowHeight = narrow ? 54 : 32;
	const low = 0.4,
		high = 2.5;
	const clamp = x => Math.min(high, Math.max(low, x));
	const heads = rows.filter(r => r.head),
		lines = rows.filter(r => !r.head);
	const points = lines.map(r => ({
		...r,
		at: clamp(r.f.value / r.national.value),
		from: clamp(r.f.lower / r.national.value),
		to: clamp(r.f.upper / r.national.value),
		side: direction(r.f),
		judged: judgement(r.f, r.polarity),
	}));
	const left = narrow ? 8 : Math.min(370, width * 0.38),
		right = narrow ? 8 : 190;
	const text = r => `${withUnit(r.f, r.unit)}  (${interval(r.f)})`;
	return label(
		Plot.plot({
			width,
			height: rows.length * rowHeight + 74,
			marginLeft: left,
			marginRight: right,
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
				Plot.ruleY(lines, { y: 'id', stroke: '#eef0f3', dy: rowHeight / 2 }),
				Plot.ruleY(points, {
					x1: 'from',
					x2: 'to',
					y: 'id',
					stroke: 'judged',
					strokeWidth: 2.5,
					dy: narrow ? 10 : 0,
				}),
				Plot.dot(points, {
					x: 'at',
					y: 'id',
					symbol: 'side',
					fill: 'judged',
					stroke: 'white',
					strokeWidth: 1,
					r: 6.5,
					dy: narrow ? 10 : 0,
				}),
				narrow
					? Plot.text(lines, {
							y: 'id',
							frameAnchor: 'left',
							text: 'name',
							textAnchor: 'start',
							dy: -13,
							fontSize: 13.5,
							stroke: '#ffffff',
							strokeWidth: 5,
							fill: colour.ink,
						})
					: Plot.text(lines, { y: 'id', frameAnchor: 'left', text: 'name', textAnchor: 'end', dx: -14 }),
				narrow
					? Plot.text(points, {
							y: 'id',
							frameAnchor: 'right',
							text: r => withUnit(r.f, r.unit),
							textAnchor: 'end',
							dy: -13,
							fontSize: 13.5,
						})
					: Plot.text(points, { y: 'id', frameAnchor: 'right', text, textAnchor: 'start', dx: 14 }),
				Plot.text(heads, {
					y: 'id',
					frameAnchor: 'left',
					text: 'name',
					textAnchor: 'start',
					dx: narrow ? 0 : 8 - left,
					dy: 5,
					fontWeight: 650,
					fontSize: 15,
					fill: colour.area,
				}),
			],
		}),
		description,
	);
}
