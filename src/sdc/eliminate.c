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
 * In a large system hiding half of all candidates would fill the relations up.
 * There grow() first hides candidates around the exposed cells, cheap ones
 * first and more than needed, until nothing is exposed; decide() then publishes
 * among those what can be. So the work grows with the number of unsafe cells
 * and not with the table. Which candidate to hide says the combination of
 * relations that gives an exposed cell away: one of the cells in it.
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
#include "sdc/union_find.h"

#include <stdlib.h>
#include <string.h>

/*
 * Connected systems of up to this many cells are decided without growing.
 */
#define SMALL_SYSTEM 200

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
	*seed += UINT64_C(0x9e3779b97f4a7c15);
	return 1 + mix(*seed) % (PRIME - 1);
}

/*
 * A sparse matrix. The entries of a row are in no order; a long row has a table
 * that finds them, so that what is added to it costs what is added, and not what
 * is there. A column belongs to a cell.
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
release_row(const Elimination *e, Row *row)
{
	release(e, row->entries);
	release(e, row->slots);
	memset(row, 0, sizeof(Row));
}

static void
release_matrix(const Elimination *e, Matrix *m)
{
	for (int32_t i = 0; i < m->rows; i++)
		release_row(e, &m->row[i]);
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
 * matrix; with a history it is kept there, in order of elimination, and so is
 * each step: row[target] += factor * row[from].
 */
typedef struct Pivot
{
	int32_t		column;
	int32_t		from;			/* the number of its row in the matrix */
	uint64_t	inverse;		/* of its entry in that column */
	Row			row;
} Pivot;

typedef struct Step
{
	uint64_t	factor;
	int32_t		target;
	int32_t		from;
} Step;

typedef struct History
{
	Pivot	   *pivots;
	int32_t		count;
	Step	   *steps;
	int64_t		taken;
	int64_t		capacity;
} History;

/* Columns that are in this many rows or more are not told apart. */
#define MANY_ROWS 64

typedef struct Index
{
	int32_t   **rows_of;		/* rows that had the column; some no longer do */
	int32_t    *listed;			/* length of that list */
	int32_t    *capacity;
	int32_t    *count;			/* rows that have the column now */
	bool	   *is_queued;		/* column is still to be eliminated */
	int32_t    *next;			/* queued columns by number of rows: linked lists */
	int32_t    *previous;
	int32_t		first[MANY_ROWS + 1];
} Index;

static int
queue_of(const Index *index, int32_t column)
{
	return index->count[column] < MANY_ROWS ? index->count[column] : MANY_ROWS;
}

static void
enqueue(Index *index, int32_t column)
{
	int			queue = queue_of(index, column);

	index->next[column] = index->first[queue];
	index->previous[column] = -1;
	if (index->first[queue] >= 0)
		index->previous[index->first[queue]] = column;
	index->first[queue] = column;
}

static void
dequeue(Index *index, int32_t column)
{
	if (index->next[column] >= 0)
		index->previous[index->next[column]] = index->previous[column];
	if (index->previous[column] >= 0)
		index->next[index->previous[column]] = index->next[column];
	else
		index->first[queue_of(index, column)] = index->next[column];
}

