// scan.mjs SITE TARGET: nothing in the site tells a hidden figure. The owner's
// unprotected cells say what is hidden; every file is read as a browser would, and
// every figure found anywhere must be one that may be shown, at its own key. Written
// without the builder: it knows the shape of a figure, and where a key is.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check, verdict } from './check.mjs';

const [site, target] = process.argv.slice(2);
const owner = process.env.KANSRIJK_OWNER ?? 'ks_eigenaar';
const ask = sql => execFileSync('psql', ['-qXAt', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-c', sql], {
	env: { ...process.env, PGOPTIONS: `-c role=${owner}` }, maxBuffer: 2 ** 31, encoding: 'utf8' }).split('\n').filter(Boolean).map(line => line.split('\t'));

// The protected relations: cells with their status and unmasked counts.
const cells = new Map();
let hidden = 0;
for (const [relation] of ask(`SELECT format('%I.%I', schema_name, name) FROM "${target}_intern".relation WHERE stage = 'protected' ORDER BY 1`))
	for (const [definition, type, area, years, year, breakdown, category, status, n, d, rate] of ask(`
		SELECT c.definition, area_type, CASE area_type WHEN 'land' THEN 'NL' WHEN 'provincie' THEN coalesce(province, '?')
				WHEN 'gemeente' THEN coalesce(municipality, province || '/?', '?') ELSE coalesce(municipality, province, '') || '/' || coalesce(stadsdeel, '?') END,
			upper(period) - lower(period), upper(period) - 1, c.breakdown, category, status, kansrijk.numerator(r), kansrijk.denominator(r),
			CASE WHEN kansrijk.denominator(r) > 0 THEN round((kansrijk.numerator(r) * i.per / kansrijk.denominator(r))::numeric, 3) END
		FROM ${relation} c JOIN kansrijk.indicator_definition f ON f.id = c.definition JOIN kansrijk.indicator i ON i.id = f.indicator
		WHERE area_type IN ('land', 'provincie', 'gemeente', 'stadsdeel')`)) {
		cells.set([definition, type, area, years, year, breakdown, category].join('|'), { shown: status === 'publish', status, n: Number(n), d: Number(d), rate });
		if (status !== 'publish' && status !== 'empty') hidden++;
	}
check('the owner sees hidden cells, or this test proves nothing', hidden > 1000, hidden);
check('and shown ones', [...cells.values()].some(c => c.shown));

