/*-------------------------------------------------------------------------
 *
 * tight.c
 *		Which of some unknowns are 0 because none of them is negative.
 *
 * The rows are reduced until each has an unknown of its own, its pivot, and
 * otherwise free ones. Then two rules, again and again:
 * - A row without a constant whose coefficients have one sign is a sum: all in
 *	 it are tight.
 * - A free unknown that can grow by itself, as no pivot goes down with it, is
 *	 above 0 in some solution, and so are those pivots. Their rows say nothing
 *	 about the others.
 * A linear programme tells what is left. With what it found to be above 0
 * eliminated, tight unknowns are left, and they fall apart into small groups: in
 * those the sums are found, by their signs or by one more programme.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/tight.h"
#include "sdc/equations.h"
#include "sdc/lp.h"
#include "sdc/memory.h"
#include "sdc/modular.h"
#include "sdc/pivot.h"

#include <math.h>
#include <stdlib.h>

/* Entries of reduced rows; rows that would have more are not reduced. */
#define MOST_ENTRIES (INT64_C(1) << 22)

/* A sum with more cells than this, each as often as its coefficient says, is not simple. */
#define MOST_MEMBERS 1000

/* How many sums are looked for in a group at a time: the fewer the larger their programme is. */
#define MOST_PROGRAMMES(columns) (4 + (int32_t) (1000000 / ((int64_t) (columns) * (columns))))

/* What to multiply fractions with, at most, so that they are whole. */
#define LARGEST_MULTIPLE 12

static void
release_sparse_equations(Equations *e)
{
	for (int32_t i = 0; i < e->sparse; i++)
		release_equation(e->hooks, &e->sparse_equation[i]);
	release(e->hooks, e->sparse_equation);
	e->sparse = 0;
	e->sparse_equation = NULL;
}

/* The rows of pivots as they are, if all have small coefficients. */
static void
find_sparse_equations(Equations *e, const History *history)
{
	Matrix		m = *e->m;
	Row		   *row = allocate(e->hooks, history->count * sizeof(Row));

	for (int32_t i = 0; i < history->count; i++)
		row[i] = history->pivots[i].row;
	m.row = row;
	e->sparse_equation = allocate(e->hooks, history->count * sizeof(Equation));
	for (int32_t i = 0; i < history->count; i++)
	{
		check_interrupts_at(e->hooks, i);
		if (!find_equation(e->hooks, &m, i, history->pivots[i].column, &e->sparse_equation[e->sparse++]))
		{
			release_sparse_equations(e);
			break;
		}
	}
	release(e->hooks, row);
}

/*
 * The equations of a matrix, which is made anew: of independent rows, reduced if
 * that is possible. Those that have no small coefficients are left out.
 */
static void
open_equations(const SdcHooks *hooks, size_t memory_limit, Matrix *m, SdcSums *sums, Equations *e)
{
	History    *history = new_history(hooks, m);
	int64_t		most = memory_limit / 128 < MOST_ENTRIES ? (int64_t) (memory_limit / 128) : MOST_ENTRIES;

	for (int32_t c = 0; c < m->columns; c++)
		m->role[c] = m->cell[c] < 0 ? ROLE_PUBLISHED : ROLE_KEEP;
	eliminate_roles(hooks, m, 1u << ROLE_KEEP, history);
	for (int32_t i = 0; i < m->rows; i++)
		release_row(hooks, &m->row[i]);
	*e = (Equations) {.hooks = hooks, .m = m, .sums = sums};
	find_sparse_equations(e, history);
	e->is_reduced = reduce_rows(hooks, history, m->columns, most);
	e->equation = allocate(hooks, history->count * sizeof(Equation));
	e->finding = allocate_zero(hooks, m->columns * sizeof(Finding));
	for (int32_t i = 0; i < history->count; i++)
	{
		Row		   *row = &history->pivots[i].row;

		check_interrupts_at(hooks, i);
		m->row[i] = *row;
		memset(row, 0, sizeof(Row));
		if (find_equation(hooks, m, i, history->pivots[i].column, &e->equation[e->count]))
			e->count++;
		else
			release_equation(hooks, &e->equation[e->count]);
	}
	m->rows = history->count;
	release_history(hooks, history);
}

static void
close_equations(Equations *e)
{
	for (int32_t i = 0; i < e->count; i++)
		release_equation(e->hooks, &e->equation[i]);
	release_sparse_equations(e);
	release(e->hooks, e->equation);
	release(e->hooks, e->finding);
}

