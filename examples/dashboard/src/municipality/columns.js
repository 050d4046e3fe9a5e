// What several of its tables have: the indicator, what is around the municipality.
import { csvUnit, valueColumn } from '../columns.js';
import { t } from '../state.js';

export const nameColumn = () => ({
	label: t('indicator'),
	rowHeader: true,
	cell: r => r.name,
	csv: [{ label: t('indicator'), of: r => r.name }, csvUnit(r => r.unit)],
});

export const around = m => [
	valueColumn(
		r => r.province,
		r => r.unit,
		{ label: m.place.province, derived: false },
	),
	valueColumn(
		r => r.national,
		r => r.unit,
		{ label: t('netherlands') },
	),
];
