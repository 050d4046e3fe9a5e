/*-------------------------------------------------------------------------
 *
 * rmath.h
 *		The distribution functions of R, from libRmath.
 *
 * They are looked up when our library is loaded instead of linked. A linked
 * libRmath would call, by name, whatever the server or a module loaded earlier
 * has under that name, and its names are short ones: PostgreSQL 18 has a dgamma
 * of its own, which qgamma would call.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_RMATH_H
#define KANSRIJK_RMATH_H

#define MATHLIB_STANDALONE
#include <Rmath.h>

#define RMATH_FUNCTIONS(use) \
	use(dbinom) use(dhyper) \
	use(pbeta) use(pchisq) use(pgamma) use(phyper) use(pnorm5) \
	use(qbeta) use(qgamma) use(qnorm5) use(qt)

/* Called as rmath.qgamma(...); Rmath.h makes pnorm5 of pnorm. */
typedef struct Rmath
{
#define RMATH_MEMBER(name) __typeof__(name) *name;
	RMATH_FUNCTIONS(RMATH_MEMBER)
#undef RMATH_MEMBER
} Rmath;

extern Rmath rmath;

#endif							/* KANSRIJK_RMATH_H */
