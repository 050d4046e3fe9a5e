/*-------------------------------------------------------------------------
 *
 * circuit.c
 *		Small sets of hidden cells that can change together.
 *
 * Each column that no pivot eliminated is free: with 1 for it and 0 for the other free
 * ones there is one vector of the kernel, which is found from the last pivot to the
 * first, by those that have part in it only.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/circuit.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

/* Larger circuits are given up, and so are those for which more pivots are looked at. */
#define LARGEST_CIRCUIT 32

typedef struct PivotEntry
{
	uint64_t	value;
	int32_t		pivot;
} PivotEntry;

/* What each column has in the rows of pivots of other columns. */
typedef struct ByColumn
{
	int64_t    *start;
	PivotEntry *entry;
} ByColumn;

static ByColumn
entries_by_column(const SdcHooks *hooks, const History *history, int32_t columns)
{
	ByColumn	by = {allocate_zero(hooks, ((size_t) columns + 2) * sizeof(int64_t))};

	for (int32_t i = 0; i < history->count; i++)
	{
		const Pivot *pivot = &history->pivots[i];

		check_interrupts_at(hooks, i);
		for (int32_t k = 0; k < pivot->row.length; k++)
			by.start[pivot->row.entries[k].column + 2] += pivot->row.entries[k].column != pivot->column;
	}
	for (int32_t c = 1; c <= columns; c++)
		by.start[c + 1] += by.start[c];
	by.entry = allocate(hooks, by.start[columns + 1] * sizeof(PivotEntry));
	for (int32_t i = 0; i < history->count; i++)
	{
		const Pivot *pivot = &history->pivots[i];

		check_interrupts_at(hooks, i);
		for (int32_t k = 0; k < pivot->row.length; k++)
			if (pivot->row.entries[k].column != pivot->column)
				by.entry[by.start[pivot->row.entries[k].column + 1]++] = (PivotEntry) {pivot->row.entries[k].value, i};
	}
	return by;
}

/* A vector of the kernel while it is found: pivots that may have part in it, the first ones first. */
typedef struct Vector
{
	int32_t		pivot[LARGEST_CIRCUIT];
	uint64_t	sum[LARGEST_CIRCUIT];
	int32_t		waiting;
} Vector;

/* Add to what a pivot must make good; false when there are too many. */
static bool
add_to_pivot(Vector *vector, int32_t pivot, uint64_t value)
{
	int32_t		at = vector->waiting;

	while (at > 0 && vector->pivot[at - 1] > pivot)
		at--;
	if (at > 0 && vector->pivot[at - 1] == pivot)
	{
		vector->sum[at - 1] = add_mod(vector->sum[at - 1], value);
		return true;
	}
	if (vector->waiting == LARGEST_CIRCUIT)
		return false;
	for (int32_t i = vector->waiting++; i > at; i--)
	{
		vector->pivot[i] = vector->pivot[i - 1];
		vector->sum[i] = vector->sum[i - 1];
	}
	vector->pivot[at] = pivot;
	vector->sum[at] = value;
	return true;
}

static bool
add_column(Vector *vector, const ByColumn *by, int32_t column, uint64_t value)
{
	for (int64_t k = by->start[column]; k < by->start[column + 1]; k++)
		if (!add_to_pivot(vector, by->entry[k].pivot, multiply_mod(by->entry[k].value, value)))
			return false;
	return true;
}

/* The circuit of a free column; returns its length, or 0: it is large. */
static int32_t
find_circuit(const History *history, const ByColumn *by, int32_t column, int32_t *member)
{
	Vector		vector = {.waiting = 0};
	int32_t		length = 0;

	member[length++] = column;
	if (!add_column(&vector, by, column, 1))
		return 0;
	while (vector.waiting > 0)
	{
		const Pivot *pivot = &history->pivots[vector.pivot[--vector.waiting]];
		uint64_t	sum = vector.sum[vector.waiting];

		if (sum == 0)
			continue;
		if (length == LARGEST_CIRCUIT)
			return 0;
		member[length++] = pivot->column;
		if (!add_column(&vector, by, pivot->column, negate_mod(multiply_mod(sum, pivot->inverse))))
			return 0;
	}
	return length;
}

void
open_circuits(const SdcHooks *hooks, const History *history, int32_t columns, Circuits *circuits)
{
	ByColumn	by = entries_by_column(hooks, history, columns);
	bool	   *is_pivot = allocate_zero(hooks, columns);
	int32_t		capacity = 0;
	int64_t		member_capacity = 0;
	int32_t		count = 0;

	*circuits = (Circuits) {allocate(hooks, columns * sizeof(int32_t)), allocate_zero(hooks, sizeof(int64_t)), NULL};
	memset(circuits->circuit_of, 0xff, columns * sizeof(int32_t));
	for (int32_t i = 0; i < history->count; i++)
		is_pivot[history->pivots[i].column] = true;
	for (int32_t c = 0; c < columns; c++)
	{
		int32_t		member[LARGEST_CIRCUIT];
		int32_t		length = is_pivot[c] ? 0 : find_circuit(history, &by, c, member);
		int64_t		end = circuits->start[count];
		bool		is_smallest = false;

		check_interrupts_at(hooks, c);
		for (int32_t k = 0; k < length; k++)
		{
			int32_t    *best = &circuits->circuit_of[member[k]];

			if (*best >= 0 && circuits->start[*best + 1] - circuits->start[*best] <= length)
				continue;
			*best = count;
			is_smallest = true;
		}
		if (!is_smallest)
			continue;
		if (count + 1 >= capacity)
		{
			capacity = capacity * 2 + 64;
			circuits->start = enlarge(hooks, circuits->start, ((size_t) count + 1) * sizeof(int64_t),
									  ((size_t) capacity + 1) * sizeof(int64_t));
		}
		if (end + length > member_capacity)
		{
			member_capacity = member_capacity * 2 + 256;
			circuits->member = enlarge(hooks, circuits->member, end * sizeof(int32_t), member_capacity * sizeof(int32_t));
		}
		memcpy(circuits->member + end, member, length * sizeof(int32_t));
		circuits->start[++count] = end + length;
	}
	release(hooks, is_pivot);
	release(hooks, by.entry);
	release(hooks, by.start);
}

void
close_circuits(const SdcHooks *hooks, Circuits *circuits)
{
	release(hooks, circuits->circuit_of);
	release(hooks, circuits->start);
	release(hooks, circuits->member);
}
