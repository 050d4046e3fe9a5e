/*-------------------------------------------------------------------------
 *
 * atoms.h
 *		What a table is made of, by laws 1 to 3 of reader.c.
 *
 * Shares nothing with src/sdc.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHECKER_ATOMS_H
#define CHECKER_ATOMS_H

#include "system.h"

/* Atoms that are in the same rows are one column. */
typedef struct Atoms
{
	int			rows;
	int			columns;
	int			words;			/* of a set of columns */
	uint64_t   *of_row;			/* rows x words */
} Atoms;

/* The atoms that are not zero by law 3 (when asked), as columns. */
extern void find_atoms(const System *system, bool absent_is_empty, Atoms *atoms);

extern const uint64_t *columns_of(const Atoms *atoms, int row);

/* Has a all columns of b? */
extern bool covers(const Atoms *atoms, int a, int b);
extern bool has_columns(const Atoms *atoms, int row);

#endif							/* CHECKER_ATOMS_H */
