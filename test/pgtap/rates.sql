-- rates(...): as rate(event) FILTER (WHERE scope) of each definition, and as sums of rates.
BEGIN;
SELECT no_plan();
SET LOCAL search_path = kansrijk_intern, kansrijk, public;

SELECT setseed(0.16);
CREATE TABLE pg_temp.unit AS
	SELECT g AS id, (random() * random() * 300)::integer AS area, random() < 0.1 AS small,
		CASE WHEN random() < 0.9 THEN random() < 0.6 END AS s1, true AS s2, CASE WHEN random() < 0.3 THEN false END
			AS s3,
		CASE WHEN random() < 0.8 THEN random() < 0.1 END AS e1, random() < 0.01 AS e2, NULL::boolean AS e3
	FROM generate_series(1, 20000) g;

-- The definitions: each scope with each event, a boolean as its own scope, and again in another order.
CREATE FUNCTION pg_temp.pairs(OUT pairs smallint[], OUT separate text) LANGUAGE sql AS $$
	SELECT array_agg(i ORDER BY at, side), (SELECT string_agg(format('rate(%s) FILTER (WHERE %s)', b[e], b[s]), ', '
		ORDER BY at)
		FROM (SELECT row_number() OVER (ORDER BY s * 7 % 5, e) AS at, s, e FROM generate_series(1, 6) s,
			generate_series(1,
			6) e) d,
			(SELECT ARRAY['s1', 's2', 's3', 'e1', 'e2', 'e3']) n(b))
	FROM (SELECT row_number() OVER (ORDER BY s * 7 % 5, e) AS at, s, e FROM generate_series(1, 6) s, generate_series(1,
		6) e) d,
		unnest(ARRAY[s, e]) WITH ORDINALITY u(i, side) $$;
SELECT pairs, separate FROM pg_temp.pairs() \gset
CREATE TEMP VIEW at_once AS
	SELECT area, small, rates(:'pairs', s1, s2, s3, e1, e2, e3) AS r FROM unit GROUP BY GROUPING SETS ((area, small),
		(area), ());
CREATE TEMP VIEW separately AS
	SELECT area, small, ARRAY[:separate] AS r FROM unit GROUP BY GROUPING SETS ((area, small), (area), ());
SELECT cmp_ok((SELECT count(*) FROM at_once), '>', 400::bigint, 'groups of many sizes');
SELECT is((SELECT DISTINCT cardinality(r) FROM at_once), 36, 'of 36 definitions');
SELECT is_empty('SELECT * FROM at_once EXCEPT SELECT * FROM separately', 'rates() has no other rates');
SELECT is_empty('SELECT * FROM separately EXCEPT SELECT * FROM at_once', 'rates() leaves none out');
SET LOCAL enable_hashagg = off;
SELECT is_empty('SELECT * FROM separately EXCEPT SELECT * FROM at_once', 'also sorted');
SET LOCAL enable_hashagg = on;
SET LOCAL work_mem = 64;
SELECT is_empty('SELECT * FROM separately EXCEPT SELECT * FROM at_once', 'also when the groups do not fit in memory');
RESET work_mem;
SELECT is((SELECT array_agg(r ORDER BY id) FROM (SELECT id, (rates('{1,2}', true, e1) OVER (ORDER BY id))[1] AS r
	FROM unit WHERE id <= 200) w),
	(SELECT array_agg(r ORDER BY id) FROM (SELECT id, rate(e1) OVER (ORDER BY id) AS r FROM unit WHERE id <= 200) w),
		'as a window');
SELECT is((SELECT rates('{1,2}', true, e1 ORDER BY id DESC) FROM unit), (SELECT ARRAY[rate(e1)] FROM unit),
	'rows in an order');
SELECT is((SELECT rates('{1,2}', true, e1) FILTER (WHERE small) FROM unit), (SELECT ARRAY[rate(e1)] FROM unit
	WHERE small), 'with FILTER');

-- Parallel
CREATE TABLE parallel_unit (LIKE unit);
INSERT INTO parallel_unit SELECT * FROM unit;
ALTER TABLE parallel_unit SET (parallel_workers = 2);
ANALYZE parallel_unit;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query;
END $$;
PREPARE whole AS SELECT rates(:'pairs', s1, s2, s3, e1, e2, e3) FROM parallel_unit;
PREPARE by_area AS SELECT area, rates(:'pairs', s1, s2, s3, e1, e2, e3) FROM parallel_unit GROUP BY area
	ORDER BY area;
