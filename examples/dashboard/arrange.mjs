// The lines of export.sql as the files of the site: split by page, definition, period
// and municipality, so that a page reads little. Files: { name: content }.
import { careMoments, fileName, maternityCareClasses } from './src/data.js';

// Figures of one thing, by year: { y: first year, f: [figure, ...] }. Rows come
// ordered by year; a year without a row is null.
function add(tree, path, year, figure) {
	for (const step of path.slice(0, -1)) tree = tree[step] ??= {};
	const series = (tree[path.at(-1)] ??= { y: year, f: [] });
	while (series.f.length < year - series.y) series.f.push(null);
	series.f.push(figure);
}
const set = (tree, path, content) => {
	for (const step of path.slice(0, -1)) tree = tree[step] ??= {};
	tree[path.at(-1)] = content;
};

const objects = (rows, kind) => rows[kind].map(([row]) => row);
const mapValues = (tree, change) =>
	Object.fromEntries(Object.entries(tree).map(([key, x]) => [key, change(x, key)]));
const pick = (tree, keys) => Object.fromEntries(keys.filter(key => key in tree).map(key => [key, tree[key]]));

// What the lines are about: the length of windows, the indicators of the monitor, who has districts.
function scopeOf(rows, about) {
	// Windows are five years unless the publication has another length.
	const window = rows.figure.reduce((longest, [, , , , years]) => Math.max(longest, years), 1);
	const longWindow = rows.long.reduce((longest, [, , , years]) => Math.max(longest, years), 0);
	const members = objects(rows, 'member').filter(m => m.set === 'rivm-2020');
	const isMember = new Set(members.map(m => m.definition));
	return {
		about,
		window,
		longWindow,
		members,
		ofReference: (years, year) => years === window && year === about.year,
		// Of the page of indicators: years of the country.
		isAnnual: (type, years, definition) => type === 'land' && years === 1 && isMember.has(definition),
		isMember,
		// Where a municipality has districts, it is shown beside them, and the country.
		withDistricts: new Set(
			rows.area.filter(([type]) => type === 'stadsdeel').map(([, code]) => code.split('/')[0]),
		),
	};
}

// One period of a definition, for all municipalities; and which periods there are.
function addToPeriod({ byPeriod, periods }, [definition, type, code, years, year, figure]) {
	const at = (byPeriod[`${definition}/${years}.${year}`] ??= {});
	if (type === 'land') at.land = figure;
	else (at[type] ??= {})[code] = figure;
	if (type === 'gemeente') {
		const span = ((periods[definition] ??= {})[years] ??= [year, year]);
		span[1] = Math.max(span[1], year);
	}
}

// Every figure, where pages look for it.
function figuresByPage(rows, { about, window, longWindow, ofReference, isAnnual, withDistricts }) {
	const risk = /^risk-factors-\d-or-more$/;
	const tree = {
		annual: {},
		windows: {},
		country: {},
		parts: {},
		province: {},
		districts: {},
		municipality: {},
		overYears: {},
		byPeriod: {},
		periods: {},
	};
	for (const [family, definition, type, code, years, year, breakdown, category, figure] of rows.figure) {
		const total = breakdown === 'totaal';
		if (type === 'land' && total) {
			if (isAnnual(type, years, definition)) add(tree.annual, [definition, years], year, figure);
			if (years === window) add(tree.windows, [definition, years], year, figure);
			if (ofReference(years, year)) tree.country[definition] = figure;
			if (risk.test(definition)) add(tree.districts, [definition, years, code], year, figure);
		} else if (type === 'land' && ofReference(years, year))
			set(tree.parts, [definition, breakdown, category], figure);
		if (type === 'provincie' && total && ofReference(years, year))
			set(tree.province, [code, definition], figure);
		if (total && (type === 'stadsdeel' || (type === 'gemeente' && withDistricts.has(code))))
			add(tree.districts, [definition, years, code], year, figure);
		if (type === 'gemeente') {
			const own = (tree.municipality[code] ??= { figures: {}, counts: {} }),
				path = [definition, breakdown, category, years];
			// The page begins with one period; what else it has of a municipality it reads after its first chart.
			if (total && (ofReference(years, year) || family === 'programme')) add(own.figures, path, year, figure);
			if (family !== 'programme' && (total ? years === window : ofReference(years, year)))
				add((tree.overYears[code] ??= { figures: {} }).figures, path, year, figure);
			if (family !== 'programme' && figure !== 'empty') {
				const count = (own.counts[family] ??= [0, 0]);
				count[Array.isArray(figure) ? 0 : 1]++;
			}
		}
		if (total && type !== 'stadsdeel') addToPeriod(tree, [definition, type, code, years, year, figure]);
	}
	// Of long windows the last one.
	for (const row of rows.long) if (row[3] === longWindow && row[4] === about.year) addToPeriod(tree, row);
	for (const [definition, years, year, limits] of rows.funnel) {
		const at = tree.byPeriod[`${definition}/${years}.${year}`];
		if (at) at.limits = limits;
	}
	return tree;
}

