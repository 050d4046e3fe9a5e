/*-------------------------------------------------------------------------
 *
 * generate.h
 *		What the makers of systems share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHECKER_GENERATE_H
#define CHECKER_GENERATE_H

#include "system.h"

/* The years from .. to - 1, of those since 2016, as a set of points. */
static inline uint64_t
years(int from, int to)
{
	return ((UINT64_C(1) << (to - from)) - 1) << from;
}

/* The cases made by hand: how many, and the one that system->number says. */

#define FIXED_CASES 10
#define FIXED_MULTIRANGES 1
#define FIXED_RATES 1

extern void make_fixed(System *system);
extern void make_fixed_multirange(System *system);
extern void make_fixed_rates(System *system);

#endif							/* CHECKER_GENERATE_H */