static void
count_changed(Index *index, int32_t column, int32_t by)
{
	if (index->is_queued[column])
		dequeue(index, column);
	index->count[column] += by;
	if (index->is_queued[column])
		enqueue(index, column);
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

/* Rows of up to this many entries are searched from front to back. */
#define SHORT_ROW 16

/* The slot of a column: where its entry is found, or would be. */
static int32_t
find_slot(const Row *row, int32_t column)
{
	int32_t		slot = (int32_t) (((uint32_t) column * UINT32_C(2654435769)) >> 7) & row->mask;

	while (row->slots[slot] && row->entries[row->slots[slot] - 1].column != column)
		slot = (slot + 1) & row->mask;
	return slot;
}

/* Room for more entries, and a table when there are many. */
static void
extend_row(const Elimination *e, Row *row, int32_t more)
{
	int32_t		needed = row->length + more;

	if (row->capacity < needed)
	{
		int32_t		capacity = needed + row->length / 2;
		Entry	   *longer = allocate(e, capacity * sizeof(Entry));

		if (row->length)
			memcpy(longer, row->entries, row->length * sizeof(Entry));
		release(e, row->entries);
		row->entries = longer;
		row->capacity = capacity;
	}
	if (needed > SHORT_ROW && (!row->slots || row->mask < 2 * needed))
	{
		int64_t		size = 64;

		while (size <= 3 * (int64_t) needed)
			size *= 2;
		release(e, row->slots);
		row->slots = allocate_zero(e, size * sizeof(int32_t));
		row->mask = (int32_t) (size - 1);
		for (int32_t i = 0; i < row->length; i++)
			row->slots[find_slot(row, row->entries[i].column)] = i + 1;
	}
}

/* The entry of a column in a row, or NULL. */
static Entry *
find_entry(const Elimination *e, Row *row, int32_t column)
{
	if (row->length > SHORT_ROW)
	{
		int32_t		place;

		extend_row(e, row, 0);
		place = row->slots[find_slot(row, column)];
		return place ? &row->entries[place - 1] : NULL;
	}
	for (int32_t i = 0; i < row->length; i++)
		if (row->entries[i].column == column)
			return &row->entries[i];
	return NULL;
}

static void
append_entry(Row *row, int32_t column, uint64_t value)
{
	row->entries[row->length++] = (Entry) {value, column};
	if (row->slots)
		row->slots[find_slot(row, column)] = row->length;
}

static void
remove_entry(Row *row, Entry *entry)
{
	int32_t		place = (int32_t) (entry - row->entries);
	int32_t		free_slot = row->slots ? find_slot(row, entry->column) : -1;

	row->length--;
	if (place != row->length)
	{
		if (row->slots)
			row->slots[find_slot(row, row->entries[row->length].column)] = place + 1;
		*entry = row->entries[row->length];
	}
	if (!row->slots)
		return;

	/* Those behind it may have been put there for want of this slot. */
	row->slots[free_slot] = 0;
	for (int32_t slot = (free_slot + 1) & row->mask; row->slots[slot]; slot = (slot + 1) & row->mask)
	{
		int32_t		moved = row->slots[slot];

		row->slots[slot] = 0;
		row->slots[find_slot(row, row->entries[moved - 1].column)] = moved;
	}
}

/* row[target] += factor * pivot, which cancels the pivot's column. */
static void
add_row(const Elimination *e, Matrix *m, Index *index, int32_t target, const Row *pivot,
		uint64_t factor)
{
	Row		   *row = &m->row[target];

	extend_row(e, row, pivot->length);
	for (int32_t i = 0; i < pivot->length; i++)
	{
		int32_t		column = pivot->entries[i].column;
		uint64_t	added = multiply_mod(factor, pivot->entries[i].value);
		Entry	   *entry = find_entry(e, row, column);

		if (!entry)
		{
			append_entry(row, column, added);
			list_row(e, index, column, target);
			count_changed(index, column, 1);
			continue;
		}
		entry->value = add_mod(entry->value, added);
		if (entry->value == 0)
		{
			remove_entry(row, entry);
			count_changed(index, column, -1);
		}
	}
}

static History *
new_history(const Elimination *e, const Matrix *m)
{
	History    *history = allocate_zero(e, sizeof(History));

	history->pivots = allocate(e, m->rows * sizeof(Pivot));
	return history;
}

static void
release_history(const Elimination *e, History *history)
{
	for (int32_t i = 0; i < history->count; i++)
		release_row(e, &history->pivots[i].row);
	release(e, history->pivots);
	release(e, history->steps);
	release(e, history);
}

static void
remember_step(const Elimination *e, History *history, Step step)
{
	if (history->taken == history->capacity)
	{
		int64_t		capacity = history->capacity ? 2 * history->capacity : 256;
		Step	   *longer = allocate(e, capacity * sizeof(Step));

		if (history->taken)
			memcpy(longer, history->steps, history->taken * sizeof(Step));
		release(e, history->steps);
		history->steps = longer;
		history->capacity = capacity;
	}
	history->steps[history->taken++] = step;
}

static void
eliminate_column(const Elimination *e, Matrix *m, Index *index, int32_t column, History *history)
{
	int32_t		pivot_row = -1;
	Row			pivoting;
	uint64_t	inverse;

	for (int32_t i = 0; i < index->listed[column]; i++)
	{
		int32_t		row = index->rows_of[column][i];

		if (find_entry(e, &m->row[row], column) &&
			(pivot_row < 0 || m->row[row].length < m->row[pivot_row].length))
			pivot_row = row;
	}
	pivoting = m->row[pivot_row];
	memset(&m->row[pivot_row], 0, sizeof(Row));
	for (int32_t i = 0; i < pivoting.length; i++)
		count_changed(index, pivoting.entries[i].column, -1);

	inverse = inverse_mod(find_entry(e, &pivoting, column)->value);
	for (int32_t i = 0; i < index->listed[column]; i++)
	{
		int32_t		row = index->rows_of[column][i];
		Entry	   *entry = find_entry(e, &m->row[row], column);
		uint64_t	factor;

		if (!entry)
			continue;
		factor = negate_mod(multiply_mod(entry->value, inverse));
		add_row(e, m, index, row, &pivoting, factor);
		if (history)
			remember_step(e, history, (Step) {factor, row, pivot_row});
	}
	if (history)
		history->pivots[history->count++] = (Pivot) {column, pivot_row, inverse, pivoting};
	else
		release_row(e, &pivoting);
}

/*
 * Eliminate the columns of some roles from the matrix: what the other columns
 * satisfy when these may take any value. The history may be NULL.
 */
static void
eliminate_roles(const Elimination *e, Matrix *m, unsigned roles, History *history)
{
	Index		index;

	index.rows_of = allocate_zero(e, m->columns * sizeof(int32_t *));
	index.listed = allocate_zero(e, m->columns * sizeof(int32_t));
	index.capacity = allocate_zero(e, m->columns * sizeof(int32_t));
	index.count = allocate_zero(e, m->columns * sizeof(int32_t));
	index.is_queued = allocate_zero(e, m->columns);
	index.next = allocate(e, m->columns * sizeof(int32_t));
	index.previous = allocate(e, m->columns * sizeof(int32_t));
	memset(index.first, 0xff, sizeof(index.first));

	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 0; k < m->row[i].length; k++)
		{
			list_row(e, &index, m->row[i].entries[k].column, i);
			index.count[m->row[i].entries[k].column]++;
		}
	for (int32_t c = 0; c < m->columns; c++)
		if ((roles >> m->role[c]) & 1)
		{
			index.is_queued[c] = true;
			enqueue(&index, c);
		}

	for (int queue = 0; queue <= MANY_ROWS;)
	{
		int32_t		column = index.first[queue];

		if (column < 0)
		{
			queue++;
			continue;
		}
		dequeue(&index, column);
		index.is_queued[column] = false;
		if (queue == 0)
			continue;
		check_interrupts(e);
		eliminate_column(e, m, &index, column, history);
		queue = 0;
	}

	for (int32_t c = 0; c < m->columns; c++)
		release(e, index.rows_of[c]);
	release(e, index.rows_of);
	release(e, index.listed);
	release(e, index.capacity);
	release(e, index.count);
	release(e, index.is_queued);
	release(e, index.next);
	release(e, index.previous);
}

/*
 * Two random vectors of the kernel. The matrix is used up; its history is new.
 */
static void
sample_kernel(const Elimination *e, Matrix *m, History *history, uint64_t *first, uint64_t *second)
{
	uint64_t	seed = 0;

	eliminate_roles(e, m, ~0u, history);

	for (int32_t c = 0; c < m->columns; c++)
	{
		first[c] = next_random(&seed);
		second[c] = next_random(&seed);
	}
	for (int32_t i = history->count - 1; i >= 0; i--)
	{
		const Pivot *pivot = &history->pivots[i];
		const Row  *row = &pivot->row;
		uint64_t	sums[2] = {0, 0};

		for (int32_t k = 0; k < row->length; k++)
		{
			int32_t		column = row->entries[k].column;

			if (column == pivot->column)
				continue;
			sums[0] = add_mod(sums[0], multiply_mod(row->entries[k].value, first[column]));
			sums[1] = add_mod(sums[1], multiply_mod(row->entries[k].value, second[column]));
		}
		first[pivot->column] = negate_mod(multiply_mod(sums[0], pivot->inverse));
		second[pivot->column] = negate_mod(multiply_mod(sums[1], pivot->inverse));
	}
}

