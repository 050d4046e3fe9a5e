// Columns of tables about figures. of(row) gives the figure, unit(row) its unit; csv
// says which cells a spreadsheet gets: numbers as numbers, a hidden one as the word.
import { comparisonText, direction, judgement } from './comparison.js';
import { h, shown } from './dom.js';
import { bare, digits, interval, number, withUnit } from './format.js';
import { t } from './state.js';

const said = (f, text) => (f.status === 'publish' ? text(f) : t({ hidden: 'hidden', empty: 'empty' }[f.status] ?? 'noFigure'));
const sortable = (of, key) => row => of(row)[key] ?? null;

// oneUnit: a unit for all rows, which the heading in a spreadsheet then says.
export const valueColumn = (of, unit, { label = t('value'), oneUnit, ...more } = {}) => ({ label, number: true, sort: sortable(of, 'value'), cell: row => shown(of(row), f => withUnit(f, unit(row))),
	csv: [{ label: oneUnit ? `${label} (${t(oneUnit)})` : label, of: row => said(of(row), f => bare(f.value, digits(f))) }], ...more });
export const unitCsv = unit => ({ label: t('unit'), of: row => unit(row).replace('per 1000', t('per 1000')) });
export const intervalColumn = of => ({ label: t('interval'), number: true, derived: true, cell: row => shown(of(row), interval),
	csv: [[t('lowerLimit'), 'lower'], [t('upperLimit'), 'upper']].map(([label, key]) => ({ label, of: row => said(of(row), f => bare(f[key], digits(f))) })) });
export const countColumn = (of, key, { label = t(key === 'n' ? 'numerator' : 'denominator'), ...more } = {}) => ({ label, number: true, derived: true, sort: sortable(of, key),
	cell: row => shown(of(row), f => number(f[key])), csv: [{ label, of: row => said(of(row), f => bare(f[key])) }], ...more });
// A longer window: its interval is beside its value.
export const longColumn = period => ({ label: period, number: true, derived: true, cell: r => shown(r.long, f => h('span', {}, withUnit(f, r.unit), ' ', h('span', { class: 'muted' }, `(${interval(f)})`))),
	csv: [['', 'value'], [`: ${t('lowerLimit')}`, 'lower'], [`: ${t('upperLimit')}`, 'upper']].map(([what, key]) => ({ label: `${period}${what}`, of: r => said(r.long, f => bare(f[key], digits(f))) })) });
// Without a comparison (the country is hidden) there is none to name.
export const comparisonColumn = (of, polarity) => ({ label: t('comparedTo'), derived: true, sort: sortable(of, 'comparison'),
	cell: row => shown(of(row), f => (typeof f.comparison === 'number' ? h('span', { class: `comparison ${direction(f)} ${judgement(f, polarity(row))}` }, comparisonText(f, polarity(row))) : t('notCompared'))),
	csv: [{ label: t('comparedTo'), of: row => said(of(row), f => (typeof f.comparison === 'number' ? comparisonText(f, polarity(row)) : t('notCompared'))) }] });
