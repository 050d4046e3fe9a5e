// The municipality in brief, in sentences.
import { direction } from '../comparison.js';
import { h } from '../dom.js';
import { interval, period, value, withUnit } from '../format.js';
import { groupLabel } from './hidden.js';
import { headline } from './model.js';
import { inLanguage, t } from '../state.js';

// Of a figure that five years hide: what ten years show.
export const longer = (m, r) =>
	r?.long.status === 'publish'
	&& ` ${t('longSentence')(m.longPeriod, withUnit(r.long, r.unit), interval(r.long))}`;

export function statements(m) {
	const chosenRows = headline.map(id => m.rows.find(r => r.id === id)).filter(Boolean);
	const said = r =>
		h(
			'li',
			{},
			h('strong', {}, r.name),
			h(
				'span',
				{},
				r.f.status === 'publish'
					? [
							t('sentence')(
								value(r.f),
								r.unit,
								...interval(r.f).split('–'),
								m.words[r.id]?.[2] && inLanguage(m.words[r.id][2]),
							),
							r.national.status === 'publish'
								&& typeof r.f.comparison === 'number'
								&& ` ${t('comparedSentence')(t(direction(r.f)), withUnit(r.national, r.unit))}`,
							m.words[r.id]?.[3]
								&& ` ${t('changeSentence')(period(m.last - m.span, m.span), inLanguage(m.words[r.id][3]))}`,
						]
					: h(
							'span',
							{ class: 'hidden-sentence' },
							t('hiddenSentence'),
							' ',
							m.groups.map(
								(g, i) =>
									r.groups[i].status === 'publish'
									&& `${groupLabel(g)}: ${withUnit(r.groups[i], r.unit)} (${interval(r.groups[i])}). `,
							),
							r.province.status === 'publish'
								&& `${m.place.province}: ${withUnit(r.province, r.unit)}. `,
							r.national.status === 'publish'
								&& `${t('netherlands')}: ${withUnit(r.national, r.unit)}.`,
							longer(m, r),
						),
			),
		);
	return h(
		'section',
		{},
		h('h2', {}, t('statements')),
		h('p', { class: 'lead' }, t('statementsLead')(period(m.last, m.span))),
		h('ul', { class: 'statements' }, chosenRows.map(said)),
	);
}
