/*-------------------------------------------------------------------------
 *
 * joint.c
 *		Definitions that count the same units, as sets: joint_plan, joint_tells.
 *
 * What the definitions say of a unit is its state: a letter each, "o" out of
 * scope, "y" and "n" with and without the event, "u" unknown. Units in the same
 * state are an atom, so a numerator and a denominator are sets of atoms: vectors
 * of zeros and ones. Of these a basis is taken, in the order of the definitions.
 *
 * Laws. The figures of a definition are its vectors, in cells (areas by periods)
 * that hang together by sums. A basis is independent, so what a reader knows
 * falls apart: he can compute the combination c of basis vectors in a cell when
 * and only when he can compute, in that cell, every vector that is in c.
 *
 * A difference is a combination of several definitions that is a set itself.
 * Those that are small give units away, so of each some vector must stay
 * unknown. One that consists of two others, and takes the vectors of these, is
 * protected with them.
 *
 * The basis is taken over the atoms in which nothing is unknown, so that sets
 * which are the same but for units with an unknown count as one, and a
 * difference of nothing but such units is none. Whoever can compute a set over
 * all atoms, can do so over these. A difference that is exact, a set over all
 * atoms, also takes all its vectors in a basis over all atoms.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "rate/rate.h"
#include "sdc/modular.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_joint_plan);
PG_FUNCTION_INFO_V1(kansrijk_joint_tells);

#define MAX_DEFINITIONS 32
#define MAX_VECTORS (2 * MAX_DEFINITIONS)
#define MAX_ATOMS 8192
#define MAX_DIFFERENCES 4096
#define MAX_STEPS (INT64CONST(1) << 22)

/* Vector 2 * place is the numerator of a definition, the next its denominator. */
typedef struct Atoms
{
	int			definitions;
	int			count;
	bool	   *set[MAX_VECTORS];	/* by atom */
	bool	   *is_certain;		/* by atom: nothing is unknown */
} Atoms;

/* Independent vectors: reduced, with how each is made of the originals. */
typedef struct Span
{
	int			atoms;
	int			rank;
	uint64	   *row[MAX_VECTORS];	/* by atom; 1 at its pivot, where other rows are 0 */
	int			pivot[MAX_VECTORS];
	uint64	   *made_of[MAX_VECTORS];	/* by vector of the definitions */
	int			member[MAX_VECTORS];	/* the vectors of the basis */
} Span;

typedef struct Difference
{
	bool	   *in_all;			/* by atom, of all */
	int64		coefficient[MAX_VECTORS];
	int64		divisor;
	int			place;			/* the last definition that it takes */
	bool		is_exact;		/* over all atoms */
	uint64		support;		/* a bit for each vector of the basis */
} Difference;

typedef struct JointPlan
{
	Atoms		all;
	Atoms		certain;		/* those in which nothing is unknown */
	Span		every;
	Span		basis;
	int			differences;
	Difference *difference;
	int64		steps;
} JointPlan;

pg_noreturn static void
too_many(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many related definitions to be protected together"),
			 errhint("Name fewer definitions that count the same units in local_definitions.")));
}

/* Atoms */

