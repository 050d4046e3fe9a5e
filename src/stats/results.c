/*-------------------------------------------------------------------------
 *
 * results.c
 *		Composite and enum results of statistical functions.
 *
 * A number that is not finite (an odds ratio without events, the limit of the
 * side that was not asked for) becomes NULL: there is no such number, and JSON
 * and many tools have no way to write infinity.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#define MAX_COLUMNS 6

/*
 * What the columns of the result type look like, looked up once a query.
 */
static TupleDesc
result_descriptor(FunctionCallInfo fcinfo)
{
	TupleDesc	descriptor;
	MemoryContext old_context;

	if (fcinfo->flinfo->fn_extra == NULL)
	{
		old_context = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type is not a row type");
		fcinfo->flinfo->fn_extra = BlessTupleDesc(descriptor);
		MemoryContextSwitchTo(old_context);
	}
	return (TupleDesc) fcinfo->flinfo->fn_extra;
}

/*
 * A row of numbers, ending in a method unless that is NULL.
 */
Datum
composite_result(FunctionCallInfo fcinfo, const double *numbers, int count, const char *method)
{
	TupleDesc	descriptor = result_descriptor(fcinfo);
	Datum		values[MAX_COLUMNS];
	bool		nulls[MAX_COLUMNS];

	Assert(descriptor->natts == count + (method ? 1 : 0) && descriptor->natts <= MAX_COLUMNS);
	for (int i = 0; i < count; i++)
	{
		nulls[i] = !isfinite(numbers[i]);
		if (TupleDescAttr(descriptor, i)->atttypid == INT8OID)
			values[i] = Int64GetDatum(nulls[i] ? 0 : (int64) numbers[i]);
		else
			values[i] = Float8GetDatum(numbers[i]);
	}
	if (method)
	{
		nulls[count] = false;
		values[count] = CStringGetTextDatum(method);
	}
	return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

Datum
estimate_result(FunctionCallInfo fcinfo, double value, Limits limits,
				double confidence, Sides sides, const char *method)
{
	double		numbers[] = {
		value,
		sides == SIDES_UPPER ? NAN : limits.lower,
		sides == SIDES_LOWER ? NAN : limits.upper,
		confidence
	};

	return composite_result(fcinfo, numbers, lengthof(numbers), method);
}

Datum
test_result(FunctionCallInfo fcinfo, TestResult result, double scale,
			Alternative alternative, const char *method)
{
	double		numbers[] = {
		result.estimate * scale,
		alternative == LESS ? NAN : result.limits.lower * scale,
		alternative == GREATER ? NAN : result.limits.upper * scale,
		result.statistic,
		Min(result.p_value, 1.0)
	};

	return composite_result(fcinfo, numbers, lengthof(numbers), method);
}

/*
 * A label of the enum that the function returns.
 */
Datum
enum_result(FunctionCallInfo fcinfo, const char *label)
{
	Oid			type = get_func_rettype(fcinfo->flinfo->fn_oid);
	Oid			value = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
										ObjectIdGetDatum(type), CStringGetDatum(label));

	if (!OidIsValid(value))
		elog(ERROR, "label \"%s\" is missing", label);
	PG_RETURN_OID(value);
}

/*
 * The numbers of a row that an earlier function has made; false when any of
 * them is NULL.
 */
bool
read_composite(Datum composite, double *numbers, int count)
{
	HeapTupleHeader row = DatumGetHeapTupleHeader(composite);

	for (int i = 0; i < count; i++)
	{
		bool		isnull;
		Datum		value = GetAttributeByNum(row, i + 1, &isnull);

		if (isnull)
			return false;
		numbers[i] = DatumGetFloat8(value);
	}
	return true;
}
