-- Dominance in sums: against what GaussSuppression, sdcTable, sdcLog and tau-ARGUS say of the same contributions, at
-- the limits, and in one decision with the counts.
BEGIN;
SELECT no_plan();


-- tau-ARGUS, p = 15 %: it gives each cell's sum and the two largest of it.
CREATE TEMP TABLE argus (size text, region text, value numeric, freq int, max1 numeric, max2 numeric, status text,
	later text);
\copy argus FROM 'test/data/sdc/dominance_tauargus_simple2d_p15.csv' CSV HEADER
SELECT is(count(*) FILTER (WHERE sdc_dominated((value * 100)::bigint, ARRAY[max1 * 100, max2 * 100]::bigint[],
	'p_percent=15') = (status = 'U')), count(*),
	'tau-ARGUS, p 15: all cells') FROM argus;
SELECT is(count(*) FILTER (WHERE status = 'U'), 9::bigint, 'of which some are unsafe') FROM argus;

-- sdcTable: (2, 75), p 70 and pq (60, 80), which is p 75.
CREATE TEMP TABLE micro (region text, gender text, val bigint);
\copy micro FROM 'test/data/sdc/dominance_sdctable_microdata1_input.csv' CSV HEADER
CREATE TEMP TABLE micro_expected (id int, region text, gender text, n bigint, val_sum numeric, max1 numeric,
	max2 numeric, freq int, nk int, p70 int, pq int);
\copy micro_expected FROM 'test/data/sdc/dominance_sdctable_microdata1_primary_expected.csv' CSV HEADER
SELECT set_eq($$ SELECT coalesce(region, 'total') AS a, coalesce(gender, 'total') AS b, count(*),
		sdc_dominated(val, 'dominance_count=2, dominance_share=75')::int AS c, sdc_dominated(val, 'p_percent=70')::int
			AS d,
		sdc_dominated(val, 'p_percent=75')::int AS e FROM micro GROUP BY CUBE (region, gender) $$,
	$$ SELECT region, gender, n, nk, p70, pq FROM micro_expected $$, 'sdcTable: all cells of a table with its totals');

-- GaussSuppression: n = 2, k = 90, of rows, and of who gave them.
CREATE TEMP TABLE given (v1 text, num bigint, sw2 numeric, char text);
\copy given FROM 'test/data/sdc/dominance_gs_dominance_rule_input.csv' CSV HEADER
CREATE TEMP TABLE given_expected (case_name text, v1 text, is_primary boolean, weighted numeric, dominant2 numeric,
	n int, n_non0 int, dominant1 numeric);
\copy given_expected FROM 'test/data/sdc/dominance_gs_dominance_rule_expected.csv' CSV HEADER
SELECT set_eq($$ SELECT v1, sdc_dominated(num, 'dominance_count=2, dominance_share=90') FROM given GROUP BY v1 $$,
	$$ SELECT v1, is_primary FROM given_expected WHERE case_name = 'n2k90' $$,
		'GaussSuppression, (2, 90): exactly 90 percent is too much');
SELECT set_eq($$ SELECT v1, sdc_dominated(n, 'dominance_count=2, dominance_share=98')
	FROM (SELECT v1, char, sum(num)::bigint AS n FROM given GROUP BY v1, char) who GROUP BY v1 $$,
	$$ SELECT v1, is_primary FROM given_expected WHERE case_name = 'n2k98_char' $$,
		'(2, 98), of a contributor the sum of its rows');
