/*-------------------------------------------------------------------------
 *
 * key.c
 *		What a figure of a publication is called: publication_area, release_key.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "lib/stringinfo.h"
#include "text/reader.h"
#include "utils/builtins.h"
#include "utils/rangetypes.h"

PG_FUNCTION_INFO_V1(kansrijk_publication_area);
PG_FUNCTION_INFO_V1(kansrijk_release_key);

/* A text argument, or NULL. */
static const text *
text_argument(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL : PG_GETARG_TEXT_PP(argument);
}

static void
append_text(StringInfo key, const text *part)
{
	appendBinaryStringInfo(key, VARDATA_ANY(part), VARSIZE_ANY_EXHDR(part));
}

/* A code, or a question mark. */
static void
append_known(StringInfo key, const text *code)
{
	if (code)
		append_text(key, code);
	else
		appendStringInfoChar(key, '?');
}

/* The area above, as far as that is known. */
static void
append_above(StringInfo key, const text *code)
{
	if (!code)
		return;
	append_text(key, code);
	appendStringInfoChar(key, '/');
}

static text *
finished(StringInfo key)
{
	return cstring_to_text_with_len(key->data, key->len);
}

/*
 * publication_area(area type, province, municipality, stadsdeel, wijk, pc4): the
 * code of an area; a question mark stands for what is unknown in the area above.
 */
Datum
kansrijk_publication_area(PG_FUNCTION_ARGS)
{
	const text *area_type = text_argument(fcinfo, 0);
	const text *province = text_argument(fcinfo, 1);
	const text *municipality = text_argument(fcinfo, 2);
	const text *stadsdeel = text_argument(fcinfo, 3);
	const text *wijk = text_argument(fcinfo, 4);
	const text *pc4 = text_argument(fcinfo, 5);
	StringInfoData key;

	initStringInfo(&key);
#define IS(type) (area_type && text_is(area_type, type))
	if (IS("land"))
		appendStringInfoString(&key, "NL");
	else if (IS("provincie"))
		append_known(&key, province);
	else if (IS("gemeente"))
	{
		if (!municipality)
			append_above(&key, province);
		append_known(&key, municipality);
	}
	else if (IS("stadsdeel"))
	{
		if (municipality || province)
			append_text(&key, municipality ? municipality : province);
		appendStringInfoChar(&key, '/');
		append_known(&key, stadsdeel);
	}
	else if (IS("wijk"))
	{
		if (!wijk)
		{
			append_above(&key, province);
			append_above(&key, municipality);
			append_above(&key, stadsdeel);
		}
		append_known(&key, wijk);
	}
	else
		append_known(&key, pc4);
#undef IS
	PG_RETURN_TEXT_P(finished(&key));
}

/*
 * release_key(area type, province, municipality, stadsdeel, wijk, pc4, period,
 * breakdown, category): which figure of a definition this is.
 */
Datum
kansrijk_release_key(PG_FUNCTION_ARGS)
{
	const text *breakdown = text_argument(fcinfo, 7);
	const text *category = text_argument(fcinfo, 8);
	RangeType  *period;
	RangeBound	lower;
	RangeBound	upper;
	bool		is_empty;
	StringInfoData key;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(6) || !breakdown || !category)
		PG_RETURN_NULL();
	period = PG_GETARG_RANGE_P(6);
	range_deserialize(range_get_typcache(fcinfo, RangeTypeGetOid(period)), period, &lower, &upper, &is_empty);
	if (is_empty || lower.infinite || upper.infinite)
		PG_RETURN_NULL();

	initStringInfo(&key);
	for (int i = 0; i < 6; i++)
	{
		if (!PG_ARGISNULL(i))
			append_text(&key, PG_GETARG_TEXT_PP(i));
		appendStringInfoChar(&key, '|');
	}
	appendStringInfo(&key, "%d|%d|", DatumGetInt32(lower.val), DatumGetInt32(upper.val));
	append_text(&key, breakdown);
	appendStringInfoChar(&key, '|');
	append_text(&key, category);
	PG_RETURN_TEXT_P(finished(&key));
}
