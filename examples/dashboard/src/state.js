// Language and choices live in the address (#taal=en&gemeente=S002), so that a
// link or a print says what was looked at, and Back undoes a choice. The language
// and the visitor's own municipality are also remembered.
import { text } from './language.js';

const parameters = () => new URLSearchParams(location.hash.slice(1));
const remembered = key => {
	try {
		return localStorage.getItem(`kansrijk-${key}`);
	} catch {
		return null;
	}
};
function remember(key, value) {
	try {
		localStorage.setItem(`kansrijk-${key}`, value);
	} catch {
		/* the address has it */
	}
}

export const language = () => [parameters().get('taal'), remembered('taal')].find(l => l in text) ?? 'nl';
export const t = key => text[language()][key] ?? text.nl[key] ?? key;
export const chosen = (key, fallback) => parameters().get(key) ?? fallback;

// The address with other choices; '' is none.
export function anchor(changes) {
	const next = parameters();
	for (const [key, value] of Object.entries(changes))
		if (value === '') next.delete(key);
		else next.set(key, value);
	return `#${next}`;
}

// A choice is a step that Back undoes; what is typed letter by letter is not.
export function choose(changes, { step = true } = {}) {
	const next = anchor(changes);
	if (changes.taal) remember('taal', changes.taal);
	if (next !== location.hash) history[step ? 'pushState' : 'replaceState'](null, '', next);
}

// The municipality that was chosen last, wherever that was.
export const own = () => remembered('gemeente');
export function chooseMunicipality(code) {
	remember('gemeente', code);
	choose({ gemeente: code });
}

// A link to another page takes along what that page knows too.
const shared = ['taal', 'gemeente', 'indicator', 'periode'];
export function link(file, changes = {}) {
	const kept = Object.fromEntries([...parameters()].filter(([key]) => shared.includes(key)));
	const all = { ...kept, ...(language() === 'nl' ? {} : { taal: language() }), ...changes };
	return Object.keys(all).length > 0 ? `${file}#${new URLSearchParams(all)}` : file;
}

// Of a name in two languages.
export const inLanguage = pair => pair[language() === 'en' ? 1 : 0] ?? pair[0];
export const category = name => (name === 'totaal' ? t('total') : (t('categories')?.[name] ?? name));
export const areaName = (code, name) => {
	if (!code.endsWith('?')) return name;
	return code === '?' ? t('unknownArea') : t('unknownIn')(code.slice(0, -2));
};
