/*-------------------------------------------------------------------------
 *
 * joint_sets.c
 *		The sets of units that follow from vectors that are known.
 *
 * Laws. Of vectors, all combinations can be computed. Of these, sets matter:
 * combinations of zeros and ones. A set within a set leaves a set, so each is a
 * union, without overlap, of the least ones, and where none of these is small
 * none is. In a reduced basis a combination takes each row once or not at all
 * to be a set, as its pivot says; rows that have no atom in common with others
 * make sets by themselves.
 *
 * Atoms that are known to be empty are left out. Then vectors may hang together
 * that did not, here and in all that this cell consists of: where one of them is
 * not known, others tell it.
 *
 * Sets are looked for over all atoms, which are exact, and over the atoms in
 * which nothing is unknown: these are known but for units with an unknown.
 *
 *-------------------------------------------------------------------------
 */
#include "publication/joint.h"

#include "miscadmin.h"
#include "sdc/modular.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#define MAX_STEPS (INT64CONST(1) << 22)
#define MAX_SETS 4096
#define MAX_KEPT 8192

typedef struct Key
{
	VectorSet	of_basis;
	VectorSet	of_every;
	int64		emptiness;
	int64		unused;
} Key;

typedef struct Entry
{
	Key			key;
	Consequences consequences;
} Entry;

/* Rows that hang together, and what was chosen of them. */
typedef struct Search
{
	JointPlan  *plan;
	const Span *span;
	int			rows;
	int			row[MAX_VECTORS];
	int		   *last;			/* by atom: the last of these rows that has it, or -1 */
	uint64	   *sum;			/* by atom */
	bool		is_chosen[MAX_VECTORS];
	int64		steps;
	int			sets;
	bool	  **set;			/* by atom of the span */
	bool	  **choice;			/* by row */
} Search;

/* Choose rows, one after the other; an atom is judged after its last row. */
static void
choose_rows(Search *search, int i)
{
	const Span *span = search->span;

	CHECK_FOR_INTERRUPTS();
	check_stack_depth();
	if (++search->steps > MAX_STEPS)
		joint_too_many();
	if (i == search->rows)
	{
		bool	   *set;

		if (!memchr(search->is_chosen, true, search->rows))
			return;
		if (search->sets == MAX_SETS)
			joint_too_many();
		set = palloc(span->atoms);
		for (int k = 0; k < span->atoms; k++)
			set[k] = search->sum[k] != 0;
		search->choice[search->sets] = memcpy(palloc(MAX_VECTORS), search->is_chosen, MAX_VECTORS);
		search->set[search->sets++] = set;
		return;
	}
	for (int take = 0; take < 2; take++)
	{
		const uint64 *row = span->row[search->row[i]];
		bool		is_set = true;

		if (take == 1)
			joint_subtract(search->sum, row, PRIME - 1, span->atoms);
		for (int k = 0; k < span->atoms && is_set; k++)
			is_set = search->last[k] != i || search->sum[k] <= 1;
		search->is_chosen[i] = take == 1;
		if (is_set)
			choose_rows(search, i + 1);
		if (take == 1)
			joint_subtract(search->sum, row, 1, span->atoms);
	}
	search->is_chosen[i] = false;
}

static bool
is_within(const bool *part, const bool *whole, int atoms)
{
	for (int i = 0; i < atoms; i++)
		if (part[i] && !whole[i])
			return false;
	return true;
}

static bool
is_least(const Search *search, int number)
{
	for (int i = 0; i < search->sets; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i != number && is_within(search->set[i], search->set[number], search->span->atoms))
			return false;
	}
	return true;
}

/* What a set is of the definitions, among atoms that are certain. */
static int
find_roles(const JointPlan *plan, const bool *in_certain, const bool *is_empty)
{
	const Atoms *atoms = &plan->certain;
	int			roles = 0;

	for (int d = 0; d < atoms->definitions; d++)
	{
		int			possible = ROLE_NUMERATOR | ROLE_COMPLEMENT | ROLE_DENOMINATOR;

		for (int i = 0; i < atoms->count && possible; i++)
		{
			bool		event = atoms->set[2 * d][i];
			bool		scope = atoms->set[2 * d + 1][i];

			if (is_empty[atoms->place[i]])
				continue;
			if (in_certain[i] != event)
				possible &= ~ROLE_NUMERATOR;
			if (in_certain[i] != (scope && !event))
				possible &= ~ROLE_COMPLEMENT;
			if (in_certain[i] != scope)
				possible &= ~ROLE_DENOMINATOR;
		}
		roles |= possible;
	}
	return roles;
}

