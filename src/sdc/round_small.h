/*-------------------------------------------------------------------------
 *
 * round_small.h
 *		Small-count rounding that keeps totals the sum of their parts.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_ROUND_SMALL_H
#define KANSRIJK_SDC_ROUND_SMALL_H

#include "sdc/cube.h"

typedef enum SdcRoundProblem
{
	SDC_ROUND_OK,
	SDC_ROUND_UNKNOWN,			/* a cell without a count */
	SDC_ROUND_NOT_NESTED		/* a total is split in two ways that share no finer cells */
} SdcRoundProblem;

/*
 * rounded[i] for each cell of the relations. Published cells, by cell, are
 * those that must not be 1 .. base - 1; label breaks ties.
 */
extern SdcRoundProblem sdc_round_small(const SdcRelations *relations, const bool *published,
									   const uint64_t *label, int64_t base, const SdcHooks *hooks, int64_t *rounded);

#endif							/* KANSRIJK_SDC_ROUND_SMALL_H */
