/*-------------------------------------------------------------------------
 *
 * status.c
 *		Window functions sdc_status and sdc_status_given.
 *
 * The partition is a table system. Its first row reads all rows, encodes the
 * dimensions as numbers by equality, hands the cube to cube.c and keeps one
 * status a row for the calls that follow.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/policy.h"

#include "catalog/pg_type.h"
#include "executor/nodeHash.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/primnodes.h"
#include "nodes/nodeFuncs.h"
#include "rate/rate.h"
#include "sdc/cube.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"
#include "windowapi.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_status);
PG_FUNCTION_INFO_V1(kansrijk_sdc_status_given);

/* The argument positions of the two functions. */
typedef struct Arguments
{
	int			value;
	int			policy;
	int			known;			/* or -1 */
	int			preference;		/* or -1 */
	int			mask;
	int			first_dimension;
	int			dimensions;
} Arguments;

/* What is kept for a partition. */
typedef struct PartitionState
{
	bool		decided;
	uint8		status[FLEXIBLE_ARRAY_MEMBER];	/* CellStatus of each row */
} PartitionState;

/*
 * The distinct values of one dimension.
 */
typedef struct Dimension
{
	Oid			collation;
	TypeCacheEntry *type;
	TypeCacheEntry *range;		/* for a range type, else NULL */
	int32		codes;
	int32		capacity;
	Datum	   *values;
	uint64	   *hashes;
	int32	   *table;			/* hash table of codes */
	uint32		table_mask;
	Datum		last_value;		/* by-value types often repeat */
	int32		last_code;
} Dimension;

static void
open_dimension(Dimension *dimension, FunctionCallInfo fcinfo, int argument, int number)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, argument);
	WindowFunc *expression = (WindowFunc *) fcinfo->flinfo->fn_expr;

	memset(dimension, 0, sizeof(Dimension));
	dimension->last_code = -1;
	if (type == UNKNOWNOID || !OidIsValid(type))
		type = TEXTOID;
	dimension->type = lookup_type_cache(type, TYPECACHE_EQ_OPR_FINFO | TYPECACHE_HASH_EXTENDED_PROC_FINFO);
	if (!OidIsValid(dimension->type->eq_opr_finfo.fn_oid) ||
		!OidIsValid(dimension->type->hash_extended_proc_finfo.fn_oid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("type %s of dimension %d cannot be hashed", format_type_be(type), number),
				 errhint("Cast the dimension to text.")));
	if (expression && IsA(expression, WindowFunc))
		dimension->collation = exprCollation(list_nth(expression->args, argument));
	if (!OidIsValid(dimension->collation))
		dimension->collation = dimension->type->typcollation;
	if (dimension->type->typtype == TYPTYPE_RANGE)
	{
		dimension->range = lookup_type_cache(type, TYPECACHE_RANGE_INFO);
		if (!OidIsValid(dimension->range->rng_canonical_finfo.fn_oid))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("range type %s of a dimension is not discrete", format_type_be(type)),
					 errhint("Use int4range of years, or daterange.")));
	}
	dimension->table_mask = 63;
	dimension->table = palloc(64 * sizeof(int32));
	memset(dimension->table, 0xff, 64 * sizeof(int32));
}

/*
 * The code of a value: equal values have equal codes, counted from 0. NULL is
 * a value as well.
 */
