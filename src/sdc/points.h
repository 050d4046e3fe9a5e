/*-------------------------------------------------------------------------
 *
 * points.h
 *		The values of a dimension that are sets: ranges and multiranges.
 *
 * Laws: a set covers its points; sets may overlap in any way. A point is a
 * part that no set divides, so a cell of a set is the sum of the cells of its
 * points, and points that the same sets cover are one.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_POINTS_H
#define KANSRIJK_SDC_POINTS_H

#include "sdc/eliminate.h"

/*
 * The set of code c covers the points point[start[c]] .. point[start[c + 1] - 1],
 * in ascending order.
 */
typedef struct SdcPoints
{
	int32_t		codes;			/* 0 for a dimension of another type */
	int32_t		points;
	const int64_t *start;
	const int32_t *point;
} SdcPoints;

/*
 * The same sets in the fewest points that tell those of a family apart: used[c]
 * says which codes are of it, the others cover nothing then.
 */
extern SdcPoints sdc_coarsest_points(const SdcPoints *fine, const bool *used, const SdcHooks *hooks);

extern void sdc_release_points(const SdcPoints *points, const SdcHooks *hooks);

#endif							/* KANSRIJK_SDC_POINTS_H */
