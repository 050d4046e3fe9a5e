/*-------------------------------------------------------------------------
 *
 * areas.c
 *		Codes of areas in the forms in which CBS and others deliver them.
 *
 *-------------------------------------------------------------------------
 */
#include "text/reader.h"

#include <ctype.h>

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_area_code);
PG_FUNCTION_INFO_V1(kansrijk_pc4_code);

#define DIGITS "0123456789"
#define CAPITALS_AND_DIGITS DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Areas whose code is digits, with the prefix that CBS puts before them. */
typedef struct AreaKind
{
	const char *name;
	const char *prefix;
	int			fewest;			/* digits, when a programme took leading zeros away */
	int			digits;
	const char *form;
} AreaKind;

static const AreaKind area_kinds[] = {
	{"gemeente", "GM", 1, 4, "Write four digits, as in 0363; GM0363 and 363 are read as well."},
	{"wijk", "WK", 5, 6, "Write six digits, as in 036301; WK036301 is read as well."},
	{"buurt", "BU", 7, 8, "Write eight digits, as in 03630101; BU03630101 is read as well."}
};

/* Areas of which the prefix belongs to the code: country, parts, provinces, regions. */
static const char *const large_areas[] = {"NL", "LD", "PV", "CR", "GG"};

static char *
upper_case(const char *code)
{
	char	   *result = pstrdup(code);

	for (char *p = result; *p; p++)
		*p = pg_toupper((unsigned char) *p);
	return result;
}

/* Digits with the zeros before them that a code of that length has. */
static Datum
padded_digits(const char *digits, int width)
{
	return CStringGetTextDatum(psprintf("%s%s", "00000000" + 8 - (width - (int) strlen(digits)), digits));
}

/*
 * The code of an area: digits for municipality, district and neighbourhood, the
 * prefix and two digits for what CBS writes so (PV27). Without a kind, a text
 * of another form is a code of somebody's own, and stays as it is.
 */
bool
read_area(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_code(written);
	char	   *upper = upper_case(code);
	const AreaKind *kind = NULL;
	const char *digits = upper;

	if (argument)
	{
		for (int i = 0; i < lengthof(area_kinds); i++)
			if (strcmp(argument, area_kinds[i].name) == 0)
				kind = &area_kinds[i];
		if (!kind)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("codes of \"%s\" are not known", shown(argument)),
					 errhint("Choose from gemeente, wijk, buurt.")));
	}
	if (strspn(code, "0") == strlen(code) || strspn(code, "-") == strlen(code))
		return read_as_null(result);

	for (int i = 0; i < lengthof(area_kinds); i++)
	{
		bool		prefixed = strncmp(upper, area_kinds[i].prefix, 2) == 0;
		int			length;

		digits = upper + (prefixed ? 2 : 0);
		length = strlen(digits);
		if (strspn(digits, DIGITS) == length &&
			length >= area_kinds[i].fewest && length <= area_kinds[i].digits &&
			(!kind || kind == &area_kinds[i]))
			return read_as(result, padded_digits(digits, area_kinds[i].digits));
	}

	/* Synthetic areas have an S before as many digits, less one. */
	if (kind && upper[0] == 'S' && strlen(upper) == kind->digits &&
		strspn(upper + 1, DIGITS) == kind->digits - 1)
		return read_as(result, CStringGetTextDatum(upper));
	if (kind)
		return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE, kind->form,
						"code of a %s does not exist: \"%s\"", kind->name, shown(code));

	for (int i = 0; i < lengthof(large_areas); i++)
	{
		digits = upper + 2;
		if (strncmp(upper, large_areas[i], 2) == 0 && strlen(digits) >= 1 && strlen(digits) <= 2 &&
			strspn(digits, DIGITS) == strlen(digits))
			return read_as(result, CStringGetTextDatum(psprintf("%.2s%s%s", upper, digits[1] ? "" : "0", digits)));
	}
	return read_as(result, CStringGetTextDatum(code));
}

/*
 * Four digits of a postcode, with or without its letters.
 */
bool
read_pc4(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_code(written);
	char	   *upper = upper_case(code);
	size_t		digits = strspn(upper, DIGITS);
	const char *letters;

	if (strspn(code, "0") == strlen(code) || strspn(code, "-") == strlen(code))
		return read_as_null(result);
	if (upper[0] == 'S' && strlen(upper) == 4 && strspn(upper, CAPITALS_AND_DIGITS) == 4)
		return read_as(result, CStringGetTextDatum(upper));
	letters = upper + digits + strspn(upper + digits, " ");
	if (digits == 4 && upper[0] != '0' &&
		(*letters == '\0' || (strlen(letters) == 2 && isalpha((unsigned char) letters[0]) &&
								 isalpha((unsigned char) letters[1]))))
		return read_as(result, PointerGetDatum(cstring_to_text_with_len(upper, 4)));
	return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
					"Write four digits, as in 1012; 1012AB and 1012 AB are read as well.",
					"postcode does not exist: \"%s\"", shown(code));
}

/* Arguments: written, kind. */
Datum
kansrijk_area_code(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return read_argument(fcinfo, read_area,
						 PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1)));
}

Datum
kansrijk_pc4_code(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_pc4, NULL);
}
