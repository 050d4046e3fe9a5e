-- Window functions sdc_status and sdc_status_given: every error, with its hint.
-- None of the messages shows a count (all counts are made of sevens), nor a label (geheim) but those of a total that does not add up and of cells that cannot be protected.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never
CREATE TEMP TABLE secret AS
SELECT * FROM (VALUES ('geheim1', 'geheimA', 777), ('geheim1', 'geheimB', 7777), ('geheim2', 'geheimA', 77777), ('geheim2', 'geheimB', 7)) v(a, b, n);
CREATE TEMP TABLE cube AS
SELECT a, b, sum(n)::bigint AS n, GROUPING(a, b) AS mask FROM secret GROUP BY CUBE (a, b);

-- Two rows for one cell
SELECT sdc_status(n, 'rivm', mask, a) OVER () FROM (SELECT a, n::bigint, 0 AS mask FROM secret) twice;

-- Not additive: a filter above the grouping, a total that is not the sum
SELECT sdc_status(n, 'rivm', mask, a, b) OVER () FROM cube WHERE b = 'geheimA' OR b IS NULL;
SELECT sdc_status(CASE mask WHEN 3 THEN n + 1 ELSE n END, 'rivm', mask, a, b) OVER () FROM cube;
SELECT sdc_status(make_rate(n, n * CASE mask WHEN 3 THEN 3 ELSE 2 END), 'rivm', mask, a, b) OVER () FROM cube;
SELECT sdc_status(n, 'rivm', mask, years) OVER ()
FROM (VALUES (7777::bigint, 0, int4range(2019, 2021)), (777, 0, int4range(2019, 2020)), (77, 0, int4range(2020, 2021))) v(n, mask, years);

-- The mask does not fit
SELECT sdc_status(n, 'rivm', mask, b, a) OVER () FROM cube;
SELECT sdc_status(n, 'rivm', mask, a) OVER () FROM cube;
SELECT sdc_status(n, 'rivm', -1, a, b) OVER () FROM cube;
SELECT sdc_status(n, 'rivm', NULL, a, b) OVER () FROM cube;

-- Counts and policies
SELECT sdc_status(-n, 'rivm', mask, a, b) OVER () FROM cube;
SELECT sdc_status(n, NULL, mask, a, b) OVER () FROM cube;
SELECT sdc_status(n, CASE mask WHEN 3 THEN NULL ELSE 'rivm'::sdc_policy END, mask, a, b) OVER () FROM cube;
SELECT sdc_status(n, CASE mask WHEN 3 THEN 'ahti'::sdc_policy ELSE 'rivm' END, mask, a, b) OVER () FROM cube;

-- Dimensions
SELECT sdc_status(7::bigint, 'rivm', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, point(1, 2)) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, xmlcomment('geheim')) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, numrange(2019, 2020)) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, tsrange('2019-01-01', '2020-01-01')) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, int4range(2019, 2019)) OVER ();
SELECT sdc_status(7::bigint, 'rivm', 0, daterange('2019-01-01', '2019-01-01')) OVER ();

-- What is known already
SELECT sdc_status_given(n, 'rivm', NULLIF(mask IN (1, 2, 3) OR a || b <> 'geheim2geheimB', false), 0, mask, a, b) OVER () FROM cube;
SELECT sdc_status_given(n, 'rivm, min_interval=100000', CASE WHEN mask > 0 THEN true END, 0, mask, a, b) OVER () FROM cube;

-- Not a window
SELECT sdc_status(n, 'rivm', mask, a, b) FROM cube;
-- A count may be of any integer type, or numeric if it is whole
SELECT sdc_status(n + 0.5, 'none', mask, a, b) OVER () FROM cube;
SELECT sdc_status(n::numeric * 1e18, 'none', mask, a, b) OVER () FROM cube;
SELECT sdc_status('NaN'::numeric, 'none', mask, a, b) OVER () FROM cube;
