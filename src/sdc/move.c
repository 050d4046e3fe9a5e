/*-------------------------------------------------------------------------
 *
 * move.c
 *		Another table of whole numbers, near the true one.
 *
 * The sums are reduced until each has a cell of its own and otherwise free ones: what
 * changes with one free cell alone is a shift, and keeps all sums. Most cells move
 * with a single shift that leaves nothing below its least value. For the others, as
 * long as a cell is too low, a shift that raises it is added: the one that does least
 * harm and was not added just before, also where that is harm. Cells whose value
 * nobody knows may only grow.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/move.h"
#include "sdc/equations.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

#include <stdlib.h>

/* Shifts that are compared: when a move is begun anew, and of a column that is too low. */
#define FEW_COMPARED 4
#define SHIFTS_COMPARED 64

/* For how many steps a shift is not taken again, at least, and how many more at most. */
#define REST 2
#define MORE_REST 8

/* Entries of shifts, and how many may be added to equations to find them. */
#define MOST_ENTRIES (INT64_C(1) << 20)
#define MOST_ADDED (4 * MOST_ENTRIES)

/* Where a shift changes fractions of a cell it is taken as often as makes them whole, up to this. */
#define LARGEST_MULTIPLE 1000

static int64_t
slack_of(const Unknowns *u, int32_t column)
{
	return u->slack[column] == SDC_UNKNOWN_VALUE ? 0 : u->slack[column];
}

/*
 * The more a cell has above its least, the rather it follows from others: then few
 * shifts take something from where there is nothing. The roles are in that order.
 */
static Role
role_by_slack(int64_t slack)
{
	return slack >= 4 ? ROLE_HIDDEN : slack >= 2 ? ROLE_KEEP : slack >= 1 ? ROLE_PROTECT : ROLE_CANDIDATE;
}

/* The sums as equations, each with a cell of its own, by column; false when that is too much, or not simple. */
static bool
find_equations(const Unknowns *u, int64_t most, Equation *equation_of)
{
	const SdcHooks *hooks = u->hooks;
	Matrix	   *m = new_matrix(hooks, u->columns, u->rows);
	History    *history = new_history(hooks, m);
	bool		is_simple = true;

	for (int32_t c = 0; c < u->columns; c++)
	{
		m->cell[c] = c;
		m->role[c] = role_by_slack(slack_of(u, c));
	}
	for (int32_t r = 0; r < u->rows; r++)
	{
		Row		   *row = &m->row[r];

		row->entries = allocate(hooks, (u->row_start[r + 1] - u->row_start[r]) * sizeof(Entry));
		for (int64_t k = u->row_start[r]; k < u->row_start[r + 1]; k++)
			row->entries[row->length++] = (Entry) {residue(u->coefficient[k]), u->column[k]};
	}
	for (int i = 0; i < 4 && is_simple; i++)
		is_simple = eliminate_roles_within(hooks, m,
										   1u << (Role[]) {ROLE_HIDDEN, ROLE_KEEP, ROLE_PROTECT, ROLE_CANDIDATE}[i],
										   MOST_ADDED - history->work, history);
	is_simple = is_simple && reduce_rows(hooks, history, u->columns, most);
	for (int32_t i = 0; i < history->count && is_simple; i++)
	{
		check_interrupts_at(hooks, i);
		release_row(hooks, &m->row[i]);
		m->row[i] = history->pivots[i].row;
		memset(&history->pivots[i].row, 0, sizeof(Row));
		is_simple = find_equation(hooks, m, i, history->pivots[i].column, &equation_of[history->pivots[i].column]);
	}
	release_history(hooks, history);
	release_matrix(hooks, m);
	return is_simple;
}

/* The same by column. */
static void
index_shifts(const Unknowns *u, Shifts *shifts)
{
	int64_t		entries = shifts->start[shifts->count];
	int64_t    *next = allocate(u->hooks, u->columns * sizeof(int64_t));

	shifts->column_start = allocate_zero(u->hooks, ((size_t) u->columns + 1) * sizeof(int64_t));
	shifts->shift = allocate(u->hooks, entries * sizeof(int32_t));
	shifts->by = allocate(u->hooks, entries * sizeof(int32_t));
	for (int64_t k = 0; k < entries; k++)
		shifts->column_start[shifts->column[k] + 1]++;
	for (int32_t c = 0; c < u->columns; c++)
	{
		shifts->column_start[c + 1] += shifts->column_start[c];
		next[c] = shifts->column_start[c];
	}
	for (int32_t i = 0; i < shifts->count; i++)
		for (int64_t k = shifts->start[i]; k < shifts->start[i + 1]; k++)
		{
			shifts->by[next[shifts->column[k]]] = shifts->change[k];
			shifts->shift[next[shifts->column[k]]++] = i;
		}
	release(u->hooks, next);
}

