/*-------------------------------------------------------------------------
 *
 * areas_sql.c
 *		Funnel limits, over-dispersion, empirical Bayes smoothing and ranks.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/builtins.h"
#include "windowapi.h"

PG_FUNCTION_INFO_V1(kansrijk_funnel_limits);
PG_FUNCTION_INFO_V1(kansrijk_funnel_label);
PG_FUNCTION_INFO_V1(kansrijk_funnel_label_counts);
PG_FUNCTION_INFO_V1(kansrijk_overdispersion_final);
PG_FUNCTION_INFO_V1(kansrijk_overdispersion_binomial_final);
PG_FUNCTION_INFO_V1(kansrijk_eb_fit_final);
PG_FUNCTION_INFO_V1(kansrijk_eb_rate);
PG_FUNCTION_INFO_V1(kansrijk_eb_rate_counts);
PG_FUNCTION_INFO_V1(kansrijk_smoothed_rate);
PG_FUNCTION_INFO_V1(kansrijk_smoothed_rate_counts);
PG_FUNCTION_INFO_V1(kansrijk_rank_ci);

/*-------------------------------------------------------------------------
 * Funnel
 *-------------------------------------------------------------------------
 */

typedef enum FunnelMethod
{
	FUNNEL_EXACT,
	FUNNEL_NORMAL,
	FUNNEL_PHE
} FunnelMethod;

/* In the order of FunnelMethod; limits know no phe. */
static const char *const funnel_methods[] = {"exact", "normal", "phe"};

typedef struct Funnel
{
	double		reference;		/* a fraction */
	Model		model;
	FunnelMethod method;
	double		phi;
	double		tau2;
} Funnel;

/*
 * (reference, per), and (model, method, phi, tau2) after the confidence.
 */
static Funnel
read_funnel(FunctionCallInfo fcinfo, int reference_arg, int per_arg, int model_arg, int methods)
{
	Funnel		funnel;
	double		reference = PG_GETARG_FLOAT8(reference_arg);
	double		per = PG_GETARG_FLOAT8(per_arg);

	funnel.model = read_model(fcinfo, model_arg);
	funnel.method = (FunnelMethod) choose("method", PG_GETARG_TEXT_PP(model_arg + 1),
										  funnel_methods, methods);
	funnel.phi = PG_GETARG_FLOAT8(model_arg + 2);
	funnel.tau2 = PG_GETARG_FLOAT8(model_arg + 3);
	check_reference(funnel.model, reference, per, "reference");
	check_not_negative(funnel.phi, "phi");
	check_not_negative(funnel.tau2, "tau2");
	if (funnel.method != FUNNEL_NORMAL && (funnel.phi != 1 || funnel.tau2 != 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("over-dispersion needs the method \"normal\""),
				 errhint("Write method => 'normal', or leave phi and tau2 out.")));
	if (funnel.method == FUNNEL_PHE && funnel.model == MODEL_BINOMIAL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("method \"phe\" is for the model \"poisson\""),
				 errhint("For a proportion PHE uses what is called \"normal\" here.")));
	funnel.reference = reference / per;
	return funnel;
}

/*
 * funnel_limits(reference, size, per, confidence, model, method, phi, tau2)
 */
Datum
kansrijk_funnel_limits(PG_FUNCTION_ARGS)
{
	double		size = PG_GETARG_FLOAT8(1);
	double		per = PG_GETARG_FLOAT8(2);
	double		confidence = PG_GETARG_FLOAT8(3);
	Funnel		funnel = read_funnel(fcinfo, 0, 2, 4, 2);
	double		tail = (1 - confidence) / 2;
	Limits		limits;

	check_count(size, "denominator");
	check_confidence(confidence);
	if (size == 0)
		PG_RETURN_NULL();
	if (funnel.method == FUNNEL_EXACT)
		limits = funnel_exact(funnel.model, funnel.reference, size, tail);
	else
		limits = funnel_normal(funnel.model, funnel.reference, size, funnel.phi, funnel.tau2, tail);
	return estimate_result(fcinfo, PG_GETARG_FLOAT8(0), scaled(limits, per), confidence,
						   SIDES_TWO, funnel_methods[funnel.method]);
}

