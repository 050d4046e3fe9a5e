/*-------------------------------------------------------------------------
 *
 * relations.h
 *		The cells of a cube and the equations between them, while they are found.
 *
 * Laws: the cells of the input come first, in their order; cells that are added
 * are unknown to everybody until a sum tells their value. The first member of a
 * relation is the total, the others are its parts.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_RELATIONS_H
#define KANSRIJK_SDC_RELATIONS_H

#include "sdc/evidence.h"

typedef SdcRelatedCell Cell;

typedef struct Builder
{
	const SdcCube *cube;
	const SdcHooks *hooks;
	SdcReport  *report;
	int32_t		cells;
	int32_t		capacity;
	Cell	   *cell;
	int32_t    *codes;			/* cells x dimensions */
	int32_t    *table;			/* hash table of cells by codes */
	uint32_t	table_mask;
	const SdcEvidence *evidence;
	SdcEvidence *own_evidence;	/* where the cube is the whole partition, else NULL */
	SdcPoints	points[SDC_MAX_DIMENSIONS]; /* those of the cube, and a code for each single point */
	int32_t    *point_code[SDC_MAX_DIMENSIONS]; /* code of each single point */

	bool		trusts_labels;	/* what labels tell of other dimensions counts */
	bool		has_determined; /* and told something */

	int32_t		sets;
	int32_t		set_capacity;
	uint32_t   *set;			/* dimensions grouped by */
	int32_t    *set_slot;		/* hash table of 4 x the capacity: number of a set + 1, 0 is free */
	int32_t    *first_in_set;	/* lists of the cells of each set, in order */
	int32_t    *last_in_set;
	int32_t    *next_in_set;	/* of each cell, or -1; NULL but while cells are found */

	int32_t		chains;			/* length of first_part */
	int32_t    *first_part;		/* scratch, by cell: -1 */

	int32_t		relations;
	int32_t		relation_capacity;
	int64_t    *start;			/* relations + 1 */
	bool	   *is_range;		/* relation of a range to its points */
	bool	   *implied;		/* relation that follows from earlier ones */
	int64_t		member_capacity;
	int32_t    *members;
} Builder;

/* Does the code of a dimension of sets cover more than one point? */
static inline bool
is_wide(const Builder *b, int32_t dimension, int32_t code)
{
	const SdcPoints *points = &b->points[dimension];

	return code != SDC_TOTAL && points->codes > 0 && points->start[code + 1] - points->start[code] > 1;
}

/* The slot of the cell with these codes in the hash table: its number, or -1. */
extern int32_t *find_slot(const Builder *b, const int32_t *codes);

/* The cell with these codes; added as an unknown when there is none. */
extern int32_t find_or_add(Builder *b, const int32_t *codes);

/* Where a grouping set is in the list, or -1. */
extern int32_t number_of_set(const Builder *b, uint32_t grouped);

/*
 * Add the sum of some cells, as a cell that must not be known; a cell may be in
 * it several times.
 */
extern void add_secret_sum(Builder *b, const int32_t *members, int64_t count);

/* The same of a sum less another one: two cells, that sum and what is left. */
extern void add_secret_difference(Builder *b, const int32_t *added, int64_t added_count,
								  const int32_t *subtracted, int64_t subtracted_count);

extern Builder *open_builder(const SdcCube *cube, const SdcHooks *hooks, SdcReport *report);

/*
 * Find all cells and equations. False when there is a problem, which the report tells.
 */
extern bool build_relations(Builder *b);

extern void close_builder(Builder *b);

#endif							/* KANSRIJK_SDC_RELATIONS_H */
