/*-------------------------------------------------------------------------
 *
 * unknowns.h
 *		Hidden cells that hang together, as equations between whole numbers.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_UNKNOWNS_H
#define KANSRIJK_SDC_UNKNOWNS_H

#include "sdc/bounds.h"
#include "sdc/component.h"

/* Hidden cells that hang together, by what they have above their least, and their sums. */
typedef struct Unknowns
{
	const SdcHooks *hooks;
	int32_t		columns;
	int32_t    *cell;			/* of each column */
	int64_t    *slack;			/* or SDC_UNKNOWN_VALUE: 0 or more */
	int32_t		rows;
	int64_t    *sum;			/* of each row */
	int64_t    *row_start;
	int32_t    *column;
	int32_t    *coefficient;
} Unknowns;

/* Of the last component; false where a sum has a published member whose value is not known here. */
extern bool open_unknowns(const Elimination *e, const Search *search, const SdcValues *values, Unknowns *u);
extern void close_unknowns(Unknowns *u);

#endif							/* KANSRIJK_SDC_UNKNOWNS_H */
