// Municipalities by size, within the limits of chance.
import * as Plot from '@observablehq/plot';
import { label, unitAbove } from './common.js';
import { colour, judgementScale, style, symbolScale } from './marks.js';
import { direction, judgement } from '../comparison.js';
import { interval, number, withUnit } from '../format.js';
import { t } from '../state.js';

export function funnel(width, { points, limits, target, unit, polarity, own, description }) {
	const narrow = width < 620;
	const top = Math.max(...points.map(p => p.f.value), ...limits.filter((_, i) => i > 2).map(l => l[2])) * 1.1;
	const cut = y => Math.min(y, top);
	const mine = points.filter(p => p.code === own);
	// 1, 2, 5, 10, ... as far as there is room for; else 1, 10, 100.
	const powers = Array.from({ length: 8 }, (_, i) => 10 ** i);
	const within = list => list.filter(size => size >= limits[0][0] * 0.95 && size <= limits.at(-1)[0] * 1.05);
	const sizes = within(powers.flatMap(p => [p, 2 * p, 5 * p]));
	const halfway = Math.sqrt(limits[0][0] * limits.at(-1)[0]);
	return label(
		Plot.plot({
			width,
			height: narrow ? 340 : 430,
			marginLeft: 44,
			marginRight: 14,
			marginTop: 30,
			marginBottom: 50,
			style,
			x: { type: 'log', domain: [limits[0][0] * 0.95, limits.at(-1)[0] * 1.05] },
			y: { domain: [0, top], label: null },
			symbol: symbolScale,
			color: judgementScale,
			marks: [
				Plot.gridY({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
				Plot.ruleY([0], { stroke: '#8b94a1' }),
				Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: v => number(v, top < 4 ? 1 : 0), label: null }),
				Plot.axisX(sizes.length * 50 < width ? sizes : within(powers), {
					tickFormat: v => number(v),
					label: t('denominator'),
					labelArrow: 'none',
					labelAnchor: 'center',
					labelOffset: 40,
				}),
				unitAbove(unit),
				Plot.areaY(limits, {
					x: l => l[0],
					y1: l => cut(l[1]),
					y2: l => cut(l[2]),
					fill: colour.area,
					fillOpacity: 0.07,
				}),
				[1, 2].map(i =>
					Plot.line(
						limits.filter(l => l[i] <= top),
						{ x: l => l[0], y: l => l[i], stroke: colour.area, strokeWidth: 1.5 },
					),
				),
				[3, 4].map(i =>
					Plot.line(
						limits.filter(l => l[i] <= top),
						{
							x: l => l[0],
							y: l => l[i],
							stroke: colour.area,
							strokeWidth: 1.5,
							strokeDasharray: '4 4',
						},
					),
				),
				Plot.ruleY([target], { stroke: colour.country, strokeWidth: 2, strokeDasharray: '6 4' }),
				Plot.dot(points, {
					x: p => p.f.d,
					y: p => p.f.value,
					symbol: p => direction(p.f),
					fill: p => judgement(p.f, polarity),
					fillOpacity: 0.85,
					stroke: 'white',
					strokeWidth: 0.8,
					r: p => (p.f.comparison ? 5.5 : 4),
				}),
				Plot.dot(mine, { x: p => p.f.d, y: p => p.f.value, r: 9, stroke: colour.ink, strokeWidth: 4 }),
				Plot.dot(mine, { x: p => p.f.d, y: p => p.f.value, r: 9, stroke: colour.own, strokeWidth: 2 }),
				Plot.text(mine, {
					x: p => p.f.d,
					y: p => p.f.value,
					text: 'name',
					dy: -18,
					fontWeight: 650,
					fill: colour.ink,
					stroke: '#ffffff',
					strokeWidth: 5,
					textAnchor: mine[0]?.f.d > halfway ? 'end' : 'start',
				}),
				Plot.tip(
					points,
					Plot.pointer({
						x: p => p.f.d,
						y: p => p.f.value,
						fontSize: 14,
						title: p =>
							`${p.name}\n${withUnit(p.f, unit)} (${interval(p.f)})\n${t('denominator')}: ${number(p.f.d)}`,
					}),
				),
			],
			r: { type: 'identity' },
		}),
		description,
	);
}
