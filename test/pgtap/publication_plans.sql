-- How the scans of a national source are planned: nothing that grows with the square of the births.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 300, 1, 2018, 2);
CALL create_indicator_views('bron', 'publicatie', populate => false);
UPDATE pg_class SET reltuples = reltuples * 10000
WHERE relnamespace = 'bron'::regnamespace AND relkind = 'r' AND reltuples > 0;

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query USING '{(,)}'::int4multirange LOOP
		plan := plan || line || E'\n';
	END LOOP;
	RETURN plan;
END $$;

-- A few constants may be joined by a nested loop: both parents of a birth, the years of a child.
CREATE VIEW pg_temp.square AS
SELECT name FROM publicatie_intern.scan, pg_temp.plan_of(query) plan
WHERE (SELECT count(*) FROM regexp_matches(plan, 'Nested Loop', 'g'))
	> (SELECT count(*) FROM regexp_matches(plan, '(Values|Function) Scan', 'g'));

SELECT cmp_ok((SELECT count(*) FROM publicatie_intern.scan), '>=', 7::bigint, 'there are scans of every family');
SELECT isnt_empty('SELECT * FROM pg_temp.square', 'the planner left alone joins by nested loops');
SELECT count(set_config(split_part(s, '=', 1), split_part(s, '=', 2), true)) AS settings
FROM pg_proc p, unnest(p.proconfig) s
WHERE p.oid = 'kansrijk_intern.run_scan(text,int4multirange)'::regprocedure AND s NOT LIKE 'search_path=%' \gset
SELECT is_empty('SELECT * FROM pg_temp.square', 'a scan does not');

SELECT * FROM finish();
ROLLBACK;
