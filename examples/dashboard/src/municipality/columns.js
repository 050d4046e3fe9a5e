// What several of its tables have: the indicator, what is around the municipality.
import { csvUnit, valueColumn } from '../columns.js';
import { data } from '../data.js';
import { h } from '../dom.js';
import { inLanguage, link, t } from '../state.js';

// With its definition, and what is to be said of its figures.
function named({ id, name }) {
	const note = data('reference').notes[id];
	return [
		h('a', { href: link('definities.html', { definitie: id }) }, name),
		note
			&& h(
				'details',
				{ class: 'aside' },
				h('summary', { 'aria-label': `${t('note')}: ${name}` }, t('note')),
				inLanguage(note),
			),
	];
}

export const nameColumn = () => ({
	label: t('indicator'),
	rowHeader: true,
	cell: named,
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
