// Classes of one subject in several groups: a small chart for each class, with the
// same groups in the same order.
import * as Plot from '@observablehq/plot';
import { label } from './common.js';
import { colour, hatch, style } from './marks.js';
import { number, value } from '../format.js';
import { t } from '../state.js';

// cells: [{ group, level, f }]; groups and levels in their order.
export function classesByGroup(width, { cells, groups, levels, description }) {
	const narrow = width < 720;
	const pattern = hatch();
	const shown = cells.filter(c => c.f.status === 'publish'),
		rest = cells.filter(c => c.f.status === 'hidden');
	const top = Math.max(...shown.map(c => c.f.value)) * 1.3;
	const facet = narrow ? { fy: 'level' } : { fx: 'level' };
	return label(
		Plot.plot({
			width,
			height: narrow ? levels.length * (groups.length * 21 + 46) : groups.length * 26 + 92,
			marginLeft: 132,
			marginRight: 8,
			marginTop: narrow ? 14 : 56,
			marginBottom: 28,
			style,
			x: {
				domain: [0, top],
				label: null,
				ticks: 2,
				// At the edge it would stand on the 0 of the next chart.
				tickFormat: v => (v > 0.9 * top ? '' : `${number(v)}%`),
			},
			y: { domain: groups, label: null, padding: 0.25 },
			[narrow ? 'fy' : 'fx']: { domain: levels, label: null, axis: null, padding: narrow ? 0.14 : 0.06 },
			marks: [
				pattern.define,
				Plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 2 }),
				Plot.axisY({ tickSize: 0, label: null, ...(narrow ? {} : { facetAnchor: 'left' }) }),
				Plot.text(
					levels.map(level => ({ level })),
					{
						...facet,
						text: 'level',
						frameAnchor: 'top-left',
						lineAnchor: narrow ? 'top' : 'bottom',
						lineWidth: narrow ? 40 : (width - 140) / levels.length / 15,
						dx: narrow ? -124 : 0,
						dy: narrow ? -18 : -8,
						fontWeight: 650,
						fill: colour.area,
					},
				),
				Plot.barX(shown, {
					...facet,
					x: c => c.f.value,
					y: 'group',
					fill: c => (c.whole ? colour.area : '#6ba3d0'),
				}),
				Plot.barX(rest, { ...facet, x1: 0, x2: top, y: 'group', fill: pattern.fill }),
				Plot.text(shown, {
					...facet,
					x: c => c.f.value,
					y: 'group',
					text: c => `${value(c.f)}%`,
					textAnchor: 'start',
					dx: 4,
					fontSize: 12.5,
				}),
				Plot.text(rest, {
					...facet,
					x: top / 2,
					y: 'group',
					text: () => t('hidden'),
					fontSize: 12,
					fontWeight: 600,
					stroke: '#f7f8fa',
					strokeWidth: 5,
					fill: colour.ink,
				}),
				Plot.ruleX([0], { stroke: '#8b94a1' }),
			],
			color: { type: 'identity' },
		}),
		description,
	);
}
