// Choices that stay where they are while what they change is drawn anew below: an
// element that is replaced under the hands of who types in it forgets what was typed.
// A control is { element, update(model) }.
import { h } from './dom.js';
import { period } from './format.js';
import { choose, chosen, t } from './state.js';

// read(model) gives { options: [{ value, text, group }], current }.
export function select(label, key, read, changed) {
	const id = `choose-${key}`;
	const element = h('select', {
		id,
		onchange: () => {
			choose({ [key]: element.value });
			changed();
		},
	});
	let drawn = '';
	return {
		element: h('div', { class: 'field' }, h('label', { for: id }, label), element),
		update(model) {
			const { options, current } = read(model);
			const now = JSON.stringify(options);
			if (now !== drawn) {
				const groups = new Map();
				for (const option of options) {
					if (!groups.has(option.group)) groups.set(option.group, []);
					groups.get(option.group).push(h('option', { value: option.value }, option.text));
				}
				element.replaceChildren(
					...[...groups].flatMap(([group, list]) =>
						group ? [h('optgroup', { label: group }, list)] : list,
					),
				);
				drawn = now;
			}
			element.value = current;
		},
	};
}

// A search field changes the address letter by letter, and no step back.
export function search(label, changed) {
	const element = h('input', {
		id: 'search',
		type: 'search',
		autocomplete: 'off',
		oninput: () => {
			choose({ zoek: element.value }, { step: false });
			changed();
		},
	});
	return {
		element: h('div', { class: 'field' }, h('label', { for: 'search' }, label), element),
		update() {
			const wanted = chosen('zoek', '');
			if (element.value !== wanted) element.value = wanted;
		},
	};
}

export const controls = (...list) => ({
	element: h(
		'div',
		{ class: 'controls' },
		list.map(c => c.element),
	),
	update: model => list.forEach(c => c.update(model)),
});

export const definitionOptions = (definitions, name) =>
	definitions.map(d => ({ value: d.id, text: name(d), group: t('families')[d.family] }));

// spans: { years: [first, last] }. The longest windows and the newest years first.
export const periodsOf = spans =>
	Object.entries(spans)
		.map(([span, [first, last]]) => ({ span: Number(span), first, last }))
		.sort((a, b) => b.span - a.span)
		.flatMap(({ span, first, last }) =>
			Array.from({ length: last - first + 1 }, (_, i) => ({
				span,
				year: last - i,
				id: `${span}.${last - i}`,
			})),
		);
// Of a model with periods, and at, the one that is chosen.
export const periodSelect = changed =>
	select(
		t('period'),
		'periode',
		m => ({
			options: m.periods.map(p => ({
				value: p.id,
				text: period(p.year, p.span),
				group: p.span > 1 ? t('windowOf')(p.span) : t('oneYear'),
			})),
			current: m.at.id,
		}),
		changed,
	);
