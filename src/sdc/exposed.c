/*-------------------------------------------------------------------------
 *
 * exposed.c
 *		Window function sdc_exposed: can a hidden cell be computed from
 *		published ones? And exposed_parts_of: which of its counts?
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "miscadmin.h"
#include "sdc/bounds.h"
#include "sdc/eliminate.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_exposed);
PG_FUNCTION_INFO_V1(kansrijk_sdc_exposed_policy);
PG_FUNCTION_INFO_V1(kansrijk_sdc_exposed_of);
PG_FUNCTION_INFO_V1(kansrijk_sdc_exposed_parts_of);

/* What can be computed of a cell; of one that is not hidden, or is no rate and exposed, all. */
#define NUMERATOR 1
#define DENOMINATOR 2
#define COMPLEMENT 4
#define ALL_PARTS (NUMERATOR | DENOMINATOR | COMPLEMENT)

/* What is kept for a partition. */
typedef struct Finding
{
	bool		is_hidden;
	uint8		parts;
} Finding;

typedef struct PartitionState
{
	bool		decided;
	Finding		finding[FLEXIBLE_ARRAY_MEMBER];
} PartitionState;

/* Where the functions have their arguments. */
typedef struct Arguments
{
	PartitionArguments partition;
	int			status;
} Arguments;

static SdcCellState
state_of_row(FunctionCallInfo fcinfo, const Arguments *arguments, int32 row)
{
	bool		isnull;
	Datum		value = partition_argument(PG_WINDOW_OBJECT(), arguments->status, row, &isnull);

	if (isnull)
		return SDC_HIDDEN;
	switch (cell_status_of(fcinfo, arguments->status, value))
	{
		case CELL_PUBLISH:
		case CELL_EMPTY:
			return SDC_PUBLISHED;
		default:
			return SDC_PROTECTED;
	}
}

/*
 * What is exposed in addition where zeros are shown, so that hidden counts, or
 * complements, are 1 or more. Sums that may be off tell nothing exactly.
 */
static void
add_exposed_by_bounds(Partition *partition, const SdcRelations *relations, const SdcSystem *system, bool of_complements,
					  uint8 *exposed)
{
	bool	   *is_hidden = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	bool	   *by_bounds = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	bool	   *tight = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	uint8	   *least = MemoryContextAllocExtended(CurrentMemoryContext, relations->cells,
												   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	int64	   *value = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells * sizeof(int64));
	SdcValues	values = {value, least};

	for (int32 c = 0; c < relations->cells; c++)
	{
		const SdcRelatedCell *cell = &relations->cell[c];

		is_hidden[c] = system->cell[c].state == SDC_PROTECTED;
		value[c] = !cell->has_value ? SDC_UNKNOWN_VALUE : of_complements ? cell->denominator - cell->count : cell->count;
		if (value[c] < 0)
			return;
	}
	find_least(partition, is_hidden, of_complements, least);
	if (!memchr(least, 1, relations->cells) && (!partition->policy || partition->policy->protect_zero))
		return;
	PG_TRY();
	{
		sdc_exposed_by_bounds(system, &values, &partition->hooks, partition->workspace.limit, by_bounds, tight, NULL);
	}
	PG_CATCH();
	{
		sdc_lp_close();
		PG_RE_THROW();
	}
	PG_END_TRY();
	for (int32 c = 0; c < relations->cells; c++)
		if (by_bounds[c])
			exposed[c] |= of_complements ? COMPLEMENT : NUMERATOR;
}

static void
audit_partition(FunctionCallInfo fcinfo, const Arguments *arguments, PartitionState *state)
{
	Partition	partition;
	SdcRelations *relations;
	SdcReport	report;
	SdcSystem	system;
	SdcCell    *cells;
	bool	   *by_sums;
	uint8	   *exposed;

	read_partition(fcinfo, &arguments->partition, &partition);
	relations = sdc_relate_cube(&partition.cube, &partition.hooks, &report);
	if (!relations)
		report_problem(&partition, &report);
	cells = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells * sizeof(SdcCell));
	by_sums = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	exposed = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	for (int32 c = 0; c < relations->cells; c++)
	{
		CHECK_FOR_INTERRUPTS();
		cells[c] = (SdcCell) {.state = SDC_HIDDEN, .unit = {-1, -1}};
		if (c < partition.cube.cells)
			cells[c].state = state_of_row(fcinfo, arguments, c);
		else if (relations->cell[c].is_empty)
			cells[c].state = SDC_PUBLISHED;
	}
	system = (SdcSystem) {
		relations->cells, cells, relations->relations, relations->start, relations->members, relations->implied
	};
	sdc_exposed(&system, &partition.hooks, by_sums);
	for (int32 c = 0; c < relations->cells; c++)
		exposed[c] = by_sums[c] ? ALL_PARTS : 0;
	if (partition.cube.tolerance == 0)
	{
		add_exposed_by_bounds(&partition, relations, &system, false, exposed);
		if (partition.cube.is_rate)
			add_exposed_by_bounds(&partition, relations, &system, true, exposed);
	}
	for (int32 row = 0; row < partition.cube.cells; row++)
	{
		bool		is_hidden = cells[row].state == SDC_PROTECTED;
		uint8		parts = is_hidden ? exposed[row] : ALL_PARTS;

		if ((parts & NUMERATOR) && (parts & COMPLEMENT))
			parts = ALL_PARTS;
		state->finding[row] = (Finding) {is_hidden, parts};
	}
	state->decided = true;
	close_partition(&partition);
}

static Finding
find_cell(FunctionCallInfo fcinfo, const Arguments *arguments)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int32		rows = partition_rows(winobj, &arguments->partition);
	PartitionState *state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, finding) +
													   (Size) rows * sizeof(Finding));

	if (!state->decided)
		audit_partition(fcinfo, arguments, state);
	return state->finding[WinGetCurrentPosition(winobj)];
}

static Datum
exposed_cell(FunctionCallInfo fcinfo, const Arguments *arguments)
{
	Finding		finding = find_cell(fcinfo, arguments);

	if (!finding.is_hidden)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(finding.parts != 0);
}

/* sdc_exposed(value, status, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_exposed(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, -1, 2, 3, PG_NARGS() - 3}, 1};

	return exposed_cell(fcinfo, &arguments);
}

/* sdc_exposed(value, policy, status, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_exposed_policy(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 3, 4, PG_NARGS() - 4}, 2};

	return exposed_cell(fcinfo, &arguments);
}

/* exposed_of(value, policy, status, grouping_mask, block, period, labels) OVER (...) */
Datum
kansrijk_sdc_exposed_of(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 3, 4, 2, 6}, 2};

	return exposed_cell(fcinfo, &arguments);
}

/* exposed_parts_of(value, policy, status, grouping_mask, block, period, labels) OVER (...) */
Datum
kansrijk_sdc_exposed_parts_of(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 3, 4, 2, 6}, 2};

	PG_RETURN_INT16(find_cell(fcinfo, &arguments).parts);
}
