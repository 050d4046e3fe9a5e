/*-------------------------------------------------------------------------
 *
 * reader.c
 *		The one reader of texts from files.
 *
 * Files of registers come by way of spreadsheets, SPSS, pandas and Windows. What
 * that leaves around a code (a carriage return, a tab, a no-break space, a byte
 * order mark, a zero-width space) is no part of it, and is not seen when the
 * code is looked at.
 *
 *-------------------------------------------------------------------------
 */
#include "text/reader.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_visible_text);
PG_FUNCTION_INFO_V1(kansrijk_known_text);
PG_FUNCTION_INFO_V1(kansrijk_can_read);

/* As much of a text as a message shows, in bytes. */
#define SHOWN_BYTES 100

typedef struct CodePoints
{
	pg_wchar	first;
	pg_wchar	last;
} CodePoints;

/* Beyond ASCII: controls, spaces, and what has no width. */
static const CodePoints invisible_code_points[] = {
	{0x0080, 0x00A0}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
	{0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
	{0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800},
	{0x3000, 0x3000}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
	{0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}
};

/*
 * The character of two or three bytes at p in UTF-8, or 0. What ends the string
 * is no continuation, so nothing is read beyond it.
 */
static pg_wchar
short_utf8(const unsigned char *p, int *length)
{
	if ((p[0] & 0xE0) == 0xC0 && (p[1] & 0xC0) == 0x80)
	{
		*length = 2;
		return (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if ((p[0] & 0xF0) == 0xE0 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
	{
		*length = 3;
		return (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	return 0;
}

/*
 * The length in bytes of the character at p when it cannot be seen, else 0; and
 * which it is. A database without an encoding is taken to hold UTF-8.
 */
static int
invisible_at(const char *p, pg_wchar *character)
{
	unsigned char byte = (unsigned char) *p;
	int			length = 1;

	*character = byte;
	if (byte < 0x80)
		return byte != '\0' && (byte <= ' ' || byte == 0x7F) ? 1 : 0;

	switch (GetDatabaseEncoding())
	{
		case PG_UTF8:
		case PG_SQL_ASCII:
			*character = short_utf8((const unsigned char *) p, &length);
			break;
		case PG_KOI8R:
		case PG_KOI8U:
		case PG_WIN866:
			return 0;
		default:
			/* As in ISO 8859: the no-break space and the soft hyphen. */
			return pg_database_encoding_max_length() == 1 && (byte == 0xA0 || byte == 0xAD) ? 1 : 0;
	}
	for (int i = 0; i < lengthof(invisible_code_points); i++)
		if (*character >= invisible_code_points[i].first &&
			*character <= invisible_code_points[i].last)
			return length;
	return 0;
}

char *
visible_text(const text *written)
{
	char	   *start = text_to_cstring(written);
	char	   *end;
	pg_wchar	character;
	int			length;

	while ((length = invisible_at(start, &character)) > 0)
		start += length;
	end = start;
	for (char *p = start; *p; p += length)
	{
		length = invisible_at(p, &character);
		if (length == 0)
		{
			length = 1;
			end = p + 1;
		}
	}
	*end = '\0';
	return start;
}

char *
visible_code(const text *written)
{
	char	   *code = visible_text(written);
	char	   *digits = *code == '-' ? code + 1 : code;
	size_t		whole = strspn(digits, "0123456789");
	char	   *point = digits + whole;
	size_t		zeros;

	if (whole == 0 || *point != '.')
		return code;
	zeros = strspn(point + 1, "0");

	/* 1.000 may as well be a thousand. */
	if (zeros > 0 && point[1 + zeros] == '\0' && (zeros != 3 || whole > 3))
		*point = '\0';
	return code;
}

bool
has_invisible(const char *code)
{
	pg_wchar	character;

	for (const char *p = code; *p; p++)
		if (*p != ' ' && invisible_at(p, &character) > 0)
			return true;
	return false;
}

const char *
shown(const char *code)
{
	StringInfoData result;
	int			limit = strlen(code);
	pg_wchar	character;
	int			length;

	if (limit > SHOWN_BYTES)
		limit = pg_mbcliplen(code, limit, SHOWN_BYTES);
	initStringInfo(&result);
	for (const char *p = code; p < code + limit; p += length)
	{
		length = *p == ' ' ? 0 : invisible_at(p, &character);
		if (length > 0)
			appendStringInfo(&result, "<U+%04X>", (unsigned int) character);
		else
		{
			length = 1;
			appendStringInfoChar(&result, *p);
		}
	}
	if (code[limit] != '\0')
		appendStringInfoString(&result, "...");
	return result.data;
}

bool
complain(Complaint *complaint, int sqlerrcode, const char *hint, const char *format,...)
{
	StringInfoData message;
	int			needed;

	initStringInfo(&message);
	for (;;)
	{
		va_list		args;

		va_start(args, format);
		needed = appendStringInfoVA(&message, format, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&message, needed);
	}
	complaint->sqlerrcode = sqlerrcode;
	complaint->message = message.data;
	complaint->hint = hint;
	return false;
}

Datum
read_argument(FunctionCallInfo fcinfo, TextReader reader, const char *argument)
{
	NullableDatum result;
	Complaint	complaint;

	if (!reader(PG_GETARG_TEXT_PP(0), argument, &result, &complaint))
		ereport(ERROR,
				(errcode(complaint.sqlerrcode),
				 errmsg_internal("%s", complaint.message),
				 complaint.hint ? errhint("%s", complaint.hint) : 0));
	if (result.isnull)
		PG_RETURN_NULL();
	return result.value;
}

Datum
kansrijk_visible_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(visible_text(PG_GETARG_TEXT_PP(0))));
}

/*
 * The text, unless it is one of the codes that stand for unknown in its file.
 * Both are read, so that -9 is -9.000000 and " -9".
 */
Datum
kansrijk_known_text(PG_FUNCTION_ARGS)
{
	text	   *written = PG_GETARG_TEXT_PP(0);
	char	   *code = visible_code(written);
	Datum	   *missing;
	bool	   *nulls;
	int			count;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT,
					  &missing, &nulls, &count);
	for (int i = 0; i < count; i++)
		if (!nulls[i] && strcmp(code, visible_code(DatumGetTextPP(missing[i]))) == 0)
			PG_RETURN_NULL();
	PG_RETURN_TEXT_P(written);
}

static const struct
{
	const char *name;
	TextReader	read;
}			readers[] = {
	{"sex_code", read_sex},
	{"ga_days", read_ga_days},
	{"sterfte_code", read_sterfte},
	{"van_wiechen_code", read_van_wiechen},
	{"register_kind", read_kind},
	{"register_boolean", read_boolean},
	{"register_id", read_id},
	{"register_integer", read_integer},
	{"register_bigint", read_bigint},
	{"register_decimal", read_decimal},
	{"decimal_comma", read_decimal_comma},
	{"register_date", read_date},
	{"register_month", read_month},
	{"area_code", read_area},
	{"pc4_code", read_pc4}
};

/*
 * Whether a reader would read a text. Arguments: reader, written, argument.
 */
Datum
kansrijk_can_read(PG_FUNCTION_ARGS)
{
	char	   *name;
	const char *argument = NULL;
	NullableDatum result;
	Complaint	complaint;
	StringInfoData list;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	if (!PG_ARGISNULL(2))
		argument = text_to_cstring(PG_GETARG_TEXT_PP(2));
	for (int i = 0; i < lengthof(readers); i++)
	{
		if (strcmp(name, readers[i].name) == 0)
			PG_RETURN_BOOL(PG_ARGISNULL(1) ||
						   readers[i].read(PG_GETARG_TEXT_PP(1), argument, &result, &complaint));
	}

	initStringInfo(&list);
	for (int i = 0; i < lengthof(readers); i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", readers[i].name);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("reader \"%s\" does not exist", shown(name)),
			 errhint("Choose from %s.", list.data)));
}
