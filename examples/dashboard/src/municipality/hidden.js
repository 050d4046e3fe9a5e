// What is hidden of a municipality, and what is known instead.
import { legendMark } from '../charts/marks.js';
import { besideColumn } from '../columns.js';
import { municipalities } from '../data.js';
import { h, shown } from '../dom.js';
import { number } from '../format.js';
import { around, nameColumn } from './columns.js';
import { deducibleColumn } from './deducible.js';
import { link, t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

export const groupLabel = g => t('groupOf')(g.places.length);

// What is hidden, in one line that counts it; behind it longer windows, its group, province and country, and what
// follows.
export function folded(m) {
	if (m.hiddenRows.length === 0) return null;
	const longs = m.hiddenRows.filter(r => r.long.status === 'publish').length,
		some = m.hiddenRows.some(r => r.deducible);
	const list = table(
		t('hiddenRows')(m.place.name),
		[
			nameColumn(),
			{ label: m.place.name, cell: r => shown(r.f, () => '') },
			m.hiddenRows.some(r => r.long.status !== 'none')
				&& besideColumn(
					r => r.long,
					r => r.unit,
					m.longPeriod,
				),
			...m.groups.map((g, i) =>
				besideColumn(
					r => r.groups[i],
					r => r.unit,
					groupLabel(g),
				),
			),
			...around(m),
			some && deducibleColumn(),
		].filter(Boolean),
		m.hiddenRows,
		{ class: 'stack' },
	);
	return h(
		'details',
		{ class: 'folded figures', open: m.shownRows.length === 0 || undefined },
		h(
			'summary',
			{},
			legendMark.hidden(),
			' ',
			t('hiddenCount')(number(m.hiddenRows.length), number(m.rows.length)),
			longs > 0 && `; ${t('longCount')(number(longs), m.longPeriod)}`,
		),
		m.groups.map(g =>
			h(
				'p',
				{ class: 'note' },
				`${groupLabel(g)} (${g.name}): `,
				g.places
					.map(code => municipalities().find(p => p.code === code))
					.filter(Boolean)
					.map((p, i) => [
						i > 0 && ', ',
						p.code === m.code
							? p.name
							: h('a', { href: link('gemeente.html', { gemeente: p.code }) }, p.name),
					]),
				'.',
			),
		),
		some && h('p', { class: 'note' }, t('deducibleNote')),
		list,
		takeTable(list),
	);
}

export function hidden({ counts, place }) {
	const total = key => Object.values(counts).reduce((sum, c) => sum + c[key], 0);
	return h(
		'section',
		{},
		h('h2', {}, t('whatHidden')),
		h('p', {}, t('whatHiddenLead')(number(total(1)), number(total(0) + total(1)))),
		h('p', {}, t('why')),
		table(
			`${t('whatHidden')}: ${place.name}`,
			[
				{ label: t('family'), rowHeader: true, cell: ([f]) => t('families')[f] },
				{ label: t('shownFigures'), number: true, cell: ([, c]) => number(c[0]) },
				{ label: t('hiddenFigures'), number: true, cell: ([, c]) => number(c[1]) },
			],
			Object.keys(t('families'))
				.filter(f => counts[f])
				.map(f => [f, counts[f]]),
			{ class: 'small' },
		),
	);
}
