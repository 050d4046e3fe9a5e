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

// One wording for a state, wherever it is named: 'hoger (ongunstig)'.
export function comparisonText(f, polarity) {
	const side = direction(f),
		judged = judgement(f, polarity);
	return side === 'similar' || judged === 'neutral' ? t(side) : t('judged')(t(side), t(judged));
}

// The states that a figure of this polarity can have, for a legend.
export const statesOf = polarity =>
	[1, -1, 0].map(comparison => ({
		comparison,
		side: direction({ comparison }),
		judged: judgement({ comparison }, polarity),
		text: comparisonText({ comparison }, polarity),
	}));
