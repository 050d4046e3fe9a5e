// What every chart has.
import * as Plot from '@observablehq/plot';
import { colour } from './marks.js';
import { t } from '../state.js';

// One picture with one text: its parts have no names of their own.
export function label(plot, description) {
	const svg = plot.tagName === 'svg' ? plot : plot.querySelector('svg');
	svg.setAttribute('role', 'img');
	svg.setAttribute('aria-label', description);
	for (const part of svg.querySelectorAll('[aria-label]')) {
		part.dataset.mark = part.getAttribute('aria-label');
		part.removeAttribute('aria-label');
	}
	return plot;
}

// Neighbours that are both shown belong to one run: lines and bands never cross
// what is hidden, nor a break in the series.
export function runs(figures) {
	let run = 0,
		last = null,
		since;
	return figures.map(f => {
		if (f.status !== 'publish' || (last !== null && f.year !== last + 1) || f.since !== since) run++;
		({ since } = f);
		last = f.status === 'publish' ? f.year : null;
		return { ...f, run };
	});
}

// Where a series begins anew: between which years it is drawn, and since when it counts otherwise.
export const breaks = figures =>
	figures.flatMap((f, i) =>
		i > 0 && f.since !== undefined && f.since !== figures[i - 1].since
			? [{ at: (figures[i - 1].year + f.year) / 2, since: f.since }]
			: [],
	);

// Hatched blocks, one for each stretch of hidden years.
export function hiddenStretches(figures) {
	const blocks = [];
	for (const f of figures.filter(g => g.status === 'hidden'))
		if (blocks.at(-1)?.last === f.year - 1) blocks.at(-1).last = f.year;
		else blocks.push({ first: f.year, last: f.year });
	return blocks;
}

// Names of rows, by id: above each on a phone, else left of the chart.
export const rowNames = (rows, narrow, dy = -12) =>
	Plot.text(rows, {
		y: 'id',
		frameAnchor: 'left',
		text: 'name',
		...(narrow ? { textAnchor: 'start', dy, fontWeight: 600 } : { textAnchor: 'end', dx: -12 }),
	});

// Where an interval goes on beyond the chart: ends { id, x, side } of lines, side -1 or 1.
export const goesOn = (ends, { fill, dy = 0 }) =>
	[-1, 1].map(side =>
		Plot.text(
			ends.filter(e => e.side === side),
			{
				x: 'x',
				y: 'id',
				text: () => (side < 0 ? '‹' : '›'),
				textAnchor: side < 0 ? 'end' : 'start',
				fontSize: 18,
				fill,
				dy,
			},
		),
	);

// What the numbers of a vertical axis are of, above it.
export const unitAbove = unit =>
	Plot.text([unit === '%' ? '%' : t('per 1000')], {
		frameAnchor: 'top-left',
		dx: -40,
		dy: -24,
		textAnchor: 'start',
		text: d => d,
		fill: colour.soft,
	});
