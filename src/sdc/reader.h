/*-------------------------------------------------------------------------
 *
 * reader.h
 *		What the reader of a publication knows beside the figures in it.
 *
 * Laws, of any policy:
 * 1. A total is the sum of its parts, a set the sum of its points (relations.h).
 * 2. The reader sees which rows there are in the whole partition (evidence.h). A
 *	  row that GROUP BY left out is a cell that is empty, when a row of its
 *	  grouping set has that period; but for sums that would not fit then. Of a period
 *	  that no row has, nothing is known but what sums tell.
 * 3. A label tells another beside which it always stands (determined.h); in small
 *	  tables, what has all labels is never less than nothing (finest.h).
 * 4. All that is in an empty cell is empty.
 * 5. Where single units are protected, one that is alone in a cell knows it, and
 *	  the cells of 1 that cover it (unit.h), all of them together (unit_sums.h). One
 *	  with the event knows counts, one without it complements.
 * Of policies that show zeros also:
 * 6. A zero that is shown is never hidden, and all that is in it is zero.
 * 7. So a hidden cell is 1 or more: see bounds.h.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_READER_H
#define KANSRIJK_SDC_READER_H

#include "sdc/relations.h"

/* Does everybody see that a cell is nothing? */
extern bool is_seen_nothing(const Builder *b, int32_t cell);

/*
 * The parts of what is empty or of a zero that is shown; and parts
 * with labels that GROUP BY left out, as the others add up without them. False
 * when none was found.
 */
extern bool find_empty_parts(Builder *b);

/*
 * Periods that have no row of their own, in totals that are made of the others alone: by
 * blocks of years, say, that are labels. False when there is none.
 */
extern bool find_empty_periods(Builder *b);

/*
 * Cells without a row that a row would have shown, so empty ones: windows that
 * other cells of their grouping set have, and the years in them. False when
 * there is none.
 */
extern bool find_absent(Builder *b);

/*
 * Where the parts that have a value make up their total, the others are 0: to us
 * who have the values, not to a reader from whom some of them are hidden. False when there is none.
 */
extern bool find_zero_parts(Builder *b);

#endif							/* KANSRIJK_SDC_READER_H */
