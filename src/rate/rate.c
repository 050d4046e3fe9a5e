/*-------------------------------------------------------------------------
 *
 * rate.c
 *		The SQL type rate: input and output, accessors, operators.
 *
 * Text form: "7/1000", or "7/1000 ?12" when the outcome of 12 further units is
 * unknown. No field is ever negative: every way into the type checks that.
 *
 *-------------------------------------------------------------------------
 */
#include "rate/rate.h"

#include <ctype.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "libpq/pqformat.h"
#include "text/reader.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(kansrijk_rate_in);
PG_FUNCTION_INFO_V1(kansrijk_rate_out);
PG_FUNCTION_INFO_V1(kansrijk_rate_recv);
PG_FUNCTION_INFO_V1(kansrijk_rate_send);
PG_FUNCTION_INFO_V1(kansrijk_make_rate);
PG_FUNCTION_INFO_V1(kansrijk_make_rate_smallint);
PG_FUNCTION_INFO_V1(kansrijk_make_rate_integer);
PG_FUNCTION_INFO_V1(kansrijk_make_rate_numeric);
PG_FUNCTION_INFO_V1(kansrijk_make_rate_double);
PG_FUNCTION_INFO_V1(kansrijk_rate_numerator);
PG_FUNCTION_INFO_V1(kansrijk_rate_denominator);
PG_FUNCTION_INFO_V1(kansrijk_rate_unknown);
PG_FUNCTION_INFO_V1(kansrijk_rate_per);
PG_FUNCTION_INFO_V1(kansrijk_rate_per_100);
PG_FUNCTION_INFO_V1(kansrijk_rate_per_1000);
PG_FUNCTION_INFO_V1(kansrijk_rate_one_in);
PG_FUNCTION_INFO_V1(kansrijk_rate_unknown_as_no);
PG_FUNCTION_INFO_V1(kansrijk_rate_plus);
PG_FUNCTION_INFO_V1(kansrijk_rate_minus);
PG_FUNCTION_INFO_V1(kansrijk_rate_cmp);
PG_FUNCTION_INFO_V1(kansrijk_rate_eq);
PG_FUNCTION_INFO_V1(kansrijk_rate_ne);
PG_FUNCTION_INFO_V1(kansrijk_rate_lt);
PG_FUNCTION_INFO_V1(kansrijk_rate_le);
PG_FUNCTION_INFO_V1(kansrijk_rate_gt);
PG_FUNCTION_INFO_V1(kansrijk_rate_ge);
PG_FUNCTION_INFO_V1(kansrijk_rate_hash);
PG_FUNCTION_INFO_V1(kansrijk_rate_hash_extended);

void
rate_count_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("count in rate is out of range"),
			 errdetail("A count must fit in a bigint.")));
}

/*
 * Add the units of another, disjoint group.
 */
void
rate_add(Rate *total, const Rate *part)
{
	if (pg_add_s64_overflow(total->numerator, part->numerator, &total->numerator) ||
		pg_add_s64_overflow(total->denominator, part->denominator, &total->denominator) ||
		pg_add_s64_overflow(total->unknown, part->unknown, &total->unknown))
		rate_count_overflow();
}

/*
 * Take the units of a part out of the group that contains it.
 */
void
rate_subtract(Rate *total, const Rate *part)
{
	if (part->numerator > total->numerator ||
		part->denominator > total->denominator ||
		part->unknown > total->unknown)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("cannot subtract a rate from one that does not contain it"),
				 errdetail("A numerator, denominator or unknown count would become negative.")));

	total->numerator -= part->numerator;
	total->denominator -= part->denominator;
	total->unknown -= part->unknown;
}

/*
 * One row of counts as a rate. A NULL pointer stands for SQL NULL.
 *
 * An unknown numerator makes all of its units unknown. A row without
 * denominator says nothing about any unit: the result is then false.
 */
bool
rate_from_counts(Rate *rate, const int64 *numerator, const int64 *denominator)
{
	if ((numerator && *numerator < 0) || (denominator && *denominator < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count in rate must not be negative"),
				 errhint("Map codes for \"unknown\" such as -1 to NULL.")));
	if (!denominator)
		return false;

	rate->numerator = numerator ? *numerator : 0;
	rate->denominator = numerator ? *denominator : 0;
	rate->unknown = numerator ? 0 : *denominator;
	return true;
}

/*
 * Total order: by value, exactly; equal values by denominator, numerator,
 * unknown; rates without a value (denominator 0) last.
 *
 * Values equal as fractions are not equal as rates: 1/2 and 500/1000 must stay
 * apart in GROUP BY, DISTINCT and REFRESH MATERIALIZED VIEW CONCURRENTLY.
 */
