/*-------------------------------------------------------------------------
 *
 * standardise_sql.c
 *		Direct and indirect standardisation.
 *
 * An aggregate adds up the strata (dsr_sums, smr_sums); scalar functions turn
 * the sums into estimates (dsr_ci, smr_ci, isr_ci), so that one pass serves
 * several levels and methods. dsr, smr, isr and mean_of_rates are the same with
 * the defaults, as aggregates.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_dsr_sums_final);
PG_FUNCTION_INFO_V1(kansrijk_dsr_final);
PG_FUNCTION_INFO_V1(kansrijk_mean_of_rates_final);
PG_FUNCTION_INFO_V1(kansrijk_dsr_ci);
PG_FUNCTION_INFO_V1(kansrijk_smr_sums_final);
PG_FUNCTION_INFO_V1(kansrijk_smr_final);
PG_FUNCTION_INFO_V1(kansrijk_isr_final);
PG_FUNCTION_INFO_V1(kansrijk_smr_ci);
PG_FUNCTION_INFO_V1(kansrijk_isr_ci);

/* In the order of StandardisedMethod. */
static const char *const standardised_methods[] = {"dobson", "phe", "gamma"};

static const char *const ratio_methods[] = {"exact", "phe", "byar"};

#define DEFAULT_PER			1000
#define DEFAULT_CONFIDENCE	0.95
#define DEFAULT_MIN_EVENTS	10

/*-------------------------------------------------------------------------
 * Direct
 *-------------------------------------------------------------------------
 */

/*
 * Rows are (events, size), (events, size, weight) or (events, variance of the
 * events, size, weight). Independent events vary as much as their number.
 */
static Stratum
read_stratum(const double *row, int width)
{
	Stratum		stratum;

	stratum.events = row[0];
	stratum.variance = width == 4 ? row[1] : row[0];
	stratum.size = row[width == 4 ? 2 : 1];
	stratum.weight = width == 2 ? 1 : row[width - 1];
	return stratum;
}

/*
 * False when there is no standardised rate, or a stratum is unknown.
 */
static bool
collected_direct_sums(FunctionCallInfo fcinfo, DirectSums *sums)
{
	Collection *rows = sorted_collection(fcinfo);
	Stratum    *strata;
	bool		defined;

	if (!rows || rows->incomplete)
		return false;
	strata = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows->count, 1) * sizeof(Stratum));
	for (int64 i = 0; i < rows->count; i++)
	{
		check_interrupts_at(i);
		strata[i] = read_stratum(rows->values + i * rows->width, rows->width);
	}
	defined = direct_sums(strata, rows->count, sums);
	pfree(strata);
	return defined;
}

static Datum
direct_estimate(FunctionCallInfo fcinfo, const DirectSums *sums, double per,
				double confidence, StandardisedMethod method, const char *method_name)
{
	Limits		limits = direct_interval(method, sums, (1 - confidence) / 2);

	return estimate_result(fcinfo, sums->value * per, scaled(limits, per), confidence,
						   SIDES_TWO, method_name);
}

Datum
kansrijk_dsr_sums_final(PG_FUNCTION_ARGS)
{
	DirectSums	sums;

	if (!collected_direct_sums(fcinfo, &sums))
		PG_RETURN_NULL();
	{
		double		numbers[] = {sums.events, sums.value, sums.variance, sums.max_weight};

		return composite_result(fcinfo, numbers, lengthof(numbers), NULL);
	}
}

Datum
kansrijk_dsr_final(PG_FUNCTION_ARGS)
{
	DirectSums	sums;

	if (!collected_direct_sums(fcinfo, &sums) || sums.events < DEFAULT_MIN_EVENTS)
		PG_RETURN_NULL();
	return direct_estimate(fcinfo, &sums, DEFAULT_PER, DEFAULT_CONFIDENCE,
						   STANDARDISED_DOBSON, "dobson");
}

Datum
kansrijk_mean_of_rates_final(PG_FUNCTION_ARGS)
{
	DirectSums	sums;

	if (!collected_direct_sums(fcinfo, &sums))
		PG_RETURN_NULL();
	return direct_estimate(fcinfo, &sums, DEFAULT_PER, DEFAULT_CONFIDENCE,
						   STANDARDISED_GAMMA, "mean of rates, gamma");
}

/*
 * dsr_ci(sums, per, confidence, method, min_events)
 */
