/*-------------------------------------------------------------------------
 *
 * integers.h
 *		What whole numbers fit sums and bounds, exactly.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHECKER_INTEGERS_H
#define CHECKER_INTEGERS_H

#include "system.h"

/* A sum of columns: exactly "value", or at least "low". */
typedef struct Sum
{
	const uint64_t *columns;	/* a bit each */
	bool		is_known;
	int64_t		value;			/* the truth, which fits */
	int64_t		low;
} Sum;

typedef struct Sums
{
	int			columns;		/* unknown whole numbers, 0 or more */
	int			words;			/* of a set of columns */
	int			sums;
	const Sum  *sum;
} Sums;

/*
 * Of the wanted sums: which can have no value but the true one? With
 * "settled" false for those where the search was given up.
 */
extern void find_pinned(const Sums *sums, const bool *wanted, bool *pinned, bool *settled);

/* The least and the largest value of a sum in whole numbers, and what fractions allow, rounded inwards; or NO_LIMIT. */
typedef struct Interval
{
	int64_t		low;
	int64_t		high;
	int64_t		relaxed_low;
	int64_t		relaxed_high;
} Interval;

/* Of each wanted sum. */
extern void find_intervals(const Sums *sums, const bool *wanted, Interval *interval, bool *settled);

#endif							/* CHECKER_INTEGERS_H */
