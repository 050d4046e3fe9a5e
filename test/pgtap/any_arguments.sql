-- Every function with VARIADIC "any", found in the catalogue, with a literal in each position
-- of its dimensions. The parser leaves such a literal of type unknown, which is a C string: it
-- must count as '...'::text. Where it does not, the server may end, and with it this test.
BEGIN;
SELECT no_plan();
SELECT pg_postmaster_start_time() AS started \gset

CREATE TEMP TABLE cell AS
	SELECT row_number() OVER (ORDER BY a, b)::integer AS id, *,
		sdc_status(n, 'min_count=5', mask, a, b) OVER () AS status
	FROM (SELECT a, b, GROUPING(a, b) AS mask, sum(n)::bigint AS n, make_rate(sum(n), sum(n) * 9) AS r
		FROM (VALUES ('noord', 'man', 3), ('noord', 'vrouw', 40), ('zuid', 'man', 50), ('zuid', 'vrouw', 60)) v(a, b, n)
		GROUP BY CUBE (a, b)) c;

-- What to pass before the dimensions. The mask of (a, b) has a bit of a literal, 0, put in.
CREATE FUNCTION pg_temp.leading(function oid, mask text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE
			WHEN name = 'grouping_mask' THEN mask
			WHEN name = 'base' THEN '3'
			WHEN name = 'preference' THEN '0'
			WHEN name IN ('known', 'prior', 'unsafe', 'contributors', 'cost') THEN 'NULL'
			WHEN name = 'published' THEN 'true'
			WHEN name = 'language' THEN '''nl'''
			WHEN name = 'policy' THEN '''min_count=5'''
			WHEN type = 'cell_status'::regtype THEN 'status'
			WHEN type = 'rate'::regtype THEN 'r'
			ELSE format('n::%s', type::regtype) END, ', ' ORDER BY at)
	FROM pg_proc p, unnest(p.proargtypes, p.proargnames) WITH ORDINALITY u(type, name, at)
	WHERE p.oid = function AND at < pronargs $$;
