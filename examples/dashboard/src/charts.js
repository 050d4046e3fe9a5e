import * as Plot from '@observablehq/plot';
import { number, period, shortPeriod, value, withUnit, interval } from './format.js';
import { t } from './state.js';

// Blue and vermilion of Okabe and Ito, darkened to stand out on white; shape
// says the same as colour, for who sees or prints no colour.
export const colour = { area: '#154273', country: '#5c5c5c', lower: '#00669e', higher: '#b84500', similar: '#5c5c5c', grid: '#dfe3e8', ink: '#1d2430' };
const names = { '-1': 'lower', 0: 'similar', 1: 'higher' };
const symbols = { lower: 'triangle2', similar: 'circle', higher: 'triangle' };
export const comparisonName = c => names[c] ?? 'similar';
const style = { fontFamily: 'inherit', fontSize: '14px', background: 'none', overflow: 'visible', color: colour.ink };
const svgNS = 'http://www.w3.org/2000/svg';

let patterns = 0;
// What is hidden is hatched, everywhere: neither a value nor a gap.
export function hatch() {
	const id = `hatch-${++patterns}`;
	const define = () => {
		const defs = document.createElementNS(svgNS, 'defs');
		defs.innerHTML = `<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#eef0f3"/><line x1="0" y1="0" x2="0" y2="7" stroke="#8b94a1" stroke-width="2.4"/></pattern>`;
		return defs;
	};
	return { define, fill: `url(#${id})` };
}

const label = (plot, description) => {
	const svg = plot.tagName === 'svg' ? plot : plot.querySelector('svg');
	svg.setAttribute('role', 'img');
	svg.setAttribute('aria-label', description);
	// One picture with one text: its parts have no names of their own.
	for (const part of svg.querySelectorAll('[aria-label]')) {
		part.dataset.mark = part.getAttribute('aria-label');
		part.removeAttribute('aria-label');
	}
	return plot;
};

function mark(draw, width = 26) {
	const svg = document.createElementNS(svgNS, 'svg');
	svg.setAttribute('width', width);
	svg.setAttribute('height', 16);
	svg.setAttribute('aria-hidden', 'true');
	svg.innerHTML = draw;
	return svg;
}
export const legendMark = {
	area: () => mark(`<rect y="3" width="26" height="10" fill="${colour.area}" opacity=".18"/><line x2="26" y1="8" y2="8" stroke="${colour.area}" stroke-width="2.5"/><circle cx="13" cy="8" r="3.5" fill="${colour.area}"/>`),
	country: () => mark(`<line x2="26" y1="8" y2="8" stroke="${colour.country}" stroke-width="2" stroke-dasharray="5 3"/>`),
	countryHidden: () => mark(`<text x="13" y="13" text-anchor="middle" font-size="15" fill="${colour.country}">×</text>`),
	hidden: () => { const p = hatch(); const svg = mark(`<rect y="1" width="26" height="14" rx="2" fill="${p.fill}"/>`); svg.prepend(p.define()); return svg; },
	higher: () => mark(`<path d="M13 2 L19.5 13 L6.5 13 Z" fill="${colour.higher}"/>`),
	lower: () => mark(`<path d="M13 14 L19.5 3 L6.5 3 Z" fill="${colour.lower}"/>`),
	similar: () => mark(`<circle cx="13" cy="8" r="5" fill="${colour.similar}"/>`),
	limits: () => mark(`<line x2="26" y1="5" y2="5" stroke="${colour.area}" stroke-width="1.5"/><line x2="26" y1="11" y2="11" stroke="${colour.area}" stroke-width="1.5" stroke-dasharray="3 3"/>`),
	swatch: fill => mark(`<rect y="1" width="26" height="14" rx="2" fill="${fill}"/>`),
};

// Neighbours that are both shown belong to one run: lines and bands never cross
// what is hidden.
function runs(figures) {
	let run = 0, last = null;
	return figures.map(f => {
		if (f.status !== 'publish' || (last !== null && f.year !== last + 1)) run++;
		last = f.status === 'publish' ? f.year : null;
		return { ...f, run };
	});
}

