// What the page of a municipality is drawn from, by the address.
import {
	careMoments,
	chosenMunicipality,
	data,
	definitionName,
	figure,
	fileName,
	isAnswer,
	load,
	polarity,
	read,
} from '../data.js';
import { compare, period } from '../format.js';
import { readDeducible } from './deducible.js';
import { chosen, t } from '../state.js';

export const headline = [
	'perinatal-24w-7d',
	'big2-24w-all',
	'late-care-22w',
	'early-care-24w',
	'risk-factors-1-or-more',
	'no-kraamzorg-no-stay',
];

export async function readModel() {
	const { code, place } = chosenMunicipality();
	const { definitions, indicators, about } = data('core');
	const order = Object.keys(t('families'));
	const personal = definitions
		.filter(d => d.local && !isAnswer(d))
		.sort(
			(a, b) =>
				order.indexOf(a.family) - order.indexOf(b.family)
				|| compare(a.indicator, b.indicator)
				|| careMoments.indexOf(a.id) - careMoments.indexOf(b.id),
		);
	if (!place) return { code };
	// Some definitions look further ahead than most: all are shown for one period.
	const [own, { figures: province }] = await Promise.all([
		load(`municipality/${fileName(code)}`),
		load(`province/${fileName(place.province)}`).catch(() => ({ figures: {} })),
	]);
	const {
		figures,
		words = {},
		counts,
		long = {},
		groups = [],
		deducible = {},
		changes = {},
		within: hasWithin,
		since,
	} = own;
	const span = about.window,
		last = place.last ?? about.year;
	const { country } = data('reference');
	const rows = personal
		.filter(d => indicators[d.indicator].group !== 'quality')
		.map(d => ({
			id: d.id,
			definition: d,
			family: d.family,
			name: definitionName(d),
			unit: d.unit,
			polarity: polarity(d),
			f: figure(figures[d.id]?.totaal.totaal[span], about.year),
			province: read(province[d.id]),
			national: read(country[d.id]),
			long: read(long[d.id]),
			groups: groups.map(g => read(g.figures[d.id])),
		}))
		.filter(r => r.f.status !== 'none')
		.map(r => ({
			...r,
			deducible: readDeducible(deducible[r.id], {
				around: [
					[r.province, place.province],
					[r.national, t('theNetherlands')],
				],
				wider: [r.long, ...r.groups],
				unit: r.unit,
			}),
		}));
	// Without a choice: the first subject of which there is something to see, of the municipality or else of its group.
	const isShown = f => f.status === 'publish',
		inOrder = [...headline, ...personal.map(d => d.id)].map(id => rows.find(r => r.id === id)).filter(Boolean);
	const definition =
		personal.find(d => d.id === chosen('indicator', null))
		?? [r => isShown(r.f), r => isShown(r.long), r => r.groups.some(isShown)]
			.map(test => inOrder.find(test))
			.find(Boolean)?.definition
		?? personal[0];
	const { figures: nationally, parts = {}, breaks: nationalBreaks = {} } = await load(`country/${definition.id}`),
		national = nationally[definition.id][span];
	const { unit } = definition;
	return {
		code,
		place,
		personal,
		definition,
		unit,
		hasWithin,
		figures,
		words,
		changes,
		nationalBreaks,
		counts,
		groups,
		longPeriod: period(about.year, about.longWindow),
		span,
		last,
		since,
		about,
		rows,
		parts,
		national,
		shownRows: rows.filter(r => isShown(r.f)),
		hiddenRows: rows.filter(r => !isShown(r.f)),
		programme: definitions.filter(d => isAnswer(d) && d.counted === 'municipality' && figures[d.id]),
	};
}
