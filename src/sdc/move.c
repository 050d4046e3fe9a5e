/*-------------------------------------------------------------------------
 *
 * move.c
 *		Another table of whole numbers, a small step from the true one.
 *
 * One cell is changed, which puts its sums off. Then, as long as a sum is off, the
 * cell of it is changed that mends most, or, where that leads nowhere, the next.
 * Cells whose value nobody knows may only grow.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/move.h"
#include "sdc/memory.h"

#include <stdlib.h>

/* Entries that are looked at for a move, and cells that are tried to mend a sum. */
#define PATIENCE 6000
#define MOST_TRIED 3

/* A secret sum is a relation of its own, and only there to be hidden. */
static bool
is_secret_sum(const SdcSystem *s, const SdcValues *values, int32_t relation)
{
	return values->value[s->members[s->start[relation]]] == SDC_UNKNOWN_VALUE - 1;
}

static void
index_columns(Unknowns *u)
{
	int64_t		entries = u->row_start[u->rows];
	int64_t    *next = allocate(u->hooks, u->columns * sizeof(int64_t));

	u->column_start = allocate_zero(u->hooks, ((size_t) u->columns + 1) * sizeof(int64_t));
	u->row = allocate(u->hooks, entries * sizeof(int32_t));
	u->multiple = allocate(u->hooks, entries * sizeof(int32_t));
	for (int64_t k = 0; k < entries; k++)
		u->column_start[u->column[k] + 1]++;
	for (int32_t c = 0; c < u->columns; c++)
	{
		u->column_start[c + 1] += u->column_start[c];
		next[c] = u->column_start[c];
	}
	for (int32_t r = 0; r < u->rows; r++)
		for (int64_t k = u->row_start[r]; k < u->row_start[r + 1]; k++)
		{
			u->multiple[next[u->column[k]]] = u->coefficient[k];
			u->row[next[u->column[k]]++] = r;
		}
	release(u->hooks, next);
}

/* The relation as a row. False when it has a published member without a value. */
static bool
add_row(const Elimination *e, const SdcValues *values, int32_t relation, int32_t *multiple, Unknowns *u)
{
	const SdcSystem *s = e->system;
	int64_t		at = u->row_start[u->rows];
	__int128	sum = 0;

	for (int64_t k = s->start[relation]; k < s->start[relation + 1]; k++)
	{
		int32_t		cell = s->members[k];
		int			sign = k == s->start[relation] ? -1 : 1;

		if (s->cell[cell].state == SDC_PROTECTED || s->cell[cell].state == SDC_HIDDEN)
		{
			multiple[e->column_of[cell]] += sign;
			sum -= sign * values->least[cell];
		}
		else if (values->value[cell] >= SDC_UNKNOWN_VALUE - 1)
			return false;
		else
			sum -= sign * (__int128) values->value[cell];
	}
	for (int64_t k = s->start[relation]; k < s->start[relation + 1]; k++)
	{
		int32_t		cell = s->members[k];
		int32_t		column;

		if (s->cell[cell].state != SDC_PROTECTED && s->cell[cell].state != SDC_HIDDEN)
			continue;
		column = e->column_of[cell];
		if (multiple[column] == 0)
			continue;
		u->column[at] = column;
		u->coefficient[at++] = multiple[column];
		multiple[column] = 0;
	}
	u->sum[u->rows++] = (int64_t) sum;
	u->row_start[u->rows] = at;
	return true;
}

bool
open_unknowns(const Elimination *e, const Search *search, const SdcValues *values, Unknowns *u)
{
	const SdcSystem *s = e->system;
	const SdcHooks *hooks = e->hooks;
	int32_t    *multiple = allocate_zero(hooks, search->found * sizeof(int32_t));
	int64_t		entries = 0;
	bool		is_told = true;

	*u = (Unknowns) {.hooks = hooks, .columns = search->found, .has_slacks = true};
	u->cell = allocate(hooks, u->columns * sizeof(int32_t));
	u->slack = allocate(hooks, u->columns * sizeof(int64_t));
	for (int32_t c = 0; c < u->columns; c++)
	{
		int32_t		cell = search->queue[c];

		u->cell[c] = cell;
		e->column_of[cell] = c;
		u->slack[c] = SDC_UNKNOWN_VALUE;
		if (values->value[cell] < SDC_UNKNOWN_VALUE - 1)
			u->slack[c] = values->value[cell] > values->least[cell] ? values->value[cell] - values->least[cell] : 0;
		else if (values->value[cell] == SDC_UNKNOWN_VALUE)
			u->has_slacks = false;
	}
	for (int32_t i = 0; i < search->relations_found; i++)
		entries += s->start[search->relations[i] + 1] - s->start[search->relations[i]];
	u->sum = allocate(hooks, search->relations_found * sizeof(int64_t));
	u->row_start = allocate_zero(hooks, ((size_t) search->relations_found + 1) * sizeof(int64_t));
	u->column = allocate(hooks, entries * sizeof(int32_t));
	u->coefficient = allocate(hooks, entries * sizeof(int32_t));
	for (int32_t i = 0; i < search->relations_found && is_told; i++)
	{
		check_interrupts_at(hooks, i);
		if (!is_secret_sum(s, values, search->relations[i]))
			is_told = add_row(e, values, search->relations[i], multiple, u);
	}
	release(hooks, multiple);
	if (is_told)
		index_columns(u);
	else
		close_unknowns(u);
	return is_told;
}

