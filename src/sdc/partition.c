/*-------------------------------------------------------------------------
 *
 * partition.c
 *		A window partition as a table system: its dimensions encoded as numbers
 *		by equality, its cells as cube.c takes them.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "catalog/pg_type.h"
#include "executor/nodeHash.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/primnodes.h"
#include "nodes/nodeFuncs.h"
#include "rate/rate.h"
#include "sdc/set_points.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

/*
 * The distinct values of one dimension.
 */
struct Dimension
{
	Oid			collation;
	TypeCacheEntry *type;
	bool		is_untyped;		/* values come as C strings, and become text */
	TypeCacheEntry *range;		/* beneath a range or multirange type, else NULL */
	int32		codes;
	int32		capacity;
	Datum	   *values;
	uint64	   *hashes;
	int32	   *table;			/* hash table of codes */
	uint32		table_mask;
	Datum		last_value;		/* by-value types often repeat */
	int32		last_code;
};

static void
open_dimension(Dimension *dimension, FunctionCallInfo fcinfo, int argument, Oid type, int number)
{
	WindowFunc *expression = (WindowFunc *) fcinfo->flinfo->fn_expr;

	memset(dimension, 0, sizeof(Dimension));
	dimension->last_code = -1;
	/* VARIADIC "any" leaves an untyped literal as it is: of type unknown, which is no varlena. */
	if (type == UNKNOWNOID)
	{
		dimension->is_untyped = true;
		type = TEXTOID;
	}
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
	dimension->range = range_beneath(type);
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

static int32
encode_untyped(Dimension *dimension, const char *value)
{
	text	   *as_text = cstring_to_text(value);
	int32		code = encode(dimension, PointerGetDatum(as_text), false);

	pfree(as_text);
	return code;
}

/* Hooks for the pure C parts: a memory context with a limit. */

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
	check_stack_depth();
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

/* The labels of a cell, for an error message: all that its values are in. */
static char *
cell_name(const Partition *partition, const int32 *codes)
{
	StringInfoData name;

	initStringInfo(&name);
	for (int d = 0; d < partition->cube.dimensions; d++)
	{
		char	   *label;

		if (codes[d] == SDC_TOTAL)
			continue;
		label = dimension_label(partition, d, codes[d]);
		appendStringInfo(&name, "%sdimension %d = ", name.len ? ", " : "", d + 1);
		if (label)
			appendStringInfo(&name, "\"%s\"", label);
		else
			appendStringInfoString(&name, "NULL");
	}
	return name.len ? name.data : "all rows";
}

/* The cells that cannot be protected and why, for the detail of an error. */
static char *
unprotected_cells(const Partition *partition, const SdcReport *report)
{
	static const char *const why[] = {
		[SDC_NO_LEAK] = "",
		[SDC_LEAK_TO_READERS] = "sums and differences of known cells give it away",
		[SDC_LEAK_TO_UNIT] = "the single unit of another hidden cell can compute it",
		[SDC_LEAK_OF_NUMBERS] = "no other whole number fits what is known",
		[SDC_LEAK_OF_WIDTH] = "its interval is narrower than min_interval",
	};
	int			named = Min(report->unprotected, SDC_NAMED_CELLS);
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < named; i++)
	{
		const int32 *codes = partition->cube.codes + (Size) report->named[i].cell * partition->cube.dimensions;

		appendStringInfo(&text, "%sCell of %s: %s.", i ? " " : "",
						 cell_name(partition, codes), why[report->named[i].leak]);
	}
	if (report->unprotected > named)
		appendStringInfo(&text, " And %d more.", report->unprotected - named);
	return text.data;
}

void
report_problem(const Partition *partition, const SdcReport *report)
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
					 errdetail("Total of %s. Parts grouped by dimensions: %s.",
							   cell_name(partition, report->total), dimension_list(report->part_grouped)),
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
					 errdetail("%s", unprotected_cells(partition, report)),
					 errhint("Mark fewer cells as known, loosen the policy for what is public anyway%s, "
							 "or go on with unprotectable=unsafe in the policy, "
							 "which gives such cells the status unsafe.",
							 report->named[0].leak == SDC_LEAK_TO_UNIT ? ", set singletons=ignore" : "")));
			break;
		case SDC_TOO_NARROW:
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("cells that are known leave too narrow an interval for a cell that must be hidden"),
					 errdetail("%s", unprotected_cells(partition, report)),
					 errhint("Mark fewer cells as known, lower min_interval in the policy, "
							 "or go on with unprotectable=unsafe in the policy, "
							 "which gives such cells the status unsafe.")));
			break;
		case SDC_UNSOLVED:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("the linear programme of a table system cannot be solved"),
					 errdetail("It needs more memory or time than it may use, or more than double precision."),
					 errhint("Raise work_mem, protect tables that have no total in common apart, with PARTITION BY, or set min_interval=0 in the policy.")));
			break;
	}
}