Datum
kansrijk_dsr_ci(PG_FUNCTION_ARGS)
{
	double		numbers[4];
	DirectSums	sums;
	double		per = PG_GETARG_FLOAT8(1);
	double		confidence = PG_GETARG_FLOAT8(2);
	StandardisedMethod method = (StandardisedMethod) CHOOSE("method", fcinfo, 3, standardised_methods);
	double		min_events = PG_GETARG_FLOAT8(4);

	check_per(per);
	check_confidence(confidence);
	check_not_negative(min_events, "minimum number of events");
	if (!read_composite(PG_GETARG_DATUM(0), numbers, lengthof(numbers)))
		PG_RETURN_NULL();
	for (int i = 0; i < lengthof(numbers); i++)
		check_not_negative(numbers[i], "sum");
	sums.events = numbers[0];
	sums.value = numbers[1];
	sums.variance = numbers[2];
	sums.max_weight = numbers[3];
	if (sums.events < min_events || sums.max_weight == 0)
		PG_RETURN_NULL();
	return direct_estimate(fcinfo, &sums, per, confidence, method, standardised_methods[method]);
}

/*-------------------------------------------------------------------------
 * Indirect
 *-------------------------------------------------------------------------
 */

typedef struct IndirectSums
{
	double		observed;
	double		expected;
	double		reference_rate; /* NaN when unknown */
} IndirectSums;

/*
 * Rows are (observed, expected) or (events, size, events and size of the
 * reference). False when there is no ratio, or a stratum is unknown.
 */
static bool
collected_indirect_sums(FunctionCallInfo fcinfo, IndirectSums *sums)
{
	Collection *rows = sorted_collection(fcinfo);
	double		reference_events = 0;
	double		reference_size = 0;

	if (!rows || rows->incomplete)
		return false;
	sums->observed = sums->expected = 0;
	for (int64 i = 0; i < rows->count; i++)
	{
		const double *row = rows->values + i * rows->width;

		check_interrupts_at(i);
		sums->observed += row[0];
		if (rows->width == 2)
		{
			sums->expected += row[1];
			continue;
		}
		reference_events += row[2];
		reference_size += row[3];
		if (row[1] == 0)
			continue;
		if (row[3] == 0)
			return false;
		sums->expected += row[1] * row[2] / row[3];
	}
	sums->reference_rate = rows->width == 4 ? reference_events / reference_size : NAN;
	return sums->expected > 0;
}

static Datum
indirect_estimate(FunctionCallInfo fcinfo, const IndirectSums *sums, double per,
				  double confidence, RateMethod method)
{
	Limits		limits = rate_interval(method, sums->observed, (1 - confidence) / 2);

	return estimate_result(fcinfo, sums->observed / sums->expected * per,
						   scaled(limits, per / sums->expected), confidence, SIDES_TWO,
						   ratio_methods[method]);
}

Datum
kansrijk_smr_sums_final(PG_FUNCTION_ARGS)
{
	IndirectSums sums;

	if (!collected_indirect_sums(fcinfo, &sums))
		PG_RETURN_NULL();
	{
		double		numbers[] = {sums.observed, sums.expected, sums.reference_rate};

		return composite_result(fcinfo, numbers, lengthof(numbers), NULL);
	}
}

Datum
kansrijk_smr_final(PG_FUNCTION_ARGS)
{
	IndirectSums sums;

	if (!collected_indirect_sums(fcinfo, &sums))
		PG_RETURN_NULL();
	return indirect_estimate(fcinfo, &sums, 1, DEFAULT_CONFIDENCE, RATE_EXACT);
}

Datum
kansrijk_isr_final(PG_FUNCTION_ARGS)
{
	IndirectSums sums;

	if (!collected_indirect_sums(fcinfo, &sums))
		PG_RETURN_NULL();
	return indirect_estimate(fcinfo, &sums, sums.reference_rate * DEFAULT_PER,
							 DEFAULT_CONFIDENCE, RATE_EXACT);
}

/*
 * (sums, per, confidence, method); the rate needs that of the reference too.
 */
static Datum
indirect_ci(FunctionCallInfo fcinfo, bool as_rate)
{
	double		numbers[3];
	IndirectSums sums;
	double		per = PG_GETARG_FLOAT8(1);
	double		confidence = PG_GETARG_FLOAT8(2);
	RateMethod	method = (RateMethod) CHOOSE("method", fcinfo, 3, ratio_methods);

	check_per(per);
	check_confidence(confidence);
	if (!read_composite(PG_GETARG_DATUM(0), numbers, as_rate ? 3 : 2))
		PG_RETURN_NULL();
	for (int i = 0; i < (as_rate ? 3 : 2); i++)
		check_not_negative(numbers[i], "sum");
	sums.observed = numbers[0];
	sums.expected = numbers[1];
	if (sums.expected == 0)
		PG_RETURN_NULL();
	return indirect_estimate(fcinfo, &sums, as_rate ? numbers[2] * per : per, confidence, method);
}

Datum
kansrijk_smr_ci(PG_FUNCTION_ARGS)
{
	return indirect_ci(fcinfo, false);
}

Datum
kansrijk_isr_ci(PG_FUNCTION_ARGS)
{
	return indirect_ci(fcinfo, true);
}
