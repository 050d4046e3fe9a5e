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
#include "sdc/pivot.h"
#include "sdc/tight.h"

/* Coefficients that are larger, as numerator or denominator, are given up. */
#define LARGEST_COEFFICIENT (INT64_C(1) << 15)

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

extern int64_t greatest_divisor(int64_t a, int64_t b);

/* The row as an equation; false when its coefficients are too large: then it is to be released as well. */
extern bool find_equation(const SdcHooks *hooks, const Matrix *m, int32_t row, int32_t pivot, Equation *equation);
extern void release_equation(const SdcHooks *hooks, Equation *equation);

extern int64_t pivot_coefficient(const Equation *equation);

/*
 * Take the pivots of later rows out of each row, which has its own and others: row[i]
 * of each pivot. False when that makes more than so many entries.
 */
extern bool reduce_rows(const SdcHooks *hooks, History *history, int32_t columns, int64_t most);

/*
 * Find out of all that is open whether it is above 0 or tight. True when anything is
 * tight; what cannot be solved stays open.
 */
extern bool find_tight_by_programme(Equations *e, size_t memory_limit);

#endif							/* KANSRIJK_SDC_EQUATIONS_H */
