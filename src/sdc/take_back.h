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

#include "sdc/component.h"

/* "open" are the cells that may be published. */
extern void publish_superfluous(const Elimination *e, Search *search, bool *open);

#endif							/* KANSRIJK_SDC_TAKE_BACK_H */
