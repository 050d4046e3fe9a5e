/*-------------------------------------------------------------------------
 *
 * exposure.c
 *		What can be computed of hidden cells, and how.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/exposure.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

#include <stdlib.h>

/*
 * Two random vectors of the kernel. The matrix is used up; its history is new.
 */
void
sample_kernel(const Elimination *e, Matrix *m, History *history, uint64_t *seed, uint64_t *first, uint64_t *second)
{
	eliminate_roles(e->hooks, m, ~0u, history);

	for (int32_t c = 0; c < m->columns; c++)
	{
		first[c] = next_random(seed);
		second[c] = next_random(seed);
	}
	for (int32_t i = history->count - 1; i >= 0; i--)
	{
		const Pivot *pivot = &history->pivots[i];
		const Row  *row = &pivot->row;
		uint64_t	sums[2] = {0, 0};

		check_interrupts_at(e->hooks, i);
		for (int32_t k = 0; k < row->length; k++)
		{
			int32_t		column = row->entries[k].column;

			if (column == pivot->column)
				continue;
			sums[0] = add_mod(sums[0], multiply_mod(row->entries[k].value, first[column]));
			sums[1] = add_mod(sums[1], multiply_mod(row->entries[k].value, second[column]));
		}
		first[pivot->column] = negate_mod(multiply_mod(sums[0], pivot->inverse));
		second[pivot->column] = negate_mod(multiply_mod(sums[1], pivot->inverse));
	}
}

/* Steps by the pivot that their target became in the end, in place; the others come last. */
static void
sort_steps(const SdcHooks *hooks, History *history, const int32_t *pivot_of_row, int64_t *start)
{
	int32_t		groups = history->count + 1;
	int64_t    *next = allocate(hooks, groups * sizeof(int64_t));

	memset(start, 0, ((size_t) groups + 1) * sizeof(int64_t));
#define GROUP(step) (pivot_of_row[(step).target] < 0 ? history->count : pivot_of_row[(step).target])
	for (int64_t i = 0; i < history->taken; i++)
		start[GROUP(history->steps[i]) + 1]++;
	for (int32_t g = 0; g < groups; g++)
		start[g + 1] += start[g];
	memcpy(next, start, groups * sizeof(int64_t));
	for (int32_t g = 0; g < groups; g++)
	{
		check_interrupts_at(hooks, g);
		while (next[g] < start[g + 1])
		{
			Step		step = history->steps[next[g]];
			int32_t		to = GROUP(step);

			if (to == g)
			{
				next[g]++;
				continue;
			}
			history->steps[next[g]] = history->steps[next[to]];
			history->steps[next[to]++] = step;
		}
	}
#undef GROUP
	release(hooks, next);
}

void
open_combinations(const SdcHooks *hooks, History *history, int32_t columns, int32_t rows, Combinations *c)
{
	*c = (Combinations) {.hooks = hooks, .history = history};
	c->pivot_of_column = allocate(hooks, columns * sizeof(int32_t));
	c->pivot_of_row = allocate(hooks, rows * sizeof(int32_t));
	c->start = allocate(hooks, ((size_t) history->count + 2) * sizeof(int64_t));
	c->rest = allocate_zero(hooks, columns * sizeof(uint64_t));
	c->weight = allocate_zero(hooks, history->count * sizeof(uint64_t));
	c->mark = allocate_zero(hooks, ((size_t) history->count / 64 + 1) * sizeof(uint64_t));
	c->row = allocate(hooks, history->count * sizeof(RowWeight));
	memset(c->pivot_of_column, 0xff, columns * sizeof(int32_t));
	memset(c->pivot_of_row, 0xff, rows * sizeof(int32_t));
	for (int32_t i = 0; i < history->count; i++)
	{
		c->pivot_of_column[history->pivots[i].column] = i;
		c->pivot_of_row[history->pivots[i].from] = i;
	}
	sort_steps(hooks, history, c->pivot_of_row, c->start);
}

void
close_combinations(Combinations *c)
{
	release(c->hooks, c->pivot_of_column);
	release(c->hooks, c->pivot_of_row);
	release(c->hooks, c->start);
	release(c->hooks, c->rest);
	release(c->hooks, c->weight);
	release(c->hooks, c->mark);
	release(c->hooks, c->row);
}

static void
mark_pivot(Combinations *c, int32_t pivot)
{
	c->mark[pivot / 64] |= UINT64_C(1) << pivot % 64;
}