// Every file, as the browser gets it.
const walkFiles = folder => readdirSync(folder, { withFileTypes: true }).flatMap(e => (e.isDirectory() ? walkFiles(join(folder, e.name)) : [join(folder, e.name)]));
const files = walkFiles(site);
const parse = code => { let got; new Function('kansrijkData', code)((name, content) => { got = { name, content }; }); return got; };
const data = {};
for (const file of files.filter(f => f.startsWith(join(site, 'data')))) {
	const code = readFileSync(file, 'utf8');
	check('a data file is one call with JSON, no code', /^kansrijkData\("[^"]+",[\s\S]*\)\n$/.test(code), file);
	const { name, content } = parse(code);
	data[name] = content;
}

// Where a key is, by file. A figure is [n, d, value, lower, upper, comparison, trend].
let located = [];
const isSeries = node => node && typeof node === 'object' && Number.isInteger(node.y) && Array.isArray(node.f);
function place(file, path) {
	const codes = Object.keys(data).filter(n => n.startsWith('municipality/'));
	if (file === 'country' && path[0] === 'figures') return [path[1], 'land', 'NL', path[2], 'totaal', 'totaal'];
	if (file === 'breakdowns' && path[0] === 'figures') return [path[1], 'land', 'NL', path[4], path[2], path[3]];
	if (file === 'districts' && path[0] === 'figures') return [path[1], path[3].includes('/') ? 'stadsdeel' : 'gemeente', path[3], path[2], 'totaal', 'totaal'];
	if (file.startsWith('definition/')) return [file.slice(11), path[0], path[2], path[1], 'totaal', 'totaal'];
	if (codes.includes(file) && path[0] === 'figures') return [path[1], 'gemeente', file.slice(13), path[4], path[2], path[3]];
	return null;
}
// Other numbers: of the catalogue, and what is checked below against shown figures.
const mayHaveNumber = (file, path) => ({ core: path[0] === 'about', country: false, breakdowns: false }[file]
	?? (file.startsWith('municipality/') ? path[0] === 'words' && Number(path[2]) < 2
		: file.startsWith('definition/') ? ['limits', 'places'].includes(path[0]) : ['published', 'definition'].includes(path[0])));
const loose = { words: 0, limits: 0, places: 0 };
function walk(file, node, path) {
	if (isSeries(node)) {
		const at = place(file, path);
		if (!check('a series is where its key can be told', at !== null, `${file} ${path}`)) return;
		node.f.forEach((figure, i) => {
			if (figure !== null) located.push({ file, key: [...at.slice(0, 4), node.y + i, ...at.slice(4)], figure });
		});
	} else if (Array.isArray(node) && node.length === 7 && node.every(x => x === null || typeof x === 'number')) {
		check('a figure is part of a series', false, `${file} ${path} ${node}`);
	} else if (typeof node === 'number') {
		check('a number is one of a place known here', mayHaveNumber(file, path), `${file} ${path} ${node}`);
	} else if (node && typeof node === 'object') {
		for (const [key, child] of Object.entries(node)) walk(file, child, [...path, key]);
	}
}
for (const [file, content] of Object.entries(data)) walk(file, content, []);

// A code in a file name has lost its punctuation: unknown areas.
const plain = code => code.replace(/[^A-Za-z0-9]/g, '_');
const byPlain = new Map();
for (const [key, cell] of cells) { const k = key.split('|'); byPlain.set([k[0], k[1], plain(k[2]), ...k.slice(3)].join('|'), cell); }
const seenHidden = new Set();
let shownFigures = 0;
function wrong({ file, key, figure }) {
	const name = [key[0], key[1], plain(String(key[2])), ...key.slice(3)].join('|');
	const cell = byPlain.get(name);
	if (cell === undefined) return `${file} ${name} is no cell of the publication`;
	if (!Array.isArray(figure)) {
		seenHidden.add(name);
		if (figure !== 'hidden' && figure !== 'empty') return `${file} ${name} says more than a word: ${JSON.stringify(figure)}`;
		return cell.shown ? `${file} ${name} is called hidden and is not` : null;
	}
	shownFigures++;
	if (!cell.shown) return `${file} ${name} ${figure} may not be shown: ${cell.status}`;
	return figure[0] === cell.n && figure[1] === cell.d && Math.abs(figure[2] - cell.rate) < 0.0011 ? null : `${file} ${name} ${figure} is ${cell.n}/${cell.d}`;
}
for (const figure of located) {
	const problem = wrong(figure);
	check('every figure in every file may be shown at its key, with its own counts; else there is a word alone', problem === null, problem);
}
const counted = { shown: shownFigures, hidden: seenHidden.size };

// A scan that finds nothing must be able to find something.
const leaking = files.find(f => f.includes('/municipality/') && readFileSync(f, 'utf8').includes('"hidden"'));
const leak = parse(readFileSync(leaking, 'utf8').replace('"hidden"', '[3,41,7.317,1.5,19.9,0,null]'));
located = [];
walk(leak.name, leak.content, []);
check('a figure put in the place of a hidden one is found', located.filter(figure => wrong(figure) !== null).length === 1);

for (const [name, cell] of byPlain) {
	const [, type, , , , breakdown] = name.split('|');
	// Breakdowns of provinces are on no page, and so not shipped at all.
	if (cell.shown || cell.status === 'empty' || (type === 'provincie' && breakdown !== 'totaal')) continue;
	check('a hidden cell is shipped as hidden', seenHidden.has(name), name);
}

// What follows from figures: only from shown ones.
const shown = (definition, type, area, years, year) => byPlain.get([definition, type, plain(area), years, year, 'totaal', 'totaal'].join('|'))?.shown;
for (const [file, content] of Object.entries(data)) {
	if (file === 'country')
		for (const [definition, spans] of Object.entries(content.words)) for (const [years, byYear] of Object.entries(spans)) for (const [year, [, change]] of Object.entries(byYear)) {
			loose.words++;
			check('words are about a shown figure', shown(definition, 'land', 'NL', years, year), `${definition} ${year}`);
			check('a change is between shown figures', change === null || shown(definition, 'land', 'NL', years, year - years), `${definition} ${year}`);
		}
	if (file.startsWith('municipality/'))
		for (const [definition, [years, year, , change]] of Object.entries(content.words ?? {})) {
			loose.words++;
			check('words are about a shown figure', shown(definition, 'gemeente', file.slice(13), years, year), `${file} ${definition}`);
			check('a change is between shown figures', change === null || shown(definition, 'gemeente', file.slice(13), years, year - years), `${file} ${definition}`);
		}
	if (file.startsWith('definition/')) {
		const definition = file.slice(11);
		const span = Math.max(...Object.keys(content.gemeente ?? { 1: 0 }).map(Number));
		for (const [year, places] of Object.entries(content.places ?? {})) for (const area of Object.keys(places)) {
			loose.places++;
			check('a place in the funnel is of a shown figure', shown(definition, 'gemeente', area, span, year), `${definition} ${area} ${year}`);
		}
		for (const [year, limits] of Object.entries(content.limits ?? {})) {
			loose.limits++;
			const sizes = Object.entries(content.gemeente[span]).map(([area]) => byPlain.get([definition, 'gemeente', plain(area), span, year, 'totaal', 'totaal'].join('|'))).filter(c => c?.shown).map(c => c.d);
			check('the funnel is as wide as the shown municipalities', limits[0][0] === Math.min(...sizes) && limits.at(-1)[0] === Math.max(...sizes), `${definition} ${year}`);
		}
	}
}

// Why a figure is hidden is information too.
const reasons = [...new Set([...cells.values()].map(c => c.status))].filter(s => !['publish', 'empty'].includes(s));
for (const file of files) {
	const content = readFileSync(file, 'utf8');
	for (const reason of reasons) check('no file says why a figure is hidden', !content.includes(`"${reason}"`), `${file} ${reason}`);
	check('no file names the private schema', !content.includes(`${target}_intern`), file);
	check('no identifier of a person in any file', !/\bS?\d{9}\b/.test(file.includes('/data/') ? content : ''), file);
}
console.log(`scanned ${files.length} files: ${counted.shown} shown figures, ${counted.hidden} hidden keys of ${hidden} hidden cells, ${loose.words} sets of words, ${loose.places} places and ${loose.limits} funnels`);
verdict('scan for hidden values');
