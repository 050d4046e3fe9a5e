// Evidence's connector for PostgreSQL: types, what is hidden, the same sums as psql.
import { readFileSync } from 'node:fs';
import { getRunner } from '@evidence-dev/postgres';

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
const run = await getRunner({
	host: process.env.PGHOST,
	port: Number(process.env.PGPORT),
	user: process.env.PGUSER,
	database: process.env.PGDATABASE,
	schema: 'publicatie',
});
const read = async (sql, batch = 1000) => {
	const { rows, columnTypes, expectedRowCount } = await run(sql, 'figures.sql', batch);
	const all = [];
	for await (const part of rows()) all.push(...part);
	return { all, columnTypes, expectedRowCount };
};

const { all, columnTypes, expectedRowCount } = await read('SELECT * FROM birth');
check('all rows, in batches', all.length === expected.rows && Number(expectedRowCount) === expected.rows, [
	all.length,
	expectedRowCount,
]);
const kinds = { text: 'string', integer: 'number', bigint: 'number', 'double precision': 'number' };
check(
	'columns are strings and numbers',
	columnTypes.length === Object.keys(expected.columns).length
		&& columnTypes.every(
			c => c.evidenceType === kinds[expected.columns[c.name]] && c.typeFidelity === 'precise',
		),
	columnTypes,
);
const wrong = all.flatMap(r =>
	Object.entries(r).filter(([n, v]) => v !== null && typeof v !== kinds[expected.columns[n]]),
);
check('and so are their values, bigint too', wrong.length === 0, wrong.slice(0, 3));
const hidden = all.filter(r => r.status === 'hidden');
check('hidden ones', hidden.length === expected.hidden, hidden.length);
check(
	'a hidden figure is null',
	hidden.every(r =>
		['value', 'numerator', 'denominator', 'lower', 'upper', 'comparison', 'trend'].every(n => r[n] === null),
	),
);
check('the numerators add up', all.reduce((sum, r) => sum + (r.numerator ?? 0), 0) === expected.numerators);
check('and the values', Math.abs(all.reduce((sum, r) => sum + (r.value ?? 0), 0) - expected.value_sum) < 1e-3);
const dutch = await read(
	`SELECT gebied, waarde, weergave FROM cijfers WHERE definitiecode = 'big2-24w-all' AND gebiedssoort = 'gemeente'`,
);
check(
	'the view with Dutch columns',
	dutch.all.length > 0 && dutch.all.every(r => (r.waarde === null) === (r.weergave !== 'getoond')),
	dutch.all.slice(0, 3),
);
for (const statement of ['SELECT * FROM publicatie_intern.birth_fact', 'SELECT count(*) FROM bron.birth']) {
	const message = await read(statement).then(
		() => 'read',
		error => error.message,
	);
	check('what is beneath cannot be read', message !== 'read', message);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
