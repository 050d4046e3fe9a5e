// scan.mjs SITE TARGET: nothing in the site tells a hidden figure. The owner's
// unprotected cells say what is hidden; every file is read as a browser would, and
// every figure found anywhere must be one that may be shown, at its own key. Written
// without the builder: it knows the shape of a figure, and where a key is.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { check, verdict } from './check.mjs';

const [site, target] = process.argv.slice(2);
const owner = process.env.KANSRIJK_OWNER ?? 'ks_eigenaar';
const ask = sql =>
	execFileSync('psql', ['-qXAt', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-c', sql], {
		env: { ...process.env, PGOPTIONS: `-c role=${owner}` },
		maxBuffer: 2 ** 31,
		encoding: 'utf8',
	})
		.split('\n')
		.filter(Boolean)
		.map(line => line.split('\t'));

// The protected relations: cells with their status and unmasked counts.
const cells = new Map();
let hidden = 0;
for (const [relation] of ask(
	`SELECT format('%I.%I', schema_name, name) FROM "${target}_intern".relation WHERE stage = 'protected' ORDER BY 1`,
))
	for (const [definition, type, area, years, year, breakdown, category, status, n, d, rate] of ask(`
		SELECT c.definition, area_type,
			CASE area_type WHEN 'land' THEN 'NL' WHEN 'provincie' THEN coalesce(province, '?')
				WHEN 'gemeente' THEN coalesce(municipality, province || '/?', '?')
				WHEN 'stadsdeel' THEN coalesce(municipality, province, '') || '/' || coalesce(stadsdeel, '?')
				WHEN 'wijk' THEN coalesce(wijk, '?') ELSE coalesce(pc4, '?') END,
			upper(period) - lower(period), upper(period) - 1, c.breakdown, category, status, n, d,
			CASE WHEN u.per IS NULL THEN n::numeric WHEN d > 0 THEN round((n * u.per / d)::numeric, 3) END
		FROM ${relation} c JOIN kansrijk.definition_unit u ON u.id = c.definition,
			kansrijk.numerator(r) n, kansrijk.denominator(r) d`)) {
		cells.set([definition, type, area, years, year, breakdown, category].join('|'), {
			shown: status === 'publish',
			status,
			n: Number(n),
			d: Number(d),
			rate,
		});
		if (status !== 'publish' && status !== 'empty') hidden++;
	}
check('the owner sees hidden cells, or this test proves nothing', hidden > 1000, hidden);
check(
	'and shown ones',
	[...cells.values()].some(c => c.shown),
);

// Every file, as the browser gets it.
const walkFiles = folder =>
	readdirSync(folder, { withFileTypes: true }).flatMap(e =>
		e.isDirectory() ? walkFiles(join(folder, e.name)) : [join(folder, e.name)],
	);