/* Why a column is exposed. */
typedef struct Exposure
{
	int32_t		by;				/* the column of the unit that can tell, or -1: anybody */
	uint64_t	factor;			/* of that column, which makes both together known */
} Exposure;

/*
 * The combination of rows of the matrix as it was that is an exposed column
 * alone, or with the one that exposes it: weight[i] for each row, zero on
 * entry. "rest" is scratch, a number for each column, zero on entry and after.
 */
static void
combine_rows(const Elimination *e, const History *history, int32_t column, const Exposure *exposure,
			 uint64_t *rest, uint64_t *weight)
{
	int32_t		remaining = 1;

	/* As a combination of pivot rows: each removes its column for good. */
	rest[column] = 1;
	if (exposure->by >= 0)
	{
		rest[exposure->by] = exposure->factor;
		remaining++;
	}
	for (int32_t i = 0; i < history->count && remaining > 0; i++)
	{
		const Pivot *pivot = &history->pivots[i];
		uint64_t	factor;

		if (rest[pivot->column] == 0)
			continue;
		factor = multiply_mod(rest[pivot->column], pivot->inverse);
		weight[pivot->from] = factor;
		for (int32_t k = 0; k < pivot->row.length; k++)
		{
			uint64_t   *at = &rest[pivot->row.entries[k].column];

			remaining -= *at != 0;
			*at = add_mod(*at, negate_mod(multiply_mod(factor, pivot->row.entries[k].value)));
			remaining += *at != 0;
		}
		check_interrupts(e);
	}

	/* Each pivot row is itself made of rows, by the steps before it. */
	for (int64_t i = history->taken - 1; i >= 0; i--)
	{
		const Step *step = &history->steps[i];

		if (weight[step->target])
			weight[step->from] = add_mod(weight[step->from], multiply_mod(step->factor, weight[step->target]));
	}
}

