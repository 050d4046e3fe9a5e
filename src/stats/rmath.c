/*-------------------------------------------------------------------------
 *
 * rmath.c
 *		Loading libRmath.
 *
 *-------------------------------------------------------------------------
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* for RTLD_DEEPBIND */
#endif

#include <dlfcn.h>
#include <stddef.h>

#include "stats/rmath.h"
#include "stats/stats.h"

/* Where a library finds its own names first anyway, there is no such flag. */
#ifndef RTLD_DEEPBIND
#define RTLD_DEEPBIND 0
#endif

Rmath		rmath;

static const struct
{
	const char *name;
	size_t		offset;
}			functions[] =

{
#define RMATH_FUNCTION(name) {#name, offsetof(Rmath, name)},
	RMATH_FUNCTIONS(RMATH_FUNCTION)
#undef RMATH_FUNCTION
};

const char *
rmath_load(void)
{
	void	   *library = dlopen("libRmath.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);

	/* R's own build of it has no number. */
	if (!library)
		library = dlopen("libRmath.so", RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
	if (!library)
		return dlerror();
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
	{
		void	   *function = dlsym(library, functions[i].name);

		if (!function)
			return dlerror();
		*(void **) ((char *) &rmath + functions[i].offset) = function;
	}
	return NULL;
}
