/*-------------------------------------------------------------------------
 *
 * grow.h
 *		Hiding candidates around exposed cells until nothing is exposed.
 *
 * Law: it hides enough, and more than is needed; take_back.h publishes the
 * rest. Its work grows with the number of unsafe cells and not with the table.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_GROW_H
#define KANSRIJK_SDC_GROW_H

#include "sdc/exposure.h"

/*
 * Returns the number of protected cells that leak, whatever is hidden; tells what is
 * needed of what hangs together with what was hidden.
 */
extern int32_t grow(Elimination *e, Search *search, Need *need);

#endif							/* KANSRIJK_SDC_GROW_H */
