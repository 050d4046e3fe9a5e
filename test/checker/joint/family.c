/*-------------------------------------------------------------------------
 *
 * family.c
 *		Random definitions that count the same units, and random units.
 *
 * What a unit is, is drawn first: a size, a class and some features, of which
 * any may be unknown. Definitions ask about these: is the size from so much
 * on (nested), which class is it (complementary), has it one feature, or one
 * and another, or one but not another (overlapping). So what the definitions
 * say together hangs together as it does in a catalogue.
 *
 *-------------------------------------------------------------------------
 */
#include "family.h"

#include <limits.h>
#include <string.h>

const Layout layouts[LAYOUTS] = {
	{.definitions = 2, .window_years = 1, .years = 2, .municipalities = 4, .categories = 2},
	{.definitions = 3, .window_years = 2, .years = 3, .municipalities = 4, .categories = 1},
	{.definitions = 3, .window_years = 2, .years = 2, .municipalities = 3, .categories = 1, .has_districts = true},
	{.definitions = 4, .window_years = 2, .years = 3, .municipalities = 4, .categories = 1},
	{.definitions = 4, .window_years = 1, .years = 1, .municipalities = 5, .categories = 2},
	{.definitions = 5, .window_years = 3, .years = 3, .municipalities = 3, .categories = 1},
};

#define SIZES 4
#define CLASSES 3
#define FEATURES 3

/* A truth that may be unknown. */
typedef enum Truth
{
	NO,
	YES,
	UNKNOWN
} Truth;

/* What a unit is; -1: unknown. */
typedef struct Nature
{
	int			size;
	int			class;
	int			feature[FEATURES];
} Nature;

typedef enum Kind
{
	ALL,						/* of a scope: no limit */
	FROM_SIZE,
	OF_CLASS,
	HAS,
	HAS_BOTH,
	HAS_EITHER,
	HAS_FIRST_ONLY,
	KINDS
} Kind;

typedef struct Question
{
	Kind		kind;
	bool		is_negated;
	int			number;
	int			other;
} Question;

static uint64_t random_state;

