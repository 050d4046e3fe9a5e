-- The birthweight chart, small for gestational age and Big2.
BEGIN;
SELECT no_plan();

-- All figures of the chart
CREATE TEMP TABLE hoftiezer (sex text, ga_days int, p3 int, p5 int, p10 int, p50 int, p90 int, p95 int, p97 int);
\copy hoftiezer FROM 'data/hoftiezer_2019.csv' WITH (FORMAT csv, HEADER)
SELECT results_eq(
	'SELECT sex, ga_days, p3, p5, p10, p50, p90, p95, p97 FROM birthweight_chart() ORDER BY 1, 2',
	'SELECT sex_code(sex), ga_days, p3, p5, p10, p50, p90, p95, p97 FROM hoftiezer ORDER BY 1, 2',
	'the chart in the library is the chart in the file');
SELECT is(sum(7), 1876::bigint, 'it has 134 days x 2 sexes x 7 percentiles') FROM birthweight_chart();
SELECT is(count(*), 268::bigint, 'birthweight_p10 and both sexes of is_sga agree with every day of it') FROM hoftiezer
	WHERE birthweight_p10(ga_days, sex) = p10 AND birthweight_p10(ga_days, sex_code(sex)) = p10
		AND is_sga(p10 - 1, ga_days, sex) AND NOT is_sga(p10, ga_days, sex) AND NOT is_sga(p10 + 1, ga_days, sex);
SELECT ok(bool_and(p3 < p5 AND p5 < p10 AND p10 < p50 AND p50 < p90 AND p90 < p95 AND p95 < p97),
	'percentiles go up on every day')
	FROM birthweight_chart();
SELECT ok(bool_and(p3 > l3 AND p5 > l5 AND p10 > l10 AND p50 > l50 AND p90 > l90 AND p95 > l95 AND p97 > l97),
	'every percentile goes up with every day')
	FROM (SELECT *, lag(p3) OVER w AS l3, lag(p5) OVER w AS l5, lag(p10) OVER w AS l10, lag(p50) OVER w AS l50,
			lag(p90) OVER w AS l90, lag(p95) OVER w AS l95, lag(p97) OVER w AS l97
		FROM birthweight_chart() WINDOW w AS (PARTITION BY sex ORDER BY ga_days)) c WHERE l3 IS NOT NULL;

-- Five rows that another public implementation (kishtsang/PerinedCastorEDC) has wrong
CREATE TEMP TABLE discrepancy (sex text, ga text, ga_days int, here text, there text, verdict text);
\copy discrepancy FROM 'test/data/hoftiezer_source_discrepancies.csv' WITH (FORMAT csv, HEADER)
SELECT is(count(*), 5::bigint, 'five rows are in dispute') FROM discrepancy;
SELECT is(concat_ws(' ', c.p3, c.p5, c.p10, c.p50, c.p90, c.p95, c.p97), d.here,
	format('not as in the CastorEDC script: %s %s, %s', d.sex, d.ga, d.verdict))
	FROM discrepancy d JOIN birthweight_chart() c ON c.sex = sex_code(d.sex) AND c.ga_days = ga_days(d.ga)
		AND c.ga_days = d.ga_days;

-- Small for gestational age, three-valued
SELECT is(is_sga(2134, ga_days('34+6'), 1), false,
	'a weight on p10 is not small: strictly below, as kansenkaart and RIVM');
SELECT is(is_sga(2133, ga_days('34+6'), 1), true, 'one gram below p10 is small');
SELECT is(is_sga(3000, NULL, 1), NULL, 'unknown gestational age');
SELECT is(is_sga(NULL, 280, 1), NULL, 'unknown weight');
SELECT is(ARRAY[is_sga(0, 280, 1), is_sga(99, 280, 1), is_sga(100, 280, 1), is_sga(7000, 280, 1), is_sga(7001, 280, 1),
	is_sga(9999, 280, 1)],
	ARRAY[NULL, NULL, true, false, NULL, NULL],
		'weights outside 100 to 7000 g are unknown: registers write 0 and 9999');
SELECT is(ARRAY[is_sga(3000, 0, 1), is_sga(3000, 316, 1), is_sga(3000, 7 * 99, 1),
	is_sga(3000, 693, 1, out_of_range => 'clamp')], ARRAY[NULL, NULL, NULL, NULL]::boolean[],
	'ages outside 1 to 315 days are unknown, also when clamped');
SELECT is(ARRAY[is_sga(1000, 280, 3), is_sga(1000, 280, NULL::int), is_sga(1000, 280, 'UNK')], ARRAY[true, true, true],
	'unknown sex: small on both curves is small');
SELECT is(ARRAY[is_sga(4000, 280, 3), is_sga(4000, 280, NULL)], ARRAY[false, false],
	'unknown sex: not small on either curve is not small');
SELECT is(is_sga(birthweight_p10(280, 2), 280, 3), NULL,
	'unknown sex: between the curves is unknown; kansenkaart takes the sex of the BRP and drops the rest');