int
rate_compare(const Rate *a, const Rate *b)
{
#define COMPARE(x, y) do { if ((x) != (y)) return (x) < (y) ? -1 : 1; } while (0)
	COMPARE(a->denominator == 0, b->denominator == 0);
	COMPARE((int128) a->numerator * b->denominator,
			(int128) b->numerator * a->denominator);
	COMPARE(a->denominator, b->denominator);
	COMPARE(a->numerator, b->numerator);
	COMPARE(a->unknown, b->unknown);
#undef COMPARE
	return 0;
}

/*
 * Nobody wants a figure per part of a unit: a "per" below 1 is a confidence
 * level that was written in its place.
 */
void
check_per(double per)
{
	if (!(per >= 1) || isinf(per))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("per must be a finite number, 1 or more"),
				 errdetail("It is %g.", per),
				 errhint("Use 100 for a percentage, 1000 for a rate per 1000. The confidence level comes after it: write confidence => 0.95.")));
}

/* The caller has made sure that the denominator is not 0. */
double
rate_per(const Rate *rate, double per)
{
	return (double) rate->numerator * per / (double) rate->denominator;
}

/* Read a run of digits; false when there is none or it exceeds a bigint. */
static bool
parse_count(const char **cursor, int64 *count, bool *overflow)
{
	const char *c = *cursor;

	while (isspace((unsigned char) *c))
		c++;
	if (!isdigit((unsigned char) *c))
		return false;
	for (*count = 0; isdigit((unsigned char) *c); c++)
	{
		if (pg_mul_s64_overflow(*count, 10, count) ||
			pg_add_s64_overflow(*count, *c - '0', count))
		{
			*overflow = true;
			return false;
		}
	}
	while (isspace((unsigned char) *c))
		c++;
	*cursor = c;
	return true;
}

Datum
kansrijk_rate_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	const char *cursor = text;
	Rate	   *rate = palloc0(sizeof(Rate));
	bool		overflow = false;
	bool		valid;

	valid = parse_count(&cursor, &rate->numerator, &overflow) && *cursor++ == '/' &&
		parse_count(&cursor, &rate->denominator, &overflow);
	if (valid && *cursor == '?')
	{
		cursor++;
		valid = parse_count(&cursor, &rate->unknown, &overflow);
	}
	if (overflow)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%s\" is out of range for type %s", shown(text), "rate")));
	if (!valid || *cursor != '\0')
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "rate", shown(text)),
				 errhint("Write numerator/denominator, for example 7/1000, or 7/1000 ?12 with 12 units of unknown outcome.")));

	PG_RETURN_RATE_P(rate);
}

Datum
kansrijk_rate_out(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);

	if (rate->unknown == 0)
		PG_RETURN_CSTRING(psprintf(INT64_FORMAT "/" INT64_FORMAT,
								   rate->numerator, rate->denominator));
	PG_RETURN_CSTRING(psprintf(INT64_FORMAT "/" INT64_FORMAT " ?" INT64_FORMAT,
							   rate->numerator, rate->denominator, rate->unknown));
}

Datum
kansrijk_rate_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Rate	   *rate = palloc(sizeof(Rate));

	rate->numerator = pq_getmsgint64(buf);
	rate->denominator = pq_getmsgint64(buf);
	rate->unknown = pq_getmsgint64(buf);
	if (rate->numerator < 0 || rate->denominator < 0 || rate->unknown < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"rate\" value"),
				 errdetail("A count is negative.")));

	PG_RETURN_RATE_P(rate);
}

Datum
kansrijk_rate_send(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, rate->numerator);
	pq_sendint64(&buf, rate->denominator);
	pq_sendint64(&buf, rate->unknown);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Above this a double cannot hold every whole number. */
#define MAX_WHOLE_DOUBLE	9007199254740992.0

static int64
count_from_double(double number)
{
	if (!(number == floor(number)) || isinf(number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count must be a whole number"),
				 errdetail("It is %.15g.", number),
				 errhint("Use round() if the fraction comes from weighting. Map NaN to NULL.")));
	if (fabs(number) > MAX_WHOLE_DOUBLE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("count is too large for double precision"),
				 errhint("Above 2^53 it is not exact. Use bigint.")));
	return (int64) number;
}

/*
 * A numeric or a double must be a whole number.
 */
int64
count_from_datum(Datum value, Oid type)
{
	Numeric		number;

	if (type == INT8OID)
		return DatumGetInt64(value);
	if (type == INT4OID)
		return DatumGetInt32(value);
	if (type == INT2OID)
		return DatumGetInt16(value);
	if (type == FLOAT8OID)
		return count_from_double(DatumGetFloat8(value));

	Assert(type == NUMERICOID);
	number = DatumGetNumeric(value);
	if (numeric_is_nan(number) || numeric_is_inf(number) ||
		!DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(number),
										  DirectFunctionCall2(numeric_trunc, NumericGetDatum(number), Int32GetDatum(0)))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count must be a whole number"),
				 errhint("Use round() if the fraction comes from weighting.")));
	return DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(number)));
}

