/*-------------------------------------------------------------------------
 *
 * lp.c
 *		Linear programmes, by GLPK.
 *
 * GLPK must neither end the process nor be left by a jump that it does not
 * expect. Its errors, which it would end with abort(), come to on_error(),
 * which jumps back to the call in this file; what its manual then allows is to
 * free the environment, and that is done. Solves are cut into slices, and
 * interrupts are looked at between them, when no frame of GLPK is on the stack.
 *
 * GLPK computes in floating point. An optimum is therefore confirmed with whole
 * numbers: its values and its multipliers are read as fractions with a small
 * common denominator, and when both fit exactly and give the same objective,
 * that is the optimum (weak duality). Where this does not work out, GLPK's
 * simplex in rational arithmetic continues from the same basis.
 *
 * No solve goes on for ever: the simplex can cycle, the rational one really
 * does. Where an optimum stays unconfirmed the bound that its multipliers prove
 * stands, or else what floating point says, with its error added: that may be
 * wider than the optimum, and is not narrower.
 *
 * glp_exact() reads every number as a fraction near to it, so 0.1 becomes
 * another number, while whole ones stay what they are. All numbers here are
 * whole, and it is not called for those that a double does not hold exactly.
 *
 * "Nothing fits" is not confirmed by numbers: from a basis where the last optimum
 * ended it can be a rounding error. So it is asked again from other bases, and
 * it is not believed where a table that fits was seen.
 *
 * Calls that cannot fail, such as reading a solution, need no trap.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/lp.h"
#include "sdc/minmax.h"

#include <math.h>
#include <setjmp.h>
#include <string.h>
#include <time.h>

#include <glpk.h>

/*
 * A slice of a solve: iterations, the fewer the more coefficients each of them looks at. The
 * rational simplex, whose answer does not depend on where it is interrupted, has milliseconds too;
 * the other one must not end in another vertex because the machine is busy.
 */
#define FIRST_SLICE 256
#define LARGEST_SLICE(coefficients) Max(FIRST_SLICE, (INT64_C(1) << 28) / (1 + (coefficients)))
#define LARGEST_EXACT_SLICE (1 << 20)
#define FIRST_SLICE_TIME 100
#define LARGEST_SLICE_TIME 500

/*
 * When to give up: iterations, and seconds. It takes hardly more iterations than
 * there are rows and columns, and the rational simplex starts where the other
 * one ended.
 */
#define MAX_ITERATIONS(p) (INT64_C(100000) + 100 * ((int64_t) (p)->rows + (p)->columns))
#define MAX_EXACT_ITERATIONS(p) (INT64_C(1000) + 10 * ((int64_t) (p)->rows + (p)->columns))
#define MAX_TIME 600
#define MAX_EXACT_TIME 10

/* Counts beyond this are not looked at: single units would be lost. */
#define LARGEST_PRECISE 4e15

/* Whole numbers up to this one, and their negatives, are the same as a double. */
#define LARGEST_WHOLE (INT64_C(1) << 53)

#define MAX_MULTIPLIER INT64_C(1000000)

/* How much floating point may be off, of the size of an objective. */
#define IMPRECISION 1e-6

/* Rational arithmetic is for bases of up to so many rows. */
#define MAX_EXACT_ROWS 400

static struct
{
	bool		is_open;
	bool		owns_environment;
	bool		is_broken;		/* the environment, by an error of GLPK */
	bool		is_whole;		/* every number of the problem, as a double */
	bool		has_fit;		/* values that fit the problem exactly were seen */
	int			terminal;		/* output was on before */
	jmp_buf		trap;
	const SdcHooks *hooks;
	const SdcLpProblem *problem;
	glp_prob   *lp;
	double	   *value;			/* of each column */
	int64_t    *scaled;			/* scratch, of each row or column */
	int64_t    *reduced;		/* scratch, of each column */
	int32_t		targets;		/* columns that are in the objective now */
	int32_t    *target;
} session;

