/*-------------------------------------------------------------------------
 *
 * judge_call.c
 *		What the calls of functions, aggregates and window functions tell.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/judge.h"

#include "catalog/pg_type.h"
#include "lint/meaning.h"
#include "lint/units.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteManip.h"
#include "utils/lsyscache.h"

/*
 * ---- Functions ----
 */

/* A policy that is not a constant is taken for one that rounds. */
static bool
leaves_exact(FuncExpr *call)
{
	SdcPolicy  *policy = constant_policy(lsecond(call->args));

	return policy && policy->round <= 1;
}

/* Without a meaning: computed from its arguments. */
static Trace *
judge_other_function(FuncExpr *call, Trace *arguments, Lint *lint)
{
	bool		of_rate = call->args && exprType(linitial(call->args)) == lint->rate;

	arguments->protects = NULL;
	if (call->funcformat == COERCE_EXPLICIT_CAST || call->funcformat == COERCE_IMPLICIT_CAST)
		return arguments;
	arguments->traits &= ~TRAITS_OF_VALUE;
	/* What is computed from a rate leaves its unknowns out, as does unknown_as_no. */
	if (of_rate && (call->funcresulttype != lint->rate || list_length(call->args) == 1))
		keep_parts(lint, arguments, WITHOUT_UNKNOWN);
	return arguments;
}

Trace *
judge_function(FuncExpr *call, Level *level)
{
	Lint	   *lint = level->lint;
	Trace	   *result = new_trace(0);
	Trace	   *argument[2] = {NULL, NULL};
	ListCell   *lc;

	foreach(lc, call->args)
	{
		Trace	   *trace = judge(lfirst(lc), level);

		add_trace(result, trace);
		if (foreach_current_index(lc) < lengthof(argument))
			argument[foreach_current_index(lc)] = trace;
	}

	switch (meaning_of(lint, call->funcid))
	{
		case MEANS_PRIMARY:
			return new_trace(TRAITS_OF_STATUS | TRAIT_PRIMARY | TRAIT_FROM_TABLE);
		case MEANS_OWNER_ONLY:
			return new_trace(TRAIT_OWNER_ONLY);
		case MEANS_FIRST:
			return argument[0];
		case MEANS_MASK:
			return mask_trace(lint, argument[0], argument[1]);
		case MEANS_PUBLISH:
			return mask_trace(lint, keep_parts(lint, argument[0], WITHOUT_UNKNOWN), argument[1]);
		case MEANS_DERIVED_STATUS:
		case MEANS_SAME:
			return result;
		case MEANS_ROUND:
			result->exact = NULL;
			return result;
		case MEANS_ROUND_BY:
			if (!leaves_exact(call))
				result->exact = NULL;
			/* Of a rate, without unknowns. */
			return keep_parts(lint, result, WITHOUT_UNKNOWN);
		case MEANS_PERTURB:
			result->shown = told_members(result);
			result->exposed = NULL;
			result->exact = NULL;
			return result;
		case MEANS_NUMERATOR:
			return keep_parts(lint, result, ONLY(PART_NUMERATOR));
		case MEANS_DENOMINATOR:
			return keep_parts(lint, result, ONLY(PART_DENOMINATOR));
		case MEANS_UNKNOWN:
			return keep_parts(lint, result, ONLY(PART_UNKNOWN));
		case MEANS_PRESENCE:
			return presence_of(result);
		default:
			return judge_other_function(call, result, lint);
	}
}

/*
 * ---- Aggregates ----
 */

/* An aggregate, also one over a window. */
typedef struct AggregateCall
{
	Node	   *node;
	Oid			function;
	Oid			type;
	List	   *arguments;		/* expressions, or TargetEntry */
	Expr	   *filter;
} AggregateCall;

static Trace *
add_known(Node *node, Oid type, int traits, Level *level)
{
	KnownFigure *known = palloc(sizeof(KnownFigure));

	known->node = node;
	known->trace = new_figure(level->lint, type);
	known->trace->traits |= traits;
	level->known = lappend(level->known, known);
	return copy_trace(known->trace);
}

Trace *
add_figure(Node *node, Oid type, Level *level)
{
	return add_known(node, type, 0, level);
}

Trace *
add_collection(Node *node, Level *level)
{
	return add_known(node, exprType(node), TRAIT_COLLECTED, level);
}

/* Which rows were taken tells of the filter's figures what the value is. */
static Trace *
judge_filtered(Trace *value, Expr *filter, Level *level)
{
	Trace	   *status = NULL;
	Trace	   *condition;

	if (test_status((Node *) filter, level, &status) == TEST_PUBLISHED)
		return mask_trace(level->lint, value, status);
	condition = judge((Node *) filter, level);
	value->exposed = bms_union(value->exposed, condition->exposed);
	value->exact = bms_union(value->exact, condition->exact);
	return value;
}

static bool
is_extreme(const AggregateCall *call)
{
	return is_built_in(call->function, "max") || is_built_in(call->function, "min");
}

/* The value of one row, but not the first or last of their order. */
static bool
picks_value(const AggregateCall *call)
{
	return is_built_in(call->function, "mode") || is_built_in(call->function, "percentile_disc") ||
		is_built_in(call->function, "any_value");
}

/* Computed from all rows, as a number or what is like one. */
static bool
makes_number(const AggregateCall *call, Lint *lint)
{
	char		category;
	bool		is_preferred;

	if (is_extreme(call))
		return false;
	get_type_category_preferred(call->type, &category, &is_preferred);
	return call->type == lint->rate || category == TYPCATEGORY_NUMERIC || category == TYPCATEGORY_COMPOSITE ||
		is_of_extension(lint, call->function) ||
		is_built_in(call->function, "sum") || is_built_in(call->function, "avg") ||
		is_built_in(call->function, "percentile_cont");
}

