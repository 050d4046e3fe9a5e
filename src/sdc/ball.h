/*-------------------------------------------------------------------------
 *
 * ball.h
 *		Some hidden cells that hang together, as a system of its own.
 *
 * All that is hidden outside of the ball counts as known, which errs on the side of
 * hiding, and what is hidden in it for the sake of others may be chosen anew.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_BALL_H
#define KANSRIJK_SDC_BALL_H

#include "sdc/component.h"
#include "sdc/cover.h"
#include "sdc/faults.h"

typedef struct Change
{
	int32_t		cell;
	int32_t		ball;			/* the first one, where several did */
} Change;

typedef struct Exchange
{
	SdcSystem  *system;
	const SdcDemands *demands;
	const bool *is_free;
	const SdcHooks *hooks;
	Elimination e;
	int32_t    *place;			/* of each cell: in the list of the ball, or -1 */
	bool	   *is_listed;		/* of each relation */
	int32_t    *cells;			/* of the ball: the hidden ones first, then the candidates */
	int32_t    *relations;
	int64_t		steps;			/* that are left for this ball */

	/* Of the round: what was changed, and by which ball; the ball that has each cell last. */
	int32_t		balls;
	int32_t		changes;
	Change	   *change;
	int32_t    *ball_of;		/* of each cell, or -1 */
	bool	   *is_changed;		/* of each cell */
} Exchange;

typedef struct Ball
{
	int32_t		hidden;			/* cells of the list that are hidden now */
	int32_t		listed;			/* these and the candidates */
	int32_t		relations;
	bool		is_whole;		/* all that hangs together */
	uint64_t   *swing;			/* of each cell: what it has in a vector of the kernel now; NULL: is whole */

	SdcSystem	system;			/* its cells are numbered by rank */
	int32_t    *whole;			/* of each cell: in the whole system, or -1 */
	int32_t    *candidate_of;	/* of each cell, or -1 */
	bool	   *is_outside;		/* of each cell: hidden, but not in the ball */
	bool	   *is_ignored;		/* of each cell: it is protected from outside */
	bool	   *given;
	int64_t    *value[2];
	SdcDemands	demands;
	int32_t		candidate[COVER_CANDIDATES];	/* cells, by weight */
	Cover		cover;
	Choice		choice;			/* that is looked at */
	Choice		old;			/* at first */
	Choice		best;
	int64_t		best_weight;

	Elimination e;
	Search		search;
} Ball;

static inline bool
is_hidden(const SdcCell *cell)
{
	return cell->state == SDC_PROTECTED || cell->state == SDC_HIDDEN;
}

/* Is it hidden for the sake of others, and could as well be published? */
static inline bool
may_publish(const Exchange *x, int32_t cell)
{
	return x->is_free[cell] && is_hidden(&x->system->cell[cell]);
}

/* List the hidden cells of the ball around one, and their relations. */
extern void begin_ball(Exchange *x, Ball *ball, int32_t middle);

/* List what might be hidden as well, and make it all a system. False when its worth is too much for a number. */
extern bool complete_ball(Exchange *x, Ball *ball);

/* Of a completed ball, for looks at it. */
extern void open_ball(Exchange *x, Ball *ball);
extern void close_ball(Ball *ball);
extern void release_ball(Exchange *x, Ball *ball);

/* The ball as a reader has it with a choice of hidden candidates. */
extern void apply_choice(Ball *ball, const Choice *choice, bool with_outside);

#endif							/* KANSRIJK_SDC_BALL_H */
