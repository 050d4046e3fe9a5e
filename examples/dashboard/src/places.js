// Municipalities beside each other: what a table says of them, and which are of a size.
import { comparisonColumn, countColumn, intervalColumn, valueColumn } from './columns.js';
import { h, shown } from './dom.js';
import { link, t } from './state.js';

// The ten municipalities whose shown denominator is nearest to that of the own one,
// which is among them. The size of a hidden one is not known.
export function peers(rows, own) {
	const mine = rows.find(r => r.code === own);
	if (mine?.f.status !== 'publish') return [];
	return rows
		.filter(r => r.f.status === 'publish')
		.map(r => [Math.abs(Math.log(r.f.d / mine.f.d)), r])
		.sort(([a], [b]) => a - b)
		.slice(0, 11)
		.map(([, r]) => r);
}

// m: { unit, polarity, answer }. One municipality's answer is yes or no, and no share.
export function columnsOfPlaces({ unit, polarity, answer }) {
	const of = r => r.f;
	const said = f => t(f.n === 1 ? 'yes' : 'no');
	return [
		{
			label: t('municipality'),
			rowHeader: true,
			sort: r => r.name,
			cell: r => h('a', { href: link('gemeente.html', { gemeente: r.code }) }, r.name),
		},
		{ label: t('province'), sort: r => r.province || null, cell: r => r.province },
		...(answer
			? [{ label: t('answer'), sort: r => r.f.n ?? null, cell: r => shown(r.f, said) }]
			: [
					valueColumn(of, unit),
					intervalColumn(of),
					countColumn(of, 'n'),
					countColumn(of, 'd'),
					comparisonColumn(of, polarity),
				]),
	];
}
