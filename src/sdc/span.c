/*-------------------------------------------------------------------------
 *
 * span.c
 *		What can be computed of hidden cells, kept up to date while more are hidden.
 *
 * With L for the steps and U for the rows of the pivots, a new column is solved by L,
 * which takes the pivots in order; its vector of the kernel by U, in the opposite
 * order; and the combination of relations that is one cell by both, transposed. Each
 * goes by the pivots that have part in it only, which are marked on the way.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/span.h"
#include "sdc/memory.h"
#include "sdc/minmax.h"
#include "sdc/modular.h"
#include "sdc/rank.h"

#include <stdlib.h>

/* What it takes to find a cell and its relations, in steps. */
#define WORK_OF_CELL 32

static void
mark_pivot(Span *span, int32_t pivot)
{
	span->mark[pivot / 64] |= UINT64_C(1) << pivot % 64;
}

/* Room for so many more pivots, steps and entries. */
static void
reserve(Span *span, int32_t pivots, int64_t steps, int64_t entries)
{
	const SdcHooks *hooks = span->e->hooks;

	if (span->pivots + pivots > span->pivot_capacity)
	{
		int32_t		capacity = Max(span->pivots + pivots, span->pivots + span->pivots / 2);
		int32_t		words = span->pivot_capacity / 64 + 1;

		span->pivot = enlarge(hooks, span->pivot, span->pivots * sizeof(SpanPivot), capacity * sizeof(SpanPivot));
		span->of_pivot = enlarge(hooks, span->of_pivot, span->pivots * sizeof(uint64_t), capacity * sizeof(uint64_t));
		span->mark = enlarge(hooks, span->mark, span->mark ? words * sizeof(uint64_t) : 0,
							 ((size_t) capacity / 64 + 1) * sizeof(uint64_t));
		memset(span->of_pivot + span->pivots, 0, (capacity - span->pivots) * sizeof(uint64_t));
		if (span->pivot_capacity == 0)
			words = 0;
		memset(span->mark + words, 0, ((size_t) capacity / 64 + 1 - words) * sizeof(uint64_t));
		span->weighed = enlarge(hooks, span->weighed, 0, ((size_t) capacity + 1) * sizeof(WeighedRelation));
		span->pivot_capacity = capacity;
	}
	if (span->steps + steps > span->step_capacity)
	{
		span->step_capacity = Max(span->steps + steps, span->steps + span->steps / 2);
		span->step = enlarge(hooks, span->step, span->steps * sizeof(SpanStep), span->step_capacity * sizeof(SpanStep));
	}
	if (span->entries + entries > span->entry_capacity)
	{
		span->entry_capacity = Max(span->entries + entries, span->entries + span->entries / 2);
		span->entry = enlarge(hooks, span->entry, span->entries * sizeof(SpanEntry),
							  span->entry_capacity * sizeof(SpanEntry));
	}
}

static void
add_step(Span *span, uint64_t factor, int32_t target, int32_t from)
{
	span->step[span->steps] = (SpanStep) {factor, target, from, span->last_step[target]};
	span->last_step[target] = span->steps++;
}

static int64_t
steps_before(const Span *span, int32_t pivot)
{
	return pivot > 0 ? span->pivot[pivot - 1].steps : 0;
}

