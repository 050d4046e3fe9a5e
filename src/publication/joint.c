/*-------------------------------------------------------------------------
 *
 * joint.c
 *		Whether figures of a cell tell a small set of units, or something of other
 *		figures, and what: joint_tells, joint_follows, joint_marks.
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
PG_FUNCTION_INFO_V1(kansrijk_joint_follows);
PG_FUNCTION_INFO_V1(kansrijk_joint_with);
PG_FUNCTION_INFO_V1(kansrijk_joint_marks);

/* The definitions that show a cell. */
typedef struct Figures
{
	bool		is_there[MAX_DEFINITIONS];
	int64		value[MAX_VECTORS];
} Figures;

/* A figure of a cell, as joint_with() puts them one after the other. */
typedef struct Figure
{
	int64		numerator;
	int64		denominator;
	int16		place;
	uint8		is_known[2];	/* but for units of which something is unknown */
	uint8		is_exact[2];	/* over all units */
} Figure;

/* What joint_marks() says, in bits. */
#define MARK_KNOWN 1			/* of four parts: the vectors of the basis, and those over all units */
#define MARK_TOLD 16
#define MARK_ADDS 32
#define MARK_TELLS 64			/* by the numerator, by the denominator, by both */
#define MARK_BOUND 512			/* the vectors of the basis are not known: they hang together with others */

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

static void
add_figure(const JointPlan *plan, const Figure *figure, Figures *figures, Knowledge *known)
{
	check_length(figure->place >= 1 && figure->place <= plan->all.definitions, true);
	figures->is_there[figure->place - 1] = true;
	for (int part = 0; part < 2; part++)
	{
		int			v = 2 * (figure->place - 1) + part;

		figures->value[v] = part == 0 ? figure->numerator : figure->denominator;
		if (figure->is_known[part])
			set_known(&known->of_basis, plan->in_basis[v]);
		if (figure->is_exact[part])
			set_known(&known->of_every, plan->in_every[v]);
	}
}

/* The figures of a cell, and what is known there, from the first six arguments. */
static void
read_cell(FunctionCallInfo fcinfo, const JointPlan *plan, Figures *figures, Knowledge *known)
{
	int			count;
	int			length;
	const int16 *place = read_array(fcinfo, 0, &count);
	const Rate *rate = read_array(fcinfo, 1, &length);
	const bool *flag[4];

	check_length(length, count);
	for (int i = 0; i < 4; i++)
	{
		flag[i] = read_array(fcinfo, 2 + i, &length);
		check_length(length, count);
	}
	for (int i = 0; i < count; i++)
		add_figure(plan, &(Figure) {rate[i].numerator, rate[i].denominator, place[i],
									{flag[0][i], flag[1][i]}, {flag[2][i], flag[3][i]}}, figures, known);
}

static Least
read_least(FunctionCallInfo fcinfo, int argument)
{
	return (Least) {
		PG_GETARG_INT64(argument), PG_GETARG_INT64(argument + 1), PG_GETARG_INT64(argument + 2),
		PG_GETARG_BOOL(argument + 3)
	};
}

/*
 * joint_tells(places, rates, numerators_known, denominators_known,
 * exact_numerators, exact_denominators, states, min_count, min_complement,
 * min_denominator, protect_zero): is something told?
 */
Datum
kansrijk_joint_tells(PG_FUNCTION_ARGS)
{
	JointPlan  *plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(6));
	Least		least = read_least(fcinfo, 7);
	Figures		figures = {{false}};
	Knowledge	known = {0};
	Knowledge	hidden_zeros;
	Told		told;

	CHECK_FOR_INTERRUPTS();
	read_cell(fcinfo, plan, &figures, &known);
	hidden_zeros = find_hidden_zeros(plan, &figures, &least, true);
	told = tells(plan, &figures, &least, &known, NULL, &hidden_zeros, &everything);
	PG_RETURN_BOOL(told.small_set || is_anything(told.zeros) || is_anything(told.hidden));
}

