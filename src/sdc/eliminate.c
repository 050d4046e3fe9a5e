/*-------------------------------------------------------------------------
 *
 * eliminate.c
 *		Complementary suppression by sparse elimination over a prime field.
 *
 * The reader of a table knows its published cells and that totals are sums of
 * their parts. What he can compute of the hidden cells is linear algebra: take
 * the relations, drop the published cells (they are constants), and a hidden
 * cell is exposed exactly when some combination of what is left of the
 * relations contains that cell alone.
 *
 * Three facts carry this file. H is a set of hidden cells.
 *
 * 1. A cell is exposed if and only if it is zero in every vector of the kernel
 *	  of the relations restricted to H. In a random vector of the kernel every
 *	  other cell is non-zero, but for a chance of 1 in 2^61. So one elimination,
 *	  in whatever order keeps it sparse, tells all exposed cells at once. The
 *	  chance errs on the side of hiding.
 * 2. Two cells determine each other if and only if their ratio is the same in
 *	  all vectors of the kernel, which two random vectors tell. This is what a
 *	  unit that knows its own cell needs to learn another.
 * 3. Hiding more never exposes a cell. So when all of the most wanted cells
 *	  can be published together, none of them needs to be looked at alone.
 *
 * Candidates are decided in order of rank: each is published unless that
 * exposes a protected cell. decide() does this by halving (fact 3): to judge
 * the more wanted half the other half is eliminated from the relations, then
 * what was published is dropped, what was hidden eliminated, and the other
 * half judged. The outcome does not depend on pivots or on the order of rows.
 *
 * A large system is worked through in stages, cells of low stage first, and
 * only around cells that are still exposed, so that the work grows with the
 * number of unsafe cells and not with the table.
 *
 * All arithmetic is modulo 2^61 - 1: no overflow, no tolerance, the same on
 * every machine. The relations have coefficients +1 and -1, so the outcome is
 * that of rational arithmetic unless the prime divides a minor of such a
 * matrix.
 *
 * The method follows Langsrud, "Secondary Cell Suppression by Gaussian
 * Elimination: An Algorithm Suitable for Handling Issues with Zeros and
 * Singletons" (PSD 2024), in what is published; the kernel and the halving are
 * our own.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/eliminate.h"

#include <stdlib.h>
#include <string.h>

/*
 * Connected systems of up to this many cells are decided in one stage.
 */
#define ONE_STAGE_CELLS 4000

/* Arithmetic modulo the Mersenne prime 2^61 - 1 */

#define PRIME ((UINT64_C(1) << 61) - 1)

static inline uint64_t
add_mod(uint64_t a, uint64_t b)
{
	uint64_t	sum = a + b;

	return sum >= PRIME ? sum - PRIME : sum;
}

static inline uint64_t
negate_mod(uint64_t a)
{
	return a ? PRIME - a : 0;
}

static inline uint64_t
multiply_mod(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128) a * b;

	return add_mod((uint64_t) product & PRIME, (uint64_t) (product >> 61));
}

/* The inverse, by Fermat. */
static uint64_t
inverse_mod(uint64_t a)
{
	uint64_t	result = 1;
	uint64_t	exponent = PRIME - 2;

	if (a == 1 || a == PRIME - 1)
		return a;
	for (; exponent; exponent >>= 1)
	{
		if (exponent & 1)
			result = multiply_mod(result, a);
		a = multiply_mod(a, a);
	}
	return result;
}

