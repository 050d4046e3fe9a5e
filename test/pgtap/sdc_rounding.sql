-- Small-count rounding, against the R package SmallCountRounding, and what it
-- promises: additive, nothing small, the same every time. Ties are random there
-- and decided by labels here, so cells may differ where the distance does not.
BEGIN;
SELECT no_plan();

-- exPSD: row and column totals are published
CREATE TABLE expsd (rows text, cols text, freq bigint);
\copy expsd FROM 'test/data/sdc/scr_exPSD_input.csv' CSV HEADER
CREATE TABLE expsd_publish (name text, rows text, cols text, original bigint, rounded bigint, difference bigint);
\copy expsd_publish FROM 'test/data/sdc/scr_exPSD_publish_expected.csv' CSV HEADER
CREATE TABLE expsd_inner (LIKE expsd_publish);
\copy expsd_inner FROM 'test/data/sdc/scr_exPSD_inner_expected.csv' CSV HEADER
CREATE TABLE expsd_metrics (name text, metric text, value numeric);
\copy expsd_metrics FROM 'test/data/sdc/scr_exPSD_metrics_expected.csv' CSV HEADER
CREATE VIEW expsd_cube AS SELECT rows, cols, sum(freq)::bigint AS n, GROUPING(rows, cols) AS mask FROM expsd
	GROUP BY CUBE (rows, cols);
CREATE VIEW expsd_found AS
	SELECT rows, cols, n, mask, base, sdc_round_small_given(n, base, mask > 0, mask, rows, cols)
		OVER (PARTITION BY base) AS rounded
	FROM expsd_cube, (VALUES (3::bigint), (5)) b (base);
SELECT is(n, original, format('scr_exPSD_publish: the same table, %s %s', e.rows, e.cols))
	FROM expsd_publish e JOIN expsd_found f ON e.rows = coalesce(f.rows, 'Total') AND e.cols = coalesce(f.cols, 'Total')
		WHERE name = 'base5' AND base = 5;
SELECT cmp_ok(max(abs(rounded - n)), '<=', (SELECT value FROM expsd_metrics WHERE name = 'base5'
	AND metric = 'maxdiff')::bigint, 'scr_exPSD_metrics, base5: maxdiff')
	FROM expsd_found WHERE base = 5;
SELECT cmp_ok(round(avg(abs(rounded - n)), 6), '<=', (SELECT round(value, 6) FROM expsd_metrics WHERE name = 'base5'
	AND metric = 'meanAbsDiff'), 'scr_exPSD_metrics, base5: meanAbsDiff')
	FROM expsd_found WHERE base = 5;
SELECT cmp_ok(round(sqrt(avg((rounded - n) ^ 2))::numeric, 6), '<=', (SELECT round(value, 6) FROM expsd_metrics
	WHERE name = 'base5' AND metric = 'rootMeanSquare'), 'scr_exPSD_metrics, base5: rootMeanSquare')
	FROM expsd_found WHERE base = 5;
SELECT is(array_agg(rounded ORDER BY rounded DESC), (SELECT array_agg(rounded ORDER BY rounded DESC) FROM expsd_publish
	WHERE name = 'base5'),
	'scr_exPSD_publish, base5: the published totals 28, 15, 8, 7, 6, 5, 5, 5, 5') FROM expsd_found
		WHERE base = 5 AND rounded IS NOT NULL;
SELECT is(rounded, (SELECT rounded FROM expsd_publish e WHERE name = 'base5' AND e.rows = coalesce(f.rows, 'Total')
	AND e.cols = coalesce(f.cols, 'Total')),
	format('scr_exPSD_publish, base5: %s %s', coalesce(rows, 'Total'), coalesce(cols, 'Total'))) FROM expsd_found f
		WHERE base = 5 AND mask > 0;
SELECT cmp_ok(round(sqrt(avg((rounded - n) ^ 2))::numeric, 6), '<=', (SELECT round(value, 6) FROM expsd_metrics
	WHERE name = 'base3_max4' AND metric = 'rootMeanSquare'),
	'scr_exPSD_metrics, base 3: not farther from the truth than with rounding up to 4') FROM expsd_found WHERE base = 3;
