-- sdc_status and sdc_status_given: what a table system may be made of.
BEGIN;
SELECT no_plan();

-- One table of 2 x 2: the small count needs all three others, whatever the type of the dimension.
CREATE TEMP TABLE base AS SELECT * FROM (VALUES (1, 1, 3), (1, 2, 40), (2, 1, 50), (2, 2, 60)) v(i, k, n);
CREATE TYPE pg_temp.side AS ENUM ('left', 'right');
CREATE DOMAIN pg_temp.wijk AS text;

CREATE FUNCTION pg_temp.hidden(expression text, policy sdc_policy DEFAULT 'min_count=5') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT string_agg(n || '' '' || status, '', '' ORDER BY n) FROM (
		SELECT n, sdc_status(n, %L, mask, d, k) OVER (ORDER BY random() ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) status
		FROM (SELECT %s AS d, k, sum(n)::bigint n, GROUPING(%2$s, k) mask FROM base GROUP BY CUBE (%2$s, k) ORDER BY random()) c) s
		WHERE status <> ''publish''', policy, expression) INTO answer;
	RETURN answer;
END $$;
SELECT is(pg_temp.hidden(expression), '3 primary_count, 40 secondary, 50 secondary, 60 secondary', 'dimension ' || expression)
FROM unnest(ARRAY['i', '(i::text)', '(i::bigint)', '(i::numeric)', '(i::float8)', '(i = 1)', '(DATE ''2020-01-01'' + i)',
	'(md5(i::text)::uuid)', '((ARRAY[''left'',''right'']::pg_temp.side[])[i])', '(i::text::pg_temp.wijk)', '(ARRAY[i])',
	'(NULLIF(i, 1))', '(int4range(i, i + 1))', '(NULLIF(i, 1)::text)', '(i::"char")']) expression;

-- Equality of a nondeterministic collation is that of GROUP BY.
SELECT CASE WHEN EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i')
	THEN lives_ok($$CREATE COLLATION pg_temp.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)$$, 'a collation without case')
	ELSE skip('no ICU', 1) END;
SELECT throws_ok($$SELECT sdc_status(n, 'none', 0, d COLLATE pg_temp.nocase) OVER () FROM (VALUES ('West', 1::bigint), ('WEST', 2)) v(d, n)$$,
	'21000', 'two rows for the same cell', 'West and WEST are one category there')
WHERE EXISTS (SELECT FROM pg_collation WHERE collname = 'nocase');
SELECT lives_ok($$SELECT sdc_status(n, 'none', 0, d) OVER () FROM (VALUES ('West', 1::bigint), ('WEST', 2)) v(d, n)$$, 'and two elsewhere');

-- Ranges: windows that overlap, with and without their years
CREATE FUNCTION pg_temp.windows(OUT y int4range, OUT n bigint) RETURNS SETOF record LANGUAGE sql AS
$$ VALUES (int4range(2015, 2020), 100::bigint), (int4range(2016, 2021), 101) $$;
SELECT is((SELECT count(*)::int FROM (SELECT sdc_status(n, 'min_count=5', 0, y) OVER () s FROM (
	SELECT * FROM pg_temp.windows() UNION ALL VALUES (int4range(2015, 2016), 3::bigint)) w) x WHERE s <> 'publish'), 1,
	'a small year that no window gives away is hidden alone');
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (SELECT n, sdc_status(n, 'min_count=5', 0, y) OVER () s FROM (
	VALUES (int4range(2019, 2021), 23::bigint), (int4range(2019, 2020), 20), (int4range(2020, 2021), 3)) v(y, n)) x),
	'3 primary_count, 20 secondary, 23 publish', 'a window less its other year gives a year away');
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (SELECT n, sdc_status(n, 'min_count=5', 0, y) OVER () s FROM (
	VALUES (daterange('2020-01-01', '2020-01-03'), 23::bigint), (daterange('2020-01-01', '2020-01-02'), 20), (daterange('2020-01-02', '2020-01-03'), 3)) v(y, n)) x),
	'3 primary_count, 20 secondary, 23 publish', 'days of a daterange too');
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (SELECT n, sdc_status(n, 'min_count=5', 0, y) OVER () s FROM (
	VALUES (int4range(NULL, NULL), 23::bigint), (int4range(NULL, 2020), 20), (int4range(2020, NULL), 3)) v(y, n)) x),
	'3 primary_count, 20 secondary, 23 publish', 'infinite bounds are bounds');

-- All know that nothing happened anywhere in year 7, so nothing did in area a: 600 - 328 - 269 is year 6 of area a, and with that its years 6 and 7.
SELECT isnt((SELECT count(*) FILTER (WHERE status = 'publish')::int FROM (
		SELECT area, period, sdc_status_given(sum(n)::bigint, 'min_count=5', area IS NULL, 0, GROUPING(area, period), area, period) OVER () AS status
		FROM (VALUES ('a', 4, 200), ('a', 5, 128), ('a', 6, 3), ('a', 8, 269), ('b', 4, 100), ('b', 5, 100), ('b', 6, 60), ('b', 8, 50)) v(area, y, n),
			unnest(ARRAY[int4range(4, 9), int4range(4, 6), int4range(7, 9), int4range(6, 8), int4range(y, y + 1)]) period
		WHERE y <@ period GROUP BY GROUPING SETS ((area, period), (period))
		HAVING area IS NULL OR upper(period) - lower(period) > 1) x
	WHERE area = 'a' AND period <> int4range(6, 8)), 3, 'the parts of an empty cell are known to be empty');

-- A mask of 0 is the caller's word: a category of unknowns may equal the sum of the others.
SELECT is((SELECT string_agg(n || ' ' || status, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status(n, 'min_count=5', 0, d) OVER () AS status
		FROM (VALUES ('a', 3::bigint), ('b', 4), (NULL, 7)) v(d, n)) s),
	'3 primary_count, 4 primary_count, 7 publish', 'as many unknown as known');

-- Values at the edge
SELECT is_empty($$SELECT sdc_status(1::bigint, 'rivm', 0, 1) OVER () WHERE false$$, 'no rows');
SELECT results_eq($$SELECT sdc_status(n, 'rivm', 0, 1) OVER () FROM (VALUES (9::bigint)) v(n)$$, $$VALUES ('primary_count'::cell_status)$$, 'one row, below 10');
SELECT results_eq($$SELECT sdc_status(n, 'rivm', 0, 1) OVER () FROM (VALUES (10::bigint)) v(n)$$, $$VALUES ('publish'::cell_status)$$, 'one row, 10');
SELECT results_eq($$SELECT DISTINCT sdc_status(NULL::bigint, 'rivm', 0, i) OVER () FROM generate_series(1, 3) i$$, $$VALUES ('empty'::cell_status)$$, 'all NULL');
SELECT results_eq($$SELECT sdc_status(n, 'rivm', mask, d) OVER () FROM (VALUES (9223372036854775797::bigint, 0, 'a'), (10, 0, 'b'), (9223372036854775807, 1, NULL)) v(n, mask, d)$$,
	$$VALUES ('publish'::cell_status), ('publish'), ('publish')$$, 'the largest int64 is a sum like any other');
SELECT throws_ok($$SELECT sdc_status(9223372036854775807, 'rivm', mask, d) OVER () FROM (VALUES (0, 'a'), (0, 'b'), (1, NULL)) v(mask, d)$$,
	'22000', 'a total differs from the sum of its parts', 'a sum beyond int64 does not wrap around');

-- Zeros, shares, rates
SELECT is((SELECT array_agg(sdc_status ORDER BY n)::text FROM (SELECT n, sdc_status(n, p, 0, n) OVER (PARTITION BY p::text) FROM (VALUES (0::bigint), (7)) v(n), (VALUES ('min_count=5'::sdc_policy)) q(p)) s),
	'{publish,publish}', 'zero=publish shows a zero');
SELECT is((SELECT array_agg(s ORDER BY n)::text FROM (SELECT n, sdc_status(n, 'min_count=5, zero=protect', 0, n) OVER () s FROM (VALUES (0::bigint), (7)) v(n)) x),
	'{primary_count,publish}', 'zero=protect hides it');
SELECT is((SELECT array_agg(s ORDER BY n)::text FROM (SELECT n, sdc_status(n, 'max_share=90', mask, d) OVER () s FROM (VALUES (4::bigint, 0, 'a'), (96, 0, 'b'), (100, 1, NULL)) v(n, mask, d)) x),
	'{secondary,primary_group,publish}', 'max_share hides a category that nearly all are in');
SELECT is((SELECT sdc_status(r, 'rivm', 0, 1) OVER () FROM (VALUES (rate)) v(r))::text, expected, why)
FROM (VALUES ('9/100'::rate, 'primary_count', 'numerator below 10'), ('95/100', 'primary_complement', 'complement below 10'),
	('10/20', 'publish', 'both 10')) v(rate, expected, why);
SELECT is((SELECT sdc_status('0/0'::rate, 'rivm', 0, 1) OVER ()), sdc_primary('0/0'::rate, 'rivm'), '0/0 is what sdc_primary says');
SELECT is((SELECT count(*)::int FROM (SELECT sdc_status(make_rate(n, 2 * n), 'min_count=5', mask, i, k) OVER () s FROM
	(SELECT i, k, sum(n) n, GROUPING(i, k) mask FROM base GROUP BY CUBE (i, k)) c) x WHERE s <> 'publish'), 4, 'rates are hidden with the same company as counts');

-- The partition is the system
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (SELECT n, sdc_status(n, 'min_count=5', 0, k) OVER (PARTITION BY i) s FROM base) x),
	'3 primary_count, 40 publish, 50 publish, 60 publish', 'without totals nothing follows');
SELECT is((SELECT count(*)::int FROM (SELECT sdc_status(n, 'min_count=5', mask, i, k) OVER () s FROM
	(SELECT i, k, sum(n)::bigint n, GROUPING(i, k) mask FROM base GROUP BY ROLLUP (i, k)) c) x WHERE s <> 'publish'), 2, 'ROLLUP: one neighbour in the row');
SELECT is((SELECT count(*)::int FROM (SELECT sdc_status(n, 'min_count=5', mask, i, k) OVER () s FROM
	(SELECT i, k, sum(n)::bigint n, GROUPING(i, k) mask FROM base GROUP BY GROUPING SETS ((i, k), ())) c) x WHERE s <> 'publish'), 2, 'GROUPING SETS: one neighbour anywhere');

-- What is given
CREATE FUNCTION pg_temp.given(known boolean, preference int) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status_given(n, 'min_count=5', CASE n WHEN 20 THEN known END, CASE n WHEN 20 THEN preference END, mask, d) OVER () s
		FROM (VALUES (3::bigint, 0, 'a'), (20, 0, 'b'), (30, 0, 'c'), (53, 1, NULL)) v(n, mask, d)) x $$;
SELECT is(pg_temp.given(NULL, NULL), '3 primary_count, 20 secondary, 30 publish, 53 publish', 'nothing given: as sdc_status');
SELECT is(pg_temp.given(true, NULL), '3 primary_count, 20 publish, 30 secondary, 53 publish', 'a known cell is no company');
SELECT is(pg_temp.given(NULL, 1), '3 primary_count, 20 publish, 30 secondary, 53 publish', 'a preferred cell is published before others');
SELECT is(pg_temp.given(NULL, 2000000000), pg_temp.given(NULL, 1), 'however much preferred');
SELECT is(pg_temp.given(false, NULL), '3 primary_count, 20 secondary, 30 publish, 53 publish', 'a working cell is hidden, and is company');

-- Counts of every type
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status(n::smallint, 'min_count=5', mask, d) OVER () AS s FROM (VALUES (3, 0, 'a'), (20, 0, 'b'), (30, 0, 'c'), (53, 1, NULL)) v(n, mask, d)) x),
	pg_temp.given(NULL, NULL), 'a smallint count');
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status(n, 'min_count=5', mask, d) OVER () AS s FROM (VALUES (3, 0, 'a'), (20, 0, 'b'), (30, 0, 'c'), (53, 1, NULL)) v(n, mask, d)) x),
	pg_temp.given(NULL, NULL), 'an integer count');
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status(sum(n), 'min_count=5', GROUPING(d), d) OVER () AS s FROM (VALUES (3::bigint, 'a'), (20, 'b'), (30, 'c')) v(n, d) GROUP BY GROUPING SETS ((n, d))) x),
	'3 primary_count, 20 publish, 30 publish', 'sum(bigint), which is numeric');
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (
		SELECT n, sdc_status_given(n::numeric, 'min_count=5', CASE n WHEN 20 THEN true END, NULL, mask, d) OVER () AS s FROM (VALUES (3, 0, 'a'), (20, 0, 'b'), (30, 0, 'c'), (53, 1, NULL)) v(n, mask, d)) x),
	pg_temp.given(true, NULL), 'a numeric count, with what is known');

-- What is derived
SELECT is(sdc_derived_status('publish', 'secondary'), 'secondary', 'a figure from a hidden cell is hidden');
SELECT is((sdc_publish('3/900'::rate, 'primary_count')).numerator, NULL, 'a hidden rate has no numerator');
SELECT is((sdc_publish('12/1500'::rate, 'publish')).numerator, 12::bigint, 'a published one has');
SELECT is(sdc_publish(r, status, language => 'en')::text, expected, format('all of %s, %s', coalesce(r::text, 'NULL'), coalesce(status::text, 'NULL')))
FROM (VALUES ('3/900'::rate, 'primary_count'::cell_status, '(,,,,,hidden,hidden)'), ('3/900', 'secondary', '(,,,,,hidden,hidden)'),
	('0/0', 'empty', '(,,,,,none,empty)'), ('0/0', 'publish', '(0,0,,,,unknown,publish)'), (NULL, 'publish', NULL), ('3/900', NULL, NULL)) v(r, status, expected);
SELECT throws_ok(format('SELECT sdc_publish(%L::rate, %L, model => ''normal'')', r, status), '22023', NULL, format('a model that does not exist is an error for %s, %s too', coalesce(r, 'NULL'), coalesce(status, 'NULL')))
FROM (VALUES ('12/1500', 'publish'), ('3/900', 'primary_count'), ('3/900', 'secondary'), ('0/0', 'empty'), (NULL, 'publish'), ('3/900', NULL)) v(r, status);

SELECT is(array_agg(s::text ORDER BY n), ARRAY['primary_count', 'secondary', 'publish'], 'a small working cell is protected though it is never published: it would be the difference of two geographies')
	FROM (SELECT n, sdc_status_given(n, 'min_count=5', k, 0, m, d) OVER () AS s
		FROM (VALUES (3::bigint, false, 0, 'a'), (20, NULL, 0, 'b'), (23, NULL, 1, NULL)) v(n, k, m, d)) c;

-- Periods that are not known
SELECT is((SELECT string_agg(n || ' ' || s, ', ' ORDER BY n) FROM (SELECT n, sdc_status(n, 'min_count=5', mask, y) OVER () s FROM (
	VALUES (int4range(2019, 2020), 20::bigint, 0), (int4range(2020, 2021), 30, 0), (NULL, 3, 0), (NULL, 53, 1)) v(y, n, mask)) x),
	'3 primary_count, 20 secondary, 30 publish, 53 publish', 'an unknown period is a part of the total, beside the ranges');

-- More implied cells than rows: areas by b and areas by c have the areas in common
CREATE TABLE side AS
	SELECT a, 1 AS b, NULL::int AS c, 1 AS mask, CASE a WHEN 7 THEN 3 ELSE 20 + a END::bigint AS n FROM generate_series(1, 50) a
	UNION ALL SELECT a, NULL, 1, 2, CASE a WHEN 7 THEN 3 ELSE 20 + a END FROM generate_series(1, 50) a;
SELECT results_eq($$SELECT a, mask FROM (SELECT *, sdc_status(n, 'min_count=5', mask, a, b, c) OVER () AS s FROM side) x WHERE s <> 'publish' ORDER BY mask$$,
	$$VALUES (7, 1), (7, 2)$$, 'a sum of one part hides that part, beside 50 areas that are implied');

-- Limits
SELECT throws_ok($$SELECT sdc_status(1, 'rivm', mask, CASE WHEN mask & 4096 = 0 THEN 1 END, CASE WHEN mask & 2048 = 0 THEN 1 END, CASE WHEN mask & 1024 = 0 THEN 1 END,
	CASE WHEN mask & 512 = 0 THEN 1 END, CASE WHEN mask & 256 = 0 THEN 1 END, CASE WHEN mask & 128 = 0 THEN 1 END, CASE WHEN mask & 64 = 0 THEN 1 END, CASE WHEN mask & 32 = 0 THEN 1 END,
	CASE WHEN mask & 16 = 0 THEN 1 END, CASE WHEN mask & 8 = 0 THEN 1 END, CASE WHEN mask & 4 = 0 THEN 1 END, CASE WHEN mask & 2 = 0 THEN 1 END, CASE WHEN mask & 1 = 0 THEN 1 END) OVER ()
	FROM generate_series(0, 8191) mask$$, '54000', 'too many grouping sets in one table system', 'thirteen dimensions have 8192 sets');
SELECT throws_ok(format($$SELECT sdc_status(1, 'rivm', 0%s) OVER ()$$, repeat(', 1', 32)), '54000', 'a table system has at most 31 dimensions', 'as many as a mask has bits');

-- Marks of the user's own: a rule, contributors, costs.
CREATE TABLE practice AS SELECT * FROM (VALUES ('Noord', 40::bigint, 1::bigint, 0), ('Oost', 60, 4, 0), ('West', 55, 3, 0),
	('Zuid', 70, 5, 0), (NULL, 225, 13, 1)) v(area, n, practices, mask);
CREATE FUNCTION pg_temp.marked(policy sdc_policy, own text, costly text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(status::text, ' ' ORDER BY area) FROM (SELECT area, sdc_status_given(n, policy, NULL, 0, area = own, practices,
		CASE area WHEN costly THEN 1000 END, mask, area) OVER () AS status FROM practice) s $$;
SELECT is(pg_temp.marked('min_count=10', NULL, NULL), 'publish publish publish publish publish', 'no mark, no rule: all is shown');
SELECT is(pg_temp.marked('min_count=10, min_contributors=2', NULL, NULL), 'primary_contributors publish secondary publish publish',
	'one practice is too few, and the smallest other goes with it');
SELECT is(pg_temp.marked('min_count=10, min_contributors=2', NULL, 'West'), 'primary_contributors secondary publish publish publish',
	'unless hiding that costs more');
SELECT is(pg_temp.marked('min_count=10', 'Zuid', NULL), 'secondary publish publish primary_own publish', 'a rule of one''s own');
SELECT is(pg_temp.marked('min_count=10, min_contributors=2', 'Zuid', NULL), 'primary_contributors publish publish primary_own publish',
	'both: one is company for the other');
SELECT throws_ok($$ SELECT sdc_status_given(n, 'rivm', NULL, 0, NULL, -1, NULL, mask, area) OVER () FROM practice $$, '22023',
	'number of contributors must not be negative', 'contributors are a number');
SELECT throws_ok($$ SELECT sdc_status_given(n, 'rivm', NULL, 0, NULL, 1, -1, mask, area) OVER () FROM practice $$, '22023',
	'cost of hiding a cell must not be negative', 'and so is a cost');

-- Few units: an unknown postal code lies in all municipalities, and these seem to tell the sex.
SELECT is((SELECT count(s) FROM (SELECT sdc_status(sum(n)::bigint, 'rivm', GROUPING(pc, gem, wijk, stadsdeel, prov, sex),
		pc, gem, wijk, stadsdeel, prov, sex) OVER () AS s
	FROM (SELECT pc, gem, 'w' || gem AS wijk, 's' || gem AS stadsdeel, gem % 12 AS prov, gem % 2 AS sex, 5 + g % 30 AS n
		FROM (SELECT g, 'p' || g AS pc, g / 5 AS gem FROM generate_series(0, 749) g
			UNION ALL SELECT g, '?', g FROM generate_series(0, 149) g) unit) labelled
	GROUP BY GROUPING SETS ((), (prov), (prov, gem), (prov, gem, stadsdeel, wijk), (pc),
		(prov, gem, stadsdeel, wijk, pc), (prov, gem, sex), (prov, sex), (sex))) t), 2128::bigint,
	'labels that go with too many others tell nothing, and take no memory');
SELECT * FROM finish();
ROLLBACK;
