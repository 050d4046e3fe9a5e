/*-------------------------------------------------------------------------
 *
 * stats.h
 *		The arithmetic of uncertainty, comparison, standardisation, small areas
 *		and trend.
 *
 * Everything declared here is plain C on doubles: it knows nothing of
 * PostgreSQL and never reports an error. The callers (*_sql.c) have made sure
 * that counts are finite and not negative, that sizes are positive and that a
 * tail lies strictly between 0 and 1, which also keeps libRmath silent (it
 * prints its warnings to stdout).
 *
 * Counts are doubles, because published counts are weighted and fractional.
 * Where a distribution is discrete, its tail sums are continued to fractional
 * counts by the incomplete gamma or beta function: P(X >= x) of a Poisson
 * variable is pgamma(mean, x), of a binomial one pbeta(p, x, n - x + 1).
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_STATS_H
#define KANSRIJK_STATS_H

#include <stdbool.h>
#include <stdint.h>

/* Has to be called first: finds libRmath. NULL, or why it cannot be used. */
extern const char *rmath_load(void);

/*
 * Called in every step of what takes steps. It may not return; nothing here needs
 * to be released then.
 */
extern void (*stats_check_interrupts) (void);

/* In loops as long as data, with the number of the row: the call costs more than most rows do. */
static inline void
check_interrupts_at(int64_t row)
{
	if ((row & 4095) == 0)
		stats_check_interrupts();
}

typedef struct Limits
{
	double		lower;
	double		upper;
} Limits;

static inline Limits
scaled(Limits limits, double factor)
{
	limits.lower *= factor;
	limits.upper *= factor;
	return limits;
}

/* What counts are: events of many, rarely affected units, or affected units. */
typedef enum Model
{
	MODEL_POISSON,
	MODEL_BINOMIAL
} Model;

/* Limits of both sides, each leaving out "tail" of the probability. */

typedef enum RateMethod
{
	RATE_EXACT,
	RATE_PHE,
	RATE_BYAR,
	RATE_BYAR_MIDP,
	RATE_MIDP,
	RATE_JEFFREYS,
	RATE_SCORE,
	RATE_WALD
} RateMethod;

typedef enum ProportionMethod
{
	PROPORTION_WILSON,
	PROPORTION_WILSON_CC,
	PROPORTION_CLOPPER_PEARSON,
	PROPORTION_MIDP,
	PROPORTION_AGRESTI_COULL,
	PROPORTION_JEFFREYS,
	PROPORTION_WALD
} ProportionMethod;

/* interval.c */
extern double normal_quantile(double tail);
extern bool phe_uses_exact(double events);
extern Limits rate_interval(RateMethod method, double events, double tail);
extern Limits proportion_interval(ProportionMethod method, double events,
									double size, double tail);
extern double mean_margin(double count, double sd, double tail);

/* root.c */
typedef double (*RootFunction) (double x, void *context);
extern double find_root(RootFunction function, void *context, bool rising,
						double low, double high);

/* tails.c */
extern double poisson_at_least(double events, double mean);
extern double poisson_at_most(double events, double mean);
extern double binomial_at_least(double events, double size, double p);
extern double binomial_at_most(double events, double size, double p);

/* test.c */
typedef enum Alternative
{
	TWO_SIDED,
	GREATER,
	LESS
} Alternative;

typedef struct TestResult
{
	double		estimate;
	Limits	limits;
	double		statistic;		/* NaN where the test has none */
	double		p_value;
} TestResult;

typedef enum RateTest
{
	RATE_TEST_EXACT,
	RATE_TEST_MIDP,
	RATE_TEST_SCORE,
	RATE_TEST_EXACT_MINLIKE,
	RATE_TEST_MIDP_MINLIKE
} RateTest;

typedef enum ProportionTest
{
	PROPORTION_TEST_SCORE,
	PROPORTION_TEST_CHI2_CC,
	PROPORTION_TEST_FISHER,
	PROPORTION_TEST_MIDP
} ProportionTest;

