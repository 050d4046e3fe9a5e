/*-------------------------------------------------------------------------
 *
 * cell_key.c
 *		The cell-key method: noise that is the same for the same records.
 *
 * Every record has a random key from 0 up to 1, drawn once and kept. The key of
 * a cell is the fractional part of the sum of its records' keys, and a
 * perturbation table says which noise a count gets with it. Sums of keys are
 * decimal (numeric), so that they do not depend on the order of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "access/htup_details.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(kansrijk_cell_key_accumulate);
PG_FUNCTION_INFO_V1(kansrijk_cell_key_final);
PG_FUNCTION_INFO_V1(kansrijk_cell_key_perturb);
PG_FUNCTION_INFO_V1(kansrijk_cell_key_perturb_sum);

/* A row of a perturbation table, all of type numeric. */
typedef struct Perturbation
{
	Datum		count;			/* for cells of this size */
	Datum		noise;
	Datum		upper;			/* and keys below this */
} Perturbation;

/* The table of the last call, sorted by count and key. */
typedef struct PerturbationTable
{
	MemoryContext context;
	ArrayType  *source;
	int			rows;
	Perturbation row[FLEXIBLE_ARRAY_MEMBER];
} PerturbationTable;

static int
compare_numeric(Datum a, Datum b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, a, b));
}

static Datum
numeric_of(int64 value)
{
	return DirectFunctionCall1(int8_numeric, Int64GetDatum(value));
}

static bool
is_key(Datum value)
{
	/* NaN and infinity are greater than any number. */
	return compare_numeric(value, numeric_of(0)) >= 0 && compare_numeric(value, numeric_of(1)) < 0;
}

static void
check_key(Datum value)
{
	if (!is_key(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("key must be at least 0 and less than 1"),
				 errhint("Divide whole keys by their number: key / 256.0.")));
}

/* Add a record's key; the state is that of sum(numeric). */
Datum
kansrijk_cell_key_accumulate(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("record key must not be null"),
				 errhint("Give every record a key once, and keep it.")));
	check_key(PG_GETARG_DATUM(1));
	return numeric_avg_accum(fcinfo);
}

Datum
kansrijk_cell_key_final(PG_FUNCTION_ARGS)
{
	Datum		sum;

	if (PG_ARGISNULL(0))
		return numeric_of(0);
	sum = numeric_sum(fcinfo);
	if (fcinfo->isnull)
	{
		fcinfo->isnull = false;
		return numeric_of(0);
	}
	return DirectFunctionCall2(numeric_mod, sum, numeric_of(1));
}

static int
compare_perturbations(const void *a, const void *b)
{
	const Perturbation *x = a;
	const Perturbation *y = b;
	int			order = compare_numeric(x->count, y->count);

	return order ? order : compare_numeric(x->upper, y->upper);
}

static void
bad_table(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("not a perturbation table"),
			 errdetail("%s", detail),
			 errhint("Pass array_agg(ROW(i, v, ub)::perturbation) of the whole table, from i = 0.")));
}

static void
check_table(const PerturbationTable *table)
{
	if (table->rows == 0 || compare_numeric(table->row[0].count, numeric_of(0)) != 0)
		bad_table("There is no row for a count of 0.");
	for (int i = 0; i < table->rows; i++)
	{
		const Perturbation *row = &table->row[i];
		bool		is_last = i == table->rows - 1 || compare_numeric(row->count, row[1].count) != 0;

		CHECK_FOR_INTERRUPTS();
		if (is_last && compare_numeric(row->upper, numeric_of(1)) != 0)
			bad_table("The largest ub of a count is not 1.");
		if (compare_numeric(row->count, numeric_of(0)) == 0 && compare_numeric(row->noise, numeric_of(0)) != 0)
			bad_table("A count of 0 does not stay 0.");
	}
}

/*
 * The perturbation table of an argument, which mostly is that of the last call.
 */
static PerturbationTable *
table_argument(FunctionCallInfo fcinfo, int argument)
{
	ArrayType  *source = PG_GETARG_ARRAYTYPE_P(argument);
	PerturbationTable *table = fcinfo->flinfo->fn_extra;
	MemoryContext context;
	MemoryContext caller;
	Datum	   *values;
	bool	   *nulls;
	int			rows;
	TypeCacheEntry *type;

	if (table && VARSIZE(table->source) == VARSIZE(source) && memcmp(table->source, source, VARSIZE(source)) == 0)
		return table;
	if (table)
	{
		fcinfo->flinfo->fn_extra = NULL;
		MemoryContextDelete(table->context);
	}
	context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "perturbation table", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(context);
	type = lookup_type_cache(ARR_ELEMTYPE(source), TYPECACHE_TUPDESC);
	deconstruct_array(source, ARR_ELEMTYPE(source), type->typlen, type->typbyval, type->typalign, &values, &nulls, &rows);
	table = palloc(offsetof(PerturbationTable, row) + rows * sizeof(Perturbation));
	table->context = context;
	table->source = palloc(VARSIZE(source));
	memcpy(table->source, source, VARSIZE(source));
	table->rows = rows;
	for (int i = 0; i < rows; i++)
	{
		HeapTupleHeader header = nulls[i] ? NULL : DatumGetHeapTupleHeader(values[i]);
		HeapTupleData tuple;
		Datum		fields[3];
		bool		field_nulls[3];

		CHECK_FOR_INTERRUPTS();
		if (!header)
			bad_table("A row is null.");
		tuple.t_len = HeapTupleHeaderGetDatumLength(header);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = header;
		heap_deform_tuple(&tuple, type->tupDesc, fields, field_nulls);
		if (field_nulls[0] || field_nulls[1] || field_nulls[2])
			bad_table("A field is null.");
		table->row[i] = (Perturbation) {
			PointerGetDatum(PG_DETOAST_DATUM_COPY(fields[0])),
			PointerGetDatum(PG_DETOAST_DATUM_COPY(fields[1])),
			PointerGetDatum(PG_DETOAST_DATUM_COPY(fields[2]))
		};
	}
	qsort(table->row, rows, sizeof(Perturbation), compare_perturbations);
	check_table(table);
	MemoryContextSwitchTo(caller);
	fcinfo->flinfo->fn_extra = table;
	return table;
}

