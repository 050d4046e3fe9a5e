/*-------------------------------------------------------------------------
 *
 * mortality.c
 *		Fetal, perinatal, neonatal and infant death, from Perined's code or
 *		from dates, and which births a figure is about.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include "birth/number.h"
#include "birth/option.h"
#include "utils/date.h"

PG_FUNCTION_INFO_V1(kansrijk_fetal_death_code);
PG_FUNCTION_INFO_V1(kansrijk_perinatal_death_code);
PG_FUNCTION_INFO_V1(kansrijk_neonatal_death_code);
PG_FUNCTION_INFO_V1(kansrijk_infant_death_code);
PG_FUNCTION_INFO_V1(kansrijk_perinatal_death_dates);
PG_FUNCTION_INFO_V1(kansrijk_live_born_death_dates);
PG_FUNCTION_INFO_V1(kansrijk_in_scope);

FUNCTION_OF_NUMBERS(kansrijk_fetal_death_code, NUMBER(0))
FUNCTION_OF_NUMBERS(kansrijk_neonatal_death_code, NUMBER(0) | NUMBER(1))
FUNCTION_OF_NUMBERS(kansrijk_perinatal_death_code, NUMBER(0) | NUMBER(1))
FUNCTION_OF_NUMBERS(kansrijk_infant_death_code, NUMBER(0))
FUNCTION_OF_NUMBERS(kansrijk_perinatal_death_dates, NUMBER(3))
FUNCTION_OF_NUMBERS(kansrijk_live_born_death_dates, NUMBER(2))
FUNCTION_OF_NUMBERS(kansrijk_in_scope, NUMBER(0) | NUMBER(1) | NUMBER(2) | NUMBER(5))

/* Perined's variable sterfte. */
typedef enum Death
{
	NOT_DECEASED = 0,
	ANTE_PARTUM = 1,
	DURANTE_PARTU = 2,
	DAY_0_TO_7 = 3,
	DAY_8_TO_28 = 4,
	AFTER_DAY_28 = 5,
	PHASE_UNKNOWN = 6,			/* deceased, nobody knows when */
	DEATH_UNKNOWN				/* NULL */
} Death;

static Death
death_argument(FunctionCallInfo fcinfo, int arg)
{
	int32		code;

	if (PG_ARGISNULL(arg))
		return DEATH_UNKNOWN;
	code = PG_GETARG_INT32(arg);
	if (code < NOT_DECEASED || code > PHASE_UNKNOWN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("code of death does not exist: %d", code),
				 errhint("Perined's codes are 0 (not deceased) to 6 (phase unknown).")));
	return code;
}

/*
 * The last day that counts, of a code that tells only 7 and 28 days apart.
 */
static int32
coded_window_argument(FunctionCallInfo fcinfo, int arg)
{
	int32		days = PG_ARGISNULL(arg) ? -1 : PG_GETARG_INT32(arg);

	if (days != 7 && days != 28)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("until_days must be 7 or 28 for a code of death"),
				 errhint("For another number of days use the dates of birth and death.")));
	return days;
}

static Truth
fetal_death(Death death)
{
	if (death >= PHASE_UNKNOWN)
		return UNKNOWN;
	return death == ANTE_PARTUM || death == DURANTE_PARTU ? YES : NO;
}

/*
 * Death after live birth, up to and including a day.
 */
static Truth
neonatal_death(Death death, int32 until_days)
{
	if (death >= PHASE_UNKNOWN)
		return UNKNOWN;
	return death == DAY_0_TO_7 || (death == DAY_8_TO_28 && until_days >= 28) ? YES : NO;
}

Datum
kansrijk_fetal_death_code(PG_FUNCTION_ARGS)
{
	PG_RETURN_TRUTH(fetal_death(death_argument(fcinfo, 0)));
}

Datum
kansrijk_neonatal_death_code(PG_FUNCTION_ARGS)
{
	int32		until_days = coded_window_argument(fcinfo, 1);

	PG_RETURN_TRUTH(neonatal_death(death_argument(fcinfo, 0), until_days));
}

