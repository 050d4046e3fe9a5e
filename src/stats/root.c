/*-------------------------------------------------------------------------
 *
 * root.c
 *		Where a monotone function changes sign.
 *
 * Bisection until no double is left between the bounds. It needs no
 * derivative, cannot overshoot, and gives the same answer on every machine;
 * the brackets of the callers are narrow, so it takes some 50 steps.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats.h"

static void
go_on(void)
{
}

void		(*stats_check_interrupts) (void) = go_on;

/*
 * A function that is below zero throughout rises at the upper bound, or falls
 * at the lower one; the bounds themselves are never evaluated.
 */
double
find_root(RootFunction function, void *context, bool rising, double low, double high)
{
	for (;;)
	{
		double		middle = low + (high - low) / 2;

		if (!(middle > low && middle < high))
			return middle;
		stats_check_interrupts();
		if ((function(middle, context) < 0) == rising)
			low = middle;
		else
			high = middle;
	}
}
