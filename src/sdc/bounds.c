/*-------------------------------------------------------------------------
 *
 * bounds.c
 *		What can be deduced of hidden cells because none is below its least value.
 *
 * Take off each hidden cell what it is at least: what is left, its slack, is 0
 * or more. Hidden cells are tight when a combination of the relations, without
 * a negative coefficient, says that their slacks add up to 0. As the true
 * slacks satisfy it, only cells whose slack is truly 0 can be in it, or such
 * whose value nobody knows.
 *
 * So eliminate all other cells: what is left are the combinations of such
 * cells. There are few in most tables. A cell is tight when it is 0 in every
 * solution without negative numbers: a row of coefficients of one sign that adds
 * up to 0 tells that at once, a linear programme tells the rest.
 *
 * When the tight cells are known, every other cell has slack in some table that
 * fits, so nothing but linear algebra gives away any more: one look at what is
 * exposed with the tight cells as published.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/bounds.h"
#include "sdc/component.h"
#include "sdc/lp.h"
#include "sdc/memory.h"
#include "sdc/modular.h"
#include "sdc/pivot.h"
#include "sdc/rank.h"

#include <math.h>
#include <stdlib.h>

/* Coefficients that are larger, as numerator or denominator, are given up. */
#define LARGEST_COEFFICIENT (INT64_C(1) << 15)

/* A solution may be as large as this; only whether it is more than 0 matters. */
#define LARGEST_SLACK INT32_MAX

static uint64_t
residue(int64_t value)
{
	return value >= 0 ? (uint64_t) value % PRIME : negate_mod((uint64_t) -value % PRIME);
}

/*
 * The relations of the last component, each with its constant in a further
 * column. Cells that have slack are to be eliminated.
 */
static Matrix *
slack_matrix(const Elimination *e, const Search *search, const SdcValues *values)
{
	const SdcSystem *s = e->system;
	Matrix	   *plain = component_matrix(e, search);
	int32_t		constant = plain->columns;
	Matrix	   *m = new_matrix(e->hooks, constant + 1, plain->rows);

	for (int32_t c = 0; c < plain->columns; c++)
	{
		int32_t		cell = plain->cell[c];

		m->cell[c] = cell;
		m->role[c] = values->value[cell] == SDC_UNKNOWN_VALUE || values->value[cell] <= values->least[cell] ?
			ROLE_KEEP : ROLE_HIDDEN;
	}
	m->cell[constant] = -1;
	m->role[constant] = ROLE_PUBLISHED;
	for (int32_t i = 0; i < plain->rows; i++)
	{
		int64_t		total = s->start[search->relations[i]];
		uint64_t	sum = 0;
		bool		is_known = true;

		for (int64_t k = total; k < s->start[search->relations[i] + 1]; k++)
		{
			int32_t		cell = s->members[k];
			bool		is_hidden = s->cell[cell].state == SDC_PROTECTED || s->cell[cell].state == SDC_HIDDEN;
			uint64_t	part = residue(is_hidden ? values->least[cell] : values->value[cell]);

			is_known = is_known && (is_hidden || values->value[cell] != SDC_UNKNOWN_VALUE);
			sum = add_mod(sum, k == total ? negate_mod(part) : part);
		}
		m->row[i] = plain->row[i];
		memset(&plain->row[i], 0, sizeof(Row));

		/* A published cell whose value is not known here adds up to nothing in particular. */
		if (!is_known)
			sum = mix((uint64_t) i + UINT64_C(0x9e3779b97f4a7c15)) % PRIME;
		if (sum != 0)
		{
			Row		   *row = &m->row[i];

			row->entries = enlarge(e->hooks, row->entries, row->length * sizeof(Entry), (row->length + 1) * sizeof(Entry));
			row->entries[row->length++] = (Entry) {sum, constant};
		}
	}
	release_matrix(e->hooks, plain);
	return m;
}

