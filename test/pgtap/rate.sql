-- Behaviour of the rate type and its aggregates: values, NULL rules, and the
-- law that serial = parallel = window = roll-up.
BEGIN;
SELECT no_plan();
\set share 1
\getenv share KANSRIJK_TEST_SHARE

SELECT is(rate(b), '2/3 ?1', 'true, false and NULL are event, no event, unknown')
	FROM (VALUES (true), (false), (NULL), (true)) v(b);
SELECT is(rate(b), '0/0', 'rate over no rows is 0/0, as count(*) is 0') FROM (VALUES (true)) v(b) WHERE false;
SELECT is(rate(b), '0/0 ?2', 'all unknown') FROM (VALUES (NULL::boolean), (NULL)) v(b);
SELECT is(rate_per_1000(b), NULL, 'no known outcome has no rate') FROM (VALUES (NULL::boolean)) v(b);
SELECT is(percentage(b), NULL, 'no rows have no percentage') FROM (VALUES (true)) v(b) WHERE false;

SELECT is(rate(n, d), '10/300 ?50', 'a NULL numerator makes its units unknown; a NULL denominator says nothing')
	FROM (VALUES (7, 100), (3, 200), (NULL, 50), (4, NULL)) v(n, d);
SELECT is(rate(n::bigint, d::bigint), '10/300 ?50', 'bigint counts follow the same rule')
	FROM (VALUES (7, 100), (3, 200), (NULL, 50), (4, NULL)) v(n, d);
SELECT is(rate(n::smallint, d::smallint), '10/300 ?50', 'smallint counts follow the same rule')
	FROM (VALUES (7, 100), (3, 200), (NULL, 50), (4, NULL)) v(n, d);
SELECT is(rate(n::numeric, d::numeric), '10/300 ?50', 'numeric counts follow the same rule')
	FROM (VALUES (7, 100), (3, 200), (NULL, 50), (4, NULL)) v(n, d);
SELECT is(rate(sum_n, sum_d), '15/300', 'sum(bigint) is numeric and is taken as it is')
	FROM (SELECT sum(5::bigint) AS sum_n, sum(100::bigint) AS sum_d FROM generate_series(1, 3) g GROUP BY g) s;
SELECT is(rate(n::bigint, d), '1/2', 'bigint and integer mix') FROM (VALUES (1, 2)) v(n, d);
SELECT is(rate(r), '3/4 ?5', 'roll-up skips NULL') FROM (VALUES ('1/2 ?2'::rate), ('2/2 ?3'), (NULL)) v(r);
SELECT is(rate_per_1000(7, 1000), 7.0::float8, 'rate_per_1000 of counts');
SELECT is(percentage(7, 1000), 0.7::float8, 'percentage of counts');
SELECT is(rate_per_1000(r), 7.0::float8, 'rate_per_1000 of rates') FROM (VALUES ('7/1000'::rate)) v(r);

-- Accessors
SELECT is(ARRAY[numerator(r), denominator(r), unknown(r)], ARRAY[7, 1000, 12]::bigint[], 'accessors')
	FROM (VALUES ('7/1000 ?12'::rate)) v(r);
SELECT is(ARRAY[per_1000(r), per_100(r), per(r, 100000)], ARRAY[7, 0.7, 700]::float8[], 'per 1000, 100 and anything')
	FROM (VALUES ('7/1000'::rate)) v(r);
SELECT is(round(one_in('20/10208')), 510::float8, 'one in N');
SELECT is(one_in('0/10'), NULL, 'one in N without events');
SELECT is(per_1000('3/0'), NULL, 'denominator 0 has no value');
SELECT is(unknown_as_no('2/10 ?5'), '2/15', 'unknown counted as no, visibly');
SELECT is(make_rate(1, 2), '1/2', 'make_rate');
SELECT is(make_rate(NULL, 2), '0/0 ?2', 'make_rate without numerator');
SELECT is(ARRAY[make_rate(7::smallint, 1000::smallint), make_rate(7, 1000), make_rate(7::bigint, 1000),
	make_rate(7::numeric, 1000), make_rate(7::smallint, 1000::bigint), make_rate(7, 1000.0)],
	array_fill('7/1000'::rate, ARRAY[6]), 'make_rate from counts of every type, and of two');
