/*-------------------------------------------------------------------------
 *
 * move.h
 *		Another table of whole numbers, near the true one.
 *
 * A move changes some hidden cells, so that all sums are kept and none gets below
 * its least value. What it changes has more than one value in whole numbers; where
 * no move is found, that says nothing.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_MOVE_H
#define KANSRIJK_SDC_MOVE_H

#include "sdc/unknowns.h"

/* Changes that keep all sums, and the columns that each changes; both ways. */
typedef struct Shifts
{
	int32_t		count;			/* 0: none are known */
	int64_t    *start;			/* of each shift: */
	int32_t    *column;
	int32_t    *change;
	int64_t    *column_start;	/* of each column: */
	int32_t    *shift;
	int32_t    *by;
} Shifts;

/* Shifts until a move is begun anew. */
#define MOST_SHIFTS 40

typedef struct Moves
{
	const Unknowns *u;
	Shifts		shifts;
	int32_t    *rests_until;	/* step, of each shift */
	int32_t		taken_shifts;
	int32_t		taken[MOST_SHIFTS];
	int64_t    *room;			/* of each column: its slack after the last move */
	int32_t    *place;			/* of each column: in "broken", or -1 */
	int32_t    *broken;			/* columns that are below their least, or moved and must not */
	int32_t		broken_columns;
	int64_t		patience;		/* entries that may yet be looked at */
	int64_t		looked_at;		/* entries, for the last move */
	uint64_t	seed;			/* of next_number() */
	bool	   *is_listed;		/* in "column" */
	int32_t		moved;
	int32_t    *column;			/* the columns of the last move */
} Moves;

/*
 * Columns that do not move: those of a unit, or, where that is -1, those of all
 * units but one.
 */
typedef struct Fixed
{
	const int32_t *unit;		/* of each column, or -1 */
	int32_t		only;
	int32_t		but;
} Fixed;

extern void open_moves(const Unknowns *u, size_t memory_limit, Moves *m);
extern void close_moves(Moves *m);

/*
 * A move of a column, up or down, that leaves what is fixed, which may be NULL; each way
 * so many entries of shifts are looked at.
 */
extern bool find_move(Moves *m, int32_t column, int64_t patience, const Fixed *fixed);

#endif							/* KANSRIJK_SDC_MOVE_H */
