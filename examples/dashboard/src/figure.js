// A chart with its title, what it means, its legend, the same in a table, and what
// one may take along.
import { errorNote, h, nodes } from './dom.js';
import { withPoints } from './points.js';
import { t } from './state.js';
import { take } from './take.js';

// What is not seen first waits for this: reading it would delay the first chart. A page
// without a chart has drawn what there is.
let drawn;
export const firstChart = new Promise(resolve => {
	drawn = resolve;
});
export const pageDrawn = () => requestAnimationFrame(() => setTimeout(drawn));

// A part of a page whose data is read after the first chart; a frame may be waiting for it.
export function later(tag, read, draw) {
	const element = h(tag, { 'aria-busy': 'true' });
	firstChart
		.then(read)
		.then(content => element.append(...nodes(draw(content))))
		.catch(error => element.append(errorNote(error)))
		.finally(() => {
			element.removeAttribute('aria-busy');
			document.dispatchEvent(new Event('kansrijk-figures'));
		});
	return element;
}

// draw(width) gives an <svg>; name is what it is called in a file, id in an address.
export function chart({ id, title, name, lead, legend, draw, note, table: tableOf, points = false, level = 'h2' }) {
	const drawing = h('div', { class: 'drawing' });
	const figure = h(
		'figure',
		{ class: 'chart', id: id && `figuur-${id}`, 'data-name': name },
		title && h('figcaption', {}, h(level, {}, title), lead && h('p', { class: 'lead' }, lead)),
		legend
			&& h(
				'ul',
				{ class: 'legend' },
				legend.filter(Boolean).map(({ mark, text }) => h('li', {}, mark, text)),
			),
		drawing,
		points && withPoints(drawing),
		note && h('p', { class: 'note' }, note),
		tableOf && h('details', { class: 'figures' }, h('summary', {}, t('table')), tableOf),
		name && take({ id, title: name, figure: () => figure, table: tableOf }),
	);
	let width = 0;
	const redraw = () => {
		const next = Math.floor(drawing.clientWidth);
		if (next === width || next === 0) return;
		width = next;
		drawing.replaceChildren(draw(width));
		document.documentElement.dataset.firstChart ??= Math.round(performance.now());
		setTimeout(drawn);
	};
	new ResizeObserver(redraw).observe(drawing);
	return figure;
}
