/*-------------------------------------------------------------------------
 *
 * exposure.h
 *		What can be computed of hidden cells: the kernel of their relations.
 *
 * Laws. H is a set of hidden cells.
 *
 * 1. A cell is exposed if and only if it is zero in every vector of the kernel
 *	  of the relations restricted to H. In a random vector of the kernel every
 *	  other cell is non-zero, but for a chance of 1 in 2^61. So one elimination,
 *	  in whatever order keeps it sparse, tells all exposed cells at once. The
 *	  chance errs on the side of hiding.
 * 2. Two cells determine each other if and only if their ratio is the same in
 *	  all vectors of the kernel, which two random vectors tell. This is what a
 *	  unit that knows its own cell needs to learn another.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_EXPOSURE_H
#define KANSRIJK_SDC_EXPOSURE_H

#include "sdc/component.h"
#include "sdc/pivot.h"

/* Why a column is exposed. */
typedef struct Exposure
{
	int32_t		by;				/* the column of the unit that can tell, or -1: anybody */
	uint64_t	factor;			/* of that column, which makes both together known */
} Exposure;

/* Two random vectors of the kernel. The matrix is used up; its history is new. */
extern void sample_kernel(const Elimination *e, Matrix *m, History *history, uint64_t *seed, uint64_t *first,
						  uint64_t *second);

typedef struct RowWeight
{
	uint64_t	weight;
	int32_t		row;
} RowWeight;

/* Combinations of the rows of a matrix as it was; what one costs is what it consists of. */
typedef struct Combinations
{
	const SdcHooks *hooks;
	History    *history;		/* its steps in another order */
	int32_t    *pivot_of_column;	/* or -1 */
	int32_t    *pivot_of_row;
	int64_t    *start;			/* of each pivot: the steps that made its row */
	uint64_t   *rest;			/* scratch, by column, all 0 */
	uint64_t   *weight;			/* scratch, by pivot, all 0 */
	uint64_t   *mark;			/* scratch, a bit for each pivot, all 0 */
	RowWeight  *row;			/* of the last combination */
	int32_t		rows;
} Combinations;

extern void open_combinations(const SdcHooks *hooks, History *history, int32_t columns, int32_t rows, Combinations *c);
extern void close_combinations(Combinations *c);

/* The combination that is an exposed column, or that and the one that exposes it. */
extern void combine_rows(Combinations *c, int32_t column, const Exposure *exposure);

/* The exposed columns, why, and the needed ones, by two vectors of the kernel; returns how many are exposed. */
extern int32_t judge_kernel(const Elimination *e, int32_t columns, const int32_t *cell, const Role *role,
							const uint64_t *first, uint64_t *second, bool *exposed, Exposure *why, bool *needed);

/* The same of a matrix. */
extern int32_t find_exposed(const Elimination *e, Matrix *m, History *history,
							bool *exposed, Exposure *why, bool *needed);

/* What is needed to publish cells again: of the parts that were looked at last. */
typedef struct Need
{
	bool	   *is_needed;		/* by hidden cell: to publish it alone exposes another */
	int32_t    *part;			/* by hidden cell: a cell that stands for those it hangs together with */
} Need;

/* Which protected cells are exposed, and what is needed. */
extern int32_t exposed_now(const Elimination *e, Search *search, const bool *among, bool *exposed, Need *need);

#endif							/* KANSRIJK_SDC_EXPOSURE_H */
