// Language and choices live in the address (#taal=en&gemeente=S002), so that a
// link or a print says what was looked at; the language is also remembered.
import { text } from './language.js';

const parameters = () => new URLSearchParams(location.hash.slice(1));
const remembered = () => { try { return localStorage.getItem('kansrijk-taal'); } catch { return null; } };

export const language = () => [parameters().get('taal'), remembered()].find(l => l in text) ?? 'nl';
export const t = key => text[language()][key] ?? text.nl[key] ?? key;
export const chosen = (key, fallback, allowed) => {
	const value = parameters().get(key);
	return value !== null && (!allowed || allowed.includes(value)) ? value : fallback;
};

export function choose(changes) {
	const next = parameters();
	for (const [key, value] of Object.entries(changes)) next.set(key, value);
	if (changes.taal) try { localStorage.setItem('kansrijk-taal', changes.taal); } catch { /* the address has it */ }
	history.replaceState(null, '', `#${next}`);
}

// Of a name in two languages.
export const inLanguage = pair => pair[language() === 'en' ? 1 : 0] ?? pair[0];
export const category = name => (name === 'totaal' ? t('total') : t('categories')?.[name] ?? name);
export const areaName = (code, name) => {
	if (!code.endsWith('?')) return name;
	return code === '?' ? t('unknownArea') : t('unknownIn')(code.slice(0, -2));
};
