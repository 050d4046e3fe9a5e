/*-------------------------------------------------------------------------
 *
 * cover.c
 *		The cheapest candidates of which every one of some sets has one.
 *
 * First by taking again and again what hits most sets for its weight, and
 * dropping what turns out not to be needed. Then by branching: on the set that has the
 * fewest candidates left, each of them in turn, and without those before. Sets
 * that have no candidate in common cost at least the lightest one of each.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/cover.h"
#include "sdc/memory.h"

/* The branches that are open at the same time. */
#define DEEPEST 64

typedef struct SetsHit
{
	uint64_t	bits[COVER_SET_WORDS];
} SetsHit;

typedef struct Branch
{
	SetsHit		hit;
	Choice		banned;
	Choice		open;			/* of the set that is branched on */
	int64_t		weight;
	int32_t		chosen;			/* the last one */
} Branch;

int64_t
weight_of_choice(const Cover *cover, const Choice *choice)
{
	int64_t		weight = 0;

	for (int32_t c = 0; c < cover->candidates; c++)
		if (is_chosen(choice, c))
			weight += cover->weight[c];
	return weight;
}

static bool
hits_all(const Cover *cover, const Choice *choice)
{
	for (int32_t i = 0; i < cover->sets; i++)
		if (!have_common(&cover->set[i], choice))
			return false;
	return true;
}

/* The candidates that hit the sets from the first, each time the one that hits most of them for its weight. */
bool
hit_greedily(const Cover *cover, int32_t first_set, Choice *choice)
{
	for (;;)
	{
		int32_t		hits[COVER_CANDIDATES] = {0};
		int32_t		best = -1;
		bool		all = true;

		for (int32_t i = first_set; i < cover->sets; i++)
			if (!have_common(&cover->set[i], choice))
			{
				all = false;
				for (int word = 0; word < COVER_WORDS; word++)
					for (uint64_t left = cover->set[i].bits[word]; left; left &= left - 1)
						hits[64 * word + __builtin_ctzll(left)]++;
			}
		if (all)
			return true;
		for (int32_t c = 0; c < cover->candidates; c++)
			if (hits[c] > 0 && (best < 0 || (__int128) hits[c] * cover->weight[best] > (__int128) hits[best] * cover->weight[c]))
				best = c;
		if (best < 0)
			return false;
		choose(choice, best);
	}
}

/* False when a set is empty. */
static bool
choose_greedily(const Cover *cover, Choice *choice)
{
	memset(choice, 0, sizeof(Choice));
	if (!hit_greedily(cover, 0, choice))
		return false;
	for (int32_t c = cover->candidates - 1; c >= 0; c--)
		if (is_chosen(choice, c))
		{
			unchoose(choice, c);
			if (!hits_all(cover, choice))
				choose(choice, c);
		}
	return true;
}

/*
 * What the sets that are not hit cost at least; -1 when one of them has no
 * candidate left. "open" becomes what is left of the one that has fewest.
 */
static int64_t
least_cost(const Cover *cover, const SetsHit *hit, const Choice *banned, Choice *open)
{
	Choice		used = {{0}};
	int			fewest = COVER_CANDIDATES + 1;
	int64_t		cost = 0;

	for (int32_t i = 0; i < cover->sets; i++)
	{
		Choice		left;
		int			count = 0;
		int32_t		lightest = -1;

		if (hit->bits[i / 64] >> (i % 64) & 1)
			continue;
		for (int word = 0; word < COVER_WORDS; word++)
		{
			left.bits[word] = cover->set[i].bits[word] & ~banned->bits[word];
			if (left.bits[word] && lightest < 0)
				lightest = 64 * word + __builtin_ctzll(left.bits[word]);
			count += __builtin_popcountll(left.bits[word]);
		}
		if (count == 0)
			return -1;
		if (count < fewest)
		{
			fewest = count;
			*open = left;
		}
		if (have_common(&left, &used))
			continue;
		cost += cover->weight[lightest];
		for (int word = 0; word < COVER_WORDS; word++)
			used.bits[word] |= left.bits[word];
	}
	return cost;
}

bool
choose_cover(const SdcHooks *hooks, const Cover *cover, int64_t limit, int64_t *steps, Choice *best)
{
	Branch	   *branch = allocate(hooks, (DEEPEST + 1) * sizeof(Branch));
	SetsHit    *hits = allocate_zero(hooks, (size_t) cover->candidates * sizeof(SetsHit));
	int64_t		weight;
	int			depth = 0;
	bool		found;

	if (!choose_greedily(cover, best))
	{
		release(hooks, branch);
		release(hooks, hits);
		return false;
	}
	for (int32_t i = 0; i < cover->sets; i++)
		for (int word = 0; word < COVER_WORDS; word++)
			for (uint64_t left = cover->set[i].bits[word]; left; left &= left - 1)
				hits[64 * word + __builtin_ctzll(left)].bits[i / 64] |= UINT64_C(1) << (i % 64);
	weight = weight_of_choice(cover, best);
	found = weight < limit;
	if (found)
		limit = weight;

	/* A branch is entered with nothing open and left when nothing is any more. */
	memset(&branch[0], 0, sizeof(Branch));
	for (bool is_new = true; depth >= 0 && *steps > 0;)
	{
		Branch	   *at = &branch[depth];
		Branch	   *next = at + 1;
		int32_t		chosen = -1;

		if (is_new)
		{
			int64_t		cost;

			check_interrupts_at(hooks, *steps);
			*steps -= 1;
			memset(&at->open, 0, sizeof(Choice));
			cost = least_cost(cover, &at->hit, &at->banned, &at->open);
			if (cost == 0 && at->weight < limit)
			{
				limit = at->weight;
				found = true;
				memset(best, 0, sizeof(Choice));
				for (int i = 1; i <= depth; i++)
					choose(best, branch[i].chosen);
			}
			if (cost <= 0 || at->weight + cost >= limit || depth == DEEPEST)
				memset(&at->open, 0, sizeof(Choice));
		}
		for (int word = 0; word < COVER_WORDS && chosen < 0; word++)
			if (at->open.bits[word])
				chosen = 64 * word + __builtin_ctzll(at->open.bits[word]);
		is_new = chosen >= 0;
		if (!is_new)
		{
			depth--;
			continue;
		}
		unchoose(&at->open, chosen);
		next->hit = at->hit;
		for (int word = 0; word < COVER_SET_WORDS; word++)
			next->hit.bits[word] |= hits[chosen].bits[word];
		next->banned = at->banned;
		next->weight = at->weight + cover->weight[chosen];
		next->chosen = chosen;
		choose(&at->banned, chosen);
		depth++;
	}
	release(hooks, branch);
	release(hooks, hits);
	return found;
}
