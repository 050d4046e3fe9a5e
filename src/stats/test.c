/*-------------------------------------------------------------------------
 *
 * test.c
 *		Tests of two groups, and of one group against a fixed value.
 *
 * Two-sided p-values are central, twice the smaller tail and at most 1, unless
 * the method says minlike (the sum of the outcomes that are no more likely than
 * the observed one, as R does): only the central p-value always agrees with the
 * equal-tailed limits next to it.
 *
 * Zero against zero is defined: there is no difference to see, so p = 1, and
 * the limits say how little is known.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/rmath.h"
#include "stats/stats.h"

/* What R allows for rounding when it asks if two outcomes are equally likely. */
#define EQUALLY_LIKELY	(1 + 1e-7)

double
normal_p_value(double z, Alternative alternative)
{
	if (isnan(z))
		return 1;
	if (alternative == TWO_SIDED)
		return 2 * rmath.pnorm(fabs(z), 0, 1, 0, 0);
	return rmath.pnorm(z, 0, 1, alternative == LESS, 0);
}

static double
central_p_value(double at_most, double at_least, Alternative alternative)
{
	switch (alternative)
	{
		case GREATER:
			return at_least;
		case LESS:
			return at_most;
		case TWO_SIDED:
			break;
	}
	return fmin(2 * fmin(at_most, at_least), 1);
}

/*
 * A statistic from a difference and its standard error. No difference is 0,
 * also where the standard error is 0.
 */
static double
z_statistic(double difference, double se)
{
	return difference == 0 ? 0 : difference / se;
}

/*-------------------------------------------------------------------------
 * Two rates
 *
 * Given the total number of events m, those of the first group are binomial:
 * x1 ~ Bin(m, r t1 / (r t1 + t2)) for a rate ratio r. So each test, and each
 * pair of limits, of a rate ratio is one of a proportion.
 *-------------------------------------------------------------------------
 */

/* A unimodal distribution over the whole numbers low..high. */
typedef struct Discrete
{
	double		(*density) (double outcome, const void *parameters);
	double		(*at_most) (double outcome, const void *parameters);
	double		(*at_least) (double outcome, const void *parameters);
	const void *parameters;
	double		low;
	double		high;
	double		mode;
} Discrete;

/*
 * The probability of all outcomes that are no more likely than the observed
 * one. Beyond the mode the density falls, so the nearest such outcome on the
 * other side is found by halving.
 */
static double
minlike_p_value(const Discrete *d, double observed, bool midp)
{
	double		limit = d->density(observed, d->parameters);
	bool		below = observed <= d->mode;
	double		inner = d->mode;	/* more likely than observed */
	double		outer = below ? d->high + 1 : d->low - 1;	/* not more likely */
	double		p;

	if (d->density(inner, d->parameters) <= limit * EQUALLY_LIKELY)
		p = 1;
	else
	{
		while (fabs(outer - inner) > 1)
		{
			double		middle = below ? floor((inner + outer) / 2) : ceil((inner + outer) / 2);

			if (middle == inner || middle == outer)
				break;
			if (d->density(middle, d->parameters) <= limit * EQUALLY_LIKELY)
				outer = middle;
			else
				inner = middle;
		}
		p = below ? d->at_most(observed, d->parameters) + d->at_least(outer, d->parameters)
			: d->at_least(observed, d->parameters) + d->at_most(outer, d->parameters);
	}

	if (midp)
	{
		double		twin = outer >= d->low && outer <= d->high && outer != observed ?
			d->density(outer, d->parameters) : 0;

		p -= limit / 2;
		if (p < 1 && twin * EQUALLY_LIKELY >= limit)
			p -= twin / 2;
	}
	return fmin(p, 1);
}

typedef struct Binomial
{
	double		size;
	double		p;
} Binomial;

static double
binomial_density(double outcome, const void *parameters)
{
	const Binomial *b = parameters;

	return rmath.dbinom(outcome, b->size, b->p, 0);
}

static double
binomial_lower(double outcome, const void *parameters)
{
	const Binomial *b = parameters;

	return binomial_at_most(outcome, b->size, b->p);
}

static double
binomial_upper(double outcome, const void *parameters)
{
	const Binomial *b = parameters;

	return binomial_at_least(outcome, b->size, b->p);
}

static double
binomial_minlike(double events, double size, double p, bool midp)
{
	Binomial	parameters = {size, p};
	Discrete	d = {binomial_density, binomial_lower, binomial_upper, &parameters,
	0, size, fmin(floor((size + 1) * p), size)};

	return minlike_p_value(&d, events, midp);
}

