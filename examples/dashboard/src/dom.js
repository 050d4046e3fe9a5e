// Elements of a page.
import { t } from './state.js';

export function h(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	for (const [key, value] of Object.entries(properties)) {
		if (value === undefined || value === null || value === false) continue;
		if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
		else if (key === 'class') element.className = value;
		else element.setAttribute(key, value === true ? '' : value);
	}
	element.append(...nodes(children));
	return element;
}
export const nodes = children =>
	[children].flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);

// An error is said on the page: a blank one would look like no data.
export const errorNote = error => h('p', { role: 'alert', class: 'error' }, String(error.message ?? error));

// A cell of a table for a figure: its text, or visibly none.
export const shown = (f, text) => {
	if (f.status === 'publish') return text(f);
	if (f.status === 'hidden') return h('span', { class: 'hidden-figure' }, t('hidden'));
	return h('span', { class: 'no-figure' }, t(f.status === 'empty' ? 'empty' : 'noFigure'));
};
