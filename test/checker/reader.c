/*-------------------------------------------------------------------------
 *
 * reader.c
 *		A reader who knows all that can be known, and what he finds.
 *
 * Shares nothing with src/sdc. The laws, each of them about what anybody can
 * see who has the rows of a publication (which cells there are, and the figures
 * of those that are shown) and its policy:
 *
 * 1. Sums. A table is made of atoms: for each combination of one label of every
 *	  dimension, and one point of every dimension of periods, a whole number
 *	  that is not negative. A NULL that is grouped by is a label, or a point,
 *	  too. A cell is the sum of the atoms that have its labels and lie within its
 *	  periods, over all of every dimension that it is not grouped by.
 *	  So two cells with the same atoms are one cell, whatever their names, and
 *	  what two grouping sets have in common links them, whether it is among the
 *	  rows or not. The labels and the points are those that occur.
 *
 * 2. Points. A range or multirange is the set of its points; a domain is what it
 *	  is a domain over. Periods that have the same points are one.
 *
 * 3. Absent rows are empty. A grouping set has the periods, of each dimension of
 *	  periods in it, that any of its rows has, in any part of the partition, also
 *	  where no total links one part to another: that area A has the window says
 *	  that it was made, and that B's is empty. GROUP BY makes a row for every cell
 *	  of the set that is not empty: for all labels, and for all periods that it
 *	  has. So an atom that lies in such a cell without a row is zero. What a
 *	  dimension says of another follows: municipality g lies in province p alone,
 *	  where a set with both has no other row of g; the atoms elsewhere are zero.
 *	  The exception: a row of which one grouping set leaves no atom is split no
 *	  further by that set. Then its parts are not among the rows for another reason,
 *	  and their absence says nothing of the atoms below that row (only Amsterdam has
 *	  rows of districts). Neither does that of any, where all together leave it none.
 *
 * 4. A cell that is known to be zero has only atoms that are zero.
 *
 * 5. Shown zeros. Where the policy does not protect zeros, none is hidden, so a
 *	  cell that is hidden is at least 1. Of a rate a numerator of 0 can be hidden
 *	  when the denominator is below min_denominator or the complement, which is
 *	  then the denominator, below min_complement: only where both rules are off
 *	  (a minimum of 0 or 1) is the numerator of a hidden rate at least 1.
 *	  Likewise is the complement where the rules for numerator and denominator
 *	  are off and max_share is 100, and the denominator always, for 0/0 is shown
 *	  as empty. A working cell is not among what readers see: it may be 0.
 *
 * 6. Given. A cell that is known is known, whatever it gives away. The absence
 *	  of a working cell is known too: readers have the map.
 *
 * 7. A unit that knows itself (singletons=protect): who is alone in a hidden cell
 *	  knows that this cell is 1. Cells of 1 of which one has all atoms of the
 *	  other that are not known to be zero (also by all that is published together)
 *	  are one unit, and so on through a third; that unit knows them all together.
 *	  What is below them is no news to it. Cells of 1 that only overlap are not known
 *	  to be the same unit; but where all rows together tell that they hold the same
 *	  one, neither is news to it. Of rates the unit with the event knows numerators,
 *	  the one without it complements. (Of more than one unit together nothing is
 *	  said.) What it computes by sums is found under every policy; that only one whole
 *	  number fits what it knows, where the policy has min_interval.
 *
 * 8. An interval (sdc_interval_given) is that of a reader who is told the statuses,
 *	  so not which rows are working: they are at least 1 as others are. It is never
 *	  narrower than what whole numbers allow. It may be wider in two ways: up to
 *	  what fractions allow, and where no grouping set has all dimensions, as atoms
 *	  that are in no row of the system bound nothing.
 *
 * A protected cell, one that a primary rule hides and that is not known already,
 * is exposed when only one whole number fits all this. That is proven in two
 * steps: whether the cell is in the span of known cells, in atoms that are not
 * zero, by elimination modulo two primes of 30 bits; and by search for another
 * table of whole numbers that fits (integers.c). A rate is three tables:
 * numerators, complements and denominators, each protected where its own rule
 * hides it.
 *
 *-------------------------------------------------------------------------
 */
