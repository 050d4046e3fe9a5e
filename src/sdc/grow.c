/*-------------------------------------------------------------------------
 *
 * grow.c
 *		Hiding candidates around exposed cells, cheap ones first.
 *
 * In a large system hiding half of all candidates, as decide() does, would fill
 * the relations up. Which candidate to hide says the combination of relations
 * that gives an exposed cell away: one of the cells in it (remedy.h).
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/grow.h"
#include "sdc/memory.h"
#include "sdc/rank.h"
#include "sdc/remedy.h"

#include <stdlib.h>

/*
 * Growing: hide candidates until the cells in need are no longer exposed.
 */
typedef struct Growth
{
	int32_t    *hidden_in;		/* hidden members of each relation */
	int32_t    *by_rank;		/* members of each relation, least wanted first; the front is used up */
	int64_t    *from;			/* of each relation: where candidates are left in by_rank, or -1: not sorted */
	Ranked	   *ranked;			/* scratch, for a relation */
	int32_t    *waiting;		/* queue of relations with one hidden member */
	int64_t		waiting_from;
	int64_t		waiting_to;
	bool	   *is_waiting;
} Growth;

/* How many candidates of a relation are compared. */
#define CANDIDATES_COMPARED 64

static void
wait_for(const Elimination *e, Growth *growth, int32_t relation)
{
	if (growth->is_waiting[relation] || growth->hidden_in[relation] != 1)
		return;
	growth->is_waiting[relation] = true;
	growth->waiting[growth->waiting_to++ % e->system->relations] = relation;
}

static void
hide(const Elimination *e, Growth *growth, int32_t cell)
{
	e->system->cell[cell].state = SDC_HIDDEN;
	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		growth->hidden_in[e->relations_of[r]]++;
	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		wait_for(e, growth, e->relations_of[r]);
}

static void
sort_members(const Elimination *e, Growth *growth, int32_t relation)
{
	const SdcSystem *s = e->system;
	int64_t		start = s->start[relation];
	int64_t		length = s->start[relation + 1] - start;

	for (int64_t k = 0; k < length; k++)
		growth->ranked[k] = (Ranked) {-s->cell[s->members[start + k]].rank, s->members[start + k]};
	qsort(growth->ranked, length, sizeof(Ranked), compare_ranked);
	for (int64_t k = 0; k < length; k++)
		growth->by_rank[start + k] = growth->ranked[k].cell;
	growth->from[relation] = start;
}

/*
 * The best candidate of a relation to hide; -1 when there is none. What is no
 * candidate any more is dropped on the way, so that nothing is passed twice.
 */
static int32_t
best_candidate(const Elimination *e, Growth *growth, int32_t relation, int64_t *best_cost)
{
	const SdcSystem *s = e->system;
	int32_t		kept[CANDIDATES_COMPARED];
	int32_t		best = -1;
	int			compared = 0;
	int64_t		at;

	if (growth->from[relation] < 0)
		sort_members(e, growth, relation);
	for (at = growth->from[relation]; at < s->start[relation + 1] && compared < CANDIDATES_COMPARED; at++)
	{
		int32_t		cell = growth->by_rank[at];
		int64_t		cost;

		check_interrupts_at(e->hooks, at);
		if (s->cell[cell].state != SDC_CANDIDATE)
			continue;
		kept[compared++] = cell;
		cost = cost_of_hiding(e, growth->hidden_in, cell);
		if (best < 0 || cost < *best_cost)
		{
			best = cell;
			*best_cost = cost;
		}
	}
	growth->from[relation] = at - compared;
	memcpy(growth->by_rank + at - compared, kept, compared * sizeof(int32_t));
	return best;
}

/* Give every lone hidden cell company, and the new ones in their turn. */
static void
grow_lone_cells(const Elimination *e, Growth *growth)
{
	while (growth->waiting_from < growth->waiting_to)
	{
		int32_t		relation = growth->waiting[growth->waiting_from++ % e->system->relations];
		int64_t		cost = 0;
		int32_t		choice;

		growth->is_waiting[relation] = false;
		if (growth->hidden_in[relation] != 1)
			continue;
		choice = best_candidate(e, growth, relation, &cost);
		if (choice >= 0)
			hide(e, growth, choice);
		check_interrupts(e->hooks);
	}
}

/* Company for lone cells may do, or else what breaks the combinations that give cells away. */
static void
grow_beside(const Elimination *e, Growth *growth, const bool *in_need)
{
	Ranked	   *ranked = allocate(e->hooks, e->system->cells * sizeof(Ranked));
	int32_t		count = rank_cells(e, in_need, ranked);

	for (int32_t i = 0; i < count; i++)
		for (int64_t r = e->relations_start[ranked[i].cell]; r < e->relations_start[ranked[i].cell + 1]; r++)
			wait_for(e, growth, e->relations_of[r]);
	grow_lone_cells(e, growth);
	release(e->hooks, ranked);
}

static void
new_growth(const Elimination *e, Growth *growth)
{
	const SdcSystem *s = e->system;
	int64_t		members = s->relations ? s->start[s->relations] : 0;
	int64_t		longest = 0;

	growth->hidden_in = count_hidden(e);
	growth->by_rank = allocate(e->hooks, members * sizeof(int32_t));
	growth->from = allocate(e->hooks, s->relations * sizeof(int64_t));
	growth->waiting = allocate(e->hooks, s->relations * sizeof(int32_t));
	growth->waiting_from = growth->waiting_to = 0;
	growth->is_waiting = allocate_zero(e->hooks, s->relations);
	for (int32_t r = 0; r < s->relations; r++)
		if (s->start[r + 1] - s->start[r] > longest)
			longest = s->start[r + 1] - s->start[r];
	growth->ranked = allocate(e->hooks, longest * sizeof(Ranked));
	for (int32_t r = 0; r < s->relations; r++)
		growth->from[r] = -1;
}

static void
release_growth(const Elimination *e, Growth *growth)
{
	release(e->hooks, growth->hidden_in);
	release(e->hooks, growth->by_rank);
	release(e->hooks, growth->from);
	release(e->hooks, growth->ranked);
	release(e->hooks, growth->waiting);
	release(e->hooks, growth->is_waiting);
}

/*
 * Hide candidates until nothing is exposed but what nothing can be hidden
 * against; returns the number of those.
 */
int32_t
grow(Elimination *e, Search *search, Need *need)
{
	SdcSystem  *s = e->system;
	Growth		growth;
	bool	   *in_need = allocate(e->hooks, s->cells);
	bool	   *may_hide = allocate(e->hooks, s->cells);
	int32_t		leaks = 0;

	if (exposed_now(e, search, s->changed, in_need, NULL) > 0)
	{
		new_growth(e, &growth);
		grow_beside(e, &growth, in_need);
		for (int32_t c = 0; c < s->cells; c++)
			may_hide[c] = s->cell[c].state == SDC_CANDIDATE;
		leaks = remedy_exposures(e, search, in_need, may_hide, growth.hidden_in, need);
		release_growth(e, &growth);
	}
	release(e->hooks, may_hide);
	release(e->hooks, in_need);
	return leaks;
}
