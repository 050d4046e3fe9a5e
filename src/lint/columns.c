/*-------------------------------------------------------------------------
 *
 * columns.c
 *		What the columns of a query tell.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/judge.h"

#include "lint/meaning.h"
#include "lint/units.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"

/* What is protected is a figure, whatever else it looks like. */
static void
add_protected_figures(Level *level)
{
	ListCell   *lc;

	foreach(lc, system_windows(level))
	{
		WindowFunc *window = lfirst_node(WindowFunc, lc);
		Node	   *value = linitial(window->args);

		if (meaning_of(level->lint, window->winfnoid) == MEANS_STATUS && !has_figures(judge(value, level)))
			add_figure(without_casts(value), exprType(value), level);
	}
}

static Trace *
published_status(Level *level)
{
	Trace	   *result = NULL;
	ListCell   *lc;

	foreach(lc, row_conditions(level->query))
	{
		Trace	   *status = NULL;

		if (test_status(lfirst(lc), level, &status) == TEST_PUBLISHED)
			result = status;
	}
	return result;
}

static bool
is_grouped_by(TargetEntry *entry, Query *query)
{
	return entry->ressortgroupref > 0 && query->groupClause &&
		get_sortgroupref_clause_noerr(entry->ressortgroupref, query->groupClause);
}

static Trace *
judge_target(TargetEntry *entry, Level *level)
{
	Trace	   *trace = judge((Node *) entry->expr, level);

	/* What rows are grouped by is a label. */
	if (is_grouped_by(entry, level->query))
	{
		trace->traits &= ~(TRAITS_OF_VALUE | (level_is_from_units(level) ? TRAIT_ZERO : 0));
		if (contain_vars_of_level((Node *) entry->expr, 0))
			trace->traits |= TRAIT_GROUPED;
	}
	return level->published ? mask_trace(level->lint, trace, level->published) : trace;
}

/* A column of a set operation tells what it tells in any part. */
static void
add_part_columns(Node *part, Level *level)
{
	check_stack_depth();
	if (IsA(part, SetOperationStmt))
	{
		add_part_columns(((SetOperationStmt *) part)->larg, level);
		add_part_columns(((SetOperationStmt *) part)->rarg, level);
	}
	else
	{
		Level	   *child = member_level(level, ((RangeTblRef *) part)->rtindex);
		Trace	  **column = child ? level_columns(child) : NULL;

		for (int i = 0; column && i < Min(level->columns, child->columns); i++)
			add_trace(level->column[i], column[i]);
	}
}

Trace **
level_columns(Level *level)
{
	Query	   *query = level->query;
	Trace	  **column;
	ListCell   *lc;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level->column || level->is_busy)
		return level->column;
	level->is_busy = true;
	add_protected_figures(level);
	level->published = published_status(level);
	level->columns = list_length(query->targetList);
	column = palloc0((level->columns + 1) * sizeof(Trace *));
	if (query->setOperations)
	{
		for (int i = 0; i < level->columns; i++)
			column[i] = new_trace(0);
		/* A part that is recursive sees what the others told so far. */
		level->column = column;
		add_part_columns(query->setOperations, level);
	}
	else
	{
		foreach(lc, query->targetList)
			column[foreach_current_index(lc)] = judge_target(lfirst_node(TargetEntry, lc), level);
		level->column = column;
	}
	level->is_busy = false;
	return level->column;
}
