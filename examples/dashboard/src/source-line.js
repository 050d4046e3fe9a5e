// Where figures are from.
import { attribution, data } from './data.js';
import { h } from './dom.js';
import { capitalised, date } from './format.js';
import { inLanguage, link, t } from './state.js';

// Beside each figure: which definition, linked to its own address, whose data, up to when, and what is to be said of
// it.
export function sourceLine(definition, newest, note) {
	return h(
		'p',
		{ class: 'note source' },
		`${t('definition')}: `,
		h(
			'a',
			{ href: link('definities.html', { definitie: definition.id }) },
			capitalised(inLanguage(definition.name)),
		),
		'. ',
		`${t('source')}: `,
		h('span', { lang: 'nl' }, attribution(definition.indicator)),
		` (${t('syntheticShort')})`,
		newest && `. ${t('newestYear')}: ${newest}.`,
		note && [' ', h('strong', {}, `${t('note')}: `), inLanguage(note)],
	);
}

// In each row of a file and under each picture.
export const provenance = () =>
	`${t('syntheticShort')}, kansrijk ${data('core').about.version}, ${date(data('core').about.date)}`;
