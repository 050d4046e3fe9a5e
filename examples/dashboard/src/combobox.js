// A field to search and choose in one: the combobox of the ARIA authoring practices,
// with a list that filters while one types. The focus stays in the field;
// aria-activedescendant says where in the list one is.
import { h } from './dom.js';
import { t } from './state.js';

const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

// read(model) gives { options: [{ value, text, remark }], current }; pick(value) is called
// with the choice.
export function combobox(label, key, read, pick) {
	const id = `choose-${key}`;
	let options = [],
		current = null,
		found = [],
		active = -1;
	const input = h('input', {
		id,
		type: 'text',
		role: 'combobox',
		autocomplete: 'off',
		spellcheck: 'false',
		'aria-autocomplete': 'list',
		'aria-expanded': 'false',
		'aria-controls': `${id}-list`,
		placeholder: t('typeAName'),
	});
	const list = h('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: true });
	const count = h('span', { class: 'unseen', role: 'status' });
	const textOf = value => options.find(o => o.value === value)?.text ?? '';
	const isOpen = () => !list.hidden;

	function mark(index) {
		active = index;
		[...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
		if (index < 0) input.removeAttribute('aria-activedescendant');
		else {
			input.setAttribute('aria-activedescendant', list.children[index].id);
			list.children[index].scrollIntoView({ block: 'nearest' });
		}
	}
	function open(wanted) {
		const sought = plain(wanted);
		const starts = o =>
			plain(o.text)
				.split(/\s+/)
				.some(word => word.startsWith(sought)) || plain(o.value).startsWith(sought)
				? 0
				: 1;
		found = options
			.filter(o => plain(o.text).includes(sought) || plain(o.value).includes(sought))
			.map(o => [starts(o), o])
			.sort(([a], [b]) => a - b)
			.map(([, o]) => o);
		list.replaceChildren(
			...found.map((o, i) =>
				h(
					'li',
					{
						id: `${id}-${i}`,
						role: 'option',
						'aria-selected': 'false',
						onmousedown: event => {
							event.preventDefault();
							take(i);
						},
					},
					o.text,
					o.remark && h('span', { class: 'muted' }, ` ${o.remark}`),
				),
			),
		);
		list.hidden = found.length === 0;
		input.setAttribute('aria-expanded', String(found.length > 0));
		count.textContent = t('foundCount')(found.length);
		mark(-1);
	}
	function close() {
		list.hidden = true;
		input.setAttribute('aria-expanded', 'false');
		count.textContent = '';
		mark(-1);
	}
	function take(index) {
		const { value } = found[index];
		close();
		input.value = textOf(value);
		if (value !== current) {
			current = value;
			pick(value);
		}
	}
	const restore = () => {
		close();
		input.value = textOf(current);
	};

	input.addEventListener('input', () => open(input.value));
	input.addEventListener('focus', () => input.select());
	input.addEventListener('click', () => {
		if (!isOpen()) open('');
	});
	input.addEventListener('blur', restore);
	input.addEventListener('keydown', event => {
		const { key: pressed } = event;
		if (pressed === 'ArrowDown' || pressed === 'ArrowUp') {
			event.preventDefault();
			if (!isOpen()) open(input.value === textOf(current) ? '' : input.value);
			if (found.length === 0 || event.altKey) return;
			const step = pressed === 'ArrowDown' ? 1 : -1;
			mark(
				active < 0
					? step > 0
						? Math.max(
								0,
								found.findIndex(o => o.value === current),
							)
						: found.length - 1
					: (active + step + found.length) % found.length,
			);
		} else if (pressed === 'Enter' && isOpen()) {
			event.preventDefault();
			// What was typed is enough when it leaves one.
			if (active >= 0) take(active);
			else if (found.length === 1) take(0);
		} else if (pressed === 'Escape') {
			event.preventDefault();
			if (isOpen()) close();
			else input.value = '';
		}
	});
	return {
		element: h('div', { class: 'field combobox' }, h('label', { for: id }, label), input, list, count),
		update(model) {
			({ options, current } = read(model));
			if (document.activeElement !== input || !isOpen()) input.value = textOf(current);
		},
	};
}