/* A fixed sequence of numbers without pattern (splitmix64), never 0. */
static uint64_t
next_random(uint64_t *seed)
{
	uint64_t	z = (*seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return 1 + (z ^ (z >> 31)) % (PRIME - 1);
}

/*
 * A sparse matrix. Each row is sorted by column; a column belongs to a cell.
 * A role says what an operation does with a column.
 */
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

typedef struct Row
{
	Entry	   *entries;
	int32_t		length;
} Row;

typedef struct Matrix
{
	int32_t		columns;
	int32_t		rows;
	Row		   *row;
	int32_t    *cell;			/* of each column */
	Role	   *role;			/* of each column */
} Matrix;

typedef struct Elimination
{
	SdcSystem  *system;
	const SdcHooks *hooks;
	int64_t    *relations_start;	/* index: the relations of each cell */
	int32_t    *relations_of;
	int32_t    *column_of;		/* scratch: the column of a cell, or -1 */
} Elimination;

static void *
allocate(const Elimination *e, size_t size)
{
	return e->hooks->allocate(e->hooks->context, size ? size : 1);
}

static void *
allocate_zero(const Elimination *e, size_t size)
{
	return memset(allocate(e, size), 0, size);
}

static void
release(const Elimination *e, void *memory)
{
	if (memory)
		e->hooks->release(e->hooks->context, memory);
}

static void
check_interrupts(const Elimination *e)
{
	e->hooks->check_interrupts(e->hooks->context);
}

static Matrix *
new_matrix(const Elimination *e, int32_t columns, int32_t rows)
{
	Matrix	   *m = allocate(e, sizeof(Matrix));

	m->columns = columns;
	m->rows = rows;
	m->row = allocate_zero(e, rows * sizeof(Row));
	m->cell = allocate(e, columns * sizeof(int32_t));
	m->role = allocate(e, columns * sizeof(Role));
	return m;
}

static void
release_matrix(const Elimination *e, Matrix *m)
{
	for (int32_t i = 0; i < m->rows; i++)
		release(e, m->row[i].entries);
	release(e, m->row);
	release(e, m->cell);
	release(e, m->role);
	release(e, m);
}

/*
 * A copy of a matrix without the columns of some roles, and without the rows
 * that are then empty. new_column, when given, tells where columns went.
 */
static Matrix *
copy_without(const Elimination *e, const Matrix *m, unsigned dropped_roles)
{
	int32_t    *new_column = allocate(e, m->columns * sizeof(int32_t));
	int32_t		columns = 0;
	Matrix	   *copy;

	for (int32_t c = 0; c < m->columns; c++)
		new_column[c] = (dropped_roles >> m->role[c]) & 1 ? -1 : columns++;
	copy = new_matrix(e, columns, m->rows);
	copy->rows = 0;
	for (int32_t c = 0; c < m->columns; c++)
	{
		if (new_column[c] < 0)
			continue;
		copy->cell[new_column[c]] = m->cell[c];
		copy->role[new_column[c]] = m->role[c];
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		Row		   *to = &copy->row[copy->rows];
		const Row  *from = &m->row[i];

		to->length = 0;
		for (int32_t k = 0; k < from->length; k++)
			if (new_column[from->entries[k].column] >= 0)
				to->length++;
		if (to->length == 0)
			continue;
		to->entries = allocate(e, to->length * sizeof(Entry));
		to->length = 0;
		for (int32_t k = 0; k < from->length; k++)
		{
			int32_t		column = new_column[from->entries[k].column];

			if (column < 0)
				continue;
			to->entries[to->length].column = column;
			to->entries[to->length++].value = from->entries[k].value;
		}
		copy->rows++;
	}
	release(e, new_column);
	return copy;
}

/*
 * Elimination of columns, sparsest column first. Each pivot row leaves the
 * matrix; with "pivots" it is kept there, in order of elimination.
 */
typedef struct Pivot
{
	int32_t		column;
	Row			row;
} Pivot;

typedef struct Index
{
	int32_t   **rows_of;		/* rows that had the column; some no longer do */
	int32_t    *listed;			/* length of that list */
	int32_t    *capacity;
	int32_t    *count;			/* rows that have the column now */
	int32_t    *heap;			/* columns to eliminate, fewest rows first */
	int32_t    *place;			/* of a column in the heap, or -1 */
	int32_t		heap_size;
} Index;

static void
heap_swap(Index *index, int32_t a, int32_t b)
{
	int32_t		column = index->heap[a];

	index->heap[a] = index->heap[b];
	index->heap[b] = column;
	index->place[index->heap[a]] = a;
	index->place[index->heap[b]] = b;
}

static void
heap_settle(Index *index, int32_t at)
{
	while (at > 0 && index->count[index->heap[at]] < index->count[index->heap[(at - 1) / 2]])
	{
		heap_swap(index, at, (at - 1) / 2);
		at = (at - 1) / 2;
	}
	for (;;)
	{
		int32_t		least = at;

		for (int32_t child = 2 * at + 1; child <= 2 * at + 2 && child < index->heap_size; child++)
			if (index->count[index->heap[child]] < index->count[index->heap[least]])
				least = child;
		if (least == at)
			return;
		heap_swap(index, at, least);
		at = least;
	}
}

static void
count_changed(Index *index, int32_t column, int32_t by)
{
	index->count[column] += by;
	if (index->place[column] >= 0)
		heap_settle(index, index->place[column]);
}

static void
list_row(const Elimination *e, Index *index, int32_t column, int32_t row)
{
	if (index->listed[column] == index->capacity[column])
	{
		int32_t		capacity = index->capacity[column] ? 2 * index->capacity[column] : 4;
		int32_t    *longer = allocate(e, capacity * sizeof(int32_t));

		if (index->listed[column])
			memcpy(longer, index->rows_of[column], index->listed[column] * sizeof(int32_t));
		release(e, index->rows_of[column]);
		index->rows_of[column] = longer;
		index->capacity[column] = capacity;
	}
	index->rows_of[column][index->listed[column]++] = row;
}

/* The entry of a column in a row, or NULL. */
static Entry *
find_entry(const Row *row, int32_t column)
{
	int32_t		low = 0;
	int32_t		high = row->length;

	while (low < high)
	{
		int32_t		middle = low + (high - low) / 2;

		if (row->entries[middle].column < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low < row->length && row->entries[low].column == column ? &row->entries[low] : NULL;
}

/* row[target] += factor * pivot, which cancels the pivot's column. */
static void
add_row(const Elimination *e, Matrix *m, Index *index, int32_t target, const Row *pivot,
		uint64_t factor)
{
	Row		   *row = &m->row[target];
	Row			sum;
	int32_t		i = 0;
	int32_t		k = 0;

	sum.entries = allocate(e, ((size_t) row->length + pivot->length) * sizeof(Entry));
	sum.length = 0;
	while (i < row->length || k < pivot->length)
	{
		if (k == pivot->length || (i < row->length && row->entries[i].column < pivot->entries[k].column))
			sum.entries[sum.length++] = row->entries[i++];
		else if (i == row->length || pivot->entries[k].column < row->entries[i].column)
		{
			int32_t		column = pivot->entries[k].column;

			sum.entries[sum.length].column = column;
			sum.entries[sum.length++].value = multiply_mod(factor, pivot->entries[k++].value);
			list_row(e, index, column, target);
			count_changed(index, column, 1);
		}
		else
		{
			int32_t		column = row->entries[i].column;
			uint64_t	value = add_mod(row->entries[i++].value,
										multiply_mod(factor, pivot->entries[k++].value));

			if (value)
			{
				sum.entries[sum.length].column = column;
				sum.entries[sum.length++].value = value;
			}
			else
				count_changed(index, column, -1);
		}
	}
	release(e, row->entries);
	*row = sum;
}

static void
eliminate_column(const Elimination *e, Matrix *m, Index *index, int32_t column, Pivot *pivot)
{
	int32_t		pivot_row = -1;
	Row			pivoting;
	uint64_t	inverse;

	for (int32_t i = 0; i < index->listed[column]; i++)
	{
		int32_t		row = index->rows_of[column][i];

		if (find_entry(&m->row[row], column) &&
			(pivot_row < 0 || m->row[row].length < m->row[pivot_row].length))
			pivot_row = row;
	}
	pivoting = m->row[pivot_row];
	m->row[pivot_row].entries = NULL;
	m->row[pivot_row].length = 0;
	for (int32_t i = 0; i < pivoting.length; i++)
		count_changed(index, pivoting.entries[i].column, -1);

	inverse = inverse_mod(find_entry(&pivoting, column)->value);
	for (int32_t i = 0; i < index->listed[column]; i++)
	{
		int32_t		row = index->rows_of[column][i];
		Entry	   *entry = find_entry(&m->row[row], column);

		if (entry)
			add_row(e, m, index, row, &pivoting,
					negate_mod(multiply_mod(entry->value, inverse)));
	}
	if (pivot)
	{
		pivot->column = column;
		pivot->row = pivoting;
	}
	else
		release(e, pivoting.entries);
}

/*
 * Eliminate the columns of some roles from the matrix: what the other columns
 * satisfy when these may take any value. Returns the number of pivots.
 */
static int32_t
eliminate_roles(const Elimination *e, Matrix *m, unsigned roles, Pivot *pivots)
{
	Index		index;
	int32_t		done = 0;

	index.rows_of = allocate_zero(e, m->columns * sizeof(int32_t *));
	index.listed = allocate_zero(e, m->columns * sizeof(int32_t));
	index.capacity = allocate_zero(e, m->columns * sizeof(int32_t));
	index.count = allocate_zero(e, m->columns * sizeof(int32_t));
	index.heap = allocate(e, m->columns * sizeof(int32_t));
	index.place = allocate(e, m->columns * sizeof(int32_t));
	index.heap_size = 0;

	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 0; k < m->row[i].length; k++)
		{
			list_row(e, &index, m->row[i].entries[k].column, i);
			index.count[m->row[i].entries[k].column]++;
		}
	for (int32_t c = 0; c < m->columns; c++)
	{
		index.place[c] = -1;
		if ((roles >> m->role[c]) & 1)
		{
			index.place[c] = index.heap_size;
			index.heap[index.heap_size++] = c;
		}
	}
	for (int32_t i = index.heap_size / 2; i-- > 0;)
		heap_settle(&index, i);

	while (index.heap_size > 0)
	{
		int32_t		column = index.heap[0];

		heap_swap(&index, 0, index.heap_size - 1);
		index.heap_size--;
		index.place[column] = -1;
		if (index.heap_size > 0)
			heap_settle(&index, 0);
		if (index.count[column] == 0)
			continue;
		check_interrupts(e);
		eliminate_column(e, m, &index, column, pivots ? &pivots[done] : NULL);
		done++;
	}

	for (int32_t c = 0; c < m->columns; c++)
		release(e, index.rows_of[c]);
	release(e, index.rows_of);
	release(e, index.listed);
	release(e, index.capacity);
	release(e, index.count);
	release(e, index.heap);
	release(e, index.place);
	return done;
}

/*
 * Two random vectors of the kernel. The matrix is used up.
 */
static void
sample_kernel(const Elimination *e, Matrix *m, uint64_t *first, uint64_t *second)
{
	Pivot	   *pivots = allocate(e, m->rows * sizeof(Pivot));
	uint64_t	seed = 0;
	int32_t		count = eliminate_roles(e, m, ~0u, pivots);

	for (int32_t c = 0; c < m->columns; c++)
	{
		first[c] = next_random(&seed);
		second[c] = next_random(&seed);
	}
	while (count-- > 0)
	{
		const Row  *row = &pivots[count].row;
		uint64_t	sums[2] = {0, 0};
		uint64_t	inverse = 0;

		for (int32_t k = 0; k < row->length; k++)
		{
			int32_t		column = row->entries[k].column;

			if (column == pivots[count].column)
			{
				inverse = inverse_mod(row->entries[k].value);
				continue;
			}
			sums[0] = add_mod(sums[0], multiply_mod(row->entries[k].value, first[column]));
			sums[1] = add_mod(sums[1], multiply_mod(row->entries[k].value, second[column]));
		}
		first[pivots[count].column] = negate_mod(multiply_mod(sums[0], inverse));
		second[pivots[count].column] = negate_mod(multiply_mod(sums[1], inverse));
		release(e, row->entries);
	}
	release(e, pivots);
}

typedef struct Ratio
{
	uint64_t	ratio;
	int32_t		column;
} Ratio;

static int
compare_ratios(const void *a, const void *b)
{
	const Ratio *x = a;
	const Ratio *y = b;

	if (x->ratio != y->ratio)
		return x->ratio < y->ratio ? -1 : 1;
	return x->column < y->column ? -1 : 1;
}

/*
 * Which columns to protect are exposed when all columns of the matrix are
 * hidden? The matrix is used up. Returns their number; exposed, by column, may
 * be NULL when only the number matters.
 */
static int32_t
find_exposed(const Elimination *e, Matrix *m, bool *exposed)
{
	uint64_t   *first = allocate(e, m->columns * sizeof(uint64_t));
	uint64_t   *second = allocate(e, m->columns * sizeof(uint64_t));
	Ratio	   *ratios = NULL;
	int32_t		hidden = 0;
	int32_t		found = 0;
	bool		units = false;
	bool	   *mark = exposed ? exposed : allocate(e, m->columns);

	sample_kernel(e, m, first, second);
	for (int32_t c = 0; c < m->columns; c++)
	{
		mark[c] = m->role[c] == ROLE_PROTECT && first[c] == 0;
		found += mark[c];
		units = units || e->system->cell[m->cell[c]].unit >= 0;
	}

	/*
	 * A unit alone in its cell knows that cell: every cell of the same ratio
	 * is then known to it, but for cells that hold just that unit.
	 */
	if (units)
	{
		ratios = allocate(e, m->columns * sizeof(Ratio));
		for (int32_t c = 0; c < m->columns; c++)
		{
			if (first[c] == 0 || second[c] == 0)
				continue;
			ratios[hidden].ratio = multiply_mod(first[c], inverse_mod(second[c]));
			ratios[hidden++].column = c;
		}
		qsort(ratios, hidden, sizeof(Ratio), compare_ratios);
	}
	for (int32_t from = 0, to; from < hidden; from = to)
	{
		int32_t		some_unit = -1;
		bool		several_units = false;

		for (to = from; to < hidden && ratios[to].ratio == ratios[from].ratio; to++)
		{
			int32_t		unit = e->system->cell[m->cell[ratios[to].column]].unit;

			if (unit < 0)
				continue;
			several_units = several_units || (some_unit >= 0 && some_unit != unit);
			some_unit = unit;
		}
		if (some_unit < 0)
			continue;
		for (int32_t i = from; i < to; i++)
		{
			int32_t		column = ratios[i].column;

			if (m->role[column] == ROLE_PROTECT && !mark[column] &&
				(several_units || e->system->cell[m->cell[column]].unit != some_unit))
			{
				mark[column] = true;
				found++;
			}
		}
	}
	release(e, ratios);
	release(e, first);
	release(e, second);
	if (!exposed)
		release(e, mark);
	return found;
}

/*
 * The connected components of a matrix: component[c] for each column, numbered
 * from 0; columns in no row are -1. Returns how many.
 */
static int32_t
find_components(const Elimination *e, const Matrix *m, int32_t *component)
{
	int32_t    *leader = allocate(e, m->columns * sizeof(int32_t));
	int32_t		count = 0;

#define LEADER(c, result) \
	do { \
		int32_t at = (c); \
		while (leader[at] != at) \
			at = leader[at] = leader[leader[at]]; \
		(result) = at; \
	} while (0)

	for (int32_t c = 0; c < m->columns; c++)
		leader[c] = c;
	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 1; k < m->row[i].length; k++)
		{
			int32_t		a;
			int32_t		b;

			LEADER(m->row[i].entries[0].column, a);
			LEADER(m->row[i].entries[k].column, b);
			leader[a > b ? a : b] = a > b ? b : a;
		}
	for (int32_t c = 0; c < m->columns; c++)
		component[c] = -1;
	for (int32_t i = 0; i < m->rows; i++)
		if (m->row[i].length > 0)
		{
			int32_t		a;

			LEADER(m->row[i].entries[0].column, a);
			if (component[a] < 0)
				component[a] = count++;
		}
	for (int32_t c = 0; c < m->columns; c++)
	{
		int32_t		a;

		LEADER(c, a);
		component[c] = component[a];
	}
#undef LEADER
	release(e, leader);
	return count;
}

/*
 * Split a matrix into its components. The caller releases them and the array.
 */
static Matrix **
split_components(const Elimination *e, const Matrix *m, int32_t *count)
{
	int32_t    *component = allocate(e, m->columns * sizeof(int32_t));
	int32_t    *column = allocate(e, m->columns * sizeof(int32_t));
	int32_t    *columns;
	int32_t    *rows;
	Matrix	  **parts;

	*count = find_components(e, m, component);
	columns = allocate_zero(e, *count * sizeof(int32_t));
	rows = allocate_zero(e, *count * sizeof(int32_t));
	parts = allocate(e, *count * sizeof(Matrix *));
	for (int32_t c = 0; c < m->columns; c++)
		if (component[c] >= 0)
			column[c] = columns[component[c]]++;
	for (int32_t i = 0; i < m->rows; i++)
		if (m->row[i].length > 0)
			rows[component[m->row[i].entries[0].column]]++;
	for (int32_t p = 0; p < *count; p++)
	{
		parts[p] = new_matrix(e, columns[p], rows[p]);
		rows[p] = 0;
	}
	for (int32_t c = 0; c < m->columns; c++)
	{
		if (component[c] < 0)
			continue;
		parts[component[c]]->cell[column[c]] = m->cell[c];
		parts[component[c]]->role[column[c]] = m->role[c];
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		const Row  *from = &m->row[i];
		Row		   *to;
		int32_t		p;

		if (from->length == 0)
			continue;
		p = component[from->entries[0].column];
		to = &parts[p]->row[rows[p]++];
		to->length = from->length;
		to->entries = allocate(e, from->length * sizeof(Entry));
		for (int32_t k = 0; k < from->length; k++)
		{
			to->entries[k].column = column[from->entries[k].column];
			to->entries[k].value = from->entries[k].value;
		}
	}
	release(e, component);
	release(e, column);
	release(e, columns);
	release(e, rows);
	return parts;
}

static int32_t
count_role(const Matrix *m, Role role)
{
	int32_t		count = 0;

	for (int32_t c = 0; c < m->columns; c++)
		count += m->role[c] == role;
	return count;
}

/* Is nothing exposed when all candidates of the matrix are published? */
static bool
safe_to_publish(const Elimination *e, const Matrix *m)
{
	Matrix	   *without = copy_without(e, m, 1u << ROLE_CANDIDATE);
	bool		safe = find_exposed(e, without, NULL) == 0;

	release_matrix(e, without);
	return safe;
}

static void
publish_candidates(const Elimination *e, const Matrix *m)
{
	for (int32_t c = 0; c < m->columns; c++)
		if (m->role[c] == ROLE_CANDIDATE)
			e->system->cell[m->cell[c]].state = SDC_PUBLISHED;
}

static int32_t
rank_of(const Elimination *e, const Matrix *m, int32_t column)
{
	return e->system->cell[m->cell[column]].rank;
}

static int
compare_int32(const void *a, const void *b)
{
	int32_t		x = *(const int32_t *) a;
	int32_t		y = *(const int32_t *) b;

	return x < y ? -1 : x > y;
}

/*
 * Decide the candidates of a matrix, most wanted first. While all of them are
 * hidden nothing is exposed. The matrix has candidates, columns to protect and
 * columns to keep.
 */
static void
decide(const Elimination *e, const Matrix *whole)
{
	Matrix	  **parts;
	int32_t		count;

	/* Columns that are in no relation go free. */
	publish_candidates(e, whole);
	parts = split_components(e, whole, &count);
	for (int32_t p = 0; p < count; p++)
	{
		Matrix	   *m = parts[p];
		int32_t		candidates = count_role(m, ROLE_CANDIDATE);
		int32_t    *ranks;
		int32_t		middle;
		Matrix	   *half;

		check_interrupts(e);
		if (candidates == 0 || count_role(m, ROLE_PROTECT) == 0 || safe_to_publish(e, m))
		{
			release_matrix(e, m);
			continue;
		}
		if (candidates == 1)
		{
			for (int32_t c = 0; c < m->columns; c++)
				if (m->role[c] == ROLE_CANDIDATE)
					e->system->cell[m->cell[c]].state = SDC_HIDDEN;
			release_matrix(e, m);
			continue;
		}

		ranks = allocate(e, candidates * sizeof(int32_t));
		candidates = 0;
		for (int32_t c = 0; c < m->columns; c++)
			if (m->role[c] == ROLE_CANDIDATE)
				ranks[candidates++] = rank_of(e, m, c);
		qsort(ranks, candidates, sizeof(int32_t), compare_int32);
		middle = ranks[candidates / 2];
		release(e, ranks);

		/* The more wanted half, while the other half is hidden. */
		half = copy_without(e, m, 0);
		for (int32_t c = 0; c < half->columns; c++)
			if (half->role[c] == ROLE_CANDIDATE && rank_of(e, half, c) >= middle)
				half->role[c] = ROLE_HIDDEN;
		eliminate_roles(e, half, 1u << ROLE_HIDDEN, NULL);
		decide(e, half);
		release_matrix(e, half);

		/* The other half, now that the first is decided. */
		for (int32_t c = 0; c < m->columns; c++)
			if (m->role[c] == ROLE_CANDIDATE && rank_of(e, m, c) < middle)
				m->role[c] = e->system->cell[m->cell[c]].state == SDC_PUBLISHED ?
					ROLE_PUBLISHED : ROLE_HIDDEN;
		half = copy_without(e, m, 1u << ROLE_PUBLISHED);
		release_matrix(e, m);
		eliminate_roles(e, half, 1u << ROLE_HIDDEN, NULL);
		decide(e, half);
		release_matrix(e, half);
	}
	release(e, parts);
}

/*
 * The system around a set of hidden cells.
 *
 * A cell is active when it is hidden, or a candidate of a low enough stage:
 * those are the unknowns. Relations connect active cells to components.
 */
typedef struct Search
{
	int32_t		stage;			/* highest stage of active candidates, or -1 */
	int32_t    *stage_of;		/* of each cell */
	bool	   *reached;		/* cells of components found so far */
	bool	   *relation_reached;
	int32_t    *queue;			/* the cells of the last component ... */
	int32_t		found;			/* ... and how many */
	int32_t    *relations;		/* the relations of the last component */
	int32_t		relations_found;
	int64_t		entries;		/* active members of those relations */
} Search;

static bool
is_active(const Elimination *e, const Search *search, int32_t cell)
{
	switch (e->system->cell[cell].state)
	{
		case SDC_PUBLISHED:
			return false;
		case SDC_CANDIDATE:
			return search->stage_of[cell] <= search->stage;
		default:
			return true;
	}
}

/* Find the component of active cells that contains a cell. */
static void
search_component(const Elimination *e, Search *search, int32_t cell)
{
	const SdcSystem *s = e->system;

	search->found = 0;
	search->relations_found = 0;
	search->entries = 0;
	search->queue[search->found++] = cell;
	search->reached[cell] = true;
	for (int32_t i = 0; i < search->found; i++)
	{
		int32_t		at = search->queue[i];

		for (int64_t r = e->relations_start[at]; r < e->relations_start[at + 1]; r++)
		{
			int32_t		relation = e->relations_of[r];

			if (search->relation_reached[relation])
				continue;
			search->relation_reached[relation] = true;
			search->relations[search->relations_found++] = relation;
			for (int64_t k = s->start[relation]; k < s->start[relation + 1]; k++)
			{
				int32_t		member = s->members[k];

				if (!is_active(e, search, member))
					continue;
				search->entries++;
				if (!search->reached[member])
				{
					search->reached[member] = true;
					search->queue[search->found++] = member;
				}
			}
		}
	}
	check_interrupts(e);
}

static int
compare_entries(const void *a, const void *b)
{
	const Entry *x = a;
	const Entry *y = b;

	return x->column < y->column ? -1 : x->column > y->column;
}

/*
 * The relations of the last component as a matrix. Protected cells in need get
 * the role PROTECT; the other hidden ones are kept only for their unit.
 */
static Matrix *
component_matrix(const Elimination *e, const Search *search, const bool *in_need)
{
	const SdcSystem *s = e->system;
	Matrix	   *m = new_matrix(e, search->found, search->relations_found);

	for (int32_t c = 0; c < search->found; c++)
	{
		int32_t		cell = search->queue[c];

		m->cell[c] = cell;
		if (s->cell[cell].state == SDC_CANDIDATE)
			m->role[c] = ROLE_CANDIDATE;
		else if (in_need[cell])
			m->role[c] = ROLE_PROTECT;
		else
			m->role[c] = s->cell[cell].unit >= 0 ? ROLE_KEEP : ROLE_HIDDEN;
		e->column_of[cell] = c;
	}
	for (int32_t i = 0; i < search->relations_found; i++)
	{
		int32_t		relation = search->relations[i];
		int64_t		total = s->start[relation];
		Row		   *row = &m->row[i];

		for (int64_t k = total; k < s->start[relation + 1]; k++)
			row->length += is_active(e, search, s->members[k]);
		row->entries = allocate(e, row->length * sizeof(Entry));
		row->length = 0;
		for (int64_t k = total; k < s->start[relation + 1]; k++)
		{
			if (!is_active(e, search, s->members[k]))
				continue;
			row->entries[row->length].column = e->column_of[s->members[k]];
			row->entries[row->length++].value = k == total ? PRIME - 1 : 1;
		}
		qsort(row->entries, row->length, sizeof(Entry), compare_entries);
	}
	return m;
}

static void
start_search(const Elimination *e, Search *search, int32_t stage)
{
	search->stage = stage;
	memset(search->reached, 0, e->system->cells);
	memset(search->relation_reached, 0, e->system->relations);
}

static void
new_search(const Elimination *e, Search *search)
{
	search->stage_of = allocate(e, e->system->cells * sizeof(int32_t));
	search->reached = allocate(e, e->system->cells);
	search->relation_reached = allocate(e, e->system->relations);
	search->queue = allocate(e, e->system->cells * sizeof(int32_t));
	search->relations = allocate(e, e->system->relations * sizeof(int32_t));
}

static void
release_search(const Elimination *e, Search *search)
{
	release(e, search->stage_of);
	release(e, search->reached);
	release(e, search->relation_reached);
	release(e, search->queue);
	release(e, search->relations);
}

static void
open_elimination(Elimination *e, SdcSystem *system, const SdcHooks *hooks)
{
	int64_t		members = system->relations ? system->start[system->relations] : 0;
	int64_t    *fill;

	e->system = system;
	e->hooks = hooks;
	e->relations_start = allocate_zero(e, ((size_t) system->cells + 1) * sizeof(int64_t));
	e->relations_of = allocate(e, members * sizeof(int32_t));
	e->column_of = allocate(e, system->cells * sizeof(int32_t));
	fill = allocate(e, system->cells * sizeof(int64_t));
	for (int64_t k = 0; k < members; k++)
		e->relations_start[system->members[k] + 1]++;
	for (int32_t c = 0; c < system->cells; c++)
		e->relations_start[c + 1] += e->relations_start[c];
	memcpy(fill, e->relations_start, system->cells * sizeof(int64_t));
	for (int32_t r = 0; r < system->relations; r++)
		for (int64_t k = system->start[r]; k < system->start[r + 1]; k++)
			e->relations_of[fill[system->members[k]]++] = r;
	release(e, fill);
}

static void
close_elimination(Elimination *e)
{
	release(e, e->relations_start);
	release(e, e->relations_of);
	release(e, e->column_of);
}

/*
 * Which protected cells are exposed while only hidden cells are unknown?
 */
static int32_t
exposed_now(Elimination *e, Search *search, bool *exposed)
{
	SdcSystem  *s = e->system;
	bool	   *protected = allocate(e, s->cells);
	int32_t		count = 0;

	for (int32_t c = 0; c < s->cells; c++)
		protected[c] = s->cell[c].state == SDC_PROTECTED;
	memset(exposed, 0, s->cells);
	start_search(e, search, -1);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;
		bool	   *column_exposed;

		if (!protected[c] || search->reached[c])
			continue;
		search_component(e, search, c);
		m = component_matrix(e, search, protected);
		column_exposed = allocate(e, m->columns);
		count += find_exposed(e, m, column_exposed);
		for (int32_t k = 0; k < m->columns; k++)
			exposed[m->cell[k]] = column_exposed[k];
		release(e, column_exposed);
		release_matrix(e, m);
	}
	release(e, protected);
	return count;
}

