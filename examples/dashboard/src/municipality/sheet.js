// One sheet about a municipality, in plain language, to print or to keep as PDF.
import { comparisonText } from '../comparison.js';
import { data, municipalities } from '../data.js';
import { h, shown } from '../dom.js';
import { date, number, period, withUnit } from '../format.js';
import { groupLabel } from './hidden.js';
import { inLanguage, t } from '../state.js';

const membersOf = group =>
	`${groupLabel(group)}: ${group.places
		.map(code => municipalities().find(p => p.code === code)?.name)
		.filter(Boolean)
		.join(', ')}.`;

export function onePage(m) {
	const { version, date: day } = data('core').about;
	const clear = m.shownRows.filter(r => r.f.comparison === 1 || r.f.comparison === -1);
	const different = clear.map(r =>
		h(
			'li',
			{},
			t('plainDifferent')(
				r.name,
				withUnit(r.f, r.unit),
				m.words[r.id]?.[2] && inLanguage(m.words[r.id][2]),
				comparisonText(r.f, r.polarity),
				withUnit(r.national, r.unit),
			),
		),
	);
	// A sheet has little room: the group stands where most is hidden and it has a figure of that, the comparison where
	// there is one.
	const isShown = f => f.status === 'publish',
		groups = m.groups
			.map((group, i) => ({ group, of: r => r.groups[i] }))
			.filter(({ of }) => m.hiddenRows.length > m.shownRows.length && m.hiddenRows.some(r => isShown(of(r)))),
		compared = m.shownRows.length > 0;
	const numbers = [
		m.place.name,
		...groups.map(({ group }) => groupLabel(group)),
		m.place.province,
		t('netherlands'),
	];
	const rows = m.rows.map(r =>
		h(
			'tr',
			{},
			h('th', { scope: 'row' }, r.name),
			h(
				'td',
				{ class: 'number' },
				!isShown(r.f) && isShown(r.long)
					? [withUnit(r.long, r.unit), h('sup', {}, '*')]
					: shown(r.f, g => withUnit(g, r.unit)),
			),
			[...groups.map(({ of }) => of(r)), r.province, r.national].map(f =>
				h(
					'td',
					{ class: 'number' },
					shown(f, g => withUnit(g, r.unit)),
				),
			),
			compared && h('td', {}, isShown(r.f) ? comparisonText(r.f, r.polarity) : ''),
		),
	);
	const sheet = h(
		'section',
		{ class: 'sheet', 'aria-hidden': 'true' },
		h('h2', {}, `${m.place.name}: ${t('plainTitle')}`),
		h(
			'p',
			{},
			t('plainLead')(
				m.place.name,
				period(m.last, m.span),
				number(m.shownRows.length),
				number(m.hiddenRows.length),
			),
		),
		clear.length > 0
			? [h('p', {}, t('plainDifferentLead')), h('ul', {}, different)]
			: h('p', {}, compared ? t('plainNoneDifferent') : t('plainAllHidden')(groups.length > 0)),
		h(
			'table',
			{},
			h('caption', { class: 'unseen' }, `${m.place.name}: ${t('plainTitle')}`),
			h(
				'thead',
				{},
				h(
					'tr',
					{},
					h('th', { scope: 'col' }, t('indicator')),
					numbers.map(text => h('th', { scope: 'col', class: 'number' }, text)),
					compared && h('th', { scope: 'col' }, t('comparedTo')),
				),
			),
			h('tbody', {}, rows),
		),
		groups.map(({ group }) => h('p', {}, membersOf(group))),
		m.hiddenRows.some(r => isShown(r.long))
			&& h('p', {}, h('sup', {}, '*'), ` ${t('plainLong')(m.longPeriod)}`),
		h('p', {}, t('plainChance')),
		h('p', {}, t('plainHidden')),
		h('p', { class: 'note' }, `${t('synthetic')} ${t('about')(version, date(day))}`),
	);
	return [
		h(
			'p',
			{ class: 'sheet-button' },
			h(
				'button',
				{
					type: 'button',
					class: 'more',
					onclick: () => {
						document.body.classList.add('one-sheet');
						addEventListener('afterprint', () => document.body.classList.remove('one-sheet'), {
							once: true,
						});
						print();
					},
				},
				t('printSheet'),
			),
		),
		sheet,
	];
}
