/*-------------------------------------------------------------------------
 *
 * rank.h
 *		Cells in order of rank, which is that of their publication.
 *
 * Law: ranks are a property of the table and not of the order of its rows, so
 * nothing that goes by rank depends on that order.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_RANK_H
#define KANSRIJK_SDC_RANK_H

#include "sdc/component.h"

typedef struct Ranked
{
	int32_t		rank;
	int32_t		cell;
} Ranked;

/* Of int32_t, and of what begins with one; for qsort. */
extern int	compare_int32(const void *a, const void *b);
extern int	compare_ranked(const void *a, const void *b);

/* The rank of the cell of a column. */
extern int32_t rank_of(const Elimination *e, const Matrix *m, int32_t column);

/* The cells that are marked, in order of rank; returns how many. */
extern int32_t rank_cells(const Elimination *e, const bool *marked, Ranked *ranked);

#endif							/* KANSRIJK_SDC_RANK_H */