/* The pivots and steps of the last component, behind those that are there. */
static void
take_over(Span *span, const Matrix *m, History *history)
{
	const SdcHooks *hooks = span->e->hooks;
	const int32_t *relations = span->search->relations;
	int32_t		before = span->pivots;
	int64_t		entries = 0;
	int64_t		step = 0;
	int64_t		first_step = span->steps;

	/* Cells that are free have no part in any combination, so only those of pivots stay in the rows. */
	for (int32_t i = 0; i < history->count; i++)
		span->pivot_of_cell[m->cell[history->pivots[i].column]] = before + i;
	for (int32_t i = 0; i < history->count; i++)
	{
		Row		   *row = &history->pivots[i].row;
		int32_t		length = 0;

		check_interrupts_at(hooks, i);
		for (int32_t k = 0; k < row->length; k++)
		{
			int32_t		cell = m->cell[row->entries[k].column];

			if (span->pivot_of_cell[cell] >= 0)
				row->entries[length++] = (Entry) {row->entries[k].value, cell};
		}
		row->length = length;
		entries += length;
	}
	reserve(span, history->count, history->taken, entries);
	for (int32_t i = 0; i < history->count; i++)
	{
		Pivot	   *pivot = &history->pivots[i];
		Row			row = {.entries = allocate(hooks, pivot->row.length * sizeof(Entry)), pivot->row.length, pivot->row.length};

		check_interrupts_at(hooks, i);
		memcpy(row.entries, pivot->row.entries, row.length * sizeof(Entry));
		for (int32_t k = 0; k < row.length; k++)
			span->entries_of[row.entries[k].column]++;
		release_row(hooks, &pivot->row);
		for (; step < history->taken && history->steps[step].from == pivot->from; step++)
			add_step(span, history->steps[step].factor, relations[history->steps[step].target], relations[pivot->from]);
		span->pivot_of_relation[relations[pivot->from]] = before + i;
		span->pivot[span->pivots++] = (SpanPivot) {
			m->cell[pivot->column], relations[pivot->from], pivot->inverse, row, span->steps
		};
	}

	/* The same entries by cell, but for those of the pivots themselves. */
	for (int32_t i = before; i < span->pivots; i++)
	{
		int32_t		cell = span->pivot[i].cell;

		span->entries_start[cell] = span->entries;
		span->entries += span->entries_of[cell] - 1;
		span->entries_of[cell] = 0;
	}
	for (int32_t i = before; i < span->pivots; i++)
	{
		const Row  *row = &span->pivot[i].row;

		check_interrupts_at(hooks, i);
		for (int32_t k = 0; k < row->length; k++)
		{
			int32_t		cell = row->entries[k].column;

			if (cell != span->pivot[i].cell)
				span->entry[span->entries_start[cell] + span->entries_of[cell]++] = (SpanEntry) {row->entries[k].value, i};
		}
	}

	/* A relation that became no pivot has nothing left in it; the others follow from these, last ones first. */
	for (int32_t i = 0; i < m->rows; i++)
		span->nothing[relations[i]] = span->pivot_of_relation[relations[i]] < 0 ? next_random(&span->seed) : 0;
	for (int64_t k = span->steps; k-- > first_step;)
		span->nothing[span->step[k].from] = add_mod(span->nothing[span->step[k].from],
													multiply_mod(span->step[k].factor, span->nothing[span->step[k].target]));
}

/* Take in what hangs together with a hidden cell. */
static void
take_in(Span *span, int32_t cell)
{
	const Elimination *e = span->e;
	Matrix	   *m;
	History    *history;
	uint64_t   *first;
	uint64_t   *second;

	search_component(e, span->search, cell);
	m = component_matrix(e, span->search);
	history = new_history(e->hooks, m);
	first = allocate(e->hooks, m->columns * sizeof(uint64_t));
	second = allocate(e->hooks, m->columns * sizeof(uint64_t));
	sample_kernel(e, m, history, &span->seed, first, second);
	for (int32_t c = 0; c < m->columns; c++)
	{
		span->cell[span->cells++] = m->cell[c];
		span->first[m->cell[c]] = first[c];
		span->second[m->cell[c]] = second[c];
		span->pivot_of_cell[m->cell[c]] = -1;
		span->entries_of[m->cell[c]] = 0;
	}
	release(e->hooks, first);
	release(e->hooks, second);
	take_over(span, m, history);
	span->work += history->work + WORK_OF_CELL * (m->columns + m->rows);
	release_history(e->hooks, history);
	release_matrix(e->hooks, m);
}

