// The lines of export.sql as the files of the site: split by page, definition, period
// and municipality, so that a page reads little. Files: { name: content }.
import { careMoments, fileName, maternityCareClasses } from './src/data.js';

// Figures of one thing, by year: { y: first year, f: [figure, ...] }. Rows come
// ordered by year; a year without a row is null.
function add(tree, path, year, figure) {
	for (const step of path.slice(0, -1)) tree = tree[step] ??= {};
	const series = tree[path.at(-1)] ??= { y: year, f: [] };
	while (series.f.length < year - series.y) series.f.push(null);
	series.f.push(figure);
}
const set = (tree, path, content) => { for (const step of path.slice(0, -1)) tree = tree[step] ??= {}; tree[path.at(-1)] = content; };

export function arrange(rows, about) {
	const objects = kind => rows[kind].map(([row]) => row);
	// Windows are five years unless the publication has another length.
	const window = rows.figure.reduce((longest, [, , , , years]) => Math.max(longest, years), 1);
	const ofReference = (years, year) => years === window && year === about.year;
	const members = objects('member').filter(m => m.set === 'rivm-2020');
	const isMember = new Set(members.map(m => m.definition));
	// Where a municipality has districts, it is shown beside them, and the country.
	const withDistricts = new Set(rows.area.filter(([type]) => type === 'stadsdeel').map(([, code]) => code.split('/')[0]));
	const risk = /^risk-factors-\d-or-more$/;

	const indicators = {}, windows = {}, reference = { country: {}, notes: {}, changes: {} }, province = {}, parts = {}, districts = {}, municipality = {}, overYears = {}, periods = {}, byPeriod = {};
	for (const [family, definition, type, code, years, year, breakdown, category, figure] of rows.figure) {
		const total = breakdown === 'totaal';
		if (type === 'land' && total) {
			if (years === 1 && isMember.has(definition)) add(indicators, [definition, years], year, figure);
			if (years === window) add(windows, [definition, years], year, figure);
			if (ofReference(years, year)) reference.country[definition] = figure;
			if (risk.test(definition)) add(districts, [definition, years, code], year, figure);
		} else if (type === 'land' && ofReference(years, year)) set(parts, [definition, breakdown, category], figure);
		if (type === 'provincie' && total && ofReference(years, year)) set(province, [code, definition], figure);
		if (total && (type === 'stadsdeel' || type === 'gemeente' && withDistricts.has(code))) add(districts, [definition, years, code], year, figure);
		if (type === 'gemeente') {
			const own = municipality[code] ??= { figures: {}, counts: {} }, path = [definition, breakdown, category, years];
			// The page begins with one period; what else it has of a municipality it reads after its first chart.
			if (total && (ofReference(years, year) || family === 'programme')) add(own.figures, path, year, figure);
			if (family !== 'programme' && (total ? years === window : ofReference(years, year))) add((overYears[code] ??= { figures: {} }).figures, path, year, figure);
			if (family !== 'programme' && figure !== 'empty') {
				const count = own.counts[family] ??= [0, 0];
				count[Array.isArray(figure) ? 0 : 1]++;
			}
		}
		if (total && type !== 'stadsdeel') {
			const at = byPeriod[`${definition}/${years}.${year}`] ??= {};
			if (type === 'land') at.land = figure; else (at[type] ??= {})[code] = figure;
			if (type === 'gemeente') {
				const span = (periods[definition] ??= {})[years] ??= [year, year];
				span[1] = Math.max(span[1], year);
			}
		}
	}
	// Changes: [percent, since when, whether that is more than chance].
	for (const [definition, type, code, , , ...change] of rows.change) if (type === 'land') reference.changes[definition] = change; else if (municipality[code]) set(municipality[code], ['changes', definition], change);
	// Of figures after a break: the first year since then, by definition and year.
	const countryBreaks = {}, annualBreaks = {};
	for (const [definition, type, code, years, year, since] of rows.break) {
		if (type === 'gemeente' && years === window && overYears[code]) set(overYears[code], ['breaks', definition, year], since);
		if (type === 'land' && years === window) set(countryBreaks, [definition, year], since);
		if (type === 'land' && years === 1 && isMember.has(definition)) set(annualBreaks, [definition, year], since);
	}
	const words = {};
	for (const [definition, type, code, years, year, oneIn, change] of rows.words) {
		if (type === 'land' && years === 1 && isMember.has(definition)) set(words, [definition, years, year], oneIn);
		else if (type === 'gemeente') (municipality[code].words ??= {})[definition] = [years, year, oneIn, change];
	}
	// For who is too small: ten years, neighbours taken together, and what follows of hidden figures; of the period that the page is about.
	const figureOf = f => (Array.isArray(f) ? [...f, null, null] : f);
	const longWindow = rows.long.reduce((longest, [, , , years]) => Math.max(longest, years), 0);
	for (const [definition, type, code, years, year, figure] of rows.long) if (type === 'gemeente' && years === longWindow && year === about.year && municipality[code]) set(municipality[code], ['long', definition], figureOf(figure));
	const groupName = Object.fromEntries(rows.group.map(([type, code, name]) => [`${type} ${code}`, name])), groups = {};
	for (const [type, code, place] of rows.grouping) if (groupName[`${type} ${code}`]) (groups[`${type} ${code}`] ??= { type, code, name: groupName[`${type} ${code}`], places: [], figures: {} }).places.push(place);
	for (const [definition, type, code, years, year, figure] of rows.grouped) if (ofReference(years, year) && groups[`${type} ${code}`]) groups[`${type} ${code}`].figures[definition] = figureOf(figure);
	// A group of one is that municipality.
	for (const group of Object.values(groups)) if (group.places.length > 1) for (const place of group.places) if (municipality[place]) (municipality[place].groups ??= []).push(group);
	for (const [definition, code, years, year, ...range] of rows.deducible) if (ofReference(years, year) && municipality[code]) set(municipality[code], ['deducible', definition], range);
	// What a municipality consists of, in the last period: { kind: { places, periods and figures by definition } }.
	const within = {}, figuresWithin = {}, periodsWithin = {};
	for (const [definition, kind, code, years, year, figure] of rows.within) {
		set(figuresWithin, [kind, code, definition], figure);
		set(periodsWithin, [kind, definition], [years, year]);
	}
	for (const [kind, code, name, place] of rows.placed) if (municipality[place] && figuresWithin[kind]?.[code]) {
		const { places, figures } = (within[place] ??= {})[kind] ??= { places: [], periods: periodsWithin[kind], figures: {} };
		places.push([code, name]);
		for (const [definition, figure] of Object.entries(figuresWithin[kind][code])) set(figures, [definition, code], figure);
	}
	for (const [definition, year, limits] of rows.funnel) byPeriod[`${definition}/${window}.${year}`].limits = limits;

	// By definition and period for the pages of municipalities, by year for those of the country.
	const notes = {}, texts = [], districtNotes = {};
	// Most texts are of many figures: each once, and its number.
	const textNumber = (list, pair) => { const known = list.findIndex(other => other[0] === pair[0] && other[1] === pair[1]); return known >= 0 ? known : list.push(pair) - 1; };
	for (const [definition, years, year, note] of rows.note) {
		if (years === 1 && isMember.has(definition)) set(notes, [definition, year], textNumber(texts, note));
		if (ofReference(years, year) && windows[definition]) set(reference, ['notes', definition], note);
		if (byPeriod[`${definition}/${years}.${year}`]) byPeriod[`${definition}/${years}.${year}`].note = note;
		if (districts[definition]) {
			const of = (districtNotes[definition] ??= {})[years] ??= { texts: [], notes: {} };
			of.notes[`${years}.${year}`] = textNumber(of.texts, note);
		}
	}

	for (const byYears of Object.values(words)) for (const byYear of Object.values(byYears)) for (const [year, pair] of Object.entries(byYear)) byYear[year] = textNumber(texts, pair);

	const became = {}, until = {};
	for (const [code, into, share, year] of rows.transition) {
		(became[code] ??= []).push([into, share]);
		until[code] = year;
	}
	// Of a municipality that ended, how long it lasted and what it became go along. One without figures of the last year may
	// have had no births: it ended where that is told, or when all of a window has none.
	const provinces = rows.area.filter(([type]) => type === 'provincie').map(([, code]) => code);
	const hasEnded = (code, last) => !code.endsWith('?') && last < about.year && (code in until || last <= about.year - window);
	const places = rows.area.filter(([type]) => type === 'gemeente').map(([, code, name, province, last]) => (hasEnded(code, last) ? [code, name, provinces.indexOf(province), until[code] ?? last, became[code] ?? []] : [code, name, provinces.indexOf(province)]));

	// Who is only counted for the country is on few pages.
	const ofCare = [...careMoments, ...maternityCareClasses];
	const isKept = id => id in periods || isMember.has(id) || ofCare.includes(id);
	const kept = tree => Object.fromEntries(Object.entries(tree).filter(([id]) => isKept(id)));
	const definitions = objects('definition').filter(d => isKept(d.id));
	const shown = new Set(rows.figure.filter(([, , type, , , , breakdown]) => type === 'land' && breakdown === 'totaal').map(([, definition]) => definition));
	const published = objects('published');
	const yearsOf = spans => Object.fromEntries(Object.entries(spans).map(([span, series]) => [span, [Math.min(...Object.values(series).map(s => s.y)), Math.max(...Object.values(series).map(s => s.y + s.f.length - 1))]]));
	const attributions = [...new Set(objects('indicator').map(i => i.attribution))];
	const files = {
		core: {
			about: { ...about, window, longWindow },
			indicators: Object.fromEntries(objects('indicator').filter(i => definitions.some(d => d.indicator === i.id) || members.some(m => m.indicator === i.id)).map(({ id, group, name, unit, polarity, attribution }) => [id, { group, name, unit, polarity, attribution: attributions.indexOf(attribution) }])),
			attributions,
			definitions: definitions.filter(d => shown.has(d.id)).map(({ id, indicator, family, unit, name, counted }) => ({ id, indicator, family, unit, name, counted, local: id in periods, periods: periods[id], districts: id in districts ? yearsOf(districts[id]) : undefined })),
			breakdowns: Object.fromEntries(objects('breakdown').map(b => [b.id, b.name])),
			municipalities: places,
			provinces,
			districts: rows.area.filter(([type]) => type === 'stadsdeel').map(([, code, name]) => [code, name]),
		},
		reference: Object.fromEntries(Object.entries(reference).map(([what, tree]) => [what, kept(tree)])),
		care: { province: Object.fromEntries(Object.entries(province).map(([code, figures]) => [code, Object.fromEntries(ofCare.filter(id => id in figures).map(id => [id, figures[id]]))])), parts: Object.fromEntries(ofCare.filter(id => id in parts).map(id => [id, parts[id]])) },
		indicators: { members, figures: indicators, texts, words, notes, breaks: annualBreaks, published: published.filter(f => f.document === 'rivm-2020' && f.area.startsWith('NL') && f.definition && f.value !== undefined).map(({ definition, value, digits, year, unit, qualifier, inconsistency }) => ({ definition, value, digits, year, unit, qualifier, inconsistency })) },
		districts: { published: published.filter(f => f.area.startsWith('Amsterdam/') && f.indicator === 'S04').map(({ indicator, area, category, n, d, value, year }) => ({ indicator, area, category, n, d, value, year })) },
		catalogue: { computed: [...shown], ...Object.fromEntries(['indicator', 'definition', 'set', 'member', 'document', 'inconsistency', 'published'].map(kind => [kind, objects(kind)])) },
	};
	for (const [definition, figures] of Object.entries(windows)) if (isKept(definition)) files[`country/${definition}`] = { figures: { [definition]: figures }, parts: parts[definition], breaks: countryBreaks[definition] };
	for (const [code, figures] of Object.entries(province)) files[`province/${fileName(code)}`] = { code, figures: kept(figures) };
	for (const [definition, spans] of Object.entries(districts)) for (const [span, figures] of Object.entries(spans)) files[`districts/${definition}/${span}`] = { figures: { [definition]: { [span]: figures } }, ...districtNotes[definition]?.[span] };
	for (const [path, content] of Object.entries(byPeriod)) if (content.gemeente) files[`definition/${path}`] = content;
	for (const [code, content] of Object.entries(within)) files[`within/${fileName(code)}`] = content;
	for (const [code, content] of Object.entries(municipality)) {
		if (within[code]) content.within = true;
		files[`municipality/${fileName(code)}`] = content;
		files[`years/${fileName(code)}`] = overYears[code] ?? { figures: {} };
	}
	return files;
}
