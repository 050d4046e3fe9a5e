-- RESPECT NULLS and IGNORE NULLS, which PostgreSQL 19 accepts for any window function until the
-- function itself refuses: every one of ours does, as rank() does, also in a view.
BEGIN;
SELECT no_plan();
SELECT current_setting('server_version_num')::int >= 190000 AS known \gset
\if :known
CREATE TEMP TABLE called AS
	SELECT p.oid::regprocedure AS signature, p.proname, treatment,
		format('kansrijk.%I(%s) %s OVER (ORDER BY i)', p.proname, arguments, treatment) AS call
	FROM pg_proc p, unnest('{RESPECT NULLS,IGNORE NULLS}'::text[]) treatment,
		LATERAL (SELECT string_agg(CASE type WHEN '"any"'::regtype THEN '''x'''
				ELSE format('NULL::%s', type::regtype) END, ', ' ORDER BY at)
			FROM unnest(p.proargtypes) WITH ORDINALITY u(type, at)) a(arguments)
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND p.prokind = 'w';
SELECT cmp_ok((SELECT count(*) FROM called), '>', 60::bigint, 'window functions were found');
SELECT throws_ok(format('SELECT %s FROM generate_series(1, 2) i', call), '0A000',
	format('function %s does not allow RESPECT/IGNORE NULLS', proname), format('%s: %s', signature, treatment))
	FROM called;
CREATE VIEW pg_temp.stored AS
	SELECT kansrijk.rolling_rate('1/2', i, 1) IGNORE NULLS OVER (ORDER BY i) FROM generate_series(1, 2) i;
SELECT throws_ok('SELECT * FROM pg_temp.stored', '0A000',
	'function rolling_rate does not allow RESPECT/IGNORE NULLS', 'in a view');
\else
SELECT throws_ok('SELECT kansrijk.rolling_rate(''1/2'', 1, 1) IGNORE NULLS OVER ()', '42601',
	NULL, 'before 19 that is no SQL');
\endif
SELECT * FROM finish();
ROLLBACK;