SELECT is(make_rate(sum(n), sum(d), sum(u)), '3/30 ?6', 'make_rate of sums of bigint, which are numeric')
	FROM (VALUES (1::bigint, 10::bigint, 2::bigint), (2, 20, 4)) v(n, d, u);
SELECT throws_ok('SELECT make_rate(0.5, 10)', '22023', 'count must be a whole number', 'half an event');
SELECT throws_ok('SELECT make_rate(1, 1e19)', '22003', 'bigint out of range', 'a numeric count beyond bigint');
SELECT is(make_rate(7.00, 1000.0, NULL), NULL, 'unknown numeric');
SELECT is(make_rate(1, NULL), NULL, 'make_rate without denominator');
SELECT is(make_rate(1, 2, NULL), NULL, 'make_rate without unknown');
SELECT is('1/2 ?1'::rate + '1/3 ?2', '2/5 ?3', 'plus');
SELECT is('2/5 ?3'::rate - '1/3 ?2', '1/2 ?1', 'minus: area against the rest');

-- Order and equality
SELECT is(array_agg(r ORDER BY r), ARRAY['0/5', '1/3', '1/2', '2/4', '1000000000000/1999999999999', '2/3', '0/0',
	'0/0 ?1', '5/0']::rate[],
	'ordered by value, then by counts; without a value last')
	FROM unnest(ARRAY['2/3', '5/0', '0/0 ?1', '2/4', '0/5', '1/2', '0/0', '1/3',
		'1000000000000/1999999999999']::rate[]) r;
SELECT ok('9223372036854775806/9223372036854775807'::rate < '9223372036854775807/9223372036854775807',
	'largest counts compare exactly');
SELECT ok('1/2'::rate <> '2/4', 'equal values are not equal counts');
SELECT is(ARRAY['1/3'::rate <= '1/2', '1/2'::rate <= '1/2', '1/3'::rate > '1/2', '1/2'::rate > '1/3',
	'1/2'::rate >= '1/2', '1/3'::rate >= '1/2'], '{t,t,f,t,t,f}', 'every operator of comparison');
SELECT is(count(*), 2::bigint, 'DISTINCT hashes counts')
	FROM (SELECT DISTINCT r FROM unnest(ARRAY['1/2', '2/4', '1/2']::rate[]) r) d;
SELECT ok(rate_hash_extended('1/2', 0)::bit(32) = rate_hash('1/2')::bit(32), 'seed 0 agrees with the plain hash');
SELECT is(rate_recv_ok, true, 'binary form survives')
	FROM (SELECT rate_send('7/1000 ?12') = '\x000000000000000700000000000003e8000000000000000c' AS rate_recv_ok) s;

-- serial = parallel = window = roll-up, bit for bit
CREATE TABLE event AS
	SELECT i, i % 97 AS area, 2000 + i % 20 AS year,
		CASE WHEN i % 31 = 0 THEN NULL ELSE i % 7 = 0 END AS e
	FROM generate_series(1, (60000 * :share)::int) i;
CREATE TABLE oracle AS
	SELECT area, year, format('%s/%s ?%s', count(*) FILTER (WHERE e), count(e), count(*) - count(e))::rate AS r
	FROM event GROUP BY area, year;
ANALYZE event;

CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP plan := plan || line || E'\n'; END LOOP;
	RETURN plan;
END $$;

SET LOCAL max_parallel_workers_per_gather = 0;
SELECT is(rate(e), (SELECT rate(r) FROM oracle), 'serial equals plain SQL') FROM event;
SELECT bag_eq('SELECT area, year, rate(e) FROM event GROUP BY area, year', 'SELECT * FROM oracle',
	'serial by group equals plain SQL');
