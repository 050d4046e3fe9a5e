/*-------------------------------------------------------------------------
 *
 * bounds.c
 *		What can be deduced of hidden cells because none is below its least value.
 *
 * Take off each hidden cell what it is at least: what is left, its slack, is 0
 * or more. Hidden cells are tight when a combination of the relations, without
 * a negative coefficient, says that their slacks add up to 0. As the true
 * slacks satisfy it, only cells whose slack is truly 0 can be in it, or such
 * whose value nobody knows.
 *
 * So eliminate all other cells: what is left are the combinations of such
 * cells. There are few in most tables. A cell is tight when it is 0 in every
 * solution without negative numbers: a row of coefficients of one sign that adds
 * up to 0 tells that at once, a linear programme tells the rest.
 *
 * When the tight cells are known, every other cell has slack in some table that
 * fits, so nothing but linear algebra gives away any more: one look at what is
 * exposed with the tight cells as published.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/bounds.h"
#include "sdc/component.h"
#include "sdc/memory.h"
#include "sdc/modular.h"
#include "sdc/pivot.h"
#include "sdc/rank.h"
#include "sdc/tight.h"

/*
 * What the elimination may take, in entries that are added, for each hidden cell, and of memory
 * in bytes an entry. In a large system in which nearly all is hidden it would fill up: what was
 * not eliminated by then is left out, with the rows that it is in.
 */
#define WORK_OF_COLUMN INT64_C(256)
#define MEMORY_OF_ENTRY 48

/*
 * The relations of the last component, each with its constant in a further
 * column. Cells that have slack are to be eliminated.
 */
static Matrix *
slack_matrix(const Elimination *e, const Search *search, const SdcValues *values)
{
	const SdcSystem *s = e->system;
	Matrix	   *plain = component_matrix(e, search);
	int32_t		constant = plain->columns;
	Matrix	   *m = new_matrix(e->hooks, constant + 1, plain->rows);

	for (int32_t c = 0; c < plain->columns; c++)
	{
		int32_t		cell = plain->cell[c];

		m->cell[c] = cell;
		m->role[c] = values->value[cell] == SDC_UNKNOWN_VALUE || values->value[cell] <= values->least[cell] ?
			ROLE_KEEP : ROLE_HIDDEN;
	}
	m->cell[constant] = -1;
	m->role[constant] = ROLE_PUBLISHED;
	for (int32_t i = 0; i < plain->rows; i++)
	{
		int64_t		total = s->start[search->relations[i]];
		uint64_t	sum = 0;
		bool		is_known = true;

		for (int64_t k = total; k < s->start[search->relations[i] + 1]; k++)
		{
			int32_t		cell = s->members[k];
			bool		is_hidden = s->cell[cell].state == SDC_PROTECTED || s->cell[cell].state == SDC_HIDDEN;
			uint64_t	part = residue(is_hidden ? values->least[cell] : values->value[cell]);

			is_known = is_known && (is_hidden || values->value[cell] != SDC_UNKNOWN_VALUE);
			sum = add_mod(sum, k == total ? negate_mod(part) : part);
		}
		m->row[i] = plain->row[i];
		memset(&plain->row[i], 0, sizeof(Row));

		/* A published cell whose value is not known here adds up to nothing in particular. */
		if (!is_known)
			sum = mix((uint64_t) i + UINT64_C(0x9e3779b97f4a7c15)) % PRIME;
		if (sum != 0)
		{
			Row		   *row = &m->row[i];

			row->entries = enlarge(e->hooks, row->entries, row->length * sizeof(Entry), (row->length + 1) * sizeof(Entry));
			row->entries[row->length++] = (Entry) {sum, constant};
		}
	}
	release_matrix(e->hooks, plain);
	return m;
}

void
sdc_release_sums(SdcSums *sums, const SdcHooks *hooks)
{
	release(hooks, sums->start);
	release(hooks, sums->member);
	memset(sums, 0, sizeof(SdcSums));
}

/* The same rows, each with a column of its own for its constant, so that constants connect nothing. */
static Matrix *
part_constants(const SdcHooks *hooks, Matrix *m)
{
	Matrix	   *parted = new_matrix(hooks, m->columns + m->rows, m->rows);

	for (int32_t c = 0; c < parted->columns; c++)
	{
		parted->cell[c] = c < m->columns ? m->cell[c] : -1;
		parted->role[c] = c < m->columns ? m->role[c] : ROLE_PUBLISHED;
	}
	for (int32_t i = 0; i < m->rows; i++)
	{
		parted->row[i] = m->row[i];
		memset(&m->row[i], 0, sizeof(Row));
		for (int32_t k = 0; k < parted->row[i].length; k++)
			if (m->cell[parted->row[i].entries[k].column] < 0)
				parted->row[i].entries[k].column = m->columns + i;
	}
	release_matrix(hooks, m);
	return parted;
}

