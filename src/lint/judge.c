/*-------------------------------------------------------------------------
 *
 * judge.c
 *		What an expression tells, by its kind.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/judge.h"

#include "catalog/pg_type.h"
#include "lint/units.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "parser/parsetree.h"

/*
 * ---- Parts ----
 */

typedef struct PartsContext
{
	Trace	   *result;
	Level	   *level;
} PartsContext;

static bool
parts_walker(Node *node, void *context)
{
	PartsContext *parts = context;

	if (node)
		add_trace(parts->result, judge(node, parts->level));
	return false;
}

static Trace *
judge_parts(Node *node, Level *level)
{
	PartsContext parts = {new_trace(0), level};

	expression_tree_walker(node, parts_walker, &parts);
	return parts.result;
}

Trace *
judge_list(List *nodes, Level *level)
{
	Trace	   *result = new_trace(0);
	ListCell   *lc;

	foreach(lc, nodes)
		if (lfirst(lc))
			add_trace(result, judge(lfirst(lc), level));
	return result;
}

/*
 * ---- Columns ----
 */

static Trace *
judge_from_function(RangeTblEntry *rte, Level *level)
{
	Trace	   *result = new_trace(0);
	ListCell   *lc;

	foreach(lc, rte->functions)
		add_trace(result, judge(lfirst_node(RangeTblFunction, lc)->funcexpr, level));
	result->traits &= ~TRAITS_OF_VALUE;
	return result;
}

/* Column 0 is the whole row. */
static Trace *
judge_values(RangeTblEntry *rte, AttrNumber column, Level *level)
{
	Trace	   *result = new_trace(0);
	ListCell   *lc;

	foreach(lc, rte->values_lists)
	{
		List	   *row = lfirst(lc);

		add_trace(result, column > 0 ? judge(list_nth(row, column - 1), level) : judge_list(row, level));
	}
	return result;
}

static Trace *
judge_member(int member, AttrNumber column, Level *level)
{
	Trace	   *result = new_trace(0);
	MetRelation *table = member_table(level, member);
	Level	   *child = member_level(level, member);
	Trace	  **traces = NULL;
	int			columns = 0;

	if (table)
	{
		traces = table->column;
		columns = table->columns;
	}
	else if (child && (traces = level_columns(child)) != NULL)
		columns = child->columns;
	for (int i = 0; i < columns; i++)
		if (column == 0 || column == i + 1)
			add_trace(result, traces[i]);
	return result;
}

static Trace *
judge_column(Var *var, Level *level)
{
	RangeTblEntry *rte;
	Node	   *behind;

	for (Index up = 0; up < var->varlevelsup && level; up++)
		level = level->parent;
	if (level == NULL || var->varno < 1 || var->varno > list_length(level->query->rtable))
		return new_trace(0);
	rte = rt_fetch(var->varno, level->query->rtable);
	behind = expression_behind(var, rte);
	if (behind)
		return judge(behind, level);

	switch (rte->rtekind)
	{
		case RTE_JOIN:
			return judge_list(rte->joinaliasvars, level);
		case RTE_FUNCTION:
			return judge_from_function(rte, level);
		case RTE_VALUES:
			return judge_values(rte, var->varattno, level);
		case RTE_RELATION:
		case RTE_SUBQUERY:
		case RTE_CTE:
			return judge_member(var->varno, var->varattno, level);
		default:
			return new_trace(TRAIT_FROM_TABLE);
	}
}

/*
 * ---- Conditions ----
 */

/* Comparing a status with publish does not tell the reason. */
static Trace *
judge_comparison(Node *node, List *operands, Level *level)
{
	Trace	   *status = NULL;
	Trace	   *result = new_trace(0);
	bool		is_boolean = exprType(node) == BOOLOID;
	int			variables = 0;
	ListCell   *lc;

	if (test_status(node, level, &status) != TEST_OTHER)
		return new_trace(TRAIT_HIDES | (status->traits & (TRAIT_FROM_TABLE | TRAIT_PRIMARY)));
	foreach(lc, operands)
	{
		Trace	   *operand = judge(lfirst(lc), level);

		add_trace(result, operand);
		if (operand->traits & TRAIT_FROM_TABLE)
			variables++;
	}
	/* Beside a constant the largest stays that, or tells whether there is a larger one. */
	if ((result->traits & TRAIT_EXTREME) && variables == 1 && is_boolean)
		result->traits |= TRAIT_ZERO;
	if (variables != 1 || is_boolean)
		result->traits &= ~TRAIT_EXTREME;
	result->traits &= ~TRAIT_NUMBER;
	result->protects = NULL;
	return result;
}