SET LOCAL enable_hashagg = off;
SELECT bag_eq('SELECT area, year, rate(e) FROM event GROUP BY area, year', 'SELECT * FROM oracle', 'sorted groups');
SET LOCAL enable_hashagg = on;
SET LOCAL work_mem = '64kB';
SELECT bag_eq('SELECT area, year, rate(e) FROM event GROUP BY area, year', 'SELECT * FROM oracle',
	'hash groups that spill');
RESET work_mem;

SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT matches(plan_of('SELECT rate(e), rate_per_1000(e) FROM event'), 'Partial Aggregate',
	'rate(event) is aggregated in parallel');
SELECT is(rate(e), (SELECT rate(r) FROM oracle), 'parallel equals serial') FROM event;
SELECT bag_eq('SELECT area, year, rate(e) FROM event GROUP BY area, year', 'SELECT * FROM oracle', 'parallel by group');
SELECT matches(plan_of('SELECT rate(e) FROM event WHERE -i > 0'), 'Partial Aggregate', 'no rows at all, in parallel');
SELECT is(rate(e), '0/0', 'parallel over no rows: empty states combined with empty states') FROM event WHERE -i > 0;
SELECT is(rate(e), '0/1', 'parallel over one row: empty partial states on either side') FROM event WHERE i = 1;
SELECT matches(plan_of('SELECT rate(i, 100000), rate(i::bigint, 100000), rate(i::numeric, 100000), percentage(i, '
	'100000) FROM event'), 'Partial Aggregate', 'counts in parallel');
SELECT is(rate(i, 100000), rate(i::bigint, 100000::bigint), 'integer and bigint counts agree in parallel') FROM event;
SELECT is(rate(i, 100000), rate(i::numeric, 100000::numeric), 'integer and numeric counts agree in parallel')
	FROM event;
SELECT is(rate(r), (SELECT rate(e) FROM event), 'roll-up of groups equals the whole') FROM oracle;
RESET parallel_setup_cost;

SELECT is(kansrijk_intern.rate_accum('0/0', '0/0'::rate), '0/0', 'combine: empty with empty');
SELECT is(kansrijk_intern.rate_accum('0/0', '1/2 ?3'::rate), '1/2 ?3', 'combine: empty first');
SELECT is(kansrijk_intern.rate_accum('1/2 ?3', '0/0'::rate), '1/2 ?3', 'combine: empty second');

-- Windows: with the inverse (moving frame) and against a fresh aggregation per row
SELECT is_empty($$
	SELECT * FROM (
		SELECT area, year, rate(r) OVER (PARTITION BY area ORDER BY year RANGE BETWEEN 4 PRECEDING AND CURRENT ROW)
			AS moving,
			(SELECT rate(o2.r) FROM oracle o2 WHERE o2.area = o.area AND o2.year BETWEEN o.year - 4 AND o.year) AS fresh
		FROM oracle o) w
	WHERE moving <> fresh $$, 'moving window equals a fresh aggregation, to the bit');
SELECT is_empty($$
	SELECT * FROM (
		SELECT i, rate(e) OVER w AS moving, rate_per_1000(e) OVER w AS per_1000,
			(SELECT rate(e2.e) FROM event e2 WHERE e2.area = event.area AND e2.i BETWEEN event.i - 970 AND event.i)
				AS fresh
		FROM event WHERE area = 5 WINDOW w AS (ORDER BY i RANGE BETWEEN 970 PRECEDING AND CURRENT ROW)) w
	WHERE moving <> fresh OR per_1000 IS DISTINCT FROM per_1000(fresh) $$, 'moving window over events');
SELECT is_empty($$
	SELECT * FROM (
		SELECT rate(i, 100000) OVER w AS counts, rate(i::bigint, 100000) OVER w AS big,
			rate((i % 9000)::smallint, 20000::smallint) OVER w AS small,
			rate(i % 9000, 20000) OVER w AS small_integer, rate(i::numeric, 100000) OVER w AS num,
			rate(make_rate(i, 100000)) OVER w AS r
		FROM event WHERE area = 5 WINDOW w AS (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING)) w
	WHERE counts <> big OR small <> small_integer OR counts <> num OR counts <> r $$,
		'every argument form has an exact inverse');