#include "atoms.h"
#include "integers.h"

#include <stdlib.h>
#include <string.h>

const char *const fault_names[FAULTS] = {
	"sums", "absent", "zeros", "shown_zeros", "bounds", "unit", "unit_bounds", "zero_hidden", "rule", "needless",
	"audit", "excludes", "differs", "contradiction", "unsettled"
};

/* Which figure of a rate; a count has the first only. */
typedef enum Part
{
	NUMERATOR,
	COMPLEMENT,
	DENOMINATOR
} Part;

static int64_t
value_of(const Row *row, Part part)
{
	return part == NUMERATOR ? row->count : part == DENOMINATOR ? row->denominator : row->denominator - row->count;
}

static bool
is_shown(const Row *row)
{
	if (row->given != TO_DECIDE)
		return row->given == KNOWN;
	return row->status == PUBLISH || row->status == EMPTY;
}

static bool
is_too_small(const Policy *policy, int64_t value, int64_t smallest)
{
	return smallest > 0 && value < smallest && (value > 0 || policy->protect_zero);
}

/* Does the rule for this figure hide the row? */
static bool
is_unsafe(const System *system, const Row *row, Part part)
{
	const Policy *p = &system->policy;
	int64_t		smallest = part == NUMERATOR ? p->min_count :
		part == COMPLEMENT ? p->min_complement : p->min_denominator;

	if (is_too_small(p, value_of(row, part), smallest))
		return true;
	return part == NUMERATOR && row->status == PRIMARY_GROUP;
}

/* Law 5: is a figure of 0 never hidden? */
static bool
shows_zero(const System *system, Part part)
{
	const Policy *p = &system->policy;

	if (p->protect_zero)
		return false;
	if (!system->is_rate || part == DENOMINATOR)
		return true;
	if (p->min_denominator > 1)
		return false;
	return part == NUMERATOR ? p->min_complement <= 1 : p->min_count <= 1 && p->max_share == 100;
}

/* What a hidden figure is at least. */
static int64_t
least(const System *system, const Row *row, Part part)
{
	return row->given != WORKING && shows_zero(system, part);
}

/* Was it known before anything was decided? A zero that the policy shows is. */
static bool
is_given(const System *system, const Row *row, Part part)
{
	return row->given == KNOWN || (row->given == TO_DECIDE && least(system, row, part) > value_of(row, part));
}

/* Law 4, for one figure. */
static void
remove_zeros(const System *system, Part part, const bool *known, Atoms *atoms)
{
	uint64_t   *zero = calloc(atoms->words, sizeof(uint64_t));

	for (int r = 0; r < system->rows; r++)
		for (int w = 0; w < atoms->words && known[r] && value_of(&system->row[r], part) == 0; w++)
			zero[w] |= columns_of(atoms, r)[w];
	for (int r = 0; r < system->rows; r++)
		for (int w = 0; w < atoms->words; w++)
			atoms->of_row[(size_t) r * atoms->words + w] &= ~zero[w];
	free(zero);
}

/* The span of known cells, modulo a prime */

static const uint32_t primes[2] = {998244353, 1000000007};

typedef struct Span
{
	uint32_t	prime;
	int			columns;
	int			rank;
	int		   *pivot;			/* of each vector, where it is 1 */
	uint32_t  **vector;			/* 0 at the pivots of those before it */
} Span;

static void
open_span(Span *span, const Atoms *atoms, uint32_t prime)
{
	*span = (Span) {.prime = prime, .columns = atoms->columns};
	span->pivot = malloc((atoms->columns + 1) * sizeof(int));
	span->vector = malloc((atoms->columns + 1) * sizeof(uint32_t *));
}

static void
shorten_span(Span *span, int rank)
{
	while (span->rank > rank)
		free(span->vector[--span->rank]);
}

static void
close_span(Span *span)
{
	shorten_span(span, 0);
	free(span->pivot);
	free(span->vector);
}

static uint32_t
inverse_of(uint32_t number, uint32_t prime)
{
	uint64_t	result = 1;
	uint64_t	square = number;

	for (uint32_t n = prime - 2; n; n >>= 1, square = square * square % prime)
		if (n & 1)
			result = result * square % prime;
	return (uint32_t) result;
}