export function spark(width, figures, year, description) {
	const shown = runs(figures).filter(f => f.status === 'publish');
	const hidden = figures.filter(f => f.status === 'hidden');
	const pattern = hatch();
	return label(Plot.plot({
		width, height: 62, margin: 0, marginLeft: 6, marginRight: 6, marginTop: 8, marginBottom: 18, style: { ...style, fontSize: '12.5px' },
		x: { domain: [figures[0].year - 0.3, figures.at(-1).year + 0.3], axis: null }, y: { domain: [0, Math.max(...shown.map(f => f.upper), 0.001) * 1.05], axis: null },
		marks: [
			pattern.define,
			Plot.rect(hidden, { x1: f => f.year - 0.5, x2: f => f.year + 0.5, fill: pattern.fill, clip: true }),
			Plot.ruleY([0], { stroke: '#c4cad2' }),
			Plot.areaY(shown, { x: 'year', y1: 'lower', y2: 'upper', z: 'run', fill: colour.area, fillOpacity: 0.16 }),
			Plot.line(shown, { x: 'year', y: 'value', z: 'run', stroke: colour.area, strokeWidth: 2 }),
			Plot.dot(shown.filter(f => f.year === year || shown.filter(g => g.run === f.run).length === 1), { x: 'year', y: 'value', r: 3.5, fill: colour.area }),
			Plot.text([figures[0]], { x: 'year', text: f => `${f.year}`, frameAnchor: 'bottom', dy: 15, textAnchor: 'start', dx: -4, fill: '#4a5361' }),
			figures.length > 1 && Plot.text([figures.at(-1)], { x: 'year', text: f => `${f.year}`, frameAnchor: 'bottom', dy: 15, textAnchor: 'end', dx: 4, fill: '#4a5361' }),
		],
	}), description);
}

export function overTime(width, { figures, country, span, unit, name, place, description }) {
	const pattern = hatch();
	const own = runs(figures), national = runs(country);
	const shown = own.filter(f => f.status === 'publish'), land = national.filter(f => f.status === 'publish');
	const last = Math.max(...[...figures, ...country].map(f => f.year)), first = Math.min(...[...figures, ...country].map(f => f.year));
	const top = Math.max(...shown.map(f => f.upper), ...land.map(f => f.upper), 0.001) * 1.08;
	// One hatched block for each stretch of hidden years.
	const blocks = [];
	for (const f of figures.filter(g => g.status === 'hidden'))
		if (blocks.at(-1)?.last === f.year - 1) blocks.at(-1).last = f.year; else blocks.push({ first: f.year, last: f.year });
	const room = (width - 60) / (last - first + 1);
	const every = Math.ceil((Number(span) === 1 ? 44 : 64) / room);
	return label(Plot.plot({
		width, height: Math.max(280, Math.min(380, width * 0.45)), marginLeft: 44, marginRight: 12, marginTop: 30, marginBottom: 36, style,
		x: { domain: [first - 0.5, last + 0.5], ticks: d => d, label: null },
		y: { domain: [0, top], label: null },
		marks: [
			pattern.define,
			Plot.gridY({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
			Plot.rect(blocks, { x1: b => b.first - 0.5, x2: b => b.last + 0.5, y1: 0, y2: top, fill: pattern.fill, inset: 1, rx: 3 }),
			Plot.ruleY([0], { stroke: '#8b94a1' }),
			Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: v => number(v, top < 4 ? 1 : 0), label: null }),
			Plot.axisX(Array.from({ length: last - first + 1 }, (_, i) => last - i).filter((_, i) => i % every === 0), { tickFormat: y => shortPeriod(y, span), tickSize: 4 }),
			Plot.text([unit === '%' ? '%' : t('per 1000')], { frameAnchor: 'top-left', dx: -40, dy: -24, textAnchor: 'start', text: d => d, fill: '#4a5361' }),
			Plot.areaY(shown, { x: 'year', y1: 'lower', y2: 'upper', z: 'run', fill: colour.area, fillOpacity: 0.15 }),
			Plot.ruleX(shown, { x: 'year', y1: 'lower', y2: 'upper', stroke: colour.area, strokeOpacity: 0.5, strokeWidth: 1.5 }),
			Plot.line(land, { x: 'year', y: 'value', z: 'run', stroke: colour.country, strokeWidth: 2, strokeDasharray: '6 4' }),
			Plot.text(national.filter(f => f.status === 'hidden'), { x: 'year', y: 0, dy: -9, text: () => '×', fill: colour.country, fontSize: 16 }),
			Plot.line(shown, { x: 'year', y: 'value', z: 'run', stroke: colour.area, strokeWidth: 2.5 }),
			Plot.dot(shown, { x: 'year', y: 'value', r: 4.5, fill: colour.area, stroke: 'white', strokeWidth: 1.2 }),
			Plot.text(blocks, { x: b => (b.first + b.last) / 2, y: top / 2, text: () => t('hidden'), rotate: b => ((b.last - b.first + 1) * room < 76 ? -90 : 0),
				fontWeight: 600, fill: colour.ink, stroke: '#f7f8fa', strokeWidth: 6 }),
			Plot.tip(shown, Plot.pointerX({ x: 'year', y: 'value', fontSize: 14, title: f => `${place}, ${period(f.year, span)}\n${name}: ${withUnit(f, unit)}\n${t('interval')} ${interval(f)}` })),
		],
	}), description);
}

