/*-------------------------------------------------------------------------
 *
 * joint.c
 *		Whether figures of a cell tell a small set of units, or something of other
 *		figures, and what: joint_tells, joint_adds, joint_knows, joint_follows.
 *
 * Laws. Of definitions that count the same units, several figures together tell
 * what none tells alone: the units of one and not of another. A set that is
 * known must not be small by the policy, whoever shows what it consists of.
 * Where a set is known to be empty so are its atoms, and more may follow; the
 * figures of a cell then tell about figures that are not known too. Of definitions
 * that were decided before, nothing may be told. Of those that are decided later
 * it is told only where there was no unit of those before; it is known then.
 *
 *-------------------------------------------------------------------------
 */
#include "publication/joint.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "rate/rate.h"

PG_FUNCTION_INFO_V1(kansrijk_joint_tells);
PG_FUNCTION_INFO_V1(kansrijk_joint_adds);
PG_FUNCTION_INFO_V1(kansrijk_joint_knows);
PG_FUNCTION_INFO_V1(kansrijk_joint_follows);

/* The definitions that show a cell. */
typedef struct Figures
{
	bool		is_there[MAX_DEFINITIONS];
	int64		value[MAX_VECTORS];
} Figures;

/* What is known in a cell: vectors of the basis, and those that are unlike. */
typedef struct Knowledge
{
	VectorSet	of_basis;
	VectorSet	of_every;
} Knowledge;

static const Knowledge everything = {~(VectorSet) 0, ~(VectorSet) 0};

/* What is small. */
typedef struct Least
{
	int64		count;
	int64		complement;
	int64		denominator;
	bool		protect_zero;
} Least;

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

static void
set_known(VectorSet *known, int16 number)
{
	if (number > 0)
		*known |= VECTOR_BIT(number - 1);
}

/* False when some definition that it takes does not show this cell. */
static bool
value_of(const KnownSet *set, const Figures *figures, int64 *value, bool *has_units)
{
	int128		sum = 0;

	*has_units = false;
	for (int k = 0; k < set->terms; k++)
	{
		int			v = set->vector[k];

		if (!figures->is_there[v / 2])
			return false;
		*has_units = *has_units || figures->value[2 * (v / 2) + 1] > 0;
		sum += (int128) set->factor[k] * figures->value[v];
	}
	*value = (int64) (sum / set->divisor);
	return true;
}

static bool
is_small(const KnownSet *set, int64 value, const Least *least)
{
	int64		smallest = set->roles == 0 || set->roles & ROLE_NUMERATOR ? least->count : 0;

	/* That all of a group have something in common may be known where nothing protects complements and denominators. */
	if (set->roles & ROLE_EVERYBODY && !least->protect_zero && least->complement == 0)
		smallest = 0;
	if (set->roles & ROLE_COMPLEMENT)
		smallest = Max(smallest, least->complement);
	if (set->roles & ROLE_DENOMINATOR)
		smallest = Max(smallest, least->denominator);
	return value < smallest && (value != 0 || least->protect_zero);
}

static bool
has_units_at_all(const Figures *figures)
{
	for (int d = 0; d < (int) lengthof(figures->is_there); d++)
		if (figures->is_there[d] && figures->value[2 * d + 1] > 0)
			return true;
	return false;
}

/* Mark the atoms of sets that are known to be empty; false when no more are. */
static bool
find_empty(const JointPlan *plan, const Consequences *found, const Figures *figures, bool *is_empty)
{
	bool		is_new = false;

	for (int i = 0; i < found->sets; i++)
	{
		const KnownSet *set = &found->set[i];
		int64		value;
		bool		has_units;

		if (!set->is_exact || !value_of(set, figures, &value, &has_units) || value != 0)
			continue;
		for (int k = 0; k < plan->all.count; k++)
			if (set->in_all[k] && !is_empty[k])
				is_empty[k] = is_new = true;
	}
	return is_new;
}

typedef struct Told
{
	bool		small_set;
	bool		dependence;		/* vectors hang together */
	Knowledge	zeros;			/* of vectors that are hidden */
	Knowledge	hidden;			/* vectors that are hidden, and follow */
} Told;

static bool
is_anything(Knowledge known)
{
	return (known.of_basis | known.of_every) != 0;
}

