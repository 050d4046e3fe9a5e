// A chart as a picture that can stand alone: title, legend, drawing and source.
import { svgElement, svgNS } from './svg.js';

// A picture has no fonts of its own: one that is everywhere, to measure and to draw with.
const font = 'Arial, Helvetica, sans-serif';
const ink = '#1d2430',
	soft = '#4a5361',
	edge = 16;

function textWidth(text, size, weight = 400) {
	const context = document.createElement('canvas').getContext('2d');
	context.font = `${weight} ${size}px ${font}`;
	return context.measureText(text).width;
}
function lines(text, size, room, weight) {
	const result = [''];
	for (const word of text.split(' ')) {
		const next = `${result.at(-1)} ${word}`.trim();
		if (textWidth(next, size, weight) <= room || result.at(-1) === '') result[result.length - 1] = next;
		else result.push(word);
	}
	return result;
}

// figure: what chart() made; returns an <svg>.
export function picture(figure, title, source) {
	const drawn = [...figure.querySelectorAll('.drawing svg')].find(s => s.getAttribute('role') === 'img');
	const [, , boxWidth, boxHeight] = (
		drawn.getAttribute('viewBox') ?? `0 0 ${drawn.getAttribute('width')} ${drawn.getAttribute('height')}`
	)
		.split(/[\s,]+/)
		.map(Number);
	const width = Math.max(Math.ceil(drawn.getBoundingClientRect().width) || boxWidth, 360),
		height = (width * boxHeight) / boxWidth;
	const whole = svgElement('svg', { xmlns: svgNS, 'font-family': font, fill: ink, color: ink });
	const room = width - edge;
	let y = edge;
	const say = (text, size, fill, weight = 400) => {
		for (const line of lines(text, size, room, weight)) {
			y += size * 1.25;
			whole.append(svgElement('text', { x: edge, y, 'font-size': size, 'font-weight': weight, fill }, line));
		}
	};
	say(title, 18, ink, 650);
	y += 10;
	let x = edge;
	for (const item of figure.querySelectorAll('.legend li')) {
		const text = item.textContent,
			needed = 34 + textWidth(text, 13) + 20;
		if (x + needed > width && x > edge) {
			x = edge;
			y += 22;
		}
		const mark = item.querySelector('svg').cloneNode(true);
		mark.setAttribute('x', x);
		mark.setAttribute('y', y);
		whole.append(mark, svgElement('text', { x: x + 32, y: y + 13, 'font-size': 13, fill: ink }, text));
		x += needed;
	}
	y += x > edge ? 34 : 6;
	const chart = drawn.cloneNode(true);
	for (const [key, v] of Object.entries({ x: edge / 2, y, width, height, overflow: 'visible' }))
		chart.setAttribute(key, v);
	chart.removeAttribute('style');
	chart.setAttribute('font-size', 14);
	// What the pointer left behind is no part of the picture.
	chart.querySelectorAll('[data-mark=tip]').forEach(tip => tip.remove());
	whole.append(chart);
	y += height + 4;
	say(source, 12, soft);
	y += edge;
	whole.setAttribute('viewBox', `0 0 ${width + edge} ${Math.ceil(y)}`);
	whole.setAttribute('width', width + edge);
	whole.setAttribute('height', Math.ceil(y));
	whole.prepend(svgElement('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
	return whole;
}

export const svgText = svg =>
	`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;

export function png(svg, scale = 2) {
	return new Promise((resolve, reject) => {
		const image = new Image();
		image.onload = () => {
			const canvas = document.createElement('canvas');
			canvas.width = svg.getAttribute('width') * scale;
			canvas.height = svg.getAttribute('height') * scale;
			canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
			canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('PNG'))), 'image/png');
		};
		image.onerror = () => reject(new Error('PNG'));
		image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
	});
}
