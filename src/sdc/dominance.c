/*-------------------------------------------------------------------------
 *
 * dominance.c
 *		sdc_dominated: is a sum, or the mean made of it, mostly that of a few?
 *
 * Two rules of a policy. (n, k): the n largest contributions are k percent of
 * the sum or more. p%: whoever gave the second largest can take it from the
 * sum, and is then less than p percent away from the largest.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/policy.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "rate/rate.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_dominated);
PG_FUNCTION_INFO_V1(kansrijk_sdc_dominated_accum);
PG_FUNCTION_INFO_V1(kansrijk_sdc_dominated_combine);
PG_FUNCTION_INFO_V1(kansrijk_sdc_dominated_serialize);
PG_FUNCTION_INFO_V1(kansrijk_sdc_dominated_deserialize);
PG_FUNCTION_INFO_V1(kansrijk_sdc_dominated_final);
PG_FUNCTION_INFO_V1(kansrijk_sdc_safe_sum);

/* Either rule needs no more of the largest than this. */
#define LARGEST MAX_DOMINANCE_COUNT

typedef struct Rules
{
	int32		count;
	int32		share;
	int32		p_percent;
} Rules;

/* A sum so far, and its largest contributions, largest first; 0 where there are no more. */
typedef struct Sum
{
	Rules		rules;
	int64		total;
	int64		largest[LARGEST];
} Sum;

static Rules
rules_of(const SdcPolicy *policy)
{
	return (Rules)
	{
		policy->dominance_count, policy->dominance_share, policy->p_percent
	};
}

static bool
is_dominated(const Sum *sum)
{
	int128		largest = 0;

	for (int i = 0; i < sum->rules.count; i++)
		largest += sum->largest[i];
	if (sum->rules.count > 0 && largest > 0 && largest * 100 >= (int128) sum->total * sum->rules.share)
		return true;
	return ((int128) sum->total - sum->largest[0] - sum->largest[1]) * 100 <
		(int128) sum->largest[0] * sum->rules.p_percent;
}

static void
overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("bigint out of range")));
}

static void
keep_if_large(Sum *sum, int64 value)
{
	for (int i = 0; i < LARGEST && value > 0; i++)
		if (value > sum->largest[i])
		{
			int64		smaller = sum->largest[i];

			sum->largest[i] = value;
			value = smaller;
		}
}

static void
check_contribution(int64 value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("contribution must not be negative")));
}

/* sdc_dominated(total, largest, policy) */
Datum
kansrijk_sdc_dominated(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(1);
	const SdcPolicy *policy = PG_GETARG_SDC_POLICY_P(2);
	int			needed = Max(policy->dominance_count, policy->p_percent > 0 ? 2 : 0);
	Sum			sum = {rules_of(policy), PG_GETARG_INT64(0)};
	int128		given = 0;
	Datum	   *elements;
	bool	   *isnull;
	int			count;

	deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements, &isnull, &count);
	for (int i = 0; i < count; i++)
	{
		if (isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("contribution must not be null")));
		check_contribution(DatumGetInt64(elements[i]));
		given += DatumGetInt64(elements[i]);
		keep_if_large(&sum, DatumGetInt64(elements[i]));
	}
	if (given > sum.total)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the largest contributions are more than their total")));
	if (given < sum.total && count < needed)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the policy needs more of the largest contributions"),
				 errhint("Give the %d largest, or all there are.", needed)));
	PG_RETURN_BOOL(is_dominated(&sum));
}

/* sdc_dominated(value, policy): one contribution. */
Datum
kansrijk_sdc_dominated_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Sum		   *sum = PG_ARGISNULL(0) ? NULL : (Sum *) PG_GETARG_POINTER(0);
	Rules		rules;
	int64		value;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		if (!sum)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(sum);
	}
	rules = rules_of(PG_GETARG_SDC_POLICY_P(2));
	if (!sum)
	{
		sum = MemoryContextAllocZero(context, sizeof(Sum));
		sum->rules = rules;
	}
	if (memcmp(&rules, &sum->rules, sizeof(Rules)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("policy of sdc_dominated() must be the same in all rows")));
	value = PG_GETARG_INT64(1);
	check_contribution(value);
	if (pg_add_s64_overflow(sum->total, value, &sum->total))
		overflow();
	keep_if_large(sum, value);
	PG_RETURN_POINTER(sum);
}

Datum
kansrijk_sdc_dominated_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Sum		   *sum = PG_ARGISNULL(0) ? NULL : (Sum *) PG_GETARG_POINTER(0);
	const Sum  *part = PG_ARGISNULL(1) ? NULL : (const Sum *) PG_GETARG_POINTER(1);

	if (part && !sum)
	{
		sum = MemoryContextAlloc(context, sizeof(Sum));
		*sum = *part;
	}
	else if (part)
	{
		if (pg_add_s64_overflow(sum->total, part->total, &sum->total))
			overflow();
		for (int i = 0; i < LARGEST; i++)
			keep_if_large(sum, part->largest[i]);
	}
	if (!sum)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sum);
}

/* Between processes of one server a sum travels as it is. */
Datum
kansrijk_sdc_dominated_serialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = palloc(VARHDRSZ + sizeof(Sum));

	aggregate_context(fcinfo);
	SET_VARSIZE(bytes, VARHDRSZ + sizeof(Sum));
	memcpy(VARDATA(bytes), PG_GETARG_POINTER(0), sizeof(Sum));
	PG_RETURN_BYTEA_P(bytes);
}

Datum
kansrijk_sdc_dominated_deserialize(PG_FUNCTION_ARGS)
{
	Sum		   *sum = palloc(sizeof(Sum));
	bytea	   *bytes;

	aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	if (VARSIZE_ANY_EXHDR(bytes) != sizeof(Sum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate")));
	memcpy(sum, VARDATA_ANY(bytes), sizeof(Sum));
	if (sum->rules.count < 0 || sum->rules.count > LARGEST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate")));
	PG_RETURN_POINTER(sum);
}

Datum
kansrijk_sdc_dominated_final(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(is_dominated((const Sum *) PG_GETARG_POINTER(0)));
}

/*
 * sdc_safe_sum(largest, policy): from this sum on nobody dominates, when no
 * contribution is above the largest. Of n contributions none is then more than
 * n * largest, which k percent of the sum must exceed; and without the two
 * largest must be left p percent of one.
 */
Datum
kansrijk_sdc_safe_sum(PG_FUNCTION_ARGS)
{
	int64		largest = PG_GETARG_INT64(0);
	const SdcPolicy *policy = PG_GETARG_SDC_POLICY_P(1);
	int128		sum = 0;

	check_contribution(largest);
	if (policy->dominance_count > 0 && largest > 0)
		sum = (int128) largest * policy->dominance_count * 100 / policy->dominance_share + 1;
	if (policy->p_percent > 0)
		sum = Max(sum, (int128) largest * 2 + ((int128) largest * policy->p_percent + 99) / 100);
	if (sum > PG_INT64_MAX)
		overflow();
	PG_RETURN_INT64((int64) sum);
}
