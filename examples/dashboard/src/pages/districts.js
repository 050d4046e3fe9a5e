// Risk factors by district, as in the Regiobeeld of Amsterdam.
import { changeChart } from '../charts/change.js';
import { legendMark } from '../charts/marks.js';
import { nestedBars, nestedFills } from '../charts/nested-bars.js';
import { isCut, overRepresentation } from '../charts/over-representation.js';
import { csvCell, csvCount, csvValue, valueColumn } from '../columns.js';
import { timesCountry } from '../comparison.js';
import { controls, definitionOptions, periodSelect, periodsOf, select } from '../controls.js';
import { data, definitionName, figure, isAnswer, load, years } from '../data.js';
import { h, shown } from '../dom.js';
import { chart, later } from '../figure.js';
import { bare, number, period, shortPeriod, value } from '../format.js';
import { sourceLine } from '../source-line.js';
import { chosen, t } from '../state.js';
import { table } from '../table.js';
import { takeTable } from '../take.js';

const risk = ['risk-factors-1-or-more', 'risk-factors-2-or-more', 'risk-factors-3-or-more'];
const atLeast = id => Number(id.match(/\d/)[0]);
// A count with its share: two cells of a spreadsheet.
const countColumn = (label, of) => ({
	label,
	number: true,
	cell: r => shown(of(r), f => `${number(f.n)} (${value(f)}%)`),
	csv: [csvCount(label, of), csvValue(`${label} (%)`, of)],
});
// How many times the country's a figure is.
const timesColumn = (label, of) => ({
	label,
	number: true,
	cell: r => shown(of(r), f => `${number(f.value, 2)} (${number(f.lower, 2)}–${number(f.upper, 2)})`),
	csv: [
		['value', label],
		['lower', `${label}: ${t('lowerLimit')}`],
		['upper', `${label}: ${t('upperLimit')}`],
	].map(([key, name]) => csvCell(name, of, f => bare(f[key], 2))),
});
// Those without any: the rest of a shown figure.
const rest = f => (f.status === 'publish' ? { ...f, n: f.d - f.n, value: 100 - f.value } : f);

// Of a definition, what is asked of its years and windows: { figures: { span: { area: series } }, note(period) }.
async function ofDistricts(id, spans) {
	const parts = await Promise.all(spans.map(span => load(`districts/${id}/${span}`)));
	return {
		figures: Object.assign({}, ...parts.map(part => part.figures[id])),
		note: at => parts.map(({ texts, notes }) => texts?.[notes[at]]).find(Boolean),
	};
}

async function readModel() {
	const { municipalities, districts, definitions } = data('core');
	const { published } = data('districts');
	const available = definitions.filter(d => d.districts);
	const levels = risk.filter(id => available.some(d => d.id === id));
	const others = available.filter(d => !isAnswer(d));
	const other =
		others.find(d => d.id === chosen('indicator', null)) ?? others.find(d => d.id === 'picu') ?? others[0];
	const spans = available.find(d => d.id === levels[0]).districts,
		longest = Math.max(...Object.keys(spans));
	const periods = periodsOf(spans);
	const at = periods.find(p => p.id === chosen('periode', null)) ?? periods.find(p => p.span > 1) ?? periods[0];
	const parts = await Promise.all(levels.map(id => ofDistricts(id, [...new Set([at.span, longest])])));
	const named = districts.filter(([code]) => !code.endsWith('?'));
	const wholes = municipalities.filter(([code]) => named.some(([d]) => d.startsWith(`${code}/`)));
	const rows = [
		...[...named, ...wholes].map(([code, name]) => ({
			id: code,
			name,
			whole: wholes.some(([w]) => w === code),
		})),
		{ id: 'NL', name: t('netherlands'), whole: true },
	].map(r => ({ ...r, figures: parts.map(part => figure(part.figures[at.span][r.id], at.year)) }));
	return {
		first: parts[0],
		published,
		levels,
		periods,
		at,
		named,
		wholes,
		rows,
		others,
		other,
		periodText: period(at.year, at.span),
	};
}