// Changes: [percent, since when, whether that is more than chance].
function changesOf(rows, { municipality }) {
	const country = {};
	for (const [definition, type, code, , , ...change] of rows.change)
		if (type === 'land') country[definition] = change;
		else if (municipality[code]) set(municipality[code], ['changes', definition], change);
	return country;
}

// Of figures after a break: the first year since then, by definition and year.
function breaksOf(rows, { window, isAnnual }, { municipality, overYears }) {
	const breaks = { windows: {}, annual: {} };
	for (const [definition, type, code, years, year, since] of rows.break) {
		// Since when its series are others: the page says so where no window is that young.
		if (type === 'gemeente' && municipality[code])
			municipality[code].since = Math.max(since, municipality[code].since ?? since);
		if (type === 'gemeente' && years === window && overYears[code])
			set(overYears[code], ['breaks', definition, year], since);
		if (type === 'land' && years === window) set(breaks.windows, [definition, year], since);
		if (isAnnual(type, years, definition)) set(breaks.annual, [definition, year], since);
	}
	return breaks;
}

// For who is too small: ten years, neighbours taken together, and what follows of hidden figures; of the period that
// the page is about.
function addWhatIsKnownInstead(rows, { about, longWindow, ofReference }, { municipality, overYears }) {
	const figureOf = f => (Array.isArray(f) ? [...f, null, null] : f);
	for (const [definition, type, code, years, year, figure] of rows.long)
		if (type === 'gemeente' && years === longWindow && year === about.year && municipality[code])
			set(municipality[code], ['long', definition], figure);
	for (const [definition, code, years, year, ...range] of rows.deducible)
		if (ofReference(years, year) && municipality[code])
			set(municipality[code], ['deducible', definition], range);
	const groups = Object.fromEntries(
		rows.group.map(([type, code, name]) => [
			`${type} ${code}`,
			{ type, code, name, places: [], figures: {}, parts: {} },
		]),
	);
	for (const [type, code, place] of rows.grouping) groups[`${type} ${code}`]?.places.push(place);
	for (const [definition, type, code, years, year, breakdown, category, figure] of rows.grouped)
		if (ofReference(years, year)) {
			const { figures, parts } = groups[`${type} ${code}`];
			if (breakdown === 'totaal') figures[definition] = figureOf(figure);
			else set(parts, [definition, breakdown, category], figureOf(figure));
		}
	// A group of one is that municipality. What it is broken down in is read with that of the municipality.
	for (const { parts, ...group } of Object.values(groups))
		if (group.places.length > 1)
			for (const place of group.places.filter(p => municipality[p])) {
				(municipality[place].groups ??= []).push(group);
				if (overYears[place])
					(overYears[place].groups ??= []).push({ type: group.type, code: group.code, parts });
			}
}