static Knowledge
in_both(Knowledge a, Knowledge b)
{
	return (Knowledge) {a.of_basis & b.of_basis, a.of_every & b.of_every};
}

static Knowledge
without(Knowledge known, Knowledge other)
{
	return (Knowledge) {known.of_basis & ~other.of_basis, known.of_every & ~other.of_every};
}

/* All that follows, with the atoms that are known to be empty. */
static const Consequences *
find_consequences(JointPlan *plan, const Figures *figures, const Knowledge *known, bool *is_empty)
{
	const Consequences *found;

	do
		found = joint_consequences(plan, known->of_basis, known->of_every, is_empty);
	while (find_empty(plan, found, figures, is_empty));
	return found;
}

/* Is it a set of what was known before, also without atoms of which it was not known then that they are empty? */
static bool
followed_before(JointPlan *plan, const KnownSet *set, const Figures *figures, const Knowledge *before,
				const bool *is_empty, bool **was_empty)
{
	const Atoms *atoms = set->is_exact ? &plan->all : &plan->certain;

	if ((set->vectors & ~(set->is_exact ? before->of_every : before->of_basis)) != 0)
		return false;
	if (!memchr(is_empty, true, plan->all.count))
		return true;
	if (!*was_empty)
	{
		*was_empty = palloc0(plan->all.count);
		find_consequences(plan, figures, before, *was_empty);
	}
	for (int i = 0; i < atoms->count; i++)
	{
		int128		times = 0;

		if (!is_empty[atoms->place[i]] || (*was_empty)[atoms->place[i]])
			continue;
		for (int k = 0; k < set->terms; k++)
			times += atoms->set[set->vector[k]][i] ? set->factor[k] : 0;
		if (times != 0)
			return false;
	}
	return true;
}

static bool
tells_small_set(JointPlan *plan, const Consequences *found, const Figures *figures, const Least *least,
				const Knowledge *before, const bool *is_empty)
{
	bool	   *was_empty = NULL;

	for (int i = 0; i < found->sets; i++)
	{
		const KnownSet *set = &found->set[i];
		int64		value;
		bool		has_units;

		if (set->is_certain && value_of(set, figures, &value, &has_units) && has_units && is_small(set, value, least) &&
			!(before && followed_before(plan, set, figures, before, is_empty, &was_empty)))
			return true;
	}
	return false;
}

/*
 * Does what is known tell a small set, or something of other vectors? Not what
 * followed from what was known before, nor, where zeros are shown, that there is
 * nothing. dependence is of what may follow in cells that this one consists of too.
 */
static Told
tells(JointPlan *plan, const Figures *figures, const Least *least, const Knowledge *known, const Knowledge *before,
	  const Knowledge *hidden_zeros, const Knowledge *hidden)
{
	bool	   *is_empty = palloc0(Max(plan->all.count, 1));
	const Consequences *found;
	Told		told = {0};

	check_stack_depth();
	do
	{
		found = joint_consequences(plan, known->of_basis, known->of_every, is_empty);
		/* A set is what it counts: without the atoms that are empty, where that may be known. */
		told.small_set = (told.small_set && least->protect_zero) ||
			tells_small_set(plan, found, figures, least, before, is_empty);
	} while (find_empty(plan, found, figures, is_empty));
	if (!least->protect_zero && !has_units_at_all(figures))
		return told;
	told.dependence = found->tells_others;
	told.zeros = in_both((Knowledge) {found->zeros_of_basis, found->zeros_of_every}, *hidden_zeros);
	if (told.dependence)
		told.hidden = in_both((Knowledge) {found->told_of_basis & ~found->zeros_of_basis,
										   found->told_of_every & ~found->zeros_of_every}, *hidden);
	if (before && (told.dependence || is_anything(told.zeros) || is_anything(told.hidden)))
	{
		Told		already = tells(plan, figures, least, before, NULL, hidden_zeros, hidden);

		told.dependence = told.dependence && !already.dependence;
		if (is_anything(already.zeros))
			told.zeros = (Knowledge) {0};
		told.hidden = without(told.hidden, already.hidden);
	}
	return told;
}

/* The vectors of definitions that show the cell, but of my_place (0: none). */
static Knowledge
find_vectors(const JointPlan *plan, const Figures *figures, int my_place)
{
	Knowledge	found = {0};

	for (int v = 0; v < 2 * plan->all.definitions; v++)
		if (figures->is_there[v / 2] && v / 2 + 1 != my_place)
		{
			set_known(&found.of_basis, plan->in_basis[v]);
			set_known(&found.of_every, plan->in_every[v]);
		}
	return found;
}

