-- The interval that a reader can deduce of each hidden cell: published audits
-- of other programs, exhaustive search on small tables, and the edges.
BEGIN;
SELECT no_plan();

-- The 4 x 4 table of sdcTable: every row and column has two hidden cells, and
-- still one of them is given away.
CREATE TABLE table_4x4 (v1 text, v2 text, freq bigint);
\copy table_4x4 FROM 'test/data/sdc/audit_sdctable_4x4_input.csv' CSV HEADER
CREATE TABLE audit_4x4 (stage text, v1 text, v2 text, value bigint, lo numeric, up numeric);
\copy audit_4x4 FROM 'test/data/sdc/audit_sdctable_4x4_expected.csv' CSV HEADER
CREATE VIEW found_4x4 AS
SELECT stage, v1, v2, sdc_interval(n, CASE WHEN expected.lo IS NULL THEN 'publish' ELSE 'secondary' END::cell_status, mask, v1, v2)
	OVER (PARTITION BY stage) AS found, numrange(lo, up, '[]') AS expected
FROM (SELECT DISTINCT stage FROM audit_4x4) stages
	CROSS JOIN (SELECT v1, v2, sum(freq)::bigint AS n, GROUPING(v1, v2) AS mask FROM table_4x4 GROUP BY CUBE (v1, v2)) cube
	LEFT JOIN audit_4x4 expected USING (stage, v1, v2);
SELECT is(found, expected, format('sdctable_4x4_audit, %s: %s %s', stage, v1, v2)) FROM found_4x4 WHERE NOT lower_inf(expected);
SELECT is(count(*), 0::bigint, 'a published cell has no interval') FROM found_4x4 WHERE lower_inf(expected) AND found IS NOT NULL;