/*
 * make_rate(numerator, denominator, unknown): one rate from counts. NULL
 * follows the rule of the aggregate over counts.
 */
static Datum
make_rate(FunctionCallInfo fcinfo, Oid type)
{
	Rate	   *rate = palloc(sizeof(Rate));
	int64		count[3] = {0, 0, 0};
	Rate		extra = {0, 0, 0};

	for (int i = 0; i < 3; i++)
		if (!PG_ARGISNULL(i))
			count[i] = count_from_datum(PG_GETARG_DATUM(i), type);
	if (!rate_from_counts(rate, PG_ARGISNULL(0) ? NULL : &count[0],
						  PG_ARGISNULL(1) ? NULL : &count[1]) ||
		PG_ARGISNULL(2))
		PG_RETURN_NULL();
	if (count[2] < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count in rate must not be negative")));
	extra.unknown = count[2];
	rate_add(rate, &extra);
	PG_RETURN_RATE_P(rate);
}

Datum
kansrijk_make_rate_smallint(PG_FUNCTION_ARGS)
{
	return make_rate(fcinfo, INT2OID);
}

Datum
kansrijk_make_rate_integer(PG_FUNCTION_ARGS)
{
	return make_rate(fcinfo, INT4OID);
}

Datum
kansrijk_make_rate(PG_FUNCTION_ARGS)
{
	return make_rate(fcinfo, INT8OID);
}

Datum
kansrijk_make_rate_numeric(PG_FUNCTION_ARGS)
{
	return make_rate(fcinfo, NUMERICOID);
}

Datum
kansrijk_make_rate_double(PG_FUNCTION_ARGS)
{
	return make_rate(fcinfo, FLOAT8OID);
}

Datum
kansrijk_rate_numerator(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_RATE_P(0)->numerator);
}

Datum
kansrijk_rate_denominator(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_RATE_P(0)->denominator);
}

Datum
kansrijk_rate_unknown(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_RATE_P(0)->unknown);
}

static inline Datum
rate_per_internal(FunctionCallInfo fcinfo, double per)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);

	if (rate->denominator == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(rate_per(rate, per));
}

Datum
kansrijk_rate_per(PG_FUNCTION_ARGS)
{
	double		per = PG_GETARG_FLOAT8(1);

	check_per(per);
	return rate_per_internal(fcinfo, per);
}

Datum
kansrijk_rate_per_100(PG_FUNCTION_ARGS)
{
	return rate_per_internal(fcinfo, 100);
}

Datum
kansrijk_rate_per_1000(PG_FUNCTION_ARGS)
{
	return rate_per_internal(fcinfo, 1000);
}

/* "1 in N": N, or NULL when there was no event. */
Datum
kansrijk_rate_one_in(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);

	if (rate->numerator == 0 || rate->denominator == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) rate->denominator / (double) rate->numerator);
}

Datum
kansrijk_rate_unknown_as_no(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	Rate	   *result = palloc(sizeof(Rate));
	Rate		no = {0, rate->unknown, 0};

	*result = *rate;
	result->unknown = 0;
	rate_add(result, &no);
	PG_RETURN_RATE_P(result);
}

Datum
kansrijk_rate_plus(PG_FUNCTION_ARGS)
{
	Rate	   *result = palloc(sizeof(Rate));

	*result = *PG_GETARG_RATE_P(0);
	rate_add(result, PG_GETARG_RATE_P(1));
	PG_RETURN_RATE_P(result);
}

Datum
kansrijk_rate_minus(PG_FUNCTION_ARGS)
{
	Rate	   *result = palloc(sizeof(Rate));

	*result = *PG_GETARG_RATE_P(0);
	rate_subtract(result, PG_GETARG_RATE_P(1));
	PG_RETURN_RATE_P(result);
}

#define RATE_COMPARISON(name, operator) \
Datum \
kansrijk_rate_##name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(rate_compare(PG_GETARG_RATE_P(0), PG_GETARG_RATE_P(1)) operator 0); \
}

RATE_COMPARISON(eq, ==)
RATE_COMPARISON(ne, !=)
RATE_COMPARISON(lt, <)
RATE_COMPARISON(le, <=)
RATE_COMPARISON(gt, >)
RATE_COMPARISON(ge, >=)

Datum
kansrijk_rate_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(rate_compare(PG_GETARG_RATE_P(0), PG_GETARG_RATE_P(1)));
}

Datum
kansrijk_rate_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_RATE_P(0), sizeof(Rate));
}

Datum
kansrijk_rate_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_RATE_P(0), sizeof(Rate),
							 PG_GETARG_INT64(1));
}
