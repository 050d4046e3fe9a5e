/*-------------------------------------------------------------------------
 *
 * rank.c
 *		Cells in order of rank.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/rank.h"

#include <stdlib.h>

int
compare_int32(const void *a, const void *b)
{
	int32_t		x = *(const int32_t *) a;
	int32_t		y = *(const int32_t *) b;

	return x < y ? -1 : x > y;
}

int
compare_ranked(const void *a, const void *b)
{
	return compare_int32(a, b);
}

int32_t
rank_of(const Elimination *e, const Matrix *m, int32_t column)
{
	return e->system->cell[m->cell[column]].rank;
}

/* The cells that are marked, in order of rank; returns how many. */
int32_t
rank_cells(const Elimination *e, const bool *marked, Ranked *ranked)
{
	int32_t		count = 0;

	for (int32_t c = 0; c < e->system->cells; c++)
		if (marked[c])
			ranked[count++] = (Ranked) {e->system->cell[c].rank, c};
	qsort(ranked, count, sizeof(Ranked), compare_ranked);
	return count;
}
