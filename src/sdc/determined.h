/*-------------------------------------------------------------------------
 *
 * determined.h
 *		Cells with the labels that follow from those they have.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_DETERMINED_H
#define KANSRIJK_SDC_DETERMINED_H

#include "sdc/relations.h"

/* Add them, where they link grouping sets of the rows. */
extern void add_determined_cells(Builder *b);

#endif							/* KANSRIJK_SDC_DETERMINED_H */