static void
on_error(void *info)
{
	session.is_broken = true;
	longjmp(session.trap, 1);
}

static void *
allocate(size_t size)
{
	return session.hooks->allocate(session.hooks->context, size ? size : 1);
}

/* Give back the memory that a problem takes on our side. */
static void
forget_problem(void)
{
	void	   *arrays[] = {session.value, session.scaled, session.reduced, session.target};

	session.value = NULL;
	session.scaled = NULL;
	session.reduced = NULL;
	session.target = NULL;
	session.targets = 0;
	session.has_fit = false;
	session.problem = NULL;
	for (int i = 0; i < 4; i++)
		if (arrays[i])
			session.hooks->release(session.hooks->context, arrays[i]);
}

SdcLpStatus
sdc_lp_open(const SdcHooks *hooks, size_t memory_limit)
{
	int			answer;
	size_t		megabytes = memory_limit / (1024 * 1024) + 1;

	sdc_lp_close();
	memset(&session, 0, sizeof(session));
	answer = glp_init_env();
	if (answer > 1)
		return SDC_LP_FAILED;
	session.is_open = true;
	session.owns_environment = answer == 0;
	session.hooks = hooks;
	session.terminal = glp_term_out(GLP_OFF);
	glp_error_hook(on_error, NULL);
	if (session.owns_environment)
		glp_mem_limit(megabytes < 1000000 ? (int) megabytes : 1000000);
	return SDC_LP_DONE;
}

void
sdc_lp_close(void)
{
	if (!session.is_open)
		return;
	session.is_open = false;
	if (!session.is_broken && setjmp(session.trap) == 0)
	{
		if (session.lp)
			glp_delete_prob(session.lp);
		glp_error_hook(NULL, NULL);
		glp_term_out(session.terminal);
	}
	session.lp = NULL;
	if (session.owns_environment || session.is_broken)
		glp_free_env();
	forget_problem();
}

/* A number of the problem, for GLPK. */
static double
whole(int64_t number)
{
	if (number != SDC_UNBOUNDED && (number > LARGEST_WHOLE || number < -LARGEST_WHOLE))
		session.is_whole = false;
	return (double) number;
}

static int
bound_type(int64_t low, int64_t high)
{
	return high == SDC_UNBOUNDED ? GLP_LO : low == high ? GLP_FX : GLP_DB;
}

SdcLpStatus
sdc_lp_load(const SdcLpProblem *problem)
{
	int32_t		larger = problem->rows > problem->columns ? problem->rows : problem->columns;
	int			length = 0;
	int		   *columns;
	double	   *coefficients;

	forget_problem();
	session.problem = problem;
	session.is_whole = true;
	session.value = allocate(problem->columns * sizeof(double));
	session.scaled = allocate(larger * sizeof(int64_t));
	session.reduced = allocate(problem->columns * sizeof(int64_t));
	session.target = allocate(problem->columns * sizeof(int32_t));
	for (int32_t r = 0; r < problem->rows; r++)
		if (problem->start[r + 1] - problem->start[r] > length)
			length = (int) (problem->start[r + 1] - problem->start[r]);
	columns = allocate(((size_t) length + 1) * sizeof(int));
	coefficients = allocate(((size_t) length + 1) * sizeof(double));

	if (setjmp(session.trap))
	{
		session.hooks->release(session.hooks->context, columns);
		session.hooks->release(session.hooks->context, coefficients);
		return SDC_LP_FAILED;
	}
	if (session.lp)
		glp_delete_prob(session.lp);
	session.lp = NULL;
	session.lp = glp_create_prob();
	if (problem->rows)
		glp_add_rows(session.lp, problem->rows);
	glp_add_cols(session.lp, problem->columns);
	for (int32_t c = 0; c < problem->columns; c++)
		glp_set_col_bnds(session.lp, c + 1, bound_type(problem->low[c], problem->high[c]),
						 whole(problem->low[c]), whole(problem->high[c]));
	for (int32_t r = 0; r < problem->rows; r++)
	{
		int			count = 0;

		for (int64_t k = problem->start[r]; k < problem->start[r + 1]; k++)
		{
			columns[++count] = problem->column[k] + 1;
			coefficients[count] = problem->coefficient[k];
		}
		glp_set_mat_row(session.lp, r + 1, count, columns, coefficients);
		glp_set_row_bnds(session.lp, r + 1, bound_type(problem->row_low[r], problem->row_high[r]),
						 whole(problem->row_low[r]), whole(problem->row_high[r]));
	}
	/* What is rough asks little: most of that is done by a basis of cells, and not of sums. */
	if (problem->is_rough)
		glp_adv_basis(session.lp, 0);
	else
		glp_std_basis(session.lp);
	session.hooks->release(session.hooks->context, columns);
	session.hooks->release(session.hooks->context, coefficients);
	return SDC_LP_DONE;
}

