/*-------------------------------------------------------------------------
 *
 * sex.c
 *		Codes of sex as Dutch files deliver them.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/birth.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_sex_code);

void
sex_code_error(int32 code)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("sex code does not exist: %d", code),
			 errhint("Use 1 for a boy, 2 for a girl, 3 for undetermined, NULL for unknown.")));
}

/*
 * A code in a file, as 1, 2 or 3; NULL where the file says that it is unknown.
 */
Datum
kansrijk_sex_code(PG_FUNCTION_ARGS)
{
	static const struct
	{
		const char *written;
		int32		code;		/* 0: unknown */
	}			known[] = {
		{"1", 1}, {"m", 1}, {"jongen", 1},
		{"2", 2}, {"v", 2}, {"f", 2}, {"meisje", 2},
		{"3", 3},
		{"", 0}, {"unk", 0}
	};
	text	   *value = PG_GETARG_TEXT_PP(0);
	const char *start = VARDATA_ANY(value);
	int			length = VARSIZE_ANY_EXHDR(value);

	while (length > 0 && *start == ' ')
		start++, length--;
	while (length > 0 && start[length - 1] == ' ')
		length--;

	for (int i = 0; i < lengthof(known); i++)
	{
		if (strlen(known[i].written) == length &&
			pg_strncasecmp(known[i].written, start, length) == 0)
		{
			if (known[i].code == 0)
				PG_RETURN_NULL();
			PG_RETURN_INT32(known[i].code);
		}
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("sex code does not exist: \"%s\"", text_to_cstring(value)),
			 errhint("Known are 1, M and jongen; 2, V, F and meisje; 3 (undetermined); UNK and empty (unknown).")));
}
