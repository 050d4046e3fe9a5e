/*-------------------------------------------------------------------------
 *
 * nl5def.c
 *		Birthweight in standard deviations on the reference of the Dutch youth
 *		health care's growth guideline (nl5def, completed weeks 25 to 42).
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include "birth/lms.h"
#include "birth/number.h"
#include "birth/nl5def_birthweight.generated.h"

PG_FUNCTION_INFO_V1(kansrijk_nl5def_birthweight_z);

FUNCTION_OF_NUMBERS(kansrijk_nl5def_birthweight_z, NUMBER(0) | NUMBER(1) | NUMBER(2))

Datum
kansrijk_nl5def_birthweight_z(PG_FUNCTION_ARGS)
{
	int32		grams = grams_argument(fcinfo, 0);
	int32		ga_days = ga_days_argument(fcinfo, 1);
	Sex			sex = sex_argument(fcinfo, 2);
	int32		row = ga_days / DAYS_IN_WEEK - NL5DEF_BIRTHWEIGHT_FIRST;
	const double *lms;

	if (grams == GRAMS_UNKNOWN || sex == SEX_UNKNOWN || row < 0 || row >= NL5DEF_BIRTHWEIGHT_ROWS)
		PG_RETURN_NULL();
	lms = nl5def_birthweight[sex][row];
	PG_RETURN_FLOAT8(lms_z((Lms) {lms[0], lms[1], lms[2]}, grams / 1000.0));
}