SdcLpStatus
sdc_lp_change_bounds(int32_t column)
{
	int64_t		low = session.problem->low[column];
	int64_t		high = session.problem->high[column];

	if (setjmp(session.trap))
		return SDC_LP_FAILED;
	glp_set_col_bnds(session.lp, column + 1, bound_type(low, high), whole(low), whole(high));
	return SDC_LP_DONE;
}

/* One slice; -1 when GLPK broke down. glp_exact() is for whole numbers only: see above. */
static int
solve_slice(bool exactly, const glp_smcp *control)
{
	if (exactly && !session.is_whole)
		return GLP_EFAIL;
	if (setjmp(session.trap))
		return -1;
	return exactly ? glp_exact(session.lp, control) : glp_simplex(session.lp, control);
}

/*
 * Solve to the end, in slices, or until it is time to give up. The answer is
 * that of GLPK: 0 is good.
 */
static int
solve(bool exactly, int method)
{
	const SdcLpProblem *p = session.problem;
	int64_t		most = exactly ? MAX_EXACT_ITERATIONS(p) : MAX_ITERATIONS(p);
	time_t		latest = time(NULL) + (exactly ? MAX_EXACT_TIME : MAX_TIME);
	int64_t		largest = exactly ? LARGEST_EXACT_SLICE : LARGEST_SLICE(p->start[p->rows]);
	int64_t		iterations = 0;
	glp_smcp	control;

	glp_init_smcp(&control);
	control.msg_lev = GLP_MSG_OFF;
	control.meth = method;
	control.it_lim = exactly ? FIRST_SLICE / 16 : FIRST_SLICE;
	if (exactly)
		control.tm_lim = FIRST_SLICE_TIME;
	for (;;)
	{
		int			answer;

		session.hooks->check_interrupts(session.hooks->context);
		answer = solve_slice(exactly, &control);
		if (answer == GLP_EITLIM)
			iterations += control.it_lim;
		else if (answer != GLP_ETMLIM)
			return answer;
		if (iterations >= most || time(NULL) > latest)
			return answer;

		/* Longer slices let the solver keep what it does against cycling. */
		if (control.it_lim * 2 <= largest)
			control.it_lim *= 2;
		if (exactly)
			control.tm_lim = Min(control.tm_lim * 2, LARGEST_SLICE_TIME);
	}
}

/* GLPK's verdict; GLP_UNDEF when it came to none. */
static int
verdict_of(bool exactly, int method)
{
	return solve(exactly, method) == 0 ? glp_get_status(session.lp) : GLP_UNDEF;
}

static bool
is_final(int verdict)
{
	return verdict == GLP_OPT || verdict == GLP_UNBND || (verdict == GLP_NOFEAS && session.problem->is_rough);
}

static bool
set_objective(const int32_t *columns, int32_t count, bool maximise)
{
	if (setjmp(session.trap))
		return false;
	for (int32_t i = 0; i < session.targets; i++)
		glp_set_obj_coef(session.lp, session.target[i] + 1, 0);
	for (int32_t i = 0; i < count; i++)
	{
		glp_set_obj_coef(session.lp, columns[i] + 1, 1);
		session.target[i] = columns[i];
	}
	glp_set_obj_dir(session.lp, maximise ? GLP_MAX : GLP_MIN);
	session.targets = count;
	return true;
}

