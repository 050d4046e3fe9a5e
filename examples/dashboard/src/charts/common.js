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

// Long names of rows, and what is said of each: beside the marks from this width on, else above them.
export const widthForNames = 960,
	nameMargin = 370;
export function namesAndTexts(rows, text, { narrow, dx = 0 }) {
	const beside = { y: 'id', fill: colour.ink, stroke: '#ffffff', strokeWidth: 5 },
		above = { ...beside, frameAnchor: 'left', textAnchor: 'start', fontSize: 13.5, dx };
	return narrow
		? [
				Plot.text(rows, { ...above, text: 'name', dy: -20 }),
				Plot.text(rows, { ...above, text, fill: colour.soft, dy: -2 }),
			]
		: [
				Plot.text(rows, { ...beside, text: 'name', frameAnchor: 'left', textAnchor: 'end', dx: -14 }),
				Plot.text(rows, { ...beside, text, frameAnchor: 'right', textAnchor: 'start', dx: 14 }),
			];
}

// Rows of which nothing is to be seen: hatched up to top, and called hidden.
export const hiddenRows = (
	rows,
	top,
	fill,
	{ insetTop, insetBottom, dy = 0, text = () => t('hidden'), atEnd = () => false },
) => [
	Plot.barX(rows, { x1: 0, x2: top, y: 'id', fill, insetTop, insetBottom, rx: 3 }),
	[false, true].map(end =>
		Plot.text(
			rows.filter(r => atEnd(r) === end),
			{
				x: end ? top : 0,
				y: 'id',
				text,
				textAnchor: end ? 'end' : 'start',
				dx: end ? -6 : 6,
				dy,
				fontWeight: 600,
				fill: colour.ink,
				stroke: '#f7f8fa',
				strokeWidth: 6,
			},
		),
	),
];

// Points of rows { id, side, judged }: how each compares; and of what it is compared with.
export const stateDots = (rows, options) =>
	Plot.dot(rows, {
		y: 'id',
		symbol: 'side',
		fill: 'judged',
		stroke: 'white',
		strokeWidth: 1,
		r: 6.5,
		...options,
	});
export const openDots = (rows, options) =>
	Plot.dot(rows, { y: 'id', r: 5, fill: '#ffffff', stroke: colour.country, strokeWidth: 2, ...options });

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
