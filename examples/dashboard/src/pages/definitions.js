// The catalogue: what is counted, and what was published about it.
import { controls, search } from '../controls.js';
import { data } from '../data.js';
import { h } from '../dom.js';
import { number } from '../format.js';
import { anchor, chosen, inLanguage, t } from '../state.js';
import { table } from '../table.js';

// The catalogue has some texts in Dutch alone.
const dutch = text => h('span', { lang: 'nl' }, text);

function entries() {
	const { indicator: indicators, definition: definitions, document: documents, published } = data('catalogue');
	const computed = new Set(data('catalogue').computed);
	const title = id => documents.find(d => d.id === id)?.title ?? id;

	const publishedValue = f => {
		const unit = { '%': '%', 'per 1000': ` ${t('per 1000')}` }[f.unit] ?? '';
		const digits = f.digits ?? 0;
		if (f.value !== undefined)
			return [
				f.unit === 'one in' && '1 : ',
				number(f.value, digits),
				unit,
				f.d && ` (${f.n === undefined ? '–' : number(f.n)} / ${number(f.d)})`,
			]
				.filter(Boolean)
				.join('');
		if (f.low !== undefined || f.high !== undefined) return `${f.low ?? ''}–${f.high ?? ''}${unit}`;
		return `${f.n === undefined ? '' : number(f.n)}${f.d ? ` / ${number(f.d)}` : ''}`;
	};
	const entry = i => {
		const variants = definitions.filter(d => d.indicator === i.id);
		const figures = published.filter(f => f.indicator === i.id);
		const term = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
		return h(
			'details',
			{
				class: 'entry',
				id: `indicator-${i.id}`,
				open:
					chosen('definitie', null) !== null
					&& (chosen('definitie', null) === i.id
						|| variants.some(d => d.id === chosen('definitie', null))),
			},
			h(
				'summary',
				{},
				h('span', { class: 'code' }, i.id),
				h('span', { class: 'entry-name' }, inLanguage(i.name)),
				h(
					'span',
					{ class: 'badge' },
					t(variants.some(d => computed.has(d.id)) ? 'computed' : 'notComputed'),
				),
			),
			h('p', {}, inLanguage(i.description)),
			h(
				'dl',
				{},
				term(t('numerator'), inLanguage(i.numerator)),
				term(t('denominator'), inLanguage(i.denominator)),
				term(t('unit'), t(i.unit)),
				term(t('polarity'), t('polarities')[i.polarity]),
				term(t('attribution'), dutch(i.attribution)),
			),
			variants.length > 0 && [
				h('h3', {}, t('variants')),
				table(
					`${t('variants')}: ${inLanguage(i.name)}`,
					[
						{
							label: t('definition'),
							rowHeader: true,
							cell: d => [
								h(
									'a',
									{
										href: anchor({ definitie: d.id }),
										'aria-current': d.id === chosen('definitie', null) ? 'true' : undefined,
									},
									inLanguage(d.name),
								),
								h('br'),
								h('code', {}, d.id),
							],
						},
						{ label: t('from'), cell: d => (d.weeks === null ? '–' : t('weeks')(d.weeks)) },
						{ label: t('population'), cell: d => t(d.population) },
						{ label: t('deathWindow'), cell: d => (d.days === null ? '–' : t('day')(d.days)) },
						{ label: t('countedUnit'), cell: d => t('units')[d.counted] },
						{ label: t('missing'), cell: d => t(d.missing) },
						{ label: t('note'), cell: d => (d.note ? dutch(d.note) : '–') },
					],
					variants,
					{ class: 'stack', rowClass: d => (d.id === chosen('definitie', null) ? 'own' : undefined) },
				),
			],
			figures.length > 0 && [
				h('h3', {}, t('publishedFigures')),
				table(
					`${t('publishedFigures')}: ${inLanguage(i.name)}`,
					[
						{ label: t('period'), rowHeader: true, cell: f => f.period },
						{ label: t('area'), cell: f => dutch([f.area, f.category].filter(Boolean).join(', ')) },
						{ label: t('value'), number: true, cell: f => publishedValue(f) || '–' },
						{ label: t('definition'), cell: f => (f.definition ? h('code', {}, f.definition) : '–') },
						{ label: t('source'), cell: f => dutch(title(f.document)) },
					],
					figures,
					{ class: 'stack' },
				),
			],
		);
	};

	const haystack = i =>
		[
			i.id,
			...i.name,
			...i.description,
			...definitions.filter(d => d.indicator === i.id).flatMap(d => [d.id, ...d.name]),
		]
			.join(' ')
			.toLocaleLowerCase();
	const wanted = chosen('zoek', '').trim().toLocaleLowerCase();
	const found = indicators.filter(i => !wanted || haystack(i).includes(wanted));
	const groups = new Map();
	for (const family of [...Object.keys(t('families')), ...found.map(i => i.family)])
		groups.set(
			family,
			found.filter(i => i.family === family),
		);
	return [
		h('p', { class: 'count', role: 'status' }, t('countOf')(number(found.length), number(indicators.length))),
		h(
			'div',
			{ class: 'entries' },
			[...groups]
				.filter(([, group]) => group.length > 0)
				.flatMap(([family, group]) => [h('h2', {}, t('families')[family] ?? family), ...group.map(entry)]),
		),
	];
}

function sources() {
	const { document: documents, inconsistency: inconsistencies } = data('catalogue');
	const title = id => documents.find(d => d.id === id)?.title ?? id;
	return [
		h(
			'section',
			{},
			h('h2', {}, t('sources')),
			h(
				'ul',
				{ class: 'documents' },
				documents.map(d =>
					h(
						'li',
						{},
						dutch(h('strong', {}, d.title)),
						h(
							'span',
							{ lang: 'nl' },
							` ${[d.publisher, d.published].filter(Boolean).join(', ')}. ${d.note ?? ''}`,
						),
					),
				),
			),
			h('p', { class: 'note' }, t('mapSource')),
		),
		h(
			'section',
			{},
			h('h2', {}, t('inconsistencies')),
			h('p', { class: 'lead' }, t('inconsistenciesLead')),
			table(
				t('inconsistencies'),
				[
					{ label: t('source'), rowHeader: true, cell: i => dutch(title(i.document)) },
					{ label: t('place'), cell: i => dutch(i.locator) },
					{ label: t('finding'), cell: i => inLanguage(i.finding) },
				],
				inconsistencies,
				{ class: 'stack' },
			),
		),
	];
}

let scrolledTo = null;
export default {
	read: () => null,
	heading: () => t('definitionsTitle'),
	title: () => t('definitionsTitle'),
	parts: () => {
		const list = {
			element: h('div', { class: 'part' }),
			update: () => {
				list.element.replaceChildren(...entries());
				const asked = chosen('definitie', null);
				if (asked !== null && asked !== scrolledTo)
					requestAnimationFrame(() => list.element.querySelector('.entry[open]')?.scrollIntoView());
				scrolledTo = asked;
			},
		};
		return [
			() => [
				h('p', { class: 'lead' }, t('definitionsLead')),
				h('section', {}, h('h2', {}, t('method')), h('p', {}, t('methodText')), h('p', {}, t('why'))),
			],
			controls(search(t('searchDefinition'), () => list.update())),
			list,
			sources,
		];
	},
};