/*
 * Small connected systems, taken with all their cells, get a single stage.
 * Returns whether there is any other.
 */
static bool
assign_stages(Elimination *e, Search *search)
{
	SdcSystem  *s = e->system;
	bool		several = false;

	for (int32_t c = 0; c < s->cells; c++)
		search->stage_of[c] = 0;
	start_search(e, search, 0);
	for (int32_t c = 0; c < s->cells; c++)
	{
		if (search->reached[c] || s->cell[c].state == SDC_PUBLISHED)
			continue;
		search_component(e, search, c);
		if (search->found <= ONE_STAGE_CELLS)
			continue;
		several = true;
		for (int32_t i = 0; i < search->found; i++)
			search->stage_of[search->queue[i]] = s->cell[search->queue[i]].stage;
	}
	return several;
}

/*
 * Hide candidates of the component that was just found, so that the cells in
 * need that can be protected by it are. Those are then no longer in need.
 */
static void
protect_component(Elimination *e, Search *search, bool *in_need)
{
	SdcSystem  *s = e->system;
	Matrix	   *m = component_matrix(e, search, in_need);
	Matrix	   *copy = copy_without(e, m, 0);
	bool	   *exposed = allocate(e, m->columns);

	find_exposed(e, copy, exposed);
	release_matrix(e, copy);
	for (int32_t c = 0; c < m->columns; c++)
	{
		if (m->role[c] != ROLE_PROTECT)
			continue;
		if (exposed[c])
			m->role[c] = s->cell[m->cell[c]].unit >= 0 ? ROLE_KEEP : ROLE_HIDDEN;
		else
			in_need[m->cell[c]] = false;
	}
	if (count_role(m, ROLE_PROTECT) > 0)
	{
		eliminate_roles(e, m, 1u << ROLE_HIDDEN, NULL);
		decide(e, m);
		/* What this stage did not need, a later one may. */
		for (int32_t c = 0; c < m->columns; c++)
			if (m->role[c] == ROLE_CANDIDATE && s->cell[m->cell[c]].state == SDC_PUBLISHED)
				s->cell[m->cell[c]].state = SDC_CANDIDATE;
	}
	release(e, exposed);
	release_matrix(e, m);
}

