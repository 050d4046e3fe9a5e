/*-------------------------------------------------------------------------
 *
 * interval_window.c
 *		Window functions sdc_interval and sdc_interval_given.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "sdc/interval.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_interval);
PG_FUNCTION_INFO_V1(kansrijk_sdc_interval_policy);
PG_FUNCTION_INFO_V1(kansrijk_sdc_interval_given);
PG_FUNCTION_INFO_V1(kansrijk_sdc_interval_of);
PG_FUNCTION_INFO_V1(kansrijk_sdc_interval_asked);

typedef struct Arguments
{
	PartitionArguments partition;
	int			status;
	int			prior;			/* or -1 */
	int			asked;			/* or 0: of every hidden cell */
} Arguments;

/* What is kept for a partition: of a cell that is not wanted, high < low. */
typedef struct PartitionState
{
	bool		decided;
	SdcInterval interval[FLEXIBLE_ARRAY_MEMBER];
} PartitionState;

/* One end of a prior range as a whole count, within the range. */
static int64
whole_bound(const RangeBound *bound, int64 when_infinite)
{
	Datum		bigint_limit;
	Datum		whole;
	bool		is_whole;

	if (bound->infinite)
		return when_infinite;
	whole = DirectFunctionCall1(bound->lower ? numeric_ceil : numeric_floor, bound->val);
	is_whole = DatumGetBool(DirectFunctionCall2(numeric_eq, whole, bound->val));
	bigint_limit = DirectFunctionCall1(int8_numeric, Int64GetDatum(PG_INT64_MAX));
	if (DatumGetBool(DirectFunctionCall2(numeric_ge, whole, bigint_limit)))
		return SDC_UNBOUNDED;
	if (!bound->inclusive && is_whole)
		whole = DirectFunctionCall2(bound->lower ? numeric_add : numeric_sub, whole,
									DirectFunctionCall1(int8_numeric, Int64GetDatum(1)));
	if (DatumGetBool(DirectFunctionCall2(numeric_le, whole, DirectFunctionCall1(int8_numeric, Int64GetDatum(0)))))
		return bound->lower ? 0 : DatumGetInt64(DirectFunctionCall1(numeric_int8, whole)) < 0 ? -1 : 0;
	return DatumGetInt64(DirectFunctionCall1(numeric_int8, whole));
}

static SdcInterval
read_prior(TypeCacheEntry *type, Datum value, bool isnull)
{
	SdcInterval prior = {0, SDC_UNBOUNDED};
	RangeBound	lower;
	RangeBound	upper;
	bool		is_empty;

	if (isnull)
		return prior;
	range_deserialize(type, DatumGetRangeTypeP(value), &lower, &upper, &is_empty);
	if (!is_empty)
	{
		prior.low = whole_bound(&lower, 0);
		prior.high = whole_bound(&upper, SDC_UNBOUNDED);
	}
	if (is_empty || prior.high < prior.low)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("prior range of a cell contains no count"),
				 errhint("Pass NULL where nothing is known beforehand.")));
	return prior;
}

static void
report_solver(SdcLpStatus status)
{
	if (status == SDC_LP_INFEASIBLE)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("no table of counts fits what is published"),
				 errhint("Check the prior ranges, and the tolerance of the policy for weighted counts.")));
	if (status == SDC_LP_FAILED)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the linear programme of a table system cannot be solved"),
				 errdetail("It needs more memory or time than it may use, or more than double precision."),
				 errhint("Raise work_mem, or audit independent tables apart with PARTITION BY.")));
}

/*
 * The intervals of wanted cells, given what the reader knows. GLPK is closed
 * whatever happens.
 */
static void
solve_partition(Partition *partition, const bool *wanted, const bool *lone, const int32_t *unit,
				SdcKnowledge *known, SdcInterval *interval)
{
	volatile SdcLpStatus status = SDC_LP_FAILED;

	PG_TRY();
	{
		if (lone)
			status = sdc_intervals_of_units(known, wanted, lone, unit, &partition->hooks,
											partition->workspace.limit, interval);
		else
			status = sdc_intervals(known, wanted, SDC_UNBOUNDED, &partition->hooks, partition->workspace.limit, interval);
	}
	PG_CATCH();
	{
		sdc_lp_close();
		PG_RE_THROW();
	}
	PG_END_TRY();
	report_solver(status);
}

static void
decide_partition(FunctionCallInfo fcinfo, const Arguments *arguments, PartitionState *state)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Partition	partition;
	SdcKnowledge known;
	SdcRelations *relations;
	SdcReport	report;
	SdcInterval *interval;
	SdcInterval *prior = NULL;
	TypeCacheEntry *range = NULL;
	int64	   *value;
	bool	   *has_value;
	bool	   *is_known;
	bool	   *hidden;
	bool	   *wanted;
	uint8	   *least;
	bool	   *lone = NULL;

	read_partition(fcinfo, &arguments->partition, &partition);
	partition.cube.protect_singletons = partition.policy && partition.policy->protect_singletons;
	relations = sdc_relate_cube(&partition.cube, &partition.hooks, &report);
	if (!relations)
		report_problem(&partition, &report);

