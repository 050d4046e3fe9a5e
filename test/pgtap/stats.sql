-- Behaviour of the statistics: edges, NULL rules, properties. Expected values
-- that others made are in stats_oracles.sql.
BEGIN;
SELECT no_plan();

CREATE FUNCTION near(have float8, want float8, tolerance float8 DEFAULT 1e-9) RETURNS boolean
	RETURN have IS NOT DISTINCT FROM want OR coalesce(abs(have - want) <= tolerance * greatest(abs(want), 1), false);
CREATE FUNCTION methods_of_rate() RETURNS SETOF text RETURN unnest(ARRAY['exact', 'phe', 'byar', 'byar_midp', 'midp',
	'jeffreys', 'score', 'wald']);
CREATE FUNCTION methods_of_proportion() RETURNS SETOF text RETURN unnest(ARRAY['wilson', 'wilson_cc', 'clopper_pearson',
	'midp', 'agresti_coull', 'jeffreys', 'wald']);

-- Intervals: edges
SELECT is(rate_ci(0, 0), NULL, 'n = 0 has no rate');
SELECT is(rate_ci(rate '3/0'), NULL, 'denominator 0 of a rate');
SELECT is(proportion_ci(0, 0), NULL, 'n = 0 has no proportion');
SELECT is(rate_ci(NULL::rate), NULL, 'NULL rate');
SELECT is(rate_ci(7, NULL), NULL, 'NULL count');
SELECT is(mean_ci(1, 5, 0), NULL, 'one value has no interval of its mean');
SELECT is((rate_ci(rate '7/1000')).value, per_1000('7/1000'), 'the value is per_1000, to the bit');
SELECT is((proportion_ci(rate '7/13')).value, per_100('7/13'), 'the value is per_100, to the bit');
SELECT is((rate_ci(7, 1000)).method, 'exact', 'rates are exact unless asked otherwise');
SELECT is((proportion_ci(7, 1000)).method, 'wilson', 'proportions are Wilson unless asked otherwise');
SELECT is(rate_ci(rate '7/1000 ?500'), rate_ci(7, 1000), 'units of unknown outcome are in neither count');
SELECT is_empty($$SELECT m, c FROM methods_of_rate() m, unnest(ARRAY[0.5, 0.95, 0.998, 0.9999999]) c,
	unnest(ARRAY[1, 3, 1000]) n
	WHERE (rate_ci(0, n, 1, c, m)).lower <> 0 OR (rate_ci(0, n, 1, c, m)).value <> 0
		OR (rate_ci(0, n, 1, c, m)).upper <= 0 AND m <> 'wald'$$, 'no events: lower limit exactly 0');
SELECT is_empty($$SELECT m, c FROM methods_of_proportion() m, unnest(ARRAY[0.5, 0.95, 0.998, 0.9999999]) c,
	unnest(ARRAY[1, 3, 38, 1000]) n
	WHERE (proportion_ci(0, n, 1, c, m)).lower <> 0 OR (proportion_ci(n, n, 1, c, m)).upper <> 1$$,
		'no events: lower limit exactly 0; all events: upper limit exactly 1');
SELECT is_empty($$SELECT m, x, c FROM methods_of_rate() m, unnest(ARRAY[0, 0.3, 1, 2, 7.5, 30, 1000, 1e6, 1e12]) x,
	unnest(ARRAY[0.05, 0.5, 0.95, 0.998, 0.9999999]) c,
		LATERAL rate_ci(x, 1000, 1000, c, m) e
	WHERE NOT (e.lower >= 0 AND e.lower <= e.upper AND e.upper < 'Infinity')$$,
		'limits are in order and possible, fractional and large counts included');
SELECT is_empty($$SELECT m, x, n, c FROM methods_of_proportion() m,
	unnest(ARRAY[0, 0.3, 1, 2, 7.5, 30, 1000, 1e6, 1e12]) x, unnest(ARRAY[0.3, 1, 2.5, 30, 1e6, 1e12]) n,
	unnest(ARRAY[0.05, 0.5, 0.95, 0.998, 0.9999999]) c,
		LATERAL (SELECT (proportion_ci(least(x, n), n, 1, c, m)).*) e
	WHERE NOT (e.lower >= 0 AND e.lower <= e.upper AND e.upper <= 1)$$,
		'limits of proportions are in order and possible');
SELECT is_empty($$SELECT m, x FROM methods_of_proportion() m, generate_series(0, 20) x,
	LATERAL proportion_ci(x, 20, 1, 0.95, m) a, LATERAL proportion_ci(20 - x, 20, 1, 0.95, m) b
	WHERE NOT near(a.lower, 1 - b.upper, 1e-12)$$, 'events and non-events mirror each other');
SELECT ok(near((rate_ci(0, 1, 1, method => m)).upper, want), m || ' at 0: closed form')
	FROM (VALUES ('exact', -ln(0.025)), ('midp', -ln(0.05)), ('score', 1.959963984540054 ^ 2)) v(m, want);
SELECT ok(near((proportion_ci(0, 30, 1, method => m)).upper, want), m || ' at 0: closed form')
	FROM (VALUES ('clopper_pearson', 1 - 0.025 ^ (1 / 30.0)), ('midp', 1 - 0.05 ^ (1 / 30.0))) v(m, want);
SELECT ok(near((rate_ci(7, 1000, sides => 'lower')).lower, (rate_ci(7, 1000, confidence => 0.9)).lower)
	AND (rate_ci(7, 1000, sides => 'lower')).upper IS NULL, 'a lower limit has the whole tail, and no upper limit');
SELECT ok(near((proportion_ci(7, 1000, sides => 'upper')).upper, (proportion_ci(7, 1000, confidence => 0.9)).upper)
	AND (proportion_ci(7, 1000, sides => 'upper')).lower IS NULL,
	'an upper limit has the whole tail, and no lower limit');
