/*-------------------------------------------------------------------------
 *
 * commit.c
 *		Whether a procedure may COMMIT, asked before it begins.
 *
 * SQL can only try: the error of a COMMIT that is impossible ends everything,
 * and where one could catch it, COMMIT is impossible.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "access/xact.h"
#include "executor/spi.h"

PG_FUNCTION_INFO_V1(kansrijk_can_commit);

/*
 * True when the procedure that asks was called by itself, not in a transaction
 * block, in a function, or beneath an EXCEPTION clause.
 */
Datum
kansrijk_can_commit(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(SPI_inside_nonatomic_context() && !IsSubTransaction());
}
