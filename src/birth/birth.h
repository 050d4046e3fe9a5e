/*-------------------------------------------------------------------------
 *
 * birth.h
 *		What the definitions of birth outcomes share: sex, gestational age,
 *		birthweight, and the third truth value.
 *
 * Registers write 0, 99 or 9999 where they do not know. A value that no birth
 * can have is therefore unknown, not an error and not an outcome.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_BIRTH_H
#define KANSRIJK_BIRTH_H

#include "kansrijk.h"

/*
 * Unknown outcomes stay unknown: SQL's NULL, Kleene's logic. In this order OR is
 * the larger and AND the smaller of two, without a branch.
 */
typedef enum Truth
{
	NO,
	UNKNOWN,
	YES
} Truth;

static inline Truth
truth_or(Truth a, Truth b)
{
	return Max(a, b);
}

static inline Truth
truth_and(Truth a, Truth b)
{
	return Min(a, b);
}

static inline Truth
truth_not(Truth a)
{
	return YES - a;
}

static inline Truth
truth_argument(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		return UNKNOWN;
	return PG_GETARG_BOOL(arg) ? YES : NO;
}

#define PG_RETURN_TRUTH(truth) \
	do { \
		Truth		truth_ = (truth); \
		if (truth_ == UNKNOWN) \
			PG_RETURN_NULL(); \
		PG_RETURN_BOOL(truth_ == YES); \
	} while (0)

/* In the order of their SQL codes, and the index of a sex in reference tables. */
typedef enum Sex
{
	BOY,
	GIRL,
	SEX_UNKNOWN
} Sex;

extern void sex_code_error(int32 code);

/*
 * Sex from the code of an SQL argument: 1 boy, 2 girl, 3 undetermined. Without
 * a branch on which of them: sexes alternate at random.
 */
static inline Sex
sex_argument(FunctionCallInfo fcinfo, int arg)
{
	uint32		sex;

	if (PG_ARGISNULL(arg))
		return SEX_UNKNOWN;
	sex = (uint32) PG_GETARG_INT32(arg) - 1;
	if (unlikely(sex > SEX_UNKNOWN))
		sex_code_error(PG_GETARG_INT32(arg));
	return (Sex) sex;
}

#define DAYS_IN_WEEK 7
#define MIN_GA_DAYS 1
#define MAX_GA_DAYS 315
#define MIN_GRAMS 100
#define MAX_GRAMS 7000

#define GA_UNKNOWN 0

/* A birth at so few "days" was given in weeks: unknown rather than preterm. */
#define MIN_BIRTH_GA_DAYS 46

/*
 * Completed days of gestation at birth from an SQL argument, or GA_UNKNOWN.
 */
static inline int32
ga_days_argument(FunctionCallInfo fcinfo, int arg)
{
	int32		days = PG_ARGISNULL(arg) ? GA_UNKNOWN : PG_GETARG_INT32(arg);

	return days >= MIN_BIRTH_GA_DAYS && days <= MAX_GA_DAYS ? days : GA_UNKNOWN;
}

#define GRAMS_UNKNOWN 0

static inline int32
grams_argument(FunctionCallInfo fcinfo, int arg)
{
	int32		grams = PG_ARGISNULL(arg) ? GRAMS_UNKNOWN : PG_GETARG_INT32(arg);

	return grams >= MIN_GRAMS && grams <= MAX_GRAMS ? grams : GRAMS_UNKNOWN;
}

/*
 * Preterm: born before the limit, which is in completed weeks.
 */
static inline Truth
is_preterm(int32 ga_days, int32 limit_weeks)
{
	if (ga_days == GA_UNKNOWN)
		return UNKNOWN;
	return ga_days < limit_weeks * DAYS_IN_WEEK ? YES : NO;
}

#define PRETERM_WEEKS 37

#endif							/* KANSRIJK_BIRTH_H */