void
open_span(const Elimination *e, Search *search, const bool *marked, Span *span)
{
	const SdcSystem *s = e->system;
	Ranked	   *ranked = allocate(e->hooks, s->cells * sizeof(Ranked));
	int32_t		count = 0;

	memset(span, 0, sizeof(Span));
	span->e = e;
	span->search = search;
	span->cell = allocate(e->hooks, s->cells * sizeof(int32_t));
	span->pivot_of_cell = allocate(e->hooks, s->cells * sizeof(int32_t));
	span->entries_start = allocate(e->hooks, s->cells * sizeof(int64_t));
	span->entries_of = allocate(e->hooks, s->cells * sizeof(int32_t));
	span->first = allocate(e->hooks, s->cells * sizeof(uint64_t));
	span->second = allocate(e->hooks, s->cells * sizeof(uint64_t));
	span->of_cell = allocate_zero(e->hooks, s->cells * sizeof(uint64_t));
	span->pivot_of_relation = allocate(e->hooks, s->relations * sizeof(int32_t));
	span->last_step = allocate(e->hooks, s->relations * sizeof(int64_t));
	span->nothing = allocate(e->hooks, s->relations * sizeof(uint64_t));
	span->of_relation = allocate_zero(e->hooks, s->relations * sizeof(uint64_t));
	span->touched = allocate(e->hooks, s->relations * sizeof(int32_t));
	span->is_touched = allocate_zero(e->hooks, s->relations);
	memset(span->pivot_of_relation, 0xff, s->relations * sizeof(int32_t));
	memset(span->last_step, 0xff, s->relations * sizeof(int64_t));
	reserve(span, 64, 64, 64);
	start_search(e, search, false);

	/* In order of rank, so that nothing depends on the order of the cells. */
	for (int32_t c = 0; c < s->cells; c++)
		if (s->cell[c].state == SDC_PROTECTED && marked[c])
			ranked[count++] = (Ranked) {s->cell[c].rank, c};
	qsort(ranked, count, sizeof(Ranked), compare_ranked);
	for (int32_t i = 0; i < count; i++)
		if (!search->reached[ranked[i].cell])
			take_in(span, ranked[i].cell);
	release(e->hooks, ranked);
	span->first_late = span->pivots;
}

void
close_span(Span *span)
{
	const SdcHooks *hooks = span->e->hooks;

	for (int32_t i = 0; i < span->pivots; i++)
		release_row(hooks, &span->pivot[i].row);
	release(hooks, span->pivot);
	release(hooks, span->step);
	release(hooks, span->entry);
	release(hooks, span->cell);
	release(hooks, span->pivot_of_cell);
	release(hooks, span->entries_start);
	release(hooks, span->entries_of);
	release(hooks, span->first);
	release(hooks, span->second);
	release(hooks, span->of_cell);
	release(hooks, span->pivot_of_relation);
	release(hooks, span->last_step);
	release(hooks, span->nothing);
	release(hooks, span->of_relation);
	release(hooks, span->of_pivot);
	release(hooks, span->mark);
	release(hooks, span->touched);
	release(hooks, span->is_touched);
	release(hooks, span->weighed);
}

/*
 * What the cell has in its i-th relation. It is indexed as often as it is in one, the
 * first time for the total if it is that as well.
 */
static uint64_t
sign_in(const Elimination *e, int32_t cell, int64_t i)
{
	const SdcSystem *s = e->system;
	int32_t		relation = e->relations_of[i];
	bool		is_first = i == e->relations_start[cell] || e->relations_of[i - 1] != relation;

	return is_first && s->members[s->start[relation]] == cell ? PRIME - 1 : 1;
}

uint64_t
part_in_nothing(const Span *span, int32_t cell)
{
	const Elimination *e = span->e;
	uint64_t	sum = 0;

	for (int64_t i = e->relations_start[cell]; i < e->relations_start[cell + 1]; i++)
		if (span->search->relation_reached[e->relations_of[i]] && !e->system->implied[e->relations_of[i]])
			sum = add_mod(sum, multiply_mod(sign_in(e, cell, i), span->nothing[e->relations_of[i]]));
	return sum;
}