SELECT is(array_agg(r), ARRAY['0/0', '0/1', '0/2', '0/3']::rate[], 'an empty frame is 0/0')
	FROM (SELECT rate(false) OVER (ORDER BY y ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS r
		FROM generate_series(1, 4) y) w;

-- The executor keeps one state for all aggregates of one argument form
SELECT is(count(DISTINCT (aggtransfn, aggtranstype, agginitval, aggcombinefn)), 1::bigint,
	'rate, rate_per_1000 and percentage share their state (' || form || ')')
	FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid,
		LATERAL (SELECT pg_get_function_arguments(p.oid) AS form) f
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND proname IN ('rate', 'rate_per_1000', 'percentage')
	GROUP BY form;
SELECT is(count(*), 0::bigint, 'every aggregate of rates has a combine function, an inverse and a read-only final '
	'function')
	FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND aggtranstype = 'rate'::regtype
		AND (aggcombinefn = 0 OR aggminvtransfn = 0 OR aggfinalmodify <> 'r' OR proparallel <> 's');

-- rolling_rate
CREATE TABLE series AS SELECT * FROM (VALUES
	('complete', 2015, 1, 100), ('complete', 2016, 2, 100), ('complete', 2017, 3, 100), ('complete', 2018, 4, 100),
	('complete', 2019, 5, 100), ('complete', 2020, 6, 100),
	('gap', 2014, 1, 100), ('gap', 2015, 1, 100), ('gap', 2016, 1, 100), ('gap', 2018, 1, 100), ('gap', 2019, 1, 100),
	('gap', 2020, 1, 100), ('gap', 2021, 1, 100), ('gap', 2022, 1, 100),
	('several', 2016, 1, 100), ('several', 2016, 1, 100), ('several', 2017, 2, 100), ('several', 2018, 2, 50),
	('several', 2018, 3, 50),
	('unknown', 2015, 1, 100), ('unknown', 2016, NULL, 100), ('unknown', 2017, 1, 100), ('unknown', 2018, 1, 100),
	('unknown', 2019, 1, 100)
) v(area, year, n, d);
CREATE FUNCTION rolled(of_area text, span integer) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(coalesce(r::text, '-') ORDER BY year) FROM (
		SELECT year, rolling_rate(CASE WHEN n IS NOT NULL THEN make_rate(n, d) END, year, span)
			OVER (PARTITION BY area ORDER BY year) AS r FROM series WHERE area = of_area) s $$;
SELECT is(rolled('complete', 5), ARRAY['-', '-', '-', '-', '15/500', '20/500'], 'five years, then the first leaves');
SELECT is(rolled('complete', 1), ARRAY['1/100', '2/100', '3/100', '4/100', '5/100', '6/100'],
	'span 1 is the year itself');
SELECT is(rolled('gap', 3), ARRAY['-', '-', '3/300', '-', '-', '3/300', '3/300', '3/300'],
	'a missing year does not widen the window');
SELECT is(rolled('several', 2), ARRAY['-', '-', '4/300', '7/200', '7/200'],
	'several rows a year are added up and share their result');
SELECT is(rolled('unknown', 2), ARRAY['-', '-', '-', '2/200', '2/200'],
	'a year without its rate leaves its windows incomplete');
SELECT is(array_agg(x), ARRAY[NULL, 30, 30]::float8[], 'rolling_rate_per_1000 from counts')
	FROM (SELECT rolling_rate_per_1000(3, 100, y, 2) OVER (ORDER BY y) AS x FROM generate_series(-1, 1) y) s;
SELECT is(array_agg(x), ARRAY[NULL, NULL, NULL, 30]::float8[], 'a NULL count leaves its windows incomplete')
	FROM (SELECT rolling_rate_per_1000(CASE WHEN y <> 2 THEN 3 END, 100, y, 2) OVER (ORDER BY y) AS x
		FROM generate_series(1, 4) y) s;
SELECT is(array_agg(x), ARRAY[NULL, NULL]::float8[], 'a pooled denominator of 0 has no rate')
	FROM (SELECT rolling_rate_per_1000(0, 0, y, 1) OVER (ORDER BY y) AS x FROM generate_series(1, 2) y) s;
SELECT is(array_agg(ARRAY[a, b, c, d]), ARRAY[[NULL, NULL, NULL, NULL], [15, 15, 15, 15]]::float8[],
	'rolling_rate_per_1000 from counts of every type')
	FROM (SELECT rolling_rate_per_1000(y::smallint, 100::smallint, y, 2) OVER w a, rolling_rate_per_1000(y, 100, y, 2)
		OVER w b,
			rolling_rate_per_1000(y::bigint, 100, y, 2) OVER w c,
				rolling_rate_per_1000(sum(y::bigint), sum(100::bigint), y, 2) OVER w d
		FROM generate_series(1, 2) y GROUP BY y WINDOW w AS (ORDER BY y)) s;
SELECT throws_ok('SELECT rolling_rate_per_1000(0.5, 100, y, 2) OVER (ORDER BY y) FROM generate_series(1, 2) y', '22023',
	'count must be a whole number', 'half an event in a year');
SELECT is_empty('SELECT rolling_rate(''1/2'', 2000) OVER () WHERE false', 'no rows');
SELECT is(count(r), 2::bigint, 'the years at both ends of integer')
	FROM (SELECT rolling_rate('1/2', y, 1) OVER (ORDER BY y) AS r FROM (VALUES (-2147483648), (2147483647)) v(y)) s;
SELECT is_empty($$
	SELECT * FROM (
		SELECT area, year, rolling_rate(r, year) OVER (PARTITION BY area ORDER BY year) AS rolling,
			CASE WHEN count(*) OVER f = 5 THEN rate(r) OVER f END AS plain
		FROM oracle WINDOW f AS (PARTITION BY area ORDER BY year RANGE BETWEEN 4 PRECEDING AND CURRENT ROW)) s
	WHERE rolling IS DISTINCT FROM plain $$, 'rolling_rate equals the aggregate over a five-year frame');
-- The span belongs to the partition: a rescan, or another partition, may bring another one.
SELECT is(array_agg(rolled.r ORDER BY span), ARRAY['6/100', '11/200', '20/500']::rate[], 'a span from LATERAL')
	FROM unnest('{1,2,5}'::int[]) span,
		LATERAL (SELECT rolling_rate(make_rate(n, d), year, span) OVER (ORDER BY year) AS r
			FROM series WHERE area = 'complete' ORDER BY year DESC LIMIT 1) rolled;
SELECT is(array_agg((SELECT max(x) FROM (SELECT rolling_rate_per_1000(n, d, year, span) OVER (ORDER BY year) AS x
		FROM series WHERE area = 'complete') s) ORDER BY span),
	ARRAY[60, 55, 40]::float8[], 'a span from a correlated subquery') FROM unnest('{1,2,5}'::int[]) span;
SELECT is(array_agg(r ORDER BY area), ARRAY['6/100', '3/300']::rate[], 'each partition has its span')
	FROM (SELECT area, year, rolling_rate(make_rate(n, d), year, CASE area WHEN 'gap' THEN 3 ELSE 1 END)
			OVER (PARTITION BY area ORDER BY year) AS r
		FROM series WHERE area IN ('complete', 'gap')) s WHERE year = CASE area WHEN 'gap' THEN 2022 ELSE 2020 END;

-- A year, and an event of 0 or 1, may be of any number type.
CREATE TABLE dated AS SELECT make_date(year, 7, 1) AS day, n, d FROM series WHERE area = 'complete';
SELECT is(array_agg(r ORDER BY day), rolled('complete', 5), 'rolling_rate over extract(year FROM date)')
	FROM (SELECT day, coalesce(rolling_rate(rate(n, d), extract(year FROM day)) OVER (ORDER BY day)::text, '-') AS r
		FROM dated GROUP BY day) s;
SELECT is(ARRAY[a, b, c, d, e], array_fill(r, ARRAY[5]), 'a year of every number type, of ' || y)
	FROM (SELECT y, rolling_rate(r, y) OVER w AS r, rolling_rate(r, y::smallint) OVER w AS a,
			rolling_rate(r, y::bigint) OVER w AS b, rolling_rate(r, y::numeric) OVER w AS c,
			 rolling_rate(r, y::float8) OVER w AS d, rolling_rate(r, y::real) OVER w AS e
		FROM (SELECT year AS y, make_rate(n, d) AS r FROM series WHERE area = 'complete') s WINDOW w AS (ORDER BY y)) t;
SELECT is(ARRAY[a, b, c, d, e], array_fill(r, ARRAY[5]), 'and for counts, of ' || y)
	FROM (SELECT y, rolling_rate_per_1000(n, 100, y) OVER w AS r, rolling_rate_per_1000(n, 100, y::smallint)
		OVER w AS a,
			rolling_rate_per_1000(n::bigint, 100, y::bigint) OVER w AS b,
			rolling_rate_per_1000(n::smallint, 100::bigint, y::numeric) OVER w AS c,
			rolling_rate_per_1000(n::numeric, 100, y::float8) OVER w AS d,
			rolling_rate_per_1000(n, 100::bigint, y::real) OVER w AS e
		FROM (SELECT year AS y, n FROM series WHERE area = 'complete') s WINDOW w AS (ORDER BY y)) t;
SELECT throws_ok(format('SELECT rolling_rate(''1/2'', %s) OVER ()', year), code,
		'year of a rolling rate ' || message, 'no year: ' || year)
	FROM (VALUES ('2020.5', '22023', 'must be a whole number'), ('''NaN''::float8', '22023', 'must be a whole number'),
		('''-Infinity''::numeric', '22003', 'is out of range'), ('2147483648', '22003', 'is out of range'),
		('NULL::numeric', '22004', 'must not be null')) v(year, code, message);
SELECT is(ARRAY[rate(x), rate(x::smallint), rate(x::bigint), rate(x::numeric), rate(x::float8), rate(x::real)],
	array_fill(rate(x = 1), ARRAY[6]), 'rate of 0 and 1 in a column of any number type')
	FROM (VALUES (0), (1), (1), (NULL), (0)) v(x);
SELECT is(ARRAY[rate_per_1000(x), percentage(x::numeric)], ARRAY[500, 50]::float8[], 'rate_per_1000 and percentage too')
	FROM (VALUES (0), (1), (NULL)) v(x);
SELECT is(array_agg(moving), array_agg(fresh), 'and in a moving window')
	FROM (SELECT rate(x) OVER w AS moving, rate(x = 1) OVER w AS fresh
		FROM (VALUES (1, 1), (2, NULL), (3, 0), (4, 1), (5, 1)) v(i, x) WINDOW w AS (ORDER BY i ROWS 1 PRECEDING)) s;
SELECT throws_ok(format('SELECT rate(x) FROM (VALUES (0), (%s)) v(x)', x), '22023',
		'event must be 0 or 1', 'no event: ' || x)
	FROM unnest('{2,-1,0.5,''Infinity''::float8}'::text[]) x;
SELECT is(rate(x), '1/2 ?1', 'NaN, as pandas writes what is missing, is unknown')
	FROM (VALUES (1), (0), ('NaN'::float8)) v(x);

-- Far more rows a year than fit in the look-ahead of one read
SELECT is(count(DISTINCT rolling), 20::bigint, 'many rows a year, spilled')
	FROM (SELECT year, rolling_rate(make_rate(1, 2), year, 1) OVER (ORDER BY year)::text || year AS rolling
		FROM event) s;

SELECT * FROM finish();
ROLLBACK;