SELECT is(count(*), 0::bigint, 'scr_exPSD: no published total is small') FROM expsd_found WHERE rounded > 0
	AND rounded < base;

-- The inner cells of the oracle are consistent with its totals, and ours are too
SELECT is(sum(i.rounded)::bigint, p.rounded, format('scr_exPSD_inner, %s: the oracle adds up in %s', name, p.cols))
	FROM expsd_inner i JOIN expsd_publish p USING (name, cols) WHERE p.rows = 'Total' GROUP BY name, p.cols, p.rounded;

-- e6: two hierarchies, of geography and year
CREATE TABLE e6 (geo text, eu text, year text, freq bigint);
\copy e6 FROM 'test/data/sdc/scr_e6_input.csv' CSV HEADER
CREATE TABLE e6_publish (name text, geo text, year text, original bigint, rounded bigint, difference bigint);
\copy e6_publish FROM 'test/data/sdc/scr_e6_publish_expected.csv' CSV HEADER
CREATE TABLE e6_inner (LIKE e6_publish);
\copy e6_inner FROM 'test/data/sdc/scr_e6_inner_expected.csv' CSV HEADER
CREATE TABLE e6_geo (name text, geo text, original bigint, rounded bigint, difference bigint);
\copy e6_geo FROM 'test/data/sdc/scr_e6_base5_publish_expected.csv' CSV HEADER
CREATE VIEW e6_cube AS SELECT eu, geo, year, sum(freq)::bigint AS n, GROUPING(eu, geo, year) AS mask FROM e6
	GROUP BY ROLLUP (eu, geo), CUBE (year);
CREATE VIEW e6_found AS SELECT coalesce(geo, eu, 'Total') AS geo, coalesce(year, 'Total') AS year, n,
	sdc_round_small(n, 3, mask, eu, geo, year) OVER () AS rounded FROM e6_cube;
SELECT is(f.n, e.original, format('scr_e6_publish: the same table, %s %s', geo, year)) FROM e6_publish e LEFT
	JOIN e6_found f USING (geo, year);
SELECT is(f.rounded, e.rounded, format('scr_e6_publish: %s %s', geo, year)) FROM e6_publish e LEFT
	JOIN e6_found f USING (geo, year);
SELECT is(f.rounded, e.rounded, format('scr_e6_inner: %s %s', geo, year)) FROM e6_inner e LEFT
	JOIN e6_found f USING (geo, year);
CREATE VIEW e6_geo_found AS SELECT coalesce(geo, eu, 'Total') AS geo, n, mask, sdc_round_small_given(n, 5, mask & 1 = 1,
	mask, eu, geo, year) OVER () AS rounded FROM e6_cube;
SELECT is(f.rounded, e.rounded, format('scr_e6_base5_publish: %s', geo)) FROM e6_geo e LEFT
	JOIN e6_geo_found f USING (geo) WHERE mask & 1 = 1;

-- z2: region by purpose
CREATE TABLE z2 (region text, fylke int, kostragr int, hovedint text, ant bigint);
\copy z2 FROM 'test/data/sdc/scr_z2_input.csv' CSV HEADER
CREATE TABLE z2_publish (region text, hovedint text, original bigint, rounded bigint, difference bigint);
\copy z2_publish FROM 'test/data/sdc/scr_z2_publish_expected.csv' CSV HEADER
CREATE TABLE z2_inner (LIKE z2_publish);
\copy z2_inner FROM 'test/data/sdc/scr_z2_inner_expected.csv' CSV HEADER
-- Published are the regions, and the purposes by county (fylke) and by kind of
-- municipality (kostragr), which cross; not regions by purpose.
CREATE VIEW z2_found AS
	SELECT coalesce(region, fylke::text, kostragr::text, 'Total') AS region, coalesce(hovedint, 'Total') AS hovedint, n,
		sdc_round_small_given(n, 3, mask & 3 <> 0, mask, fylke, kostragr, region, hovedint) OVER () AS rounded
	FROM (SELECT fylke, kostragr, region, hovedint, sum(ant)::bigint AS n, GROUPING(fylke, kostragr, region, hovedint)
		AS mask FROM z2
		GROUP BY GROUPING SETS ((fylke, kostragr, region), (fylke), (kostragr), ()), CUBE (hovedint)) c;