/* Take in the relations of a cell that is not hidden yet, and what is hidden in them. */
static void
take_in_relations(Span *span, int32_t cell)
{
	const Elimination *e = span->e;
	const SdcSystem *s = e->system;

	for (int64_t i = e->relations_start[cell]; i < e->relations_start[cell + 1]; i++)
	{
		int32_t		relation = e->relations_of[i];

		if (span->search->relation_reached[relation] || s->implied[relation])
			continue;
		for (int64_t k = s->start[relation]; k < s->start[relation + 1]; k++)
			if ((s->cell[s->members[k]].state == SDC_PROTECTED || s->cell[s->members[k]].state == SDC_HIDDEN) &&
				!span->search->reached[s->members[k]])
				take_in(span, s->members[k]);
		if (span->search->relation_reached[relation])
			continue;
		span->search->relation_reached[relation] = true;
		span->nothing[relation] = next_random(&span->seed);
	}
}

static void
add_to_relation(Span *span, int32_t relation, uint64_t value, int32_t *touched)
{
	int32_t		pivot = span->pivot_of_relation[relation];

	if (pivot >= 0)
		mark_pivot(span, pivot);
	else if (!span->is_touched[relation])
	{
		span->is_touched[relation] = true;
		span->touched[(*touched)++] = relation;
	}
	span->of_relation[relation] = add_mod(span->of_relation[relation], value);
}

/*
 * A new column as the steps leave it: what it has in the rows of pivots becomes entries,
 * the rest is in the relations that were touched. Returns how many.
 */
static int32_t
solve_column(Span *span, int32_t cell)
{
	const Elimination *e = span->e;
	int32_t		touched = 0;
	int64_t		start = span->entries;

	for (int64_t i = e->relations_start[cell]; i < e->relations_start[cell + 1]; i++)
		if (!e->system->implied[e->relations_of[i]])
			add_to_relation(span, e->relations_of[i], sign_in(e, cell, i), &touched);
	for (int32_t word = 0; word <= span->pivots / 64; word++)
		while (span->mark[word])
		{
			int32_t		i = word * 64 + __builtin_ctzll(span->mark[word]);
			int32_t		relation = span->pivot[i].relation;
			uint64_t	value = span->of_relation[relation];

			span->mark[word] &= span->mark[word] - 1;
			span->of_relation[relation] = 0;
			if (value == 0)
				continue;
			check_interrupts_at(e->hooks, span->entries);
			reserve(span, 0, 0, 1);
			span->entry[span->entries++] = (SpanEntry) {value, i};
			if (i >= span->first_late)
				span->late_work += span->pivot[i].steps - steps_before(span, i);
			for (int64_t k = steps_before(span, i); k < span->pivot[i].steps; k++)
				add_to_relation(span, span->step[k].target, multiply_mod(span->step[k].factor, value), &touched);
		}
	span->entries_start[cell] = start;
	span->entries_of[cell] = (int32_t) (span->entries - start);
	return touched;
}

/* Weights of pivots that are marked, as weights of relations. */
static void
find_relations(Span *span)
{
	for (int32_t word = span->pivots / 64; word >= 0; word--)
		while (span->mark[word])
		{
			int32_t		i = word * 64 + 63 - __builtin_clzll(span->mark[word]);
			uint64_t	weight = span->of_pivot[i];

			span->mark[word] ^= UINT64_C(1) << i % 64;
			span->of_pivot[i] = 0;
			if (weight == 0)
				continue;
			check_interrupts_at(span->e->hooks, span->weighed_count);
			span->weighed[span->weighed_count++] = (WeighedRelation) {weight, span->pivot[i].relation};
			for (int64_t k = span->last_step[span->pivot[i].relation]; k >= 0; k = span->step[k].previous)
			{
				int32_t		from = span->pivot_of_relation[span->step[k].from];

				span->late_work += i >= span->first_late;
				span->of_pivot[from] = add_mod(span->of_pivot[from], multiply_mod(span->step[k].factor, weight));
				mark_pivot(span, from);
			}
		}
}

/* The combination that is left in a relation, which is no pivot. */
static void
find_nothing(Span *span, int32_t relation)
{
	span->weighed_count = 0;
	for (int64_t k = span->last_step[relation]; k >= 0; k = span->step[k].previous)
	{
		int32_t		from = span->pivot_of_relation[span->step[k].from];

		span->of_pivot[from] = add_mod(span->of_pivot[from], span->step[k].factor);
		mark_pivot(span, from);
	}
	find_relations(span);
	span->weighed[span->weighed_count++] = (WeighedRelation) {1, relation};
}

