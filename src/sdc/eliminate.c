/*-------------------------------------------------------------------------
 *
 * eliminate.c
 *		Complementary suppression by sparse elimination over a prime field.
 *
 * The reader of a table knows its published cells and that totals are sums of
 * their parts. What he can compute of the hidden cells is linear algebra: take
 * the relations, drop the published cells (they are constants), and a hidden
 * cell is exposed exactly when some combination of what is left of the
 * relations contains that cell alone.
 *
 * What exposure.h says of the kernel and decide.h of hiding more carries the
 * rest. Candidates are decided in order of rank: each is published unless that
 * exposes a protected cell. Small systems are decided by halving (decide.h). In
 * a large one that would fill the relations up: there candidates around the
 * exposed cells are hidden first (grow.h, remedy.h), and what was hidden without
 * need is published again (take_back.h).
 *
 * All arithmetic is modulo a prime (modular.h). The relations have coefficients
 * +1 and -1, so the outcome is that of rational arithmetic unless the prime
 * divides a minor of such a matrix.
 *
 * The method follows Langsrud, "Secondary Cell Suppression by Gaussian
 * Elimination: An Algorithm Suitable for Handling Issues with Zeros and
 * Singletons" (PSD 2024), in what is published; the kernel and the halving are
 * our own.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/eliminate.h"
#include "sdc/decide.h"
#include "sdc/exposure.h"
#include "sdc/grow.h"
#include "sdc/memory.h"
#include "sdc/pivot.h"
#include "sdc/remedy.h"
#include "sdc/take_back.h"

/*
 * Find the cells that hang together with one, candidates included; false, and
 * the search as it was, when they are many. A large system is not gone through
 * each time: is_large marks what was found of it.
 */
static bool
find_small_system(const Elimination *e, Search *search, int32_t cell, bool *is_large)
{
	bool		large = is_large[cell];

	begin_component(search, cell);
	for (int32_t i = 0, seen = 1; i < search->found && !large; i++)
	{
		reach_neighbours(e, search, i);
		large = search->found > SMALL_SYSTEM;
		for (; seen < search->found && !large; seen++)
			large = is_large[search->queue[seen]];
	}
	if (!large)
		return true;
	for (int32_t i = 0; i < search->found; i++)
		is_large[search->queue[i]] = true;
	forget_component(search);
	return false;
}

/*
 * Give the cells of small systems, candidates included, to decide(). Returns the
 * number of protected cells that leak whatever is hidden.
 */
static int32_t
decide_small_systems(Elimination *e, Search *search, bool *is_small)
{
	SdcSystem  *s = e->system;
	bool	   *is_large = allocate_zero(e->hooks, s->cells);
	int32_t		leaks = 0;

	memset(is_small, 0, s->cells);
	start_search(e, search, true);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;
		Matrix	   *copy;
		bool	   *exposed;
		Exposure   *why;

		if (search->reached[c] || s->cell[c].state != SDC_PROTECTED || (s->changed && !s->changed[c]) ||
			!find_small_system(e, search, c, is_large))
			continue;
		m = component_matrix(e, search);
		copy = copy_without(e->hooks, m, 0);
		exposed = allocate(e->hooks, m->columns);
		why = allocate(e->hooks, m->columns * sizeof(Exposure));
		find_exposed(e, copy, NULL, exposed, why, NULL);
		release_matrix(e->hooks, copy);
		for (int32_t k = 0; k < m->columns; k++)
		{
			is_small[m->cell[k]] = true;
			if (!exposed[k])
				continue;
			give_up(&s->cell[m->cell[k]], why[k].by < 0 ? SDC_LEAK_TO_READERS : SDC_LEAK_TO_UNIT);
			if (why[k].by < 0)
				m->role[k] = knows_itself(&s->cell[m->cell[k]]) ? ROLE_KEEP : ROLE_HIDDEN;
			leaks++;
		}
		release(e->hooks, why);
		release(e->hooks, exposed);
		eliminate_roles(e->hooks, m, 1u << ROLE_HIDDEN, NULL);
		decide(e, m);
		release_matrix(e->hooks, m);
	}
	release(e->hooks, is_large);
	return leaks;
}

int32_t
sdc_exposed(const SdcSystem *system, const SdcHooks *hooks, bool *exposed)
{
	Elimination e;
	Search		search;
	int32_t		count;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	count = exposed_now(&e, &search, system->changed, exposed, NULL);
	release_search(&e, &search);
	close_elimination(&e);
	return count;
}

void
sdc_computable(const SdcSystem *system, const SdcHooks *hooks, bool *computable)
{
	Elimination e;
	Search		search;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	start_search(&e, &search, false);
	memset(computable, 0, system->cells);
	for (int32_t c = 0; c < system->cells; c++)
	{
		Matrix	   *m;
		History    *history;
		uint64_t   *first;
		uint64_t   *second;
		uint64_t	seed = 0;

		if (search.reached[c] || system->cell[c].state == SDC_PUBLISHED || system->cell[c].state == SDC_CANDIDATE ||
			(system->changed && !system->changed[c]))
			continue;
		search_component(&e, &search, c);
		if (search.relations_found == 0)
			continue;
		m = component_matrix(&e, &search);
		history = new_history(hooks, m);
		first = allocate(hooks, m->columns * sizeof(uint64_t));
		second = allocate(hooks, m->columns * sizeof(uint64_t));
		sample_kernel(&e, m, history, &seed, first, second);
		for (int32_t k = 0; k < m->columns; k++)
			computable[m->cell[k]] = first[k] == 0 && second[k] == 0;
		release(hooks, first);
		release(hooks, second);
		release_history(hooks, history);
		release_matrix(hooks, m);
	}
	release_search(&e, &search);
	close_elimination(&e);
}

int32_t
sdc_eliminate(SdcSystem *s, const SdcHooks *hooks)
{
	Elimination e;
	Search		search;
	bool	   *open_cells;
	bool	   *is_small;
	Need		need = {allocate_zero(hooks, s->cells), allocate(hooks, s->cells * sizeof(int32_t))};
	int32_t		leaks;

	open_elimination(&e, s, hooks);
	new_search(&e, &search);
	for (int32_t c = 0; c < s->cells; c++)
		need.part[c] = c;
	open_cells = allocate(hooks, s->cells);
	is_small = allocate(hooks, s->cells);

	leaks = decide_small_systems(&e, &search, is_small);
	for (int32_t c = 0; c < s->cells; c++)
		open_cells[c] = s->cell[c].state == SDC_CANDIDATE && !is_small[c];
	leaks += grow(&e, &search, &need);
	publish_superfluous(&e, &search, open_cells, &need);
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_CANDIDATE)
			s->cell[c].state = SDC_PUBLISHED;

	release(hooks, need.is_needed);
	release(hooks, need.part);
	release(hooks, is_small);
	release(hooks, open_cells);
	release_search(&e, &search);
	close_elimination(&e);
	return leaks;
}