SELECT ok(near(e.lower, 4.753125, 1e-6) AND near(e.upper, 6.692709, 1e-6), 'R: poisson.test(137, 24.19893)')
	FROM rate_ci(137, 24.19893, 1) e;

-- Aggregates straight from events
CREATE TABLE event AS SELECT i, i % 5 AS area, CASE WHEN i % 31 = 0 THEN NULL ELSE i % 7 = 0 END AS e
	FROM generate_series(1, 20000) i;
ANALYZE event;
SELECT is(rate_ci(e), rate_ci(rate(e)), 'rate_ci(event) is rate_ci(rate(event))') FROM event;
SELECT is(proportion_ci(e), proportion_ci(rate(e)), 'proportion_ci(event) is proportion_ci(rate(event))') FROM event;
SELECT is(rate_ci(e), NULL, 'rate_ci over no rows') FROM event WHERE false;
SELECT is(pooled_rate_ci(r), (SELECT rate_ci(e) FROM event), 'pooled_rate_ci rolls up')
	FROM (SELECT rate(e) AS r FROM event GROUP BY area) s;
SELECT is(pooled_proportion_ci(r), (SELECT proportion_ci(e) FROM event), 'pooled_proportion_ci rolls up')
	FROM (SELECT rate(e) AS r FROM event GROUP BY area) s;
SELECT is(count(DISTINCT (aggtransfn, aggtranstype, agginitval, aggcombinefn)), 1::bigint,
	'rate, rate_ci and proportion_ci share their state')
	FROM pg_aggregate WHERE aggfnoid IN ('rate(boolean)'::regprocedure, 'rate_ci(boolean)'::regprocedure,
		'proportion_ci(boolean)'::regprocedure);
SELECT is(count(*), 0::bigint, 'the moving window equals a fresh aggregation')
	FROM (SELECT rate_ci(e) OVER (ORDER BY i ROWS 50 PRECEDING) AS moving,
		rate_ci(rate(e) OVER (ORDER BY i ROWS 50 PRECEDING)) AS fresh FROM event) w WHERE moving IS DISTINCT FROM fresh;

-- Coverage, exactly, on a small grid (doc/coverage.md has the table)
CREATE FUNCTION ln_factorial(n integer) RETURNS float8 RETURN (SELECT coalesce(sum(ln(i::float8)), 0)
	FROM generate_series(2, n) i);
CREATE TABLE poisson_limits AS SELECT m, x, ln_factorial(x) AS lf, e.lower, e.upper
	FROM unnest(ARRAY['exact', 'phe', 'midp', 'byar_midp', 'score']) m, generate_series(0, 60) x,
	LATERAL rate_ci(x, 1, 1, 0.95, m) e;
CREATE TABLE poisson_coverage AS
	SELECT m, lambda, sum(exp(x * ln(lambda) - lambda - lf)) FILTER (WHERE lambda BETWEEN lower AND upper) AS coverage
	FROM poisson_limits, (SELECT i / 8.0::float8 AS lambda FROM generate_series(1, 160) i) g GROUP BY m, lambda;
SELECT is_empty($$SELECT * FROM poisson_coverage WHERE m = 'exact' AND coverage < 0.95$$,
	'exact Poisson limits never cover less than 95 %');
SELECT is_empty($$SELECT * FROM poisson_coverage WHERE m = 'phe' AND coverage < 0.949$$,
	'nor do those of PHE, to the third decimal');
SELECT ok(avg(coverage) BETWEEN 0.945 AND 0.965, m || ' covers 95 % on average') FROM poisson_coverage
	WHERE m IN ('midp', 'byar_midp', 'score') GROUP BY m;
CREATE TABLE binomial_limits AS
	SELECT m, n, x, ln_factorial(n) - ln_factorial(x) - ln_factorial(n - x) AS lf, e.lower, e.upper
	FROM unnest(ARRAY['clopper_pearson', 'wilson', 'wilson_cc', 'midp']) m, unnest(ARRAY[1, 2, 5, 10, 30]) n,
		generate_series(0, n) x, LATERAL proportion_ci(x, n, 1, 0.95, m) e;
CREATE TABLE binomial_coverage AS
	SELECT m, n, p, sum(exp(lf + x * ln(p) + (n - x) * ln(1 - p))) FILTER (WHERE p BETWEEN lower AND upper) AS coverage
	FROM binomial_limits, (SELECT i / 200.0::float8 AS p FROM generate_series(1, 199) i) g GROUP BY m, n, p;
SELECT is_empty($$SELECT * FROM binomial_coverage WHERE m = 'clopper_pearson' AND coverage < 0.95$$,
	'Clopper-Pearson limits never cover less than 95 %');
SELECT ok(avg(coverage) BETWEEN 0.94 AND 0.98, m || ' covers 95 % on average') FROM binomial_coverage
	WHERE m IN ('wilson', 'midp') GROUP BY m;
SELECT ok(avg(coverage) > 0.95, 'wilson_cc covers more than 95 % on average') FROM binomial_coverage
	WHERE m = 'wilson_cc';

-- Two groups
SELECT ok(near(t.estimate, 1.971488, 1e-6) AND near(t.lower, 0.8584264, 1e-7) AND near(t.upper, 4.2772659, 1e-7)
	AND near(t.p_value, 0.07967, 1e-5), 'R: poisson.test(c(11, 21), c(800, 3011))')
	FROM rate_test(11, 800, 21, 3011, 'exact_minlike') t;
SELECT ok(near(t.p_value, 0.4857, 5e-5), 'R: fisher.test, tea tasting') FROM proportion_test(3, 4, 1, 4, 'fisher') t;
SELECT ok(near(t.p_value, 0.2429, 5e-5), 'R: fisher.test, tea tasting, greater')
	FROM proportion_test(3, 4, 1, 4, 'fisher', alternative => 'greater') t;