CREATE TEMP TABLE magnitude (sector4 text, sector2 text, geo text, eu text, company text, value numeric);
\copy magnitude FROM 'test/data/sdc/dominance_gs_magnitude1_input.csv' CSV HEADER
CREATE TEMP TABLE magnitude_expected (case_name text, sector text, geo text, value numeric, is_primary boolean);
\copy magnitude_expected FROM 'test/data/sdc/dominance_gs_magnitude_expected.csv' CSV HEADER
SELECT set_eq(format($$ SELECT sector, geo, value,
	coalesce(sdc_dominated((value * 10)::bigint, ARRAY(SELECT (m.value * 10)::bigint FROM magnitude m
			WHERE e.sector IN ('Total', m.sector4, m.sector2) AND e.geo IN ('Total', m.geo, m.eu)), %L), false)
				FROM magnitude_expected e WHERE case_name = %L $$, policy, case_name),
		format($$ SELECT sector, geo, value, is_primary FROM magnitude_expected WHERE case_name = %L $$, case_name),
			'GaussSuppression, ' || case_name)
	FROM (VALUES ('T3_dom_1_80', 'dominance_count=1, dominance_share=80'), ('P_p30', 'p_percent=30')) v(case_name,
		policy);
SELECT cmp_ok(count(*), '>=', 45::bigint, 'of so many cells') FROM magnitude_expected;

-- sdcLog: the two largest of a sum below 85 %.
CREATE TEMP TABLE log (id text, id_na text, sector text, year int, val_1 numeric, val_2 numeric);
\copy log FROM 'test/data/sdc/dominance_sdclog_descriptives_input.csv' CSV HEADER
CREATE TEMP TABLE log_expected (case_name text, ids int, share numeric);
\copy log_expected FROM 'test/data/sdc/dominance_sdclog_descriptives_expected.csv' CSV HEADER
SELECT is(sdc_dominated(round(n * 1000000)::bigint, 'dominance_count=2, dominance_share=85'), e.share > 0.85,
	'sdcLog, ' || e.case_name)
	FROM log_expected e, LATERAL (SELECT id, sum(val_1) AS n FROM log WHERE sector || '_' || year = e.case_name
		AND val_1 IS NOT NULL GROUP BY id) l
	WHERE e.case_name ~ '^S._20' GROUP BY e.case_name, e.share ORDER BY e.case_name;

-- The limits, by arithmetic of SQL, over random sums.
SELECT is(count(*) FILTER (WHERE sdc_dominated(total, v, format('dominance_count=%s, dominance_share=%s', n,
	k)::sdc_policy)
			IS DISTINCT
				FROM ((SELECT sum(x) FROM (SELECT x FROM unnest(v) x ORDER BY x DESC LIMIT n) l) * 100 >= total * k
				AND total > 0)
		OR sdc_dominated(total, v, format('p_percent=%s', p)::sdc_policy) IS DISTINCT
			FROM ((total - v2[1] - v2[2]) * 100 < p * v2[1])), 0::bigint, 'as the rules say')
	FROM (SELECT *, (SELECT sum(x) FROM unnest(v) x)::bigint AS total,
		ARRAY(SELECT x FROM unnest(v || '{0,0}'::bigint[]) x ORDER BY x DESC LIMIT 2) AS v2
		FROM (SELECT ARRAY(SELECT ((i * 7919 + j * 104729 + i * j) % 50)::bigint FROM generate_series(1, i % 7 + 1) j)
			AS v, i % 3 + 1 AS n, 50 + i % 50 AS k, 1 + i % 100 AS p
			FROM generate_series(1, 3000) i) r) s;
SELECT is(sdc_dominated(101, '{50,51}', 'dominance_count=1, dominance_share=51'), false, 'less than 51 percent');
SELECT is(sdc_dominated(100, '{51,49}', 'dominance_count=1, dominance_share=51'), true, 'and 51');
SELECT is(sdc_dominated(120, '{100,10}', 'p_percent=10'), false, 'what is left is 10 percent of the largest');
SELECT is(sdc_dominated(119, '{100,10}', 'p_percent=10'), true, 'and less');
SELECT is(sdc_dominated(0, '{}', 'rivm, dominance_count=1, dominance_share=50, p_percent=10'), false,
	'nobody dominates nothing');
SELECT is(sdc_dominated(7, '{7}', 'rivm, dominance_count=1, dominance_share=50, p_percent=10'), true,
	'one contributor is all of it');
