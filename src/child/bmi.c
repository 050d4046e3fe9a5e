/*-------------------------------------------------------------------------
 *
 * bmi.c
 *		Cut-offs of body mass index by sex and exact age. Pure arithmetic.
 *
 * iotf_2000: Cole et al., BMJ 2000;320:1240 (overweight, obesity) and 2007;335:194
 * (thinness): cut-offs at half-years, in between on a straight line.
 *
 * iotf_2012: Cole and Lobstein, Pediatr Obes 2012;7:284: L, M and S at
 * half-years, in between on a natural cubic spline. A cut-off is the curve that
 * passes through the adult's BMI at 18 years.
 *
 * bmi_south_asian: de Wilde et al., for children of South-Asian (Hindustani)
 * descent, as growthscreener has them; half-years, straight line. Its one
 * cut-off of underweight stands where the IOTF has thinness 2.
 *
 *-------------------------------------------------------------------------
 */
#include "child/bmi.h"

#include "birth/lms.h"

#include "child/bmi_south_asian.generated.h"
#include "child/iotf_2000.generated.h"
#include "child/iotf_2012.generated.h"

/* All three tables are by half-years from 2 to 18. */
#define ROWS IOTF_2012_ROWS
#define MONTHS_PER_ROW 6

StaticAssertDecl(IOTF_2000_ROWS == ROWS && BMI_SOUTH_ASIAN_ROWS == ROWS,
				 "tables of BMI cut-offs differ in their ages");
StaticAssertDecl((ROWS - 1) * MONTHS_PER_ROW == BMI_MAX_MONTHS - BMI_MIN_MONTHS,
				 "tables of BMI cut-offs do not end at 18 years");

const char *const bmi_grade_names[BMI_GRADES + 1] = {
	"thinness 3", "thinness 2", "thinness 1", "normal", "overweight", "obesity", "morbid obesity", NULL
};

/* BMI of adults that the cut-offs of 2012 lead to. */
static const double adult_bmi[BMI_GRADES] = {16, 17, 18.5, 0, 25, 30, 35};

/*
 * Where an age lies in a table: between two rows, at a fraction of the way.
 */
static int
find_row(double months, double *fraction)
{
	double		position = (months - BMI_MIN_MONTHS) / MONTHS_PER_ROW;
	int			row = Min((int) position, ROWS - 2);

	*fraction = position - row;
	return row;
}

/*
 * Second derivatives, per squared row, of the natural cubic spline through one
 * column of the LMS table. The rows are equally far apart, so the tridiagonal
 * system has 1, 4, 1 on its diagonals.
 */
static void
spline_curvature(const double table[ROWS][3], int column, double curvature[ROWS])
{
	double		diagonal[ROWS];

	curvature[0] = curvature[ROWS - 1] = 0;
	diagonal[0] = 1;
	for (int i = 1; i < ROWS - 1; i++)
	{
		double		factor = i == 1 ? 0 : 1 / diagonal[i - 1];

		diagonal[i] = 4 - factor;
		curvature[i] = 6 * (table[i - 1][column] - 2 * table[i][column] + table[i + 1][column]) -
			factor * curvature[i - 1];
	}
	for (int i = ROWS - 2; i > 0; i--)
		curvature[i] = (curvature[i] - curvature[i + 1]) / diagonal[i];
}

/*
 * L, M and S at an exact age.
 */
static Lms
iotf_2012_lms(Sex sex, double months)
{
	/* Follows from the table alone: computed at the first call. */
	static double curvature[2][3][ROWS];
	static bool computed = false;

	double		fraction;
	int			row = find_row(months, &fraction);
	double		rest = 1 - fraction;
	double		value[3];

	if (!computed)
	{
		for (int s = BOY; s <= GIRL; s++)
			for (int column = 0; column < 3; column++)
				spline_curvature(iotf_2012[s], column, curvature[s][column]);
		computed = true;
	}

	for (int column = 0; column < 3; column++)
	{
		const double *c = curvature[sex][column];

		value[column] = rest * iotf_2012[sex][row][column] +
			fraction * iotf_2012[sex][row + 1][column] +
			((rest * rest - 1) * rest * c[row] +
			 (fraction * fraction - 1) * fraction * c[row + 1]) / 6;
	}
	return (Lms) {value[0], value[1], value[2]};
}

double
iotf_2012_z(Sex sex, double months, double bmi)
{
	return lms_z(iotf_2012_lms(sex, months), bmi);
}

/*
 * Columns of a table with a straight line between its rows.
 */
static double
straight(const double *lower, const double *upper, double fraction, int column)
{
	return lower[column] + fraction * (upper[column] - lower[column]);
}

bool
bmi_cutoff(BmiReference reference, Sex sex, double months, BmiGrade grade, double *cutoff)
{
	double		fraction;
	int			row = find_row(months, &fraction);

	if (grade == NORMAL_WEIGHT)
		return false;
	switch (reference)
	{
		case IOTF_2000:
			if (grade > OBESITY)
				return false;
			*cutoff = straight(iotf_2000[sex][row], iotf_2000[sex][row + 1], fraction,
							   grade < NORMAL_WEIGHT ? grade : grade - 1);
			return true;
		case IOTF_2012:
			*cutoff = lms_value(iotf_2012_lms(sex, months),
								iotf_2012_z(sex, BMI_MAX_MONTHS, adult_bmi[grade]));
			return true;
		case SOUTH_ASIAN:
			if (grade != THINNESS_2 && grade != OVERWEIGHT && grade != OBESITY)
				return false;
			*cutoff = straight(bmi_south_asian[sex][row], bmi_south_asian[sex][row + 1], fraction,
							   grade == THINNESS_2 ? 0 : grade - NORMAL_WEIGHT);
			return true;
	}
	return false;
}

BmiGrade
bmi_grade(BmiReference reference, Sex sex, double months, double bmi)
{
	BmiGrade	result = NORMAL_WEIGHT;
	double		cutoff;

	for (BmiGrade grade = THINNESS_3; grade < NORMAL_WEIGHT; grade++)
		if (bmi_cutoff(reference, sex, months, grade, &cutoff) && bmi < cutoff)
			return grade;
	for (BmiGrade grade = OVERWEIGHT; grade <= MORBID_OBESITY; grade++)
		if (bmi_cutoff(reference, sex, months, grade, &cutoff) && bmi >= cutoff)
			result = grade;
	return result;
}
