/*-------------------------------------------------------------------------
 *
 * preference.h
 *		Which cells are published first, where not all can be.
 *
 * Law: renaming labels or reordering rows leaves the order as it is, but between
 * cells that look alike all around.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_PREFERENCE_H
#define KANSRIJK_SDC_PREFERENCE_H

#include "sdc/relations.h"

/* Give every cell that leads its like a rank and a cost. */
extern void order_cells(const Builder *b, const int32_t *same, SdcCell *cells);

#endif							/* KANSRIJK_SDC_PREFERENCE_H */
