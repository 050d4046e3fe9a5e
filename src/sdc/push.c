/*-------------------------------------------------------------------------
 *
 * push.c
 *		Which unknowns are 0 in every solution, by a linear programme.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/equations.h"
#include "sdc/lp.h"
#include "sdc/memory.h"

/* Rows times columns: larger ones, which would take more than some seconds, are not solved. */
#define LARGEST_PROGRAMME (INT64_C(1) << 24)

/* How far floating point may be off where an optimum is not confirmed with whole numbers. */
#define IMPRECISION 1e-4

/*
 * Of the equations as they were before they were reduced, those that are about anything
 * that is not tight: they are sparse, and hold for what was found to be above 0 as well.
 */
static bool
use_sparse_equations(Equations *e)
{
	int64_t		entries = 0;
	int64_t		sparse_entries = 0;

	for (int32_t i = 0; i < e->count; i++)
		entries += e->equation[i].is_open ? e->equation[i].length : 0;
	for (int32_t i = 0; i < e->sparse; i++)
		sparse_entries += e->sparse_equation[i].length;
	return e->sparse_equation && sparse_entries < entries;
}

/*
 * Push up all together that have not been above 0, until no more move: those are
 * tight. True when there are any. Each is the sum of two unknowns, of which only the
 * one is pushed, and not far: so one push moves nearly all that can move, however much
 * more others have to be for it.
 */
bool
find_tight_by_programme(Equations *e, size_t memory_limit)
{
	const SdcHooks *hooks = e->hooks;
	const Matrix *m = e->m;
	bool		is_sparse = use_sparse_equations(e);
	const Equation *equations = is_sparse ? e->sparse_equation : e->equation;
	int32_t		equation_count = is_sparse ? e->sparse : e->count;
	int64_t		entries = 0;
	int32_t		rows = 0;
	int32_t		columns = 0;
	int32_t		parts = 0;
	int64_t    *low = allocate_zero(hooks, 2 * (size_t) m->columns * sizeof(int64_t));
	int64_t    *high = allocate(hooks, 2 * (size_t) m->columns * sizeof(int64_t));
	int64_t    *sum = allocate(hooks, (size_t) equation_count * sizeof(int64_t));
	int64_t    *start = allocate(hooks, ((size_t) equation_count + 1) * sizeof(int64_t));
	int32_t    *number = allocate(hooks, (size_t) m->columns * sizeof(int32_t));
	int32_t    *pushed = allocate(hooks, (size_t) m->columns * sizeof(int32_t));
	int32_t    *column_of = allocate(hooks, 2 * (size_t) m->columns * sizeof(int32_t));
	int32_t    *open = allocate(hooks, (size_t) m->columns * sizeof(int32_t));
	int32_t		count = 0;
	int32_t    *column;
	int32_t    *coefficient;
	bool		is_solved = false;
	SdcLpProblem problem;
	SdcLpStatus status;

	for (int32_t c = 0; c < m->columns; c++)
		if (m->cell[c] >= 0 && (e->finding[c] == OPEN || (is_sparse && e->finding[c] == ABOVE)))
		{
			number[c] = columns;
			column_of[columns] = c;
			high[columns++] = SDC_UNBOUNDED;
		}
	parts = columns;
	for (int32_t c = 0; c < m->columns; c++)
		if (m->cell[c] >= 0 && e->finding[c] == OPEN)
		{
			pushed[c] = columns;
			column_of[columns] = c;
			high[columns] = LARGEST_SLACK;
			open[count++] = columns++;
		}
	for (int32_t i = 0; i < equation_count; i++)
		entries += equations[i].is_open ? 2 * equations[i].length : 0;
	column = allocate(hooks, (size_t) entries * sizeof(int32_t));
	coefficient = allocate(hooks, (size_t) entries * sizeof(int32_t));
	start[0] = 0;
	for (int32_t i = 0; i < equation_count; i++)
	{
		const Equation *equation = &equations[i];

		if (!equation->is_open)
			continue;
		sum[rows] = -equation->constant;
		start[rows + 1] = start[rows];
		for (int32_t k = 0; k < equation->length; k++)
		{
			int32_t		c = equation->column[k];

			if (e->finding[c] == OPEN || (is_sparse && e->finding[c] == ABOVE))
			{
				column[start[rows + 1]] = number[c];
				coefficient[start[rows + 1]++] = equation->coefficient[k];
			}
			if (e->finding[c] == OPEN)
			{
				column[start[rows + 1]] = pushed[c];
				coefficient[start[rows + 1]++] = equation->coefficient[k];
			}
		}
		rows++;
	}
	if ((int64_t) rows * columns > LARGEST_PROGRAMME)
		count = 0;
	problem = (SdcLpProblem) {columns, low, high, rows, sum, sum, start, column, coefficient};
	status = count > 0 ? sdc_lp_open(hooks, memory_limit) : SDC_LP_FAILED;
	if (status == SDC_LP_DONE)
		status = sdc_lp_load(&problem);
	for (int32_t before = count + 1; status == SDC_LP_DONE && count > 0 && count < before;)
	{
		SdcLpOptimum optimum;
		int32_t		left = 0;

		before = count;
		status = sdc_lp_optimise(open, count, true, &optimum);
		is_solved = status == SDC_LP_DONE;
		if (!is_solved)
			break;
		for (int32_t i = 0; i < count; i++)
			if (optimum.value[open[i]] <= (optimum.is_vertex ? 0 : IMPRECISION))
				open[left++] = open[i];
		count = left;
	}
	sdc_lp_close();
	if (is_solved)
	{
		for (int32_t c = 0; c < parts; c++)
			e->finding[column_of[c]] = ABOVE;
		for (int32_t i = 0; i < count; i++)
			e->finding[column_of[open[i]]] = TIGHT;
	}
	release(hooks, coefficient);
	release(hooks, column);
	release(hooks, open);
	release(hooks, column_of);
	release(hooks, pushed);
	release(hooks, number);
	release(hooks, start);
	release(hooks, sum);
	release(hooks, high);
	release(hooks, low);
	return is_solved && count > 0;
}
