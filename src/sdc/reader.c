/*-------------------------------------------------------------------------
 *
 * reader.c
 *		What the reader knows of cells that are absent from the rows.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/reader.h"
#include "sdc/memory.h"
#include "sdc/union_find.h"

/* What is left of the total of a relation without the parts that have a value. */
typedef struct Rest
{
	bool		is_nothing;
	bool		has_parts;		/* that are rows, or have a value */
} Rest;

static Rest
rest_of(const Builder *b, int32_t relation)
{
	const int32_t *members = b->members + b->start[relation];
	int64_t		count = b->start[relation + 1] - b->start[relation];
	const Cell *total = &b->cell[members[0]];
	__int128	counts = total->count;
	__int128	denominators = total->denominator;
	Rest		rest = {total->has_value, false};

	for (int64_t k = 1; k < count; k++)
	{
		const Cell *part = &b->cell[members[k]];

		counts -= part->count;
		denominators -= part->denominator;
		rest.has_parts = rest.has_parts || !part->added || part->has_value;

		/* A row without value may be all of the rest. */
		rest.is_nothing = rest.is_nothing && (part->added || part->has_value);
	}
	rest.is_nothing = rest.is_nothing && counts <= b->cube->tolerance && denominators <= b->cube->tolerance;

	/* What is all of the total is something, however little. */
	if ((counts > 0 && counts == total->count) || (denominators > 0 && denominators == total->denominator))
		rest.is_nothing = false;
	return rest;
}

bool
is_seen_nothing(const Builder *b, int32_t cell)
{
	const SdcInputCell *input = &b->cube->input[cell];

	if (b->cell[cell].is_empty || cell >= b->cube->cells)
		return b->cell[cell].is_empty;
	return !b->cube->is_rate && input->has_value && input->count == 0 && !input->is_working &&
		(b->cube->shows_zero[SDC_COUNTS] || input->is_known);
}

/* Rows that are part of what is nothing, working ones too, are known as it is; true when there were any new ones. */
static bool
find_empty_rows(Builder *b, int32_t relation)
{
	bool		found = false;

	for (int64_t k = b->start[relation] + 1; k < b->start[relation + 1]; k++)
	{
		Cell	   *part = &b->cell[b->members[k]];

		if (part->added || part->is_empty || !part->has_value || part->count != 0 || part->denominator != 0)
			continue;
		part->is_empty = found = true;
	}
	return found;
}

/* Parts that are all of a cell that readers see a row of: what it says is said of them. */
static bool *
find_told_parts(const Builder *b)
{
	bool	   *is_told = allocate_zero(b->hooks, b->cells);

	for (int32_t r = 0; r < b->relations; r++)
	{
		int32_t		total = b->members[b->start[r]];

		if (b->start[r + 1] - b->start[r] == 2 && total < b->cube->cells && b->cube->input[total].has_value &&
			!b->cube->input[total].is_working)
			is_told[b->members[b->start[r] + 1]] = true;
	}
	return is_told;
}

/*
 * Give parts without a row and without a value the value 0; true when there were
 * any. is_empty: which the reader knows, but of those that is_told (or NULL) says
 * are told by a row.
 */
static bool
set_to_zero(Builder *b, int32_t relation, bool is_empty, const bool *is_told)
{
	bool		found = false;

	for (int64_t k = b->start[relation] + 1; k < b->start[relation + 1]; k++)
	{
		Cell	   *part = &b->cell[b->members[k]];

		if (!part->added || part->has_value)
			continue;
		part->has_value = found = true;
		part->is_empty = is_empty && !(is_told && is_told[b->members[k]]);
	}
	return found;
}

/* Are the parts of a relation other labels, and no other periods? Not every period has rows of its own. */
static bool
is_split_by_labels(const Builder *b, int32_t relation)
{
	uint32_t	total = b->cell[b->members[b->start[relation]]].grouped;
	uint32_t	part = b->cell[b->members[b->start[relation] + 1]].grouped;

	for (int32_t d = 0; d < b->cube->dimensions; d++)
		if (((part & ~total) >> d & 1) && b->points[d].codes > 0)
			return false;
	return !b->is_range[relation];
}

bool
find_empty_parts(Builder *b)
{
	bool	   *is_told = find_told_parts(b);
	bool		found = false;

	for (int32_t r = 0; r < b->relations; r++)
	{
		bool		is_nothing = is_seen_nothing(b, b->members[b->start[r]]);
		bool		is_empty = is_nothing;

		check_interrupts_at(b->hooks, r);
		found = (is_empty && find_empty_rows(b, r)) || found;
		if (!is_empty && is_split_by_labels(b, r))
		{
			Rest		rest = rest_of(b, r);

			is_empty = rest.is_nothing && rest.has_parts;
		}
		found = (is_empty && set_to_zero(b, r, true, is_nothing ? NULL : is_told)) || found;
	}
	release(b->hooks, is_told);
	return found;
}

