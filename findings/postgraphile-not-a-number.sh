#!/usr/bin/env bash
# PostGraphile: NaN in a column of double precision is an error of the query; in numeric it is a text.
#
# GraphQL's Float has no NaN, so one row with it gives the whole answer an error, with null in
# the field. The same value in numeric is the text "NaN" of the type BigFloat.
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1
install_npm postgraphile@4.14.1
start_postgresql

sql -c "CREATE SCHEMA api" \
	-c "CREATE TABLE api.figure AS SELECT 1 AS id, 'NaN'::double precision AS ratio, 'NaN'::numeric AS exact"
cat >"$work/query.cjs" <<'JS'
const { createPostGraphileSchema, withPostGraphileContext } = require('postgraphile');
const { Pool } = require('pg');
const { graphql } = require('graphql');
(async () => {
	const pool = new Pool();
	const schema = await createPostGraphileSchema(pool, ['api']);
	const answer = await withPostGraphileContext({ pgPool: pool },
		context => graphql(schema, '{ allFigures { nodes { ratio exact } } }', null, context));
	for (const error of answer.errors ?? []) console.log('error:', error.message);
	console.log(JSON.stringify(answer.data.allFigures.nodes));
	await pool.end();
})();
JS
see "{ allFigures { nodes { ratio exact } } }" "$(cd "$work" && env -u LD_LIBRARY_PATH node query.cjs 2>&1)" \
	'error: Float cannot represent non numeric value: "NaN"
[{"ratio":null,"exact":"NaN"}]'
conclude
