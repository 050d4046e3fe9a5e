/*-------------------------------------------------------------------------
 *
 * reader.h
 *		What the reader of a publication knows beside the figures in it.
 *
 * The reader sees which rows there are. A row that GROUP BY left out is a cell
 * that is empty, and he knows that too.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_READER_H
#define KANSRIJK_SDC_READER_H

#include "sdc/relations.h"

/* Empty parts of totals that add up without them; false when none was found. */
extern bool find_empty_parts(Builder *b);

/*
 * Cells without a row that a row would have shown, so empty ones: windows that
 * other cells of their grouping set have, and the years in them. False when
 * there is none.
 */
extern bool find_absent(Builder *b);

#endif							/* KANSRIJK_SDC_READER_H */