Datum
partition_argument(WindowObject winobj, int argument, int64 row, bool *isnull)
{
	return WinGetFuncArgInPartition(winobj, argument, (int) row, WINDOW_SEEK_HEAD, false, isnull, NULL);
}

static void
read_value(bool is_rate, Oid type, Datum value, SdcInputCell *cell)
{
	if (is_rate)
	{
		Rate	   *rate = DatumGetRateP(value);

		cell->count = rate->numerator;
		cell->denominator = rate->denominator;
	}
	else
		cell->count = count_from_datum(value, type);
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

static void
check_dimensions(int dimensions)
{
	if (dimensions > SDC_MAX_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a table system has at most %d dimensions", SDC_MAX_DIMENSIONS)));
}

int32
partition_rows(WindowObject winobj, const PartitionArguments *arguments)
{
	int64		rows = WinGetPartitionRowCount(winobj);

	check_dimensions(arguments->dimensions);
	if (rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many cells in one table system")));
	return (int32) rows;
}

/*
 * The policy of a row, which is that of all rows.
 */
static void
read_policy(FunctionCallInfo fcinfo, int argument, int64 row, SdcPolicy **policy)
{
	SdcPolicy  *row_policy;
	Datum		value;
	bool		isnull;

	if (*policy && get_fn_expr_arg_stable(fcinfo->flinfo, argument))
		return;
	value = partition_argument(PG_WINDOW_OBJECT(), argument, row, &isnull);
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("disclosure policy must not be null")));
	row_policy = DatumGetSdcPolicyP(value);
	if (*policy && memcmp(*policy, row_policy, sizeof(SdcPolicy)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("disclosure policy must be the same for all rows of a table system")));
	if (!*policy)
	{
		*policy = palloc(sizeof(SdcPolicy));
		memcpy(*policy, row_policy, sizeof(SdcPolicy));
	}
}

static SdcPoints
points_of_dimension(const Dimension *dimension, const SdcHooks *hooks)
{
	bool	   *isnull = hooks->allocate(hooks->context, dimension->codes + 1);
	SdcPoints	points;

	for (int32 code = 0; code < dimension->codes; code++)
		isnull[code] = dimension->hashes[code] == 0;
	points = find_points(dimension->range, dimension->type->typtype == TYPTYPE_MULTIRANGE, dimension->values, isnull,
						 dimension->codes, hooks);
	hooks->release(hooks->context, isnull);
	return points;
}

/* The dimensions of a row that come as one array. */
typedef struct Labels
{
	MemoryContext context;		/* of the array of one row */
	int			count;
	Datum	   *value;
	bool	   *isnull;
} Labels;

static void
read_labels(FunctionCallInfo fcinfo, int argument, int64 row, Labels *labels)
{
	MemoryContext caller;
	ArrayType  *array;
	Datum		value;
	bool		isnull;

	MemoryContextReset(labels->context);
	caller = MemoryContextSwitchTo(labels->context);
	value = partition_argument(PG_WINDOW_OBJECT(), argument, row, &isnull);
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("labels must not be null"),
				 errhint("Pass an array with a NULL element for each label that is a total or not known.")));
	array = DatumGetArrayTypeP(value);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("labels must be an array of one dimension")));
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &labels->value, &labels->isnull, &labels->count);
	MemoryContextSwitchTo(caller);
}

/*
 * Read the value, the policy, the mask and the dimensions of every row.
 */
