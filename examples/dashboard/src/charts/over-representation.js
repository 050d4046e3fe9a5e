// How often a district's births have so many risk factors, against the country's: 1 is
// as often, 2 twice as often; with the interval. What is hidden has no point.
import * as Plot from '@observablehq/plot';
import { goesOn, hiddenRows, label, rowNames } from './common.js';
import { colour, hatch, style } from './marks.js';
import { nestedFills } from './nested-bars.js';
import { number } from '../format.js';
import { t } from '../state.js';

const topOf = points => Math.max(2, ...points.map(p => p.value)) * 1.3;
const pointsOf = rows =>
	rows.flatMap(r =>
		r.times.map((times, level) => ({ id: r.id, level, ...times })).filter(p => p.status === 'publish'),
	);

// Whether the interval of one of these goes on beyond the chart.
export const isCut = rows => pointsOf(rows).some(p => p.upper > topOf(pointsOf(rows)));

// rows: [{ id, name, times: [figure, ...] }], a multiple of the country's for each level.
export function overRepresentation(width, { rows, levels, description }) {
	const narrow = width < 620;
	const pattern = hatch();
	const points = pointsOf(rows),
		top = topOf(points);
	const hidden = rows.filter(r => !points.some(p => p.id === r.id));
	// Levels below each other, so that no point covers another.
	const dyOf = level => (level - (levels.length - 1) / 2) * 12 + (narrow ? 10 : 0);
	const atOf = level => points.filter(p => p.level === level);
	return label(
		Plot.plot({
			width,
			height: rows.length * (narrow ? 66 : 46) + 76,
			marginLeft: narrow ? 8 : 180,
			marginRight: 20,
			marginTop: 36,
			marginBottom: 40,
			style,
			x: { domain: [0, top], label: null },
			y: { domain: rows.map(r => r.id), axis: null, padding: 0 },
			color: { type: 'identity' },
			marks: [
				pattern.define,
				Plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
				Plot.axisX({
					ticks: 5,
					tickFormat: v => number(v, v % 1 ? 1 : 0),
					label: t('timesNetherlands'),
					labelAnchor: 'center',
					labelArrow: 'none',
					labelOffset: 36,
					tickSize: 4,
				}),
				Plot.ruleX([1], { stroke: colour.country, strokeWidth: 1.5 }),
				Plot.text([t('netherlands')], {
					x: 1,
					frameAnchor: 'top',
					dy: -28,
					text: d => d,
					fill: colour.country,
					fontWeight: 600,
				}),
				hiddenRows(hidden, top, pattern.fill, {
					insetTop: narrow ? 26 : 10,
					insetBottom: narrow ? 16 : 10,
					dy: narrow ? 5 : 0,
				}),
				levels.map((_, level) => {
					const dy = dyOf(level),
						fill = nestedFills[level + 3 - levels.length];
					return [
						Plot.ruleY(atOf(level), {
							x1: 'lower',
							x2: p => Math.min(p.upper, top),
							y: 'id',
							stroke: '#6b7684',
							strokeWidth: 1.8,
							dy,
						}),
						goesOn(
							atOf(level)
								.filter(p => p.upper > top)
								.map(p => ({ id: p.id, x: top, side: 1 })),
							{ fill: '#6b7684', dy },
						),
						Plot.dot(atOf(level), {
							x: 'value',
							y: 'id',
							r: 5.5,
							fill,
							stroke: colour.ink,
							strokeWidth: 0.6,
							dy,
						}),
					];
				}),
				rowNames(rows, narrow, -24),
			],
		}),
		description,
	);
}
