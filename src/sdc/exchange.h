/*-------------------------------------------------------------------------
 *
 * exchange.h
 *		Hiding other cells than those that were found, where these are worth less.
 *
 * Laws: what is wrong with the pattern after it was wrong before; what is hidden
 * is worth no more than before, in the highest level of preference in which it
 * differs.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_EXCHANGE_H
#define KANSRIJK_SDC_EXCHANGE_H

#include "sdc/faults.h"

/*
 * Every cell is published or not. "is_free" are the cells that may be either;
 * those of them that are not published are hidden when it is done.
 */
extern void sdc_exchange(SdcSystem *system, const SdcDemands *demands, const bool *is_free, const SdcHooks *hooks);

#endif							/* KANSRIJK_SDC_EXCHANGE_H */
