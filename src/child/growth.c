/*-------------------------------------------------------------------------
 *
 * growth.c
 *		SQL functions for weight and height of children: exact age, body mass
 *		index and its grades.
 *
 *-------------------------------------------------------------------------
 */
#include "child/bmi.h"

#include <math.h>

#include "birth/number.h"
#include "birth/option.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(kansrijk_age_months);
PG_FUNCTION_INFO_V1(kansrijk_bmi);
PG_FUNCTION_INFO_V1(kansrijk_iotf_cutoff);
PG_FUNCTION_INFO_V1(kansrijk_iotf_z);
PG_FUNCTION_INFO_V1(kansrijk_iotf_grade);
PG_FUNCTION_INFO_V1(kansrijk_is_overweight);
PG_FUNCTION_INFO_V1(kansrijk_is_obese);

FUNCTION_OF_NUMBERS(kansrijk_iotf_cutoff, NUMBER(1) | NUMBER(3) | NUMBER(5))
FUNCTION_OF_NUMBERS(kansrijk_iotf_z, NUMBER(2) | NUMBER(3))
FUNCTION_OF_NUMBERS(kansrijk_iotf_grade, NUMBER(2) | NUMBER(3) | NUMBER(5))
FUNCTION_OF_NUMBERS(kansrijk_is_overweight, NUMBER(2) | NUMBER(3) | NUMBER(5))
FUNCTION_OF_NUMBERS(kansrijk_is_obese, NUMBER(2) | NUMBER(3) | NUMBER(5))

/*
 * The day on which someone completes so many months. Born on a day that the
 * month does not have: its last day.
 */
static int
day_of_months(int year, int month, int day, int months)
{
	int			index = year * MONTHS_PER_YEAR + month - 1 + months;

	year = index / MONTHS_PER_YEAR;
	month = index % MONTHS_PER_YEAR + 1;
	return date2j(year, month, Min(day, day_tab[isleap(year)][month - 1]));
}

/*
 * Completed months plus the part of the running one, so that every birthday is
 * a whole number of years. Dividing days by 365.25 makes it 1.9986 or 2.0014.
 */
Datum
kansrijk_age_months(PG_FUNCTION_ARGS)
{
	DateADT		born = PG_GETARG_DATEADT(0);
	DateADT		on = PG_GETARG_DATEADT(1);
	int			year;
	int			month;
	int			day;
	int			on_year;
	int			on_month;
	int			on_day;
	int			months;
	int			today;
	int			start;
	int			end;

	if (DATE_NOT_FINITE(born) || DATE_NOT_FINITE(on) || on < born)
		PG_RETURN_NULL();

	today = on + POSTGRES_EPOCH_JDATE;
	j2date(born + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	if (year < 1)
		PG_RETURN_NULL();
	j2date(today, &on_year, &on_month, &on_day);
	months = (on_year - year) * MONTHS_PER_YEAR + on_month - month;
	start = day_of_months(year, month, day, months);
	if (start > today)
		start = day_of_months(year, month, day, --months);
	end = day_of_months(year, month, day, months + 1);
	PG_RETURN_FLOAT8(months + (double) (today - start) / (end - start));
}

/* Arguments: weight_kg, height_cm. */
Datum
kansrijk_bmi(PG_FUNCTION_ARGS)
{
	double		kg = PG_GETARG_FLOAT8(0);
	double		metres = PG_GETARG_FLOAT8(1) / 100;

	if (!(kg >= 0.3 && kg <= 300 && metres >= 0.2 && metres <= 2.5))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(kg / (metres * metres));
}

static BmiReference
reference_argument(FunctionCallInfo fcinfo, int edition_arg, int south_asian_arg)
{
	int32		edition = PG_ARGISNULL(edition_arg) ? 0 : PG_GETARG_INT32(edition_arg);

	if (edition != 2000 && edition != 2012)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("edition of the IOTF cut-offs must be 2000 or 2012")));
	if (!PG_ARGISNULL(south_asian_arg) && PG_GETARG_BOOL(south_asian_arg))
		return SOUTH_ASIAN;
	return edition == 2000 ? IOTF_2000 : IOTF_2012;
}

/*
 * The age at which cut-offs are looked up; false when they do not apply. By
 * min_age_months a visit shortly before 24 months can be judged as if at 24.
 */