/* Is it a part of which no row tells, so far? */
static bool
is_untold(const Builder *b, int32_t cell)
{
	return b->cell[cell].added && !b->cell[cell].has_value;
}

/* What a cell is made of, as a sum of numbers that stand for the cells without parts. */
typedef struct Content
{
	uint64_t	sum;
	uint64_t	told;			/* without the untold parts of "relation" */
	int32_t		relation;		/* or -1 */
} Content;

/*
 * As in find_implied(), each total is followed down to its finest parts by the first relation
 * that it is the total of; what another one is made of must be the same.
 */
bool
find_empty_periods(Builder *b)
{
	Content    *content = allocate(b->hooks, b->cells * sizeof(Content));
	bool	   *is_split = allocate_zero(b->hooks, b->cells);
	bool		found = false;

	for (int32_t c = 0; c < b->cells; c++)
		content[c] = (Content) {mix((uint64_t) c + UINT64_C(0x9e3779b97f4a7c15)), 0, -1};
	for (int32_t r = 0; r < b->relations; r++)
	{
		int32_t		total = b->members[b->start[r]];
		Content		made_of = {0, 0, -1};
		int32_t		whole = -1;

		check_interrupts_at(b->hooks, r);
		if (b->is_range[r])
			continue;
		for (int64_t k = b->start[r] + 1; k < b->start[r + 1]; k++)
		{
			int32_t		part = b->members[k];

			made_of.sum += content[part].sum;
			if (is_untold(b, part))
				made_of.relation = r;
			else
				made_of.told += content[part].sum;
		}
		if (!is_split[total])
			content[total] = made_of;
		else if (made_of.relation >= 0 && made_of.told == content[total].sum)
			whole = r;
		else if (content[total].relation >= 0 && content[total].told == made_of.sum)
			whole = content[total].relation;
		is_split[total] = true;
		if (whole >= 0 && rest_of(b, whole).is_nothing)
			found = set_to_zero(b, whole, true, NULL) || found;
	}
	release(b->hooks, is_split);
	release(b->hooks, content);
	return found;
}

bool
find_zero_parts(Builder *b)
{
	bool		found = false;

	for (int32_t r = 0; r < b->relations; r++)
	{
		Rest		rest = rest_of(b, r);

		check_interrupts_at(b->hooks, r);
		found = (rest.is_nothing && rest.has_parts && set_to_zero(b, r, false, NULL)) || found;
	}
	return found;
}

/*
 * Which sets that occur in the rows of a grouping set cover each point: code[start[p]] .. of point p.
 */
typedef struct Covers
{
	int64_t    *start;
	int32_t    *code;
} Covers;

static Covers
find_covers(const Builder *b, const SdcOccurrence *occurrence)
{
	const SdcPoints *points = &b->points[occurrence->dimension];
	Covers		covers;
	int64_t		count = 0;

	covers.start = allocate_zero(b->hooks, ((size_t) points->points + 2) * sizeof(int64_t));
	for (int32_t i = 0; i < occurrence->count; i++)
		for (int64_t k = points->start[occurrence->code[i]]; k < points->start[occurrence->code[i] + 1]; k++)
		{
			covers.start[points->point[k] + 2]++;
			count++;
		}
	covers.code = allocate(b->hooks, (size_t) count * sizeof(int32_t));
	for (int32_t p = 0; p < points->points; p++)
		covers.start[p + 2] += covers.start[p + 1];
	for (int32_t i = 0; i < occurrence->count; i++)
		for (int64_t k = points->start[occurrence->code[i]]; k < points->start[occurrence->code[i] + 1]; k++)
			covers.code[covers.start[points->point[k] + 1]++] = occurrence->code[i];
	check_interrupts(b->hooks);
	return covers;
}

/* The set-valued dimensions of a grouping set, and what occurs of them in its rows. */
typedef struct Shown
{
	uint32_t	grouped;
	int32_t		dimensions;
	int32_t		dimension[SDC_MAX_DIMENSIONS];
	Covers		covers[SDC_MAX_DIMENSIONS];
} Shown;

static void
find_shown(const Builder *b, uint32_t grouped, Shown *shown)
{
	shown->grouped = grouped;
	shown->dimensions = 0;
	for (int32_t i = 0; i < b->evidence->occurrences; i++)
	{
		const SdcOccurrence *occurrence = &b->evidence->occurrence[i];

		if (occurrence->grouped != grouped)
			continue;
		shown->dimension[shown->dimensions] = occurrence->dimension;
		shown->covers[shown->dimensions++] = find_covers(b, occurrence);
	}
}

static void
release_shown(const Builder *b, Shown *shown)
{
	for (int32_t i = 0; i < shown->dimensions; i++)
	{
		release(b->hooks, shown->covers[i].start);
		release(b->hooks, shown->covers[i].code);
	}
}

