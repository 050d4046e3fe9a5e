// Columns of tables about figures. of(row) gives the figure. unit and polarity are those of all rows, or a function of
// a row. csv says which cells a spreadsheet gets: numbers as numbers, a hidden one as the word.
import { comparisonText, direction, judgement } from './comparison.js';
import { h, shown } from './dom.js';
import { bare, digits, interval, number, withUnit } from './format.js';
import { t } from './state.js';

const ofRow = given => (typeof given === 'function' ? given : () => given);
const sortable = (of, key) => row => of(row)[key] ?? null;

// A cell of a spreadsheet: what text says of a figure, or the word for none.
export const csvCell = (label, of, text) => ({
	label,
	of: row => {
		const f = of(row);
		return f.status === 'publish' ? text(f) : t({ hidden: 'hidden', empty: 'empty' }[f.status] ?? 'noFigure');
	},
});
export const csvCount = (label, of, key = 'n') => csvCell(label, of, f => bare(f[key]));
export const csvValue = (label, of, key = 'value') => csvCell(label, of, f => bare(f[key], digits(f)));
export const csvUnit = unit => ({ label: t('unit'), of: row => unit(row).replace('per 1000', t('per 1000')) });

// A unit of all rows is said in the heading of a spreadsheet.
export const valueColumn = (of, unit, { label = t('value'), ...more } = {}) => ({
	label,
	number: true,
	sort: sortable(of, 'value'),
	cell: row => shown(of(row), f => withUnit(f, ofRow(unit)(row))),
	csv: [csvValue(typeof unit === 'string' ? `${label} (${t(unit)})` : label, of)],
	...more,
});
export const intervalColumn = of => ({
	label: t('interval'),
	number: true,
	derived: true,
	cell: row => shown(of(row), interval),
	csv: [csvValue(t('lowerLimit'), of, 'lower'), csvValue(t('upperLimit'), of, 'upper')],
});
export const countColumn = (of, key, { label = t(key === 'n' ? 'numerator' : 'denominator'), ...more } = {}) => ({
	label,
	number: true,
	derived: true,
	sort: sortable(of, key),
	cell: row => shown(of(row), f => number(f[key])),
	csv: [csvCount(label, of, key)],
	...more,
});
// Of another period or area: its interval is beside its value.
export const besideColumn = (of, unit, label) => ({
	label,
	number: true,
	derived: true,
	cell: row =>
		shown(of(row), f =>
			h('span', {}, withUnit(f, ofRow(unit)(row)), ' ', h('span', { class: 'muted' }, `(${interval(f)})`)),
		),
	csv: [
		csvValue(label, of),
		csvValue(`${label}: ${t('lowerLimit')}`, of, 'lower'),
		csvValue(`${label}: ${t('upperLimit')}`, of, 'upper'),
	],
});
// Without a comparison (the country is hidden) there is none to name.
export function comparisonColumn(of, polarity) {
	const text = (f, favourable) =>
		typeof f.comparison === 'number' ? comparisonText(f, favourable) : t('notCompared');
	const drawn = (f, favourable) =>
		typeof f.comparison === 'number'
			? h('span', { class: `comparison ${direction(f)} ${judgement(f, favourable)}` }, text(f, favourable))
			: text(f, favourable);
	return {
		label: t('comparedTo'),
		derived: true,
		sort: sortable(of, 'comparison'),
		cell: row => shown(of(row), f => drawn(f, ofRow(polarity)(row))),
		csv: [{ label: t('comparedTo'), of: row => csvCell('', of, f => text(f, ofRow(polarity)(row))).of(row) }],
	};
}
