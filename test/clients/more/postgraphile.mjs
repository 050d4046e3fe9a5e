// PostGraphile: an API made of the schema that the reader sees.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';

let passed = 0,
	failed = 0;
const check = (name, ok, seen) => {
	if (ok) passed++;
	else {
		failed++;
		console.log(`not ok: ${name}\n\tseen: ${JSON.stringify(seen)?.slice(0, 400)}`);
	}
};
const expected = JSON.parse(readFileSync(process.env.EXPECTED, 'utf8'));
const pool = new pg.Pool({
	host: process.env.PGHOST,
	port: Number(process.env.PGPORT),
	user: process.env.PGUSER,
	database: process.env.PGDATABASE,
});
const server = createServer(
	postgraphile(pool, 'publicatie', { ignoreRBAC: false, disableQueryLog: true, disableDefaultMutations: true }),
);
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const ask = async query =>
	(
		await fetch(`http://127.0.0.1:${server.address().port}/graphql`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ query }),
		})
	).json();

const schema = await ask('{ __schema { queryType { fields { name } } mutationType { name } } }');
const fields = schema.data.__schema.queryType.fields.map(f => f.name);
check(
	'each view is a query',
	['allBirths', 'allCares', 'allWides'].every(name => fields.includes(name)),
	fields,
);
check('and nothing can be changed', schema.data.__schema.mutationType === null, schema.data.__schema.mutationType);
const all = await ask('{ allBirths { totalCount nodes { numerator value status year } } }');
check('all rows', all.data?.allBirths.totalCount === expected.rows, all.errors ?? all.data?.allBirths.totalCount);
const { nodes = [] } = all.data?.allBirths ?? {};
check(
	'bigint is a string',
	nodes.filter(n => n.numerator !== null).every(n => typeof n.numerator === 'string')
		&& nodes.some(n => n.numerator !== null),
);
check(
	'the sum of the numerators',
	nodes.reduce((sum, n) => sum + Number(n.numerator ?? 0), 0) === expected.numerators,
);
check(
	'hidden figures are null',
	nodes.filter(n => n.status === 'hidden').length === expected.hidden
		&& nodes.filter(n => n.status === 'hidden').every(n => n.value === null && n.numerator === null),
);
const some = await ask(
	`{ allBirths(condition: { definition: "big2-24w-all", areaType: "provincie", periodLabel: "2015-2019",
		breakdown: "totaal" }, orderBy: AREA_ASC) { nodes { areaName value label } } }`,
);
check('conditions and order', some.data?.allBirths.nodes.length >= 12, some.errors ?? some.data);
await new Promise(resolve => server.close(resolve));
await pool.end();
console.log(`${passed} passed, ${failed} failed`);
process.exit(0);