static void
add_set(Search *search, int number, const bool *is_empty, bool is_exact, Consequences *found)
{
	JointPlan  *plan = search->plan;
	KnownSet   *set = &found->set[found->sets];
	uint64		combination[MAX_VECTORS] = {0};
	int64		factor[MAX_VECTORS];
	bool	   *in_certain = palloc0(Max(plan->certain.count, 1));

	for (int i = 0; i < search->rows; i++)
		if (search->choice[number][i])
			joint_subtract(combination, search->span->made_of[search->row[i]], PRIME - 1, MAX_VECTORS);
	*set = (KnownSet) {.is_exact = is_exact};
	set->divisor = joint_fractions(combination, factor);
	set->vector = palloc(MAX_VECTORS * sizeof(int16));
	set->factor = palloc(MAX_VECTORS * sizeof(int64));
	for (int v = 0; v < 2 * plan->all.definitions; v++)
		if (factor[v] != 0)
		{
			set->vector[set->terms] = v;
			set->factor[set->terms++] = factor[v];
			set->vectors |= VECTOR_BIT((is_exact ? plan->in_every : plan->in_basis)[v] - 1);
		}
	if (is_exact)
	{
		set->in_all = search->set[number];
		for (int i = 0; i < plan->certain.count; i++)
			in_certain[i] = search->set[number][plan->certain.place[i]];
	}
	else
		memcpy(in_certain, search->set[number], plan->certain.count);
	for (int i = 0; i < plan->certain.count; i++)
		set->is_certain = set->is_certain || in_certain[i];
	set->roles = find_roles(plan, in_certain, is_empty);
	found->sets++;
}

/* The rows that hang together with one, in an order in which atoms end early. */
static void
gather_rows(Search *search, int first, bool *is_done)
{
	const Span *span = search->span;
	bool	   *has_atom = palloc0(Max(span->atoms, 1));
	int			next = first;

	search->rows = 0;
	while (next >= 0)
	{
		int			most = 0;

		is_done[next] = true;
		search->row[search->rows++] = next;
		for (int k = 0; k < span->atoms; k++)
			has_atom[k] = has_atom[k] || span->row[next][k] != 0;
		next = -1;
		for (int r = 0; r < span->rank; r++)
		{
			int			common = 0;

			for (int k = 0; k < span->atoms && !is_done[r]; k++)
				common += has_atom[k] && span->row[r][k] != 0;
			if (common > most)
			{
				most = common;
				next = r;
			}
		}
	}
	for (int k = 0; k < span->atoms; k++)
	{
		search->last[k] = -1;
		for (int i = 0; i < search->rows; i++)
			if (span->row[search->row[i]][k] != 0)
				search->last[k] = i;
	}
}

/* A vector without the atoms that are empty. */
static uint64 *
vector_of(const Atoms *atoms, int vector, const bool *is_empty)
{
	uint64	   *numbers = joint_numbers(atoms->set[vector], atoms->count);

	for (int i = 0; i < atoms->count; i++)
		if (is_empty[atoms->place[i]])
			numbers[i] = 0;
	return numbers;
}

static bool
is_nothing(const uint64 *vector, int atoms)
{
	for (int i = 0; i < atoms; i++)
		if (vector[i] != 0)
			return false;
	return true;
}

static void
find_sets(JointPlan *plan, bool is_exact, VectorSet known, const bool *is_empty, Consequences *found)
{
	const Atoms *atoms = is_exact ? &plan->all : &plan->certain;
	int			vectors = is_exact ? plan->unlike : plan->basis.rank;
	const int  *member = is_exact ? plan->every : plan->basis.member;
	Span		span = {atoms->count};
	uint64		combination[MAX_VECTORS];
	bool		is_done[MAX_VECTORS] = {false};
	Search		search = {plan, &span};

	for (int r = 0; r < vectors; r++)
	{
		uint64	   *vector = vector_of(atoms, member[r], is_empty);

		if (!(known & VECTOR_BIT(r)) || is_nothing(vector, atoms->count))
			continue;
		if (!joint_express(&span, vector, combination))
			joint_add_to_span(&span, vector, combination, member[r]);
	}
	search.last = palloc(Max(atoms->count, 1) * sizeof(int));
	search.sum = palloc0(Max(atoms->count, 1) * sizeof(uint64));
	search.set = palloc(MAX_SETS * sizeof(bool *));
	search.choice = palloc(MAX_SETS * sizeof(bool *));
	for (int r = 0; r < span.rank; r++)
	{
		if (is_done[r])
			continue;
		gather_rows(&search, r, is_done);
		search.sets = 0;
		choose_rows(&search, 0);
		found->set = found->set ? repalloc(found->set, (found->sets + search.sets) * sizeof(KnownSet))
			: palloc(Max(search.sets, 1) * sizeof(KnownSet));
		for (int i = 0; i < search.sets; i++)
			if (is_least(&search, i))
				add_set(&search, i, is_empty, is_exact, found);
	}
}