static int32
encode(Dimension *dimension, Datum value, bool isnull)
{
	TypeCacheEntry *type = dimension->type;
	uint64		hash = 0;
	uint32		at;

	if (!isnull && type->typbyval && dimension->last_code >= 0 && value == dimension->last_value)
		return dimension->last_code;
	if (!isnull)
		hash = 1 | DatumGetUInt64(FunctionCall2Coll(&type->hash_extended_proc_finfo, dimension->collation,
													value, Int64GetDatum(0)));
	for (at = hash & dimension->table_mask; dimension->table[at] >= 0; at = (at + 1) & dimension->table_mask)
	{
		int32		code = dimension->table[at];

		if (dimension->hashes[code] == hash &&
			(isnull || DatumGetBool(FunctionCall2Coll(&type->eq_opr_finfo, dimension->collation,
													  value, dimension->values[code]))))
		{
			if (!isnull && type->typbyval)
			{
				dimension->last_value = value;
				dimension->last_code = code;
			}
			return code;
		}
	}

	if (dimension->codes == dimension->capacity)
	{
		int32		capacity = dimension->capacity ? dimension->capacity * 2 : 32;

		if (dimension->capacity == 0)
		{
			dimension->values = palloc(capacity * sizeof(Datum));
			dimension->hashes = palloc(capacity * sizeof(uint64));
		}
		else
		{
			dimension->values = repalloc_huge(dimension->values, (Size) capacity * sizeof(Datum));
			dimension->hashes = repalloc_huge(dimension->hashes, (Size) capacity * sizeof(uint64));
		}
		dimension->capacity = capacity;
	}
	dimension->values[dimension->codes] = isnull ? (Datum) 0 : datumCopy(value, type->typbyval, type->typlen);
	dimension->hashes[dimension->codes] = hash;
	dimension->table[at] = dimension->codes++;

	if ((uint32) dimension->codes * 2 > dimension->table_mask)
	{
		uint32		size = (dimension->table_mask + 1) * 2;

		pfree(dimension->table);
		dimension->table = MemoryContextAllocHuge(CurrentMemoryContext, (Size) size * sizeof(int32));
		memset(dimension->table, 0xff, (Size) size * sizeof(int32));
		dimension->table_mask = size - 1;
		for (int32 code = 0; code < dimension->codes; code++)
		{
			at = dimension->hashes[code] & dimension->table_mask;
			while (dimension->table[at] >= 0)
				at = (at + 1) & dimension->table_mask;
			dimension->table[at] = code;
		}
	}
	return dimension->codes - 1;
}

static int
compare_bounds(const void *a, const void *b, void *type)
{
	return range_cmp_bounds(type, a, b);
}

/*
 * The two ends of a range as points of one line. A discrete range in its
 * canonical form ends before its upper bound, so where one range ends the next
 * one begins, at the same point.
 */
static void
range_ends(TypeCacheEntry *type, Datum range, RangeBound ends[2])
{
	bool		empty;

	range_deserialize(type, DatumGetRangeTypeP(range), &ends[0], &ends[1], &empty);
	if (empty)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("range of a dimension is empty")));
	if (!ends[1].infinite)
		ends[1].lower = ends[1].inclusive = true;
}

/*
 * Express the ranges of a dimension in the points between their bounds. NULL,
 * the category of unknown period, is a point of its own at the end.
 */
static void
number_points(Dimension *dimension, SdcRanges *ranges)
{
	RangeBound *bounds = palloc((Size) dimension->codes * 2 * sizeof(RangeBound) + 1);
	int32	   *low = palloc(dimension->codes * sizeof(int32) + 1);
	int32	   *high = palloc(dimension->codes * sizeof(int32) + 1);
	int32		count = 0;
	int32		distinct = 0;
	int32		null_code = -1;

	for (int32 code = 0; code < dimension->codes; code++)
	{
		if (dimension->hashes[code] == 0)
		{
			null_code = code;
			continue;
		}
		range_ends(dimension->range, dimension->values[code], &bounds[count]);
		count += 2;
	}
	qsort_arg(bounds, count, sizeof(RangeBound), compare_bounds, dimension->range);
	for (int32 i = 0; i < count; i++)
		if (distinct == 0 || range_cmp_bounds(dimension->range, &bounds[distinct - 1], &bounds[i]) != 0)
			bounds[distinct++] = bounds[i];

	for (int32 code = 0; code < dimension->codes; code++)
	{
		RangeBound	ends[2];

		if (code == null_code)
		{
			low[code] = Max(distinct - 1, 0);
			high[code] = low[code] + 1;
			continue;
		}
		range_ends(dimension->range, dimension->values[code], ends);
		for (int32 end = 0; end < 2; end++)
		{
			RangeBound *found = bsearch_arg(&ends[end], bounds, distinct, sizeof(RangeBound),
											compare_bounds, dimension->range);

			*(end == 0 ? &low[code] : &high[code]) = found - bounds;
		}
	}
	ranges->codes = dimension->codes;
	ranges->points = Max(distinct - 1, 0) + 1;
	ranges->low = low;
	ranges->high = high;
}

/* Hooks for the pure C parts: a memory context with a limit. */

typedef struct Workspace
{
	MemoryContext context;
	Size		used;
	Size		limit;
	uint32		calls;
} Workspace;

