/*-------------------------------------------------------------------------
 *
 * unit.h
 *		The single unit in a cell, and in which other cells it is known to be.
 *
 * Law: a cell of 1 and a cell of 1 that covers it hold the same unit. One cell
 * covers another when in every dimension it is a total, has the same label, or
 * a period that holds the other's but for points in which everybody sees nobody. Two
 * periods of 1 that only overlap are not known to. A unit has the labels of all
 * the cells that hold it, and a cell of 1 that covers those holds it as well: the
 * girl of a municipality that has one child, of 2013, is the girl of 2013. What is in a
 * cell has the labels of all cells that hold the same: where all of a province in 2014
 * are girls of one municipality, they are among its girls of 2014 to 2018. Units
 * without the event are units of their own. What a unit can compute by all its
 * cells: unit_sums.h.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_UNIT_H
#define KANSRIJK_SDC_UNIT_H

#include "sdc/eliminate.h"
#include "sdc/relations.h"

/* The cells that hold the same, in rings (system.h), and the labels that all of a ring have together. */
typedef struct Alike
{
	int32_t    *next;			/* by cell */
	int32_t    *ring;			/* by cell: number of its ring, or -1: it is alone */
	int32_t    *labels;			/* of each ring */
} Alike;

extern Alike *open_alike(const Builder *b, const int32_t *same);
extern void close_alike(const Builder *b, Alike *alike);

/* The unit of each cell of 1, with the event or without it, as the number of a cell; else -1. */
extern int32_t *units_with(const Builder *b, const int32_t *same, const Alike *alike, int without);

/* Is all that is in a cell in another one as well, as everybody sees? Of those with the event, or without it. */
extern bool covers_cell(const Builder *b, const Alike *alike, int without, int32_t coverer, int32_t cell);

/* Fill in the units of the protected cells; same[c] leads the cells that are the same. */
extern void find_units(const Builder *b, const int32_t *same, const Alike *alike, SdcCell *cells);

#endif							/* KANSRIJK_SDC_UNIT_H */
