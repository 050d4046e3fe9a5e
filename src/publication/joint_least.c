/*-------------------------------------------------------------------------
 *
 * joint_least.c
 *		The least sets among the combinations of vectors.
 *
 * Laws. In a reduced basis a combination takes each row once or not at all to be
 * a set, as its pivot says. Rows are taken one after the other, each for a reason:
 * an atom at which the sum is neither 0 nor 1 has to be mended by another row; and
 * what comes after a set, and does not cover it, must take away one of its atoms.
 * So a set that is a union of others is hardly ever met, however many there are.
 *
 * Rows are counted in parts of one, as many as all their numbers need.
 *
 *-------------------------------------------------------------------------
 */
#include "publication/joint.h"

#include "miscadmin.h"
#include "sdc/modular.h"

#define MAX_WORK (INT64CONST(1) << 27)
#define MAX_FOUND 16384
#define MAX_PARTS 1000000
#define MAX_NUMBER 100000000

/* Of the atoms that have to be mended so many are looked at, for the one that the fewest rows can mend. */
#define ATOMS_COMPARED 16

typedef enum Decision
{
	OPEN,
	TAKEN,
	LEFT_OUT
} Decision;

/* A number of a row at an atom. */
typedef struct Element
{
	int			at;
	int64		number;
} Element;

typedef struct Line
{
	int			length;
	Element    *element;
} Line;

typedef struct Search
{
	const Span *span;
	int64		one;			/* in parts */
	Line	   *of_row;
	Line	   *of_atom;
	Decision   *decision;		/* by row */
	int64	   *sum;			/* by atom, of rows that are taken */
	int64	   *least;			/* by atom, what rows that are open can take from it */
	int64	   *most;			/* and add */
	int64		work;
	int			words;
	LeastSets  *found;
} Search;

static void
count_work(Search *search, int work)
{
	search->work += work;
	if (search->work > MAX_WORK)
		joint_too_many();
}

/* How many parts make one, so that all numbers of the rows are whole; a number, in these parts. */
static int64
number_of(uint64 value, int64 *parts)
{
	for (int64 more = 1; *parts * more < MAX_PARTS; more++)
	{
		int64		number = signed_residue(multiply_mod(value, *parts * more));

		if (number > -MAX_NUMBER && number < MAX_NUMBER)
		{
			*parts *= more;
			return number;
		}
	}
	joint_too_many();
}

static void
append(Line *line, int at, int64 number)
{
	line->element[line->length++] = (Element) {.at = at, .number = number};
}

static void
read_rows(Search *search)
{
	const Span *span = search->span;

	search->one = 1;
	for (int r = 0; r < span->rank; r++)
		for (int k = 0; k < span->atoms; k++)
			if (span->row[r][k] > 1)
				number_of(span->row[r][k], &search->one);
	search->of_row = palloc0(Max(span->rank, 1) * sizeof(Line));
	search->of_atom = palloc0(Max(span->atoms, 1) * sizeof(Line));
	for (int r = 0; r < span->rank; r++)
		search->of_row[r].element = palloc(span->atoms * sizeof(Element));
	for (int k = 0; k < span->atoms; k++)
		search->of_atom[k].element = palloc(Max(span->rank, 1) * sizeof(Element));
	for (int r = 0; r < span->rank; r++)
		for (int k = 0; k < span->atoms; k++)
			if (span->row[r][k] != 0)
			{
				int64		parts = search->one;
				int64		number = number_of(span->row[r][k], &parts);

				append(&search->of_row[r], k, number);
				append(&search->of_atom[k], r, number);
				search->least[k] += Min(number, 0);
				search->most[k] += Max(number, 0);
			}
}

/* From one decision about a row to another. False: no set can come of it any more. */
static bool
decide(Search *search, int row, Decision decision)
{
	const Line *line = &search->of_row[row];
	Decision	before = search->decision[row];
	int			taken = (decision == TAKEN) - (before == TAKEN);
	int			open = (decision == OPEN) - (before == OPEN);
	bool		is_possible = true;

	search->decision[row] = decision;
	for (int i = 0; i < line->length; i++)
	{
		int			k = line->element[i].at;
		int64		number = line->element[i].number;

		search->sum[k] += taken * number;
		search->least[k] += open * Min(number, 0);
		search->most[k] += open * Max(number, 0);
		if (search->sum[k] + search->least[k] > search->one || search->sum[k] + search->most[k] < 0)
			is_possible = false;
	}
	count_work(search, line->length);
	return is_possible;
}

