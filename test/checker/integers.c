/*-------------------------------------------------------------------------
 *
 * integers.c
 *		What whole numbers fit sums and bounds, exactly.
 *
 * GLPK's floating point only proposes. That a sum can have another value counts
 * when a table of whole numbers has been found that fits every sum, checked in
 * integers; that it cannot, when GLPK's simplex in rational arithmetic says so,
 * of the problem and, where a corner is not of whole numbers, of every branch.
 *
 *-------------------------------------------------------------------------
 */
#include "integers.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BRANCHES 20000

typedef struct Solver
{
	const Sums *sums;
	glp_prob   *problem;		/* a row for each sum, and one for what is asked */
	int			question;		/* that row */
	int64_t    *table;			/* a table that fits, by column */
	int			branches;
	bool		gave_up;
} Solver;

static bool
has_column(const Sum *sum, int column)
{
	return sum->columns[column / 64] >> (column % 64) & 1;
}

static void
open_solver(Solver *s, const Sums *sums)
{
	int		   *index = malloc((sums->columns + 1) * sizeof(int));
	double	   *one = malloc((sums->columns + 1) * sizeof(double));

	memset(s, 0, sizeof(Solver));
	s->sums = sums;
	s->table = malloc((sums->columns + 1) * sizeof(int64_t));
	s->problem = glp_create_prob();
	s->question = sums->sums + 1;
	glp_add_rows(s->problem, s->question);
	glp_add_cols(s->problem, sums->columns);
	for (int c = 0; c < sums->columns; c++)
	{
		glp_set_col_bnds(s->problem, c + 1, GLP_LO, 0, 0);
		one[c + 1] = 1;
	}
	for (int i = 0; i < sums->sums; i++)
	{
		const Sum  *sum = &sums->sum[i];
		int			members = 0;

		for (int c = 0; c < sums->columns; c++)
			if (has_column(sum, c))
				index[++members] = c + 1;
		glp_set_mat_row(s->problem, i + 1, members, index, one);
		if (sum->is_known)
			glp_set_row_bnds(s->problem, i + 1, GLP_FX, (double) sum->value, 0);
		else
			glp_set_row_bnds(s->problem, i + 1, GLP_LO, (double) sum->low, 0);
	}
	glp_set_row_bnds(s->problem, s->question, GLP_FR, 0, 0);
	glp_std_basis(s->problem);
	free(index);
	free(one);
}

static void
close_solver(Solver *s)
{
	glp_delete_prob(s->problem);
	free(s->table);
}

static void
ask(Solver *s, int sum, bool maximise)
{
	for (int c = 0; c < s->sums->columns; c++)
		glp_set_obj_coef(s->problem, c + 1, has_column(&s->sums->sum[sum], c) ? 1 : 0);
	glp_set_obj_dir(s->problem, maximise ? GLP_MAX : GLP_MIN);
}

/* What a sum is in the table. */
static int64_t
sum_of(const Solver *s, int sum)
{
	int64_t		total = 0;

	for (int c = 0; c < s->sums->columns; c++)
		if (has_column(&s->sums->sum[sum], c))
			total += s->table[c];
	return total;
}

/* Read the corner that GLPK is at; is it a table of whole numbers that fits? */
static bool
read_table(Solver *s)
{
	for (int c = 0; c < s->sums->columns; c++)
	{
		double		value = glp_get_col_prim(s->problem, c + 1);

		s->table[c] = llround(value);
		if (fabs(value - (double) s->table[c]) > 1e-6 || s->table[c] < 0)
			return false;
	}
	for (int i = 0; i < s->sums->sums; i++)
	{
		int64_t		total = sum_of(s, i);

		if (s->sums->sum[i].is_known ? total != s->sums->sum[i].value : total < s->sums->sum[i].low)
			return false;
	}
	return true;
}

/* GLP_OPT, GLP_UNBND or GLP_NOFEAS; "exactly" in rational arithmetic. */
static int
solve(Solver *s, bool exactly)
{
	glp_smcp	parameters;
	int			status;

	glp_init_smcp(&parameters);
	parameters.msg_lev = GLP_MSG_OFF;
	if (glp_simplex(s->problem, &parameters) != 0)
	{
		glp_std_basis(s->problem);
		if (glp_simplex(s->problem, &parameters) != 0)
			exactly = true;
	}
	if (exactly && glp_exact(s->problem, &parameters) != 0)
	{
		glp_std_basis(s->problem);
		if (glp_exact(s->problem, &parameters) != 0)
			s->gave_up = true;
	}
	status = glp_get_status(s->problem);
	return status == GLP_OPT || status == GLP_UNBND ? status : GLP_NOFEAS;
}