/* Sums */

/* Add the sum that a row without coefficients of two signs is, when it is simple. */
static void
add_sum(const Equations *e, const int32_t *coefficient, const int32_t *column, int32_t length)
{
	SdcSums    *sums = e->sums;
	int64_t		members = 0;
	int32_t		divisor = 0;

	for (int32_t k = 0; k < length; k++)
	{
		divisor = (int32_t) greatest_divisor(abs(coefficient[k]), divisor);
		members += abs(coefficient[k]);
	}
	if (!sums || members / divisor < 2 || members / divisor > MOST_MEMBERS)
		return;
	members /= divisor;
	if (sums->count == sums->capacity)
	{
		sums->capacity = sums->capacity * 2 + 16;
		sums->start = enlarge(e->hooks, sums->start, sums->count ? (sums->count + 1) * sizeof(int64_t) : 0,
							  ((size_t) sums->capacity + 1) * sizeof(int64_t));
		sums->start[0] = 0;
	}
	if (sums->start[sums->count] + members > sums->member_capacity)
	{
		sums->member_capacity = sums->member_capacity * 2 + MOST_MEMBERS;
		sums->member = enlarge(e->hooks, sums->member, sums->start[sums->count] * sizeof(int32_t),
							   (size_t) sums->member_capacity * sizeof(int32_t));
	}
	sums->start[sums->count + 1] = sums->start[sums->count];
	for (int32_t k = 0; k < length; k++)
		for (int32_t times = abs(coefficient[k]) / divisor; times > 0; times--)
			sums->member[sums->start[sums->count + 1]++] = e->m->cell[column[k]];
	sums->count++;
}

/* The coefficients of a solution as whole numbers; false when they are not simple. */
static bool
whole_solution(const double *value, int32_t count, int32_t *coefficient)
{
	for (int32_t multiple = 1; multiple <= LARGEST_MULTIPLE; multiple++)
	{
		bool		is_whole = true;

		for (int32_t c = 0; c < count && is_whole; c++)
		{
			double		nearest = floor(value[c] * multiple + 0.5);

			is_whole = fabs(value[c] * multiple - nearest) < 1e-6 && nearest < MOST_MEMBERS;
			coefficient[c] = (int32_t) nearest;
		}
		if (is_whole)
			return true;
	}
	return false;
}

/* The sum of an equation that is made of nothing but what is open. */
static void
add_sum_of_equation(const Equations *e, const Equation *equation)
{
	for (int32_t k = 0; k < equation->length; k++)
		if (e->finding[equation->column[k]] == TIGHT)
			return;
	add_sum(e, equation->coefficient, equation->column, equation->length);
}

/* The first rule. */
static bool
find_tight_by_sign(Equations *e)
{
	bool		found = false;

	for (int32_t i = 0; i < e->count; i++)
	{
		Equation   *equation = &e->equation[i];
		bool		positive = false;
		bool		negative = false;

		check_interrupts_at(e->hooks, i);
		if (!equation->is_open || equation->constant != 0)
			continue;
		for (int32_t k = 0; k < equation->length; k++)
		{
			if (e->finding[equation->column[k]] == TIGHT)
				continue;
			positive = positive || equation->coefficient[k] > 0;
			negative = negative || equation->coefficient[k] < 0;
		}
		if (positive && negative)
			continue;
		equation->is_open = false;
		if (!positive && !negative)
			continue;
		add_sum_of_equation(e, equation);
		for (int32_t k = 0; k < equation->length; k++)
			e->finding[equation->column[k]] = TIGHT;
		found = true;
	}
	return found;
}

/* The second rule. */
static bool
find_above(Equations *e)
{
	bool	   *is_held = allocate_zero(e->hooks, e->m->columns);
	bool		found = false;

	for (int32_t i = 0; i < e->count; i++)
	{
		const Equation *equation = &e->equation[i];

		check_interrupts_at(e->hooks, i);
		if (!equation->is_open)
			continue;
		is_held[equation->pivot] = true;
		for (int32_t k = 0; k < equation->length; k++)
			if (equation->coefficient[k] > 0)
				is_held[equation->column[k]] = true;
	}
	for (int32_t c = 0; c < e->m->columns; c++)
		if (e->finding[c] == OPEN && e->m->cell[c] >= 0 && !is_held[c])
			e->finding[c] = ABOVE;
	for (int32_t i = 0; i < e->count; i++)
	{
		Equation   *equation = &e->equation[i];

		for (int32_t k = 0; k < equation->length && equation->is_open; k++)
			if (e->finding[equation->column[k]] == ABOVE)
			{
				equation->is_open = false;
				e->finding[equation->pivot] = ABOVE;
				found = true;
			}
	}
	release(e->hooks, is_held);
	return found;
}