static int
compare_states(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* The distinct states in which some definition counts a unit; of those that are certain, or of all. */
static Atoms
read_atoms(char **states, int count, int definitions, bool certain)
{
	Atoms		atoms = {definitions};

	for (int v = 0; v < 2 * definitions; v++)
		atoms.set[v] = palloc0(Max(count, 1));
	atoms.is_certain = palloc0(Max(count, 1));
	for (int i = 0; i < count; i++)
	{
		if ((i > 0 && strcmp(states[i], states[i - 1]) == 0) || strspn(states[i], certain ? "o" : "ou") == definitions ||
			(certain && strchr(states[i], 'u')))
			continue;
		if (atoms.count == MAX_ATOMS)
			too_many();
		for (int d = 0; d < definitions; d++)
		{
			atoms.set[2 * d][atoms.count] = states[i][d] == 'y';
			atoms.set[2 * d + 1][atoms.count] = states[i][d] == 'y' || states[i][d] == 'n';
		}
		atoms.is_certain[atoms.count] = strchr(states[i], 'u') == NULL;
		atoms.count++;
	}
	return atoms;
}

static bool
is_nothing(const Atoms *atoms, int vector)
{
	return memchr(atoms->set[vector], true, atoms->count) == NULL;
}

/* Linear algebra, modulo a prime */

static void
subtract_multiple(uint64 *from, const uint64 *row, uint64 factor, int length)
{
	factor = negate_mod(factor);
	for (int i = 0; i < length; i++)
		from[i] = add_mod(from[i], multiply_mod(row[i], factor));
}

/* Write a vector as a combination of vectors of the basis: false when it is none. What is left of it is in "vector". */
static bool
express(const Span *span, uint64 *vector, uint64 *combination)
{
	memset(combination, 0, MAX_VECTORS * sizeof(uint64));
	for (int r = 0; r < span->rank; r++)
	{
		uint64		factor = vector[span->pivot[r]];

		if (factor == 0)
			continue;
		subtract_multiple(vector, span->row[r], factor, span->atoms);
		subtract_multiple(combination, span->made_of[r], negate_mod(factor), MAX_VECTORS);
	}
	for (int i = 0; i < span->atoms; i++)
		if (vector[i] != 0)
			return false;
	return true;
}

static uint64 *
numbers_of(const bool *set, int atoms)
{
	uint64	   *numbers = palloc0(Max(atoms, 1) * sizeof(uint64));

	for (int i = 0; i < atoms; i++)
		numbers[i] = set[i];
	return numbers;
}

static void
add_to_span(Span *span, uint64 *rest, const uint64 *combination, int vector)
{
	uint64	   *made_of = palloc0(MAX_VECTORS * sizeof(uint64));
	int			pivot = 0;
	uint64		inverse;

	while (rest[pivot] == 0)
		pivot++;
	made_of[vector] = 1;
	subtract_multiple(made_of, combination, 1, MAX_VECTORS);
	inverse = inverse_mod(rest[pivot]);
	for (int i = 0; i < span->atoms; i++)
		rest[i] = multiply_mod(rest[i], inverse);
	for (int i = 0; i < MAX_VECTORS; i++)
		made_of[i] = multiply_mod(made_of[i], inverse);
	for (int r = 0; r < span->rank; r++)
	{
		uint64		factor = span->row[r][pivot];

		subtract_multiple(span->row[r], rest, factor, span->atoms);
		subtract_multiple(span->made_of[r], made_of, factor, MAX_VECTORS);
	}
	span->row[span->rank] = rest;
	span->pivot[span->rank] = pivot;
	span->made_of[span->rank] = made_of;
	span->member[span->rank] = vector;
	span->rank++;
}

static Span
find_basis(const Atoms *atoms)
{
	Span		span = {atoms->count};
	uint64		combination[MAX_VECTORS];

	for (int v = 0; v < 2 * atoms->definitions; v++)
	{
		uint64	   *vector = numbers_of(atoms->set[v], atoms->count);

		if (!express(&span, vector, combination))
			add_to_span(&span, vector, combination, v);
	}
	return span;
}

/* The vectors of a basis that are in a combination, a bit each. */
static uint64
support_of(const Span *span, const uint64 *combination)
{
	uint64		support = 0;

	for (int r = 0; r < span->rank; r++)
		if (combination[span->member[r]] != 0)
			support |= UINT64CONST(1) << r;
	return support;
}

/* Fractions with one small denominator, from what they are modulo the prime. */
static int64
to_fractions(const uint64 *combination, int64 *numerator)
{
	for (int64 divisor = 1; divisor < 10000; divisor++)
	{
		bool		fits = true;

		for (int i = 0; i < MAX_VECTORS && fits; i++)
		{
			uint64		product = multiply_mod(combination[i], divisor);

			numerator[i] = product > PRIME / 2 ? -(int64) (PRIME - product) : (int64) product;
			fits = numerator[i] > -100000000 && numerator[i] < 100000000;
		}
		if (fits)
			return divisor;
	}
	too_many();
}

/* Differences: combinations of a basis that are sets */

/* The vectors of the basis that are the numerator or the denominator of a definition. */
static uint64
own_vectors(const Span *basis, const Atoms *atoms, int definition)
{
	uint64		own = 0;

	for (int r = 0; r < basis->rank; r++)
		for (int part = 0; part < 2; part++)
			if (memcmp(atoms->set[basis->member[r]], atoms->set[2 * definition + part], atoms->count) == 0)
				own |= UINT64CONST(1) << r;
	return own;
}

/* Is this a numerator, a denominator or what is between them, and made of nothing else? */
static bool
is_set_of_one(const Span *basis, const Atoms *atoms, const uint64 *numbers, uint64 support)
{
	for (int d = 0; d < atoms->definitions; d++)
	{
		bool		is_numerator = true;
		bool		is_denominator = true;
		bool		is_complement = true;

		if (support & ~own_vectors(basis, atoms, d))
			continue;
		for (int i = 0; i < atoms->count; i++)
		{
			bool		event = atoms->set[2 * d][i];
			bool		scope = atoms->set[2 * d + 1][i];

			is_numerator = is_numerator && numbers[i] == event;
			is_denominator = is_denominator && numbers[i] == scope;
			is_complement = is_complement && numbers[i] == (scope && !event);
		}
		if (is_numerator || is_denominator || is_complement)
			return true;
	}
	return false;
}

static uint64 *
combine(const Atoms *atoms, const uint64 *combination)
{
	uint64	   *sum = palloc0(Max(atoms->count, 1) * sizeof(uint64));

	for (int v = 0; v < 2 * atoms->definitions; v++)
		for (int i = 0; i < atoms->count && combination[v] != 0; i++)
			if (atoms->set[v][i])
				sum[i] = add_mod(sum[i], combination[v]);
	return sum;
}

static void
add_difference(JointPlan *plan, const Span *span, const bool *chosen)
{
	uint64		combination[MAX_VECTORS] = {0};
	uint64		projected[MAX_VECTORS];
	uint64	   *known;
	uint64	   *all;
	Difference	found = {.is_exact = span == &plan->every};

	for (int r = 0; r < span->rank; r++)
		if (chosen[r])
			subtract_multiple(combination, span->made_of[r], PRIME - 1, MAX_VECTORS);
	for (int v = 0; v < 2 * plan->all.definitions; v++)
		if (combination[v] != 0)
			found.place = v / 2;
	known = combine(&plan->certain, combination);
	all = combine(&plan->all, combination);
	/* express() uses its vector up. */
	if (!express(&plan->basis, combine(&plan->certain, combination), projected))
		elog(ERROR, "a difference is no combination of the basis");
	found.support = support_of(&plan->basis, projected);
	if (found.support == 0 || is_set_of_one(&plan->basis, &plan->certain, known, found.support))
		return;
	found.divisor = to_fractions(combination, found.coefficient);
	found.in_all = palloc(Max(plan->all.count, 1));
	for (int i = 0; i < plan->all.count; i++)
		found.in_all[i] = all[i] != 0;
	for (int i = 0; i < plan->differences; i++)
		if (plan->difference[i].divisor == found.divisor &&
			memcmp(plan->difference[i].coefficient, found.coefficient, sizeof(found.coefficient)) == 0)
			return;
	if (plan->differences == MAX_DIFFERENCES)
		too_many();
	plan->difference[plan->differences++] = found;
}

/* Choose rows of a reduced basis: each once or not at all, as its pivot says; an atom is judged after its last row. */
static void
choose_rows(JointPlan *plan, const Span *span, int row, const int *last_row, uint64 *sum, bool *chosen)
{
	CHECK_FOR_INTERRUPTS();
	check_stack_depth();
	if (++plan->steps > MAX_STEPS)
		too_many();
	if (row == span->rank)
	{
		if (memchr(chosen, true, span->rank))
			add_difference(plan, span, chosen);
		return;
	}
	for (int take = 0; take < 2; take++)
	{
		bool		is_set = true;

		if (take == 1)
			subtract_multiple(sum, span->row[row], PRIME - 1, span->atoms);
		for (int i = 0; i < span->atoms && is_set; i++)
			is_set = last_row[i] != row || sum[i] <= 1;
		chosen[row] = take == 1;
		if (is_set)
			choose_rows(plan, span, row + 1, last_row, sum, chosen);
		if (take == 1)
			subtract_multiple(sum, span->row[row], 1, span->atoms);
	}
	chosen[row] = false;
}

static void
find_differences(JointPlan *plan, const Span *span)
{
	int		   *last_row = palloc(Max(span->atoms, 1) * sizeof(int));
	uint64	   *sum = palloc0(Max(span->atoms, 1) * sizeof(uint64));
	bool		chosen[MAX_VECTORS] = {false};

	for (int i = 0; i < span->atoms; i++)
	{
		last_row[i] = -1;
		for (int r = 0; r < span->rank; r++)
			if (span->row[r][i] != 0)
				last_row[i] = r;
	}
	plan->steps = 0;
	choose_rows(plan, span, 0, last_row, sum, chosen);
}

static bool
is_within(const bool *part, const bool *whole, int atoms)
{
	for (int i = 0; i < atoms; i++)
		if (part[i] && !whole[i])
			return false;
	return true;
}

/* Whoever can compute the whole, has all that the part takes. */
static bool
takes_no_more(const Difference *part, const Difference *whole)
{
	if (!whole->is_exact || (part->support & ~whole->support))
		return false;
	for (int v = 0; v < MAX_VECTORS; v++)
		if (part->coefficient[v] != 0 && whole->coefficient[v] == 0)
			return false;
	return true;
}

/*
 * Does a difference consist of two others that are protected as well as it, or of
 * one and units of which something is unknown?
 */
static bool
is_made_of_others(const JointPlan *plan, const Difference *whole, bool *rest)
{
	int			atoms = plan->all.count;

	for (int i = 0; i < plan->differences; i++)
	{
		const Difference *part = &plan->difference[i];
		bool		is_certain = false;

		CHECK_FOR_INTERRUPTS();
		if (part == whole || !part->is_exact || !takes_no_more(part, whole) ||
			!is_within(part->in_all, whole->in_all, atoms) || memcmp(part->in_all, whole->in_all, atoms) == 0)
			continue;
		for (int k = 0; k < atoms; k++)
		{
			rest[k] = whole->in_all[k] && !part->in_all[k];
			is_certain = is_certain || (rest[k] && plan->all.is_certain[k]);
		}
		if (!is_certain)
			return true;
		for (int k = 0; k < plan->differences; k++)
		{
			const Difference *other = &plan->difference[k];

			if (other->is_exact && takes_no_more(other, whole) && memcmp(other->in_all, rest, atoms) == 0)
				return true;
		}
	}
	return false;
}

/* The states, as a plan */

static char **
read_states(ArrayType *array, int *count, int *definitions)
{
	Datum	   *element;
	bool	   *isnull;
	char	  **states;

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
		too_many();
	qsort(states, *count, sizeof(char *), compare_states);
	return states;
}

static JointPlan *
make_plan(ArrayType *array)
{
	JointPlan	   *plan = palloc0(sizeof(JointPlan));
	int			count;
	int			definitions;
	char	  **states = read_states(array, &count, &definitions);
	bool	   *rest;
	bool	   *is_superfluous;
	int			kept = 0;

	plan->all = read_atoms(states, count, definitions, false);
	plan->certain = read_atoms(states, count, definitions, true);
	/* A set that is there only beside unknowns could not be told from none. */
	for (int v = 0; v < 2 * definitions; v++)
		if (is_nothing(&plan->certain, v) && !is_nothing(&plan->all, v))
		{
			memset(plan->all.is_certain, true, plan->all.count);
			plan->certain = plan->all;
			break;
		}
	plan->every = find_basis(&plan->all);
	plan->basis = find_basis(&plan->certain);
	plan->difference = palloc(MAX_DIFFERENCES * sizeof(Difference));
	find_differences(plan, &plan->every);
	if (plan->certain.count < plan->all.count)
		find_differences(plan, &plan->basis);

	rest = palloc(Max(plan->all.count, 1));
	is_superfluous = palloc(Max(plan->differences, 1));
	for (int i = 0; i < plan->differences; i++)
		is_superfluous[i] = is_made_of_others(plan, &plan->difference[i], rest);
	for (int i = 0; i < plan->differences; i++)
		if (!is_superfluous[i])
			plan->difference[kept++] = plan->difference[i];
	plan->differences = kept;
	return plan;
}

static Datum
support_datum(uint64 support, int rank)
{
	Datum		flag[MAX_VECTORS];

	for (int r = 0; r < rank; r++)
		flag[r] = BoolGetDatum(support >> r & 1);
	return PointerGetDatum(construct_array(flag, rank, BOOLOID, 1, true, TYPALIGN_CHAR));
}

/* The number in a basis of the vector that equals this one, or 0; is_new: it is that one itself. */
static int
number_in_basis(const Span *span, const bool *set, int vector, bool *is_new, uint64 *support)
{
	uint64		combination[MAX_VECTORS];

	if (!express(span, numbers_of(set, span->atoms), combination))
		elog(ERROR, "a set is no combination of the basis");
	*support = support_of(span, combination);
	*is_new = false;
	for (int r = 0; r < span->rank; r++)
		if (*support == UINT64CONST(1) << r)
		{
			*is_new = span->member[r] == vector;
			return r + 1;
		}
	return 0;
}

/*
 * joint_plan(states): the vectors of the definitions, then the differences.
 */
Datum
kansrijk_joint_plan(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	JointPlan  *plan;
	int			vectors;

	InitMaterializedSRF(fcinfo, 0);
	plan = make_plan(PG_GETARG_ARRAYTYPE_P(0));
	vectors = 2 * plan->all.definitions;
	for (int v = 0; v < vectors; v++)
	{
		bool		is_new;
		bool		is_new_whole;
		uint64		support;
		uint64		support_whole;
		int			basis = number_in_basis(&plan->basis, plan->certain.set[v], v, &is_new, &support);
		int			whole = number_in_basis(&plan->every, plan->all.set[v], v, &is_new_whole, &support_whole);
		Datum		values[9];
		bool		nulls[9] = {false, false, false, basis == 0, whole == 0, true, true, false, true};

		values[0] = Int16GetDatum(v / 2 + 1);
		values[1] = BoolGetDatum(v % 2 == 0);
		values[2] = BoolGetDatum(is_new);
		values[3] = Int16GetDatum(basis);
		values[4] = Int16GetDatum(whole);
		values[7] = support_datum(support, plan->basis.rank);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	for (int i = 0; i < plan->differences; i++)
	{
		const Difference *difference = &plan->difference[i];
		Datum		coefficient[MAX_VECTORS];
		Datum		values[9];
		bool		nulls[9] = {false, true, true, true, true, false, false, false, false};

		for (int v = 0; v < vectors; v++)
			coefficient[v] = Int64GetDatum(difference->coefficient[v]);
		values[0] = Int16GetDatum(difference->place + 1);
		values[5] = PointerGetDatum(construct_array(coefficient, vectors, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
		values[6] = Int64GetDatum(difference->divisor);
		values[7] = support_datum(difference->support, plan->basis.rank);
		values[8] = BoolGetDatum(difference->is_exact);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* What figures of a cell tell */

/* An array without NULLs, as it lies in memory. */
static const void *
read_array(FunctionCallInfo fcinfo, int argument, int *count)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argument);

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("arrays of joint_tells must not hold nulls")));
	*count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	return ARR_DATA_PTR(array);
}

static void
check_length(int length, int expected)
{
	if (length != expected)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("arrays of joint_tells do not fit together")));
}

