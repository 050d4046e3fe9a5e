/*-------------------------------------------------------------------------
 *
 * joint_plan.c
 *		What definitions say of units, as atoms and bases: joint_plan.
 *
 * Laws. The figures of a definition are its vectors, in cells (areas by periods)
 * that hang together by sums. A basis is independent, so what a reader knows
 * falls apart: he can compute the combination c of basis vectors in a cell when
 * and only when he can compute, in that cell, every vector that is in c.
 *
 * The basis is taken over the atoms in which nothing is unknown, so that sets
 * which are the same but for units with an unknown count as one, and a
 * difference of nothing but such units is none. Whoever can compute a set over
 * all atoms, can do so over these. Over all atoms every vector counts.
 *
 *-------------------------------------------------------------------------
 */
#include "publication/joint.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(kansrijk_joint_plan);

static int
compare_states(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

static char **
read_states(ArrayType *array, int *count, int *definitions)
{
	Datum	   *element;
	bool	   *isnull;
	char	  **states;
	int			kept = 0;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &element, &isnull, count);
	states = palloc(Max(*count, 1) * sizeof(char *));
	*definitions = 0;
	for (int i = 0; i < *count; i++)
	{
		states[i] = isnull[i] ? pstrdup("") : TextDatumGetCString(element[i]);
		if (i == 0)
			*definitions = strlen(states[i]);
		if (strlen(states[i]) != *definitions || strspn(states[i], "oynu") != *definitions)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("states must be texts of equal length, of the letters o, y, n and u")));
	}
	if (*definitions > MAX_DEFINITIONS)
		joint_too_many();
	qsort(states, *count, sizeof(char *), compare_states);
	/* Each once, and none that no definition counts. */
	for (int i = 0; i < *count; i++)
		if ((kept == 0 || strcmp(states[i], states[kept - 1]) != 0) && strspn(states[i], "ou") < *definitions)
			states[kept++] = states[i];
	*count = kept;
	if (kept > MAX_ATOMS)
		joint_too_many();
	return states;
}

/* The atoms that are certain, or all. */
static Atoms
make_atoms(char **states, int count, int definitions, bool certain)
{
	Atoms		atoms = {definitions};

	for (int v = 0; v < 2 * definitions; v++)
		atoms.set[v] = palloc0(Max(count, 1));
	atoms.place = palloc0(Max(count, 1) * sizeof(int));
	for (int i = 0; i < count; i++)
	{
		if (certain && strchr(states[i], 'u'))
			continue;
		for (int d = 0; d < definitions; d++)
		{
			atoms.set[2 * d][atoms.count] = states[i][d] == 'y';
			atoms.set[2 * d + 1][atoms.count] = states[i][d] == 'y' || states[i][d] == 'n';
		}
		atoms.place[atoms.count++] = i;
	}
	return atoms;
}

static bool
is_nothing(const Atoms *atoms, int vector)
{
	return memchr(atoms->set[vector], true, atoms->count) == NULL;
}

/* Over all atoms each vector counts: one that is a combination of others tells of these what is not known. */
static void
find_unlike(JointPlan *plan)
{
	const Atoms *atoms = &plan->all;
	Span		span = {atoms->count};

	for (int v = 0; v < 2 * atoms->definitions; v++)
	{
		uint64	   *vector = joint_numbers(atoms->set[v], atoms->count);
		uint64		combination[MAX_VECTORS];

		for (int i = 0; i < plan->unlike && plan->in_every[v] == 0; i++)
			if (memcmp(atoms->set[plan->every[i]], atoms->set[v], atoms->count) == 0)
				plan->in_every[v] = i + 1;
		if (plan->in_every[v] > 0 || is_nothing(atoms, v))
			continue;
		if (!joint_express(&span, vector, combination))
			joint_add_to_span(&span, vector, combination, v);
		else
			for (int r = 0; r < span.rank; r++)
				if (combination[span.member[r]] != 0)
					plan->made_of[plan->unlike] |= VECTOR_BIT(plan->in_every[span.member[r]] - 1);
		plan->every[plan->unlike++] = v;
		plan->in_every[v] = plan->unlike;
	}
}

static Span
find_basis(const Atoms *atoms)
{
	Span		span = {atoms->count};
	uint64		combination[MAX_VECTORS];

	for (int v = 0; v < 2 * atoms->definitions; v++)
	{
		uint64	   *vector = joint_numbers(atoms->set[v], atoms->count);

		if (!joint_express(&span, vector, combination))
			joint_add_to_span(&span, vector, combination, v);
	}
	return span;
}

