/*-------------------------------------------------------------------------
 *
 * span.h
 *		What can be computed of hidden cells, kept up to date while more are hidden.
 *
 * The relations of the hidden cells are eliminated once. A cell that is hidden then
 * is one more column, and the index from relations to steps tells what has part in it.
 *
 * Laws:
 * 1. Where a combination of relations holds the new cell and no other hidden one, the
 *	  cell can be computed. That combination is gone, and what is exposed remains so.
 * 2. Else the kernel has one more dimension: a vector that has the new cell. What
 *	  has part in that vector is no longer exposed.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_SPAN_H
#define KANSRIJK_SDC_SPAN_H

#include "sdc/exposure.h"

typedef struct SpanPivot
{
	int32_t		cell;
	int32_t		relation;
	uint64_t	inverse;		/* of its entry for that cell */
	Row			row;			/* its entries for the cells of pivots; their column is the cell */
	int64_t		steps;			/* the steps from its relation end there */
} SpanPivot;

/* relation[target] += factor * relation[from], where "from" became a pivot then. */
typedef struct SpanStep
{
	uint64_t	factor;
	int32_t		target;
	int32_t		from;
	int64_t		previous;		/* step of the same target, or -1 */
} SpanStep;

/* What a cell has in the row of a pivot. */
typedef struct SpanEntry
{
	uint64_t	value;
	int32_t		pivot;
} SpanEntry;

typedef struct WeighedRelation
{
	uint64_t	weight;
	int32_t		relation;
} WeighedRelation;

typedef struct Span
{
	const Elimination *e;
	Search	   *search;			/* what is in the span is reached */
	uint64_t	seed;
	int32_t    *cell;			/* the hidden cells */
	int32_t		cells;

	int32_t		pivots;
	int32_t		pivot_capacity;
	SpanPivot  *pivot;
	int32_t    *pivot_of_relation;	/* or -1 */
	int32_t    *pivot_of_cell;	/* or -1 */
	int64_t		steps;
	int64_t		step_capacity;
	SpanStep   *step;
	int64_t    *last_step;		/* of each relation as a target, or -1 */
	int64_t		entries;
	int64_t		entry_capacity;
	SpanEntry  *entry;			/* of the cells of pivots, in the rows of earlier ones */
	int64_t    *entries_start;	/* of each cell ... */
	int32_t    *entries_of;		/* ... and how many */

	uint64_t   *first;			/* by cell: two random vectors of the kernel */
	uint64_t   *second;
	uint64_t   *nothing;		/* by relation: a random combination without any hidden cell */

	WeighedRelation *weighed;	/* the last combination that was asked for */
	int32_t		weighed_count;

	int64_t		work;			/* what the elimination took, in steps */
	int64_t		late_work;		/* what was spent on pivots that came after it */
	int32_t		first_late;		/* of those */

	/* Scratch, all 0 */
	uint64_t   *of_cell;
	uint64_t   *of_relation;
	uint64_t   *of_pivot;
	uint64_t   *mark;			/* a bit for each pivot */
	int32_t    *touched;		/* relations */
	bool	   *is_touched;		/* by relation */
} Span;

/* Of the hidden cells that hang together with the marked ones that are protected. */
extern void open_span(const Elimination *e, Search *search, const bool *marked, Span *span);
extern void close_span(Span *span);

/*
 * Take in a cell that is to be hidden, and whatever hangs together with it then. True
 * when it can be computed: by the last combination then, which has 1 of it.
 */
extern bool hide_in_span(Span *span, int32_t cell);

/*
 * What a random combination without any hidden cell has of a cell that is not hidden:
 * not 0 where the cell could be computed if it were.
 */
extern uint64_t part_in_nothing(const Span *span, int32_t cell);

/* Is the cell still exposed in this way? "by" is a cell here. */
extern bool is_exposed_by(const Span *span, int32_t cell, const Exposure *why);

/* Find the combination of relations that exposes the cell in this way. */
extern void find_combination(Span *span, int32_t cell, const Exposure *why);

/*
 * Which cells of the span are exposed, by place, why (by a cell), and which are
 * needed; what is NULL is not wanted. Returns how many are exposed.
 */
extern int32_t exposed_in_span(const Span *span, bool *exposed, Exposure *why, bool *needed);

#endif							/* KANSRIJK_SDC_SPAN_H */
