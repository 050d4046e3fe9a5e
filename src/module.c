/*-------------------------------------------------------------------------
 *
 * module.c
 *		The shared library's identity.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "utils/builtins.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "kansrijk", .version = KANSRIJK_VERSION);
#else
PG_MODULE_MAGIC;
#endif

PG_FUNCTION_INFO_V1(kansrijk_library_version);

/*
 * The version of the library that is loaded, to compare with the version of
 * the SQL objects (pg_extension.extversion) after an upgrade.
 */
Datum
kansrijk_library_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(KANSRIJK_VERSION));
}
