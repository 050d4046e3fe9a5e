/*-------------------------------------------------------------------------
 *
 * look.h
 *		What can be computed in a ball, and what would have to be hidden against it.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_LOOK_H
#define KANSRIJK_SDC_LOOK_H

#include "sdc/ball.h"

/* What a look asks for; what is NULL or false is not wanted. */
typedef struct Look
{
	bool		add_sets;		/* that say why cells are exposed */
	bool	   *exposed;		/* by cell */
	Choice	   *needed;			/* candidates */
} Look;

/* Look at the choice that was applied; returns how many cells are exposed. */
extern int32_t look(Exchange *x, Ball *ball, const Look *wanted);

/* For balls that are not whole, before the first look at it. */
extern void find_swing(Exchange *x, Ball *ball);

#endif							/* KANSRIJK_SDC_LOOK_H */
