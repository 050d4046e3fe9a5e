// validate.mjs SHAPES DOCUMENT...: what the SHACL shapes say of a JSON-LD document, one
// result a line: severity, focus node, path, value and constraint. First line: how many
// nodes of each kind were there to be looked at, since an empty document conforms.
import fs from 'node:fs';
import rdf from '@zazuko/env';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import Validator from 'rdf-validate-shacl';

const read = text => rdf.dataset(new Parser({ factory: rdf }).parse(text));
const short = term => term?.value.replace(/^.*[/#]/, '') ?? '';
const [, , shapesFile, ...documents] = process.argv;
const validator = new Validator(read(fs.readFileSync(shapesFile, 'utf8')), { factory: rdf });
for (const file of documents) {
	const data = read(await jsonld.toRDF(JSON.parse(fs.readFileSync(file, 'utf8')), { format: 'application/n-quads', safe: true }));
	const kinds = {};
	for (const quad of data.match(null, rdf.ns.rdf.type, null)) {
		if (/dcat#/.test(quad.object.value)) kinds[short(quad.object)] = (kinds[short(quad.object)] ?? 0) + 1;
	}
	console.log(Object.keys(kinds).sort().map(kind => `${kind} ${kinds[kind]}`).join(', '));
	const { results } = await validator.validate(data);
	const lines = results.map(result => [short(result.severity), short(result.focusNode), short(result.path),
		short(result.sourceConstraintComponent).replace('ConstraintComponent', '')].join(' '));
	for (const line of [...new Set(lines)].sort()) console.log(line);
}
