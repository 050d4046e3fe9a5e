/*-------------------------------------------------------------------------
 *
 * set_points.h
 *		Ranges and multiranges, the values of a dimension, as sets of points.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_SET_POINTS_H
#define KANSRIJK_SDC_SET_POINTS_H

#include "kansrijk.h"
#include "sdc/points.h"
#include "utils/typcache.h"

/*
 * The type cache entry of the range type beneath a type, NULL when it is no set. Error: the range type is not
 * discrete.
 */
extern TypeCacheEntry *range_beneath(Oid type);

/*
 * The sets in the fewest points. NULL, the category of what is not known, is a
 * point of its own at the end. Error: an empty set.
 */
extern SdcPoints find_points(TypeCacheEntry *range, bool is_multirange, const Datum *values, const bool *isnull,
							 int32 count, const SdcHooks *hooks);

#endif							/* KANSRIJK_SDC_SET_POINTS_H */
