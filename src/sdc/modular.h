/*-------------------------------------------------------------------------
 *
 * modular.h
 *		Arithmetic modulo the Mersenne prime 2^61 - 1.
 *
 * Laws: numbers are 0 .. PRIME - 1 going in and coming out, so that a number is
 * zero when and only when it is 0. No overflow, no tolerance, the same on every
 * machine.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_MODULAR_H
#define KANSRIJK_SDC_MODULAR_H

#include "sdc/union_find.h"

#define PRIME ((UINT64_C(1) << 61) - 1)

static inline uint64_t
add_mod(uint64_t a, uint64_t b)
{
	uint64_t	sum = a + b;

	return sum >= PRIME ? sum - PRIME : sum;
}

static inline uint64_t
negate_mod(uint64_t a)
{
	return a ? PRIME - a : 0;
}

static inline uint64_t
multiply_mod(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128) a * b;

	return add_mod((uint64_t) product & PRIME, (uint64_t) (product >> 61));
}

/* Of up to 63 numbers of each. */
static inline uint64_t
sum_of_products(const uint64_t *a, const uint64_t *b, int32_t count)
{
	unsigned __int128 sum = 0;

	for (int32_t i = 0; i < count; i++)
		sum += (unsigned __int128) a[i] * b[i];
	sum = (sum & PRIME) + (sum >> 61);
	return add_mod((uint64_t) sum & PRIME, (uint64_t) (sum >> 61));
}

/* The inverse, by Fermat. */
static inline uint64_t
inverse_mod(uint64_t a)
{
	uint64_t	result = 1;
	uint64_t	exponent = PRIME - 2;

	if (a == 1 || a == PRIME - 1)
		return a;
	for (; exponent; exponent >>= 1)
	{
		if (exponent & 1)
			result = multiply_mod(result, a);
		a = multiply_mod(a, a);
	}
	return result;
}

static inline uint64_t
residue(int64_t value)
{
	return value >= 0 ? (uint64_t) value % PRIME : negate_mod((uint64_t) -value % PRIME);
}

/* The number nearest to 0 that is this modulo the prime. */
static inline int64_t
signed_residue(uint64_t value)
{
	return value > PRIME / 2 ? -(int64_t) (PRIME - value) : (int64_t) value;
}

/* A fixed sequence of numbers without pattern (splitmix64), never 0. */
static inline uint64_t
next_random(uint64_t *seed)
{
	*seed += UINT64_C(0x9e3779b97f4a7c15);
	return 1 + mix(*seed) % (PRIME - 1);
}

#endif							/* KANSRIJK_SDC_MODULAR_H */
