// One sheet about a municipality, in plain language, to print or to keep as PDF.
import { comparisonText } from '../comparison.js';
import { data } from '../data.js';
import { h, shown } from '../dom.js';
import { date, number, period, withUnit } from '../format.js';
import { inLanguage, t } from '../state.js';

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
	const rows = m.rows.map(r =>
		h(
			'tr',
			{},
			h('th', { scope: 'row' }, r.name),
			h(
				'td',
				{ class: 'number' },
				r.f.status !== 'publish' && r.long.status === 'publish'
					? [withUnit(r.long, r.unit), h('sup', {}, '*')]
					: shown(r.f, g => withUnit(g, r.unit)),
			),
			[r.province, r.national].map(f =>
				h(
					'td',
					{ class: 'number' },
					shown(f, g => withUnit(g, r.unit)),
				),
			),
			h('td', {}, r.f.status === 'publish' ? comparisonText(r.f, r.polarity) : ''),
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
			: h('p', {}, t(m.shownRows.length > 0 ? 'plainNoneDifferent' : 'plainAllHidden')),
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
					[t('indicator'), m.place.name, m.place.province, t('netherlands'), t('comparedTo')].map(
						(text, i) => h('th', { scope: 'col', class: i > 0 && i < 4 ? 'number' : undefined }, text),
					),
				),
			),
			h('tbody', {}, rows),
		),
		m.hiddenRows.some(r => r.long.status === 'publish')
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
