/*-------------------------------------------------------------------------
 *
 * trace.c
 *		What an expression tells: the figures in it, and what it is besides.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/trace.h"

Trace *
new_trace(int traits)
{
	Trace	   *trace = palloc0(sizeof(Trace));

	trace->traits = traits;
	return trace;
}

Trace *
new_figure(Lint *lint, Oid type)
{
	Trace	   *trace = new_trace(TRAIT_FROM_TABLE);
	int			figure = lint->figures++;

	trace->exposed = bms_make_singleton(figure * PARTS + PART_NUMERATOR);
	if (type == lint->rate)
	{
		lint->rates = bms_add_member(lint->rates, figure);
		trace->exposed = bms_add_range(trace->exposed, figure * PARTS, figure * PARTS + PARTS - 1);
	}
	trace->exact = bms_copy(trace->exposed);
	return trace;
}

Trace *
copy_trace(const Trace *trace)
{
	Trace	   *copy = new_trace(0);

	add_trace(copy, trace);
	return copy;
}

void
add_trace(Trace *to, const Trace *from)
{
	to->exposed = bms_union(to->exposed, from->exposed);
	to->shown = bms_union(to->shown, from->shown);
	to->exact = bms_union(to->exact, from->exact);
	to->protects = bms_union(to->protects, from->protects);
	to->traits |= from->traits;
}

bool
has_figures(const Trace *trace)
{
	return !bms_is_empty(trace->exposed) || !bms_is_empty(trace->shown);
}

Bitmapset *
told_members(const Trace *trace)
{
	return bms_union(trace->exposed, trace->shown);
}

Bitmapset *
parts_of(Lint *lint, const Bitmapset *members, int wanted)
{
	Bitmapset  *result = NULL;
	int			member = -1;

	while ((member = bms_next_member(members, member)) >= 0)
		if (!bms_is_member(member / PARTS, lint->rates) || (wanted & ONLY(member % PARTS)))
			result = bms_add_member(result, member);
	return result;
}

Trace *
keep_parts(Lint *lint, Trace *trace, int wanted)
{
	trace->exposed = parts_of(lint, trace->exposed, wanted);
	trace->shown = parts_of(lint, trace->shown, wanted);
	trace->exact = parts_of(lint, trace->exact, wanted);
	return trace;
}

bool
only_unknowns(Lint *lint, const Bitmapset *members)
{
	return !bms_is_empty(members) && bms_is_empty(parts_of(lint, members, WITHOUT_UNKNOWN));
}

Trace *
mask_trace(Lint *lint, const Trace *value, const Trace *status)
{
	Trace	   *result = copy_trace(value);
	Bitmapset  *covered = bms_intersect(value->exposed, status->protects);

	result->exposed = bms_difference(value->exposed, covered);
	result->shown = bms_union(value->shown, covered);
	result->traits |= TRAIT_HIDES | (status->traits & TRAIT_FROM_TABLE);
	if (!bms_is_empty(parts_of(lint, result->exposed, WITHOUT_UNKNOWN)))
		result->traits |= status->traits & TRAIT_PRIMARY ? TRAIT_PRIMARY : TRAIT_MISMASKED;
	return result;
}

/*
 * Whether a figure is there tells nothing of its value; whether a masked one is,
 * that it is hidden; the values of units are there when there are units.
 */
Trace *
presence_of(const Trace *value)
{
	Trace	   *result = new_trace(value->traits & (TRAITS_OF_STATUS | TRAIT_PRIMARY | TRAIT_FROM_TABLE));

	if (value->traits & (TRAIT_COLLECTED | TRAIT_EXTREME | TRAIT_ZERO))
		result->traits |= TRAIT_ZERO;
	return result;
}
