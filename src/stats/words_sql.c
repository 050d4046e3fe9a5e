/*-------------------------------------------------------------------------
 *
 * words_sql.c
 *		What figures say, in Dutch and English.
 *
 * The words follow from numbers by the rules in sql/install/stats/words.sql, which
 * doc/statistics.md repeats: nobody has to choose between "somewhat higher" and
 * "unchanged" by hand, and two reports with the same figures say the same.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(kansrijk_one_in_words);
PG_FUNCTION_INFO_V1(kansrijk_comparison_words);
PG_FUNCTION_INFO_V1(kansrijk_change_words);
PG_FUNCTION_INFO_V1(kansrijk_change_in_words);

typedef enum Language
{
	DUTCH,
	ENGLISH
} Language;

static Language
read_language(FunctionCallInfo fcinfo, int arg)
{
	static const char *const names[] = {"nl", "en"};

	return (Language) CHOOSE("language", fcinfo, arg, names);
}

/* One decimal, half away from zero, with the decimal sign of the language. */
static char *
one_decimal(double number, Language language)
{
	char	   *text = psprintf("%.1f", round(number * 10) / 10);
	char	   *point = strchr(text, '.');

	if (point && language == DUTCH)
		*point = ',';
	return text;
}

Datum
kansrijk_one_in_words(PG_FUNCTION_ARGS)
{
	static const char *const formats[2][3] = {
		{"bijna 1 op de %.0f", "1 op de %.0f", "ruim 1 op de %.0f"},
		{"almost 1 in %.0f", "1 in %.0f", "over 1 in %.0f"}
	};
	Rate	   *rate = PG_GETARG_RATE_P(0);
	Language	language = read_language(fcinfo, 1);
	double		value;
	double		n;
	int			side;

	if (rate->numerator == 0 || rate->denominator == 0)
		PG_RETURN_NULL();
	value = (double) rate->numerator / (double) rate->denominator;
	n = round(1 / value);
	if (n < 2)
		PG_RETURN_NULL();
	side = (value * n > 1.025) - (value * n < 0.975);
	PG_RETURN_TEXT_P(cstring_to_text(psprintf(formats[language][side + 1], n)));
}

Datum
kansrijk_comparison_words(PG_FUNCTION_ARGS)
{
	static const char *const words[2][3] = {
		{"is significant lager", "verschilt niet significant", "is significant hoger"},
		{"is significantly lower", "does not differ significantly", "is significantly higher"}
	};
	Language	language = read_language(fcinfo, 1);
	HeapTuple	tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(PG_GETARG_OID(0)));
	const char *label;
	int			side;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "enum value %u is missing", PG_GETARG_OID(0));
	label = NameStr(((Form_pg_enum) GETSTRUCT(tuple))->enumlabel);
	side = (strcmp(label, "higher") == 0) - (strcmp(label, "lower") == 0);
	ReleaseSysCache(tuple);
	PG_RETURN_TEXT_P(cstring_to_text(words[language][side + 1]));
}

/* A significant change. */
static char *
changed(double factor, Language language)
{
	bool		dutch = language == DUTCH;
	bool		higher = factor > 1;

	if (factor >= 1.9 && factor <= 2.1)
		return pstrdup(dutch ? "verdubbeld" : "doubled");
	if (factor >= 0.475 && factor <= 0.525)
		return pstrdup(dutch ? "gehalveerd" : "halved");
	if (factor > 2.1)
		return psprintf(dutch ? "factor %s hoger" : "higher by a factor of %s",
						one_decimal(factor, language));
	if (factor >= 0.9 && factor <= 1.1)
		return pstrdup(higher ? (dutch ? "licht hoger" : "slightly higher")
					   : (dutch ? "licht lager" : "slightly lower"));
	return psprintf("%s (%s%s %%)",
					higher ? (dutch ? "hoger" : "higher") : (dutch ? "lager" : "lower"),
					higher ? "+" : "", one_decimal(100 * (factor - 1), language));
}

/*
 * (before, after, ...), and where the other arguments are.
 */
static Datum
change_words(FunctionCallInfo fcinfo, int confidence_arg, int model_arg, int language_arg)
{
	Rate	   *before = PG_GETARG_RATE_P(0);
	Rate	   *after = PG_GETARG_RATE_P(1);
	double		confidence = PG_GETARG_FLOAT8(confidence_arg);
	Model		model = read_model(fcinfo, model_arg);
	Language	language = read_language(fcinfo, language_arg);
	TwoGroups	groups = {{(double) after->numerator, (double) before->numerator},
	{(double) after->denominator, (double) before->denominator}};
	double		factor;
	TestResult	result;

	check_confidence(confidence);
	if (before->denominator == 0 || after->denominator == 0)
		PG_RETURN_NULL();
	if (model == MODEL_BINOMIAL && !are_proportions(&groups))
		PG_RETURN_NULL();

	result = test_two_groups(model, &groups, (1 - confidence) / 2);
	factor = groups.events[0] / groups.size[0] / (groups.events[1] / groups.size[1]);
	if (result.p_value < 1 - confidence)
	{
		if (isinf(factor))
			PG_RETURN_TEXT_P(cstring_to_text(language == DUTCH ? "hoger" : "higher"));
		PG_RETURN_TEXT_P(cstring_to_text(changed(factor, language)));
	}
	if (isnan(factor) || (factor >= 0.95 && factor <= 1.05))
		PG_RETURN_TEXT_P(cstring_to_text(language == DUTCH ? "vrijwel onveranderd" : "virtually unchanged"));
	PG_RETURN_TEXT_P(cstring_to_text(language == DUTCH ? "verschilt niet significant"
									 : "does not differ significantly"));
}

Datum
kansrijk_change_in_words(PG_FUNCTION_ARGS)
{
	return change_words(fcinfo, 2, 3, 4);
}

/* The order of 0.1.0: language, confidence, model. */
Datum
kansrijk_change_words(PG_FUNCTION_ARGS)
{
	return change_words(fcinfo, 3, 4, 2);
}
