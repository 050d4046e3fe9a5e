/*-------------------------------------------------------------------------
 *
 * remedy.h
 *		What to hide where a cell is exposed.
 *
 * Law: the combination of relations that gives a cell away holds it no longer
 * when one published cell of that combination is hidden, unless another combination
 * gives that cell away. Then that one is gone, and there is one fewer.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_REMEDY_H
#define KANSRIJK_SDC_REMEDY_H

#include "sdc/exposure.h"

/* A protected cell that leaks, whatever is hidden. */
extern void give_up(SdcCell *cell, SdcLeak leak);

/* Little wanted, and in relations that have hidden cells already, so not alone. */
extern int64_t cost_of_hiding(const Elimination *e, const int32_t *hidden_in, int32_t cell);

/* The hidden members of each relation, for the caller to release. */
extern int32_t *count_hidden(const Elimination *e);

/*
 * Hide cells that may be until no protected cell that hangs together with those
 * "among" is exposed; what is hidden may no longer be, and is counted in hidden_in.
 * Returns the number of cells that were given up, as nothing is left to hide against
 * it. What is needed then is told where need is not NULL.
 */
extern int32_t remedy_exposures(const Elimination *e, Search *search, const bool *among, bool *may_hide,
								int32_t *hidden_in, Need *need);

#endif							/* KANSRIJK_SDC_REMEDY_H */