// What a municipality consists of, in the last period: { kind: { places, periods and figures by definition } }.
function withinMunicipalities(rows, { municipality }) {
	const within = {},
		figuresOf = {},
		periodsOf = {};
	for (const [definition, kind, code, years, year, figure] of rows.within) {
		set(figuresOf, [kind, code, definition], figure);
		set(periodsOf, [kind, definition], [years, year]);
	}
	for (const [kind, code, name, place] of rows.placed)
		if (municipality[place] && figuresOf[kind]?.[code]) {
			const { places, figures } = ((within[place] ??= {})[kind] ??= {
				places: [],
				periods: periodsOf[kind],
				figures: {},
			});
			places.push([code, name]);
			for (const [definition, figure] of Object.entries(figuresOf[kind][code]))
				set(figures, [definition, code], figure);
		}
	return within;
}

// Notes by definition and period for the pages of municipalities, by year for those of the country; and figures in
// words. Most texts are of many figures: each once, and its number.
function textsOf(rows, { ofReference, isAnnual }, { windows, byPeriod, districts, municipality }) {
	const told = { texts: [], words: {}, notes: {}, ofReference: {}, districts: {} };
	const numberOf = (list, pair) => {
		const known = list.findIndex(other => other[0] === pair[0] && other[1] === pair[1]);
		return known >= 0 ? known : list.push(pair) - 1;
	};
	for (const [definition, years, year, note] of rows.note) {
		if (isAnnual('land', years, definition)) set(told.notes, [definition, year], numberOf(told.texts, note));
		if (ofReference(years, year) && windows[definition]) told.ofReference[definition] = note;
		if (byPeriod[`${definition}/${years}.${year}`]) byPeriod[`${definition}/${years}.${year}`].note = note;
		if (districts[definition]) {
			const of = ((told.districts[definition] ??= {})[years] ??= { texts: [], notes: {} });
			of.notes[`${years}.${year}`] = numberOf(of.texts, note);
		}
	}
	for (const [definition, type, code, years, year, oneIn, change] of rows.words)
		if (isAnnual(type, years, definition))
			set(told.words, [definition, years, year], numberOf(told.texts, oneIn));
		else if (type === 'gemeente') set(municipality[code], ['words', definition], [years, year, oneIn, change]);
	return told;
}

// [code, name, place of the province in provinces]. Of a municipality that ended, how long it lasted and what it became
// go along. One without figures of the last year may have had no births: it ended where that is told, or when all of a
// window has none.
function placesOf(rows, { about, window }, provinces) {
	const became = {},
		until = {};
	for (const [code, into, share, year] of rows.transition) {
		(became[code] ??= []).push([into, share]);
		until[code] = year;
	}
	const hasEnded = (code, last) =>
		!code.endsWith('?') && last < about.year && (code in until || last <= about.year - window);
	return rows.area
		.filter(([type]) => type === 'gemeente')
		.map(([, code, name, province, last]) => [
			code,
			name,
			provinces.indexOf(province),
			...(hasEnded(code, last) ? [until[code] ?? last, became[code] ?? []] : []),
		]);
}

// The first and the last year of each length of windows.
const yearsOf = spans =>
	mapValues(spans, series => [
		Math.min(...Object.values(series).map(s => s.y)),
		Math.max(...Object.values(series).map(s => s.y + s.f.length - 1)),
	]);

// What every page reads.
function core(rows, scope, { periods, districts }, { isKept, shown }) {
	const definitions = objects(rows, 'definition').filter(d => isKept(d.id));
	const named = new Set([...definitions, ...scope.members].map(d => d.indicator));
	const attributions = [...new Set(objects(rows, 'indicator').map(i => i.attribution))];
	const provinces = rows.area.filter(([type]) => type === 'provincie').map(([, code]) => code);
	return {
		about: { ...scope.about, window: scope.window, longWindow: scope.longWindow },
		indicators: Object.fromEntries(
			objects(rows, 'indicator')
				.filter(i => named.has(i.id))
				.map(({ id, group, name, unit, polarity, attribution }) => [
					id,
					{ group, name, unit, polarity, attribution: attributions.indexOf(attribution) },
				]),
		),
		attributions,
		definitions: definitions
			.filter(d => shown.has(d.id))
			.map(d => ({
				...pick(d, ['id', 'indicator', 'family', 'unit', 'name', 'counted']),
				local: d.id in periods,
				periods: periods[d.id],
				districts: d.id in districts ? yearsOf(districts[d.id]) : undefined,
			})),
		breakdowns: Object.fromEntries(objects(rows, 'breakdown').map(b => [b.id, b.name])),
		municipalities: placesOf(rows, scope, provinces),
		provinces,
		districts: rows.area.filter(([type]) => type === 'stadsdeel').map(([, code, name]) => [code, name]),
	};
}

