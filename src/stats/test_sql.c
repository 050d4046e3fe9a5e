/*-------------------------------------------------------------------------
 *
 * test_sql.c
 *		Tests of two groups and of one group against a value; comparisons.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/fmgroids.h"

PG_FUNCTION_INFO_V1(kansrijk_rate_test);
PG_FUNCTION_INFO_V1(kansrijk_rate_test_counts);
PG_FUNCTION_INFO_V1(kansrijk_rate_test_windows);
PG_FUNCTION_INFO_V1(kansrijk_rate_difference);
PG_FUNCTION_INFO_V1(kansrijk_rate_difference_counts);
PG_FUNCTION_INFO_V1(kansrijk_window_difference);
PG_FUNCTION_INFO_V1(kansrijk_window_change);
PG_FUNCTION_INFO_V1(kansrijk_proportion_test);
PG_FUNCTION_INFO_V1(kansrijk_proportion_test_counts);
PG_FUNCTION_INFO_V1(kansrijk_rate_test_value);
PG_FUNCTION_INFO_V1(kansrijk_rate_test_value_counts);
PG_FUNCTION_INFO_V1(kansrijk_proportion_test_value);
PG_FUNCTION_INFO_V1(kansrijk_proportion_test_value_counts);
PG_FUNCTION_INFO_V1(kansrijk_compare);
PG_FUNCTION_INFO_V1(kansrijk_compare_part);
PG_FUNCTION_INFO_V1(kansrijk_compare_value);
PG_FUNCTION_INFO_V1(kansrijk_compare_value_counts);
PG_FUNCTION_INFO_V1(kansrijk_compare_reference);
PG_FUNCTION_INFO_V1(kansrijk_compare_reference_counts);
PG_FUNCTION_INFO_V1(kansrijk_compare_two_levels);
PG_FUNCTION_INFO_V1(kansrijk_compare_two_levels_value);
PG_FUNCTION_INFO_V1(kansrijk_compare_two_levels_value_counts);
PG_FUNCTION_INFO_V1(kansrijk_compare_two_levels_reference);
PG_FUNCTION_INFO_V1(kansrijk_compare_two_levels_reference_counts);
PG_FUNCTION_INFO_V1(kansrijk_change_factor);
PG_FUNCTION_INFO_V1(kansrijk_percentage_change);
PG_FUNCTION_INFO_V1(kansrijk_over_representation);

/* In the order of RateTest. */
static const char *const rate_tests[] = {
	"exact", "midp", "score", "exact_minlike", "midp_minlike"
};

/* In the order of ProportionTest. */
static const char *const proportion_tests[] = {"score", "chi2_cc", "fisher", "midp"};

/* In the order of ProportionLimits. */
static const char *const proportion_limits[] = {
	"newcombe", "miettinen_nurminen", "agresti_caffo", "wald", "koopman", "katz", "woolf"
};

/* In the order of ValueTest. */
static const char *const value_tests[] = {"exact", "midp", "score"};

/* Returns the number of the next argument. */
static int
read_groups(FunctionCallInfo fcinfo, bool from_rates, TwoGroups *groups)
{
	int			arg = read_counts(fcinfo, 0, from_rates, &groups->events[0], &groups->size[0]);

	return read_counts(fcinfo, arg, from_rates, &groups->events[1], &groups->size[1]);
}

static bool
has_empty_group(const TwoGroups *groups)
{
	return groups->size[0] == 0 || groups->size[1] == 0;
}

bool
are_proportions(const TwoGroups *groups)
{
	return is_proportion(groups->events[0], groups->size[0]) &&
		is_proportion(groups->events[1], groups->size[1]);
}

/* The last two arguments of every test. */
static double
read_tail(FunctionCallInfo fcinfo, int arg, Alternative *alternative)
{
	double		confidence = PG_GETARG_FLOAT8(arg + 1);

	*alternative = read_alternative(fcinfo, arg);
	check_confidence(confidence);
	return test_tail(confidence, *alternative);
}