/* A number modulo the prime as a fraction of small numbers, if it is one. */
static bool
find_fraction(uint64_t residue, int64_t *numerator, int64_t *denominator)
{
	int64_t		last = (int64_t) PRIME;
	int64_t		rest = (int64_t) residue;
	int64_t		last_factor = 0;
	int64_t		factor = 1;

	while (rest > LARGEST_COEFFICIENT)
	{
		int64_t		quotient = last / rest;
		int64_t		next = last % rest;
		int64_t		next_factor = last_factor - quotient * factor;

		last = rest;
		rest = next;
		last_factor = factor;
		factor = next_factor;
		if (factor > LARGEST_COEFFICIENT || factor < -LARGEST_COEFFICIENT)
			return false;
	}
	*numerator = factor < 0 ? -rest : rest;
	*denominator = factor < 0 ? -factor : factor;
	return true;
}

static int64_t
greatest_divisor(int64_t a, int64_t b)
{
	while (b != 0)
	{
		int64_t		rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/*
 * The coefficients of a row as whole numbers, and its constant; false when they
 * are too large.
 */
static bool
whole_coefficients(const Matrix *m, const Row *row, int32_t *coefficient, int64_t *constant)
{
	uint64_t	scale = 0;
	uint64_t	rest = 0;
	int64_t		common = 1;

	for (int32_t k = 0; k < row->length; k++)
	{
		if (m->cell[row->entries[k].column] < 0)
			rest = row->entries[k].value;
		else if (scale == 0)
			scale = inverse_mod(row->entries[k].value);
	}
	for (int pass = 0; pass < 2; pass++)
		for (int32_t k = 0; k < row->length; k++)
		{
			int64_t		numerator = 0;
			int64_t		denominator = 1;

			if (m->cell[row->entries[k].column] >= 0 &&
				!find_fraction(multiply_mod(row->entries[k].value, scale), &numerator, &denominator))
				return false;
			if (pass == 0)
				common *= denominator / greatest_divisor(common, denominator);
			else
				coefficient[k] = (int32_t) (numerator * (common / denominator));
			if (common > LARGEST_COEFFICIENT)
				return false;
		}
	rest = multiply_mod(multiply_mod(rest, scale), (uint64_t) common);
	*constant = rest > PRIME / 2 ? -(int64_t) (PRIME - rest) : (int64_t) rest;
	return *constant < INT32_MAX && *constant > -INT32_MAX;
}

/* A sum with more cells than this, each as often as its coefficient says, is not simple. */
#define MOST_MEMBERS 1000

void
sdc_release_sums(SdcSums *sums, const SdcHooks *hooks)
{
	release(hooks, sums->start);
	release(hooks, sums->member);
	memset(sums, 0, sizeof(SdcSums));
}

/* A connected part of what is left, with whole coefficients. */
typedef struct Remainder
{
	const Matrix *m;
	int32_t   **coefficient;	/* of the entries of each row; 0 for the constant */
	int64_t    *constant;		/* of each row */
	bool	   *tight;			/* of each column */
	SdcSums    *sums;			/* or NULL */
} Remainder;

/* Add the sum that a row without coefficients of two signs is, when it is simple. */
static void
add_sum(const SdcHooks *hooks, const Remainder *r, const int32_t *coefficient, const int32_t *column, int32_t length)
{
	SdcSums    *sums = r->sums;
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
		sums->start = enlarge(hooks, sums->start, sums->count ? (sums->count + 1) * sizeof(int64_t) : 0,
							  ((size_t) sums->capacity + 1) * sizeof(int64_t));
		sums->start[0] = 0;
	}
	if (sums->start[sums->count] + members > sums->member_capacity)
	{
		sums->member_capacity = sums->member_capacity * 2 + MOST_MEMBERS;
		sums->member = enlarge(hooks, sums->member, sums->start[sums->count] * sizeof(int32_t),
							   (size_t) sums->member_capacity * sizeof(int32_t));
	}
	sums->start[sums->count + 1] = sums->start[sums->count];
	for (int32_t k = 0; k < length; k++)
		for (int32_t times = abs(coefficient[k]) / divisor; times > 0; times--)
			sums->member[sums->start[sums->count + 1]++] = r->m->cell[column[k]];
	sums->count++;
}

/* The sum of a row that is made of nothing but such cells. */
static void
add_sum_of_row(const SdcHooks *hooks, const Remainder *r, int32_t i)
{
	const Row  *row = &r->m->row[i];
	int32_t    *column = allocate(hooks, (size_t) row->length * sizeof(int32_t));
	bool		is_whole = true;

	for (int32_t k = 0; k < row->length; k++)
	{
		column[k] = row->entries[k].column;
		is_whole = is_whole && !(r->tight[column[k]] && r->coefficient[i][k] != 0);
	}
	if (is_whole)
		add_sum(hooks, r, r->coefficient[i], column, row->length);
	release(hooks, column);
}

/* Rows in which all coefficients have one sign. */
static void
find_tight_by_sign(const SdcHooks *hooks, Remainder *r)
{
	bool		found = true;

	while (found)
	{
		found = false;
		check_interrupts(hooks);
		for (int32_t i = 0; i < r->m->rows; i++)
		{
			const Row  *row = &r->m->row[i];
			bool		positive = false;
			bool		negative = false;

			for (int32_t k = 0; k < row->length && r->constant[i] == 0; k++)
			{
				if (r->tight[row->entries[k].column])
					continue;
				positive = positive || r->coefficient[i][k] > 0;
				negative = negative || r->coefficient[i][k] < 0;
			}
			if (positive == negative)
				continue;
			add_sum_of_row(hooks, r, i);
			for (int32_t k = 0; k < row->length; k++)
				if (r->coefficient[i][k] != 0)
					r->tight[row->entries[k].column] = true;
			found = true;
		}
	}
}

/* Do the same slacks for all cells that are left satisfy all rows? */
static bool
has_even_solution(const Remainder *r)
{
	for (int32_t i = 0; i < r->m->rows; i++)
	{
		const Row  *row = &r->m->row[i];
		int64_t		sum = 0;

		for (int32_t k = 0; k < row->length; k++)
			sum += r->tight[row->entries[k].column] ? 0 : r->coefficient[i][k];
		if (sum != 0 || r->constant[i] != 0)
			return false;
	}
	return true;
}

/*
 * Push up all cells together that have not been above 0, until no more move:
 * those are tight. None is when the programme cannot be solved: the audit by
 * intervals says more then. True when there are any.
 */
static bool
find_tight_by_programme(const SdcHooks *hooks, size_t memory_limit, Remainder *r)
{
	const Matrix *m = r->m;
	int64_t		entries = 0;
	int64_t    *low = allocate_zero(hooks, (size_t) m->columns * sizeof(int64_t));
	int64_t    *high = allocate(hooks, (size_t) m->columns * sizeof(int64_t));
	int64_t    *sum = allocate(hooks, (size_t) m->rows * sizeof(int64_t));
	int64_t    *start = allocate(hooks, ((size_t) m->rows + 1) * sizeof(int64_t));
	int32_t    *open = allocate(hooks, (size_t) m->columns * sizeof(int32_t));
	int32_t		count = 0;
	int32_t    *column;
	int32_t    *coefficient;
	bool		is_solved = false;
	SdcLpProblem problem;
	SdcLpStatus status;

	for (int32_t i = 0; i < m->rows; i++)
		entries += m->row[i].length;
	column = allocate(hooks, (size_t) entries * sizeof(int32_t));
	coefficient = allocate(hooks, (size_t) entries * sizeof(int32_t));
	start[0] = 0;
	for (int32_t i = 0; i < m->rows; i++)
	{
		sum[i] = -r->constant[i];
		start[i + 1] = start[i];
		for (int32_t k = 0; k < m->row[i].length; k++)
		{
			if (r->coefficient[i][k] == 0)
				continue;
			column[start[i + 1]] = m->row[i].entries[k].column;
			coefficient[start[i + 1]++] = r->coefficient[i][k];
		}
	}
	for (int32_t c = 0; c < m->columns; c++)
	{
		high[c] = r->tight[c] || m->cell[c] < 0 ? 0 : LARGEST_SLACK;
		if (!r->tight[c] && m->cell[c] >= 0)
			open[count++] = c;
	}
	problem = (SdcLpProblem) {m->columns, low, high, m->rows, sum, sum, start, column, coefficient};
	status = sdc_lp_open(hooks, memory_limit);
	if (status == SDC_LP_DONE)
		status = sdc_lp_load(&problem);
	for (int32_t before = count + 1; status == SDC_LP_DONE && count > 0 && count < before;)
	{
		SdcLpOptimum optimum;
		int32_t		left = 0;

		before = count;
		status = sdc_lp_optimise(open, count, true, &optimum);
		is_solved = status == SDC_LP_DONE && optimum.is_vertex;
		if (!is_solved)
			break;
		for (int32_t i = 0; i < count; i++)
			if (optimum.value[open[i]] <= 0)
				open[left++] = open[i];
		count = left;
	}
	sdc_lp_close();
	if (!is_solved)
		count = 0;
	for (int32_t i = 0; i < count; i++)
		r->tight[open[i]] = true;
	release(hooks, coefficient);
	release(hooks, column);
	release(hooks, open);
	release(hooks, start);
	release(hooks, sum);
	release(hooks, high);
	release(hooks, low);
	return count > 0;
}

/* How many sums are looked for in a connected part at a time. */
#define MOST_PROGRAMMES 100

/* What to multiply fractions with, at most, so that they are whole. */
#define LARGEST_MULTIPLE 12

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

/*
 * The sums behind tight cells that no single row tells: for each cell the
 * smallest combination of rows that has it, and nothing negative.
 */
static void
find_sums_by_programme(const SdcHooks *hooks, size_t memory_limit, Remainder *r)
{
	const Matrix *m = r->m;
	int32_t		columns = m->columns + m->rows;
	int64_t		entries = (int64_t) m->columns + m->rows;
	int64_t    *low = allocate_zero(hooks, (size_t) columns * sizeof(int64_t));
	int64_t    *high = allocate(hooks, (size_t) columns * sizeof(int64_t));
	int64_t    *zero = allocate_zero(hooks, ((size_t) m->columns + 1) * sizeof(int64_t));
	int64_t    *start = allocate_zero(hooks, ((size_t) m->columns + 2) * sizeof(int64_t));
	int32_t    *all = allocate(hooks, (size_t) m->columns * sizeof(int32_t));
	int32_t    *whole = allocate(hooks, (size_t) m->columns * sizeof(int32_t));
	bool	   *covered = allocate_zero(hooks, m->columns);
	SdcLpStatus status = SDC_LP_DONE;
	int32_t		programmes = 0;
	int32_t    *column;
	int32_t    *coefficient;

	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 0; k < m->row[i].length; k++)
		{
			start[m->row[i].entries[k].column + 1]++;
			entries++;
		}
	column = allocate(hooks, (size_t) entries * sizeof(int32_t));
	coefficient = allocate(hooks, (size_t) entries * sizeof(int32_t));

	/* Constraint c: the coefficient of column c is that of the combination of rows. */
	for (int32_t c = 0; c < m->columns; c++)
	{
		all[c] = c;
		high[c] = r->tight[c] ? LARGEST_SLACK : 0;
		start[c + 1] += start[c] + 1;
		column[start[c]] = c;
		coefficient[start[c]] = -1;
		whole[c] = 1;
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		low[m->columns + i] = -LARGEST_SLACK;
		high[m->columns + i] = LARGEST_SLACK;
		for (int32_t k = 0; k < m->row[i].length; k++)
		{
			int32_t		c = m->row[i].entries[k].column;

			column[start[c] + whole[c]] = m->columns + i;
			coefficient[start[c] + whole[c]++] = r->coefficient[i][k];
		}
	}

	/* And the last one: the combination adds up to 0. */
	start[m->columns + 1] = start[m->columns];
	for (int32_t i = 0; i < m->rows; i++)
		if (r->constant[i] != 0)
		{
			column[start[m->columns + 1]] = m->columns + i;
			coefficient[start[m->columns + 1]++] = (int32_t) r->constant[i];
		}
	status = sdc_lp_open(hooks, memory_limit);
	for (int32_t c = 0; c < m->columns && status == SDC_LP_DONE && programmes < MOST_PROGRAMMES; c++)
	{
		SdcLpProblem problem = {columns, low, high, m->columns + 1, zero, zero, start, column, coefficient};
		SdcLpOptimum optimum;

		if (!r->tight[c] || covered[c])
			continue;
		covered[c] = true;
		programmes++;
		low[c] = 1;
		status = sdc_lp_load(&problem);
		if (status == SDC_LP_DONE)
			status = sdc_lp_optimise(all, m->columns, false, &optimum);
		low[c] = 0;
		if (status == SDC_LP_INFEASIBLE)
			status = SDC_LP_DONE;
		else if (status == SDC_LP_DONE && whole_solution(optimum.value, m->columns, whole))
		{
			int32_t		length = 0;

			for (int32_t k = 0; k < m->columns; k++)
				if (whole[k] > 0)
				{
					covered[k] = true;
					all[length] = k;
					whole[length++] = whole[k];
				}
			add_sum(hooks, r, whole, all, length);
			for (int32_t k = 0; k < m->columns; k++)
				all[k] = k;
		}
	}
	sdc_lp_close();
	release(hooks, coefficient);
	release(hooks, column);
	release(hooks, covered);
	release(hooks, whole);
	release(hooks, all);
	release(hooks, start);
	release(hooks, zero);
	release(hooks, high);
	release(hooks, low);
}

