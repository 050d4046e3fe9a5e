import { inLanguage } from './state.js';

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
export function figure(series, year) {
	const raw = series?.f[year - series.y];
	if (raw === undefined || raw === null) return { status: 'none' };
	if (typeof raw === 'string') return { status: raw };
	const [n, d, value, lower, upper, comparison, trend] = raw;
	return { status: 'publish', n, d, value, lower, upper, comparison, trend };
}
export const years = series => series ? series.f.map((_, i) => series.y + i) : [];
export const all = series => years(series).map(year => ({ year, ...figure(series, year) })).filter(f => f.status !== 'none');

// An indicator's name will do, unless it is shown in several ways, or names a
// classification of which this is a class.
const classesOf = ['K02', 'J03'];
export function definitionName({ indicator, name }) {
	const { definitions, indicators } = data('core');
	return inLanguage(classesOf.includes(indicator) || definitions.filter(d => d.local && d.indicator === indicator).length > 1 ? name : indicators[indicator].name);
}

// Windows are 5 years unless the publication has another length.
export const windowYears = bySpan => Object.keys(bySpan ?? {}).map(Number).filter(y => y > 1).sort((a, b) => b - a)[0];

export const country = (definition, span, breakdown = 'totaal', category = 'totaal') => (breakdown === 'totaal' ? data('country').figures[definition]?.[span] : data('breakdowns').figures[definition]?.[breakdown]?.[category]?.[span]);