SELECT ok(near(t.p_value, 0.0005367, 5e-8) AND near(l.p_value, 0.0004652, 5e-8), 'R: fisher.test, convictions of twins')
	FROM proportion_test(2, 17, 10, 13, 'fisher') t, proportion_test(2, 17, 10, 13, 'fisher', alternative => 'less') l;
SELECT ok(near(t.statistic ^ 2, 0.6411, 5e-5) AND near(t.p_value, 0.4233, 5e-5),
	'R: chisq.test(matrix(c(12, 5, 7, 7), 2))') FROM proportion_test(12, 19, 5, 12, 'chi2_cc') t;
SELECT is_empty($$SELECT m, l FROM unnest(ARRAY['score', 'chi2_cc', 'fisher', 'midp']) m,
	unnest(ARRAY['newcombe', 'miettinen_nurminen', 'agresti_caffo', 'wald']) l, LATERAL proportion_test('0/30', '0/40',
	m, l) t
	WHERE t.p_value <> 1 OR t.estimate <> 0 OR t.lower IS NULL OR t.upper IS NULL$$,
		'zero against zero: p = 1, and a difference with limits');
SELECT is_empty($$SELECT m FROM unnest(ARRAY['exact', 'midp', 'score', 'exact_minlike', 'midp_minlike']) m,
	LATERAL rate_test('0/30', '0/40', m) t
	WHERE t.p_value <> 1 OR t.estimate IS NOT NULL OR t.lower <> 0 OR t.upper IS NOT NULL$$,
		'zero against zero rates: p = 1, no ratio');
SELECT ok(t.p_value = 1 AND t.estimate = 0 AND t.lower < 0 AND t.upper > 0, 'zero against zero: difference of rates')
	FROM rate_difference(rate '0/30', rate '0/40') t;
SELECT is_empty($$SELECT a, b, m FROM unnest(ARRAY['0/30', '1/30', '15/30', '29/30', '30/30']::rate[]) a,
	unnest(ARRAY['0/40', '1/40', '20/40', '40/40']::rate[]) b,
		unnest(ARRAY['newcombe', 'miettinen_nurminen', 'agresti_caffo', 'wald']) m,
			LATERAL proportion_test(a, b, 'score', m, 1) t, LATERAL proportion_test(b, a, 'score', m, 1) u
	WHERE NOT (t.lower >= -1 AND t.upper <= 1 AND t.lower <= t.upper AND near(t.lower, -u.upper)
		AND near(t.p_value, u.p_value))$$, 'differences are possible, and mirror when the groups are swapped');
SELECT is_empty($$SELECT a, b FROM unnest(ARRAY['1/30', '15/30', '29/30']::rate[]) a,
	unnest(ARRAY['1/40', '20/40', '40/40']::rate[]) b,
		LATERAL proportion_test(a, b, 'score', 'koopman') t, LATERAL proportion_test(b, a, 'score', 'koopman') u
			WHERE NOT near(t.lower, 1 / u.upper)$$, 'Koopman limits invert when the groups are swapped');
SELECT is_empty($$SELECT x, y, m FROM generate_series(0, 12) x, generate_series(0, 12) y,
	unnest(ARRAY['exact', 'midp', 'score']) m, LATERAL rate_test(x, 700, y, 500, m) t
	WHERE x + y > 0 AND (t.p_value < 0.05) <> (coalesce(t.lower, 0) > 1 OR coalesce(t.upper, 'Infinity') < 1)$$,
		'p < 0.05 just when the limits exclude 1');
SELECT is(rate_test('1/0', '1/10'), NULL, 'an empty group');
SELECT is((rate_test('20/1000', '30/1000', alternative => 'greater')).upper, NULL, 'one-sided: one limit');
SELECT is(rate_test_part('20/1000', '100/10000'), rate_test('20/1000', '80/9000'), 'a part is tested against the rest');
SELECT is(proportion_test_part('20/1000', '100/10000', 'fisher'), proportion_test('20/1000', '80/9000', 'fisher'),
	'a part is tested against the rest, as proportions');
SELECT is(rate_test('20/1000', int4range(2015, 2020), '30/1000', int4range(2020, 2025)),
	rate_test('20/1000', '30/1000'), 'windows that share no year are independent');
SELECT throws_ok($$SELECT rate_test('20/1000', int4range(2015, 2020), '30/1000', int4range(2019, 2024))$$, '22023',
	'windows of years overlap', 'windows that share a year are refused');
SELECT ok(near(t.statistic, -10 / sqrt(5 + 15)) AND near(t.upper - t.estimate, 1.959963984540054 * sqrt(20)),
	'windows of equal size: only the years that enter and leave vary')
	FROM window_difference('20/1000', '30/1000', '15/800') t;
SELECT is(p_value, 1::float8, 'a window against itself') FROM window_difference('20/1000', '20/1000', '20/1000');
SELECT throws_ok(q, '22023', NULL, q) FROM unnest(ARRAY['SELECT rate_ci(-1, 2)',
	'SELECT rate_ci(1, 2, confidence => 95)', 'SELECT rate_ci(1, 2, method => ''x'')',
	'SELECT rate_test(1, 2, 3, ''NaN'')', 'SELECT dsr(''Infinity'', 1, 1)', 'SELECT rate_trend(1, 2, ''NaN'')',
	'SELECT funnel_limits(1, -2)', 'SELECT one_in_words(''1/2'', ''de'')']) q;

SELECT is(proportion_ci(3, 2), NULL, 'more events than units are no proportion');

-- Comparisons
SELECT is(compare(rate '7/1000', 7.9), 'similar', 'DOMAIN 1.8: 7.0 does not differ from 7.9 in a small area');
SELECT is(compare(rate '7/1000', 2.8), 'higher', 'the exact interval, 2.81 to 14.42, excludes 2.8');
SELECT is(compare(rate '7/1000', 2.82), 'similar', 'and contains 2.82');
SELECT is_empty($$SELECT x, ref FROM generate_series(0, 20) x, generate_series(0, 40) ref, LATERAL rate_ci(x, 1000) e
	WHERE compare(make_rate(x, 1000), ref)::text <> CASE WHEN e.lower > ref THEN 'higher' WHEN e.upper < ref
		THEN 'lower' ELSE 'similar' END$$, 'compare agrees with the exact interval');
