// By how many percent figures of one area changed, beside the country.
import * as Plot from '@observablehq/plot';
import { label, namesAndTexts, nameMargin, openDots, stateDots, widthForNames } from './common.js';
import { colour, judgementScale, style, symbolScale } from './marks.js';
import { direction, judgement } from '../comparison.js';
import { percentChange } from '../format.js';

// What changed more is drawn at the edge, and told beside it.
const most = 150;

// rows: [{ id, name, percent, comparison, polarity, national }]; national may be undefined.
export function changePercent(width, rows, description) {
	const narrow = width < widthForNames;
	const rowHeight = narrow ? 62 : 32,
		dy = narrow ? 17 : 0;
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
	return label(
		Plot.plot({
			width,
			height: rows.length * rowHeight + 48,
			style,
			marginTop: 8,
			marginBottom: 40,
			marginLeft: narrow ? 16 : nameMargin,
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
				openDots(national, { x: r => at(r.national), dy }),
				stateDots(points, { x: 'x', dy }),
				namesAndTexts(rows, r => percentChange(r.percent), { narrow, dx: -8 }),
			],
		}),
		description,
	);
}
