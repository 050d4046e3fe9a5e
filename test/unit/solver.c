/*-------------------------------------------------------------------------
 *
 * solver.c
 *		What src/sdc/lp.c does when GLPK fails, which it hardly ever does: its
 *		functions are replaced by ones that fail on request.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/lp.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <glpk.h>

static int	tests;
static int	failures;

static void
check(bool good, const char *what)
{
	tests++;
	if (!good)
	{
		failures++;
		printf("not ok: %s\n", what);
	}
}

/* Faults: how many of the next calls fail. */

static struct
{
	int			simplex_gives_up;
	int			exact_gives_up;
	int			simplex_breaks;
	int			create_breaks;
	int			objective_breaks;
	int			imprecise_values;
	int			imprecise_multipliers;
	int			finds_nothing;
	bool		simplex_cycles;
	bool		exact_cycles;
}			fault;

static int	slices;				/* of a cycling solver */
static bool altered;			/* glp_exact() got a number that is not whole */

static bool
strikes(int *count)
{
	return *count > 0 && (*count)-- > 0;
}

int			__real_glp_simplex(glp_prob *lp, const glp_smcp *control);
int			__real_glp_exact(glp_prob *lp, const glp_smcp *control);
glp_prob   *__real_glp_create_prob(void);
void		__real_glp_set_obj_coef(glp_prob *lp, int column, double coefficient);
double		__real_glp_get_col_prim(glp_prob *lp, int column);

double		__real_glp_get_row_dual(glp_prob *lp, int row);
int			__real_glp_get_status(glp_prob *lp);

int
__wrap_glp_simplex(glp_prob *lp, const glp_smcp *control)
{
	if (fault.simplex_cycles)
	{
		slices++;
		return GLP_EITLIM;
	}
	if (strikes(&fault.simplex_breaks))
		glp_error("out of memory\n");
	return strikes(&fault.simplex_gives_up) ? GLP_EFAIL : __real_glp_simplex(lp, control);
}

static bool
is_altered(double number)
{
	return fabs(number) != DBL_MAX && (number != floor(number) || fabs(number) > 9007199254740992.0);
}

int
__wrap_glp_exact(glp_prob *lp, const glp_smcp *control)
{
	for (int i = 1; i <= glp_get_num_rows(lp); i++)
		altered = altered || is_altered(glp_get_row_lb(lp, i)) || is_altered(glp_get_row_ub(lp, i));
	for (int i = 1; i <= glp_get_num_cols(lp); i++)
		altered = altered || is_altered(glp_get_col_lb(lp, i)) || is_altered(glp_get_col_ub(lp, i));
	if (fault.exact_cycles)
	{
		slices++;
		return GLP_EITLIM;
	}
	return strikes(&fault.exact_gives_up) ? GLP_EFAIL : __real_glp_exact(lp, control);
}

glp_prob *
__wrap_glp_create_prob(void)
{
	if (strikes(&fault.create_breaks))
		glp_error("out of memory\n");
	return __real_glp_create_prob();
}

void
__wrap_glp_set_obj_coef(glp_prob *lp, int column, double coefficient)
{
	if (strikes(&fault.objective_breaks))
		glp_error("out of memory\n");
	__real_glp_set_obj_coef(lp, column, coefficient);
}

double
__wrap_glp_get_col_prim(glp_prob *lp, int column)
{
	return __real_glp_get_col_prim(lp, column) + (strikes(&fault.imprecise_values) ? 0.123 : 0);
}

double
__wrap_glp_get_row_dual(glp_prob *lp, int row)
{
	return __real_glp_get_row_dual(lp, row) + (strikes(&fault.imprecise_multipliers) ? 0.0123 : 0);
}

int
__wrap_glp_get_status(glp_prob *lp)
{
	return strikes(&fault.finds_nothing) ? GLP_NOFEAS : __real_glp_get_status(lp);
}

/* Memory, counted */

static int	allocations;

static void *
allocate(void *context, size_t size)
{
	allocations++;
	return malloc(size);
}

static void
release(void *context, void *memory)
{
	allocations--;
	free(memory);
}

static void
check_interrupts(void *context)
{
}

static const SdcHooks hooks = {allocate, release, check_interrupts, NULL};

/*
 * The largest, or smallest, first of two counts up to "high" that add up to
 * "total".
 */
static SdcLpStatus
solve(int64_t total, int64_t high, bool maximise, int64_t *bound)
{
	static const int64_t low[] = {0, 0};
	static const int64_t start[] = {0, 2};
	static const int32_t column[] = {0, 1};
	static const int32_t coefficient[] = {1, 1};
	const int64_t highs[] = {high, high};
	const SdcLpProblem problem = {2, low, highs, 1, &total, &total, start, column, coefficient};
	SdcLpOptimum optimum = {-1};
	SdcLpStatus status = sdc_lp_open(&hooks, 64 * 1024 * 1024);

	if (status == SDC_LP_DONE)
		status = sdc_lp_load(&problem);
	if (status == SDC_LP_DONE)
		status = sdc_lp_optimise(column, 1, maximise, &optimum);
	*bound = optimum.bound;
	sdc_lp_close();
	check(allocations == 0, "everything is given back");
	return status;
}

static void
finds(int64_t total, int64_t high, bool maximise, int64_t expected, const char *what)
{
	int64_t		bound;

	check(solve(total, high, maximise, &bound) == SDC_LP_DONE && bound == expected, what);
}

static void
fails(const char *what)
{
	int64_t		bound;

	check(solve(10, SDC_UNBOUNDED, true, &bound) == SDC_LP_FAILED, what);
	fault.simplex_gives_up = fault.exact_gives_up = 0;
	fault.simplex_cycles = fault.exact_cycles = false;
	finds(10, SDC_UNBOUNDED, true, 10, "and the next one is solved");
}

