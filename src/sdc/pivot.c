/*-------------------------------------------------------------------------
 *
 * pivot.c
 *		Sparse elimination: the column of fewest rows first, by its shortest row.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/pivot.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

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
list_row(const SdcHooks *hooks, Index *index, int32_t column, int32_t row)
{
	if (index->listed[column] == index->capacity[column])
	{
		int32_t		capacity = index->capacity[column] ? 2 * index->capacity[column] : 4;
		int32_t    *longer = allocate(hooks, capacity * sizeof(int32_t));

		if (index->listed[column])
			memcpy(longer, index->rows_of[column], index->listed[column] * sizeof(int32_t));
		release(hooks, index->rows_of[column]);
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
extend_row(const SdcHooks *hooks, Row *row, int32_t more)
{
	int32_t		needed = row->length + more;

	if (row->capacity < needed)
	{
		int32_t		capacity = needed + row->length / 2;
		Entry	   *longer = allocate(hooks, capacity * sizeof(Entry));

		if (row->length)
			memcpy(longer, row->entries, row->length * sizeof(Entry));
		release(hooks, row->entries);
		row->entries = longer;
		row->capacity = capacity;
	}
	if (needed > SHORT_ROW && (!row->slots || row->mask < 2 * needed))
	{
		int64_t		size = 64;

		while (size <= 3 * (int64_t) needed)
			size *= 2;
		release(hooks, row->slots);
		row->slots = allocate_zero(hooks, size * sizeof(int32_t));
		row->mask = (int32_t) (size - 1);
		for (int32_t i = 0; i < row->length; i++)
			row->slots[find_slot(row, row->entries[i].column)] = i + 1;
	}
}

/* The entry of a column in a row, or NULL. */
static Entry *
find_entry(const SdcHooks *hooks, Row *row, int32_t column)
{
	if (row->length > SHORT_ROW)
	{
		int32_t		place;

		extend_row(hooks, row, 0);
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
add_row(const SdcHooks *hooks, Matrix *m, Index *index, int32_t target, const Row *pivot,
		uint64_t factor)
{
	Row		   *row = &m->row[target];

	extend_row(hooks, row, pivot->length);
	for (int32_t i = 0; i < pivot->length; i++)
	{
		int32_t		column = pivot->entries[i].column;
		uint64_t	added = multiply_mod(factor, pivot->entries[i].value);
		Entry	   *entry = find_entry(hooks, row, column);

		if (!entry)
		{
			append_entry(row, column, added);
			list_row(hooks, index, column, target);
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

History *
new_history(const SdcHooks *hooks, const Matrix *m)
{
	History    *history = allocate_zero(hooks, sizeof(History));

	history->pivots = allocate(hooks, m->rows * sizeof(Pivot));
	return history;
}

void
release_history(const SdcHooks *hooks, History *history)
{
	for (int32_t i = 0; i < history->count; i++)
		release_row(hooks, &history->pivots[i].row);
	release(hooks, history->pivots);
	release(hooks, history->steps);
	release(hooks, history);
}

static void
remember_step(const SdcHooks *hooks, History *history, Step step)
{
	if (history->taken == history->capacity)
	{
		int64_t		capacity = history->capacity ? 2 * history->capacity : 256;
		Step	   *longer = allocate(hooks, capacity * sizeof(Step));

		if (history->taken)
			memcpy(longer, history->steps, history->taken * sizeof(Step));
		release(hooks, history->steps);
		history->steps = longer;
		history->capacity = capacity;
	}
	history->steps[history->taken++] = step;
}

/* Returns the entries that were added to rows. */
static int64_t
eliminate_column(const SdcHooks *hooks, Matrix *m, Index *index, int32_t column, History *history)
{
	int64_t		work = 0;
	int32_t		pivot_row = -1;
	Row			pivoting;
	uint64_t	inverse;

	for (int32_t i = 0; i < index->listed[column]; i++)
	{
		int32_t		row = index->rows_of[column][i];

		check_interrupts_at(hooks, i);
		if (find_entry(hooks, &m->row[row], column) &&
			(pivot_row < 0 || m->row[row].length < m->row[pivot_row].length))
			pivot_row = row;
	}
	pivoting = m->row[pivot_row];
	memset(&m->row[pivot_row], 0, sizeof(Row));
	for (int32_t i = 0; i < pivoting.length; i++)
		count_changed(index, pivoting.entries[i].column, -1);

	inverse = inverse_mod(find_entry(hooks, &pivoting, column)->value);
	for (int32_t i = 0; i < index->listed[column]; i++)
	{
		int32_t		row = index->rows_of[column][i];
		Entry	   *entry = find_entry(hooks, &m->row[row], column);
		uint64_t	factor;

		if (!entry)
			continue;
		check_interrupts(hooks);
		factor = negate_mod(multiply_mod(entry->value, inverse));
		add_row(hooks, m, index, row, &pivoting, factor);
		work += pivoting.length;
		if (history)
			remember_step(hooks, history, (Step) {factor, row, pivot_row});
	}
	if (history)
	{
		/* Nothing is looked for in it any more. */
		release(hooks, pivoting.slots);
		pivoting.slots = NULL;
		history->pivots[history->count++] = (Pivot) {column, pivot_row, inverse, pivoting};
		history->work += work;
	}
	else
		release_row(hooks, &pivoting);
	return work;
}

bool
eliminate_roles_within(const SdcHooks *hooks, Matrix *m, unsigned roles, int64_t most, History *history)
{
	Index		index;
	int64_t		work = 0;

	index.rows_of = allocate_zero(hooks, m->columns * sizeof(int32_t *));
	index.listed = allocate_zero(hooks, m->columns * sizeof(int32_t));
	index.capacity = allocate_zero(hooks, m->columns * sizeof(int32_t));
	index.count = allocate_zero(hooks, m->columns * sizeof(int32_t));
	index.is_queued = allocate_zero(hooks, m->columns);
	index.next = allocate(hooks, m->columns * sizeof(int32_t));
	index.previous = allocate(hooks, m->columns * sizeof(int32_t));
	memset(index.first, 0xff, sizeof(index.first));

	for (int32_t i = 0; i < m->rows; i++)
		for (int32_t k = 0; k < m->row[i].length; k++)
		{
			list_row(hooks, &index, m->row[i].entries[k].column, i);
			index.count[m->row[i].entries[k].column]++;
		}
	for (int32_t c = 0; c < m->columns; c++)
		if ((roles >> m->role[c]) & 1)
		{
			index.is_queued[c] = true;
			enqueue(&index, c);
		}

	for (int queue = 0; queue <= MANY_ROWS && work <= most;)
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
		check_interrupts(hooks);
		work += eliminate_column(hooks, m, &index, column, history);
		queue = 0;
	}

	for (int32_t c = 0; c < m->columns; c++)
		release(hooks, index.rows_of[c]);
	release(hooks, index.rows_of);
	release(hooks, index.listed);
	release(hooks, index.capacity);
	release(hooks, index.count);
	release(hooks, index.is_queued);
	release(hooks, index.next);
	release(hooks, index.previous);
	return work <= most;
}

/*
 * Eliminate the columns of some roles from the matrix: what the other columns
 * satisfy when these may take any value. The history may be NULL.
 */
void
eliminate_roles(const SdcHooks *hooks, Matrix *m, unsigned roles, History *history)
{
	eliminate_roles_within(hooks, m, roles, INT64_MAX, history);
}