/* -1 below, 0 within, 1 above the limits. */
static int
funnel_side(const Funnel *funnel, double events, double size, double tail)
{
	double		rate = events / size;
	Limits		limits;

	if (funnel->method == FUNNEL_NORMAL)
	{
		limits = funnel_normal(funnel->model, funnel->reference, size, funnel->phi,
							   funnel->tau2, tail);
		return (rate > limits.upper) - (rate < limits.lower);
	}
	if (funnel->model == MODEL_BINOMIAL)
		limits = proportion_interval(PROPORTION_CLOPPER_PEARSON, events, size, tail);
	else
		limits = scaled(rate_interval(funnel->method == FUNNEL_PHE ? RATE_PHE : RATE_EXACT,
									  events, tail), 1 / size);
	return (limits.lower > funnel->reference) - (limits.upper < funnel->reference);
}

/*
 * (area, reference, per, confidence, outer_confidence, model, method, phi, tau2)
 */
static Datum
funnel_label(FunctionCallInfo fcinfo, bool from_rate)
{
	static const char *const labels[] = {"far_lower", "lower", "similar", "higher", "far_higher"};
	double		events;
	double		size;
	int			arg = read_counts(fcinfo, 0, from_rate, &events, &size);
	double		confidence = PG_GETARG_FLOAT8(arg + 2);
	double		outer_confidence = PG_GETARG_FLOAT8(arg + 3);
	Funnel		funnel = read_funnel(fcinfo, arg, arg + 1, arg + 4, lengthof(funnel_methods));
	int			side;

	check_confidence(confidence);
	check_confidence(outer_confidence);
	if (outer_confidence <= confidence)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outer confidence must be larger than confidence"),
				 errhint("For example 0.95 and 0.998.")));
	if (size == 0 || (funnel.model == MODEL_BINOMIAL && !is_proportion(events, size)))
		PG_RETURN_NULL();

	side = funnel_side(&funnel, events, size, (1 - confidence) / 2) +
		funnel_side(&funnel, events, size, (1 - outer_confidence) / 2);
	return enum_result(fcinfo, labels[side + 2]);
}

Datum
kansrijk_funnel_label(PG_FUNCTION_ARGS)
{
	return funnel_label(fcinfo, true);
}

Datum
kansrijk_funnel_label_counts(PG_FUNCTION_ARGS)
{
	return funnel_label(fcinfo, false);
}

/*-------------------------------------------------------------------------
 * Over-dispersion
 *-------------------------------------------------------------------------
 */

#define DEFAULT_WINSORISE 0.1

/*
 * The areas of a collection, of which rows are (events, size) or (events, size,
 * share to winsorise).
 */
static Area *
collected_areas(const Collection *rows)
{
	Area	   *areas = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows->count, 1) * sizeof(Area));

	for (int64 i = 0; i < rows->count; i++)
	{
		check_interrupts_at(i);
		areas[i].events = rows->values[i * rows->width];
		areas[i].size = rows->values[i * rows->width + 1];
	}
	return areas;
}

static double
collected_winsorise(const Collection *rows)
{
	double		share = rows->values[2];

	if (!(share < 0.5))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("share to winsorise must be from 0 to below 0.5"),
				 errhint("0.1 draws in the lowest and the highest 10 %% of areas.")));
	for (int64 i = 1; i < rows->count; i++)
	{
		check_interrupts_at(i);
		if (rows->values[i * rows->width + 2] != share)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("share to winsorise must be the same for all rows")));
	}
	return share;
}

static Datum
overdispersion_final(FunctionCallInfo fcinfo, Model model)
{
	Collection *rows = sorted_collection(fcinfo);
	Area	   *areas;
	double	   *scratch;
	Overdispersion result;

	if (!rows || rows->count == 0)
		PG_RETURN_NULL();
	areas = collected_areas(rows);
	if (model == MODEL_BINOMIAL)
		for (int64 i = 0; i < rows->count; i++)
		{
			check_interrupts_at(i);
			if (!is_proportion(areas[i].events, areas[i].size))
				PG_RETURN_NULL();
		}
	scratch = MemoryContextAllocHuge(CurrentMemoryContext, rows->count * sizeof(double));
	if (!overdispersion(model, areas, rows->count,
						rows->width == 3 ? collected_winsorise(rows) : DEFAULT_WINSORISE,
						scratch, &result))
		PG_RETURN_NULL();
	{
		double		numbers[] = {result.phi, result.tau2, result.phi_p_value,
		result.target, (double) result.areas};

		return composite_result(fcinfo, numbers, lengthof(numbers), NULL);
	}
}

Datum
kansrijk_overdispersion_final(PG_FUNCTION_ARGS)
{
	return overdispersion_final(fcinfo, MODEL_POISSON);
}

