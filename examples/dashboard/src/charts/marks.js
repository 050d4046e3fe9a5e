// What charts and their legends are drawn with: colours, shapes, hatching. Shape
// says the same as colour, for who sees or prints no colour.
import { symbolCircle, symbolTriangle } from 'd3-shape';
import { path } from 'd3-path';
import { judgementColours } from '../comparison.js';
import { svgElement } from '../svg.js';

export const colour = {
	area: '#154273',
	country: '#5c5c5c',
	grid: '#dfe3e8',
	ink: '#1d2430',
	soft: '#4a5361',
	own: '#ffb612',
	...judgementColours,
};
export const style = {
	fontFamily: 'inherit',
	fontSize: '14px',
	background: 'none',
	overflow: 'visible',
	color: colour.ink,
};

// A triangle that stands on its point: d3's, upside down.
const symbolPoint = {
	draw(context, size) {
		symbolTriangle.draw(
			{
				moveTo: (x, y) => context.moveTo(x, -y),
				lineTo: (x, y) => context.lineTo(x, -y),
				closePath: () => context.closePath(),
			},
			size,
		);
	},
};
export const symbols = { higher: symbolTriangle, lower: symbolPoint, similar: symbolCircle };
export const symbolScale = { domain: Object.keys(symbols), range: Object.values(symbols) };
export const judgementScale = { domain: Object.keys(judgementColours), range: Object.values(judgementColours) };

let patterns = 0;
// What is hidden is hatched, everywhere: neither a value nor a gap.
export function hatch() {
	const id = `hatch-${++patterns}`;
	const define = () => {
		const defs = svgElement('defs');
		defs.innerHTML = `<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse"
			patternTransform="rotate(45)"><rect width="7" height="7" fill="#eef0f3"/><line
			x1="0" y1="0" x2="0" y2="7" stroke="#8b94a1" stroke-width="2.4"/></pattern>`;
		return defs;
	};
	return { define, fill: `url(#${id})` };
}

function mark(draw, width = 26) {
	const svg = svgElement('svg', { width, height: 16, 'aria-hidden': 'true' });
	svg.innerHTML = draw;
	return svg;
}

const symbolPath = (side, size) => {
	const p = path();
	symbols[side].draw(p, size);
	return String(p);
};
export const legendMark = {
	area: () =>
		mark(
			`<rect y="3" width="26" height="10" fill="${colour.area}" opacity=".18"/><line x2="26" y1="8" y2="8"
				stroke="${colour.area}" stroke-width="2.5"/><circle cx="13" cy="8" r="3.5" fill="${colour.area}"/>`,
		),
	country: () =>
		mark(`<line x2="26" y1="8" y2="8" stroke="${colour.country}" stroke-width="2" stroke-dasharray="5 3"/>`),
	countryHidden: () =>
		mark(`<text x="13" y="13" text-anchor="middle" font-size="15" fill="${colour.country}">×</text>`),
	hidden: () => {
		const p = hatch();
		const svg = mark(`<rect y="1" width="26" height="14" rx="2" fill="${p.fill}"/>`);
		svg.prepend(p.define());
		return svg;
	},
	state: (side, judged) =>
		mark(
			`<path transform="translate(13 ${{ higher: 9.5, lower: 6.5, similar: 8 }[side]})" d="${symbolPath(side, 80)}"
				fill="${colour[judged]}"/>`,
		),
	limits: () =>
		mark(
			`<line x2="26" y1="5" y2="5" stroke="${colour.area}" stroke-width="1.5"/><line x2="26" y1="11" y2="11"
				stroke="${colour.area}" stroke-width="1.5" stroke-dasharray="3 3"/>`,
		),
	own: () =>
		mark(
			`<circle cx="13" cy="8" r="6" fill="none" stroke="${colour.ink}" stroke-width="3.5"/><circle cx="13" cy="8"
				r="6" fill="none" stroke="${colour.own}" stroke-width="2"/>`,
		),
	break: () =>
		mark(`<line x1="13" x2="13" y2="16" stroke="${colour.ink}" stroke-width="1.5" stroke-dasharray="2 3"/>`),
	before: () => mark(`<circle cx="13" cy="8" r="5" fill="#ffffff" stroke="${colour.country}" stroke-width="2"/>`),
	after: () => mark(`<circle cx="13" cy="8" r="5.5" fill="${colour.area}"/>`),
	// Of a map, with the mark that says the same without colour.
	swatch: (fill, side = 'similar') =>
		mark(
			`<rect x=".5" y="1.5" width="25" height="13" rx="2" fill="${fill}" stroke="#8b94a1" stroke-width=".6"/>${
				side === 'similar'
					? ''
					: `<path transform="translate(13 ${side === 'higher' ? 9 : 7})" d="${symbolPath(side, 28)}" fill="${colour.ink}"/>`
			}`,
		),
};