static double
binomial_p_value(RateTest method, double events, double size, double p,
				 Alternative alternative)
{
	double		at_most = binomial_at_most(events, size, p);
	double		at_least = binomial_at_least(events, size, p);

	switch (method)
	{
		case RATE_TEST_EXACT_MINLIKE:
		case RATE_TEST_MIDP_MINLIKE:
			if (alternative == TWO_SIDED)
				return binomial_minlike(events, size, p, method == RATE_TEST_MIDP_MINLIKE);
			break;
		case RATE_TEST_SCORE:
			return normal_p_value(z_statistic(events - size * p, sqrt(size * p * (1 - p))),
								  alternative);
		case RATE_TEST_EXACT:
		case RATE_TEST_MIDP:
			break;
	}
	if (method == RATE_TEST_MIDP || method == RATE_TEST_MIDP_MINLIKE)
	{
		at_most = (at_most + binomial_at_most(events - 1, size, p)) / 2;
		at_least = (at_least + binomial_at_least(events + 1, size, p)) / 2;
	}
	return central_p_value(at_most, at_least, alternative);
}

/*
 * The limits that go with the binomial test of "method". The minlike tests have
 * the central limits, as in R: inverting them gives limits with jumps.
 */
static Limits
binomial_limits(RateTest method, double events, double size, double tail)
{
	switch (method)
	{
		case RATE_TEST_SCORE:
			return proportion_interval(PROPORTION_WILSON, events, size, tail);
		case RATE_TEST_MIDP:
		case RATE_TEST_MIDP_MINLIKE:
			return proportion_interval(PROPORTION_MIDP, events, size, tail);
		case RATE_TEST_EXACT:
		case RATE_TEST_EXACT_MINLIKE:
			break;
	}
	return proportion_interval(PROPORTION_CLOPPER_PEARSON, events, size, tail);
}

static Alternative
opposite(Alternative alternative)
{
	if (alternative == TWO_SIDED)
		return TWO_SIDED;
	return alternative == GREATER ? LESS : GREATER;
}

/*
 * Given all events, those of one group are binomial: of the group that has the
 * smaller share when the ratio is as tested.
 */
typedef struct BinomialShare
{
	bool		swapped;		/* it is the second group */
	double		events;
	double		total;
	double		p;
} BinomialShare;

static BinomialShare
share_of_events(const TwoGroups *groups, double null_ratio)
{
	double		odds = null_ratio * (groups->size[0] / groups->size[1]);
	bool		swapped = odds > 1;

	return (BinomialShare) {
		swapped,
		groups->events[swapped ? 1 : 0],
		groups->events[0] + groups->events[1],
		swapped ? 1 / (1 + odds) : odds / (1 + odds)
	};
}

static double
rate_ratio_z(const TwoGroups *groups, double null_ratio)
{
	BinomialShare share = share_of_events(groups, null_ratio);

	return z_statistic(share.events - share.total * share.p, sqrt(share.total * share.p * (1 - share.p))) *
		(share.swapped ? -1 : 1);
}

static double
rate_ratio_p_value(RateTest method, const TwoGroups *groups, double null_ratio, Alternative alternative)
{
	BinomialShare share = share_of_events(groups, null_ratio);

	if (share.total == 0)
		return 1;
	return binomial_p_value(method, share.events, share.total, share.p,
							share.swapped ? opposite(alternative) : alternative);
}

/*
 * A probability next to 1 does not tell how far it is from 1. So the test is that
 * of the group that has the smaller part of the time, and the limits are those of
 * the one group divided by those of the other.
 */
TestResult
test_rate_ratio(RateTest method, const TwoGroups *groups, double null_ratio,
				Alternative alternative, double tail)
{
	double		total = groups->events[0] + groups->events[1];
	double		time_ratio = groups->size[0] / groups->size[1];
	Limits	first;
	Limits	second;
	TestResult	result = {NAN, {0, INFINITY}, NAN, 1};

	if (method == RATE_TEST_SCORE)
		result.statistic = rate_ratio_z(groups, null_ratio);
	if (total == 0)
		return result;

	first = binomial_limits(method, groups->events[0], total, tail);
	second = binomial_limits(method, groups->events[1], total, tail);
	result.estimate = groups->events[0] * groups->size[1] / (groups->events[1] * groups->size[0]);
	result.limits.lower = first.lower / second.upper / time_ratio;
	result.limits.upper = first.upper / second.lower / time_ratio;
	result.p_value = rate_ratio_p_value(method, groups, null_ratio, alternative);
	return result;
}

