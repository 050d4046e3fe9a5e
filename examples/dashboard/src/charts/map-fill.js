// Colour of an area on a map: how it compares with the country, never its value;
// classes from the lowest to the highest would colour chance.
import { hatch, legendMark } from './marks.js';
import { direction, judgement, statesOf } from '../comparison.js';
import { t } from '../state.js';

const fills = {
	favourable: '#8fc1e0',
	unfavourable: '#e08a4f',
	higher: '#b58cc6',
	lower: '#dccbe5',
	similar: '#eef0f3',
};
const fillFor = (side, judged) => fills[judged] ?? fills[side];

// A filler knows its own pattern for what is hidden.
export function mapFill(polarity) {
	const pattern = hatch();
	return {
		define: pattern.define,
		fill: f =>
			f?.status === 'publish'
				? fillFor(direction(f), judgement(f, polarity))
				: f?.status === 'hidden'
					? pattern.fill
					: '#ffffff',
	};
}

export const mapLegend = (polarity, { symbols = true } = {}) => [
	...statesOf(polarity).map(({ side, judged, text }) => ({
		mark: legendMark.swatch(fillFor(side, judged), symbols ? side : undefined),
		text,
	})),
	{ mark: legendMark.hidden(), text: t('hidden') },
];
export const noFigureLegend = () => ({ mark: legendMark.swatch('#ffffff'), text: t('noFigure') });
