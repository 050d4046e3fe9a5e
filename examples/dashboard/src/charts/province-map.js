// Provinces: coloured by comparison, labelled by value.
import { value } from '../format.js';
import { t } from '../state.js';
import { colour } from './marks.js';
import { mapFill } from './map-fill.js';

const svgNS = 'http://www.w3.org/2000/svg';
// Where a number fits best within the outline, in the units of the map; Zeeland's
// is at sea.
const middles = { Drenthe: [521, 195], Flevoland: [351, 287], Fryslân: [396, 146], Gelderland: [422, 392], Groningen: [512, 65], Limburg: [401, 594], 'Noord-Brabant': [327, 514],
	'Noord-Holland': [243, 224], Overijssel: [490, 310], Utrecht: [286, 384], Zeeland: [38, 470], 'Zuid-Holland': [175, 434] };

export function provinceMap(outlines, figures, polarity, description) {
	const svg = document.createElementNS(svgNS, 'svg');
	const { define, fill } = mapFill(polarity);
	const add = (parent, name, attributes, text) => {
		const element = document.createElementNS(svgNS, name);
		for (const [key, v] of Object.entries(attributes)) element.setAttribute(key, v);
		if (text !== undefined) element.textContent = text;
		parent.append(element);
		return element;
	};
	for (const [key, v] of Object.entries({ viewBox: '-4 -8 621 740', width: 621, height: 740, role: 'img', 'aria-label': description, class: 'map' })) svg.setAttribute(key, v);
	svg.append(define());
	const said = f => (f?.status === 'publish' ? value(f) : t(f?.status === 'hidden' ? 'hidden' : 'noFigure'));
	for (const { name, path } of outlines) {
		const shape = add(svg, 'path', { d: path, fill: fill(figures[name]), stroke: '#6b7684', 'stroke-width': 0.8, 'data-area': name });
		add(shape, 'title', {}, `${name}: ${said(figures[name])}`);
	}
	for (const { name } of outlines) {
		const [x, y] = middles[name], f = figures[name];
		const arrow = { '-1': '▼ ', 1: '▲ ' }[f?.comparison] ?? '';
		add(svg, 'text', { x, y: y + 7, 'text-anchor': 'middle', 'font-size': 23, 'font-weight': 600, fill: colour.ink, ...(f?.status === 'publish' ? {} : { stroke: '#f7f8fa', 'stroke-width': 6, 'paint-order': 'stroke' }) }, `${f?.status === 'publish' ? arrow : ''}${said(f)}`);
	}
	return svg;
}