/* What is left of a row outside the span: its first column, or -1. */
static int
reduce(const Span *span, const uint64_t *columns, uint32_t *vector)
{
	for (int c = 0; c < span->columns; c++)
		vector[c] = columns[c / 64] >> (c % 64) & 1;
	for (int i = 0; i < span->rank; i++)
	{
		uint64_t	factor = vector[span->pivot[i]];

		if (factor == 0)
			continue;
		factor = span->prime - factor;
		for (int c = 0; c < span->columns; c++)
			if (span->vector[i][c])
				vector[c] = (uint32_t) ((vector[c] + factor * span->vector[i][c]) % span->prime);
	}
	for (int c = 0; c < span->columns; c++)
		if (vector[c])
			return c;
	return -1;
}

static bool
is_in_span(const Span *span, const uint64_t *columns)
{
	uint32_t   *vector = malloc((span->columns + 1) * sizeof(uint32_t));
	bool		is_in = reduce(span, columns, vector) < 0;

	free(vector);
	return is_in;
}

static void
extend(Span *span, const uint64_t *columns)
{
	uint32_t   *vector = malloc((span->columns + 1) * sizeof(uint32_t));
	int			pivot = reduce(span, columns, vector);
	uint64_t	inverse;

	if (pivot < 0)
	{
		free(vector);
		return;
	}
	inverse = inverse_of(vector[pivot], span->prime);
	for (int c = pivot; c < span->columns; c++)
		vector[c] = (uint32_t) (vector[c] * inverse % span->prime);
	span->pivot[span->rank] = pivot;
	span->vector[span->rank++] = vector;
}

/* One figure of a system, and who knows what of it */

typedef struct View
{
	const System *system;
	Part		part;
	Atoms		atoms;
	bool		known[MAX_ROWS];
	bool		protected[MAX_ROWS];
	bool		exposed[MAX_ROWS];
	int			unit[MAX_ROWS]; /* of a hidden cell of 1: the first cell of its unit, else -1 */
	Findings   *findings;
} View;

static void
report(View *view, Fault fault, int row)
{
	if (view->findings->count[fault]++ == 0)
		view->findings->row[fault] = row;
}

/* Which protected cells are in the span of the known ones, and of a unit's if it is not -1. */
static void
find_in_span(const View *view, int unit, bool *found)
{
	const System *system = view->system;
	bool		any = false;

	for (int r = 0; r < system->rows; r++)
	{
		found[r] = view->protected[r];
		any |= found[r];
	}
	for (int p = 0; p < 2 && any; p++)
	{
		Span		span;

		open_span(&span, &view->atoms, primes[(p + system->number) % 2]);
		for (int r = 0; r < system->rows; r++)
			if (view->known[r] || (unit >= 0 && view->unit[r] == unit))
				extend(&span, columns_of(&view->atoms, r));
		any = false;
		for (int r = 0; r < system->rows; r++)
			if (found[r])
				any |= found[r] = is_in_span(&span, columns_of(&view->atoms, r));
		close_span(&span);
	}
}

/* The same for a reader who does not know law 4, nor perhaps law 3. */
static void
find_in_other_span(const View *view, bool absent_is_empty, bool *found)
{
	View		other = *view;

	find_atoms(view->system, absent_is_empty, &other.atoms);
	find_in_span(&other, -1, found);
	free(other.atoms.of_row);
}

/* The sums of integers.h, of all rows. */
static Sum *
list_sums(const View *view, int unit, bool zeros_are_shown)
{
	Sum		   *sums = calloc(view->system->rows + 1, sizeof(Sum));

	for (int r = 0; r < view->system->rows; r++)
	{
		const Row  *row = &view->system->row[r];

		sums[r].columns = columns_of(&view->atoms, r);
		sums[r].value = value_of(row, view->part);
		sums[r].is_known = view->known[r] || (unit >= 0 && view->unit[r] == unit);
		sums[r].low = zeros_are_shown ? least(view->system, row, view->part) : 0;
		/* So that a broken law 5 is reported once, and not as nonsense. */
		if (sums[r].low > sums[r].value)
			sums[r].low = sums[r].value;
	}
	return sums;
}

