/*-------------------------------------------------------------------------
 *
 * look.c
 *		What can be computed in a ball, and what would have to be hidden against it.
 *
 * Every combination of relations that gives a cell away while some candidates are
 * hidden says that one of the others in it must be hidden as well.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/look.h"
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

/* The sets that one look gives. */
#define SETS_OF_LOOK 40

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
void
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

int32_t
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
