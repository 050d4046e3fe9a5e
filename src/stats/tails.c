/*-------------------------------------------------------------------------
 *
 * tails.c
 *		Tail probabilities of Poisson and binomial counts, continued to
 *		fractional counts.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/rmath.h"
#include "stats/stats.h"

/* P(X >= events) for a Poisson variable */
double
poisson_at_least(double events, double mean)
{
	if (events <= 0)
		return 1;
	return mean > 0 ? rmath.pgamma(mean, events, 1, 1, 0) : 0;
}

/* P(X <= events) */
double
poisson_at_most(double events, double mean)
{
	if (events <= -1)
		return 0;
	return mean > 0 ? rmath.pgamma(mean, events + 1, 1, 0, 0) : 1;
}

/* P(X >= events) for a binomial variable */
double
binomial_at_least(double events, double size, double p)
{
	if (events <= 0)
		return 1;
	if (events >= size + 1)
		return 0;
	return rmath.pbeta(p, events, size - events + 1, 1, 0);
}

/* P(X <= events) */
double
binomial_at_most(double events, double size, double p)
{
	if (events <= -1)
		return 0;
	if (events >= size)
		return 1;
	return rmath.pbeta(p, events + 1, size - events, 0, 0);
}