SELECT is_empty($$SELECT x, ref FROM generate_series(0, 20) x, generate_series(1, 99, 7) ref,
	LATERAL proportion_ci(x, 20) e
	WHERE compare(make_rate(x, 20), ref, per => 100, model => 'binomial')::text <> CASE WHEN e.lower > ref THEN 'higher'
		WHEN e.upper < ref THEN 'lower' ELSE 'similar' END$$, 'compare agrees with the Wilson interval');
SELECT is(array_agg(compare_two_levels(make_rate(x, 1000), 20) ORDER BY x),
	ARRAY['far_lower', 'lower', 'similar', 'higher', 'far_higher']::comparison_two_levels[], 'two levels')
	FROM unnest(ARRAY[5, 11, 20, 31, 40]) x;
SELECT is(compare(rate '0/10', rate '0/20'), 'similar', 'zero against zero is similar');
SELECT is(compare(rate '0/0', rate '1/20'), NULL, 'nothing against something is unknown');
SELECT is(compare_part('40/1000', '100/10000'), 'higher', 'a part against the rest');
-- compare() takes the p-value alone, without the limits of the test.
CREATE TEMP TABLE pair AS
	SELECT make_rate(x, n) AS a, make_rate(y, m) AS b, confidence
	FROM (SELECT i * 7919 % 61 AS x, 60 + i * 104729 % 900 AS n, i * 15485863::bigint % 97 AS y,
		97 + i * 32452843::bigint % 4000 AS m,
			(ARRAY[0.5, 0.9, 0.95, 0.998])[1 + i % 4] AS confidence FROM generate_series(1, 3000) i) s
	UNION ALL SELECT a, b, 0.95 FROM unnest('{0/10,10/10,3/1000,1/1,0/5000,5000/5000}'::rate[]) a,
		unnest('{0/10,7/7,9/1000,1/1,0/3}'::rate[]) b;
SELECT is_empty($$ SELECT a, b, confidence, model FROM pair, LATERAL (VALUES ('poisson', (rate_test(a, b)).p_value),
			('binomial', (proportion_test(a, b)).p_value)) t(model, p)
		WHERE compare(a, b, confidence, model)::text IS DISTINCT FROM CASE WHEN p >= 1 - confidence THEN 'similar'
			WHEN per(a, 1) > per(b, 1) THEN 'higher' ELSE 'lower' END $$, 'compare is by the p-value of the test');
SELECT is((SELECT count(DISTINCT (model, compare(a, b, confidence, model)))
	FROM pair, unnest('{poisson,binomial}'::text[]) model), 6::bigint,
	'in all ways');
SELECT is(compare_two_levels_part('40/1000', '100/10000', model => 'binomial'), 'far_higher',
	'a part against the rest at two levels');

SELECT is(compare(rate '7/1000', 2.5, 1000, 0.998), 'similar', 'the unit comes before the confidence, against a value');
SELECT throws_ok($$SELECT compare(rate '7/1000', 2.5, 0.998)$$, '22023', NULL, 'a confidence in its place is refused');
SELECT is(compare(rate '7/1000', rate '2/1000', confidence => 0.998), 'similar', 'and against a rate');

-- Change and over-representation
SELECT ok(near(value, 100) AND lower < 0 AND upper > 100, 'percentage change')
	FROM percentage_change('10/1000', '20/1000');
SELECT is(value, 2::float8, 'factor') FROM change_factor('10/1000', '20/1000');
SELECT is(value, 2::float8, 'factor of proportions') FROM change_factor('10/1000', '20/1000', model => 'binomial');
SELECT is(value, NULL, 'no factor from nothing') FROM change_factor('0/1000', '20/1000');
SELECT ok(near(value, 2) AND near(lower, 10 * (proportion_ci(20, 100, 1, method => 'clopper_pearson')).lower),
	'over-representation: 20 % of the events among 10 % of the births')
	FROM over_representation('20/1000', '100/10000');

-- Standardisation
CREATE TABLE stratum AS SELECT g, i, (i * 7 + g) % 13 AS x, 100 + i * 37 % 91 AS n, 1000 + i * i AS w
	FROM generate_series(1, 200) g, generate_series(1, 15) i;
ANALYZE stratum;
SELECT ok(near(value, 1000 * v), 'direct standardisation by hand')
	FROM (SELECT (dsr(x, n, w)).value, sum(w * x / n::float8) / sum(w) AS v FROM stratum WHERE g = 1) s;
SELECT is(dsr(x, n, w), dsr(make_rate(x, n), w), 'counts and rates agree') FROM stratum WHERE g = 1;
SELECT is(dsr_sums(x, n, w), dsr_sums(x, x, n, w), 'independent events vary as much as their number') FROM stratum
	WHERE g = 1;
SELECT is(dsr(x, n, w), NULL, 'an unknown stratum makes the rate unknown')
	FROM (VALUES (20, 100, 10), (NULL, 100, 10)) v(x, n, w);
SELECT is(dsr(x, n, w), NULL, 'a weighted stratum without anybody') FROM (VALUES (20, 100, 10), (0, 0, 10)) v(x, n, w);
SELECT is((dsr(x, n, w)).value, 200::float8, 'a stratum without weight does not count')
	FROM (VALUES (20, 100, 10), (0, 0, 0)) v(x, n, w);
SELECT is(dsr(x, n, w), NULL, 'fewer than ten events') FROM (VALUES (9, 100, 10)) v(x, n, w);
SELECT ok(e.value = 0 AND e.lower = 0 AND near(e.upper, -ln(0.025) / 100 * 1000), 'gamma limits without events')
	FROM (SELECT (dsr_ci(dsr_sums(0, 100, 10), method => 'gamma', min_events => 0)).*) e;
