/*-------------------------------------------------------------------------
 *
 * trend_sql.c
 *		Trend of a rate or a proportion over time.
 *
 * The aggregates trend_fit and proportion_trend_fit fit; trend_test and
 * proportion_trend_test draw conclusions. rate_trend and proportion_trend are
 * both at once, with the defaults.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

PG_FUNCTION_INFO_V1(kansrijk_trend_fit_final);
PG_FUNCTION_INFO_V1(kansrijk_rate_trend_final);
PG_FUNCTION_INFO_V1(kansrijk_proportion_trend_fit_final);
PG_FUNCTION_INFO_V1(kansrijk_proportion_trend_final);
PG_FUNCTION_INFO_V1(kansrijk_trend_test);
PG_FUNCTION_INFO_V1(kansrijk_proportion_trend_test);

#define DEFAULT_CONFIDENCE	0.95

typedef bool (*TrendFunction) (const Period *periods, int64_t count, Trend *trend);

/* Rows are (events, size, time). */
static bool
collected_trend(FunctionCallInfo fcinfo, TrendFunction fit, Trend *trend)
{
	Collection *rows = sorted_collection(fcinfo);
	Period	   *periods;
	bool		proportions = true;
	bool		defined;

	if (!rows)
		return false;
	periods = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows->count, 1) * sizeof(Period));
	for (int64 i = 0; i < rows->count; i++)
	{
		const double *row = rows->values + i * rows->width;

		check_interrupts_at(i);
		proportions &= is_proportion(row[0], row[1]);
		periods[i].events = row[0];
		periods[i].size = row[1];
		periods[i].time = row[2];
	}
	defined = (fit != proportion_trend || proportions) && fit(periods, rows->count, trend);
	pfree(periods);
	return defined;
}

static Datum
trend_result(FunctionCallInfo fcinfo, const Trend *trend)
{
	double		numbers[] = {trend->slope, trend->se, trend->dispersion, (double) trend->periods};

	return composite_result(fcinfo, numbers, lengthof(numbers), NULL);
}

/*
 * The rate ratio a year. Quasi-likelihood widens it by what the periods vary
 * beyond chance, and never narrows it.
 */
static Datum
rate_ratio_result(FunctionCallInfo fcinfo, const Trend *trend, bool quasi, double confidence)
{
	double		se = trend->se * (quasi ? sqrt(fmax(trend->dispersion, 1)) : 1);
	double		z = normal_quantile((1 - confidence) / 2);
	TestResult	result;

	result.estimate = exp(trend->slope);
	result.limits.lower = exp(trend->slope - z * se);
	result.limits.upper = exp(trend->slope + z * se);
	result.statistic = trend->slope / se;
	result.p_value = normal_p_value(result.statistic, TWO_SIDED);
	return test_result(fcinfo, result, 1, TWO_SIDED,
					   quasi ? "quasi-poisson log-linear" : "poisson log-linear");
}

static Datum
slope_result(FunctionCallInfo fcinfo, const Trend *trend, double per, double confidence)
{
	double		z = normal_quantile((1 - confidence) / 2);
	TestResult	result;

	result.estimate = trend->slope;
	result.limits.lower = trend->slope - z * trend->se;
	result.limits.upper = trend->slope + z * trend->se;
	result.statistic = trend->slope / trend->se;
	result.p_value = normal_p_value(result.statistic, TWO_SIDED);
	return test_result(fcinfo, result, per, TWO_SIDED, "cochran-armitage");
}

Datum
kansrijk_trend_fit_final(PG_FUNCTION_ARGS)
{
	Trend		trend;

	if (!collected_trend(fcinfo, poisson_trend, &trend))
		PG_RETURN_NULL();
	return trend_result(fcinfo, &trend);
}

Datum
kansrijk_rate_trend_final(PG_FUNCTION_ARGS)
{
	Trend		trend;

	if (!collected_trend(fcinfo, poisson_trend, &trend))
		PG_RETURN_NULL();
	return rate_ratio_result(fcinfo, &trend, false, DEFAULT_CONFIDENCE);
}

Datum
kansrijk_proportion_trend_fit_final(PG_FUNCTION_ARGS)
{
	Trend		trend;

	if (!collected_trend(fcinfo, proportion_trend, &trend))
		PG_RETURN_NULL();
	return trend_result(fcinfo, &trend);
}

Datum
kansrijk_proportion_trend_final(PG_FUNCTION_ARGS)
{
	Trend		trend;

	if (!collected_trend(fcinfo, proportion_trend, &trend))
		PG_RETURN_NULL();
	return slope_result(fcinfo, &trend, 100, DEFAULT_CONFIDENCE);
}

/*
 * A trend that was fitted before; false when a field is NULL.
 */
static bool
read_trend(FunctionCallInfo fcinfo, Trend *trend)
{
	double		numbers[3];

	if (!read_composite(PG_GETARG_DATUM(0), numbers, lengthof(numbers)))
		return false;
	if (!isfinite(numbers[0]) || !(numbers[1] > 0) || isinf(numbers[1]))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trend must have a finite slope and a positive standard error"),
				 errhint("Use the result of trend_fit() or proportion_trend_fit().")));
	check_not_negative(numbers[2], "dispersion");
	trend->periods = 0;
	trend->slope = numbers[0];
	trend->se = numbers[1];
	trend->dispersion = numbers[2];
	return true;
}

/*
 * trend_test(trend, quasi, confidence)
 */
Datum
kansrijk_trend_test(PG_FUNCTION_ARGS)
{
	Trend		trend;

	check_confidence(PG_GETARG_FLOAT8(2));
	if (!read_trend(fcinfo, &trend))
		PG_RETURN_NULL();
	return rate_ratio_result(fcinfo, &trend, PG_GETARG_BOOL(1), PG_GETARG_FLOAT8(2));
}

/*
 * proportion_trend_test(trend, per, confidence)
 */
Datum
kansrijk_proportion_trend_test(PG_FUNCTION_ARGS)
{
	Trend		trend;

	check_per(PG_GETARG_FLOAT8(1));
	check_confidence(PG_GETARG_FLOAT8(2));
	if (!read_trend(fcinfo, &trend))
		PG_RETURN_NULL();
	return slope_result(fcinfo, &trend, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
}