/* Rows that are open and can mend the sum at an atom. */
static int
mending_rows(const Search *search, int atom, int *row)
{
	const Line *line = &search->of_atom[atom];
	int64		sum = search->sum[atom];
	int			count = 0;

	for (int i = 0; i < line->length; i++)
	{
		int64		number = line->element[i].number;

		if (search->decision[line->element[i].at] == OPEN && !(sum > search->one && number > 0) &&
			!(sum < 0 && number < 0))
			row[count++] = line->element[i].at;
	}
	return count;
}

/* Rows that are open and take away from the set that the sum is. */
static int
reducing_rows(const Search *search, int *row)
{
	int			count = 0;

	for (int r = 0; r < search->span->rank; r++)
	{
		const Line *line = &search->of_row[r];
		bool		reduces = false;

		for (int i = 0; i < line->length && search->decision[r] == OPEN && !reduces; i++)
			reduces = line->element[i].number < 0 && search->sum[line->element[i].at] == search->one;
		if (reduces)
			row[count++] = r;
	}
	return count;
}

static void
add_found(Search *search)
{
	LeastSets  *found = search->found;
	const Span *span = search->span;
	FoundSet   *set;

	if (found->count == MAX_FOUND)
		joint_too_many();
	if (found->count % 256 == 0)
		found->set = found->set ? repalloc(found->set, (found->count + 256) * sizeof(FoundSet))
			: palloc(256 * sizeof(FoundSet));
	set = &found->set[found->count++];
	set->size = 0;
	set->has_atom = palloc0(Max(search->words, 1) * sizeof(uint64));
	set->has_row = palloc0(Max(span->rank, 1));
	for (int k = 0; k < span->atoms; k++)
		if (search->sum[k] != 0)
		{
			set->has_atom[k / 64] |= UINT64CONST(1) << k % 64;
			set->size++;
		}
	for (int r = 0; r < span->rank; r++)
		set->has_row[r] = search->decision[r] == TAKEN;
}

static void
take_rows(Search *search)
{
	const Span *span = search->span;
	int			candidate[MAX_VECTORS];
	int			candidates = -1;
	int			compared = 0;
	int			tried = 0;
	bool		is_possible = true;

	CHECK_FOR_INTERRUPTS();
	check_stack_depth();
	count_work(search, span->atoms);
	for (int k = 0; k < span->atoms && candidates != 0 && compared < ATOMS_COMPARED; k++)
	{
		int			row[MAX_VECTORS];
		int			count;

		if (search->sum[k] == 0 || search->sum[k] == search->one)
			continue;
		compared++;
		count = mending_rows(search, k, row);
		if (candidates < 0 || count < candidates)
		{
			candidates = count;
			memcpy(candidate, row, count * sizeof(int));
		}
	}
	if (candidates < 0)
	{
		add_found(search);
		candidates = reducing_rows(search, candidate);
	}
	for (; tried < candidates && is_possible; tried++)
	{
		if (decide(search, candidate[tried], TAKEN))
			take_rows(search);
		is_possible = decide(search, candidate[tried], LEFT_OUT);
	}
	while (tried-- > 0)
		decide(search, candidate[tried], OPEN);
}

static int
compare_size(const void *a, const void *b)
{
	return ((const FoundSet *) a)->size - ((const FoundSet *) b)->size;
}

static bool
is_within(const FoundSet *part, const FoundSet *whole, int words)
{
	for (int i = 0; i < words; i++)
		if (part->has_atom[i] & ~whole->has_atom[i])
			return false;
	return true;
}

/* Those in which no other lies. */
static void
keep_least(LeastSets *found, int words)
{
	int			kept = 0;

	qsort(found->set, found->count, sizeof(FoundSet), compare_size);
	for (int i = 0; i < found->count; i++)
	{
		bool		is_least = true;

		CHECK_FOR_INTERRUPTS();
		for (int k = 0; k < kept && is_least; k++)
			is_least = !is_within(&found->set[k], &found->set[i], words);
		if (is_least)
			found->set[kept++] = found->set[i];
	}
	found->count = kept;
}

/* Sets that vectors of the basis add up to, and that consist of no others. */
LeastSets
joint_least_sets(const Span *span)
{
	LeastSets	found = {0};
	Search		search = {.span = span, .words = (span->atoms + 63) / 64, .found = &found};

	search.decision = palloc0(Max(span->rank, 1) * sizeof(Decision));
	search.sum = palloc0(Max(span->atoms, 1) * sizeof(int64));
	search.least = palloc0(Max(span->atoms, 1) * sizeof(int64));
	search.most = palloc0(Max(span->atoms, 1) * sizeof(int64));
	read_rows(&search);
	/* Those of which a row is the first. */
	for (int r = 0; r < span->rank; r++)
	{
		if (decide(&search, r, TAKEN))
			take_rows(&search);
		if (!decide(&search, r, LEFT_OUT))
			break;
	}
	if (found.count > 0)
		keep_least(&found, search.words);
	return found;
}
