-- Statistics: every error, with its code and hint.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never
\set VERBOSITY default

-- Counts that cannot be
SELECT rate_ci(-1, 10);
SELECT rate_ci(1, -10);
SELECT rate_ci('NaN', 10);
SELECT rate_ci(1, 'Infinity');
SELECT proportion_ci(11, 10);
SELECT proportion_ci(rate '11/10');
SELECT mean_ci(10, 'NaN', 1);
SELECT mean_ci(10, 1, -1);

-- Options that are not allowed
SELECT rate_ci(7, 1000, confidence => 0);
SELECT rate_ci(7, 1000, confidence => 1);
SELECT rate_ci(7, 1000, confidence => 95);
SELECT rate_ci(7, 1000, confidence => 'NaN');
SELECT rate_ci(7, 1000, method => 'wilson');
SELECT rate_ci(7, 1000, sides => 'both');
SELECT rate_ci(7, 1000, per => 0);
SELECT proportion_ci(7, 1000, method => 'exact');

-- Two groups
SELECT rate_test(7, 1000, 8, -1);
SELECT rate_test(rate '7/1000', rate '8/1000', method => 'fisher');
SELECT rate_test(rate '7/1000', rate '8/1000', null_ratio => 0);
SELECT rate_test(rate '7/1000', rate '8/1000', alternative => 'two.sided');
SELECT rate_test(7.5, 1000, 8, 1000, method => 'exact_minlike');
SELECT rate_test(rate '7/1000', int4range(2015, 2020), rate '8/1000', int4range(2016, 2021));
SELECT window_difference('7/1000', '8/1000', '8/900');
SELECT rate_difference(rate '7/1000', rate '8/1000', per => -1);
SELECT proportion_test(11, 10, 1, 10);
SELECT proportion_test(7.5, 10, 1, 10, method => 'fisher');
SELECT proportion_test(rate '7/10', rate '1/10', limits => 'exact');
SELECT rate_test_value(7, 1000, -1);
SELECT proportion_test_value(7, 1000, 101);
SELECT rate_test_part('8/100', '7/1000');
SELECT compare(rate '7/1000', 8, model => 'normal');
SELECT compare_two_levels(rate '7/1000', 8, confidence => 0.99, outer_confidence => 0.95);
SELECT over_representation('8/100', '7/1000');

-- Strata, areas, periods
SELECT dsr(-1, 10, 10);
SELECT dsr('NaN', 10, 10);
SELECT dsr_ci(dsr_sums(100, 1000, 10), method => 'byar');
SELECT dsr_ci(dsr_sums(100, 1000, 10), min_events => -1);
SELECT smr_ci(smr_sums(100, 90), method => 'wald');
SELECT funnel_limits(5, 1000, method => 'exact', tau2 => 0.1);
SELECT funnel_limits(5, 1000, method => 'phe');
SELECT funnel_limits(101, 1000, 100, model => 'binomial');
SELECT funnel_label(5, 1000, 5, model => 'binomial', method => 'phe');
SELECT overdispersion(e, 100, 0.5) FROM generate_series(1, 3) e;
SELECT overdispersion(e, 100, e / 10.0) FROM generate_series(1, 3) e;
SELECT overdispersion_binomial(e, 2) FROM generate_series(1, 3) e;
SELECT smoothed_rate(e, -1) OVER () FROM generate_series(1, 3) e;
SELECT smoothed_rate(make_rate(e, 10), confidence => 2) OVER () FROM generate_series(1, 3) e;
SELECT rank_ci(make_rate(e, 2), model => 'binomial') OVER () FROM generate_series(1, 3) e;
SELECT eb_rate(1, 10, (-1, 0, 1)::eb_prior);
SELECT rate_trend(1, 10, 'Infinity');
SELECT proportion_trend(11, 10, y) FROM generate_series(1, 3) y;
SELECT rate_trend_test((0.1, 0, 1, 3)::trend);

-- Words
SELECT one_in_words('1/7', 'de');
SELECT comparison_words('higher', 'fr');
SELECT change_words('1/7', '1/8', 'Nederlands');

-- A view keeps its meaning through dump and restore
CREATE VIEW public.w AS SELECT rate_ci(b) AS ci, (proportion_ci(rate(b), confidence => 0.998)).upper FROM (VALUES (true), (false), (NULL)) t(b);
SET search_path = pg_catalog;
-- Before 16, columns of a single relation are qualified too.
SELECT replace(pg_get_viewdef('public.w'::regclass), 't.', '') AS definition;