CREATE TEMP TABLE summed AS SELECT area, small, r FROM at_once WHERE small IS NOT NULL;
CREATE TABLE parallel_rates AS TABLE summed;
ALTER TABLE parallel_rates SET (parallel_workers = 2);
SELECT matches((SELECT string_agg(l, ' ') FROM pg_temp.plan('EXECUTE whole') l),
	'Finalize Aggregate.*Partial Aggregate', 'workers count');
SELECT results_eq('EXECUTE whole', 'SELECT r FROM at_once WHERE area IS NULL', 'parallel is serial');
SELECT results_eq('EXECUTE by_area', 'SELECT area, r FROM at_once WHERE area IS NOT NULL AND small IS NULL ORDER BY 1',
	'by group too');
SELECT matches((SELECT string_agg(l, ' ') FROM pg_temp.plan('SELECT rates(r) FROM parallel_rates') l),
	'Finalize Aggregate.*Partial Aggregate', 'workers add');
SELECT results_eq('SELECT rates(r) FROM parallel_rates', 'SELECT r FROM at_once WHERE area IS NULL',
	'sums of rates are those of their rows');
SELECT results_eq('SELECT area, rates(r) FROM parallel_rates GROUP BY area ORDER BY area',
	'SELECT area, r FROM at_once WHERE area IS NOT NULL AND small IS NULL ORDER BY 1', 'also by area');

-- Nothing, and NULL
SELECT is(rates('{1,2}', true, true), NULL, 'no rows') FROM unit WHERE false;
SELECT is((SELECT rates('{1,2,2,1}', false, true) FROM unit), ARRAY['0/0', '0/20000']::rate[],
	'no row in scope: as rate() FILTER, 0/0');
SELECT is((SELECT rates('{}', true) FROM unit), '{}', 'no definitions');
SELECT is(rates('{1,1}', NULL::boolean), '{0/0}', 'an unknown scope is none');
SELECT is(rates('{1,2}', true, NULL::boolean), '{0/0 ?1}', 'an unknown event is unknown');
SELECT is(rates(NULL::rate[]), NULL, 'a NULL array is left out');
SELECT is((SELECT rates(r) FROM unit WHERE false), NULL, 'no arrays') FROM at_once WHERE area IS NULL;
SELECT is(rates(r), ARRAY[NULL, '3/8 ?2', '0/0', '5/6']::rate[], 'NULL elements are left out, and NULL where all are')
FROM (VALUES (ARRAY[NULL, '1/5 ?2', '0/0', NULL]::rate[]), (NULL), (ARRAY[NULL, '2/3', NULL, '5/6']::rate[])) v(r);
SELECT is(rates(r), '{}', 'empty arrays') FROM (VALUES ('{}'::rate[]), ('{}')) v(r);
SELECT is(rates(r), '{3/9}', 'elements are counted from the first, whatever its number')
	FROM (VALUES ('[0:0]={1/4}'::rate[]), ('[5:5]={2/5}')) v(r);
CREATE DOMAIN pg_temp.yes_or_no AS boolean;
SELECT is(rates('{1,2}', true::pg_temp.yes_or_no, false::pg_temp.yes_or_no), '{0/1}', 'a domain over boolean');

-- Beyond 32 bits: the sum is that of rate(rate), at every step across the limits.
CREATE TEMP TABLE large AS
	SELECT i, ARRAY[make_rate(n, 2 * n), NULL, make_rate(0, 3), make_rate(2 * n, n), CASE WHEN i % 2 = 0
		THEN '0/0 ?5'::rate + make_rate(NULL, n) END] AS r
	FROM (VALUES (1, 0::bigint), (2, 2147483646), (3, 1), (4, 1), (5, 2147483647), (6, 4294967294), (7, 1), (8,
		4294967295), (9, 4294967296), (10, 1000000000000000)) v(i, n);
SELECT is(rates(r), ARRAY[rate(r[1]), NULL, rate(r[3]), rate(r[4]), CASE WHEN count(r[5]) > 0 THEN rate(r[5]) END],
	'exact beyond 32 bits: first ' || n)
FROM generate_series(1, 10) n JOIN large ON i <= n GROUP BY n ORDER BY n;
SELECT is(rates(r ORDER BY -i), ARRAY[rate(r[1]), NULL, rate(r[3]), rate(r[4]), CASE WHEN count(r[5]) > 0
	THEN rate(r[5]) END], 'and backwards: last ' || n)
FROM generate_series(1, 10) n JOIN large ON i > 10 - n GROUP BY n ORDER BY n;
CREATE TABLE parallel_large AS SELECT large.* FROM large, generate_series(1, 200);
ALTER TABLE parallel_large SET (parallel_workers = 2);
SELECT results_eq('SELECT rates(r) FROM parallel_large',
	'SELECT ARRAY[rate(r[1]), NULL, rate(r[3]), rate(r[4]), CASE WHEN count(r[5]) > 0 THEN rate(r[5]) END] FROM '
		'parallel_large',
	'and parallel');