/*
 * What one stage hid may be superfluous by what a later one hid: publish again
 * what can be, in order of rank.
 */
static void
publish_superfluous(Elimination *e, Search *search, const bool *was_candidate)
{
	SdcSystem  *s = e->system;
	bool	   *protected = allocate(e, s->cells);

	for (int32_t c = 0; c < s->cells; c++)
		protected[c] = s->cell[c].state == SDC_PROTECTED;
	start_search(e, search, -1);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;

		if (search->reached[c] || s->cell[c].state != SDC_HIDDEN || !was_candidate[c])
			continue;
		search_component(e, search, c);
		m = component_matrix(e, search, protected);
		for (int32_t k = 0; k < m->columns; k++)
			if (was_candidate[m->cell[k]] && s->cell[m->cell[k]].state == SDC_HIDDEN)
				m->role[k] = ROLE_CANDIDATE;
		eliminate_roles(e, m, 1u << ROLE_HIDDEN, NULL);
		decide(e, m);
		release_matrix(e, m);
	}
	release(e, protected);
}

int32_t
sdc_exposed(const SdcSystem *system, const SdcHooks *hooks, bool *exposed)
{
	Elimination e;
	Search		search;
	int32_t		count;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	count = exposed_now(&e, &search, exposed);
	release_search(&e, &search);
	close_elimination(&e);
	return count;
}

