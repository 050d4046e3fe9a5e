/*-------------------------------------------------------------------------
 *
 * areas.c
 *		Many areas at once: funnel limits, over-dispersion, smoothing, ranks.
 *
 * The aggregates sort the areas before they come here, so that the sums do not
 * depend on the order in which rows were read.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>

#include "stats/rmath.h"
#include "stats/stats.h"

typedef struct Funnel
{
	Model		model;
	double		target;
	double		size;
	double		tail;
} Funnel;

static double
at_least(const Funnel *funnel, double events)
{
	return funnel->model == MODEL_POISSON ?
		poisson_at_least(events, funnel->target * funnel->size) :
		binomial_at_least(events, funnel->size, funnel->target);
}

static double
at_most(const Funnel *funnel, double events)
{
	return funnel->model == MODEL_POISSON ?
		poisson_at_most(events, funnel->target * funnel->size) :
		binomial_at_most(events, funnel->size, funnel->target);
}

static double
above_upper(double events, void *context)
{
	Funnel	   *funnel = context;

	return at_least(funnel, events) - funnel->tail;
}

static double
above_lower(double events, void *context)
{
	Funnel	   *funnel = context;

	return at_most(funnel, events) - funnel->tail;
}

/*
 * The rates beyond which an observation is unlikely in an area on target: the
 * counts with exactly "tail" beyond them, continued to fractional counts. An
 * area is outside just when its exact confidence interval excludes the target.
 * The lower limit is 0 where even no event at all is no surprise.
 */
Limits
funnel_exact(Model model, double target, double size, double tail)
{
	Funnel		funnel = {model, target, size, tail};
	double		most = model == MODEL_BINOMIAL ? size : target * size + 1;
	Limits	limits = {0, target};

	while (model == MODEL_POISSON && at_least(&funnel, most) >= tail)
		most *= 2;
	if (at_most(&funnel, 0) < tail)
		limits.lower = find_root(above_lower, &funnel, true, 0, most) / size;
	if (target > 0)
		limits.upper = find_root(above_upper, &funnel, false, 0, most) / size;
	return limits;
}

/*
 * Of the figure of an area on target. "complement" is 1 - target, which a target
 * close to 1 does not tell exactly.
 */
static double
target_variance(Model model, double target, double complement, double size)
{
	return model == MODEL_POISSON ? target / size : target * complement / size;
}

/*
 * Normal limits, widened by a multiplicative (phi) and an additive (tau2)
 * over-dispersion.
 */
Limits
funnel_normal(Model model, double target, double size, double phi, double tau2, double tail)
{
	double		half_width = normal_quantile(tail) *
		sqrt(phi * target_variance(model, target, 1 - target, size) + tau2);
	Limits	limits = {fmax(target - half_width, 0), target + half_width};

	if (model == MODEL_BINOMIAL)
		limits.upper = fmin(limits.upper, 1);
	return limits;
}

/*
 * Put the values in such an order that the one at "place" is what it would be if
 * they were sorted, and none before it is larger: Hoare's selection, which unlike
 * qsort() can be left in the middle.
 */
static double
select_at(double *values, int64_t count, int64_t place)
{
	int64_t		low = 0;
	int64_t		high = count - 1;

	while (low < high)
	{
		double		pivot = values[place];
		int64_t		i = low;
		int64_t		j = high;

		while (i <= j)
		{
			double		swapped;

			if ((i & 4095) == 0)
				stats_check_interrupts();
			while (values[i] < pivot)
				i++;
			while (values[j] > pivot)
				j--;
			if (i > j)
				break;
			swapped = values[i];
			values[i++] = values[j];
			values[j--] = swapped;
		}
		if (j < place)
			low = i;
		if (i > place)
			high = j;
	}
	return values[place];
}

/* Quantile by linear interpolation, as R and percentile_cont have it. */
static double
quantile(double *values, int64_t count, double p)
{
	double		position = (count - 1) * p;
	int64_t		below = (int64_t) position;
	double		lower;
	double		upper = INFINITY;

	if (below + 1 >= count)
		return select_at(values, count, count - 1);
	lower = select_at(values, count, below);
	for (int64_t i = below + 1; i < count; i++)
	{
		check_interrupts_at(i);
		upper = fmin(upper, values[i]);
	}
	return lower + (position - below) * (upper - lower);
}

/*
 * Spiegelhalter (2005): how much more the areas differ from the pooled rate
 * than chance explains, after drawing in ("winsorise") the given share of areas
 * at each end. "scratch" has room for one double an area. False when fewer than
 * two areas have a size, or no variance is expected.
 */
