/*-------------------------------------------------------------------------
 *
 * atoms.c
 *		Which atoms there are, and the rows that they are in.
 *
 *-------------------------------------------------------------------------
 */
#include "atoms.h"

#include <stdlib.h>
#include <string.h>

typedef struct RawAtom
{
	int			point[MAX_DIMENSIONS];	/* label, or number of the point */
} RawAtom;

static bool
row_has_atom(const System *system, const Row *row, const RawAtom *atom)
{
	for (int d = 0; d < system->dimensions; d++)
	{
		const Dimension *dimension = &system->dimension[d];

		if (!(row->grouped >> d & 1))
			continue;
		if (dimension->type == LABELS ? row->code[d] != atom->point[d] :
			!(dimension->points[row->code[d]] >> atom->point[d] & 1))
			return false;
	}
	return true;
}

/* The periods of a grouping set, by dimension: a bit for each code. */
static void
find_periods(const System *system, unsigned grouped, uint64_t periods[MAX_DIMENSIONS])
{
	memset(periods, 0, MAX_DIMENSIONS * sizeof(uint64_t));
	for (int r = 0; r < system->rows; r++)
		for (int d = 0; d < system->dimensions; d++)
			if (system->row[r].grouped == grouped && grouped >> d & 1)
				periods[d] |= UINT64_C(1) << system->row[r].code[d];
}

/* How many cells of a grouping set an atom is in: of each period that has it, one. */
static int
cells_with_atom(const System *system, const uint64_t periods[MAX_DIMENSIONS], const RawAtom *atom)
{
	int			cells = 1;

	for (int d = 0; d < system->dimensions; d++)
	{
		const Dimension *dimension = &system->dimension[d];
		int			having = 0;

		if (dimension->type == LABELS || periods[d] == 0)
			continue;
		for (int i = 0; i < dimension->codes; i++)
			having += (periods[d] >> i & 1) && (dimension->points[i] >> atom->point[d] & 1);
		cells *= having;
	}
	return cells;
}

/* All combinations of labels and points that occur. */
static RawAtom *
list_atoms(const System *system, int *count)
{
	int			points[MAX_DIMENSIONS][64];
	int			size[MAX_DIMENSIONS];
	int			total = 1;
	RawAtom    *atoms;

	for (int d = 0; d < system->dimensions; d++)
	{
		uint64_t	occurs = 0;

		for (int r = 0; r < system->rows; r++)
			if (system->row[r].grouped >> d & 1)
			{
				int			code = system->row[r].code[d];

				occurs |= system->dimension[d].type == LABELS ? UINT64_C(1) << code :
					system->dimension[d].points[code];
			}
		if (occurs == 0)
			occurs = 1;			/* never grouped by */
		size[d] = 0;
		for (int p = 0; p < 64; p++)
			if (occurs >> p & 1)
				points[d][size[d]++] = p;
		total *= size[d];
	}
	atoms = calloc(total, sizeof(RawAtom));
	for (int i = 0; i < total; i++)
		for (int d = 0, rest = i; d < system->dimensions; rest /= size[d], d++)
			atoms[i].point[d] = points[d][rest % size[d]];
	*count = total;
	return atoms;
}

/*
 * The exception of law 3, by one grouping set or by all together. What each row says
 * is found before any atom comes back.
 */
static void
take_back(const System *system, const uint64_t *in, int count, unsigned *empty_by, bool together)
{
	int			row_words = system->rows / 64 + 1;
	unsigned   *says_nothing = calloc(system->rows + 1, sizeof(unsigned));	/* of the atoms of a row */

	for (int r = 0; r < system->rows; r++)
	{
		bool		has_atom = false;

		says_nothing[r] = ~0u;
		for (int i = 0; i < count; i++)
			if (in[(size_t) i * row_words + r / 64] >> (r % 64) & 1)
			{
				says_nothing[r] &= empty_by[i];
				has_atom |= empty_by[i] == 0;
			}
		if (together)
			says_nothing[r] = has_atom ? 0 : ~0u;
	}
	for (int i = 0; i < count; i++)
		for (int r = 0; r < system->rows; r++)
			if (in[(size_t) i * row_words + r / 64] >> (r % 64) & 1)
				empty_by[i] &= ~says_nothing[r];
	free(says_nothing);
}