/*
 * Score statistic of a rate difference: the variance is that of the most
 * likely rates that differ so much.
 */
typedef struct ScoreRoot
{
	const TwoGroups *groups;
	double		z;
} ScoreRoot;

static double
rate_difference_z(const TwoGroups *groups, double difference)
{
	double		x1 = groups->events[0];
	double		x2 = groups->events[1];
	double		t1 = groups->size[0];
	double		t2 = groups->size[1];
	double		b = (t1 + t2) * difference - x1 - x2;
	double		root = sqrt(fmax(b * b + 4 * (t1 + t2) * x2 * difference, 0));
	double		rate2 = b < 0 ? (root - b) / (2 * (t1 + t2)) :
		(b + root > 0 ? 2 * x2 * difference / (b + root) : 0);
	double		rate1 = rate2 + difference;

	return z_statistic(x1 / t1 - x2 / t2 - difference,
					   sqrt(fmax(rate1, 0) / t1 + fmax(rate2, 0) / t2));
}

static double
rate_difference_excess(double difference, void *context)
{
	ScoreRoot  *root = context;

	return rate_difference_z(root->groups, difference) - root->z;
}

/*
 * The difference beyond which the score statistic passes z: to the left of the
 * estimate for z > 0.
 */
static double
rate_difference_limit(const TwoGroups *groups, double z)
{
	double		estimate = groups->events[0] / groups->size[0] -
		groups->events[1] / groups->size[1];
	double		direction = z > 0 ? -1 : 1;
	double		step = (1 + z * z) * (1 / groups->size[0] + 1 / groups->size[1]);
	ScoreRoot	root = {groups, z};

	while (fabs(rate_difference_z(groups, estimate + direction * step)) < fabs(z))
		step *= 2;
	return direction < 0 ? find_root(rate_difference_excess, &root, false, estimate - step, estimate)
		: find_root(rate_difference_excess, &root, false, estimate, estimate + step);
}

TestResult
test_rate_difference(const TwoGroups *groups, Alternative alternative, double tail)
{
	double		z = normal_quantile(tail);
	TestResult	result;

	result.estimate = groups->events[0] / groups->size[0] - groups->events[1] / groups->size[1];
	result.limits.lower = rate_difference_limit(groups, z);
	result.limits.upper = rate_difference_limit(groups, -z);
	result.statistic = rate_difference_z(groups, 0);
	result.p_value = normal_p_value(result.statistic, alternative);
	return result;
}

/*
 * Two windows of years that share some of them. Their difference is
 * s (1/N1 - 1/N2) + a/N1 - b/N2 with s shared events, a and b the others: three
 * independent Poisson counts.
 */
TestResult
test_window_difference(const TwoGroups *windows, double shared_events,
					   Alternative alternative, double tail)
{
	double		n1 = windows->size[0];
	double		n2 = windows->size[1];
	double		shared_weight = 1 / n1 - 1 / n2;
	double		se = sqrt(shared_events * shared_weight * shared_weight +
						  (windows->events[0] - shared_events) / (n1 * n1) +
						  (windows->events[1] - shared_events) / (n2 * n2));
	double		z = normal_quantile(tail);
	TestResult	result;

	result.estimate = windows->events[0] / n1 - windows->events[1] / n2;
	result.limits.lower = result.estimate - z * se;
	result.limits.upper = result.estimate + z * se;
	result.statistic = z_statistic(result.estimate, se);
	result.p_value = normal_p_value(result.statistic, alternative);
	return result;
}

/*-------------------------------------------------------------------------
 * Two proportions
 *-------------------------------------------------------------------------
 */

static double
pooled_z(const TwoGroups *groups, double correction)
{
	double		n1 = groups->size[0];
	double		n2 = groups->size[1];
	double		events = groups->events[0] + groups->events[1];
	double		others = n1 - groups->events[0] + (n2 - groups->events[1]);
	double		difference = groups->events[0] / n1 - groups->events[1] / n2;
	double		shrunk = fmax(fabs(difference) - correction * (1 / n1 + 1 / n2), 0);

	return z_statistic(copysign(shrunk, difference),
					   sqrt(events * others / (n1 + n2) / (n1 + n2) * (1 / n1 + 1 / n2)));
}