SELECT ok(e.value = 0 AND e.lower = 0 AND e.upper IS NULL, 'Dobson has no upper limit without events')
	FROM (SELECT (dsr_ci(dsr_sums(0, 100, 10), min_events => 0)).*) e;
SELECT ok(near(e.value, 10) AND near(e.lower, (rate_ci(20, 2000)).lower) AND near(e.upper, (rate_ci(20, 2000)).upper),
	'one stratum: the exact limits') FROM (SELECT (dsr(20, 2000, 5)).*) e;
SELECT ok(near((mean_of_rates(x, n)).value, 1000 * avg(x / n::float8)) AND near((mean_of_rates(make_rate(x, n))).value,
	1000 * avg(x / n::float8)), 'mean of annual rates') FROM stratum WHERE g = 1;
SELECT is(mean_of_rates(x, n), NULL, 'a missing year makes the mean unknown') FROM (VALUES (1, 10), (NULL, 10)) v(x, n);
SELECT is(smr(20, 10), rate_ci(20, 10, 1), 'observed over expected');
SELECT is(smr(20, 0), NULL, 'nothing expected');
SELECT ok(near((isr(x, n, w, w * 100)).value, (smr(x, n, w, w * 100)).value * 10), 'indirectly standardised rate')
	FROM stratum WHERE g = 1;
SELECT is(smr(x, n, rx, rn), NULL, 'an unknown reference') FROM (VALUES (1, 10, 5, 100), (1, 10, NULL, 100)) v(x, n, rx,
	rn);
SELECT is(isr_ci(smr_sums(20, 10)), NULL, 'without the reference there is no standardised rate');

-- Areas
CREATE TABLE area AS SELECT i, i % 7 AS region, make_rate((i * i) % 23, 400 + i * 61 % 1700) AS r
	FROM generate_series(1, 355) i;
ANALYZE area;
SELECT is_empty($$SELECT n, x FROM unnest(ARRAY[1, 20, 200, 3000]) n, generate_series(0, least(n, 60)) x,
	unnest(ARRAY['poisson', 'binomial']) m, LATERAL funnel_limits(7.3, n, model => m) f
	WHERE (funnel_label(x, n, 7.3, model => m) IN ('higher', 'far_higher')) <> (1000.0 * x / n > f.upper)
		OR (funnel_label(x, n, 7.3, model => m) IN ('lower', 'far_lower')) <> (1000.0 * x / n < f.lower)$$,
		'labels and limits agree');
SELECT is((funnel_limits(7.3, 200)).lower, 0::float8, 'where no event is no surprise the lower limit is 0');
SELECT ok((funnel_limits(50, 3, 100, model => 'binomial', method => m)).upper <= 100,
	'limits of a percentage end at 100, ' || m) FROM unnest(ARRAY['exact', 'normal']) m;
SELECT ok((funnel_limits(177.8, 10, 1000, model => 'binomial', method => 'normal')).upper > 177.8,
	'per 1000 the upper limit is not capped at 100');
SELECT is((funnel_limits(0, 100)).upper, 0::float8, 'target 0: any event is too many');
SELECT is(funnel_limits(7, 0), NULL, 'no funnel without size');
SELECT ok((funnel_limits(7, 500, method => 'normal', phi => 2)).upper > (funnel_limits(7, 500,
	method => 'normal')).upper
	AND (funnel_limits(7, 500, method => 'normal', tau2 => 1e-5)).upper > (funnel_limits(7, 500,
		method => 'normal')).upper, 'over-dispersion widens');
SELECT ok(near((o).phi, s.phi, 1e-9) AND (o).areas = 355 AND near((o).tau2, s.tau2, 1e-9), 'over-dispersion by hand')
	FROM (SELECT overdispersion(r) AS o FROM area) o,
		(WITH z AS (SELECT (per(r, 1) - t) / sqrt(t / denominator(r)) AS z, denominator(r) / t AS w
			FROM area, (SELECT per(rate(r), 1) AS t FROM area) t),
			q AS (SELECT percentile_cont(0.1) WITHIN GROUP (ORDER BY z) AS lo,
				percentile_cont(0.9) WITHIN GROUP (ORDER BY z) AS hi FROM z)
		SELECT avg(least(greatest(z, lo), hi) ^ 2) AS phi,
			greatest(0, (sum(least(greatest(z, lo), hi) ^ 2) - (count(*) - 1)) / (sum(w) - sum(w ^ 2) / sum(w))) AS tau2
			FROM z, q) s;
SELECT is(overdispersion(1, 10), NULL, 'one area has no dispersion');
SELECT is(overdispersion(0, n), NULL, 'no events, no dispersion') FROM generate_series(10, 12) n;
SELECT ok(near((p).mean, b) AND near((p).variance, a), 'Marshall by hand')
	FROM (SELECT eb_fit(r) AS p FROM area) p,
		(SELECT b,
		greatest(0, sum(denominator(r) * (per(r, 1) - b) ^ 2) / sum(denominator(r)) - b / avg(denominator(r))) AS a
		FROM area, (SELECT per(rate(r), 1) AS b FROM area) b GROUP BY b) s;
SELECT is_empty($$SELECT * FROM (SELECT eb_rate(r, eb_fit(r) OVER w) AS a, smoothed_rate(r) OVER w AS b,
	smoothed_rate(numerator(r), denominator(r)) OVER w AS c FROM area WINDOW w AS (PARTITION BY region)) s
	WHERE a IS DISTINCT FROM b OR a IS DISTINCT FROM c$$, 'the window function is the fit and the rate in one');
SELECT is_empty($$SELECT * FROM (SELECT r, smoothed_rate(r) OVER () AS s, (SELECT per_1000(rate(r)) FROM area) AS mean
	FROM area) q
	WHERE NOT ((s).value BETWEEN least(per_1000(r), mean) - 1e-9 AND greatest(per_1000(r), mean) + 1e-9
		AND (s).lower <= (s).value AND (s).upper >= (s).value)$$,
	'smoothed rates lie between the own rate and the mean');