/* The options of rate_test start at "arg". */
static Datum
rate_test_of(FunctionCallInfo fcinfo, const TwoGroups *groups, int arg)
{
	RateTest	method = (RateTest) CHOOSE("method", fcinfo, arg, rate_tests);
	double		null_ratio = PG_GETARG_FLOAT8(arg + 1);
	Alternative alternative;
	double		tail = read_tail(fcinfo, arg + 2, &alternative);

	if (!(null_ratio > 0) || isinf(null_ratio))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("null ratio must be a positive number"),
				 errhint("1 tests whether the rates are equal.")));
	if (method == RATE_TEST_EXACT_MINLIKE || method == RATE_TEST_MIDP_MINLIKE)
	{
		check_whole_number(groups->events[0], rate_tests[method]);
		check_whole_number(groups->events[1], rate_tests[method]);
	}
	if (has_empty_group(groups))
		PG_RETURN_NULL();
	return test_result(fcinfo, test_rate_ratio(method, groups, null_ratio, alternative, tail),
					   1, alternative, rate_tests[method]);
}

Datum
kansrijk_rate_test(PG_FUNCTION_ARGS)
{
	TwoGroups	groups;
	int			arg = read_groups(fcinfo, true, &groups);

	return rate_test_of(fcinfo, &groups, arg);
}

Datum
kansrijk_rate_test_counts(PG_FUNCTION_ARGS)
{
	TwoGroups	groups;
	int			arg = read_groups(fcinfo, false, &groups);

	return rate_test_of(fcinfo, &groups, arg);
}

/*
 * rate_test(a, years of a, b, years of b, ...): for windows of the same area.
 * Those that share years share events, and are no independent groups.
 */
Datum
kansrijk_rate_test_windows(PG_FUNCTION_ARGS)
{
	TwoGroups	groups;

	if (DatumGetBool(OidFunctionCall2(F_RANGE_OVERLAPS, PG_GETARG_DATUM(1), PG_GETARG_DATUM(3))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("windows of years overlap"),
				 errdetail("The years in both windows contribute the same events to both rates, so the rates are not independent and the test would be wrong."),
				 errhint("Compare windows that share no year, use window_change() with the rate of the shared years, or rate_trend() over the single years.")));
	read_counts(fcinfo, 0, true, &groups.events[0], &groups.size[0]);
	read_counts(fcinfo, 2, true, &groups.events[1], &groups.size[1]);
	return rate_test_of(fcinfo, &groups, 4);
}

static Datum
rate_difference(FunctionCallInfo fcinfo, bool from_rates)
{
	TwoGroups	groups;
	int			arg = read_groups(fcinfo, from_rates, &groups);
	double		per = PG_GETARG_FLOAT8(arg);
	Alternative alternative;
	double		tail = read_tail(fcinfo, arg + 1, &alternative);

	check_per(per);
	if (has_empty_group(&groups))
		PG_RETURN_NULL();
	return test_result(fcinfo, test_rate_difference(&groups, alternative, tail),
					   per, alternative, "score");
}

Datum
kansrijk_rate_difference(PG_FUNCTION_ARGS)
{
	return rate_difference(fcinfo, true);
}

Datum
kansrijk_rate_difference_counts(PG_FUNCTION_ARGS)
{
	return rate_difference(fcinfo, false);
}

/*
 * Two windows and the years that both have: (..., shared, per, alternative,
 * confidence)
 */
static Datum
window_change(FunctionCallInfo fcinfo, int before_arg, int after_arg)
{
	TwoGroups	windows;
	Rate		before = *PG_GETARG_RATE_P(before_arg);
	Rate		after = *PG_GETARG_RATE_P(after_arg);
	Rate	   *shared = PG_GETARG_RATE_P(2);
	double		per = PG_GETARG_FLOAT8(3);
	Alternative alternative;
	double		tail = read_tail(fcinfo, 4, &alternative);

	read_counts(fcinfo, after_arg, true, &windows.events[0], &windows.size[0]);
	read_counts(fcinfo, before_arg, true, &windows.events[1], &windows.size[1]);
	check_per(per);
	/* both windows must contain the shared years: subtraction checks that */
	rate_subtract(&before, shared);
	rate_subtract(&after, shared);
	if (has_empty_group(&windows))
		PG_RETURN_NULL();
	return test_result(fcinfo, test_window_difference(&windows, (double) shared->numerator,
													  alternative, tail),
					   per, alternative, "wald, overlapping windows");
}