/* The shift of each free column. */
static void
build_shifts(const Unknowns *u, const Equation *equation_of, Shifts *shifts)
{
	const SdcHooks *hooks = u->hooks;
	int32_t    *shift_of = allocate(hooks, u->columns * sizeof(int32_t));
	int32_t    *multiple = allocate(hooks, u->columns * sizeof(int32_t));
	int64_t    *next;

	for (int32_t c = 0; c < u->columns; c++)
	{
		shift_of[c] = equation_of[c].length > 0 ? -1 : shifts->count++;
		multiple[c] = 1;
	}
	shifts->start = allocate_zero(hooks, ((size_t) shifts->count + 1) * sizeof(int64_t));
	next = allocate(hooks, ((size_t) shifts->count + 1) * sizeof(int64_t));

	/* How often each is taken to be whole; 0: too often. */
	for (int32_t p = 0; p < u->columns; p++)
	{
		int64_t		own = pivot_coefficient(&equation_of[p]);

		for (int32_t k = 0; k < equation_of[p].length; k++)
		{
			int32_t		c = equation_of[p].column[k];
			int32_t		coefficient = abs(equation_of[p].coefficient[k]);
			int64_t		times = own / greatest_divisor(own, coefficient);

			if (c == p)
				continue;
			shifts->start[shift_of[c] + 1]++;
			if (multiple[c] > 0)
				multiple[c] = (int32_t) (multiple[c] * times / greatest_divisor(multiple[c], times));
			if (multiple[c] > LARGEST_MULTIPLE || coefficient > INT32_MAX / LARGEST_MULTIPLE)
				multiple[c] = 0;
		}
	}
	for (int32_t c = 0; c < u->columns; c++)
	{
		int32_t		i = shift_of[c];

		if (i < 0)
			continue;
		shifts->start[i + 1] = shifts->start[i] + (multiple[c] > 0 ? shifts->start[i + 1] + 1 : 0);
		next[i] = shifts->start[i];
	}
	shifts->column = allocate(hooks, shifts->start[shifts->count] * sizeof(int32_t));
	shifts->change = allocate(hooks, shifts->start[shifts->count] * sizeof(int32_t));
	for (int32_t c = 0; c < u->columns; c++)
		if (shift_of[c] >= 0 && multiple[c] > 0)
		{
			shifts->column[next[shift_of[c]]] = c;
			shifts->change[next[shift_of[c]]++] = multiple[c];
		}
	for (int32_t p = 0; p < u->columns; p++)
	{
		int64_t		own = pivot_coefficient(&equation_of[p]);

		for (int32_t k = 0; k < equation_of[p].length; k++)
		{
			int32_t		c = equation_of[p].column[k];

			if (c == p || multiple[c] == 0)
				continue;
			shifts->column[next[shift_of[c]]] = p;
			shifts->change[next[shift_of[c]]++] = (int32_t) (-(int64_t) equation_of[p].coefficient[k] * multiple[c] / own);
		}
	}
	release(hooks, next);
	release(hooks, multiple);
	release(hooks, shift_of);
	index_shifts(u, shifts);
}

static void
open_shifts(const Unknowns *u, size_t memory_limit, Shifts *shifts)
{
	Equation   *equation_of = allocate_zero(u->hooks, u->columns * sizeof(Equation));
	int64_t		most = memory_limit / 128 < MOST_ENTRIES ? (int64_t) (memory_limit / 128) : MOST_ENTRIES;

	*shifts = (Shifts) {0};
	if (find_equations(u, most, equation_of))
		build_shifts(u, equation_of, shifts);
	for (int32_t c = 0; c < u->columns; c++)
		release_equation(u->hooks, &equation_of[c]);
	release(u->hooks, equation_of);
}