/* The number in a basis of the vector that equals each; 0: it is a combination of several, or nothing. */
static void
number_vectors(const Atoms *atoms, const Span *span, int16 *number, VectorSet *support)
{
	for (int v = 0; v < 2 * atoms->definitions; v++)
	{
		uint64		combination[MAX_VECTORS];

		if (!joint_express(span, joint_numbers(atoms->set[v], atoms->count), combination))
			elog(ERROR, "a set is no combination of the basis");
		support[v] = joint_support(span, combination);
		number[v] = 0;
		for (int r = 0; r < span->rank; r++)
			if (support[v] == VECTOR_BIT(r))
				number[v] = r + 1;
	}
}

/* Are the vectors that equal one in the basis those that equal it over all atoms? */
static bool
is_alike(const JointPlan *plan, int vector)
{
	for (int v = 0; v < 2 * plan->all.definitions; v++)
		if ((plan->in_basis[v] == plan->in_basis[vector]) != (plan->in_every[v] == plan->in_every[vector]))
			return false;
	return plan->in_basis[vector] > 0;
}

static void
make_plan(JointPlan *plan, ArrayType *array)
{
	int			count;
	int			definitions;
	char	  **states = read_states(array, &count, &definitions);

	plan->all = make_atoms(states, count, definitions, false);
	plan->certain = make_atoms(states, count, definitions, true);
	/* A set that is there only beside unknowns could not be told from none. */
	for (int v = 0; v < 2 * definitions; v++)
		if (is_nothing(&plan->certain, v) && !is_nothing(&plan->all, v))
		{
			plan->certain = plan->all;
			break;
		}
	find_unlike(plan);
	plan->basis = find_basis(&plan->certain);
	number_vectors(&plan->certain, &plan->basis, plan->in_basis, plan->support);
	for (int v = 0; v < 2 * definitions; v++)
		plan->is_alike[v] = is_alike(plan, v);
}

/*
 * The plan of these states. The last one is kept, for the many calls of one
 * query, and for the definitions that are decided after each other.
 */
JointPlan *
joint_plan_of(ArrayType *states)
{
	static JointPlan *last = NULL;
	MemoryContext context;
	MemoryContext old;
	JointPlan  *plan;

	if (last && VARSIZE_ANY(last->states) == VARSIZE_ANY(states) &&
		memcmp(last->states, states, VARSIZE_ANY(states)) == 0)
		return last;
	context = AllocSetContextCreate(CurrentMemoryContext, "joint plan", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	plan = palloc0(sizeof(JointPlan));
	plan->context = context;
	plan->states = memcpy(palloc(VARSIZE_ANY(states)), states, VARSIZE_ANY(states));
	make_plan(plan, states);
	plan->of_consequences = AllocSetContextCreate(context, "joint consequences", ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(old);
	if (last)
		MemoryContextDelete(last->context);
	MemoryContextSetParent(context, TopMemoryContext);
	last = plan;
	return plan;
}

static Datum
support_datum(VectorSet support, int rank)
{
	Datum		flag[MAX_VECTORS];

	for (int r = 0; r < rank; r++)
		flag[r] = BoolGetDatum((support & VECTOR_BIT(r)) != 0);
	return PointerGetDatum(construct_array(flag, rank, BOOLOID, 1, true, TYPALIGN_CHAR));
}

/*
 * joint_plan(states): the vectors of the definitions, then the sets that follow
 * from all of them.
 */
Datum
kansrijk_joint_plan(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	JointPlan  *plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(0));
	int			vectors = 2 * plan->all.definitions;
	bool	   *is_empty = palloc0(Max(plan->all.count, 1));
	const Consequences *found;

	InitMaterializedSRF(fcinfo, 0);
	for (int v = 0; v < vectors; v++)
	{
		int16		basis = plan->in_basis[v];
		int16		every = plan->in_every[v];
		Datum		values[9] = {0};
		bool		nulls[9] = {false, false, false, basis == 0, every == 0, false, true, true, true};

		values[0] = Int16GetDatum(v / 2 + 1);
		values[1] = BoolGetDatum(v % 2 == 0);
		values[2] = BoolGetDatum(basis > 0 && plan->basis.member[basis - 1] == v);
		values[3] = Int16GetDatum(basis);
		values[4] = Int16GetDatum(every);
		values[5] = support_datum(plan->support[v], plan->basis.rank);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}

	found = joint_consequences(plan, ~(VectorSet) 0, ~(VectorSet) 0, is_empty);
	for (int i = 0; i < found->sets; i++)
	{
		const KnownSet *set = &found->set[i];
		Datum		factor[MAX_VECTORS];
		Datum		values[9] = {0};
		bool		nulls[9] = {true, true, true, true, true, true, false, false, false};

		if (!set->is_certain)
			continue;
		for (int v = 0; v < vectors; v++)
			factor[v] = Int64GetDatum(0);
		for (int k = 0; k < set->terms; k++)
			factor[set->vector[k]] = Int64GetDatum(set->factor[k]);
		values[6] = PointerGetDatum(construct_array(factor, vectors, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
		values[7] = Int64GetDatum(set->divisor);
		values[8] = BoolGetDatum(set->is_exact);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
