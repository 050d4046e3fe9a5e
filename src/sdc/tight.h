/*-------------------------------------------------------------------------
 *
 * tight.h
 *		Which of some unknowns are 0 because none of them is negative.
 *
 * The rows of a matrix are equations between unknowns, each with a constant:
 * what stands in columns without a cell. An unknown is tight when it is 0 in
 * every solution without negative numbers. Laws:
 * 1. Unknowns are tight when a combination of rows has no negative coefficient
 *	  for any, a positive one for them, and the constant 0: a sum.
 * 2. One that is above 0 in some solution counts as free for the others: so much
 *	  of that solution can be added that its own sign does not matter.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_TIGHT_H
#define KANSRIJK_SDC_TIGHT_H

#include "sdc/bounds.h"
#include "sdc/matrix.h"

/*
 * tight[c] for each column of a connected matrix that is used up; where sums is
 * not NULL, those of cells are added that are simple enough. What cannot be solved
 * is not tight: the audit by intervals says more then. True when there are any.
 */
extern bool sdc_find_tight(const SdcHooks *hooks, size_t memory_limit, Matrix *m, bool *tight, SdcSums *sums);

#endif							/* KANSRIJK_SDC_TIGHT_H */
