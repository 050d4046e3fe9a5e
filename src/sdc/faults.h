/*-------------------------------------------------------------------------
 *
 * faults.h
 *		What is wrong with a pattern of hidden cells, apart from what can be computed.
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
	const int64_t *values[2];	/* by cell; NULL: nothing is asked */
	int64_t		enough[2];		/* what hidden parts must add up to, or 0 */
	const bool *given;			/* cells that cannot be hidden */
} SdcDemands;

/*
 * Mark the relations whose hidden parts add up to too little while one more could
 * be hidden. Every cell is published or not.
 */
extern void sdc_find_small_sums(const SdcSystem *system, const SdcDemands *demands, const SdcHooks *hooks, bool *small);

#endif							/* KANSRIJK_SDC_FAULTS_H */
