/*-------------------------------------------------------------------------
 *
 * round_small_window.c
 *		Window functions sdc_round_small and sdc_round_small_given.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "miscadmin.h"
#include "sdc/round_small.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_round_small);
PG_FUNCTION_INFO_V1(kansrijk_sdc_round_small_given);

typedef struct Arguments
{
	PartitionArguments partition;
	int			base;
	int			published;		/* or -1 */
} Arguments;

/* What is kept for a partition. */
typedef struct PartitionState
{
	bool		decided;
	int64		rounded[FLEXIBLE_ARRAY_MEMBER]; /* -1 = not published */
} PartitionState;

static int64
read_base(WindowObject winobj, int argument, int64 row, int64 before)
{
	bool		isnull;
	int64		base = DatumGetInt64(partition_argument(winobj, argument, row, &isnull));

	if (isnull || base < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rounding base must be at least 1")));
	if (row > 0 && base != before)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rounding base must be the same for all rows of a table system")));
	return base;
}

static void
report_rounding(SdcRoundProblem problem)
{
	if (problem == SDC_ROUND_UNKNOWN)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a cell of the table system has no count"),
				 errdetail("A count is null, or there are no rows of the single points of ranges that overlap, "
						   "or of the joint level of two ways to split a total."),
				 errhint("Only known counts can be rounded. Give the rows of all parts, with published => false where they are not shown.")));
	if (problem == SDC_ROUND_NOT_NESTED)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("a total is split in two ways that have no parts in common"),
				 errhint("Add the rows of the joint level to the grouping sets, with published => false where they are not shown.")));
}

static void
decide_partition(FunctionCallInfo fcinfo, const Arguments *arguments, PartitionState *state)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Partition	partition;
	SdcRelations *relations;
	SdcReport	report;
	int64		base = 0;
	int64	   *rounded;
	uint64	   *label;
	bool	   *published;

	read_partition(fcinfo, &arguments->partition, &partition);
	relations = sdc_relate_cube(&partition.cube, &partition.hooks, &report);
	if (!relations)
		report_problem(&partition, &report);
	rounded = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells * sizeof(int64));
	label = MemoryContextAllocExtended(CurrentMemoryContext, relations->cells * sizeof(uint64),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	published = MemoryContextAllocExtended(CurrentMemoryContext, relations->cells, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int32 row = 0; row < partition.cube.cells; row++)
	{
		bool		isnull = false;

		CHECK_FOR_INTERRUPTS();
		base = read_base(winobj, arguments->base, row, base);
		label[row] = partition.input[row].label;
		published[row] = arguments->published < 0 ||
			DatumGetBool(partition_argument(winobj, arguments->published, row, &isnull)) || isnull;
	}
	report_rounding(sdc_round_small(relations, published, label, base, &partition.hooks, rounded));
	for (int32 row = 0; row < partition.cube.cells; row++)
		state->rounded[row] = published[row] ? rounded[row] : -1;
	state->decided = true;
	close_partition(&partition);
}

static Datum
round_small(FunctionCallInfo fcinfo, const Arguments *arguments)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int32		rows = partition_rows(winobj, &arguments->partition);
	PartitionState *state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, rounded) + rows * sizeof(int64));
	int64		rounded;

	if (!state->decided)
		decide_partition(fcinfo, arguments, state);
	rounded = state->rounded[WinGetCurrentPosition(winobj)];
	if (rounded < 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(rounded);
}

/* sdc_round_small(count, base, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_round_small(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, -1, 2, 3, PG_NARGS() - 3}, 1, -1};

	return round_small(fcinfo, &arguments);
}

/* sdc_round_small_given(count, base, published, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_round_small_given(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, -1, 3, 4, PG_NARGS() - 4}, 1, 2};

	return round_small(fcinfo, &arguments);
}
