-- sdc_interval, sdc_round_small, cell_key: every error, and what stops a long solve.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never

-- The table system, as for sdc_status
SELECT sdc_interval(n, 'secondary', 0, d) OVER () FROM (VALUES ('a', 1::bigint), ('a', 2)) v(d, n);
SELECT sdc_interval(n, 'secondary', mask, d) OVER () FROM (VALUES ('a', 1::bigint, 0), (NULL, 2, 1)) v(d, n, mask);
SELECT sdc_interval(-1, 'secondary', 0, 'a'::text) OVER ();
SELECT sdc_interval(1, 'secondary', 2, 'a'::text) OVER ();
SELECT sdc_interval(1, NULL, 0, 'a'::text) OVER ();
SELECT sdc_interval_given(1, NULL, 'secondary', NULL, 0, 'a'::text) OVER ();
SELECT sdc_interval_given(1, 'rivm', 'secondary', 'empty', 0, 'a'::text) OVER ();
SELECT sdc_interval_given(1, 'rivm', 'secondary', '(1,2)', 0, 'a'::text) OVER ();
SELECT sdc_interval_given(1, 'rivm', 'secondary', '(,-1]', 0, 'a'::text) OVER ();
SELECT sdc_interval_given(n, 'none', status, prior, mask, d) OVER ()
FROM (VALUES ('a', 3::bigint, 'secondary'::cell_status, '[0,1]'::numrange, 0), ('b', 4, 'secondary', '[0,5]', 0), (NULL, 7, 'publish', NULL, 1)) v(d, n, status, prior, mask);

-- Cells that are known leave no room for min_interval
SELECT sdc_status_given(n, 'min_count=4, min_interval=20', known, 0, mask, d) OVER ()
FROM (VALUES ('a', 3::bigint, NULL, 0), ('b', 4, NULL, 0), (NULL, 7, true, 1)) v(d, n, known, mask);

-- Rounding
SELECT sdc_round_small(1, 0, 0, 'a'::text) OVER ();
SELECT sdc_round_small(1, NULL, 0, 'a'::text) OVER ();
SELECT sdc_round_small(1, base, 0, d) OVER () FROM (VALUES ('a', 3::bigint), ('b', 5)) v(d, base);
SELECT sdc_round_small(NULL::bigint, 5, 0, 'a'::text) OVER ();
SELECT sdc_round_small(n, 5, mask, a, b) OVER () FROM (VALUES ('x', NULL, 3::bigint, 1), (NULL, 'y', 3, 2), (NULL, NULL, 3, 3)) v(a, b, n, mask);

-- Cell keys
SELECT cell_key(k) FROM (VALUES (0.5), (NULL)) v(k);
SELECT cell_key(k) FROM (VALUES (0.5), (1)) v(k);
SELECT cell_key(k) FROM (VALUES (-0.1)) v(k);
SELECT cell_key('NaN'::numeric);
SELECT cell_key_perturb(1, 1, '{"(0,0,1)"}');
SELECT cell_key_perturb(-1, 0, '{"(0,0,1)"}');
SELECT cell_key_perturb(1, 0, '{}');
SELECT cell_key_perturb(1, 0, '{NULL}');
SELECT cell_key_perturb(1, 0, '{"(0,0,)"}');
SELECT cell_key_perturb(1, 0, '{"(1,0,1)"}');
SELECT cell_key_perturb(1, 0, '{"(0,1,1)"}');
SELECT cell_key_perturb(1, 0, '{"(0,0,1)","(1,0,0.9)"}');
SELECT cell_key_perturb(1, 0, '{"(0,0,1)","(1,0.5,1)"}');
SELECT cell_key_perturb(1, 0, '{"(0,0,1)","(1,-2,1)"}');
SELECT cell_key_perturb(1, 0, '{"(0,0,1)","(2,0,1)"}');
SELECT cell_key_perturb_sum(-1, 0, '{"(0,0,1)"}', 1, 1);
SELECT cell_key_perturb_sum(1, 0, '{"(0,0,1)"}', 1, 0);

-- A long solve ends when statement_timeout says so, and GLPK serves the next one
CREATE TEMP TABLE dense AS
SELECT a, b, c, sum(hashtextextended(concat_ws(' ', a, b, c), 1) & 15)::bigint AS n, GROUPING(a, b, c) AS mask
FROM generate_series(1, 40) a, generate_series(1, 40) b, generate_series(1, 12) c GROUP BY CUBE (a, b, c);
SET statement_timeout = '1s';
SELECT count(sdc_interval) FROM (SELECT sdc_interval(n, CASE WHEN mask = 0 THEN 'secondary' ELSE 'publish' END::cell_status, mask, a, b, c) OVER () FROM dense) s;
SELECT sdc_interval(n, status, mask, d) OVER () FROM (VALUES ('a', 3::bigint, 'secondary'::cell_status, 0), ('b', 4, 'secondary', 0), (NULL, 7, 'publish', 1)) v(d, n, status, mask);
