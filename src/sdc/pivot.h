/*-------------------------------------------------------------------------
 *
 * pivot.h
 *		Elimination of columns from a sparse matrix.
 *
 * Law: what is left of the matrix is what the other columns satisfy when the
 * eliminated ones may take any value. Its rows depend on the choice of pivots,
 * the space that they span does not.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_PIVOT_H
#define KANSRIJK_SDC_PIVOT_H

#include "sdc/matrix.h"

/*
 * Each pivot row leaves the matrix; with a history it is kept there, in order of
 * elimination, and so is each step: row[target] += factor * row[from].
 */
typedef struct Pivot
{
	int32_t		column;
	int32_t		from;			/* the number of its row in the matrix */
	uint64_t	inverse;		/* of its entry in that column */
	Row			row;
} Pivot;

typedef struct Step
{
	uint64_t	factor;
	int32_t		target;
	int32_t		from;
} Step;

typedef struct History
{
	Pivot	   *pivots;
	int32_t		count;
	Step	   *steps;
	int64_t		taken;
	int64_t		capacity;
	int64_t		work;			/* entries that were added to rows */
} History;

extern History *new_history(const SdcHooks *hooks, const Matrix *m);
extern void release_history(const SdcHooks *hooks, History *history);

/* Eliminate the columns of some roles, a bit each. The history may be NULL. */
extern void eliminate_roles(const SdcHooks *hooks, Matrix *m, unsigned roles, History *history);

/*
 * The same until so many entries were added to rows. Returns false when columns may be left
 * then: a row without any of them is one that would be there in the end as well.
 */
extern bool eliminate_roles_within(const SdcHooks *hooks, Matrix *m, unsigned roles, int64_t most, History *history);

#endif							/* KANSRIJK_SDC_PIVOT_H */