/* A number as a whole multiple of 1 / denominator, unless it is none. */
static bool
scale(double number, int denominator, int64_t *scaled)
{
	double		multiple = number * denominator;
	double		rounded = round(multiple);

	if (!(fabs(rounded) < LARGEST_PRECISE) || fabs(multiple - rounded) > 1e-6 * (1 + fabs(number)))
		return false;
	*scaled = (int64_t) rounded;
	return true;
}

/* Of values and of multipliers, which sums make simple fractions. */
static const int denominators[] = {1, 2, 3, 4, 5, 6, 7, 12, 60};

#define DENOMINATORS ((int) (sizeof(denominators) / sizeof(denominators[0])))

/*
 * Do the values fit, in whole numbers? Then they are exact from here on, and
 * *objective is theirs times the denominator.
 */
static bool
confirm_values(int denominator, __int128 *objective)
{
	const SdcLpProblem *p = session.problem;

	for (int32_t c = 0; c < p->columns; c++)
	{
		int64_t    *x = &session.scaled[c];

		if (!scale(session.value[c], denominator, x) ||
			*x < (__int128) p->low[c] * denominator ||
			(p->high[c] != SDC_UNBOUNDED && *x > (__int128) p->high[c] * denominator))
			return false;
	}
	for (int32_t r = 0; r < p->rows; r++)
	{
		__int128	sum = 0;

		for (int64_t k = p->start[r]; k < p->start[r + 1]; k++)
			sum += (__int128) p->coefficient[k] * session.scaled[p->column[k]];
		if (sum < (__int128) p->row_low[r] * denominator || sum > (__int128) p->row_high[r] * denominator)
			return false;
	}
	*objective = 0;
	for (int32_t i = 0; i < session.targets; i++)
		*objective += session.scaled[session.target[i]];
	for (int32_t c = 0; c < p->columns; c++)
		session.value[c] = (double) session.scaled[c] / denominator;
	session.has_fit = true;
	return true;
}

/*
 * The bound that the multipliers prove, times the denominator: no table that
 * fits is beyond it.
 */
static bool
prove_bound(int denominator, bool maximise, __int128 *bound)
{
	const SdcLpProblem *p = session.problem;

	memset(session.reduced, 0, p->columns * sizeof(int64_t));
	for (int32_t i = 0; i < session.targets; i++)
		session.reduced[session.target[i]] = denominator;
	*bound = 0;
	for (int32_t r = 0; r < p->rows; r++)
	{
		int64_t		multiplier;

		/* Those of sums are small; sums of these cannot overflow. */
		if (!scale(glp_get_row_dual(session.lp, r + 1), denominator, &multiplier) ||
			multiplier > MAX_MULTIPLIER || multiplier < -MAX_MULTIPLIER)
			return false;
		if (multiplier == 0)
			continue;
		*bound += (__int128) multiplier * ((multiplier > 0) != maximise ? p->row_low[r] : p->row_high[r]);
		for (int64_t k = p->start[r]; k < p->start[r + 1]; k++)
			session.reduced[p->column[k]] -= multiplier * p->coefficient[k];
	}
	for (int32_t c = 0; c < p->columns; c++)
	{
		__int128	cost = session.reduced[c];	/* in case a bound is large */

		if (cost == 0)
			continue;
		if ((cost > 0) != maximise)
			*bound += cost * p->low[c];
		else if (p->high[c] != SDC_UNBOUNDED)
			*bound += cost * p->high[c];
		else
			return false;
	}
	return true;
}

