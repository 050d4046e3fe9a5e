// Beside each figure: which definition, linked to its own address, whose data, up to
// when, and what is to be said of it.
import { attribution } from './data.js';
import { h } from './dom.js';
import { inLanguage, link, t } from './state.js';

export function sourceLine(definition, newest, note) {
	return h('p', { class: 'note source' }, `${t('definition')}: `, h('a', { href: link('definities.html', { definitie: definition.id }) }, inLanguage(definition.name)), '. ',
		`${t('source')}: `, h('span', { lang: 'nl' }, attribution(definition.indicator)), ` (${t('syntheticShort')})`, newest && `. ${t('newestYear')}: ${newest}.`, note && [' ', h('strong', {}, `${t('note')}: `), inLanguage(note)]);
}
