/*-------------------------------------------------------------------------
 *
 * interval.h
 *		What a reader can deduce of hidden cells from sums and from signs.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_INTERVAL_H
#define KANSRIJK_SDC_INTERVAL_H

#include "sdc/lp.h"

typedef struct SdcInterval
{
	int64_t		low;
	int64_t		high;			/* or SDC_UNBOUNDED */
} SdcInterval;

/*
 * Cells, what the reader knows of them, and the sums; see SdcSystem. A cell
 * without a value is one that nobody knows.
 */
typedef struct SdcKnowledge
{
	int32_t		cells;
	const int64_t *value;
	const bool *has_value;
	const bool *is_known;		/* to the reader */
	const SdcInterval *prior;	/* known beforehand of each cell, or NULL: its least or more */
	const uint8_t *least;		/* of each cell that is not known, or NULL: 0 */
	int32_t		relations;
	const int64_t *start;
	const int32_t *members;
	const bool *implied;
	int64_t		tolerance;		/* sums may be off by this much */
} SdcKnowledge;

/*
 * The smallest and the largest value, in whole counts, that each wanted cell
 * has in any table that fits. A cell that turns out to be at least "enough"
 * wide may be given a part of its interval only; SDC_UNBOUNDED asks for all.
 */
extern SdcLpStatus sdc_intervals(const SdcKnowledge *known, const bool *wanted, int64_t enough,
								 const SdcHooks *hooks, size_t memory_limit, SdcInterval *interval);

/*
 * The same as the best placed single unit sees it, who knows its own cell: of
 * the intervals that the units of lone cells and an outsider find for a cell,
 * the narrowest. unit[i] is the same for cells that hold the same unit.
 */
extern SdcLpStatus sdc_intervals_of_units(const SdcKnowledge *known, const bool *wanted, const bool *lone,
										  const int32_t *unit, const SdcHooks *hooks, size_t memory_limit,
										  SdcInterval *interval);

#endif							/* KANSRIJK_SDC_INTERVAL_H */
