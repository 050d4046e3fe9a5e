/*-------------------------------------------------------------------------
 *
 * remedy.c
 *		What to hide where a cell is exposed: one cell of what gives it away.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/remedy.h"
#include "sdc/memory.h"
#include "sdc/modular.h"
#include "sdc/rank.h"
#include "sdc/span.h"

#include <stdlib.h>

/* What it costs that a cell would be the lone hidden one of a relation. */
#define LONE_CELL_COST 3

/* What more may be paid for a cell that breaks a combination by itself. */
#define PREFERENCE 2

typedef struct Remedy
{
	const Elimination *e;
	bool	   *may_hide;		/* by cell */
	int32_t    *hidden_in;		/* hidden members of each relation */
	Search	   *search;
	const bool *among;
	uint64_t   *coefficient;	/* by cell, of those that may be hidden: in the combination that is looked at */
	bool	   *is_member;		/* of a choice */
	int32_t    *choice;			/* the cells that were in it at some time */
	int32_t		choices;
	Span		span;
} Remedy;

/*
 * What anybody can compute is no longer protected, what a unit can compute is
 * from the others.
 */
void
give_up(SdcCell *cell, SdcLeak leak)
{
	cell->leak = leak;
	if (leak == SDC_LEAK_TO_UNIT)
		cell->is_from_readers = true;
	else
		cell->state = SDC_HIDDEN;
}

int64_t
cost_of_hiding(const Elimination *e, const int32_t *hidden_in, int32_t cell)
{
	int64_t		cost = e->system->cell[cell].cost;

	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		if (hidden_in[e->relations_of[r]] == 0)
			cost += LONE_CELL_COST;
	return cost;
}

int32_t *
count_hidden(const Elimination *e)
{
	const SdcSystem *s = e->system;
	int32_t    *hidden_in = allocate_zero(e->hooks, s->relations * sizeof(int32_t));

	for (int32_t r = 0; r < s->relations; r++)
	{
		check_interrupts_at(e->hooks, r);
		for (int64_t k = s->start[r]; k < s->start[r + 1]; k++)
		{
			SdcCellState state = s->cell[s->members[k]].state;

			hidden_in[r] += state == SDC_PROTECTED || state == SDC_HIDDEN;
		}
	}
	return hidden_in;
}

/* Add a multiple of the last combination to that which is looked at. */
static void
add_combination(Remedy *remedy, uint64_t factor)
{
	const SdcSystem *s = remedy->e->system;
	const Span *span = &remedy->span;

	for (int32_t i = 0; i < span->weighed_count; i++)
	{
		int32_t		relation = span->weighed[i].relation;
		uint64_t	weight = multiply_mod(factor, span->weighed[i].weight);
		int64_t		total = s->start[relation];

		check_interrupts_at(remedy->e->hooks, i);
		for (int64_t k = total; k < s->start[relation + 1]; k++)
		{
			int32_t		cell = s->members[k];

			if (!remedy->may_hide[cell])
				continue;
			if (!remedy->is_member[cell])
				remedy->choice[remedy->choices++] = cell;
			remedy->is_member[cell] = true;
			remedy->coefficient[cell] = add_mod(remedy->coefficient[cell], k == total ? negate_mod(weight) : weight);
		}
	}
}

static void
forget_combination(Remedy *remedy)
{
	for (int32_t i = 0; i < remedy->choices; i++)
	{
		remedy->coefficient[remedy->choice[i]] = 0;
		remedy->is_member[remedy->choice[i]] = false;
	}
	remedy->choices = 0;
}

/* Would the cell break a combination that it is in, and not be computed by another one? */
static bool
breaks_by_itself(const Remedy *remedy, int32_t cell)
{
	const Elimination *e = remedy->e;

	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		if (remedy->hidden_in[e->relations_of[r]] == 0 && !e->system->implied[e->relations_of[r]])
			return false;
	return part_in_nothing(&remedy->span, cell) == 0;
}

/* The cheapest choice, or one that is hardly dearer and does it by itself; -1 when there is none. */
static int32_t
best_choice(const Remedy *remedy)
{
	const SdcCell *cells = remedy->e->system->cell;
	int32_t		cheapest = -1;
	int32_t		breaking = -1;
	int64_t		least = 0;
	int64_t		least_breaking = 0;

	for (int32_t i = 0; i < remedy->choices; i++)
	{
		int32_t		cell = remedy->choice[i];
		int64_t		cost;

		if (remedy->coefficient[cell] == 0 || !remedy->may_hide[cell])
			continue;
		cost = cost_of_hiding(remedy->e, remedy->hidden_in, cell);
#define IS_BETTER(cost, cell, least, best) \
		((best) < 0 || (cost) < (least) || ((cost) == (least) && cells[cell].rank > cells[best].rank))
		check_interrupts_at(remedy->e->hooks, i);
		if (IS_BETTER(cost, cell, least, cheapest))
		{
			cheapest = cell;
			least = cost;
		}
		if (IS_BETTER(cost, cell, least_breaking, breaking) && breaks_by_itself(remedy, cell))
		{
			breaking = cell;
			least_breaking = cost;
		}
#undef IS_BETTER
	}
	return breaking >= 0 && least_breaking <= least + PREFERENCE ? breaking : cheapest;
}

