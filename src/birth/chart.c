/*-------------------------------------------------------------------------
 *
 * chart.c
 *		The charts, and the position of a weight on one. Pure arithmetic.
 *
 * hoftiezer_2019: Hoftiezer et al., Am J Obstet Gynecol 2019;220:383 - Dutch
 * singletons, 23+0 to 42+0, in grams.
 *
 * intergrowth_21st: Villar et al., Lancet 2014;384:857 (from 33+0) and
 * 2016;387:844 (very preterm, to 32+6), published in units of 10 g. The two
 * standards do not meet: p10 drops between 32+6 and 33+0.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/chart.h"

#include <math.h>

#include "birth/hoftiezer_2019.generated.h"
#include "birth/intergrowth_21st.generated.h"

const int	chart_percentiles[CHART_PERCENTILES] = {3, 5, 10, 50, 90, 95, 97};

/* The same percentiles as quantiles of the normal distribution. */
static const double chart_z[CHART_PERCENTILES] = {
	-1.8807936081512509, -1.6448536269514722, -1.2815515655446004, 0,
	1.2815515655446004, 1.6448536269514722, 1.8807936081512509
};

#define CHART(name, NAME) \
	{#name, NAME##_FIRST, NAME##_FIRST + NAME##_ROWS - 1, &name[0][0][0]}

const Chart charts[] = {
	CHART(hoftiezer_2019, HOFTIEZER_2019),
	CHART(intergrowth_21st, INTERGROWTH_21ST),
	{NULL}
};

/* Standard deviations per gram between percentiles k and k + 1. */
static inline double
secant(const int16 *row, int k)
{
	return (chart_z[k + 1] - chart_z[k]) / (row[k + 1] - row[k]);
}

/*
 * Slope of z at percentile k, chosen so that the curve stays monotone: a
 * weighted harmonic mean of the two secants (Fritsch and Butland, SIAM J Sci
 * Stat Comput 1984;5:300), at the ends a three-point formula that must not
 * turn negative. It is what MATLAB and SciPy call pchip.
 */
static double
slope(const int16 *row, int k)
{
	double		left;
	double		right;

	if (k == 0 || k == CHART_PERCENTILES - 1)
	{
		int			end = k == 0 ? 0 : k - 1;
		int			next = k == 0 ? 1 : k - 2;
		double		end_width = row[end + 1] - row[end];
		double		next_width = row[next + 1] - row[next];
		double		result = ((2 * end_width + next_width) * secant(row, end) -
							  end_width * secant(row, next)) / (end_width + next_width);

		return Max(result, 0);
	}

	left = row[k] - row[k - 1];
	right = row[k + 1] - row[k];
	return 3 * (left + right) /
		((2 * right + left) / secant(row, k - 1) + (right + 2 * left) / secant(row, k));
}

/*
 * z between two percentiles: the cubic with those slopes (Hermite).
 */
static double
z_between(const int16 *row, int k, int32 grams)
{
	double		width = row[k + 1] - row[k];
	double		t = (grams - row[k]) / width;
	double		u = 1 - t;

	return u * u * ((1 + 2 * t) * chart_z[k] + t * width * slope(row, k)) +
		t * t * ((1 + 2 * u) * chart_z[k + 1] - u * width * slope(row, k + 1));
}

ChartPosition
chart_position(const int16 *row, int32 grams)
{
	const int	last = CHART_PERCENTILES - 1;
	ChartPosition position = {0};
	int			k;

	while (position.above < CHART_PERCENTILES && grams >= row[position.above])
		position.above++;
	k = position.above - 1;

	/* On a percentile exactly: no rounding. */
	if (k >= 0 && grams == row[k])
	{
		position.z = chart_z[k];
		position.percentile = chart_percentiles[k];
		return position;
	}

	position.beyond = k < 0 || k == last;
	if (k < 0)
		position.z = chart_z[0] - slope(row, 0) * (row[0] - grams);
	else if (k == last)
		position.z = chart_z[last] + slope(row, last) * (grams - row[last]);
	else
		position.z = z_between(row, k, grams);
	position.percentile = 50 * erfc(-position.z * M_SQRT1_2);
	return position;
}