/* Once a table that fits was seen, "nothing fits" only means that the optimum is not known. */
static void
a_table_that_fits_is_remembered(void)
{
	static const int64_t low[] = {0, 0};
	static const int64_t high[] = {7, 7};
	static const int64_t total = 10;
	static const int64_t start[] = {0, 2};
	static const int32_t column[] = {0, 1};
	static const int32_t coefficient[] = {1, 1};
	const SdcLpProblem problem = {2, low, high, 1, &total, &total, start, column, coefficient};
	SdcLpOptimum optimum;

	check(sdc_lp_open(&hooks, 64 * 1024 * 1024) == SDC_LP_DONE && sdc_lp_load(&problem) == SDC_LP_DONE &&
		  sdc_lp_optimise(column, 1, true, &optimum) == SDC_LP_DONE && optimum.bound == 7, "one optimum");
	fault.finds_nothing = 4;
	check(sdc_lp_optimise(column, 1, false, &optimum) == SDC_LP_DONE && optimum.bound == 0 && !optimum.is_vertex,
		  "then nothing fits: no bound from below");
	fault.finds_nothing = 4;
	check(sdc_lp_optimise(column + 1, 1, true, &optimum) == SDC_LP_DONE && optimum.bound == SDC_UNBOUNDED,
		  "nor from above");
	check(sdc_lp_optimise(column + 1, 1, true, &optimum) == SDC_LP_DONE && optimum.bound == 7,
		  "and the next one is solved");
	check(sdc_lp_load(&problem) == SDC_LP_DONE, "another problem");
	fault.finds_nothing = 4;
	check(sdc_lp_optimise(column, 1, true, &optimum) == SDC_LP_INFEASIBLE, "has none yet");
	fault.finds_nothing = 0;
	sdc_lp_close();
	check(allocations == 0, "everything is given back");
}

int
main(void)
{
	int64_t		bound;

	puts("GLPK's messages are provoked:");
	finds(10, SDC_UNBOUNDED, true, 10, "largest");
	finds(10, 7, false, 3, "smallest");
	check(solve(10, 4, true, &bound) == SDC_LP_INFEASIBLE, "nothing fits");

	for (int times = 1; times <= 3; times++)
	{
		fault.simplex_gives_up = times;
		finds(10, SDC_UNBOUNDED, true, 10, "the simplex gives up, and is started afresh in another way");
	}
	for (int times = 1; times <= 3; times++)
	{
		fault.finds_nothing = times;
		finds(10, SDC_UNBOUNDED, true, 10, "the simplex says that nothing fits, and is asked again");
	}
	fault.finds_nothing = 4;
	check(solve(10, SDC_UNBOUNDED, true, &bound) == SDC_LP_INFEASIBLE, "every way says so");
	fault.finds_nothing = 0;
	a_table_that_fits_is_remembered();
	fault.simplex_gives_up = fault.exact_gives_up = 10;
	fails("every way gives up");
	fault.simplex_breaks = 1;
	fails("GLPK would end the process: while solving");
	fault.create_breaks = 1;
	fails("while loading");
	fault.objective_breaks = 1;
	fails("while setting the objective");

	/* For ever, for all that they know. */
	fault.simplex_cycles = true;
	finds(10, SDC_UNBOUNDED, true, 10, "the simplex cycles: rational arithmetic finds it");
	check(slices > 1 && slices < 1000, "after a while");
	fault.exact_cycles = true;
	fails("both cycle");
	fault.exact_cycles = true;
	finds(10, SDC_UNBOUNDED, true, 10, "rational arithmetic is not needed");
	slices = 0;
	fault.imprecise_values = 2;
	finds(10, SDC_UNBOUNDED, true, 10, "it is, and cycles: the multipliers prove the bound");
	check(slices > 1 && slices < 1000, "it was tried for a while");
	fault.imprecise_values = 2;
	finds(10, 7, false, 3, "from below");
	fault.imprecise_values = 2;
	fault.imprecise_multipliers = 9;
	check(solve(10, SDC_UNBOUNDED, true, &bound) == SDC_LP_DONE && bound >= 10 && bound <= 11,
		  "or floating point tells it, not too small");
	fault.imprecise_values = 2;
	fault.imprecise_multipliers = 9;
	check(solve(10, 7, false, &bound) == SDC_LP_DONE && bound >= 2 && bound <= 3, "nor too large, from below");
	fault.exact_cycles = false;
	fault.imprecise_multipliers = 0;

	/* Two values are read at each look. */
	fault.imprecise_values = 2;
	finds(10, SDC_UNBOUNDED, true, 10, "imprecise: rational arithmetic continues");
	fault.imprecise_values = 4;
	finds(10, SDC_UNBOUNDED, true, 10, "imprecise whatever is tried: the multipliers prove the bound");
	fault.imprecise_values = 4;
	finds(10, 7, false, 3, "from below");
	fault.imprecise_values = 4;
	finds(INT64_C(9000000000000000), SDC_UNBOUNDED, true, INT64_C(9000000000000000), "also beyond double precision");
	fault.imprecise_values = 4;
	fault.imprecise_multipliers = 9;
	finds(INT64_C(9000000000000000), SDC_UNBOUNDED, true, SDC_UNBOUNDED, "or else it is not known");
	fault.imprecise_multipliers = fault.imprecise_values = 0;
	fault.simplex_gives_up = 10;
	check(solve(INT64_C(9007199254740993), SDC_UNBOUNDED, true, &bound) == SDC_LP_FAILED,
		  "what no double holds is not for rational arithmetic");
	fault.simplex_gives_up = 0;
	check(!altered, "which got whole numbers only");

	printf("%d checks, %d failures\n", tests, failures);
	return failures ? 1 : 0;
}