-- In the oracle kind 400 less county 10 leaves the 2 of region I on trygd, for
-- all to see. It is rounded to 3 here, and the totals that hold it with it.
SELECT is(k.rounded - c.rounded, 2::bigint, 'scr_z2_publish gives a small inner cell away') FROM z2_publish k,
	z2_publish c
	WHERE k.hovedint = 'trygd' AND c.hovedint = 'trygd' AND k.region = '400' AND c.region = '10';
SELECT is(f.rounded, e.rounded + (region IN ('I', '1', '400', 'Total') AND hovedint IN ('trygd', 'Total'))::int,
	format('scr_z2_publish: %s %s', region, hovedint))
	FROM z2_publish e LEFT JOIN z2_found f USING (region, hovedint);
SELECT is(sum(rounded)::bigint + (region = 'I')::int, (SELECT rounded FROM z2_found f WHERE f.region = i.region
	AND hovedint = 'Total'),
	'scr_z2_inner: the inner cells of the oracle add up to our total of ' || region) FROM z2_inner i GROUP BY region;

-- What it promises, on a generated cube of three dimensions
CREATE VIEW generated AS
	SELECT a, b, c, sum(n)::bigint AS n, GROUPING(a, b, c) AS mask
	FROM (SELECT a, b, c, hashtextextended(concat_ws(' ', a, b, c), 9) & 7 AS n FROM generate_series(1, 12) a,
		generate_series(1, 5) b, generate_series(1, 4) c) m
	GROUP BY CUBE (a, b, c);
CREATE TABLE found AS SELECT *, sdc_round_small(n, 5, mask, a, b, c) OVER () AS rounded FROM generated;
SELECT is(count(*), 0::bigint, 'no cell is 1, 2, 3 or 4') FROM found WHERE rounded BETWEEN 1 AND 4;
SELECT is(count(*), 0::bigint, 'zeros stay zero, and large inner cells stay as they are') FROM found
	WHERE mask = 0 AND (n = 0 OR n >= 5) AND rounded <> n;
SELECT is_empty($$SELECT * FROM found t WHERE rounded <> (SELECT sum(rounded) FROM found p WHERE p.mask = 0
	AND (t.a IS NULL OR p.a = t.a) AND (t.b IS NULL OR p.b = t.b) AND (t.c IS NULL OR p.c = t.c))$$,
	'every total is the sum of its parts');
SELECT cmp_ok(abs(rounded - n), '<=', 2::bigint, 'the grand total is within half the base') FROM found WHERE mask = 7;
SELECT set_eq('SELECT a, b, c, sdc_round_small(n, 5, mask, a, b, c) OVER () FROM (SELECT * FROM generated ORDER BY n '
	'DESC, c, b DESC, a) s',
	'SELECT a, b, c, rounded FROM found', 'rows in another order, the same result');
SELECT lives_ok('SELECT sdc_status(rounded, ''none'', mask, a, b, c) OVER () FROM found',
	'sdc_status finds the rounded table additive');

-- Edges
SELECT is(array_agg(f ORDER BY d), ARRAY[0, 5, 5]::bigint[], 'two small parts: one becomes the base') FROM (
	SELECT d, sdc_round_small(n, 5, mask, d) OVER () AS f
		FROM (VALUES ('a', 2::bigint, 0), ('b', 3, 0), (NULL, 5, 1)) v (d, n, mask)) s;
SELECT is(array_agg(f ORDER BY d), ARRAY[2, 3, 5]::bigint[], 'base 1 rounds nothing') FROM (
	SELECT d, sdc_round_small(n, 1, mask, d) OVER () AS f
		FROM (VALUES ('a', 2::bigint, 0), ('b', 3, 0), (NULL, 5, 1)) v (d, n, mask)) s;
