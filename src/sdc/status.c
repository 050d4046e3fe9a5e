/*-------------------------------------------------------------------------
 *
 * status.c
 *		Window functions sdc_status, sdc_status_given and sdc_status_released.
 *
 * The partition is a table system. Its first row reads all rows, hands the
 * cube to cube.c and keeps one status a row for the calls that follow.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "miscadmin.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_status);
PG_FUNCTION_INFO_V1(kansrijk_sdc_status_given);
PG_FUNCTION_INFO_V1(kansrijk_sdc_status_given_marks);
PG_FUNCTION_INFO_V1(kansrijk_sdc_status_released);
PG_FUNCTION_INFO_V1(kansrijk_sdc_status_of);

/* The argument positions of the functions. */
typedef struct Arguments
{
	PartitionArguments partition;
	int			known;			/* or -1 */
	int			released;		/* or -1 */
	int			preference;		/* or -1 */
	int			marks;			/* of three: unsafe, contributors, cost; or 0 */
	int			waived;			/* no rule asks to hide the cell for its own sake; or 0 */
} Arguments;

/* What is kept for a partition. */
typedef struct PartitionState
{
	bool		decided;
	uint8		status[FLEXIBLE_ARRAY_MEMBER];	/* CellStatus of each row */
} PartitionState;

static bool
is_unsafe(CellStatus status)
{
	return status != CELL_PUBLISH && status != CELL_SECONDARY && status != CELL_EMPTY;
}

/*
 * What the user's own rule and the number of contributors say of a cell that the
 * other rules let pass, and what it costs to hide it.
 */
