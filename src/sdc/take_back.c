/*-------------------------------------------------------------------------
 *
 * take_back.c
 *		Publishing again what was hidden without need: small systems cell by cell,
 *		large ones in batches.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/take_back.h"
#include "sdc/decide.h"
#include "sdc/memory.h"
#include "sdc/pivot.h"
#include "sdc/remedy.h"

/*
 * Hide one cell of a batch again, the one nearest to an exposed cell. False
 * when there is none left near it.
 */
static bool
restore_around(const Elimination *e, Search *search, int32_t cell, bool *in_batch)
{
	const SdcSystem *s = e->system;
	int32_t		choice = -1;

	begin_component(search, cell);
	for (int32_t i = 0; i < search->found && choice < 0; i++)
	{
		int32_t		at = search->queue[i];

		reach_neighbours(e, search, i);
		for (int64_t r = e->relations_start[at]; r < e->relations_start[at + 1]; r++)
			for (int64_t k = s->start[e->relations_of[r]]; k < s->start[e->relations_of[r] + 1]; k++)
				if (in_batch[s->members[k]] &&
					(choice < 0 || s->cell[s->members[k]].rank > s->cell[choice].rank))
					choice = s->members[k];
	}
	forget_component(search);
	if (choice < 0)
		return false;
	in_batch[choice] = false;
	s->cell[choice].state = SDC_HIDDEN;
	return true;
}

/*
 * Publish cells that are not needed, in batches: the most wanted ones that have
 * no relation in common. Where that exposes a cell after all, the nearest cell
 * of the batch is hidden again, for good. A few batches do most of the work;
 * what they leave hidden is safe, if not the least possible.
 */
#define MAX_BATCHES 3

static void
publish_in_batches(const Elimination *e, Search *search, bool *open)
{
	SdcSystem  *s = e->system;
	bool	   *exposed = allocate(e->hooks, s->cells);
	bool	   *needed = allocate(e->hooks, s->cells);
	bool	   *in_batch = allocate(e->hooks, s->cells);
	bool	   *touched = allocate(e->hooks, s->relations);
	int32_t    *hidden_in = allocate_zero(e->hooks, s->relations * sizeof(int32_t));
	Ranked	   *ranked = allocate(e->hooks, s->cells * sizeof(Ranked));
	Remedy		remedy;
	int32_t		batch;
	int			batches = 0;

	memset(needed, 0, s->cells);
	new_remedy(e, &remedy, in_batch, hidden_in);
	exposed_now(e, search, NULL, exposed, needed, NULL);
	do
	{
		int32_t		count;

		for (int32_t c = 0; c < s->cells; c++)
			in_batch[c] = open[c] && s->cell[c].state == SDC_HIDDEN && !needed[c];
		count = rank_cells(e, in_batch, ranked);
		memset(in_batch, 0, s->cells);
		memset(touched, 0, s->relations);
		batch = 0;
		for (int32_t i = 0; i < count; i++)
		{
			int32_t		cell = ranked[i].cell;
			bool		clear = true;

			check_interrupts_at(e->hooks, i);
			for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1] && clear; r++)
				clear = !touched[e->relations_of[r]];
			if (!clear)
				continue;
			for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
				touched[e->relations_of[r]] = true;
			in_batch[cell] = true;
			open[cell] = false;
			s->cell[cell].state = SDC_PUBLISHED;
			batch++;
		}
		for (int round = 0, more = 1; batch > 0 && exposed_now(e, search, NULL, exposed, needed, &remedy) > 0; round++)
		{
			remedy.at_once = at_once(round);
			count = rank_cells(e, remedy.chosen, ranked);
			for (int32_t i = 0; i < count; i++)
			{
				in_batch[ranked[i].cell] = false;
				s->cell[ranked[i].cell].state = SDC_HIDDEN;
			}
			if (count > 0)
				continue;
			count = rank_cells(e, exposed, ranked);
			start_search(e, search, false);
			for (int32_t i = 0; i < count; i++)
				for (int k = 0; k < more && restore_around(e, search, ranked[i].cell, in_batch); k++)
					;
			more *= 2;
		}
	} while (batch > 0 && ++batches < MAX_BATCHES);

	release_remedy(e, &remedy);
	release(e->hooks, ranked);
	release(e->hooks, hidden_in);
	release(e->hooks, touched);
	release(e->hooks, in_batch);
	release(e->hooks, needed);
	release(e->hooks, exposed);
}

/*
 * Growing hides more than is needed: publish again what can be. "open" are the
 * cells that may be.
 */
void
publish_superfluous(const Elimination *e, Search *search, bool *open)
{
	SdcSystem  *s = e->system;
	bool		large = false;

	start_search(e, search, false);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;

		if (search->reached[c] || s->cell[c].state != SDC_HIDDEN || !open[c])
			continue;
		search_component(e, search, c);
		if (search->found > SMALL_SYSTEM)
		{
			large = true;
			continue;
		}
		m = component_matrix(e, search);
		for (int32_t k = 0; k < m->columns; k++)
		{
			if (open[m->cell[k]] && s->cell[m->cell[k]].state == SDC_HIDDEN)
				m->role[k] = ROLE_CANDIDATE;
			open[m->cell[k]] = false;
		}
		eliminate_roles(e->hooks, m, 1u << ROLE_HIDDEN, NULL);
		decide(e, m);
		release_matrix(e->hooks, m);
	}
	if (large)
		publish_in_batches(e, search, open);
}