typedef struct Hypergeometric
{
	double		size[2];
	double		events;			/* of both groups */
	double		low;			/* possible events of the first group */
	double		high;
} Hypergeometric;

static double
hypergeometric_density(double outcome, const void *parameters)
{
	const Hypergeometric *h = parameters;

	return rmath.dhyper(outcome, h->size[0], h->size[1], h->events, 0);
}

/*
 * The ends are not left to phyper: at the first outcome, whose sum has one term,
 * it counts down to 0 adding nothing, which takes seconds for a large group.
 */
static double
hypergeometric_lower(double outcome, const void *parameters)
{
	const Hypergeometric *h = parameters;

	if (outcome <= h->low)
		return outcome < h->low ? 0 : hypergeometric_density(outcome, h);
	if (outcome >= h->high)
		return 1;
	return rmath.phyper(outcome, h->size[0], h->size[1], h->events, 1, 0);
}

static double
hypergeometric_upper(double outcome, const void *parameters)
{
	const Hypergeometric *h = parameters;

	if (outcome >= h->high)
		return outcome > h->high ? 0 : hypergeometric_density(outcome, h);
	if (outcome <= h->low)
		return 1;
	return rmath.phyper(outcome - 1, h->size[0], h->size[1], h->events, 0, 0);
}

static double
fisher_p_value(const TwoGroups *groups, bool midp, Alternative alternative)
{
	double		observed = groups->events[0];
	double		n1 = groups->size[0];
	double		n2 = groups->size[1];
	double		total = groups->events[0] + groups->events[1];
	double		low = fmax(0, total - n2);
	double		high = fmin(total, n1);
	Hypergeometric parameters = {{n1, n2}, total, low, high};
	double		half = midp ? hypergeometric_density(observed, &parameters) / 2 : 0;
	double		mode = floor((total + 1) * (n1 + 1) / (n1 + n2 + 2));
	Discrete	d = {hypergeometric_density, hypergeometric_lower, hypergeometric_upper,
	&parameters, low, high, fmin(fmax(mode, low), high)};

	if (!midp && alternative == TWO_SIDED)
		return minlike_p_value(&d, observed, false);
	return central_p_value(hypergeometric_lower(observed, &parameters) - half,
						   hypergeometric_upper(observed, &parameters) - half,
						   alternative);
}

/*
 * The second of the two proportions that are most likely when they differ by
 * "difference": where the derivative of the log likelihood, which falls, is 0.
 */
typedef struct DifferenceLikelihood
{
	const TwoGroups *groups;
	double		difference;
} DifferenceLikelihood;

static double
likelihood_slope(double p2, void *context)
{
	DifferenceLikelihood *likelihood = context;
	const TwoGroups *groups = likelihood->groups;
	double		p1 = p2 + likelihood->difference;

	return groups->events[0] / p1 - (groups->size[0] - groups->events[0]) / (1 - p1) +
		groups->events[1] / p2 - (groups->size[1] - groups->events[1]) / (1 - p2);
}

/*
 * Miettinen & Nurminen's score statistic of a difference of proportions.
 */