/*
 * Of what was a figure already, or of units, which makes it one.
 */
static Trace *
judge_aggregate(const AggregateCall *call, Level *level)
{
	Trace	   *result = judge_list(call->arguments, level);
	bool		is_over_window = IsA(call->node, WindowFunc);
	bool		is_of_units = is_over_window ? level_shows_units(level) : level_is_from_units(level);
	bool		is_number = makes_number(call, level->lint);

	/* The largest of some statuses is one that hides when any does. */
	if (!is_built_in(call->function, "max"))
		result->protects = NULL;
	if (call->filter)
		result = judge_filtered(result, call->filter, level);
	if (result->traits & (TRAITS_OF_STATUS | TRAIT_OWNER_ONLY))
		return result;
	/* What a window made of units is a figure, but not the one that is counted from it. */
	if (has_figures(result) && !(is_number && is_of_units && !is_over_window))
		return result;

	if (is_extreme(call) && (result->traits & TRAITS_OF_VALUE))
	{
		result->traits = (result->traits & ~TRAIT_NUMBER) | TRAIT_EXTREME;
		return result;
	}
	if (is_number && counts_units(call->arguments, level))
	{
		mark_counted(call->arguments, level);
		return add_figure(call->node, call->type, level);
	}
	result->traits &= ~TRAIT_NUMBER;
	if (!is_of_units)
		return result;
	if (is_extreme(call) || picks_value(call))
	{
		if (has_column((Node *) call->arguments, level, member_shows_units))
			result->traits |= TRAIT_EXTREME;
		return result;
	}
	if (call->type == BOOLOID)
	{
		result->traits |= TRAIT_ZERO;
		return result;
	}
	return add_collection(call->node, level);
}

/* One of the rows of a query above, in a subquery of it, is judged as one that is there. */
static Trace *
judge_outer_aggref(Aggref *aggref, Level *level)
{
	Aggref	   *moved = copyObject(aggref);

	for (Index up = 0; up < aggref->agglevelsup && level; up++)
		level = level->parent;
	if (level == NULL)
		return new_trace(0);
	IncrementVarSublevelsUp((Node *) moved, -(int) aggref->agglevelsup, 0);
	return judge((Node *) moved, level);
}

Trace *
judge_aggref(Aggref *aggref, Level *level)
{
	AggregateCall call = {
		.node = (Node *) aggref,
		.function = aggref->aggfnoid,
		.type = aggref->aggtype,
		.arguments = list_concat_copy(aggref->aggdirectargs, aggref->args),
		.filter = aggref->aggfilter
	};

	if (aggref->agglevelsup > 0)
		return judge_outer_aggref(aggref, level);
	return judge_aggregate(&call, level);
}

/*
 * ---- Window functions ----
 */

static Trace *
judge_status_window(WindowFunc *window, Level *level)
{
	Lint	   *lint = level->lint;
	Trace	   *status = new_trace(TRAITS_OF_STATUS | TRAIT_FROM_TABLE);
	Trace	   *value = judge(linitial(window->args), level);
	SdcPolicy  *policy = constant_policy(lsecond(window->args));

	status->protects = parts_of(lint, told_members(value), WITHOUT_UNKNOWN);
	if (policy && policy->round > 1)
		lint->to_round = bms_union(lint->to_round, status->protects);
	return status;
}

static Trace *
judge_perturbing_window(WindowFunc *window, Level *level)
{
	Trace	   *result = new_trace(TRAIT_FROM_TABLE);

	result->shown = told_members(judge(linitial(window->args), level));
	return result;
}

/*
 * A rank tells about what it is the rank of. Among units a place is a count, and
 * a value that of another unit.
 */
static Trace *
judge_other_window(WindowFunc *window, Level *level)
{
	Trace	   *result = judge_list(window->args, level);
	bool		has_values = result->traits & TRAIT_FROM_TABLE;
	WindowClause *clause = NULL;
	ListCell   *lc;

	result->protects = NULL;
	foreach(lc, level->query->windowClause)
		if (lfirst_node(WindowClause, lc)->winref == window->winref)
			clause = lfirst_node(WindowClause, lc);
	foreach(lc, clause ? clause->orderClause : NIL)
	{
		Node	   *key = get_sortgroupclause_expr(lfirst(lc), level->query->targetList);

		add_trace(result, keep_parts(level->lint, judge(key, level), WITHOUT_UNKNOWN));
	}
	if (level_shows_units(level) && !has_figures(result) && !(result->traits & (TRAITS_OF_STATUS | TRAIT_OWNER_ONLY)))
		return has_values ? add_collection((Node *) window, level) :
			add_figure((Node *) window, window->wintype, level);
	result->traits &= ~TRAITS_OF_VALUE;
	return result;
}

Trace *
judge_window(WindowFunc *window, Level *level)
{
	AggregateCall call = {
		.node = (Node *) window,
		.function = window->winfnoid,
		.type = window->wintype,
		.arguments = window->args,
		.filter = window->aggfilter
	};

	/* Also for what is counted, or asked of other queries, in any argument. */
	judge_list(window->args, level);
	switch (meaning_of(level->lint, window->winfnoid))
	{
		case MEANS_STATUS:
			return judge_status_window(window, level);
		case MEANS_PERTURB:
			return judge_perturbing_window(window, level);
		case MEANS_OWNER_ONLY:
			return new_trace(TRAIT_OWNER_ONLY);
		default:
			return window->winagg ? judge_aggregate(&call, level) : judge_other_window(window, level);
	}
}