/*
 * What a system may use at least: some 800,000 cells. Hash memory, which
 * work_mem sets, counts when it is more.
 */
#define MIN_WORKSPACE ((Size) 256 * 1024 * 1024)

static void *
workspace_allocate(void *context, size_t size)
{
	Workspace  *workspace = context;
	Size	   *memory;

	if (size > workspace->limit - Min(workspace->used, workspace->limit))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("table system needs more than %zu MB of memory", workspace->limit / (1024 * 1024)),
				 errhint("Raise work_mem, or protect tables that have no total in common apart, with PARTITION BY.")));
	memory = MemoryContextAllocHuge(workspace->context, size + MAXALIGN(sizeof(Size)));
	*memory = size;
	workspace->used += size;
	return (char *) memory + MAXALIGN(sizeof(Size));
}

static void
workspace_release(void *context, void *memory)
{
	Workspace  *workspace = context;
	Size	   *start = (Size *) ((char *) memory - MAXALIGN(sizeof(Size)));

	workspace->used -= *start;
	pfree(start);
}

static void
workspace_check_interrupts(void *context)
{
	CHECK_FOR_INTERRUPTS();
}

/* The dimensions of a grouping set, for an error message: "1, 3". */
static char *
dimension_list(uint32 grouped)
{
	StringInfoData list;

	if (grouped == 0)
		return "none";
	initStringInfo(&list);
	for (int d = 0; d < SDC_MAX_DIMENSIONS; d++)
		if (grouped >> d & 1)
			appendStringInfo(&list, "%s%d", list.len ? ", " : "", d + 1);
	return list.data;
}

static void
report_problem(const SdcReport *report)
{
	switch (report->problem)
	{
		case SDC_OK:
			return;
		case SDC_DUPLICATE:
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("two rows for the same cell"),
					 errdetail("The dimensions and the grouping mask of two rows of the window partition are equal."),
					 errhint("Group by all dimensions that are passed, and by no others; PARTITION BY the indicator, and by nothing else, if several indicators are in one query.")));
			break;
		case SDC_NOT_ADDITIVE:
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("a total differs from the sum of its parts"),
					 errdetail("Total grouped by dimensions: %s. Parts grouped by dimensions: %s.",
							   dimension_list(report->total_grouped), dimension_list(report->part_grouped)),
					 errhint("Do not filter the grouped rows (WHERE above the grouping, HAVING, LIMIT). Give levels of which only some are published apart. For weighted counts, set tolerance in the policy.")));
			break;
		case SDC_TOO_MANY_SETS:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many grouping sets in one table system")));
			break;
		case SDC_TOO_LARGE:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many cells in one table system"),
					 errhint("Protect tables that have no total in common apart, with PARTITION BY.")));
			break;
		case SDC_UNPROTECTABLE:
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("cells that are known already give away a cell that must be hidden"),
					 errhint("Mark fewer cells as known, or loosen the policy for what is public anyway.")));
			break;
	}
}

static Datum
read_argument(WindowObject winobj, int argument, int64 row, bool *isnull)
{
	return WinGetFuncArgInPartition(winobj, argument, (int) row, WINDOW_SEEK_HEAD, false, isnull, NULL);
}

static void
read_value(const Arguments *arguments, bool is_rate, Datum value, SdcInputCell *cell)
{
	if (is_rate)
	{
		Rate	   *rate = DatumGetRateP(value);

		cell->count = rate->numerator;
		cell->denominator = rate->denominator;
	}
	else
		cell->count = DatumGetInt64(value);
	if (cell->count < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count must not be negative"),
				 errhint("Map codes for \"unknown\" such as -1 to NULL.")));
	cell->has_value = true;
}

