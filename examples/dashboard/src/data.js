// The data of the site, and what of it several pages ask.
import { capitalised } from './format.js';
import { chosen, inLanguage, own } from './state.js';

// Data arrives as scripts that call kansrijkData(): the one way that works from a
// file. A part is loaded when a page first asks for it.
const parts = {};
const waiting = {};

globalThis.kansrijkData = (name, content) => {
	parts[name] = content;
	waiting[name]?.(content);
};

export const data = name => parts[name];
export const fileName = code => code.replace(/[^A-Za-z0-9]/g, '_');

export function load(name) {
	if (parts[name]) return Promise.resolve(parts[name]);
	return new Promise((resolve, reject) => {
		waiting[name] = resolve;
		const script = document.createElement('script');
		script.src = `data/${name}.js`;
		script.onerror = () => reject(new Error(`data/${name}.js is missing`));
		document.head.append(script);
	});
}

// A figure: { status, n, d, value, lower, upper, comparison, trend }; of a hidden
// one there is only the status.
export function read(raw) {
	if (raw === undefined || raw === null) return { status: 'none' };
	if (typeof raw === 'string') return { status: raw };
	const [n, d, value, lower, upper, comparison, trend] = raw;
	return { status: 'publish', n, d, value, lower, upper, comparison, trend };
}
export const figure = (series, year) => read(series?.f[year - series.y]);
export const years = series => (series ? series.f.map((_, i) => series.y + i) : []);
export const all = series =>
	years(series)
		.map(year => ({ year, ...figure(series, year) }))
		.filter(f => f.status !== 'none');

export const definitionOf = id => data('core').definitions.find(d => d.id === id);

// An indicator's name will do, unless it is shown in several ways, or names a
// classification of which this is a class.
const classesOf = ['K02', 'J03'];
export function definitionName({ indicator, name }) {
	const { definitions, indicators } = data('core');
	const text = inLanguage(
		classesOf.includes(indicator) || definitions.filter(d => d.local && d.indicator === indicator).length > 1
			? name
			: indicators[indicator].name,
	);
	return capitalised(text);
}
// Who is in charge, as a delivery goes.
export const careMoments = ['care-start-primary', 'care-onset-primary', 'care-end-primary'];
export const maternityCareClasses = [
	'no-kraamzorg-no-stay',
	'kraamzorg-below-24',
	'kraamzorg-24-49',
	'kraamzorg-49-or-more',
];
export const attribution = indicator => data('core').attributions[data('core').indicators[indicator].attribution];
export const polarity = definition => data('core').indicators[definition.indicator].polarity;
// What was asked of each municipality or organisation: all of them answered, so
// there is no interval, and the answer of one is yes or no.
export const isAnswer = definition => definition.family === 'programme';

// Municipalities; places() has what is unknown in a province too. last is the year in which
// one that ended was last seen, became where it went.
export const places = () =>
	data('core').municipalities.map(([code, name, province, last, became]) => ({
		code,
		name,
		province: data('core').provinces[province] ?? '',
		last,
		became,
	}));
export const municipalities = () => places().filter(({ code }) => !code.endsWith('?'));

// The municipality that the address names, else the visitor's own; { code, place },
// without a place when there is no such municipality.
export function chosenMunicipality() {
	const find = code => municipalities().find(m => m.code === code);
	const asked = chosen('gemeente', null);
	if (asked !== null) return { code: asked, place: find(asked) };
	return find(own()) ? { code: own(), place: find(own()) } : { code: null, place: undefined };
}