/* The next value of a dimension that covers what the cell has there, from place k on, or -1. */
static int64_t
next_cover(const Builder *b, const Covers *covers, int32_t dimension, int32_t code, int64_t k)
{
	int32_t		point = b->points[dimension].point[b->points[dimension].start[code]];

	for (; k < covers->start[point + 1]; k++)
		if (!is_wide(b, dimension, code) || covers->code[k] == code)
			return k;
	return -1;
}

/*
 * Is there a row missing that would cover the cell, with values that occur in
 * the rows of its grouping set? All combinations of them are looked at.
 */
static bool
lacks_row(const Builder *b, const Shown *shown, const int32_t *cell_codes)
{
	int32_t		codes[SDC_MAX_DIMENSIONS];
	int64_t		at[SDC_MAX_DIMENSIONS];
	int32_t		i;

	memcpy(codes, cell_codes, b->cube->dimensions * sizeof(int32_t));
	for (i = 0; i < shown->dimensions; i++)
	{
		int32_t		dimension = shown->dimension[i];
		int32_t		code = cell_codes[dimension];
		int32_t		point = b->points[dimension].point[b->points[dimension].start[code]];

		at[i] = next_cover(b, &shown->covers[i], dimension, code, shown->covers[i].start[point]);
		if (at[i] < 0)
			return false;
		codes[dimension] = shown->covers[i].code[at[i]];
	}
	for (;;)
	{
		int32_t		row = *find_slot(b, codes);

		if (row < 0 || row >= b->cube->cells)
			return true;
		for (i = shown->dimensions; i-- > 0;)
		{
			int32_t		dimension = shown->dimension[i];
			int32_t		code = cell_codes[dimension];
			int32_t		point = b->points[dimension].point[b->points[dimension].start[code]];

			at[i] = next_cover(b, &shown->covers[i], dimension, code, at[i] + 1);
			if (at[i] >= 0)
				break;
			at[i] = next_cover(b, &shown->covers[i], dimension, code, shown->covers[i].start[point]);
			codes[dimension] = shown->covers[i].code[at[i]];
		}
		if (i < 0)
			return false;
		codes[shown->dimension[i]] = shown->covers[i].code[at[i]];
	}
}

/* Mark the cells of a grouping set that a row, were they not empty, would have shown. */
static bool
mark_absent(Builder *b, uint32_t grouped)
{
	int32_t		set = number_of_set(b, grouped);
	int32_t		first = -1;
	bool		found = false;
	Shown		shown;

	find_shown(b, grouped, &shown);
	if (set >= 0 && shown.dimensions > 0)
		first = b->first_in_set[set];
	for (int32_t c = first; c >= 0; c = b->next_in_set[c])
	{
		Cell	   *cell = &b->cell[c];

		if (c < b->cube->cells || cell->has_value)
			continue;
		cell->is_absent = lacks_row(b, &shown, b->codes + (size_t) c * b->cube->dimensions);
		found = found || cell->is_absent;
		check_interrupts_at(b->hooks, c);
	}
	release_shown(b, &shown);
	return found;
}

/*
 * Rows may be missing for other reasons. Where an absent cell has a part that is
 * not empty, or a sum would not fit without it, it is not taken to be empty.
 * Every sum is looked at before any cell is taken back, in whatever order they come.
 */
static void
take_back_absent(Builder *b)
{
	bool	   *is_denied = allocate_zero(b->hooks, b->cells);

	for (int32_t r = 0; r < b->relations; r++)
	{
		const int32_t *members = b->members + b->start[r];
		int64_t		count = b->start[r + 1] - b->start[r];
		const Cell *total = &b->cell[members[0]];
		__int128	rest = total->count;
		__int128	rest_of_denominator = total->denominator;
		bool		is_known = true;

		for (int64_t k = 1; k < count; k++)
		{
			const Cell *part = &b->cell[members[k]];

			rest -= part->count;
			rest_of_denominator -= part->denominator;
			is_known = is_known && (part->has_value || part->is_absent);
			if (total->is_absent && (part->count > 0 || part->denominator > 0))
				is_denied[members[0]] = true;
		}
		if (!total->has_value || !is_known || (rest <= b->cube->tolerance && rest_of_denominator <= b->cube->tolerance))
			continue;
		for (int64_t k = 1; k < count; k++)
			is_denied[members[k]] = true;
	}
	for (int32_t c = b->cube->cells; c < b->cells; c++)
		if (is_denied[c])
			b->cell[c].is_absent = false;
	release(b->hooks, is_denied);
	check_interrupts(b->hooks);
}

bool
find_absent(Builder *b)
{
	bool		found = false;

	for (int32_t i = 0; i < b->evidence->sets; i++)
		found = mark_absent(b, b->evidence->set[i]) || found;
	if (!found)
		return false;
	take_back_absent(b);
	for (int32_t c = b->cube->cells; c < b->cells; c++)
		if (b->cell[c].is_absent)
			b->cell[c].has_value = b->cell[c].is_empty = true;
	return true;
}
