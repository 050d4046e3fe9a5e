// The page: what is around it, its parts, and what redraws them.
import { chosenMunicipality, data } from './data.js';
import { errorNote, h, nodes } from './dom.js';
import { pageDrawn } from './figure.js';
import { date } from './format.js';
import { pages } from './language.js';
import { anchor, choose, chosen, language, link, t } from './state.js';
import indicators from './pages/indicators.js';
import municipality from './pages/municipality.js';
import municipalities from './pages/municipalities.js';
import care from './pages/care.js';
import districts from './pages/districts.js';
import definitions from './pages/definitions.js';

// A page: { read(): what its parts are drawn from, from the address; heading(model),
// title(model), parts(redraw) }. A part is a function of the model that gives nodes,
// drawn anew by each choice, or a control, which stays.
const page = { indicators, municipality, municipalities, care, districts, definitions }[document.body.dataset.page];
const main = document.getElementById('content');
const status = document.getElementById('status');
let parts = [],
	heading,
	turn = 0;

const complain = error => {
	main.append(errorNote(error));
	console.error(error);
};

function area(draw) {
	const element = h('div', { class: 'part' });
	return { element, update: model => element.replaceChildren(...nodes(draw(model))) };
}

// What is around the page, in the language and with the choices of the address.
function around(model) {
	document.title = `${page.title(model)} · ${t('site')}`;
	const { place } = chosenMunicipality();
	document.querySelectorAll('nav a').forEach((a, i) => {
		a.href = link(Object.values(pages)[i].file);
	});
	document.querySelector('[data-text=municipalityNav]').textContent = place ? place.name : t('municipalityNav');
}

function build() {
	document.documentElement.lang = language();
	for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
	for (const element of document.querySelectorAll('[data-label]:not(td)'))
		element.setAttribute('aria-label', t(element.dataset.label));
	for (const button of document.querySelectorAll('[data-language]'))
		button.setAttribute('aria-pressed', button.dataset.language === language());
	const { version, date: day } = data('core').about;
	document
		.querySelector('footer')
		.replaceChildren(h('p', {}, t('synthetic')), h('p', {}, t('about')(version, date(day))));
	heading = h('h1', {});
	parts = page.parts(redraw).map(part => (typeof part === 'function' ? area(part) : part));
	main.replaceChildren(heading, ...parts.map(part => part.element));
}

async function redraw({ say = true } = {}) {
	const mine = ++turn;
	try {
		// Waits for data of its own, if any; then all at once.
		const model = await page.read();
		if (mine !== turn) return;
		around(model);
		heading.textContent = page.heading(model);
		for (const part of parts) part.update(model);
		pageDrawn();
		// A text that is the same again would not be read out.
		if (say)
			status.textContent = `${t('redrawn')}: ${[page.title(model), page.subject?.(model)].filter(Boolean).join(', ')}`;
		only();
	} catch (error) {
		complain(error);
	}
}

// One chart alone, for another site to show in a frame.
function only() {
	const figure = chosen('figuur', null) && document.getElementById(`figuur-${chosen('figuur', null)}`);
	document.body.classList.toggle('embed', Boolean(figure));
	if (!figure) return;
	figure.querySelector('.take')?.remove();
	// Nothing around it says what it is about.
	figure.querySelector('figcaption :is(h2, h3)')?.remove();
	figure.prepend(h('h1', { class: 'embed-title' }, figure.dataset.name));
	document.querySelectorAll('.embed-source').forEach(e => e.remove());
	main.after(
		h(
			'p',
			{ class: 'embed-source' },
			h(
				'a',
				{
					href: `${location.pathname.split('/').at(-1)}${anchor({ figuur: '', taal: language() })}`,
					target: '_blank',
					rel: 'noopener',
				},
				`${t('site')}: ${document.title.split(' · ')[0]}`,
			),
		),
	);
	main.replaceChildren(h('div', { class: 'part' }, figure));
}

let shownLanguage;
async function show(options) {
	try {
		if (language() !== shownLanguage) {
			build();
			shownLanguage = language();
		}
	} catch (error) {
		return complain(error);
	}
	return redraw(options);
}

for (const button of document.querySelectorAll('[data-language]'))
	button.addEventListener('click', () => {
		choose({ taal: button.dataset.language });
		show();
	});
document.querySelector('.skip').addEventListener('click', event => {
	event.preventDefault();
	main.focus();
});
addEventListener('popstate', () => show());
document.addEventListener('kansrijk-figures', only);
// Tables are part of what is printed.
addEventListener('beforeprint', () =>
	document.querySelectorAll('details.figures, details.print').forEach(d => {
		d.open = true;
	}),
);

// When the code and the data of the page are there.
document.addEventListener('kansrijk', () => show({ say: false }));
