/*-------------------------------------------------------------------------
 *
 * union_find.h
 *		Which things hang together, and a hash for sets of them.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_UNION_FIND_H
#define KANSRIJK_SDC_UNION_FIND_H

#include <stdint.h>

/* of[i] is i for a leader, else something nearer to the leader of i. */
static inline int32_t
leader(int32_t *of, int32_t i)
{
	while (of[i] != i)
		i = of[i] = of[of[i]];
	return i;
}

/* The smaller of the two leaders leads both. */
static inline void
unite(int32_t *of, int32_t a, int32_t b)
{
	a = leader(of, a);
	b = leader(of, b);
	if (a < b)
		of[b] = a;
	else
		of[a] = b;
}

/* A number without pattern for each number (the finish of splitmix64). */
static inline uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

#endif							/* KANSRIJK_SDC_UNION_FIND_H */
