/*-------------------------------------------------------------------------
 *
 * gestational_age.c
 *		Gestational age in completed days: making it, writing it, preterm birth.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include "birth/number.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_ga_days);
PG_FUNCTION_INFO_V1(kansrijk_ga_text);
PG_FUNCTION_INFO_V1(kansrijk_is_preterm);

FUNCTION_OF_NUMBERS(kansrijk_ga_days, NUMBER(0) | NUMBER(1))
FUNCTION_OF_NUMBERS(kansrijk_ga_text, NUMBER(0))
FUNCTION_OF_NUMBERS(kansrijk_is_preterm, NUMBER(0) | NUMBER(1))

/*
 * Completed days, or GA_UNKNOWN when no birth can have that age.
 */
static int32
completed_days(int32 weeks, int32 days)
{
	if (days < 0 || days >= DAYS_IN_WEEK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("days of a gestational age must be from 0 to 6, not %d", days),
				 errhint("Seven days are the next completed week.")));
	if (weeks < 0 || weeks > MAX_GA_DAYS / DAYS_IN_WEEK)
		return GA_UNKNOWN;
	days += weeks * DAYS_IN_WEEK;
	return days >= MIN_GA_DAYS && days <= MAX_GA_DAYS ? days : GA_UNKNOWN;
}

Datum
kansrijk_ga_days(PG_FUNCTION_ARGS)
{
	int32		days = completed_days(PG_GETARG_INT32(0), PG_GETARG_INT32(1));

	if (days == GA_UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_INT32(days);
}

Datum
kansrijk_ga_text(PG_FUNCTION_ARGS)
{
	int32		days = PG_GETARG_INT32(0);

	if (days < MIN_GA_DAYS || days > MAX_GA_DAYS)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("%d+%d", days / DAYS_IN_WEEK,
											  days % DAYS_IN_WEEK)));
}

Datum
kansrijk_is_preterm(PG_FUNCTION_ARGS)
{
	int32		weeks = PG_GETARG_INT32(1);

	if (weeks < 1 || weeks > MAX_GA_DAYS / DAYS_IN_WEEK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("limit of preterm birth must be from 1 to %d weeks, not %d",
						MAX_GA_DAYS / DAYS_IN_WEEK, weeks)));
	PG_RETURN_TRUTH(is_preterm(ga_days_argument(fcinfo, 0), weeks));
}