Datum
kansrijk_perinatal_death_code(PG_FUNCTION_ARGS)
{
	int32		until_days = coded_window_argument(fcinfo, 1);
	Death		death = death_argument(fcinfo, 0);

	PG_RETURN_TRUTH(truth_or(fetal_death(death), neonatal_death(death, until_days)));
}

Datum
kansrijk_infant_death_code(PG_FUNCTION_ARGS)
{
	Death		death = death_argument(fcinfo, 0);

	PG_RETURN_TRUTH(truth_or(neonatal_death(death, 28), death == AFTER_DAY_28 ? YES : NO));
}

#define MAX_UNTIL_DAYS 366

static int32
window_argument(FunctionCallInfo fcinfo, int arg)
{
	int32		days = PG_ARGISNULL(arg) ? -1 : PG_GETARG_INT32(arg);

	if (days < 0 || days > MAX_UNTIL_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("until_days must be from 0 to %d", MAX_UNTIL_DAYS)));
	return days;
}

/*
 * Death on day 0 to until_days, the day of birth being day 0. No date of death
 * means alive, as in the population register; a death before the birth is a
 * mistake in one of the two dates.
 */
static Truth
died_within(FunctionCallInfo fcinfo, int born_arg, int died_arg, int32 until_days)
{
	DateADT		born;
	DateADT		died;

	if (PG_ARGISNULL(died_arg) || DATE_IS_NOEND(PG_GETARG_DATEADT(died_arg)))
		return NO;
	if (PG_ARGISNULL(born_arg))
		return UNKNOWN;
	born = PG_GETARG_DATEADT(born_arg);
	died = PG_GETARG_DATEADT(died_arg);
	if (DATE_NOT_FINITE(born) || DATE_NOT_FINITE(died) || died < born)
		return UNKNOWN;
	return (int64) died - born <= until_days ? YES : NO;
}

/* Arguments: stillborn, born, died, until_days. */
Datum
kansrijk_perinatal_death_dates(PG_FUNCTION_ARGS)
{
	int32		until_days = window_argument(fcinfo, 3);

	PG_RETURN_TRUTH(truth_or(truth_argument(fcinfo, 0),
							 died_within(fcinfo, 1, 2, until_days)));
}

/* Neonatal and infant death. Arguments: born, died, until_days, stillborn. */
Datum
kansrijk_live_born_death_dates(PG_FUNCTION_ARGS)
{
	Truth		died = died_within(fcinfo, 0, 1, window_argument(fcinfo, 2));

	PG_RETURN_TRUTH(truth_and(died, truth_not(truth_argument(fcinfo, 3))));
}

/*
 * Is a birth of the gestational age that the figure is about? Births of unknown
 * age are left out, unless a weight stands in for the age.
 *
 * Arguments: ga_days, grams, min_weeks, population, stillborn, fallback_grams.
 */
Datum
kansrijk_in_scope(PG_FUNCTION_ARGS)
{
	static const char *const populations[] = {"all", "live", NULL};
	int32		min_weeks = PG_ARGISNULL(2) ? 0 : PG_GETARG_INT32(2);
	bool		live_only = option_argument(fcinfo, 3, "population", populations);
	int32		ga_days = ga_days_argument(fcinfo, 0);
	int32		grams = grams_argument(fcinfo, 1);
	int32		fallback = 0;
	Truth		scope;

	if (min_weeks < 1 || min_weeks > MAX_GA_DAYS / DAYS_IN_WEEK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_weeks must be from 1 to %d", MAX_GA_DAYS / DAYS_IN_WEEK)));

	/* The rule of WHO and Perined's yearbooks: 500 g stands for 22 weeks. */
	if (!PG_ARGISNULL(5))
		fallback = PG_GETARG_INT32(5);
	else if (min_weeks == 22)
		fallback = 500;

	if (ga_days != GA_UNKNOWN)
		scope = ga_days >= min_weeks * DAYS_IN_WEEK ? YES : NO;
	else if (fallback <= 0)
		scope = NO;
	else if (grams == GRAMS_UNKNOWN)
		scope = UNKNOWN;
	else
		scope = grams >= fallback ? YES : NO;

	if (live_only)
		scope = truth_and(scope, truth_not(truth_argument(fcinfo, 4)));
	PG_RETURN_TRUTH(scope);
}
