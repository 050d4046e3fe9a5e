/*-------------------------------------------------------------------------
 *
 * set_points.c
 *		Ranges and multiranges, the values of a dimension, as sets of points.
 *
 * The bounds of all sets cut their line into stretches, so a set is the
 * stretches that it covers; points.c tells which of these are one point.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/set_points.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "sdc/memory.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"

TypeCacheEntry *
range_beneath(Oid type)
{
	char		kind = get_typtype(type);
	TypeCacheEntry *range;

	if (kind != TYPTYPE_RANGE && kind != TYPTYPE_MULTIRANGE)
		return NULL;
	range = lookup_type_cache(kind == TYPTYPE_RANGE ? type : get_multirange_range(type), TYPECACHE_RANGE_INFO);
	if (!OidIsValid(range->rng_canonical_finfo.fn_oid))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("range type %s of a dimension is not discrete", format_type_be(range->type_id)),
				 errhint("Use int4range of years, or daterange.")));
	return range;
}

/*
 * The two ends of a range as points of one line. A discrete range in its
 * canonical form ends before its upper bound, so where one range ends the next
 * one begins, at the same point.
 */
static void
range_ends(TypeCacheEntry *type, const RangeType *range, RangeBound ends[2])
{
	bool		empty;

	range_deserialize(type, range, &ends[0], &ends[1], &empty);
	if (empty)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("range of a dimension is empty")));
	if (!ends[1].infinite)
		ends[1].lower = ends[1].inclusive = true;
}

/* The ends of all ranges of a set, in pairs; returns how many pairs. */
static int32
set_ends(TypeCacheEntry *range, bool is_multirange, Datum value, RangeBound **ends)
{
	RangeType  *one;
	RangeType **ranges = &one;
	int32		count = 1;

	if (is_multirange)
		multirange_deserialize(range, DatumGetMultirangeTypeP(value), &count, &ranges);
	else
		one = DatumGetRangeTypeP(value);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("multirange of a dimension is empty")));
	*ends = palloc((Size) count * 2 * sizeof(RangeBound));
	for (int32 i = 0; i < count; i++)
		range_ends(range, ranges[i], *ends + 2 * i);
	return count;
}

static int
compare_bounds(const void *a, const void *b, void *type)
{
	/* qsort_arg() holds nothing that would have to be released. */
	CHECK_FOR_INTERRUPTS();
	return range_cmp_bounds(type, a, b);
}

static int32
place_of(TypeCacheEntry *range, const RangeBound *bounds, int32 count, const RangeBound *bound)
{
	const RangeBound *found = bsearch_arg(bound, bounds, count, sizeof(RangeBound), compare_bounds, range);

	return found - bounds;
}

SdcPoints
find_points(TypeCacheEntry *range, bool is_multirange, const Datum *values, const bool *isnull, int32 count,
			const SdcHooks *hooks)
{
	RangeBound **ends = MemoryContextAllocHuge(CurrentMemoryContext, (Size) count * sizeof(RangeBound *));
	int32	   *pairs = MemoryContextAllocHuge(CurrentMemoryContext, (Size) count * sizeof(int32));
	bool	   *used = allocate(hooks, count);
	int64	   *start = allocate(hooks, ((Size) count + 1) * sizeof(int64));
	int32	   *stretch = NULL;
	RangeBound *bounds;
	int64		all = 0;
	int32		distinct = 0;
	int64		length = 0;
	SdcPoints	fine;
	SdcPoints	points;

	for (int32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		used[i] = true;
		pairs[i] = isnull[i] ? 0 : set_ends(range, is_multirange, values[i], &ends[i]);
		all += pairs[i];
	}
	bounds = allocate(hooks, (Size) all * 2 * sizeof(RangeBound));
	all = 0;
	for (int32 i = 0; i < count; i++)
		for (int32 k = 0; k < 2 * pairs[i]; k++)
			bounds[all++] = ends[i][k];
	qsort_arg(bounds, all, sizeof(RangeBound), compare_bounds, range);
	for (int64 i = 0; i < all; i++)
		if (distinct == 0 || range_cmp_bounds(range, &bounds[distinct - 1], &bounds[i]) != 0)
			bounds[distinct++] = bounds[i];

	/* Twice over the same stretches: to count them, and to write them down. */
	for (int pass = 0; pass < 2; pass++)
	{
		length = 0;
		for (int32 i = 0; i < count; i++)
		{
			CHECK_FOR_INTERRUPTS();
			start[i] = length;
			if (isnull[i])
			{
				if (stretch)
					stretch[length] = Max(distinct - 1, 0);
				length++;
			}
			for (int32 k = 0; k < pairs[i]; k++)
			{
				int32		low = place_of(range, bounds, distinct, &ends[i][2 * k]);
				int32		high = place_of(range, bounds, distinct, &ends[i][2 * k + 1]);

				for (int32 s = low; s < high && stretch; s++)
					stretch[length + s - low] = s;
				length += high - low;
			}
		}
		start[count] = length;
		if (!stretch)
			stretch = allocate(hooks, (Size) length * sizeof(int32));
	}
	fine = (SdcPoints) {count, Max(distinct - 1, 0) + 1, start, stretch};
	points = sdc_coarsest_points(&fine, used, hooks);
	sdc_release_points(&fine, hooks);
	release(hooks, bounds);
	release(hooks, used);
	return points;
}
