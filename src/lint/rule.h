/*-------------------------------------------------------------------------
 *
 * rule.h
 *		The rules of lint_view, and how they report.
 *
 * A rule is a function, in a table with its name, its severity and its advice:
 * - rules_of_queries.c: of each query that figures come through;
 * - rules_of_rows.c: of the queries whose rows are in sight, and their tables;
 * - rules_of_columns.c: of each column of the view.
 *
 * The laws:
 * - Rules do not depend on the order in which they are asked.
 * - In the texts only names differ, and those have a length that is limited: a
 *	 finding does not grow with the view, and prints no constant of its query.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_RULE_H
#define KANSRIJK_LINT_RULE_H

#include "lint/level.h"

typedef struct Rule
{
	const char *name;
	const char *severity;		/* error: gives figures away; warning: may; notice: look at it */
	const char *advice;
} Rule;

/* Of whether there are units, in rows and in columns. */
#define ADVICE_PRESENCE \
	"Leave it out, or count the units and mask the count: whether there is any tells that a count is zero, or is not."

/* A row of findings: about which object, and what about it. */
extern void report(Lint *lint, const Rule *rule, const char *object, const char *finding,...) pg_attribute_printf(4, 5);

/* Visitors of walk_queries() and walk_rows_in_sight(). */
extern void check_query(Level *query);
extern void check_rows(Level *query);
extern void check_units(Level *query, MetRelation *units);

/* has_units: single units are in sight, with all that is in their rows. */
extern void check_columns(Level *view, bool has_units);

#endif							/* KANSRIJK_LINT_RULE_H */