/* The inverses of many numbers at the price of one, and of three products each. */
static void
invert_all(const Elimination *e, uint64_t *values, int32_t count)
{
	uint64_t   *product = allocate(e, count * sizeof(uint64_t));
	uint64_t	all = 1;

	for (int32_t i = 0; i < count; i++)
	{
		product[i] = all;
		if (values[i])
			all = multiply_mod(all, values[i]);
	}
	all = inverse_mod(all);
	for (int32_t i = count - 1; i >= 0; i--)
		if (values[i])
		{
			uint64_t	value = values[i];

			values[i] = multiply_mod(all, product[i]);
			all = multiply_mod(all, value);
		}
	release(e, product);
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
 * hidden? And which columns are needed: to publish one of them alone would
 * expose a column to protect. The matrix is used up. Returns the number of
 * exposed columns; the history and the arrays, by column, may be NULL.
 */
static int32_t
find_exposed(const Elimination *e, Matrix *m, History *history, bool *exposed, Exposure *why, bool *needed)
{
	History    *own_history = history ? NULL : new_history(e, m);
	uint64_t   *first = allocate(e, m->columns * sizeof(uint64_t));
	uint64_t   *second = allocate(e, m->columns * sizeof(uint64_t));
	Ratio	   *ratios = NULL;
	int32_t		hidden = 0;
	int32_t		found = 0;
	bool		units = false;
	bool	   *mark = exposed ? exposed : allocate(e, m->columns);

	sample_kernel(e, m, history ? history : own_history, first, second);
	for (int32_t c = 0; c < m->columns; c++)
	{
		mark[c] = m->role[c] == ROLE_PROTECT && first[c] == 0;
		found += mark[c];
		if (why)
			why[c].by = -1;
		units = units || e->system->cell[m->cell[c]].unit >= 0;
		if (needed)
			needed[c] = false;
	}

	/*
	 * Columns of the same ratio determine each other. A unit alone in its cell
	 * knows that cell, so it learns the others; but cells of the same unit
	 * hold nothing new for it.
	 */
	if (units || needed)
	{
		ratios = allocate(e, m->columns * sizeof(Ratio));
		invert_all(e, second, m->columns);
		for (int32_t c = 0; c < m->columns; c++)
		{
			if (first[c] == 0 || second[c] == 0)
				continue;
			ratios[hidden].ratio = multiply_mod(first[c], second[c]);
			ratios[hidden++].column = c;
		}
		qsort(ratios, hidden, sizeof(Ratio), compare_ratios);
	}
	for (int32_t from = 0, to; from < hidden; from = to)
	{
		int32_t		some_unit = -1;
		int32_t		unit_column = -1;
		int32_t		other_column = -1;	/* of another unit */
		bool		protected = false;

		for (to = from; to < hidden && ratios[to].ratio == ratios[from].ratio; to++)
		{
			int32_t		unit = e->system->cell[m->cell[ratios[to].column]].unit;

			protected = protected || m->role[ratios[to].column] == ROLE_PROTECT;
			if (unit < 0)
				continue;
			if (unit_column < 0)
			{
				some_unit = unit;
				unit_column = ratios[to].column;
			}
			else if (unit != some_unit)
				other_column = ratios[to].column;
		}
		for (int32_t i = from; i < to && protected; i++)
		{
			int32_t		column = ratios[i].column;
			int32_t		by = e->system->cell[m->cell[column]].unit == some_unit ? other_column : unit_column;

			if (needed)
				needed[column] = true;
			if (by < 0 || m->role[column] != ROLE_PROTECT || mark[column] || e->system->cell[m->cell[column]].is_from_readers)
				continue;
			mark[column] = true;
			found++;
			if (why)
				why[column] = (Exposure) {by, negate_mod(multiply_mod(first[column], inverse_mod(first[by])))};
		}
	}
	release(e, ratios);
	release(e, first);
	release(e, second);
	if (own_history)
		release_history(e, own_history);
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
	int32_t    *of = allocate(e, m->columns * sizeof(int32_t));
	int32_t		count = 0;

	for (int32_t c = 0; c < m->columns; c++)
	{
		of[c] = c;
		component[c] = -1;
	}
	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 1; k < m->row[i].length; k++)
			unite(of, m->row[i].entries[0].column, m->row[i].entries[k].column);
	for (int32_t i = 0; i < m->rows; i++)
		if (m->row[i].length > 0)
		{
			int32_t		first = leader(of, m->row[i].entries[0].column);

			if (component[first] < 0)
				component[first] = count++;
		}
	for (int32_t c = 0; c < m->columns; c++)
		component[c] = component[leader(of, c)];
	release(e, of);
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
	bool		safe = find_exposed(e, without, NULL, NULL, NULL, NULL) == 0;

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
 * The unknowns are the hidden cells and, where asked for, the candidates.
 * Relations connect unknowns to components.
 */
typedef struct Search
{
	bool		with_candidates;
	bool	   *reached;		/* cells of components found so far */
	bool	   *relation_reached;
	int32_t    *queue;			/* the cells of the last component ... */
	int32_t		found;			/* ... and how many */
	int32_t    *relations;		/* the relations of the last component */
	int32_t		relations_found;
} Search;

static bool
is_unknown(const Elimination *e, const Search *search, int32_t cell)
{
	switch (e->system->cell[cell].state)
	{
		case SDC_PUBLISHED:
			return false;
		case SDC_CANDIDATE:
			return search->with_candidates;
		default:
			return true;
	}
}

static void
begin_component(Search *search, int32_t cell)
{
	search->found = 0;
	search->relations_found = 0;
	search->queue[search->found++] = cell;
	search->reached[cell] = true;
}

/* Reach the unknowns that share a relation with the i-th cell of the queue. */
static void
reach_neighbours(const Elimination *e, Search *search, int32_t i)
{
	const SdcSystem *s = e->system;
	int32_t		cell = search->queue[i];

	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
	{
		int32_t		relation = e->relations_of[r];

		if (search->relation_reached[relation] || s->implied[relation])
			continue;
		search->relation_reached[relation] = true;
		search->relations[search->relations_found++] = relation;
		for (int64_t k = s->start[relation]; k < s->start[relation + 1]; k++)
		{
			int32_t		member = s->members[k];

			if (is_unknown(e, search, member) && !search->reached[member])
			{
				search->reached[member] = true;
				search->queue[search->found++] = member;
			}
		}
	}
}

/* Find the component of unknowns that contains a cell. */
static void
search_component(const Elimination *e, Search *search, int32_t cell)
{
	begin_component(search, cell);
	for (int32_t i = 0; i < search->found; i++)
		reach_neighbours(e, search, i);
	check_interrupts(e);
}

/* Let the last component be found again. */
static void
forget_component(Search *search)
{
	for (int32_t i = 0; i < search->found; i++)
		search->reached[search->queue[i]] = false;
	for (int32_t i = 0; i < search->relations_found; i++)
		search->relation_reached[search->relations[i]] = false;
}

static int
compare_entries(const void *a, const void *b)
{
	const Entry *x = a;
	const Entry *y = b;

	return x->column < y->column ? -1 : x->column > y->column;
}

/*
 * A cell may be in a relation twice, where cells that are the same count as
 * one: also as the total and as a part, and then it drops out.
 */
static void
merge_entries(Row *row)
{
	int32_t		length = 0;

	for (int32_t k = 0; k < row->length; k++)
	{
		if (length > 0 && row->entries[length - 1].column == row->entries[k].column)
		{
			Entry	   *entry = &row->entries[length - 1];

			entry->value = add_mod(entry->value, row->entries[k].value);
			if (entry->value == 0)
				length--;
		}
		else
			row->entries[length++] = row->entries[k];
	}
	row->length = length;
}

/*
 * The relations of the last component as a matrix. Protected cells get the
 * role PROTECT; the other hidden ones are kept only for their unit.
 */
static Matrix *
component_matrix(const Elimination *e, const Search *search)
{
	const SdcSystem *s = e->system;
	Matrix	   *m = new_matrix(e, search->found, search->relations_found);

	for (int32_t c = 0; c < search->found; c++)
	{
		int32_t		cell = search->queue[c];

		m->cell[c] = cell;
		if (s->cell[cell].state == SDC_CANDIDATE)
			m->role[c] = ROLE_CANDIDATE;
		else if (s->cell[cell].state == SDC_PROTECTED)
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
			row->length += is_unknown(e, search, s->members[k]);
		row->entries = allocate(e, row->length * sizeof(Entry));
		row->length = 0;
		for (int64_t k = total; k < s->start[relation + 1]; k++)
		{
			if (!is_unknown(e, search, s->members[k]))
				continue;
			row->entries[row->length].column = e->column_of[s->members[k]];
			row->entries[row->length++].value = k == total ? PRIME - 1 : 1;
		}
		qsort(row->entries, row->length, sizeof(Entry), compare_entries);
		merge_entries(row);
	}
	return m;
}

static void
start_search(const Elimination *e, Search *search, bool with_candidates)
{
	search->with_candidates = with_candidates;
	memset(search->reached, 0, e->system->cells);
	memset(search->relation_reached, 0, e->system->relations);
}

static void
new_search(const Elimination *e, Search *search)
{
	search->reached = allocate(e, e->system->cells);
	search->relation_reached = allocate(e, e->system->relations);
	search->queue = allocate(e, e->system->cells * sizeof(int32_t));
	search->relations = allocate(e, e->system->relations * sizeof(int32_t));
}

static void
release_search(const Elimination *e, Search *search)
{
	release(e, search->reached);
	release(e, search->relation_reached);
	release(e, search->queue);
	release(e, search->relations);
}

/* Index the relations of each cell, in the order of the relations. */
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

typedef struct Ranked
{
	int32_t		rank;
	int32_t		cell;
} Ranked;

static int
compare_ranked(const void *a, const void *b)
{
	return compare_int32(a, b);
}

/* The cells that are marked, in order of rank; returns how many. */
static int32_t
rank_cells(const Elimination *e, const bool *marked, Ranked *ranked)
{
	int32_t		count = 0;

	for (int32_t c = 0; c < e->system->cells; c++)
		if (marked[c])
			ranked[count++] = (Ranked) {e->system->cell[c].rank, c};
	qsort(ranked, count, sizeof(Ranked), compare_ranked);
	return count;
}

/* What it costs that a cell would be the lone hidden one of a relation. */
#define LONE_CELL_COST 3

/* How many exposed cells get a remedy at a time. */
#define REMEDIES 20000

/*
 * What to hide against exposure: from each combination of relations that gives
 * a cell away, one of the published cells in it.
 */
typedef struct Remedy
{
	const bool *may_hide;		/* by cell */
	const int32_t *hidden_in;	/* hidden members of each relation */
	bool	   *chosen;			/* by cell: the outcome */
	uint64_t   *coefficient;	/* scratch, by cell, all zero */
	bool	   *is_member;		/* scratch, by cell, all false */
	Ranked	   *members;		/* scratch, by cell */
	int			at_once;		/* cells from a combination */
} Remedy;

/* One does nearly always; after some rounds it is time to make an end. */
static int
at_once(int round)
{
	return round < 4 ? 1 : 1 << (round < 20 ? round - 3 : 17);
}

static void
new_remedy(const Elimination *e, Remedy *remedy, const bool *may_hide, const int32_t *hidden_in)
{
	remedy->may_hide = may_hide;
	remedy->hidden_in = hidden_in;
	remedy->chosen = allocate(e, e->system->cells);
	remedy->coefficient = allocate_zero(e, e->system->cells * sizeof(uint64_t));
	remedy->is_member = allocate_zero(e, e->system->cells);
	remedy->members = allocate(e, e->system->cells * sizeof(Ranked));
	remedy->at_once = 1;
}

static void
release_remedy(const Elimination *e, Remedy *remedy)
{
	release(e, remedy->chosen);
	release(e, remedy->coefficient);
	release(e, remedy->is_member);
	release(e, remedy->members);
}

/* Little wanted, and in relations that have hidden cells already, so not alone. */
static int64_t
cost_of_hiding(const Elimination *e, const int32_t *hidden_in, int32_t cell)
{
	int64_t		cost = e->system->cell[cell].cost;

	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		if (hidden_in[e->relations_of[r]] == 0)
			cost += LONE_CELL_COST;
	return cost;
}

/* Choose from the combination of relations of the last component with these weights. */
static void
choose_from(const Elimination *e, const Search *search, const uint64_t *weight, Remedy *remedy)
{
	const SdcSystem *s = e->system;
	int32_t		count = 0;
	int32_t		left = 0;
	int			chosen = 0;

	for (int32_t i = 0; i < search->relations_found; i++)
	{
		int64_t		total = s->start[search->relations[i]];

		if (weight[i] == 0)
			continue;
		for (int64_t k = total; k < s->start[search->relations[i] + 1]; k++)
		{
			int32_t		cell = s->members[k];

			if (!remedy->may_hide[cell])
				continue;
			if (!remedy->is_member[cell])
				remedy->members[count++].cell = cell;
			remedy->is_member[cell] = true;
			remedy->coefficient[cell] = add_mod(remedy->coefficient[cell], k == total ? negate_mod(weight[i]) : weight[i]);
		}
	}
	for (int32_t i = 0; i < count; i++)
	{
		int32_t		cell = remedy->members[i].cell;

		remedy->is_member[cell] = false;
		if (remedy->coefficient[cell] == 0)
			continue;
		remedy->coefficient[cell] = 0;
		if (remedy->chosen[cell])
			chosen++;
		else
			remedy->members[left++] = (Ranked) {-s->cell[cell].rank, cell};
	}
	for (; chosen < remedy->at_once && left > 0; chosen++)
	{
		int32_t		best = 0;
		int64_t		least = 0;

		for (int32_t i = 0; i < left; i++)
		{
			int64_t		cost = cost_of_hiding(e, remedy->hidden_in, remedy->members[i].cell);

			if (i == 0 || cost < least || (cost == least && remedy->members[i].rank < remedy->members[best].rank))
			{
				best = i;
				least = cost;
			}
		}
		remedy->chosen[remedy->members[best].cell] = true;
		remedy->members[best] = remedy->members[--left];
	}
}

static void
find_remedies(const Elimination *e, const Search *search, const Matrix *m, const History *history,
			  const bool *exposed, const Exposure *why, Remedy *remedy)
{
	Ranked	   *ranked = allocate(e, m->columns * sizeof(Ranked));
	uint64_t   *rest = allocate_zero(e, m->columns * sizeof(uint64_t));
	uint64_t   *weight = allocate(e, m->rows * sizeof(uint64_t));
	int32_t		count = 0;

	for (int32_t c = 0; c < m->columns; c++)
		if (exposed[c])
			ranked[count++] = (Ranked) {rank_of(e, m, c), c};
	qsort(ranked, count, sizeof(Ranked), compare_ranked);
	for (int32_t i = 0; i < count && i < REMEDIES; i++)
	{
		memset(weight, 0, m->rows * sizeof(uint64_t));
		combine_rows(e, history, ranked[i].cell, &why[ranked[i].cell], rest, weight);
		choose_from(e, search, weight, remedy);
	}
	release(e, ranked);
	release(e, rest);
	release(e, weight);
}

/*
 * Which protected cells are exposed while only hidden cells are unknown, and
 * which hidden cells are needed? With "among", only the components of those
 * cells are looked at. Returns the number of exposed cells; both arrays are by
 * cell; needed and remedy may be NULL.
 */
static int32_t
exposed_now(const Elimination *e, Search *search, const bool *among, bool *exposed, bool *needed, Remedy *remedy)
{
	SdcSystem  *s = e->system;
	Ranked	   *ranked = allocate(e, s->cells * sizeof(Ranked));
	int32_t		protected = 0;
	int32_t		count = 0;

	memset(exposed, 0, s->cells);
	if (remedy)
		memset(remedy->chosen, 0, s->cells);
	start_search(e, search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_PROTECTED && (!among || among[c]))
			ranked[protected++] = (Ranked) {s->cell[c].rank, c};
	qsort(ranked, protected, sizeof(Ranked), compare_ranked);
	for (int32_t i = 0; i < protected; i++)
	{
		Matrix	   *m;
		History    *history;
		bool	   *column_exposed;
		bool	   *column_needed;
		Exposure   *why;
		int32_t		found;

		if (search->reached[ranked[i].cell])
			continue;
		search_component(e, search, ranked[i].cell);
		m = component_matrix(e, search);
		history = remedy ? new_history(e, m) : NULL;
		column_exposed = allocate(e, m->columns);
		column_needed = needed ? allocate(e, m->columns) : NULL;
		why = remedy ? allocate(e, m->columns * sizeof(Exposure)) : NULL;
		found = find_exposed(e, m, history, column_exposed, why, column_needed);
		count += found;
		for (int32_t k = 0; k < m->columns; k++)
		{
			exposed[m->cell[k]] = column_exposed[k];
			if (needed)
				needed[m->cell[k]] = column_needed[k];
		}
		if (remedy && found > 0)
			find_remedies(e, search, m, history, column_exposed, why, remedy);
		if (history)
			release_history(e, history);
		release(e, why);
		release(e, column_exposed);
		release(e, column_needed);
		release_matrix(e, m);
	}
	release(e, ranked);
	return count;
}

/*
 * Growing: hide candidates until the cells in need are no longer exposed.
 */
typedef struct Growth
{
	bool	   *in_need;		/* protected cells that are still exposed */
	int32_t    *hidden_in;		/* hidden members of each relation */
	int32_t    *by_rank;		/* members of each relation, least wanted first */
	int32_t    *waiting;		/* queue of relations with one hidden member */
	int64_t		waiting_from;
	int64_t		waiting_to;
	bool	   *is_waiting;
} Growth;

/* How many candidates of a relation are compared. */
#define CANDIDATES_COMPARED 64

static void
wait_for(const Elimination *e, Growth *growth, int32_t relation)
{
	if (growth->is_waiting[relation] || growth->hidden_in[relation] != 1)
		return;
	growth->is_waiting[relation] = true;
	growth->waiting[growth->waiting_to++ % e->system->relations] = relation;
}

static void
hide(const Elimination *e, Growth *growth, int32_t cell)
{
	e->system->cell[cell].state = SDC_HIDDEN;
	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		growth->hidden_in[e->relations_of[r]]++;
	for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
		wait_for(e, growth, e->relations_of[r]);
}

/* The best candidate of a relation to hide; -1 when there is none. */
static int32_t
best_candidate(const Elimination *e, const Growth *growth, int32_t relation, int64_t *best_cost)
{
	const SdcSystem *s = e->system;
	int32_t		best = -1;
	int			compared = 0;

	for (int64_t k = s->start[relation]; k < s->start[relation + 1] && compared < CANDIDATES_COMPARED; k++)
	{
		int32_t		cell = growth->by_rank[k];
		int64_t		cost;

		if (s->cell[cell].state != SDC_CANDIDATE)
			continue;
		compared++;
		cost = cost_of_hiding(e, growth->hidden_in, cell);
		if (best < 0 || cost < *best_cost)
		{
			best = cell;
			*best_cost = cost;
		}
	}
	return best;
}

/* Give every lone hidden cell company, and the new ones in their turn. */
static void
grow_lone_cells(const Elimination *e, Growth *growth)
{
	while (growth->waiting_from < growth->waiting_to)
	{
		int32_t		relation = growth->waiting[growth->waiting_from++ % e->system->relations];
		int64_t		cost;
		int32_t		choice;

		growth->is_waiting[relation] = false;
		if (growth->hidden_in[relation] != 1)
			continue;
		choice = best_candidate(e, growth, relation, &cost);
		if (choice >= 0)
			hide(e, growth, choice);
		check_interrupts(e);
	}
}

/*
 * Hide one more cell next to an exposed cell: in one of its relations, or,
 * where those have no candidate left, of the hidden cells it is connected to.
 */
static bool
grow_around(const Elimination *e, Growth *growth, Search *search, int32_t cell)
{
	int32_t		choice = -1;
	int64_t		least = 0;

	begin_component(search, cell);
	for (int32_t i = 0; i < search->found && choice < 0; i++)
	{
		int32_t		at = search->queue[i];

		reach_neighbours(e, search, i);
		for (int64_t r = e->relations_start[at]; r < e->relations_start[at + 1]; r++)
		{
			int64_t		cost;
			int32_t		candidate = best_candidate(e, growth, e->relations_of[r], &cost);

			if (candidate >= 0 && (choice < 0 || cost < least))
			{
				choice = candidate;
				least = cost;
			}
		}
	}
	forget_component(search);
	if (choice >= 0)
		hide(e, growth, choice);
	return choice >= 0;
}

static void
new_growth(const Elimination *e, Growth *growth)
{
	const SdcSystem *s = e->system;
	int64_t		members = s->relations ? s->start[s->relations] : 0;
	int64_t		longest = 0;
	Ranked	   *ranked;

	growth->in_need = allocate(e, s->cells);
	growth->hidden_in = allocate_zero(e, s->relations * sizeof(int32_t));
	growth->by_rank = allocate(e, members * sizeof(int32_t));
	growth->waiting = allocate(e, s->relations * sizeof(int32_t));
	growth->waiting_from = growth->waiting_to = 0;
	growth->is_waiting = allocate_zero(e, s->relations);
	for (int32_t r = 0; r < s->relations; r++)
		if (s->start[r + 1] - s->start[r] > longest)
			longest = s->start[r + 1] - s->start[r];
	ranked = allocate(e, longest * sizeof(Ranked));
	for (int32_t r = 0; r < s->relations; r++)
	{
		int64_t		length = s->start[r + 1] - s->start[r];

		for (int64_t k = 0; k < length; k++)
		{
			int32_t		cell = s->members[s->start[r] + k];

			ranked[k] = (Ranked) {-s->cell[cell].rank, cell};
			growth->hidden_in[r] += s->cell[cell].state == SDC_PROTECTED || s->cell[cell].state == SDC_HIDDEN;
		}
		qsort(ranked, length, sizeof(Ranked), compare_ranked);
		for (int64_t k = 0; k < length; k++)
			growth->by_rank[s->start[r] + k] = ranked[k].cell;
	}
	release(e, ranked);
}

static void
release_growth(const Elimination *e, Growth *growth)
{
	release(e, growth->in_need);
	release(e, growth->hidden_in);
	release(e, growth->by_rank);
	release(e, growth->waiting);
	release(e, growth->is_waiting);
}

/*
 * Hide candidates until nothing is exposed; returns the number of protected
 * cells for which there are not enough candidates.
 */
static int32_t
grow(Elimination *e, Search *search)
{
	SdcSystem  *s = e->system;
	Growth		growth;
	Remedy		remedy;
	bool	   *among = allocate(e, s->cells);
	bool	   *may_hide = allocate(e, s->cells);
	Ranked	   *ranked = allocate(e, s->cells * sizeof(Ranked));
	int32_t		exposed;
	int32_t		count;
	bool		grown = true;

	new_growth(e, &growth);
	new_remedy(e, &remedy, may_hide, growth.hidden_in);

	/* Company for lone cells may do ... */
	exposed = exposed_now(e, search, NULL, growth.in_need, NULL, NULL);
	count = rank_cells(e, growth.in_need, ranked);
	for (int32_t i = 0; i < count; i++)
		for (int64_t r = e->relations_start[ranked[i].cell]; r < e->relations_start[ranked[i].cell + 1]; r++)
			wait_for(e, &growth, e->relations_of[r]);

	/* ... or else what breaks the combinations that give cells away. */
	for (int round = 0, more = 1; exposed > 0 && grown; round++)
	{
		remedy.at_once = at_once(round);
		grow_lone_cells(e, &growth);
		for (int32_t c = 0; c < s->cells; c++)
			may_hide[c] = s->cell[c].state == SDC_CANDIDATE;
		memcpy(among, growth.in_need, s->cells);
		exposed = exposed_now(e, search, among, growth.in_need, NULL, &remedy);
		count = rank_cells(e, remedy.chosen, ranked);
		grown = count > 0;
		for (int32_t i = 0; i < count; i++)
			hide(e, &growth, ranked[i].cell);

		/* Against single units: ever more cells around. */
		if (grown || exposed == 0)
			continue;
		start_search(e, search, false);
		count = rank_cells(e, growth.in_need, ranked);
		for (int32_t i = 0; i < count; i++)
			for (int k = 0; k < more; k++)
				grown |= grow_around(e, &growth, search, ranked[i].cell);
		more *= 2;
	}
	release(e, ranked);
	release(e, may_hide);
	release(e, among);
	release_remedy(e, &remedy);
	release_growth(e, &growth);
	return exposed;
}

/*
 * Give the cells of small systems, candidates included, to decide(). Protected
 * cells that stay exposed whatever is hidden are marked hidden for the time.
 */
static int32_t
decide_small_systems(Elimination *e, Search *search, bool *is_small)
{
	SdcSystem  *s = e->system;
	int32_t		unprotected = 0;

	memset(is_small, 0, s->cells);
	start_search(e, search, true);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;
		Matrix	   *copy;
		bool	   *exposed;

		if (search->reached[c] || s->cell[c].state != SDC_PROTECTED)
			continue;
		search_component(e, search, c);
		if (search->found > SMALL_SYSTEM)
			continue;
		m = component_matrix(e, search);
		copy = copy_without(e, m, 0);
		exposed = allocate(e, m->columns);
		unprotected += find_exposed(e, copy, NULL, exposed, NULL, NULL);
		release_matrix(e, copy);
		for (int32_t k = 0; k < m->columns; k++)
		{
			is_small[m->cell[k]] = true;
			if (exposed[k])
				m->role[k] = s->cell[m->cell[k]].unit >= 0 ? ROLE_KEEP : ROLE_HIDDEN;
		}
		release(e, exposed);
		eliminate_roles(e, m, 1u << ROLE_HIDDEN, NULL);
		decide(e, m);
		release_matrix(e, m);
	}
	return unprotected;
}