Datum
kansrijk_overdispersion_binomial_final(PG_FUNCTION_ARGS)
{
	return overdispersion_final(fcinfo, MODEL_BINOMIAL);
}

/*-------------------------------------------------------------------------
 * Empirical Bayes
 *-------------------------------------------------------------------------
 */

Datum
kansrijk_eb_fit_final(PG_FUNCTION_ARGS)
{
	Collection *rows = sorted_collection(fcinfo);
	Prior		prior;

	if (!rows || !marshall_prior(collected_areas(rows), rows->count, &prior))
		PG_RETURN_NULL();
	{
		double		numbers[] = {prior.mean, prior.variance, (double) prior.areas};

		return composite_result(fcinfo, numbers, lengthof(numbers), NULL);
	}
}

static Datum
smoothed_estimate(FunctionCallInfo fcinfo, const Prior *prior, double events, double size,
				  double per, double confidence)
{
	Limits		limits = marshall_interval(prior, events, size, (1 - confidence) / 2);

	return estimate_result(fcinfo, marshall_rate(prior, events, size) * per,
						   scaled(limits, per), confidence, SIDES_TWO, "empirical bayes");
}

/*
 * (area, prior, per, confidence)
 */
static Datum
eb_rate(FunctionCallInfo fcinfo, bool from_rate)
{
	double		events;
	double		size;
	int			arg = read_counts(fcinfo, 0, from_rate, &events, &size);
	double		numbers[2];
	double		per = PG_GETARG_FLOAT8(arg + 1);
	double		confidence = PG_GETARG_FLOAT8(arg + 2);
	Prior		prior;

	check_per(per);
	check_confidence(confidence);
	if (!read_composite(PG_GETARG_DATUM(arg), numbers, lengthof(numbers)))
		PG_RETURN_NULL();
	check_not_negative(numbers[0], "mean of the prior");
	check_not_negative(numbers[1], "variance of the prior");
	if (size == 0)
		PG_RETURN_NULL();
	prior.areas = 0;
	prior.mean = numbers[0];
	prior.variance = numbers[1];
	return smoothed_estimate(fcinfo, &prior, events, size, per, confidence);
}

Datum
kansrijk_eb_rate(PG_FUNCTION_ARGS)
{
	return eb_rate(fcinfo, true);
}

Datum
kansrijk_eb_rate_counts(PG_FUNCTION_ARGS)
{
	return eb_rate(fcinfo, false);
}

/*-------------------------------------------------------------------------
 * Window functions over the areas of a partition
 *-------------------------------------------------------------------------
 */

/*
 * The area of a row of the partition; false when it is NULL.
 */
static bool
window_area(WindowObject winobj, bool from_rate, int64 row, Area *area)
{
	bool		isnull;
	bool		isout;
	Datum		value = WinGetFuncArgInPartition(winobj, 0, row, WINDOW_SEEK_HEAD,
												 false, &isnull, &isout);

	if (isnull)
		return false;
	if (from_rate)
	{
		area->events = (double) DatumGetRateP(value)->numerator;
		area->size = (double) DatumGetRateP(value)->denominator;
		return true;
	}
	area->events = DatumGetFloat8(value);
	value = WinGetFuncArgInPartition(winobj, 1, row, WINDOW_SEEK_HEAD, false, &isnull, &isout);
	if (isnull)
		return false;
	area->size = DatumGetFloat8(value);
	check_count(area->events, "numerator");
	check_count(area->size, "denominator");
	return true;
}

static int
compare_areas(const void *a, const void *b)
{
	const Area *x = a;
	const Area *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->events != y->events)
		return x->events < y->events ? -1 : 1;
	return (x->size > y->size) - (x->size < y->size);
}

static double
window_number(WindowObject winobj, int arg)
{
	bool		isnull;
	Datum		value = WinGetFuncArgCurrent(winobj, arg, &isnull);

	return isnull ? NAN : DatumGetFloat8(value);
}

typedef struct SmoothedState
{
	bool		fitted;
	bool		defined;
	Prior		prior;
} SmoothedState;

/*
 * (area, per, confidence): the prior is fitted once, at the first row.
 */
