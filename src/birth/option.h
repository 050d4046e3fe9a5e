/*-------------------------------------------------------------------------
 *
 * option.h
 *		Named arguments that choose the variant of a definition.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_OPTION_H
#define KANSRIJK_OPTION_H

#include "kansrijk.h"

/*
 * Whether the text is that word. Bytewise, so no collation matters.
 */
static inline bool
text_is(const text *value, const char *word)
{
	size_t		length = strlen(word);

	return VARSIZE_ANY_EXHDR(value) == length &&
		memcmp(VARDATA_ANY(value), word, length) == 0;
}

/*
 * Which of the choices (NULL-terminated) argument "arg" of the call is; an
 * error that lists them when it is none.
 */
extern int	option_argument(FunctionCallInfo fcinfo, int arg, const char *name,
							const char *const *choices);

#endif							/* KANSRIJK_OPTION_H */