/* 0 .. n - 1 (splitmix64) */
static int
draw(int n)
{
	uint64_t	z = (random_state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (int) ((z ^ (z >> 31)) % (uint64_t) n);
}

static Truth
both(Truth a, Truth b)
{
	return a == NO || b == NO ? NO : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : YES;
}

static Truth
negate(Truth a)
{
	return a == UNKNOWN ? UNKNOWN : a == YES ? NO : YES;
}

static Truth
ask(const Question *question, const Nature *unit)
{
	Truth		first = unit->feature[question->number % FEATURES];
	Truth		second = unit->feature[question->other % FEATURES];
	Truth		answer = YES;

	switch (question->kind)
	{
		case FROM_SIZE:
			answer = unit->size < 0 ? UNKNOWN : unit->size >= 1 + question->number % (SIZES - 1);
			break;
		case OF_CLASS:
			answer = unit->class < 0 ? UNKNOWN : unit->class == question->number % CLASSES;
			break;
		case HAS:
			answer = first;
			break;
		case HAS_BOTH:
			answer = both(first, second);
			break;
		case HAS_EITHER:
			answer = negate(both(negate(first), negate(second)));
			break;
		case HAS_FIRST_ONLY:
			answer = both(first, negate(second));
			break;
		default:
			break;
	}
	return question->is_negated ? negate(answer) : answer;
}

static Question
draw_question(Kind from, Kind to)
{
	Question	question = {from + draw(to - from + 1), draw(6) == 0, draw(12), draw(12)};

	if (question.kind == ALL)
		question.is_negated = false;
	return question;
}

static Nature
draw_nature(int unknown_of_hundred)
{
	Nature		unit;

	unit.size = draw(100) < unknown_of_hundred ? -1 : draw(SIZES);
	unit.class = draw(100) < unknown_of_hundred ? -1 : draw(CLASSES);
	for (int i = 0; i < FEATURES; i++)
		unit.feature[i] = draw(100) < unknown_of_hundred ? UNKNOWN : draw(2);
	return unit;
}

static void
make_locations(Family *family, const Layout *layout)
{
	for (int year = 0; year < layout->years; year++)
		for (int municipality = 0; municipality < layout->municipalities; municipality++)
			for (int part = 0; part < (layout->has_districts ? 3 : 1); part++)
				for (int category = 0; category < layout->categories; category++)
				{
					Location   *location = &family->location[family->locations++];

					location->year = FIRST_YEAR + year;
					location->municipality = municipality;
					location->province = municipality / 2;
					/* District 1 and postal code 1, 1 and 2, 2 and 2. */
					location->district = 2 * municipality + (part == 2);
					location->postcode = 2 * municipality + (part > 0);
					location->category = category;
				}
}

/* A state in which no unit is, is none: that it could be is known to nobody. */
static void
drop_absent_states(Family *family)
{
	int			kept = 0;

	for (int s = 0; s < family->states; s++)
	{
		bool		occurs = false;

		for (int i = 0; i < family->locations; i++)
			occurs = occurs || family->units[s][i] > 0;
		if (!occurs)
			continue;
		memmove(family->state[kept], family->state[s], sizeof(family->state[s]));
		memmove(family->units[kept++], family->units[s], sizeof(family->units[s]));
	}
	family->states = kept;
}

/* A year with much fewer units than another is taken for a part of one, and left out. */
static bool
has_whole_years(const Family *family)
{
	int			least = INT_MAX;
	int			most = 0;

	for (int year = 0; year < layouts[family->layout].years; year++)
	{
		int			units = 0;

		for (int s = 0; s < family->states; s++)
			for (int i = 0; i < family->locations; i++)
				if (family->location[i].year == FIRST_YEAR + year)
					units += family->units[s][i];
		least = units < least ? units : least;
		most = units > most ? units : most;
	}
	return least > 0 && 3 * least >= most;
}

void
make_family(Family *family, uint64_t seed, int number)
{
	const Layout *layout;
	Question	scope[MAX_DEFINITIONS];
	Question	event[MAX_DEFINITIONS];
	Kind		event_from = HAS;
	Kind		event_to = HAS_FIRST_ONLY;
	int			unknown = 0;
	int			wanted;

	memset(family, 0, sizeof(Family));
	random_state = seed * UINT64_C(1000003) + number;
	wanted = 3 + draw(MAX_STATES - 2);
	family->layout = draw(LAYOUTS);
	layout = &layouts[family->layout];
	switch (draw(4))
	{
		case 0:
			event_from = event_to = FROM_SIZE;
			break;
		case 1:
			event_from = event_to = OF_CLASS;
			break;
		case 2:
			event_from = FROM_SIZE;
			break;
	}
	if (draw(3) == 0)
		unknown = 5 + draw(20);
	for (int d = 0; d < layout->definitions; d++)
	{
		scope[d] = draw_question(ALL, draw(3) == 0 ? HAS : ALL);
		event[d] = draw_question(event_from, event_to);
	}

	for (int attempt = 0; attempt < 200 && family->states < wanted; attempt++)
	{
		Nature		unit = draw_nature(unknown);
		char		state[MAX_DEFINITIONS + 1] = {0};
		bool		is_new = true;

		for (int d = 0; d < layout->definitions; d++)
		{
			Truth		answer = ask(&event[d], &unit);

			state[d] = ask(&scope[d], &unit) != YES ? 'o' : answer == YES ? 'y' : answer == NO ? 'n' : 'u';
		}
		for (int s = 0; s < family->states; s++)
			is_new = is_new && strcmp(family->state[s], state) != 0;
		if (is_new)
			strcpy(family->state[family->states++], state);
	}

	make_locations(family, layout);
	do
	{
		int			size = 2 + draw(12);

		for (int s = 0; s < family->states; s++)
		{
			int			of_state = 1 + draw(size);

			for (int i = 0; i < family->locations; i++)
				family->units[s][i] = draw(3) == 0 ? 0 : draw(4) == 0 ? draw(3 * of_state) : draw(of_state);
		}
	} while (!has_whole_years(family));
	drop_absent_states(family);
	family->min_count = 2 + draw(3);
	family->protect_zero = draw(4) > 0;
	family->min_suppressed_sum = draw(2) * family->min_count;
}