SELECT ok((e).value = 0 AND (e).upper IS NULL, 'no events anywhere: 0, without limits')
	FROM (SELECT smoothed_rate('0/100') OVER () AS e FROM generate_series(1, 3)) s LIMIT 1;
SELECT is(array_agg((s).value), ARRAY[10, 10, NULL, NULL]::float8[],
	'areas alike: all get the mean; an area without rate gets none') FROM (SELECT smoothed_rate(r) OVER () AS s
	FROM (VALUES (rate '1/100'), ('2/200'), ('0/0'), (NULL)) v(r)) q;
SELECT is_empty($$SELECT * FROM (SELECT (rank_ci(r) OVER ()).*, rank() OVER (ORDER BY per(r, 1)) AS plain FROM area) q
	WHERE rank <> plain OR lower > rank OR upper < rank OR areas <> 355$$, 'ranks, each within its interval');
SELECT is(array_agg(k ORDER BY i), ARRAY['(1,1,1,3)', '(2,2,2,3)', '(3,3,3,3)', NULL]::rank_interval[],
	'areas that differ beyond doubt have one rank; without a rate none')
	FROM (SELECT i, rank_ci(r) OVER () AS k FROM (VALUES (1, rate '100/100000'), (2, '1000/100000'),
		(3, '10000/100000'), (4, '0/0')) v(i, r)) q;

-- Trend
SELECT ok(near(t.statistic ^ 2, 8.2249, 1e-5) AND near(t.p_value, 0.004132, 1e-6),
	'R: prop.trend.test(smokers, patients)')
	FROM (SELECT (proportion_trend(x, n, y)).* FROM (VALUES (83, 86, 1), (90, 93, 2), (129, 136, 3), (70, 82, 4)) v(x,
		n, y)) t;
SELECT ok(near((f).slope, ln(3) / 5) AND near((f).se, sqrt(1 / 30.0 + 1 / 40.0) / 5),
	'two points in time: the logarithm of the ratio')
	FROM (SELECT rate_trend_fit(x, n, y) AS f
		FROM (VALUES (10, 500, 2015), (20, 1000, 2015), (40, 1000 * 2 / 3.0, 2020)) v(x, n, y)) s;
SELECT ok(near(t.estimate, 1.1, 1e-12) AND near((f).dispersion, 0, 1e-12), 'an exact exponential is found')
	FROM (SELECT (rate_trend(10 * 1.1 ^ y, 1000, y)).*, rate_trend_fit(10 * 1.1 ^ y, 1000, y) AS f
		FROM generate_series(1, 9) y) t;
SELECT ok(near(sum(d - mu), 0, 1e-8) AND near(sum((y - 2000) * (d - mu)), 0, 1e-7), 'likelihood equations hold')
	FROM (SELECT y, d, sum(d) OVER () * n * exp(s * (y - 2000)) / sum(n * exp(s * (y - 2000))) OVER () AS mu
		FROM (VALUES (2000, 3, 500), (2001, 9, 700), (2002, 0, 100), (2003, 12, 650), (2010, 90, 900)) v(y, d, n),
			(SELECT (rate_trend_fit(d, n, y)).slope AS s
		FROM (VALUES (2000, 3, 500), (2001, 9, 700), (2002, 0, 100), (2003, 12, 650), (2010, 90, 900)) v(y, d, n)) f) m;
SELECT ok((q).estimate = (p).estimate AND (q).upper > (p).upper, 'quasi-likelihood widens')
	FROM (SELECT rate_trend_test(f) AS p, rate_trend_test(f, quasi => true) AS q
		FROM (SELECT rate_trend_fit(x, 1000, y) AS f FROM (VALUES (10, 1), (40, 2), (8, 3), (50, 4)) v(x, y)) s) t;
SELECT is(rate_trend(x, 100, x), NULL, 'two points make no trend') FROM generate_series(1, 2) x;
SELECT is(rate_trend(0, 100, x), NULL, 'no events make no trend') FROM generate_series(1, 5) x;
SELECT is(rate_trend(CASE WHEN x = 1 THEN 5 ELSE 0 END, 100, x), NULL,
	'all events in the first period: no finite trend') FROM generate_series(1, 5) x;
SELECT is(rate_trend(x, 100, 5), NULL, 'one point in time makes no trend') FROM generate_series(1, 5) x;
SELECT is((rate_trend_fit(x, n, y)).periods, 3::bigint, 'periods without people or counts are left out')
	FROM (VALUES (1, 10, 1), (2, 10, 2), (3, 10, 3), (0, 0, 4), (NULL, 10, 5)) v(x, n, y);
SELECT is(rate_trend(make_rate(x, 100), x), rate_trend(x, 100, x), 'rates and counts agree')
	FROM generate_series(1, 5) x;

-- Words
SELECT is(array_agg(one_in_words(r, 'nl') ORDER BY i), ARRAY['1 op de 7', '1 op de 16', '1 op de 12', '1 op de 20',
	'ruim 1 op de 3', 'bijna 1 op de 3', '1 op de 510', NULL, NULL, NULL], 'one in N, as the source documents say it')
	FROM unnest(ARRAY['14/100', '63/1000', '83/1000', '50/1000', '36/100', '32/100', '20/10208', '0/10', '0/0',
		'93/100']::rate[]) WITH ORDINALITY u(r, i);
SELECT is(one_in_words('36/100', 'en'), 'over 1 in 3', 'one in N in English');
SELECT is(array_agg(comparison_words(c)), ARRAY['is significant lager', 'verschilt niet significant',
	'is significant hoger'], 'comparisons in words') FROM unnest(enum_range(NULL::comparison)) c;
