/*-------------------------------------------------------------------------
 *
 * decide.h
 *		Deciding the candidates of a small system, most wanted first.
 *
 * Law: hiding more never exposes a cell. So when all of the most wanted cells
 * can be published together, none of them needs to be looked at alone. The
 * outcome does not depend on pivots or on the order of rows.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_DECIDE_H
#define KANSRIJK_SDC_DECIDE_H

#include "sdc/component.h"

/*
 * Connected systems of up to this many cells are decided without growing.
 */
#define SMALL_SYSTEM 200

/* While all candidates of the matrix are hidden nothing is exposed. */
extern void decide(const Elimination *e, const Matrix *whole);

#endif							/* KANSRIJK_SDC_DECIDE_H */
