/*-------------------------------------------------------------------------
 *
 * dates.c
 *		Dates in the forms in which registers and programmes write them.
 *
 *-------------------------------------------------------------------------
 */
#include "text/reader.h"

#include <ctype.h>

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(kansrijk_register_date);
PG_FUNCTION_INFO_V1(kansrijk_register_date_ordered);
PG_FUNCTION_INFO_V1(kansrijk_register_month);

#define DIGITS "0123456789"

/* SPSS counts seconds from the first day of the Gregorian calendar. */
#define SPSS_EPOCH_JDATE date2j(1582, 10, 14)
#define SPSS_FIRST_YEAR 1900
#define SPSS_LAST_YEAR 2199

static const char *const date_hint =
"Write yyyymmdd, yyyy-mm-dd or dd-mm-yyyy.";

/*
 * A date from its parts: one of which a part is unknown (zero) is unknown, and
 * what registers write for an open end is infinity.
 */
static bool
date_of_parts(int year, int month, int day, const char *code, NullableDatum *result,
			  Complaint *complaint)
{
	if ((year == 8888 && month == 88 && day == 88) || (year == 9999 && month == 12 && day == 31))
		return read_as(result, DateADTGetDatum(DATEVAL_NOEND));
	if (year == 0 || month == 0 || day == 0)
		return read_as_null(result);
	if (month > MONTHS_PER_YEAR || day > day_tab[isleap(year)][month - 1])
		return complain(complaint, ERRCODE_DATETIME_FIELD_OVERFLOW, date_hint,
						"date of a register does not exist: \"%s\"", shown(code));
	return read_as(result, DateADTGetDatum(date2j(year, month, day) - POSTGRES_EPOCH_JDATE));
}

/*
 * Up to four digits at *p, which moves behind them; how many there were.
 */
static int
read_part(const char **p, int *part)
{
	int			digits = 0;

	*part = 0;
	while (digits < 4 && isdigit((unsigned char) **p))
	{
		*part = *part * 10 + (*(*p)++ - '0');
		digits++;
	}
	return digits;
}

static bool
no_date(const char *code, Complaint *complaint)
{
	return complain(complaint, ERRCODE_INVALID_DATETIME_FORMAT, date_hint,
					"invalid date of a register: \"%s\"", shown(code));
}

/*
 * Three parts with a sign between them, the year first or last, and perhaps a
 * time behind. With a dash or a point the day goes before the month, as in the
 * Netherlands; with a slash American programmes write the month first, so that
 * it is guessed at only when a part is no month.
 */
static bool
read_parted_date(const char *code, const char *order, NullableDatum *result, Complaint *complaint)
{
	const char *p = code;
	int			parts[3];
	int			digits[3];
	char		sign = '\0';
	bool		month_first = order && strcmp(order, "mdy") == 0;

	for (int i = 0; i < 3; i++)
	{
		digits[i] = read_part(&p, &parts[i]);
		if (digits[i] == 0 || (i < 2 && (*p == '\0' || strchr("-/.", *p) == NULL || (sign && *p != sign))))
			return no_date(code, complaint);
		if (i < 2)
			sign = *p++;
	}
	if (*p == 'T' || *p == ' ')
	{
		/* A time of day says nothing of the date. */
		p++;
		if (!isdigit((unsigned char) *p))
			return no_date(code, complaint);
		p += strspn(p, DIGITS ":.");
		if (*p == 'Z' || *p == '+' || *p == '-')
			p += 1 + strspn(p + 1, DIGITS ":");
	}
	if (*p != '\0')
		return no_date(code, complaint);

	if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
		return date_of_parts(parts[0], parts[1], parts[2], code, result, complaint);
	if (digits[2] != 4 || digits[0] > 2 || digits[1] > 2)
		return no_date(code, complaint);
	if (sign == '/' && !order)
	{
		bool		first_is_month = parts[0] <= MONTHS_PER_YEAR;
		bool		second_is_month = parts[1] <= MONTHS_PER_YEAR;

		if (first_is_month && second_is_month && parts[0] != parts[1])
			return complain(complaint, ERRCODE_INVALID_DATETIME_FORMAT,
							"Say which: register_date(text, 'dmy') or register_date(text, 'mdy').",
							"date \"%s\" could be day and month or month and day", shown(code));
		month_first = first_is_month && !second_is_month;
	}
	if (month_first)
		return date_of_parts(parts[2], parts[0], parts[1], code, result, complaint);
	return date_of_parts(parts[2], parts[1], parts[0], code, result, complaint);
}

/* Seconds since 1582, perhaps with a fraction: the date. */
static bool
read_spss_seconds(const char *code, NullableDatum *result, Complaint *complaint)
{
	int64		seconds = 0;
	int			date;
	int			year;
	int			month;
	int			day;

	for (const char *p = code; isdigit((unsigned char) *p); p++)
		seconds = seconds * 10 + (*p - '0');
	date = SPSS_EPOCH_JDATE + (int) (seconds / SECS_PER_DAY);
	j2date(date, &year, &month, &day);
	if (year < SPSS_FIRST_YEAR || year > SPSS_LAST_YEAR)
		return no_date(code, complaint);
	return read_as(result, DateADTGetDatum(date - POSTGRES_EPOCH_JDATE));
}

bool
read_date(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_code(written);
	size_t		length = strlen(code);
	size_t		digits = strspn(code, DIGITS);

	if (argument && strcmp(argument, "dmy") != 0 && strcmp(argument, "mdy") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown order of a date: \"%s\"", shown(argument)),
				 errhint("Choose dmy (day before month) or mdy.")));
	if (strspn(code, "-") == length)
		return read_as_null(result);
	if (digits == 8 && length == 8)
	{
		int			number = 0;

		for (const char *p = code; *p; p++)
			number = number * 10 + (*p - '0');
		return date_of_parts(number / 10000, number / 100 % 100, number % 100, code, result, complaint);
	}
	if ((digits == 10 || digits == 11) &&
		(digits == length || (code[digits] == '.' && digits + 1 + strspn(code + digits + 1, DIGITS) == length)))
		return read_spss_seconds(code, result, complaint);
	return read_parted_date(code, argument, result, complaint);
}

/*
 * A month, yyyymm or yyyy-mm, as its first day.
 */
bool
read_month(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_code(written);
	const char *p = code;
	int			year;
	int			month;
	int			digits;

	if (strspn(code, "-") == strlen(code))
		return read_as_null(result);
	digits = read_part(&p, &year);
	if (*p == '-')
		p++;
	if (digits != 4 || read_part(&p, &month) != 2 || *p != '\0')
		return complain(complaint, ERRCODE_INVALID_DATETIME_FORMAT, "Write yyyymm or yyyy-mm.",
						"invalid month of a register: \"%s\"", shown(code));
	return date_of_parts(year, month, 1, code, result, complaint);
}

Datum
kansrijk_register_date(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_date, NULL);
}

/* Arguments: written, date_order. */
Datum
kansrijk_register_date_ordered(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_date, text_to_cstring(PG_GETARG_TEXT_PP(1)));
}

Datum
kansrijk_register_month(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_month, NULL);
}