typedef enum ValueTest
{
	VALUE_TEST_EXACT,
	VALUE_TEST_MIDP,
	VALUE_TEST_SCORE
} ValueTest;

typedef enum ProportionLimits
{
	LIMITS_NEWCOMBE,
	LIMITS_MIETTINEN_NURMINEN,
	LIMITS_AGRESTI_CAFFO,
	LIMITS_WALD,
	LIMITS_KOOPMAN,
	LIMITS_KATZ,
	LIMITS_WOOLF
} ProportionLimits;

/* Two groups: events and person-time (or size) of each. */
typedef struct TwoGroups
{
	double		events[2];
	double		size[2];
} TwoGroups;

extern TestResult test_rate_ratio(RateTest method, const TwoGroups *groups,
								  double null_ratio, Alternative alternative,
								  double tail);
extern TestResult test_rate_difference(const TwoGroups *groups,
									   Alternative alternative, double tail);
extern TestResult test_window_difference(const TwoGroups *windows,
										 double shared_events,
										 Alternative alternative, double tail);
extern TestResult test_proportions(ProportionTest method, ProportionLimits limits,
								   const TwoGroups *groups,
								   Alternative alternative, double tail);
extern TestResult test_two_groups(Model model, const TwoGroups *groups, double tail);
extern double p_value_of_two_groups(Model model, const TwoGroups *groups);
extern TestResult test_rate_value(ValueTest method, double events, double size,
								  double value, Alternative alternative,
								  double tail);
extern TestResult test_proportion_value(ValueTest method, double events,
										double size, double value,
										Alternative alternative, double tail);
extern double normal_p_value(double z, Alternative alternative);

/* standardise.c */
typedef enum StandardisedMethod
{
	STANDARDISED_DOBSON,
	STANDARDISED_PHE,
	STANDARDISED_GAMMA
} StandardisedMethod;

typedef struct DirectSums
{
	double		events;
	double		value;			/* the standardised rate */
	double		variance;		/* of the standardised rate */
	double		max_weight;		/* the largest weight of one event */
} DirectSums;

typedef struct Stratum
{
	double		events;
	double		variance;		/* of events */
	double		size;
	double		weight;			/* standard population */
} Stratum;

extern bool direct_sums(const Stratum *strata, int64_t count, DirectSums *sums);
extern Limits direct_interval(StandardisedMethod method, const DirectSums *sums,
								double tail);

/* areas.c */
typedef struct Area
{
	double		events;
	double		size;
} Area;

typedef struct Overdispersion
{
	int64_t		areas;
	double		target;
	double		phi;
	double		phi_p_value;
	double		tau2;
} Overdispersion;

extern Limits funnel_exact(Model model, double target, double size, double tail);
extern Limits funnel_normal(Model model, double target, double size,
							  double phi, double tau2, double tail);
extern bool overdispersion(Model model, const Area *areas, int64_t count,
						   double winsorise, double *scratch,
						   Overdispersion *result);

typedef struct Prior
{
	int64_t		areas;
	double		mean;
	double		variance;
} Prior;

extern bool marshall_prior(const Area *areas, int64_t count, Prior *prior);
extern double marshall_rate(const Prior *prior, double events, double size);
extern Limits marshall_interval(const Prior *prior, double events, double size,
								  double tail);
extern int	surely_differs(Model model, const Area *a, const Area *b, double tail);

/* trend.c */
typedef struct Period
{
	double		events;
	double		size;
	double		time;
} Period;

typedef struct Trend
{
	int64_t		periods;
	double		slope;			/* per unit of time */
	double		se;
	double		dispersion;		/* Pearson chi-squared / (periods - 2) */
} Trend;

extern bool poisson_trend(const Period *periods, int64_t count, Trend *trend);
extern bool proportion_trend(const Period *periods, int64_t count, Trend *trend);

#endif							/* KANSRIJK_STATS_H */
