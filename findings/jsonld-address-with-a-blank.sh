#!/usr/bin/env bash
# jsonld.js: a node whose @id has a blank disappears without an error, and then everything conforms.
#
# A dataset whose address was put together from a name, "http://example.org/my data", is
# left out when JSON-LD is turned into RDF; its properties go with it. SHACL shapes that
# target a class find no node of it and report that the (empty) data conforms. So count
# the focus nodes before believing a report, and encode what goes into an address.
. "$(dirname "$0")/tools.bash"
install_npm jsonld@9.0.0 n3@2.13.12 @zazuko/env@3.0.1 rdf-validate-shacl@0.6.5

cat >"$work/check.mjs" <<'JS'
import jsonld from 'jsonld';
import rdf from '@zazuko/env';
import { Parser } from 'n3';
import Validator from 'rdf-validate-shacl';
const read = text => rdf.dataset(new Parser({ factory: rdf }).parse(text));
const shapes = read(`@prefix sh: <http://www.w3.org/ns/shacl#>. @prefix e: <http://example.org/>.
	e:Shape a sh:NodeShape; sh:targetClass e:Dataset; sh:property [ sh:path e:publisher; sh:minCount 1 ].`);
for (const name of ['my%20data', 'my data']) {
	const document = { '@id': 'http://example.org/' + name, '@type': 'http://example.org/Dataset',
		'http://example.org/title': 'Births' };
	const data = read(await jsonld.toRDF(document, { format: 'application/n-quads' }));
	const report = await new Validator(shapes, { factory: rdf }).validate(data);
	console.log(`${name}: ${data.size} statements, without publisher conforms: ${report.conforms}`);
}
JS
see "with the shape that a dataset has a publisher" "$(cd "$work" && node check.mjs 2>&1)" \
	"my%20data: 2 statements, without publisher conforms: false
my data: 0 statements, without publisher conforms: true"
conclude
