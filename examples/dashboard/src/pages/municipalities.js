// All municipalities: one indicator and period, as a table, a funnel and a map.
import { country, data, definitionName, figure, load, windowYears, years } from '../data.js';
import { interval, number, period, value, withUnit } from '../format.js';
import { chart, h, select, shown, table } from '../dom.js';
import { comparisonName, funnel, legendMark } from '../charts.js';
import { classes, fills, map } from '../map.js';
import { areaName, choose, chosen, inLanguage, t } from '../state.js';

export default async function (content, again) {
	const { municipalities, definitions, provinces } = data('core');
	const local = definitions.filter(d => d.local);
	const definition = local.find(d => d.id === chosen('indicator', local.some(d => d.id === 'big2-24w-all') ? 'big2-24w-all' : local[0].id, local.map(d => d.id)));
	const { gemeente, provincie = {}, limits = {}, places = {} } = await load(`definition/${definition.id}`);

	const spans = Object.keys(gemeente).map(Number).sort((a, b) => b - a);
	const periods = spans.flatMap(span => [...new Set(Object.values(gemeente[span]).flatMap(years))].sort((a, b) => b - a).map(year => ({ span, year, id: `${span}.${year}` })));
	const at = periods.find(p => p.id === chosen('periode', periods[0].id, periods.map(p => p.id)));
	const periodText = period(at.year, at.span);
	const rows = municipalities.map(([code, name, province]) => ({ code, name: areaName(code, name), province: province ?? '', f: figure(gemeente[at.span]?.[code], at.year) })).filter(r => r.f.status !== 'none' && r.f.status !== 'empty');
	const national = figure(country(definition.id, at.span), at.year);
	const shownRows = rows.filter(r => r.f.status === 'publish');
	const { unit } = definition;

	// Table, with filters of its own: they change rows, not the figures above it.
	const list = h('div', {}), counted = h('p', { class: 'count', role: 'status' });
	const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', value: chosen('zoek', ''), oninput: event => { choose({ zoek: event.target.value }); fill(); } });
	const columns = [
		{ label: t('municipality'), rowHeader: true, sort: r => r.name, cell: r => (r.code.endsWith('?') ? r.name : h('a', { href: `gemeente.html#${new URLSearchParams({ taal: document.documentElement.lang, gemeente: r.code })}` }, r.name)) },
		{ label: t('province'), sort: r => r.province || null, cell: r => r.province },
		{ label: t('value'), number: true, sort: r => r.f.value ?? null, cell: r => shown(r.f, f => withUnit(f, unit)) },
		{ label: t('interval'), number: true, derived: true, cell: r => shown(r.f, interval) },
		{ label: t('numerator'), number: true, sort: r => r.f.n ?? null, cell: r => shown(r.f, f => number(f.n)) },
		{ label: t('denominator'), number: true, sort: r => r.f.d ?? null, cell: r => shown(r.f, f => number(f.d)) },
		{ label: t('comparedTo'), derived: true, sort: r => r.f.comparison ?? null, cell: r => (r.f.status === 'publish' ? h('span', { class: `comparison ${comparisonName(r.f.comparison)}` }, t(comparisonName(r.f.comparison))) : shown(r.f)) },
	];
	function fill() {
		const wanted = search.value.trim().toLocaleLowerCase();
		const province = chosen('provincie', ''), only = chosen('toon', '');
		const test = { '': () => true, shown: r => r.f.status === 'publish', hidden: r => r.f.status === 'hidden', lower: r => r.f.comparison === -1, similar: r => r.f.comparison === 0, higher: r => r.f.comparison === 1 }[only] ?? (() => true);
		const found = rows.filter(r => (!wanted || r.name.toLocaleLowerCase().includes(wanted)) && (!province || r.province === province) && test(r));
		counted.textContent = t('rowCount')(number(found.length), number(rows.length));
		list.replaceChildren(table(`${definitionName(definition)}, ${periodText}`, columns, found, { sortable: true, sorted: { index: 2, down: true }, limit: 25, class: 'stack municipalities' }));
	}
	fill();

	const provinceFigures = Object.fromEntries(provinces.filter(p => !p.endsWith('?')).map(p => [p, figure(provincie[at.span]?.[p], at.year)]));
	const { bounds } = classes(Object.values(provinceFigures));
	const points = shownRows.filter(r => places[at.year]?.[r.code] !== undefined).map(r => ({ ...r, place: places[at.year][r.code] }));
	const hasFunnel = at.span > 1 && limits[at.year] && points.length > 0;

	content.append(
		h('p', { class: 'lead' }, t('municipalitiesLead')),
		h('div', { class: 'controls' },
			select(t('indicator'), 'indicator', local.map(d => ({ value: d.id, text: definitionName(d), group: t('families')[d.family] })), definition.id, again),
			select(t('period'), 'periode', periods.map(p => ({ value: p.id, text: period(p.year, p.span), group: p.span > 1 ? t('fiveYears') : t('oneYear') })), at.id, again)),
		h('p', { class: 'national' }, `${definitionName(definition)}, ${periodText}. ${t('netherlands')}: `, h('strong', {}, shown(national, f => withUnit(f, unit))), national.status === 'publish' && ` (${interval(national)})`),
		h('div', { class: 'pair' },
			hasFunnel ? chart({
				title: t('funnel'), lead: t('funnelLead'),
				legend: [{ mark: legendMark.similar(), text: t('within') }, { mark: legendMark.higher(), text: t('above') }, { mark: legendMark.lower(), text: t('below') }, { mark: legendMark.limits(), text: t('limits') }, { mark: legendMark.country(), text: t('netherlands') }],
				draw: width => funnel(width, { points, limits: limits[at.year], target: national.value, unit, description: t('funnelAlt')(definitionName(definition), periodText, points.length, rows.length, points.filter(p => p.place).length) }),
				note: [legendMark.hidden(), ' ', t('funnelHidden')(number(rows.length - shownRows.length), number(rows.length))],
			}) : h('div', { class: 'chart' }, h('h2', {}, t('funnel')), h('p', { class: 'muted' }, t('noFunnel'))),
			chart({
				title: t('map'), draw: () => map(provinceFigures, t('mapAlt')(definitionName(definition), periodText)),
				legend: [...bounds.map(([a, b], i) => ({ mark: legendMark.swatch(fills[i]), text: `${number(a, 1)}–${number(b, 1)}` })), { mark: legendMark.hidden(), text: t('legendHidden') }],
				note: t('mapSource'),
				table: table(t('map'), [
					{ label: t('province'), rowHeader: true, cell: ([p]) => p },
					{ label: t('value'), number: true, cell: ([, f]) => shown(f, g => withUnit(g, unit)) },
					{ label: t('interval'), number: true, cell: ([, f]) => shown(f, interval) },
				], Object.entries(provinceFigures)),
			})),
		h('section', {}, h('h2', {}, t('list')),
			h('div', { class: 'controls' },
				h('div', { class: 'field' }, h('label', { for: 'search' }, t('search')), search),
				select(t('province'), 'provincie', [{ value: '', text: t('allProvinces') }, ...provinces.filter(p => !p.endsWith('?')).map(p => ({ value: p, text: p }))], chosen('provincie', ''), fill),
				select(t('only'), 'toon', [['', t('every')], ['shown', t('onlyShown')], ['hidden', t('onlyHidden')], ['higher', t('legendHigher')], ['similar', t('legendSimilar')], ['lower', t('legendLower')]].map(([v, text]) => ({ value: v, text })), chosen('toon', ''), fill)),
			counted, list));
}