static double
proportion_difference_z(const TwoGroups *groups, double difference)
{
	double		n1 = groups->size[0];
	double		n2 = groups->size[1];
	double		unbiased = n1 + n2 > 1 ? (n1 + n2) / (n1 + n2 - 1) : 1;
	DifferenceLikelihood likelihood = {groups, difference};
	double		p2 = find_root(likelihood_slope, &likelihood, false,
							   fmax(0, -difference), fmin(1, 1 - difference));
	double		p1 = fmin(fmax(p2 + difference, 0), 1);

	return z_statistic(groups->events[0] / n1 - groups->events[1] / n2 - difference,
					   sqrt((p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * unbiased));
}

static double
proportion_difference_excess(double difference, void *context)
{
	ScoreRoot  *root = context;

	return proportion_difference_z(root->groups, difference) - root->z;
}

/*
 * Koopman's score statistic of a ratio of proportions, given its logarithm.
 */
static double
proportion_ratio_excess(double log_ratio, void *context)
{
	ScoreRoot  *root = context;
	const TwoGroups *groups = root->groups;
	double		ratio = exp(log_ratio);
	double		x1 = groups->events[0];
	double		x2 = groups->events[1];
	double		n1 = groups->size[0];
	double		n2 = groups->size[1];
	double		b = n1 * ratio + x1 + n2 + x2 * ratio;
	double		p2 = 2 * (x1 + x2) /
		(b + sqrt(fmax(b * b - 4 * (n1 + n2) * ratio * (x1 + x2), 0)));
	double		p1 = fmin(ratio * p2, 1);

	return z_statistic(x1 / n1 - ratio * x2 / n2,
					   sqrt(p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2)) - root->z;
}

static Limits
koopman_interval(const TwoGroups *groups, double z)
{
	ScoreRoot	above = {groups, z};
	ScoreRoot	below = {groups, -z};
	Limits	limits = {0, INFINITY};

	/* exp() of the bounds is about the smallest and the largest double */
	if (groups->events[0] > 0)
		limits.lower = exp(find_root(proportion_ratio_excess, &above, false, -700, 700));
	if (groups->events[1] > 0)
		limits.upper = exp(find_root(proportion_ratio_excess, &below, false, -700, 700));
	return limits;
}

/* A ratio with a normal interval of its logarithm. */
static Limits
log_interval(double ratio, double variance, double z)
{
	Limits	limits = {ratio * exp(-z * sqrt(variance)), ratio * exp(z * sqrt(variance))};

	return limits;
}

/*
 * Estimate and limits of the contrast that "method" is about: the difference,
 * the ratio or the odds ratio.
 */
static void
proportion_contrast(ProportionLimits method, const TwoGroups *groups, double z,
					double tail, TestResult *result)
{
	double		x1 = groups->events[0];
	double		x2 = groups->events[1];
	double		n1 = groups->size[0];
	double		n2 = groups->size[1];
	double		p1 = x1 / n1;
	double		p2 = x2 / n2;
	double		q1 = (n1 - x1) / n1;
	double		q2 = (n2 - x2) / n2;
	double		difference = p1 - p2;
	double		half_width;
	double		adjustment;
	Limits	first;
	Limits	second;
	ScoreRoot	above = {groups, z};
	ScoreRoot	below = {groups, -z};

	result->estimate = difference;
	switch (method)
	{
		case LIMITS_NEWCOMBE:
			first = proportion_interval(PROPORTION_WILSON, x1, n1, tail);
			second = proportion_interval(PROPORTION_WILSON, x2, n2, tail);
			result->limits.lower = difference - hypot(p1 - first.lower, second.upper - p2);
			result->limits.upper = difference + hypot(first.upper - p1, p2 - second.lower);
			break;
		case LIMITS_MIETTINEN_NURMINEN:
			result->limits.lower = find_root(proportion_difference_excess, &above, false,
											 -1, difference);
			result->limits.upper = find_root(proportion_difference_excess, &below, false,
											 difference, 1);
			break;
		case LIMITS_AGRESTI_CAFFO:
			p1 = (x1 + 1) / (n1 + 2);
			p2 = (x2 + 1) / (n2 + 2);
			q1 = (n1 - x1 + 1) / (n1 + 2);
			q2 = (n2 - x2 + 1) / (n2 + 2);
			half_width = z * sqrt(p1 * q1 / (n1 + 2) + p2 * q2 / (n2 + 2));
			result->limits.lower = fmax(p1 - p2 - half_width, -1);
			result->limits.upper = fmin(p1 - p2 + half_width, 1);
			break;
		case LIMITS_WALD:
			half_width = z * sqrt(p1 * q1 / n1 + p2 * q2 / n2);
			result->limits.lower = fmax(difference - half_width, -1);
			result->limits.upper = fmin(difference + half_width, 1);
			break;
		case LIMITS_KOOPMAN:
			result->estimate = p1 / p2;
			result->limits = koopman_interval(groups, z);
			break;
		case LIMITS_KATZ:
			result->estimate = p1 / p2;
			adjustment = x1 == 0 || x2 == 0 ? 0.5 : 0;
			x1 += adjustment;
			x2 += adjustment;
			n1 += adjustment;
			n2 += adjustment;
			result->limits = log_interval(x1 / n1 / (x2 / n2),
										  (n1 - x1) / (n1 * x1) + (n2 - x2) / (n2 * x2), z);
			break;
		case LIMITS_WOOLF:
			result->estimate = p1 / q1 / (p2 / q2);
			adjustment = x1 == 0 || x2 == 0 || x1 == n1 || x2 == n2 ? 0.5 : 0;
			x1 += adjustment;
			x2 += adjustment;
			n1 += 2 * adjustment;
			n2 += 2 * adjustment;
			result->limits = log_interval(x1 / (n1 - x1) / (x2 / (n2 - x2)),
										  1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2), z);
			break;
	}
}

