/*-------------------------------------------------------------------------
 *
 * choose.c
 *		Choosing anew what is hidden in a ball.
 *
 * The cheapest candidates of which every set of a look has one (cover.h) are the best
 * pattern of the ball if they give nothing away, and else there are further sets.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/choose.h"
#include "sdc/look.h"
#include "sdc/memory.h"
#include "sdc/sums.h"

/* How often the candidates of a ball are chosen anew. */
#define CHOICES 60

/* The branches of one choice. */
#define STEPS_OF_CHOICE 400

void
new_faults(const Exchange *x, const SdcSystem *s, Faults *faults)
{
	faults->fault = allocate(x->hooks, s->cells);
	faults->small = allocate(x->hooks, s->relations);
}

void
release_faults(const Exchange *x, Faults *faults)
{
	release(x->hooks, faults->fault);
	release(x->hooks, faults->small);
}

static void
find_faults(Exchange *x, Ball *ball, const Choice *choice, Faults *faults)
{
	memset(faults->fault, 0, ball->system.cells);
	memset(faults->small, 0, ball->system.relations);
	apply_choice(ball, choice, true);
	sdc_find_small_sums(&ball->system, &ball->demands, x->hooks, faults->small);
	x->steps -= 16 * ball->system.cells;
}

bool
has_new(const SdcSystem *s, const Faults *faults, const Faults *before)
{
	for (int32_t c = 0; c < s->cells; c++)
		if (faults->fault[c] && !before->fault[c])
			return true;
	for (int32_t r = 0; r < s->relations; r++)
		if (faults->small[r] && !before->small[r])
			return true;
	return false;
}

/* Add the candidates of a relation that could be hidden as well. */
static void
add_open(const Ball *ball, const Choice *choice, int32_t relation, bool with_total, Choice *set)
{
	const SdcSystem *s = &ball->system;

	for (int64_t k = s->start[relation] + !with_total; k < s->start[relation + 1]; k++)
	{
		int32_t		candidate = ball->candidate_of[s->members[k]];

		if (candidate >= 0 && !is_chosen(choice, candidate))
			choose(set, candidate);
	}
}

/*
 * For each hidden parts that are too small a sum, one more candidate may do: of the
 * same relation, or of the parts of those that are hidden. False when there is no
 * room for them.
 */
static bool
add_sets_beside(Ball *ball, const Choice *choice, const Faults *faults, const Faults *before)
{
	const SdcSystem *s = &ball->system;
	Cover	   *cover = &ball->cover;

	for (int32_t r = 0; r < s->relations && cover->sets < COVER_SETS; r++)
	{
		Choice	   *set;

		if (!faults->small[r] || before->small[r])
			continue;
		set = &cover->set[cover->sets++];
		memset(set, 0, sizeof(Choice));
		add_open(ball, choice, r, true, set);
		for (int64_t k = s->start[r] + 1; k < s->start[r + 1]; k++)
			for (int64_t l = ball->e.relations_start[s->members[k]];
				 is_hidden(&s->cell[s->members[k]]) && l < ball->e.relations_start[s->members[k] + 1]; l++)
				if (s->members[s->start[ball->e.relations_of[l]]] == s->members[k])
					add_open(ball, choice, ball->e.relations_of[l], false, set);
	}
	return cover->sets < COVER_SETS;
}

/*
 * Publish what is not needed, the heaviest first. In a ball that is not whole what
 * was hidden at first may be needed for what is outside.
 */
static void
drop_superfluous(Exchange *x, Ball *ball, Choice *choice)
{
	Choice		needed;

	apply_choice(ball, choice, false);
	look(x, ball, &(Look) {.needed = &needed});
	for (int32_t c = ball->cover.candidates - 1; c >= 0 && x->steps > 0; c--)
	{
		Choice		then;

		if (!is_chosen(choice, c) || is_chosen(&needed, c))
			continue;
		unchoose(choice, c);
		apply_choice(ball, choice, false);
		if (look(x, ball, &(Look) {.needed = &then}) == 0)
			needed = then;
		else
			choose(choice, c);
	}
}

bool
choose_anew(Exchange *x, Ball *ball)
{
	Faults		faults;
	Faults		before;
	bool		is_better = false;

	new_faults(x, &ball->system, &faults);
	new_faults(x, &ball->system, &before);

	/* What is exposed within the ball now is protected by what is outside. */
	apply_choice(ball, &ball->old, false);
	look(x, ball, &(Look) {.exposed = ball->is_ignored});
	find_faults(x, ball, &ball->old, &before);

	ball->best_weight = weight_of_choice(&ball->cover, &ball->best);
	for (int i = 0; i < CHOICES && x->steps > 0; i++)
	{
		Choice		choice;
		int64_t		steps = STEPS_OF_CHOICE;
		bool		is_least = true;
		bool		is_safe;

		is_safe = choose_cover(x->hooks, &ball->cover, ball->best_weight, &steps, &choice);
		x->steps -= (STEPS_OF_CHOICE - steps + 1) * (ball->cover.sets + 8);
		if (!is_safe)
			break;
		while (ball->cover.sets < COVER_SETS && x->steps > 0)
		{
			int32_t		first_set = ball->cover.sets;

			apply_choice(ball, &choice, false);
			is_safe = look(x, ball, &(Look) {.add_sets = true}) == 0;
			if (is_safe || !hit_greedily(&ball->cover, first_set, &choice))
				break;
			is_least = false;
		}
		if (!is_safe)
			break;
		if (!is_least)
			drop_superfluous(x, ball, &choice);
		if (weight_of_choice(&ball->cover, &choice) >= ball->best_weight)
			continue;
		find_faults(x, ball, &choice, &faults);
		if (!has_new(&ball->system, &faults, &before))
		{
			ball->best = choice;
			ball->best_weight = weight_of_choice(&ball->cover, &choice);
			is_better = true;
			if (is_least)
				break;
		}
		else if (!add_sets_beside(ball, &choice, &faults, &before))
			break;
	}
	release_faults(x, &before);
	release_faults(x, &faults);
	return is_better;
}
