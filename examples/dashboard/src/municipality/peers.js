// Municipalities of the size of this one.
import { definitionName, load, municipalities, polarity, read } from '../data.js';
import { h } from '../dom.js';
import { later } from '../figure.js';
import { period } from '../format.js';
import { columnsOfPlaces, peers } from '../places.js';
import { t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

export function ofSize(m) {
	// The size that is known: of the period, or else of the longer one.
	const row = m.rows.find(r => r.id === m.definition.id),
		isLonger = row?.f.status === 'hidden' && row.long.status === 'publish',
		span = isLonger ? m.about.longWindow : m.span;
	const hasSize = r => r.f.status === 'publish' || r.long.status === 'publish';
	return later(
		'section',
		() => load(`definition/${m.definition.id}/${span}.${m.about.year}`).catch(() => ({ gemeente: {} })),
		({ gemeente }) => {
			const others = municipalities().map(p => ({ ...p, f: read(gemeente[p.code]) }));
			const list = peers(others, m.code),
				heading = h('h2', {}, t('peers'));
			if (list.length === 0)
				return [
					heading,
					h('p', { class: 'muted' }, t('noPeers'), m.rows.some(hasSize) && ` ${t('noPeersChoose')}`),
				];
			const caption = `${t('peers')}: ${definitionName(m.definition)}, ${period(m.about.year, span)}`;
			const shownTable = table(
				caption,
				columnsOfPlaces({ unit: m.unit, polarity: polarity(m.definition), answer: false }),
				list,
				{
					class: 'stack municipalities',
					sortable: true,
					sorted: { index: 5, down: true },
					rowClass: r => (r.code === m.code ? 'own' : undefined),
				},
			);
			return [
				heading,
				h(
					'p',
					{ class: 'lead' },
					t('peersLead')(definitionName(m.definition)),
					isLonger && ` ${t('plainLong')(m.longPeriod)}`,
				),
				shownTable,
				takeTable(shownTable),
			];
		},
	);
}