static bool
age_argument(FunctionCallInfo fcinfo, int age_arg, int min_age_arg, double *months)
{
	int32		min_age = PG_ARGISNULL(min_age_arg) ? 0 : PG_GETARG_INT32(min_age_arg);

	if (min_age < 23 || min_age > BMI_MIN_MONTHS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_age_months must be 23 or 24"),
				 errdetail("There are no IOTF cut-offs below 24 months.")));
	if (PG_ARGISNULL(age_arg))
		return false;
	*months = PG_GETARG_FLOAT8(age_arg);
	if (!(*months >= min_age && *months <= BMI_MAX_MONTHS))
		return false;
	*months = Max(*months, BMI_MIN_MONTHS);
	return true;
}

static bool
bmi_argument(FunctionCallInfo fcinfo, int arg, double *bmi)
{
	if (PG_ARGISNULL(arg))
		return false;
	*bmi = PG_GETARG_FLOAT8(arg);
	return *bmi > 0 && isfinite(*bmi);
}

/* Arguments: age_months, sex, grade, edition, south_asian, min_age_months. */
Datum
kansrijk_iotf_cutoff(PG_FUNCTION_ARGS)
{
	Sex			sex = sex_argument(fcinfo, 1);
	BmiGrade	grade = option_argument(fcinfo, 2, "grade", bmi_grade_names);
	BmiReference reference = reference_argument(fcinfo, 3, 4);
	double		months;
	double		cutoff;

	if (!age_argument(fcinfo, 0, 5, &months) || sex == SEX_UNKNOWN ||
		!bmi_cutoff(reference, sex, months, grade, &cutoff))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(cutoff);
}

/* Arguments: bmi, age_months, sex, min_age_months. */
Datum
kansrijk_iotf_z(PG_FUNCTION_ARGS)
{
	Sex			sex = sex_argument(fcinfo, 2);
	double		bmi;
	double		months;

	if (!age_argument(fcinfo, 1, 3, &months) || !bmi_argument(fcinfo, 0, &bmi) ||
		sex == SEX_UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(iotf_2012_z(sex, months, bmi));
}

/*
 * The grades that a child may have: one, or of unknown sex that of a boy and
 * that of a girl. False when there is none.
 *
 * Arguments: bmi, age_months, sex, edition, south_asian, min_age_months.
 */
static bool
possible_grades(FunctionCallInfo fcinfo, BmiGrade *lower, BmiGrade *higher)
{
	Sex			sex = sex_argument(fcinfo, 2);
	BmiReference reference = reference_argument(fcinfo, 3, 4);
	BmiGrade	boy;
	BmiGrade	girl;
	double		bmi;
	double		months;

	if (!age_argument(fcinfo, 1, 5, &months) || !bmi_argument(fcinfo, 0, &bmi))
		return false;
	boy = bmi_grade(reference, sex == GIRL ? GIRL : BOY, months, bmi);
	girl = sex == SEX_UNKNOWN ? bmi_grade(reference, GIRL, months, bmi) : boy;
	*lower = Min(boy, girl);
	*higher = Max(boy, girl);
	return true;
}

static Truth
at_least_grade(FunctionCallInfo fcinfo, BmiGrade limit)
{
	BmiGrade	lower;
	BmiGrade	higher;

	if (!possible_grades(fcinfo, &lower, &higher))
		return UNKNOWN;
	if (lower >= limit)
		return YES;
	return higher < limit ? NO : UNKNOWN;
}

Datum
kansrijk_is_overweight(PG_FUNCTION_ARGS)
{
	PG_RETURN_TRUTH(at_least_grade(fcinfo, OVERWEIGHT));
}

Datum
kansrijk_is_obese(PG_FUNCTION_ARGS)
{
	PG_RETURN_TRUTH(at_least_grade(fcinfo, OBESITY));
}

/*
 * The grade as a value of the SQL enum, whose labels have the same names.
 */
Datum
kansrijk_iotf_grade(PG_FUNCTION_ARGS)
{
	BmiGrade	lower;
	BmiGrade	higher;
	Oid		   *labels = fcinfo->flinfo->fn_extra;

	if (!possible_grades(fcinfo, &lower, &higher) || lower != higher)
		PG_RETURN_NULL();
	if (!labels)
	{
		Oid			type = get_func_rettype(fcinfo->flinfo->fn_oid);

		labels = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(Oid) * BMI_GRADES);
		for (int grade = 0; grade < BMI_GRADES; grade++)
			labels[grade] = DatumGetObjectId(DirectFunctionCall2(enum_in,
																 CStringGetDatum(bmi_grade_names[grade]),
																 ObjectIdGetDatum(type)));
		fcinfo->flinfo->fn_extra = labels;
	}
	PG_RETURN_OID(labels[lower]);
}