/* Do the same slacks for all that is left satisfy all equations? */
static bool
has_even_solution(const Equations *e)
{
	for (int32_t i = 0; i < e->count; i++)
	{
		const Equation *equation = &e->equation[i];
		int64_t		sum = 0;

		if (!equation->is_open)
			continue;
		for (int32_t k = 0; k < equation->length; k++)
			sum += e->finding[equation->column[k]] == TIGHT ? 0 : equation->coefficient[k];
		if (sum != 0 || equation->constant != 0)
			return false;
	}
	return true;
}

/*
 * The coefficients of combinations of rows as a problem: one for each unknown.
 * Those of the pivots may be any, and those of each free unknown, or the
 * constant, follow from them. False when coefficients get too large.
 */
static bool
combination_problem(const Equations *e, SdcLpProblem *problem)
{
	const SdcHooks *hooks = e->hooks;
	int32_t		columns = e->m->columns;
	int64_t    *start = allocate_zero(hooks, ((size_t) columns + 2) * sizeof(int64_t));
	int64_t    *common = allocate(hooks, ((size_t) columns + 1) * sizeof(int64_t));
	int64_t		entries = 0;
	int32_t    *column;
	int32_t    *coefficient;
	bool		is_small = true;

	/* Row c is that of column c, the last one that of the constant. Rows of pivots are empty. */
	for (int32_t c = 0; c <= columns; c++)
		common[c] = 1;
	for (int32_t i = 0; i < e->count && is_small; i++)
	{
		const Equation *equation = &e->equation[i];
		int64_t		own = pivot_coefficient(equation);

		for (int32_t k = 0; k <= equation->length && is_small; k++)
		{
			int32_t		row = k < equation->length ? equation->column[k] : columns;

			if (row == equation->pivot || (row == columns && equation->constant == 0))
				continue;
			start[row + 1]++;
			common[row] *= own / greatest_divisor(own, common[row]);
			is_small = common[row] <= LARGEST_COEFFICIENT;
		}
	}
	for (int32_t c = 0; c < columns; c++)
		start[c + 1] += start[c + 1] > 0;
	for (int32_t c = 0; c <= columns; c++)
		start[c + 1] += start[c];
	entries = start[columns + 1];
	column = allocate(hooks, (size_t) entries * sizeof(int32_t));
	coefficient = allocate(hooks, (size_t) entries * sizeof(int32_t));
	for (int32_t c = 0; c < columns; c++)
		if (start[c + 1] > start[c])
		{
			column[start[c]] = c;
			coefficient[start[c]++] = (int32_t) -common[c];
		}
	for (int32_t i = 0; i < e->count && is_small; i++)
	{
		const Equation *equation = &e->equation[i];
		int64_t		own = pivot_coefficient(equation);

		for (int32_t k = 0; k <= equation->length && is_small; k++)
		{
			int32_t		row = k < equation->length ? equation->column[k] : columns;
			int64_t		value = k < equation->length ? equation->coefficient[k] : equation->constant;

			if (row == equation->pivot || (row == columns && value == 0))
				continue;
			value *= common[row] / own;
			is_small = value < INT32_MAX && value > -INT32_MAX;
			column[start[row]] = equation->pivot;
			coefficient[start[row]++] = (int32_t) value;
		}
	}
	memmove(start + 1, start, ((size_t) columns + 1) * sizeof(int64_t));
	start[0] = 0;
	release(hooks, common);
	problem->start = start;
	problem->column = column;
	problem->coefficient = coefficient;
	problem->rows = columns + 1;
	return is_small;
}

/* Do whole numbers satisfy the problem? */
static bool
is_combination(const SdcLpProblem *problem, const int32_t *value)
{
	for (int32_t i = 0; i < problem->rows; i++)
	{
		__int128	sum = 0;

		for (int64_t k = problem->start[i]; k < problem->start[i + 1]; k++)
			sum += (__int128) problem->coefficient[k] * value[problem->column[k]];
		if (sum != 0)
			return false;
	}
	return true;
}

