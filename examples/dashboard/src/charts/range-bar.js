// Between which counts a hidden one lies, of those of the whole around it: a pale bar.
// The words beside it say the same.
import * as Plot from '@observablehq/plot';
import { colour } from './marks.js';

export function rangeBar({ low, high, of }) {
	const svg = Plot.plot({
		width: 120,
		height: 14,
		margin: 1,
		x: { domain: [0, of], axis: null },
		y: { axis: null },
		marks: [
			Plot.barX([0], { x1: 0, x2: of, stroke: '#8b94a1', fill: '#ffffff' }),
			// A range that is a point is seen too.
			Plot.barX([0], {
				x1: low,
				x2: Math.max(high, low + of / 60),
				fill: '#a9c9e4',
				stroke: colour.area,
				strokeWidth: 0.6,
			}),
		],
	});
	svg.setAttribute('aria-hidden', 'true');
	svg.setAttribute('class', 'range');
	for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
	return svg;
}