/*
 * Hide one cell of a batch again, the one nearest to an exposed cell. False
 * when there is none left near it.
 */
static bool
restore_around(const Elimination *e, Search *search, int32_t cell, bool *in_batch)
{
	const SdcSystem *s = e->system;
	int32_t		choice = -1;

	begin_component(search, cell);
	for (int32_t i = 0; i < search->found && choice < 0; i++)
	{
		int32_t		at = search->queue[i];

		reach_neighbours(e, search, i);
		for (int64_t r = e->relations_start[at]; r < e->relations_start[at + 1]; r++)
			for (int64_t k = s->start[e->relations_of[r]]; k < s->start[e->relations_of[r] + 1]; k++)
				if (in_batch[s->members[k]] &&
					(choice < 0 || s->cell[s->members[k]].rank > s->cell[choice].rank))
					choice = s->members[k];
	}
	forget_component(search);
	if (choice < 0)
		return false;
	in_batch[choice] = false;
	s->cell[choice].state = SDC_HIDDEN;
	return true;
}

/*
 * Publish cells that are not needed, in batches: the most wanted ones that have
 * no relation in common. Where that exposes a cell after all, the nearest cell
 * of the batch is hidden again, for good. A few batches do most of the work;
 * what they leave hidden is safe, if not the least possible.
 */
