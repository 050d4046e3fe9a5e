/*-------------------------------------------------------------------------
 *
 * rates.c
 *		Aggregates rates(...): the rates of all definitions of a scan at once.
 *
 * A rate(event) FILTER (WHERE scope) for each definition is a transition, two
 * expressions and a state of its own. Here a row is read once: every distinct
 * scope and event is an argument, and pairs says which two are a definition.
 * The state is a Tally.
 *
 *-------------------------------------------------------------------------
 */
#include "rate/rate.h"

#include "catalog/pg_type.h"
#include "nodes/primnodes.h"
#include "rate/tally.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(kansrijk_rates_accum);
PG_FUNCTION_INFO_V1(kansrijk_rates_accum_rates);
PG_FUNCTION_INFO_V1(kansrijk_rates_combine);
PG_FUNCTION_INFO_V1(kansrijk_rates_serialize);
PG_FUNCTION_INFO_V1(kansrijk_rates_deserialize);
PG_FUNCTION_INFO_V1(kansrijk_rates_final);

#define MAX_DEFINITIONS 10000

/* Arguments of the transition function: state, pairs, booleans. Not every minor release of a server refuses more. */
#define FIRST_BOOLEAN 2
#define MAX_BOOLEANS (FUNC_MAX_ARGS - FIRST_BOOLEAN)

/* What pairs says, checked once. */
typedef struct Scheme
{
	ArrayType  *array;			/* as it was passed */
	bool		is_constant;	/* in the query, so that no other can come */
	int32		definitions;
	TallyPair	pair[FLEXIBLE_ARRAY_MEMBER];
} Scheme;

static void
check_definitions(int count)
{
	if (count > MAX_DEFINITIONS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("at most %d rates can be counted at once", MAX_DEFINITIONS)));
}

static void
check_booleans(FunctionCallInfo fcinfo)
{
	if (PG_NARGS() - FIRST_BOOLEAN > MAX_BOOLEANS)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_ARGUMENTS),
				 errmsg("rates() takes at most %d scopes and events", MAX_BOOLEANS),
				 errhint("Count in several calls, each with scopes and events of its own.")));
	for (int i = FIRST_BOOLEAN; i < PG_NARGS(); i++)
	{
		Oid			type = get_fn_expr_argtype(fcinfo->flinfo, i);

		if (getBaseType(type) != BOOLOID)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("scope or event %d of rates() must be of type boolean, not %s",
							i - FIRST_BOOLEAN + 1, format_type_be(type)),
					 type == UNKNOWNOID ? errhint("Cast the literal to boolean.") : 0));
	}
}

/* Is the first argument of the aggregate written in the query as a constant? */
static bool
pairs_are_constant(FunctionCallInfo fcinfo)
{
	Aggref	   *aggregate = AggGetAggref(fcinfo);

	return aggregate && aggregate->args != NIL && IsA(linitial_node(TargetEntry, aggregate->args)->expr, Const);
}

static Scheme *
read_pairs(FunctionCallInfo fcinfo)
{
	int			booleans = PG_NARGS() - FIRST_BOOLEAN;
	MemoryContext caller;
	ArrayType  *array;
	Scheme	   *scheme;
	Datum	   *index;
	bool	   *isnull;
	int			count;

	check_booleans(fcinfo);
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	array = PG_GETARG_ARRAYTYPE_P_COPY(1);
	if (ARR_NDIM(array) > 1 || ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) % 2 != 0)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("pairs of rates() must be an array of one dimension, with a scope and an event for each rate")));
	deconstruct_array(array, INT2OID, sizeof(int16), true, TYPALIGN_SHORT, &index, &isnull, &count);
	check_definitions(count / 2);
	scheme = palloc(offsetof(Scheme, pair) + count / 2 * sizeof(TallyPair));
	scheme->array = array;
	scheme->is_constant = pairs_are_constant(fcinfo);
	scheme->definitions = count / 2;
	for (int i = 0; i < count; i++)
	{
		int16		number = isnull[i] ? 0 : DatumGetInt16(index[i]);

		if (number < 1 || number > booleans)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("pairs of rates() must name its scopes and events, 1 to %d", booleans),
					 isnull[i] ? errdetail("Element %d is null.", i + 1) :
					 errdetail("Element %d is %d.", i + 1, number)));
		if (i % 2 == 0)
			scheme->pair[i / 2].scope = number - 1;
		else
			scheme->pair[i / 2].event = number - 1;
	}
	MemoryContextSwitchTo(caller);
	return scheme;
}

