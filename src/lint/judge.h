/*-------------------------------------------------------------------------
 *
 * judge.h
 *		What the expressions and the columns of a query tell.
 *
 * The laws:
 * - judge() answers for any expression, with a trace that is the caller's own. An
 *	 expression that is not known by its kind tells what its parts tell.
 * - An aggregate over units is a figure, the same one wherever the query has it.
 *	 One over figures tells those figures.
 * - A type of status tells the reason, and not the figures that decided it; any
 *	 other value that a status chose tells the figures, and not the reason.
 * - A column of a query that keeps published rows only is masked by that.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_JUDGE_H
#define KANSRIJK_LINT_JUDGE_H

#include "lint/level.h"
#include "nodes/primnodes.h"

extern Trace *judge(Node *node, Level *level);

/* All that a list of expressions tells. */
extern Trace *judge_list(List *nodes, Level *level);

/* judge_call.c */
extern Trace *judge_function(FuncExpr *call, Level *level);
extern Trace *judge_aggref(Aggref *aggref, Level *level);
extern Trace *judge_window(WindowFunc *window, Level *level);

/* An expression that is a figure, or one that holds the values of single units. */
extern Trace *add_figure(Node *node, Oid type, Level *level);
extern Trace *add_collection(Node *node, Level *level);

/* columns.c: by number, in level->column too; NULL when a recursive query asks for its own. */
extern Trace **level_columns(Level *level);

/*
 * status_test.c: what a condition says about a status, which is then given.
 */
typedef enum StatusTest
{
	TEST_OTHER,
	TEST_PUBLISHED,				/* true only when the status is publish */
	TEST_HIDDEN					/* false only when the status is publish */
} StatusTest;

extern StatusTest test_status(Node *condition, Level *level, Trace **status);

/* CASE compared WHEN ... of which the comparison is given. */
extern StatusTest test_compared(Node *comparison, Node *compared, Level *level, Trace **status);

extern Node *without_casts(Node *node);

#endif							/* KANSRIJK_LINT_JUDGE_H */
