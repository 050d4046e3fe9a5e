/*-------------------------------------------------------------------------
 *
 * matrix.h
 *		A sparse matrix: relations by row, the cells in them by column.
 *
 * Laws: no entry is zero, and a row has at most one entry of a column.
 *
 * Free of PostgreSQL, like eliminate.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_SDC_MATRIX_H
#define KANSRIJK_SDC_MATRIX_H

#include "sdc/eliminate.h"

/* What an operation does with a column. */
typedef enum Role
{
	ROLE_CANDIDATE,
	ROLE_PROTECT,				/* must not be exposed */
	ROLE_KEEP,					/* hidden; its unit may expose others */
	ROLE_HIDDEN,				/* hidden, of no further interest */
	ROLE_PUBLISHED
} Role;

typedef struct Entry
{
	uint64_t	value;
	int32_t		column;
} Entry;

/*
 * Entries are in no order; a long row has a table that finds them, so that what
 * is added to it costs what is added, and not what is there.
 */
typedef struct Row
{
	Entry	   *entries;
	int32_t		length;
	int32_t		capacity;		/* of entries, when they were added to */
	int32_t    *slots;			/* hash table: place of an entry + 1, 0 is free; or NULL */
	int32_t		mask;			/* size of the table - 1, a power of 2 */
} Row;

typedef struct Matrix
{
	int32_t		columns;
	int32_t		rows;
	Row		   *row;
	int32_t    *cell;			/* of each column */
	Role	   *role;			/* of each column */
} Matrix;

/* Rows are empty; the columns are for the caller to fill in. */
extern Matrix *new_matrix(const SdcHooks *hooks, int32_t columns, int32_t rows);
extern void release_row(const SdcHooks *hooks, Row *row);
extern void release_matrix(const SdcHooks *hooks, Matrix *m);

/* Without the columns of some roles, a bit each, and without the rows that are then empty. */
extern Matrix *copy_without(const SdcHooks *hooks, const Matrix *m, unsigned dropped_roles);

/* The connected components. The caller releases them and the array. */
extern Matrix **split_components(const SdcHooks *hooks, const Matrix *m, int32_t *count);

extern int32_t count_role(const Matrix *m, Role role);

#endif							/* KANSRIJK_SDC_MATRIX_H */