SELECT is(sdc_round_small(n, 5, 0, 'x'::text) OVER (), want, 'one cell: ' || n)
	FROM (VALUES (0::bigint, 0::bigint)) v (n, want);
SELECT is(sdc_round_small(n, 5, 0, 'x'::text) OVER (), want, 'one cell: ' || n)
	FROM (VALUES (2::bigint, 0::bigint)) v (n, want);
SELECT is(sdc_round_small(n, 5, 0, 'x'::text) OVER (), want, 'one cell: ' || n)
	FROM (VALUES (3::bigint, 5::bigint)) v (n, want);
SELECT is(sdc_round_small(n, 5, 0, 'x'::text) OVER (), want, 'one cell: ' || n)
	FROM (VALUES (9223372036854775807, 9223372036854775807)) v (n, want);
SELECT is(array_agg(f ORDER BY d), ARRAY[NULL, NULL, 0]::bigint[], 'parts that are not published, of a small total')
	FROM (
	SELECT d, sdc_round_small_given(n, 5, mask = 1, mask, d) OVER () AS f
		FROM (VALUES ('a', 1::bigint, 0), ('b', 1, 0), (NULL, 2, 1)) v (d, n, mask)) s;
SELECT is(array_agg(f ORDER BY d), ARRAY[7, NULL, 7]::bigint[],
	'a small cell that follows from published ones is rounded though it is not published') FROM (
	SELECT d, sdc_round_small_given(n, 5, d IS NULL OR d = 'a', mask, d) OVER () AS f
		FROM (VALUES ('a', 7::bigint, 0), ('b', 2, 0), (NULL, 9, 1)) v (d, n, mask)) s;

-- Years beside windows, by area and sex with all their totals: the sum of a window over the areas is also
-- that of its years, and both come down to the years of each area
CREATE VIEW window_cell AS
	SELECT area, sex, period, GROUPING(area, sex, period) AS mask, sum(n)::bigint AS n
	FROM (SELECT area, sex, year, (1 + (area * 7 + sex * 5 + year * 3) % 6)::bigint AS n
			FROM generate_series(1, 4) area, generate_series(0, 1) sex, generate_series(2016, 2022) year) birth,
		LATERAL (SELECT int4range(year, year + 1) AS period
			UNION ALL SELECT int4range(last - 2, last + 1)
				FROM generate_series(greatest(year, 2018), least(year + 2, 2022)) last) p
	GROUP BY CUBE (area, sex), period;
CREATE TABLE window_rounded AS SELECT *, sdc_round_small(n, 5, mask, area, sex, period) OVER () AS rounded
	FROM window_cell;
SELECT is(count(*), 180::bigint, 'years and windows of two dimensions: all cells') FROM window_rounded
	WHERE rounded IS NOT NULL;
SELECT is(count(*) FILTER (WHERE rounded BETWEEN 1 AND 4), 0::bigint, 'years and windows: none is small')
	FROM window_rounded;
SELECT cmp_ok(count(*) FILTER (WHERE rounded <> n), '>', 40::bigint, 'years and windows: small ones were there')
	FROM window_rounded;
SELECT is_empty($$SELECT w.area, w.sex, w.period FROM window_rounded w
		JOIN window_rounded y ON y.period <@ w.period AND upper(y.period) - lower(y.period) = 1 AND (y.area, y.sex) IS
			NOT DISTINCT FROM (w.area, w.sex)
	GROUP BY w.area, w.sex, w.period, w.rounded HAVING sum(y.rounded) <> w.rounded$$,
		'years and windows: every window is the sum of its years');
SELECT is_empty($$SELECT t.period FROM window_rounded t JOIN window_rounded a ON a.period = t.period AND a.mask = 2
	WHERE t.mask = 6
	GROUP BY t.period, t.rounded HAVING sum(a.rounded) <> t.rounded$$,
		'years and windows: every total is the sum of its areas');
SELECT throws_ok('SELECT sdc_round_small(n, 5, mask, area, sex, period) OVER () FROM window_cell WHERE mask <> 0',
	'22000', 'a total is split in two ways that have no parts in common',
	'years and windows without the joint level of area and sex');

SELECT * FROM finish();
ROLLBACK;
