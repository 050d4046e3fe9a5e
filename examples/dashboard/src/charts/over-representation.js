// How often a district's births have so many risk factors, against the country's: 1 is
// as often, 2 twice as often.
import * as Plot from '@observablehq/plot';
import { label, rowNames } from './common.js';
import { colour, style } from './marks.js';
import { nestedFills } from './nested-bars.js';
import { number } from '../format.js';
import { t } from '../state.js';

export function overRepresentation(width, { rows, levels, description }) {
	const narrow = width < 620;
	const country = rows.find(r => r.id === 'NL').figures;
	const places = rows.filter(r => r.id !== 'NL');
	const points = places
		.flatMap(r =>
			r.figures.map((f, level) => ({
				id: r.id,
				level,
				f,
				ratio:
					f.status === 'publish' && country[level].status === 'publish' && country[level].value > 0
						? f.value / country[level].value
						: null,
			})),
		)
		.filter(p => p.ratio !== null);
	const top = Math.max(2, ...points.map(p => p.ratio)) * 1.08;
	const fill = p => nestedFills[p.level + 3 - levels.length];
	return label(
		Plot.plot({
			width,
			height: places.length * (narrow ? 46 : 34) + (narrow ? 88 : 76),
			marginLeft: narrow ? 8 : 180,
			marginRight: 20,
			marginTop: narrow ? 48 : 36,
			marginBottom: 40,
			style,
			x: { domain: [0, top], label: null },
			y: { domain: places.map(r => r.id), type: 'point', axis: null, padding: 0.5 },
			color: { type: 'identity' },
			marks: [
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
					dy: narrow ? -40 : -28,
					text: d => d,
					fill: colour.country,
					fontWeight: 600,
				}),
				Plot.link(points, {
					x1: 1,
					x2: 'ratio',
					y1: 'id',
					y2: 'id',
					stroke: '#c4cad2',
					strokeWidth: 2,
					dy: narrow ? 8 : 0,
				}),
				Plot.dot(points, {
					x: 'ratio',
					y: 'id',
					r: 6.5,
					fill,
					stroke: colour.ink,
					strokeWidth: 0.6,
					dy: narrow ? 8 : 0,
				}),
				rowNames(places, narrow),
			],
		}),
		description,
	);
}