Datum
kansrijk_window_change(PG_FUNCTION_ARGS)
{
	return window_change(fcinfo, 0, 1);
}

/* The order of 0.1.0: later, earlier. */
Datum
kansrijk_window_difference(PG_FUNCTION_ARGS)
{
	return window_change(fcinfo, 1, 0);
}

static Datum
proportion_test(FunctionCallInfo fcinfo, bool from_rates)
{
	TwoGroups	groups;
	int			arg = read_groups(fcinfo, from_rates, &groups);
	ProportionTest method = (ProportionTest) CHOOSE("method", fcinfo, arg, proportion_tests);
	ProportionLimits limits = (ProportionLimits) CHOOSE("limits", fcinfo, arg + 1, proportion_limits);
	double		per = PG_GETARG_FLOAT8(arg + 2);
	bool		is_difference = limits < LIMITS_KOOPMAN;
	Alternative alternative;
	double		tail = read_tail(fcinfo, arg + 3, &alternative);

	check_per(per);
	if (method == PROPORTION_TEST_FISHER || method == PROPORTION_TEST_MIDP)
	{
		for (int i = 0; i < 2; i++)
		{
			check_whole_number(groups.events[i], proportion_tests[method]);
			check_whole_number(groups.size[i], proportion_tests[method]);
			check_enumerable(groups.size[i], proportion_tests[method]);
		}
	}
	if (has_empty_group(&groups) || !are_proportions(&groups))
		PG_RETURN_NULL();
	return test_result(fcinfo, test_proportions(method, limits, &groups, alternative, tail),
					   is_difference ? per : 1, alternative,
					   psprintf("%s, %s", proportion_tests[method], proportion_limits[limits]));
}

Datum
kansrijk_proportion_test(PG_FUNCTION_ARGS)
{
	return proportion_test(fcinfo, true);
}

Datum
kansrijk_proportion_test_counts(PG_FUNCTION_ARGS)
{
	return proportion_test(fcinfo, false);
}

/*
 * One group and a value in units of "per": (group, value, method, per,
 * alternative, confidence)
 */
static Datum
test_value(FunctionCallInfo fcinfo, bool from_rate, Model model)
{
	double		events;
	double		size;
	int			arg = read_counts(fcinfo, 0, from_rate, &events, &size);
	double		value = PG_GETARG_FLOAT8(arg);
	ValueTest	method = (ValueTest) CHOOSE("method", fcinfo, arg + 1, value_tests);
	double		per = PG_GETARG_FLOAT8(arg + 2);
	Alternative alternative;
	double		tail = read_tail(fcinfo, arg + 3, &alternative);
	TestResult	result;

	check_reference(model, value, per, "reference");
	if (size == 0 || (model == MODEL_BINOMIAL && !is_proportion(events, size)))
		PG_RETURN_NULL();

	if (model == MODEL_POISSON)
		result = test_rate_value(method, events, size, value / per, alternative, tail);
	else
		result = test_proportion_value(method, events, size, value / per, alternative, tail);
	return test_result(fcinfo, result, per, alternative, value_tests[method]);
}

Datum
kansrijk_rate_test_value(PG_FUNCTION_ARGS)
{
	return test_value(fcinfo, true, MODEL_POISSON);
}

Datum
kansrijk_rate_test_value_counts(PG_FUNCTION_ARGS)
{
	return test_value(fcinfo, false, MODEL_POISSON);
}

Datum
kansrijk_proportion_test_value(PG_FUNCTION_ARGS)
{
	return test_value(fcinfo, true, MODEL_BINOMIAL);
}