/* What follows in the cell because some atoms are known to be empty, of vectors that are not known. */
static void
find_followers(JointPlan *plan, const Figures *figures, const Knowledge *known, Knowledge *follows, VectorSet *bound)
{
	const Consequences *found = find_consequences(plan, figures, known, palloc0(Max(plan->all.count, 1)));

	*follows = without((Knowledge) {found->told_of_basis | found->zeros_of_basis,
									found->told_of_every | found->zeros_of_every}, *known);
	*bound = found->bound_of_basis & ~(known->of_basis | follows->of_basis);
}

/* Vector v, as what would be known with it. */
static Knowledge
vector_alone(const JointPlan *plan, int v)
{
	Knowledge	alone = {0};

	set_known(&alone.of_basis, plan->in_basis[v]);
	set_known(&alone.of_every, plan->in_every[v]);
	return alone;
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
	Datum		number[2 * MAX_VECTORS];
	int			numbers = 0;

	CHECK_FOR_INTERRUPTS();
	read_cell(fcinfo, plan, &figures, &known);
	find_followers(plan, &figures, &known, &follows, &bound);
	for (int v = 0; v < 2 * plan->all.definitions; v++)
	{
		int			first = 2 * (v - v % 2) + v % 2 + 1;
		Knowledge	mine = vector_alone(plan, v);

		if ((mine.of_basis & (follows.of_basis | bound)) != 0)
			number[numbers++] = Int16GetDatum(mine.of_basis & bound ? -first : first);
		if ((mine.of_every & follows.of_every) != 0)
			number[numbers++] = Int16GetDatum(first + 2);
	}
	PG_RETURN_POINTER(construct_array(number, numbers, INT2OID, sizeof(int16), true, TYPALIGN_SHORT));
}

/*
 * joint_with(figures, place, r, numerator_known, denominator_known,
 * exact_numerator, exact_denominator): figures of a cell and one more.
 */
Datum
kansrijk_joint_with(PG_FUNCTION_ARGS)
{
	bytea	   *figures = PG_GETARG_BYTEA_PP(0);
	const Rate *r = PG_GETARG_RATE_P(2);
	Size		size = VARSIZE_ANY_EXHDR(figures);
	bytea	   *result = palloc(VARHDRSZ + size + sizeof(Figure));
	Figure		figure;

	memset(&figure, 0, sizeof(Figure));
	figure.numerator = r->numerator;
	figure.denominator = r->denominator;
	figure.place = PG_GETARG_INT16(1);
	for (int part = 0; part < 2; part++)
	{
		figure.is_known[part] = PG_GETARG_BOOL(3 + part);
		figure.is_exact[part] = PG_GETARG_BOOL(5 + part);
	}
	SET_VARSIZE(result, VARHDRSZ + size + sizeof(Figure));
	memcpy(VARDATA(result), VARDATA_ANY(figures), size);
	memcpy(VARDATA(result) + size, &figure, sizeof(Figure));
	PG_RETURN_BYTEA_P(result);
}

static void
read_figures(bytea *array, const JointPlan *plan, Figures *figures, Knowledge *known)
{
	int			size = VARSIZE_ANY_EXHDR(array);

	check_length(size % sizeof(Figure), 0);
	for (int at = 0; at < size; at += sizeof(Figure))
	{
		Figure		figure;

		memcpy(&figure, VARDATA_ANY(array) + at, sizeof(Figure));
		add_figure(plan, &figure, figures, known);
	}
}

/*
 * What is known of the figure of a definition by what others tell, a part each:
 * its vectors of the basis, and those over all units where these are others.
 * is_told: all of it, in this cell. Also by what was released of later
 * definitions. Nobody hides behind what only hangs together with others in one
 * cell: it is taken for known, and bound.
 */
