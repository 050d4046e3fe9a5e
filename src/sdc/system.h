/*-------------------------------------------------------------------------
 *
 * system.h
 *		The relations as a system for elimination, without what is there twice.
 *
 * Laws: cells that always have the same value count as one, whose leader stands
 * for them; what follows from other relations is marked as implied; the order
 * of relations and parts does not depend on that of the rows.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_SYSTEM_H
#define KANSRIJK_SDC_SYSTEM_H

#include "sdc/relations.h"

typedef struct RankedMember
{
	int32_t		rank;
	int32_t		member;
} RankedMember;

/* A relation, to be sorted: by its total, then by its parts. */
typedef struct RankedRelation
{
	const RankedMember *members;
	int64_t		length;
	int32_t		relation;
	int32_t		place;			/* in the system */
	int32_t		height;			/* of the total */
} RankedRelation;

/*
 * implied[r] of each relation. "order" lists the relations so that parts come
 * before the totals that they make up; NULL stands for their own order.
 */
extern void find_implied(const Builder *b, int32_t relations, const int64_t *start, const int32_t *members,
						 const RankedRelation *order, bool *implied);

/* The leader of the cells that are the same as each cell. */
extern void find_same(const Builder *b, int32_t *same);

/*
 * Of each cell the next one that holds the same, in a ring. Those are more than the cells that count as one: also
 * totals of parts that hold the same, as of the years of a window and of those years in a block.
 */
extern int32_t *find_alike(const Builder *b, const int32_t *same);

/* The relations between the leaders, that have a rank. */
extern SdcSystem *build_system(const Builder *b, SdcCell *cells, const int32_t *same);

/*
 * Add the secret sums that were added to the relations since, each as a cell of
 * its own with a rank that is free.
 */
extern void extend_system(const Builder *b, SdcSystem *system, const int32_t *same);
extern void release_system(const Builder *b, SdcSystem *system);

#endif							/* KANSRIJK_SDC_SYSTEM_H */