Datum
kansrijk_proportion_test_value_counts(PG_FUNCTION_ARGS)
{
	return test_value(fcinfo, false, MODEL_BINOMIAL);
}

/*-------------------------------------------------------------------------
 * Lower, similar or higher
 *-------------------------------------------------------------------------
 */

/*
 * Which side of the reference the group is on. Without a second level the outer
 * confidence is 1, which no p-value passes.
 */
static const char *
comparison_label(double p_value, double estimate, double reference,
				 double confidence, double outer_confidence)
{
	bool		higher = estimate > reference;

	if (p_value < 1 - outer_confidence)
		return higher ? "far_higher" : "far_lower";
	if (p_value < 1 - confidence)
		return higher ? "higher" : "lower";
	return "similar";
}

/* Read (confidence) or (confidence, outer_confidence). */
static int
read_levels(FunctionCallInfo fcinfo, int arg, bool two_levels,
			double *confidence, double *outer_confidence)
{
	*confidence = PG_GETARG_FLOAT8(arg);
	*outer_confidence = 1;
	check_confidence(*confidence);
	if (!two_levels)
		return arg + 1;

	*outer_confidence = PG_GETARG_FLOAT8(arg + 1);
	check_confidence(*outer_confidence);
	if (*outer_confidence <= *confidence)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outer confidence must be larger than confidence"),
				 errhint("For example 0.95 and 0.998.")));
	return arg + 2;
}

/*
 * Against another group, whose counts have been read: (group, other group,
 * levels, model)
 */
static Datum
compare_groups(FunctionCallInfo fcinfo, TwoGroups groups, bool two_levels)
{
	double		confidence;
	double		outer_confidence;
	int			arg = read_levels(fcinfo, 2, two_levels, &confidence, &outer_confidence);
	Model		model = read_model(fcinfo, arg);

	if (has_empty_group(&groups) || (model == MODEL_BINOMIAL && !are_proportions(&groups)))
		PG_RETURN_NULL();

	return enum_result(fcinfo,
					   comparison_label(p_value_of_two_groups(model, &groups), groups.events[0] * groups.size[1],
										groups.events[1] * groups.size[0],
										confidence, outer_confidence));
}

/*
 * Against a fixed value: (group, value, per, levels, model). In 0.1.0 per came
 * after the levels.
 */
static Datum
compare_value(FunctionCallInfo fcinfo, bool from_rate, bool two_levels, bool per_first)
{
	double		events;
	double		size;
	int			arg = read_counts(fcinfo, 0, from_rate, &events, &size);
	double		value = PG_GETARG_FLOAT8(arg++);
	double		confidence;
	double		outer_confidence;
	double		per;
	Model		model;
	double		tail;
	TestResult	result;

	if (per_first)
		per = PG_GETARG_FLOAT8(arg++);
	arg = read_levels(fcinfo, arg, two_levels, &confidence, &outer_confidence);
	if (!per_first)
		per = PG_GETARG_FLOAT8(arg++);
	model = read_model(fcinfo, arg);
	tail = (1 - confidence) / 2;
	check_reference(model, value, per, "reference");
	if (size == 0 || (model == MODEL_BINOMIAL && !is_proportion(events, size)))
		PG_RETURN_NULL();

	if (model == MODEL_POISSON)
		result = test_rate_value(VALUE_TEST_EXACT, events, size, value / per, TWO_SIDED, tail);
	else
		result = test_proportion_value(VALUE_TEST_SCORE, events, size, value / per, TWO_SIDED, tail);
	return enum_result(fcinfo, comparison_label(result.p_value, events * per, value * size,
												confidence, outer_confidence));
}

Datum
kansrijk_compare(PG_FUNCTION_ARGS)
{
	TwoGroups	groups;

	read_groups(fcinfo, true, &groups);
	return compare_groups(fcinfo, groups, false);
}

