/*-------------------------------------------------------------------------
 *
 * points.c
 *		The values of a dimension that are sets: ranges and multiranges.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/points.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

#include <stdlib.h>

/* Which sets cover a point: a sum of random numbers of them. */
typedef struct Cover
{
	uint64_t	sets;
	int32_t		point;
} Cover;

static int
compare_covers(const void *a, const void *b)
{
	const Cover *x = a;
	const Cover *y = b;

	if (x->sets != y->sets)
		return x->sets < y->sets ? -1 : 1;
	return x->point < y->point ? -1 : x->point > y->point;
}

/* The number of each point in the coarser form, or -1 when another stands for it; returns how many. */
static int32_t
number_points(const SdcPoints *fine, const bool *used, const SdcHooks *hooks, int32_t *number)
{
	Cover	   *cover = allocate(hooks, fine->points * sizeof(Cover));
	int32_t		points = 0;

	for (int32_t p = 0; p < fine->points; p++)
	{
		cover[p] = (Cover) {0, p};
		number[p] = -1;
	}
	for (int32_t c = 0; c < fine->codes; c++)
		for (int64_t k = fine->start[c]; k < fine->start[c + 1] && used[c]; k++)
			cover[fine->point[k]].sets += mix((uint64_t) c + UINT64_C(0x9e3779b97f4a7c15));
	check_interrupts(hooks);
	qsort(cover, fine->points, sizeof(Cover), compare_covers);
	for (int32_t i = 0; i < fine->points; i++)
		if (cover[i].sets != 0 && (i == 0 || cover[i].sets != cover[i - 1].sets))
			number[cover[i].point] = 0;
	for (int32_t p = 0; p < fine->points; p++)
		if (number[p] == 0)
			number[p] = points++;
	release(hooks, cover);
	return points;
}

SdcPoints
sdc_coarsest_points(const SdcPoints *fine, const bool *used, const SdcHooks *hooks)
{
	int32_t    *number = allocate(hooks, fine->points * sizeof(int32_t));
	int64_t    *start = allocate(hooks, ((size_t) fine->codes + 1) * sizeof(int64_t));
	int32_t    *point = allocate(hooks, fine->start[fine->codes] * sizeof(int32_t));
	int32_t		points = number_points(fine, used, hooks, number);
	int64_t		at = 0;

	for (int32_t c = 0; c < fine->codes; c++)
	{
		start[c] = at;
		for (int64_t k = fine->start[c]; k < fine->start[c + 1] && used[c]; k++)
			if (number[fine->point[k]] >= 0)
				point[at++] = number[fine->point[k]];
	}
	start[fine->codes] = at;
	release(hooks, number);
	check_interrupts(hooks);
	return (SdcPoints) {fine->codes, points, start, point};
}

void
sdc_release_points(const SdcPoints *points, const SdcHooks *hooks)
{
	release(hooks, (void *) points->start);
	release(hooks, (void *) points->point);
}
