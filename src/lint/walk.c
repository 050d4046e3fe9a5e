/*-------------------------------------------------------------------------
 *
 * walk.c
 *		The ways through the tree of queries that rules are asked along.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/walk.h"

#include "lint/judge.h"
#include "lint/units.h"
#include "miscadmin.h"
#include "parser/parsetree.h"

/* Protected cells of which no figure shows when it is hidden. */
static bool
is_masked(Level *level)
{
	Trace	  **column = level_columns(level);

	for (int i = 0; column && i < level->columns; i++)
		if (!bms_is_empty(column[i]->exposed))
			return false;
	return level_is_protected(level);
}

/*
 * is_beside: its rows only add labels to protected ones, so that what it reads
 * is not what figures are counted from. A query that is met as both is walked
 * again as what they are counted from.
 */
static void
walk_query(Level *level, bool is_beside, void (*visit) (Level *query))
{
	bool		has_protected;
	int			member = -1;
	ListCell   *lc;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level_columns(level) == NULL)
		return;
	if (level->is_below_figures || (level->is_visited && is_beside))
		return;
	if (!level->is_visited)
	{
		/* Also for the subqueries in them. */
		judge_list(row_conditions(level->query), level);
		if (visit)
			visit(level);
	}
	level->is_visited = true;
	level->is_below_figures = !is_beside;

	has_protected = level_has_protected_member(level);
	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		RangeTblEntry *rte = rt_fetch(member, level->query->rtable);
		Level	   *child = member_level(level, member);
		bool		adds_labels = has_protected && !level->has_window && !member_is_protected(level, member);

		if (rte->rtekind == RTE_RELATION && !is_beside && !adds_labels && !(child && is_masked(child)))
			met_relation(level->lint, rte->relid)->is_evidence = true;
		if (child)
			walk_query(child, is_beside || adds_labels, visit);
	}
	foreach(lc, level->sublinks)
		walk_query(lfirst(lc), is_beside || has_protected, visit);
}

void
walk_queries(Level *top, void (*visit) (Level *query))
{
	walk_query(top, false, visit);
}

/*
 * Beside protected cells a table has labels, unless it is what they are counted
 * from.
 */
bool
walk_rows_in_sight(Level *level, void (*visit) (Level *query),
				   void (*visit_units) (Level *query, MetRelation *units))
{
	bool		is_system = level_is_system(level);
	bool		has_units = false;
	int			member = -1;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level->is_in_sight)
		return false;
	level->is_in_sight = true;
	visit(level);
	if (!is_system && level->query->setOperations == NULL && level_has_aggregates(level))
		return false;
	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		MetRelation *table = member_table(level, member);
		Level	   *child = member_level(level, member);

		if (table && table->is_of_units && (!is_system || (table->is_counted && !level->has_window)))
		{
			visit_units(level, table);
			has_units = true;
		}
		else if (child && (!is_system || member_is_protected(level, member)))
			has_units |= walk_rows_in_sight(child, visit, visit_units);
	}
	return has_units;
}
