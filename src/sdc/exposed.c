/*-------------------------------------------------------------------------
 *
 * exposed.c
 *		Window function sdc_exposed: is a hidden cell a combination of
 *		published ones?
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "miscadmin.h"
#include "sdc/eliminate.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_exposed);

/* What is kept for a partition. */
typedef enum Finding
{
	NOT_HIDDEN,
	SAFE,
	EXPOSED
} Finding;

typedef struct PartitionState
{
	bool		decided;
	uint8		finding[FLEXIBLE_ARRAY_MEMBER];
} PartitionState;

static SdcCellState
state_of_row(FunctionCallInfo fcinfo, int32 row)
{
	bool		isnull;
	Datum		value = partition_argument(PG_WINDOW_OBJECT(), 1, row, &isnull);

	if (isnull)
		return SDC_HIDDEN;
	switch (cell_status_of(fcinfo, 1, value))
	{
		case CELL_PUBLISH:
		case CELL_EMPTY:
			return SDC_PUBLISHED;
		default:
			return SDC_PROTECTED;
	}
}

static void
audit_partition(FunctionCallInfo fcinfo, const PartitionArguments *arguments, PartitionState *state)
{
	Partition	partition;
	SdcRelations *relations;
	SdcReport	report;
	SdcSystem	system;
	SdcCell    *cells;
	bool	   *exposed;

	read_partition(fcinfo, arguments, &partition);
	relations = sdc_relate_cube(&partition.cube, &partition.hooks, &report);
	if (!relations)
		report_problem(&partition, &report);
	cells = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells * sizeof(SdcCell));
	exposed = MemoryContextAllocHuge(CurrentMemoryContext, relations->cells);
	for (int32 c = 0; c < relations->cells; c++)
	{
		CHECK_FOR_INTERRUPTS();
		cells[c] = (SdcCell) {.state = SDC_HIDDEN, .unit = {-1, -1}};
		if (c < partition.cube.cells)
			cells[c].state = state_of_row(fcinfo, c);
		else if (relations->cell[c].is_empty)
			cells[c].state = SDC_PUBLISHED;
	}
	system = (SdcSystem) {
		relations->cells, cells, relations->relations, relations->start, relations->members, relations->implied
	};
	sdc_exposed(&system, &partition.hooks, exposed);
	for (int32 row = 0; row < partition.cube.cells; row++)
		state->finding[row] = cells[row].state != SDC_PROTECTED ? NOT_HIDDEN : exposed[row] ? EXPOSED : SAFE;
	state->decided = true;
	close_partition(&partition);
}

/* sdc_exposed(value, status, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_exposed(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	PartitionArguments arguments = {0, -1, 2, 3, PG_NARGS() - 3};
	int32		rows = partition_rows(winobj, &arguments);
	PartitionState *state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, finding) + rows);
	Finding		finding;

	if (!state->decided)
		audit_partition(fcinfo, &arguments, state);
	finding = state->finding[WinGetCurrentPosition(winobj)];
	if (finding == NOT_HIDDEN)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(finding == EXPOSED);
}
