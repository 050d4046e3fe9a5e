// Provinces: coloured by comparison, labelled by value.
import { mapFill } from './map-fill.js';
import { colour } from './marks.js';
import { value } from '../format.js';
import { t } from '../state.js';
import { svgElement } from '../svg.js';

// Where a number fits best within the outline, in the units of the map; Zeeland's
// is at sea.
const middles = {
	Drenthe: [521, 195],
	Flevoland: [351, 287],
	Fryslân: [396, 146],
	Gelderland: [422, 392],
	Groningen: [512, 65],
	Limburg: [401, 594],
	'Noord-Brabant': [327, 514],
	'Noord-Holland': [243, 224],
	Overijssel: [490, 310],
	Utrecht: [286, 384],
	Zeeland: [38, 470],
	'Zuid-Holland': [175, 434],
};

export function provinceMap(outlines, figures, polarity, description) {
	const svg = svgElement('svg', {
		viewBox: '-4 -8 621 740',
		width: 621,
		height: 740,
		role: 'img',
		'aria-label': description,
		class: 'map',
	});
	const { define, fill } = mapFill(polarity);
	svg.append(define());
	const said = f => (f?.status === 'publish' ? value(f) : t(f?.status === 'hidden' ? 'hidden' : 'noFigure'));
	for (const { name, path } of outlines) {
		const shape = svgElement('path', {
			d: path,
			fill: fill(figures[name]),
			stroke: '#6b7684',
			'stroke-width': 0.8,
			'data-area': name,
		});
		shape.append(svgElement('title', {}, `${name}: ${said(figures[name])}`));
		svg.append(shape);
	}
	for (const { name } of outlines) {
		const [x, y] = middles[name],
			f = figures[name];
		const arrow = { '-1': '▼ ', 1: '▲ ' }[f?.comparison] ?? '';
		svg.append(
			svgElement(
				'text',
				{
					x,
					y: y + 7,
					'text-anchor': 'middle',
					'font-size': 23,
					'font-weight': 600,
					fill: colour.ink,
					...(f?.status === 'publish'
						? {}
						: { stroke: '#f7f8fa', 'stroke-width': 6, 'paint-order': 'stroke' }),
				},
				`${f?.status === 'publish' ? arrow : ''}${said(f)}`,
			),
		);
	}
	return svg;
}
