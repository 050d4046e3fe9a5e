/*-------------------------------------------------------------------------
 *
 * remedy.c
 *		What to hide where a cell is exposed: one cell of what gives it away.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/remedy.h"
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

#include <stdlib.h>

/* What it costs that a cell would be the lone hidden one of a relation. */
#define LONE_CELL_COST 3

/* How many exposed cells get a remedy at a time. */
#define REMEDIES 20000

/* One does nearly always; after some rounds it is time to make an end. */
int
at_once(int round)
{
	return round < 4 ? 1 : 1 << (round < 20 ? round - 3 : 17);
}

void
new_remedy(const Elimination *e, Remedy *remedy, const bool *may_hide, const int32_t *hidden_in)
{
	remedy->may_hide = may_hide;
	remedy->hidden_in = hidden_in;
	remedy->chosen = allocate(e->hooks, e->system->cells);
	remedy->leak = allocate(e->hooks, e->system->cells * sizeof(SdcLeak));
	remedy->coefficient = allocate_zero(e->hooks, e->system->cells * sizeof(uint64_t));
	remedy->is_member = allocate_zero(e->hooks, e->system->cells);
	remedy->members = allocate(e->hooks, e->system->cells * sizeof(Ranked));
	remedy->at_once = 1;
}

void
release_remedy(const Elimination *e, Remedy *remedy)
{
	release(e->hooks, remedy->chosen);
	release(e->hooks, remedy->leak);
	release(e->hooks, remedy->coefficient);
	release(e->hooks, remedy->is_member);
	release(e->hooks, remedy->members);
}

/*
 * What anybody can compute is no longer protected, what a unit can compute is
 * from the others.
 */
void
give_up(SdcCell *cell, SdcLeak leak)
{
	cell->leak = leak;
	if (leak == SDC_LEAK_TO_READERS)
		cell->state = SDC_HIDDEN;
	else
		cell->is_from_readers = true;
}

/* Little wanted, and in relations that have hidden cells already, so not alone. */
int64_t
cost_of_hiding(const Elimination *e, const int32_t *hidden_in, int32_t cell)
{
	int64_t		cost = e->system->cell[cell].cost;

	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		if (hidden_in[e->relations_of[r]] == 0)
			cost += LONE_CELL_COST;
	return cost;
}

/*
 * Choose from a combination of relations of the last component. False when
 * there is nothing in it to choose, now or later.
 */
static bool
choose_from(const Elimination *e, const Search *search, const Combinations *combination, Remedy *remedy)
{
	const SdcSystem *s = e->system;
	int32_t		count = 0;
	int32_t		left = 0;
	int			chosen = 0;

	for (int32_t i = 0; i < combination->rows; i++)
	{
		int32_t		relation = search->relations[combination->row[i].row];
		uint64_t	weight = combination->row[i].weight;
		int64_t		total = s->start[relation];

		check_interrupts_at(e->hooks, i);
		for (int64_t k = total; k < s->start[relation + 1]; k++)
		{
			int32_t		cell = s->members[k];

			if (!remedy->may_hide[cell])
				continue;
			if (!remedy->is_member[cell])
				remedy->members[count++].cell = cell;
			remedy->is_member[cell] = true;
			remedy->coefficient[cell] = add_mod(remedy->coefficient[cell], k == total ? negate_mod(weight) : weight);
		}
	}
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		cell = remedy->members[i].cell;

		remedy->is_member[cell] = false;
		if (remedy->coefficient[cell] == 0)
			continue;
		remedy->coefficient[cell] = 0;
		if (remedy->chosen[cell])
			chosen++;
		else
			remedy->members[left++] = (Ranked) {-s->cell[cell].rank, cell};
	}
	for (; chosen < remedy->at_once && left > 0; chosen++)
	{
		int32_t		best = 0;
		int64_t		least = 0;

		for (int32_t i = 0; i < left; i++)
		{
			int64_t		cost;

			check_interrupts_at(e->hooks, i);
			cost = cost_of_hiding(e, remedy->hidden_in, remedy->members[i].cell);
			if (i == 0 || cost < least || (cost == least && remedy->members[i].rank < remedy->members[best].rank))
			{
				best = i;
				least = cost;
			}
		}
		remedy->chosen[remedy->members[best].cell] = true;
		remedy->members[best] = remedy->members[--left];
	}
	return chosen > 0;
}

