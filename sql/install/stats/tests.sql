-- Tests of two groups, of one group against a value, and comparisons in words.

CREATE TYPE test_result AS (
	estimate double precision,
	lower double precision,
	upper double precision,
	statistic double precision,
	p_value double precision,
	method text
);
COMMENT ON TYPE test_result IS
'Outcome of a test. NULL where there is no such number: a ratio without events in its denominator, an infinite limit, '
'the limit of the side not asked for.';
COMMENT ON COLUMN test_result.estimate IS
'What the limits are about: a ratio, a difference or a figure, as the function says.';
COMMENT ON COLUMN test_result.lower IS 'Lower confidence limit of the estimate.';
COMMENT ON COLUMN test_result.upper IS 'Upper confidence limit of the estimate.';
COMMENT ON COLUMN test_result.statistic IS
'z, for methods that have one; its square is chi-squared with one degree of freedom.';
COMMENT ON COLUMN test_result.p_value IS 'P-value against the alternative asked for.';
COMMENT ON COLUMN test_result.method IS 'Method of the p-value and, where it differs, of the limits.';

CREATE TYPE comparison AS ENUM ('lower', 'similar', 'higher');
COMMENT ON TYPE comparison IS 'How a group compares with a reference at one confidence level.';
CREATE TYPE comparison_two_levels AS ENUM ('far_lower', 'lower', 'similar', 'higher', 'far_higher');
COMMENT ON TYPE comparison_two_levels IS
'How a group compares with a reference at two confidence levels: far_ is beyond the outer one.';