SELECT is(is_sga(birthweight_p10(280, 1), 280, 3), false, 'unknown sex: on the higher curve is not small');
SELECT is(count(*), 0::bigint, 'unknown sex: an answer only where both sexes have it')
	FROM generate_series(161, 294, 7) d, generate_series(400, 4000, 13) g
	WHERE is_sga(g, d, 3) IS DISTINCT FROM CASE WHEN is_sga(g, d, 1) = is_sga(g, d, 2) THEN is_sga(g, d, 1) END;
SELECT is(ARRAY[is_sga(2000, 160, 1), is_sga(2000, 161, 1), is_sga(2000, 294, 1), is_sga(2000, 295, 1)],
	ARRAY[NULL, false, true, NULL], 'no chart before 23+0 and after 42+0');
SELECT is(ARRAY[is_sga(2000, 295, 1, out_of_range => 'clamp'), is_sga(4000, 295, 2, 'clamp'),
	is_sga(400, 154, 1, 'clamp')], ARRAY[true, false, true], 'clamp takes the nearest day');
SELECT is(birthweight_p10(300, 1, 'clamp'), birthweight_p10(294, 1), 'p10 clamps too');
SELECT is(ARRAY[birthweight_p10(300, 1), birthweight_p10(280, 3), birthweight_p10(NULL, 1), birthweight_p10(280, NULL)],
	ARRAY[NULL, NULL, NULL, NULL]::int[], 'no p10 without chart, sex or age');

-- Completed weeks only
SELECT is(is_sga(birthweight_p10(266, 1) - 1, NULL, 1, ga_weeks => 38), true,
	'weeks only: below p10 of the first day is small');
SELECT is(is_sga(birthweight_p10(272, 1), NULL, 1, ga_weeks => 38), false,
	'weeks only: on p10 of the last day is not small');
SELECT is(is_sga(birthweight_p10(266, 1), NULL, 1, ga_weeks => 38), NULL, 'weeks only: between the two is unknown');
SELECT is(is_sga(birthweight_p10(269, 1), 269, 1, ga_weeks => 38), false, 'days are used where they are known');
SELECT is(is_sga(3000, NULL, 1, ga_weeks => 99), NULL, 'week 99 is unknown');
SELECT is(count(*), 0::bigint, 'weeks only: an answer exactly where all seven days have it')
	FROM generate_series(21, 44) w, generate_series(300, 4500, 7) g, unnest('{1,2,3}'::int[]) s
	WHERE is_sga(g, NULL, s, ga_weeks => w) IS DISTINCT FROM
		(SELECT CASE WHEN count(is_sga(g, 7 * w + d, s)) = 7
			AND bool_and(is_sga(g, 7 * w + d, s)) = bool_or(is_sga(g, 7 * w + d, s))
			THEN bool_and(is_sga(g, 7 * w + d, s)) END
		FROM generate_series(0, 6) d);

-- Big2
SELECT is(is_big2(NULL, 258, 1), true, 'preterm OR unknown is Big2');
SELECT is(is_big2(NULL, 259, 1), NULL, 'not preterm OR unknown is unknown: RIVM codes it as no');
SELECT is(is_big2(3500, 280, 'V'), false, 'neither');
SELECT is(is_big2(2000, 280, 'V'), true, 'term and small');
SELECT is(is_big2(400, 150, 1), true, 'preterm where there is no chart');
SELECT is(ARRAY[is_big2(3500, 295, 1), is_big2(3500, 295, 1, out_of_range => 'clamp')], ARRAY[NULL, false],
	'after 42+0: unknown, or the last day''s curve by request');
SELECT is(ARRAY[is_big2(3500, NULL, 1, ga_weeks => 36), is_big2(3500, NULL, 1, ga_weeks => 37), is_big2(3500, NULL, 1)],
	ARRAY[true, false, NULL], 'weeks only');
SELECT is(rate(is_big2(g, d, s)), '2/4 ?1', 'composes with rate()')
	FROM (VALUES (NULL, 258, 'M'), (2000, 280, 'V'), (3500, 280, 'V'), (3500, 290, 'M'), (3500, NULL, 'M')) v(g, d, s);
SELECT is(ARRAY[rate(is_big2(g, d, s)), rate(is_big2(g, d, s)) FILTER (WHERE plurality = 1)], '{3/4,1/2}',
	'multiples are judged on the same curves, unless they are filtered out')
	FROM (VALUES (2500, 252, 'M', 2), (2100, 266, 'V', 2), (2500, 280, 'M', 1), (3500, 280, 'V', 1)) v(g, d, s,
		plurality);
SELECT is(count(*), 0::bigint, 'Big2 is the three-valued OR of preterm and small')
	FROM unnest('{NULL,0,153,161,230,258,259,280,294,295,9999}'::int[]) d,
		unnest('{NULL,0,99,100,1500,2800,3500,7000,7001}'::int[]) g, unnest('{NULL,1,2,3}'::int[]) s
	WHERE is_big2(g, d, s) IS DISTINCT FROM (is_preterm(d) OR is_sga(g, d, s));

SELECT * FROM finish();
ROLLBACK;
