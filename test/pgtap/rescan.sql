-- A window function whose scan is done again, with other outer values: nothing of the scan before
-- may be left. Every window function, in LATERAL and in a correlated subquery, against the same
-- call with constants.
BEGIN;
SELECT no_plan();
CREATE TEMP TABLE cell AS
	SELECT row_number() OVER (ORDER BY a, b)::integer AS id, *,
		sdc_status(n, 'min_count=5', mask, a, b) OVER () AS strict, sdc_status(n, 'none', mask, a, b) OVER () AS loose
	FROM (SELECT a, b, GROUPING(a, b) AS mask, sum(n)::bigint AS n,
			make_rate(sum(n), sum(n) * 9) AS r, make_rate(sum(n), 200) AS of_200
		FROM (VALUES ('noord', 'man', 3), ('noord', 'vrouw', 40), ('zuid', 'man', 50), ('zuid', 'vrouw', 60)) v(a, b, n)
		GROUP BY CUBE (a, b)) c;
-- Each o.o is an outer column, or one of the values as a constant.
CREATE TEMP TABLE given AS
	SELECT call, value FROM (VALUES
		('sdc_status(n, o.o::sdc_policy, mask, a, b)', '{min_count=5,none,min_count=45}'),
		('sdc_status(r, o.o::sdc_policy, mask, a, b)', '{min_count=5,none,min_count=45}'),
		('sdc_status_given(n, o.o::sdc_policy, NULL, 0, mask, a, b)', '{min_count=5,none,min_count=45}'),
		('sdc_status_given(n, ''min_count=5'', NULL, CASE WHEN a = o.o THEN 9 END, mask, a, b)', '{noord,zuid}'),
		('sdc_status_released(n, o.o::sdc_policy, NULL, 0, mask, a, b)', '{min_count=5,none,min_count=45}'),
		('sdc_status_released(n, ''min_count=5'', CASE o.o WHEN ''strict'' THEN strict ELSE loose END, 0, mask, a, b)',
			'{strict,loose}'),
		('sdc_interval(n, CASE o.o WHEN ''strict'' THEN strict ELSE loose END, mask, a, b)', '{strict,loose}'),
		('sdc_interval_given(n, ''min_count=5'', strict, o.o::numrange, mask, a, b)', '{"[0,70]","[0,]"}'),
		('sdc_round_small(n, o.o::bigint, mask, a, b)', '{3,5,10}'),
		('sdc_round_small_given(n, o.o::bigint, true, mask, a, b)', '{3,5,10}'),
		('sdc_exposed(n, CASE o.o WHEN ''strict'' THEN strict ELSE ''secondary'' END, mask, a, b)',
			'{strict,secondary}'),
		('sdc_explain(n, ''min_count=5'', strict, o.o, mask, a, b)', '{nl,en}'),
		('smoothed_rate(r, o.o::float8, 0.9)', '{100,1000}'),
		('smoothed_rate(n, 1000, 100, o.o::float8)', '{0.9,0.95}'),
		('rank_ci(of_200, o.o::float8)', '{0.001,0.999}'),
		('rank_ci(of_200, 0.98, o.o)', '{poisson,binomial}'),
		('rolling_rate(r, id, o.o::integer)', '{1,3,2}'),
		('rolling_rate(r, id::numeric, o.o::integer)', '{1,3,2}'),
		('rolling_rate(make_rate(n, o.o::bigint), id, 2)', '{1000,2000}'),
		('rolling_rate_per_1000(n, 1000, id, o.o::integer)', '{1,3,2}'),
		('rolling_rate_per_1000(n::numeric, 1000, id::numeric, o.o::integer)', '{1,3,2}'))
		v(call, given), unnest(given::text[]) value;

CREATE FUNCTION pg_temp.answer(query text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	result text[];
BEGIN
	EXECUTE query INTO result;
	RETURN result;
END $$;
CREATE FUNCTION pg_temp.scan(call text) RETURNS text LANGUAGE sql
	RETURN format('SELECT string_agg(coalesce(x::text, ''-''), '', '' ORDER BY id)
		FROM (SELECT id, kansrijk.%s OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS x
			FROM pg_temp.cell) s', call);
CREATE FUNCTION pg_temp.constant(call text, value text) RETURNS text LANGUAGE sql
	RETURN (pg_temp.answer(format('SELECT ARRAY[(%s)]', pg_temp.scan(replace(call, 'o.o', quote_literal(value))))))[1];
CREATE TEMP TABLE answered AS
	SELECT call, array_agg(pg_temp.constant(call, value) ORDER BY value) AS constants,
		pg_temp.answer(format('SELECT array_agg(l.x ORDER BY o.o) FROM unnest(%L::text[]) o(o), LATERAL (%s) l(x)',
			array_agg(value), pg_temp.scan(call))) AS lateral_scans,
		pg_temp.answer(format('SELECT array_agg((%2$s) ORDER BY o.o) FROM unnest(%1$L::text[]) o(o)',
			array_agg(value), pg_temp.scan(call))) AS subqueries
	FROM given GROUP BY call;
SELECT is(lateral_scans, constants, 'LATERAL: ' || call) FROM answered ORDER BY call COLLATE "C";
SELECT is(subqueries, constants, 'a correlated subquery: ' || call) FROM answered ORDER BY call COLLATE "C";
SELECT is_empty($$ SELECT call, constants FROM answered WHERE constants[1] = constants[2] $$,
	'what is given makes a difference');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p
	WHERE pronamespace = 'kansrijk'::regnamespace AND prokind = 'w'
		AND NOT EXISTS (SELECT FROM answered WHERE call LIKE p.proname || '(%') $$, 'every window function was there');

SELECT * FROM finish();
ROLLBACK;
