/*-------------------------------------------------------------------------
 *
 * rate_aggregate.c
 *		Transition functions of the aggregates rate(...), rate_per_1000(...)
 *		and percentage(...).
 *
 * The state is a rate. It starts at 0/0, so that no function here ever sees a
 * missing state, and is changed in place, which is allowed only for the state
 * that the executor owns: called as an ordinary function each of these works
 * on a copy. The three aggregates of one argument form differ in their final
 * function only, so the executor keeps one state for all of them.
 *
 * Counts are integers, so the moving-window inverse is exact and never has to
 * give up: a window, a plain aggregate and a roll-up agree to the bit.
 *
 *-------------------------------------------------------------------------
 */
#include "rate/rate.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_rate_accum_event);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_event_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_smallint);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_smallint_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_integer);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_integer_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_bigint);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_bigint_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_numeric);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_numeric_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_double);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_double_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_flag);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_flag_inv);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_rate);
PG_FUNCTION_INFO_V1(kansrijk_rate_accum_rate_inv);

MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function is part of an aggregate and cannot be called directly")));
	return context;
}

/*
 * The state as something that may be changed.
 */
static inline Rate *
rate_state(FunctionCallInfo fcinfo)
{
	Rate	   *copy;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("state of the rate aggregate must not be null")));
	if (likely(AggCheckCallContext(fcinfo, NULL)))
		return PG_GETARG_RATE_P(0);

	copy = palloc(sizeof(Rate));
	*copy = *PG_GETARG_RATE_P(0);
	return copy;
}

static inline void
add_unit(Rate *state, bool is_known, bool event)
{
	if (!is_known)
		rate_count(&state->unknown);
	else
	{
		rate_count(&state->denominator);
		if (event)
			rate_count(&state->numerator);
	}
}

static inline void
take_unit(Rate *state, bool is_known, bool event)
{
	Rate		one = {is_known && event, is_known, !is_known};

	rate_subtract(state, &one);
}

Datum
kansrijk_rate_accum_event(PG_FUNCTION_ARGS)
{
	Rate	   *state = rate_state(fcinfo);

	add_unit(state, !PG_ARGISNULL(1), PG_GETARG_BOOL(1));
	PG_RETURN_RATE_P(state);
}

Datum
kansrijk_rate_accum_event_inv(PG_FUNCTION_ARGS)
{
	Rate	   *state = rate_state(fcinfo);

	take_unit(state, !PG_ARGISNULL(1), PG_GETARG_BOOL(1));
	PG_RETURN_RATE_P(state);
}

/*
 * An event as files have it: 1 for yes, 0 for no, in a column of any number
 * type. A code (1 = no, 2 = yes) or a count is none.
 */
static Rate
flagged_unit(FunctionCallInfo fcinfo)
{
	Rate		one = {0, 0, 0};
	double		flag = PG_ARGISNULL(1) ? NAN : PG_GETARG_FLOAT8(1);

	if (isnan(flag))
	{
		one.unknown = 1;
		return one;
	}
	if (flag != 0 && flag != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("event must be 0 or 1"),
				 errhint("Map codes for \"unknown\" to NULL; write rate(code = 2) for a code, rate(events, births) for counts.")));
	one.numerator = flag == 1;
	one.denominator = 1;
	return one;
}

Datum
kansrijk_rate_accum_flag(PG_FUNCTION_ARGS)
{
	Rate	   *state = rate_state(fcinfo);
	Rate		one = flagged_unit(fcinfo);

	rate_add(state, &one);
	PG_RETURN_RATE_P(state);
}

Datum
kansrijk_rate_accum_flag_inv(PG_FUNCTION_ARGS)
{
	Rate	   *state = rate_state(fcinfo);
	Rate		one = flagged_unit(fcinfo);

	rate_subtract(state, &one);
	PG_RETURN_RATE_P(state);
}

/* The argument forms with counts; "counts" has NULL for SQL NULL. */
static Datum
accumulate_counts(FunctionCallInfo fcinfo, const int64 *counts[2], bool inverse)
{
	Rate	   *state = rate_state(fcinfo);
	Rate		row;

	if (rate_from_counts(&row, counts[0], counts[1]))
	{
		if (inverse)
			rate_subtract(state, &row);
		else
			rate_add(state, &row);
	}
	PG_RETURN_RATE_P(state);
}

#define ACCUMULATE_COUNTS(type, read) \
static inline Datum \
accumulate_##type(FunctionCallInfo fcinfo, bool inverse) \
{ \
	int64		values[2]; \
	const int64 *counts[2] = {NULL, NULL}; \
\
	for (int i = 0; i < 2; i++) \
	{ \
		if (PG_ARGISNULL(i + 1)) \
			continue; \
		values[i] = read; \
		counts[i] = &values[i]; \
	} \
	return accumulate_counts(fcinfo, counts, inverse); \
} \
\
Datum \
kansrijk_rate_accum_##type(PG_FUNCTION_ARGS) \
{ \
	return accumulate_##type(fcinfo, false); \
} \
\
Datum \
kansrijk_rate_accum_##type##_inv(PG_FUNCTION_ARGS) \
{ \
	return accumulate_##type(fcinfo, true); \
}

ACCUMULATE_COUNTS(smallint, PG_GETARG_INT16(i + 1))
ACCUMULATE_COUNTS(integer, PG_GETARG_INT32(i + 1))
ACCUMULATE_COUNTS(bigint, PG_GETARG_INT64(i + 1))
ACCUMULATE_COUNTS(double, count_from_datum(PG_GETARG_DATUM(i + 1), FLOAT8OID))
ACCUMULATE_COUNTS(numeric, count_from_datum(PG_GETARG_DATUM(i + 1), NUMERICOID))

/* Roll-up of rates, and the combine function of every aggregate here. */
Datum
kansrijk_rate_accum_rate(PG_FUNCTION_ARGS)
{
	Rate	   *state = rate_state(fcinfo);

	rate_add(state, PG_GETARG_RATE_P(1));
	PG_RETURN_RATE_P(state);
}

Datum
kansrijk_rate_accum_rate_inv(PG_FUNCTION_ARGS)
{
	Rate	   *state = rate_state(fcinfo);

	rate_subtract(state, PG_GETARG_RATE_P(1));
	PG_RETURN_RATE_P(state);
}
