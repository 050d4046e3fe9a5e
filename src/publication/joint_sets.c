/*-------------------------------------------------------------------------
 *
 * joint_sets.c
 *		The sets of units that follow from vectors that are known.
 *
 * Laws. Of vectors, all combinations can be computed. Of these, sets matter:
 * combinations of zeros and ones. A set within a set leaves a set, so each is a
 * union, without overlap, of the least ones, and where none of these is small
 * none is: joint_least.c.
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

#include "sdc/modular.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

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

/* Atoms in the same vectors are one here: nothing that is known tells them apart. Those in none are left out. */
typedef struct Groups
{
	int			count;
	VectorSet  *in_vectors;		/* by group, a bit each */
	int		   *of_atom;		/* -1: none */
} Groups;

static int
compare_vector_sets(const void *a, const void *b)
{
	VectorSet	x = *(const VectorSet *) a;
	VectorSet	y = *(const VectorSet *) b;

	return (x > y) - (x < y);
}

static Groups
group_atoms(const Atoms *atoms, const int *member, int vectors, VectorSet known, const bool *is_empty)
{
	Groups		groups = {0};
	VectorSet  *in_vectors = palloc0(Max(atoms->count, 1) * sizeof(VectorSet));

	for (int r = 0; r < vectors; r++)
		for (int k = 0; k < atoms->count && (known & VECTOR_BIT(r)); k++)
			if (atoms->set[member[r]][k] && !is_empty[atoms->place[k]])
				in_vectors[k] |= VECTOR_BIT(r);
	groups.in_vectors = memcpy(palloc(Max(atoms->count, 1) * sizeof(VectorSet)), in_vectors,
							   atoms->count * sizeof(VectorSet));
	qsort(groups.in_vectors, atoms->count, sizeof(VectorSet), compare_vector_sets);
	for (int k = 0; k < atoms->count; k++)
		if (groups.in_vectors[k] != 0 &&
			(groups.count == 0 || groups.in_vectors[k] != groups.in_vectors[groups.count - 1]))
			groups.in_vectors[groups.count++] = groups.in_vectors[k];
	groups.of_atom = palloc(Max(atoms->count, 1) * sizeof(int));
	for (int k = 0; k < atoms->count; k++)
	{
		VectorSet  *group = bsearch(&in_vectors[k], groups.in_vectors, groups.count, sizeof(VectorSet),
									compare_vector_sets);

		groups.of_atom[k] = group ? group - groups.in_vectors : -1;
	}
	return groups;
}

/* Are two sets of atoms one, without the atoms that are empty? With none: in all. */
static bool
are_same(const Atoms *atoms, const bool *a, const bool *b, const bool *is_empty)
{
	for (int i = 0; i < atoms->count; i++)
		if (a[i] != b[i] && !(is_empty && is_empty[atoms->place[i]]))
			return false;
	return true;
}

/* What a set is of the definitions, among atoms that are certain. */
static int
find_roles(const JointPlan *plan, const bool *in_certain, const bool *is_empty)
{
	const Atoms *atoms = &plan->certain;
	bool	   *complement = palloc(Max(atoms->count, 1));
	int			roles = 0;

	for (int d = 0; d < atoms->definitions; d++)
	{
		const bool *event = atoms->set[2 * d];
		const bool *scope = atoms->set[2 * d + 1];
		bool		is_all;

		for (int i = 0; i < atoms->count; i++)
			complement[i] = scope[i] && !event[i];
		if (are_same(atoms, in_certain, event, is_empty))
			roles |= ROLE_NUMERATOR;
		if (are_same(atoms, in_certain, complement, is_empty))
			roles |= ROLE_COMPLEMENT;
		if (!are_same(atoms, in_certain, scope, is_empty))
			continue;
		roles |= ROLE_DENOMINATOR;

		/* It is not what somebody counts as events. */
		is_all = !are_same(atoms, in_certain, scope, NULL);
		for (int e = 0; e < atoms->definitions && is_all; e++)
			is_all = !are_same(atoms, atoms->set[2 * e], scope, NULL);
		if (is_all)
			roles |= ROLE_EVERYBODY;
	}
	return roles;
}