SELECT throws_ok($$SELECT rates(r) FROM (VALUES (ARRAY[make_rate(1, 9223372036854775807)]),
	(ARRAY['0/1'::rate])) v(r)$$, '22003',
	'count in rate is out of range', 'beyond 64 bits');

-- Errors
SELECT throws_ok('SELECT rates(NULL, true, true)', '22004', 'pairs of rates() must not be null', 'NULL pairs');
SELECT throws_ok('SELECT rates(p, true, true) FROM (VALUES (''{1,2}''::smallint[]), (NULL)) v(p)', '22004', NULL,
	'NULL pairs in a later row');
SELECT throws_ok('SELECT rates(p, true, true) FROM (VALUES (''{1,2}''::smallint[]), (''{2,1}'')) v(p)', '22023',
	'pairs of rates() must be the same in all rows', 'other pairs in a later row');
SELECT lives_ok('SELECT rates(p, true, true) FROM (VALUES (''{1,2}''::smallint[]), (''{1,2}'')) v(p)',
	'the same pairs in a later row');
SELECT throws_ok(format('SELECT rates(%L, true, true)', pairs), '2202E', message, 'pairs ' || pairs)
FROM (VALUES ('{1}', 'pairs of rates() must be an array of one dimension, with a scope and an event for each rate'),
	('{1,2,1}', 'pairs of rates() must be an array of one dimension, with a scope and an event for each rate'),
	('{{1,2},{2,1}}', 'pairs of rates() must be an array of one dimension, with a scope and an event for each rate'),
	('{1,3}', 'pairs of rates() must name its scopes and events, 1 to 2'), ('{0,1}',
		'pairs of rates() must name its scopes and events, 1 to 2'),
	('{-1,1}', 'pairs of rates() must name its scopes and events, 1 to 2'), ('{1,NULL}',
		'pairs of rates() must name its scopes and events, 1 to 2'),
	('{257,258}', 'pairs of rates() must name its scopes and events, 1 to 2')) v(pairs, message);
SELECT throws_ok(format('SELECT rates(''{1,2}'', %s)', arguments), '42804', message, arguments)
FROM (VALUES ('true, ''t''', 'scope or event 2 of rates() must be of type boolean, not unknown'),
	('NULL, true', 'scope or event 1 of rates() must be of type boolean, not unknown'),
	('1, true', 'scope or event 1 of rates() must be of type boolean, not integer'),
	('VARIADIC ARRAY[true, false]', 'scope or event 1 of rates() must be of type boolean, not boolean[]')) v(arguments,
		message);
CREATE FUNCTION pg_temp.answer(query text) RETURNS rate[] LANGUAGE plpgsql AS $$
DECLARE
	result rate[];
BEGIN
	EXECUTE query INTO result;
	RETURN result;
END $$;
SELECT is(pg_temp.answer(format('SELECT rates(''{1,97,97,98,1,2}'', true%s, true, false)', repeat(', NULL::boolean',
	95))), '{1/1,0/1,0/0 ?1}', '98 booleans');
SELECT throws_ok(format('SELECT rates(''{1,2}'', true%s)', repeat(', true', 98)), '54023',
	NULL, '99 booleans: the server or we refuse them');
SELECT throws_ok('SELECT rates(array_fill(1::smallint, ''{20002}''), true)', '54000',
	'at most 10000 rates can be counted at once', '10001 definitions');
SELECT is(cardinality(rates(array_fill(1::smallint, '{20000}'), true)), 10000, '10000 definitions');
SELECT throws_ok('SELECT rates(array_fill(''0/0''::rate, ''{10001}''))', '54000',
	'at most 10000 rates can be counted at once', '10001 rates');
SELECT throws_ok('SELECT rates(r) FROM (VALUES (''{0/0}''::rate[]), (''{0/0,0/0}'')) v(r)', '2202E',
	'arrays of rates must have the same length', 'arrays of two lengths');
SELECT throws_ok('SELECT rates(r) FROM (VALUES (''{0/0}''::rate[]), (''{}'')) v(r)', '2202E',
	'arrays of rates must have the same length', 'an empty one among others');
SELECT throws_ok('SELECT rates(''{{0/0},{0/0}}''::rate[])', '2202E', 'rates must be an array of one dimension',
	'two dimensions');

SELECT * FROM finish();
ROLLBACK;
