/*-------------------------------------------------------------------------
 *
 * system.h
 *		A table system as its reader sees it, and what became of its cells.
 *
 * Shares nothing with src/sdc.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHECKER_SYSTEM_H
#define CHECKER_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_DIMENSIONS 4
#define MAX_CODES 48
#define MAX_ROWS 1024
#define TOTAL (-1)				/* code of a dimension that is summed over */
#define NO_LIMIT INT64_MAX

typedef enum DimensionType
{
	LABELS,						/* text, or a domain over it */
	RANGES,						/* int4range, or a domain over it */
	MULTIRANGES
} DimensionType;

/* A code stands for a set of points: of a period, for its years, a bit each. */
typedef struct Dimension
{
	DimensionType type;
	int			codes;
	uint64_t	points[MAX_CODES];
	int			unknown;		/* the code that is NULL, though grouped by, or -1 */
} Dimension;

typedef enum Given
{
	TO_DECIDE,
	WORKING,					/* known => false: part of the system, never published */
	KNOWN						/* known => true: published elsewhere */
} Given;

typedef enum Status
{
	NO_STATUS,					/* the system was refused */
	PUBLISH,
	PRIMARY_COUNT,
	PRIMARY_COMPLEMENT,
	PRIMARY_DENOMINATOR,
	PRIMARY_GROUP,
	SECONDARY,
	EMPTY
} Status;

typedef struct Row
{
	int			code[MAX_DIMENSIONS];
	unsigned	grouped;		/* dimensions grouped by, one bit each */
	int64_t		count;			/* or the numerator */
	int64_t		denominator;	/* of a rate, else 0 */
	Given		given;

	/* What the extension answered */
	Status		status;
	int			exposed;		/* sdc_exposed: 1, 0, or -1 for NULL */
	bool		has_interval;
	int64_t		low;			/* sdc_interval_given */
	int64_t		high;			/* or NO_LIMIT */
} Row;

typedef struct Policy
{
	int64_t		min_count;
	int64_t		min_complement;
	int64_t		min_denominator;
	bool		protect_zero;
	bool		protect_singletons;
	int			max_share;
	int64_t		min_suppressed_sum;
	int64_t		min_interval;
	bool		prefer_large;
} Policy;

typedef struct System
{
	int			family;
	int			number;
	bool		is_rate;
	bool		is_sampled;		/* its intervals are looked at too */
	int			dimensions;
	Dimension	dimension[MAX_DIMENSIONS];
	Policy		policy;
	int			rows;
	Row			row[MAX_ROWS];
	char		refusal[256];	/* the message, or empty */
} System;

/* The families of systems */

typedef struct Family
{
	const char *name;
	const char *types[MAX_DIMENSIONS];	/* SQL types of the dimensions */
	bool		is_rate;
	bool		has_given;
	int			cases;			/* made by hand, or 0 for random ones */
	void		(*make) (System *system);
} Family;

extern const Family families[];
extern const int family_count;

/* The same system for the same numbers, on every machine. */
extern void make_system(System *system, int family, int number, uint64_t seed);

/* What can be wrong with what became of a system. */

typedef enum Fault
{
	BY_SUMS,					/* a combination of published cells */
	BY_ABSENCE,					/* the same, where absent rows are empty */
	BY_ZEROS,					/* the same, where all that is in a published zero is zero too */
	BY_SHOWN_ZEROS,				/* only one whole number fits, as hidden cells are at least 1 */
	BY_BOUNDS,					/* only one whole number fits, as none is negative */
	BY_UNIT,					/* as the first three, for the single unit in a cell */
	BY_UNIT_BOUNDS,				/* as the other two, for the single unit in a cell, with min_interval */
	ZERO_HIDDEN,				/* a zero that the policy shows */
	RULE_BROKEN,				/* unsafe and published, or given and hidden */
	NEEDLESS_REFUSAL,			/* what is given gives nothing away */
	AUDIT_DIFFERS,				/* sdc_exposed says otherwise */
	INTERVAL_EXCLUDES,			/* sdc_interval_given denies the truth */
	INTERVAL_DIFFERS,			/* it is not the exact one */
	CONTRADICTION,				/* the reader's laws do not fit the table */
	UNSETTLED,					/* the search for whole numbers was given up */
	FAULTS
} Fault;

extern const char *const fault_names[FAULTS];

typedef struct Findings
{
	int64_t		protected;
	int64_t		bounded;		/* cells whose whole numbers were looked at */
	int64_t		intervals;		/* exact intervals compared */
	int64_t		count[FAULTS];
	int			row[FAULTS];	/* the first, or -1 */
	int64_t		low;			/* the exact interval of the first that differs ... */
	int64_t		high;			/* ... or NO_LIMIT */
} Findings;

extern void check_system(const System *system, Findings *findings);

#endif							/* CHECKER_SYSTEM_H */
