// What the comparison of a figure with the country means: a direction, which is
// drawn as a shape, and whether that is favourable, which is its colour. Blue and
// vermilion of Okabe and Ito, darkened to stand out on white.
import { t } from './state.js';

const directions = { '-1': 'lower', 0: 'similar', 1: 'higher' };
export const judgementColours = {
	favourable: '#00669e',
	unfavourable: '#b84500',
	neutral: '#7a3b8f',
	similar: '#5c5c5c',
};

export const direction = f => directions[f.comparison] ?? 'similar';

export function judgement(f, polarity) {
	const side = direction(f);
	if (side === 'similar') return 'similar';
	if (polarity !== 'lower' && polarity !== 'higher') return 'neutral';
	return side === polarity ? 'favourable' : 'unfavourable';
}

// A figure as a multiple of the country's, with its interval; none where the country's is 0.
export function timesCountry(f, national) {
	const unshown = [f, national].find(g => g.status !== 'publish');
	if (unshown) return { status: unshown.status };
	if (national.value === 0) return { status: 'none' };
	const times = key => f[key] / national.value;
	return { status: 'publish', value: times('value'), lower: times('lower'), upper: times('upper') };
}

// One wording for a state, wherever it is named: 'hoger (ongunstig)'.
export function comparisonText(f, polarity) {
	const side = direction(f),
		judged = judgement(f, polarity);
	return side === 'similar' || judged === 'neutral' ? t(side) : t('judged')(t(side), t(judged));
}

// The states that a figure of this polarity can have, higher first.
export const statesOf = polarity =>
	[1, -1, 0].map(comparison => ({
		comparison,
		side: direction({ comparison }),
		judged: judgement({ comparison }, polarity),
		text: comparisonText({ comparison }, polarity),
	}));

// The states that figures { comparison } of several indicators are in, for a legend.
export function statesIn(list) {
	const states = list.flatMap(({ figure, polarity }) =>
		statesOf(polarity).filter(s => s.side === direction(figure)),
	);
	const order = ['higher', 'lower', 'similar'];
	return [...new Map(states.map(s => [s.text, s])).values()].sort(
		(a, b) => order.indexOf(a.side) - order.indexOf(b.side) || (a.text < b.text ? -1 : 1),
	);
}
