/*-------------------------------------------------------------------------
 *
 * exchange.c
 *		Hiding other cells than those that were found, where these are worth less.
 *
 * What hides the cells one by one takes three small ones where two would do. So
 * the pattern is gone over again, in balls: some hidden cells that hang together
 * (ball.h), around one that is hidden for the sake of others. What is hidden in a
 * ball for the sake of others is chosen anew (choose.h).
 *
 * A ball with fewer hidden cells than it may have is all that hangs together, and
 * what is found there is exact. A larger system has to be looked at as a whole
 * afterwards.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/exchange.h"
#include "sdc/choose.h"
#include "sdc/look.h"
#include "sdc/memory.h"
#include "sdc/rank.h"
#include "sdc/sums.h"

/*
 * What may be spent, in steps of some 30 ns: for each of the cells that are hidden
 * for the sake of others, more for the first ones, and for a ball. A ball that
 * takes all that it may and finds nothing leaves half of that for the next.
 */
#define STEPS_OF_CELL (INT64_C(1) << 8)
#define STEPS_OF_FIRST (INT64_C(1) << 16)
#define FIRST_CELLS 40
#define STEPS_OF_BALL (INT64_C(1) << 21)

/* Rounds over all cells, with a look at the whole after each; and looks for what to undo in a round. */
#define ROUNDS 4
#define UNDOINGS 4

/* Has something in the ball been changed in this round? */
static bool
is_stale(const Exchange *x, const Ball *ball)
{
	for (int32_t i = 0; i < ball->hidden; i++)
		if (x->is_changed[x->cells[i]])
			return true;
	return false;
}

/* Make the better choice of a ball that of the system. */
static void
change_ball(Exchange *x, const Ball *ball)
{
	for (int32_t i = 0; i < ball->cover.candidates; i++)
	{
		int32_t		cell = ball->whole[ball->candidate[i]];

		x->ball_of[cell] = x->balls;
		if (is_chosen(&ball->best, i) == is_chosen(&ball->old, i))
			continue;
		/* A published cell that others hid or published in this round is a candidate here too. */
		if (!x->is_changed[cell])
			x->change[x->changes++] = (Change) {cell, x->balls};
		x->system->cell[cell].state = is_chosen(&ball->best, i) ? SDC_HIDDEN : SDC_PUBLISHED;
		x->is_changed[cell] = true;
	}
	for (int32_t i = 0; i < ball->hidden; i++)
		x->ball_of[x->cells[i]] = x->balls;
	x->balls++;
}

/*
 * Choose anew around a hidden cell. "done" are the cells that need not be the
 * middle of another ball.
 */
static void
exchange_around(Exchange *x, int32_t middle, Ball *ball, bool *done)
{
	begin_ball(x, ball, middle);
	if (is_stale(x, ball))
	{
		release_ball(x, ball);
		return;
	}
	for (int32_t i = 0; i < (ball->is_whole ? ball->hidden : ball->hidden / 3); i++)
		done[x->cells[i]] = true;
	if (complete_ball(x, ball))
	{
		bool		is_better;

		open_ball(x, ball);
		if (!ball->is_whole)
			find_swing(x, ball);
		is_better = choose_anew(x, ball);
		close_ball(ball);
		if (is_better)
			change_ball(x, ball);
		/* What is outside may let it be better still, in another round. */
		for (int32_t i = 0; i < ball->hidden && is_better && !ball->is_whole; i++)
			done[x->cells[i]] = false;
	}
	release_ball(x, ball);
}

/* What can be computed anyway is of no use: it was hidden for a sum that it is no part of to the reader. */
static void
publish_computable(Exchange *x)
{
	bool	   *computable = allocate(x->hooks, x->system->cells);

	sdc_computable(x->system, x->hooks, computable);
	for (int32_t c = 0; c < x->system->cells; c++)
		if (computable[c] && may_publish(x, c))
			x->system->cell[c].state = SDC_PUBLISHED;
	release(x->hooks, computable);
}

/* All that is wrong with the pattern as it is. */
static void
find_all_faults(Exchange *x, Faults *faults)
{
	memset(faults->small, 0, x->system->relations);
	sdc_exposed(x->system, x->hooks, faults->fault);
	sdc_find_small_sums(x->system, x->demands, x->hooks, faults->small);
}

/* Blame for a fault the balls that have the cell, or one that shares a relation with it. */
static void
blame(const Exchange *x, int32_t relation, bool *is_guilty)
{
	for (int64_t k = x->system->start[relation]; k < x->system->start[relation + 1]; k++)
		if (x->ball_of[x->system->members[k]] >= 0)
			is_guilty[x->ball_of[x->system->members[k]]] = true;
}

/*
 * Undo the balls that are to blame for what is wrong; of "all" those of the round. What several
 * balls changed is what it was before the round. Returns whether all were undone.
 */
static bool
undo_guilty(Exchange *x, const Faults *faults, const Faults *before, const SdcCellState *state_before, bool all)
{
	bool	   *is_guilty = allocate_zero(x->hooks, x->balls);
	int32_t		left = 0;

	for (int32_t r = 0; r < x->system->relations; r++)
		if (faults->small[r] && !before->small[r])
			blame(x, r, is_guilty);
	for (int32_t c = 0; c < x->system->cells; c++)
		if (faults->fault[c] && !before->fault[c])
			for (int64_t k = x->e.relations_start[c]; k < x->e.relations_start[c + 1]; k++)
				blame(x, x->e.relations_of[k], is_guilty);
	for (int32_t i = 0; i < x->changes && !all; i++)
		left += !is_guilty[x->change[i].ball];
	all = all || left == x->changes;
	left = 0;
	for (int32_t i = 0; i < x->changes; i++)
		if (all || is_guilty[x->change[i].ball])
			x->system->cell[x->change[i].cell].state = state_before[x->change[i].cell];
		else
			x->change[left++] = x->change[i];
	x->changes = left;
	release(x->hooks, is_guilty);
	return all;
}

