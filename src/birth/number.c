/*-------------------------------------------------------------------------
 *
 * number.c
 *		Whole numbers that come as double precision.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/number.h"

#include <math.h>

PG_FUNCTION_INFO_V1(kansrijk_whole_number);

/*
 * False for NaN, which is how a data frame writes that it does not know.
 */
static inline bool
whole_number(double number, int32 *whole)
{
	if (unlikely(isnan(number)))
		return false;
	/* NaN and infinity are not in this range, so the cast is defined */
	if (unlikely(!(number >= PG_INT32_MIN && number <= PG_INT32_MAX)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number is out of range for an integer: %.15g", number),
				 errhint("Map codes for \"unknown\" to NULL.")));
	*whole = (int32) number;
	if (unlikely(*whole != number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number must be a whole number, not %.15g", number),
				 errhint("Grams, days, weeks and codes are whole: look for another unit (kilograms, weeks) or a wrong column, or round() it.")));
	return true;
}

Datum
kansrijk_whole_number(PG_FUNCTION_ARGS)
{
	int32		whole;

	if (!whole_number(PG_GETARG_FLOAT8(0), &whole))
		PG_RETURN_NULL();
	PG_RETURN_INT32(whole);
}

/*
 * The arguments are copied, because the executor keeps constants where they are
 * from one row to the next.
 */
Datum
call_with_integers(FunctionCallInfo fcinfo, PGFunction function, uint32 numbers)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	Datum		result;

	memcpy(call, fcinfo, SizeForFunctionCallInfo(fcinfo->nargs));
	for (int arg = 0; arg < fcinfo->nargs; arg++)
	{
		int32		whole;

		if (!(numbers & NUMBER(arg)) || fcinfo->args[arg].isnull)
			continue;
		call->args[arg].isnull = !whole_number(PG_GETARG_FLOAT8(arg), &whole);
		if (!call->args[arg].isnull)
			call->args[arg].value = Int32GetDatum(whole);
		else if (fcinfo->flinfo->fn_strict)
			PG_RETURN_NULL();
	}
	call->isnull = false;
	result = function(call);
	fcinfo->isnull = call->isnull;
	return result;
}
