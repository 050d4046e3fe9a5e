/*-------------------------------------------------------------------------
 *
 * care.c
 *		Care in pregnancy: line of care, and what a row counts for.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include "birth/number.h"
#include "birth/option.h"

PG_FUNCTION_INFO_V1(kansrijk_in_care_line);
PG_FUNCTION_INFO_V1(kansrijk_counts_once);

FUNCTION_OF_NUMBERS(kansrijk_in_care_line, NUMBER(0) | NUMBER(1))
FUNCTION_OF_NUMBERS(kansrijk_counts_once, NUMBER(0))

static int32
care_line_argument(FunctionCallInfo fcinfo, int arg, const char *name)
{
	int32		line = PG_GETARG_INT32(arg);

	if (line != 1 && line != 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid %s: %d", name, line),
				 errhint("Use 1 for primary care (midwife, 1e lijn), 2 for hospital care (2e lijn), NULL for unknown.")));
	return line;
}

/* Arguments: line, wanted. */
Datum
kansrijk_in_care_line(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(care_line_argument(fcinfo, 0, "line of care") ==
				   care_line_argument(fcinfo, 1, "wanted line of care"));
}

/*
 * Of the children of one pregnancy, the first stands for the pregnancy.
 * Arguments: rank, unit.
 */
Datum
kansrijk_counts_once(PG_FUNCTION_ARGS)
{
	static const char *const units[] = {"child", "pregnancy", NULL};
	bool		per_pregnancy = option_argument(fcinfo, 1, "unit", units);

	if (!per_pregnancy)
		PG_RETURN_BOOL(true);
	if (PG_ARGISNULL(0) || PG_GETARG_INT32(0) < 1)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(PG_GETARG_INT32(0) == 1);
}
