/*-------------------------------------------------------------------------
 *
 * collect.c
 *		State of the aggregates whose sums are of floating-point numbers.
 *
 * Such sums depend on the order of their terms. So the rows are collected, a
 * handful of doubles each, and sorted by all of their columns before anything
 * is added up: the result depends on which rows there are and on nothing else,
 * not on plan, order or parallel workers. The rows are areas, periods or strata,
 * not microdata; one group must fit in memory.
 *
 * A row with a NULL is left out and remembered: a total over it is unknown.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(kansrijk_collect_counts);
PG_FUNCTION_INFO_V1(kansrijk_collect_rate);
PG_FUNCTION_INFO_V1(kansrijk_collect_series);
PG_FUNCTION_INFO_V1(kansrijk_collect_rate_series);
PG_FUNCTION_INFO_V1(kansrijk_collect_combine);
PG_FUNCTION_INFO_V1(kansrijk_collect_serialize);
PG_FUNCTION_INFO_V1(kansrijk_collect_deserialize);

#define FIRST_CAPACITY 16

/* What a bytea holds, less what goes before the rows. */
#define MAX_SERIALIZED	((int64) MaxAllocSize - 64)

static Collection *
new_collection(MemoryContext context, int width)
{
	Collection *collection = MemoryContextAllocZero(context, sizeof(Collection));

	collection->width = width;
	return collection;
}

/* Room for more rows; returns where the first of them goes. */
static double *
add_rows(Collection *collection, MemoryContext context, int64 rows)
{
	double	   *place;

	if (collection->count + rows > collection->capacity)
	{
		int64		capacity = Max(collection->capacity * 2, FIRST_CAPACITY);

		capacity = Max(capacity, collection->count + rows);
		if (capacity > (int64) (MaxAllocHugeSize / sizeof(double)) / collection->width)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many rows in one group of an aggregate")));
		if (collection->values)
			collection->values = repalloc_huge(collection->values,
											   capacity * collection->width * sizeof(double));
		else
			collection->values = MemoryContextAllocHuge(context,
														capacity * collection->width * sizeof(double));
		collection->capacity = capacity;
	}
	place = collection->values + collection->count * collection->width;
	collection->count += rows;
	return place;
}

static void
check_finite(double value)
{
	if (!isfinite(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("time of a trend must be a finite number")));
}

/*
 * Add one row. "series" says that its last argument is a time.
 */
static Datum
collect(FunctionCallInfo fcinfo, bool from_rate, bool series)
{
	MemoryContext context = aggregate_context(fcinfo);
	int			arguments = PG_NARGS() - 1;
	int			first = from_rate ? 2 : 1;
	Collection *collection;
	double	   *row;

	if (PG_ARGISNULL(0))
		collection = new_collection(context, arguments + (from_rate ? 1 : 0));
	else
		collection = (Collection *) PG_GETARG_POINTER(0);

	for (int i = 1; i <= arguments; i++)
	{
		if (PG_ARGISNULL(i))
		{
			collection->incomplete = true;
			PG_RETURN_POINTER(collection);
		}
	}
	for (int i = first; i <= arguments; i++)
	{
		if (series && i == arguments)
			check_finite(PG_GETARG_FLOAT8(i));
		else
			check_count(PG_GETARG_FLOAT8(i), "count");
	}

	row = add_rows(collection, context, 1);
	if (from_rate)
	{
		*row++ = (double) PG_GETARG_RATE_P(1)->numerator;
		*row++ = (double) PG_GETARG_RATE_P(1)->denominator;
	}
	for (int i = first; i <= arguments; i++)
		*row++ = PG_GETARG_FLOAT8(i);
	PG_RETURN_POINTER(collection);
}

Datum
kansrijk_collect_counts(PG_FUNCTION_ARGS)
{
	return collect(fcinfo, false, false);
}

Datum
kansrijk_collect_rate(PG_FUNCTION_ARGS)
{
	return collect(fcinfo, true, false);
}

Datum
kansrijk_collect_series(PG_FUNCTION_ARGS)
{
	return collect(fcinfo, false, true);
}

Datum
kansrijk_collect_rate_series(PG_FUNCTION_ARGS)
{
	return collect(fcinfo, true, true);
}

Datum
kansrijk_collect_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Collection *total = PG_ARGISNULL(0) ? NULL : (Collection *) PG_GETARG_POINTER(0);
	Collection *part = PG_ARGISNULL(1) ? NULL : (Collection *) PG_GETARG_POINTER(1);

	if (part)
	{
		if (!total)
			total = new_collection(context, part->width);
		if (part->count > 0)
			memcpy(add_rows(total, context, part->count), part->values,
				   part->count * part->width * sizeof(double));
		total->incomplete |= part->incomplete;
	}
	if (!total)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(total);
}

Datum
kansrijk_collect_serialize(PG_FUNCTION_ARGS)
{
	Collection *collection;
	StringInfoData buf;

	aggregate_context(fcinfo);
	collection = (Collection *) PG_GETARG_POINTER(0);
	if (collection->count > MAX_SERIALIZED / (int64) (collection->width * sizeof(double)))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many rows in one group of a parallel aggregate"),
				 errdetail("A process cannot hand over the " INT64_FORMAT " rows of %d numbers that it read.",
						   collection->count, collection->width),
				 errhint("SET max_parallel_workers_per_gather = 0, or add up the rows of a stratum, an area or a period first.")));
	pq_begintypsend(&buf);
	pq_sendint32(&buf, collection->width);
	pq_sendbyte(&buf, collection->incomplete ? 1 : 0);
	pq_sendint64(&buf, collection->count);
	pq_sendbytes(&buf, (const char *) collection->values,
				 collection->count * collection->width * sizeof(double));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
kansrijk_collect_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes;
	StringInfoData buf;
	Collection *collection;
	int64		count;

	aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));

	collection = new_collection(CurrentMemoryContext, pq_getmsgint(&buf, 4));
	collection->incomplete = pq_getmsgbyte(&buf) != 0;
	count = pq_getmsgint64(&buf);
	if (collection->width < 1 || count < 0 ||
		count > (buf.len - buf.cursor) / (int64) (collection->width * sizeof(double)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate")));
	if (count > 0)
		pq_copymsgbytes(&buf, (char *) add_rows(collection, CurrentMemoryContext, count),
						count * collection->width * sizeof(double));
	pq_getmsgend(&buf);
	PG_RETURN_POINTER(collection);
}

static int
compare_rows(const void *a, const void *b, void *arg)
{
	const double *x = a;
	const double *y = b;
	int			width = *(int *) arg;

	/* qsort_arg() holds nothing that would have to be released. */
	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < width; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

/*
 * The rows that a final function gets, sorted; NULL when there were none.
 */
Collection *
sorted_collection(FunctionCallInfo fcinfo)
{
	Collection *collection;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		return NULL;
	collection = (Collection *) PG_GETARG_POINTER(0);
	CHECK_FOR_INTERRUPTS();
	if (collection->count > 1)
		qsort_arg(collection->values, collection->count,
				  collection->width * sizeof(double), compare_rows, &collection->width);
	return collection;
}
