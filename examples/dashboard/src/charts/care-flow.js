// From the start of pregnancy to the end of delivery: who is in charge. Between two
// moments the share flows; what is hidden is hatched.
import * as Plot from '@observablehq/plot';
import { label } from './common.js';
import { colour, hatch, style } from './marks.js';
import { number, value } from '../format.js';
import { t } from '../state.js';

export const careFills = { primary: '#154273', other: '#a9c9e4' };

// moments: [{ name, f }], in their order; f is the share of the primary line.
export function careFlow(width, { moments, description }) {
	const pattern = hatch();
	const shown = moments.map((m, i) => ({ ...m, i })).filter(m => m.f.status === 'publish'),
		rest = moments.map((m, i) => ({ ...m, i })).filter(m => m.f.status !== 'publish');
	// A ribbon between neighbours that are both shown.
	const pairs = shown
		.filter(m => shown.some(n => n.i === m.i + 1))
		.flatMap(m => [m, shown.find(n => n.i === m.i + 1)].map(p => ({ ...p, pair: m.i })));
	const half = width < 620 ? 0.27 : 0.16;
	const edges = pairs.map(p => ({ ...p, x: p.i === p.pair ? p.i + half : p.i - half }));
	return label(
		Plot.plot({
			width,
			height: 340,
			marginLeft: 44,
			marginRight: 8,
			marginTop: 20,
			marginBottom: 40,
			style,
			x: { domain: [-0.4, moments.length - 0.6], label: null },
			y: { domain: [0, 100], label: null },
			marks: [
				pattern.define,
				Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: v => `${number(v)}%`, label: null }),
				Plot.axisX(
					moments.map((_, i) => i),
					{
						tickFormat: i => moments[i].name,
						tickSize: 0,
						fontWeight: 600,
						lineWidth: width < 620 ? 8 : 30,
					},
				),
				Plot.areaY(edges, {
					x: 'x',
					y1: 0,
					y2: p => p.f.value,
					z: 'pair',
					fill: careFills.primary,
					fillOpacity: 0.3,
				}),
				Plot.areaY(edges, {
					x: 'x',
					y1: p => p.f.value,
					y2: 100,
					z: 'pair',
					fill: careFills.other,
					fillOpacity: 0.4,
				}),
				Plot.rect(shown, {
					x1: m => m.i - half,
					x2: m => m.i + half,
					y1: 0,
					y2: m => m.f.value,
					fill: careFills.primary,
				}),
				Plot.rect(shown, {
					x1: m => m.i - half,
					x2: m => m.i + half,
					y1: m => m.f.value,
					y2: 100,
					fill: careFills.other,
				}),
				Plot.rect(rest, { x1: m => m.i - half, x2: m => m.i + half, y1: 0, y2: 100, fill: pattern.fill }),
				Plot.text(shown, {
					x: 'i',
					y: m => Math.max(8, m.f.value / 2),
					text: m => `${value(m.f)}%`,
					fontWeight: 650,
					fill: m => (m.f.value < 16 ? colour.ink : '#ffffff'),
				}),
				Plot.text(rest, {
					x: 'i',
					y: 50,
					text: () => t('hidden'),
					fontWeight: 600,
					fill: colour.ink,
					stroke: '#f7f8fa',
					strokeWidth: 6,
				}),
			],
			color: { type: 'identity' },
		}),
		description,
	);
}