/* Is there a table with what is asked within its bounds? Branches on a column. */
static bool
branch(Solver *s)
{
	int			column = 0;
	double		value = 0;
	int			type;
	double		low;
	double		high;
	bool		found;

	if (++s->branches > MAX_BRANCHES)
	{
		s->gave_up = true;
		return false;
	}
	if (solve(s, false) != GLP_OPT && solve(s, true) == GLP_NOFEAS)
		return false;
	if (read_table(s))
		return true;
	for (int c = 1; c <= s->sums->columns && column == 0; c++)
	{
		value = glp_get_col_prim(s->problem, c);
		if (fabs(value - round(value)) > 1e-6)
			column = c;
	}
	if (column == 0)
	{
		s->gave_up = true;		/* whole, and does not fit: floating point failed */
		return false;
	}
	type = glp_get_col_type(s->problem, column);
	low = glp_get_col_lb(s->problem, column);
	high = glp_get_col_ub(s->problem, column);
	glp_set_col_bnds(s->problem, column, floor(value) > low ? GLP_DB : GLP_FX, low, floor(value));
	found = branch(s);
	if (!found)
	{
		if (type == GLP_LO)
			glp_set_col_bnds(s->problem, column, GLP_LO, ceil(value), 0);
		else
			glp_set_col_bnds(s->problem, column, high > ceil(value) ? GLP_DB : GLP_FX, ceil(value), high);
		found = branch(s);
	}
	glp_set_col_bnds(s->problem, column, type, low, high);
	return found;
}

/* Is there a table where the sum is low or more, or, without low, high or less? */
static bool
exists(Solver *s, int sum, bool at_least, int64_t limit)
{
	int		   *index = malloc((s->sums->columns + 1) * sizeof(int));
	double	   *one = malloc((s->sums->columns + 1) * sizeof(double));
	int			members = 0;
	bool		found;

	for (int c = 0; c < s->sums->columns; c++)
		if (has_column(&s->sums->sum[sum], c))
		{
			index[++members] = c + 1;
			one[members] = 1;
		}
	glp_set_mat_row(s->problem, s->question, members, index, one);
	glp_set_row_bnds(s->problem, s->question, at_least ? GLP_LO : GLP_UP, (double) limit, (double) limit);
	s->branches = 0;
	found = branch(s);
	glp_set_row_bnds(s->problem, s->question, GLP_FR, 0, 0);
	glp_set_mat_row(s->problem, s->question, 0, NULL, NULL);
	glp_std_basis(s->problem);
	free(index);
	free(one);
	return found;
}

/*
 * The extreme of a sum over whole numbers. A corner of the relaxed problem that
 * is whole is it; else the search begins at the last whole number before it.
 */
static int64_t
extreme(Solver *s, int sum, bool maximise, int64_t *relaxed)
{
	int64_t		limit;

	*relaxed = NO_LIMIT;
	ask(s, sum, maximise);
	switch (solve(s, true))
	{
		case GLP_UNBND:
			return NO_LIMIT;
		case GLP_NOFEAS:
			s->gave_up = true;
			return s->sums->sum[sum].value;
	}
	limit = (int64_t) (maximise ? floor(glp_get_obj_val(s->problem) + 1e-7) : ceil(glp_get_obj_val(s->problem) - 1e-7));
	*relaxed = limit;
	if (read_table(s))
		return limit;
	while (limit != s->sums->sum[sum].value && !exists(s, sum, maximise, limit) && !s->gave_up)
		limit += maximise ? -1 : 1;
	return limit;
}

/* A column that is in no known sum may grow, and with it every sum that has it. */
static bool
can_grow_alone(const Sums *sums, int sum)
{
	for (int w = 0; w < sums->words; w++)
	{
		uint64_t	free_columns = sums->sum[sum].columns[w];

		for (int i = 0; i < sums->sums && free_columns; i++)
			if (sums->sum[i].is_known)
				free_columns &= ~sums->sum[i].columns[w];
		if (free_columns)
			return true;
	}
	return false;
}

void
find_pinned(const Sums *sums, const bool *wanted, bool *pinned, bool *settled)
{
	bool	   *open = calloc(sums->sums + 1, 1);
	bool		any = false;
	int64_t		relaxed;
	Solver		s;

	for (int i = 0; i < sums->sums; i++)
	{
		pinned[i] = false;
		settled[i] = true;
		open[i] = wanted[i] && !can_grow_alone(sums, i);
		any |= open[i];
	}
	if (any)
	{
		open_solver(&s, sums);
		for (int i = 0; i < sums->sums; i++)
		{
			for (int maximise = 1; maximise >= 0 && open[i]; maximise--)
			{
				ask(&s, i, maximise);
				if (solve(&s, false) == GLP_OPT && read_table(&s))
				{
					/* Whatever differs in this table has another value too. */
					for (int k = i; k < sums->sums; k++)
						if (open[k] && sum_of(&s, k) != sums->sum[k].value)
							open[k] = false;
				}
			}
			if (!open[i])
				continue;
			s.gave_up = false;
			pinned[i] = extreme(&s, i, true, &relaxed) == sums->sum[i].value &&
				extreme(&s, i, false, &relaxed) == sums->sum[i].value;
			settled[i] = !s.gave_up;
			open[i] = false;
		}
		close_solver(&s);
	}
	free(open);
}

void
find_intervals(const Sums *sums, const bool *wanted, Interval *interval, bool *settled)
{
	Solver		s;

	open_solver(&s, sums);
	for (int i = 0; i < sums->sums; i++)
	{
		Interval   *own = &interval[i];

		if (!wanted[i])
			continue;
		s.gave_up = false;
		own->low = extreme(&s, i, false, &own->relaxed_low);
		own->high = own->relaxed_high = NO_LIMIT;
		if (!can_grow_alone(sums, i))
			own->high = extreme(&s, i, true, &own->relaxed_high);
		settled[i] = !s.gave_up;
	}
	close_solver(&s);
}
