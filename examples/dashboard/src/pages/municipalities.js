// All municipalities: one indicator and period, as a table, a funnel and maps.
import { areaMap } from '../charts/area-map.js';
import { funnel } from '../charts/funnel.js';
import { mapLegend, noFigureLegend } from '../charts/map-fill.js';
import { legendMark } from '../charts/marks.js';
import { provinceMap } from '../charts/province-map.js';
import { intervalColumn, valueColumn } from '../columns.js';
import { combobox } from '../combobox.js';
import { comparisonText, statesOf } from '../comparison.js';
import { controls, definitionOptions, periodSelect, periodsOf, search, select } from '../controls.js';
import { chosenMunicipality, data, definitionName, isAnswer, load, places, polarity, read } from '../data.js';
import { h, shown } from '../dom.js';
import { chart, firstChart } from '../figure.js';
import { interval, number, period, withUnit } from '../format.js';
import { columnsOfPlaces, peers } from '../places.js';
import { sourceLine } from '../source-line.js';
import { anchor, areaName, choose, chooseMunicipality, chosen, inLanguage, t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

const locals = () => data('core').definitions.filter(d => d.local);

// Subjects that the programme itself maps.
const highlights = [
	'kraamzorg-below-24',
	'risk-factors-1-or-more',
	'risk-factors-3-or-more',
	'coalition-2020',
	'big2-24w-all',
	'perinatal-24w-7d',
];

async function readModel() {
	const definitions = locals();
	const definition =
		definitions.find(d => d.id === chosen('indicator', null))
		?? definitions.find(d => d.id === 'big2-24w-all')
		?? definitions[0];
	const periods = periodsOf(definition.periods);
	const at =
		periods.find(p => p.id === chosen('periode', null))
		?? periods.find(p => p.year === data('core').about.year && p.span <= data('core').about.window)
		?? periods[0];
	const { gemeente, provincie = {}, land, limits, note } = await load(`definition/${definition.id}/${at.id}`);
	const { code: own, place } = chosenMunicipality();
	const all = places()
		.map(({ code, name, province }) => ({
			code,
			name: areaName(code, name),
			province,
			f: read(gemeente[code]),
		}))
		.filter(r => !['none', 'empty'].includes(r.f.status));
	const rows = all.filter(r => !r.code.endsWith('?'));
	return {
		definition,
		periods,
		at,
		definitions,
		own,
		place,
		rows,
		limits,
		note,
		name: definitionName(definition),
		unit: definition.unit,
		polarity: polarity(definition),
		answer: isAnswer(definition),
		periodText: period(at.year, at.span),
		national: read(land),
		unplaced: all.filter(r => r.code.endsWith('?')),
		provinces: Object.fromEntries(
			data('core')
				.provinces.filter(p => !p.endsWith('?'))
				.map(p => [p, read(provincie[p])]),
		),
	};
}

const tests = {
	shown: r => r.f.status === 'publish',
	hidden: r => r.f.status === 'hidden',
	lower: r => r.f.comparison === -1,
	similar: r => r.f.comparison === 0,
	higher: r => r.f.comparison === 1,
};
function testOf(m) {
	if (chosen('toon', '') !== 'peers') return tests[chosen('toon', '')] ?? (() => true);
	const alike = peers(m.rows, m.own);
	return r => alike.includes(r);
}

function list(m) {
	const wanted = chosen('zoek', '').trim().toLocaleLowerCase(),
		province = chosen('provincie', ''),
		test = testOf(m);
	const found = m.rows.filter(
		r =>
			(!wanted || r.name.toLocaleLowerCase().includes(wanted))
			&& (!province || r.province === province)
			&& test(r),
	);
	const columns = columnsOfPlaces(m);
	const [index, order] = chosen('sorteer', '0.op').split('.');
	const sorted = { index: columns[index]?.sort ? Number(index) : 0, down: order === 'af' };
	const whole = table(`${m.name}, ${m.periodText}`, columns, found, {
		sortable: true,
		sorted,
		limit: 25,
		class: `stack municipalities${m.answer ? ' answers-table' : ''}`,
		rowClass: r => (r.code === m.own ? 'own' : undefined),
		changed: now => choose({ sorteer: `${now.index}.${now.down ? 'af' : 'op'}` }),
	});
	const saidOf = ({ name, f }) =>
		`${name} ${m.answer ? number(f.n) : withUnit(f, m.unit)} (${t('denominator').toLowerCase()} ${number(f.d)})`;
	const unplaced = m.unplaced.filter(r => r.f.status === 'publish');
	return [
		h('p', { class: 'count', role: 'status' }, t('rowCount')(number(found.length), number(m.rows.length))),
		whole,
		unplaced.length > 0 && h('p', { class: 'note' }, `${t('unplaced')} ${unplaced.map(saidOf).join('; ')}.`),
		takeTable(whole),
	];
}

function charts(m) {
	const { name, periodText, rows, national, unit } = m;
	const shownRows = rows.filter(r => r.f.status === 'publish');
	const states = statesOf(m.polarity);
	const said = f => (m.answer ? t(f.n === 1 ? 'yes' : 'no') : `${withUnit(f, unit)} (${interval(f)})`);
	const tip = ({ name: place, f }) =>
		`${place}\n${f.status === 'publish' ? said(f) : t(f.status === 'hidden' ? 'hidden' : 'noFigure')}`;
	const byCode = new Map(rows.map(r => [r.code, r]));
	const hasFunnel = m.limits && !m.answer && shownRows.length > 0 && national.status === 'publish';
	const higher = shownRows.filter(r => r.f.comparison === 1).length,
		lower = shownRows.filter(r => r.f.comparison === -1).length;
	const funnelOrNone = hasFunnel
		? chart({
				id: 'trechter',
				title: t('funnel'),
				name: `${t('funnel')}: ${name}, ${periodText}`,
				lead: t('funnelLead'),
				points: true,
				legend: [
					...states.map(({ side, judged, text }) => ({ mark: legendMark.state(side, judged), text })),
					shownRows.some(r => r.code === m.own) && { mark: legendMark.own(), text: m.place.name },
					{ mark: legendMark.limits(), text: t('limits') },
					{ mark: legendMark.country(), text: t('netherlands') },
				],
				draw: width =>
					funnel(width, {
						points: shownRows,
						limits: m.limits,
						target: national.value,
						unit,
						polarity: m.polarity,
						own: m.own,
						description: t('funnelAlt')(name, periodText, shownRows.length, rows.length, higher, lower),
					}),
				note: [
					legendMark.hidden(),
					' ',
					t('funnelHidden')(number(rows.length - shownRows.length), number(rows.length)),
					' ',
					t('funnelMarks'),
				],
			})
		: h('div', { class: 'chart' }, h('h2', {}, t('funnel')), h('p', { class: 'muted' }, t('noFunnel')));
	const maps = h('div', { class: 'maps' });
	// Outlines are much to read: after the first chart.
	const draw = async () => {
		if (hasFunnel) await firstChart;
		const outlines = await load('map/municipalities').catch(() => null);
		if (outlines)
			maps.append(
				chart({
					id: 'kaart',
					title: t('municipalityMap'),
					name: `${t('municipalityMap')}: ${name}, ${periodText}`,
					points: true,
					legend: [
						...mapFillLegend(m),
						outlines.topology.objects.areas.geometries.some(a => !byCode.has(a.id)) && noFigureLegend(),
					],
					draw: width =>
						areaMap(width, {
							outlines,
							symbols: !m.answer,
							figures: Object.fromEntries(rows.map(r => [r.code, m.answer ? answered(r.f) : r.f])),
							polarity: m.polarity,
							own: m.own,
							title: code => byCode.get(code) && tip(byCode.get(code)),
							description: t('municipalityMapAlt')(
								name,
								periodText,
								higher,
								lower,
								rows.length - shownRows.length,
							),
						}),
					note: inLanguage(outlines.source),
				}),
			);
		if (m.answer) return;
		const { outlines: provinces } = await load('map/provinces');
		maps.append(
			chart({
				id: 'provincies',
				title: t('map'),
				name: `${t('map')}: ${name}, ${periodText}`,
				legend: mapLegend(m.polarity),
				note: t('mapSource'),
				draw: () => provinceMap(provinces, m.provinces, m.polarity, t('mapAlt')(name, periodText)),
				table: table(
					`${t('map')}: ${name}, ${periodText}`,
					[
						{ label: t('province'), rowHeader: true, cell: ([p]) => p },
						valueColumn(([, f]) => f, unit),
						intervalColumn(([, f]) => f),
					],
					Object.entries(m.provinces),
				),
			}),
		);
	};
	// A frame may be waiting for one of them.
	draw().then(() => document.dispatchEvent(new Event('kansrijk-figures')));
	return [
		h(
			'p',
			{ class: 'national' },
			`${name}, ${periodText}. ${t('netherlands')}: `,
			h(
				'strong',
				{},
				shown(national, f => withUnit(f, unit)),
			),
			national.status === 'publish' && !m.answer && ` (${interval(national)})`,
			m.place && ['. ', ownFigure(m)],
			'.',
		),
		sourceLine(m.definition, m.periods[0].year, m.note),
		funnelOrNone,
		maps,
	];
}

// What the visitor came for, also where it is hidden and has no point.
function ownFigure(m) {
	const { f } = m.rows.find(r => r.code === m.own) ?? { f: read() };
	return [
		`${m.place.name}: `,
		h(
			'strong',
			{},
			shown(f, () => (m.answer ? t(f.n === 1 ? 'yes' : 'no') : withUnit(f, m.unit))),
		),
		f.status === 'publish' && !m.answer && ` (${interval(f)})`,
		typeof f.comparison === 'number' && !m.answer && `, ${comparisonText(f, m.polarity)}`,
	];
}

// An answer has two states: yes as what is favourable.
const answered = f => (f.status === 'publish' ? { ...f, comparison: f.n === 1 ? 1 : 0 } : f);
const mapFillLegend = m =>
	m.answer
		? mapLegend(m.polarity, { symbols: false })
				.filter((_, i) => i !== 1)
				.map((item, i) => ({ ...item, text: [t('yes'), t('no'), t('hidden')][i] }))
		: mapLegend(m.polarity);

export default {
	read: readModel,
	heading: () => t('municipalitiesTitle'),
	title: m => `${m.name}, ${m.periodText}`,
	parts: redraw => {
		const filter = [
			['', 'every'],
			['peers', 'onlyPeers'],
			['shown', 'onlyShown'],
			['hidden', 'onlyHidden'],
			['higher', 'higher'],
			['similar', 'similar'],
			['lower', 'lower'],
		];
		// Filters change rows, not the figures above them.
		let model;
		const rows = {
			element: h('div', { class: 'part' }),
			update: m => {
				model = m;
				rows.element.replaceChildren(...list(m).filter(Boolean));
			},
		};
		const fill = () => rows.update(model);
		return [
			() => h('p', { class: 'lead' }, t('municipalitiesLead')),
			controls(
				select(
					t('indicator'),
					'indicator',
					m => ({ options: definitionOptions(m.definitions, definitionName), current: m.definition.id }),
					redraw,
				),
				periodSelect(redraw),
				combobox(
					t('mine'),
					'gemeente',
					m => ({
						options: [
							...m.rows,
							...(m.place && !m.rows.some(r => r.code === m.own) ? [m.place] : []),
						].map(r => ({ value: r.code, text: r.name })),
						current: m.own,
					}),
					code => {
						chooseMunicipality(code);
						redraw();
					},
				),
			),
			() =>
				h(
					'p',
					{ class: 'highlights' },
					`${t('goTo')} `,
					highlights
						.filter(id => locals().some(d => d.id === id))
						.flatMap((id, i) => [
							i > 0 && ' · ',
							h(
								'a',
								{ href: anchor({ indicator: id, periode: '' }) },
								definitionName(locals().find(d => d.id === id)),
							),
						]),
				),
			charts,
			() => h('h2', { id: 'tabel' }, t('list')),
			controls(
				search(t('search'), fill),
				select(
					t('province'),
					'provincie',
					() => ({
						options: [
							{ value: '', text: t('allProvinces') },
							...data('core')
								.provinces.filter(p => !p.endsWith('?'))
								.map(p => ({ value: p, text: p })),
						],
						current: chosen('provincie', ''),
					}),
					fill,
				),
				select(
					t('only'),
					'toon',
					m => ({
						options: filter
							.filter(([v]) =>
								m.answer ? ['', 'shown', 'hidden'].includes(v) : v !== 'peers' || m.place,
							)
							.map(([v, text]) => ({ value: v, text: t(text) })),
						current: chosen('toon', ''),
					}),
					fill,
				),
			),
			rows,
		];
	},
};