/*
 * Mark the tight cells of a connected part of what is left; true when there are
 * any. Where no cell is known to be at its least, only single rows are looked at.
 */
static bool
mark_tight(const SdcHooks *hooks, size_t memory_limit, const SdcValues *values, const Matrix *m, bool *tight,
		   SdcSums *sums)
{
	Remainder	r = {.m = m, .sums = sums};
	bool		is_at_least = false;
	bool		found = false;

	for (int32_t c = 0; c < m->columns; c++)
		is_at_least = is_at_least || (m->cell[c] >= 0 && values->value[m->cell[c]] != SDC_UNKNOWN_VALUE);
	r.coefficient = allocate_zero(hooks, (size_t) m->rows * sizeof(int32_t *));
	r.constant = allocate_zero(hooks, (size_t) m->rows * sizeof(int64_t));
	r.tight = allocate_zero(hooks, m->columns);
	for (int32_t i = 0; i < m->rows; i++)
	{
		r.coefficient[i] = allocate_zero(hooks, (size_t) m->row[i].length * sizeof(int32_t));
		if (whole_coefficients(m, &m->row[i], r.coefficient[i], &r.constant[i]))
			continue;
		/* Such a row is left out. */
		memset(r.coefficient[i], 0, (size_t) m->row[i].length * sizeof(int32_t));
		r.constant[i] = 0;
	}
	find_tight_by_sign(hooks, &r);
	if (is_at_least && !has_even_solution(&r) && find_tight_by_programme(hooks, memory_limit, &r) && sums)
		find_sums_by_programme(hooks, memory_limit, &r);
	for (int32_t c = 0; c < m->columns; c++)
		if (r.tight[c] && m->cell[c] >= 0)
			found = tight[m->cell[c]] = true;
	for (int32_t i = 0; i < m->rows; i++)
		release(hooks, r.coefficient[i]);
	release(hooks, r.coefficient);
	release(hooks, r.constant);
	release(hooks, r.tight);
	return found;
}

