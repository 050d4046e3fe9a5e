/*-------------------------------------------------------------------------
 *
 * remedy.h
 *		What to hide where a cell is exposed.
 *
 * Law: the combination of relations that gives a cell away holds it no longer
 * when one published cell of that combination is hidden. One remedy may serve
 * many exposed cells.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_REMEDY_H
#define KANSRIJK_SDC_REMEDY_H

#include "sdc/rank.h"

/*
 * What to hide against exposure: from each combination of relations that gives
 * a cell away, one of the published cells in it.
 */
typedef struct Choice
{
	int64_t		cost;
	int32_t		rank;
	int32_t		cell;
} Choice;

typedef struct Remedy
{
	const bool *may_hide;		/* by cell */
	const int32_t *hidden_in;	/* hidden members of each relation */
	bool	   *chosen;			/* by cell: the outcome */
	SdcLeak    *leak;			/* by cell: exposed, and there is nothing to hide against it */
	uint64_t   *coefficient;	/* scratch, by cell, all zero */
	bool	   *is_member;		/* scratch, by cell, all false */
	bool	   *breaks;			/* by chosen cell: what it is in does not give anything away any more */
	uint8_t    *tries;			/* by cell: rounds that it was exposed, as far as they count */
	int32_t		at_once;		/* how many cells from a combination that do not break it */
	Choice	   *choices;		/* scratch, by cell */
	int32_t    *row_of;			/* scratch, by relation: its row in the matrix, or -1 */
} Remedy;

extern void new_remedy(const Elimination *e, Remedy *remedy, const bool *may_hide, const int32_t *hidden_in);
extern void release_remedy(const Elimination *e, Remedy *remedy);

/* A protected cell that leaks, whatever is hidden. */
extern void give_up(SdcCell *cell, SdcLeak leak);

/* Hidden_in: the hidden members of each relation. */
extern int64_t cost_of_hiding(const Elimination *e, const int32_t *hidden_in, int32_t cell);

/* What is needed to publish cells again: of the parts that were looked at last. */
typedef struct Need
{
	bool	   *is_needed;		/* by hidden cell: to publish it alone exposes another */
	int32_t    *part;			/* by hidden cell: a cell that stands for those it hangs together with */
} Need;

/* Which protected cells are exposed, what is needed, and what to hide against it. */
extern int32_t exposed_now(const Elimination *e, Search *search, const bool *among,
						   bool *exposed, Need *need, Remedy *remedy);

#endif							/* KANSRIJK_SDC_REMEDY_H */