/* Each pivot row is itself made of rows, by the steps that made it: of pivots before it. */
static void
find_rows(Combinations *c)
{
	c->rows = 0;
	for (int32_t word = c->history->count / 64; word >= 0; word--)
		while (c->mark[word])
		{
			int32_t		i = word * 64 + 63 - __builtin_clzll(c->mark[word]);
			uint64_t	weight = c->weight[i];

			c->mark[word] ^= UINT64_C(1) << i % 64;
			c->weight[i] = 0;
			if (weight == 0)
				continue;
			check_interrupts_at(c->hooks, c->rows);
			c->row[c->rows++] = (RowWeight) {weight, c->history->pivots[i].from};
			for (int64_t k = c->start[i]; k < c->start[i + 1]; k++)
			{
				int32_t		from = c->pivot_of_row[c->history->steps[k].from];

				c->weight[from] = add_mod(c->weight[from], multiply_mod(c->history->steps[k].factor, weight));
				mark_pivot(c, from);
			}
		}
}

void
combine_rows(Combinations *c, int32_t column, const Exposure *exposure)
{
	int32_t		words = c->history->count / 64 + 1;

	/* As a combination of pivot rows: each removes its column for good. */
	c->rest[column] = 1;
	if (c->pivot_of_column[column] >= 0)
		mark_pivot(c, c->pivot_of_column[column]);
	if (exposure->by >= 0)
	{
		c->rest[exposure->by] = exposure->factor;
		if (c->pivot_of_column[exposure->by] >= 0)
			mark_pivot(c, c->pivot_of_column[exposure->by]);
	}
	for (int32_t word = 0; word < words; word++)
	{
		uint64_t	passed = 0;

		check_interrupts_at(c->hooks, word);
		while (c->mark[word] & ~passed)
		{
			int32_t		bit = __builtin_ctzll(c->mark[word] & ~passed);
			const Pivot *pivot = &c->history->pivots[word * 64 + bit];
			uint64_t	factor = multiply_mod(c->rest[pivot->column], pivot->inverse);

			passed |= UINT64_C(1) << bit;
			c->weight[word * 64 + bit] = factor;
			if (factor == 0)
				continue;
			for (int32_t k = 0; k < pivot->row.length; k++)
			{
				int32_t		other = pivot->row.entries[k].column;

				c->rest[other] = add_mod(c->rest[other], negate_mod(multiply_mod(factor, pivot->row.entries[k].value)));
				if (other != pivot->column && c->pivot_of_column[other] >= 0)
					mark_pivot(c, c->pivot_of_column[other]);
			}
		}
	}
	find_rows(c);
}

/* The inverses of many numbers at the price of one, and of three products each. */
static void
invert_all(const SdcHooks *hooks, uint64_t *values, int32_t count)
{
	uint64_t   *product = allocate(hooks, count * sizeof(uint64_t));
	uint64_t	all = 1;

	for (int32_t i = 0; i < count; i++)
	{
		product[i] = all;
		if (values[i])
			all = multiply_mod(all, values[i]);
	}
	all = inverse_mod(all);
	for (int32_t i = count - 1; i >= 0; i--)
		if (values[i])
		{
			uint64_t	value = values[i];

			values[i] = multiply_mod(all, product[i]);
			all = multiply_mod(all, value);
		}
	release(hooks, product);
}

typedef struct Ratio
{
	uint64_t	ratio;
	int32_t		column;
} Ratio;

static int
compare_ratios(const void *a, const void *b)
{
	const Ratio *x = a;
	const Ratio *y = b;

	if (x->ratio != y->ratio)
		return x->ratio < y->ratio ? -1 : 1;
	return x->column < y->column ? -1 : 1;
}

/*
 * Two units of a kind, with the event or without it, that know a cell of some columns that
 * determine each other, and so all of them: of two, one is not in a cell.
 */
typedef struct KnowingUnits
{
	int			count;
	int32_t		unit[2];
	int32_t		column[2];
} KnowingUnits;

static void
add_unit(KnowingUnits *knowing, int32_t unit, int32_t column)
{
	if (unit < 0 || knowing->count == 2 || (knowing->count == 1 && knowing->unit[0] == unit))
		return;
	knowing->unit[knowing->count] = unit;
	knowing->column[knowing->count++] = column;
}

/* The column of a unit that is not the one in the cell, and to which it matters; or -1. */
static int32_t
column_of_other_unit(const KnowingUnits knowing[2], const SdcCell *cell)
{
	for (int without = 0; without < 2; without++)
		for (int i = 0; i < knowing[without].count && !cell->is_open[without]; i++)
			if (cell->unit[without] != knowing[without].unit[i])
				return knowing[without].column[i];
	return -1;
}

/*
 * Which columns to protect are exposed, by two random vectors of the kernel? And
 * which columns are needed: to publish one of them alone would expose a column to
 * protect. The second vector is used up. Returns the number of exposed columns.
 */
