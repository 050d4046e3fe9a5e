/*-------------------------------------------------------------------------
 *
 * circuit.h
 *		Small sets of hidden cells that can change together.
 *
 * A circuit is the cells that are not 0 in some vector of the kernel. Law: what is
 * computed from cells of which none is in a circuit is not a cell of that circuit,
 * for that one can change while those stay.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_CIRCUIT_H
#define KANSRIJK_SDC_CIRCUIT_H

#include "sdc/pivot.h"

/* The smallest circuit that was found of each column. */
typedef struct Circuits
{
	int32_t    *circuit_of;		/* of each column, or -1: only large ones, or none */
	int64_t    *start;			/* of each circuit */
	int32_t    *member;			/* columns */
} Circuits;

/* Of all columns of a matrix, by the history of their elimination. */
extern void open_circuits(const SdcHooks *hooks, const History *history, int32_t columns, Circuits *circuits);
extern void close_circuits(const SdcHooks *hooks, Circuits *circuits);

#endif							/* KANSRIJK_SDC_CIRCUIT_H */
