/*-------------------------------------------------------------------------
 *
 * bmi.h
 *		Cut-offs of body mass index by sex and exact age, 2 to 18 years. Pure
 *		arithmetic, no SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_BMI_H
#define KANSRIJK_BMI_H

#include "birth/birth.h"

/* By rising BMI; each but the normal one has a cut-off. */
typedef enum BmiGrade
{
	THINNESS_3,
	THINNESS_2,
	THINNESS_1,
	NORMAL_WEIGHT,
	OVERWEIGHT,
	OBESITY,
	MORBID_OBESITY
} BmiGrade;

#define BMI_GRADES (MORBID_OBESITY + 1)

extern const char *const bmi_grade_names[BMI_GRADES + 1];

typedef enum BmiReference
{
	IOTF_2000,
	IOTF_2012,
	SOUTH_ASIAN
} BmiReference;

#define BMI_MIN_MONTHS 24
#define BMI_MAX_MONTHS 216

/*
 * The cut-off of a grade, in kg/m2, at an age within those months; false where
 * the reference has none. A grade of thinness is below its cut-off, one of
 * overweight on or above it.
 */
extern bool bmi_cutoff(BmiReference reference, Sex sex, double months,
					   BmiGrade grade, double *cutoff);
extern BmiGrade bmi_grade(BmiReference reference, Sex sex, double months, double bmi);
extern double iotf_2012_z(Sex sex, double months, double bmi);

#endif							/* KANSRIJK_BMI_H */