/*
 * Do vectors hang together without the atoms that are empty, here or in cells
 * that this one consists of? One that has no other atoms does with none, if it
 * is known that it is zero.
 */
static bool
hang_together(JointPlan *plan, VectorSet known, const bool *is_empty)
{
	const Atoms *atoms = &plan->certain;
	const Span *basis = &plan->basis;
	Span		span = {atoms->count};
	uint64		combination[MAX_VECTORS];

	for (int r = 0; r < basis->rank; r++)
	{
		uint64	   *vector = vector_of(atoms, basis->member[r], is_empty);

		if ((known & VECTOR_BIT(r)) && is_nothing(vector, atoms->count))
			continue;
		if (joint_express(&span, vector, combination))
			return true;
		joint_add_to_span(&span, vector, combination, basis->member[r]);
	}
	return false;
}

static int64
number_of_emptiness(JointPlan *plan, const bool *is_empty)
{
	int			bytes = plan->all.count;

	for (int i = 0; i < plan->emptinesses; i++)
		if (memcmp(plan->emptiness[i], is_empty, bytes) == 0)
			return i;
	if (plan->emptinesses % 64 == 0)
		plan->emptiness = plan->emptiness ? repalloc(plan->emptiness, (plan->emptinesses + 64) * sizeof(bool *))
			: palloc(64 * sizeof(bool *));
	plan->emptiness[plan->emptinesses] = memcpy(palloc(Max(bytes, 1)), is_empty, bytes);
	return plan->emptinesses++;
}

static void
forget_consequences(JointPlan *plan)
{
	HASHCTL		control = {.keysize = sizeof(Key), .entrysize = sizeof(Entry)};

	MemoryContextReset(plan->of_consequences);
	control.hcxt = plan->of_consequences;
	plan->emptinesses = 0;
	plan->emptiness = NULL;
	plan->consequences = hash_create("joint consequences", 256, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/*
 * What follows from these vectors, of the basis and of those that are unlike,
 * where these atoms, of all, are known to be empty. It is kept for the next cell:
 * what is known of cells differs little.
 */
const Consequences *
joint_consequences(JointPlan *plan, VectorSet of_basis, VectorSet of_every, const bool *is_empty)
{
	MemoryContext old;
	MemoryContext scratch;
	Key			key = {of_basis, of_every};
	Consequences found = {0};
	Entry	   *entry;

	if (!plan->consequences || hash_get_num_entries(plan->consequences) > MAX_KEPT)
		forget_consequences(plan);
	old = MemoryContextSwitchTo(plan->of_consequences);
	key.emptiness = number_of_emptiness(plan, is_empty);
	entry = hash_search(plan->consequences, &key, HASH_FIND, NULL);
	if (!entry)
	{
		scratch = AllocSetContextCreate(old, "joint sets", ALLOCSET_DEFAULT_SIZES);
		MemoryContextSwitchTo(scratch);
		find_sets(plan, true, of_every, is_empty, &found);
		if (plan->certain.count < plan->all.count)
			find_sets(plan, false, of_basis, is_empty, &found);
		found.tells_others = memchr(is_empty, true, plan->all.count) && hang_together(plan, of_basis, is_empty);
		MemoryContextSwitchTo(plan->of_consequences);
		entry = hash_search(plan->consequences, &key, HASH_ENTER, NULL);
		entry->consequences = found;
		entry->consequences.set = palloc(Max(found.sets, 1) * sizeof(KnownSet));
		for (int i = 0; i < found.sets; i++)
		{
			KnownSet   *set = &entry->consequences.set[i];
			Size		vectors = found.set[i].terms * sizeof(int16);
			Size		factors = found.set[i].terms * sizeof(int64);

			*set = found.set[i];
			set->vector = memcpy(palloc(vectors), set->vector, vectors);
			set->factor = memcpy(palloc(factors), set->factor, factors);
			if (set->in_all)
				set->in_all = memcpy(palloc(plan->all.count), set->in_all, plan->all.count);
		}
		MemoryContextDelete(scratch);
	}
	MemoryContextSwitchTo(old);
	return &entry->consequences;
}
