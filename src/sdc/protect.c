/*-------------------------------------------------------------------------
 *
 * protect.c
 *		The protection of a cube: what is published, and what is hidden.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/memory.h"
#include "sdc/preference.h"
#include "sdc/repair.h"
#include "sdc/system.h"
#include "sdc/unit.h"

#include <stdlib.h>
#include <string.h>

/* What can be computed anyway is no secret: to hide it is of no use to anybody. */
static void
publish_computable(const Builder *b, const SdcSystem *system, const int32_t *same)
{
	bool	   *computable = allocate(b->hooks, b->cells);

	sdc_computable(system, b->hooks, computable);
	for (int32_t c = 0; c < b->cube->cells; c++)
	{
		SdcCell    *cell = &system->cell[same[c]];

		if (computable[same[c]] && cell->state == SDC_HIDDEN && cell->leak == SDC_NO_LEAK &&
			b->cube->input[c].has_value && !b->cube->input[c].is_working)
			cell->state = SDC_PUBLISHED;
	}
	release(b->hooks, computable);
}

/* The cells that are too large a part of a total, by max_share. */
static void
find_groups(const Builder *b, bool *group)
{
	memset(group, 0, b->cells);
	if (b->cube->max_share >= 100 || b->cube->is_rate)
		return;
	for (int32_t r = 0; r < b->relations; r++)
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1] && !b->is_range[r]; k++)
		{
			const Cell *part = &b->cell[b->members[k]];
			const Cell *total = &b->cell[b->members[b->start[r]]];

			if (part->has_value && total->has_value && part->count > 0 &&
				(__int128) part->count * 100 > (__int128) total->count * b->cube->max_share)
				group[b->members[k]] = true;
		}
}

/*
 * What the policy and the caller say of each cell. Of cells that are the same,
 * the strictest wins, but known is known; and what was hidden before is no
 * candidate, so that a system is decided again as it was.
 */
static void
find_states(const Builder *b, const int32_t *same, const bool *group, SdcCell *cells)
{
	const SdcCube *cube = b->cube;

	for (int32_t c = 0; c < b->cells; c++)
		cells[c] = (SdcCell) {.state = SDC_HIDDEN, .unit = {-1, -1}};
	for (int32_t c = cube->cells; c < b->cells; c++)
		if (b->cell[c].is_empty)
			cells[same[c]].state = SDC_PUBLISHED;
	for (int32_t c = 0; c < cube->cells; c++)
	{
		const SdcInputCell *input = &cube->input[c];
		SdcCell    *cell = &cells[same[c]];

		if (input->is_known)
			cell->state = SDC_PUBLISHED;
		else if (cell->state == SDC_PUBLISHED || !(input->has_value || input->is_primary))
			continue;
		else if (input->is_primary || group[c])
		{
			/*
			 * What a revision hides is who was reported late; whoever is that
			 * one learns nothing from it.
			 */
			cell->is_from_readers = input->is_revised && !group[c] && (cell->state != SDC_PROTECTED || cell->is_from_readers);
			cell->state = SDC_PROTECTED;
		}
		else if (cell->state == SDC_HIDDEN && !input->is_working)
			cell->state = SDC_CANDIDATE;
	}
	for (int32_t c = 0; c < cube->cells; c++)
		if (cube->input[c].is_withheld && cells[same[c]].state == SDC_CANDIDATE)
			cells[same[c]].state = SDC_HIDDEN;
}

/* For the error: name a cell that cannot be protected, in the order of labels. */
static void
name_cell(const Builder *b, int32_t cell, SdcLeak leak)
{
	SdcReport  *report = b->report;
	int32_t		at = report->unprotected < SDC_NAMED_CELLS ? report->unprotected : SDC_NAMED_CELLS;

	report->unprotected++;
	for (; at > 0 && b->cube->input[report->named[at - 1].cell].label > b->cube->input[cell].label; at--)
		if (at < SDC_NAMED_CELLS)
			report->named[at] = report->named[at - 1];
	if (at < SDC_NAMED_CELLS)
		report->named[at] = (SdcNamedCell) {cell, leak};
}