/* Against the rest of the whole, which must contain the group: subtraction checks that. */
Datum
kansrijk_compare_part(PG_FUNCTION_ARGS)
{
	Rate	   *part = PG_GETARG_RATE_P(0);
	Rate		rest = *PG_GETARG_RATE_P(1);
	TwoGroups	groups;

	rate_subtract(&rest, part);
	groups = (TwoGroups)
	{
		{(double) part->numerator, (double) rest.numerator},
		{(double) part->denominator, (double) rest.denominator}
	};
	return compare_groups(fcinfo, groups, false);
}

Datum
kansrijk_compare_reference(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, true, false, true);
}

Datum
kansrijk_compare_reference_counts(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, false, false, true);
}

Datum
kansrijk_compare_value(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, true, false, false);
}

Datum
kansrijk_compare_value_counts(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, false, false, false);
}

Datum
kansrijk_compare_two_levels(PG_FUNCTION_ARGS)
{
	TwoGroups	groups;

	read_groups(fcinfo, true, &groups);
	return compare_groups(fcinfo, groups, true);
}

Datum
kansrijk_compare_two_levels_reference(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, true, true, true);
}

Datum
kansrijk_compare_two_levels_reference_counts(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, false, true, true);
}

Datum
kansrijk_compare_two_levels_value(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, true, true, false);
}

Datum
kansrijk_compare_two_levels_value_counts(PG_FUNCTION_ARGS)
{
	return compare_value(fcinfo, false, true, false);
}

/*-------------------------------------------------------------------------
 * Change between two periods, and over-representation
 *-------------------------------------------------------------------------
 */

/*
 * (before, after, confidence, model)
 */
static Datum
change_estimate(FunctionCallInfo fcinfo, bool as_percentage)
{
	TwoGroups	groups;
	int			arg = read_counts(fcinfo, 0, true, &groups.events[1], &groups.size[1]);
	double		confidence;
	Model		model;
	TestResult	result;

	arg = read_counts(fcinfo, arg, true, &groups.events[0], &groups.size[0]);
	confidence = PG_GETARG_FLOAT8(arg);
	model = read_model(fcinfo, arg + 1);
	check_confidence(confidence);
	if (has_empty_group(&groups) || (model == MODEL_BINOMIAL && !are_proportions(&groups)))
		PG_RETURN_NULL();

	result = test_two_groups(model, &groups, (1 - confidence) / 2);
	if (as_percentage)
	{
		result.estimate = 100 * (result.estimate - 1);
		result.limits.lower = 100 * (result.limits.lower - 1);
		result.limits.upper = 100 * (result.limits.upper - 1);
	}
	return estimate_result(fcinfo, result.estimate, result.limits, confidence, SIDES_TWO,
						   model == MODEL_POISSON ? "exact" : "koopman");
}

Datum
kansrijk_change_factor(PG_FUNCTION_ARGS)
{
	return change_estimate(fcinfo, false);
}

Datum
kansrijk_percentage_change(PG_FUNCTION_ARGS)
{
	return change_estimate(fcinfo, true);
}

/*
 * over_representation(part, whole, confidence): the share of the group in the
 * events of the whole, divided by its share in the whole. Given the events of
 * the whole, those of the group are binomial, which gives the limits.
 */
Datum
kansrijk_over_representation(PG_FUNCTION_ARGS)
{
	Rate	   *group = PG_GETARG_RATE_P(0);
	Rate		whole = *PG_GETARG_RATE_P(1);
	double		confidence = PG_GETARG_FLOAT8(2);
	double		events = (double) whole.numerator;
	double		share_of_size = (double) group->denominator / (double) whole.denominator;
	Limits		limits;

	check_confidence(confidence);
	/* the whole must contain the group: subtraction checks that */
	rate_subtract(&whole, group);
	if (group->denominator == 0 || events == 0)
		PG_RETURN_NULL();
	limits = proportion_interval(PROPORTION_CLOPPER_PEARSON, (double) group->numerator, events,
								 (1 - confidence) / 2);
	return estimate_result(fcinfo, (double) group->numerator / events / share_of_size,
						   scaled(limits, 1 / share_of_size), confidence, SIDES_TWO,
						   "clopper_pearson of the share");
}