export function relative(width, rows, description) {
	const narrow = width < 620;
	const pattern = hatch();
	const rowHeight = narrow ? 54 : 32;
	const low = 0.4, high = 2.5;
	const clamp = x => Math.min(high, Math.max(low, x));
	const heads = rows.filter(r => r.head), lines = rows.filter(r => !r.head);
	const points = lines.filter(r => r.f.status === 'publish' && r.national.value > 0)
		.map(r => ({ ...r, at: clamp(r.f.value / r.national.value), from: clamp(r.f.lower / r.national.value), to: clamp(r.f.upper / r.national.value), kind: comparisonName(r.f.comparison) }));
	const rest = lines.filter(r => !points.some(p => p.id === r.id));
	const left = narrow ? 8 : Math.min(370, width * 0.38), right = narrow ? 8 : 190;
	const text = r => `${withUnit(r.f, r.unit)}  (${interval(r.f)})`;
	return label(Plot.plot({
		width, height: rows.length * rowHeight + 74, marginLeft: left, marginRight: right, marginTop: 26, marginBottom: 48, style,
		x: { type: 'log', domain: [low, high] },
		y: { domain: rows.map(r => r.id), axis: null, padding: 0 },
		symbol: { domain: ['lower', 'similar', 'higher'], range: [symbols.lower, symbols.similar, symbols.higher] },
		color: { domain: ['lower', 'similar', 'higher'], range: [colour.lower, colour.similar, colour.higher] },
		marks: [
			pattern.define,
			Plot.gridX([0.5, 0.75, 1.5, 2], { stroke: colour.grid, strokeOpacity: 1 }),
			Plot.ruleX([1], { stroke: colour.country, strokeWidth: 1.5 }),
			Plot.axisX([0.5, 0.75, 1, 1.5, 2], { tickFormat: v => number(v, v % 1 === 0 ? 0 : v === 0.75 ? 2 : 1), label: t('timesNetherlands'), labelAnchor: 'center', labelArrow: 'none', labelOffset: 40, tickSize: 4 }),
			Plot.text([t('netherlands')], { x: 1, frameAnchor: 'top', dy: -20, text: d => d, fill: colour.country, fontWeight: 600 }),
			Plot.ruleY(lines, { y: 'id', stroke: '#eef0f3', dy: rowHeight / 2 }),
			Plot.barX(rest, { x1: low, x2: high, y: 'id', fill: pattern.fill, insetTop: narrow ? 28 : 7, insetBottom: 7, rx: 3 }),
			Plot.text(rest, { x: 1, y: 'id', text: r => t(r.f.status === 'hidden' ? 'hidden' : 'noFigure'), fontWeight: 600, fill: colour.ink, stroke: '#f7f8fa', strokeWidth: 6, dy: narrow ? 10 : 0 }),
			Plot.ruleY(points, { x1: 'from', x2: 'to', y: 'id', stroke: 'kind', strokeWidth: 2.5, dy: narrow ? 10 : 0 }),
			Plot.dot(points, { x: 'at', y: 'id', symbol: 'kind', fill: 'kind', stroke: 'white', strokeWidth: 1, r: 6.5, dy: narrow ? 10 : 0 }),
			narrow
				? Plot.text(lines, { y: 'id', frameAnchor: 'left', text: 'name', textAnchor: 'start', dy: -13, fontSize: 13.5, stroke: '#ffffff', strokeWidth: 5, fill: colour.ink })
				: Plot.text(lines, { y: 'id', frameAnchor: 'left', text: 'name', textAnchor: 'end', dx: -14 }),
			narrow
				? Plot.text(points, { y: 'id', frameAnchor: 'right', text: r => withUnit(r.f, r.unit), textAnchor: 'end', dy: -13, fontSize: 13.5 })
				: Plot.text(points, { y: 'id', frameAnchor: 'right', text, textAnchor: 'start', dx: 14 }),
			Plot.text(heads, { y: 'id', frameAnchor: 'left', text: 'name', textAnchor: 'start', dx: narrow ? 0 : 8 - left, dy: 5, fontWeight: 650, fontSize: 15, fill: colour.area }),
		],
	}), description);
}

