/*-------------------------------------------------------------------------
 *
 * interval_sql.c
 *		rate_ci, proportion_ci and mean_ci.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "text/reader.h"

PG_FUNCTION_INFO_V1(kansrijk_rate_ci);
PG_FUNCTION_INFO_V1(kansrijk_rate_ci_counts);
PG_FUNCTION_INFO_V1(kansrijk_rate_ci_final);
PG_FUNCTION_INFO_V1(kansrijk_proportion_ci);
PG_FUNCTION_INFO_V1(kansrijk_proportion_ci_counts);
PG_FUNCTION_INFO_V1(kansrijk_proportion_ci_final);
PG_FUNCTION_INFO_V1(kansrijk_mean_ci);

static const char *const sides_names[] = {"two", "lower", "upper"};

/* In the order of RateMethod. */
static const char *const rate_methods[] = {
	"exact", "phe", "byar", "byar_midp", "midp", "jeffreys", "score", "wald"
};

/* In the order of ProportionMethod. */
static const char *const proportion_methods[] = {
	"wilson", "wilson_cc", "clopper_pearson", "midp", "agresti_coull", "jeffreys", "wald"
};

typedef struct Options
{
	double		per;
	double		confidence;
	int			method;
	Sides		sides;
} Options;

static Options
read_options(FunctionCallInfo fcinfo, int arg, const char *const *methods, int count)
{
	Options		options;

	options.per = PG_GETARG_FLOAT8(arg);
	options.confidence = PG_GETARG_FLOAT8(arg + 1);
	options.method = choose("method", PG_GETARG_TEXT_PP(arg + 2), methods, count);
	options.sides = (Sides) CHOOSE("sides", fcinfo, arg + 3, sides_names);
	check_per(options.per);
	check_confidence(options.confidence);
	return options;
}

static double
tail_of(const Options *options)
{
	return options->sides == SIDES_TWO ? (1 - options->confidence) / 2 : 1 - options->confidence;
}

/* The PHE rule says which of its two methods it took. */
static const char *
rate_method_name(RateMethod method, double events)
{
	if (method == RATE_PHE)
		return phe_uses_exact(events) ? "phe (exact)" : "phe (byar)";
	return rate_methods[method];
}

static Datum
rate_ci(FunctionCallInfo fcinfo, double events, double size, const Options *options)
{
	RateMethod	method = (RateMethod) options->method;

	if (size == 0)
		PG_RETURN_NULL();
	return estimate_result(fcinfo, events * options->per / size,
						   scaled(rate_interval(method, events, tail_of(options)), options->per / size),
						   options->confidence, options->sides, rate_method_name(method, events));
}

static Datum
proportion_ci(FunctionCallInfo fcinfo, double events, double size, const Options *options)
{
	ProportionMethod method = (ProportionMethod) options->method;

	if (size == 0 || !is_proportion(events, size))
		PG_RETURN_NULL();
	return estimate_result(fcinfo, events * options->per / size,
						   scaled(proportion_interval(method, events, size, tail_of(options)), options->per),
						   options->confidence, options->sides, proportion_methods[method]);
}

/*
 * model: binomial for a proportion, by Wilson; or a method of rate_ci, of which
 * poisson is the exact one.
 */
bool
interval_by_model(const Rate *rate, double per, double confidence, const text *model, double *value, Limits *limits)
{
	bool		is_binomial = text_is(model, "binomial");
	double		events = (double) rate->numerator;
	double		size = (double) rate->denominator;
	double		tail = (1 - confidence) / 2;
	RateMethod	method = RATE_EXACT;

	if (!is_binomial && !text_is(model, "poisson"))
		method = (RateMethod) choose("method", model, rate_methods, lengthof(rate_methods));
	check_per(per);
	check_confidence(confidence);
	if (size == 0 || (is_binomial && !is_proportion(events, size)))
		return false;
	*value = events * per / size;
	*limits = is_binomial ? scaled(proportion_interval(PROPORTION_WILSON, events, size, tail), per) :
		scaled(rate_interval(method, events, tail), per / size);
	return true;
}

static Datum
rate_ci_of_arguments(FunctionCallInfo fcinfo, bool from_rate)
{
	double		events;
	double		size;
	int			arg = read_counts(fcinfo, 0, from_rate, &events, &size);
	Options		options = read_options(fcinfo, arg, rate_methods, lengthof(rate_methods));

	return rate_ci(fcinfo, events, size, &options);
}

static Datum
proportion_ci_of_arguments(FunctionCallInfo fcinfo, bool from_rate)
{
	double		events;
	double		size;
	int			arg = read_counts(fcinfo, 0, from_rate, &events, &size);
	Options		options = read_options(fcinfo, arg, proportion_methods,
									   lengthof(proportion_methods));

	return proportion_ci(fcinfo, events, size, &options);
}

Datum
kansrijk_rate_ci(PG_FUNCTION_ARGS)
{
	return rate_ci_of_arguments(fcinfo, true);
}

Datum
kansrijk_rate_ci_counts(PG_FUNCTION_ARGS)
{
	return rate_ci_of_arguments(fcinfo, false);
}

/* What the aggregate gives: the defaults of the function. */
Datum
kansrijk_rate_ci_final(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	Options		options = {1000, 0.95, RATE_EXACT, SIDES_TWO};

	return rate_ci(fcinfo, (double) rate->numerator, (double) rate->denominator, &options);
}

Datum
kansrijk_proportion_ci(PG_FUNCTION_ARGS)
{
	return proportion_ci_of_arguments(fcinfo, true);
}

Datum
kansrijk_proportion_ci_counts(PG_FUNCTION_ARGS)
{
	return proportion_ci_of_arguments(fcinfo, false);
}

Datum
kansrijk_proportion_ci_final(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	Options		options = {100, 0.95, PROPORTION_WILSON, SIDES_TWO};

	return proportion_ci(fcinfo, (double) rate->numerator, (double) rate->denominator, &options);
}

/*
 * mean_ci(count, mean, standard deviation, confidence)
 */
Datum
kansrijk_mean_ci(PG_FUNCTION_ARGS)
{
	double		count = PG_GETARG_FLOAT8(0);
	double		mean = PG_GETARG_FLOAT8(1);
	double		sd = PG_GETARG_FLOAT8(2);
	double		confidence = PG_GETARG_FLOAT8(3);
	double		margin;
	Limits	limits;

	check_count(count, "count");
	check_not_negative(sd, "standard deviation");
	if (!isfinite(mean))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mean must be a finite number")));
	check_confidence(confidence);
	if (count <= 1)
		PG_RETURN_NULL();
	margin = mean_margin(count, sd, (1 - confidence) / 2);
	limits.lower = mean - margin;
	limits.upper = mean + margin;
	return estimate_result(fcinfo, mean, limits, confidence, SIDES_TWO, "student");
}