static void
add_set(JointPlan *plan, const Groups *groups, const Span *span, const FoundSet *least, const bool *is_empty,
		bool is_exact, Consequences *found)
{
	const Atoms *atoms = is_exact ? &plan->all : &plan->certain;
	KnownSet   *set = &found->set[found->sets];
	uint64		combination[MAX_VECTORS] = {0};
	int64		factor[MAX_VECTORS];
	bool	   *in_certain = palloc0(Max(plan->certain.count, 1));
	bool	   *is_in = palloc0(Max(atoms->count, 1));

	for (int r = 0; r < span->rank; r++)
		if (least->has_row[r])
			joint_subtract(combination, span->made_of[r], PRIME - 1, MAX_VECTORS);
	for (int k = 0; k < atoms->count; k++)
	{
		int			g = groups->of_atom[k];

		is_in[k] = g >= 0 && (least->has_atom[g / 64] >> g % 64 & 1) != 0;
	}
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
		set->in_all = is_in;
		for (int i = 0; i < plan->certain.count; i++)
			in_certain[i] = is_in[plan->certain.place[i]];
	}
	else
		memcpy(in_certain, is_in, plan->certain.count);
	for (int i = 0; i < plan->certain.count; i++)
		set->is_certain = set->is_certain || in_certain[i];
	set->roles = find_roles(plan, in_certain, is_empty);
	found->sets++;
}

/* Vector number r of those that are grouped by; NULL: it is nothing. */
static uint64 *
vector_of(const Groups *groups, int r)
{
	uint64	   *numbers = palloc0(Max(groups->count, 1) * sizeof(uint64));
	bool		is_nothing = true;

	for (int g = 0; g < groups->count; g++)
		if (groups->in_vectors[g] & VECTOR_BIT(r))
		{
			numbers[g] = 1;
			is_nothing = false;
		}
	return is_nothing ? NULL : numbers;
}

/* What some vectors span, as they are grouped by; those that are nothing then go into "nothing", if it is asked. */
static Span
span_of(const Groups *groups, const int *member, int vectors, VectorSet some, VectorSet *nothing)
{
	Span		span = {groups->count};
	uint64		combination[MAX_VECTORS];

	for (int r = 0; r < vectors; r++)
	{
		uint64	   *vector;

		if ((some & VECTOR_BIT(r)) == 0)
			continue;
		vector = vector_of(groups, r);
		if (!vector && nothing)
			*nothing |= VECTOR_BIT(r);
		if (vector && !joint_express(&span, vector, combination))
			joint_add_to_span(&span, vector, combination, member[r]);
	}
	return span;
}

static void
find_sets(JointPlan *plan, bool is_exact, VectorSet known, const bool *is_empty, Consequences *found)
{
	const Atoms *atoms = is_exact ? &plan->all : &plan->certain;
	int			vectors = is_exact ? plan->unlike : plan->basis.rank;
	const int  *member = is_exact ? plan->every : plan->basis.member;
	Groups		groups = group_atoms(atoms, member, vectors, known, is_empty);
	Span		span = span_of(&groups, member, vectors, known, NULL);
	LeastSets	least = joint_least_sets(&span);

	found->set = found->set ? repalloc(found->set, (found->sets + least.count) * sizeof(KnownSet))
		: palloc(Max(least.count, 1) * sizeof(KnownSet));
	for (int i = 0; i < least.count; i++)
		add_set(plan, &groups, &span, &least.set[i], is_empty, is_exact, found);
}

/* The rank of some vectors without the atoms that are empty, and which are nothing then (or NULL). */
static int
rank_of(const Atoms *atoms, const int *member, int vectors, VectorSet some, const bool *is_empty, VectorSet *nothing)
{
	Groups		groups = group_atoms(atoms, member, vectors, some, is_empty);

	return span_of(&groups, member, vectors, some, nothing).rank;
}

/*
 * What follows where these atoms are empty, here and in the cells that this one
 * consists of: vectors without other atoms are zero, and others hang together,
 * as they do not otherwise. That nothing is unknown of any unit tells no more
 * than what is known of units of which nothing is.
 */