/*
 * The noise of the count in the table that is nearest to one, from below or
 * from above. Beyond the largest count it is that one's. *found is the count.
 */
static Datum
noise_near(const PerturbationTable *table, Datum count, Datum key, bool from_above, Datum *found)
{
	int			first = table->rows;
	int			row;

	while (first > 0 && compare_numeric(table->row[first - 1].count, count) > 0)
		first--;
	if (!from_above || first == table->rows)
	{
		*found = table->row[first - 1].count;
		while (first > 0 && compare_numeric(table->row[first - 1].count, *found) == 0)
			first--;
	}
	else
		*found = table->row[first].count;
	for (row = first; compare_numeric(key, table->row[row].upper) >= 0;)
		row++;
	return table->row[row].noise;
}

/* cell_key_perturb(count, key, perturbations) */
Datum
kansrijk_cell_key_perturb(PG_FUNCTION_ARGS)
{
	int64		count = PG_GETARG_INT64(0);
	Datum		key = PG_GETARG_DATUM(1);
	PerturbationTable *table = table_argument(fcinfo, 2);
	Datum		found;
	Datum		noise;
	Datum		result;

	if (count < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count must not be negative"),
				 errhint("Map codes for \"unknown\" such as -1 to NULL.")));
	check_key(key);
	noise = noise_near(table, numeric_of(count), key, false, &found);
	if (compare_numeric(found, numeric_of(count)) != 0 && compare_numeric(found, table->row[table->rows - 1].count) != 0)
		bad_table("A count is missing, and is not interpolated.");
	if (compare_numeric(noise, DirectFunctionCall1(numeric_floor, noise)) != 0)
		bad_table("Noise of a count is not a whole number.");
	result = DirectFunctionCall2(numeric_add, numeric_of(count), noise);
	if (compare_numeric(result, numeric_of(0)) < 0)
		bad_table("Noise makes a count negative.");
	return DirectFunctionCall1(numeric_int8, result);
}

/*
 * cell_key_perturb_sum(value, key, perturbations, largest, share): the noise
 * of a count, times a share of the largest contribution. The count to look
 * up is the value in those units; between two counts of the table it is
 * interpolated.
 */
Datum
kansrijk_cell_key_perturb_sum(PG_FUNCTION_ARGS)
{
	Datum		value = PG_GETARG_DATUM(0);
	Datum		key = PG_GETARG_DATUM(1);
	PerturbationTable *table = table_argument(fcinfo, 2);
	Datum		unit = DirectFunctionCall2(numeric_mul, PG_GETARG_DATUM(3), PG_GETARG_DATUM(4));
	Datum		position;
	Datum		below;
	Datum		above;
	Datum		noise;
	Datum		noise_above;

	check_key(key);
	if (compare_numeric(value, numeric_of(0)) < 0 || compare_numeric(PG_GETARG_DATUM(4), numeric_of(0)) <= 0 ||
		compare_numeric(PG_GETARG_DATUM(3), numeric_of(0)) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value and largest contribution must not be negative, share must be positive")));
	if (compare_numeric(unit, numeric_of(0)) == 0)
		PG_RETURN_DATUM(value);
	position = DirectFunctionCall2(numeric_div, value, unit);
	noise = noise_near(table, position, key, false, &below);
	noise_above = noise_near(table, position, key, true, &above);
	if (compare_numeric(below, above) < 0)
	{
		Datum		part = DirectFunctionCall2(numeric_div, DirectFunctionCall2(numeric_sub, position, below),
											   DirectFunctionCall2(numeric_sub, above, below));
		Datum		slope = DirectFunctionCall2(numeric_sub, noise_above, noise);

		noise = DirectFunctionCall2(numeric_add, noise, DirectFunctionCall2(numeric_mul, part, slope));
	}
	return DirectFunctionCall2(numeric_add, value, DirectFunctionCall2(numeric_mul, unit, noise));
}
