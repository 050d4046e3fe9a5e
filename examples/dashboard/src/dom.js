import { choose, t } from './state.js';
import { compare } from './format.js';

export function h(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	for (const [key, value] of Object.entries(properties)) {
		if (value === undefined || value === null || value === false) continue;
		if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
		else if (key === 'class') element.className = value;
		else element.setAttribute(key, value === true ? '' : value);
	}
	element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
	return element;
}

export const hiddenMark = () => h('span', { class: 'hidden-figure' }, t('hidden'));
// A cell of a table for a figure: its text, or visibly none.
export const shown = (f, text) => {
	if (f.status === 'publish') return text(f);
	if (f.status === 'hidden') return hiddenMark();
	return h('span', { class: 'no-figure' }, t(f.status === 'empty' ? 'empty' : 'noFigure'));
};

export function select(label, key, options, current, changed) {
	const id = `choose-${key}`;
	const groups = new Map();
	for (const option of options) {
		if (!groups.has(option.group)) groups.set(option.group, []);
		groups.get(option.group).push(h('option', { value: option.value, selected: option.value === current }, option.text));
	}
	const element = h('select', { id, onchange: event => { choose({ [key]: event.target.value }); changed(event.target.value); } },
		[...groups].map(([group, list]) => (group ? h('optgroup', { label: group }, list) : list)));
	return h('div', { class: 'field' }, h('label', { for: id }, label), element);
}

// columns: { label, cell(row), sort(row), number, rowHeader, derived }. Roles are spelled
// out because on a phone rows are stacked with CSS, which would drop them.
export function table(caption, columns, rows, options = {}) {
	let sorted = options.sorted ?? null;
	let limit = options.limit ?? Infinity;
	const more = h('button', { type: 'button', class: 'more', onclick: () => { limit = Infinity; fill(); body.rows[options.limit]?.querySelector('a, th')?.focus(); } });
	const body = h('tbody', { role: 'rowgroup' });
	const heads = columns.map((column, index) => {
		const text = h('span', {}, column.label);
		const head = h('th', { role: 'columnheader', scope: 'col', class: column.number ? 'number' : undefined },
			options.sortable && column.sort
				? h('button', { type: 'button', class: 'sort', title: t('sortBy')(column.label), onclick: () => {
					sorted = { index, down: sorted?.index === index ? !sorted.down : Boolean(column.number) };
					fill();
				} }, text, h('span', { class: 'arrow', 'aria-hidden': 'true' }))
				: text);
		return head;
	});
	function fill() {
		let list = rows;
		if (sorted) {
			const { sort } = columns[sorted.index];
			const direction = sorted.down ? -1 : 1;
			// What is hidden has no place in an order: it comes last, either way.
			list = [...rows].sort((a, b) => {
				const x = sort(a), y = sort(b);
				if (x === null || y === null) return (x === null) - (y === null);
				return direction * (typeof x === 'string' ? compare(x, y) : x - y);
			});
			heads.forEach((head, i) => head.setAttribute('aria-sort', i !== sorted.index ? 'none' : sorted.down ? 'descending' : 'ascending'));
		}
		more.hidden = list.length <= limit;
		more.textContent = t('showAll')(list.length);
		body.replaceChildren(...list.slice(0, limit).map(row => h('tr', { role: 'row', class: options.rowClass?.(row) }, columns.map(column => column.rowHeader
			? h('th', { role: 'rowheader', scope: 'row' }, column.cell(row))
			: h('td', { role: 'cell', 'data-label': column.label, class: [column.number && 'number', column.derived && 'derived'].filter(Boolean).join(' ') || undefined }, column.cell(row))))));
	}
	fill();
	const whole = h('table', { role: 'table', class: options.class },
		h('caption', { class: options.showCaption ? undefined : 'unseen' }, caption),
		h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)), body);
	return options.limit ? h('div', {}, whole, more) : whole;
}

// A chart with its title, what it means, its legend, and the same in a table.
export function chart({ title, lead, legend, draw, note, table: tableOf, level = 'h2' }) {
	const drawing = h('div', { class: 'drawing' });
	const figure = h('figure', { class: 'chart' },
		title && h('figcaption', {}, h(level, {}, title), lead && h('p', { class: 'lead' }, lead)),
		legend && h('ul', { class: 'legend' }, legend.map(({ mark, text }) => h('li', {}, mark, text))),
		drawing,
		note && h('p', { class: 'note' }, note),
		tableOf && h('details', {}, h('summary', {}, t('table')), tableOf));
	let width = 0;
	const redraw = () => {
		const next = Math.floor(drawing.clientWidth);
		if (next === width || next === 0) return;
		width = next;
		drawing.replaceChildren(draw(width));
		document.documentElement.dataset.firstChart ??= Math.round(performance.now());
	};
	new ResizeObserver(redraw).observe(drawing);
	return figure;
}
