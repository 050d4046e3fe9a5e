/*-------------------------------------------------------------------------
 *
 * revision.c
 *		Whether a figure differs enough from what was published of it before.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/policy.h"

#include "rate/rate.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_difference_is_small);
PG_FUNCTION_INFO_V1(kansrijk_released_rate);

/* Of numbers that are not negative. */
static int64
apart(int64 a, int64 b)
{
	return a < b ? b - a : a - b;
}

/*
 * The difference of two figures of one cell is a count to be hidden: in
 * numerators, in complements or in denominators, by the primary rules.
 */
static bool
difference_is_small(const SdcPolicy *policy, const Rate *a, const Rate *b)
{
	int64		numerators = apart(a->numerator, b->numerator);
	int64		denominators = apart(a->denominator, b->denominator);
	int64		complements = a->denominator - a->numerator;
	CellValue	revised = {true, numerators, 0};
	CellValue	units = {false, denominators, 0};
	CellStatus	status;

	if (numerators == 0 && denominators == 0)
		return false;
	if (pg_sub_s64_overflow(complements, b->denominator, &complements) ||
		pg_add_s64_overflow(complements, b->numerator, &complements) ||
		complements == PG_INT64_MIN ||
		pg_add_s64_overflow(numerators, complements < 0 ? -complements : complements, &revised.denominator))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range")));
	status = sdc_primary_status(policy, &revised);
	return (status != CELL_PUBLISH && status != CELL_EMPTY) ||
		(denominators != 0 && sdc_primary_status(policy, &units) != CELL_PUBLISH);
}

Datum
kansrijk_sdc_difference_is_small(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(difference_is_small(PG_GETARG_SDC_POLICY_P(2), PG_GETARG_RATE_P(0), PG_GETARG_RATE_P(1)));
}

/*
 * released_rate(rate, policy, published): the first published value that is too
 * near, or NULL.
 */
Datum
kansrijk_released_rate(PG_FUNCTION_ARGS)
{
	Rate	   *rate = PG_GETARG_RATE_P(0);
	SdcPolicy  *policy = PG_GETARG_SDC_POLICY_P(1);
	ArrayType  *published = PG_GETARG_ARRAYTYPE_P(2);
	ArrayIterator iterator = array_create_iterator(published, 0, NULL);
	Datum		value;
	bool		isnull;

	while (array_iterate(iterator, &value, &isnull))
		if (!isnull && difference_is_small(policy, rate, DatumGetRateP(value)))
		{
			Rate	   *found = palloc(sizeof(Rate));

			*found = *DatumGetRateP(value);
			PG_RETURN_RATE_P(found);
		}
	PG_RETURN_NULL();
}
