/*-------------------------------------------------------------------------
 *
 * eliminate.h
 *		Which further cells to hide so that no protected cell can be computed.
 *
 * Free of PostgreSQL, so that it can be tested, fuzzed and read alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_ELIMINATE_H
#define KANSRIJK_SDC_ELIMINATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum SdcCellState
{
	SDC_PUBLISHED,				/* known to the reader */
	SDC_CANDIDATE,				/* published unless it gives something away */
	SDC_PROTECTED,				/* hidden, and must not be computable */
	SDC_HIDDEN					/* hidden, but may be computable */
} SdcCellState;

/* Why a protected cell cannot be protected, whatever else is hidden. */
typedef enum SdcLeak
{
	SDC_NO_LEAK,
	SDC_LEAK_TO_READERS,		/* anybody can compute it */
	SDC_LEAK_TO_UNIT,			/* the single unit of another cell can */
	SDC_LEAK_OF_NUMBERS,		/* no other whole number fits, to anybody */
	SDC_LEAK_OF_WIDTH			/* too narrow an interval is left for it */
} SdcLeak;

typedef struct SdcCell
{
	SdcCellState state;			/* in: as found; out: no candidate is left */
	int32_t		rank;			/* order of publication: 0 is most wanted */
	int32_t		cost;			/* of hiding it, coarse: about log2 of its worth */
	int32_t		unit[2];		/* the single unit in the cell with the event, and without; or -1 */
	bool		is_from_readers;	/* protected, but not from single units */
	bool		is_open[2];		/* those with the event, or without it, may be known to single units of their kind */
	SdcLeak		leak;			/* out */
	int32_t		level;			/* of its preference: nothing of a lower level is worth as much ... */
	int64_t		weight;			/* ... and within it, its worth */
} SdcCell;

/*
 * Cells and the equations between them. The first member of a relation is the
 * total, the others are its parts. Relation i has the members
 * members[start[i]] .. members[start[i + 1] - 1]. Where the outcome may depend
 * on the order of relations and parts, it is this one: the caller sorts them.
 *
 * Of a system that was found to be safe, only the hidden cells that hang together
 * with a changed one are looked at again. Hiding more exposes nothing, so what is
 * new are protected cells.
 */
typedef struct SdcSystem
{
	int32_t		cells;
	SdcCell    *cell;
	int32_t		relations;
	const int64_t *start;
	const int32_t *members;
	const bool *implied;		/* of a relation: it follows from the others */
	bool	   *changed;		/* by cell, or NULL, as if all were: see below */
} SdcSystem;

/*
 * The surroundings: memory that is never NULL, and a look at interrupts and at
 * the depth of the stack, which may leave for good by a jump. So it is never
 * called from within a function of a library, such as qsort().
 */
typedef struct SdcHooks
{
	void	   *(*allocate) (void *context, size_t size);
	void		(*release) (void *context, void *memory);
	void		(*check_interrupts) (void *context);
	void	   *context;
} SdcHooks;

/*
 * Decide every candidate. Returns the number of protected cells that leak all
 * the same, because of cells that were published from the start: what anybody
 * can compute is hidden and no longer protected, what a unit can compute is
 * protected from the others.
 */
extern int32_t sdc_eliminate(SdcSystem *system, const SdcHooks *hooks);

/*
 * The protected cells that can be computed from the published ones, directly
 * or by the single unit of a hidden cell: exposed[i] for each cell. Candidates
 * count as published. Returns how many.
 */
extern int32_t sdc_exposed(const SdcSystem *system, const SdcHooks *hooks, bool *exposed);

/*
 * The hidden cells, protected or not, that anybody can compute from the
 * published ones: computable[i] for each cell.
 */
extern void sdc_computable(const SdcSystem *system, const SdcHooks *hooks, bool *computable);

#endif							/* KANSRIJK_SDC_ELIMINATE_H */
