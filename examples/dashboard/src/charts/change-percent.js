// By how many percent figures of one area changed, beside the country.
import * as Plot from '@observablehq/plot';
import { label } from './common.js';
import { colour, judgementScale, style, symbolScale } from './marks.js';
import { direction, judgement } from '../comparison.js';
import { percentChange } from '../format.js';

// What changed more is drawn at the edge, and told beside it.
const most = 150;

// rows: [{ id, name, percent, comparison, polarity, national }]; national may be undefined.
export function changePercent(width, rows, description) {
	// Names need so much room; with less they are above the marks, with the number.
	const narrow = width < 960;
	const rowHeight = narrow ? 60 : 32,
		dy = narrow ? 16 : 0;
	const at = percent => Math.min(percent, most);
	const all = rows
		.flatMap(r => [r.percent, r.national])
		.filter(p => p !== undefined)
		.map(at);
	const points = rows.map(r => ({
		...r,
		side: direction(r),
		judged: judgement(r, r.polarity),
		x: at(r.percent),
	}));
	const national = points.filter(r => r.national !== undefined);
	const text = { y: 'id', fontSize: 13.5, fill: colour.ink, stroke: '#ffffff', strokeWidth: 5 },
		above = { frameAnchor: 'left', textAnchor: 'start', dx: -8 };
	return label(
		Plot.plot({
			width,
			height: rows.length * rowHeight + 48,
			style,
			marginTop: 8,
			marginBottom: 40,
			marginLeft: narrow ? 16 : 370,
			marginRight: narrow ? 16 : 90,
			x: { domain: [Math.min(-10, ...all) * 1.1, Math.max(10, ...all) * 1.1] },
			y: { domain: rows.map(r => r.id), type: 'point', axis: null, padding: 0.5 },
			symbol: symbolScale,
			color: judgementScale,
			marks: [
				Plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
				Plot.axisX({ ticks: 5, tickFormat: v => percentChange(v, 0), label: null, tickSize: 4 }),
				Plot.ruleX([0], { stroke: colour.country, strokeWidth: 1.5 }),
				Plot.ruleY(points, { x1: 0, x2: 'x', y: 'id', stroke: 'judged', strokeWidth: 2.5, dy }),
				Plot.dot(national, {
					x: r => at(r.national),
					y: 'id',
					r: 5,
					fill: '#ffffff',
					stroke: colour.country,
					strokeWidth: 2,
					dy,
				}),
				Plot.dot(points, {
					x: 'x',
					y: 'id',
					symbol: 'side',
					fill: 'judged',
					stroke: 'white',
					strokeWidth: 1,
					r: 6.5,
					dy,
				}),
				Plot.text(rows, {
					...text,
					...(narrow ? { ...above, dy: -18 } : { frameAnchor: 'left', textAnchor: 'end', dx: -14 }),
					text: 'name',
				}),
				Plot.text(rows, {
					...text,
					...(narrow ? { ...above, dy: -1 } : { frameAnchor: 'right', textAnchor: 'start', dx: 14 }),
					text: r => percentChange(r.percent),
				}),
			],
		}),
		description,
	);
}
