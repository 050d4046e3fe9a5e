/*-------------------------------------------------------------------------
 *
 * partition.h
 *		A window partition as a table system, for every window function on one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_PARTITION_H
#define KANSRIJK_SDC_PARTITION_H

#include "sdc/policy.h"

#include "sdc/cube.h"
#include "windowapi.h"

/* Where a function has its arguments. */
typedef struct PartitionArguments
{
	int			value;
	int			policy;			/* or -1 */
	int			mask;
	int			first_dimension;
	int			dimensions;		/* an argument each */
	int			labels;			/* a text[] of further dimensions, an element each; or 0 */
} PartitionArguments;

typedef struct Dimension Dimension;

/* Memory of the pure C parts: a context with a limit. */
typedef struct Workspace
{
	MemoryContext context;
	Size		used;
	Size		limit;
} Workspace;

/*
 * The partition in memory, in a context of its own. The caller completes what
 * is its own in input[] before the cube is used.
 */
typedef struct Partition
{
	Workspace	workspace;
	MemoryContext caller;
	SdcHooks	hooks;
	SdcPolicy  *policy;			/* NULL without a policy argument */
	Dimension  *dimension;
	SdcInputCell *input;
	SdcCube		cube;
} Partition;

/* The number of rows, when the dimensions are not too many. */
extern int32 partition_rows(WindowObject winobj, const PartitionArguments *arguments);

extern void read_partition(FunctionCallInfo fcinfo, const PartitionArguments *arguments,
						   Partition *partition);
extern void close_partition(Partition *partition);

/*
 * What each row is at least, as every reader knows, when it is hidden: 1 where
 * the policy shows every zero. Without a policy the rows of counts tell: there
 * is a zero among those that are shown, and none among those that are hidden.
 */
extern void find_least(const Partition *partition, const bool *is_hidden, bool of_complements, uint8 *least);

/* An argument of one row. */
extern Datum partition_argument(WindowObject winobj, int argument, int64 row, bool *isnull);

/* A value of a dimension as text: NULL for the category of unknowns. */
extern char *dimension_label(const Partition *partition, int dimension, int32 code);

/* A problem of the cube, as an error. */
extern void report_problem(const Partition *partition, const SdcReport *report);

#endif							/* KANSRIJK_SDC_PARTITION_H */
