// What follows of a hidden figure from those that are shown, as the database deduced it:
// null where that is nothing, undefined where nobody asked.
import { rangeBar } from '../charts/range-bar.js';
import { h } from '../dom.js';
import { bare, number } from '../format.js';
import { t } from '../state.js';

// raw: [smallest count, largest count, smallest value, largest value], null where unknown. around: [figure, name] of
// the province and of the country; the first that is shown is the whole. wider: figures of a longer period or of its
// group, of which it has no more. Counts say something when they are fewer than the whole's, values when they leave
// something out.
export function readDeducible(raw, { around, wider, unit }) {
	if (!raw) return undefined;
	const [low, most, valueLow, valueHigh] = raw,
		counts = [most, ...wider.map(f => f.n)].filter(n => typeof n === 'number'),
		high = Math.min(...counts),
		[{ n: whole }, place] = around.find(([f]) => f.status === 'publish') ?? [{}];
	if (counts.length === 0 || (low === 0 && whole !== undefined && high >= whole)) return null;
	const all = unit === '%' ? 100 : 1000;
	return { low, high, whole, place, value: valueLow > 0 || valueHigh < all ? [valueLow, valueHigh] : null };
}

const words = (d, unit) =>
	[
		d.low === d.high
			? t('exactly')(number(d.low))
			: d.low === 0
				? t('atMost')(number(d.high))
				: t('between')(number(d.low), number(d.high)),
		d.whole !== undefined && t('ofWhole')(number(d.whole), d.place),
		d.value && `: ${number(d.value[0], 1)}–${number(d.value[1], 1)}${unit === '%' ? '%' : ` ${t('per 1000')}`}`,
	]
		.filter(Boolean)
		.join('');

// A column for rows { deducible, unit } of which some say something.
export const deducibleColumn = () => ({
	label: t('deducible'),
	derived: true,
	cell: r =>
		r.deducible
			? h(
					'span',
					{ class: 'deducible' },
					r.deducible.whole > 0
						&& rangeBar({ low: r.deducible.low, high: r.deducible.high, of: r.deducible.whole }),
					h('span', {}, words(r.deducible, r.unit)),
				)
			: r.deducible === null && h('span', { class: 'no-figure' }, t('nothingDeducible')),
	csv: [
		{ label: `${t('deducible')}: ${t('fewest')}`, of: r => (r.deducible ? bare(r.deducible.low) : '') },
		{ label: `${t('deducible')}: ${t('most')}`, of: r => (r.deducible ? bare(r.deducible.high) : '') },
	],
});
