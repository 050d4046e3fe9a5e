/*-------------------------------------------------------------------------
 *
 * primary.c
 *		Primary rules: which cell is unsafe by itself; and the small functions
 *		that act on one cell: mask, label, round.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/policy.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "common/int.h"
#include "rate/rate.h"
#include "text/reader.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_primary_count);
PG_FUNCTION_INFO_V1(kansrijk_sdc_primary_rate);
PG_FUNCTION_INFO_V1(kansrijk_sdc_mask);
PG_FUNCTION_INFO_V1(kansrijk_sdc_label);
PG_FUNCTION_INFO_V1(kansrijk_sdc_round);
PG_FUNCTION_INFO_V1(kansrijk_sdc_round_by);
PG_FUNCTION_INFO_V1(kansrijk_rounded_rate);
PG_FUNCTION_INFO_V1(kansrijk_sdc_rate_digits);

/* The labels of the SQL type cell_status, in the order of CellStatus. */
static const char *const status_labels[CELL_STATUS_COUNT] = {
	"publish", "primary_count", "primary_complement", "primary_denominator",
	"primary_group", "secondary", "empty", "primary_contributors", "primary_own", "unsafe"
};

static bool
too_small(int64 count, int64 smallest, bool protect_zero)
{
	if (smallest == 0)
		return false;
	return count < smallest && (count > 0 || protect_zero);
}

/*
 * What the primary rules say about one cell. A rate is judged by denominator,
 * numerator and complement, in this order: one reason is enough.
 */
CellStatus
sdc_primary_status(const SdcPolicy *policy, const CellValue *value)
{
	if (value->is_rate)
	{
		int64		complement = value->denominator - value->count;

		if (too_small(value->denominator, policy->min_denominator, policy->protect_zero))
			return CELL_PRIMARY_DENOMINATOR;
		if (value->denominator == 0 && value->count == 0)
			return CELL_EMPTY;
		if (too_small(value->count, policy->min_count, policy->protect_zero))
			return CELL_PRIMARY_COUNT;

		/* More events than units: a rate, but no part of a whole. */
		if (complement < 0)
			return CELL_PUBLISH;
		if (too_small(complement, policy->min_complement, policy->protect_zero))
			return CELL_PRIMARY_COMPLEMENT;
		if (policy->max_share < 100 &&
			(int128) value->count * 100 > (int128) value->denominator * policy->max_share)
			return CELL_PRIMARY_GROUP;
		return CELL_PUBLISH;
	}

	return too_small(value->count, policy->min_count, policy->protect_zero) ?
		CELL_PRIMARY_COUNT : CELL_PUBLISH;
}

bool
sdc_is_secret(const SdcPolicy *policy, const CellValue *value, bool of_complement)
{
	if (of_complement)
		return value->is_rate && too_small(value->denominator - value->count, policy->min_complement, policy->protect_zero);
	return too_small(value->count, policy->min_count, policy->protect_zero);
}

bool
sdc_shows_zero(const SdcPolicy *policy, bool is_rate, bool of_complements)
{
	int64		own = of_complements ? policy->min_complement : policy->min_count;
	int64		other = of_complements ? policy->min_count : policy->min_complement;

	if (policy->protect_zero || own == 0)
		return false;
	if (!is_rate)
		return !of_complements;
	return policy->min_denominator <= 1 && other <= 1 && !(of_complements && policy->max_share < 100);
}

#define RESULT (-1)

/*
 * The values of the enum type that the called function declares for an argument
 * or for its result, by our order; to be looked up once per call site. A call over
 * the fast path of the protocol has no expression to take the type from.
 */
Oid *
cell_status_oids(FunctionCallInfo fcinfo, int argument)
{
	Oid		   *oids;
	Oid		   *argument_types;
	Oid			enum_type;
	int			arguments;

	enum_type = get_func_signature(fcinfo->flinfo->fn_oid, &argument_types, &arguments);
	if (argument != RESULT)
		enum_type = argument_types[argument];
	oids = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, CELL_STATUS_COUNT * sizeof(Oid));
	for (int i = 0; i < CELL_STATUS_COUNT; i++)
	{
		HeapTuple	tuple = SearchSysCache2(ENUMTYPOIDNAME, ObjectIdGetDatum(enum_type),
											CStringGetDatum(status_labels[i]));

		if (!HeapTupleIsValid(tuple) && i >= CELL_STATUS_COUNT_OF_0_1)
		{
			oids[i] = InvalidOid;
			continue;
		}
		if (!HeapTupleIsValid(tuple))
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("type cell_status does not fit the library"),
					 errhint("Run ALTER EXTENSION kansrijk UPDATE.")));
		oids[i] = ((Form_pg_enum) GETSTRUCT(tuple))->oid;
		ReleaseSysCache(tuple);
	}
	return oids;
}

/* The same, kept with the call. */
static Oid *
status_oids(FunctionCallInfo fcinfo, int argument)
{
	if (!fcinfo->flinfo->fn_extra)
		fcinfo->flinfo->fn_extra = cell_status_oids(fcinfo, argument);
	return fcinfo->flinfo->fn_extra;
}

