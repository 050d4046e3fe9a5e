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
#include "sdc/rank.h"
#include "sdc/remedy.h"

/*
 * Publish cells that are not needed, in batches: the most wanted ones that have
 * no relation in common. Where that exposes a cell after all, a cell of the batch
 * that has part in it is hidden again, for good; nothing was exposed before, so
 * there is one. A few batches do most of the work;
 * what they leave hidden is safe, if not the least possible.
 */
#define MAX_BATCHES 3

/* The cells that hang together, or did so, with those that are marked. */
static void
mark_parts(const Elimination *e, const Need *need, const bool *marked, bool *among)
{
	bool	   *has_mark = allocate_zero(e->hooks, e->system->cells);

	for (int32_t c = 0; c < e->system->cells; c++)
		if (marked[c])
			has_mark[need->part[c]] = true;
	for (int32_t c = 0; c < e->system->cells; c++)
		among[c] = has_mark[need->part[c]];
	release(e->hooks, has_mark);
}

static void
publish_in_batches(const Elimination *e, Search *search, bool *open, Need *need)
{
	SdcSystem  *s = e->system;
	bool	   *among = allocate(e->hooks, s->cells);
	bool	   *in_batch = allocate(e->hooks, s->cells);
	bool	   *touched = allocate(e->hooks, s->relations);
	int32_t    *hidden_in = count_hidden(e);
	Ranked	   *ranked = allocate(e->hooks, s->cells * sizeof(Ranked));
	int32_t		batch;
	int			batches = 0;

	do
	{
		int32_t		count;

		for (int32_t c = 0; c < s->cells; c++)
			in_batch[c] = open[c] && s->cell[c].state == SDC_HIDDEN && !need->is_needed[c];
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
			{
				touched[e->relations_of[r]] = true;
				hidden_in[e->relations_of[r]]--;
			}
			in_batch[cell] = true;
			open[cell] = false;
			s->cell[cell].state = SDC_PUBLISHED;
			batch++;
		}

		/* What hangs together with none of them is as it was. */
		mark_parts(e, need, in_batch, among);
		if (batch > 0)
			remedy_exposures(e, search, among, in_batch, hidden_in, need);
	} while (batch > 0 && ++batches < MAX_BATCHES);

	release(e->hooks, ranked);
	release(e->hooks, hidden_in);
	release(e->hooks, touched);
	release(e->hooks, in_batch);
	release(e->hooks, among);
}

/*
 * Growing hides more than is needed: publish again what can be. "open" are the
 * cells that may be.
 */
void
publish_superfluous(const Elimination *e, Search *search, bool *open, Need *need)
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
		publish_in_batches(e, search, open, need);
}
