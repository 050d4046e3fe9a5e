/*-------------------------------------------------------------------------
 *
 * walk.h
 *		The ways through the tree of queries that rules are asked along.
 *
 * The laws:
 * - walk_queries() comes to each query once, the ones beneath it after it, also
 *	 those of expressions and those that only add labels to protected cells. By
 *	 then its columns and conditions were judged. Which relations are evidence is
 *	 known when it is done.
 * - walk_rows_in_sight() comes to the queries whose rows arrive at the top one by
 *	 one, and to the tables of units among what they read.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_WALK_H
#define KANSRIJK_LINT_WALK_H

#include "lint/level.h"

/* visit may be NULL */
extern void walk_queries(Level *top, void (*visit) (Level *query));

/* Returns whether there are such units. */
extern bool walk_rows_in_sight(Level *top, void (*visit) (Level *query),
							   void (*visit_units) (Level *query, MetRelation *units));

#endif							/* KANSRIJK_LINT_WALK_H */