/* What is known in a cell. */
typedef struct Knowledge
{
	bool		of_basis[MAX_VECTORS + 1];	/* by number; 0: of no vector */
	bool		of_whole[MAX_VECTORS + 1];
} Knowledge;

static bool
can_compute(const Knowledge *known, const bool *support, int rank, bool is_exact, const int64 *coefficient,
			const int16 *whole, int vectors)
{
	for (int r = 0; r < rank; r++)
		if (support[r] && !known->of_basis[r + 1])
			return false;
	for (int v = 0; v < vectors && is_exact; v++)
		if (coefficient[v] != 0 && !known->of_whole[whole[v]])
			return false;
	return true;
}

/*
 * joint_tells(places, rates, numerators_known, denominators_known, figures_known,
 * mine, my_place, vector_basis, vector_whole, coefficients, divisors, supports,
 * exact, min_count, protect_zero): does what is mine tell a small difference
 * that was not told without? With mine NULL: is one told?
 */
Datum
kansrijk_joint_tells(PG_FUNCTION_ARGS)
{
	int			count,
				length,
				rank,
				vectors,
				differences;
	const int16 *place;
	const Rate *rate;
	const bool *known[3];
	const bool *mine = NULL;
	int			my_place;
	const int16 *basis;
	const int16 *whole;
	const int64 *coefficient;
	const int64 *divisor;
	const bool *support;
	const bool *exact;
	int64		min_count;
	bool		protect_zero;
	int64		value[MAX_VECTORS] = {0};
	bool		is_there[MAX_DEFINITIONS] = {false};
	bool		is_first[MAX_VECTORS];
	bool		in_sight = PG_ARGISNULL(5);
	Knowledge	before = {{false}};
	Knowledge	after;

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 5 && i != 6)
			PG_RETURN_NULL();
	my_place = PG_ARGISNULL(6) ? 0 : PG_GETARG_INT16(6);
	min_count = PG_GETARG_INT64(13);
	protect_zero = PG_GETARG_BOOL(14);
	place = read_array(fcinfo, 0, &count);
	rate = read_array(fcinfo, 1, &length);
	check_length(length, count);
	for (int i = 0; i < 3; i++)
	{
		known[i] = read_array(fcinfo, 2 + i, &length);
		check_length(length, count);
	}
	basis = read_array(fcinfo, 7, &vectors);
	whole = read_array(fcinfo, 8, &length);
	check_length(length, vectors);
	check_length(vectors <= MAX_VECTORS && my_place >= 0 && 2 * my_place <= vectors, true);
	coefficient = read_array(fcinfo, 9, &length);
	divisor = read_array(fcinfo, 10, &differences);
	check_length(length, differences * vectors);
	support = read_array(fcinfo, 11, &length);
	rank = differences > 0 ? length / differences : 0;
	if (!in_sight)
		mine = read_array(fcinfo, 5, &rank);
	check_length(length, differences * rank);
	exact = read_array(fcinfo, 12, &length);
	check_length(length, differences);
	check_length(rank <= vectors, true);

	for (int v = 0; v < vectors; v++)
	{
		check_length(basis[v] >= 0 && basis[v] <= vectors && whole[v] >= 0 && whole[v] <= vectors, true);
		is_first[v] = true;
		for (int k = 0; k < v; k++)
			is_first[v] = is_first[v] && whole[k] != whole[v];
	}
	for (int i = 0; i < count; i++)
	{
		check_length(place[i] >= 1 && 2 * place[i] <= vectors, true);
		is_there[place[i] - 1] = true;
		for (int part = 0; part < 2; part++)
		{
			int			v = 2 * (place[i] - 1) + part;

			value[v] = part == 0 ? rate[i].numerator : rate[i].denominator;
			if (known[part][i])
				before.of_basis[basis[v]] = true;
			if (is_first[v] ? known[2][i] : known[part][i])
				before.of_whole[whole[v]] = true;
		}
	}
	after = before;
	for (int r = 0; r < rank && !in_sight; r++)
		after.of_basis[r + 1] = after.of_basis[r + 1] || mine[r];
	for (int v = 2 * (my_place - 1); v >= 0 && v < 2 * my_place; v++)
		after.of_whole[whole[v]] = true;

	for (int d = 0; d < differences; d++)
	{
		const int64 *factor = coefficient + d * vectors;
		bool		is_told = can_compute(&after, support + d * rank, rank, exact[d], factor, whole, vectors) &&
			(in_sight || !can_compute(&before, support + d * rank, rank, exact[d], factor, whole, vectors));
		bool		is_empty = true;
		int128		sum = 0;

		for (int v = 0; v < vectors && is_told; v++)
		{
			if (factor[v] == 0)
				continue;
			is_told = is_there[v / 2];
			is_empty = is_empty && value[2 * (v / 2) + 1] == 0;
			sum += (int128) factor[v] * value[v];
		}
		if (!is_told || is_empty)
			continue;
		sum /= divisor[d];
		if (sum < min_count && (sum != 0 || protect_zero))
			PG_RETURN_BOOL(true);
	}
	PG_RETURN_BOOL(false);
}