SELECT is(sdc_dominated(7, '{7}', 'none'), false, 'but not when nobody asks');
SELECT is(sdc_dominated(9223372036854775807, '{9223372036854775807}',
	'dominance_count=10, dominance_share=99, p_percent=1000'), true, 'a sum of any size');
SELECT is(sdc_dominated(NULL, '{7}', 'rivm, dominance_count=1, dominance_share=50, p_percent=10'), NULL, 'NULL');
SELECT is((SELECT sdc_dominated(x, 'rivm, dominance_count=1, dominance_share=50, p_percent=10')
	FROM unnest(ARRAY[NULL, 7, NULL, 7, 7]::bigint[]) x), false, 'what is unknown is left out');
SELECT is((SELECT sdc_dominated(x, 'rivm, dominance_count=1, dominance_share=50, p_percent=10')
	FROM unnest(ARRAY[NULL]::bigint[]) x), NULL, 'over nothing, nothing');
SELECT throws_ok(format($$ SELECT sdc_dominated(%s, %L, 'rivm, dominance_count=3, dominance_share=50') $$, total, v),
	code, NULL, message)
	FROM (VALUES (5, '{-1}', '22023', 'a negative contribution'), (5, '{6}', '22023', 'more than the total'),
		(100, '{6,5}', '22023', 'too few of the largest'),
		(100, '{6,NULL}', '22004', 'a contribution that is null')) v(total, v, code, message);
SELECT throws_ok($$ SELECT sdc_dominated(x, 'rivm, dominance_count=1, dominance_share=50, p_percent=10')
	FROM (VALUES (-1::bigint)) v(x) $$, '22023', NULL, 'a negative value');
SELECT throws_ok($$ SELECT sdc_dominated(x, 'rivm, dominance_count=1, dominance_share=50, p_percent=10')
	FROM (VALUES (9223372036854775807), (1)) v(x) $$, '22003', NULL, 'a sum beyond bigint');
SELECT throws_ok($$ SELECT sdc_dominated(1, p::sdc_policy)
	FROM (VALUES ('rivm, dominance_count=1, dominance_share=50, p_percent=10'), ('none')) v(p) $$, '22023', NULL,
	'two policies in one sum');
SELECT throws_ok($$ SELECT 'dominance_count=2'::sdc_policy $$, '22023', NULL, 'a number without a share');
SELECT throws_ok($$ SELECT 'rivm, dominance_share=50'::sdc_policy $$, '22023', NULL, 'a share without a number');
SELECT throws_ok(format('SELECT %L::sdc_policy', p), '22023', NULL, p)
	FROM unnest('{"dominance_count=11, dominance_share=50","dominance_count=1, '
	'dominance_share=100","p_percent=1001"}'::text[]) p;
SELECT is('dominance_count=2, dominance_share=85, p_percent=10'::sdc_policy::text::sdc_policy,
	'p_percent=10, dominance_share=85, dominance_count=2'::sdc_policy, 'text and back');

-- In parallel as one by one.
CREATE TEMP TABLE many AS SELECT g % 5000 AS cell, (g * 7919::bigint) % 1000 AS v FROM generate_series(1, 20000) g;
CREATE TEMP TABLE one_by_one AS SELECT cell, sdc_dominated(v, 'dominance_count=2, dominance_share=75') AS d FROM many
	GROUP BY cell;
CREATE TABLE public.many_of_dominance AS SELECT * FROM many;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL enable_sort = off;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN '
	|| query; END $$;
SELECT ok(EXISTS (SELECT FROM pg_temp.plan($$ SELECT cell, sdc_dominated(v, 'dominance_count=2, dominance_share=75')
	FROM public.many_of_dominance GROUP BY cell $$) p WHERE p ~ 'Partial'), 'parts of a sum are counted apart');