/*
 * The new column can be computed by the combination that is left in a relation, of
 * which it becomes the pivot.
 */
static void
add_pivot(Span *span, int32_t cell, int32_t touched)
{
	const SdcHooks *hooks = span->e->hooks;
	int32_t		relation = -1;
	uint64_t	inverse;
	uint64_t	part = negate_mod(part_in_nothing(span, cell));

	reserve(span, 1, touched, 0);

	/* One that no step has changed, if there is one, makes the least work later. */
	for (int32_t i = 0; i < touched; i++)
		if (span->of_relation[span->touched[i]] != 0 &&
			(relation < 0 || (span->last_step[relation] >= 0 && span->last_step[span->touched[i]] < 0)))
			relation = span->touched[i];
	inverse = inverse_mod(span->of_relation[relation]);

	/* Of combinations without the cell the sample is random again. */
	find_nothing(span, relation);
	for (int32_t i = 0; i < span->weighed_count; i++)
	{
		WeighedRelation *weighed = &span->weighed[i];

		weighed->weight = multiply_mod(weighed->weight, inverse);
		span->nothing[weighed->relation] = add_mod(span->nothing[weighed->relation], multiply_mod(part, weighed->weight));
	}

	for (int64_t k = span->entries_start[cell]; k < span->entries; k++)
	{
		Row		   *row = &span->pivot[span->entry[k].pivot].row;

		if (row->length == row->capacity)
		{
			row->capacity += row->capacity / 2 + 2;
			row->entries = enlarge(hooks, row->entries, row->length * sizeof(Entry), row->capacity * sizeof(Entry));
		}
		row->entries[row->length++] = (Entry) {span->entry[k].value, cell};
	}
	for (int32_t i = 0; i < touched; i++)
	{
		int32_t		target = span->touched[i];

		if (target != relation && span->of_relation[target] != 0)
			add_step(span, negate_mod(multiply_mod(span->of_relation[target], inverse)), target, relation);
	}
	span->pivot_of_relation[relation] = span->pivot_of_cell[cell] = span->pivots;
	span->pivot[span->pivots] = (SpanPivot) {cell, relation, inverse, {allocate(hooks, sizeof(Entry)), 1, 1}, span->steps};
	span->pivot[span->pivots++].row.entries[0] = (Entry) {span->of_relation[relation], cell};
	span->first[cell] = span->second[cell] = 0;
}

/* The new column is free: add its vector of the kernel to those of the sample. */
static void
add_vector(Span *span, int32_t cell)
{
	uint64_t	first = next_random(&span->seed);
	uint64_t	second = next_random(&span->seed);

	span->first[cell] = first;
	span->second[cell] = second;
	for (int64_t k = span->entries_start[cell]; k < span->entries; k++)
	{
		span->of_pivot[span->entry[k].pivot] = span->entry[k].value;
		mark_pivot(span, span->entry[k].pivot);
	}
	for (int32_t word = span->pivots / 64; word >= 0; word--)
		while (span->mark[word])
		{
			int32_t		i = word * 64 + 63 - __builtin_clzll(span->mark[word]);
			int32_t		other = span->pivot[i].cell;
			uint64_t	value = negate_mod(multiply_mod(span->of_pivot[i], span->pivot[i].inverse));

			span->mark[word] ^= UINT64_C(1) << i % 64;
			span->of_pivot[i] = 0;
			if (value == 0)
				continue;
			check_interrupts_at(span->e->hooks, i);
			span->first[other] = add_mod(span->first[other], multiply_mod(first, value));
			span->second[other] = add_mod(span->second[other], multiply_mod(second, value));
			for (int64_t k = span->entries_start[other]; k < span->entries_start[other] + span->entries_of[other]; k++)
			{
				uint64_t   *sum = &span->of_pivot[span->entry[k].pivot];

				*sum = add_mod(*sum, multiply_mod(span->entry[k].value, value));
				mark_pivot(span, span->entry[k].pivot);
			}
		}

	/* It is in no combination, so its entries are of no further use. */
	span->entries = span->entries_start[cell];
	span->entries_of[cell] = 0;
}

