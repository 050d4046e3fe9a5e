import './data.js';
import { data } from './data.js';
import { date } from './format.js';
import { h } from './dom.js';
import { choose, language, t } from './state.js';
import { pages } from './language.js';
import indicators from './pages/indicators.js';
import municipality from './pages/municipality.js';
import municipalities from './pages/municipalities.js';
import districts from './pages/districts.js';
import definitions from './pages/definitions.js';

const render = { indicators, municipality, municipalities, districts, definitions };
const { page } = document.body.dataset;
const main = document.getElementById('content');

// An error is said on the page: a blank one would look like no data.
const complain = error => {
	main.append(h('p', { role: 'alert', class: 'error' }, String(error.message ?? error)));
	console.error(error);
};

let turn = 0;
async function show() {
	const mine = ++turn;
	document.documentElement.lang = language();
	document.title = `${t(`${page}Title`)} · ${t('site')}`;
	for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
	for (const element of document.querySelectorAll('[data-label]:not(td)')) element.setAttribute('aria-label', t(element.dataset.label));
	for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', button.dataset.language === language());
	// The language goes along in links, for browsers that remember nothing for files.
	document.querySelectorAll('nav a').forEach((a, i) => { a.href = `${Object.values(pages)[i].file}${language() === 'nl' ? '' : `#taal=${language()}`}`; });
	const { version, date: day } = data('core').about;
	document.querySelector('footer').replaceChildren(h('p', {}, t('synthetic')), h('p', {}, t('about')(version, date(day))));
	const content = h('div', {}, h('h1', {}, t(`${page}Title`)));
	try {
		// Waits for data of its own, if any; then all at once.
		await render[page](content, again);
		if (mine === turn) main.replaceChildren(...content.childNodes);
	} catch (error) { complain(error); }
}

// A page that changes by a choice keeps the place of the keyboard.
async function again() {
	const focused = document.activeElement?.id;
	await show();
	if (focused) document.getElementById(focused)?.focus();
}

for (const button of document.querySelectorAll('[data-language]'))
	button.addEventListener('click', () => { choose({ taal: button.dataset.language }); show(); });
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); main.focus(); });
addEventListener('hashchange', show);
// Tables are part of what is printed.
addEventListener('beforeprint', () => document.querySelectorAll('figure.chart details, details.print').forEach(d => { d.open = true; }));

document.addEventListener('DOMContentLoaded', show);