static Trace *
judge_case(CaseExpr *expression, Level *level)
{
	Trace	   *result = new_trace(0);
	Trace	   *rest = NULL;	/* the status that is publish by now */
	ListCell   *lc;

	foreach(lc, expression->args)
	{
		CaseWhen   *when = lfirst_node(CaseWhen, lc);
		Node	   *condition = (Node *) when->expr;
		Trace	   *value = judge((Node *) when->result, level);
		Trace	   *status = NULL;
		StatusTest	test = expression->arg ? test_compared(condition, (Node *) expression->arg, level, &status) :
			test_status(condition, level, &status);

		if (rest)
			value = mask_trace(level->lint, value, rest);
		if (test == TEST_PUBLISHED)
			value = mask_trace(level->lint, value, status);
		else if (test == TEST_HIDDEN)
		{
			rest = status;
			result->traits |= TRAIT_HIDES;
		}
		else
			add_trace(result, judge(condition, level));
		add_trace(result, value);
	}
	if (expression->arg)
	{
		Trace	   *compared = judge((Node *) expression->arg, level);

		/* CASE status WHEN 'publish' THEN ... does not tell the reason. */
		if (compared->traits & TRAIT_REASON)
			result->traits |= TRAIT_HIDES;
		else
			add_trace(result, compared);
	}
	if (expression->defresult)
	{
		Trace	   *value = judge((Node *) expression->defresult, level);

		add_trace(result, rest ? mask_trace(level->lint, value, rest) : value);
	}
	return result;
}

/*
 * ---- Subqueries ----
 */

/* What is counted is known once the columns beneath are. */
static void
judge_protected_members(Level *level)
{
	int			member = -1;

	while ((member = bms_next_member(level->used, member)) >= 0)
		if (member_is_protected(level, member))
			level_columns(member_level(level, member));
}

/*
 * Whether it tells of the units beneath whether there are any. Beside a unit it
 * is something of that unit; whether one cell of a system has another is how the
 * system is built.
 */
static bool
tells_presence(Level *child, Level *level, bool reads_units)
{
	return reads_units && !level_shows_units(level) &&
		(level_is_from_units(child) || !level_reads_units(level, false));
}

static Trace *
judge_sublink(SubLink *sublink, Level *level)
{
	Trace	   *result = sublink->testexpr ? judge(sublink->testexpr, level) : new_trace(0);
	bool		is_protected = level_is_protected(level);
	bool		reads_units;
	Level	   *child;

	if (!IsA(sublink->subselect, Query))
		return result;
	child = sublink_level(level, (Query *) sublink->subselect);
	if (sublink->subLinkType != EXISTS_SUBLINK)
	{
		Trace	  **column = level_columns(child);

		for (int i = 0; column && i < child->columns; i++)
			add_trace(result, column[i]);
	}
	if (is_protected)
		judge_protected_members(level);
	reads_units = level_reads_units(child, is_protected);
	switch (sublink->subLinkType)
	{
		case EXISTS_SUBLINK:
		case ANY_SUBLINK:
		case ALL_SUBLINK:
			if (tells_presence(child, level, reads_units))
				result->traits = (result->traits & ~TRAITS_OF_VALUE) | TRAIT_ZERO;
			return result;
		default:
			if (reads_units && level_shows_units(child) && !level_is_from_units(level) && !has_figures(result))
				return add_collection((Node *) sublink, level);
			return result;
	}
}

/*
 * ---- Any expression ----
 */

static Trace *
judge_node(Node *node, Level *level)
{
	ListCell   *lc;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (node == NULL)
		return new_trace(0);
	foreach(lc, level->known)
	{
		KnownFigure *known = lfirst(lc);

		if (equal(known->node, node))
			return copy_trace(known->trace);
	}

	switch (nodeTag(node))
	{
		case T_Var:
			return judge_column((Var *) node, level);
		case T_GroupingFunc:
		case T_Const:
			return new_trace(0);
		case T_Aggref:
			return judge_aggref((Aggref *) node, level);
		case T_WindowFunc:
			return judge_window((WindowFunc *) node, level);
		case T_FuncExpr:
			return judge_function((FuncExpr *) node, level);
		case T_OpExpr:
		case T_DistinctExpr:
			return judge_comparison(node, ((OpExpr *) node)->args, level);
		case T_ScalarArrayOpExpr:
			return judge_comparison(node, ((ScalarArrayOpExpr *) node)->args, level);
		case T_NullTest:
			return presence_of(judge((Node *) ((NullTest *) node)->arg, level));
		case T_CaseExpr:
			return judge_case((CaseExpr *) node, level);
		case T_SubLink:
			return judge_sublink((SubLink *) node, level);
		default:
			return judge_parts(node, level);
	}
}

/* Whether an expression of this type is a status, and not only made of one. */
static bool
gives_status(Node *node, Lint *lint)
{
	return (IsA(node, Var) || IsA(node, FuncExpr) || IsA(node, CaseExpr) || IsA(node, CoalesceExpr)) &&
		exprType(node) == lint->cell_status;
}

Trace *
judge(Node *node, Level *level)
{
	Trace	   *result = judge_node(node, level);

	if (!has_figures(result))
		return result;
	if (gives_status(node, level->lint))
	{
		result->exposed = result->shown = result->exact = NULL;
		result->traits |= TRAITS_OF_STATUS;
	}
	else
		result->traits &= ~TRAIT_REASON;
	return result;
}
