// bundle.mjs EXPORT SITE: the lines of export.sql and the sources in src become a
// site that opens from a file. Each part of the data is a script that hands over its
// JSON, because file:// lets no page fetch. KANSRIJK_MAP is a file with outlines of the
// municipalities, KANSRIJK_MAP_WIJK and KANSRIJK_MAP_PC4 of the wijken and postal codes in
// them, KANSRIJK_MAP_SOURCE whom to name for these.
import { createReadStream, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { arrange } from './arrange.mjs';
import {
	provinces,
	readOutlines,
	readOutlinesWithin,
	syntheticOutlines,
	syntheticOutlinesWithin,
} from './outlines.mjs';
import { packed } from './pack.mjs';
import { fileName } from './src/data.js';
import { pages, text } from './src/language.js';

const here = dirname(fileURLToPath(import.meta.url));
const [exported, site] = process.argv.slice(2);

const rows = Object.fromEntries(
	[
		'indicator',
		'definition',
		'member',
		'set',
		'document',
		'inconsistency',
		'published',
		'breakdown',
		'area',
		'transition',
		'figure',
		'change',
		'break',
		'words',
		'funnel',
		'long',
		'group',
		'grouped',
		'grouping',
		'deducible',
		'note',
		'within',
		'placed',
	].map(kind => [kind, []]),
);
let about;
for await (const line of createInterface({ input: createReadStream(exported) })) {
	const [kind, ...content] = JSON.parse(line);
	if (kind === 'about') about = content[0];
	else rows[kind].push(content);
}
const files = arrange(rows, about);
files['map/provinces'] = { outlines: provinces };
const places = files.core.municipalities
	.filter(([code, , , last]) => !code.endsWith('?') && last === undefined)
	.map(([code, , province]) => ({ code, province: files.core.provinces[province] }));
// Whom to name for a map: one text, or in Dutch and in English.
const { KANSRIJK_MAP: map, KANSRIJK_MAP_SOURCE } = process.env,
	source = [KANSRIJK_MAP_SOURCE ?? ''],
	isSynthetic = places.some(m => /^S\d+$/.test(m.code));
const madeUp = ['Verzonnen gebieden binnen echte provincies', 'Made-up areas within real provinces'].map(
	what => `${what}. MapSVG, @svg-maps/netherlands, CC BY 4.0.`,
);
if (map)
	files['map/municipalities'] = readOutlines(
		map,
		source,
		places.map(m => m.code),
	);
else if (isSynthetic) files['map/municipalities'] = syntheticOutlines(places, madeUp);
for (const kind of ['wijk', 'pc4']) {
	const within = places
		.map(({ code }) => [
			code,
			(files[`within/${fileName(code)}`]?.[kind]?.places ?? []).map(([place]) => place),
		])
		.filter(([, codes]) => codes.length > 0);
	const path = process.env[`KANSRIJK_MAP_${kind.toUpperCase()}`];
	const outlines =
		within.length === 0
			? {}
			: path
				? readOutlinesWithin(path, kind, source, within)
				: isSynthetic && !map
					? syntheticOutlinesWithin(places, madeUp, within)
					: {};
	for (const [code, content] of Object.entries(outlines)) {
		files[`within/${fileName(code)}`].mapped = true;
		(files[`map/within/${fileName(code)}`] ??= {})[kind] = content;
	}
}

rmSync(site, { recursive: true, force: true });
for (const [name, content] of Object.entries(files)) {
	const path = join(site, `data/${name}.js`);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `kansrijkData(${JSON.stringify(name)},${JSON.stringify(content)})\n`);
}

const { metafile, outputFiles } = await build({
	entryPoints: [join(here, 'src/site.js'), join(here, 'src/site.css')],
	bundle: true,
	minify: true,
	format: 'iife',
	target: 'es2020',
	outdir: site,
	legalComments: 'none',
	metafile: true,
	write: false,
	loader: { '.woff2': 'dataurl' },
	logLevel: 'warning',
});
for (const { path, text: content } of outputFiles)
	writeFileSync(path, path.endsWith('.js') ? packed(content) : content);

// What the packages ask for whoever passes them on.
const packages = [
	...new Set(
		Object.values(metafile.outputs)
			.flatMap(o =>
				Object.entries(o.inputs)
					.filter(([, used]) => used.bytesInOutput > 0)
					.map(([path]) => path),
			)
			.map(path => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
			.filter(Boolean),
	),
].sort();
writeFileSync(
	join(site, 'licences.txt'),
	packages
		.map(name => {
			const folder = join(here, 'node_modules', name);
			const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
			const file = readdirSync(folder).find(f => /^licen[cs]e/i.test(f));
			return `${name} ${version}: ${license}\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
		})
		.join(`\n${'-'.repeat(80)}\n\n`),
);

const shell = readFileSync(join(here, 'src/page.html'), 'utf8');
for (const [page, { file, scripts }] of Object.entries(pages)) {
	const filled = {
		page,
		title: text.nl[`${page}Title`],
		site: text.nl.site,
		synthetic: text.nl.synthetic,
		skip: text.nl.skip,
		noScript: text.nl.noScript,
		navigation: Object.entries(pages)
			.map(
				([p, { file: f }]) =>
					`<li><a href="${f}" data-text="${p}Nav"${p === page ? ' aria-current="page"' : ''}>${text.nl[`${p}Nav`]}</a></li>`,
			)
			.join('\n\t\t\t\t'),
		scripts: scripts.map(s => `<script src="data/${s}.js"></script>`).join('\n\t'),
	};
	writeFileSync(
		join(site, file),
		shell.replace(/\{\{(\w+)\}\}/g, (_, key) => filled[key]),
	);
}
