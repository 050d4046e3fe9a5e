/*-------------------------------------------------------------------------
 *
 * repair.h
 *		Hiding more where sums or bounds of what is hidden say too much.
 *
 * Law: what is hidden for sums and for bounds becomes protected, so the
 * elimination comes after it, and again until nothing is hidden for either.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_REPAIR_H
#define KANSRIJK_SDC_REPAIR_H

#include "sdc/relations.h"
#include "sdc/unit.h"

extern int64_t own_value(const Cell *cell, SdcFigure figure);

/* What a row is at least when it is hidden, as every reader knows: a zero would be shown. */
extern uint8_t least_value(const Builder *b, int32_t cell, SdcFigure figure);

/*
 * Of cells that are the same, of which weighted counts may differ, the smallest
 * value stands. False when there are more events than units: then the others are
 * no count.
 */
extern bool find_values(const Builder *b, const int32_t *same, SdcFigure figure, int64_t *value, uint8_t *least);

/* Both return how many cells were hidden; given[i]: a cell that cannot be. */
extern int32_t hide_for_sums(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given);

/*
 * Where zeros are shown the ones of a sum must not be known together: make their
 * sums secrets, before anything is decided.
 */
extern void add_sums_of_ones(Builder *b);

/*
 * The same; or, where cells were added to the relations, how many: then the system is to be made anew.
 * Where there is no sum to add, "each" cells are hidden for those that hang together.
 */
extern int32_t hide_for_bounds(Builder *b, SdcSystem *system, const int32_t *same, const bool *given, int32_t each);

/* Sums that are secret for the sake of units, to know them again. */
typedef struct SdcHashes
{
	int32_t		count;
	int32_t		capacity;
	uint64_t   *hash;
} SdcHashes;

/* The same for what a single unit in several hidden cells computes. */
extern int32_t hide_for_units(Builder *b, SdcSystem *system, const int32_t *same, const Alike *alike,
							  const bool *given, SdcHashes *present);

/*
 * The same for what follows as all are whole numbers, to readers and to single units:
 * of the unsafe cells those that are not settled[figure][c] yet.
 */
extern int32_t hide_for_whole_numbers(const Builder *b, SdcSystem *system, const int32_t *same, const Alike *alike,
									  const bool *given, const bool *unsafe, bool *const settled[SDC_FIGURES],
									  int32_t each);

/* Hide other cells than those that were found, where these are worth less: of those that may differ. */
extern void exchange_hidden(const Builder *b, SdcSystem *system, const int32_t *same, const bool *given,
							const bool *may_differ);

#endif							/* KANSRIJK_SDC_REPAIR_H */