/*
 * The definitions, which are those of every row.
 */
static const Scheme *
get_scheme(FunctionCallInfo fcinfo)
{
	Scheme	   *scheme = fcinfo->flinfo->fn_extra;
	ArrayType  *array;

	if (scheme && scheme->is_constant)
		return scheme;
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("pairs of rates() must not be null")));
	if (!scheme)
		return fcinfo->flinfo->fn_extra = read_pairs(fcinfo);
	array = PG_GETARG_ARRAYTYPE_P(1);
	if (VARSIZE(array) != VARSIZE(scheme->array) || memcmp(array, scheme->array, VARSIZE(array)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pairs of rates() must be the same in all rows")));
	PG_FREE_IF_COPY(array, 1);
	return scheme;
}

/* A tally in which each counter can become this much more. */
static Tally *
with_room(Tally *tally, uint64 more, MemoryContext context)
{
	Tally	   *wide;

	if (likely(tally_has_room(tally, more)))
		return tally;
	wide = MemoryContextAlloc(context, tally_size(tally->definitions, true));
	tally_widen(tally, wide);
	pfree(tally);
	return wide;
}

static Tally *
new_tally(MemoryContext context, int32 definitions, bool absent)
{
	Tally	   *tally = MemoryContextAlloc(context, tally_size(definitions, false));

	tally_init(tally, definitions, false, absent);
	return tally;
}

/* rates(pairs, booleans ...): one row. */
Datum
kansrijk_rates_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	const Scheme *scheme = get_scheme(fcinfo);
	uint8		answers[MAX_BOOLEANS];
	Tally	   *tally;

	if (PG_ARGISNULL(0))
		tally = new_tally(context, scheme->definitions, false);
	else
		tally = with_room((Tally *) PG_GETARG_POINTER(0), 1, context);
	for (int i = FIRST_BOOLEAN; i < PG_NARGS(); i++)
		answers[i - FIRST_BOOLEAN] = PG_ARGISNULL(i) ? TALLY_UNKNOWN : PG_GETARG_BOOL(i) ? TALLY_YES : TALLY_NO;
	tally_count(tally, scheme->pair, answers);
	PG_RETURN_POINTER(tally);
}

static void
check_length(const Tally *tally, int32 definitions)
{
	if (tally->definitions != definitions)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("arrays of rates must have the same length")));
}

/* rates(rate[]): the sums, an element each. */
Datum
kansrijk_rates_accum_rates(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Tally	   *tally = PG_ARGISNULL(0) ? NULL : (Tally *) PG_GETARG_POINTER(0);
	ArrayType  *array;
	const Rate *first;
	const Rate *rate;
	uint64		largest = 0;
	int			count;

	if (PG_ARGISNULL(1))
	{
		if (!tally)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(tally);
	}
	array = PG_GETARG_ARRAYTYPE_P(1);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("rates must be an array of one dimension")));
	count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	check_definitions(count);
	if (!tally)
		tally = new_tally(context, count, true);
	check_length(tally, count);

	/* Rates are of one size, and those that are NULL take no place. */
	first = rate = (const Rate *) ARR_DATA_PTR(array);
