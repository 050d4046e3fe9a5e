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

/* Whether units are among what it is made of, also when it protects what it counts of them. */
static bool
joins_units(Level *level)
{
	int			member = -1;

	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		MetRelation *table = member_table(level, member);
		Level	   *child = member_level(level, member);

		if (table ? table->rows == ROWS_OF_UNITS : child && level_reads_units(child, false))
			return true;
	}
	return false;
}

/* The place of what is joined in a query: units among the rows make the others what is known of units. */
static Place
place_beneath(Level *level)
{
	if (level->query->setOperations)
		return BENEATH_FIGURES;
	if (joins_units(level))
		return BESIDE_UNITS;
	return level_has_aggregates(level) ? BENEATH_FIGURES : level->place;
}

/*
 * Figures, or what they are counted from. Labels are not, beside units, unless
 * they are what is counted.
 */
static bool
is_evidence(MetRelation *relation, Place place)
{
	if (place == ADDS_LABELS)
		return false;
	if (relation->rows == ROWS_OF_LABELS && place == BESIDE_UNITS)
		return relation->is_counted;
	return !(relation->level && is_masked(relation->level));
}

/* A query that is met in several places is walked again where it tells more. */
static void
walk_query(Level *level, Place place, void (*visit) (Level *query))
{
	bool		has_protected;
	int			member = -1;
	ListCell   *lc;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level_columns(level) == NULL || level->place >= place)
		return;
	if (level->place == NOT_VISITED)
	{
		judge_list(row_conditions(level->query), level);
		if (visit)
			visit(level);
	}
	level->place = place;
	if (place != ADDS_LABELS)
		place = place_beneath(level);

	has_protected = level_has_protected_member(level);
	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		RangeTblEntry *rte = rt_fetch(member, level->query->rtable);
		Level	   *child = member_level(level, member);
		bool		adds_labels = has_protected && !level->has_window && !member_is_protected(level, member);
		Place		of_member = adds_labels ? ADDS_LABELS : place;

		if (rte->rtekind == RTE_RELATION)
		{
			MetRelation *relation = met_relation(level->lint, rte->relid);

			relation->is_evidence |= is_evidence(relation, of_member);
		}
		if (child)
			walk_query(child, of_member, visit);
	}
	foreach(lc, all_sublinks(level))
		walk_query(lfirst(lc), has_protected ? ADDS_LABELS : place, visit);
}

void
walk_queries(Level *top, void (*visit) (Level *query))
{
	walk_query(top, BENEATH_FIGURES, visit);
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

		if (table && table->rows == ROWS_OF_UNITS && (!is_system || (table->is_counted && !level->has_window)))
		{
			visit_units(level, table);
			has_units = true;
		}
		else if (child && (!is_system || member_is_protected(level, member)))
			has_units |= walk_rows_in_sight(child, visit, visit_units);
	}
	return has_units;
}
