/*-------------------------------------------------------------------------
 *
 * number.h
 *		Whole numbers that come as double precision: a bigint, a numeric, or what
 *		pandas makes of a column with unknowns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_NUMBER_H
#define KANSRIJK_NUMBER_H

#include "kansrijk.h"

/* Calls "function", which has integers where the arguments in "numbers" are. */
extern Datum call_with_integers(FunctionCallInfo fcinfo, PGFunction function, uint32 numbers);

#define NUMBER(arg) (((uint32) 1) << (arg))

/* The SQL function "function_numbers", next to one with integers. */
#define FUNCTION_OF_NUMBERS(function, numbers) \
PG_FUNCTION_INFO_V1(function##_numbers); \
Datum \
function##_numbers(PG_FUNCTION_ARGS) \
{ \
	return call_with_integers(fcinfo, function, numbers); \
}

#endif							/* KANSRIJK_NUMBER_H */