void
find_atoms(const System *system, bool absent_is_empty, Atoms *atoms)
{
	int			count;
	RawAtom    *raw = list_atoms(system, &count);
	int			row_words = system->rows / 64 + 1;
	uint64_t   *in = calloc((size_t) count * row_words, sizeof(uint64_t));	/* rows of each atom */
	unsigned   *empty_by = calloc(count, sizeof(unsigned));	/* grouping sets, a bit each */
	int		   *column = malloc(count * sizeof(int));
	uint64_t  **column_rows;

	for (int i = 0; i < count; i++)
		for (int r = 0; r < system->rows; r++)
			if (row_has_atom(system, &system->row[r], &raw[i]))
				in[(size_t) i * row_words + r / 64] |= UINT64_C(1) << (r % 64);
	for (unsigned set = 0; set < 1u << system->dimensions && absent_is_empty; set++)
	{
		uint64_t	periods[MAX_DIMENSIONS];
		uint64_t   *of_set = calloc(row_words, sizeof(uint64_t));
		bool		occurs = false;

		find_periods(system, set, periods);
		for (int r = 0; r < system->rows; r++)
			if (system->row[r].grouped == set)
			{
				occurs = true;
				of_set[r / 64] |= UINT64_C(1) << (r % 64);
			}
		for (int i = 0; i < count && occurs; i++)
		{
			int			rows = 0;

			for (int w = 0; w < row_words; w++)
				rows += __builtin_popcountll(in[(size_t) i * row_words + w] & of_set[w]);
			empty_by[i] |= (unsigned) (rows < cells_with_atom(system, periods, &raw[i])) << set;
		}
		free(of_set);
	}
	if (absent_is_empty)
	{
		take_back(system, in, count, empty_by, false);
		take_back(system, in, count, empty_by, true);
	}

	memset(atoms, 0, sizeof(Atoms));
	atoms->rows = system->rows;
	column_rows = malloc((count + 1) * sizeof(uint64_t *));
	for (int i = 0; i < count; i++)
	{
		uint64_t   *rows = in + (size_t) i * row_words;

		column[i] = -1;
		if (empty_by[i] != 0)
			continue;
		for (int c = 0; c < atoms->columns && column[i] < 0; c++)
			if (memcmp(column_rows[c], rows, row_words * sizeof(uint64_t)) == 0)
				column[i] = c;
		if (column[i] < 0)
		{
			column[i] = atoms->columns;
			column_rows[atoms->columns++] = rows;
		}
	}
	atoms->words = atoms->columns / 64 + 1;
	atoms->of_row = calloc((size_t) (system->rows + 1) * atoms->words, sizeof(uint64_t));
	for (int c = 0; c < atoms->columns; c++)
		for (int r = 0; r < system->rows; r++)
			if (column_rows[c][r / 64] >> (r % 64) & 1)
				atoms->of_row[(size_t) r * atoms->words + c / 64] |= UINT64_C(1) << (c % 64);
	free(column_rows);
	free(column);
	free(empty_by);
	free(in);
	free(raw);
}

const uint64_t *
columns_of(const Atoms *atoms, int row)
{
	return atoms->of_row + (size_t) row * atoms->words;
}

bool
covers(const Atoms *atoms, int a, int b)
{
	for (int w = 0; w < atoms->words; w++)
		if (columns_of(atoms, b)[w] & ~columns_of(atoms, a)[w])
			return false;
	return true;
}

bool
has_columns(const Atoms *atoms, int row)
{
	for (int w = 0; w < atoms->words; w++)
		if (columns_of(atoms, row)[w])
			return true;
	return false;
}
