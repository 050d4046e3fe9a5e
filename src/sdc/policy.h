/*-------------------------------------------------------------------------
 *
 * policy.h
 *		What a disclosure policy says, and what it says about one cell.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_POLICY_H
#define KANSRIJK_SDC_POLICY_H

#include "kansrijk.h"

/*
 * The stored form of the SQL type sdc_policy. A later format adds fields at
 * the end and raises the version; older values stay readable.
 */
#define SDC_POLICY_VERSION 5

/* Of how many contributors a policy can say that they are too much of a sum. */
#define MAX_DOMINANCE_COUNT 10

typedef struct SdcPolicy
{
	int32		vl_len_;		/* varlena header, do not touch directly */
	int32		version;
	int64		min_count;		/* smaller counts and numerators are hidden */
	int64		min_complement; /* smaller denominator - numerator is hidden */
	int64		min_denominator;	/* smaller denominators are hidden */
	int64		min_suppressed_sum; /* least sum of the hidden cells of a total */
	int64		tolerance;		/* how far a total may be from the sum of its parts */
	int64		round;			/* rounding base, 1 = do not round */
	int32		max_share;		/* largest share of the whole, in percent */
	int32		protect_zero;	/* a count of 0 is hidden too */
	int32		protect_singletons; /* against a unit that knows itself */
	int32		prefer_totals;	/* publish totals before large cells */

	/* Since version 2 */
	int64		min_interval;	/* least width of what a reader can deduce of a hidden cell */

	/* Since version 3 */
	int64		min_contributors;	/* cells of fewer contributors are hidden */
	int32		unprotectable;	/* what cannot be protected: 0 is an error, 1 is called unsafe */
	int32		unused;			/* 0 */

	/* Since version 4: a sum of which so many contributors have so much, in percent, or more is hidden */
	int32		dominance_count;	/* 0: no such rule */
	int32		dominance_share;
	int32		p_percent;		/* and one of which the second largest can tell the largest this closely; 0: no such rule */

	/* Since version 5 */
	int32		unknown;		/* of a publication: categories of unknowns are 0 protected, 1 merged, 2 published */
} SdcPolicy;

/* A stored policy of any version, in the present format. */
extern SdcPolicy *sdc_policy_of(Datum value);

#define DatumGetSdcPolicyP(X)	sdc_policy_of(X)
#define PG_GETARG_SDC_POLICY_P(n) DatumGetSdcPolicyP(PG_GETARG_DATUM(n))

/* In the order of the labels of the SQL type cell_status. */
typedef enum CellStatus
{
	CELL_PUBLISH,
	CELL_PRIMARY_COUNT,
	CELL_PRIMARY_COMPLEMENT,
	CELL_PRIMARY_DENOMINATOR,
	CELL_PRIMARY_GROUP,
	CELL_SECONDARY,
	CELL_EMPTY,

	/* Since 0.2.0; a database of 0.1.0 lacks them until it is updated */
	CELL_PRIMARY_CONTRIBUTORS,
	CELL_PRIMARY_OWN,
	CELL_UNSAFE
} CellStatus;

#define CELL_STATUS_COUNT (CELL_UNSAFE + 1)
#define CELL_STATUS_COUNT_OF_0_1 (CELL_EMPTY + 1)

/*
 * A cell of a table: a count, or a numerator and its denominator.
 */
typedef struct CellValue
{
	bool		is_rate;
	int64		count;			/* or the numerator */
	int64		denominator;	/* of a rate only */
} CellValue;

/*
 * Does the policy show every zero (of the count or numerator, or of the
 * complement), so that what it hides is 1 or more? Of a rate only where no
 * other rule can have hidden it.
 */
extern bool sdc_shows_zero(const SdcPolicy *policy, bool is_rate, bool of_complements);

extern CellStatus sdc_primary_status(const SdcPolicy *policy, const CellValue *value);

/* Is the count, or the complement, too small to be known? */
extern bool sdc_is_secret(const SdcPolicy *policy, const CellValue *value, bool of_complement);

/* A CellStatus as a value of the SQL type, and back. */
extern Datum cell_status_datum(FunctionCallInfo fcinfo, CellStatus status);
extern CellStatus cell_status_argument(FunctionCallInfo fcinfo, int argument);

/* A value of an argument that is of the SQL type. */
extern CellStatus cell_status_of(FunctionCallInfo fcinfo, int argument, Datum value);

/* For a function that keeps more with the call: the values of the type of an argument, and what a value is. */
extern Oid *cell_status_oids(FunctionCallInfo fcinfo, int argument);
extern CellStatus cell_status_by_oid(const Oid *oids, Datum value);

/* The text of a cell: a numeric, or NULL for one that is not known. */
extern text *cell_label(const NullableDatum *number, CellStatus status, const text *language);

#endif							/* KANSRIJK_SDC_POLICY_H */