/* The same rows, each with a column of its own for its constant, so that constants connect nothing. */
static Matrix *
part_constants(const SdcHooks *hooks, Matrix *m)
{
	Matrix	   *parted = new_matrix(hooks, m->columns + m->rows, m->rows);

	for (int32_t c = 0; c < parted->columns; c++)
	{
		parted->cell[c] = c < m->columns ? m->cell[c] : -1;
		parted->role[c] = c < m->columns ? m->role[c] : ROLE_PUBLISHED;
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		parted->row[i] = m->row[i];
		memset(&m->row[i], 0, sizeof(Row));
		for (int32_t k = 0; k < parted->row[i].length; k++)
			if (m->cell[parted->row[i].entries[k].column] < 0)
				parted->row[i].entries[k].column = m->columns + i;
	}
	release_matrix(hooks, m);
	return parted;
}

/* The tight cells of the last component; true when there are any. */
static bool
find_tight(const Elimination *e, const Search *search, const SdcValues *values, size_t memory_limit, bool *tight,
		   SdcSums *sums)
{
	Matrix	   *m = slack_matrix(e, search, values);
	bool		found = false;
	Matrix	   *left;
	Matrix	  **parts;
	int32_t		count;

	eliminate_roles(e->hooks, m, 1u << ROLE_HIDDEN, NULL);
	left = part_constants(e->hooks, copy_without(e->hooks, m, 1u << ROLE_HIDDEN));
	release_matrix(e->hooks, m);
	parts = split_components(e->hooks, left, &count);
	release_matrix(e->hooks, left);
	for (int32_t p = 0; p < count; p++)
	{
		found = mark_tight(e->hooks, memory_limit, values, parts[p], tight, sums) || found;
		release_matrix(e->hooks, parts[p]);
	}
	release(e->hooks, parts);
	return found;
}