#define MAX_BATCHES 3

static void
publish_in_batches(const Elimination *e, Search *search, bool *open)
{
	SdcSystem  *s = e->system;
	bool	   *exposed = allocate(e, s->cells);
	bool	   *needed = allocate(e, s->cells);
	bool	   *in_batch = allocate(e, s->cells);
	bool	   *touched = allocate(e, s->relations);
	int32_t    *hidden_in = allocate_zero(e, s->relations * sizeof(int32_t));
	Ranked	   *ranked = allocate(e, s->cells * sizeof(Ranked));
	Remedy		remedy;
	int32_t		batch;
	int			batches = 0;

	memset(needed, 0, s->cells);
	new_remedy(e, &remedy, in_batch, hidden_in);
	exposed_now(e, search, NULL, exposed, needed, NULL);
	do
	{
		int32_t		count;

		for (int32_t c = 0; c < s->cells; c++)
			in_batch[c] = open[c] && s->cell[c].state == SDC_HIDDEN && !needed[c];
		count = rank_cells(e, in_batch, ranked);
		memset(in_batch, 0, s->cells);
		memset(touched, 0, s->relations);
		batch = 0;
		for (int32_t i = 0; i < count; i++)
		{
			int32_t		cell = ranked[i].cell;
			bool		clear = true;

			for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1] && clear; r++)
				clear = !touched[e->relations_of[r]];
			if (!clear)
				continue;
			for (int64_t r = e->relations_start[cell]; r < e->relations_start[cell + 1]; r++)
				touched[e->relations_of[r]] = true;
			in_batch[cell] = true;
			open[cell] = false;
			s->cell[cell].state = SDC_PUBLISHED;
			batch++;
		}
		for (int round = 0, more = 1; batch > 0 && exposed_now(e, search, NULL, exposed, needed, &remedy) > 0; round++)
		{
			remedy.at_once = at_once(round);
			count = rank_cells(e, remedy.chosen, ranked);
			for (int32_t i = 0; i < count; i++)
			{
				in_batch[ranked[i].cell] = false;
				s->cell[ranked[i].cell].state = SDC_HIDDEN;
			}
			if (count > 0)
				continue;
			count = rank_cells(e, exposed, ranked);
			start_search(e, search, false);
			for (int32_t i = 0; i < count; i++)
				for (int k = 0; k < more && restore_around(e, search, ranked[i].cell, in_batch); k++)
					;
			more *= 2;
		}
	} while (batch > 0 && ++batches < MAX_BATCHES);

	release_remedy(e, &remedy);
	release(e, ranked);
	release(e, hidden_in);
	release(e, touched);
	release(e, in_batch);
	release(e, needed);
	release(e, exposed);
}