int32_t
judge_kernel(const Elimination *e, int32_t columns, const int32_t *cell, const Role *role,
			 const uint64_t *first, uint64_t *second, bool *exposed, Exposure *why, bool *needed)
{
	Ratio	   *ratios = NULL;
	int32_t		hidden = 0;
	int32_t		found = 0;
	bool		units = false;

	for (int32_t c = 0; c < columns; c++)
	{
		exposed[c] = role[c] == ROLE_PROTECT && first[c] == 0;
		found += exposed[c];
		if (why)
			why[c].by = -1;
		units = units || knows_itself(&e->system->cell[cell[c]]);
		if (needed)
			needed[c] = false;
	}

	/*
	 * Columns of the same ratio determine each other. A unit alone in its cell
	 * knows that cell, so it learns the others; but cells of the same unit
	 * hold nothing new for it.
	 */
	if (units || needed)
	{
		ratios = allocate(e->hooks, columns * sizeof(Ratio));
		invert_all(e->hooks, second, columns);
		for (int32_t c = 0; c < columns; c++)
		{
			if (first[c] == 0 || second[c] == 0)
				continue;
			ratios[hidden].ratio = multiply_mod(first[c], second[c]);
			ratios[hidden++].column = c;
		}
		qsort(ratios, hidden, sizeof(Ratio), compare_ratios);
	}
	for (int32_t from = 0, to; from < hidden; from = to)
	{
		KnowingUnits knowing[2] = {{0}};
		bool		protected = false;

		for (to = from; to < hidden && ratios[to].ratio == ratios[from].ratio; to++)
		{
			protected = protected || role[ratios[to].column] == ROLE_PROTECT;
			for (int without = 0; without < 2; without++)
				add_unit(&knowing[without], e->system->cell[cell[ratios[to].column]].unit[without], ratios[to].column);
		}
		for (int32_t i = from; i < to && protected; i++)
		{
			int32_t		column = ratios[i].column;
			const SdcCell *own = &e->system->cell[cell[column]];
			int32_t		by = column_of_other_unit(knowing, own);

			if (needed)
				needed[column] = true;
			if (by < 0 || role[column] != ROLE_PROTECT || exposed[column] || own->is_from_readers)
				continue;
			exposed[column] = true;
			found++;
			if (why)
				why[column] = (Exposure) {by, negate_mod(multiply_mod(first[column], inverse_mod(first[by])))};
		}
	}
	release(e->hooks, ratios);
	return found;
}

/*
 * Which columns to protect are exposed when all columns of the matrix are hidden, and
 * which are needed? The matrix is used up. The history and the arrays may be NULL.
 */
int32_t
find_exposed(const Elimination *e, Matrix *m, History *history,
			 bool *exposed, Exposure *why, bool *needed)
{
	History    *own_history = history ? NULL : new_history(e->hooks, m);
	uint64_t   *first = allocate(e->hooks, m->columns * sizeof(uint64_t));
	uint64_t   *second = allocate(e->hooks, m->columns * sizeof(uint64_t));
	bool	   *mark = exposed ? exposed : allocate(e->hooks, m->columns);
	uint64_t	seed = 0;
	int32_t		found;

	sample_kernel(e, m, history ? history : own_history, &seed, first, second);
	found = judge_kernel(e, m->columns, m->cell, m->role, first, second, mark, why, needed);
	release(e->hooks, first);
	release(e->hooks, second);
	if (own_history)
		release_history(e->hooks, own_history);
	if (!exposed)
		release(e->hooks, mark);
	return found;
}

/*
 * Which protected cells are exposed while only hidden cells are unknown, and
 * which hidden cells are needed? With "among", only the components of those
 * cells are looked at. Returns the number of exposed cells; arrays are by cell;
 * need may be NULL.
 */
int32_t
exposed_now(const Elimination *e, Search *search, const bool *among, bool *exposed, Need *need)
{
	SdcSystem  *s = e->system;
	int32_t		count = 0;

	memset(exposed, 0, s->cells);
	start_search(e, search, false);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;
		bool	   *column_exposed;
		bool	   *column_needed;

		if (s->cell[c].state != SDC_PROTECTED || (among && !among[c]) || search->reached[c])
			continue;
		search_component(e, search, c);
		m = component_matrix(e, search);
		column_exposed = allocate(e->hooks, m->columns);
		column_needed = need ? allocate(e->hooks, m->columns) : NULL;
		count += find_exposed(e, m, NULL, column_exposed, NULL, column_needed);
		for (int32_t k = 0; k < m->columns; k++)
		{
			exposed[m->cell[k]] = column_exposed[k];
			if (need)
			{
				need->is_needed[m->cell[k]] = column_needed[k];
				need->part[m->cell[k]] = c;
			}
		}
		release(e->hooks, column_exposed);
		release(e->hooks, column_needed);
		release_matrix(e->hooks, m);
	}
	return count;
}
