-- Type rate: text forms and every error, with its code.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never

SELECT '7/1000'::rate, ' 7 / 1000 '::rate, '7/1000 ?12'::rate, '0/0'::rate, '9223372036854775807/9223372036854775807?9223372036854775807'::rate;

-- Not a rate
SELECT ''::rate;
SELECT '7'::rate;
SELECT '7/'::rate;
SELECT '/7'::rate;
SELECT '7/1000 ?'::rate;
SELECT '7/1000 12'::rate;
SELECT '-7/1000'::rate;
SELECT '7.5/1000'::rate;
SELECT '7/1000x'::rate;
SELECT '9223372036854775808/1'::rate;

-- Counts that cannot be
SELECT make_rate(-1, 10);
SELECT make_rate(1, -10);
SELECT make_rate(1, 10, -1);
SELECT rate(-1, 10);
SELECT rate(1.5, 10);
SELECT rate('NaN'::numeric, 10);
SELECT rate(9223372036854775808::numeric, 10);
SELECT rate(x, 1) FROM (VALUES (9223372036854775807), (1)) v(x);
SELECT '9223372036854775807/1'::rate + '1/1';
SELECT '1/10'::rate - '2/5';
SELECT unknown_as_no('1/9223372036854775807 ?1');
SELECT per('1/10', 0), per('1/10', 'NaN');

-- The transition functions are SQL-callable: they must not change their argument
SELECT r, kansrijk_intern.rate_accum(r, true), r FROM (VALUES ('1/2'::rate)) v(r);
SELECT kansrijk_intern.rate_accum(NULL::rate, true);
SELECT kansrijk_intern.rate_accum(NULL::rate, 1);
SELECT r, kansrijk_intern.rate_accum(r, 1), kansrijk_intern.rate_accum_inv(r, 0), r FROM (VALUES ('1/2'::rate)) v(r);
SELECT kansrijk_intern.rate_accum_inv('0/0', true);

-- Events as numbers: 0 and 1
SELECT rate(code) FROM generate_series(1, 2) code;
SELECT rate(value) FROM (VALUES (1::float8), ('NaN')) v(value);

-- rolling_rate
SELECT rolling_rate(make_rate(1, 10), y) OVER (ORDER BY y DESC) FROM generate_series(2001, 2003) y;
SELECT rolling_rate(make_rate(1, 10), NULL) OVER ();
SELECT rolling_rate(make_rate(1, 10), 2001, 0) OVER ();
SELECT rolling_rate(make_rate(1, 10), 2001, 101) OVER ();
SELECT rolling_rate(make_rate(1, 10), 2001, NULL) OVER ();
SELECT rolling_rate(make_rate(1, 10), y, y) OVER (ORDER BY y) FROM generate_series(1, 3) y;
SELECT rolling_rate(make_rate(1, 10), y + 0.5) OVER (ORDER BY y) FROM generate_series(1, 3) y;
SELECT rolling_rate(make_rate(1, 10), y * 1e9) OVER (ORDER BY y) FROM generate_series(1, 3) y;
SELECT rolling_rate_per_1000(1, 10, 'NaN'::float8) OVER ();
SELECT rolling_rate_per_1000(-1, 10, y) OVER (ORDER BY y) FROM generate_series(1, 3) y;
SELECT rolling_rate(make_rate(1, 10), 2001);

-- A view keeps its meaning through dump and restore: no function depends on search_path
CREATE VIEW public.v AS SELECT rate(b) AS r, per_1000(rate(b)) FROM (VALUES (true), (false), (NULL)) t(b);
SET search_path = pg_catalog;
-- Before 16, columns of a single relation are qualified too.
SELECT replace(pg_get_viewdef('public.v'::regclass), 't.', '') AS definition;
SELECT * FROM public.v;