TestResult
test_proportions(ProportionTest method, ProportionLimits limits,
				 const TwoGroups *groups, Alternative alternative, double tail)
{
	double		n1 = groups->size[0];
	double		n2 = groups->size[1];
	double		gap = fabs(groups->events[0] / n1 - groups->events[1] / n2);
	TestResult	result = {NAN, {NAN, NAN}, NAN, 1};

	switch (method)
	{
		case PROPORTION_TEST_SCORE:
			result.statistic = pooled_z(groups, 0);
			result.p_value = normal_p_value(result.statistic, alternative);
			break;
		case PROPORTION_TEST_CHI2_CC:
			/* Yates: half an event, but not past the difference itself */
			result.statistic = pooled_z(groups, fmin(0.5, gap * n1 * n2 / (n1 + n2)));
			result.p_value = normal_p_value(result.statistic, alternative);
			break;
		case PROPORTION_TEST_FISHER:
		case PROPORTION_TEST_MIDP:
			result.p_value = fisher_p_value(groups, method == PROPORTION_TEST_MIDP, alternative);
			break;
	}
	proportion_contrast(limits, groups, normal_quantile(tail), tail, &result);
	return result;
}

/*
 * The ratio of two groups by the test and the limits that suit the model.
 */
TestResult
test_two_groups(Model model, const TwoGroups *groups, double tail)
{
	if (model == MODEL_POISSON)
		return test_rate_ratio(RATE_TEST_EXACT, groups, 1, TWO_SIDED, tail);
	return test_proportions(PROPORTION_TEST_SCORE, LIMITS_KOOPMAN, groups, TWO_SIDED, tail);
}

/*
 * The p-value of that test, for who needs no limits: finding those takes most of
 * the time.
 */
double
p_value_of_two_groups(Model model, const TwoGroups *groups)
{
	if (model == MODEL_POISSON)
		return rate_ratio_p_value(RATE_TEST_EXACT, groups, 1, TWO_SIDED);
	return normal_p_value(pooled_z(groups, 0), TWO_SIDED);
}

/*-------------------------------------------------------------------------
 * One group against a fixed value
 *-------------------------------------------------------------------------
 */

static const RateMethod rate_limits_of[] = {RATE_EXACT, RATE_MIDP, RATE_SCORE};
static const ProportionMethod proportion_limits_of[] = {
	PROPORTION_CLOPPER_PEARSON, PROPORTION_MIDP, PROPORTION_WILSON
};

static double
value_p_value(ValueTest method, double at_most, double less, double at_least,
			  double more, double z, Alternative alternative)
{
	switch (method)
	{
		case VALUE_TEST_SCORE:
			return normal_p_value(z, alternative);
		case VALUE_TEST_MIDP:
			return central_p_value((at_most + less) / 2, (at_least + more) / 2, alternative);
		case VALUE_TEST_EXACT:
			break;
	}
	return central_p_value(at_most, at_least, alternative);
}

TestResult
test_rate_value(ValueTest method, double events, double size, double value,
				Alternative alternative, double tail)
{
	double		mean = value * size;
	double		z = z_statistic(events - mean, sqrt(mean));
	TestResult	result;

	result.estimate = events / size;
	result.limits = scaled(rate_interval(rate_limits_of[method], events, tail), 1 / size);
	result.statistic = method == VALUE_TEST_SCORE ? z : NAN;
	result.p_value = value_p_value(method,
								   poisson_at_most(events, mean),
								   poisson_at_most(events - 1, mean),
								   poisson_at_least(events, mean),
								   poisson_at_least(events + 1, mean),
								   z, alternative);
	return result;
}

TestResult
test_proportion_value(ValueTest method, double events, double size, double value,
					  Alternative alternative, double tail)
{
	double		z = z_statistic(events - size * value, sqrt(size * value * (1 - value)));
	TestResult	result;

	result.estimate = events / size;
	result.limits = proportion_interval(proportion_limits_of[method], events, size, tail);
	result.statistic = method == VALUE_TEST_SCORE ? z : NAN;
	result.p_value = value_p_value(method,
								   binomial_at_most(events, size, value),
								   binomial_at_most(events - 1, size, value),
								   binomial_at_least(events, size, value),
								   binomial_at_least(events + 1, size, value),
								   z, alternative);
	return result;
}