-- Two hierarchies over the same regions (sdcTable, UserSupport #136)
CREATE TABLE linked (region text, county text, grp text, n bigint);
\copy linked FROM 'test/data/sdc/audit_sdctable_linked_input.csv' CSV HEADER
CREATE TABLE audit_linked (stage text, region text, value bigint, lo numeric, up numeric);
\copy audit_linked FROM 'test/data/sdc/audit_sdctable_linked_expected.csv' CSV HEADER
CREATE VIEW found_linked AS
SELECT stage, region, sdc_interval(c.n, CASE WHEN lo IS NULL THEN 'publish' ELSE 'secondary' END::cell_status, mask, county, grp, region)
	OVER (PARTITION BY stage) AS found, numrange(lo, up, '[]') AS expected
FROM (SELECT DISTINCT stage FROM audit_linked) stages
	CROSS JOIN (SELECT county, grp, region, sum(n)::bigint AS n, GROUPING(county, grp, region) AS mask FROM linked
		GROUP BY GROUPING SETS ((county, grp, region), (county), (grp), ())) c
	LEFT JOIN audit_linked USING (stage, region);
SELECT is(found, expected, format('sdctable_linked_audit, %s: %s', stage, region)) FROM found_linked WHERE NOT lower_inf(expected);

-- tau-ARGUS's own example, under its pattern and under plain elimination
CREATE TABLE argus (size text, region text, value numeric, is_primary boolean, argus boolean, gauss boolean);
\copy argus FROM 'test/data/sdc/audit_tauargus_simple2d_patterns.csv' CSV HEADER
CREATE TABLE argus_region (code text, parent text);
\copy argus_region FROM 'test/data/sdc/audit_tauargus_simple2d_region_hierarchy.csv' CSV HEADER
CREATE TABLE argus_audit (size text, region text, value numeric, lo numeric, up numeric, gauss_lo numeric, gauss_up numeric);
\copy argus_audit FROM 'test/data/sdc/audit_tauargus_simple2d_audit_expected.csv' CSV HEADER
CREATE VIEW argus_cell AS
SELECT argus.*, (100 * value)::bigint AS cents, nullif(size, 'Total') AS d1,
	CASE WHEN parent = 'Total' THEN region ELSE parent END AS d2, CASE WHEN parent <> 'Total' THEN region END AS d3,
	CASE WHEN size = 'Total' THEN 4 ELSE 0 END + CASE WHEN parent IS NULL THEN 3 WHEN parent = 'Total' THEN 1 ELSE 0 END AS mask
FROM argus LEFT JOIN argus_region ON code = region;
-- Of amounts, which may be 0 also where a 0 is shown.
CREATE VIEW found_argus AS
SELECT size, region,
	sdc_interval(cents, 'zero=protect', CASE WHEN argus THEN 'secondary' ELSE 'publish' END::cell_status, mask, d1, d2, d3) OVER () AS by_argus,
	sdc_interval(cents, 'zero=protect', CASE WHEN gauss THEN 'secondary' ELSE 'publish' END::cell_status, mask, d1, d2, d3) OVER () AS by_gauss
FROM argus_cell;
SELECT is(by_argus, numrange(round(100 * lo), round(100 * up), '[]'), format('tauargus_simple2d_audit, HiTaS: %s %s', size, region))
	FROM argus_audit JOIN found_argus USING (size, region);
SELECT is(by_gauss, numrange(round(100 * gauss_lo), round(100 * gauss_up), '[]'), format('tauargus_simple2d_audit, elimination: %s %s', size, region))
	FROM argus_audit JOIN found_argus USING (size, region);

-- GaussSuppression, table 9 of the vignette on small counts: intervals of the
-- exact pattern (lo_1, up_1) and after its repair to a width of 5 (lo, up)
CREATE TABLE t9 (age text, geo text, freq bigint, rlim numeric, lo_1 numeric, up_1 numeric, lo numeric, up numeric,
	step integer, is_primary boolean, suppressed boolean);
\copy t9 FROM 'test/data/sdc/audit_gs_smallcount_T9_intervals_expected.csv' CSV HEADER
CREATE VIEW found_t9 AS
SELECT *, sdc_interval(freq, CASE WHEN step IN (1, 2) THEN 'secondary' ELSE 'publish' END::cell_status, mask, d1, d2) OVER () AS before,
	sdc_interval(freq, CASE WHEN suppressed THEN 'secondary' ELSE 'publish' END::cell_status, mask, d1, d2) OVER () AS after
FROM (SELECT *, nullif(age, 'Total') AS d1, nullif(geo, 'Total') AS d2,
	(age = 'Total')::int * 2 + (geo = 'Total')::int AS mask FROM t9) c;
SELECT is(before, numrange(lo_1, up_1, '[]'), format('gs_smallcount_T9_intervals, first pattern: %s %s', age, geo)) FROM found_t9 WHERE lo IS NOT NULL;
SELECT is(after, numrange(lo, up, '[]'), format('gs_smallcount_T9_intervals, repaired: %s %s', age, geo)) FROM found_t9 WHERE lo IS NOT NULL;

SELECT is(sdc_status(freq, 'min_count=4, min_interval=5', mask, d1, d2) OVER () <> 'publish', suppressed, format('gs_smallcount_T9_intervals, min_interval=5 hides the same: %s %s', age, geo))
	FROM found_t9;
SELECT is(sdc_status(freq, 'min_count=4', mask, d1, d2) OVER () <> 'publish', step IN (1, 2), format('gs_smallcount_T9_intervals, without min_interval the first pattern: %s %s', age, geo))
	FROM found_t9;

-- min_interval on generated tables: every hidden cell is as wide as the policy
-- says, in numerators and in complements, and no cell is hidden without need
CREATE VIEW cube AS
SELECT t, a, b, c, sum(n)::bigint AS n, GROUPING(a, b, c) AS mask, format('%s/%s', sum(n), sum(n + m))::rate AS r
FROM (SELECT t, a, b, c, (hashtextextended(concat_ws(' ', t, a, b, c), 5) & 31) AS n, (hashtextextended(concat_ws(' ', t, a, b, c), 6) & 63) AS m
	FROM generate_series(1, 5) t, generate_series(1, 5) a, generate_series(1, 4) b, generate_series(1, 3) c) micro
GROUP BY t, CUBE (a, b, c);
CREATE VIEW wide AS
SELECT t, policy, status, n, sdc_interval(n, status, mask, a, b, c) OVER w AS found, sdc_interval(r, status_r, mask, a, b, c) OVER w AS found_r,
	sdc_interval(denominator(r) - numerator(r), status_r, mask, a, b, c) OVER w AS found_complement, status_r, a, b, c
FROM (SELECT cube.*, policy, sdc_status(n, policy::sdc_policy, mask, a, b, c) OVER (PARTITION BY t, policy) AS status,
		sdc_status(r, policy::sdc_policy, mask, a, b, c) OVER (PARTITION BY t, policy) AS status_r
	FROM cube, (VALUES ('min_count=4'), ('min_count=4, min_interval=8'), ('min_count=4, min_interval=20, singletons=protect')) p (policy)) s
WINDOW w AS (PARTITION BY t, policy);
CREATE TABLE wide_found AS SELECT * FROM wide;
SELECT cmp_ok(min(upper(found) - lower(found)), '<', 8::numeric, 'without min_interval some hidden cell is narrow') FROM wide_found WHERE policy = 'min_count=4';
SELECT cmp_ok(min(least(upper(found) - lower(found), upper(found_r) - lower(found_r), upper(found_complement) - lower(found_complement))), '>=',
	substring(policy FROM 'min_interval=(\d+)')::numeric, policy || ': no hidden cell is narrower') FROM wide_found WHERE policy <> 'min_count=4' GROUP BY policy;
SELECT is_empty($$SELECT t, a, b, c, status FROM wide_found WHERE policy = 'min_count=4, min_interval=8'
	EXCEPT SELECT t, a, b, c, sdc_status(n, 'min_count=4, min_interval=8', mask, a, b, c) OVER (PARTITION BY t) FROM (SELECT * FROM cube ORDER BY n DESC, b, c DESC) s$$,
	'min_interval: the same cells whatever the order of rows');

-- A policy that was stored before there was min_interval (version 1), before min_contributors and unprotectable (2), before
-- rules of dominance (3), or before unknown (4).
-- (bytea passes for it once the types look alike; all is rolled back.)
UPDATE pg_type SET typalign = 'd' WHERE oid = 'bytea'::regtype;
CREATE CAST (bytea AS sdc_policy) WITHOUT FUNCTION;
CREATE VIEW stored_policy AS SELECT version, (decode('0' || version || '000000', 'hex') || string_agg(decode(right(word, 2) || substr(word, 13, 2)
		|| substr(word, 11, 2) || substr(word, 9, 2) || substr(word, 7, 2) || substr(word, 5, 2) || substr(word, 3, 2) || left(word, 2), 'hex'), '' ORDER BY i)
	|| '\x5a000000000000000000000001000000'::bytea || CASE WHEN version > 1 THEN '\x0700000000000000'::bytea ELSE '' END
	|| CASE WHEN version IN (3, 4) THEN '\x02000000000000000100000000000000'::bytea ELSE '' END
	|| CASE version WHEN 4 THEN '\x01000000320000000a00000000000000'::bytea ELSE '' END)::sdc_policy AS policy
FROM (VALUES (1), (2), (3), (4), (5), (6)) v (version), unnest(ARRAY[10, 0, 5, 0, 0, 3]) WITH ORDINALITY f (value, i), lpad(to_hex(value), 16, '0') word GROUP BY version;
SELECT is((SELECT policy::text FROM stored_policy WHERE version = 1), 'min_count=10, min_complement=0, min_denominator=5, zero=publish, max_share=90, min_suppressed_sum=0, singletons=ignore, tolerance=0, round=3, prefer=totals, min_interval=0, min_contributors=0, unprotectable=error, dominance_count=0, dominance_share=0, p_percent=0, unknown=protect',
	'a policy stored in the first format reads as before');
SELECT is((SELECT policy FROM stored_policy WHERE version = 2), 'min_count=10, min_denominator=5, max_share=90, round=3, min_interval=7',
	'and one stored in the second');
SELECT is((SELECT policy FROM stored_policy WHERE version = 3), 'min_count=10, min_denominator=5, max_share=90, round=3, min_interval=7, min_contributors=2, unprotectable=unsafe',
	'and in the third');
SELECT is((SELECT policy FROM stored_policy WHERE version = 4), 'min_count=10, min_denominator=5, max_share=90, round=3, min_interval=7, min_contributors=2, unprotectable=unsafe, dominance_count=1, dominance_share=50, p_percent=10',
	'and in the fourth, which protects what is unknown');
SELECT ok((SELECT policy = 'min_count=10, min_denominator=5, max_share=90, round=3' AND sdc_primary(9, policy) = 'primary_count' FROM stored_policy WHERE version = 1), 'and works as before');
SELECT throws_ok(format('SELECT policy::text FROM stored_policy WHERE version = %s', version), 'XX001', 'unsupported version of type sdc_policy', what)
FROM (VALUES (5, 'one of the present format that is too short is refused'), (6, 'and one of a later format')) v (version, what);
SELECT is(('min_interval=7'::sdc_policy)::text::sdc_policy, 'none, min_interval=7', 'min_interval is part of the canonical text');

-- Geurts (Handbook 4.2): four hidden cells, row totals 7 and 3, column totals 6
-- and 4. The true cells, which are not printed there, do not matter.
CREATE TABLE geurts (r text, c text, lo numeric, up numeric);
\copy geurts FROM 'test/data/sdc/audit_handbook_geurts_expected.csv' CSV HEADER
SELECT is(found, numrange(lo, up, '[]'), format('handbook_geurts: %s %s, whatever the cells are', r, c))
FROM (VALUES (5, 2, 1, 2), (3, 4, 3, 0)) truth (n11, n12, n21, n22),
	LATERAL (SELECT r, c, sdc_interval(sum(n)::bigint, CASE WHEN GROUPING(r, c) = 0 THEN 'secondary' ELSE 'publish' END::cell_status,
			GROUPING(r, c), r, c) OVER () AS found
		FROM (VALUES ('1', '1', n11), ('1', '2', n12), ('2', '1', n21), ('2', '2', n22)) v (r, c, n) GROUP BY CUBE (r, c)) f
	JOIN geurts USING (r, c);

-- Differencing (Handbook 5.2): the same table for an area and for the area with
-- a strip added. As one system, the strip is read off.
CREATE TABLE differencing (kind text, r text, c text, published_1 bigint, published_2 bigint, difference bigint);
\copy differencing FROM 'test/data/sdc/audit_handbook_differencing_expected.csv' CSV HEADER
CREATE VIEW differencing_cell AS
	SELECT r, c, 'first' AS part, published_1 AS n, 0 AS mask, 'publish'::cell_status AS naive, difference FROM differencing
	UNION ALL SELECT r, c, 'strip', difference, 0, 'secondary', difference FROM differencing
	UNION ALL SELECT r, c, NULL, published_2, 1, 'publish', difference FROM differencing;
SELECT is(found, numrange(difference, difference, '[]'), format('handbook_differencing: %s %s, the strip is known', r, c))
	FROM (SELECT *, sdc_interval(n, naive, mask, r, c, part) OVER () AS found FROM differencing_cell) f WHERE part = 'strip';
SELECT ok(NOT isempty(found) AND found <> numrange(difference, difference, '[]'), format('handbook_differencing: %s %s, protected as one system', r, c))
	FROM (SELECT *, sdc_interval(n, status, mask, r, c, part) OVER () AS found
		FROM (SELECT *, sdc_status(n, 'min_count=5, zero=protect', mask, r, c, part) OVER () AS status FROM differencing_cell) s) f
	WHERE part = 'strip';

-- Exhaustive search: every 3 x 3 table of whole counts with the same margins
-- and the same published cells, tried one by one.
CREATE FUNCTION searched(n bigint[], hidden boolean[]) RETURNS TABLE (cell integer, found numrange) LANGUAGE plpgsql AS $$
DECLARE
	total bigint := (SELECT sum(x) FROM unnest(n) x);
BEGIN
	RETURN QUERY
	WITH candidate AS (
		SELECT ARRAY[a, b, n[1] + n[2] + n[3] - a - b, d, e, n[4] + n[5] + n[6] - d - e,
			n[1] + n[4] + n[7] - a - d, n[2] + n[5] + n[8] - b - e, total - (n[1] + n[2] + n[3]) - (n[4] + n[5] + n[6])
				- (n[1] + n[4] + n[7] - a - d) - (n[2] + n[5] + n[8] - b - e)] AS x
		FROM generate_series(0, n[1] + n[2] + n[3]) a, generate_series(0, n[1] + n[2] + n[3]) b,
			generate_series(0, n[4] + n[5] + n[6]) d, generate_series(0, n[4] + n[5] + n[6]) e),
	fits AS (
		SELECT x FROM candidate
		WHERE 0 <= ALL (x) AND NOT EXISTS (SELECT FROM generate_series(1, 9) i WHERE NOT hidden[i] AND x[i] <> n[i]))
	SELECT i, numrange(min(x[i]), max(x[i]), '[]') FROM fits, generate_series(1, 9) i WHERE hidden[i] GROUP BY i;
END $$;
CREATE FUNCTION deduced(n bigint[], hidden boolean[]) RETURNS TABLE (cell integer, found numrange) LANGUAGE sql AS $$
	SELECT r * 3 + c + 1, f FROM (
		SELECT r, c, sdc_interval(sum(n[i])::bigint, CASE WHEN GROUPING(r, c) = 0 AND bool_or(hidden[i]) THEN 'secondary' ELSE 'publish' END::cell_status,
			GROUPING(r, c), r, c) OVER () AS f
		FROM generate_series(1, 9) i, LATERAL (SELECT (i - 1) / 3 AS r, (i - 1) % 3 AS c) place GROUP BY CUBE (r, c)) s
	WHERE f IS NOT NULL $$;
CREATE TABLE trial AS
SELECT t, array_agg((hashtextextended('count ' || t || ' ' || i, 1) & 3)) AS n, array_agg((hashtextextended('hide ' || t || ' ' || i, 2) & 3) > 0) AS hidden
FROM generate_series(1, 60) t, generate_series(1, 9) i GROUP BY t;
SELECT is((SELECT array_agg((cell, found)::text ORDER BY cell) FROM deduced(n, hidden)),
	(SELECT array_agg((cell, found)::text ORDER BY cell) FROM searched(n, hidden)), 'the same as trying every table, trial ' || t)
FROM trial;

-- The true table always fits, also with hidden totals, ranges and absent rows
CREATE VIEW years AS
SELECT area, period, sum(n)::bigint AS n, GROUPING(area, period) AS mask FROM (
	SELECT 'A' || area AS area, int4range(year, year + w) AS period, hashtextextended(concat_ws(' ', area, y), 3) & 7 AS n
	FROM generate_series(1, 6) area, generate_series(2011, 2016) year, (VALUES (1), (3)) width (w),
		LATERAL generate_series(year, year + w - 1) y WHERE year + w <= 2017) v
GROUP BY GROUPING SETS ((area, period), (period));
CREATE VIEW years_found AS
SELECT *, sdc_interval(n, status, mask, area, period) OVER () AS found
	FROM (SELECT *, sdc_status(n, 'min_count=4', mask, area, period) OVER () AS status FROM years) s;
SELECT cmp_ok(count(*), '>', 10::bigint, 'overlapping windows: some are hidden') FROM years_found WHERE found IS NOT NULL;
SELECT is(count(*), 0::bigint, 'overlapping windows: the true count is always possible') FROM years_found WHERE status <> 'publish' AND NOT (found @> n::numeric);
SELECT is(count(*), 0::bigint, 'what sdc_status protects is never a single count') FROM years_found WHERE upper(found) = lower(found);

-- Neither the order of rows nor names matter
SELECT set_eq($$SELECT area, period, sdc_interval(n, status, mask, area, period) OVER () FROM (SELECT * FROM years_found ORDER BY n DESC, period DESC, area) s$$,
	'SELECT area, period, found FROM years_found', 'rows in another order, the same intervals');

-- Edges
CREATE VIEW pair AS SELECT sum(n)::bigint AS n, d, GROUPING(d) AS mask FROM (VALUES ('a', 3), ('b', 4)) v (d, n) GROUP BY ROLLUP (d);
SELECT is(array_agg(found ORDER BY d), ARRAY['[0,7]', '[0,7]', NULL]::numrange[], 'two hidden parts of a published total')
	FROM (SELECT d, sdc_interval(n, CASE mask WHEN 0 THEN 'secondary' ELSE 'publish' END::cell_status, mask, d) OVER () AS found FROM pair) f;
SELECT is(array_agg(found ORDER BY d), ARRAY['[3,3]', NULL, NULL]::numrange[], 'one hidden part is a subtraction')
	FROM (SELECT d, sdc_interval(n, CASE d WHEN 'a' THEN 'primary_count' ELSE 'publish' END::cell_status, mask, d) OVER () AS found FROM pair) f;
SELECT is(array_agg(found ORDER BY d), ARRAY['[0,)', '[0,)', '[0,)']::numrange[], 'all hidden: nothing limits a cell')
	FROM (SELECT d, sdc_interval(n, 'secondary', mask, d) OVER () AS found FROM pair) f;
SELECT is(array_agg(found ORDER BY d), ARRAY[NULL, '[0,)', '[3,)']::numrange[], 'a hidden total is at least its published part')
	FROM (SELECT d, sdc_interval(n, CASE WHEN d = 'a' THEN 'publish' ELSE 'secondary' END::cell_status, mask, d) OVER () AS found FROM pair) f;
SELECT is(sdc_interval(5, 'secondary', 0, 'x'::text) OVER (), '[0,)', 'one row');
SELECT is_empty('SELECT sdc_interval(n, ''publish'', mask, d) OVER () FROM pair WHERE false', 'no rows');
SELECT is(array_agg(found ORDER BY d), ARRAY['[0,100]', NULL, NULL]::numrange[], 'a published cell of which nobody has a count is no help')
	FROM (SELECT d, sdc_interval(n, status, mask, d) OVER () AS found
		FROM (VALUES ('a', 40::bigint, 0, 'secondary'::cell_status), ('b', NULL, 0, 'empty'), (NULL, 100, 1, 'publish')) v (d, n, mask, status)) f;
SELECT is(array_agg(found ORDER BY d), ARRAY['[0,9007199254740993]', '[0,9007199254740993]', NULL]::numrange[], 'counts beyond the precision of float8')
	FROM (SELECT d, sdc_interval(n, CASE mask WHEN 0 THEN 'secondary' ELSE 'publish' END::cell_status, mask, d) OVER () AS found
		FROM (VALUES ('a', 9007199254740992::bigint, 0), ('b', 1, 0), (NULL, 9007199254740993, 1)) v (d, n, mask)) f;
SELECT is(array_agg(found ORDER BY d), ARRAY['[0,9223372036854775806]', '[0,9223372036854775806]', NULL]::numrange[], 'almost the largest count')
	FROM (SELECT d, sdc_interval(n, CASE mask WHEN 0 THEN 'secondary' ELSE 'publish' END::cell_status, mask, d) OVER () AS found
		FROM (VALUES ('a', 9223372036854775805::bigint, 0), ('b', 1, 0), (NULL, 9223372036854775806, 1)) v (d, n, mask)) f;

-- A rate: the numerator, and the complement as a system of its own
SELECT is(array_agg(ARRAY[f1, f2] ORDER BY d), ARRAY[['[0,7]', '[0,93]'], ['[0,7]', '[0,93]'], [NULL, NULL]]::numrange[], 'numerator and complement of hidden rates')
	FROM (SELECT d, sdc_interval(r, status, mask, d) OVER () AS f1, sdc_interval(denominator(r) - numerator(r), status, mask, d) OVER () AS f2
		FROM (VALUES ('a', '3/50'::rate, 0, 'secondary'::cell_status), ('b', '4/50', 0, 'secondary'), (NULL, '7/100', 1, 'publish')) v (d, r, mask, status)) f;

-- What the reader knows beforehand
CREATE VIEW square AS SELECT r, c, sum(n)::bigint AS n, GROUPING(r, c) AS mask, CASE GROUPING(r, c) WHEN 0 THEN 'secondary' ELSE 'publish' END::cell_status AS status
	FROM (VALUES ('1', '1', 5), ('1', '2', 2), ('2', '1', 1), ('2', '2', 2)) v (r, c, n) GROUP BY CUBE (r, c);
CREATE FUNCTION square_given(policy sdc_policy, prior_11 numrange) RETURNS numrange[] LANGUAGE sql AS $$
	SELECT array_agg(f ORDER BY r, c) FROM (
		SELECT r, c, sdc_interval_given(n, policy, status, CASE WHEN r = '1' AND c = '1' THEN prior_11 END, mask, r, c) OVER () AS f FROM square) s
	WHERE f IS NOT NULL $$;
SELECT is(square_given('none', NULL), ARRAY['[3,6]', '[1,4]', '[0,3]', '[0,3]']::numrange[], 'nothing known beforehand: as sdc_interval');
SELECT is(square_given('none', '[0,4]'), ARRAY['[3,4]', '[3,4]', '[2,3]', '[0,1]']::numrange[], 'a prior bound on one cell narrows the others');
SELECT is(square_given('none', '(3,5.5)'), ARRAY['[4,5]', '[2,3]', '[1,2]', '[1,2]']::numrange[], 'exclusive and fractional bounds count whole counts');
SELECT is(square_given('none', '[5,5]'), ARRAY['[5,5]', '[2,2]', '[1,1]', '[2,2]']::numrange[], 'who knows one cell of a square knows all four');
SELECT is(square_given('none', '(,)'), ARRAY['[3,6]', '[1,4]', '[0,3]', '[0,3]']::numrange[], 'a range without bounds says nothing');
SELECT is(square_given('singletons=protect', NULL), ARRAY['[5,5]', '[2,2]', '[0,3]', '[2,2]']::numrange[], 'the one unit of cell 2,1 knows the others; its own cell is no news to it');
SELECT is(array_agg(f ORDER BY d), ARRAY['[0,9]', '[0,9]', NULL]::numrange[], 'totals of weighted counts may be off')
	FROM (SELECT d, sdc_interval_given(n, 'tolerance=2', CASE mask WHEN 0 THEN 'secondary' ELSE 'publish' END::cell_status, NULL, mask, d) OVER () AS f FROM pair) s;

-- No area has a row of 2016 alone, so that 2017 and 2018 make up the total of B is not known from whom they are hidden.
SELECT results_eq($$ SELECT area, interval FROM (SELECT area, period, sdc_interval_given(n, 'min_count=5',
			(CASE WHEN known THEN 'publish' ELSE 'secondary' END)::cell_status, NULL, mask, area, period) OVER () AS interval
		FROM (VALUES ('A', int4range(2016, 2018), 30::bigint, false, 0), ('A', int4range(2017, 2019), 8, false, 0),
			('A', int4range(2017, 2018), 4, false, 0), ('A', int4range(2018, 2019), 4, false, 0),
			('B', int4range(2016, 2018), 8, false, 0), ('B', int4range(2017, 2019), 9, false, 0),
			('B', int4range(2017, 2018), 8, false, 0), ('B', int4range(2018, 2019), 1, false, 0),
			(NULL, int4range(2016, 2018), 38, true, 2), (NULL, int4range(2017, 2019), 17, true, 2),
			(NULL, int4range(2017, 2018), 12, false, 2), (NULL, int4range(2018, 2019), 5, false, 2),
			('A', NULL, 34, true, 1), ('B', NULL, 9, false, 1)) v(area, period, n, known, mask)) s
	WHERE period = '[2016,2018)' AND area IS NOT NULL ORDER BY area $$,
	$$ VALUES ('A', '[20,33]'::numrange), ('B', '[5,18]') $$, 'a year that nobody has on its own need not be empty');

-- GLPK gives its memory back, also when a solve ends in an error
CREATE FUNCTION resident_kb() RETURNS bigint LANGUAGE sql AS $$ SELECT substring(pg_read_file('/proc/self/status', 0, 100000, true) FROM 'VmRSS:\s*(\d+)')::bigint $$;
CREATE FUNCTION solve_often(times int, with_errors boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. times LOOP
		BEGIN
			PERFORM sdc_interval_given(n, 'none', status, CASE WHEN with_errors AND mask = 0 THEN '[0,1]'::numrange END, mask, a, b, c) OVER ()
				FROM (SELECT *, CASE mask WHEN 0 THEN 'secondary' ELSE 'publish' END::cell_status AS status FROM cube WHERE t = 1) s;
		EXCEPTION WHEN data_exception THEN NULL;
		END;
	END LOOP;
END $$;
SELECT solve_often(20, false), solve_often(20, true);
CREATE TEMP TABLE memory AS SELECT resident_kb() AS before;
SELECT solve_often(200, false), solve_often(200, true);
SELECT CASE WHEN before IS NULL THEN skip('no /proc here')
	ELSE cmp_ok(resident_kb() - before, '<', 4096::bigint, '400 solves, half of them with an error, leave no memory behind') END FROM memory;

-- Beforehand known to be at most more than any count
SELECT is(array_agg(with_prior ORDER BY d), array_agg(without ORDER BY d), 'a prior limit beyond the largest count says nothing') FROM (
	SELECT d, sdc_interval_given(n, 'none', status, numrange(0, 1e30), mask, d) OVER () AS with_prior, sdc_interval(n, status, mask, d) OVER () AS without
	FROM (VALUES ('a', 3::bigint, 0, 'primary_count'::cell_status), ('b', 40, 0, 'secondary'), (NULL, 43, 1, 'publish')) v (d, n, mask, status)) s;
SELECT throws_ok($$SELECT sdc_interval_given(3, 'none', 'primary_count', 'empty', 0, 'a'::text) OVER ()$$, '22023', 'prior range of a cell contains no count', 'an empty prior range');

SELECT * FROM finish();
ROLLBACK;
