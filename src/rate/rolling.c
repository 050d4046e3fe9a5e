/*-------------------------------------------------------------------------
 *
 * rolling.c
 *		Window functions rolling_rate and rolling_rate_per_1000.
 *
 * The pooled rate of the last "span" calendar years. A window is complete or
 * NULL: every one of its years must have a row in the partition, and none of
 * those rows may lack its counts, because four years are no five-year figure.
 *
 * One pass. A ring holds the totals of the last "span" years; the pooled total
 * gains the newest year and loses the one that leaves, in exact integers, so a
 * row costs the same whatever the span. Several rows of one year share their
 * result, so the first of them looks ahead over the others.
 *
 *-------------------------------------------------------------------------
 */
#include "rate/rate.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "windowapi.h"

PG_FUNCTION_INFO_V1(kansrijk_rolling_rate);
PG_FUNCTION_INFO_V1(kansrijk_rolling_rate_float8_year);
PG_FUNCTION_INFO_V1(kansrijk_rolling_rate_per_1000);
PG_FUNCTION_INFO_V1(kansrijk_rolling_rate_per_1000_smallint);
PG_FUNCTION_INFO_V1(kansrijk_rolling_rate_per_1000_integer);
PG_FUNCTION_INFO_V1(kansrijk_rolling_rate_per_1000_numeric);
PG_FUNCTION_INFO_V1(kansrijk_rolling_rate_per_1000_numeric_float8_year);

#define MAX_SPAN 100
#define MARK_INTERVAL 64		/* rows */

/* What the rows of one calendar year add up to. */
typedef struct YearTotal
{
	Rate		total;
	bool		known;			/* no row of the year lacked its counts */
} YearTotal;

/*
 * What is kept for a partition, the span too: a rescan, as by LATERAL, may
 * bring another one.
 */
typedef struct RollingState
{
	int32		span;			/* 0 before the first row */
	bool		span_is_stable; /* it cannot differ from row to row */
	int32		year;			/* of the newest entry of the ring */
	int32		newest;			/* where in the ring that is */
	int32		present;		/* how many entries have rows and are known */
	int64		next_row;		/* first row that is not yet in the ring */
	int32		next_year;		/* its year, known from looking ahead */
	int64		mark;			/* rows before it may be forgotten */
	Rate		pooled;			/* sum of the entries of the ring */
	YearTotal  *ring;			/* one entry per year of the span */
} RollingState;

/*
 * How to read a row: from one rate argument or from two counts. The year is
 * the argument after it, the span the last one.
 */
typedef struct RollingInput
{
	WindowObject winobj;
	Oid			count_type;		/* InvalidOid for a rate */
	int			year_arg;
	Oid			year_type;		/* integer or double precision */
} RollingInput;

static Datum
row_argument(const RollingInput *input, int arg, int ahead, bool *isnull, bool *isout)
{
	*isout = false;
	if (ahead == 0)
		return WinGetFuncArgCurrent(input->winobj, arg, isnull);
	return WinGetFuncArgInPartition(input->winobj, arg, ahead, WINDOW_SEEK_CURRENT,
									false, isnull, isout);
}

/*
 * Add the counts of one row, "ahead" rows after the current one, to its year.
 */
static void
add_row(const RollingInput *input, int ahead, YearTotal *year)
{
	bool		isnull[2];
	bool		isout;
	Datum		values[2];

	values[0] = row_argument(input, 0, ahead, &isnull[0], &isout);
	if (OidIsValid(input->count_type))
	{
		int64		counts[2];
		Rate		row;

		values[1] = row_argument(input, 1, ahead, &isnull[1], &isout);
		if (isnull[0] || isnull[1])
		{
			year->known = false;
			return;
		}
		counts[0] = count_from_datum(values[0], input->count_type);
		counts[1] = count_from_datum(values[1], input->count_type);
		rate_from_counts(&row, &counts[0], &counts[1]);
		rate_add(&year->total, &row);
	}
	else if (isnull[0])
		year->known = false;
	else
		rate_add(&year->total, DatumGetRateP(values[0]));
}

/*
 * A year as extract(), a statistics package or a driver gives it.
 */
static int32
whole_year(double year)
{
	if (isnan(year) || year != rint(year))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("year of a rolling rate must be a whole number"),
				 errhint("Write extract(year FROM date), or trunc(year)::integer if the fraction has no meaning.")));
	if (!FLOAT8_FITS_IN_INT32(year))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("year of a rolling rate is out of range"),
				 errhint("Map codes for \"unknown\" to NULL, and leave rows without a year out with a WHERE clause.")));
	return (int32) year;
}

/*
 * The year of a row; false behind the end of the partition.
 */
static bool
row_year(const RollingInput *input, int ahead, int32 *year)
{
	bool		isnull;
	bool		isout;
	Datum		value = row_argument(input, input->year_arg, ahead, &isnull, &isout);

	if (isout)
		return false;
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("year of a rolling rate must not be null"),
				 errhint("Leave rows without a year out with a WHERE clause, and count them apart.")));
	*year = input->year_type == INT4OID ? DatumGetInt32(value) : whole_year(DatumGetFloat8(value));
	return true;
}