/* Mark the tight cells of a connected part of what is left, which is used up; true when there are any. */
static bool
mark_tight(const SdcHooks *hooks, size_t memory_limit, Matrix *m, bool *tight, SdcSums *sums)
{
	int32_t		columns = m->columns;
	int32_t    *cell = allocate(hooks, columns * sizeof(int32_t));
	bool	   *is_tight = allocate(hooks, columns);
	bool		found = false;

	memcpy(cell, m->cell, columns * sizeof(int32_t));
	if (sdc_find_tight(hooks, memory_limit, m, is_tight, sums))
		for (int32_t c = 0; c < columns; c++)
			if (is_tight[c])
				found = tight[cell[c]] = true;
	release(hooks, is_tight);
	release(hooks, cell);
	return found;
}

static void
drop_rows_with(const SdcHooks *hooks, Matrix *m, Role role)
{
	for (int32_t i = 0; i < m->rows; i++)
	{
		bool		has_role = false;

		for (int32_t k = 0; k < m->row[i].length && !has_role; k++)
			has_role = m->role[m->row[i].entries[k].column] == role;
		if (has_role)
			release_row(hooks, &m->row[i]);
	}
}

/* The tight cells of the last component; true when there are any. */
static bool
find_tight(const Elimination *e, const Search *search, const SdcValues *values, size_t memory_limit, bool *tight,
		   SdcSums *sums)
{
	Matrix	   *m = slack_matrix(e, search, values);
	int64_t		most = WORK_OF_COLUMN * m->columns;
	bool		found = false;
	Matrix	   *left;
	Matrix	  **parts;
	int32_t		count;

	/* Rows from which not all was taken tell nothing of the others alone. */
	if (most > (int64_t) (memory_limit / MEMORY_OF_ENTRY))
		most = memory_limit / MEMORY_OF_ENTRY;
	if (!eliminate_roles_within(e->hooks, m, 1u << ROLE_HIDDEN, most, NULL))
		drop_rows_with(e->hooks, m, ROLE_HIDDEN);
	left = part_constants(e->hooks, copy_without(e->hooks, m, 1u << ROLE_HIDDEN));
	release_matrix(e->hooks, m);
	parts = split_components(e->hooks, left, &count);
	release_matrix(e->hooks, left);
	for (int32_t p = 0; p < count; p++)
	{
		found = mark_tight(e->hooks, memory_limit, parts[p], tight, sums) || found;
	}
	release(e->hooks, parts);
	return found;
}

/* Has anything of the last component changed? */
static bool
is_changed(const SdcSystem *system, const Search *search)
{
	bool		changed = !system->changed;

	for (int32_t k = 0; k < search->found && !changed; k++)
		changed = system->changed[search->queue[k]];
	return changed;
}

int32_t
sdc_exposed_by_bounds(const SdcSystem *system, const SdcValues *values, const SdcHooks *hooks, size_t memory_limit,
					  bool *exposed, bool *tight, SdcSums *sums)
{
	Elimination e;
	Search		search;
	SdcSystem	known = *system;
	Ranked	   *ranked = allocate(hooks, (size_t) system->cells * sizeof(Ranked));
	int32_t		protected;
	bool		found = false;
	int32_t		count = 0;

	memset(exposed, 0, system->cells);
	memset(tight, 0, system->cells);
	open_elimination(&e, (SdcSystem *) system, hooks);
	new_search(&e, &search);
	start_search(&e, &search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	known.changed = allocate(hooks, system->cells);
	for (int32_t c = 0; c < system->cells; c++)
		known.changed[c] = system->cell[c].state == SDC_PROTECTED;
	protected = rank_cells(&e, known.changed, ranked);
	memset(known.changed, 0, system->cells);
	for (int32_t i = 0; i < protected; i++)
	{
		bool		is_tight;

		if (search.reached[ranked[i].cell])
			continue;
		search_component(&e, &search, ranked[i].cell);
		if (!is_changed(system, &search))
			continue;
		is_tight = find_tight(&e, &search, values, memory_limit, tight, sums);
		found = found || is_tight;
		for (int32_t k = 0; k < search.found; k++)
		{
			known.changed[search.queue[k]] = is_tight;
			if (system->changed && !is_tight)
				system->changed[search.queue[k]] = false;
		}
	}
	release_search(&e, &search);
	close_elimination(&e);
	release(hooks, ranked);
	if (!found)
	{
		release(hooks, known.changed);
		return 0;
	}

	known.cell = allocate(hooks, (size_t) system->cells * sizeof(SdcCell));
	memcpy(known.cell, system->cell, (size_t) system->cells * sizeof(SdcCell));
	for (int32_t c = 0; c < system->cells; c++)
		if (tight[c])
			known.cell[c].state = SDC_PUBLISHED;
	sdc_exposed(&known, hooks, exposed);
	release(hooks, known.changed);
	release(hooks, known.cell);
	for (int32_t c = 0; c < system->cells; c++)
	{
		exposed[c] = exposed[c] || (tight[c] && system->cell[c].state == SDC_PROTECTED);
		count += exposed[c];
	}
	return count;
}
