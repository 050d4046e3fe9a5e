/*-------------------------------------------------------------------------
 *
 * option.c
 *		Named arguments that choose the variant of a definition.
 *
 *-------------------------------------------------------------------------
 */
#include "birth/option.h"

#include "lib/stringinfo.h"
#include "nodes/primnodes.h"
#include "text/reader.h"
#include "utils/builtins.h"

int
option_argument(FunctionCallInfo fcinfo, int arg, const char *name,
				const char *const *choices)
{
	StringInfoData list;
	text	   *value = NULL;

	if (!PG_ARGISNULL(arg))
	{
		value = PG_GETARG_TEXT_PP(arg);
		for (int i = 0; choices[i]; i++)
			if (text_is(value, choices[i]))
				return i;
	}

	initStringInfo(&list);
	for (int i = 0; choices[i]; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "", choices[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 value ? errmsg("invalid %s: \"%s\"", name, shown(text_to_cstring(value))) :
			 errmsg("%s must not be null", name),
			 errhint("Choose from %s.", list.data)));
}

bool
argument_is_constant(FunctionCallInfo fcinfo, int arg)
{
	Node	   *call = fcinfo->flinfo->fn_expr;
	List	   *args;

	if (call == NULL || !IsA(call, FuncExpr))
		return false;
	args = ((FuncExpr *) call)->args;
	return arg < list_length(args) && IsA(list_nth(args, arg), Const);
}