/*
 * The sums behind what is tight that no single row tells: for each unknown the
 * smallest combination of rows that has it, and nothing negative. All are tight.
 */
static void
find_sums_by_programme(Equations *e, size_t memory_limit, bool *is_covered)
{
	const SdcHooks *hooks = e->hooks;
	int32_t		columns = e->m->columns;
	int64_t    *low = allocate_zero(hooks, (size_t) columns * sizeof(int64_t));
	int64_t    *high = allocate(hooks, (size_t) columns * sizeof(int64_t));
	int64_t    *zero = allocate_zero(hooks, ((size_t) columns + 1) * sizeof(int64_t));
	int32_t    *all = allocate(hooks, (size_t) columns * sizeof(int32_t));
	int32_t    *whole = allocate(hooks, (size_t) columns * sizeof(int32_t));
	int32_t    *member = allocate(hooks, (size_t) columns * sizeof(int32_t));
	SdcLpProblem problem = {columns, low, high, 0, zero, zero, .is_rough = true};
	bool		is_small = combination_problem(e, &problem);
	SdcLpStatus status = SDC_LP_FAILED;
	int32_t		programmes = 0;

	for (int32_t c = 0; c < columns; c++)
	{
		all[c] = c;
		high[c] = e->m->cell[c] < 0 ? 0 : LARGEST_SLACK;
	}
	if (is_small)
		status = sdc_lp_open(hooks, memory_limit);
	if (status == SDC_LP_DONE)
		status = sdc_lp_load(&problem);
	for (int32_t c = 0; c < columns && status == SDC_LP_DONE && programmes < MOST_PROGRAMMES(columns); c++)
	{
		SdcLpOptimum optimum;
		int32_t		length = 0;

		if (is_covered[c] || e->m->cell[c] < 0)
			continue;
		programmes++;
		low[c] = 1;
		status = sdc_lp_change_bounds(c);
		if (status == SDC_LP_DONE)
			status = sdc_lp_optimise(all, columns, false, &optimum);
		low[c] = 0;
		if (status == SDC_LP_INFEASIBLE)
			status = SDC_LP_DONE;
		else if (status == SDC_LP_DONE && whole_solution(optimum.value, columns, whole) && is_combination(&problem, whole))
		{
			for (int32_t k = 0; k < columns; k++)
				if (whole[k] > 0)
				{
					is_covered[k] = true;
					member[length] = k;
					whole[length++] = whole[k];
				}
			add_sum(e, whole, member, length);
		}
		if (status == SDC_LP_DONE)
			status = sdc_lp_change_bounds(c);
	}
	sdc_lp_close();
	release(hooks, (void *) problem.coefficient);
	release(hooks, (void *) problem.column);
	release(hooks, (void *) problem.start);
	release(hooks, member);
	release(hooks, whole);
	release(hooks, all);
	release(hooks, zero);
	release(hooks, high);
	release(hooks, low);
}

/* The sums of a group of unknowns that are all tight. */
static void
find_sums(const SdcHooks *hooks, size_t memory_limit, Matrix *m, SdcSums *sums)
{
	bool	   *is_covered = allocate_zero(hooks, m->columns);
	bool		is_left = false;
	Equations	e;

	open_equations(hooks, memory_limit, m, sums, &e);
	for (int32_t i = 0; i < e.count; i++)
	{
		const Equation *equation = &e.equation[i];
		bool		is_sum = equation->constant == 0;

		for (int32_t k = 0; k < equation->length && is_sum; k++)
			is_sum = equation->coefficient[k] > 0;
		if (!is_sum)
			continue;
		add_sum(&e, equation->coefficient, equation->column, equation->length);
		for (int32_t k = 0; k < equation->length; k++)
			is_covered[equation->column[k]] = true;
	}
	for (int32_t c = 0; c < m->columns; c++)
		is_left = is_left || (m->cell[c] >= 0 && !is_covered[c]);
	if (is_left && e.is_reduced)
		find_sums_by_programme(&e, memory_limit, is_covered);
	close_equations(&e);
	release(hooks, is_covered);
}