export function arrange(rows, about) {
	const scope = scopeOf(rows, about);
	const tree = figuresByPage(rows, scope);
	const changes = changesOf(rows, tree),
		breaks = breaksOf(rows, scope, tree),
		told = textsOf(rows, scope, tree),
		within = withinMunicipalities(rows, tree);
	addWhatIsKnownInstead(rows, scope, tree);
	// Who is only counted for the country is on few pages.
	const ofCare = [...careMoments, ...maternityCareClasses];
	const isKept = id => id in tree.periods || scope.isMember.has(id) || ofCare.includes(id);
	const kept = of => pick(of, Object.keys(of).filter(isKept));
	const shown = new Set(
		rows.figure
			.filter(([, , type, , , , breakdown]) => type === 'land' && breakdown === 'totaal')
			.map(([, definition]) => definition),
	);
	const published = objects(rows, 'published');
	const files = {
		core: core(rows, scope, tree, { isKept, shown }),
		reference: { country: kept(tree.country), notes: kept(told.ofReference), changes: kept(changes) },
		care: {
			province: mapValues(tree.province, figures => pick(figures, ofCare)),
			parts: pick(tree.parts, ofCare),
		},
		indicators: {
			members: scope.members,
			figures: tree.annual,
			texts: told.texts,
			words: told.words,
			notes: told.notes,
			breaks: breaks.annual,
			published: published
				.filter(f => f.document === 'rivm-2020' && f.area.startsWith('NL') && f.definition && 'value' in f)
				.map(f => pick(f, ['definition', 'value', 'digits', 'year', 'unit', 'qualifier', 'inconsistency'])),
		},
		districts: {
			published: published
				.filter(f => f.area.startsWith('Amsterdam/') && f.indicator === 'S04')
				.map(f => pick(f, ['indicator', 'area', 'category', 'n', 'd', 'value', 'year'])),
		},
		catalogue: {
			computed: [...shown],
			...Object.fromEntries(
				['indicator', 'definition', 'set', 'member', 'document', 'inconsistency', 'published'].map(kind => [
					kind,
					objects(rows, kind),
				]),
			),
		},
	};
	for (const [definition, figures] of Object.entries(kept(tree.windows)))
		files[`country/${definition}`] = {
			figures: { [definition]: figures },
			parts: tree.parts[definition],
			breaks: breaks.windows[definition],
		};
	for (const [code, figures] of Object.entries(tree.province))
		files[`province/${fileName(code)}`] = { code, figures: kept(figures) };
	for (const [definition, spans] of Object.entries(tree.districts))
		for (const [span, figures] of Object.entries(spans))
			files[`districts/${definition}/${span}`] = {
				figures: { [definition]: { [span]: figures } },
				...told.districts[definition]?.[span],
			};
	for (const [path, content] of Object.entries(tree.byPeriod))
		if (content.gemeente) files[`definition/${path}`] = content;
	for (const [code, content] of Object.entries(within)) files[`within/${fileName(code)}`] = content;
	for (const [code, content] of Object.entries(tree.municipality)) {
		if (within[code]) content.within = true;
		files[`municipality/${fileName(code)}`] = content;
		files[`years/${fileName(code)}`] = tree.overYears[code] ?? { figures: {} };
	}
	return files;
}
