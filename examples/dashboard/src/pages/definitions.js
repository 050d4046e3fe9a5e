// The catalogue: what is counted, and what was published about it.
import { data } from '../data.js';
import { number } from '../format.js';
import { h, table } from '../dom.js';
import { choose, chosen, inLanguage, t } from '../state.js';

// The catalogue has some texts in Dutch alone.
const dutch = text => h('span', { lang: 'nl' }, text);

export default function (content) {
	const { indicator: indicators, definition: definitions, document: documents, inconsistency: inconsistencies, published, member: members, set: sets } = data('catalogue');
	const computed = new Set(data('core').definitions.map(d => d.id));
	const title = id => documents.find(d => d.id === id)?.title ?? id;

	const publishedValue = f => {
		const unit = { '%': '%', 'per 1000': ` ${t('per 1000')}` }[f.unit] ?? '';
		const digits = f.digits ?? 0;
		if (f.value !== undefined) return `${f.unit === 'one in' ? '1 : ' : ''}${number(f.value, digits)}${unit}${f.d ? ` (${f.n === undefined ? '–' : number(f.n)} / ${number(f.d)})` : ''}`;
		if (f.low !== undefined || f.high !== undefined) return `${f.low ?? ''}–${f.high ?? ''}${unit}`;
		return `${f.n === undefined ? '' : number(f.n)}${f.d ? ` / ${number(f.d)}` : ''}`;
	};
	const entry = i => {
		const variants = definitions.filter(d => d.indicator === i.id);
		const figures = published.filter(f => f.indicator === i.id);
		const term = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
		return h('details', { class: 'entry' },
			h('summary', {}, h('span', { class: 'code' }, i.id), h('span', { class: 'entry-name' }, inLanguage(i.name)), h('span', { class: 'badge' }, t(variants.some(d => computed.has(d.id)) ? 'computed' : 'notComputed'))),
			h('p', {}, inLanguage(i.description)),
			h('dl', {}, term(t('numerator'), inLanguage(i.numerator)), term(t('denominator'), inLanguage(i.denominator)), term(t('unit'), t(i.unit)), term(t('polarity'), t('polarities')[i.polarity]), term(t('attribution'), dutch(i.attribution))),
			variants.length > 0 && [h('h3', {}, t('variants')), table(`${t('variants')}: ${inLanguage(i.name)}`, [
				{ label: t('definition'), rowHeader: true, cell: d => [inLanguage(d.name), h('br'), h('code', {}, d.id)] },
				{ label: t('from'), cell: d => (d.weeks === null ? '–' : t('weeks')(d.weeks)) },
				{ label: t('population'), cell: d => t(d.population) },
				{ label: t('deathWindow'), cell: d => (d.days === null ? '–' : t('day')(d.days)) },
				{ label: t('countedUnit'), cell: d => t('units')[d.counted] },
				{ label: t('missing'), cell: d => t(d.missing) },
				{ label: t('note'), cell: d => (d.note ? dutch(d.note) : '–') },
			], variants, { class: 'stack' })],
			figures.length > 0 && [h('h3', {}, t('publishedFigures')), table(`${t('publishedFigures')}: ${inLanguage(i.name)}`, [
				{ label: t('period'), rowHeader: true, cell: f => f.period },
				{ label: t('area'), cell: f => dutch([f.area, f.category].filter(Boolean).join(', ')) },
				{ label: t('value'), number: true, cell: f => publishedValue(f) || '–' },
				{ label: t('definition'), cell: f => (f.definition ? h('code', {}, f.definition) : '–') },
				{ label: t('source'), cell: f => dutch(title(f.document)) },
			], figures, { class: 'stack' })]);
	};

	const list = h('div', { class: 'entries' }), counted = h('p', { class: 'count', role: 'status' });
	const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', value: chosen('zoek', ''), oninput: event => { choose({ zoek: event.target.value }); fill(); } });
	const haystack = i => [i.id, ...i.name, ...i.description, ...definitions.filter(d => d.indicator === i.id).flatMap(d => [d.id, ...d.name])].join(' ').toLocaleLowerCase();
	function fill() {
		const wanted = search.value.trim().toLocaleLowerCase();
		const found = indicators.filter(i => !wanted || haystack(i).includes(wanted));
		counted.textContent = t('countOf')(number(found.length), number(indicators.length));
		const groups = new Map();
		for (const family of [...Object.keys(t('families')), ...found.map(i => i.family)]) groups.set(family, found.filter(i => i.family === family));
		list.replaceChildren(...[...groups].filter(([, group]) => group.length > 0).flatMap(([family, group]) => [h('h2', {}, t('families')[family] ?? family), ...group.map(entry)]));
	}
	fill();

	content.append(
		h('p', { class: 'lead' }, t('definitionsLead')),
		h('section', {}, h('h2', {}, t('method')), h('p', {}, t('methodText')), h('p', {}, t('why'))),
		h('div', { class: 'controls' }, h('div', { class: 'field' }, h('label', { for: 'search' }, t('searchDefinition')), search)), counted, list,
		h('section', {}, h('h2', {}, t('sources')), h('ul', { class: 'documents' }, documents.map(d => h('li', {}, dutch(h('strong', {}, d.title)), h('span', { lang: 'nl' }, ` ${[d.publisher, d.published].filter(Boolean).join(', ')}. ${d.note ?? ''}`)))),
			h('p', { class: 'note' }, t('mapSource'))),
		h('section', {}, h('h2', {}, t('inconsistencies')), h('p', { class: 'lead' }, t('inconsistenciesLead')), table(t('inconsistencies'), [
			{ label: t('source'), rowHeader: true, cell: i => dutch(title(i.document)) },
			{ label: t('place'), cell: i => dutch(i.locator) },
			{ label: t('finding'), cell: i => inLanguage(i.finding) },
		], inconsistencies, { class: 'stack' })));
}