/*
 * Where zeros are shown, one that follows is told when it is hidden already: who
 * is decided later shows it. To whom reads all it is the zero that others show.
 */
static Knowledge
find_hidden_zeros(const JointPlan *plan, const Figures *figures, const Least *least, bool in_sight)
{
	if (least->protect_zero)
		return everything;
	return in_sight ? (Knowledge) {0} : find_vectors(plan, figures, 0);
}

/* The figures of a cell, and what is known there, from the first six arguments. */
static void
read_cell(FunctionCallInfo fcinfo, const JointPlan *plan, Figures *figures, Knowledge *known)
{
	int			count;
	int			length;
	const int16 *place = read_array(fcinfo, 0, &count);
	const Rate *rate = read_array(fcinfo, 1, &length);
	const bool *is_known[2];
	const bool *is_exact[2];

	check_length(length, count);
	for (int part = 0; part < 2; part++)
	{
		is_known[part] = read_array(fcinfo, 2 + part, &length);
		check_length(length, count);
		is_exact[part] = read_array(fcinfo, 4 + part, &length);
		check_length(length, count);
	}
	for (int i = 0; i < count; i++)
	{
		check_length(place[i] >= 1 && place[i] <= plan->all.definitions, true);
		figures->is_there[place[i] - 1] = true;
		for (int part = 0; part < 2; part++)
		{
			int			v = 2 * (place[i] - 1) + part;

			figures->value[v] = part == 0 ? rate[i].numerator : rate[i].denominator;
			if (is_known[part][i])
				set_known(&known->of_basis, plan->in_basis[v]);
			if (is_exact[part][i])
				set_known(&known->of_every, plan->in_every[v]);
		}
	}
}

/*
 * joint_tells(places, rates, numerators_known, denominators_known,
 * exact_numerators, exact_denominators, mine, my_place, states, min_count,
 * min_complement, min_denominator, protect_zero): does what is mine tell
 * something that was not told without? With mine NULL: is something told?
 */
Datum
kansrijk_joint_tells(PG_FUNCTION_ARGS)
{
	const bool *mine;
	int			length;
	int			my_place;
	JointPlan  *plan;
	Least		least;
	Figures		figures = {{false}};
	Knowledge	before = {0};
	Knowledge	after;
	Knowledge	hidden_zeros;
	Knowledge	hidden;
	bool		in_sight = PG_ARGISNULL(6);
	Told		told;

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i) && i != 6 && i != 7)
			PG_RETURN_NULL();
	CHECK_FOR_INTERRUPTS();
	plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(8));
	my_place = PG_ARGISNULL(7) ? 0 : PG_GETARG_INT16(7);
	check_length(my_place >= 0 && my_place <= plan->all.definitions, true);
	least = (Least) {
		PG_GETARG_INT64(9), PG_GETARG_INT64(10), PG_GETARG_INT64(11), PG_GETARG_BOOL(12)
	};
	read_cell(fcinfo, plan, &figures, &before);
	hidden_zeros = find_hidden_zeros(plan, &figures, &least, in_sight);
	if (in_sight)
	{
		told = tells(plan, &figures, &least, &before, NULL, &hidden_zeros, &everything);
		PG_RETURN_BOOL(told.small_set || is_anything(told.zeros) || is_anything(told.hidden));
	}
	mine = read_array(fcinfo, 6, &length);
	check_length(length, plan->basis.rank);
	after = before;
	for (int r = 0; r < plan->basis.rank; r++)
		if (mine[r])
			set_known(&after.of_basis, r + 1);
	for (int part = 0; part < 2 && my_place > 0; part++)
		set_known(&after.of_every, plan->in_every[2 * (my_place - 1) + part]);
	hidden = find_vectors(plan, &figures, my_place);
	told = tells(plan, &figures, &least, &after, &before, &hidden_zeros, &hidden);
	PG_RETURN_BOOL(told.small_set || told.dependence || is_anything(told.zeros) || is_anything(told.hidden));
}