/* Has anything of the last component changed? */
static bool
is_changed(const SdcSystem *system, const Search *search)
{
	bool		changed = !system->changed;

	for (int32_t k = 0; k < search->found && !changed; k++)
		changed = system->changed[search->queue[k]];
	return changed;
}

int32_t
sdc_exposed_by_bounds(const SdcSystem *system, const SdcValues *values, const SdcHooks *hooks, size_t memory_limit,
					  bool *exposed, bool *tight, SdcSums *sums)
{
	Elimination e;
	Search		search;
	SdcSystem	known = *system;
	Ranked	   *ranked = allocate(hooks, (size_t) system->cells * sizeof(Ranked));
	int32_t		protected = 0;
	bool		found = false;
	int32_t		count = 0;

	memset(exposed, 0, system->cells);
	memset(tight, 0, system->cells);
	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	start_search(&e, &search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	known.changed = allocate_zero(hooks, system->cells);
	for (int32_t c = 0; c < system->cells; c++)
		if (system->cell[c].state == SDC_PROTECTED)
			ranked[protected++] = (Ranked) {system->cell[c].rank, c};
	qsort(ranked, protected, sizeof(Ranked), compare_ranked);
	for (int32_t i = 0; i < protected; i++)
	{
		bool		is_tight;

		if (search.reached[ranked[i].cell])
			continue;
		search_component(&e, &search, ranked[i].cell);
		if (!is_changed(system, &search))
			continue;
		is_tight = find_tight(&e, &search, values, memory_limit, tight, sums);
		found = found || is_tight;
		for (int32_t k = 0; k < search.found; k++)
		{
			known.changed[search.queue[k]] = is_tight;
			if (system->changed && !is_tight)
				system->changed[search.queue[k]] = false;
		}
	}
	release_search(&e, &search);
	close_elimination(&e);
	release(hooks, ranked);
	if (!found)
	{
		release(hooks, known.changed);
		return 0;
	}

	known.cell = allocate(hooks, (size_t) system->cells * sizeof(SdcCell));
	memcpy(known.cell, system->cell, (size_t) system->cells * sizeof(SdcCell));
	for (int32_t c = 0; c < system->cells; c++)
		if (tight[c])
			known.cell[c].state = SDC_PUBLISHED;
	sdc_exposed(&known, hooks, exposed);
	release(hooks, known.changed);
	release(hooks, known.cell);
	for (int32_t c = 0; c < system->cells; c++)
	{
		exposed[c] = exposed[c] || (tight[c] && system->cell[c].state == SDC_PROTECTED);
		count += exposed[c];
	}
	return count;
}
