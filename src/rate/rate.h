/*-------------------------------------------------------------------------
 *
 * rate.h
 *		The counting value: events, units at risk, units of unknown outcome.
 *
 * A Rate is a plain fixed-size struct without pointers. The same 24 bytes are
 * the SQL value, the aggregate state, what parallel workers and other servers
 * exchange and what is stored, so there is nothing to serialise.
 *
 * The law that everything below keeps: for any split of the rows,
 * rate(rows) = rate(part) + rate(rest), exactly.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_RATE_H
#define KANSRIJK_RATE_H

#include "kansrijk.h"

#include "common/int.h"

typedef struct Rate
{
	int64		numerator;		/* units with the event */
	int64		denominator;	/* units whose outcome is known */
	int64		unknown;		/* units whose outcome is not known */
} Rate;

#define DatumGetRateP(X)	((Rate *) DatumGetPointer(X))
#define RatePGetDatum(X)	PointerGetDatum(X)
#define PG_GETARG_RATE_P(n) DatumGetRateP(PG_GETARG_DATUM(n))
#define PG_RETURN_RATE_P(x) return RatePGetDatum(x)

pg_noreturn extern void rate_count_overflow(void) pg_attribute_cold;
extern void rate_add(Rate *total, const Rate *part);
extern void rate_subtract(Rate *total, const Rate *part);
extern int	rate_compare(const Rate *a, const Rate *b);
extern double rate_per(const Rate *rate, double per);
extern void check_per(double per);

/* One row of counts; false when the row says nothing (no denominator). */
extern bool rate_from_counts(Rate *rate, const int64 *numerator,
							 const int64 *denominator);

/* A count of type smallint, integer, bigint, double precision or numeric. */
extern int64 count_from_datum(Datum value, Oid type);

/* Where an aggregate keeps its state; an error when a part of it is called as a function. */
extern MemoryContext aggregate_context(FunctionCallInfo fcinfo);

/* One unit more. */
static inline void
rate_count(int64 *count)
{
	if (unlikely(pg_add_s64_overflow(*count, 1, count)))
		rate_count_overflow();
}

#endif							/* KANSRIJK_RATE_H */
