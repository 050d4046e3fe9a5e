/*-------------------------------------------------------------------------
 *
 * lms.h
 *		The LMS method (Cole 1990): a skewed distribution by its power L,
 *		median M and coefficient of variation S.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LMS_H
#define KANSRIJK_LMS_H

#include <math.h>

typedef struct Lms
{
	double		l;
	double		m;
	double		s;
} Lms;

/* Standard deviations of a value above 0. */
static inline double
lms_z(Lms lms, double value)
{
	double		log_ratio = log(value / lms.m);

	if (lms.l == 0)
		return log_ratio / lms.s;
	return expm1(lms.l * log_ratio) / (lms.l * lms.s);
}

/* The value at so many standard deviations. */
static inline double
lms_value(Lms lms, double z)
{
	if (lms.l == 0)
		return lms.m * exp(lms.s * z);
	return lms.m * exp(log1p(lms.l * lms.s * z) / lms.l);
}

#endif							/* KANSRIJK_LMS_H */