static void
close_shifts(const SdcHooks *hooks, Shifts *shifts)
{
	release(hooks, shifts->start);
	release(hooks, shifts->column);
	release(hooks, shifts->change);
	release(hooks, shifts->column_start);
	release(hooks, shifts->shift);
	release(hooks, shifts->by);
}

void
open_moves(const Unknowns *u, size_t memory_limit, Moves *m)
{
	*m = (Moves) {.u = u};
	open_shifts(u, memory_limit, &m->shifts);
	m->rests_until = allocate_zero(u->hooks, m->shifts.count * sizeof(int32_t));
	m->room = allocate(u->hooks, u->columns * sizeof(int64_t));
	m->place = allocate(u->hooks, u->columns * sizeof(int32_t));
	m->broken = allocate(u->hooks, u->columns * sizeof(int32_t));
	m->is_listed = allocate_zero(u->hooks, u->columns);
	m->column = allocate(u->hooks, u->columns * sizeof(int32_t));
	memset(m->place, 0xff, u->columns * sizeof(int32_t));
	for (int32_t c = 0; c < u->columns; c++)
		m->room[c] = slack_of(u, c);
}

void
close_moves(Moves *m)
{
	const SdcHooks *hooks = m->u->hooks;

	close_shifts(hooks, &m->shifts);
	release(hooks, m->rests_until);
	release(hooks, m->room);
	release(hooks, m->place);
	release(hooks, m->broken);
	release(hooks, m->is_listed);
	release(hooks, m->column);
}

static bool
is_fixed(const Fixed *fixed, int32_t column)
{
	int32_t		unit = fixed ? fixed->unit[column] : -1;

	return unit >= 0 && (fixed->only >= 0 ? unit == fixed->only : unit != fixed->but);
}

/* What a column has changed since the true table. */
static int64_t
change_of(const Moves *m, int32_t column)
{
	return m->room[column] - slack_of(m->u, column);
}

/* How far a column is from where it may be, when it has so much above its least. */
static int64_t
excess_of(const Moves *m, int32_t column, int64_t room, const Fixed *fixed)
{
	if (is_fixed(fixed, column))
		return llabs(room - slack_of(m->u, column));
	return room < 0 ? -room : 0;
}

/* By how much more columns are where they may not be after a shift. */
static int64_t
harm_of(Moves *m, int32_t shift, int32_t times, const Fixed *fixed)
{
	const Shifts *s = &m->shifts;
	int64_t		harm = 0;

	m->patience -= s->start[shift + 1] - s->start[shift];
	for (int64_t k = s->start[shift]; k < s->start[shift + 1]; k++)
	{
		int64_t		room = m->room[s->column[k]];

		harm += excess_of(m, s->column[k], room + times * s->change[k], fixed) -
			excess_of(m, s->column[k], room, fixed);
	}
	return harm;
}

static void
change_column(Moves *m, int32_t column, int64_t change, const Fixed *fixed)
{
	bool		is_broken;

	m->room[column] += change;
	if (!m->is_listed[column])
		m->column[m->moved++] = column;
	m->is_listed[column] = true;
	is_broken = excess_of(m, column, m->room[column], fixed) > 0;
	if (is_broken && m->place[column] < 0)
	{
		m->place[column] = m->broken_columns;
		m->broken[m->broken_columns++] = column;
	}
	else if (!is_broken && m->place[column] >= 0)
	{
		int32_t		last = m->broken[--m->broken_columns];

		m->broken[m->place[column]] = last;
		m->place[last] = m->place[column];
		m->place[column] = -1;
	}
}

static void
take_shift(Moves *m, int32_t shift, int32_t times, const Fixed *fixed)
{
	const Shifts *s = &m->shifts;

	for (int64_t k = s->start[shift]; k < s->start[shift + 1]; k++)
		change_column(m, s->column[k], times * s->change[k], fixed);
}

/* Another number below a limit, the same ones in each search. */
static int64_t
next_number(Moves *m, int64_t limit)
{
	return (int64_t) (next_random(&m->seed) % (uint64_t) limit);
}

