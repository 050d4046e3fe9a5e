/*-------------------------------------------------------------------------
 *
 * unknowns.c
 *		Hidden cells that hang together, as equations between whole numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/unknowns.h"
#include "sdc/memory.h"

/* A secret sum is a relation of its own, and only there to be hidden. */
static bool
is_secret_sum(const SdcSystem *s, const SdcValues *values, int32_t relation)
{
	return values->value[s->members[s->start[relation]]] == SDC_UNKNOWN_VALUE - 1;
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

	*u = (Unknowns) {.hooks = hooks, .columns = search->found};
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
	if (!is_told)
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
}