/*
 * What was hidden for the sums or for the width of others may be computed by a
 * unit, and where anybody can compute it, it is no use to hide it. Returns the
 * number of those that leak and must not, of which the report tells.
 */
static int32_t
judge_leaks(const Builder *b, const int32_t *same, const bool *unsafe, bool *given, SdcCell *cells)
{
	int32_t		leaks = 0;

	for (int32_t c = 0; c < b->cells; c++)
		if (cells[c].leak != SDC_NO_LEAK && !unsafe[c])
		{
			cells[c].leak = SDC_NO_LEAK;
			cells[c].state = SDC_PUBLISHED;
			given[c] = true;
		}
	for (int32_t c = 0; c < b->cube->cells; c++)
		if (cells[same[c]].leak != SDC_NO_LEAK)
			leaks++;
	return leaks;
}

static bool
is_unsafe(const Builder *b, const bool *group, int32_t cell)
{
	return b->cube->input[cell].is_primary || group[cell];
}

/* False when secret sums were found on the way, and it is to be done again with them. */
static bool
protect(Builder *b, bool *was_hidden, SdcOutcome *outcome)
{
	const SdcCube *cube = b->cube;
	int32_t		all_cells = b->cells;
	int32_t    *same = allocate(b->hooks, b->cells * sizeof(int32_t));
	SdcCell    *cells = allocate(b->hooks, b->cells * sizeof(SdcCell));
	bool	   *group = allocate(b->hooks, b->cells);
	bool	   *given = allocate_zero(b->hooks, b->cells);
	bool	   *unsafe = allocate(b->hooks, b->cells);
	bool	   *may_differ = allocate(b->hooks, b->cells);
	SdcSystem  *system;

	find_groups(b, group);
	find_same(b, same);
	find_states(b, same, group, cells);
	order_cells(b, same, cells);
	if (cube->protect_singletons)
		find_units(b, same, cells);

	/* What the reader has already is decided. */
	for (int32_t c = 0; c < b->cells; c++)
	{
		if (c < cube->cells ? cube->input[c].is_known : b->cell[c].is_empty)
			given[same[c]] = true;
		unsafe[c] = cells[c].state == SDC_PROTECTED;
		may_differ[c] = cells[c].state == SDC_CANDIDATE;
	}

	/* What was hidden stays so, or the same would be found again and again. */
	for (int32_t c = 0; c < cube->cells; c++)
		if (was_hidden[c] && cells[same[c]].state == SDC_CANDIDATE)
			cells[same[c]].state = SDC_HIDDEN;
	for (int32_t c = cube->cells; c < b->cells; c++)
		if (b->cell[c].is_secret && cells[same[c]].state != SDC_PUBLISHED && !unsafe[same[c]])
		{
			cells[same[c]].state = SDC_PROTECTED;
			cells[same[c]].is_from_readers = true;
		}

	system = build_system(b, cells, same);
	for (;;)
	{
		if (sdc_eliminate(system, b->hooks) > 0 && judge_leaks(b, same, unsafe, given, cells) > 0 &&
			!cube->go_on_unsafe)
		{
			b->report->problem = SDC_UNPROTECTABLE;
			break;
		}
		publish_computable(b, system, same);
		if (hide_for_sums(b, system, same, given) == 0 && hide_for_bounds(b, system, same, given) == 0)
			break;
		if (b->cells > all_cells)
			break;
		/* What was published may have to be hidden now for the new cells. */
		for (int32_t c = 0; c < b->cells; c++)
		{
			if (cells[c].state == SDC_PROTECTED && !unsafe[c])
				cells[c].is_from_readers = true;
			if (c < cube->cells && cells[same[c]].state == SDC_PUBLISHED && !given[same[c]])
				cells[same[c]].state = SDC_CANDIDATE;
		}
	}

	if (b->cells == all_cells && b->report->problem == SDC_OK)
	{
		exchange_hidden(b, system, same, given, may_differ);
		hide_for_width(b, system, same, given);
	}

	for (int32_t c = 0; c < cube->cells && b->cells == all_cells; c++)
	{
		const SdcCell *cell = &cells[same[c]];

		if (cell->leak != SDC_NO_LEAK && b->report->problem != SDC_OK &&
			(is_unsafe(b, group, c) || cell->leak == SDC_LEAK_OF_WIDTH))
			name_cell(b, c, cell->leak);
		if (cell->leak != SDC_NO_LEAK && is_unsafe(b, group, c))
			outcome[c] = SDC_OUT_UNSAFE;
		/* A working cell stays out of sight also where a total equals it, and what was hidden stays so. */
		else if (cell->state == SDC_PUBLISHED && !cube->input[c].is_working && !cube->input[c].is_withheld)
			outcome[c] = SDC_OUT_PUBLISH;
		else if (cube->input[c].is_primary)
			outcome[c] = SDC_OUT_PRIMARY;
		else
			outcome[c] = group[c] ? SDC_OUT_GROUP : SDC_OUT_SECONDARY;
	}
	for (int32_t c = 0; c < cube->cells; c++)
		was_hidden[c] = cells[same[c]].state == SDC_HIDDEN;
	release_system(b, system);
	release(b->hooks, may_differ);
	release(b->hooks, unsafe);
	release(b->hooks, given);
	release(b->hooks, group);
	release(b->hooks, cells);
	release(b->hooks, same);
	return b->cells == all_cells;
}