CREATE TEMP TABLE called AS
	SELECT p.oid, p.oid::regprocedure AS signature, at,
		format('SELECT array_agg(x::text ORDER BY id)
			FROM (SELECT id, kansrijk.%I(%s, %s) OVER () AS x FROM pg_temp.cell) s',
			p.proname, pg_temp.leading(p.oid, mask), dimensions) AS call
	FROM pg_proc p, (VALUES
		(1, '%1$s, a, b', 'mask'),
		(2, 'a, %1$s, b', '(mask & 2) << 1 | mask & 1'),
		(3, 'a, b, %1$s', 'mask << 1')) v(at, dimensions, mask)
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND p.provariadic = '"any"'::regtype;
CREATE FUNCTION pg_temp.answer(call text, dimension text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	result text[];
BEGIN
	EXECUTE format(call, dimension) INTO result;
	RETURN result;
END $$;

SELECT cmp_ok((SELECT count(DISTINCT oid) FROM called), '>=', 22::bigint, 'functions with VARIADIC "any" were found');
SELECT is_empty($$ SELECT signature FROM called
	WHERE cardinality(array_remove(pg_temp.answer(call, '''x''::text'), NULL)) NOT BETWEEN 1 AND 9 $$,
	'each has an answer to compare with');

CREATE TEMP TABLE answered AS
	SELECT signature, at, name, pg_temp.answer(call, untyped) AS untyped, pg_temp.answer(call, typed) AS typed
	FROM called, (VALUES
		('a word', '''perinataal''', '''perinataal''::text'),
		('one letter', '''a''', '''a''::text'),
		('nothing', '''''', '''''::text'),
		('a number', '''2019''', '''2019''::text'),
		('a long text', quote_literal(repeat('perinataal ', 1000)), format('%L::text', repeat('perinataal ', 1000))),
		('more than ASCII', '''é🍼''', '''é🍼''::text'),
		('NULL', 'NULL', 'NULL::text'),
		('unknown, but no constant', 'unknownin(textout(left(a, 0) || ''x''))', 'left(a, 0) || ''x'''))
		v(name, untyped, typed);
SELECT is_empty(format('SELECT signature, at, untyped, typed FROM answered a WHERE a.name = %L
		AND untyped IS DISTINCT FROM typed', name), format('%s: as ''...''::text, %s calls', name, count(*)))
	FROM answered GROUP BY name ORDER BY name COLLATE "C";

-- Values that come as unknown, and differ from row to row.
SELECT is_empty($$ SELECT signature
	FROM (SELECT signature, replace(call, '%1$s, a, b', '%1$s, b') AS call FROM called WHERE at = 1) c
	WHERE pg_temp.answer(call, 'unknownin(textout(a))') IS DISTINCT FROM pg_temp.answer(call, 'a') $$,
	'labels of type unknown are labels');

-- Elsewhere the parser makes text of it, or refuses.
SELECT is((SELECT string_agg(status || '', ', ' ORDER BY kind) FROM (
		SELECT kind, sdc_status(n, 'min_count=5', 0, kind) OVER () AS status
		FROM (SELECT 3::bigint AS n, 'laat' AS kind UNION ALL SELECT 40, 'vroeg') u) s),
	'primary_count, publish', 'a label in a UNION ALL');
SELECT is((SELECT sdc_status(n, 'min_count=5', 0, kind) OVER ()
		FROM (SELECT 3::bigint AS n, 'laat' AS kind OFFSET 0) u), 'primary_count', 'in a subquery');
SELECT is((SELECT sdc_status(3::bigint, 'min_count=5', 0, (SELECT 'laat')) OVER ()),
	'primary_count', 'in a scalar subquery');
SELECT is((WITH u AS MATERIALIZED (SELECT 'laat' AS kind)
		SELECT sdc_status(3::bigint, 'min_count=5', 0, kind) OVER () FROM u), 'primary_count', 'in WITH');
CREATE VIEW pg_temp.literal AS SELECT sdc_status(3::bigint, 'min_count=5', 0, 'laat', NULL) OVER () AS status;
SELECT is((SELECT status FROM pg_temp.literal), 'primary_count', 'in a view');
SELECT throws_ok(format('PREPARE untyped %s AS
		SELECT kansrijk.sdc_status(3::bigint, ''min_count=5'', 0, $1) OVER ()', type),
	'42P18', NULL, format('a parameter of no type %s', type))
	FROM unnest('{"",(unknown)}'::text[]) type;
PREPARE typed (text) AS
	SELECT is(sdc_status(3::bigint, 'min_count=5', 0, $1) OVER (), 'primary_count', 'a text parameter');
EXECUTE typed('laat');

-- A VARIADIC array is one dimension, of arrays, as an array without the word is.
SELECT throws_ok($$ SELECT kansrijk.sdc_status(3::bigint, 'min_count=5', 2, VARIADIC ARRAY['a', 'b']) OVER () $$,
	'22023', 'grouping mask does not fit the dimensions', 'VARIADIC: one dimension');
SELECT throws_ok($$ SELECT kansrijk.sdc_status(3::bigint, 'min_count=5', 0, VARIADIC 'a') OVER () $$,
	'42804', NULL, 'VARIADIC takes an array');

-- A domain is its base type: also where that has rules of its own, as ranges have.
CREATE DOMAIN pg_temp.label AS text;
CREATE DOMAIN pg_temp.years AS int4range;
CREATE DOMAIN pg_temp.chosen_years AS pg_temp.years CHECK (NOT isempty(VALUE));
CREATE FUNCTION pg_temp.protected(type text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT string_agg(n || '' '' || s, '', '' ORDER BY n)
		FROM (SELECT n, kansrijk.sdc_status(n, ''min_count=5'', 0, y::%s) OVER () s
			FROM (VALUES (int4range(2019, 2021), 23::bigint),
				(int4range(2019, 2020), 20), (int4range(2020, 2021), 3)) v(y, n)) x',
		type) INTO result;
	RETURN result;
END $$;
SELECT is(pg_temp.protected(type), '3 primary_count, 20 secondary, 23 publish', 'windows of years as ' || type)
	FROM unnest('{int4range,pg_temp.years,pg_temp.chosen_years}'::text[]) type;
SELECT is((SELECT sdc_status(3::bigint, 'min_count=5', 0, 'laat'::pg_temp.label) OVER ()), 'primary_count',
	'a domain over text');

SELECT is(pg_postmaster_start_time(), :'started', 'the server never restarted');
SELECT * FROM finish();
ROLLBACK;
