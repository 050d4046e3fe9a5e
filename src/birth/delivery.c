/*-------------------------------------------------------------------------
 *
 * delivery.c
 *		Values as registers deliver them in text files, as values of SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include <ctype.h>

#include "birth/option.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(kansrijk_sterfte_code);
PG_FUNCTION_INFO_V1(kansrijk_register_date);
PG_FUNCTION_INFO_V1(kansrijk_register_id);
PG_FUNCTION_INFO_V1(kansrijk_decimal_comma);

/*
 * The text without the blanks around it.
 */
static char *
trimmed(const text *value)
{
	char	   *start = text_to_cstring(value);
	char	   *end = start + strlen(start);

	while (*start == ' ')
		start++;
	while (end > start && end[-1] == ' ')
		end--;
	*end = '\0';
	return start;
}

Datum
kansrijk_sterfte_code(PG_FUNCTION_ARGS)
{
	char	   *written = trimmed(PG_GETARG_TEXT_PP(0));

	if (written[0] == '\0' || pg_strcasecmp(written, "UNK") == 0)
		PG_RETURN_NULL();
	if (written[0] < '0' || written[0] > '6' || written[1] != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("code of death does not exist: \"%s\"", written),
				 errhint("Perined's codes are 0 (not deceased) to 6 (phase unknown); UNK and empty are unknown.")));
	PG_RETURN_INT32(written[0] - '0');
}

/*
 * A date written yyyymmdd. Open ends (88888888 and 99991231) are infinity; a
 * date of which a part is unknown is unknown.
 */
Datum
kansrijk_register_date(PG_FUNCTION_ARGS)
{
	char	   *written = trimmed(PG_GETARG_TEXT_PP(0));
	int			number = 0;
	int			year;
	int			month;
	int			day;

	if (strspn(written, "-") == strlen(written))
		PG_RETURN_NULL();
	if (strlen(written) != 8 || strspn(written, "0123456789") != 8)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_DATETIME_FORMAT),
				 errmsg("invalid date of a register: \"%s\"", written),
				 errhint("Write yyyymmdd.")));
	if (strcmp(written, "88888888") == 0 || strcmp(written, "99991231") == 0)
		PG_RETURN_DATEADT(DATEVAL_NOEND);

	for (const char *p = written; *p; p++)
		number = number * 10 + (*p - '0');
	year = number / 10000;
	month = number / 100 % 100;
	day = number % 100;
	if (year == 0 || month == 0 || day == 0)
		PG_RETURN_NULL();
	if (month > MONTHS_PER_YEAR || day > day_tab[isleap(year)][month - 1])
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("date of a register does not exist: \"%s\"", written)));
	PG_RETURN_DATEADT(date2j(year, month, day) - POSTGRES_EPOCH_JDATE);
}

/*
 * An identifier, or NULL when it is one of those that stand for none. With a
 * width, the leading zeros that a spreadsheet took away are put back.
 */
Datum
kansrijk_register_id(PG_FUNCTION_ARGS)
{
	char	   *written;
	size_t		length;
	int32		width = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1))
	{
		width = PG_GETARG_INT32(1);
		if (width < 1 || width > 50)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("width of an identifier must be from 1 to 50, not %d", width)));
	}

	written = trimmed(PG_GETARG_TEXT_PP(0));
	length = strlen(written);
	if (strspn(written, "0") == length || strspn(written, "-") == length)
		PG_RETURN_NULL();
	if (length > width && width > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("identifier is longer than %d characters", width)));
	if (length < width)
	{
		char	   *padded = palloc(width + 1);

		memset(padded, '0', width - length);
		strcpy(padded + width - length, written);
		written = padded;
	}
	PG_RETURN_TEXT_P(cstring_to_text(written));
}

/*
 * A number with a decimal comma. Digits may not be grouped: "1.234" could be
 * either.
 */
Datum
kansrijk_decimal_comma(PG_FUNCTION_ARGS)
{
	char	   *written = trimmed(PG_GETARG_TEXT_PP(0));
	char	   *number = pstrdup(written);
	char	   *p = number;
	int			digits = 0;

	if (*p == '\0')
		PG_RETURN_NULL();
	if (*p == '-' || *p == '+')
		p++;
	for (; isdigit((unsigned char) *p); p++)
		digits++;
	if (*p == ',')
	{
		*p++ = '.';
		for (; isdigit((unsigned char) *p); p++)
			digits++;
	}
	if (*p != '\0' || digits == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid number with decimal comma: \"%s\"", written),
				 errhint("Write digits without grouping, as in 1234,5.")));
	return DirectFunctionCall3(numeric_in, CStringGetDatum(number),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}