void
read_partition(FunctionCallInfo fcinfo, const PartitionArguments *arguments, Partition *partition)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int32		rows = partition_rows(winobj, arguments);
	int			count = arguments->dimensions;
	Labels		labels = {NULL};
	Oid			value_type = get_fn_expr_argtype(fcinfo->flinfo, arguments->value);
	bool		is_rate = value_type != INT2OID && value_type != INT4OID && value_type != INT8OID && value_type != NUMERICOID;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "table system", ALLOCSET_DEFAULT_SIZES);
	SdcPoints  *points;
	Dimension  *dimensions;
	int32	   *codes;

	refuse_null_treatment(fcinfo);
	memset(partition, 0, sizeof(Partition));
	partition->caller = MemoryContextSwitchTo(context);
	partition->workspace = (Workspace) {context, 0, Max(MIN_WORKSPACE, get_hash_memory_limit())};
	partition->hooks = (SdcHooks) {workspace_allocate, workspace_release, workspace_check_interrupts,
	&partition->workspace};
	points = palloc0(sizeof(SdcPoints) * SDC_MAX_DIMENSIONS);
	dimensions = partition->dimension = palloc(sizeof(Dimension) * SDC_MAX_DIMENSIONS);
	partition->input = MemoryContextAllocHuge(context, rows * sizeof(SdcInputCell));
	if (arguments->labels > 0)
	{
		labels.context = AllocSetContextCreate(context, "labels of a cell", ALLOCSET_SMALL_SIZES);
		read_labels(fcinfo, arguments->labels, 0, &labels);
		count += labels.count;
		check_dimensions(count);
	}
	codes = MemoryContextAllocHuge(context, (Size) rows * Max(count, 1) * sizeof(int32));
	for (int d = 0; d < arguments->dimensions; d++)
		open_dimension(&dimensions[d], fcinfo, arguments->first_dimension + d,
					   getBaseType(get_fn_expr_argtype(fcinfo->flinfo, arguments->first_dimension + d)), d + 1);
	for (int d = arguments->dimensions; d < count; d++)
		open_dimension(&dimensions[d], fcinfo, arguments->labels, TEXTOID, d + 1);

	for (int64 row = 0; row < rows; row++)
	{
		SdcInputCell *cell = &partition->input[row];
		bool		isnull;
		Datum		value;
		int32		mask;

		CHECK_FOR_INTERRUPTS();
		memset(cell, 0, sizeof(SdcInputCell));
		value = partition_argument(winobj, arguments->value, row, &isnull);
		if (!isnull)
			read_value(is_rate, value_type, value, cell);
		if (arguments->policy >= 0)
			read_policy(fcinfo, arguments->policy, row, &partition->policy);

		value = partition_argument(winobj, arguments->mask, row, &isnull);
		mask = DatumGetInt32(value);
		if (isnull || mask < 0 || (int64) mask >= INT64CONST(1) << count)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("grouping mask does not fit the dimensions"),
					 errhint("Pass GROUPING(...) of the same %d dimensions in the same order.", count)));

		if (arguments->labels > 0)
		{
			read_labels(fcinfo, arguments->labels, row, &labels);
			if (arguments->dimensions + labels.count != count)
				ereport(ERROR,
						(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
						 errmsg("all rows of a table system must have the same number of labels")));
		}
		for (int d = 0; d < count; d++)
		{
			bool		is_total = mask >> (count - 1 - d) & 1;
			int32	   *code = &codes[row * count + d];

			if (d < arguments->dimensions)
				value = partition_argument(winobj, arguments->first_dimension + d, row, &isnull);
			else
			{
				value = labels.value[d - arguments->dimensions];
				isnull = labels.isnull[d - arguments->dimensions];
			}
			if (is_total && !isnull)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("grouping mask does not fit the dimensions"),
						 errdetail("Dimension %d has a value in a row in which the mask makes it a total.", d + 1),
						 errhint("Pass GROUPING(...) of the same %d dimensions in the same order.", count)));
			if (is_total)
				*code = SDC_TOTAL;
			else if (dimensions[d].is_untyped && !isnull)
				*code = encode_untyped(&dimensions[d], DatumGetCString(value));
			else
				*code = encode(&dimensions[d], value, isnull);
		}
	}

	for (int d = 0; d < count; d++)
		if (dimensions[d].range)
			points[d] = points_of_dimension(&dimensions[d], &partition->hooks);

	label_cells(count, dimensions, codes, rows, partition->input);

	partition->cube = (SdcCube)
	{
		.cells = rows,
		.dimensions = count,
		.is_rate = is_rate,
		.codes = codes,
		.input = partition->input,
		.points = points,
		.max_share = 100,
	};
	if (partition->policy)
		partition->cube.tolerance = partition->policy->tolerance;
}

void
find_least(const Partition *partition, const bool *is_hidden, bool of_complements, uint8 *least)
{
	const SdcCube *cube = &partition->cube;
	bool		shows_zero = false;
	bool		hides_zero = false;

#define OWN(cell) (of_complements ? (cell).denominator - (cell).count : (cell).count)
	for (int32 row = 0; row < cube->cells; row++)
		if (cube->input[row].has_value && OWN(cube->input[row]) == 0)
		{
			shows_zero |= !is_hidden[row];
			hides_zero |= is_hidden[row];
		}
	if (partition->policy)
		shows_zero = sdc_shows_zero(partition->policy, cube->is_rate, of_complements);
	else
		shows_zero = shows_zero && !hides_zero && !cube->is_rate;
	for (int32 row = 0; row < cube->cells; row++)
		least[row] = shows_zero && is_hidden[row] && cube->input[row].has_value && OWN(cube->input[row]) > 0;
#undef OWN
}

void
close_partition(Partition *partition)
{
	MemoryContextSwitchTo(partition->caller);
	MemoryContextDelete(partition->workspace.context);
}

char *
dimension_label(const Partition *partition, int dimension, int32 code)
{
	const Dimension *d = &partition->dimension[dimension];
	Oid			output;
	bool		is_varlena;

	if (code >= d->codes || d->hashes[code] == 0)
		return NULL;
	getTypeOutputInfo(d->type->type_id, &output, &is_varlena);
	return OidOutputFunctionCall(output, d->values[code]);
}