static void
find_remedies(const Elimination *e, const Search *search, const Matrix *m, History *history,
			  const bool *exposed, const Exposure *why, Remedy *remedy)
{
	Ranked	   *ranked = allocate(e->hooks, m->columns * sizeof(Ranked));
	int32_t		count = 0;
	Combinations combinations;

	for (int32_t c = 0; c < m->columns; c++)
		if (exposed[c])
			ranked[count++] = (Ranked) {rank_of(e, m, c), c};
	qsort(ranked, count, sizeof(Ranked), compare_ranked);
	open_combinations(e->hooks, history, m->columns, m->rows, &combinations);
	for (int32_t i = 0; i < count && i < REMEDIES; i++)
	{
		combine_rows(&combinations, ranked[i].cell, &why[ranked[i].cell]);
		if (!choose_from(e, search, &combinations, remedy))
			remedy->leak[m->cell[ranked[i].cell]] =
				why[ranked[i].cell].by < 0 ? SDC_LEAK_TO_READERS : SDC_LEAK_TO_UNIT;
	}
	close_combinations(&combinations);
	release(e->hooks, ranked);
}

/*
 * Which protected cells are exposed while only hidden cells are unknown, and
 * which hidden cells are needed? With "among", only the components of those
 * cells are looked at. Returns the number of exposed cells; arrays are by cell;
 * need and remedy may be NULL.
 */
int32_t
exposed_now(const Elimination *e, Search *search, const bool *among,
			bool *exposed, Need *need, Remedy *remedy)
{
	SdcSystem  *s = e->system;
	Ranked	   *ranked = allocate(e->hooks, s->cells * sizeof(Ranked));
	int32_t		protected = 0;
	int32_t		count = 0;

	memset(exposed, 0, s->cells);
	if (remedy)
	{
		memset(remedy->chosen, 0, s->cells);
		memset(remedy->leak, 0, s->cells * sizeof(SdcLeak));
	}
	start_search(e, search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_PROTECTED && (!among || among[c]))
			ranked[protected++] = (Ranked) {s->cell[c].rank, c};
	qsort(ranked, protected, sizeof(Ranked), compare_ranked);
	for (int32_t i = 0; i < protected; i++)
	{
		Matrix	   *m;
		History    *history;
		bool	   *column_exposed;
		bool	   *column_needed;
		Exposure   *why;
		int32_t		found;

		if (search->reached[ranked[i].cell])
			continue;
		search_component(e, search, ranked[i].cell);
		m = component_matrix(e, search);
		history = remedy ? new_history(e->hooks, m) : NULL;
		column_exposed = allocate(e->hooks, m->columns);
		column_needed = need ? allocate(e->hooks, m->columns) : NULL;
		why = remedy ? allocate(e->hooks, m->columns * sizeof(Exposure)) : NULL;
		found = find_exposed(e, m, history, column_exposed, why, column_needed);
		count += found;
		for (int32_t k = 0; k < m->columns; k++)
		{
			exposed[m->cell[k]] = column_exposed[k];
			if (need)
			{
				need->is_needed[m->cell[k]] = column_needed[k];
				need->part[m->cell[k]] = ranked[i].cell;
			}
		}
		if (remedy && found > 0)
			find_remedies(e, search, m, history, column_exposed, why, remedy);
		if (history)
			release_history(e->hooks, history);
		release(e->hooks, why);
		release(e->hooks, column_exposed);
		release(e->hooks, column_needed);
		release_matrix(e->hooks, m);
	}
	release(e->hooks, ranked);
	return count;
}