static bool
confirm_optimum(bool maximise, SdcLpOptimum *optimum)
{
	__int128	objective = 0;
	int			denominator = 0;

	for (int32_t c = 0; c < session.problem->columns; c++)
		session.value[c] = glp_get_col_prim(session.lp, c + 1);
	optimum->is_vertex = false;
	for (int i = 0; i < DENOMINATORS && !optimum->is_vertex; i++)
	{
		denominator = denominators[i];
		optimum->is_vertex = confirm_values(denominator, &objective);
	}
	if (!optimum->is_vertex)
		return false;
	for (int i = 0; i < DENOMINATORS; i++)
	{
		__int128	bound;

		if (prove_bound(denominators[i], maximise, &bound) && bound * denominator == objective * denominators[i])
		{
			/* Nothing is negative here, so division rounds down. */
			optimum->bound = (int64_t) (maximise ? objective / denominator : (objective + denominator - 1) / denominator);
			return true;
		}
	}
	return false;
}

/*
 * A bound that holds for every table that fits, though it may not be reached;
 * 0 or SDC_UNBOUNDED when nothing better is known.
 */
static int64_t
unconfirmed_bound(bool maximise)
{
	int64_t		widest = maximise ? SDC_UNBOUNDED : 0;
	double		objective = glp_get_obj_val(session.lp);
	double		error = IMPRECISION * (1 + fabs(objective));

	for (int i = 0; i < DENOMINATORS; i++)
	{
		__int128	bound;
		int			denominator = denominators[i];

		if (!prove_bound(denominator, maximise, &bound))
			continue;
		if (bound < 0)
			return 0;
		bound = maximise ? bound / denominator : (bound + denominator - 1) / denominator;
		return bound < INT64_MAX ? (int64_t) bound : widest;
	}
	if (!(fabs(objective) + error < LARGEST_PRECISE))
		return widest;
	if (objective < 0)
		return 0;
	return (int64_t) (maximise ? floor(objective + error) : ceil(fmax(objective - error, 0)));
}

SdcLpStatus
sdc_lp_optimise(const int32_t *columns, int32_t count, bool maximise, SdcLpOptimum *optimum)
{
	int			verdict;
	bool		nothing_fits;

	optimum->value = session.value;
	optimum->is_vertex = false;
	if (!set_objective(columns, count, maximise))
		return SDC_LP_FAILED;

	/* From the last basis; if that is of no use, afresh, in three ways. */
	verdict = verdict_of(false, session.problem->is_rough ? GLP_DUALP : GLP_PRIMAL);
	nothing_fits = verdict == GLP_NOFEAS;
	for (int attempt = 0; !session.is_broken && !is_final(verdict) && attempt < 3; attempt++)
	{
		if (setjmp(session.trap))
			return SDC_LP_FAILED;
		if (attempt == 0)
			glp_adv_basis(session.lp, 0);
		else
			glp_std_basis(session.lp);
		verdict = verdict_of(attempt == 2, attempt == 1 ? GLP_DUALP : GLP_PRIMAL);
		nothing_fits = nothing_fits || verdict == GLP_NOFEAS;
	}
	if (session.is_broken)
		return SDC_LP_FAILED;
	if (!is_final(verdict) || verdict == GLP_NOFEAS)
	{
		if (!nothing_fits)
			return SDC_LP_FAILED;
		if (session.problem->is_rough || !session.has_fit)
			return SDC_LP_INFEASIBLE;
		optimum->bound = maximise ? SDC_UNBOUNDED : 0;
		return SDC_LP_DONE;
	}
	if (verdict == GLP_UNBND)
	{
		optimum->bound = SDC_UNBOUNDED;
		return SDC_LP_DONE;
	}
	if (confirm_optimum(maximise, optimum))
		return SDC_LP_DONE;
	optimum->bound = unconfirmed_bound(maximise);
	if (session.problem->rows <= MAX_EXACT_ROWS && !session.problem->is_rough)
	{
		int64_t		bound = optimum->bound;
		int			answer = solve(true, GLP_PRIMAL);

		if (session.is_broken)
			return SDC_LP_FAILED;
		if (answer == 0 && confirm_optimum(maximise, optimum))
			return SDC_LP_DONE;
		optimum->bound = bound;
	}
	return SDC_LP_DONE;
}
