/*-------------------------------------------------------------------------
 *
 * arguments.c
 *		Reading and checking the arguments of statistical functions.
 *
 * Everything that is refused here is error 22023, with a hint that lists what
 * is allowed. NaN and infinity are refused everywhere.
 *
 *-------------------------------------------------------------------------
 */
#include "stats/stats_sql.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "text/reader.h"
#include "utils/builtins.h"

void
check_count(double count, const char *what)
{
	if (!(count >= 0) || isinf(count))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a finite number, 0 or more", what),
				 errdetail("It is %g.", count),
				 errhint("Map codes for \"unknown\" such as -1 to NULL.")));
}

/*
 * The same for what is not counted.
 */
void
check_not_negative(double number, const char *what)
{
	if (!(number >= 0) || isinf(number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a finite number, 0 or more", what),
				 errdetail("It is %g.", number)));
}

/*
 * A figure that events are compared with, in units of "per".
 */
void
check_reference(Model model, double value, double per, const char *what)
{
	check_per(per);
	check_not_negative(value, what);
	if (model == MODEL_BINOMIAL && value > per)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of a proportion must not exceed its unit", what),
				 errdetail("It is %g per %g.", value, per)));
}

/*
 * Of more events than units there is no proportion. That is the area's figure,
 * not the caller's mistake: the answer is NULL, and the report goes on.
 */
bool
is_proportion(double events, double size)
{
	return events <= size;
}

void
check_confidence(double confidence)
{
	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence must lie between 0 and 1"),
				 errhint("Write 0.95 for 95 %%.")));
}

/* Of larger groups nobody lists the outcomes. */
#define MAX_ENUMERATED		1e8

/*
 * The sums of hypergeometric probabilities grow with the groups, also while a
 * query is planned, and nothing can stop them.
 */
void
check_enumerable(double size, const char *method)
{
	if (size > MAX_ENUMERATED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("method \"%s\" is for groups of at most %.0f", method, MAX_ENUMERATED),
				 errdetail("One of the groups has %.15g.", size),
				 errhint("Use the method \"score\" or \"chi2_cc\" or, for few events, rate_test(): with groups of that size they say the same.")));
}

/* Above this a double cannot hold every whole number. */
#define MAX_WHOLE_NUMBER	9007199254740992.0

/*
 * Methods that enumerate outcomes know whole numbers only.
 */
void
check_whole_number(double count, const char *method)
{
	if (count != floor(count) || count > MAX_WHOLE_NUMBER)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("method \"%s\" needs whole numbers up to 2^53", method),
				 errdetail("One of the counts is %g.", count),
				 errhint("Use another method, or round() the counts.")));
}

/*
 * The number of a name among "names", or an error that lists them.
 */
int
choose(const char *what, const text *value, const char *const *names, int count)
{
	StringInfoData allowed;
	size_t		length = VARSIZE_ANY_EXHDR(value);

	for (int i = 0; i < count; i++)
		if (strlen(names[i]) == length && memcmp(names[i], VARDATA_ANY(value), length) == 0)
			return i;

	initStringInfo(&allowed);
	for (int i = 0; i < count; i++)
		appendStringInfo(&allowed, "%s%s", i > 0 ? ", " : "", names[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s \"%s\" is not known", what, shown(text_to_cstring(value))),
			 errhint("Allowed: %s.", allowed.data)));
}

/*
 * Numerator and denominator, from one rate or from two numbers. Returns the
 * number of the next argument.
 */
int
read_counts(FunctionCallInfo fcinfo, int arg, bool from_rate, double *events, double *size)
{
	if (from_rate)
	{
		const Rate *rate = PG_GETARG_RATE_P(arg);

		*events = (double) rate->numerator;
		*size = (double) rate->denominator;
		return arg + 1;
	}
	*events = PG_GETARG_FLOAT8(arg);
	*size = PG_GETARG_FLOAT8(arg + 1);
	check_count(*events, "numerator");
	check_count(*size, "denominator");
	return arg + 2;
}

Model
read_model(FunctionCallInfo fcinfo, int arg)
{
	static const char *const names[] = {"poisson", "binomial"};

	return (Model) CHOOSE("model", fcinfo, arg, names);
}

Alternative
read_alternative(FunctionCallInfo fcinfo, int arg)
{
	static const char *const names[] = {"two_sided", "greater", "less"};

	return (Alternative) CHOOSE("alternative", fcinfo, arg, names);
}

double
test_tail(double confidence, Alternative alternative)
{
	return alternative == TWO_SIDED ? (1 - confidence) / 2 : 1 - confidence;
}
