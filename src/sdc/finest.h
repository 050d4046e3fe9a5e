/*-------------------------------------------------------------------------
 *
 * finest.h
 *		Cells with all labels, where no grouping set has all dimensions.
 *
 * Law: rows by (a, b), (a, c) and (b, c) are sums of what has all three labels, none of
 * which is negative. Where a set has no row for two of its labels, nothing has both; but
 * for rows that would then have no part at all, which are not split for another reason.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_FINEST_H
#define KANSRIJK_SDC_FINEST_H

#include "sdc/relations.h"

/* Add them where they are few and no dimension has periods; false, and nothing is added, elsewhere. */
extern bool add_finest_cells(Builder *b);

#endif							/* KANSRIJK_SDC_FINEST_H */