int32_t
sdc_eliminate(SdcSystem *s, const SdcHooks *hooks)
{
	Elimination e;
	Search		search;
	bool	   *in_need;
	bool	   *was_candidate;
	int32_t    *stages;
	int32_t		count = 0;
	int32_t		unprotected;
	bool		several_stages;

	open_elimination(&e, s, hooks);
	new_search(&e, &search);
	in_need = allocate(&e, s->cells);
	was_candidate = allocate(&e, s->cells);
	stages = allocate(&e, s->cells * sizeof(int32_t));

	several_stages = assign_stages(&e, &search);
	for (int32_t c = 0; c < s->cells; c++)
	{
		was_candidate[c] = s->cell[c].state == SDC_CANDIDATE;
		if (was_candidate[c])
			stages[count++] = search.stage_of[c];
	}
	qsort(stages, count, sizeof(int32_t), compare_int32);

	unprotected = exposed_now(&e, &search, in_need);
	for (int32_t i = 0; i < count && unprotected > 0; i++)
	{
		if (i > 0 && stages[i] == stages[i - 1])
			continue;
		start_search(&e, &search, stages[i]);
		for (int32_t c = 0; c < s->cells; c++)
		{
			bool		news = false;

			if (!in_need[c] || search.reached[c])
				continue;
			search_component(&e, &search, c);
			for (int32_t k = 0; k < search.found && !news; k++)
				news = s->cell[search.queue[k]].state == SDC_CANDIDATE &&
					search.stage_of[search.queue[k]] == stages[i];
			if (news)
				protect_component(&e, &search, in_need);
		}
		unprotected = 0;
		for (int32_t c = 0; c < s->cells; c++)
			unprotected += in_need[c];
	}
	if (several_stages)
		publish_superfluous(&e, &search, was_candidate);
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_CANDIDATE)
			s->cell[c].state = SDC_PUBLISHED;

	release(&e, stages);
	release(&e, was_candidate);
	release(&e, in_need);
	release_search(&e, &search);
	close_elimination(&e);
	return unprotected;
}
