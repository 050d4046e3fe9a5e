/*-------------------------------------------------------------------------
 *
 * move.h
 *		Another table of whole numbers, a small step from the true one.
 *
 * A move changes some hidden cells by one, so that all sums are kept and none
 * gets below its least value. What it changes has more than one value in whole
 * numbers; where no move is found, that says nothing.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_MOVE_H
#define KANSRIJK_SDC_MOVE_H

#include "sdc/bounds.h"
#include "sdc/component.h"

/* Hidden cells that hang together, by what they have above their least, and their sums. */
typedef struct Unknowns
{
	const SdcHooks *hooks;
	int32_t		columns;
	int32_t    *cell;			/* of each column */
	int64_t    *slack;			/* or SDC_UNKNOWN_VALUE: 0 or more */
	bool		has_slacks;		/* none is unknown */
	int32_t		rows;
	int64_t    *sum;			/* of each row */
	int64_t    *row_start;
	int32_t    *column;
	int32_t    *coefficient;
	int64_t    *column_start;	/* the same by column */
	int32_t    *row;
	int32_t    *multiple;		/* its coefficient */
} Unknowns;

/* Of the last component; false where a sum has a published member whose value is not known here. */
extern bool open_unknowns(const Elimination *e, const Search *search, const SdcValues *values, Unknowns *u);
extern void close_unknowns(Unknowns *u);

#define MOST_MOVED 40

typedef struct Moves
{
	const Unknowns *u;
	int8_t	   *change;			/* of each column, by the last move */
	int32_t    *gap;			/* of each row: by how much its sum is off; all 0 */
	int32_t    *place;			/* of each row: in "broken", or -1 */
	int32_t    *broken;			/* rows that are off */
	int32_t		broken_rows;
	int64_t		patience;		/* entries that may yet be looked at */
	int32_t		moved;
	int32_t		column[MOST_MOVED]; /* the columns of the last move */
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

extern void open_moves(const Unknowns *u, Moves *m);
extern void close_moves(Moves *m);

/* A move of a column, up or down, that leaves what is fixed, which may be NULL. */
extern bool find_move(Moves *m, int32_t column, const Fixed *fixed);

#endif							/* KANSRIJK_SDC_MOVE_H */
