/*-------------------------------------------------------------------------
 *
 * language.c
 *		Language development at two and three years, from the Van Wiechen items
 *		of Dutch youth health care:
 *
 *		41 says sentences of two words		44 points at five pictures
 *		42 points at six parts of the body	45 says sentences of three words
 *		43 says "me" or "I"					46 is understood by acquaintances
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include "birth/number.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_language_delay);
PG_FUNCTION_INFO_V1(kansrijk_language_score);
PG_FUNCTION_INFO_V1(kansrijk_language_advice);

FUNCTION_OF_NUMBERS(kansrijk_language_delay, NUMBER(0) | NUMBER(1) | NUMBER(2))
FUNCTION_OF_NUMBERS(kansrijk_language_score, NUMBER(0) | NUMBER(1))
FUNCTION_OF_NUMBERS(kansrijk_language_advice, NUMBER(1) | NUMBER(2) | NUMBER(3) | NUMBER(4) |
					 NUMBER(5) | NUMBER(6) | NUMBER(7))

/* Codes of the basic data set (BDS). */
typedef enum Item
{
	ITEM_UNKNOWN = 0,
	POSITIVE = 1,
	NEGATIVE = 2,
	MENTIONED = 3				/* by the parent, not seen */
} Item;

static Item
item_argument(FunctionCallInfo fcinfo, int arg)
{
	int32		code;

	if (PG_ARGISNULL(arg))
		return ITEM_UNKNOWN;
	code = PG_GETARG_INT32(arg);
	if (code < POSITIVE || code > MENTIONED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("code of a Van Wiechen item does not exist: %d", code),
				 errhint("Use 1 for +, 2 for -, 3 for M (mentioned by the parent), NULL for unknown.")));
	return code;
}

/* Arguments: item41, item42, negatives. */
Datum
kansrijk_language_delay(PG_FUNCTION_ARGS)
{
	int32		needed = PG_ARGISNULL(2) ? 0 : PG_GETARG_INT32(2);
	int			negative = 0;
	int			unknown = 0;

	if (needed < 1 || needed > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("negatives must be 1 or 2 items")));
	for (int arg = 0; arg < 2; arg++)
	{
		Item		item = item_argument(fcinfo, arg);

		negative += item == NEGATIVE;
		unknown += item == ITEM_UNKNOWN;
	}
	if (negative >= needed)
		PG_RETURN_BOOL(true);
	if (negative + unknown < needed)
		PG_RETURN_BOOL(false);
	PG_RETURN_NULL();
}

/*
 * Score of the guideline at two years: 2 for +, 1 for M; -1 when unknown.
 */
static int
language_score(Item item41, Item item42)
{
	static const int points[] = {
		[POSITIVE] = 2, [NEGATIVE] = 0, [MENTIONED] = 1
	};

	if (item41 == ITEM_UNKNOWN || item42 == ITEM_UNKNOWN)
		return -1;
	return points[item41] + points[item42];
}

Datum
kansrijk_language_score(PG_FUNCTION_ARGS)
{
	int			score = language_score(item_argument(fcinfo, 0), item_argument(fcinfo, 1));

	if (score < 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(score);
}

/*
 * The guideline's advice at two years, at the repeat visit at two and a half
 * for who did not score full then, and at three. NULL outside those ages and
 * while an item that decides is unknown.
 */
static const char *
language_advice(double months, const Item *item, int earlier_score)
{
	static const char *const by_score[] = {
		"refer", "ask further", "doubtful", "ask further", "good"
	};

	/* item[0] is item 41 */
	if (months >= 23 && months < 28)
	{
		int			score = language_score(item[0], item[1]);

		return score < 0 ? NULL : by_score[score];
	}
	if (months >= 29 && months < 34)
	{
		if (earlier_score < 0)
			return NULL;
		if (earlier_score == 4)
			return "good";
		if (item[0] == NEGATIVE || item[2] == NEGATIVE || item[3] == NEGATIVE)
			return "refer";
		if (item[0] == ITEM_UNKNOWN || item[2] == ITEM_UNKNOWN || item[3] == ITEM_UNKNOWN)
			return NULL;
		return "good";
	}
	if (months >= 34 && months < 40)
	{
		if (item[4] == NEGATIVE)
			return "refer";
		if (item[4] == ITEM_UNKNOWN || item[5] == ITEM_UNKNOWN)
			return NULL;
		return item[5] == NEGATIVE ? "speech therapist" : "good";
	}
	return NULL;
}

/* Arguments: age_months, items 41 to 46, score_at_2. */
Datum
kansrijk_language_advice(PG_FUNCTION_ARGS)
{
	Item		item[6];
	int			earlier_score = -1;
	const char *advice;

	for (int i = 0; i < lengthof(item); i++)
		item[i] = item_argument(fcinfo, 1 + i);
	if (!PG_ARGISNULL(7))
	{
		earlier_score = PG_GETARG_INT32(7);
		if (earlier_score < 0 || earlier_score > 4)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("score_at_2 must be from 0 to 4, not %d", earlier_score)));
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	advice = language_advice(PG_GETARG_FLOAT8(0), item, earlier_score);
	if (!advice)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(advice));
}
