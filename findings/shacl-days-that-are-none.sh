#!/usr/bin/env bash
# rdf-validate-shacl: 30 February is an xsd:date.
#
# sh:datatype asks for a literal that the datatype has. Numbers, durations and words are
# refused as they should be; dates are looked at by their shape only, so that months,
# days and hours that do not exist pass. Check dates where they are made.
. "$(dirname "$0")/tools.bash"
install_npm n3@2.13.12 @zazuko/env@3.0.1 rdf-validate-shacl@0.6.5

cat >"$work/check.mjs" <<'JS'
import rdf from '@zazuko/env';
import { Parser } from 'n3';
import Validator from 'rdf-validate-shacl';
const read = text => rdf.dataset(new Parser({ factory: rdf }).parse(`@prefix sh: <http://www.w3.org/ns/shacl#>.
	@prefix xsd: <http://www.w3.org/2001/XMLSchema#>. @prefix e: <http://example.org/>. ${text}`));
for (const [type, value] of [['integer', '1.5'], ['date', 'tomorrow'], ['date', '2020-02-30'], ['date', '2020-13-45'],
	['dateTime', '2020-01-01T25:00:00']]) {
	const shapes = read(`e:Shape a sh:NodeShape; sh:targetNode e:x;
		sh:property [ sh:path e:p; sh:datatype xsd:${type} ].`);
	const report = await new Validator(shapes, { factory: rdf }).validate(read(`e:x e:p "${value}"^^xsd:${type}.`));
	console.log(`${value} as ${type}: ${report.conforms ? 'conforms' : 'does not'}`);
}
JS
see "sh:datatype" "$(cd "$work" && node check.mjs 2>&1)" "1.5 as integer: does not
tomorrow as date: does not
2020-02-30 as date: conforms
2020-13-45 as date: conforms
2020-01-01T25:00:00 as dateTime: conforms"
conclude
