// The fifteen indicators of the RIVM monitor, as tiles.
import { spark } from '../charts/spark.js';
import { csvValue } from '../columns.js';
import { all, attribution, data, definitionOf, figure, isAnswer } from '../data.js';
import { h, shown } from '../dom.js';
import { chart } from '../figure.js';
import { interval, number, value, withUnit } from '../format.js';
import { inLanguage, link, t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

const series = definition => data('indicators').figures[definition]?.[1];

// What the monitor printed about this definition, in its last year.
function publishedFor(definition) {
	return data('indicators')
		.published.filter(
			f => f.definition === definition && f.value !== undefined && ['exact', 'derived'].includes(f.qualifier),
		)
		.sort((a, b) => b.year - a.year)[0];
}

function tileFigure(definition) {
	const published = publishedFor(definition);
	const known = all(series(definition)).filter(f => f.status !== 'empty');
	const year = known.some(f => f.year === published?.year) ? published.year : known.at(-1)?.year;
	return { published, year, newest: known.at(-1)?.year, f: figure(series(definition), year) };
}

const publishedText = p =>
	p.unit === '%' ? `${number(p.value, p.digits)}%` : `${number(p.value, p.digits)} ${t('per 1000')}`;

function tile(code, main, others) {
	const { indicators } = data('core');
	const { name, group } = indicators[main.indicator],
		{ unit } = definitionOf(main.definition);
	const { published, year, newest, f } = tileFigure(main.definition);
	const { texts, words: wordsOf, notes } = data('indicators'),
		words = texts[wordsOf[main.definition]?.[1]?.[year]];
	const since = data('indicators').breaks[main.definition] ?? {};
	const figures = all(series(main.definition))
		.filter(g => g.status !== 'empty')
		.map(g => ({ ...g, since: since[g.year] }));
	const definition = definitionOf(main.definition),
		note = texts[notes[main.definition]?.[year]];
	return h(
		'li',
		{ class: 'tile' },
		h('p', { class: 'kind' }, h('span', { class: 'code' }, code), t('groups')[group]),
		h('h2', {}, inLanguage(name)),
		h(
			'p',
			{ class: 'big' },
			shown(f, g => [
				h('strong', {}, value(g)),
				h('span', { class: 'unit' }, unit === '%' ? '%' : ` ${t('per 1000')}`),
			]),
		),
		h(
			'p',
			{ class: 'detail' },
			`${year}`,
			f.status === 'publish'
				&& (isAnswer(definition)
					? ` · ${t('answersOf')(number(f.n), number(f.d))}`
					: ` · ${t('intervalOf')(...interval(f).split('–'))}`),
			words && ` · ${inLanguage(words)}`,
			typeof f.trend === 'number' && h('span', { class: 'trend' }, t(`trend_${f.trend}`)),
		),
		figures.length > 2
			? chart({
					draw: width =>
						spark(
							width,
							figures,
							year,
							t('sparkline')(inLanguage(name), figures[0].year, figures.at(-1).year),
						),
				})
			: h('div', { class: 'spacer' }),
		h(
			'p',
			{ class: 'published' },
			h('span', { class: 'what' }, t('published')),
			published ? [h('strong', {}, publishedText(published)), ` (${published.year})`] : t('notAsNumber'),
		),
		published?.inconsistency
			&& h(
				'p',
				{ class: 'remark' },
				h('a', { href: link('definities.html', { definitie: main.definition }) }, t('sourcesContradict')),
			),
		note && h('p', { class: 'remark' }, `${t('note')}: ${inLanguage(note)}`),
		others.length > 0
			&& h(
				'div',
				{ class: 'also' },
				h('p', {}, t('alsoKnown')),
				h(
					'ul',
					{},
					others.map(m => {
						const o = tileFigure(m.definition);
						const other = { ...indicators[m.indicator], unit: definitionOf(m.definition).unit };
						return h(
							'li',
							{},
							h('span', {}, inLanguage(other.name)),
							' ',
							h(
								'span',
								{ class: 'nowrap' },
								shown(o.f, g => withUnit(g, other.unit)),
								` (${o.year})`,
							),
							o.published
								&& h(
									'span',
									{ class: 'nowrap muted' },
									` ${t('published').toLowerCase()} ${publishedText(o.published)}`,
								),
						);
					}),
				),
			),
		h(
			'p',
			{ class: 'origin' },
			h('a', { href: link('definities.html', { definitie: main.definition }) }, t('definition')),
			' · ',
			h('span', { lang: 'nl' }, attribution(main.indicator)),
			newest !== year && ` · ${t('newestYear').toLowerCase()} ${newest}`,
		),
	);
}

function allYears(members) {
	const { indicators } = data('core');
	const yearsShown = [...new Set(members.flatMap(m => all(series(m.definition)).map(f => f.year)))].sort();
	const at = (m, year) => figure(series(m.definition), year);
	return table(
		t('allYears'),
		[
			{
				label: t('indicator'),
				rowHeader: true,
				cell: m =>
					`${m.code} ${inLanguage(indicators[m.indicator].name)} (${t(definitionOf(m.definition).unit)})`,
			},
			...yearsShown.map(year => ({
				label: String(year),
				number: true,
				cell: m => shown(at(m, year), value),
				csv: [csvValue(String(year), m => at(m, year))],
			})),
		],
		members,
		{ class: 'wide' },
	);
}

export default {
	read: () => data('indicators').members.filter(m => m.definition && /^i\d/.test(m.code)),
	heading: () => t('indicatorsTitle'),
	title: () => t('indicatorsTitle'),
	parts: () => [
		members => {
			const groups = new Map();
			for (const m of members) {
				const code = m.code.match(/^i\d+/)[0];
				if (!groups.has(code)) groups.set(code, []);
				groups.get(code).push(m);
			}
			const whole = allYears(members);
			return [
				h('p', { class: 'lead' }, t('indicatorsLead')),
				h(
					'ul',
					{ class: 'tiles' },
					[...groups].map(([code, [main, ...others]]) => tile(code, main, others)),
				),
				h(
					'section',
					{},
					h('h2', {}, t('allYears')),
					h(
						'details',
						{ class: 'print' },
						h('summary', {}, t('allYearsTable')),
						h(
							'div',
							{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('allYears') },
							whole,
						),
					),
					takeTable(whole),
				),
			];
		},
	],
};