/*
 * joint_follows(places, rates, numerators_known, denominators_known,
 * exact_numerators, exact_denominators, states): what follows in the cell because
 * some atoms are known to be empty, of vectors that are not known: the numbers
 * 4 * (place - 1) + 1 to 4 of a definition are its numerator and its denominator
 * but for units of which something is unknown, and both over all units. Those of
 * the first two that only hang together there are negative.
 */
Datum
kansrijk_joint_follows(PG_FUNCTION_ARGS)
{
	JointPlan  *plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(6));
	Figures		figures = {{false}};
	Knowledge	known = {0};
	Knowledge	follows;
	VectorSet	bound;
	const Consequences *found;
	Datum		number[2 * MAX_VECTORS];
	int			numbers = 0;

	CHECK_FOR_INTERRUPTS();
	read_cell(fcinfo, plan, &figures, &known);
	found = find_consequences(plan, &figures, &known, palloc0(Max(plan->all.count, 1)));
	follows = without((Knowledge) {found->told_of_basis | found->zeros_of_basis,
								   found->told_of_every | found->zeros_of_every}, known);
	bound = found->bound_of_basis & ~(known.of_basis | follows.of_basis);
	for (int v = 0; v < 2 * plan->all.definitions; v++)
	{
		int			first = 2 * (v - v % 2) + v % 2 + 1;
		Knowledge	mine = {0};

		set_known(&mine.of_basis, plan->in_basis[v]);
		set_known(&mine.of_every, plan->in_every[v]);
		if ((mine.of_basis & (follows.of_basis | bound)) != 0)
			number[numbers++] = Int16GetDatum(mine.of_basis & bound ? -first : first);
		if ((mine.of_every & follows.of_every) != 0)
			number[numbers++] = Int16GetDatum(first + 2);
	}
	PG_RETURN_POINTER(construct_array(number, numbers, INT2OID, sizeof(int16), true, TYPALIGN_SHORT));
}

/* The vectors that are known, of the first three arguments: places, and of both counts; my_place knows its own. */
static VectorSet
read_known(FunctionCallInfo fcinfo, const JointPlan *plan, int my_place, const int16 *number)
{
	VectorSet	known = 0;
	int			count;
	int			length;
	const int16 *place = read_array(fcinfo, 0, &count);
	const bool *is_known[2];

	for (int part = 0; part < 2; part++)
	{
		is_known[part] = read_array(fcinfo, 1 + part, &length);
		check_length(length, count);
	}
	check_length(my_place >= 1 && my_place <= plan->all.definitions, true);
	for (int i = 0; i < count; i++)
	{
		check_length(place[i] >= 1 && place[i] <= plan->all.definitions, true);
		for (int part = 0; part < 2; part++)
			if (is_known[part][i] || place[i] == my_place)
				set_known(&known, number[2 * (place[i] - 1) + part]);
	}
	return known;
}

/*
 * joint_adds(places, exact_numerators, exact_denominators, my_place, states):
 * would the figure of my_place, over all units, tell of vectors that are not
 * known? Of what it is made, then, not all is known.
 */
Datum
kansrijk_joint_adds(PG_FUNCTION_ARGS)
{
	JointPlan  *plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(4));
	int			my_place = PG_GETARG_INT16(3);
	VectorSet	known = read_known(fcinfo, plan, my_place, plan->in_every);

	for (int part = 0; part < 2; part++)
	{
		int			number = plan->in_every[2 * (my_place - 1) + part];

		/* Where all atoms are certain, the basis says it. */
		if (plan->certain.count < plan->all.count && number > 0 && (plan->made_of[number - 1] & ~known) != 0)
			PG_RETURN_BOOL(true);
	}
	PG_RETURN_BOOL(false);
}

/*
 * joint_knows(places, numerators_known, denominators_known, my_place, states):
 * are the vectors of the basis known of which the figure of my_place is made, but
 * for those that are its own?
 */
Datum
kansrijk_joint_knows(PG_FUNCTION_ARGS)
{
	JointPlan  *plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(4));
	int			my_place = PG_GETARG_INT16(3);
	VectorSet	known = read_known(fcinfo, plan, my_place, plan->in_basis);
	VectorSet	needed = 0;

	for (int part = 0; part < 2; part++)
	{
		int			v = 2 * (my_place - 1) + part;

		needed |= plan->support[v];
		set_known(&known, plan->in_basis[v]);
	}
	PG_RETURN_BOOL((needed & ~known) == 0);
}
