/*-------------------------------------------------------------------------
 *
 * lp.h
 *		Smallest and largest values over the tables that fit a system of sums.
 *
 * Free of PostgreSQL. There is one session at a time, as GLPK has one
 * environment a process.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_LP_H
#define KANSRIJK_SDC_LP_H

#include "sdc/eliminate.h"

#define SDC_UNBOUNDED INT64_MAX

typedef enum SdcLpStatus
{
	SDC_LP_DONE,
	SDC_LP_INFEASIBLE,			/* no table fits */
	SDC_LP_FAILED				/* out of memory, or beyond the solver */
} SdcLpStatus;

/*
 * Rows of small whole coefficients: row i has the entries start[i] ..
 * start[i + 1] - 1, and its sum is within low[i] .. high[i].
 */
typedef struct SdcLpProblem
{
	int32_t		columns;
	const int64_t *low;			/* of each column */
	const int64_t *high;		/* or SDC_UNBOUNDED */
	int32_t		rows;
	const int64_t *row_low;
	const int64_t *row_high;
	const int64_t *start;
	const int32_t *column;
	const int32_t *coefficient;
	bool		is_rough;		/* what floating point says will do; bounds change, the objective does not */
} SdcLpProblem;

typedef struct SdcLpOptimum
{
	int64_t		bound;			/* a whole number; where it cannot be confirmed, possibly wider; 0 or
								 * SDC_UNBOUNDED: none, or none that can be told */
	bool		is_vertex;		/* value[] was checked to fit exactly */
	double	   *value;			/* of each column, valid until the next call */
} SdcLpOptimum;

/* memory_limit in bytes. */
extern SdcLpStatus sdc_lp_open(const SdcHooks *hooks, size_t memory_limit);

/* A problem replaces the one before; it must stay in memory. */
extern SdcLpStatus sdc_lp_load(const SdcLpProblem *problem);

/* A column's bounds are other ones than when the problem was loaded; the last solution is kept to start from. */
extern SdcLpStatus sdc_lp_change_bounds(int32_t column);

/* The extreme of the sum of some columns, starting where the last one ended. */
extern SdcLpStatus sdc_lp_optimise(const int32_t *columns, int32_t count, bool maximise, SdcLpOptimum *optimum);

/* Give everything back. Harmless when there is no session. */
extern void sdc_lp_close(void);

#endif							/* KANSRIJK_SDC_LP_H */