static void
find_bounded(View *view, int unit, bool zeros_are_shown, const bool *wanted, bool *found)
{
	Sum		   *sum = list_sums(view, unit, zeros_are_shown);
	Sums		sums = {view->atoms.columns, view->atoms.words, view->system->rows, sum};
	bool	   *settled = malloc(view->system->rows + 1);

	if (sums.columns > 0)
		find_pinned(&sums, wanted, found, settled);
	for (int r = 0; r < view->system->rows; r++)
		if (sums.columns > 0 && wanted[r] && !settled[r])
		{
			found[r] = false;
			report(view, UNSETTLED, r);
		}
	free(settled);
	free(sum);
}

/* Cells of 1 that cover one another are one unit. */
static void
find_units(View *view)
{
	const System *system = view->system;

	for (int r = 0; r < system->rows; r++)
		view->unit[r] = !view->known[r] && value_of(&system->row[r], view->part) == 1 ? r : -1;
	for (int a = 0; a < system->rows; a++)
		for (int b = 0; b < system->rows; b++)
		{
			int			from = view->unit[a];
			int			to = view->unit[b];

			if (from < 0 || to < 0 || from == to || !covers(&view->atoms, a, b))
				continue;
			for (int r = 0; r < system->rows; r++)
				if (view->unit[r] == from || view->unit[r] == to)
					view->unit[r] = from < to ? from : to;
		}
}

/* Do readers know that nobody is in a cell but outside another one? Or do all rows together say so? */
static bool
is_known_within(const View *view, int row, int other, bool by_all)
{
	int			rows = view->system->rows;
	Sum		   *sum = list_sums(view, -1, true);
	Sums		sums = {view->atoms.columns, view->atoms.words, rows + 1, sum};
	uint64_t   *outside = malloc(view->atoms.words * sizeof(uint64_t));
	bool	   *flag = calloc(3 * (rows + 1), 1);
	bool	   *pinned = flag + rows + 1;
	bool	   *settled = pinned + rows + 1;
	bool		is_within;

	for (int r = 0; r < rows; r++)
		sum[r].is_known |= by_all;
	for (int w = 0; w < view->atoms.words; w++)
		outside[w] = columns_of(&view->atoms, row)[w] & ~columns_of(&view->atoms, other)[w];
	sum[rows].columns = outside;
	flag[rows] = true;
	find_pinned(&sums, flag, pinned, settled);
	is_within = pinned[rows] && settled[rows];
	free(flag);
	free(outside);
	free(sum);
	return is_within;
}

/* Is a cell one of the unit after all? */
static bool
is_of_unit(const View *view, int unit, int row)
{
	bool		is_one = value_of(&view->system->row[row], view->part) == 1;

	for (int r = 0; r < view->system->rows; r++)
		if (view->unit[r] == unit &&
			(is_known_within(view, row, r, false) || (is_one && is_known_within(view, row, r, true))))
			return true;
	return false;
}

static void
check_units(View *view)
{
	const System *system = view->system;
	bool		found[MAX_ROWS];
	bool		wanted[MAX_ROWS];
	bool		exposed[MAX_ROWS] = {false};

	find_units(view);
	for (int unit = 0; unit < system->rows; unit++)
	{
		if (view->unit[unit] != unit)
			continue;
		find_in_span(view, unit, found);
		for (int r = 0; r < system->rows; r++)
		{
			bool		is_own = view->exposed[r];

			for (int k = 0; k < system->rows && !is_own; k++)
				is_own = view->unit[k] == unit && covers(&view->atoms, k, r);
			is_own = is_own || (found[r] && is_of_unit(view, unit, r));
			if (found[r] && !is_own && !exposed[r])
				report(view, BY_UNIT, r);
			exposed[r] |= found[r] && !is_own;
			wanted[r] = view->protected[r] && !is_own && !exposed[r];
		}
		if (system->policy.min_interval == 0)
			continue;
		memset(found, 0, sizeof(found));
		find_bounded(view, unit, true, wanted, found);
		for (int r = 0; r < system->rows; r++)
			if (found[r] && wanted[r] && !is_of_unit(view, unit, r))
			{
				report(view, BY_UNIT_BOUNDS, r);
				exposed[r] = true;
			}
	}
}

