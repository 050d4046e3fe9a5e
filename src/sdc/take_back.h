/*-------------------------------------------------------------------------
 *
 * take_back.h
 *		Publishing again what was hidden without need.
 *
 * Law: nothing is exposed before, and nothing is after.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_TAKE_BACK_H
#define KANSRIJK_SDC_TAKE_BACK_H

#include "sdc/exposure.h"

/* "open" are the cells that may be published; "need" is told of all that hangs together with them. */
extern void publish_superfluous(const Elimination *e, Search *search, bool *open, Need *need);

#endif							/* KANSRIJK_SDC_TAKE_BACK_H */