static int
find_known_parts(JointPlan *plan, const Figures *figures, const Knowledge *known, int my_place)
{
	Knowledge	follows;
	VectorSet	bound;
	int			marks = 0;
	bool		is_told = true;
	bool		follows_here = false;

	find_followers(plan, figures, known, &follows, &bound);
	for (int part = 0; part < 2; part++)
	{
		int			v = 2 * (my_place - 1) + part;
		Knowledge	mine = vector_alone(plan, v);
		bool		is_shown = (mine.of_every & known->of_every) != 0;

		if ((mine.of_basis & (known->of_basis | follows.of_basis | bound)) != 0 || (plan->is_alike[v] && is_shown))
			marks |= MARK_KNOWN << part;
		if ((mine.of_basis & bound) != 0 && !(plan->is_alike[v] && is_shown))
			marks |= MARK_BOUND << part;
		if (!plan->is_alike[v] && (mine.of_every & (known->of_every | follows.of_every)) != 0)
			marks |= MARK_KNOWN << (2 + part);
		follows_here = follows_here || (mine.of_basis & follows.of_basis) != 0 || (mine.of_every & follows.of_every) != 0;
		is_shown = is_shown || (plan->is_alike[v] && (mine.of_basis & known->of_basis) != 0);
		is_told = is_told && (mine.of_every == 0 || is_shown || (mine.of_every & follows.of_every) != 0);
	}
	return marks | (is_told && follows_here ? MARK_TOLD : 0);
}

/* Is the figure of a definition made of vectors that are not known? Its own count for nothing new. */
static bool
adds(const JointPlan *plan, const Knowledge *known, int my_place)
{
	Knowledge	with = *known;
	Knowledge	needed = {0};

	for (int part = 0; part < 2; part++)
	{
		int			v = 2 * (my_place - 1) + part;

		set_known(&with.of_basis, plan->in_basis[v]);
		set_known(&with.of_every, plan->in_every[v]);
		needed.of_basis |= plan->support[v];
		/* Where all atoms are certain, the basis says it. */
		if (plan->certain.count < plan->all.count && plan->in_every[v] > 0)
			needed.of_every |= plan->made_of[plan->in_every[v] - 1];
	}
	return is_anything(without(needed, with));
}

/*
 * joint_marks(figures, r, my_place, states, min_count, min_complement,
 * min_denominator, protect_zero): what the figures of others in a cell say of
 * that of my_place, which is decided, in bits: MARK_KNOWN and following.
 */
Datum
kansrijk_joint_marks(PG_FUNCTION_ARGS)
{
	const Rate *r = PG_GETARG_RATE_P(1);
	int16		my_place = PG_GETARG_INT16(2);
	JointPlan  *plan = joint_plan_of(PG_GETARG_ARRAYTYPE_P(3));
	Least		least = read_least(fcinfo, 4);
	Figures		figures = {{false}};
	Knowledge	known = {0};
	Knowledge	hidden_zeros;
	Knowledge	hidden;
	int			marks;

	CHECK_FOR_INTERRUPTS();
	read_figures(PG_GETARG_BYTEA_PP(0), plan, &figures, &known);
	check_length(my_place >= 1 && my_place <= plan->all.definitions, true);
	marks = find_known_parts(plan, &figures, &known, my_place);
	add_figure(plan, &(Figure) {r->numerator, r->denominator, my_place}, &figures, &known);
	if (adds(plan, &known, my_place))
		marks |= MARK_ADDS;
	hidden_zeros = find_hidden_zeros(plan, &figures, &least, false);
	hidden = find_vectors(plan, &figures, my_place);
	/* By its numerator, by its denominator, by both. */
	for (int parts = 1; parts <= 3; parts++)
	{
		Knowledge	after = known;
		Told		told;

		for (int part = 0; part < 2; part++)
		{
			Knowledge	mine = vector_alone(plan, 2 * (my_place - 1) + part);

			after.of_basis |= parts >> part & 1 ? mine.of_basis : 0;
			after.of_every |= mine.of_every;
		}
		told = tells(plan, &figures, &least, &after, &known, &hidden_zeros, &hidden);
		if (told.small_set || told.dependence || is_anything(told.zeros) || is_anything(told.hidden))
			marks |= MARK_TELLS << (parts - 1);
	}
	PG_RETURN_INT32(marks);
}
