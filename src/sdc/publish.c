/*-------------------------------------------------------------------------
 *
 * publish.c
 *		sdc_publish: all that is derived from a rate, shown or hidden together.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/policy.h"

#include <math.h>

#include "access/htup_details.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "stats/stats_sql.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_publish);

/* The columns of the type published_rate. */
enum
{
	NUMERATOR,
	DENOMINATOR,
	VALUE,
	LOWER,
	UPPER,
	LABEL,
	STATUS,
	COLUMNS
};

/* The arguments. */
enum
{
	ARG_RATE,
	ARG_STATUS,
	ARG_PER,
	ARG_MODEL,
	ARG_CONFIDENCE,
	ARG_DECIMALS,
	ARG_LANGUAGE
};

/* What is looked up once a call site. */
typedef struct Lookup
{
	Oid		   *status;
	TupleDesc	columns;
} Lookup;

static Lookup *
get_lookup(FunctionCallInfo fcinfo)
{
	Lookup	   *lookup = fcinfo->flinfo->fn_extra;
	MemoryContext caller;

	if (lookup)
		return lookup;
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	lookup = palloc(sizeof(Lookup));
	lookup->status = cell_status_oids(fcinfo, ARG_STATUS);
	if (get_call_result_type(fcinfo, NULL, &lookup->columns) != TYPEFUNC_COMPOSITE || lookup->columns->natts != COLUMNS)
		elog(ERROR, "type published_rate does not fit the library");
	BlessTupleDesc(lookup->columns);
	MemoryContextSwitchTo(caller);
	return fcinfo->flinfo->fn_extra = lookup;
}

/* The value as a numeric of so many decimals. */
static NullableDatum
rounded(const NullableDatum *value, const NullableDatum *decimals)
{
	NullableDatum number = {(Datum) 0, value->isnull || decimals->isnull};

	if (!number.isnull)
		number.value = DirectFunctionCall2(numeric_round, DirectFunctionCall1(float8_numeric, value->value),
										   decimals->value);
	return number;
}

/*
 * sdc_publish(rate, status, per, model, confidence, decimals, language)
 *
 * The limits of a hidden cell are those of 0/0, which are NULL, so that every
 * argument is checked for every row.
 */
Datum
kansrijk_sdc_publish(PG_FUNCTION_ARGS)
{
	static const Rate nothing = {0, 0, 0};
	Lookup	   *lookup = get_lookup(fcinfo);
	bool		has_status = !PG_ARGISNULL(ARG_STATUS);
	CellStatus	status = has_status ? cell_status_by_oid(lookup->status, PG_GETARG_DATUM(ARG_STATUS)) : CELL_SECONDARY;
	bool		is_shown = status == CELL_PUBLISH && !PG_ARGISNULL(ARG_RATE);
	const Rate *rate = is_shown ? PG_GETARG_RATE_P(ARG_RATE) : &nothing;
	double		value = NAN;
	Limits		limits = {NAN, NAN};
	NullableDatum column[COLUMNS];
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS];

	if (!PG_ARGISNULL(ARG_PER) && !PG_ARGISNULL(ARG_CONFIDENCE) && !PG_ARGISNULL(ARG_MODEL))
		(void) interval_by_model(rate, PG_GETARG_FLOAT8(ARG_PER), PG_GETARG_FLOAT8(ARG_CONFIDENCE),
								 PG_GETARG_TEXT_PP(ARG_MODEL), &value, &limits);
	if (PG_ARGISNULL(ARG_RATE) || !has_status)
		PG_RETURN_NULL();

	column[NUMERATOR] = (NullableDatum) {Int64GetDatum(rate->numerator), !is_shown};
	column[DENOMINATOR] = (NullableDatum) {Int64GetDatum(rate->denominator), !is_shown};
	column[VALUE] = (NullableDatum) {Float8GetDatum(value), !isfinite(value)};
	column[LOWER] = (NullableDatum) {Float8GetDatum(limits.lower), !isfinite(limits.lower)};
	column[UPPER] = (NullableDatum) {Float8GetDatum(limits.upper), !isfinite(limits.upper)};
	column[LABEL] = (NullableDatum) {(Datum) 0, PG_ARGISNULL(ARG_LANGUAGE)};
	if (!column[LABEL].isnull)
	{
		NullableDatum number = rounded(&column[VALUE], &fcinfo->args[ARG_DECIMALS]);

		column[LABEL].value = PointerGetDatum(cell_label(&number, status, PG_GETARG_TEXT_PP(ARG_LANGUAGE)));
	}
	column[STATUS] = (NullableDatum) {CStringGetTextDatum(status == CELL_PUBLISH ? "publish" :
														  status == CELL_EMPTY ? "empty" : "hidden"), false};
	for (int i = 0; i < COLUMNS; i++)
	{
		values[i] = column[i].value;
		nulls[i] = column[i].isnull;
	}
	return HeapTupleGetDatum(heap_form_tuple(lookup->columns, values, nulls));
}
