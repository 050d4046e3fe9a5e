/*-------------------------------------------------------------------------
 *
 * cube.h
 *		A set of table cells, as GROUPING SETS give them, and its protection.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_CUBE_H
#define KANSRIJK_SDC_CUBE_H

#include "sdc/eliminate.h"
#include "sdc/interval.h"
#include "sdc/points.h"

#define SDC_TOTAL (-1)			/* code of a dimension that is summed over */
#define SDC_MAX_DIMENSIONS 31

/* Of which figure: a rate has three, a count the first. */
typedef enum SdcFigure
{
	SDC_COUNTS,					/* or numerators */
	SDC_COMPLEMENTS,
	SDC_DENOMINATORS,
	SDC_FIGURES
} SdcFigure;

typedef struct SdcInputCell
{
	bool		has_value;		/* false: the cell exists, nobody knows it */
	bool		is_primary;		/* unsafe by itself */
	bool		is_revised;		/* safe, but for what was published before */
	bool		is_known;		/* published elsewhere, whatever it gives away */
	bool		is_working;		/* part of the system, but never published */
	bool		is_withheld;	/* hidden before, so it stays hidden */
	bool		is_safe[2];		/* its count, or complement, is no reason to hide it */
	int32_t		preference;		/* higher is published first */
	int64_t		cost;			/* of hiding it, or 0: its count, or denominator */
	int64_t		count;			/* count, or numerator */
	int64_t		denominator;	/* of a rate, else 0 */
	uint64_t	label;			/* a hash of the labels, to break ties */
} SdcInputCell;

typedef struct SdcCube
{
	int32_t		cells;
	int32_t		dimensions;
	bool		is_rate;
	const int32_t *codes;		/* cells x dimensions */
	const SdcInputCell *input;
	const SdcPoints *points;	/* by dimension */

	/* Of the whole partition, when this is a table of it; NULL: it is the partition */
	const struct SdcEvidence *evidence;

	/* From the policy */
	int64_t		tolerance;
	int64_t		min_suppressed_sum; /* of counts, or of numerators */
	int64_t		min_complement_sum; /* of a rate: of the others */
	bool		is_bounded[SDC_FIGURES];	/* they are secret, and none is below 0 */
	bool		shows_zero[SDC_FIGURES];	/* a zero is never hidden, so what is hidden is 1 or more */
	int32_t		max_share;
	bool		protect_singletons;
	bool		prefer_totals;
	int64_t		min_interval;
	bool		go_on_unsafe;	/* what cannot be protected is no problem, but an outcome */

	/* What finds intervals, for min_interval, and the memory that it may use */
	SdcLpStatus (*intervals) (const SdcKnowledge *known, const bool *wanted, int64_t enough,
							  const SdcHooks *hooks, size_t memory_limit, SdcInterval *interval);
	size_t		memory_limit;
} SdcCube;

typedef enum SdcOutcome
{
	SDC_OUT_PUBLISH,
	SDC_OUT_PRIMARY,			/* the reason is the caller's */
	SDC_OUT_GROUP,
	SDC_OUT_SECONDARY,
	SDC_OUT_UNSAFE				/* hidden, and yet not protected */
} SdcOutcome;

typedef enum SdcProblem
{
	SDC_OK,
	SDC_DUPLICATE,				/* two rows for one cell */
	SDC_NOT_ADDITIVE,			/* a total differs from the sum of its parts */
	SDC_TOO_MANY_SETS,
	SDC_TOO_LARGE,
	SDC_UNPROTECTABLE,			/* known cells give a protected one away */
	SDC_TOO_NARROW,				/* known cells leave too narrow an interval */
	SDC_UNSOLVED				/* intervals cannot be found */
} SdcProblem;

/* So many of the cells that cannot be protected are named. */
#define SDC_NAMED_CELLS 5

typedef struct SdcNamedCell
{
	int32_t		cell;			/* of the input */
	SdcLeak		leak;
} SdcNamedCell;

typedef struct SdcReport
{
	SdcProblem	problem;
	int32_t		total[SDC_MAX_DIMENSIONS];	/* codes of the total that does not add up */
	uint32_t	part_grouped;	/* dimensions of its parts */
	int32_t		unprotected;	/* cells that cannot be protected */
	SdcNamedCell named[SDC_NAMED_CELLS];	/* the first of them, by label */
} SdcReport;

/*
 * A cell of the system and what the equations say of it: those of the input
 * come first, then the cells that link them.
 */
typedef struct SdcRelatedCell
{
	bool		has_value;
	bool		added;
	bool		is_absent;		/* a row would have shown it, were it not empty */
	bool		is_empty;		/* zero, as the reader knows without its row */
	bool		is_secret;		/* a sum of hidden cells that must not be known either */
	int32_t		height;			/* 0 without parts, else 1 + highest part */
	uint32_t	grouped;		/* the grouping set: dimensions, one bit each */
	int64_t		count;
	int64_t		denominator;
} SdcRelatedCell;

/*
 * All equations between the cells; see SdcSystem. The codes of a cell that was
 * added for a single point of a range may be beyond those of the input.
 */
typedef struct SdcRelations
{
	int32_t		cells;
	const SdcRelatedCell *cell;
	const int32_t *codes;		/* cells x dimensions */
	int32_t		relations;
	const int64_t *start;
	const int32_t *members;
	const bool *implied;		/* follows from the others */
	const int32_t *unit;		/* with protect_singletons: the unit alone in each cell, or -1; else NULL */
} SdcRelations;

/* NULL when there is a problem, which the report tells. */
extern SdcRelations *sdc_relate_cube(const SdcCube *cube, const SdcHooks *hooks, SdcReport *report);

/* Decide every cell: outcome[i] for each. */
extern SdcProblem sdc_protect_cube(const SdcCube *cube, const SdcHooks *hooks,
								   SdcOutcome *outcome, SdcReport *report);

#endif							/* KANSRIJK_SDC_CUBE_H */
