/*-------------------------------------------------------------------------
 *
 * ball.c
 *		Some hidden cells that hang together, as a system of its own.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/ball.h"
#include "sdc/memory.h"
#include "sdc/rank.h"

#include <stdlib.h>

/* The hidden cells of a ball, when they are all that hang together and when not. */
#define WHOLE_BALL 300
#define BALL 120

/* The candidates that are taken from a relation, the least wanted ones. */
#define FROM_RELATION 24

static bool
may_hide(const Exchange *x, int32_t cell)
{
	return x->is_free[cell] && !x->demands->given[cell] && x->system->cell[cell].state == SDC_PUBLISHED;
}

static void
list_cell(Exchange *x, Ball *ball, int32_t cell)
{
	x->place[cell] = ball->listed;
	x->cells[ball->listed++] = cell;
}

/* The relations of a cell that are not listed yet. */
static void
list_relations(Exchange *x, Ball *ball, int32_t cell)
{
	for (int64_t k = x->e.relations_start[cell]; k < x->e.relations_start[cell + 1]; k++)
	{
		int32_t		relation = x->e.relations_of[k];

		if (x->is_listed[relation])
			continue;
		x->is_listed[relation] = true;
		x->relations[ball->relations++] = relation;
	}
}

void
begin_ball(Exchange *x, Ball *ball, int32_t middle)
{
	const SdcSystem *s = x->system;
	int32_t		relation = 0;

	memset(ball, 0, sizeof(Ball));
	ball->is_whole = true;
	list_cell(x, ball, middle);
	for (int32_t i = 0; i < ball->listed && ball->is_whole; i++)
	{
		list_relations(x, ball, x->cells[i]);
		for (; relation < ball->relations; relation++)
		{
			int32_t		r = x->relations[relation];

			check_interrupts_at(x->hooks, relation);
			x->steps -= s->start[r + 1] - s->start[r];
			for (int64_t k = s->start[r]; k < s->start[r + 1]; k++)
			{
				int32_t		cell = s->members[k];

				if (s->implied[r] || !is_hidden(&s->cell[cell]) || x->place[cell] >= 0)
					continue;
				if (ball->listed == WHOLE_BALL)
				{
					ball->is_whole = false;
					break;
				}
				list_cell(x, ball, cell);
			}
		}
	}
	if (!ball->is_whole)
	{
		for (int32_t i = 0; i < ball->relations; i++)
			x->is_listed[x->relations[i]] = false;
		for (; ball->listed > BALL; ball->listed--)
			x->place[x->cells[ball->listed - 1]] = -1;
		ball->relations = 0;
	}
	ball->hidden = ball->listed;
	for (int32_t i = 0; i < ball->hidden; i++)
		list_relations(x, ball, x->cells[i]);
}

/* Of how many listed relations is the cell a member? */
static int
count_listed(const Exchange *x, int32_t cell)
{
	int			count = 0;

	for (int64_t k = x->e.relations_start[cell]; k < x->e.relations_start[cell + 1]; k++)
		count += x->is_listed[x->e.relations_of[k]];
	return count;
}

/*
 * The least wanted candidates of some listed relations: the total, and of the
 * parts, which come in order of rank, the last ones.
 */
static void
list_candidates(Exchange *x, Ball *ball, int32_t from, int32_t to, int relations_listed, const SdcCell *dearest,
				int32_t most)
{
	const SdcSystem *s = x->system;

	for (int32_t i = from; i < to && ball->listed < most; i++)
	{
		int32_t		r = x->relations[i];
		int			found = 0;

		check_interrupts_at(x->hooks, i);
		for (int64_t k = s->start[r + 1] - 1; k >= s->start[r] && ball->listed < most; k--)
		{
			int32_t		cell = s->members[k];
			bool		is_total = k == s->start[r];

			if (found >= FROM_RELATION && !is_total)
			{
				k = s->start[r] + 1;
				continue;
			}
			x->steps--;
			if (x->place[cell] >= 0 || !may_hide(x, cell) || s->cell[cell].level > dearest->level ||
				(s->cell[cell].level == dearest->level && s->cell[cell].weight >= dearest->weight) ||
				(relations_listed > 1 && count_listed(x, cell) < relations_listed))
				continue;
			list_cell(x, ball, cell);
			found++;
		}
	}
}

/* What is hidden in the ball and may be published is worth together. */
static SdcCell
worth_of_ball(const Exchange *x, const Ball *ball)
{
	SdcCell		worth = {.level = INT32_MIN};

	for (int32_t i = 0; i < ball->hidden; i++)
	{
		const SdcCell *cell = &x->system->cell[x->cells[i]];

		if (!may_publish(x, x->cells[i]))
			continue;
		if (cell->level > worth.level)
			worth.weight = 0;
		if (cell->level >= worth.level)
		{
			worth.level = cell->level;
			worth.weight += cell->weight;
		}
	}
	return worth;
}

/* The system of the ball. */