/* Is there a grouping set with every dimension that any other has? */
static bool
has_finest_set(const System *system)
{
	unsigned	all = 0;
	bool		found = false;

	for (int r = 0; r < system->rows; r++)
		all |= system->row[r].grouped;
	for (int r = 0; r < system->rows; r++)
		found |= system->row[r].grouped == all;
	return found;
}

/* Law 8. */
static bool
is_lawful(const Row *row, const Interval *exact, bool has_finest)
{
	if (row->low > exact->low || row->high < exact->high)
		return false;
	return !has_finest || (row->low >= exact->relaxed_low && row->high <= exact->relaxed_high);
}

/* sdc_exposed and sdc_interval_given, of the first figure. */
static void
check_audit(View *view, const bool *in_span)
{
	const System *system = view->system;
	bool		wanted[MAX_ROWS];
	bool		has_finest = has_finest_set(system);
	Interval	interval[MAX_ROWS];
	bool		settled[MAX_ROWS];
	Sum		   *sum = list_sums(view, -1, true);
	Sums		sums = {view->atoms.columns, view->atoms.words, system->rows, sum};

	for (int r = 0; r < system->rows; r++)
	{
		const Row  *row = &system->row[r];

		if (view->protected[r] && row->exposed >= 0 && (row->exposed == 1) != in_span[r])
			report(view, AUDIT_DIFFERS, r);
		wanted[r] = row->has_interval && !view->known[r];
		if (wanted[r] && (row->low > row->count || (row->high != NO_LIMIT && row->high < row->count)))
			report(view, INTERVAL_EXCLUDES, r);
		if (row->given == WORKING && row->count > 0 && shows_zero(system, NUMERATOR))
			sum[r].low = 1;
	}
	if (system->is_sampled && sums.columns > 0)
	{
		find_intervals(&sums, wanted, interval, settled);
		for (int r = 0; r < system->rows; r++)
			if (wanted[r] && settled[r])
			{
				view->findings->intervals++;
				if (is_lawful(&system->row[r], &interval[r], has_finest))
					continue;
				if (view->findings->count[INTERVAL_DIFFERS] == 0)
				{
					view->findings->low = interval[r].low;
					view->findings->high = interval[r].high;
				}
				report(view, INTERVAL_DIFFERS, r);
			}
	}
	free(sum);
}

/* May it be too large a share of what has its labels in some dimensions? Only its status would tell for certain. */
static bool
may_be_group(const System *system, int row)
{
	const Row  *part = &system->row[row];

	for (unsigned kept = 0; kept < part->grouped && part->count > 0 && system->policy.max_share < 100; kept++)
	{
		int64_t		total = 0;

		for (int r = 0; r < system->rows && (kept & ~part->grouped) == 0; r++)
		{
			const Row  *other = &system->row[r];
			bool		is_beside = other->grouped == part->grouped;

			for (int d = 0; d < system->dimensions && is_beside; d++)
				is_beside = !(kept >> d & 1) || other->code[d] == part->code[d];
			total += is_beside ? other->count : 0;
		}
		if (total > 0 && part->count * 100 > total * system->policy.max_share)
			return true;
	}
	return false;
}

/* Is a cell, perhaps under another name, one that is known already? */
static bool
is_known_elsewhere(const View *view, int row)
{
	for (int r = 0; r < view->system->rows; r++)
		if (view->system->row[r].given == KNOWN && covers(&view->atoms, r, row) && covers(&view->atoms, row, r))
			return true;
	return false;
}

/* What sdc_status must do of each row, whatever it decides. */
static void
check_rules(View *view)
{
	const System *system = view->system;

	for (int r = 0; r < system->rows; r++)
	{
		const Row  *row = &system->row[r];
		bool		is_published = row->status == PUBLISH || row->status == EMPTY;
		bool		is_broken;

		if (row->given == TO_DECIDE)
			is_broken = is_published && is_unsafe(system, row, view->part) && !is_known_elsewhere(view, r);
		else
			is_broken = (row->given == KNOWN) != is_published;
		if (is_broken)
			report(view, RULE_BROKEN, r);
	}
}