static uint64
mix_hash(uint64 z)
{
	z = (z ^ (z >> 30)) * UINT64CONST(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64CONST(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/*
 * Labels break ties between cells that look alike. A dimension that is never
 * summed over tells tables apart and not cells, so it is left out.
 */
static void
label_cells(int count, const Dimension *dimensions, const int32 *codes, int64 rows, SdcInputCell *input)
{
	for (int d = 0; d < count; d++)
	{
		bool		summed_over = dimensions[d].range != NULL;

		for (int64 row = 0; row < rows && !summed_over; row++)
			summed_over = codes[row * count + d] == SDC_TOTAL;
		for (int64 row = 0; row < rows && summed_over; row++)
			if (codes[row * count + d] != SDC_TOTAL)
				input[row].label += mix_hash(dimensions[d].hashes[codes[row * count + d]] + d + 1);
	}
}

/*
 * A mask that marks no totals, beside a row of nothing but NULLs that is the
 * sum of the rows without NULL: that is no category "unknown", but a total
 * whose mask was forgotten, and nothing would be protected by it.
 */
static void
check_for_forgotten_mask(int count, const Dimension *dimensions, const int32 *codes, int64 rows, const SdcInputCell *input)
{
	int64		suspect = -1;
	int64		others = 0;
	int128		sum = 0;

	for (int64 row = 0; row < rows; row++)
	{
		int			nulls = 0;

		for (int d = 0; d < count; d++)
		{
			int32		code = codes[row * count + d];

			if (code == SDC_TOTAL)
				return;
			nulls += dimensions[d].hashes[code] == 0;
		}
		if (nulls == count)
			suspect = row;
		else if (nulls == 0)
		{
			sum += input[row].count;
			others++;
		}
	}
	if (count > 0 && suspect >= 0 && others > 1 && sum > 0 && input[suspect].count == sum)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("grouping mask marks no totals, but there is a total among the rows"),
				 errhint("Pass GROUPING(...) of the same %d dimensions in the same order.", count)));
}

/*
 * Read the partition, decide, and keep the statuses.
 */
static void
decide_partition(FunctionCallInfo fcinfo, const Arguments *arguments, int64 rows, PartitionState *state)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	bool		is_rate = get_fn_expr_argtype(fcinfo->flinfo, arguments->value) != INT8OID;
	Workspace	workspace = {.context = AllocSetContextCreate(CurrentMemoryContext, "sdc_status", ALLOCSET_DEFAULT_SIZES)};
	MemoryContext caller = MemoryContextSwitchTo(workspace.context);
	SdcHooks	hooks = {workspace_allocate, workspace_release, workspace_check_interrupts, &workspace};
	SdcCube		cube;
	SdcReport	report;
	SdcPolicy  *policy = NULL;
	SdcRanges  *ranges = palloc0(sizeof(SdcRanges) * SDC_MAX_DIMENSIONS);
	Dimension  *dimensions = palloc(sizeof(Dimension) * SDC_MAX_DIMENSIONS);
	SdcInputCell *input = MemoryContextAllocHuge(workspace.context, rows * sizeof(SdcInputCell));
	int32	   *codes = MemoryContextAllocHuge(workspace.context, (Size) rows * Max(arguments->dimensions, 1) * sizeof(int32));
	SdcOutcome *outcome = MemoryContextAllocHuge(workspace.context, rows * sizeof(SdcOutcome));

	workspace.limit = Max(MIN_WORKSPACE, get_hash_memory_limit());
	for (int d = 0; d < arguments->dimensions; d++)
		open_dimension(&dimensions[d], fcinfo, arguments->first_dimension + d, d + 1);

	for (int64 row = 0; row < rows; row++)
	{
		SdcInputCell *cell = &input[row];
		bool		isnull;
		Datum		value;
		int32		mask;

		CHECK_FOR_INTERRUPTS();
		memset(cell, 0, sizeof(SdcInputCell));
		value = read_argument(winobj, arguments->value, row, &isnull);
		if (!isnull)
			read_value(arguments, is_rate, value, cell);

		if (policy == NULL || !get_fn_expr_arg_stable(fcinfo->flinfo, arguments->policy))
		{
			SdcPolicy  *row_policy;

			value = read_argument(winobj, arguments->policy, row, &isnull);
			if (isnull)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("disclosure policy must not be null")));
			row_policy = DatumGetSdcPolicyP(value);
			if (policy && memcmp(policy, row_policy, sizeof(SdcPolicy)) != 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("disclosure policy must be the same for all rows of a table system")));
			policy = (SdcPolicy *) DatumGetPointer(datumCopy(PointerGetDatum(row_policy), false, -1));
		}

		if (arguments->known >= 0)
		{
			value = read_argument(winobj, arguments->known, row, &isnull);
			cell->is_known = !isnull && DatumGetBool(value);
			cell->is_working = !isnull && !DatumGetBool(value);
			value = read_argument(winobj, arguments->preference, row, &isnull);
			cell->preference = isnull ? 0 : DatumGetInt32(value);
		}

		value = read_argument(winobj, arguments->mask, row, &isnull);
		mask = DatumGetInt32(value);
		if (isnull || mask < 0 || (int64) mask >= INT64CONST(1) << arguments->dimensions)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("grouping mask does not fit the dimensions"),
					 errhint("Pass GROUPING(...) of the same %d dimensions in the same order.", arguments->dimensions)));

		for (int d = 0; d < arguments->dimensions; d++)
		{
			bool		is_total = mask >> (arguments->dimensions - 1 - d) & 1;
			int32	   *code = &codes[row * arguments->dimensions + d];

			value = read_argument(winobj, arguments->first_dimension + d, row, &isnull);
			if (is_total && !isnull)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("grouping mask does not fit the dimensions"),
						 errdetail("Dimension %d has a value in a row in which the mask makes it a total.", d + 1),
						 errhint("Pass GROUPING(...) of the same %d dimensions in the same order.", arguments->dimensions)));
			*code = is_total ? SDC_TOTAL : encode(&dimensions[d], value, isnull);
		}

		if (cell->has_value)
		{
			CellValue	rule_value = {is_rate, cell->count, cell->denominator};

			state->status[row] = sdc_primary_status(policy, &rule_value);
			cell->is_primary = state->status[row] != CELL_PUBLISH && state->status[row] != CELL_EMPTY;
			if (state->status[row] == CELL_EMPTY)
				cell->is_known = true;
		}
		else
			state->status[row] = CELL_EMPTY;
	}

	for (int d = 0; d < arguments->dimensions; d++)
		if (dimensions[d].range)
			number_points(&dimensions[d], &ranges[d]);
	check_for_forgotten_mask(arguments->dimensions, dimensions, codes, rows, input);
	label_cells(arguments->dimensions, dimensions, codes, rows, input);

	cube = (SdcCube)
	{
		.cells = rows,
			.dimensions = arguments->dimensions,
			.is_rate = is_rate,
			.codes = codes,
			.input = input,
			.ranges = ranges,
			.tolerance = policy->tolerance,
			.min_suppressed_sum = policy->min_suppressed_sum,
			.min_complement_sum = policy->min_complement > 0 ? policy->min_suppressed_sum : 0,
			.max_share = policy->max_share,
			.protect_zero = policy->protect_zero && policy->min_count > 0,
			.protect_singletons = policy->protect_singletons,
			.prefer_totals = policy->prefer_totals,
	};
	if (sdc_protect_cube(&cube, &hooks, outcome, &report) != SDC_OK)
		report_problem(&report);

	for (int64 row = 0; row < rows; row++)
	{
		if (state->status[row] == CELL_EMPTY)
			continue;
		if (outcome[row] == SDC_OUT_PUBLISH)
			state->status[row] = CELL_PUBLISH;
		else if (outcome[row] == SDC_OUT_GROUP)
			state->status[row] = CELL_PRIMARY_GROUP;
		else if (outcome[row] == SDC_OUT_SECONDARY)
			state->status[row] = CELL_SECONDARY;
	}
	state->decided = true;
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(workspace.context);
}

static Datum
sdc_status(FunctionCallInfo fcinfo, const Arguments *arguments)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int64		rows = WinGetPartitionRowCount(winobj);
	PartitionState *state;

	if (arguments->dimensions > SDC_MAX_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a table system has at most %d dimensions", SDC_MAX_DIMENSIONS)));
	if (rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many cells in one table system")));

	state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, status) + rows);
	if (!state->decided)
		decide_partition(fcinfo, arguments, rows, state);
	return cell_status_datum(fcinfo, state->status[WinGetCurrentPosition(winobj)]);
}

/* sdc_status(value, policy, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_status(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {0, 1, -1, -1, 2, 3, PG_NARGS() - 3};

	return sdc_status(fcinfo, &arguments);
}

/* sdc_status_given(value, policy, known, preference, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_status_given(PG_FUNCTION_ARGS)
{
	Arguments	arguments = {0, 1, 2, 3, 4, 5, PG_NARGS() - 5};

	return sdc_status(fcinfo, &arguments);
}