const levelLegend = levels =>
	levels.map((id, i) => ({
		mark: legendMark.swatch(nestedFills[i + 3 - levels.length]),
		text: t('atLeast')(atLeast(id)),
	}));

// From the first to the last of the longest windows that share no year, else of the years.
function change({ id, level = 'h3', definition, figures, named, wholes }) {
	const at = Object.keys(figures)
		.map(Number)
		.sort((a, b) => b - a)
		.map(span => {
			const all = [...new Set(Object.values(figures[span]).flatMap(years))].sort((a, b) => a - b);
			const last = all.at(-1),
				before = all.filter(y => y <= last - span)[0];
			return before === undefined ? null : { span, last, before };
		})
		.find(Boolean);
	if (!at) return null;
	const series = figures[at.span];
	const rows = [...named, ...wholes].map(([code, name]) => ({
		id: code,
		name,
		before: figure(series[code], at.before),
		after: figure(series[code], at.last),
	}));
	if (!rows.some(r => r.before.status === 'publish' && r.after.status === 'publish')) return null;
	const name = definitionName(definition),
		from = period(at.before, at.span),
		to = period(at.last, at.span),
		{ unit } = definition;
	return chart({
		id,
		level,
		title: t('changeTitle')(name, from, to),
		name: t('changeTitle')(name, from, to),
		lead: t('changeLead'),
		legend: [
			{ mark: legendMark.before(), text: from },
			{ mark: legendMark.after(), text: to },
			{ mark: legendMark.hidden(), text: t('hidden') },
		],
		draw: width =>
			changeChart(width, {
				rows,
				unit,
				from: shortPeriod(at.before, at.span),
				to: shortPeriod(at.last, at.span),
				description: t('changeAlt')(name, from, to),
			}),
		table: table(
			t('changeTitle')(name, from, to),
			[
				{ label: t('district'), rowHeader: true, cell: r => r.name },
				valueColumn(r => r.before, unit, { label: from }),
				valueColumn(r => r.after, unit, { label: to }),
			],
			rows,
			{ class: 'stack' },
		),
	});
}

function classes({ levels, rows, periodText, at, first, named, wholes }) {
	const of = i => r => r.figures[i];
	const list = table(
		`${t('districtsTable')}, ${periodText}`,
		[
			{ label: t('district'), rowHeader: true, cell: r => r.name },
			{
				label: t('births'),
				number: true,
				cell: r => shown(r.figures[0], f => number(f.d)),
				csv: [csvCount(t('births'), of(0), 'd')],
			},
			countColumn(t('none'), r => rest(r.figures[0])),
			...levels.map((id, i) => countColumn(t('atLeast')(atLeast(id)), of(i))),
		],
		rows,
		{ class: 'stack', rowClass: r => (r.whole ? 'whole' : undefined) },
	);
	const definition = data('core').definitions.find(d => d.id === levels[0]);
	const country = rows.find(r => r.id === 'NL').figures,
		beside = rows
			.filter(r => r.id !== 'NL')
			.map(r => ({ ...r, times: r.figures.map((f, i) => timesCountry(f, country[i])) }));
	return [
		sourceLine(definition, at.year, first.note(at.id)),
		chart({
			id: 'risicofactoren',
			title: `${t('districtsChart')}, ${periodText}`,
			name: `${t('districtsChart')}, ${periodText}`,
			legend: [...levelLegend(levels), { mark: legendMark.hidden(), text: t('hidden') }],
			draw: width =>
				nestedBars(width, {
					rows,
					levels,
					description: t('districtsAlt')(periodText, levels.map(atLeast).join(', ')),
				}),
			table: null,
		}),
		h(
			'section',
			{},
			h('h2', {}, t('districtsTable')),
			h('p', { class: 'muted' }, periodText),
			list,
			takeTable(list),
		),
		country[0].status === 'publish'
			&& chart({
				id: 'oververtegenwoordiging',
				title: t('overRepresentation'),
				name: `${t('overRepresentation')}, ${periodText}`,
				lead: t('overRepresentationLead'),
				legend: levelLegend(levels),
				draw: width =>
					overRepresentation(width, {
						rows: beside,
						levels,
						description: t('overRepresentationAlt')(periodText),
					}),
				note: isCut(beside) && t('goesOn'),
				table: table(
					`${t('overRepresentation')}, ${periodText}`,
					[
						{ label: t('district'), rowHeader: true, cell: r => r.name },
						...levels.map((id, i) => timesColumn(t('atLeast')(atLeast(id)), r => r.times[i])),
					],
					beside,
					{ class: 'stack' },
				),
			}),
		change({
			id: 'risicofactoren-verandering',
			level: 'h2',
			definition,
			figures: first.figures,
			named,
			wholes,
		}),
	];
}

