/*-------------------------------------------------------------------------
 *
 * trace.h
 *		What an expression tells: the figures in it, and what it is besides.
 *
 * The laws:
 * - A figure is exposed where its value shows whatever its status, and shown
 *	 where it shows only when its status is publish. Masking moves it from the
 *	 one to the other, and only by a status that decides about it.
 * - Traces add up: the whole tells what its parts tell, and never less.
 * - A figure has three members: a rate has a numerator, a denominator and a
 *	 number of unknowns; any other figure has the first only. Sets of figures are
 *	 sets of members.
 * - No status of a rate decides about its number of unknowns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_LINT_TRACE_H
#define KANSRIJK_LINT_TRACE_H

#include "lint/lint.h"

#define PARTS				3
#define PART_NUMERATOR		0
#define PART_DENOMINATOR	1
#define PART_UNKNOWN		2

/* Sets of parts */
#define ONLY(part)			(1 << (part))
#define WITHOUT_UNKNOWN		(ONLY(PART_NUMERATOR) | ONLY(PART_DENOMINATOR))

/* What an expression is, besides the figures that it tells. */
#define TRAIT_HIDES			(1 << 0)	/* is NULL, or reads otherwise, where a figure is hidden */
#define TRAIT_REASON		(1 << 1)	/* tells which rule hid a figure */
#define TRAIT_PRIMARY		(1 << 2)	/* decided by the primary rules alone */
#define TRAIT_MISMASKED		(1 << 3)	/* masked by a status that is about other figures */
#define TRAIT_FROM_TABLE	(1 << 4)	/* depends on a column, not on constants alone */
#define TRAIT_NUMBER		(1 << 5)	/* a number of a table, as it is */
#define TRAIT_EXTREME		(1 << 6)	/* the least, largest or another value that one unit has */
#define TRAIT_OWNER_ONLY	(1 << 7)	/* prints what is hidden */
#define TRAIT_COLLECTED		(1 << 8)	/* a figure that holds the values of single units */
#define TRAIT_ZERO			(1 << 9)	/* whether there is any unit of some kind */
#define TRAIT_GROUPED		(1 << 10)	/* what cells were grouped by */

/* Is about the status of a figure. */
#define TRAITS_OF_STATUS	(TRAIT_HIDES | TRAIT_REASON)

/* Is the value of one row, as it is. */
#define TRAITS_OF_VALUE		(TRAIT_NUMBER | TRAIT_EXTREME)

typedef struct Trace
{
	Bitmapset  *exposed;		/* figures that it tells, also hidden ones */
	Bitmapset  *shown;			/* figures that it tells only when published */
	Bitmapset  *exact;			/* of both, those that were not rounded on the way */
	Bitmapset  *protects;		/* of a status: the figures that it decides about */
	int			traits;
} Trace;

extern Trace *new_trace(int traits);
extern Trace *new_figure(Lint *lint, Oid type);
extern Trace *copy_trace(const Trace *trace);

/* What from tells, to tells as well. */
extern void add_trace(Trace *to, const Trace *from);

extern bool has_figures(const Trace *trace);

/* All members that it tells, exposed or shown. */
extern Bitmapset *told_members(const Trace *trace);

/* Of rates only the parts wanted; all of other figures. */
extern Bitmapset *parts_of(Lint *lint, const Bitmapset *members, int wanted);
extern Trace *keep_parts(Lint *lint, Trace *trace, int wanted);
extern bool only_unknowns(Lint *lint, const Bitmapset *members);

/* The value where the status is publish, else nothing. */
extern Trace *mask_trace(Lint *lint, const Trace *value, const Trace *status);

/* Whether there is a value. */
extern Trace *presence_of(const Trace *value);

#endif							/* KANSRIJK_LINT_TRACE_H */
