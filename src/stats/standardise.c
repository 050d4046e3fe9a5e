/*-------------------------------------------------------------------------
 *
 * standardise.c
 *		Directly standardised rates.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/rmath.h"
#include "stats/stats.h"

/*
 * False when there is no standardised rate: no stratum, no standard population,
 * or a stratum that has weight and nobody at risk.
 */
bool
direct_sums(const Stratum *strata, int64_t count, DirectSums *sums)
{
	double		total_weight = 0;

	sums->events = sums->value = sums->variance = sums->max_weight = 0;
	for (int64_t i = 0; i < count; i++)
	{
		const Stratum *s = &strata[i];
		double		weight;

		check_interrupts_at(i);
		sums->events += s->events;
		if (s->weight == 0)
			continue;
		if (s->size == 0)
			return false;
		weight = s->weight / s->size;
		total_weight += s->weight;
		sums->value += weight * s->events;
		sums->variance += weight * weight * s->variance;
		sums->max_weight = fmax(sums->max_weight, weight);
	}
	if (total_weight == 0)
		return false;

	sums->value /= total_weight;
	sums->variance /= total_weight * total_weight;
	sums->max_weight /= total_weight;
	return true;
}

/*
 * Dobson et al. (1991) stretch the limits of the number of events; Fay & Feuer
 * (1997) take gamma limits, whose upper one counts one more event of the
 * largest weight. Without events Dobson has no upper limit (NaN).
 */
Limits
direct_interval(StandardisedMethod method, const DirectSums *sums, double tail)
{
	double		stretch = sqrt(sums->variance / sums->events);
	double		next = sums->value + sums->max_weight;
	double		next_variance = sums->variance + sums->max_weight * sums->max_weight;
	Limits	limits;

	if (method == STANDARDISED_GAMMA)
	{
		limits.lower = sums->value > 0 ?
			rmath.qgamma(tail, sums->value * sums->value / sums->variance,
				   sums->variance / sums->value, 1, 0) : 0;
		limits.upper = rmath.qgamma(tail, next * next / next_variance, next_variance / next, 0, 0);
		return limits;
	}

	limits = rate_interval(method == STANDARDISED_PHE ? RATE_PHE : RATE_EXACT,
						   sums->events, tail);
	limits.lower = sums->events > 0 ?
		fmax(sums->value + stretch * (limits.lower - sums->events), 0) : 0;
	limits.upper = sums->value + stretch * (limits.upper - sums->events);
	return limits;
}