static SdcProblem
protect_table(const SdcCube *cube, const SdcHooks *hooks, SdcOutcome *outcome, SdcReport *report)
{
	Builder    *b = open_builder(cube, hooks, report);

	if (build_relations(b))
	{
		bool	   *was_hidden = allocate_zero(hooks, cube->cells);

		add_sums_of_ones(b);
		while (b->report->problem == SDC_OK && !protect(b, was_hidden, outcome))
			;
		release(hooks, was_hidden);
	}
	close_builder(b);
	return report->problem;
}

/*
 * Tables without a common total are protected one by one, so that none changes
 * for what stands beside it. They differ in a dimension that is never summed
 * over and is no range.
 */
typedef struct TableRow
{
	int32_t		row;
	int32_t		table;
} TableRow;

static int
compare_table_rows(const void *a, const void *b)
{
	const TableRow *x = a;
	const TableRow *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/*
 * The sets of a dimension, in the points that the rows of one table need: those
 * that it has and those that it lacks while others have them.
 */
static SdcPoints
points_of_table(const SdcCube *all, const SdcHooks *hooks, const int32_t *codes, int32_t cells, int32_t dimension)
{
	bool	   *used = allocate_zero(hooks, all->points[dimension].codes);
	bool	   *has_set = allocate_zero(hooks, all->evidence->sets);
	SdcPoints	points;

	for (int32_t c = 0; c < cells; c++)
	{
		const int32_t *row = codes + (size_t) c * all->dimensions;

		if (row[dimension] == SDC_TOTAL)
			continue;
		used[row[dimension]] = true;
		has_set[sdc_place_of_set(all->evidence, sdc_grouped_by(row, all->dimensions))] = true;
	}
	for (int32_t i = 0; i < all->evidence->occurrences; i++)
	{
		const SdcOccurrence *occurrence = &all->evidence->occurrence[i];

		if (occurrence->dimension != dimension ||
			!has_set[sdc_place_of_set(all->evidence, occurrence->grouped)])
			continue;
		for (int32_t k = 0; k < occurrence->count; k++)
			used[occurrence->code[k]] = true;
	}
	points = sdc_coarsest_points(&all->points[dimension], used, hooks);
	release(hooks, has_set);
	release(hooks, used);
	return points;
}

static SdcProblem
protect_rows(const SdcCube *all, const SdcHooks *hooks, const TableRow *rows, int32_t count,
			 SdcOutcome *outcome, SdcReport *report)
{
	SdcCube		cube = *all;
	SdcPoints	points[SDC_MAX_DIMENSIONS] = {{0}};
	SdcInputCell *input = hooks->allocate(hooks->context, count * sizeof(SdcInputCell));
	int32_t    *codes = hooks->allocate(hooks->context, ((size_t) count * all->dimensions + 1) * sizeof(int32_t));
	SdcOutcome *table_outcome = hooks->allocate(hooks->context, count * sizeof(SdcOutcome));

	for (int32_t i = 0; i < count; i++)
	{
		input[i] = all->input[rows[i].row];
		memcpy(codes + (size_t) i * all->dimensions, all->codes + (size_t) rows[i].row * all->dimensions,
			   all->dimensions * sizeof(int32_t));
	}
	for (int32_t d = 0; d < all->dimensions; d++)
		if (all->points[d].codes > 0)
			points[d] = points_of_table(all, hooks, codes, count, d);
	cube.cells = count;
	cube.codes = codes;
	cube.input = input;
	cube.points = points;
	if (protect_table(&cube, hooks, table_outcome, report) == SDC_OK)
		for (int32_t i = 0; i < count; i++)
			outcome[rows[i].row] = table_outcome[i];
	for (int32_t i = 0; i < report->unprotected && i < SDC_NAMED_CELLS; i++)
		report->named[i].cell = rows[report->named[i].cell].row;

	for (int32_t d = 0; d < all->dimensions; d++)
		sdc_release_points(&points[d], hooks);
	hooks->release(hooks->context, table_outcome);
	hooks->release(hooks->context, codes);
	hooks->release(hooks->context, input);
	return report->problem;
}

SdcProblem
sdc_protect_cube(const SdcCube *cube, const SdcHooks *hooks, SdcOutcome *outcome, SdcReport *report)
{
	TableRow   *rows = hooks->allocate(hooks->context, ((size_t) cube->cells + 1) * sizeof(TableRow));

	SdcEvidence *evidence = sdc_find_evidence(cube, hooks);
	SdcCube		whole = *cube;

	memset(report, 0, sizeof(SdcReport));
	whole.evidence = evidence;
	for (int32_t i = 0; i < cube->cells; i++)
		rows[i] = (TableRow) {i, 0};

	/* Number the tables by one dimension after the other. */
	for (int32_t d = 0; d < cube->dimensions; d++)
	{
		bool		summed_over = cube->points[d].codes > 0;
		int32_t		tables = 0;

		for (int32_t i = 0; i < cube->cells && !summed_over; i++)
			summed_over = cube->codes[(size_t) i * cube->dimensions + d] == SDC_TOTAL;
		if (summed_over)
			continue;
		for (int32_t from = 0, to; from < cube->cells; from = to)
		{
			int32_t		table = rows[from].table;

			check_interrupts_at(hooks, from);
			for (to = from; to < cube->cells && rows[to].table == table; to++)
				rows[to].table = cube->codes[(size_t) rows[to].row * cube->dimensions + d];
			qsort(rows + from, to - from, sizeof(TableRow), compare_table_rows);
			for (int32_t i = from, code = -1; i < to; i++)
			{
				if (rows[i].table != code)
				{
					code = rows[i].table;
					tables++;
				}
				rows[i].table = -tables;
			}
		}
		for (int32_t i = 0; i < cube->cells; i++)
			rows[i].table = -rows[i].table;
	}

	for (int32_t from = 0, to; from < cube->cells && report->problem == SDC_OK; from = to)
	{
		check_interrupts(hooks);
		for (to = from; to < cube->cells && rows[to].table == rows[from].table; to++)
			;
		protect_rows(&whole, hooks, rows + from, to - from, outcome, report);
	}
	sdc_release_evidence(evidence, hooks);
	hooks->release(hooks->context, rows);
	return report->problem;
}