/* What is left of the equations when what is above 0 is eliminated: the groups of what is tight. */
static void
find_sums_of_tight(const Equations *e, size_t memory_limit)
{
	Matrix	   *m = copy_without(e->hooks, e->m, 0);
	Matrix	   *left;
	Matrix	  **parts;
	int32_t		count;

	for (int32_t c = 0; c < m->columns; c++)
		m->role[c] = m->cell[c] < 0 ? ROLE_PUBLISHED : e->finding[c] == TIGHT ? ROLE_KEEP : ROLE_HIDDEN;
	eliminate_roles(e->hooks, m, 1u << ROLE_HIDDEN, NULL);
	left = copy_without(e->hooks, m, 1u << ROLE_HIDDEN);
	release_matrix(e->hooks, m);
	parts = split_components(e->hooks, left, &count);
	release_matrix(e->hooks, left);
	for (int32_t p = 0; p < count; p++)
	{
		find_sums(e->hooks, memory_limit, parts[p], e->sums);
		release_matrix(e->hooks, parts[p]);
	}
	release(e->hooks, parts);
}

/* Take out the sums from one on, before another. */
static void
drop_sums(SdcSums *sums, int32_t from, int32_t to)
{
	int64_t		dropped = sums->start[to] - sums->start[from];

	memmove(sums->member + sums->start[from], sums->member + sums->start[to],
			(size_t) (sums->start[sums->count] - sums->start[to]) * sizeof(int32_t));
	for (int32_t i = to; i <= sums->count; i++)
		sums->start[i - to + from] = sums->start[i] - dropped;
	sums->count -= to - from;
}

/* What the rows as they are tell by their signs, constants included: tight columns get the role HIDDEN. */
static void
find_tight_in_rows(const SdcHooks *hooks, const Matrix *m, SdcSums *sums)
{
	Equations	e = {.hooks = hooks, .m = m, .sums = sums};

	e.equation = allocate(hooks, m->rows * sizeof(Equation));
	e.finding = allocate_zero(hooks, m->columns * sizeof(Finding));
	for (int32_t i = 0; i < m->rows; i++)
	{
		int32_t		pivot = -1;

		check_interrupts_at(hooks, i);
		for (int32_t k = 0; k < m->row[i].length && pivot < 0; k++)
			if (m->cell[m->row[i].entries[k].column] >= 0)
				pivot = m->row[i].entries[k].column;
		if (pivot < 0)
			continue;
		if (find_equation(hooks, m, i, pivot, &e.equation[e.count]))
			e.count++;
		else
			release_equation(hooks, &e.equation[e.count]);
	}
	while (find_tight_by_sign(&e))
		check_interrupts(hooks);
	for (int32_t c = 0; c < m->columns; c++)
		m->role[c] = e.finding[c] == TIGHT ? ROLE_HIDDEN : ROLE_KEEP;
	close_equations(&e);
}

bool
sdc_find_tight(const SdcHooks *hooks, size_t memory_limit, Matrix *m, bool *tight, SdcSums *sums)
{
	bool		found = true;
	bool		is_open = false;
	int32_t		first;
	int32_t		by_sign;
	Matrix	   *rows = m;
	Equations	e;

	/* What is 0 is taken out: what is left depends on the choice of pivots no more than it must. */
	find_tight_in_rows(hooks, rows, sums);
	m = copy_without(hooks, rows, 1u << ROLE_HIDDEN);
	first = sums ? sums->count : 0;
	open_equations(hooks, memory_limit, m, sums, &e);
	while (found)
	{
		check_interrupts(hooks);
		found = find_tight_by_sign(&e);
		found = (e.is_reduced && find_above(&e)) || found;
	}
	for (int32_t i = 0; i < e.count; i++)
		is_open = is_open || e.equation[i].is_open;
	by_sign = sums ? sums->count : 0;
	if (is_open && !has_even_solution(&e) && find_tight_by_programme(&e, memory_limit) && sums)
	{
		/* Those that were found by sign are among them, if any are. */
		find_sums_of_tight(&e, memory_limit);
		if (sums->count > by_sign && by_sign > first)
			drop_sums(sums, first, by_sign);
	}
	for (int32_t c = 0, left = 0; c < rows->columns; c++)
	{
		tight[c] = rows->role[c] == ROLE_HIDDEN || e.finding[left] == TIGHT;
		left += rows->role[c] != ROLE_HIDDEN;
		tight[c] = tight[c] && rows->cell[c] >= 0;
		found = found || tight[c];
	}
	close_equations(&e);
	release_matrix(hooks, m);
	release_matrix(hooks, rows);
	return found;
}