static int
compare_cells(const void *a, const void *b)
{
	return compare_ranked(a, b);
}

/*
 * Number the cells by rank: those that are listed, the totals, and what is hidden
 * elsewhere. The published parts of a relation are one cell, behind all others.
 */
static void
number_cells(Exchange *x, Ball *ball)
{
	const SdcSystem *s = x->system;
	int32_t		listed = ball->listed;
	int32_t		count;
	Ranked	   *ranked;

	qsort(x->relations, ball->relations, sizeof(int32_t), compare_int32);
	for (int32_t i = 0; i < ball->relations; i++)
	{
		int32_t		r = x->relations[i];

		check_interrupts_at(x->hooks, i);
		x->steps -= s->start[r + 1] - s->start[r];
		for (int64_t k = s->start[r]; k < s->start[r + 1]; k++)
			if (x->place[s->members[k]] < 0 && (k == s->start[r] || is_hidden(&s->cell[s->members[k]])))
				list_cell(x, ball, s->members[k]);
	}
	count = ball->listed;
	ball->system.cells = count + ball->relations;
	ball->whole = allocate(x->hooks, ball->system.cells * sizeof(int32_t));
	ball->candidate_of = allocate(x->hooks, ball->system.cells * sizeof(int32_t));
	ball->is_outside = allocate_zero(x->hooks, ball->system.cells);
	ball->is_ignored = allocate_zero(x->hooks, ball->system.cells);
	ball->given = allocate_zero(x->hooks, ball->system.cells);
	ball->system.cell = allocate_zero(x->hooks, ball->system.cells * sizeof(SdcCell));
	ranked = allocate(x->hooks, count * sizeof(Ranked));
	for (int32_t i = 0; i < count; i++)
		ranked[i] = (Ranked) {s->cell[x->cells[i]].rank, x->cells[i]};
	qsort(ranked, count, sizeof(Ranked), compare_cells);
	for (int32_t i = 0; i < ball->system.cells; i++)
	{
		bool		is_rest = i >= count;

		ball->candidate_of[i] = -1;
		ball->whole[i] = is_rest ? -1 : ranked[i].cell;
		ball->system.cell[i] = is_rest ? (SdcCell) {.state = SDC_PUBLISHED, .unit = {-1, -1}} : s->cell[ranked[i].cell];
		ball->system.cell[i].rank = i;
		if (is_rest)
			continue;
		ball->given[i] = x->demands->given[ranked[i].cell];
		ball->is_outside[i] = is_hidden(&ball->system.cell[i]) && x->place[ranked[i].cell] >= ball->hidden;
		if (x->place[ranked[i].cell] < listed &&
			(may_publish(x, ranked[i].cell) || may_hide(x, ranked[i].cell)) && !ball->is_outside[i])
			ball->candidate_of[i] = 0;
	}
	for (int32_t i = 0; i < count; i++)
		x->place[ranked[i].cell] = i;
	release(x->hooks, ranked);
}

static void
make_relations(Exchange *x, Ball *ball)
{
	const SdcSystem *s = x->system;
	int32_t		count = ball->system.cells - ball->relations;
	int64_t		entries = 0;
	int64_t    *start;
	int32_t    *members;

	for (int32_t i = 0; i < ball->relations; i++)
		for (int64_t k = s->start[x->relations[i]]; k < s->start[x->relations[i] + 1]; k++)
			entries += x->place[s->members[k]] >= 0;
	start = allocate(x->hooks, ((size_t) ball->relations + 1) * sizeof(int64_t));
	members = allocate(x->hooks, (entries + ball->relations) * sizeof(int32_t));
	for (int kind = 0; kind < 2; kind++)
		if (x->demands->values[kind])
		{
			ball->value[kind] = allocate_zero(x->hooks, ball->system.cells * sizeof(int64_t));
			for (int32_t i = 0; i < count; i++)
			{
				ball->value[kind][i] = x->demands->values[kind][ball->whole[i]];
			}
		}
	start[0] = entries = 0;
	for (int32_t i = 0; i < ball->relations; i++)
	{
		int32_t		r = x->relations[i];
		int32_t		rest = count + i;
		bool		all_given = true;

		for (int64_t k = s->start[r]; k < s->start[r + 1]; k++)
		{
			int32_t		cell = s->members[k];

			if (x->place[cell] >= 0)
			{
				members[entries++] = x->place[cell];
				continue;
			}
			all_given = all_given && x->demands->given[cell];
			for (int kind = 0; kind < 2; kind++)
				if (ball->value[kind] && (x->demands->values[kind][cell] >= SDC_UNKNOWN_VALUE - 1 ||
					ball->value[kind][rest] == SDC_UNKNOWN_VALUE ||
					__builtin_add_overflow(ball->value[kind][rest], x->demands->values[kind][cell], &ball->value[kind][rest])))
					ball->value[kind][rest] = SDC_UNKNOWN_VALUE;
		}
		ball->given[rest] = all_given;
		members[entries++] = rest;
		start[i + 1] = entries;
	}
	ball->system.relations = ball->relations;
	ball->system.start = start;
	ball->system.members = members;
	ball->system.implied = allocate_zero(x->hooks, ball->relations);
	ball->demands = *x->demands;
	ball->demands.given = ball->given;
	for (int kind = 0; kind < 2; kind++)
		ball->demands.values[kind] = ball->value[kind];
}

