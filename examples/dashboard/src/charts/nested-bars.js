// Bars inside bars: at least 1, of which at least 2, of which at least 3.
import * as Plot from '@observablehq/plot';
import { label, rowNames } from './common.js';
import { colour, hatch, style } from './marks.js';
import { number, value } from '../format.js';
import { t } from '../state.js';

export const nestedFills = ['#a9c9e4', '#4f8fc0', '#154273'];
export function nestedBars(width, { rows, levels, description }) {
	const narrow = width < 620;
	const pattern = hatch();
	const rowHeight = narrow ? 62 : 44;
	const bars = rows.flatMap(r => r.figures.map((f, i) => ({ ...f, id: r.id, level: i })));
	const top = Math.max(...bars.filter(b => b.status === 'publish').map(b => b.value), 1) * 1.12;
	const shrink = i => i * 5;
	// A hidden part lies somewhere within the bar around it, so that is hatched.
	const within = b => {
		const around = bars.filter(a => a.id === b.id && a.level < b.level && a.status === 'publish').at(-1);
		return around?.value ?? top;
	};
	return label(
		Plot.plot({
			width,
			height: rows.length * rowHeight + 46,
			marginLeft: narrow ? 4 : 180,
			marginRight: narrow ? 100 : 120,
			marginTop: 6,
			marginBottom: 34,
			style,
			x: { domain: [0, top], label: null },
			y: { domain: rows.map(r => r.id), axis: null, padding: 0 },
			marks: [
				pattern.define,
				Plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
				Plot.axisX({ ticks: 5, tickFormat: v => `${number(v)}%`, label: null, tickSize: 0 }),
				levels.map((_, i) => [
					Plot.barX(
						bars.filter(b => b.level === i && b.status === 'publish'),
						{
							x: 'value',
							y: 'id',
							fill: nestedFills[i + 3 - levels.length],
							insetTop: (narrow ? 26 : 7) + shrink(i),
							insetBottom: 7 + shrink(i),
							rx: 2,
						},
					),
					Plot.barX(
						bars.filter(b => b.level === i && b.status === 'hidden'),
						{
							x1: 0,
							x2: within,
							y: 'id',
							fill: pattern.fill,
							insetTop: (narrow ? 26 : 7) + shrink(i),
							insetBottom: 7 + shrink(i),
							rx: 2,
						},
					),
				]),
				Plot.text(
					bars.filter(b => b.level === 0),
					{
						x: b => (b.status === 'publish' ? b.value : 0),
						y: 'id',
						text: b => (b.status === 'publish' ? `${value(b)}% (${number(b.n)})` : t('hidden')),
						textAnchor: 'start',
						dx: 6,
						stroke: '#ffffff',
						strokeWidth: 4,
						fill: colour.ink,
						dy: narrow ? 10 : 0,
						fontWeight: 600,
					},
				),
				Plot.ruleX([0], { stroke: '#8b94a1' }),
				rowNames(rows, narrow, -17),
			],
		}),
		description,
	);
}
