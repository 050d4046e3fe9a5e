/*-------------------------------------------------------------------------
 *
 * lint.h
 *		What the definition of a view gives away: one run of the linter.
 *
 * A view is judged by its query, and by those of the views beneath it; no row
 * is read. The laws, and the header that states each in full:
 *
 * 1. What is computed from several units is a figure. An expression tells the
 *	  figures of all its parts, until a status that decides about them masks
 *	  them (trace.h, judge.h).
 * 2. A function or construct without a known meaning hides nothing (meaning.h).
 * 3. Rows are units, unless their table holds labels alone, they were counted,
 *	  or they are protected cells (units.h).
 * 4. A query is judged once, and a recursive one does not see itself (level.h).
 * 5. A rule looks at what is known by then, and finds; it does not walk, and the
 *	  walk does not judge what is right (walk.h, rule.h).
 *
 * A view may be that of somebody who is not trusted: no function or operator of
 * its query is executed, nor any expression evaluated.
 *
 * Queries nest as deeply as their authors like: every recursion here looks at
 * the depth of the stack, and lets itself be cancelled.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_H
#define KANSRIJK_LINT_H

#include "kansrijk.h"

#include "nodes/bitmapset.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"

typedef struct Lint
{
	ReturnSetInfo *result;		/* where findings go */

	/* The extension's own objects, which functions and types are compared with. */
	Oid			extension;
	Oid			schema;
	Oid			rate;
	Oid			cell_status;

	/* Figures are numbered from 0; see trace.h. */
	int			figures;
	Bitmapset  *rates;			/* figures that are rates */
	Bitmapset  *to_round;		/* members that a policy wants rounded */

	List	   *relations;		/* of MetRelation, each once */
	struct Level *top;			/* the query of the view itself, or NULL */
} Lint;

#endif							/* KANSRIJK_LINT_H */
