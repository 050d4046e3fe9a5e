// bundle.mjs EXPORT SITE: the lines of export.sql and the sources in src become a
// site that opens from a file. Data is split by page, definition and area, each
// part a script that hands over its JSON, because file:// lets no page fetch.
import { createReadStream, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fileName } from './src/data.js';
import { pages, text } from './src/language.js';

const here = dirname(fileURLToPath(import.meta.url));
const [exported, site] = process.argv.slice(2);

const rows = { indicator: [], definition: [], member: [], set: [], document: [], inconsistency: [], published: [], breakdown: [], area: [], figure: [], words: [], funnel: [], place: [] };
let about;
for await (const line of createInterface({ input: createReadStream(exported) })) {
	const [kind, ...content] = JSON.parse(line);
	if (kind === 'about') about = content[0];
	else rows[kind].push(content);
}
const objects = kind => rows[kind].map(([row]) => row);

// Figures of one thing, by year: { y: first year, f: [figure, ...] }. Rows come
// ordered by year; a year without a row is null.
function add(tree, path, year, figure) {
	for (const step of path.slice(0, -1)) tree = tree[step] ??= {};
	const series = tree[path.at(-1)] ??= { y: year, f: [] };
	while (series.f.length < year - series.y) series.f.push(null);
	series.f.push(figure);
}

// Where a municipality has districts, it is shown beside them.
const withDistricts = new Set(rows.area.filter(([type]) => type === 'stadsdeel').map(([, code]) => code.split('/')[0]));
const country = {}, countryParts = {}, districts = {}, area = {}, byDefinition = {};
for (const [family, definition, type, code, years, year, breakdown, category, figure] of rows.figure) {
	if (type === 'land' && breakdown === 'totaal') add(country, [definition, years], year, figure);
	else if (type === 'land') add(countryParts, [definition, breakdown, category, years], year, figure);
	if (breakdown === 'totaal' && (type === 'stadsdeel' || type === 'gemeente' && withDistricts.has(code))) add(districts, [definition, years, code], year, figure);
	if (type === 'gemeente') add(area[code] ??= {}, ['figures', definition, breakdown, category, years], year, figure);
	if (breakdown === 'totaal' && (type === 'gemeente' || type === 'provincie'))
		add(byDefinition[definition] ??= {}, [type, years, code], year, figure);
}
const countryWords = {};
for (const [definition, type, code, years, year, oneIn, change] of rows.words) {
	if (type === 'land') ((countryWords[definition] ??= {})[years] ??= {})[year] = [oneIn, change];
	else (area[code].words ??= {})[definition] = [years, year, oneIn, change];
}
for (const [definition, year, limits] of rows.funnel) (byDefinition[definition].limits ??= {})[year] = limits;
for (const [definition, year, places] of rows.place) (byDefinition[definition].places ??= {})[year] = places;

const published = objects('published');
const localDefinitions = new Set(Object.keys(byDefinition).filter(d => byDefinition[d].gemeente));
const files = {
	core: {
		about,
		indicators: Object.fromEntries(objects('indicator').map(({ id, group, name, unit, polarity }) => [id, { group, name, unit, polarity }])),
		definitions: objects('definition').filter(d => country[d.id]).map(({ id, indicator, family, unit, name, counted }) => ({ id, indicator, family, unit, name, counted, local: localDefinitions.has(id) })),
		breakdowns: Object.fromEntries(objects('breakdown').map(b => [b.id, b.name])),
		municipalities: rows.area.filter(([type]) => type === 'gemeente').map(([, code, name, province]) => [code, name, province]),
		provinces: rows.area.filter(([type]) => type === 'provincie').map(([, code]) => code),
		districts: rows.area.filter(([type]) => type === 'stadsdeel').map(([, code, name]) => [code, name]),
	},
	country: { figures: country, words: countryWords },
	breakdowns: { figures: countryParts },
	indicators: {
		members: objects('member').filter(m => m.set === 'rivm-2020'),
		published: published.filter(f => f.document === 'rivm-2020' && f.area.startsWith('NL')),
		inconsistencies: objects('inconsistency'),
	},
	districts: { figures: districts, published: published.filter(f => f.area.startsWith('Amsterdam')) },
	catalogue: Object.fromEntries(['indicator', 'definition', 'set', 'member', 'document', 'inconsistency', 'published'].map(kind => [kind, objects(kind)])),
};
for (const [definition, parts] of Object.entries(byDefinition)) files[`definition/${definition}`] = parts;
for (const [code, parts] of Object.entries(area)) files[`municipality/${fileName(code)}`] = parts;

rmSync(site, { recursive: true, force: true });
for (const folder of ['data/definition', 'data/municipality']) mkdirSync(join(site, folder), { recursive: true });
for (const [name, content] of Object.entries(files))
	writeFileSync(join(site, `data/${name}.js`), `kansrijkData(${JSON.stringify(name)},${JSON.stringify(content)})\n`);

const { metafile } = await build({
	entryPoints: [join(here, 'src/site.js'), join(here, 'src/site.css')],
	bundle: true, minify: true, format: 'iife', target: 'es2020', outdir: site, legalComments: 'none', metafile: true,
	loader: { '.woff2': 'dataurl' }, logLevel: 'warning',
});

// What the packages ask for whoever passes them on.
const packages = [...new Set(Object.values(metafile.outputs).flatMap(o => Object.entries(o.inputs).filter(([, used]) => used.bytesInOutput > 0).map(([path]) => path)).map(path => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean))].sort();
writeFileSync(join(site, 'licences.txt'), packages.map(name => {
	const folder = join(here, 'node_modules', name);
	const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find(f => /^licen[cs]e/i.test(f));
	return `${name} ${version}: ${license}\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
}).join(`\n${'-'.repeat(80)}\n\n`));

const shell = readFileSync(join(here, 'src/page.html'), 'utf8');
for (const [page, { file, scripts }] of Object.entries(pages)) {
	const filled = {
		page, title: text.nl[`${page}Title`], site: text.nl.site, synthetic: text.nl.synthetic, skip: text.nl.skip, noScript: text.nl.noScript,
		navigation: Object.entries(pages).map(([p, { file: f }]) => `<li><a href="${f}" data-text="${p}Nav"${p === page ? ' aria-current="page"' : ''}>${text.nl[`${p}Nav`]}</a></li>`).join('\n\t\t\t\t'),
		scripts: scripts.map(s => `<script src="data/${s}.js"></script>`).join('\n\t'),
	};
	writeFileSync(join(site, file), shell.replace(/\{\{(\w+)\}\}/g, (_, key) => filled[key]));
}
