// A small line over the years, on a tile.
import * as Plot from '@observablehq/plot';
import { breaks, hiddenStretches, label, runs } from './common.js';
import { colour, hatch, style } from './marks.js';

export function spark(width, figures, year, description) {
	const shown = runs(figures).filter(f => f.status === 'publish');
	const pattern = hatch();
	return label(
		Plot.plot({
			width,
			height: 62,
			margin: 0,
			marginLeft: 6,
			marginRight: 6,
			marginTop: 8,
			marginBottom: 18,
			style: { ...style, fontSize: '12.5px' },
			x: { domain: [figures[0].year - 0.3, figures.at(-1).year + 0.3], axis: null },
			y: { domain: [0, Math.max(...shown.map(f => f.upper), 0.001) * 1.05], axis: null },
			marks: [
				pattern.define,
				Plot.rect(hiddenStretches(figures), {
					x1: f => f.first - 0.5,
					x2: f => f.last + 0.5,
					fill: pattern.fill,
					clip: true,
				}),
				Plot.ruleY([0], { stroke: '#c4cad2' }),
				Plot.ruleX(breaks(figures), { x: 'at', stroke: colour.ink, strokeDasharray: '2 3' }),
				Plot.areaY(shown, {
					x: 'year',
					y1: 'lower',
					y2: 'upper',
					z: 'run',
					fill: colour.area,
					fillOpacity: 0.16,
				}),
				Plot.line(shown, { x: 'year', y: 'value', z: 'run', stroke: colour.area, strokeWidth: 2 }),
				Plot.dot(
					shown.filter(f => f.year === year || shown.filter(g => g.run === f.run).length === 1),
					{ x: 'year', y: 'value', r: 3.5, fill: colour.area },
				),
				Plot.text([figures[0]], {
					x: 'year',
					text: f => `${f.year}`,
					frameAnchor: 'bottom',
					dy: 15,
					textAnchor: 'start',
					dx: -4,
					fill: colour.soft,
				}),
				figures.length > 1
					&& Plot.text([figures.at(-1)], {
						x: 'year',
						text: f => `${f.year}`,
						frameAnchor: 'bottom',
						dy: 15,
						textAnchor: 'end',
						dx: 4,
						fill: colour.soft,
					}),
			],
		}),
		description,
	);
}
