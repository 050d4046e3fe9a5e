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
 * Which of the choices (NULL-terminated) argument "arg" of the call is; an
 * error that lists them when it is none.
 */
extern int	option_argument(FunctionCallInfo fcinfo, int arg, const char *name,
							const char *const *choices);

/*
 * Whether an argument is written as a constant, so that what was made of it may
 * be kept in fn_extra. A parameter is none: plpgsql keeps its expressions, with
 * their fn_extra, while the values of its variables change.
 */
extern bool argument_is_constant(FunctionCallInfo fcinfo, int arg);

#endif							/* KANSRIJK_OPTION_H */
