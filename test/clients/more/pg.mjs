// node-postgres, on which Evidence, Observable Framework and Grafana's plugins build:
// types, what is hidden, the same sums as psql.
import { readFileSync } from 'node:fs';
import pg from 'pg';

let passed = 0,
	failed = 0;
const check = (name, ok, seen) => {
	if (ok) passed++;
	else {
		failed++;
		console.log(`not ok: ${name}\n\tseen: ${JSON.stringify(seen)?.slice(0, 300)}`);
	}
};
const expected = JSON.parse(readFileSync(process.env.EXPECTED, 'utf8'));
const client = new pg.Client({
	host: process.env.PGHOST,
	port: Number(process.env.PGPORT),
	user: process.env.PGUSER,
	database: process.env.PGDATABASE,
});
await client.connect();
const views = await client.query(
	`SELECT table_name FROM information_schema.views WHERE table_schema = 'publicatie' ORDER BY 1`,
);
check(
	'the views are listed',
	JSON.stringify(views.rows.map(r => r.table_name)) === JSON.stringify(expected.views),
	views.rows,
);
const { rows } = await client.query('SELECT * FROM publicatie.birth');
check('all rows', rows.length === expected.rows, rows.length);
const kinds = { text: 'string', integer: 'number', bigint: 'string', 'double precision': 'number' };
const wrong = rows.flatMap(r =>
	Object.entries(r).filter(([n, v]) => v !== null && typeof v !== kinds[expected.columns[n]]),
);
check('text and bigint are strings, integer and double precision numbers', wrong.length === 0, wrong.slice(0, 3));
const hidden = rows.filter(r => r.status === 'hidden');
check('hidden ones', hidden.length === expected.hidden, hidden.length);
check(
	'a hidden figure is null',
	hidden.every(r =>
		['value', 'numerator', 'denominator', 'lower', 'upper', 'comparison', 'trend'].every(n => r[n] === null),
	),
);
// What goes wrong when nobody thinks of it: strings are put one behind the other.
const careless = rows
	.filter(r => r.numerator !== null)
	.slice(0, 2)
	.reduce((sum, r) => sum + r.numerator, 0);
check('a sum of bigints without a parser is no sum', typeof careless === 'string', careless);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const parsed = await client.query('SELECT numerator, value FROM publicatie.birth');
check(
	'with a parser the numerators add up',
	parsed.rows.reduce((sum, r) => sum + (r.numerator ?? 0), 0) === expected.numerators,
);
check(
	'and the values',
	Math.abs(parsed.rows.reduce((sum, r) => sum + (r.value ?? 0), 0) - expected.value_sum) < 1e-3,
);
const one = await client.query('SELECT count(*) AS n FROM publicatie.birth WHERE definition = $1 AND year = $2', [
	'big2-24w-all',
	2019,
]);
check('parameters', one.rows[0].n > 0, one.rows);
for (const statement of ['SELECT * FROM publicatie_intern.birth_fact LIMIT 1', 'SELECT count(*) FROM bron.birth']) {
	const code = await client.query(statement).then(
		() => 'read',
		error => error.code,
	);
	check('what is beneath cannot be read', code === '42501', code);
}
await client.end();
console.log(`${passed} passed, ${failed} failed`);
