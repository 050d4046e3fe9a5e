/*-------------------------------------------------------------------------
 *
 * codes.c
 *		Codes as Dutch registers deliver them: sex, death, yes and no, persons.
 *
 *-------------------------------------------------------------------------
 */
#include "text/reader.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_sex_code);
PG_FUNCTION_INFO_V1(kansrijk_sterfte_code);
PG_FUNCTION_INFO_V1(kansrijk_van_wiechen_code);
PG_FUNCTION_INFO_V1(kansrijk_register_boolean);
PG_FUNCTION_INFO_V1(kansrijk_register_kind);
PG_FUNCTION_INFO_V1(kansrijk_register_id);

#define MAX_ID_WIDTH 50

/* So many nines stand for no identifier: a RIN and a BSN have as many digits. */
#define PLACEHOLDER_DIGITS 9

/* What a file may write, in lower case, and which code that is. */
typedef struct KnownCode
{
	const char *written;
	int32		code;			/* UNKNOWN_CODE: unknown */
} KnownCode;

#define UNKNOWN_CODE (-1)

/*
 * Looks a text up among the codes that are known; false when it is none.
 */
static bool
find_code(const char *code, const KnownCode *known, int count, int32 *found)
{
	for (int i = 0; i < count; i++)
	{
		if (pg_strcasecmp(known[i].written, code) == 0)
		{
			*found = known[i].code;
			return true;
		}
	}
	return false;
}

static bool
read_as_code(NullableDatum *result, int32 code)
{
	return code == UNKNOWN_CODE ? read_as_null(result) : read_as(result, Int32GetDatum(code));
}

bool
read_sex(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	static const KnownCode known[] = {
		{"1", 1}, {"m", 1}, {"jongen", 1},
		{"2", 2}, {"v", 2}, {"f", 2}, {"meisje", 2},
		{"3", 3},
		{"", UNKNOWN_CODE}, {"unk", UNKNOWN_CODE}
	};
	const char *code = visible_code(written);
	int32		found;

	if (find_code(code, known, lengthof(known), &found))
		return read_as_code(result, found);
	return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
					"Known are 1, M and jongen; 2, V, F and meisje; 3 (undetermined); UNK and empty (unknown).",
					"sex code does not exist: \"%s\"", shown(code));
}

bool
read_sterfte(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_code(written);

	if (code[0] == '\0' || pg_strcasecmp(code, "UNK") == 0)
		return read_as_null(result);
	if (code[0] >= '0' && code[0] <= '6' && code[1] == '\0')
		return read_as(result, Int32GetDatum(code[0] - '0'));
	return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
					"Perined's codes are 0 (not deceased) to 6 (phase unknown); UNK and empty are unknown.",
					"code of death does not exist: \"%s\"", shown(code));
}

bool
read_van_wiechen(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	/* The codes of the basic data set (BDS). */
	static const KnownCode known[] = {
		{"+", 1}, {"1", 1}, {"-", 2}, {"2", 2}, {"m", 3}, {"3", 3},
		{"", UNKNOWN_CODE}
	};
	const char *code = visible_code(written);
	int32		found;

	if (find_code(code, known, lengthof(known), &found))
		return read_as_code(result, found);
	return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
					"Known are +, - and M, or 1, 2 and 3; empty is unknown.",
					"code of a Van Wiechen item does not exist: \"%s\"", shown(code));
}

bool
read_boolean(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	static const KnownCode known[] = {
		{"1", 1}, {"ja", 1}, {"j", 1}, {"true", 1}, {"t", 1}, {"yes", 1}, {"y", 1}, {"waar", 1},
		{"0", 0}, {"nee", 0}, {"n", 0}, {"false", 0}, {"f", 0}, {"no", 0}, {"onwaar", 0},
		{"", UNKNOWN_CODE}, {"unk", UNKNOWN_CODE}
	};
	const char *code = visible_code(written);
	int32		found;

	if (!find_code(code, known, lengthof(known), &found))
		return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
						"Known are 1, ja, true and waar; 0, nee, false and onwaar; UNK and empty (unknown).",
						"neither yes nor no: \"%s\"", shown(code));
	if (found == UNKNOWN_CODE)
		return read_as_null(result);
	return read_as(result, BoolGetDatum(found == 1));
}

/*
 * Whose number an identifier of CBS is: R a person, D a stillborn child, G not
 * linked.
 */
bool
read_kind(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_text(written);
	char		kind[2] = {pg_toupper((unsigned char) code[0]), '\0'};

	if (strspn(code, "-") == strlen(code))
		return read_as_null(result);
	if (code[1] == '\0' && strchr("RDG", kind[0]) != NULL)
		return read_as(result, CStringGetTextDatum(kind));
	return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
					"Known are R (person), D (stillborn) and G (not linked); empty and dashes are unknown.",
					"kind of identifier does not exist: \"%s\"", shown(code));
}

/*
 * An identifier, or null when it is one of those that stand for none. With a
 * width, the leading zeros that a spreadsheet took away are put back. Messages
 * do not show it.
 */
bool
read_id(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	char	   *id = visible_code(written);
	int			width = argument ? atoi(argument) : 0;
	size_t		length = strlen(id);

	if (width < 0 || width > MAX_ID_WIDTH || (argument && width == 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width of an identifier must be from 1 to %d, not %s", MAX_ID_WIDTH, argument)));
	if (strspn(id, "0") == length || strspn(id, "-") == length)
		return read_as_null(result);
	if (length >= PLACEHOLDER_DIGITS && strspn(id, "9") == length && (width == 0 || length == width))
		return read_as_null(result);
	if (has_invisible(id))
		return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
						"Remove it in the file: with it this is another identifier than the same one without.",
						"identifier has an invisible character inside");
	if (width > 0 && length > width)
		return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
						"identifier is longer than %d characters", width);
	if (length < width)
	{
		char	   *padded = palloc(width + 1);

		memset(padded, '0', width - length);
		strcpy(padded + width - length, id);
		id = padded;
	}
	return read_as(result, CStringGetTextDatum(id));
}

Datum
kansrijk_sex_code(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_sex, NULL);
}

Datum
kansrijk_sterfte_code(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_sterfte, NULL);
}

Datum
kansrijk_van_wiechen_code(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_van_wiechen, NULL);
}

Datum
kansrijk_register_boolean(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_boolean, NULL);
}

Datum
kansrijk_register_kind(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_kind, NULL);
}

/* Arguments: written, width. */
Datum
kansrijk_register_id(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return read_argument(fcinfo, read_id,
						 PG_ARGISNULL(1) ? NULL : psprintf("%d", PG_GETARG_INT32(1)));
}
