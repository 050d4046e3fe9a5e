/*-------------------------------------------------------------------------
 *
 * faults.h
 *		What is wrong with a pattern of hidden cells, apart from sums and differences.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_FAULTS_H
#define KANSRIJK_SDC_FAULTS_H

#include "sdc/bounds.h"

/* What is asked of a pattern, in counts and in complements. */
typedef struct SdcDemands
{
	SdcValues	values[2];		/* value NULL: nothing is asked */
	int64_t		enough[2];		/* what hidden parts must add up to, or 0 */
	bool		is_bounded[2];	/* bounds from below must give nothing away */
	const bool *given;			/* cells that cannot be hidden */
	size_t		memory_limit;
} SdcDemands;

/*
 * Mark the cells that bounds give away, and the relations whose hidden parts add
 * up to too little while one more could be hidden. Every cell is published or not.
 */
extern void sdc_find_bound_faults(const SdcSystem *system, const SdcDemands *demands, const SdcHooks *hooks, bool *fault);
extern void sdc_find_small_sums(const SdcSystem *system, const SdcDemands *demands, const SdcHooks *hooks, bool *small);

#endif							/* KANSRIJK_SDC_FAULTS_H */
