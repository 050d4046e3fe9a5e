/*-------------------------------------------------------------------------
 *
 * exchange.c
 *		Hiding other cells than those that were found, where these are worth less.
 *
 * What hides the cells one by one takes three small ones where two would do. So
 * the pattern is gone over again, in balls: some hidden cells that hang together,
 * around one that is hidden for the sake of others. All that is hidden
 * outside of the ball counts as known, which errs on the side of hiding, and what is
 * hidden in it for the sake of others is chosen anew.
 *
 * Every combination of relations that gives a cell away while some candidates are
 * hidden says that one of the others in it must be hidden as well. The cheapest
 * candidates of which every such set has one (cover.h) are the best pattern of
 * the ball if they give nothing away, and else there are further sets.
 *
 * A ball with fewer hidden cells than BALL is all that hangs together, and what is
 * found there is exact. A larger system has to be looked at as a whole afterwards.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/exchange.h"
#include "sdc/cover.h"
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/modular.h"
#include "sdc/rank.h"

#include <stdlib.h>

/* The hidden cells of a ball, when they are all that hang together and when not. */
#define WHOLE_BALL 300
#define BALL 120

/* The candidates that are taken from a relation, the least wanted ones. */
#define FROM_RELATION 24

/* How often the candidates of a ball are chosen anew, and the sets that one look gives. */
#define CHOICES 60
#define SETS_OF_LOOK 40

/*
 * What may be spent, in steps of some 30 ns: for each of the cells that are hidden
 * for the sake of others, more for the first ones, and for a ball. A ball that
 * takes all that it may and finds nothing leaves half of that for the next.
 */
#define STEPS_OF_CELL (INT64_C(1) << 8)
#define STEPS_OF_FIRST (INT64_C(1) << 16)
#define FIRST_CELLS 40
#define STEPS_OF_BALL (INT64_C(1) << 21)

/* The branches of one choice. */
#define STEPS_OF_CHOICE 400

/* Rounds over all cells, with a look at the whole after each; and looks for what to undo in a round. */
#define ROUNDS 4
#define UNDOINGS 4

typedef struct Change
{
	int32_t		cell;
	int32_t		ball;
	SdcCellState before;
} Change;

typedef struct Exchange
{
	SdcSystem  *system;
	const SdcDemands *demands;
	const bool *is_free;
	const SdcHooks *hooks;
	Elimination e;
	int32_t    *place;			/* of each cell: in the list of the ball, or -1 */
	bool	   *is_listed;		/* of each relation */
	int32_t    *cells;			/* of the ball: the hidden ones first, then the candidates */
	int32_t    *relations;
	int64_t		steps;			/* that are left for this ball */

	/* Of the round: what was changed, and by which ball; the ball that has each cell last. */
	int32_t		balls;
	int32_t		changes;
	Change	   *change;
	int32_t    *ball_of;		/* of each cell, or -1 */
	bool	   *is_changed;		/* of each cell */
} Exchange;

typedef struct Ball
{
	int32_t		hidden;			/* cells of the list that are hidden now */
	int32_t		listed;			/* these and the candidates */
	int32_t		relations;
	bool		is_whole;		/* all that hangs together */
	uint64_t   *swing;			/* of each cell: what it has in a vector of the kernel now; NULL: is whole */

	SdcSystem	system;			/* its cells are numbered by rank */
	int32_t    *whole;			/* of each cell: in the whole system, or -1 */
	int32_t    *candidate_of;	/* of each cell, or -1 */
	bool	   *is_outside;		/* of each cell: hidden, but not in the ball */
	bool	   *is_ignored;		/* of each cell: it is protected from outside */
	bool	   *given;
	int64_t    *value[2];
	SdcDemands	demands;
	int32_t		candidate[COVER_CANDIDATES];	/* cells, by weight */
	Cover		cover;
	Choice		choice;			/* that is looked at */
	Choice		old;			/* at first */
	Choice		best;
	int64_t		best_weight;

	Elimination e;
	Search		search;
} Ball;

static bool
is_hidden(const SdcCell *cell)
{
	return cell->state == SDC_PROTECTED || cell->state == SDC_HIDDEN;
}

