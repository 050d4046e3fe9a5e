/*-------------------------------------------------------------------------
 *
 * interval.c
 *		Confidence limits of a Poisson count and of a binomial proportion.
 *
 * Limits never leave what is possible. Without events the lower limit is 0,
 * with events only the upper limit of a proportion is 1, both exactly: there
 * many published implementations give NaN, a negative limit or an error.
 *
 * Sources, per method, are in the comments of rate_ci and proportion_ci
 * (sql/install/stats/intervals.sql) and in doc/statistics.md.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/rmath.h"
#include "stats/stats.h"

/* The z that leaves out "tail" above it. */
double
normal_quantile(double tail)
{
	return rmath.qnorm(tail, 0, 1, 0, 0);
}

/*
 * Fingertips (Public Health England) takes exact limits below ten events and
 * Byar's from there.
 */
bool
phe_uses_exact(double events)
{
	return events < 10;
}

/*
 * (1 - 1/(9c) + z/(3 sqrt c))^3 c: the Wilson-Hilferty cube-root approximation
 * of a chi-squared quantile, on which both of Byar's methods rest.
 */
static double
wilson_hilferty(double count, double z)
{
	double		root = 1 - 1 / (9 * count) + z / (3 * sqrt(count));

	return count * root * root * root;
}

static double
exact_lower(double events, double tail)
{
	return rmath.qgamma(tail, events, 1, 1, 0);
}

static double
exact_upper(double events, double tail)
{
	return rmath.qgamma(tail, events + 1, 1, 0, 0);
}

typedef struct Count
{
	double		events;
	double		size;
	double		tail;
} Count;

static double
midp_above(double mean, void *context)
{
	Count	   *count = context;

	return (poisson_at_least(count->events, mean) +
			poisson_at_least(count->events + 1, mean)) / 2 - count->tail;
}

static double
midp_below(double mean, void *context)
{
	Count	   *count = context;

	return (poisson_at_most(count->events, mean) +
			poisson_at_most(count->events - 1, mean)) / 2 - count->tail;
}

/*
 * Each mid-p limit lies between the exact limits of two neighbouring counts.
 */
static Limits
midp_rate_interval(double events, double tail)
{
	Count		count = {events, 0, tail};
	Limits	limits = {0, 0};

	if (events == 0)
	{
		limits.upper = fmax(-log(2 * tail), 0);
		return limits;
	}
	limits.lower = find_root(midp_above, &count, true, exact_lower(events, tail),
							 exact_lower(events + 1, tail));
	limits.upper = find_root(midp_below, &count, false, exact_upper(events - 1, tail),
							 exact_upper(events, tail));
	return limits;
}

/*
 * Limits of the expected number of events.
 */
Limits
rate_interval(RateMethod method, double events, double tail)
{
	double		z = normal_quantile(tail);
	double		half_width;
	Limits	limits = {0, 0};

	if (method == RATE_PHE)
		method = phe_uses_exact(events) ? RATE_EXACT : RATE_BYAR;

	switch (method)
	{
		case RATE_PHE:			/* replaced above */
		case RATE_EXACT:
			limits.lower = events > 0 ? exact_lower(events, tail) : 0;
			limits.upper = exact_upper(events, tail);
			break;
		case RATE_BYAR:
			limits.lower = events > 0 ? wilson_hilferty(events, -z) : 0;
			limits.upper = wilson_hilferty(events + 1, z);
			break;
		case RATE_BYAR_MIDP:
			limits.lower = wilson_hilferty(events + 0.5, -z);
			limits.upper = wilson_hilferty(events + 0.5, z);
			break;
		case RATE_MIDP:
			limits = midp_rate_interval(events, tail);
			break;
		case RATE_JEFFREYS:
			limits.lower = exact_lower(events + 0.5, tail);
			limits.upper = exact_upper(events - 0.5, tail);
			break;
		case RATE_SCORE:
			/* the product of the limits is events^2: the lower one without a difference */
			half_width = z * sqrt(events + z * z / 4);
			limits.upper = events + z * z / 2 + half_width;
			limits.lower = events * events / limits.upper;
			break;
		case RATE_WALD:
			limits.lower = events - z * sqrt(events);
			limits.upper = events + z * sqrt(events);
			break;
	}

	if (events == 0 || !(limits.lower > 0))
		limits.lower = 0;
	return limits;
}

static double
clopper_pearson_lower(double events, double size, double tail)
{
	if (events <= 0)
		return 0;
	if (events >= size)
		return exp(log(tail) / size);
	return rmath.qbeta(tail, events, size - events + 1, 1, 0);
}

