// Beside each figure: which definition, linked to its own address, whose data, and up
// to when.
import { data } from './data.js';
import { h } from './dom.js';
import { inLanguage, link, t } from './state.js';

export function sourceLine(definition, newest) {
	const { attribution } = data('core').indicators[definition.indicator];
	return h('p', { class: 'note source' }, `${t('definition')}: `, h('a', { href: link('definities.html', { definitie: definition.id }) }, inLanguage(definition.name)), '. ',
		`${t('source')}: `, h('span', { lang: 'nl' }, attribution), ` (${t('syntheticShort')})`, newest && `. ${t('newestYear')}: ${newest}.`);
}
