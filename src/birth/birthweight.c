/*-------------------------------------------------------------------------
 *
 * birthweight.c
 *		SQL functions that compare a birthweight with a chart: small for
 *		gestational age, Big2, cut-offs.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/chart.h"

#include "funcapi.h"

#include "birth/number.h"
#include "birth/option.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_birthweight_chart);
PG_FUNCTION_INFO_V1(kansrijk_birthweight_cutoff);
PG_FUNCTION_INFO_V1(kansrijk_birthweight_p10);
PG_FUNCTION_INFO_V1(kansrijk_birthweight_percentile);
PG_FUNCTION_INFO_V1(kansrijk_is_sga);
PG_FUNCTION_INFO_V1(kansrijk_is_big2);

FUNCTION_OF_NUMBERS(kansrijk_birthweight_cutoff, NUMBER(0) | NUMBER(1) | NUMBER(2))
FUNCTION_OF_NUMBERS(kansrijk_birthweight_p10, NUMBER(0) | NUMBER(1))
FUNCTION_OF_NUMBERS(kansrijk_birthweight_percentile, NUMBER(0) | NUMBER(1) | NUMBER(2))
FUNCTION_OF_NUMBERS(kansrijk_is_sga, NUMBER(0) | NUMBER(1) | NUMBER(2) | NUMBER(5))
FUNCTION_OF_NUMBERS(kansrijk_is_big2, NUMBER(0) | NUMBER(1) | NUMBER(2) | NUMBER(5))

static const char *const out_of_range_choices[] = {"null", "clamp", NULL};

/* How a call wants its chart read. */
typedef struct ChartOptions
{
	const Chart *chart;
	bool		clamp;			/* beyond the chart's days: use its nearest day */
	bool		constant;		/* the same for every row of the query */
	TupleDesc	result;			/* of a composite result, once it is known */
} ChartOptions;

static const Chart *
chart_argument(FunctionCallInfo fcinfo, int arg)
{
	const char *names[16];
	int			count = 0;

	while (charts[count].name)
	{
		names[count] = charts[count].name;
		count++;
	}
	names[count] = NULL;
	return &charts[option_argument(fcinfo, arg, "chart", names)];
}

static pg_noinline ChartOptions *
read_chart_options(FunctionCallInfo fcinfo, int arg)
{
	ChartOptions *options = fcinfo->flinfo->fn_extra;

	if (!options)
		options = fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(ChartOptions));
	options->clamp = option_argument(fcinfo, arg, "out_of_range", out_of_range_choices);
	options->chart = chart_argument(fcinfo, arg + 1);
	options->constant = argument_is_constant(fcinfo, arg) && argument_is_constant(fcinfo, arg + 1);
	return options;
}

/*
 * The options in arguments "arg" (out_of_range) and "arg" + 1 (chart). They are
 * nearly always constants, which are then looked at once in a query.
 */
static inline ChartOptions *
chart_options(FunctionCallInfo fcinfo, int arg)
{
	ChartOptions *options = fcinfo->flinfo->fn_extra;

	if (likely(options && options->constant))
		return options;
	return read_chart_options(fcinfo, arg);
}

/*
 * The row type that the call returns, looked up once in a query.
 */
static TupleDesc
result_descriptor(FunctionCallInfo fcinfo, ChartOptions *options)
{
	if (!options->result)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		if (get_call_result_type(fcinfo, NULL, &options->result) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		options->result = BlessTupleDesc(options->result);
		MemoryContextSwitchTo(caller);
	}
	return options->result;
}

/*
 * The chart itself, one row per sex and day: to look at, or to join with.
 */