/*
 * Growing hides more than is needed: publish again what can be. "open" are the
 * cells that may be.
 */
static void
publish_superfluous(const Elimination *e, Search *search, bool *open)
{
	SdcSystem  *s = e->system;
	bool		large = false;

	start_search(e, search, false);
	for (int32_t c = 0; c < s->cells; c++)
	{
		Matrix	   *m;

		if (search->reached[c] || s->cell[c].state != SDC_HIDDEN || !open[c])
			continue;
		search_component(e, search, c);
		if (search->found > SMALL_SYSTEM)
		{
			large = true;
			continue;
		}
		m = component_matrix(e, search);
		for (int32_t k = 0; k < m->columns; k++)
		{
			if (open[m->cell[k]] && s->cell[m->cell[k]].state == SDC_HIDDEN)
				m->role[k] = ROLE_CANDIDATE;
			open[m->cell[k]] = false;
		}
		eliminate_roles(e, m, 1u << ROLE_HIDDEN, NULL);
		decide(e, m);
		release_matrix(e, m);
	}
	if (large)
		publish_in_batches(e, search, open);
}

int32_t
sdc_exposed(const SdcSystem *system, const SdcHooks *hooks, bool *exposed)
{
	Elimination e;
	Search		search;
	int32_t		count;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	count = exposed_now(&e, &search, NULL, exposed, NULL, NULL);
	release_search(&e, &search);
	close_elimination(&e);
	return count;
}