static double
clopper_pearson_upper(double events, double size, double tail)
{
	if (events >= size)
		return 1;
	if (events <= 0)
		return -expm1(log(tail) / size);
	return rmath.qbeta(tail, events + 1, size - events, 0, 0);
}

static double
binomial_midp_above(double p, void *context)
{
	Count	   *count = context;

	return (binomial_at_least(count->events, count->size, p) +
			binomial_at_least(count->events + 1, count->size, p)) / 2 - count->tail;
}

static double
binomial_midp_below(double p, void *context)
{
	Count	   *count = context;

	return (binomial_at_most(count->events, count->size, p) +
			binomial_at_most(count->events - 1, count->size, p)) / 2 - count->tail;
}

static Limits
midp_proportion_interval(double events, double size, double tail)
{
	Count		count = {events, size, tail};
	Limits	limits = {0, 1};

	if (events == 0)
		limits.upper = fmax(-expm1(log(2 * tail) / size), 0);
	else if (events == size)
		limits.lower = fmin(exp(log(2 * tail) / size), 1);
	else
	{
		limits.lower = find_root(binomial_midp_above, &count, true,
								 clopper_pearson_lower(events, size, tail),
								 events + 1 <= size ? clopper_pearson_lower(events + 1, size, tail) : 1);
		limits.upper = find_root(binomial_midp_below, &count, false,
								 events >= 1 ? clopper_pearson_upper(events - 1, size, tail) : 0,
								 clopper_pearson_upper(events, size, tail));
	}
	return limits;
}

/*
 * Wilson's score interval with a continuity correction (Newcombe's method 4).
 */
static Limits
wilson_cc_interval(double events, double size, double z)
{
	double		p = events / size;
	double		q = (size - events) / size;
	double		below = z * z - 2 - 1 / size + 4 * p * (size * q + 1);
	double		above = z * z + 2 - 1 / size + 4 * p * (size * q - 1);
	Limits	limits;

	limits.lower = (2 * events + z * z - 1 - z * sqrt(fmax(below, 0))) / (2 * (size + z * z));
	limits.upper = (2 * events + z * z + 1 + z * sqrt(fmax(above, 0))) / (2 * (size + z * z));
	return limits;
}

/*
 * Limits of the probability of an event.
 */
Limits
proportion_interval(ProportionMethod method, double events, double size, double tail)
{
	double		z = normal_quantile(tail);
	double		p = events / size;
	double		q = (size - events) / size;
	double		adjusted = size + z * z;
	double		half_width;
	Limits	limits = {0, 1};

	switch (method)
	{
		case PROPORTION_WILSON:
			/* the product of the limits is events * p / (size + z^2) */
			half_width = z * sqrt(z * z + 4 * events * q);
			limits.lower = 2 * events * p / (2 * events + z * z + half_width);
			limits.upper = (2 * events + z * z + half_width) / (2 * adjusted);
			break;
		case PROPORTION_WILSON_CC:
			limits = wilson_cc_interval(events, size, z);
			break;
		case PROPORTION_CLOPPER_PEARSON:
			limits.lower = clopper_pearson_lower(events, size, tail);
			limits.upper = clopper_pearson_upper(events, size, tail);
			break;
		case PROPORTION_MIDP:
			limits = midp_proportion_interval(events, size, tail);
			break;
		case PROPORTION_AGRESTI_COULL:
			p = (events + z * z / 2) / adjusted;
			q = (size - events + z * z / 2) / adjusted;
			half_width = z * sqrt(p * q / adjusted);
			limits.lower = p - half_width;
			limits.upper = p + half_width;
			break;
		case PROPORTION_JEFFREYS:
			limits.lower = rmath.qbeta(tail, events + 0.5, size - events + 0.5, 1, 0);
			limits.upper = rmath.qbeta(tail, events + 0.5, size - events + 0.5, 0, 0);
			break;
		case PROPORTION_WALD:
			half_width = z * sqrt(p * q / size);
			limits.lower = p - half_width;
			limits.upper = p + half_width;
			break;
	}

	/*
	 * Wald's interval at 0 and n is the point itself, which is how it fails.
	 */
	if (events == 0 || !(limits.lower > 0))
		limits.lower = 0;
	if (events == size || !(limits.upper < 1))
		limits.upper = 1;
	return limits;
}

/*
 * Half the width of Student's interval of a mean.
 */
double
mean_margin(double count, double sd, double tail)
{
	return rmath.qt(tail, count - 1, 0, 0) * sd / sqrt(count);
}
