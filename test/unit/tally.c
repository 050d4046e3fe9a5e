/*-------------------------------------------------------------------------
 *
 * tally.c
 *		Test of src/rate/tally.c: counters of 32 bits become counters of 64
 *		before any of them overflows, and lose nothing.
 *
 *		build/tally
 *
 * Rows are counted beside plain 64-bit integers, from counters that are a few
 * rows away from what 32 bits hold.
 *
 *-------------------------------------------------------------------------
 */
#include "rate/tally.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFINITIONS 3
#define BOOLEANS 4

static int	failures;

static void
check(bool holds, const char *what, uint32_t bound, int row)
{
	if (holds)
		return;
	failures++;
	printf("not ok: %s, from %" PRIu32 ", row %d\n", what, bound, row);
}

static bool
same(const Tally *tally, int64_t exact[DEFINITIONS][3])
{
	for (int i = 0; i < DEFINITIONS; i++)
	{
		int64_t		counts[3];

		if (!tally_get(tally, i, counts))
			return false;
		for (int k = 0; k < 3; k++)
			if (counts[k] != exact[i][k])
				return false;
	}
	return true;
}

/* As the aggregate does. */
static Tally *
with_room(Tally *tally, uint64_t more)
{
	Tally	   *wide;

	if (tally_has_room(tally, more))
		return tally;
	wide = malloc(tally_size(tally->definitions, true));
	tally_widen(tally, wide);
	free(tally);
	return wide;
}

static Tally *
new_tally(bool absent)
{
	Tally	   *tally = malloc(tally_size(DEFINITIONS, false));

	tally_init(tally, DEFINITIONS, false, absent);
	return tally;
}

static void
count_from(uint32_t bound)
{
	static const TallyPair pairs[DEFINITIONS] = {{0, 1}, {2, 3}, {1, 0}};
	int64_t		exact[DEFINITIONS][3];
	Tally	   *tally = new_tally(true);

	for (int i = 0; i < DEFINITIONS; i++)
		for (int k = 0; k < 3; k++)
			exact[i][k] = bound - (k == i ? 0 : 2);
	for (int i = 0; i < DEFINITIONS; i++)
		check(tally_add(tally, i, exact[i]), "counts are added", bound, 0);
	tally_raise(tally, bound);
	check(tally->bound == bound && same(tally, exact), "the beginning", bound, 0);
	for (int row = 1; row <= 300; row++)
	{
		uint8_t		answers[BOOLEANS];

		for (int b = 0; b < BOOLEANS; b++)
			answers[b] = row <= 100 ? TALLY_YES : row <= 200 ? TALLY_UNKNOWN - (b == 0 || b == 2) :
				(row * 7919 >> b) % 3;
		tally = with_room(tally, 1);
		tally_count(tally, pairs, answers);
		for (int i = 0; i < DEFINITIONS; i++)
		{
			if (answers[pairs[i].scope] != TALLY_YES)
				continue;
			exact[i][0] += answers[pairs[i].event] == TALLY_YES;
			exact[i][1] += answers[pairs[i].event] != TALLY_UNKNOWN;
			exact[i][2] += answers[pairs[i].event] == TALLY_UNKNOWN;
		}
		check(same(tally, exact), "counts", bound, row);
	}
	check((tally->bound == TALLY_WIDE) == ((uint64_t) bound + 300 > TALLY_NARROW_MAX),
		  "wide when that is needed, and not before", bound, 300);
	free(tally);
}

int
main(void)
{
	Tally	   *tally = new_tally(true);
	int64_t		counts[3] = {0, 0, INT64_MAX};

	for (uint32_t away = 0; away <= 310; away++)
		count_from(TALLY_NARROW_MAX - away);
	count_from(2);

	/* A definition without counts stays one. */
	check(!tally_get(tally, 1, (int64_t[3]) {0}), "absent", 0, 0);
	tally = with_room(tally, INT64_MAX);
	check(tally_add(tally, 0, counts), "what 64 bits hold", 0, 0);
	check(!tally_get(tally, 1, (int64_t[3]) {0}) && tally_get(tally, 0, (int64_t[3]) {0}), "absent when wide", 0, 0);
	counts[2] = 1;
	check(!tally_add(tally, 0, counts), "what they do not", 0, 0);
	free(tally);

	printf("%s: counters across the limit of 32 bits\n", failures ? "not ok" : "ok");
	return failures != 0;
}
