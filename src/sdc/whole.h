/*-------------------------------------------------------------------------
 *
 * whole.h
 *		Which protected cells have one value only, as all are whole numbers.
 *
 * Laws. A cell is pinned when it has the same value in every table of whole
 * numbers that fits what is published, none of which is below its least value.
 * It is pinned to a unit when it is in every such table in which the cells of
 * that unit are what they are; what is in a cell of the unit, and so must be 0, is
 * no news to it.
 *
 * What linear algebra and bounds.h tell is pinned, but not the reverse: of 4 = 2 x + y,
 * both 1 or more, x = 1.5 is a solution too; and a unit may be in several cells.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_WHOLE_H
#define KANSRIJK_SDC_WHOLE_H

#include "sdc/bounds.h"

typedef struct SdcWholeNumbers
{
	SdcValues	values;
	const bool *wanted;			/* the cells that are looked at, of those that are protected */
	const int32_t *unit;		/* of each cell: the single unit in it, or -1; NULL: units do not matter */
	const bool *nobody;			/* with a unit: where everybody sees nobody of its kind, by cell */
	bool		(*is_in) (const void *context, int32_t cell, int32_t coverer);	/* is all of a cell in another? */
	const void *context;
	size_t		memory_limit;
	bool	   *settled;		/* in: not looked at again; out: also what is not pinned */
	SdcLeak    *leak;			/* out: to whom what is pinned is known for certain */
} SdcWholeNumbers;

/*
 * pinned[i] for each cell; returns how many. Exact where up to some thousand
 * cells hang together; a search that takes too long finds nothing, or where
 * few hang together counts as if it had found the cell pinned, known to nobody for certain.
 */
extern int32_t sdc_find_pinned(const SdcSystem *system, const SdcWholeNumbers *whole, const SdcHooks *hooks,
							   bool *pinned);

#endif							/* KANSRIJK_SDC_WHOLE_H */