#define IS_NULL(i) (ARR_NULLBITMAP(array) && !(ARR_NULLBITMAP(array)[(i) / 8] & (1 << ((i) % 8))))
	for (int i = 0; i < count; i++)
		if (!IS_NULL(i))
		{
			largest = Max(largest, (uint64) Max(Max(rate->numerator, rate->denominator), rate->unknown));
			rate++;
		}
	tally = with_room(tally, largest, context);
	rate = first;
	for (int i = 0; i < count; i++)
		if (!IS_NULL(i))
		{
			const int64 counts[3] = {rate->numerator, rate->denominator, rate->unknown};

			if (!tally_add(tally, i, counts))
				rate_count_overflow();
			rate++;
		}
#undef IS_NULL
	tally_raise(tally, largest);
	PG_FREE_IF_COPY(array, 1);
	PG_RETURN_POINTER(tally);
}

Datum
kansrijk_rates_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Tally	   *total = PG_ARGISNULL(0) ? NULL : (Tally *) PG_GETARG_POINTER(0);
	const Tally *part = PG_ARGISNULL(1) ? NULL : (Tally *) PG_GETARG_POINTER(1);

	if (part && !total)
	{
		Size		size = tally_size(part->definitions, part->bound == TALLY_WIDE);

		total = MemoryContextAlloc(context, size);
		memcpy(total, part, size);
	}
	else if (part)
	{
		check_length(total, part->definitions);
		total = with_room(total, part->bound == TALLY_WIDE ? PG_UINT64_MAX : part->bound, context);
		for (int32 i = 0; i < part->definitions; i++)
		{
			int64		counts[3];

			if (tally_get(part, i, counts) && !tally_add(total, i, counts))
				rate_count_overflow();
		}
		tally_raise(total, part->bound);
	}
	if (!total)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(total);
}

/* Between processes of one server a tally travels as it is. */
Datum
kansrijk_rates_serialize(PG_FUNCTION_ARGS)
{
	const Tally *tally;
	bytea	   *bytes;
	Size		size;

	aggregate_context(fcinfo);
	tally = (const Tally *) PG_GETARG_POINTER(0);
	size = tally_size(tally->definitions, tally->bound == TALLY_WIDE);
	bytes = palloc(VARHDRSZ + size);
	SET_VARSIZE(bytes, VARHDRSZ + size);
	memcpy(VARDATA(bytes), tally, size);
	PG_RETURN_BYTEA_P(bytes);
}

Datum
kansrijk_rates_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes;
	Tally	   *tally;
	Size		size;

	aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	size = VARSIZE_ANY_EXHDR(bytes);
	tally = palloc(Max(size, sizeof(Tally)));
	memcpy(tally, VARDATA_ANY(bytes), size);
	if (size < sizeof(Tally) || tally->definitions < 0 || tally->definitions > MAX_DEFINITIONS ||
		size != tally_size(tally->definitions, tally->bound == TALLY_WIDE))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate")));
	PG_RETURN_POINTER(tally);
}

Datum
kansrijk_rates_final(PG_FUNCTION_ARGS)
{
	const Tally *tally;
	Datum	   *values;
	bool	   *isnull;
	Rate	   *rate;
	int			definitions;
	int			lower_bound = 1;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	tally = (const Tally *) PG_GETARG_POINTER(0);
	definitions = tally->definitions;
	values = palloc(definitions * sizeof(Datum));
	isnull = palloc(definitions * sizeof(bool));
	rate = palloc(definitions * sizeof(Rate));
	for (int32 i = 0; i < definitions; i++)
	{
		int64		counts[3];

		isnull[i] = !tally_get(tally, i, counts);
		rate[i] = (Rate) {counts[0], counts[1], counts[2]};
		values[i] = RatePGetDatum(&rate[i]);
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(values, isnull, 1, &definitions, &lower_bound,
											 get_element_type(get_fn_expr_rettype(fcinfo->flinfo)),
											 sizeof(Rate), false, TYPALIGN_DOUBLE));
}