static bool
hide(Remedy *remedy, int32_t cell)
{
	const Elimination *e = remedy->e;
	bool		is_computable = hide_in_span(&remedy->span, cell);

	e->system->cell[cell].state = SDC_HIDDEN;
	remedy->may_hide[cell] = false;
	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		remedy->hidden_in[e->relations_of[r]]++;
	return is_computable;
}

/* What came after the elimination takes more work by now than another one would. */
static bool
is_worn(const Remedy *remedy)
{
	return remedy->span.late_work > remedy->span.work;
}

/* Hide until the cell is no longer exposed in this way; false when nothing is left to hide. */
static bool
break_exposure(Remedy *remedy, int32_t cell, const Exposure *why)
{
	Span	   *span = &remedy->span;

	while (is_exposed_by(span, cell, why))
	{
		int32_t		choice = -1;
		bool		is_computable = true;

		if (is_worn(remedy))
		{
			close_span(span);
			open_span(remedy->e, remedy->search, remedy->among, span);
		}
		find_combination(span, cell, why);
		add_combination(remedy, 1);
		while (is_computable && !is_worn(remedy) && (choice = best_choice(remedy)) >= 0)
		{
			uint64_t	part = remedy->coefficient[choice];

			/* Without what gives the choice away it is another combination. */
			is_computable = hide(remedy, choice);
			if (is_computable)
				add_combination(remedy, negate_mod(part));
		}
		forget_combination(remedy);
		if (choice < 0 && !is_worn(remedy))
			return false;
	}
	return true;
}

typedef struct RankedExposure
{
	int32_t		rank;
	int32_t		cell;
	Exposure	why;
} RankedExposure;

/* The exposed cells in order of rank, and why; returns how many. */
static int32_t
find_ranked(const Remedy *remedy, RankedExposure **ranked)
{
	const SdcHooks *hooks = remedy->e->hooks;
	const Span *span = &remedy->span;
	bool	   *exposed = allocate(hooks, span->cells);
	Exposure   *why = allocate(hooks, span->cells * sizeof(Exposure));
	int32_t		count = exposed_in_span(span, exposed, why, NULL);

	*ranked = allocate(hooks, count * sizeof(RankedExposure));
	count = 0;
	for (int32_t i = 0; i < span->cells; i++)
		if (exposed[i])
			(*ranked)[count++] = (RankedExposure) {remedy->e->system->cell[span->cell[i]].rank, span->cell[i], why[i]};
	qsort(*ranked, count, sizeof(RankedExposure), compare_ranked);
	release(hooks, why);
	release(hooks, exposed);
	return count;
}

static void
tell_need(const Remedy *remedy, Search *search, Need *need)
{
	const Elimination *e = remedy->e;
	const Span *span = &remedy->span;
	bool	   *exposed = allocate(e->hooks, span->cells);
	bool	   *needed = allocate(e->hooks, span->cells);

	exposed_in_span(span, exposed, NULL, needed);
	start_search(e, search, false);
	for (int32_t i = 0; i < span->cells; i++)
	{
		int32_t		cell = span->cell[i];

		need->is_needed[cell] = needed[i];
		if (search->reached[cell])
			continue;
		search_component(e, search, cell);
		for (int32_t k = 0; k < search->found; k++)
			need->part[search->queue[k]] = cell;
	}
	release(e->hooks, needed);
	release(e->hooks, exposed);
}

int32_t
remedy_exposures(const Elimination *e, Search *search, const bool *among, bool *may_hide,
				 int32_t *hidden_in, Need *need)
{
	SdcSystem  *s = e->system;
	Remedy		remedy = {.e = e, .may_hide = may_hide, .hidden_in = hidden_in, .search = search, .among = among};
	int32_t		leaks = 0;
	int32_t		count;

	remedy.coefficient = allocate_zero(e->hooks, s->cells * sizeof(uint64_t));
	remedy.is_member = allocate_zero(e->hooks, s->cells);
	remedy.choice = allocate(e->hooks, s->cells * sizeof(int32_t));
	open_span(e, search, among, &remedy.span);

	/* What a unit can tell no longer, another one may: so it is looked at again. */
	do
	{
		RankedExposure *ranked;

		count = find_ranked(&remedy, &ranked);
		for (int32_t i = 0; i < count; i++)
		{
			if (break_exposure(&remedy, ranked[i].cell, &ranked[i].why))
				continue;
			give_up(&s->cell[ranked[i].cell], ranked[i].why.by < 0 ? SDC_LEAK_TO_READERS : SDC_LEAK_TO_UNIT);
			leaks++;
		}
		release(e->hooks, ranked);
	} while (count > 0);
	if (need)
		tell_need(&remedy, search, need);
	close_span(&remedy.span);
	release(e->hooks, remedy.choice);
	release(e->hooks, remedy.is_member);
	release(e->hooks, remedy.coefficient);
	return leaks;
}
