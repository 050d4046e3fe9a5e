/*-------------------------------------------------------------------------
 *
 * sums.h
 *		What the hidden parts of a total add up to.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_SUMS_H
#define KANSRIJK_SDC_SUMS_H

#include "sdc/bounds.h"

/*
 * Hide cells until the hidden parts of every total that the reader knows, with
 * a protected cell among them, add up to "enough", or nothing is left to hide.
 * value[i] of each cell is 0 or more, or SDC_UNKNOWN_VALUE; given[i] that the
 * cell cannot be hidden. What is hidden here becomes protected; returns how
 * many that are. No cell is a candidate.
 */
extern int32_t sdc_hide_for_sums(SdcSystem *system, const int64_t *value, const bool *given,
								 int64_t enough, const SdcHooks *hooks);

/* Mark the relations where that is not so: small[i] of each, those that are marked stay so. */
extern void sdc_small_sums(const SdcSystem *system, const int64_t *value, const bool *given, int64_t enough,
						   const SdcHooks *hooks, bool *small);

#endif							/* KANSRIJK_SDC_SUMS_H */
