/*-------------------------------------------------------------------------
 *
 * choose.h
 *		Choosing anew what is hidden in a ball, and what is wrong with the choice.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_CHOOSE_H
#define KANSRIJK_SDC_CHOOSE_H

#include "sdc/ball.h"

/* What is wrong: cells that are exposed, and relations whose hidden parts are too small a sum. */
typedef struct Faults
{
	bool	   *fault;
	bool	   *small;
} Faults;

extern void new_faults(const Exchange *x, const SdcSystem *s, Faults *faults);
extern void release_faults(const Exchange *x, Faults *faults);
extern bool has_new(const SdcSystem *s, const Faults *faults, const Faults *before);

/* Find a better choice of candidates for the ball, and whether there was one. */
extern bool choose_anew(Exchange *x, Ball *ball);

#endif							/* KANSRIJK_SDC_CHOOSE_H */