/*
 * One round: a ball around every cell that is hidden for the sake of others and in
 * no ball yet. Nothing that is hidden in a ball was changed before in the same round, so
 * each can be undone for itself. Returns whether something is better.
 */
static bool
exchange_once(Exchange *x, Ball *ball, const Ranked *ranked, int32_t count, bool *done, int64_t *steps)
{
	SdcSystem  *s = x->system;
	SdcCellState *state_before = allocate(x->hooks, s->cells * sizeof(SdcCellState));
	Faults		faults;
	Faults		before;
	int64_t		steps_of_ball = STEPS_OF_BALL;
	bool		is_clean = false;

	x->balls = x->changes = 0;
	memset(x->ball_of, 0xff, s->cells * sizeof(int32_t));
	memset(x->is_changed, 0, s->cells);
	for (int32_t c = 0; c < s->cells; c++)
		state_before[c] = s->cell[c].state;
	for (int32_t i = 0; i < count && *steps > 0; i++)
		if (!done[ranked[i].cell] && may_publish(x, ranked[i].cell))
		{
			int64_t		most = *steps < steps_of_ball ? *steps : steps_of_ball;
			int32_t		changes = x->changes;

			x->steps = most;
			exchange_around(x, ranked[i].cell, ball, done);
			*steps -= most - x->steps;
			if (x->steps <= 0 && x->changes == changes)
				steps_of_ball /= 2;
		}
	if (x->changes > 0)
	{
		new_faults(x, s, &faults);
		new_faults(x, s, &before);
		for (int i = 0; x->changes > 0 && !is_clean; i++)
		{
			find_all_faults(x, &faults);
			if (i == 0)
			{
				SdcCellState *state = allocate(x->hooks, s->cells * sizeof(SdcCellState));

				memset(before.fault, 0, s->cells);
				memset(before.small, 0, s->relations);
				is_clean = !has_new(s, &faults, &before);
				if (!is_clean)
				{
					for (int32_t c = 0; c < s->cells; c++)
					{
						state[c] = s->cell[c].state;
						s->cell[c].state = state_before[c];
					}
					find_all_faults(x, &before);
					for (int32_t c = 0; c < s->cells; c++)
						s->cell[c].state = state[c];
				}
				release(x->hooks, state);
			}
			is_clean = is_clean || !has_new(s, &faults, &before);
			if (!is_clean)
				undo_guilty(x, &faults, &before, state_before, i >= UNDOINGS);
		}
		release_faults(x, &before);
		release_faults(x, &faults);
	}
	release(x->hooks, state_before);
	return x->changes > 0;
}

void
sdc_exchange(SdcSystem *system, const SdcDemands *demands, const bool *is_free, const SdcHooks *hooks)
{
	Exchange	x = {.system = system, .demands = demands, .is_free = is_free, .hooks = hooks};
	Ball	   *ball = allocate(hooks, sizeof(Ball));
	Ranked	   *ranked = allocate(hooks, system->cells * sizeof(Ranked));
	bool	   *middle = allocate(hooks, system->cells);
	bool	   *done = allocate_zero(hooks, system->cells);
	int64_t		steps = 1;
	bool		is_changed = false;

	open_elimination(&x.e, system, hooks);
	x.place = allocate(hooks, system->cells * sizeof(int32_t));
	memset(x.place, 0xff, system->cells * sizeof(int32_t));
	x.is_listed = allocate_zero(hooks, system->relations);
	x.cells = allocate(hooks, system->cells * sizeof(int32_t));
	x.relations = allocate(hooks, system->relations * sizeof(int32_t));
	x.change = allocate(hooks, system->cells * sizeof(Change));
	x.ball_of = allocate(hooks, system->cells * sizeof(int32_t));
	x.is_changed = allocate(hooks, system->cells);

	for (int32_t c = 0; c < system->cells; c++)
		if (may_publish(&x, c))
			system->cell[c].state = SDC_HIDDEN;
	for (int round = 0; round < ROUNDS && steps > 0; round++)
	{
		int32_t		count;

		for (int32_t c = 0; c < system->cells; c++)
			middle[c] = may_publish(&x, c);
		count = rank_cells(&x.e, middle, ranked);
		if (round == 0)
			steps = STEPS_OF_CELL * count + STEPS_OF_FIRST * (count < FIRST_CELLS ? count : FIRST_CELLS);
		if (!exchange_once(&x, ball, ranked, count, done, &steps))
			break;
		is_changed = true;
	}
	if (is_changed)
		publish_computable(&x);
	release(hooks, x.is_changed);
	release(hooks, x.ball_of);
	release(hooks, x.change);
	release(hooks, x.relations);
	release(hooks, x.cells);
	release(hooks, x.is_listed);
	release(hooks, x.place);
	close_elimination(&x.e);
	release(hooks, done);
	release(hooks, middle);
	release(hooks, ranked);
	release(hooks, ball);
}