SELECT results_eq($$ SELECT cell, sdc_dominated(v, 'dominance_count=2, dominance_share=75')
	FROM public.many_of_dominance GROUP BY cell ORDER BY cell $$, $$ SELECT cell, d FROM one_by_one ORDER BY cell $$,
	'and put together');

-- From the safe sum on nobody can dominate, and one below somebody could.
SELECT is(count(*) FILTER (WHERE sdc_dominated(safe, array_fill(largest, ARRAY[n]) || (safe - n * largest), policy)),
	0::bigint, 'from the safe sum on')
	FROM (SELECT *, sdc_safe_sum(largest, policy) AS safe FROM (SELECT l::bigint AS largest, p::sdc_policy AS policy
		FROM generate_series(1, 100) l,
			unnest('{"dominance_count=1, dominance_share=50","dominance_count=2, '
				'dominance_share=85","p_percent=10","dominance_count=1, dominance_share=50, p_percent=10"}'::text[]) p)
				x) s,
		LATERAL (SELECT (safe / largest)::integer AS n) k;
SELECT is(sdc_safe_sum(100, 'dominance_count=1, dominance_share=50'), 201::bigint, 'more than two of the largest');
SELECT is(sdc_dominated(200, '{100,100}', 'dominance_count=1, dominance_share=50'), true, 'one less is not safe');
SELECT is(sdc_safe_sum(100, 'p_percent=10'), 210::bigint, 'the two largest, and a tenth of one');
SELECT is(sdc_dominated(209, '{100,100,9}', 'p_percent=10'), true, 'one less is not safe');
SELECT is(sdc_safe_sum(15000, policy), 0::bigint, name || ' does not ask') FROM sdc_policy_presets();
SELECT is(sdc_safe_sum(15000, 'rivm, dominance_count=1, dominance_share=50, p_percent=10'), 31500::bigint,
	'the stricter of two rules');
SELECT throws_ok($$ SELECT sdc_safe_sum(-1, 'rivm, dominance_count=1, dominance_share=50, p_percent=10') $$, '22023',
	NULL, 'a negative largest');
SELECT throws_ok($$ SELECT sdc_safe_sum(9223372036854775807,
	'rivm, dominance_count=1, dominance_share=50, p_percent=10') $$, '22003', NULL, 'beyond bigint');

-- One decision: a mean has the status of its count, in which its dominance is a primary flag.
CREATE TEMP TABLE hours (area text, year int, h bigint);
INSERT INTO hours SELECT a, y, CASE WHEN a = 'b' AND y = 2020 AND i = 1 THEN 90000 ELSE 3000 END
	FROM unnest('{a,b,c}'::text[]) a, generate_series(2019, 2021) y, generate_series(1, 12) i;
CREATE TEMP TABLE decided AS SELECT area, year, n, mean,
	sdc_status_given(n, 'rivm, dominance_count=1, dominance_share=50, p_percent=10', NULL, NULL, dominated, NULL, NULL,
	mask, area, year) OVER () AS status
	FROM (SELECT area, year, GROUPING(area, year) AS mask, count(*) AS n, avg(h) AS mean,
		sdc_dominated(h, 'rivm, dominance_count=1, dominance_share=50, p_percent=10') AS dominated FROM hours
		GROUP BY CUBE (area, year)) c;
SELECT is((SELECT status::text FROM decided WHERE area = 'b' AND year = 2020), 'primary_own',
	'twelve contributors, one of which is most of it');
SELECT is((SELECT count(*) FROM decided WHERE area = 'b' AND year IS NOT NULL AND status <> 'publish') >= 2, true,
	'and another of its row is hidden with it');
SELECT is((SELECT count(*) FROM decided WHERE year = 2020 AND area IS NOT NULL AND status <> 'publish') >= 2, true,
	'and of its column');
SELECT is((SELECT status::text FROM decided WHERE area IS NULL AND year IS NULL), 'publish', 'the total is shown');
DROP TABLE public.many_of_dominance;

SELECT * FROM finish();
ROLLBACK;
