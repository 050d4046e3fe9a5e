/*-------------------------------------------------------------------------
 *
 * tally.c
 *		Counters of many definitions at once: see tally.h.
 *
 *-------------------------------------------------------------------------
 */
#include "rate/tally.h"

#include <string.h>

/* A numerator that is no count: the definition has none. */
#define NARROW_ABSENT	UINT32_MAX
#define WIDE_ABSENT		INT64_C(-1)

#define NARROW(tally)	((uint32_t *) ((tally) + 1))
#define WIDE(tally)		((int64_t *) ((tally) + 1))

size_t
tally_size(int32_t definitions, bool is_wide)
{
	return sizeof(Tally) + (size_t) definitions * 3 * (is_wide ? sizeof(int64_t) : sizeof(uint32_t));
}

void
tally_init(Tally *tally, int32_t definitions, bool is_wide, bool absent)
{
	memset(tally, 0, tally_size(definitions, is_wide));
	tally->definitions = definitions;
	tally->bound = is_wide ? TALLY_WIDE : 0;
	for (int32_t i = 0; absent && i < definitions; i++)
	{
		if (is_wide)
			WIDE(tally)[3 * i] = WIDE_ABSENT;
		else
			NARROW(tally)[3 * i] = NARROW_ABSENT;
	}
}

void
tally_widen(const Tally *narrow, Tally *wide)
{
	tally_init(wide, narrow->definitions, true, true);
	for (int32_t i = 0; i < narrow->definitions; i++)
	{
		int64_t		counts[3];

		if (tally_get(narrow, i, counts))
			memcpy(&WIDE(wide)[3 * i], counts, sizeof(counts));
	}
}

void
tally_count(Tally *tally, const TallyPair *pairs, const uint8_t *answers)
{
#define COUNT(counters) \
	for (int32_t i = 0; i < tally->definitions; i++) \
	{ \
		if (answers[pairs[i].scope] != TALLY_YES) \
			continue; \
		if (answers[pairs[i].event] == TALLY_UNKNOWN) \
			(counters)[3 * i + 2]++; \
		else \
		{ \
			(counters)[3 * i] += answers[pairs[i].event]; \
			(counters)[3 * i + 1]++; \
		} \
	}

	if (tally->bound == TALLY_WIDE)
		COUNT(WIDE(tally))
	else
	{
		tally->bound++;
		COUNT(NARROW(tally))
	}
#undef COUNT
}

bool
tally_add(Tally *tally, int32_t definition, const int64_t counts[3])
{
	if (tally->bound == TALLY_WIDE)
	{
		int64_t    *own = &WIDE(tally)[3 * definition];

		if (own[0] == WIDE_ABSENT)
			own[0] = 0;
		return !__builtin_add_overflow(own[0], counts[0], &own[0]) &&
			!__builtin_add_overflow(own[1], counts[1], &own[1]) &&
			!__builtin_add_overflow(own[2], counts[2], &own[2]);
	}
	else
	{
		uint32_t   *own = &NARROW(tally)[3 * definition];

		if (own[0] == NARROW_ABSENT)
			own[0] = 0;
		for (int i = 0; i < 3; i++)
			own[i] += (uint32_t) counts[i];
		return true;
	}
}

void
tally_raise(Tally *tally, uint64_t more)
{
	if (tally->bound != TALLY_WIDE)
		tally->bound += (uint32_t) more;
}

bool
tally_get(const Tally *tally, int32_t definition, int64_t counts[3])
{
	bool		is_wide = tally->bound == TALLY_WIDE;

	for (int i = 0; i < 3; i++)
		counts[i] = is_wide ? WIDE(tally)[3 * definition + i] : NARROW(tally)[3 * definition + i];
	return counts[0] != (is_wide ? WIDE_ABSENT : (int64_t) NARROW_ABSENT);
}