bool
hide_in_span(Span *span, int32_t cell)
{
	int32_t		touched;
	bool		is_computable = false;

	take_in_relations(span, cell);
	span->search->reached[cell] = true;
	span->cell[span->cells++] = cell;
	span->pivot_of_cell[cell] = -1;
	touched = solve_column(span, cell);
	for (int32_t i = 0; i < touched && !is_computable; i++)
		is_computable = span->of_relation[span->touched[i]] != 0;
	if (is_computable)
		add_pivot(span, cell, touched);
	else
		add_vector(span, cell);
	for (int32_t i = 0; i < touched; i++)
	{
		span->of_relation[span->touched[i]] = 0;
		span->is_touched[span->touched[i]] = false;
	}
	return is_computable;
}

bool
is_exposed_by(const Span *span, int32_t cell, const Exposure *why)
{
	if (why->by < 0)
		return span->first[cell] == 0;
	return add_mod(span->first[cell], multiply_mod(why->factor, span->first[why->by])) == 0;
}

void
find_combination(Span *span, int32_t cell, const Exposure *why)
{
	span->of_cell[cell] = 1;
	if (span->pivot_of_cell[cell] >= 0)
		mark_pivot(span, span->pivot_of_cell[cell]);
	if (why->by >= 0)
	{
		span->of_cell[why->by] = why->factor;
		if (span->pivot_of_cell[why->by] >= 0)
			mark_pivot(span, span->pivot_of_cell[why->by]);
	}

	/* As a combination of the rows of pivots: each removes its cell for good. */
	for (int32_t word = 0; word <= span->pivots / 64; word++)
	{
		uint64_t	passed = 0;

		check_interrupts_at(span->e->hooks, word);
		while (span->mark[word] & ~passed)
		{
			int32_t		bit = __builtin_ctzll(span->mark[word] & ~passed);
			int32_t		i = word * 64 + bit;
			const SpanPivot *pivot = &span->pivot[i];
			uint64_t	factor = multiply_mod(span->of_cell[pivot->cell], pivot->inverse);

			passed |= UINT64_C(1) << bit;
			span->of_pivot[i] = factor;
			if (factor == 0)
				continue;
			for (int32_t k = 0; k < pivot->row.length; k++)
			{
				int32_t		other = pivot->row.entries[k].column;

				span->of_cell[other] = add_mod(span->of_cell[other], negate_mod(multiply_mod(factor, pivot->row.entries[k].value)));
				if (other != pivot->cell)
					mark_pivot(span, span->pivot_of_cell[other]);
			}
		}
	}
	/* Those that are free have no row that takes them out. */
	span->of_cell[cell] = 0;
	if (why->by >= 0)
		span->of_cell[why->by] = 0;
	span->weighed_count = 0;
	find_relations(span);
}

int32_t
exposed_in_span(const Span *span, bool *exposed, Exposure *why, bool *needed)
{
	const Elimination *e = span->e;
	uint64_t   *first = allocate(e->hooks, span->cells * sizeof(uint64_t));
	uint64_t   *second = allocate(e->hooks, span->cells * sizeof(uint64_t));
	Role	   *role = allocate(e->hooks, span->cells * sizeof(Role));
	int32_t		count;

	for (int32_t i = 0; i < span->cells; i++)
	{
		first[i] = span->first[span->cell[i]];
		second[i] = span->second[span->cell[i]];
		role[i] = role_of(&e->system->cell[span->cell[i]]);
	}
	count = judge_kernel(e, span->cells, span->cell, role, first, second, exposed, why, needed);
	for (int32_t i = 0; i < span->cells && why; i++)
		if (why[i].by >= 0)
			why[i].by = span->cell[why[i].by];
	release(e->hooks, role);
	release(e->hooks, second);
	release(e->hooks, first);
	return count;
}
