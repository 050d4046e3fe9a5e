/*-------------------------------------------------------------------------
 *
 * equations.h
 *		Equations between unknowns of which none is negative.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_EQUATIONS_H
#define KANSRIJK_SDC_EQUATIONS_H

#include "sdc/matrix.h"
#include "sdc/tight.h"

/*
 * An unknown is pushed no further than this; only whether it is more than 0 matters. A
 * number with many divisors, for its fractions to be simple, and a small one, for
 * floating point.
 */
#define LARGEST_SLACK 27720

typedef enum Finding
{
	OPEN,
	TIGHT,
	ABOVE						/* 0, in some solution */
} Finding;

/* An equation with whole coefficients. */
typedef struct Equation
{
	int32_t		row;			/* of the matrix */
	int32_t		pivot;			/* a column that no other equation has, if they are reduced */
	int32_t		length;
	int32_t    *column;
	int32_t    *coefficient;
	int64_t		constant;
	bool		is_open;		/* tells something yet */
} Equation;

typedef struct Equations
{
	const SdcHooks *hooks;
	const Matrix *m;
	bool		is_reduced;
	int32_t		count;
	Equation   *equation;
	int32_t		sparse;
	Equation   *sparse_equation;	/* the same before they were reduced, or NULL: too large coefficients */
	Finding    *finding;		/* of each column */
	SdcSums    *sums;			/* or NULL */
} Equations;

/*
 * Find out of all that is open whether it is above 0 or tight. True when anything is
 * tight; what cannot be solved stays open.
 */
extern bool find_tight_by_programme(Equations *e, size_t memory_limit);

#endif							/* KANSRIJK_SDC_EQUATIONS_H */
