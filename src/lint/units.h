/*-------------------------------------------------------------------------
 *
 * units.h
 *		Whose rows a query has: single units, cells of a table system, or labels.
 *
 * The laws:
 * - Rows of a query are protected when it, or what it takes them from, calls
 *	 sdc_status or the like.
 * - They are single units when those of FROM are, and it is no protected system.
 *	 Grouping makes cells of them when something is computed of each group; else
 *	 groups are the values that occur, as units themselves.
 * - A set operation is never a system by itself: each part is looked at.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_UNITS_H
#define KANSRIJK_LINT_UNITS_H

#include "lint/level.h"

/* Whether its rows are cells that were protected, here or beneath. */
extern bool level_is_protected(Level *level);
extern bool member_is_protected(Level *level, int member);

/* Whether something in its FROM is. */
extern bool level_has_protected_member(Level *level);

/* Whether its rows are protected cells, each and every one. */
extern bool level_is_system(Level *level);

/* Whether something is computed of each group. */
extern bool level_has_aggregates(Level *level);

/* The tables that its rows come from, also through groups; none for protected cells. */
extern List *level_sources(Level *level);

/* Whether there are units among those; only_counted: where other tables may be labels of protected cells. */
extern bool level_reads_units(Level *level, bool only_counted);

/* Whether its FROM has rows of single units, and whether the query itself has. */
extern bool level_is_from_units(Level *level);
extern bool level_shows_units(Level *level);
extern bool member_shows_units(Level *level, int member);

/*
 * Of a publication: whether its figures are of persons. Those of organisations
 * come from programme_unit and programme_status of its source, and from labels.
 */
extern bool level_reads_persons(Level *level);

/* Notes which tables a figure with these arguments is computed from. */
extern void mark_counted(List *arguments, Level *level);

/* Whether a figure with these arguments counts units: rows that are not protected cells. */
extern bool counts_units(List *arguments, Level *level);

#endif							/* KANSRIJK_LINT_UNITS_H */
