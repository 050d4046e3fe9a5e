// The points of a chart, one by one with the arrow keys: each shows what the pointer
// would, which is also said aloud.
import { h } from './dom.js';
import { t } from './state.js';

export function withPoints(drawing) {
	const said = h('p', { class: 'unseen', role: 'status' });
	let at = -1;
	drawing.tabIndex = 0;
	drawing.setAttribute('role', 'group');
	drawing.setAttribute('aria-label', t('pointsByKey'));
	const centre = point => {
		const { x, y, width, height } = point.getBoundingClientRect();
		return [x + width / 2, y + height / 2];
	};
	const points = () =>
		[...(drawing.querySelector('[data-mark=dot], [data-mark=geo]')?.children ?? [])]
			.map(p => [centre(p), p])
			.sort(([a], [b]) => a[0] - b[0] || a[1] - b[1])
			.map(([, p]) => p);
	const send = (type, [clientX, clientY]) =>
		drawing
			.querySelector('svg[role=img]')
			.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerType: 'mouse', bubbles: true }));
	drawing.addEventListener('keydown', event => {
		const list = points();
		const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[event.key];
		if (event.key === 'Escape') send('pointerleave', [0, 0]);
		if (next === undefined || list.length === 0) return;
		event.preventDefault();
		at = Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : next));
		send('pointermove', centre(list[at]));
		said.textContent = [...drawing.querySelectorAll('[data-mark=tip] tspan, [aria-label=tip] tspan')]
			.map(e => e.textContent.replace(/\u200b/g, ''))
			.join(' ');
	});
	drawing.addEventListener('blur', () => {
		if (at >= 0) send('pointerleave', [0, 0]);
		at = -1;
	});
	return said;
}