CREATE FUNCTION rate_test(a rate, b rate, method text DEFAULT 'exact', null_ratio double precision DEFAULT 1,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test';
COMMENT ON FUNCTION rate_test(rate, rate, text, double precision, text, double precision) IS
'Are two rates equal? estimate: the ratio a/b, with limits of the same method. Given all events, those of a are '
'binomial. Methods: exact (central: twice the smaller tail; limits by Clopper-Pearson), midp (central), score, '
'exact_minlike (p of R''s poisson.test, and its central limits), midp_minlike (p the same less half of the observed '
'outcome; midp limits). null_ratio: the ratio tested, 1 unless given. 0 against 0 events: p = 1, no ratio. '
'alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error 22023 for '
'bad arguments.';

CREATE FUNCTION rate_test(events_a double precision, size_a double precision, events_b double precision,
	size_b double precision, method text DEFAULT 'exact', null_ratio double precision DEFAULT 1,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_counts';
COMMENT ON FUNCTION rate_test(double precision, double precision, double precision, double precision, text,
	double precision, text, double precision) IS
'The same from numbers; minlike methods need whole events. Are two rates equal? estimate: the ratio a/b, with limits '
'of the same method. Given all events, those of a are binomial. Methods: exact (central: twice the smaller tail; '
'limits by Clopper-Pearson), midp (central), score, exact_minlike (p of R''s poisson.test, and its central limits), '
'midp_minlike (p the same less half of the observed outcome; midp limits). null_ratio: the ratio tested, 1 unless '
'given. 0 against 0 events: p = 1, no ratio. alternative: two_sided, greater or less (then there is one limit only). '
'NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE FUNCTION rate_test(a rate, years_a int4range, b rate, years_b int4range, method text DEFAULT 'exact',
	null_ratio double precision DEFAULT 1, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_windows';
COMMENT ON FUNCTION rate_test(rate, int4range, rate, int4range, text, double precision, text, double precision) IS
'Two windows of years of the same area: rate_test, refused with error 22023 when the windows overlap, because the '
'shared years contribute the same events to both rates. Then use window_change or rate_trend.';

CREATE FUNCTION rate_difference(a rate, b rate, per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided',
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_difference';
COMMENT ON FUNCTION rate_difference(rate, rate, double precision, text, double precision) IS
'Difference a - b of two rates per unit per, with score limits (Miettinen & Nurminen 1985) and the score test of no '
'difference. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. '
'Error 22023 for bad arguments.';

CREATE FUNCTION rate_difference(events_a double precision, size_a double precision, events_b double precision,
	size_b double precision, per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided',
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_difference_counts';
COMMENT ON FUNCTION rate_difference(double precision, double precision, double precision, double precision,
	double precision, text, double precision) IS
'The same from numbers. Difference a - b of two rates per unit per, with score limits (Miettinen & Nurminen 1985) and '
'the score test of no difference. alternative: two_sided, greater or less (then there is one limit only). NULL when a '
'denominator is 0. Error 22023 for bad arguments.';

CREATE FUNCTION window_change(before rate, after rate, shared rate, per double precision DEFAULT 1000,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
	AS 'MODULE_PATHNAME', 'kansrijk_window_change';
COMMENT ON FUNCTION window_change(rate, rate, rate, double precision, text, double precision) IS
'Difference between two overlapping windows of years of one area, of which shared is the rate of the years in both. '
'With s shared events, a and b the others: variance s (1/N1 - 1/N2)^2 + a/N1^2 + b/N2^2, normal limits. For equal N '
'this is (a + b)/N^2: only the years that enter and leave count. Error 22003 when a window does not contain the shared '
'years. alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0. Error '
'22023 for bad arguments.';

CREATE FUNCTION proportion_test(a rate, b rate, method text DEFAULT 'score', limits text DEFAULT 'newcombe',
	per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test';
COMMENT ON FUNCTION proportion_test(rate, rate, text, text, double precision, text, double precision) IS
'Are two proportions equal? method, of the p-value: score (z pooled; its square is chi-squared without correction), '
'chi2_cc (Yates), fisher (two-sided: all tables no more likely, as R), midp (Fisher mid-p, central). limits, of the '
'estimate a - b in units of per: newcombe (1998, method 10), miettinen_nurminen (1985), agresti_caffo (2000), wald; of '
'the ratio a/b: koopman (1984), katz (log, 0.5 added when a count is 0); of the odds ratio: woolf (log, 0.5 added when '
'a cell is 0). Fisher and midp need whole numbers, and groups of at most 10^8 (error 22023: score, or rate_test for '
'few events, says the same then). 0 against 0: p = 1, and the difference has limits. alternative: two_sided, greater '
'or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 for bad '
'arguments.';

CREATE FUNCTION proportion_test(events_a double precision, size_a double precision, events_b double precision,
	size_b double precision, method text DEFAULT 'score', limits text DEFAULT 'newcombe', per double precision DEFAULT 100,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_counts';
COMMENT ON FUNCTION proportion_test(double precision, double precision, double precision, double precision, text, text,
	double precision, text, double precision) IS
'The same from numbers. Are two proportions equal? method, of the p-value: score (z pooled; its square is chi-squared '
'without correction), chi2_cc (Yates), fisher (two-sided: all tables no more likely, as R), midp (Fisher mid-p, '
'central). limits, of the estimate a - b in units of per: newcombe (1998, method 10), miettinen_nurminen (1985), '
'agresti_caffo (2000), wald; of the ratio a/b: koopman (1984), katz (log, 0.5 added when a count is 0); of the odds '
'ratio: woolf (log, 0.5 added when a cell is 0). Fisher and midp need whole numbers, and groups of at most 10^8 (error '
'22023: score, or rate_test for few events, says the same then). 0 against 0: p = 1, and the difference has limits. '
'alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator '
'exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION rate_test_value(r rate, reference double precision, method text DEFAULT 'exact',
	per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_value';
COMMENT ON FUNCTION rate_test_value(rate, double precision, text, double precision, text, double precision) IS
'Does a rate differ from a fixed value, given in units of per? estimate: the rate itself, with the exact, midp and '
'score limits of rate_ci. Methods: exact (central), midp (central), score (z). For a value that contains the area '
'itself, such as the national figure, use rate_test_part. alternative: two_sided, greater or less (then there is one '
'limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE FUNCTION rate_test_value(numerator double precision, denominator double precision, reference double precision,
	method text DEFAULT 'exact', per double precision DEFAULT 1000, alternative text DEFAULT 'two_sided',
	confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_rate_test_value_counts';
COMMENT ON FUNCTION rate_test_value(double precision, double precision, double precision, text, double precision, text,
	double precision) IS
'The same from numbers. Does a rate differ from a fixed value, given in units of per? estimate: the rate itself, with '
'the exact, midp and score limits of rate_ci. Methods: exact (central), midp (central), score (z). For a value that '
'contains the area itself, such as the national figure, use rate_test_part. alternative: two_sided, greater or less '
'(then there is one limit only). NULL when a denominator is 0. Error 22023 for bad arguments.';

CREATE FUNCTION proportion_test_value(r rate, reference double precision, method text DEFAULT 'score',
	per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_value';
COMMENT ON FUNCTION proportion_test_value(rate, double precision, text, double precision, text, double precision) IS
'Does a proportion differ from a fixed value, given in units of per? estimate: the proportion itself, with the '
'clopper_pearson, midp and wilson limits of proportion_ci. Methods: exact (central), midp (central), score (z). For a '
'value that contains the area itself, such as the national figure, use proportion_test_part. alternative: two_sided, '
'greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator exceeds it. Error 22023 '
'for bad arguments.';

CREATE FUNCTION proportion_test_value(numerator double precision, denominator double precision,
	reference double precision, method text DEFAULT 'score', per double precision DEFAULT 100,
	alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95) RETURNS test_result
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_proportion_test_value_counts';
COMMENT ON FUNCTION proportion_test_value(double precision, double precision, double precision, text, double precision,
	text, double precision) IS
'The same from numbers. Does a proportion differ from a fixed value, given in units of per? estimate: the proportion '
'itself, with the clopper_pearson, midp and wilson limits of proportion_ci. Methods: exact (central), midp (central), '
'score (z). For a value that contains the area itself, such as the national figure, use proportion_test_part. '
'alternative: two_sided, greater or less (then there is one limit only). NULL when a denominator is 0 or a numerator '
'exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION rate_test_part(part rate, whole rate, method text DEFAULT 'exact',
	null_ratio double precision DEFAULT 1, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN rate_test(part, whole - part, method, null_ratio, alternative, confidence);
COMMENT ON FUNCTION rate_test_part(rate, rate, text, double precision, text, double precision) IS
'A part against the rest of the whole that contains it: rate_test(part, whole - part, ...). Error 22003 when the whole '
'does not contain the part.';

CREATE FUNCTION proportion_test_part(part rate, whole rate, method text DEFAULT 'score', limits text DEFAULT 'newcombe',
	per double precision DEFAULT 100, alternative text DEFAULT 'two_sided', confidence double precision DEFAULT 0.95)
RETURNS test_result
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN proportion_test(part, whole - part, method, limits, per, alternative, confidence);
COMMENT ON FUNCTION proportion_test_part(rate, rate, text, text, double precision, text, double precision) IS
'A part against the rest of the whole that contains it: proportion_test(part, whole - part, ...). Error 22003 when the '
'whole does not contain the part.';

CREATE FUNCTION compare(r rate, reference double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_reference';
COMMENT ON FUNCTION compare(rate, double precision, double precision, double precision, text) IS
'Lower, similar or higher than a fixed value (in units of per), at the confidence level: significant exactly when the '
'exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for rare events) or binomial (score '
'test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a '
'proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION compare(numerator double precision, denominator double precision, reference double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson')
RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_reference_counts';
COMMENT ON FUNCTION compare(double precision, double precision, double precision, double precision, double precision,
	text) IS
'The same from numbers. Lower, similar or higher than a fixed value (in units of per), at the confidence level: '
'significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, for '
'rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. NULL '
'when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION compare(r rate, reference rate, confidence double precision DEFAULT 0.95, model text DEFAULT 'poisson')
RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare';
COMMENT ON FUNCTION compare(rate, rate, double precision, text) IS
'Lower, similar or higher than another, independent group, at the confidence level: by the p-value of rate_test '
'(exact) or proportion_test (score). model: poisson (exact test, for rare events) or binomial (score test, for '
'percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, of a proportion '
'(binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION compare_part(part rate, whole rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS comparison
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_part';
COMMENT ON FUNCTION compare_part(rate, rate, double precision, text) IS
'Lower, similar or higher than the rest of the whole that contains the part: compare(part, whole - part, ...). Error '
'22003 when the whole does not contain the part.';

CREATE FUNCTION compare_two_levels(r rate, reference double precision, per double precision DEFAULT 1000,
	confidence double precision DEFAULT 0.95, outer_confidence double precision DEFAULT 0.998,
	model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_reference';
COMMENT ON FUNCTION compare_two_levels(rate, double precision, double precision, double precision, double precision,
	text) IS
'Lower, similar or higher than a fixed value (in units of per), at two confidence levels, as Public Health England '
'does: significant exactly when the exact (Wilson) interval of r excludes the reference. model: poisson (exact test, '
'for rare events) or binomial (score test, for percentages). similar means not significantly different, not equal. '
'NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION compare_two_levels(numerator double precision, denominator double precision, reference double precision,
	per double precision DEFAULT 1000, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels_reference_counts';
COMMENT ON FUNCTION compare_two_levels(double precision, double precision, double precision, double precision,
	double precision, double precision, text) IS
'The same from numbers. Lower, similar or higher than a fixed value (in units of per), at two confidence levels, as '
'Public Health England does: significant exactly when the exact (Wilson) interval of r excludes the reference. model: '
'poisson (exact test, for rare events) or binomial (score test, for percentages). similar means not significantly '
'different, not equal. NULL when a denominator is 0 or, of a proportion (binomial), a numerator exceeds it. Error '
'22023 for bad arguments.';

CREATE FUNCTION compare_two_levels(r rate, reference rate, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40
	AS 'MODULE_PATHNAME', 'kansrijk_compare_two_levels';
COMMENT ON FUNCTION compare_two_levels(rate, rate, double precision, double precision, text) IS
'Lower, similar or higher than another, independent group, at two confidence levels, as Public Health England does: by '
'the p-value of rate_test (exact) or proportion_test (score). model: poisson (exact test, for rare events) or binomial '
'(score test, for percentages). similar means not significantly different, not equal. NULL when a denominator is 0 or, '
'of a proportion (binomial), a numerator exceeds it. Error 22023 for bad arguments.';

CREATE FUNCTION compare_two_levels_part(part rate, whole rate, confidence double precision DEFAULT 0.95,
	outer_confidence double precision DEFAULT 0.998, model text DEFAULT 'poisson') RETURNS comparison_two_levels
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 20
	RETURN compare_two_levels(part, whole - part, confidence, outer_confidence, model);
COMMENT ON FUNCTION compare_two_levels_part(rate, rate, double precision, double precision, text) IS
'Lower, similar or higher than the rest of the whole that contains the part: compare_two_levels(part, whole - part, '
'...). Error 22003 when the whole does not contain the part.';

-- Change and over-representation

CREATE FUNCTION change_factor(before rate, after rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_change_factor';
COMMENT ON FUNCTION change_factor(rate, rate, double precision, text) IS
'Factor by which a rate changed, after/before, with exact (poisson) or Koopman (binomial) limits. The groups must be '
'independent: for overlapping windows see window_change. NULL value when there were no events before. NULL when a '
'denominator is 0 or, of a proportion (binomial), a numerator exceeds it.';

CREATE FUNCTION percentage_change(before rate, after rate, confidence double precision DEFAULT 0.95,
	model text DEFAULT 'poisson') RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_percentage_change';
COMMENT ON FUNCTION percentage_change(rate, rate, double precision, text) IS
'Percentage by which a rate changed, 100 (after/before - 1), with limits as change_factor.';

CREATE FUNCTION over_representation(part rate, whole rate, confidence double precision DEFAULT 0.95) RETURNS estimate
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
	AS 'MODULE_PATHNAME', 'kansrijk_over_representation';
COMMENT ON FUNCTION over_representation(rate, rate, double precision) IS
'Share of the group in the events of the whole, divided by its share in the denominator of the whole; 2 means twice as '
'often as its size suggests. It equals the rate of the group over the rate of the whole that contains it. Limits: '
'Clopper-Pearson of the share, given the events of the whole. NULL without events in the whole or without members of '
'the group. Error 22003 when the whole does not contain the group.';