typedef struct Weighed
{
	int32_t		level;
	int64_t		weight;
	int32_t		cell;
} Weighed;

static int
compare_weighed(const void *a, const void *b)
{
	const Weighed *x = a;
	const Weighed *y = b;

	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return x->cell > y->cell ? -1 : x->cell < y->cell;
}

/*
 * The candidates by weight: their worth, and a little, so that of patterns of
 * the same worth the one of fewer cells is better. One cell of a level weighs
 * more than all of the levels below. False when that is too much for a number.
 */
static bool
weigh_candidates(Exchange *x, Ball *ball)
{
	Weighed    *weighed = allocate(x->hooks, ball->system.cells * sizeof(Weighed));
	int64_t		unit = 1;
	int64_t		sum = 0;
	int32_t		count = 0;
	bool		fits = true;

	for (int32_t i = 0; i < ball->system.cells; i++)
		if (ball->candidate_of[i] >= 0)
			weighed[count++] = (Weighed) {ball->system.cell[i].level, ball->system.cell[i].weight, i};
	qsort(weighed, count, sizeof(Weighed), compare_weighed);
	for (int32_t i = 0; i < count && fits; i++)
	{
		int64_t		weight;

		if (i > 0 && weighed[i].level != weighed[i - 1].level)
			unit = sum + 1;
		fits = !__builtin_mul_overflow(weighed[i].weight, COVER_CANDIDATES, &weight) &&
			!__builtin_mul_overflow(weight + 1, unit, &weight) && !__builtin_add_overflow(sum, weight, &sum);
		ball->candidate_of[weighed[i].cell] = i;
		ball->candidate[i] = weighed[i].cell;
		ball->cover.weight[i] = weight;
		if (is_hidden(&ball->system.cell[weighed[i].cell]))
			choose(&ball->old, i);
	}
	ball->best = ball->old;
	ball->cover.candidates = count;
	release(x->hooks, weighed);
	return fits && sum < INT64_MAX / 2;
}

bool
complete_ball(Exchange *x, Ball *ball)
{
	SdcCell		dearest = worth_of_ball(x, ball);
	int32_t		hidden = ball->relations;
	int32_t		beside;

	list_candidates(x, ball, 0, hidden, 1, &dearest, COVER_CANDIDATES);
	for (int32_t i = ball->hidden; i < ball->listed; i++)
		list_relations(x, ball, x->cells[i]);
	beside = ball->listed;
	list_candidates(x, ball, hidden, ball->relations, 2, &dearest, COVER_CANDIDATES);
	for (int32_t i = beside; i < ball->listed; i++)
		list_relations(x, ball, x->cells[i]);
	number_cells(x, ball);
	make_relations(x, ball);
	return weigh_candidates(x, ball);
}

void
open_ball(Exchange *x, Ball *ball)
{
	open_elimination(&ball->e, &ball->system, x->hooks);
	new_search(&ball->e, &ball->search);
}

void
close_ball(Ball *ball)
{
	release_search(&ball->e, &ball->search);
	close_elimination(&ball->e);
}

void
release_ball(Exchange *x, Ball *ball)
{
	for (int32_t i = 0; i < ball->listed; i++)
		x->place[x->cells[i]] = -1;
	for (int32_t i = 0; i < ball->relations; i++)
		x->is_listed[x->relations[i]] = false;
	if (!ball->whole)
		return;
	release(x->hooks, ball->whole);
	release(x->hooks, ball->candidate_of);
	release(x->hooks, ball->is_outside);
	release(x->hooks, ball->is_ignored);
	release(x->hooks, ball->swing);
	release(x->hooks, ball->given);
	release(x->hooks, ball->system.cell);
	release(x->hooks, (void *) ball->system.start);
	release(x->hooks, (void *) ball->system.members);
	release(x->hooks, (void *) ball->system.implied);
	for (int kind = 0; kind < 2; kind++)
	{
		release(x->hooks, ball->value[kind]);
	}
}

void
apply_choice(Ball *ball, const Choice *choice, bool with_outside)
{
	ball->choice = *choice;
	for (int32_t i = 0; i < ball->cover.candidates; i++)
		ball->system.cell[ball->candidate[i]].state = is_chosen(choice, i) ? SDC_HIDDEN : SDC_PUBLISHED;
	for (int32_t c = 0; c < ball->system.cells; c++)
		if (ball->is_outside[c])
			ball->system.cell[c].state = with_outside ? SDC_PROTECTED : SDC_PUBLISHED;
		else if (ball->is_ignored[c])
			ball->system.cell[c].state = with_outside ? SDC_PROTECTED : SDC_HIDDEN;
}
