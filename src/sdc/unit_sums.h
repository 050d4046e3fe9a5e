/*-------------------------------------------------------------------------
 *
 * unit_sums.h
 *		What the single unit in several hidden cells can compute by sums.
 *
 * Law: such a unit knows all its cells together. So it knows another cell when that
 * is zero in every vector of the kernel (exposure.h) in which all of its own are. Then
 * a multiple of the other cell and multiples of its own add up to what anybody can
 * compute: keep that combination secret, and this way is closed. What is in
 * a cell of the unit is no news to it: the unit is there, or nobody is. A unit with the
 * event knows counts, one without it complements.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_UNIT_SUMS_H
#define KANSRIJK_SDC_UNIT_SUMS_H

#include "sdc/eliminate.h"

/* The cells of a combination, each as often as its coefficient says. */
#define SDC_MOST_IN_UNIT_SUM 48

/* A combination of hidden cells, of which one must not be known to the unit in the others. */
typedef struct SdcUnitSum
{
	int32_t		cell;			/* that one */
	int			without;		/* the event, is the unit in the others */
	int32_t		added;
	int32_t		subtracted;
	int32_t		member[SDC_MOST_IN_UNIT_SUM];	/* those that are added come first */
} SdcUnitSum;

typedef struct SdcUnitSums
{
	int32_t		count;
	int32_t		capacity;
	SdcUnitSum *sum;
} SdcUnitSums;

/* What everybody sees of who is where, with the event and without it. */
typedef struct SdcWhere
{
	const bool *nobody[2];		/* by cell */
	bool		(*is_in) (const void *context, int32_t cell, int32_t coverer);	/* is all of a cell in another? */
	const void *context[2];
	bool		(*is_no_news) (const void *sums_context, const SdcUnitSum *sum);	/* as was found before */
	const void *sums_context;
} SdcWhere;

/*
 * Add those by which a unit computes protected cells; of each cell the first. Returns
 * how many cells have none that is simple enough: told[i] for each cell.
 */
extern int32_t sdc_find_unit_sums(const SdcSystem *system, const SdcWhere *where, const SdcHooks *hooks,
								  SdcUnitSums *sums, bool *told);

/*
 * Does a cell follow from those of a unit by how cells are made of each other, whatever is shown? Then who is in it
 * is in one of those: it is no news to the unit.
 */
extern bool sdc_is_within_unit(const SdcSystem *system, int32_t cell, const int32_t *own, int32_t owned,
							   const bool *nobody, const SdcHooks *hooks);

#endif							/* KANSRIJK_SDC_UNIT_SUMS_H */