void
sdc_computable(const SdcSystem *system, const SdcHooks *hooks, bool *computable)
{
	Elimination e;
	Search		search;

	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	start_search(&e, &search, false);
	memset(computable, 0, system->cells);
	for (int32_t c = 0; c < system->cells; c++)
	{
		Matrix	   *m;
		History    *history;
		uint64_t   *first;
		uint64_t   *second;

		if (search.reached[c] || system->cell[c].state == SDC_PUBLISHED || system->cell[c].state == SDC_CANDIDATE)
			continue;
		search_component(&e, &search, c);
		if (search.relations_found == 0)
			continue;
		m = component_matrix(&e, &search);
		history = new_history(&e, m);
		first = allocate(&e, m->columns * sizeof(uint64_t));
		second = allocate(&e, m->columns * sizeof(uint64_t));
		sample_kernel(&e, m, history, first, second);
		for (int32_t k = 0; k < m->columns; k++)
			computable[m->cell[k]] = first[k] == 0 && second[k] == 0;
		release(&e, first);
		release(&e, second);
		release_history(&e, history);
		release_matrix(&e, m);
	}
	release_search(&e, &search);
	close_elimination(&e);
}

int32_t
sdc_eliminate(SdcSystem *s, const SdcHooks *hooks)
{
	Elimination e;
	Search		search;
	bool	   *open_cells;
	bool	   *is_small;
	int32_t		unprotected;

	open_elimination(&e, s, hooks);
	new_search(&e, &search);
	open_cells = allocate(&e, s->cells);
	is_small = allocate(&e, s->cells);

	unprotected = decide_small_systems(&e, &search, is_small);
	for (int32_t c = 0; c < s->cells; c++)
		open_cells[c] = s->cell[c].state == SDC_CANDIDATE && !is_small[c];
	if (unprotected == 0)
		unprotected = grow(&e, &search);
	if (unprotected == 0)
		publish_superfluous(&e, &search, open_cells);
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_CANDIDATE)
			s->cell[c].state = SDC_PUBLISHED;

	release(&e, is_small);
	release(&e, open_cells);
	release_search(&e, &search);
	close_elimination(&e);
	return unprotected;
}
