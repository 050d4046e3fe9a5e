/*-------------------------------------------------------------------------
 *
 * level.h
 *		The tree of queries that a view is made of, and the relations in it.
 *
 * A level is one query: that of a view, of a WITH item, in FROM, a part of a set
 * operation, or in an expression. The laws:
 * - Levels are made when they are asked for, each once: two members of a range
 *	 table that name the same view or WITH item have the same level.
 * - parent is the level whose columns a query may name, NULL for that of a view.
 * - A recursive query that asks for itself, by whatever way, gets what is known
 *	 so far, so that every question ends.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_LEVEL_H
#define KANSRIJK_LINT_LEVEL_H

#include "lint/trace.h"
#include "nodes/parsenodes.h"

/* To a question that is asked once. */
typedef enum Answer
{
	NOT_ASKED,
	NO,
	YES
} Answer;

/* What a query is to the figures above it, from the least that it tells of them to the most. */
typedef enum Place
{
	NOT_VISITED,
	ADDS_LABELS,				/* to protected cells */
	BESIDE_UNITS,				/* its rows are joined to units that are counted */
	BENEATH_FIGURES
} Place;

/* An expression that is a figure by itself. */
typedef struct KnownFigure
{
	Node	   *node;
	Trace	   *trace;
} KnownFigure;

typedef struct Level
{
	Lint	   *lint;
	Query	   *query;
	struct Level *parent;
	char	   *name;			/* of the relation that it is in */
	bool		is_of_publication;	/* in the schema of a publication's evidence */
	bool		has_window;		/* calls sdc_status or the like itself */

	/* The queries beneath it. */
	Bitmapset  *used;			/* members of rtable that rows come from */
	struct Level **children;	/* by member of rtable */
	struct Level **ctes;		/* by member of cteList */
	List	   *sublinks;		/* levels of subqueries in expressions, as met so far */

	/* What its expressions tell: judge.h. */
	List	   *known;			/* of KnownFigure */
	Trace	   *published;		/* the status that WHERE compares with publish */
	bool		is_busy;		/* its columns are being judged */
	int			columns;
	Trace	  **column;			/* NULL before they are judged */

	/* Whose rows it has: units.h. */
	bool		has_sources;
	List	   *sources;		/* of MetRelation, once has_sources */
	Answer		is_protected;
	Answer		is_from_units;
	Answer		reads_persons;

	/* Where the walk has been: walk.c. */
	Place		place;
	bool		is_in_sight;	/* visited as what readers see the rows of */
} Level;

/* What the rows of a relation are, by its columns alone. */
typedef enum RowKind
{
	ROWS_OF_QUERY,				/* a view: see its level */
	ROWS_OF_LABELS,
	ROWS_OF_UNITS,				/* or counts of them */
	ROWS_OF_FIGURES
} RowKind;

/* A relation that was met: its columns, and what it is to the view. */
typedef struct MetRelation
{
	Oid			relid;
	char	   *name;
	Level	   *level;			/* of a view, else NULL */
	int			columns;
	Trace	  **column;			/* as of a table */
	bool		is_protected;	/* a table of figures beside what was decided about them */
	bool		is_evidence;	/* has figures, or what they are counted from */
	RowKind		rows;
	bool		is_counted;		/* figures are computed from its columns */
} MetRelation;

/* relation.c */
extern MetRelation *met_relation(Lint *lint, Oid relid);
extern char *relation_name(Relation relation);

/* level.c */
extern Level *new_level(Lint *lint, Query *query, Level *parent, char *name);

/* What a member of rtable takes its rows from: a query, a table, or neither. */
extern Level *member_level(Level *level, int member);
extern MetRelation *member_table(Level *level, int member);

/* That of a subquery in an expression; and all of them, wherever the query has them. */
extern Level *sublink_level(Level *level, Query *query);
extern List *all_sublinks(Level *level);

/* The calls of window functions that see a table system, of WindowFunc. */
extern List *system_windows(Level *level);

/* The conditions that take rows away: not those of outer joins. */
extern List *row_conditions(Query *query);

/* What a column of a join, or of the grouping step, stands for; NULL of any other. */
extern Node *expression_behind(const Var *var, const RangeTblEntry *rte);

/* Whether there is a column of a member that is wanted: all are asked until one is. */
extern bool has_column(Node *node, Level *level, bool (*is_wanted) (Level *level, int member));

#endif							/* KANSRIJK_LINT_LEVEL_H */
