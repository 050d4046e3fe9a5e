import netherlands from '@svg-maps/netherlands';
import { value } from './format.js';
import { hatch } from './charts.js';
import { t } from './state.js';

const svgNS = 'http://www.w3.org/2000/svg';
export const fills = ['#dceaf5', '#a9c9e4', '#6ba3d0', '#2f72a8', '#154273'];
const inkOn = step => (step >= 2.5 ? '#ffffff' : '#1d2430');
// Where a number fits best within the outline, in the units of the map; Zeeland's
// is at sea.
const middles = { Drenthe: [521, 195], Flevoland: [351, 287], Fryslân: [396, 146], Gelderland: [422, 392], Groningen: [512, 65], Limburg: [401, 594], 'Noord-Brabant': [327, 514],
	'Noord-Holland': [243, 224], Overijssel: [490, 310], Utrecht: [286, 384], Zeeland: [38, 470], 'Zuid-Holland': [175, 434] };
const outlines = netherlands.locations.map(({ name, path }) => ({ name: name === 'Friesland' ? 'Fryslân' : name, path }));

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
	svg.setAttribute('viewBox', '-4 -8 621 740');
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
	for (const { name, path } of outlines) {
		const f = figures[name] ?? { status: 'none' };
		const shape = add('path', { d: path, fill: f.status === 'publish' ? fills[step(f.value)] : pattern.fill, stroke: '#ffffff', 'stroke-width': 1.5 });
		const title = document.createElementNS(svgNS, 'title');
		title.textContent = `${name}: ${f.status === 'publish' ? value(f) : t(f.status === 'hidden' ? 'hidden' : 'noFigure')}`;
		shape.append(title);
	}
	for (const { name } of outlines) {
		const f = figures[name];
		const [x, y] = middles[name];
		if (f?.status === 'publish')
			add('text', { x, y: y + 7, 'text-anchor': 'middle', 'font-size': 24, 'font-weight': 600, fill: name === 'Zeeland' ? '#1d2430' : inkOn(step(f.value)) }, value(f));
		else
			add('text', { x, y: y + 6, 'text-anchor': 'middle', 'font-size': 22, 'font-weight': 600, fill: '#1d2430', stroke: '#f7f8fa', 'stroke-width': 6, 'paint-order': 'stroke' }, t(f?.status === 'hidden' ? 'hidden' : 'noFigure'));
	}
	return svg;
}