static CellStatus
read_marks(const Arguments *arguments, WindowObject winobj, const SdcPolicy *policy, int64 row, SdcInputCell *cell)
{
	CellStatus	status = CELL_PUBLISH;
	bool		isnull;
	Datum		value;

	value = partition_argument(winobj, arguments->marks + 2, row, &isnull);
	cell->cost = isnull ? 0 : DatumGetInt64(value);
	if (cell->cost < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cost of hiding a cell must not be negative")));
	value = partition_argument(winobj, arguments->marks + 1, row, &isnull);
	if (!isnull && DatumGetInt64(value) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of contributors must not be negative")));
	if (!isnull && DatumGetInt64(value) < policy->min_contributors &&
		(cell->count > 0 || cell->denominator > 0 || policy->protect_zero))
		status = CELL_PRIMARY_CONTRIBUTORS;
	value = partition_argument(winobj, arguments->marks, row, &isnull);
	if (!isnull && DatumGetBool(value))
		status = CELL_PRIMARY_OWN;
	return status;
}

/*
 * What the caller says of a cell, and the status it had, in "status": CELL_EMPTY
 * when that is for us to decide.
 */
static void
read_given(FunctionCallInfo fcinfo, const Arguments *arguments, int64 row, SdcInputCell *cell, uint8 *status)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	bool		isnull;
	Datum		value;

	*status = CELL_EMPTY;
	if (arguments->known >= 0)
	{
		value = partition_argument(winobj, arguments->known, row, &isnull);
		cell->is_known = !isnull && DatumGetBool(value);
		cell->is_working = !isnull && !DatumGetBool(value);
	}
	if (arguments->released >= 0)
	{
		value = partition_argument(winobj, arguments->released, row, &isnull);
		if (!isnull)
			*status = cell_status_of(fcinfo, arguments->released, value);
		cell->is_known = *status == CELL_PUBLISH;
		cell->is_withheld = *status == CELL_SECONDARY;
		cell->is_primary = is_unsafe(*status);
	}
	if (arguments->preference >= 0)
	{
		value = partition_argument(winobj, arguments->preference, row, &isnull);
		cell->preference = isnull ? 0 : DatumGetInt32(value);
	}
}

/* Of a publication: has nobody a preference for the cell, as it is no figure? */
static bool
is_never_shown(const Arguments *arguments, const SdcInputCell *cell)
{
	return arguments->waived > 0 && cell->preference < 0 && !cell->is_withheld;
}

static bool
is_nothing(const CellValue *value, bool of_complement)
{
	return (of_complement ? value->denominator - value->count : value->count) == 0;
}

/*
 * Decide. Intervals are found by GLPK, which is closed whatever happens.
 */
static void
protect_partition(Partition *partition, SdcOutcome *outcome)
{
	SdcReport	report;

	PG_TRY();
	{
		sdc_protect_cube(&partition->cube, &partition->hooks, outcome, &report);
	}
	PG_CATCH();
	{
		sdc_lp_close();
		PG_RE_THROW();
	}
	PG_END_TRY();
	report_problem(partition, &report);
}

/*
 * What hidden parts must add up to. Where zeros are secret a sum of zero tells
 * that all its parts are zero.
 */
static int64
least_sum(const SdcPolicy *policy, int64 smallest)
{
	if (policy->min_suppressed_sum == 0 && policy->protect_zero && smallest > 0)
		return 1;
	return policy->min_suppressed_sum;
}

/*
 * Read the partition, decide, and keep the statuses.
 */
static void
decide_partition(FunctionCallInfo fcinfo, const Arguments *arguments, PartitionState *state)
{
	Partition	partition;
	SdcCube    *cube = &partition.cube;
	const SdcPolicy *policy;
	SdcOutcome *outcome;

	read_partition(fcinfo, &arguments->partition, &partition);
	policy = partition.policy;
	outcome = MemoryContextAllocHuge(CurrentMemoryContext, cube->cells * sizeof(SdcOutcome));

	cube->is_bounded[0] = policy->min_count > 0;
	cube->is_bounded[1] = cube->is_rate && policy->min_complement > 0;
	cube->shows_zero[0] = sdc_shows_zero(policy, cube->is_rate, false);
	cube->shows_zero[1] = cube->is_rate && sdc_shows_zero(policy, true, true);

	/* A denominator of 0 is shown as empty; where it can be hidden, numerators and complements say as much. */
	cube->is_bounded[2] = cube->shows_zero[2] = cube->is_rate && !policy->protect_zero && policy->min_denominator > 1;
	for (int32 row = 0; row < cube->cells; row++)
	{
		SdcInputCell *cell = &partition.input[row];
		uint8		status_before;

		CHECK_FOR_INTERRUPTS();
		read_given(fcinfo, arguments, row, cell, &status_before);
		if (cell->has_value)
		{
			CellValue	rule_value = {cube->is_rate, cell->count, cell->denominator};
			CellStatus	by_rule = sdc_primary_status(policy, &rule_value);

			state->status[row] = by_rule;
			if (arguments->waived > 0)
			{
				bool		isnull;
				Datum		waived = partition_argument(PG_WINDOW_OBJECT(), arguments->waived, row, &isnull);

				if (!isnull && DatumGetBool(waived))
					state->status[row] = cube->is_rate && cell->denominator == 0 && cell->count == 0 ? CELL_EMPTY : CELL_PUBLISH;
			}
			if (arguments->marks > 0)
			{
				CellStatus	marked = read_marks(arguments, PG_WINDOW_OBJECT(), policy, row, cell);

				if (state->status[row] == CELL_PUBLISH)
					state->status[row] = marked;
			}
			/* That there is nothing may be what is secret. */
			if (state->status[row] == CELL_EMPTY && !cell->is_primary)
				cell->is_known = !is_never_shown(arguments, cell);
			else if (cell->is_primary && (state->status[row] == CELL_PUBLISH || state->status[row] == CELL_EMPTY))
			{
				state->status[row] = status_before;
				cell->is_revised = true;
			}
			cell->is_primary = is_unsafe(state->status[row]);
			for (int of_complement = 0; of_complement < 2; of_complement++)
				cell->is_safe[of_complement] = !sdc_is_secret(policy, &rule_value, of_complement) &&
					((state->status[row] == by_rule && by_rule != CELL_PRIMARY_GROUP) ||
					/* That it is nothing is no secret, whatever it was before. */
					 (cell->is_revised && cube->shows_zero[of_complement] && is_nothing(&rule_value, of_complement)));

			/* A zero that is shown is never hidden for the sake of others. */
			if (state->status[row] == CELL_PUBLISH && !cell->is_working && status_before != CELL_SECONDARY &&
				!is_never_shown(arguments, cell) &&
				((cube->shows_zero[0] && cell->count == 0) ||
				 (cube->shows_zero[1] && cell->denominator == cell->count)))
				cell->is_known = true;
		}
		else
			state->status[row] = CELL_EMPTY;
	}

	cube->min_suppressed_sum = least_sum(policy, policy->min_count);
	cube->min_complement_sum = policy->min_complement > 0 ? least_sum(policy, policy->min_complement) : 0;
	cube->max_share = policy->max_share;
	cube->protect_singletons = policy->protect_singletons;
	cube->prefer_totals = policy->prefer_totals;
	cube->min_interval = policy->min_interval;
	cube->go_on_unsafe = policy->unprotectable;
	cube->intervals = sdc_intervals;
	cube->memory_limit = partition.workspace.limit;
	protect_partition(&partition, outcome);

	for (int32 row = 0; row < cube->cells; row++)
	{
		CHECK_FOR_INTERRUPTS();
		if (state->status[row] == CELL_EMPTY &&
			!(outcome[row] == SDC_OUT_SECONDARY && is_never_shown(arguments, &partition.input[row])))
			continue;
		if (outcome[row] == SDC_OUT_PUBLISH)
			state->status[row] = CELL_PUBLISH;
		else if (outcome[row] == SDC_OUT_GROUP)
			state->status[row] = CELL_PRIMARY_GROUP;
		else if (outcome[row] == SDC_OUT_SECONDARY)
			state->status[row] = CELL_SECONDARY;
		else if (outcome[row] == SDC_OUT_UNSAFE)
			state->status[row] = CELL_UNSAFE;
	}
	state->decided = true;
	close_partition(&partition);
}

static Datum
sdc_status(FunctionCallInfo fcinfo, const Arguments *arguments)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int32		rows = partition_rows(winobj, &arguments->partition);
	PartitionState *state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, status) + rows);

	if (!state->decided)
		decide_partition(fcinfo, arguments, state);
	return cell_status_datum(fcinfo, state->status[WinGetCurrentPosition(winobj)]);
}

/* sdc_status(value, policy, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_status(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 2, 3, PG_NARGS() - 3}, -1, -1, -1};

	return sdc_status(fcinfo, &arguments);
}

/* sdc_status_given(value, policy, known, preference, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_status_given(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 4, 5, PG_NARGS() - 5}, 2, -1, 3};

	return sdc_status(fcinfo, &arguments);
}

/*
 * sdc_status_given(value, policy, known, preference, unsafe, contributors, cost, grouping_mask, dimensions ...)
 * OVER (...)
 */
Datum
kansrijk_sdc_status_given_marks(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 7, 8, PG_NARGS() - 8}, 2, -1, 3, 4};

	return sdc_status(fcinfo, &arguments);
}

/* sdc_status_released(value, policy, released, preference, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_status_released(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 4, 5, PG_NARGS() - 5}, -1, 2, 3};

	return sdc_status(fcinfo, &arguments);
}

/* status_of(value, policy, released, preference, grouping_mask, block, period, labels, waived) OVER (...) */
Datum
kansrijk_sdc_status_of(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {{0, 1, 4, 5, 2, 7}, -1, 2, 3, 0, PG_NARGS() > 8 ? 8 : 0};

	return sdc_status(fcinfo, &arguments);
}
