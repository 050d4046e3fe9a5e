/*-------------------------------------------------------------------------
 *
 * evidence.h
 *		What the rows of a whole partition show, whatever their figures say.
 *
 * The reader sees all rows of a publication, so what follows from which rows
 * there are is found once, over the partition, before it is taken apart into
 * tables that are protected one by one.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_EVIDENCE_H
#define KANSRIJK_SDC_EVIDENCE_H

#include "sdc/cube.h"

/* The values of a dimension of sets that occur in the rows of a grouping set. */
typedef struct SdcOccurrence
{
	uint32_t	grouped;		/* the grouping set: dimensions, one bit each */
	int32_t		dimension;
	int32_t		count;
	int32_t    *code;
} SdcOccurrence;

/*
 * The label of one dimension tells that of another: in which province a
 * municipality lies. label[start[c]] .. label[start[c + 1] - 1] are the labels
 * that occur beside code c; of nearly every code that is one.
 */
typedef struct SdcDependency
{
	int32_t		from;
	int32_t		to;
	int32_t		codes;
	int32_t    *start;
	int32_t    *label;
} SdcDependency;

typedef struct SdcEvidence
{
	int32_t		sets;
	uint32_t   *set;			/* the grouping sets of the rows */
	int32_t		occurrences;
	SdcOccurrence *occurrence;
	int32_t		dependencies;
	SdcDependency *dependency;
} SdcEvidence;

extern SdcEvidence *sdc_find_evidence(const SdcCube *cube, const SdcHooks *hooks);
extern void sdc_release_evidence(SdcEvidence *evidence, const SdcHooks *hooks);

/* The grouping set of a row. */
extern uint32_t sdc_grouped_by(const int32_t *codes, int32_t dimensions);

/* Where a grouping set is in the list, or -1. */
extern int32_t sdc_place_of_set(const SdcEvidence *evidence, uint32_t grouped);

/* The dimensions that follow from those of a grouping set, and these. */
extern uint32_t sdc_closure(const SdcEvidence *evidence, uint32_t grouped);

/*
 * What to add to a grouping set so that a sum can be seen that some other set
 * gives: the same set where nothing is to be gained.
 */
extern uint32_t sdc_useful_closure(const SdcEvidence *evidence, uint32_t grouped);

#endif							/* KANSRIJK_SDC_EVIDENCE_H */