#define ARRAY(type) MemoryContextAllocExtended(CurrentMemoryContext, relations->cells * sizeof(type), \
											   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO)
	value = ARRAY(int64);
	has_value = ARRAY(bool);
	is_known = ARRAY(bool);
	hidden = ARRAY(bool);
	wanted = ARRAY(bool);
	least = ARRAY(uint8);
	interval = ARRAY(SdcInterval);
	if (arguments->prior >= 0)
	{
		range = lookup_type_cache(NUMRANGEOID, TYPECACHE_RANGE_INFO);
		prior = ARRAY(SdcInterval);
		for (int32 c = 0; c < relations->cells; c++)
			prior[c].high = SDC_UNBOUNDED;
	}
	if (relations->unit)
		lone = ARRAY(bool);
#undef ARRAY

	for (int32 c = 0; c < relations->cells; c++)
	{
		value[c] = relations->cell[c].count;
		has_value[c] = relations->cell[c].has_value;
		is_known[c] = relations->cell[c].is_empty;
	}
	for (int32 row = 0; row < partition.cube.cells; row++)
	{
		bool		isnull;
		Datum		status = partition_argument(winobj, arguments->status, row, &isnull);
		CellStatus	cell_status;

		CHECK_FOR_INTERRUPTS();
		if (isnull)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("cell status must not be null"),
					 errhint("Pass the result of sdc_status for the same rows.")));
		cell_status = cell_status_of(fcinfo, arguments->status, status);
		is_known[row] = cell_status == CELL_PUBLISH || cell_status == CELL_EMPTY;
		hidden[row] = !is_known[row];
		wanted[row] = hidden[row];
		if (wanted[row] && arguments->asked > 0)
			wanted[row] = DatumGetBool(partition_argument(winobj, arguments->asked, row, &isnull)) && !isnull;
		if (lone)
			lone[row] = hidden[row] && has_value[row] && value[row] == 1;
		if (prior)
		{
			Datum		bounds = partition_argument(winobj, arguments->prior, row, &isnull);

			prior[row] = read_prior(range, bounds, isnull);
		}
	}

	find_least(&partition, hidden, false, least);
	known = (SdcKnowledge)
	{
		.cells = relations->cells,
		.value = value,
		.has_value = has_value,
		.is_known = is_known,
		.prior = prior,
		.least = least,
		.relations = relations->relations,
		.start = relations->start,
		.members = relations->members,
		.implied = relations->implied,
		.tolerance = partition.cube.tolerance,
	};
	solve_partition(&partition, wanted, lone, relations->unit, &known, interval);
	for (int32 row = 0; row < partition.cube.cells; row++)
		state->interval[row] = wanted[row] ? interval[row] : (SdcInterval) {0, -1};
	state->decided = true;
	close_partition(&partition);
}

static Datum
interval_datum(const SdcInterval *interval)
{
	TypeCacheEntry *type = lookup_type_cache(NUMRANGEOID, TYPECACHE_RANGE_INFO);
	RangeBound	lower = {.inclusive = true, .lower = true};
	RangeBound	upper = {.inclusive = true, .infinite = interval->high == SDC_UNBOUNDED};

	lower.val = DirectFunctionCall1(int8_numeric, Int64GetDatum(interval->low));
	if (upper.infinite)
		upper.inclusive = false;
	else
		upper.val = DirectFunctionCall1(int8_numeric, Int64GetDatum(interval->high));
	return RangeTypePGetDatum(make_range_hard(type, &lower, &upper, false));
}

static Datum
sdc_interval(FunctionCallInfo fcinfo, const Arguments *arguments)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int32		rows = partition_rows(winobj, &arguments->partition);
	PartitionState *state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, interval) +
													   rows * sizeof(SdcInterval));
	const SdcInterval *interval;

	if (!state->decided)
		decide_partition(fcinfo, arguments, state);
	interval = &state->interval[WinGetCurrentPosition(winobj)];
	if (interval->high < interval->low)
		PG_RETURN_NULL();
	return interval_datum(interval);
}

/* sdc_interval(value, status, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_interval(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, -1, 2, 3, PG_NARGS() - 3}, 1, -1};

	return sdc_interval(fcinfo, &arguments);
}

/* sdc_interval(value, policy, status, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_interval_policy(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 3, 4, PG_NARGS() - 4}, 2, -1};

	return sdc_interval(fcinfo, &arguments);
}

/* sdc_interval_given(value, policy, status, prior, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_interval_given(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 4, 5, PG_NARGS() - 5}, 2, 3};

	return sdc_interval(fcinfo, &arguments);
}

/* interval_of(value, policy, status, grouping_mask, block, period, labels) OVER (...) */
Datum
kansrijk_sdc_interval_of(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 3, 4, 2, 6}, 2, -1};

	return sdc_interval(fcinfo, &arguments);
}

/* interval_asked(value, policy, status, prior, asked, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_interval_asked(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 5, 6, PG_NARGS() - 6}, 2, 3, 4};

	return sdc_interval(fcinfo, &arguments);
}
