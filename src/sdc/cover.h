/*-------------------------------------------------------------------------
 *
 * cover.h
 *		The cheapest candidates of which every one of some sets has one.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_COVER_H
#define KANSRIJK_SDC_COVER_H

#include "sdc/eliminate.h"

#define COVER_WORDS 5
#define COVER_CANDIDATES (64 * COVER_WORDS)
#define COVER_SET_WORDS 8
#define COVER_SETS (64 * COVER_SET_WORDS)

/* Some candidates, a bit each. */
typedef struct Choice
{
	uint64_t	bits[COVER_WORDS];
} Choice;

/* Candidates are numbered by weight, the lightest first. */
typedef struct Cover
{
	int32_t		candidates;
	int64_t		weight[COVER_CANDIDATES];
	int32_t		sets;
	Choice		set[COVER_SETS];
} Cover;

static inline bool
is_chosen(const Choice *choice, int32_t candidate)
{
	return choice->bits[candidate / 64] >> (candidate % 64) & 1;
}

static inline void
choose(Choice *choice, int32_t candidate)
{
	choice->bits[candidate / 64] |= UINT64_C(1) << (candidate % 64);
}

static inline void
unchoose(Choice *choice, int32_t candidate)
{
	choice->bits[candidate / 64] &= ~(UINT64_C(1) << (candidate % 64));
}

static inline bool
have_common(const Choice *a, const Choice *b)
{
	for (int i = 0; i < COVER_WORDS; i++)
		if (a->bits[i] & b->bits[i])
			return true;
	return false;
}

extern int64_t weight_of_choice(const Cover *cover, const Choice *choice);

/* Choose more, until the sets from the first are hit, which need not be the least. False when one is empty. */
extern bool hit_greedily(const Cover *cover, int32_t first_set, Choice *choice);

/*
 * Choose from every set, for less than "limit" in all. False when that cannot
 * be, or was not found in the steps that are left, of which it takes some.
 */
extern bool choose_cover(const SdcHooks *hooks, const Cover *cover, int64_t limit, int64_t *steps, Choice *best);

#endif							/* KANSRIJK_SDC_COVER_H */
