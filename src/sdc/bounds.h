/*-------------------------------------------------------------------------
 *
 * bounds.h
 *		What can be deduced of hidden cells because none is below its least value.
 *
 * Law: a hidden cell is tight when it has its least value in every table that
 * fits. Whoever finds that out knows the cell, and by it perhaps others; beyond
 * that, bounds from below tell no cell exactly.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_BOUNDS_H
#define KANSRIJK_SDC_BOUNDS_H

#include "sdc/eliminate.h"

#define SDC_UNKNOWN_VALUE INT64_MAX

/*
 * What a cell is worth: value[i] or SDC_UNKNOWN_VALUE, and least[i], 0 or 1, of
 * a cell that is hidden.
 */
typedef struct SdcValues
{
	const int64_t *value;
	const uint8_t *least;
} SdcValues;

/*
 * Sums of hidden cells that must not be known, as each cell of them would be:
 * the cells member[start[i]] .. member[start[i + 1] - 1], some several times.
 */
typedef struct SdcSums
{
	int32_t		count;
	int32_t		capacity;
	int64_t    *start;
	int64_t		member_capacity;
	int32_t    *member;
} SdcSums;

extern void sdc_release_sums(SdcSums *sums, const SdcHooks *hooks);

/*
 * The protected cells that bounds give away: exposed[i] for each cell, and
 * tight[i] for the hidden cells that are at their least. Candidates count as
 * published. Returns how many are exposed. Where "sums" is not NULL those that
 * give them away are added; there may be none that is simple enough. Where only
 * what changed is looked at, what is found to be safe counts as unchanged.
 */
extern int32_t sdc_exposed_by_bounds(const SdcSystem *system, const SdcValues *values, const SdcHooks *hooks,
									 size_t memory_limit, bool *exposed, bool *tight, SdcSums *sums);

#endif							/* KANSRIJK_SDC_BOUNDS_H */
