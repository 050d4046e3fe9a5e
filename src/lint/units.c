/*-------------------------------------------------------------------------
 *
 * units.c
 *		Whose rows a query has: single units, cells of a table system, or labels.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/units.h"

#include "miscadmin.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteManip.h"
#include "utils/lsyscache.h"

/*
 * ---- Protected cells ----
 */

bool
member_is_protected(Level *level, int member)
{
	MetRelation *table = member_table(level, member);
	Level	   *child = member_level(level, member);

	return table ? table->is_protected : child && level_is_protected(child);
}

bool
level_has_protected_member(Level *level)
{
	int			member = -1;

	while ((member = bms_next_member(level->used, member)) >= 0)
		if (member_is_protected(level, member))
			return true;
	return false;
}

bool
level_is_protected(Level *level)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level->is_protected == NOT_ASKED)
	{
		/* For a recursive query that asks for itself. */
		level->is_protected = level->has_window ? YES : NO;
		if (level->is_protected == NO && level_has_protected_member(level))
			level->is_protected = YES;
	}
	return level->is_protected == YES;
}

bool
level_is_system(Level *level)
{
	return level_is_protected(level) && level->query->setOperations == NULL;
}

bool
level_has_aggregates(Level *level)
{
	return contain_aggs_of_level((Node *) level->query->targetList, 0);
}

/*
 * ---- Units ----
 */

List *
level_sources(Level *level)
{
	int			member = -1;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level->has_sources)
		return level->sources;
	/* For a recursive query that asks for itself. */
	level->has_sources = true;
	if (level_is_system(level))
		return NIL;
	while ((member = bms_next_member(level->used, member)) >= 0)
	{
		MetRelation *table = member_table(level, member);
		Level	   *child = member_level(level, member);

		if (table)
			level->sources = list_append_unique_ptr(level->sources, table);
		else if (child)
			level->sources = list_concat_unique_ptr(level->sources, level_sources(child));
	}
	return level->sources;
}

bool
level_reads_units(Level *level, bool only_counted)
{
	ListCell   *lc;

	foreach(lc, level_sources(level))
	{
		MetRelation *table = lfirst(lc);

		if (table->rows == ROWS_OF_UNITS && (table->is_counted || !only_counted))
			return true;
	}
	return false;
}

bool
member_shows_units(Level *level, int member)
{
	MetRelation *table = member_table(level, member);
	Level	   *child = member_level(level, member);

	return table ? table->rows == ROWS_OF_UNITS : child && level_shows_units(child);
}

bool
level_is_from_units(Level *level)
{
	int			member = -1;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level->is_from_units == NOT_ASKED)
	{
		/* For a recursive query that asks for itself. */
		level->is_from_units = NO;
		if (!level_is_system(level))
			while (level->is_from_units == NO && (member = bms_next_member(level->used, member)) >= 0)
				if (member_shows_units(level, member))
					level->is_from_units = YES;
	}
	return level->is_from_units == YES;
}

bool
level_shows_units(Level *level)
{
	return level_is_from_units(level) && (level->query->setOperations || !level_has_aggregates(level));
}

/* Organisations, and what they do; and which area lies in which, found among births. */
static bool
is_without_persons(Level *level, int member)
{
	static const char *const names[] = {"programme_unit", "programme_status", "area_path"};
	RangeTblEntry *rte = rt_fetch(member, level->query->rtable);
	char	   *name = rte->rtekind == RTE_RELATION ? get_rel_name(rte->relid) : NULL;

	for (int i = 0; name && i < lengthof(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

bool
level_reads_persons(Level *level)
{
	int			member = -1;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (level->reads_persons == NOT_ASKED)
	{
		/* For a recursive query that asks for itself. */
		level->reads_persons = NO;
		while (level->reads_persons == NO && (member = bms_next_member(level->used, member)) >= 0)
		{
			MetRelation *table = member_table(level, member);
			Level	   *child = member_level(level, member);

			if (is_without_persons(level, member))
				continue;
			if (table ? table->rows == ROWS_OF_UNITS : child && level_reads_persons(child))
				level->reads_persons = YES;
		}
	}
	return level->reads_persons == YES;
}

/*
 * ---- What figures are computed from ----
 */

static bool
mark_member_counted(Level *level, int member)
{
	MetRelation *table = member_table(level, member);
	Level	   *child = member_level(level, member);
	ListCell   *lc;

	if (table)
		table->is_counted = true;
	else if (child)
		foreach(lc, level_sources(child))
			((MetRelation *) lfirst(lc))->is_counted = true;
	return false;
}

/* count(*) has no columns: it is of the only table. */
void
mark_counted(List *arguments, Level *level)
{
	has_column((Node *) arguments, level, mark_member_counted);
	if (!contain_var_clause((Node *) arguments) && !level_is_protected(level) && list_length(level_sources(level)) == 1)
		((MetRelation *) linitial(level_sources(level)))->is_counted = true;
}

static bool
member_is_unprotected(Level *level, int member)
{
	return !member_is_protected(level, member);
}

bool
counts_units(List *arguments, Level *level)
{
	return !level_has_protected_member(level) || has_column((Node *) arguments, level, member_is_unprotected);
}
