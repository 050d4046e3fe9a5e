// Tables, to sort and to take along.
import { h } from './dom.js';
import { compare } from './format.js';
import { t } from './state.js';

const contents = new WeakMap();
// Of a table: its columns, and the rows as they are on the screen, the ones that are
// still to be shown on request among them.
export const tableContent = element => contents.get(element);

// columns: { label, cell(row), sort(row), number, rowHeader, derived, csv }. Roles are
// spelled out because on a phone rows are stacked with CSS, which would drop them.
// options: sortable, sorted { index, down }, changed(sorted), limit, class, rowClass(row), showCaption.
export function table(caption, columns, rows, options = {}) {
	let sorted = options.sorted ?? null;
	let limit = options.limit ?? Infinity;
	const more = h('button', {
		type: 'button',
		class: 'more',
		onclick: () => {
			limit = Infinity;
			fill();
			body.rows[options.limit]?.querySelector('a, th')?.focus();
		},
	});
	const body = h('tbody', { role: 'rowgroup' });
	const heads = columns.map((column, index) => {
		const text = h('span', {}, column.label);
		return h(
			'th',
			{ role: 'columnheader', scope: 'col', class: column.number ? 'number' : undefined },
			options.sortable && column.sort
				? h(
						'button',
						{
							type: 'button',
							class: 'sort',
							title: t('sortBy')(column.label),
							onclick: () => {
								sorted = {
									index,
									down: sorted?.index === index ? !sorted.down : Boolean(column.number),
								};
								fill();
								options.changed?.(sorted);
							},
						},
						text,
						h('span', { class: 'arrow', 'aria-hidden': 'true' }),
					)
				: text,
		);
	});
	function fill() {
		let list = rows;
		if (sorted) {
			const { sort } = columns[sorted.index];
			const direction = sorted.down ? -1 : 1;
			// What is hidden has no place in an order: it comes last, either way.
			list = [...rows].sort((a, b) => {
				const x = sort(a),
					y = sort(b);
				if (x === null || y === null) return (x === null) - (y === null);
				return direction * (typeof x === 'string' ? compare(x, y) : x - y);
			});
			heads.forEach((head, i) =>
				head.setAttribute(
					'aria-sort',
					i !== sorted.index ? 'none' : sorted.down ? 'descending' : 'ascending',
				),
			);
		}
		more.hidden = list.length <= limit;
		more.textContent = t('showAll')(list.length);
		body.replaceChildren(
			...list.slice(0, limit).map(row =>
				h(
					'tr',
					{ role: 'row', class: options.rowClass?.(row) },
					columns.map(column =>
						column.rowHeader
							? h('th', { role: 'rowheader', scope: 'row' }, column.cell(row))
							: h(
									'td',
									{
										role: 'cell',
										'data-label': column.label,
										class:
											[column.number && 'number', column.derived && 'derived']
												.filter(Boolean)
												.join(' ') || undefined,
									},
									column.cell(row),
								),
					),
				),
			),
		);
		contents.set(element, { caption, columns, rows: list });
	}
	const whole = h(
		'table',
		{ role: 'table', class: options.class },
		h('caption', { class: options.showCaption ? undefined : 'unseen' }, caption),
		h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)),
		body,
	);
	const element = options.limit ? h('div', {}, whole, more) : whole;
	fill();
	return element;
}
