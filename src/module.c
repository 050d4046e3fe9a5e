/*-------------------------------------------------------------------------
 *
 * module.c
 *		The shared library's identity, and what happens when it is loaded.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "miscadmin.h"
#include "stats/stats.h"
#include "utils/builtins.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "kansrijk", .version = KANSRIJK_VERSION);
#else
PG_MODULE_MAGIC;
#endif

PG_FUNCTION_INFO_V1(kansrijk_library_version);

/* Declared by fmgr.h since 16. */
extern PGDLLEXPORT void _PG_init(void);

static void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

void
_PG_init(void)
{
	const char *problem = rmath_load();

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FILE),
				 errmsg("libRmath cannot be used: %s", problem),
				 errhint("Install libRmath, on Debian the package r-mathlib.")));
	stats_check_interrupts = check_interrupts;
}

/*
 * The version of the library that is loaded, to compare with the version of
 * the SQL objects (pg_extension.extversion) after an upgrade.
 */
Datum
kansrijk_library_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(KANSRIJK_VERSION));
}