const files = walkFiles(site);
const parse = code => {
	let got;
	new Function('kansrijkData', code)((name, content) => {
		got = { name, content };
	});
	return got;
};
const data = {};
for (const file of files.filter(f => f.startsWith(join(site, 'data')))) {
	const code = readFileSync(file, 'utf8');
	check('a data file is one call with JSON, no code', /^kansrijkData\("[^"]+",[\s\S]*\)\n$/.test(code), file);
	const { name, content } = parse(code);
	data[name] = content;
}

// Where a key is, by file. A figure is [n, d, value, lower, upper, comparison, trend],
// or a word; it is alone, or one of a series over the years.
let located = [];
const isSeries = node => node && typeof node === 'object' && Number.isInteger(node.y) && Array.isArray(node.f);
const isFigure = node =>
	node === 'hidden'
	|| node === 'empty'
	|| (Array.isArray(node) && node.length === 7 && node.every(x => x === null || typeof x === 'number'));
const { window: span, longWindow, year: reference } = data.core.about;
// [definition, area type, area, years, breakdown, category], and the year of a figure alone.
function place(file, path) {
	const period = /^definition\/(.+)\/(\d+)\.(\d+)$/.exec(file);
	if ((file === 'indicators' || file.startsWith('country/')) && path[0] === 'figures')
		return { key: [path[1], 'land', 'NL', path[2], 'totaal', 'totaal'] };
	if (file === 'reference')
		return {
			year: reference,
			key: path[0] === 'country' ? [path[1], 'land', 'NL', span, 'totaal', 'totaal'] : undefined,
		};
	if (file === 'care')
		return {
			year: reference,
			key: {
				province: [path[2], 'provincie', path[1], span, 'totaal', 'totaal'],
				parts: [path[1], 'land', 'NL', span, path[2], path[3]],
			}[path[0]],
		};
	if (file.startsWith('country/') && path[0] === 'parts')
		return { year: reference, key: [file.slice(8), 'land', 'NL', span, path[1], path[2]] };
	if (file.startsWith('province/') && path[0] === 'figures')
		return { year: reference, key: [path[1], 'provincie', data[file].code, span, 'totaal', 'totaal'] };
	if (file.startsWith('districts/') && path[0] === 'figures')
		return {
			key: [
				path[1],
				path[3] === 'NL' ? 'land' : path[3].includes('/') ? 'stadsdeel' : 'gemeente',
				path[3],
				path[2],
				'totaal',
				'totaal',
			],
		};
	if (period)
		return {
			year: Number(period[3]),
			key: [period[1], path[0], path[0] === 'land' ? 'NL' : path[1], period[2], 'totaal', 'totaal'],
		};
	if (file.startsWith('within/') && path[1] === 'figures') {
		const [years, year] = data[file][path[0]].periods[path[2]];
		return { year, key: [path[2], path[0], path[3], years, 'totaal', 'totaal'] };
	}
	if (file.startsWith('municipality/') && path[0] === 'long')
		return { year: reference, key: [path[1], 'gemeente', file.slice(13), longWindow, 'totaal', 'totaal'] };
	if (file.startsWith('municipality/') && path[0] === 'groups' && path[2] === 'figures')
		return {
			year: reference,
			key: [
				path[3],
				data[file].groups[path[1]].type,
				data[file].groups[path[1]].code,
				span,
				'totaal',
				'totaal',
			],
		};
	if (file.startsWith('years/') && path[0] === 'groups' && path[2] === 'parts') {
		const { type, code } = data[file].groups[path[1]];
		return { year: reference, key: [path[3], type, code, span, path[4], path[5]] };
	}
	if (/^(municipality|years)\//.test(file) && path[0] === 'figures')
		return { key: [path[1], 'gemeente', file.split('/')[1], path[4], path[2], path[3]] };
	return null;
}
// Other numbers: of the catalogue, of maps, and what is checked below.
const mayHaveNumber = (file, path, node) =>
	({
		core:
			path[0] === 'about'
			|| path[0] === 'municipalities'
			|| ['periods', 'districts'].includes(path[2])
			|| path[2] === 'attribution',
		reference: path[0] === 'changes',
	})[file]
	?? (data[file].texts && ['words', 'notes'].includes(path[0])
		? data[file].texts[node] !== undefined
		: file.startsWith('municipality/')
			? ['counts', 'deducible', 'changes', 'since'].includes(path[0])
				|| (path[0] === 'words' && Number(path[2]) < 2)
			: file.startsWith('definition/')
				? path[0] === 'limits'
				: file.startsWith('within/')
					? path[1] === 'periods'
					: file.startsWith('map/') || ['published', 'definition', 'breaks'].includes(path[0]));
const loose = { words: 0, changes: 0, limits: 0, counts: 0, deduced: 0, grouped: 0 };
const locate = (file, { key }, year, figure) =>
	located.push({ file, key: [...key.slice(0, 4), year, ...key.slice(4)], figure });
function walk(file, node, path) {
	const at = (isSeries(node) || isFigure(node)) && !file.startsWith('map/') ? place(file, path) : undefined;
	if (isSeries(node) && at !== undefined) {
		if (check('a series is where its key can be told', at?.key !== undefined, `${file} ${path}`))
			node.f.forEach((figure, i) => {
				if (figure !== null) locate(file, at, node.y + i, figure);
			});
	} else if (isFigure(node) && at !== undefined) {
		if (
			check(
				'a figure is where its key can be told',
				at?.key !== undefined && at.year !== undefined,
				`${file} ${path} ${node}`,
			)
		)
			locate(file, at, at.year, node);
	} else if (typeof node === 'number') {
		check('a number is one of a place known here', mayHaveNumber(file, path, node), `${file} ${path} ${node}`);
	} else if (node && typeof node === 'object') {
		for (const [key, child] of Object.entries(node)) walk(file, child, [...path, key]);
	}
}
for (const [file, content] of Object.entries(data)) walk(file, content, []);

// A code in a file name has lost its punctuation: unknown areas.
const plain = code => code.replace(/[^A-Za-z0-9]/g, '_');
const byPlain = new Map();
for (const [key, cell] of cells) {
	const k = key.split('|');
	byPlain.set([k[0], k[1], plain(k[2]), ...k.slice(3)].join('|'), cell);
}
const seenHidden = new Set();
let shownFigures = 0;
function wrong({ file, key, figure }) {
	const name = [key[0], key[1], plain(String(key[2])), ...key.slice(3)].join('|');
	const cell = byPlain.get(name);
	if (cell === undefined) return `${file} ${name} is no cell of the publication`;
	if (!Array.isArray(figure)) {
		seenHidden.add(name);
		if (figure !== 'hidden' && figure !== 'empty')
			return `${file} ${name} says more than a word: ${JSON.stringify(figure)}`;
		return cell.shown ? `${file} ${name} is called hidden and is not` : null;
	}
	shownFigures++;
	if (!cell.shown) return `${file} ${name} ${figure} may not be shown: ${cell.status}`;
	return figure[0] === cell.n && figure[1] === cell.d && Math.abs(figure[2] - cell.rate) < 0.0011
		? null
		: `${file} ${name} ${figure} is ${cell.n}/${cell.d}`;
}
for (const figure of located) {
	const problem = wrong(figure);
	check(
		'every figure in every file may be shown at its key, with its own counts; else there is a word alone',
		problem === null,
		problem,
	);
}
const counted = { shown: shownFigures, hidden: seenHidden.size };

// A scan that finds nothing must be able to find something.
const leaking = files.find(f => f.includes('/municipality/') && readFileSync(f, 'utf8').includes('"hidden"'));
const leak = parse(readFileSync(leaking, 'utf8').replace('"hidden"', '[3,41,7.317,1.5,19.9,0,null]'));
located = [];
walk(leak.name, leak.content, []);
check(
	'a figure put in the place of a hidden one is found',
	located.filter(figure => wrong(figure) !== null).length === 1,
);
for (const [part, holder, folder = 'municipality/'] of [
	['long', content => content.long],
	['groups', content => content.groups?.[0].figures],
	[
		'the breakdowns of groups',
		content => Object.values(Object.values(content.groups?.[0].parts ?? {})[0] ?? {})[0],
		'years/',
	],
	['within', content => Object.values(content.wijk?.figures ?? {})[0], 'within/'],
]) {
	const [file, content] =
		Object.entries(data).find(
			([f, c]) => f.startsWith(folder) && Object.values(holder(c) ?? {}).includes('hidden'),
		) ?? [];
	if (!content) continue;
	const leaky = structuredClone(content);
	holder(leaky)[Object.entries(holder(leaky)).find(([, f]) => f === 'hidden')[0]] = [
		3,
		41,
		7.317,
		1.5,
		19.9,
		null,
		null,
	];
	located = [];
	walk(file, leaky, []);
	check(`and one of ${part}`, located.filter(figure => wrong(figure) !== null).length === 1);
}

const codes = new Map(data.core.municipalities.map(([code]) => [plain(code), code]));
const areaTypes = ['land', 'provincie', 'gemeente', 'stadsdeel'],
	shippedGroups = new Set(
		Object.values(data).flatMap(content => (content.groups ?? []).map(g => `${g.type}|${plain(g.code)}`)),
	);
// Of what lies within a municipality: every definition of every place.
const shippedWithin = new Set(
	Object.entries(data)
		.filter(([f]) => f.startsWith('within/'))
		.flatMap(([, content]) =>
			Object.entries(content)
				.filter(([, of]) => of.places)
				.flatMap(([kind, { places, periods }]) =>
					places.flatMap(([code]) =>
						Object.entries(periods).map(([definition, [years, year]]) =>
							[definition, kind, plain(code), years, year, 'totaal', 'totaal'].join('|'),
						),
					),
				),
		),
);
const localDefinitions = new Set(data.core.definitions.filter(d => d.local).map(d => d.id));
for (const [name, cell] of byPlain) {
	const [definition, type, code, years, year, breakdown] = name.split('|');
	// On the pages: all totals of what municipalities have; their breakdowns, longest windows (country and provinces
	// have these too) and groups over one period. The rest is not shipped at all.
	const onPage = ['wijk', 'pc4'].includes(type)
		? shippedWithin.has(name)
		: !areaTypes.includes(type)
			? shippedGroups.has(`${type}|${code}`) && Number(years) === span && Number(year) === reference
			: Number(years) > span
				? Number(years) === longWindow
					&& Number(year) === reference
					&& breakdown === 'totaal'
					&& type !== 'stadsdeel'
					&& localDefinitions.has(definition)
				: breakdown === 'totaal'
					? localDefinitions.has(definition)
						&& (type !== 'stadsdeel' || data[`districts/${definition}/${years}`])
						&& (type === 'stadsdeel' || data[`definition/${definition}/${years}.${year}`])
					: type === 'gemeente' && Number(years) === span && Number(year) === reference;
	if (!cell.shown && cell.status !== 'empty' && onPage)
		check('a hidden cell is shipped as hidden', seenHidden.has(name), name);
}

// How many figures of a municipality are shown and hidden, by subject.
const families = new Map(data.catalogue.definition.map(d => [d.id, d.family]));
const tally = {};
for (const [name, cell] of byPlain) {
	const [definition, type, code, years] = name.split('|');
	if (
		type !== 'gemeente'
		|| Number(years) > span
		|| cell.status === 'empty'
		|| families.get(definition) === 'programme'
	)
		continue;
	const count = ((tally[code] ??= {})[families.get(definition)] ??= [0, 0]);
	count[cell.shown ? 0 : 1]++;
}
for (const [file, { counts }] of Object.entries(data).filter(([f]) => f.startsWith('municipality/'))) {
	loose.counts++;
	check(
		'the shown and hidden figures of a municipality are counted',
		JSON.stringify(Object.entries(counts).sort())
			=== JSON.stringify(Object.entries(tally[file.slice(13)] ?? {}).sort()),
		`${file} ${JSON.stringify(counts)}`,
	);
	check('and are of a municipality', codes.has(file.slice(13)), file);
}

// What follows of hidden figures is what the database deduced, of a hidden figure; a
// group is what the publication takes together.
const deduced = new Map(
	ask(`SELECT definition, area, numerator_low, numerator_high, round(deducible_low::numeric, 3),
		round(deducible_high::numeric, 3) FROM "${target}".deducible
	WHERE year = ${reference} AND year - first_year + 1 = ${span}`).map(([definition, area, ...range]) => [
		`${definition}|${plain(area)}`,
		JSON.stringify(range.map(x => (x === '' ? null : Number(x)))),
	]),
);
const grouped = new Set(
	ask(
		`SELECT grouping, group_code, code FROM "${target}_intern".area_grouping
		WHERE kind = 'gemeente' AND group_code IS NOT NULL`,
	).map(row => row.join('|')),
);
for (const [file, content] of Object.entries(data).filter(([f]) => f.startsWith('municipality/'))) {
	for (const [definition, range] of Object.entries(content.deducible ?? {})) {
		loose.deduced++;
		check(
			'what follows of a figure is what the database deduced',
			deduced.get(`${definition}|${file.slice(13)}`) === JSON.stringify(range),
			`${file} ${definition} ${range}`,
		);
		check(
			'of a hidden figure',
			byPlain.get([definition, 'gemeente', file.slice(13), span, reference, 'totaal', 'totaal'].join('|'))
				?.shown === false,
			`${file} ${definition}`,
		);
	}
	for (const { type, code, places } of content.groups ?? []) {
		loose.grouped++;
		check(
			'a group is of the municipality, and of those that the publication takes together',
			places.map(plain).includes(file.slice(13))
				&& places.every(place => grouped.has([type, code, place].join('|')))
				&& places.length === [...grouped].filter(g => g.startsWith(`${type}|${code}|`)).length,
			`${file} ${type} ${code}`,
		);
	}
}
check('all that was deduced is shipped', loose.deduced === deduced.size, `${loose.deduced} of ${deduced.size}`);

// What follows from figures: only from shown ones.
const total = (definition, type, area, years, year) =>
	byPlain.get([definition, type, plain(area), years, year, 'totaal', 'totaal'].join('|'));
const shown = (...key) => total(...key)?.shown;
for (const [file, content] of Object.entries(data).filter(
	([f]) => f === 'reference' || f.startsWith('municipality/'),
))
	for (const [definition, [percent, since]] of Object.entries(content.changes ?? {})) {
		loose.changes++;
		const of = file === 'reference' ? ['land', 'NL'] : ['gemeente', file.slice(13)];
		const [from, until] = since.split('-').map(Number),
			after = total(definition, ...of, span, reference),
			before = total(definition, ...of, until - from + 1, until);
		check(
			'a change is between two shown windows that share no year',
			after?.shown && before?.shown && until - from + 1 === span && until <= reference - span,
			`${file} ${definition} ${since}`,
		);
		check(
			'and by so many per cent',
			before && Math.abs((100 * after.n * before.d) / after.d / before.n - 100 - percent) < 0.06,
			`${file} ${definition} ${percent}`,
		);
	}
for (const [file, content] of Object.entries(data)) {
	if (file === 'indicators')
		for (const [definition, spans] of Object.entries(content.words))
			for (const [years, byYear] of Object.entries(spans))
				for (const year of Object.keys(byYear)) {
					loose.words++;
					check(
						'words are about a shown figure',
						shown(definition, 'land', 'NL', years, year),
						`${definition} ${year}`,
					);
				}
	if (file.startsWith('municipality/'))
		for (const [definition, [years, year, , change]] of Object.entries(content.words ?? {})) {
			loose.words++;
			check(
				'words are about a shown figure',
				shown(definition, 'gemeente', file.slice(13), years, year),
				`${file} ${definition}`,
			);
			check(
				'a change is between shown figures',
				change === null || shown(definition, 'gemeente', file.slice(13), years, year - years),
				`${file} ${definition}`,
			);
		}
	if (file.startsWith('definition/') && content.limits) {
		loose.limits++;
		const sizes = Object.values(content.gemeente)
			.filter(Array.isArray)
			.map(f => f[1]);
		check(
			'the funnel is as wide as the shown municipalities',
			content.limits[0][0] === Math.min(...sizes) && content.limits.at(-1)[0] === Math.max(...sizes),
			file,
		);
	}
}

// Why a figure is hidden is information too.
const reasons = [...new Set([...cells.values()].map(c => c.status))].filter(s => !['publish', 'empty'].includes(s));
for (const file of files) {
	const packed = readFileSync(file, 'utf8');
	// The code is packed: what the browser gets.
	const content = file.endsWith('site.js')
		? inflateRawSync(Buffer.from(packed.match(/\)\("([A-Za-z0-9+/=]+)"\)\n$/)[1], 'base64')).toString('utf8')
		: packed;
	for (const reason of reasons)
		check('no file says why a figure is hidden', !content.includes(`"${reason}"`), `${file} ${reason}`);
	check('no file names the private schema', !content.includes(`${target}_intern`), file);
	check(
		'no identifier of a person in any file',
		!/\bS?\d{9}\b/.test(file.includes('/data/') ? content : ''),
		file,
	);
}
console.log(
	`scanned ${files.length} files: ${counted.shown} shown figures, ${counted.hidden} hidden keys of `
		+ `${hidden} hidden cells, ${loose.words} sets of words, ${loose.changes} changes, ${loose.limits} funnels, `
		+ `${loose.counts} municipalities counted, ${loose.deduced} ranges deduced, ${loose.grouped} groups`,
);
verdict('scan for hidden values');
