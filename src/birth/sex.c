/*-------------------------------------------------------------------------
 *
 * sex.c
 *		The code of sex that functions take.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

void
sex_code_error(int32 code)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("sex code does not exist: %d", code),
			 errhint("Use 1 for a boy, 2 for a girl, 3 for undetermined, NULL for unknown.")));
}