Datum
kansrijk_birthweight_chart(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const Chart *chart = chart_argument(fcinfo, 0);

	InitMaterializedSRF(fcinfo, 0);
	for (Sex sex = BOY; sex <= GIRL; sex++)
	{
		for (int32 day = chart->first_day; day <= chart->last_day; day++)
		{
			const int16 *row = chart_row(chart, sex, day);
			Datum		values[2 + CHART_PERCENTILES];
			bool		nulls[2 + CHART_PERCENTILES] = {0};

			values[0] = Int32GetDatum(sex == BOY ? 1 : 2);
			values[1] = Int32GetDatum(day);
			for (int k = 0; k < CHART_PERCENTILES; k++)
				values[2 + k] = Int32GetDatum(row[k]);
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	}
	return (Datum) 0;
}

/*
 * The chart's figures for one birth, or NULL where it has none. "clamped" tells
 * that they are those of another day.
 */
static const int16 *
find_row(const ChartOptions *options, int32 ga_days, Sex sex, bool *clamped)
{
	const Chart *chart = options->chart;

	*clamped = false;
	if (ga_days == GA_UNKNOWN || sex == SEX_UNKNOWN)
		return NULL;
	if (ga_days < chart->first_day || ga_days > chart->last_day)
	{
		if (!options->clamp)
			return NULL;
		*clamped = true;
		ga_days = Min(Max(ga_days, chart->first_day), chart->last_day);
	}
	return chart_row(chart, sex, ga_days);
}

/* Arguments: ga_days, sex, out_of_range, chart. */
Datum
kansrijk_birthweight_p10(PG_FUNCTION_ARGS)
{
	const ChartOptions *options = chart_options(fcinfo, 2);
	bool		clamped;
	const int16 *row = find_row(options, ga_days_argument(fcinfo, 0),
								sex_argument(fcinfo, 1), &clamped);

	if (!row)
		PG_RETURN_NULL();
	PG_RETURN_INT32(row[P10]);
}

/* Arguments: ga_days, sex, percentile, out_of_range, chart. */
Datum
kansrijk_birthweight_cutoff(PG_FUNCTION_ARGS)
{
	const ChartOptions *options = chart_options(fcinfo, 3);
	bool		clamped;
	const int16 *row = find_row(options, ga_days_argument(fcinfo, 0),
								sex_argument(fcinfo, 1), &clamped);

	if (PG_ARGISNULL(2))
		PG_RETURN_NULL();
	for (int k = 0; k < CHART_PERCENTILES; k++)
	{
		if (chart_percentiles[k] == PG_GETARG_INT32(2))
		{
			if (!row)
				PG_RETURN_NULL();
			PG_RETURN_INT32(row[k]);
		}
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("chart has no percentile %d", PG_GETARG_INT32(2)),
			 errhint("Charts have percentiles 3, 5, 10, 50, 90, 95 and 97.")));
}

/*
 * The percentile of a weight. Arguments: grams, ga_days, sex, out_of_range,
 * chart, extrapolate.
 */
Datum
kansrijk_birthweight_percentile(PG_FUNCTION_ARGS)
{
	static const char *const bands[CHART_PERCENTILES + 1] = {
		"<p3", "p3-p5", "p5-p10", "p10-p50", "p50-p90", "p90-p95", "p95-p97", ">p97"
	};
	ChartOptions *options = chart_options(fcinfo, 3);
	bool		extrapolate = !PG_ARGISNULL(5) && PG_GETARG_BOOL(5);
	int32		grams = grams_argument(fcinfo, 0);
	bool		clamped;
	const int16 *row = find_row(options, ga_days_argument(fcinfo, 1),
								sex_argument(fcinfo, 2), &clamped);
	ChartPosition position;
	int			band;
	Datum		values[4];
	bool		nulls[4] = {0};

	if (!row || grams == GRAMS_UNKNOWN)
		PG_RETURN_NULL();
	position = chart_position(row, grams);

	/* p97 itself is still on the chart. */
	band = position.above;
	if (band == CHART_PERCENTILES && !position.beyond)
		band--;

	values[0] = Float8GetDatum(position.percentile);
	values[1] = Float8GetDatum(position.z);
	nulls[0] = nulls[1] = position.beyond && !extrapolate;
	values[2] = CStringGetTextDatum(bands[band]);
	values[3] = BoolGetDatum(clamped || (position.beyond && extrapolate));
	return HeapTupleGetDatum(heap_form_tuple(result_descriptor(fcinfo, options), values, nulls));
}

/*
 * The days of gestation that a call leaves possible: one when it has days,
 * seven when it has no more than completed weeks.
 */
static inline void
possible_days(FunctionCallInfo fcinfo, int days_arg, int weeks_arg, int32 *first, int32 *last)
{
	*first = *last = ga_days_argument(fcinfo, days_arg);
	if (*first == GA_UNKNOWN && !PG_ARGISNULL(weeks_arg))
	{
		int32		weeks = PG_GETARG_INT32(weeks_arg);

		if (weeks >= 1 && weeks < MAX_GA_DAYS / DAYS_IN_WEEK)
		{
			*first = weeks * DAYS_IN_WEEK;
			*last = *first + DAYS_IN_WEEK - 1;
		}
	}
}

/* Arguments: grams, ga_days, sex, out_of_range, chart, ga_weeks. */

Datum
kansrijk_is_sga(PG_FUNCTION_ARGS)
{
	const ChartOptions *options = chart_options(fcinfo, 3);
	int32		first_day;
	int32		last_day;

	possible_days(fcinfo, 1, 5, &first_day, &last_day);
	PG_RETURN_TRUTH(chart_is_sga(options->chart, grams_argument(fcinfo, 0),
								 first_day, last_day,
								 sex_argument(fcinfo, 2), options->clamp));
}

Datum
kansrijk_is_big2(PG_FUNCTION_ARGS)
{
	const ChartOptions *options = chart_options(fcinfo, 3);
	int32		first_day;
	int32		last_day;

	possible_days(fcinfo, 1, 5, &first_day, &last_day);
	PG_RETURN_TRUTH(truth_or(is_preterm(first_day, PRETERM_WEEKS),
							 chart_is_sga(options->chart, grams_argument(fcinfo, 0),
										  first_day, last_day,
										  sex_argument(fcinfo, 2), options->clamp)));
}