Datum
cell_status_datum(FunctionCallInfo fcinfo, CellStatus status)
{
	Oid			oid = status_oids(fcinfo, RESULT)[status];

	if (!OidIsValid(oid))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("type cell_status has no label \"%s\"", status_labels[status]),
				 errhint("Run ALTER EXTENSION kansrijk UPDATE.")));
	return ObjectIdGetDatum(oid);
}

CellStatus
cell_status_argument(FunctionCallInfo fcinfo, int argument)
{
	return cell_status_of(fcinfo, argument, PG_GETARG_DATUM(argument));
}

CellStatus
cell_status_of(FunctionCallInfo fcinfo, int argument, Datum value)
{
	return cell_status_by_oid(status_oids(fcinfo, argument), value);
}

CellStatus
cell_status_by_oid(const Oid *oids, Datum value)
{
	for (int i = 0; i < CELL_STATUS_COUNT; i++)
		if (oids[i] == DatumGetObjectId(value))
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown cell status")));
}

static void
check_count(int64 count)
{
	if (count < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count must not be negative"),
				 errhint("Map codes for \"unknown\" such as -1 to NULL.")));
}

Datum
kansrijk_sdc_primary_count(PG_FUNCTION_ARGS)
{
	CellValue	value = {.count = PG_GETARG_INT64(0)};

	check_count(value.count);
	return cell_status_datum(fcinfo, sdc_primary_status(PG_GETARG_SDC_POLICY_P(1), &value));
}

Datum
kansrijk_sdc_primary_rate(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	CellValue	value = {true, rate->numerator, rate->denominator};

	return cell_status_datum(fcinfo, sdc_primary_status(PG_GETARG_SDC_POLICY_P(1), &value));
}

/* sdc_mask(value, status): the value of a published cell, NULL of any other. */
Datum
kansrijk_sdc_mask(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || cell_status_argument(fcinfo, 1) != CELL_PUBLISH)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * A cell for people. Which rule hid a cell is itself information, so every
 * hidden cell has the same label.
 */
text *
cell_label(const NullableDatum *number, CellStatus status, const text *language)
{
	bool		dutch = text_is(language, "nl");
	char	   *label;

	if (!dutch && !text_is(language, "en"))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown language: \"%s\"", shown(text_to_cstring(language))),
				 errhint("Use nl or en.")));
	if (status == CELL_EMPTY)
		return cstring_to_text(dutch ? "geen" : "none");
	if (status != CELL_PUBLISH)
		return cstring_to_text(dutch ? "verborgen" : "hidden");
	if (number->isnull)
		return cstring_to_text(dutch ? "onbekend" : "unknown");

	label = DatumGetCString(DirectFunctionCall1(numeric_out, number->value));
	if (dutch)
		for (char *c = label; *c; c++)
			if (*c == '.')
				*c = ',';
	return cstring_to_text(label);
}

/* sdc_label(value, status, language) */
Datum
kansrijk_sdc_label(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cell_label(&fcinfo->args[0], cell_status_argument(fcinfo, 1), PG_GETARG_TEXT_PP(2)));
}

/*
 * The nearest multiple of the base; halfway goes to the even multiple, which
 * does not drift upwards over a table.
 */
static int64
round_to_base(int64 count, int64 base)
{
	int64		magnitude = count < 0 ? -count : count;
	int64		steps;
	int64		rest;
	int64		result;

	if (base < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("rounding base must be at least 1")));
	if (count == PG_INT64_MIN)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range")));
	steps = magnitude / base;
	rest = magnitude % base;
	if (rest > base - rest || (rest == base - rest && steps % 2 == 1))
		steps++;
	if (pg_mul_s64_overflow(steps, base, &result))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range")));
	return count < 0 ? -result : result;
}

Datum
kansrijk_sdc_round(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(round_to_base(PG_GETARG_INT64(0), PG_GETARG_INT64(1)));
}

Datum
kansrijk_sdc_round_by(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(round_to_base(PG_GETARG_INT64(0), PG_GETARG_SDC_POLICY_P(1)->round));
}

/* rounded_rate(rate, policy): its counts, without those that are unknown. */
Datum
kansrijk_rounded_rate(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	int64		base = PG_GETARG_SDC_POLICY_P(1)->round;
	Rate	   *rounded = palloc(sizeof(Rate));

	rounded->numerator = round_to_base(rate->numerator, base);
	rounded->denominator = round_to_base(rate->denominator, base);
	rounded->unknown = 0;
	PG_RETURN_RATE_P(rounded);
}

/*
 * sdc_rate_digits(denominator, per, candidates): how many decimals a
 * rate may be printed with beside its denominator so that at least
 * "candidates" numerators print the same.
 *
 * A printed unit u stands for u * denominator / per numerators. The
 * result is negative when even a whole number tells too much: -1 means tens.
 */
Datum
kansrijk_sdc_rate_digits(PG_FUNCTION_ARGS)
{
	int64		denominator = PG_GETARG_INT64(0);
	double		per = PG_GETARG_FLOAT8(1);
	int32		candidates = PG_GETARG_INT32(2);
	double		unit;

	if (denominator < 0 || candidates < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("denominator and candidates must be positive")));
	check_per(per);
	if (denominator == 0)
		PG_RETURN_NULL();
	unit = candidates * per / (double) denominator;
	PG_RETURN_INT32((int32) floor(-log10(unit) + 1e-12));
}
