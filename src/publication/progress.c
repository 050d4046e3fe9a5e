/*-------------------------------------------------------------------------
 *
 * progress.c
 *		When a long procedure is to say how far it is.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "utils/timestamp.h"

#define SECONDS_OF_SILENCE 5

PG_FUNCTION_INFO_V1(kansrijk_time_to_tell);

/*
 * True when work that began then has gone on for some seconds without a word:
 * at most once in so many seconds in a session, whatever is rolled back.
 */
Datum
kansrijk_time_to_tell(PG_FUNCTION_ARGS)
{
	static TimestampTz told = DT_NOBEGIN;
	TimestampTz began = PG_GETARG_TIMESTAMPTZ(0);
	TimestampTz now = GetCurrentTimestamp();

	if (!TimestampDifferenceExceeds(Max(began, told), now, SECONDS_OF_SILENCE * 1000))
		PG_RETURN_BOOL(false);
	told = now;
	PG_RETURN_BOOL(true);
}