SELECT is(change_words('100/10000', a::rate), words, words)
	FROM (VALUES ('102/10000', 'vrijwel onveranderd'), ('115/10000', 'verschilt niet significant'),
	('200/10000', 'verdubbeld'), ('50/10000', 'gehalveerd'),
	('221/10000', 'factor 2,2 hoger'), ('140/10000', 'hoger (+40,0 %)'), ('0/10000', 'lager (-100,0 %)')) v(a, words);
SELECT is(change_words('10000/1000000', '10600/1000000', language => 'en'), 'slightly higher', 'small and significant');
SELECT is(change_words('0/100', '0/100'), 'vrijwel onveranderd', 'zero and zero');
SELECT is(change_words('0/1000', '20/1000'), 'hoger', 'from nothing');
SELECT is(change_words('0/0', '20/1000'), NULL, 'from unknown');

-- Aggregates over floating-point numbers depend on the rows only: not on order,
-- plan or parallel workers. Compared as text, so to the bit.
CREATE VIEW figures AS SELECT g, dsr_sums(x + 0.1, n, w) AS d, smr_sums(x + 0.1, n, w, w * 11) AS s,
	mean_of_rates(x + 0.1, n) AS m, eb_fit(x + 0.1, n) AS e, overdispersion(x + 0.1, n) AS o,
	rate_trend_fit(x + 0.1, n, i) AS t, proportion_trend(x + 0.1, n, i) AS p FROM stratum GROUP BY g;
CREATE TABLE forwards AS SELECT * FROM figures;
CREATE TABLE shuffled AS SELECT * FROM stratum ORDER BY hashint4(g * 1000 + i);
DROP VIEW figures;
CREATE VIEW figures AS SELECT g, dsr_sums(x + 0.1, n, w) AS d, smr_sums(x + 0.1, n, w, w * 11) AS s,
	mean_of_rates(x + 0.1, n) AS m, eb_fit(x + 0.1, n) AS e, overdispersion(x + 0.1, n) AS o,
	rate_trend_fit(x + 0.1, n, i) AS t, proportion_trend(x + 0.1, n, i) AS p FROM shuffled GROUP BY g;
SELECT bag_eq('SELECT f::text FROM figures f', 'SELECT f::text FROM forwards f', 'independent of the order of rows');
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL enable_sort = off;
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; plan text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP plan := plan || line || E'\n'; END LOOP;
	RETURN plan;
END $$;
SELECT matches(plan_of('SELECT eb_fit(x, n) FROM stratum'), 'Partial Aggregate', 'aggregated in parallel');
SELECT bag_eq('SELECT f::text FROM figures f', 'SELECT f::text FROM forwards f',
	'independent of parallel workers, by group');
SELECT is((SELECT eb_fit(x + 0.1, n)::text FROM stratum), (SELECT eb_fit(x + 0.1, n ORDER BY x DESC)::text
	FROM stratum), 'parallel equals serial in another order');
SELECT is((SELECT dsr_sums(x, n, w)::text FROM stratum WHERE x < 0), NULL, 'parallel over no rows');
SELECT is((SELECT dsr_sums(CASE WHEN i <> 3 THEN x END, n, w) FROM stratum), NULL, 'a NULL seen by one worker counts');
SELECT is(count(*), 0::bigint, 'every aggregate here can run in parallel')
	FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid WHERE p.pronamespace = 'kansrijk'::regnamespace
		AND aggtranstype = 'internal'::regtype
		AND (aggcombinefn = 0 OR aggserialfn = 0 OR aggdeserialfn = 0 OR proparallel <> 's');

-- Nobody to speak of, or nothing known about them: no answer
CREATE TABLE nobody (r rate, n float8, year float8);
SELECT is(answer, NULL, what) FROM (VALUES
	('overdispersion of no areas', (SELECT overdispersion(r) FROM nobody)::text),
	('overdispersion of areas without people', (SELECT overdispersion('0/0'))::text),
	('a prior from no areas', (SELECT eb_fit(r) FROM nobody)::text),
	('a prior from areas without people', (SELECT eb_fit('0/0'))::text),
	('a prior that is not known', eb_rate('1/10', ROW(NULL, NULL, NULL)::eb_prior)::text),
	('an area without people and a prior', eb_rate('0/0', ROW(0.1, 0.01, 3)::eb_prior)::text),
	('an area without people in a funnel', funnel_label('0/0'::rate, 5)::text),
	('rank by a model that is not named', (SELECT rank_ci('1/10', 0.95, NULL) OVER ())::text),
	('standardised over strata without weight', (SELECT dsr('1/10'::rate, 0))::text),
	('standardised sums that are not known', dsr_ci(NULL::dsr_sums)::text),
	('a field of them that is not', dsr_ci(jsonb_populate_record(NULL::dsr_sums, '{"events": 1}'))::text),
	('indirectly, over no strata', (SELECT smr(n, n) FROM nobody)::text),
	('their sums', (SELECT smr_sums(n, n) FROM nobody)::text),
	('their rate', (SELECT isr(n, n, n, n) FROM nobody)::text),
	('a stratum in which the reference has nobody', (SELECT isr(5, 100, 0, 0))::text),
	('nothing expected', smr_ci(jsonb_populate_record(NULL::indirect_sums, '{"observed": 1, "expected": 0}'))::text),
	('sums that are not known', smr_ci(jsonb_populate_record(NULL::indirect_sums, '{"observed": 1}'))::text),
	('a difference with nobody', rate_difference('0/0', '1/10')::text),
	('windows without people', window_difference('0/0', '0/0', '0/0')::text),
	('a proportion of nobody', proportion_test('0/0', '1/10')::text),
	('nobody against a value', rate_test_value('0/0'::rate, 5)::text),
	('nobody compared', compare('0/0'::rate, 5)::text),
	('change from nobody', change_factor('0/0', '1/10')::text),
	('over-representation of nobody', over_representation('0/0', '5/10')::text),
	('trend of no periods', (SELECT rate_trend_fit(r, year) FROM nobody)::text),
	('of a rate', (SELECT rate_trend(r, year) FROM nobody)::text),
	('of a proportion', (SELECT proportion_trend_fit(r, year) FROM nobody)::text),
	('a trend that is not known', rate_trend_test(ROW(NULL, NULL, NULL, NULL)::trend)::text),
	('nor of a proportion', proportion_trend_test(ROW(NULL, NULL, NULL, NULL)::trend)::text)
	) v(what, answer);

