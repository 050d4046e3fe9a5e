// One area over the years, beside the country.
import * as Plot from '@observablehq/plot';
import { breaks, hiddenStretches, label, runs, unitAbove } from './common.js';
import { colour, hatch, style } from './marks.js';
import { interval, number, period, shortPeriod, withUnit } from '../format.js';
import { t } from '../state.js';

export function overTime(width, { figures, country, span, unit, name, place, description }) {
	const pattern = hatch();
	const own = runs(figures),
		national = runs(country);
	const shown = own.filter(f => f.status === 'publish'),
		land = national.filter(f => f.status === 'publish');
	const last = Math.max(...[...figures, ...country].map(f => f.year)),
		first = Math.min(...[...figures, ...country].map(f => f.year));
	const top = Math.max(...shown.map(f => f.upper), ...land.map(f => f.upper), 0.001) * 1.08;
	const blocks = hiddenStretches(figures);
	const room = (width - 60) / (last - first + 1);
	const every = Math.ceil((Number(span) === 1 ? 44 : 64) / room);
	return label(
		Plot.plot({
			width,
			height: Math.max(280, Math.min(380, width * 0.45)),
			marginLeft: 44,
			marginRight: 12,
			marginTop: 30,
			marginBottom: 36,
			style,
			x: { domain: [first - 0.5, last + 0.5], ticks: d => d, label: null },
			y: { domain: [0, top], label: null },
			marks: [
				pattern.define,
				Plot.gridY({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
				Plot.rect(blocks, {
					x1: b => b.first - 0.5,
					x2: b => b.last + 0.5,
					y1: 0,
					y2: top,
					fill: pattern.fill,
					inset: 1,
					rx: 3,
				}),
				Plot.ruleY([0], { stroke: '#8b94a1' }),
				Plot.ruleX(breaks(figures), {
					x: 'at',
					stroke: colour.ink,
					strokeWidth: 1.5,
					strokeDasharray: '2 3',
				}),
				Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: v => number(v, top < 4 ? 1 : 0), label: null }),
				Plot.axisX(
					Array.from({ length: last - first + 1 }, (_, i) => last - i).filter((_, i) => i % every === 0),
					{ tickFormat: y => shortPeriod(y, span), tickSize: 4 },
				),
				unitAbove(unit),
				Plot.areaY(shown, {
					x: 'year',
					y1: 'lower',
					y2: 'upper',
					z: 'run',
					fill: colour.area,
					fillOpacity: 0.15,
				}),
				Plot.ruleX(shown, {
					x: 'year',
					y1: 'lower',
					y2: 'upper',
					stroke: colour.area,
					strokeOpacity: 0.5,
					strokeWidth: 1.5,
				}),
				Plot.line(land, {
					x: 'year',
					y: 'value',
					z: 'run',
					stroke: colour.country,
					strokeWidth: 2,
					strokeDasharray: '6 4',
				}),
				Plot.text(
					national.filter(f => f.status === 'hidden'),
					{ x: 'year', y: 0, dy: -9, text: () => '×', fill: colour.country, fontSize: 16 },
				),
				Plot.line(shown, { x: 'year', y: 'value', z: 'run', stroke: colour.area, strokeWidth: 2.5 }),
				Plot.dot(shown, {
					x: 'year',
					y: 'value',
					r: 4.5,
					fill: colour.area,
					stroke: 'white',
					strokeWidth: 1.2,
				}),
				Plot.text(blocks, {
					x: b => (b.first + b.last) / 2,
					y: top / 2,
					text: () => t('hidden'),
					rotate: b => ((b.last - b.first + 1) * room < 76 ? -90 : 0),
					fontWeight: 600,
					fill: colour.ink,
					stroke: '#f7f8fa',
					strokeWidth: 6,
				}),
				Plot.tip(
					shown,
					Plot.pointerX({
						x: 'year',
						y: 'value',
						fontSize: 14,
						title: f =>
							`${place}, ${period(f.year, span)}\n${name}: ${withUnit(f, unit)}\n${t('interval')} ${interval(f)}`,
					}),
				),
			],
		}),
		description,
	);
}
