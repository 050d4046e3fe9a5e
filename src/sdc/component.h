/*-------------------------------------------------------------------------
 *
 * component.h
 *		The hidden cells that hang together, and their relations as a matrix.
 *
 * Laws: what is hidden in one component tells nothing of another; implied
 * relations are left out, as they add nothing.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_COMPONENT_H
#define KANSRIJK_SDC_COMPONENT_H

#include "sdc/matrix.h"

/* Is a single unit alone in the cell? */
static inline bool
knows_itself(const SdcCell *cell)
{
	return cell->unit[0] >= 0 || cell->unit[1] >= 0;
}

/* Protected, kept for its unit, or hidden only. */
static inline Role
role_of(const SdcCell *cell)
{
	if (cell->state == SDC_CANDIDATE)
		return ROLE_CANDIDATE;
	if (cell->state == SDC_PROTECTED)
		return ROLE_PROTECT;
	return knows_itself(cell) ? ROLE_KEEP : ROLE_HIDDEN;
}

/* A system, and the relations of each cell. */
typedef struct Elimination
{
	SdcSystem  *system;
	const SdcHooks *hooks;
	int64_t    *relations_start;	/* index: the relations of each cell */
	int32_t    *relations_of;
	int32_t    *column_of;		/* scratch: the column of a cell, or -1 */
} Elimination;

/*
 * The unknowns are the hidden cells and, where asked for, the candidates.
 * Relations connect unknowns to components.
 */
typedef struct Search
{
	bool		with_candidates;
	bool	   *reached;		/* cells of components found so far */
	bool	   *relation_reached;
	int32_t    *queue;			/* the cells of the last component ... */
	int32_t		found;			/* ... and how many */
	int32_t    *relations;		/* the relations of the last component */
	int32_t		relations_found;
} Search;

extern void open_elimination(Elimination *e, SdcSystem *system, const SdcHooks *hooks);
extern void close_elimination(Elimination *e);
extern void new_search(const Elimination *e, Search *search);
extern void release_search(const Elimination *e, Search *search);

/* Nothing is reached. */
extern void start_search(const Elimination *e, Search *search, bool with_candidates);

/* Find the component of unknowns that contains a cell. */
extern void search_component(const Elimination *e, Search *search, int32_t cell);

/* The same step by step: to the neighbours of each cell of the queue in its turn. */
extern void begin_component(Search *search, int32_t cell);
extern void reach_neighbours(const Elimination *e, Search *search, int32_t i);

/* Let the last component be found again. */
extern void forget_component(Search *search);

/* The relations of the last component. */
extern Matrix *component_matrix(const Elimination *e, const Search *search);

#endif							/* KANSRIJK_SDC_COMPONENT_H */
