// One municipality beside its province and the country.
import { combobox } from '../combobox.js';
import { controls, definitionOptions, select } from '../controls.js';
import { all, data, definitionName, municipalities } from '../data.js';
import { h } from '../dom.js';
import { compare } from '../format.js';
import { changed, comparison } from '../municipality/comparison.js';
import { hidden } from '../municipality/hidden.js';
import { readModel } from '../municipality/model.js';
import { overYears } from '../municipality/over-years.js';
import { ofSize } from '../municipality/peers.js';
import { ended, nothing, young } from '../municipality/place.js';
import { onePage } from '../municipality/sheet.js';
import { statements } from '../municipality/statements.js';
import { within } from '../municipality/within.js';
import { chooseMunicipality, inLanguage, t } from '../state.js';

function programme(m) {
	if (m.programme.length === 0) return null;
	const { indicators } = data('core');
	const rows = m.programme.map(d => ({ d, f: all(m.figures[d.id].totaal.totaal[1]).at(-1) }));
	return h(
		'section',
		{},
		h('h2', {}, t('programme')),
		h('p', { class: 'lead' }, t('programmeLead')),
		h(
			'dl',
			{ class: 'answers' },
			rows.map(({ d, f }) =>
				h(
					'div',
					{},
					h(
						'dt',
						{},
						inLanguage(indicators[d.indicator].name),
						h('span', { class: 'muted' }, ` ${f?.year ?? ''}`),
					),
					h('dd', {}, f?.status === 'publish' && f.d === 1 ? t(f.n === 1 ? 'yes' : 'no') : t('noAnswer')),
				),
			),
		),
	);
}

export default {
	read: readModel,
	heading: m => m.place?.name ?? t('municipalityTitle'),
	title: m => m.place?.name ?? t('municipalityTitle'),
	subject: m => m.definition && definitionName(m.definition),
	parts: redraw => {
		const ifPlace = draw => m => (m.place ? draw(m) : null);
		const lasting = draw => ifPlace(m => (m.place.last === undefined ? draw(m) : null));
		// Of the whole period there are figures, if only hidden ones.
		const whole = draw => lasting(m => (m.rows.length > 0 ? draw(m) : null));
		const options = {
			update: m => {
				options.element.hidden = !m.place || m.place.last !== undefined;
				if (m.place) chooser.update(m);
			},
		};
		const chooser = controls(
			select(
				t('indicator'),
				'indicator',
				m => ({ options: definitionOptions(m.personal, definitionName), current: m.definition.id }),
				redraw,
			),
		);
		options.element = chooser.element;
		return [
			m => (m.place ? h('p', { class: 'lead' }, t('inProvince')(m.place.province)) : nothing(m)),
			controls(
				combobox(
					t('choose'),
					'gemeente',
					m => ({
						options: municipalities()
							.sort((a, b) => compare(a.name, b.name))
							.map(p => ({
								value: p.code,
								text: p.name,
								remark: p.last !== undefined && t('endedShort')(p.last),
							})),
						current: m.place ? m.code : null,
					}),
					code => {
						chooseMunicipality(code);
						redraw();
					},
				),
			),
			ifPlace(ended),
			lasting(m => (m.rows.length === 0 ? young(m) : null)),
			whole(onePage),
			whole(statements),
			whole(comparison),
			whole(changed),
			lasting(m => [h('h2', {}, t('overTime')), h('p', { class: 'lead' }, t('overTimeLead')(m.span))]),
			options,
			lasting(overYears),
			lasting(m => (m.hasWithin ? within(m) : null)),
			whole(ofSize),
			lasting(programme),
			lasting(hidden),
		];
	},
};
