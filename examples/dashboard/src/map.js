import netherlands from '@svg-maps/netherlands';
import { value } from './format.js';
import { hatch } from './charts.js';
import { t } from './state.js';

const svgNS = 'http://www.w3.org/2000/svg';
export const fills = ['#dceaf5', '#a9c9e4', '#6ba3d0', '#2f72a8', '#154273'];
const inkOn = step => (step >= 2.5 ? '#ffffff' : '#1d2430');
// Where a number fits, in the units of the map; the middle of the outline is
// water, or another province, for some.
const middles = { Drenthe: [500, 180], Flevoland: [330, 270], Friesland: [375, 120], Gelderland: [410, 370], Groningen: [505, 85], Limburg: [400, 585], 'Noord-Brabant': [300, 480],
	'Noord-Holland': [245, 235], Overijssel: [480, 270], Utrecht: [298, 362], Zeeland: [80, 500], 'Zuid-Holland': [180, 390] };

// Five classes of equal width from the lowest to the highest province.
export function classes(figures) {
	const values = figures.filter(f => f.status === 'publish').map(f => f.value);
	const low = Math.min(...values), high = Math.max(...values);
	if (values.length === 0) return { step: () => 0, bounds: [] };
	const width = (high - low) / fills.length || 1;
	return { step: v => Math.min(fills.length - 1, Math.floor((v - low) / width)), bounds: high > low ? fills.map((_, i) => [low + i * width, low + (i + 1) * width]) : [[low, high]] };
}

export function map(figures, description) {
	const svg = document.createElementNS(svgNS, 'svg');
	svg.setAttribute('viewBox', netherlands.viewBox);
	svg.setAttribute('role', 'img');
	svg.setAttribute('aria-label', description);
	svg.setAttribute('class', 'map');
	const pattern = hatch();
	svg.append(pattern.define());
	const { step } = classes(Object.values(figures));
	const add = (name, attributes, text) => {
		const element = document.createElementNS(svgNS, name);
		for (const [key, v] of Object.entries(attributes)) element.setAttribute(key, v);
		if (text !== undefined) element.textContent = text;
		svg.append(element);
		return element;
	};
	for (const { name, path } of netherlands.locations) {
		const f = figures[name] ?? { status: 'none' };
		const shape = add('path', { d: path, fill: f.status === 'publish' ? fills[step(f.value)] : pattern.fill, stroke: '#ffffff', 'stroke-width': 1.5 });
		const title = document.createElementNS(svgNS, 'title');
		title.textContent = `${name}: ${f.status === 'publish' ? value(f) : t(f.status === 'hidden' ? 'hidden' : 'noFigure')}`;
		shape.append(title);
	}
	for (const { name } of netherlands.locations) {
		const f = figures[name];
		const [x, y] = middles[name];
		if (f?.status === 'publish')
			add('text', { x, y, 'text-anchor': 'middle', 'font-size': 24, 'font-weight': 600, fill: inkOn(step(f.value)) }, value(f));
		else
			add('text', { x, y, 'text-anchor': 'middle', 'font-size': 19, 'font-weight': 600, fill: '#1d2430', stroke: '#f7f8fa', 'stroke-width': 6, 'paint-order': 'stroke' }, t(f?.status === 'hidden' ? 'hidden' : 'noFigure'));
	}
	return svg;
}
