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
#include "sdc/width.h"

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

static bool
has_nobody(const Builder *b, int32_t cell)
{
	return b->cube->is_rate && b->cell[cell].has_value && b->cell[cell].denominator == 0;
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
	for (int32_t c = 0; c < b->cells; c++)
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
			bool		is_first = cell->state != SDC_PROTECTED;

			/*
			 * What a revision hides is who was reported late; whoever is that
			 * one learns nothing from it.
			 */
			cell->is_from_readers = input->is_revised && !group[c] && (is_first || cell->is_from_readers);
			/* Where nobody is, a single unit learns nothing of anybody. */
			for (int without = 0; without < 2; without++)
				cell->is_open[without] = (input->is_safe[without] || has_nobody(b, c)) && !group[c] &&
					(is_first || cell->is_open[without]);
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

/* So many times cells are hidden beside those that are told before they are twice as many. */
#define FEW_ROUNDS 2

/* A cube while it is decided. */
typedef struct Protection
{
	Builder    *b;
	int32_t    *same;			/* leader of the cells that are the same */
	Alike	   *alike;			/* of the cells but for the secret sums that are found on the way; NULL: no units */
	bool	   *group;			/* too large a part of a total */
	bool	   *given;			/* cannot be hidden */
	bool	   *unsafe;			/* by itself */
	bool	   *may_differ;		/* published or hidden, as is best for the others */
	SdcSystem  *system;
	SdcCellState *before;		/* of each cell, when it was decided last */
	bool	   *changed;		/* what changed since */
	bool	   *to_bound;		/* what changed since bounds were looked at */
	bool		is_new;			/* all of it */
	SdcHashes	unit_sums;
	int32_t		each;			/* how many cells to hide at once beside those that are told */
	int32_t		rounds;			/* of that */
} Protection;

static Protection
open_protection(Builder *b)
{
	const SdcCube *cube = b->cube;
	Protection	p = {.b = b, .is_new = true, .each = 1};
	SdcCell    *cells = allocate(b->hooks, b->cells * sizeof(SdcCell));

	p.same = allocate(b->hooks, b->cells * sizeof(int32_t));
	p.group = allocate(b->hooks, b->cells);
	p.given = allocate_zero(b->hooks, b->cells);
	p.unsafe = allocate(b->hooks, b->cells);
	p.may_differ = allocate(b->hooks, b->cells);
	p.before = allocate(b->hooks, b->cells * sizeof(SdcCellState));
	p.changed = allocate(b->hooks, b->cells);
	p.to_bound = allocate(b->hooks, b->cells);
	memset(p.to_bound, true, b->cells);
	find_groups(b, p.group);
	find_same(b, p.same);
	find_states(b, p.same, p.group, cells);
	order_cells(b, p.same, cells);
	if (cube->protect_singletons)
	{
		p.alike = open_alike(b, p.same);
		find_units(b, p.same, p.alike, cells);
	}

	/* What the reader has already is decided. */
	for (int32_t c = 0; c < b->cells; c++)
	{
		if (b->cell[c].is_empty || (c < cube->cells && cube->input[c].is_known))
			p.given[p.same[c]] = true;
		p.unsafe[c] = cells[c].state == SDC_PROTECTED;
		p.may_differ[c] = cells[c].state == SDC_CANDIDATE;
	}
	for (int32_t c = cube->cells; c < b->cells; c++)
	{
		SdcCell    *cell = &cells[p.same[c]];

		if (b->cell[c].is_secret && cell->state != SDC_PUBLISHED && !p.unsafe[p.same[c]])
		{
			cell->state = SDC_PROTECTED;
			cell->is_from_readers = true;
		}
	}
	p.system = build_system(b, cells, p.same);
	return p;
}

static void
close_protection(Protection *p)
{
	const SdcHooks *hooks = p->b->hooks;

	release(hooks, p->system->cell);
	release_system(p->b, p->system);
	release(hooks, p->unit_sums.hash);
	release(hooks, p->to_bound);
	release(hooks, p->changed);
	release(hooks, p->before);
	release(hooks, p->may_differ);
	release(hooks, p->unsafe);
	release(hooks, p->given);
	release(hooks, p->group);
	if (p->alike)
		close_alike(p->b, p->alike);
	release(hooks, p->same);
}

/* Take in the secret sums that were found on the way. */
static void
take_sums_in(Protection *p)
{
	const SdcHooks *hooks = p->b->hooks;
	int32_t		before = p->system->cells;
	int32_t		cells = p->b->cells;

	extend_system(p->b, p->system, p->same);
	p->same = enlarge(hooks, p->same, before * sizeof(int32_t), cells * sizeof(int32_t));
	p->given = enlarge(hooks, p->given, before, cells);
	p->unsafe = enlarge(hooks, p->unsafe, before, cells);
	p->may_differ = enlarge(hooks, p->may_differ, before, cells);
	p->before = enlarge(hooks, p->before, before * sizeof(SdcCellState), cells * sizeof(SdcCellState));
	p->changed = enlarge(hooks, p->changed, before, cells);
	p->to_bound = enlarge(hooks, p->to_bound, before, cells);
	for (int32_t c = before; c < cells; c++)
	{
		p->same[c] = c;
		p->given[c] = p->unsafe[c] = p->may_differ[c] = false;
		p->before[c] = SDC_CANDIDATE;
		p->to_bound[c] = true;
	}
}

/*
 * Before what was hidden last is protected too: what was published may have to be
 * hidden for it.
 */
static void
reopen(Protection *p)
{
	const SdcCube *cube = p->b->cube;
	SdcCell    *cell = p->system->cell;

	for (int32_t c = 0; c < p->system->cells; c++)
	{
		p->changed[c] = cell[c].state == SDC_PROTECTED && p->before[c] != SDC_PROTECTED;
		if (cell[c].state == SDC_PROTECTED && !p->unsafe[c])
			cell[c].is_from_readers = true;
		if (c < cube->cells && cell[p->same[c]].state == SDC_PUBLISHED && !p->given[p->same[c]])
			cell[p->same[c]].state = SDC_CANDIDATE;
	}
}

/* Note what is hidden that was not. */
static void
compare_with_before(Protection *p)
{
	for (int32_t c = 0; c < p->system->cells; c++)
	{
		SdcCellState state = p->system->cell[c].state;

		p->changed[c] = p->is_new || (state != SDC_PUBLISHED && state != p->before[c]);
		p->to_bound[c] = p->to_bound[c] || p->changed[c];
	}
}

/* One cell at a time hides least; where that goes on and on it is twice as many. */
static void
count_round(Protection *p)
{
	if (++p->rounds % FEW_ROUNDS == 0 && p->each < p->system->cells)
		p->each *= 2;
}

/* Hide more where sums or bounds of what is hidden tell too much; false when there is nothing. */
static bool
hide_more(Protection *p)
{
	Builder    *b = p->b;
	int32_t		hidden = hide_for_sums(b, p->system, p->same, p->given);

	if (hidden == 0)
	{
		/* Of a rate there are two kinds of bounds, and both may wait for the same cells. */
		p->system->changed = b->cube->is_rate ? NULL : p->to_bound;
		hidden = hide_for_bounds(b, p->system, p->same, p->given, p->each);
		if (hidden > 0 && b->cells == p->system->cells)
			count_round(p);
		p->system->changed = NULL;
	}
	if (hidden == 0 && b->cube->protect_singletons)
		hidden = hide_for_units(b, p->system, p->same, p->alike, p->given, &p->unit_sums);
	return hidden > 0;
}

static void
decide_cells(Protection *p)
{
	Builder    *b = p->b;
	SdcSystem  *system = p->system;

	for (;;)
	{
		bool		leaks;

		system->changed = p->is_new ? NULL : p->changed;
		leaks = sdc_eliminate(system, b->hooks) > 0;
		if (leaks && judge_leaks(b, p->same, p->unsafe, p->given, system->cell) > 0 && !b->cube->go_on_unsafe)
		{
			b->report->problem = SDC_UNPROTECTABLE;
			break;
		}
		compare_with_before(p);
		publish_computable(b, system, p->same);
		system->changed = NULL;
		for (int32_t c = 0; c < system->cells; c++)
			p->before[c] = system->cell[c].state;
		if (!hide_more(p) || b->report->problem != SDC_OK)
			break;
		if (b->cells > system->cells)
			take_sums_in(p);
		/* What was given up may have been what others were hidden by. */
		p->is_new = leaks;
		reopen(p);
	}
}

/* Note what was exchanged, and what shares a sum with it: what was published tells of that. */
static void
mark_exchanged(Protection *p)
{
	const SdcSystem *s = p->system;

	memset(p->to_bound, 0, s->cells);
	for (int32_t r = 0; r < s->relations; r++)
	{
		bool		is_changed = false;

		for (int64_t k = s->start[r]; k < s->start[r + 1] && !is_changed; k++)
			is_changed = s->cell[s->members[k]].state != p->before[s->members[k]];
		for (int64_t k = s->start[r]; k < s->start[r + 1] && is_changed; k++)
			p->to_bound[s->members[k]] = true;
	}
	for (int32_t c = 0; c < s->cells; c++)
		p->before[c] = s->cell[c].state;
}

/* So many times what is hidden is exchanged, where bounds have more hidden after it. */
#define EXCHANGES 3

/* Exchange what is hidden; where the exchanged cells tell by their bounds, decide again. */
static void
exchange_cells(Protection *p)
{
	Builder    *b = p->b;

	for (int i = 0; i < EXCHANGES && b->report->problem == SDC_OK; i++)
	{
		exchange_hidden(b, p->system, p->same, p->given, p->may_differ);
		mark_exchanged(p);
		if (!hide_more(p) || b->report->problem != SDC_OK)
			return;
		if (b->cells > p->system->cells)
			take_sums_in(p);
		p->is_new = true;
		reopen(p);
		decide_cells(p);
	}
}

/* Hide more where only one whole number fits, and decide again; what was looked at stays settled. */
static void
settle_cells(Protection *p)
{
	Builder    *b = p->b;
	bool	   *settled[SDC_FIGURES];

	for (int i = 0; i < SDC_FIGURES; i++)
		settled[i] = allocate_zero(b->hooks, b->cells);
	while (b->report->problem == SDC_OK &&
		   hide_for_whole_numbers(b, p->system, p->same, p->alike, p->given, p->unsafe, settled, p->each) > 0)
	{
		int32_t		cells = b->cells;

		count_round(p);
		reopen(p);
		decide_cells(p);
		for (int i = 0; i < SDC_FIGURES && b->cells > cells; i++)
		{
			settled[i] = enlarge(b->hooks, settled[i], cells, b->cells);
			memset(settled[i] + cells, 0, b->cells - cells);
		}
	}
	for (int i = 0; i < SDC_FIGURES; i++)
		release(b->hooks, settled[i]);
}

static SdcProblem
protect_table(const SdcCube *cube, const SdcHooks *hooks, SdcOutcome *outcome, SdcReport *report)
{
	Builder    *b = open_builder(cube, hooks, report);
	Protection	p;

	if (!build_relations(b))
	{
		close_builder(b);
		return report->problem;
	}
	add_sums_of_ones(b);
	p = open_protection(b);
	decide_cells(&p);
	if (report->problem == SDC_OK)
	{
		exchange_cells(&p);
		settle_cells(&p);
	}
	if (report->problem == SDC_OK)
		hide_for_width(b, p.system, p.same, p.given);
	for (int32_t c = 0; c < cube->cells; c++)
	{
		const SdcCell *cell = &p.system->cell[p.same[c]];
		bool		is_unsafe = cube->input[c].is_primary || p.group[c];

		if (cell->leak != SDC_NO_LEAK && report->problem != SDC_OK && (is_unsafe || cell->leak == SDC_LEAK_OF_WIDTH))
			name_cell(b, c, cell->leak);
		if (cell->leak != SDC_NO_LEAK && is_unsafe)
			outcome[c] = SDC_OUT_UNSAFE;
		/* A working cell stays out of sight also where a total equals it, and what was hidden stays so. */
		else if (cell->state == SDC_PUBLISHED && !cube->input[c].is_working && !cube->input[c].is_withheld)
			outcome[c] = SDC_OUT_PUBLISH;
		else if (cube->input[c].is_primary)
			outcome[c] = SDC_OUT_PRIMARY;
		else
			outcome[c] = p.group[c] ? SDC_OUT_GROUP : SDC_OUT_SECONDARY;
	}
	close_protection(&p);
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
