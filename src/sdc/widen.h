/*-------------------------------------------------------------------------
 *
 * widen.h
 *		What to hide so that a hidden cell can be larger than a reader can tell now.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_WIDEN_H
#define KANSRIJK_SDC_WIDEN_H

#include "sdc/bounds.h"
#include "sdc/component.h"

/*
 * The published cells that have to be hidden, of those that are not given, so that
 * a hidden cell can have so much more than it has; of little worth together, as far as a
 * linear programme tells. Returns how many; 0 when it found none.
 */
extern int32_t sdc_widen(const Elimination *e, const SdcValues *values, const bool *given, size_t memory_limit,
						 int32_t cell, int64_t more, int32_t *helpers);

/* What it may find at most. */
#define SDC_MOST_HELPERS 1000

#endif							/* KANSRIJK_SDC_WIDEN_H */