-- The forms of one function agree
SELECT is(proportion_test_value('5/100'::rate, 4)::text, proportion_test_value(5, 100, 4)::text,
	'a proportion as rate and as counts');
SELECT is(compare('5/100'::rate, 40), compare(5, 100, 40), 'compared as rate and as counts');
SELECT is(compare_two_levels('5/100'::rate, 40), compare_two_levels(5, 100, 40), 'at two levels');
SELECT is(proportion_trend_test(proportion_trend_fit(r, y)), proportion_trend(r, y),
	'a fitted trend of a proportion is tested as the trend is')
	FROM (VALUES ('10/100'::rate, 2018), ('14/110', 2019), ('15/105', 2020), ('22/120', 2021)) v(r, y);
SELECT is(array_agg(s.x IS NULL ORDER BY s.i), '{f,f,t}', 'an area whose size is not known is not smoothed')
	FROM (SELECT i, smoothed_rate(n, d) OVER () AS x FROM (VALUES (1, 10::float8, 100::float8), (2, 50, 100),
		(3, 3, NULL)) v(i, n, d)) s;
SELECT is((SELECT overdispersion(r) FROM (VALUES ('10/100'::rate), ('0/0'), ('22/120')) v(r))::text,
	(SELECT overdispersion(r) FROM (VALUES ('10/100'::rate), ('22/120')) v(r))::text,
	'an area without people changes no overdispersion');
SELECT lives_ok($$SELECT overdispersion('10/100'::rate, 0.1)$$, 'one area, drawn in to itself');
SELECT is(array_agg((x).rank ORDER BY r), ARRAY[1, 2]::bigint[], 'areas that are not known have no rank')
	FROM (SELECT r, rank_ci(r, 0.95, 'binomial') OVER () AS x FROM (VALUES ('10/100'::rate), ('50/100'), (NULL)) v(r)) s
		WHERE r IS NOT NULL;
SELECT ok(abs((rate_test_value('7/100'::rate, 40, 'midp')).p_value - ((rate_test_value('7/100'::rate,
	40)).p_value - exp(-4) * 4 ^ 7 / 5040)) < 1e-12,
	'mid-p takes off twice half the probability of what was seen');
SELECT is((rate_test('3/100', '8/100', 'exact_minlike', alternative => 'less')).p_value,
	(rate_test('3/100', '8/100', alternative => 'less')).p_value, 'on one side there is one exact test');
SELECT ok((rate_test('3/100', '8/100', 'midp_minlike')).p_value BETWEEN 0.05
	AND (rate_test('3/100', '8/100', 'exact_minlike')).p_value - 0.05,
	'minimum likelihood, mid-p: equal groups have two outcomes just as likely, half of each');
SELECT ok(change_words('10/100', '40/100', language => 'en', model => 'binomial') IS NOT NULL, 'words on proportions');
SELECT is(change_words('10/100', '40/10', language => 'en', model => 'binomial'), NULL, 'of which nobody counts twice');
SELECT throws_ok($$SELECT funnel_label('1/10'::rate, 5, 1000, 0.95, 0.95)$$, '22023',
	'outer confidence must be larger than confidence');

-- Documentation
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
	JOIN pg_extension x ON x.oid = d.refobjid AND x.extname = 'kansrijk'
	WHERE obj_description(p.oid, 'pg_proc') IS NULL$$, 'every function has a comment');

-- Calls that gave another answer without a word in 0.1.0.
SELECT throws_ok(q, '22023', 'per must be a finite number, 1 or more', q) FROM unnest(ARRAY[
	'SELECT rate_ci(''7/1000''::rate, 0.9)', 'SELECT funnel_label(''7/1000''::rate, 5.0, 0.95)',
	'SELECT sdc_publish(''90/1000''::rate, ''publish'', 0.95)', 'SELECT compare(''7/1000''::rate, 5.0, 0.95)']) q;
SELECT is(one_in_words('5/3'), NULL, 'more events than units are no 1 in N');
SELECT is(compare('5/3'::rate, 50.0, 100, model => 'binomial'), NULL, 'nor a proportion to compare');
SELECT is(array_agg(x IS NULL ORDER BY id), '{f,f,t}', 'one area does not end a report')
	FROM (SELECT id, rank_ci(r, 0.95, 'binomial') OVER () AS x
		FROM (VALUES (1, '1/3'::rate), (2, '2/3'), (3, '5/3')) v(id, r)) s;
SELECT ok(abs(upper / (1e15 / qgamma_of_5) - 1) < 1e-9, 'a limit next to 1: the events of the small group tell it')
	FROM rate_test(1e15, 1, 5, 1), LATERAL (SELECT lower AS qgamma_of_5 FROM rate_ci(5, 1, per => 1)) c;
SELECT is(is_sga(2500::bigint, 280::bigint, 1), is_sga(2500, 280, 1), 'grams and days of any integer type');
SELECT is(is_sga(2500.0::float8, 280.0::float8, 1), is_sga(2500, 280, 1), 'and as pandas writes them');
SELECT throws_ok('SELECT is_sga(2500.5::float8, 280, 1)', '22023', NULL, 'a fraction of a gram is another unit');
SELECT is(per_1000('1/3'::rate, 2), 333.33, 'per_1000 rounds');
SELECT throws_ok('SELECT proportion_test(make_rate(100000001, 200000000), make_rate(1, 2), method => ''fisher'')',
	'22023',
	'method "fisher" is for groups of at most 100000000', 'no sum of so many terms');

SELECT * FROM finish();
ROLLBACK;