/* Is it hidden for the sake of others, and could as well be published? */
static bool
may_publish(const Exchange *x, int32_t cell)
{
	return x->is_free[cell] && is_hidden(&x->system->cell[cell]);
}

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

/* The hidden cells around one, and their relations. */
static void
list_hidden(Exchange *x, Ball *ball, int32_t middle)
{
	const SdcSystem *s = x->system;
	int32_t		relation = 0;

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
list_candidates(Exchange *x, Ball *ball, int32_t from, int32_t to, int relations_listed, const SdcCell *dearest, int32_t most)
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

/* The ball as a reader has it with a choice of hidden candidates. */
static void
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

/* The candidates that are published and in the combination of relations. */
static void
candidates_of(const Ball *ball, const Combinations *combination, uint64_t *coefficient, Choice *set)
{
	const SdcSystem *s = &ball->system;

	memset(set, 0, sizeof(Choice));
	memset(coefficient, 0, ball->cover.candidates * sizeof(uint64_t));
	for (int32_t i = 0; i < combination->rows; i++)
	{
		int32_t		relation = ball->search.relations[combination->row[i].row];
		uint64_t	weight = combination->row[i].weight;
		int64_t		total = s->start[relation];

		for (int64_t k = total; k < s->start[relation + 1]; k++)
		{
			int32_t		candidate = ball->candidate_of[s->members[k]];

			if (candidate >= 0 && !is_chosen(&ball->choice, candidate))
				coefficient[candidate] = add_mod(coefficient[candidate], k == total ? negate_mod(weight) : weight);
		}
	}
	for (int32_t i = 0; i < ball->cover.candidates; i++)
		if (coefficient[i] != 0)
			choose(set, i);
}

/*
 * The hidden cells of the ball as one matrix. What is outside relies on the cells
 * that are no longer hidden as well: whatever they were together must still be possible,
 * so they become one column that must not be exposed.
 */
static Matrix *
matrix_of_ball(Exchange *x, Ball *ball)
{
	SdcSystem  *s = &ball->system;
	Search	   *search = &ball->search;
	Matrix	   *m;
	int32_t		first = -1;
	bool	   *is_gone = allocate_zero(x->hooks, s->cells);

	for (int32_t i = 0; i < ball->cover.candidates; i++)
		if (is_chosen(&ball->old, i) && !is_chosen(&ball->choice, i))
		{
			is_gone[ball->candidate[i]] = true;
			s->cell[ball->candidate[i]].state = SDC_HIDDEN;
		}
	search->found = search->relations_found = 0;
	for (int32_t c = 0; c < s->cells; c++)
		if (is_hidden(&s->cell[c]))
			search->queue[search->found++] = c;
	for (int32_t r = 0; r < s->relations; r++)
	{
		bool		is_empty = true;

		for (int64_t k = s->start[r]; k < s->start[r + 1] && is_empty; k++)
			is_empty = !is_hidden(&s->cell[s->members[k]]);
		if (!is_empty)
			search->relations[search->relations_found++] = r;
	}
	m = component_matrix(&ball->e, search);
	for (int32_t c = 0; c < m->columns && first < 0; c++)
		if (is_gone[m->cell[c]])
			first = c;
	for (int32_t i = 0; i < m->rows && first >= 0; i++)
	{
		Row		   *row = &m->row[i];
		uint64_t	sum = 0;
		int32_t		length = 0;

		for (int32_t k = 0; k < row->length; k++)
		{
			int32_t		cell = m->cell[row->entries[k].column];

			if (is_gone[cell])
				sum = add_mod(sum, multiply_mod(row->entries[k].value, ball->swing[cell]));
			else
				row->entries[length++] = row->entries[k];
		}
		/* There is room where an entry went. */
		if (sum != 0)
			row->entries[length++] = (Entry) {sum, first};
		row->length = length;
	}
	for (int32_t c = 0; c < m->columns; c++)
		if (is_gone[m->cell[c]])
		{
			m->role[c] = c == first ? ROLE_PROTECT : ROLE_HIDDEN;
			s->cell[m->cell[c]].state = SDC_PUBLISHED;
		}
	release(x->hooks, is_gone);
	return m;
}

/* What the hidden cells of the ball may be together, as far as the relations tell that are all in it. */
static void
find_swing(Exchange *x, Ball *ball)
{
	SdcSystem  *s = &ball->system;
	Search	   *search = &ball->search;
	Matrix	   *m;
	History    *history;
	uint64_t   *first;
	uint64_t   *second;

	ball->swing = allocate_zero(x->hooks, s->cells * sizeof(uint64_t));
	search->found = search->relations_found = 0;
	for (int32_t c = 0; c < s->cells; c++)
		if (is_hidden(&s->cell[c]) && !ball->is_outside[c])
			search->queue[search->found++] = c;
	for (int32_t r = 0; r < s->relations; r++)
	{
		bool		is_inside = true;

		for (int64_t k = s->start[r]; k < s->start[r + 1] && is_inside; k++)
			is_inside = !ball->is_outside[s->members[k]];
		if (is_inside)
			search->relations[search->relations_found++] = r;
	}
	m = component_matrix(&ball->e, search);
	history = new_history(x->hooks, m);
	first = allocate(x->hooks, m->columns * sizeof(uint64_t));
	second = allocate(x->hooks, m->columns * sizeof(uint64_t));
	sample_kernel(&ball->e, m, history, first, second);
	for (int32_t c = 0; c < m->columns; c++)
		ball->swing[m->cell[c]] = first[c];
	release(x->hooks, first);
	release(x->hooks, second);
	release_history(x->hooks, history);
	release_matrix(x->hooks, m);
}

/* What a look asks for; what is NULL or false is not wanted. */
typedef struct Look
{
	bool		add_sets;		/* that say why cells are exposed */
	bool	   *exposed;		/* by cell */
	Choice	   *needed;			/* candidates */
} Look;

/* Look at the hidden cells that hang together; returns how many are exposed. */
static int32_t
look_at_matrix(Exchange *x, Ball *ball, Matrix *m, const Look *wanted)
{
	History    *history = wanted->add_sets ? new_history(x->hooks, m) : NULL;
	Exposure   *why = wanted->add_sets ? allocate(x->hooks, m->columns * sizeof(Exposure)) : NULL;
	bool	   *exposed = allocate(x->hooks, m->columns);
	bool	   *needed = wanted->needed ? allocate(x->hooks, m->columns) : NULL;
	int32_t		found;

	x->steps -= 8 * (m->columns + m->rows);
	found = find_exposed(&ball->e, m, history, exposed, why, needed);
	for (int32_t k = 0; k < m->columns; k++)
	{
		int32_t		candidate = ball->candidate_of[m->cell[k]];

		if (wanted->exposed && exposed[k])
			wanted->exposed[m->cell[k]] = true;
		if (needed && candidate >= 0 && needed[k])
			choose(wanted->needed, candidate);
	}
	if (wanted->add_sets && found > 0)
	{
		Combinations combinations;
		uint64_t   *coefficient = allocate(x->hooks, ball->cover.candidates * sizeof(uint64_t));
		int			sets = 0;

		open_combinations(x->hooks, history, m->columns, m->rows, &combinations);
		for (int32_t k = 0; k < m->columns && sets < SETS_OF_LOOK && ball->cover.sets < COVER_SETS; k++)
		{
			if (!exposed[k])
				continue;
			combine_rows(&combinations, k, &why[k]);
			candidates_of(ball, &combinations, coefficient, &ball->cover.set[ball->cover.sets]);
			ball->cover.sets++;
			sets++;
			x->steps -= 2 * (m->columns + m->rows);
		}
		release(x->hooks, coefficient);
		close_combinations(&combinations);
	}
	if (history)
		release_history(x->hooks, history);
	release(x->hooks, why);
	release(x->hooks, exposed);
	release(x->hooks, needed);
	release_matrix(x->hooks, m);
	return found;
}

static int32_t
look(Exchange *x, Ball *ball, const Look *wanted)
{
	int32_t		count = 0;

	if (wanted->needed)
		memset(wanted->needed, 0, sizeof(Choice));
	if (!ball->is_whole)
		return look_at_matrix(x, ball, matrix_of_ball(x, ball), wanted);
	start_search(&ball->e, &ball->search, false);
	for (int32_t c = 0; c < ball->system.cells; c++)
	{
		if (ball->search.reached[c] || ball->system.cell[c].state != SDC_PROTECTED)
			continue;
		search_component(&ball->e, &ball->search, c);
		count += look_at_matrix(x, ball, component_matrix(&ball->e, &ball->search), wanted);
	}
	return count;
}

/* What is wrong: cells that are exposed, and relations whose hidden parts are too small a sum. */
typedef struct Faults
{
	bool	   *fault;
	bool	   *small;
} Faults;

static void
new_faults(const Exchange *x, const SdcSystem *s, Faults *faults)
{
	faults->fault = allocate(x->hooks, s->cells);
	faults->small = allocate(x->hooks, s->relations);
}

static void
release_faults(const Exchange *x, Faults *faults)
{
	release(x->hooks, faults->fault);
	release(x->hooks, faults->small);
}

static void
find_faults(Exchange *x, Ball *ball, const Choice *choice, Faults *faults)
{
	memset(faults->fault, 0, ball->system.cells);
	memset(faults->small, 0, ball->system.relations);
	apply_choice(ball, choice, true);
	sdc_find_small_sums(&ball->system, &ball->demands, x->hooks, faults->small);
	x->steps -= 16 * ball->system.cells;
}

static bool
has_new(const SdcSystem *s, const Faults *faults, const Faults *before)
{
	for (int32_t c = 0; c < s->cells; c++)
		if (faults->fault[c] && !before->fault[c])
			return true;
	for (int32_t r = 0; r < s->relations; r++)
		if (faults->small[r] && !before->small[r])
			return true;
	return false;
}

/* Add the candidates of a relation that could be hidden as well. */
static void
add_open(const Ball *ball, const Choice *choice, int32_t relation, bool with_total, Choice *set)
{
	const SdcSystem *s = &ball->system;

	for (int64_t k = s->start[relation] + !with_total; k < s->start[relation + 1]; k++)
	{
		int32_t		candidate = ball->candidate_of[s->members[k]];

		if (candidate >= 0 && !is_chosen(choice, candidate))
			choose(set, candidate);
	}
}

/*
 * For each hidden parts that are too small a sum, one more candidate may do: of the
 * same relation, or of the parts of those that are hidden. False when there is no
 * room for them.
 */
static bool
add_sets_beside(Ball *ball, const Choice *choice, const Faults *faults, const Faults *before)
{
	const SdcSystem *s = &ball->system;
	Cover	   *cover = &ball->cover;

	for (int32_t r = 0; r < s->relations && cover->sets < COVER_SETS; r++)
	{
		Choice	   *set;

		if (!faults->small[r] || before->small[r])
			continue;
		set = &cover->set[cover->sets++];
		memset(set, 0, sizeof(Choice));
		add_open(ball, choice, r, true, set);
		for (int64_t k = s->start[r] + 1; k < s->start[r + 1]; k++)
			for (int64_t l = ball->e.relations_start[s->members[k]];
				 is_hidden(&s->cell[s->members[k]]) && l < ball->e.relations_start[s->members[k] + 1]; l++)
				if (s->members[s->start[ball->e.relations_of[l]]] == s->members[k])
					add_open(ball, choice, ball->e.relations_of[l], false, set);
	}
	return cover->sets < COVER_SETS;
}

/*
 * Publish what is not needed, the heaviest first. In a ball that is not whole what
 * was hidden at first may be needed for what is outside.
 */
static void
drop_superfluous(Exchange *x, Ball *ball, Choice *choice)
{
	Choice		needed;

	apply_choice(ball, choice, false);
	look(x, ball, &(Look) {.needed = &needed});
	for (int32_t c = ball->cover.candidates - 1; c >= 0 && x->steps > 0; c--)
	{
		Choice		then;

		if (!is_chosen(choice, c) || is_chosen(&needed, c))
			continue;
		unchoose(choice, c);
		apply_choice(ball, choice, false);
		if (look(x, ball, &(Look) {.needed = &then}) == 0)
			needed = then;
		else
			choose(choice, c);
	}
}

/* Choose anew what is hidden in the ball. True when something better was found. */
static bool
choose_anew(Exchange *x, Ball *ball)
{
	Faults		faults;
	Faults		before;
	bool		is_better = false;

	new_faults(x, &ball->system, &faults);
	new_faults(x, &ball->system, &before);

	/* What is exposed within the ball now is protected by what is outside. */
	apply_choice(ball, &ball->old, false);
	look(x, ball, &(Look) {.exposed = ball->is_ignored});
	find_faults(x, ball, &ball->old, &before);

	ball->best_weight = weight_of_choice(&ball->cover, &ball->best);
	for (int i = 0; i < CHOICES && x->steps > 0; i++)
	{
		Choice		choice;
		int64_t		steps = STEPS_OF_CHOICE;
		bool		is_least = true;
		bool		is_safe;

		is_safe = choose_cover(x->hooks, &ball->cover, ball->best_weight, &steps, &choice);
		x->steps -= (STEPS_OF_CHOICE - steps + 1) * (ball->cover.sets + 8);
		if (!is_safe)
			break;
		while (ball->cover.sets < COVER_SETS && x->steps > 0)
		{
			int32_t		first_set = ball->cover.sets;

			apply_choice(ball, &choice, false);
			is_safe = look(x, ball, &(Look) {.add_sets = true}) == 0;
			if (is_safe || !hit_greedily(&ball->cover, first_set, &choice))
				break;
			is_least = false;
		}
		if (!is_safe)
			break;
		if (!is_least)
			drop_superfluous(x, ball, &choice);
		if (weight_of_choice(&ball->cover, &choice) >= ball->best_weight)
			continue;
		find_faults(x, ball, &choice, &faults);
		if (!has_new(&ball->system, &faults, &before))
		{
			ball->best = choice;
			ball->best_weight = weight_of_choice(&ball->cover, &choice);
			is_better = true;
			if (is_least)
				break;
		}
		else if (!add_sets_beside(ball, &choice, &faults, &before))
			break;
	}
	release_faults(x, &before);
	release_faults(x, &faults);
	return is_better;
}

static void
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
		x->change[x->changes++] = (Change) {cell, x->balls, x->system->cell[cell].state};
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
	SdcCell		dearest;
	int32_t		hidden;
	int32_t		beside;

	memset(ball, 0, sizeof(Ball));
	ball->is_whole = true;
	list_hidden(x, ball, middle);
	if (is_stale(x, ball))
	{
		release_ball(x, ball);
		return;
	}
	for (int32_t i = 0; i < (ball->is_whole ? ball->hidden : ball->hidden / 3); i++)
		done[x->cells[i]] = true;
	dearest = worth_of_ball(x, ball);
	hidden = ball->relations;
	list_candidates(x, ball, 0, hidden, 1, &dearest, COVER_CANDIDATES);
	for (int32_t i = ball->hidden; i < ball->listed; i++)
		list_relations(x, ball, x->cells[i]);
	beside = ball->listed;
	list_candidates(x, ball, hidden, ball->relations, 2, &dearest, COVER_CANDIDATES);
	for (int32_t i = beside; i < ball->listed; i++)
		list_relations(x, ball, x->cells[i]);
	number_cells(x, ball);
	make_relations(x, ball);
	if (weigh_candidates(x, ball))
	{
		bool		is_better;

		open_elimination(&ball->e, &ball->system, x->hooks);
		new_search(&ball->e, &ball->search);
		if (!ball->is_whole)
			find_swing(x, ball);
		is_better = choose_anew(x, ball);
		release_search(&ball->e, &ball->search);
		close_elimination(&ball->e);
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
 * Undo the balls that are to blame for what is wrong; of "all" those of the round.
 * Returns whether there was something to undo.
 */
static bool
undo_guilty(Exchange *x, const Faults *faults, const Faults *before, bool all)
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
			x->system->cell[x->change[i].cell].state = x->change[i].before;
		else
			x->change[left++] = x->change[i];
	x->changes = left;
	release(x->hooks, is_guilty);
	return all;
}

/*
 * One round: a ball around every cell that is hidden for the sake of others and in
 * no ball yet. Nothing in a ball was changed before in the same round, so
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
				undo_guilty(x, &faults, &before, i >= UNDOINGS);
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
