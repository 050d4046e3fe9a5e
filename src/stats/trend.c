/*-------------------------------------------------------------------------
 *
 * trend.c
 *		Trend of a rate (Poisson log-linear) and of a proportion
 *		(Cochran-Armitage) over time.
 *
 * Periods without anybody at risk say nothing and are left out. Fewer than
 * three periods make no trend.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>

#include "stats/stats.h"

#define MIN_PERIODS		3
#define MAX_ITERATIONS	100
#define MAX_HALVINGS	60
#define ROUNDING		1e-14

/* What the periods add up to; the time is centred on the people at risk. */
typedef struct Totals
{
	int64_t		periods;
	double		events;
	double		size;
	double		mean_time;
	double		first;
	double		last;
} Totals;

static bool
add_up(const Period *periods, int64_t count, Totals *totals)
{
	double		time = 0;

	totals->periods = 0;
	totals->events = totals->size = 0;
	totals->first = INFINITY;
	totals->last = -INFINITY;
	for (int64_t i = 0; i < count; i++)
	{
		const Period *p = &periods[i];

		check_interrupts_at(i);
		if (p->size == 0)
			continue;
		totals->periods++;
		totals->events += p->events;
		totals->size += p->size;
		time += p->size * p->time;
		totals->first = fmin(totals->first, p->time);
		totals->last = fmax(totals->last, p->time);
	}
	totals->mean_time = time / totals->size;
	return totals->periods >= MIN_PERIODS && totals->events > 0 &&
		totals->first < totals->last;
}

/*
 * With all events in the first, or all in the last period, no slope is steep
 * enough: the likelihood has no maximum.
 */
static bool
has_finite_slope(const Period *periods, int64_t count, const Totals *totals)
{
	bool		after_first = false;
	bool		before_last = false;

	for (int64_t i = 0; i < count; i++)
	{
		check_interrupts_at(i);
		if (periods[i].size == 0 || periods[i].events == 0)
			continue;
		after_first |= periods[i].time > totals->first;
		before_last |= periods[i].time < totals->last;
	}
	return after_first && before_last;
}

/* Sums over the periods at a slope, with the intercept that is best for it. */
typedef struct Fit
{
	double		log_likelihood;
	double		score;			/* its first derivative */
	double		information;	/* minus its second derivative */
	double		pearson;		/* chi-squared */
} Fit;

/*
 * Given the slope, the best intercept makes expected and observed totals equal,
 * which leaves one unknown: expected events are shares of the total, with
 * weights n exp(slope t).
 */
static Fit
fit_at(const Period *periods, int64_t count, const Totals *totals, double slope)
{
	Fit			fit = {0, 0, 0, 0};
	double		sum = 0;
	double		sum_t = 0;
	double		observed_t = 0;
	double		shift = slope > 0 ? totals->last : totals->first;

	for (int64_t i = 0; i < count; i++)
	{
		const Period *p = &periods[i];
		double		t = p->time - shift;
		double		weight = p->size * exp(slope * t);

		check_interrupts_at(i);
		if (p->size == 0)
			continue;
		sum += weight;
		sum_t += weight * t;
		observed_t += p->events * t;
	}
	fit.log_likelihood = slope * observed_t - totals->events * log(sum);
	fit.score = observed_t - totals->events * sum_t / sum;

	for (int64_t i = 0; i < count; i++)
	{
		const Period *p = &periods[i];
		double		t = p->time - shift;
		double		expected = totals->events * p->size * exp(slope * t) / sum;

		check_interrupts_at(i);
		/* about the mean: the difference of two large sums would leave little */
		fit.information += expected * (t - sum_t / sum) * (t - sum_t / sum);
		if (expected > 0)
			fit.pearson += (p->events - expected) * (p->events - expected) / expected;
	}
	return fit;
}

/*
 * Newton's method on a concave likelihood. A step that loses more than rounding
 * explains is halved.
 */
bool
poisson_trend(const Period *periods, int64_t count, Trend *trend)
{
	Totals		totals;
	Fit			fit;
	double		slope = 0;

	if (!add_up(periods, count, &totals) || !has_finite_slope(periods, count, &totals))
		return false;

	fit = fit_at(periods, count, &totals, slope);
	for (int i = 0; i < MAX_ITERATIONS; i++)
	{
		double		step = fit.score / fit.information;
		double		least = fit.log_likelihood - ROUNDING * fabs(fit.log_likelihood);

		for (int j = 0; j < MAX_HALVINGS &&
			 !(fit_at(periods, count, &totals, slope + step).log_likelihood >= least); j++)
		{
			stats_check_interrupts();
			step /= 2;
		}
		stats_check_interrupts();
		slope += step;
		fit = fit_at(periods, count, &totals, slope);
		if (fabs(step) <= ROUNDING * fabs(slope))
			break;
	}

	trend->periods = totals.periods;
	trend->slope = slope;
	trend->se = 1 / sqrt(fit.information);
	trend->dispersion = fit.pearson / (totals.periods - 2);
	return true;
}

/*
 * Cochran-Armitage: the weighted regression of the proportions on time, with
 * the variance that holds when there is no trend.
 */
bool
proportion_trend(const Period *periods, int64_t count, Trend *trend)
{
	Totals		totals;
	double		pooled;
	double		variance;
	double		sum_t2 = 0;
	double		sum_pt = 0;
	double		pearson = 0;

	if (!add_up(periods, count, &totals))
		return false;
	pooled = totals.events / totals.size;
	variance = pooled * ((totals.size - totals.events) / totals.size);
	if (variance <= 0)
		return false;

	for (int64_t i = 0; i < count; i++)
	{
		double		t = periods[i].time - totals.mean_time;

		check_interrupts_at(i);
		sum_t2 += periods[i].size * t * t;
		sum_pt += (periods[i].events - periods[i].size * pooled) * t;
	}
	trend->periods = totals.periods;
	trend->slope = sum_pt / sum_t2;
	trend->se = sqrt(variance / sum_t2);

	for (int64_t i = 0; i < count; i++)
	{
		double		t = periods[i].time - totals.mean_time;
		double		residual = periods[i].events - periods[i].size * (pooled + trend->slope * t);

		check_interrupts_at(i);
		if (periods[i].size > 0)
			pearson += residual * residual / (periods[i].size * variance);
	}
	trend->dispersion = pearson / (totals.periods - 2);
	return true;
}