static Datum
smoothed_rate(FunctionCallInfo fcinfo, bool from_rate)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	SmoothedState *state = WinGetPartitionLocalMemory(winobj, sizeof(SmoothedState));
	int			arg = from_rate ? 1 : 2;
	double		per = window_number(winobj, arg);
	double		confidence = window_number(winobj, arg + 1);
	Area		area;

	refuse_null_treatment(fcinfo);
	check_per(per);
	check_confidence(confidence);
	if (!state->fitted)
	{
		int64		rows = WinGetPartitionRowCount(winobj);
		Area	   *areas = MemoryContextAllocHuge(CurrentMemoryContext, rows * sizeof(Area));
		int64		count = 0;

		for (int64 row = 0; row < rows; row++)
		{
			CHECK_FOR_INTERRUPTS();
			if (window_area(winobj, from_rate, row, &areas[count]))
				count++;
		}
		qsort(areas, count, sizeof(Area), compare_areas);
		state->defined = marshall_prior(areas, count, &state->prior);
		state->fitted = true;
		pfree(areas);
	}
	if (!window_area(winobj, from_rate, WinGetCurrentPosition(winobj), &area) ||
		area.size == 0 || !state->defined)
		PG_RETURN_NULL();
	return smoothed_estimate(fcinfo, &state->prior, area.events, area.size, per, confidence);
}

Datum
kansrijk_smoothed_rate(PG_FUNCTION_ARGS)
{
	return smoothed_rate(fcinfo, true);
}

Datum
kansrijk_smoothed_rate_counts(PG_FUNCTION_ARGS)
{
	return smoothed_rate(fcinfo, false);
}

typedef struct RankState
{
	int64		rows;			/* 0 until the first row was seen */
	int64		ranked[2];		/* areas that have a figure, by Model */
	Area		areas[FLEXIBLE_ARRAY_MEMBER];	/* by row; size 0 without rate */
} RankState;

static bool
is_ranked(const Area *area, Model model)
{
	return area->size > 0 && (model == MODEL_POISSON || is_proportion(area->events, area->size));
}

/*
 * rank_ci(r, confidence, model): how many areas are certainly lower, and how
 * many certainly higher, bounds the rank.
 */
Datum
kansrijk_rank_ci(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	int64		rows = WinGetPartitionRowCount(winobj);
	RankState  *state;
	double		confidence = window_number(winobj, 1);
	Model		model;
	bool		isnull;
	Datum		model_name = WinGetFuncArgCurrent(winobj, 2, &isnull);
	double		tail;
	Area	   *own;
	int64		ranked;
	int64		below = 0;
	int64		surely_below = 0;
	int64		surely_above = 0;
	static const char *const models[] = {"poisson", "binomial"};

	refuse_null_treatment(fcinfo);
	check_confidence(confidence);
	if (isnull)
		PG_RETURN_NULL();
	model = (Model) choose("model", DatumGetTextPP(model_name), models, lengthof(models));
	if (rows > (int64) ((MaxAllocSize - offsetof(RankState, areas)) / sizeof(Area)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many areas to rank in one partition")));
	state = WinGetPartitionLocalMemory(winobj, offsetof(RankState, areas) + rows * sizeof(Area));
	if (state->rows == 0)
	{
		for (int64 row = 0; row < rows; row++)
		{
			Area	   *area = &state->areas[row];

			CHECK_FOR_INTERRUPTS();
			if (!window_area(winobj, true, row, area))
				area->size = 0;
			state->ranked[MODEL_POISSON] += is_ranked(area, MODEL_POISSON);
			state->ranked[MODEL_BINOMIAL] += is_ranked(area, MODEL_BINOMIAL);
		}
		state->rows = rows;
	}

	own = &state->areas[WinGetCurrentPosition(winobj)];
	if (!is_ranked(own, model))
		PG_RETURN_NULL();
	ranked = state->ranked[model];
	/* Bonferroni over the comparisons of this area */
	tail = (1 - confidence) / 2 / Max(ranked - 1, 1);
	for (int64 row = 0; row < rows; row++)
	{
		const Area *other = &state->areas[row];
		int			side;

		CHECK_FOR_INTERRUPTS();
		if (!is_ranked(other, model))
			continue;
		if (other->events * own->size < own->events * other->size)
			below++;
		side = surely_differs(model, own, other, tail);
		if (side > 0)
			surely_below++;
		if (side < 0)
			surely_above++;
	}
	{
		double		numbers[] = {(double) (below + 1), (double) (surely_below + 1),
		(double) (ranked - surely_above), (double) ranked};

		return composite_result(fcinfo, numbers, lengthof(numbers), NULL);
	}
}
