/*-------------------------------------------------------------------------
 *
 * numbers.c
 *		Numbers as files write them: whole, with a decimal comma or point, and
 *		gestational age as weeks and days.
 *
 *-------------------------------------------------------------------------
 */
#include "text/reader.h"

#include <ctype.h>

#include "birth/birth.h"
#include "common/int.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(kansrijk_register_integer);
PG_FUNCTION_INFO_V1(kansrijk_register_bigint);
PG_FUNCTION_INFO_V1(kansrijk_register_decimal);
PG_FUNCTION_INFO_V1(kansrijk_decimal_comma);
PG_FUNCTION_INFO_V1(kansrijk_ga_days_text);

#define DIGITS "0123456789"

/*
 * The parts of a plain number: sign, digits, and a decimal sign with digits.
 */
typedef struct Number
{
	bool		negative;
	const char *whole;
	size_t		whole_length;
	char		decimal_sign;	/* or 0 */
	const char *fraction;
	size_t		fraction_length;
} Number;

static bool
split_number(const char *written, Number *number)
{
	number->negative = *written == '-';
	if (*written == '-' || *written == '+')
		written++;
	number->whole = written;
	number->whole_length = strspn(written, DIGITS);
	written += number->whole_length;
	number->decimal_sign = '\0';
	number->fraction = written;
	if (*written == '.' || *written == ',')
		number->decimal_sign = *written++;
	number->fraction = written;
	number->fraction_length = number->decimal_sign ? strspn(written, DIGITS) : 0;
	return number->fraction[number->fraction_length] == '\0' &&
		number->whole_length + number->fraction_length > 0;
}

/*
 * A number whose parts are known, as numeric.
 */
static Datum
number_value(const Number *number)
{
	char	   *plain = psprintf("%s%.*s.%.*s", number->negative ? "-" : "",
								 (int) number->whole_length, number->whole,
								 (int) number->fraction_length, number->fraction);

	if (number->fraction_length == 0)
		plain[strlen(plain) - 1] = '\0';
	return DirectFunctionCall3(numeric_in, CStringGetDatum(plain),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

/*
 * A whole number, also where it is written with zeros behind a decimal sign.
 * What could be grouped digits, such as 3.400, is not guessed at.
 */
static bool
read_whole(const text *written, int64 least, int64 most, NullableDatum *result,
		   int64 *value, Complaint *complaint)
{
	const char *code = visible_text(written);
	Number		number;

	if (strspn(code, "-") == strlen(code))
		return read_as_null(result);
	if (!split_number(code, &number) || number.whole_length == 0)
		return complain(complaint, ERRCODE_INVALID_TEXT_REPRESENTATION,
						"Write digits only; empty and dashes are unknown.",
						"not a whole number: \"%s\"", shown(code));
	if (number.decimal_sign && number.fraction_length == 3 && number.whole_length <= 3)
		return complain(complaint, ERRCODE_INVALID_TEXT_REPRESENTATION,
						"Write it without decimal sign and without grouping.",
						"\"%s\" could be a decimal number or thousands", shown(code));
	if (strspn(number.fraction, "0") != number.fraction_length)
		return complain(complaint, ERRCODE_INVALID_TEXT_REPRESENTATION,
						"This has a fraction.", "not a whole number: \"%s\"", shown(code));

	*value = 0;
	for (size_t i = 0; i < number.whole_length; i++)
	{
		int			digit = number.whole[i] - '0';

		if (pg_mul_s64_overflow(*value, 10, value) ||
			(number.negative ? pg_sub_s64_overflow(*value, digit, value)
			 : pg_add_s64_overflow(*value, digit, value)) ||
			*value < least || *value > most)
			return complain(complaint, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, NULL,
							"whole number is out of range: \"%s\"", shown(code));
	}
	result->isnull = false;
	return true;
}

bool
read_integer(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	int64		value;

	if (!read_whole(written, PG_INT32_MIN, PG_INT32_MAX, result, &value, complaint))
		return false;
	return result->isnull ? true : read_as(result, Int32GetDatum((int32) value));
}

bool
read_bigint(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	int64		value;

	if (!read_whole(written, PG_INT64_MIN, PG_INT64_MAX, result, &value, complaint))
		return false;
	return result->isnull ? true : read_as(result, Int64GetDatum(value));
}

/*
 * A number of which the comma or the point is the decimal sign.
 */
bool
read_decimal(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_text(written);
	Number		number;

	if (strspn(code, "-") == strlen(code))
		return read_as_null(result);
	if (!split_number(code, &number))
		return complain(complaint, ERRCODE_INVALID_TEXT_REPRESENTATION,
						"Write digits without grouping, with a decimal comma or point.",
						"not a number: \"%s\"", shown(code));
	return read_as(result, number_value(&number));
}

/*
 * A number with a decimal comma. Digits may not be grouped: "1.234" could be
 * either.
 */
bool
read_decimal_comma(const text *written, const char *argument, NullableDatum *result,
				   Complaint *complaint)
{
	const char *code = visible_text(written);
	Number		number;

	if (*code == '\0')
		return read_as_null(result);
	if (!split_number(code, &number) || number.decimal_sign == '.')
		return complain(complaint, ERRCODE_INVALID_TEXT_REPRESENTATION,
						"Write digits without grouping, as in 1234,5.",
						"invalid number with decimal comma: \"%s\"", shown(code));
	return read_as(result, number_value(&number));
}

/*
 * One or two digits at *p, which moves behind them.
 */
static bool
read_small_number(const char **p, int32 *number)
{
	int			digits = 0;

	*number = 0;
	while (isdigit((unsigned char) **p) && digits++ < 2)
		*number = *number * 10 + (*(*p)++ - '0');
	return digits > 0;
}

/*
 * Gestational age as completed weeks and days, such as 36+5.
 */
bool
read_ga_days(const text *written, const char *argument, NullableDatum *result, Complaint *complaint)
{
	const char *code = visible_text(written);
	const char *p = code;
	int32		weeks;
	int32		days;

	if (*p == '\0')
		return read_as_null(result);
	if (!read_small_number(&p, &weeks) || *p++ != '+' || !read_small_number(&p, &days) || *p != '\0')
		return complain(complaint, ERRCODE_INVALID_TEXT_REPRESENTATION,
						"Write completed weeks and days, as in 36+5.",
						"invalid gestational age: \"%s\"", shown(code));
	if (days >= DAYS_IN_WEEK)
		return complain(complaint, ERRCODE_INVALID_PARAMETER_VALUE,
						"Seven days are the next completed week.",
						"days of a gestational age must be from 0 to 6, not %d", days);
	days += weeks * DAYS_IN_WEEK;
	if (days < MIN_GA_DAYS || days > MAX_GA_DAYS)
		return read_as_null(result);
	return read_as(result, Int32GetDatum(days));
}

Datum
kansrijk_register_integer(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_integer, NULL);
}

Datum
kansrijk_register_bigint(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_bigint, NULL);
}

Datum
kansrijk_register_decimal(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_decimal, NULL);
}

Datum
kansrijk_decimal_comma(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_decimal_comma, NULL);
}

Datum
kansrijk_ga_days_text(PG_FUNCTION_ARGS)
{
	return read_argument(fcinfo, read_ga_days, NULL);
}