void
close_unknowns(Unknowns *u)
{
	release(u->hooks, u->cell);
	release(u->hooks, u->slack);
	release(u->hooks, u->sum);
	release(u->hooks, u->row_start);
	release(u->hooks, u->column);
	release(u->hooks, u->coefficient);
	release(u->hooks, u->column_start);
	release(u->hooks, u->row);
	release(u->hooks, u->multiple);
}

void
open_moves(const Unknowns *u, Moves *m)
{
	*m = (Moves) {.u = u};
	m->change = allocate_zero(u->hooks, u->columns);
	m->gap = allocate_zero(u->hooks, u->rows * sizeof(int32_t));
	m->place = allocate(u->hooks, u->rows * sizeof(int32_t));
	m->broken = allocate(u->hooks, u->rows * sizeof(int32_t));
	memset(m->place, 0xff, u->rows * sizeof(int32_t));
}

void
close_moves(Moves *m)
{
	release(m->u->hooks, m->change);
	release(m->u->hooks, m->gap);
	release(m->u->hooks, m->place);
	release(m->u->hooks, m->broken);
}

/* Change a column by 1 or -1, and the sums that have it. */
static void
change_column(Moves *m, int32_t column, int by)
{
	const Unknowns *u = m->u;

	for (int64_t k = u->column_start[column]; k < u->column_start[column + 1]; k++)
	{
		int32_t		row = u->row[k];

		m->gap[row] += by * u->multiple[k];
		if (m->gap[row] != 0 && m->place[row] < 0)
		{
			m->place[row] = m->broken_rows;
			m->broken[m->broken_rows++] = row;
		}
		else if (m->gap[row] == 0)
		{
			int32_t		last = m->broken[--m->broken_rows];

			m->broken[m->place[row]] = last;
			m->place[last] = m->place[row];
			m->place[row] = -1;
		}
	}
	m->change[column] += (int8_t) by;
}

static bool
is_fixed(const Fixed *fixed, int32_t column)
{
	int32_t		unit = fixed ? fixed->unit[column] : -1;

	return unit >= 0 && (fixed->only >= 0 ? unit == fixed->only : unit != fixed->but);
}

static bool
may_change(const Moves *m, int32_t column, int by, const Fixed *fixed)
{
	int64_t		slack = m->u->slack[column];

	return m->change[column] == 0 && !is_fixed(fixed, column) && (by > 0 || (slack > 0 && slack != SDC_UNKNOWN_VALUE));
}

/* By how much more the sums are off when a column is changed. */
static int32_t
harm_of(Moves *m, int32_t column, int by)
{
	const Unknowns *u = m->u;
	int32_t		harm = 0;

	m->patience -= u->column_start[column + 1] - u->column_start[column];
	for (int64_t k = u->column_start[column]; k < u->column_start[column + 1]; k++)
		harm += abs(m->gap[u->row[k]] + by * u->multiple[k]) - abs(m->gap[u->row[k]]);
	return harm;
}

typedef struct Trial
{
	int32_t		column;
	int32_t		harm;
	int			by;
} Trial;

/* The columns of a row that mend most, the best first; returns how many. */
static int
find_trials(Moves *m, int32_t row, const Fixed *fixed, Trial *trial)
{
	const Unknowns *u = m->u;
	int			count = 0;

	for (int64_t k = u->row_start[row]; k < u->row_start[row + 1] && m->patience > 0; k++)
	{
		Trial		next = {u->column[k], 0, (m->gap[row] > 0) == (u->coefficient[k] > 0) ? -1 : 1};
		int			at = count;

		m->patience--;
		if (!may_change(m, next.column, next.by, fixed))
			continue;
		next.harm = harm_of(m, next.column, next.by);
		for (; at > 0 && trial[at - 1].harm > next.harm; at--)
			if (at < MOST_TRIED)
				trial[at] = trial[at - 1];
		if (at < MOST_TRIED)
			trial[at] = next;
		count += count < MOST_TRIED;
	}
	return count;
}

/* Mend the sums that are off; false, and as before, when that does not work out. */
static bool
mend_sums(Moves *m, const Fixed *fixed)
{
	Trial		trial[MOST_TRIED + 1];
	int			count;

	check_interrupts(m->u->hooks);
	if (m->broken_rows == 0)
		return true;
	if (m->moved == MOST_MOVED || m->patience <= 0)
		return false;
	count = find_trials(m, m->broken[m->broken_rows - 1], fixed, trial);
	for (int i = 0; i < count; i++)
	{
		change_column(m, trial[i].column, trial[i].by);
		m->column[m->moved++] = trial[i].column;
		if (mend_sums(m, fixed))
			return true;
		m->moved--;
		change_column(m, trial[i].column, -trial[i].by);
	}
	return false;
}

bool
find_move(Moves *m, int32_t column, const Fixed *fixed)
{
	while (m->moved > 0)
		m->change[m->column[--m->moved]] = 0;
	check_interrupts(m->u->hooks);
	for (int by = 1; by >= -1; by -= 2)
	{
		if (!may_change(m, column, by, fixed))
			continue;
		m->patience = PATIENCE;
		change_column(m, column, by);
		m->column[m->moved++] = column;
		if (mend_sums(m, fixed))
			return true;
		m->moved--;
		change_column(m, column, -by);
	}
	return false;
}
