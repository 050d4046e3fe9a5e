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

/* What can be computed of a cell: of a rate that is shown, and of a count, all. */
#define NUMERATOR 1
#define DENOMINATOR 2
#define COMPLEMENT 4
#define ALL_PARTS (NUMERATOR | DENOMINATOR | COMPLEMENT)

static const uint8 part_of[SDC_FIGURES] = {
	[SDC_COUNTS] = NUMERATOR, [SDC_COMPLEMENTS] = COMPLEMENT, [SDC_DENOMINATORS] = DENOMINATOR
};

/* What is kept for a partition. */
typedef struct Finding
{
	bool		is_hidden;
	bool		is_exposed;		/* what it is hidden for */
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
	bool		of_parts;		/* all that can be computed matters, not only what is hidden */
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

/* Hidden cells of which the figure is 1 or more, where zeros of it are shown. */
static void
find_least_of(const Partition *partition, const bool *is_hidden, SdcFigure figure, uint8 *least)
{
	if (figure != SDC_DENOMINATORS)
		find_least(partition, is_hidden, figure == SDC_COMPLEMENTS, least);
	else
		for (int32 row = 0; row < partition->cube.cells; row++)
			least[row] = is_hidden[row] && partition->cube.input[row].has_value && partition->cube.input[row].denominator > 0;
}

/* Is a figure of a hidden cell what its status is for? As sdc_status has it. */
static bool
is_reason_to_hide(FunctionCallInfo fcinfo, const Arguments *arguments, const Partition *partition, int32 row,
				  SdcFigure figure)
{
	const SdcInputCell *cell = &partition->cube.input[row];
	CellValue	value = {true, cell->count, cell->denominator};
	CellStatus	by_rule;
	bool		isnull;
	Datum		status;
	bool		is_safe[2];

	if (!partition->policy || !partition->cube.is_rate || !cell->has_value)
		return true;
	by_rule = sdc_primary_status(partition->policy, &value);
	status = partition_argument(PG_WINDOW_OBJECT(), arguments->status, row, &isnull);
	for (int of_complement = 0; of_complement < 2; of_complement++)
		is_safe[of_complement] = cell_status_of(fcinfo, arguments->status, status) == by_rule &&
			by_rule != CELL_PRIMARY_GROUP && !sdc_is_secret(partition->policy, &value, of_complement);
	return figure == SDC_DENOMINATORS ? is_safe[0] && is_safe[1] : !is_safe[figure == SDC_COMPLEMENTS];
}

/* Do the rules look at the figure at all? Without them all of it matters. */
static bool
is_bounded(const Partition *partition, SdcFigure figure)
{
	const SdcPolicy *policy = partition->policy;

	if (figure == SDC_COUNTS)
		return true;
	if (!partition->cube.is_rate)
		return false;
	if (figure == SDC_COMPLEMENTS)
		return !policy || policy->min_complement > 0;
	return policy && !policy->protect_zero && policy->min_denominator > 1;
}

/*
 * What is exposed in addition where zeros are shown, so that hidden counts,
 * complements or denominators are 1 or more. Sums that may be off tell nothing
 * exactly.
 */
static void
add_exposed_by_bounds(FunctionCallInfo fcinfo, const Arguments *arguments, Partition *partition,
					  const SdcRelations *relations, const SdcSystem *system, SdcFigure figure, Finding *finding)
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
		value[c] = !cell->has_value ? SDC_UNKNOWN_VALUE :
			figure == SDC_COUNTS ? cell->count :
			figure == SDC_DENOMINATORS ? cell->denominator : cell->denominator - cell->count;
		if (value[c] < 0)
			return;
	}
	find_least_of(partition, is_hidden, figure, least);
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
		{
			finding[c].parts |= part_of[figure];
			finding[c].is_exposed = finding[c].is_exposed ||
				(is_bounded(partition, figure) &&
				 (c >= partition->cube.cells || is_reason_to_hide(fcinfo, arguments, partition, c, figure)));
		}
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
	Finding    *finding;

	read_partition(fcinfo, &arguments->partition, &partition);
	relations = sdc_relate_cube(&partition.cube, &partition.hooks, &report);
	if (!relations)
		report_problem(&partition, &report);
	cells = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells * sizeof(SdcCell));
	by_sums = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	finding = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells * sizeof(Finding));
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
		finding[c] = (Finding) {cells[c].state == SDC_PROTECTED, by_sums[c], by_sums[c] ? ALL_PARTS : 0};
	for (SdcFigure figure = SDC_COUNTS; figure < SDC_FIGURES && partition.cube.tolerance == 0; figure++)
		if (is_bounded(&partition, figure) ||
			(figure == SDC_COMPLEMENTS && arguments->of_parts && partition.cube.is_rate))
			add_exposed_by_bounds(fcinfo, arguments, &partition, relations, &system, figure, finding);
	for (int32 row = 0; row < partition.cube.cells; row++)
	{
		uint8		parts = finding[row].is_hidden ? finding[row].parts : ALL_PARTS;

		/* Of three, two tell the third. */
		if ((parts & (parts - 1)) != 0)
			parts = ALL_PARTS;
		state->finding[row] = (Finding) {finding[row].is_hidden, finding[row].is_exposed, parts};
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
	PG_RETURN_BOOL(finding.is_exposed);
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
	Arguments	arguments = {{0, 1, 3, 4, 2, 6}, 2, true};

	PG_RETURN_INT16(find_cell(fcinfo, &arguments).parts);
}