static void
find_dependent(JointPlan *plan, bool is_exact, VectorSet known, const bool *is_empty, Consequences *found)
{
	const Atoms *atoms = is_exact ? &plan->all : &plan->certain;
	int			vectors = is_exact ? plan->unlike : plan->basis.rank;
	const int  *member = is_exact ? plan->every : plan->basis.member;
	bool	   *is_unknown = palloc(Max(plan->all.count, 1));
	VectorSet	nothing = 0;
	int			rank;

	memcpy(is_unknown, is_empty, plan->all.count);
	for (int i = 0; i < plan->certain.count; i++)
		is_unknown[plan->certain.place[i]] = false;
	rank = rank_of(atoms, member, vectors, ~(VectorSet) 0, is_empty, &nothing);
	*(is_exact ? &found->zeros_of_every : &found->zeros_of_basis) = nothing & ~known;
	if (rank < rank_of(atoms, member, vectors, ~(VectorSet) 0, is_unknown, NULL) -
		rank_of(atoms, member, vectors, nothing, is_unknown, NULL))
		found->tells_others = true;
}

/* The vectors that those which are known add up to, without the atoms that are empty. */
static VectorSet
find_sums(const Atoms *atoms, const int *member, int vectors, VectorSet known, const bool *is_empty)
{
	Groups		groups = group_atoms(atoms, member, vectors, ~(VectorSet) 0, is_empty);
	Span		span = span_of(&groups, member, vectors, known, NULL);
	uint64		combination[MAX_VECTORS];
	VectorSet	sums = 0;

	for (int r = 0; r < vectors; r++)
	{
		uint64	   *vector = vector_of(&groups, r);

		if (!vector || joint_express(&span, vector, combination))
			sums |= VECTOR_BIT(r);
	}
	return sums;
}

/* The vectors of the basis that hang together without the atoms that are empty. */
static VectorSet
find_bound(const JointPlan *plan, const bool *is_empty)
{
	const int  *member = plan->basis.member;
	Groups		groups = group_atoms(&plan->certain, member, plan->basis.rank, ~(VectorSet) 0, is_empty);
	Span		span = {groups.count};
	uint64		combination[MAX_VECTORS];
	VectorSet	bound = 0;

	for (int r = 0; r < plan->basis.rank; r++)
	{
		uint64	   *vector = vector_of(&groups, r);

		if (!vector)
			continue;
		if (!joint_express(&span, vector, combination))
		{
			joint_add_to_span(&span, vector, combination, member[r]);
			continue;
		}
		bound |= VECTOR_BIT(r);
		for (int v = 0; v < plan->basis.rank; v++)
			if (combination[member[v]] != 0)
				bound |= VECTOR_BIT(v);
	}
	return bound;
}

/* Of units of which something is unknown, and no others, nothing is protected. */
static bool
has_certain_units(const JointPlan *plan, const bool *is_empty)
{
	for (int i = 0; i < plan->certain.count; i++)
		if (!is_empty[plan->certain.place[i]])
			return true;
	return false;
}

/* A number for the atoms that are empty, which follows them in the table. */
static int64
number_of_emptiness(JointPlan *plan, const bool *is_empty)
{
	bool		is_known;
	char	   *entry = hash_search(plan->emptinesses, is_empty, HASH_ENTER, &is_known);
	int64	   *number = (int64 *) (entry + MAXALIGN(Max(plan->all.count, 1)));

	if (!is_known)
		*number = hash_get_num_entries(plan->emptinesses);
	return *number;
}

static void
forget_consequences(JointPlan *plan)
{
	HASHCTL		control = {.keysize = sizeof(Key), .entrysize = sizeof(Entry), .hcxt = plan->of_consequences};
	HASHCTL		of_atoms = {.keysize = Max(plan->all.count, 1), .hcxt = plan->of_consequences};

	MemoryContextReset(plan->of_consequences);
	of_atoms.entrysize = MAXALIGN(of_atoms.keysize) + sizeof(int64);
	plan->emptinesses = hash_create("joint emptinesses", 256, &of_atoms, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
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
		if (memchr(is_empty, true, plan->all.count))
		{
			const bool *none = palloc0(plan->all.count);

			if (has_certain_units(plan, is_empty))
			{
				find_dependent(plan, true, of_every, is_empty, &found);
				found.told_of_every = find_sums(&plan->all, plan->every, plan->unlike, of_every, is_empty) &
					~find_sums(&plan->all, plan->every, plan->unlike, of_every, none);
			}
			find_dependent(plan, false, of_basis, is_empty, &found);
			found.bound_of_basis = find_bound(plan, is_empty);
			found.told_of_basis = find_sums(&plan->certain, plan->basis.member, plan->basis.rank, of_basis, is_empty) &
				~of_basis;
		}
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
