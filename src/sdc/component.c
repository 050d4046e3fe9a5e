/*-------------------------------------------------------------------------
 *
 * component.c
 *		Which hidden cells hang together.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/component.h"
#include "sdc/memory.h"
#include "sdc/modular.h"

#include <stdlib.h>

/* Index the relations of each cell, in the order of the relations. */
void
open_elimination(Elimination *e, SdcSystem *system, const SdcHooks *hooks)
{
	int64_t		members = system->relations ? system->start[system->relations] : 0;
	int64_t    *fill;

	e->system = system;
	e->hooks = hooks;
	e->relations_start = allocate_zero(e->hooks, ((size_t) system->cells + 1) * sizeof(int64_t));
	e->relations_of = allocate(e->hooks, members * sizeof(int32_t));
	e->column_of = allocate(e->hooks, system->cells * sizeof(int32_t));
	fill = allocate(e->hooks, system->cells * sizeof(int64_t));
	for (int64_t k = 0; k < members; k++)
		e->relations_start[system->members[k] + 1]++;
	for (int32_t c = 0; c < system->cells; c++)
		e->relations_start[c + 1] += e->relations_start[c];
	memcpy(fill, e->relations_start, system->cells * sizeof(int64_t));
	for (int32_t r = 0; r < system->relations; r++)
		for (int64_t k = system->start[r]; k < system->start[r + 1]; k++)
			e->relations_of[fill[system->members[k]]++] = r;
	release(e->hooks, fill);
}

void
close_elimination(Elimination *e)
{
	release(e->hooks, e->relations_start);
	release(e->hooks, e->relations_of);
	release(e->hooks, e->column_of);
}

void
new_search(const Elimination *e, Search *search)
{
	search->reached = allocate(e->hooks, e->system->cells);
	search->relation_reached = allocate(e->hooks, e->system->relations);
	search->queue = allocate(e->hooks, e->system->cells * sizeof(int32_t));
	search->relations = allocate(e->hooks, e->system->relations * sizeof(int32_t));
}

void
release_search(const Elimination *e, Search *search)
{
	release(e->hooks, search->reached);
	release(e->hooks, search->relation_reached);
	release(e->hooks, search->queue);
	release(e->hooks, search->relations);
}

void
start_search(const Elimination *e, Search *search, bool with_candidates)
{
	search->with_candidates = with_candidates;
	memset(search->reached, 0, e->system->cells);
	memset(search->relation_reached, 0, e->system->relations);
}

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

void
begin_component(Search *search, int32_t cell)
{
	search->found = 0;
	search->relations_found = 0;
	search->queue[search->found++] = cell;
	search->reached[cell] = true;
}

/* Reach the unknowns that share a relation with the i-th cell of the queue. */
void
reach_neighbours(const Elimination *e, Search *search, int32_t i)
{
	const SdcSystem *s = e->system;
	int32_t		cell = search->queue[i];

	check_interrupts_at(e->hooks, i);
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
void
search_component(const Elimination *e, Search *search, int32_t cell)
{
	begin_component(search, cell);
	for (int32_t i = 0; i < search->found; i++)
		reach_neighbours(e, search, i);
}

/* Let the last component be found again. */
void
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
Matrix *
component_matrix(const Elimination *e, const Search *search)
{
	const SdcSystem *s = e->system;
	Matrix	   *m = new_matrix(e->hooks, search->found, search->relations_found);

	for (int32_t c = 0; c < search->found; c++)
	{
		int32_t		cell = search->queue[c];

		m->cell[c] = cell;
		m->role[c] = role_of(&s->cell[cell]);
		e->column_of[cell] = c;
	}
	for (int32_t i = 0; i < search->relations_found; i++)
	{
		int32_t		relation = search->relations[i];
		int64_t		total = s->start[relation];
		Row		   *row = &m->row[i];

		check_interrupts_at(e->hooks, i);
		for (int64_t k = total; k < s->start[relation + 1]; k++)
			row->length += is_unknown(e, search, s->members[k]);
		row->entries = allocate(e->hooks, row->length * sizeof(Entry));
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