/* By how much a shift changes a column. */
static int32_t
change_by(const Shifts *s, int32_t shift, int32_t column)
{
	int64_t		low = s->column_start[column];
	int64_t		high = s->column_start[column + 1];

	/* The shifts of a column are in order. */
	while (low < high)
	{
		int64_t		middle = low + (high - low) / 2;

		if (s->shift[middle] < shift)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->column_start[column + 1] && s->shift[low] == shift ? s->by[low] : 0;
}

/* Does a column that has moved go on in its direction, or stand still, with a shift? */
static bool
keeps_direction(const Moves *m, int32_t column, int32_t shift, int32_t times)
{
	int64_t		before = change_of(m, column);
	int64_t		after = before + times * change_by(&m->shifts, shift, column);

	return before == 0 || (before > 0 ? after > 0 : after < 0);
}

/*
 * Take the shift that changes a column in a direction and does least harm; "moving"
 * may not come back to where it was. False when there is none.
 */
static bool
shift_column(Moves *m, int32_t column, int direction, int most, int32_t moving, int step, const Fixed *fixed)
{
	const Shifts *s = &m->shifts;
	int64_t		start = s->column_start[column];
	int64_t		end = s->column_start[column + 1];
	int64_t		next = start + (end - start > most ? next_number(m, end - start) : 0);
	int64_t		best = -1;
	int64_t		least = 0;
	int			compared = 0;

	for (int64_t left = end - start; left > 0 && compared < most; left--)
	{
		int64_t		k = next;
		int32_t		times = (s->by[k] > 0) == (direction > 0) ? 1 : -1;
		int64_t		harm;

		next = next + 1 == end ? start : next + 1;
		m->patience--;
		if (m->rests_until[s->shift[k]] > step)
			continue;
		harm = harm_of(m, s->shift[k], times, fixed);
		compared++;
		if ((best >= 0 && harm >= least) || !keeps_direction(m, moving, s->shift[k], times))
			continue;
		best = k;
		least = harm;
	}
	if (best < 0)
		return false;
	take_shift(m, s->shift[best], (s->by[best] > 0) == (direction > 0) ? 1 : -1, fixed);
	m->rests_until[s->shift[best]] = step + REST + (int32_t) next_number(m, MORE_REST);
	m->taken[m->taken_shifts++] = s->shift[best];
	return true;
}

/* Back to the true table. */
static void
undo_changes(Moves *m)
{
	for (int32_t i = 0; i < m->moved; i++)
	{
		m->room[m->column[i]] = slack_of(m->u, m->column[i]);
		m->is_listed[m->column[i]] = false;
		m->place[m->column[i]] = -1;
	}
	while (m->taken_shifts > 0)
		m->rests_until[m->taken[--m->taken_shifts]] = 0;
	m->moved = m->broken_columns = 0;
}

/* Keep the columns that did change in the end. */
static void
list_changes(Moves *m)
{
	int32_t		left = 0;

	for (int32_t i = 0; i < m->moved; i++)
		if (change_of(m, m->column[i]) != 0)
			m->column[left++] = m->column[i];
		else
			m->is_listed[m->column[i]] = false;
	m->moved = left;
}

/* A move of a column in a direction. */
static bool
find_move_towards(Moves *m, int32_t column, int direction, const Fixed *fixed)
{
	for (int most = SHIFTS_COMPARED; m->patience > 0; most = FEW_COMPARED)
	{
		undo_changes(m);
		if (!shift_column(m, column, direction, most, column, 0, fixed))
			return false;
		for (int step = 1; m->broken_columns > 0 && m->patience > 0 && step < MOST_SHIFTS; step++)
		{
			int32_t		broken = m->broken[next_number(m, m->broken_columns)];

			check_interrupts(m->u->hooks);
			if (!shift_column(m, broken, change_of(m, broken) < 0 ? 1 : -1, SHIFTS_COMPARED, column, step, fixed))
				m->patience -= SHIFTS_COMPARED;
		}
		if (m->broken_columns == 0)
			return true;
	}
	return false;
}

bool
find_move(Moves *m, int32_t column, int64_t patience, const Fixed *fixed)
{
	bool		found = false;

	m->looked_at = 0;
	for (int direction = 1; direction >= -1 && !found && m->shifts.count > 0 && !is_fixed(fixed, column); direction -= 2)
	{
		m->seed = 0;
		m->patience = patience;
		found = find_move_towards(m, column, direction, fixed);
		m->looked_at += patience - m->patience;
	}
	if (found)
		list_changes(m);
	else
		undo_changes(m);
	return found;
}