export function funnel(width, { points, limits, target, unit, description }) {
	const narrow = width < 620;
	const top = Math.max(...points.map(p => p.f.value), ...limits.filter((_, i) => i > 2).map(l => l[2])) * 1.1;
	const cut = y => Math.min(y, top);
	const kind = p => (p.place > 0 ? 'higher' : p.place < 0 ? 'lower' : 'similar');
	return label(Plot.plot({
		width, height: narrow ? 340 : 430, marginLeft: 44, marginRight: 14, marginTop: 30, marginBottom: 50, style,
		x: { type: 'log', domain: [limits[0][0] * 0.95, limits.at(-1)[0] * 1.05] }, y: { domain: [0, top], label: null },
		symbol: { domain: ['lower', 'similar', 'higher'], range: [symbols.lower, symbols.similar, symbols.higher] },
		color: { domain: ['lower', 'similar', 'higher'], range: [colour.lower, colour.similar, colour.higher] },
		marks: [
			Plot.gridY({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
			Plot.ruleY([0], { stroke: '#8b94a1' }),
			Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: v => number(v, top < 4 ? 1 : 0), label: null }),
			Plot.axisX({ ticks: narrow ? 3 : 8, tickFormat: v => (/^[125]0*$/.test(String(v)) ? number(v) : ''), label: t('denominator'), labelArrow: 'none', labelAnchor: 'center', labelOffset: 40 }),
			Plot.text([unit === '%' ? '%' : t('per 1000')], { frameAnchor: 'top-left', dx: -40, dy: -24, textAnchor: 'start', text: d => d, fill: '#4a5361' }),
			Plot.areaY(limits, { x: l => l[0], y1: l => cut(l[1]), y2: l => cut(l[2]), fill: colour.area, fillOpacity: 0.07 }),
			[1, 2].map(i => Plot.line(limits.filter(l => l[i] <= top), { x: l => l[0], y: l => l[i], stroke: colour.area, strokeWidth: 1.5 })),
			[3, 4].map(i => Plot.line(limits.filter(l => l[i] <= top), { x: l => l[0], y: l => l[i], stroke: colour.area, strokeWidth: 1.5, strokeDasharray: '4 4' })),
			Plot.ruleY([target], { stroke: colour.country, strokeWidth: 2, strokeDasharray: '6 4' }),
			Plot.dot(points, { x: p => p.f.d, y: p => p.f.value, symbol: kind, fill: kind, fillOpacity: 0.85, stroke: 'white', strokeWidth: 0.8, r: p => (p.place ? 5.5 : 4) }),
			Plot.tip(points, Plot.pointer({ x: p => p.f.d, y: p => p.f.value, fontSize: 14, title: p => `${p.name}\n${withUnit(p.f, unit)} (${interval(p.f)})\n${t('denominator')}: ${number(p.f.d)}` })),
		],
		r: { type: 'identity' },
	}), description);
}

// Bars inside bars: at least 1, of which at least 2, of which at least 3.
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
		const around = bars.filter(a => a.id === b.id && a.level < b.level).at(-1);
		return around?.status === 'publish' ? around.value : top;
	};
	return label(Plot.plot({
		width, height: rows.length * rowHeight + 46, marginLeft: narrow ? 4 : 180, marginRight: narrow ? 44 : 60, marginTop: 6, marginBottom: 34, style,
		x: { domain: [0, top], label: null }, y: { domain: rows.map(r => r.id), axis: null, padding: 0 },
		marks: [
			pattern.define,
			Plot.gridX({ stroke: colour.grid, strokeOpacity: 1, ticks: 5 }),
			Plot.axisX({ ticks: 5, tickFormat: v => `${number(v)}%`, label: null, tickSize: 0 }),
			levels.map((_, i) => [
				Plot.barX(bars.filter(b => b.level === i && b.status === 'publish'), { x: 'value', y: 'id', fill: nestedFills[i + 3 - levels.length], insetTop: (narrow ? 26 : 7) + shrink(i), insetBottom: 7 + shrink(i), rx: 2 }),
				Plot.barX(bars.filter(b => b.level === i && b.status === 'hidden'), { x1: 0, x2: within, y: 'id', fill: pattern.fill, insetTop: (narrow ? 26 : 7) + shrink(i), insetBottom: 7 + shrink(i), rx: 2 }),
			]),
			Plot.text(bars.filter(b => b.level === 0), { x: b => (b.status === 'publish' ? b.value : 0), y: 'id', text: b => (b.status === 'publish' ? `${value(b)}%` : t('hidden')), textAnchor: 'start', dx: 6, stroke: '#ffffff', strokeWidth: 4, fill: colour.ink, dy: narrow ? 10 : 0, fontWeight: 600 }),
			Plot.ruleX([0], { stroke: '#8b94a1' }),
			Plot.text(rows, narrow ? { y: 'id', frameAnchor: 'left', text: 'name', textAnchor: 'start', dy: -17, fontWeight: 600 } : { y: 'id', frameAnchor: 'left', text: 'name', textAnchor: 'end', dx: -12 }),
		],
	}), description);
}
