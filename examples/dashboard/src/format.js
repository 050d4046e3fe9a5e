// Numbers, periods and dates as the language has them.
import { language, t } from './state.js';

const locale = () => (language() === 'en' ? 'en-GB' : 'nl-NL');
// With a minus, which is no hyphen.
export const number = (x, digits = 0) =>
	new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
		.format(x)
		.replace('-', '\u2212');
export const percentChange = (x, decimals = 1) => `${x > 0 ? '+' : ''}${number(x, decimals)}%`;
// For a Dutch spreadsheet, in either language.
export const bare = (x, digits = 0) =>
	new Intl.NumberFormat('nl-NL', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
		useGrouping: false,
	}).format(x);
// One decimal, as is published; two where one would say next to nothing.
export const digits = f => (f.value !== 0 && f.value < 0.95 ? 2 : 1);
export const value = f => number(f.value, digits(f));
export const withUnit = (f, unit) => (unit === '%' ? `${value(f)}%` : `${value(f)} ${t('per 1000')}`);
export const interval = f => `${number(f.lower, digits(f))}–${number(f.upper, digits(f))}`;
export const period = (year, span) => (Number(span) === 1 ? `${year}` : `${year - span + 1}–${year}`);
export const shortPeriod = (year, span) =>
	Number(span) === 1 ? `${year}` : `’${String(year - span + 1).slice(2)}–’${String(year).slice(2)}`;
export const date = iso =>
	new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
export const capitalised = text => text.charAt(0).toLocaleUpperCase() + text.slice(1);
export const compare = (a, b) => a.localeCompare(b, locale(), { numeric: true });