static int32
read_span(const RollingInput *input)
{
	bool		isnull;
	int32		span = DatumGetInt32(WinGetFuncArgCurrent(input->winobj,
														  input->year_arg + 1, &isnull));

	if (isnull || span < 1 || span > MAX_SPAN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("span of a rolling rate must be from 1 to %d years", MAX_SPAN)));
	return span;
}

/*
 * The state of the partition; its first row opens it.
 */
static RollingState *
rolling_state(const RollingInput *input, FunctionCallInfo fcinfo)
{
	RollingState *state = WinGetPartitionLocalMemory(input->winobj, sizeof(RollingState));

	if (state->span == 0)
	{
		refuse_null_treatment(fcinfo);
		state->span = read_span(input);
		state->span_is_stable = get_fn_expr_arg_stable(fcinfo->flinfo, input->year_arg + 1);
		state->ring = MemoryContextAllocZero(GetMemoryChunkContext(state), state->span * sizeof(YearTotal));
		row_year(input, 0, &state->next_year);
		state->year = state->next_year;
	}
	else if (!state->span_is_stable && state->span != read_span(input))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("span of a rolling rate must be the same for all rows of a partition")));
	return state;
}

/*
 * Let the ring's newest year become "year": the years that leave are taken
 * out of the pool, the ones that come in start empty.
 */
static void
advance_ring(RollingState *state, int32 year)
{
	int64		steps = Min((int64) year - state->year, (int64) state->span);

	while (steps-- > 0)
	{
		YearTotal  *slot;

		state->newest = state->newest + 1 < state->span ? state->newest + 1 : 0;
		slot = &state->ring[state->newest];
		if (slot->known)
			state->present--;
		rate_subtract(&state->pooled, &slot->total);
		memset(slot, 0, sizeof(YearTotal));
	}
	state->year = year;
}

/*
 * The pooled rate at the current row, or NULL while the window is incomplete.
 */
static const Rate *
rolling_rate(const RollingInput *input, FunctionCallInfo fcinfo)
{
	WindowObject winobj = input->winobj;
	int64		row = WinGetCurrentPosition(winobj);
	RollingState *state = rolling_state(input, fcinfo);
	YearTotal  *newest;
	int			ahead = 0;

	/* A later row of a year whose rows have all been added up. */
	if (row < state->next_row)
		return state->present == state->span ? &state->pooled : NULL;

	if (state->next_year < state->year)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("years of a rolling rate are not in order"),
				 errhint("Write OVER (PARTITION BY area ORDER BY year).")));
	advance_ring(state, state->next_year);

	newest = &state->ring[state->newest];
	newest->known = true;
	do
	{
		CHECK_FOR_INTERRUPTS();
		add_row(input, ahead++, newest);
	} while (row_year(input, ahead, &state->next_year) && state->next_year == state->year);

	rate_add(&state->pooled, &newest->total);
	if (newest->known)
		state->present++;
	state->next_row = row + ahead;

	/* Rows that were read are let go in lots, because that costs time too. */
	if (row - state->mark >= MARK_INTERVAL)
	{
		WinSetMarkPosition(winobj, row);
		state->mark = row;
	}

	return state->present == state->span ? &state->pooled : NULL;
}

static Datum
rolling_rate_of_rates(FunctionCallInfo fcinfo, Oid year_type)
{
	RollingInput input = {PG_WINDOW_OBJECT(), InvalidOid, 1, year_type};
	const Rate *pooled = rolling_rate(&input, fcinfo);
	Rate	   *result;

	if (!pooled)
		PG_RETURN_NULL();
	result = palloc(sizeof(Rate));
	*result = *pooled;
	PG_RETURN_RATE_P(result);
}

Datum
kansrijk_rolling_rate(PG_FUNCTION_ARGS)
{
	return rolling_rate_of_rates(fcinfo, INT4OID);
}

Datum
kansrijk_rolling_rate_float8_year(PG_FUNCTION_ARGS)
{
	return rolling_rate_of_rates(fcinfo, FLOAT8OID);
}

static Datum
rolling_rate_per_1000(FunctionCallInfo fcinfo, Oid count_type, Oid year_type)
{
	RollingInput input = {PG_WINDOW_OBJECT(), count_type, 2, year_type};
	const Rate *pooled = rolling_rate(&input, fcinfo);

	if (!pooled || pooled->denominator == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(rate_per(pooled, 1000));
}

Datum
kansrijk_rolling_rate_per_1000_smallint(PG_FUNCTION_ARGS)
{
	return rolling_rate_per_1000(fcinfo, INT2OID, INT4OID);
}

Datum
kansrijk_rolling_rate_per_1000_integer(PG_FUNCTION_ARGS)
{
	return rolling_rate_per_1000(fcinfo, INT4OID, INT4OID);
}

Datum
kansrijk_rolling_rate_per_1000(PG_FUNCTION_ARGS)
{
	return rolling_rate_per_1000(fcinfo, INT8OID, INT4OID);
}

Datum
kansrijk_rolling_rate_per_1000_numeric(PG_FUNCTION_ARGS)
{
	return rolling_rate_per_1000(fcinfo, NUMERICOID, INT4OID);
}

Datum
kansrijk_rolling_rate_per_1000_numeric_float8_year(PG_FUNCTION_ARGS)
{
	return rolling_rate_per_1000(fcinfo, NUMERICOID, FLOAT8OID);
}