// As published: exclusive classes, whose share is printed beside the count.
function publishedBeside({ published }) {
	const classesOf = published.filter(f => f.indicator === 'S04' && f.area.startsWith('Amsterdam/') && f.year);
	if (classesOf.length === 0) return null;
	const last = Math.max(...classesOf.map(f => f.year));
	const printed = new Map();
	for (const f of classesOf.filter(g => g.year === last)) {
		const name = f.area.slice('Amsterdam/'.length);
		if (!printed.has(name)) printed.set(name, {});
		printed.get(name)[f.category] = f;
		printed.get(name).births ??= f.d;
	}
	const categoryName = c => (c === '0' ? t('none') : c.startsWith('>=') ? t('kOrMore')(c.slice(2)) : c);
	return h(
		'section',
		{},
		h('h2', {}, t('publishedBeside')(last)),
		h('p', { class: 'muted' }, t('publishedBesideNote')),
		table(
			t('publishedBeside')(last),
			[
				{ label: t('district'), rowHeader: true, cell: ([name]) => name },
				{
					label: t('births'),
					number: true,
					cell: ([, c]) => (c.births === undefined ? '' : number(c.births)),
				},
				...[...new Set(classesOf.map(f => f.category))].map(c => ({
					label: categoryName(c),
					number: true,
					cell: ([, row]) =>
						row[c]
							? `${number(row[c].n)}${row[c].value === undefined ? '' : ` (${number(row[c].value)}%)`}`
							: '',
				})),
			],
			[...printed],
			{ class: 'stack' },
		),
	);
}

function byYear({ other, named, wholes }, part) {
	const annual = part.figures[1] ?? {};
	const annualYears = [...new Set(Object.values(annual).flatMap(years))].sort();
	const name = definitionName(other);
	const list = table(
		`${t('districtYears')}: ${name}`,
		[
			{ label: t('district'), rowHeader: true, cell: ([, n]) => n },
			...annualYears.map(year => {
				const of = ([code]) => figure(annual[code], year);
				return {
					label: String(year),
					number: true,
					cell: row => shown(of(row), f => `${number(f.n)} (${value(f)})`),
					csv: [csvCount(`${year}: ${t('numerator')}`, of), csvValue(`${year}: ${t('value')}`, of)],
				};
			}),
		],
		[...named, ...wholes],
		{ class: 'wide', rowClass: ([code]) => (wholes.some(([w]) => w === code) ? 'whole' : undefined) },
	);
	return [
		h('p', { class: 'lead' }, t('districtYearsLead')(t(other.unit))),
		sourceLine(other, annualYears.at(-1), part.note(`1.${annualYears.at(-1)}`)),
		h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('districtYears') }, list),
		takeTable(list),
		change({ id: 'verandering', definition: other, figures: part.figures, named, wholes }),
	];
}

export default {
	read: readModel,
	heading: () => t('districtsTitle'),
	title: m => `${t('districtsTitle')}, ${m.periodText}`,
	subject: m => definitionName(m.other),
	parts: redraw => [
		() => h('p', { class: 'lead' }, t('districtsLead')),
		controls(periodSelect(redraw)),
		classes,
		publishedBeside,
		() => h('h2', {}, t('districtYears')),
		controls(
			select(
				t('indicator'),
				'indicator',
				m => ({ options: definitionOptions(m.others, definitionName), current: m.other.id }),
				redraw,
			),
		),
		m =>
			later(
				'div',
				() => ofDistricts(m.other.id, Object.keys(m.other.districts)),
				part => byYear(m, part),
			),
	],
};
