/*-------------------------------------------------------------------------
 *
 * stats_sql.h
 *		What the SQL-callable wrappers of the statistics share: reading and
 *		checking arguments, building results, collecting rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_STATS_SQL_H
#define KANSRIJK_STATS_SQL_H

#include "rate/rate.h"
#include "stats/stats.h"

/* arguments.c */
typedef enum Sides
{
	SIDES_TWO,
	SIDES_LOWER,
	SIDES_UPPER
} Sides;

extern void check_count(double count, const char *what);
extern void check_not_negative(double number, const char *what);
extern void check_reference(Model model, double value, double per, const char *what);
extern bool is_proportion(double events, double size);
extern void check_confidence(double confidence);
extern void check_whole_number(double count, const char *method);
extern void check_enumerable(double size, const char *method);
extern int	choose(const char *what, const text *value, const char *const *names,
				   int count);
extern int	read_counts(FunctionCallInfo fcinfo, int arg, bool from_rate,
						double *events, double *size);
extern Model read_model(FunctionCallInfo fcinfo, int arg);
extern Alternative read_alternative(FunctionCallInfo fcinfo, int arg);
extern double test_tail(double confidence, Alternative alternative);

/* A name and its number, for choose() and for the method in a result. */
#define CHOOSE(what, fcinfo, arg, names) \
	choose(what, PG_GETARG_TEXT_PP(arg), names, lengthof(names))

/* interval_sql.c: a rate with its limits; false where there are none */
extern bool interval_by_model(const Rate *rate, double per, double confidence, const text *model,
							  double *value, Limits *limits);

/* test_sql.c */
extern bool are_proportions(const TwoGroups *groups);

/* results.c: numbers that are not finite become NULL */
extern Datum composite_result(FunctionCallInfo fcinfo, const double *numbers,
							  int count, const char *method);
extern Datum estimate_result(FunctionCallInfo fcinfo, double value, Limits limits,
							 double confidence, Sides sides, const char *method);
extern Datum test_result(FunctionCallInfo fcinfo, TestResult result, double scale,
						 Alternative alternative, const char *method);
extern Datum enum_result(FunctionCallInfo fcinfo, const char *label);
extern bool read_composite(Datum composite, double *numbers, int count);

/* collect.c */
typedef struct Collection
{
	int			width;			/* doubles in a row */
	bool		incomplete;		/* a row had a NULL and is not here */
	int64		count;
	int64		capacity;
	double	   *values;
} Collection;

extern Collection *sorted_collection(FunctionCallInfo fcinfo);

#endif							/* KANSRIJK_STATS_SQL_H */