bool
overdispersion(Model model, const Area *areas, int64_t count, double winsorise,
			   double *scratch, Overdispersion *result)
{
	double		events = 0;
	double		size = 0;
	double		sum_z2 = 0;
	double		sum_w = 0;
	double		sum_w2 = 0;
	double		complement;
	double		lowest;
	double		highest;
	int64_t		m = 0;

	for (int64_t i = 0; i < count; i++)
	{
		check_interrupts_at(i);
		events += areas[i].events;
		size += areas[i].size;
	}
	if (size == 0)
		return false;
	result->target = events / size;
	complement = (size - events) / size;
	if (target_variance(model, result->target, complement, size) <= 0)
		return false;

	for (int64_t i = 0; i < count; i++)
	{
		double		weight;

		check_interrupts_at(i);
		if (areas[i].size == 0)
			continue;
		weight = 1 / target_variance(model, result->target, complement, areas[i].size);
		scratch[m++] = (areas[i].events / areas[i].size - result->target) * sqrt(weight);
		sum_w += weight;
		sum_w2 += weight * weight;
	}
	if (m < 2)
		return false;

	lowest = quantile(scratch, m, winsorise);
	highest = quantile(scratch, m, 1 - winsorise);
	for (int64_t i = 0; i < m; i++)
	{
		double		z = fmin(fmax(scratch[i], lowest), highest);

		check_interrupts_at(i);
		sum_z2 += z * z;
	}

	result->areas = m;
	result->phi = sum_z2 / m;
	result->phi_p_value = rmath.pchisq(sum_z2, m, 0, 0);
	result->tau2 = fmax(0, (sum_z2 - (m - 1)) / (sum_w - sum_w2 / sum_w));
	return true;
}

/*
 * Marshall (1991), global: mean and variance of the areas' true rates, by the
 * method of moments. False without any area that has a size.
 */
bool
marshall_prior(const Area *areas, int64_t count, Prior *prior)
{
	double		events = 0;
	double		size = 0;
	double		spread = 0;

	prior->areas = 0;
	for (int64_t i = 0; i < count; i++)
	{
		check_interrupts_at(i);
		if (areas[i].size == 0)
			continue;
		events += areas[i].events;
		size += areas[i].size;
		prior->areas++;
	}
	if (prior->areas == 0)
		return false;

	prior->mean = events / size;
	for (int64_t i = 0; i < count; i++)
	{
		double		deviation;

		check_interrupts_at(i);
		if (areas[i].size == 0)
			continue;
		deviation = areas[i].events / areas[i].size - prior->mean;
		spread += areas[i].size * deviation * deviation;
	}
	prior->variance = fmax(0, spread / size - prior->mean * prior->areas / size);
	return true;
}

/*
 * The area's rate, drawn towards the mean the more, the smaller the area is.
 */
double
marshall_rate(const Prior *prior, double events, double size)
{
	if (prior->variance == 0)
		return prior->mean;
	return prior->mean + prior->variance * (events / size - prior->mean) /
		(prior->variance + prior->mean / size);
}

/*
 * Of the gamma posterior. Without a prior variance there is none (NaN).
 */
Limits
marshall_interval(const Prior *prior, double events, double size, double tail)
{
	double		shape = prior->mean * prior->mean / prior->variance + events;
	double		scale = 1 / (prior->mean / prior->variance + size);
	Limits	limits = {NAN, NAN};

	if (prior->variance > 0 && prior->mean > 0)
	{
		limits.lower = rmath.qgamma(tail, shape, scale, 1, 0);
		limits.upper = rmath.qgamma(tail, shape, scale, 0, 0);
	}
	return limits;
}

/*
 * 1 when area a is certainly higher than b, -1 when it is certainly lower, 0
 * otherwise, with "tail" of error on each side: by the exact test of two rates,
 * or the score test of two proportions.
 */
int
surely_differs(Model model, const Area *a, const Area *b, double tail)
{
	double		difference = a->events * b->size - b->events * a->size;
	const Area *high = difference > 0 ? a : b;
	const Area *low = difference > 0 ? b : a;
	double		events = a->events + b->events;
	double		size = a->size + b->size;
	double		p_value;

	if (difference == 0)
		return 0;
	if (model == MODEL_POISSON)
		/* of the smaller area, whose share is not next to 1 */
		p_value = high->size <= low->size ?
			binomial_at_least(high->events, events, high->size / size) :
			binomial_at_most(low->events, events, low->size / size);
	else
		p_value = rmath.pnorm((high->events / high->size - low->events / low->size) /
						sqrt(events / size * ((size - events) / size) * (1 / a->size + 1 / b->size)),
						0, 1, 0, 0);
	return p_value < tail ? (difference > 0) - (difference < 0) : 0;
}