/* Cells that are in no span, but can have one value only. */
static void
check_bounds(View *view)
{
	int			rows = view->system->rows;
	bool		wanted[MAX_ROWS];
	bool		found[MAX_ROWS] = {false};
	bool		any = false;

	for (int r = 0; r < rows; r++)
	{
		wanted[r] = view->protected[r] && !view->exposed[r];
		view->findings->bounded += wanted[r];
	}
	find_bounded(view, -1, true, wanted, found);
	for (int r = 0; r < rows; r++)
	{
		wanted[r] = wanted[r] && found[r];
		view->exposed[r] |= wanted[r];
		any |= wanted[r];
	}
	if (!any)
		return;

	/* The same without law 5. */
	memset(found, 0, sizeof(found));
	find_bounded(view, -1, false, wanted, found);
	for (int r = 0; r < rows; r++)
		if (wanted[r])
			report(view, found[r] ? BY_BOUNDS : BY_SHOWN_ZEROS, r);
}

static void
check_part(const System *system, Part part, bool refused, Findings *findings)
{
	View	   *view = calloc(1, sizeof(View));
	bool		found[MAX_ROWS] = {false};
	bool		by_sums[MAX_ROWS];
	bool		by_absence[MAX_ROWS];
	bool		any = false;
	int			rows = system->rows;

	view->system = system;
	view->part = part;
	view->findings = findings;
	find_atoms(system, true, &view->atoms);
	for (int r = 0; r < rows; r++)
		view->known[r] = refused ? is_given(system, &system->row[r], part) : is_shown(&system->row[r]);
	remove_zeros(system, part, view->known, &view->atoms);
	for (int r = 0; r < rows; r++)
	{
		const Row  *row = &system->row[r];

		view->unit[r] = -1;
		view->protected[r] = !view->known[r] && !is_known_elsewhere(view, r) &&
			(is_unsafe(system, row, part) || (refused && part == NUMERATOR && may_be_group(system, r)));
		findings->protected += view->protected[r];
		if (value_of(row, part) > 0 && !has_columns(&view->atoms, r))
			report(view, CONTRADICTION, r);
		if (!refused && !view->known[r] && least(system, row, part) > value_of(row, part))
			report(view, ZERO_HIDDEN, r);
	}

	if (!refused)
		check_rules(view);
	find_in_span(view, -1, found);
	for (int r = 0; r < rows; r++)
		any |= found[r];
	if (any)
	{
		/* The same without laws 3 and 4, and without 4. */
		find_in_other_span(view, false, by_sums);
		find_in_other_span(view, true, by_absence);
		for (int r = 0; r < rows; r++)
			if (found[r])
			{
				report(view, by_sums[r] ? BY_SUMS : by_absence[r] ? BY_ABSENCE : BY_ZEROS, r);
				view->exposed[r] = true;
			}
	}
	if (part == NUMERATOR && !refused)
		check_audit(view, found);

	check_bounds(view);
	if (system->policy.protect_singletons && part != DENOMINATOR)
		check_units(view);
	free(view->atoms.of_row);
	free(view);
}

void
check_system(const System *system, Findings *findings)
{
	bool		refused = system->refusal[0] != '\0';

	memset(findings, 0, sizeof(Findings));
	for (int i = 0; i < FAULTS; i++)
		findings->row[i] = -1;
	for (Part part = NUMERATOR; part <= (system->is_rate ? DENOMINATOR : NUMERATOR); part++)
		check_part(system, part, refused, findings);
	if (refused)
	{
		/* Of what is given something must give a protected cell away. */
		bool		is_needless = true;

		for (Fault fault = BY_SUMS; fault <= BY_UNIT_BOUNDS; fault++)
			if (findings->count[fault] > 0)
				is_needless = false;
		memset(findings->count, 0, sizeof(findings->count));
		findings->row[NEEDLESS_REFUSAL] = -1;
		findings->count[NEEDLESS_REFUSAL] = is_needless;
	}
}
