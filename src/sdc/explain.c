/*-------------------------------------------------------------------------
 *
 * explain.c
 *		Window function sdc_explain: why a cell is hidden, in words.
 *
 * A primary cell names its rule. For a secondary cell the question is what a
 * reader could compute if it were published: a sum in which it was the last
 * unknown but one gives another cell, which may do the same in its turn, until
 * an unsafe cell is found. The shortest such chain is written out.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_explain);

/* Of a long sum so many parts are named. */
#define PARTS_NAMED 8

typedef struct Words
{
	const char *language;
	const char *total;
	const char *unknown;
	const char *this_cell;
	const char *more;
	const char *few_events;
	const char *few_others;
	const char *few_units;
	const char *share;
	const char *few_contributors;
	const char *own;
	const char *unsafe;
	const char *protects;
	const char *then;
	const char *in_between;
} Words;

static const Words words[] = {
	{"nl", "totaal", "onbekend", "deze cel", "%d andere",
		"Te klein: " INT64_FORMAT " is minder dan %s (min_count).",
		"Te weinig zonder de gebeurtenis: " INT64_FORMAT " is minder dan %s (min_complement).",
		"Te weinig personen: " INT64_FORMAT " is minder dan %s (min_denominator).",
		"Te groot deel van het geheel: meer dan %d procent (max_share), dus wie erbij hoort is bijna zeker geteld.",
		"Te weinig bijdragers: minder dan %s (min_contributors).",
		"Onveilig volgens een eigen regel.",
		"Onveilig, en toch af te leiden uit wat al bekend is.",
		"Beschermt %s. Zou deze cel er staan, dan volgde: ", ", en daarmee ",
	"Laat onzeker wat over andere verborgen cellen valt af te leiden: geen enkele telling volgt alleen uit deze cel, maar wel uit meer verborgen cellen samen, of hun som of interval zou te klein zijn, of wie alleen in een cel zit zou een andere kennen."},
	{"en", "total", "unknown", "this cell", "%d others",
		"Too small: " INT64_FORMAT " is less than %s (min_count).",
		"Too few without the event: " INT64_FORMAT " is less than %s (min_complement).",
		"Too few persons: " INT64_FORMAT " is less than %s (min_denominator).",
		"Too large a share of the whole: more than %d percent (max_share), so whoever belongs to it is nearly certainly counted.",
		"Too few contributors: less than %s (min_contributors).",
		"Unsafe by a rule of its own.",
		"Unsafe, and yet it can be deduced from what is known already.",
		"Protects %s. If this cell were shown, then: ", ", and with that ",
	"Keeps uncertain what can be deduced of other hidden cells: no count follows from this cell alone, but some would from several hidden cells together, or their sum or interval would be too small, or whoever is alone in a cell would know another."},
};

typedef struct Explainer
{
	const Partition *partition;
	const SdcRelations *relations;
	const Words *words;
	const uint8 *status;		/* CellStatus of each row */
	bool	   *is_known;		/* of each cell */
	int64	   *relations_start;	/* index: the relations of each cell */
	int32	   *relations_of;
	int32	   *unknowns;		/* of each relation */
	int32	   *derived_by;		/* relation that gave a cell away, or -1 */
	int32	   *derived_from;	/* the cell that completed it */
	int32	   *queue;
} Explainer;

typedef struct PartitionState
{
	bool		decided;
	text	   *explanation[FLEXIBLE_ARRAY_MEMBER]; /* NULL: not hidden */
} PartitionState;

#define NEW_ARRAY(type, count) ((type *) MemoryContextAllocExtended(CurrentMemoryContext, \
	((Size) (count) + 1) * sizeof(type), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO))

static void
open_explainer(Explainer *e)
{
	const SdcRelations *x = e->relations;
	int64	   *next;

	e->relations_start = NEW_ARRAY(int64, x->cells);
	e->relations_of = NEW_ARRAY(int32, x->start[x->relations]);
	e->unknowns = NEW_ARRAY(int32, x->relations);
	e->derived_by = NEW_ARRAY(int32, x->cells);
	e->derived_from = NEW_ARRAY(int32, x->cells);
	e->queue = NEW_ARRAY(int32, x->cells);
	next = NEW_ARRAY(int64, x->cells);
	memset(e->derived_by, 0xff, x->cells * sizeof(int32));
	for (int64 k = 0; k < x->start[x->relations]; k++)
		e->relations_start[x->members[k] + 1]++;
	for (int32 c = 0; c < x->cells; c++)
		e->relations_start[c + 1] += e->relations_start[c];
	memcpy(next, e->relations_start, x->cells * sizeof(int64));
	for (int32 r = 0; r < x->relations; r++)
		for (int64 k = x->start[r]; k < x->start[r + 1]; k++)
		{
			e->relations_of[next[x->members[k]]++] = r;
			e->unknowns[r] += !e->is_known[x->members[k]];
		}
}

static bool
is_unsafe(const Explainer *e, int32 cell)
{
	return cell < e->partition->cube.cells && e->status[cell] != CELL_PUBLISH &&
		e->status[cell] != CELL_SECONDARY && e->status[cell] != CELL_EMPTY;
}

/*
 * Suppose a cell were known. The first unsafe cell that follows, or -1; how is
 * in derived_by. *reached is the number of cells in the queue.
 */
static int32
find_consequence(Explainer *e, int32 cell, int32 *reached)
{
	const SdcRelations *x = e->relations;
	int32		found = -1;

	*reached = 0;
	e->queue[(*reached)++] = cell;
	e->is_known[cell] = true;
	for (int32 at = 0; at < *reached && found < 0; at++)
	{
		int32		known = e->queue[at];

		for (int64 i = e->relations_start[known]; i < e->relations_start[known + 1]; i++)
			e->unknowns[e->relations_of[i]]--;
		for (int64 i = e->relations_start[known]; i < e->relations_start[known + 1] && found < 0; i++)
		{
			int32		r = e->relations_of[i];

			for (int64 k = x->start[r]; k < x->start[r + 1] && e->unknowns[r] == 1; k++)
			{
				int32		member = x->members[k];

				if (e->is_known[member])
					continue;
				e->is_known[member] = true;
				e->derived_by[member] = r;
				e->derived_from[member] = known;
				e->queue[(*reached)++] = member;
				if (is_unsafe(e, member))
					found = member;
				break;
			}
		}
		if (found >= 0)
			*reached = Max(*reached, at + 1);
	}
	return found;
}

/* Take the supposition back: the unknowns are counted anew where they changed. */
static void
forget_consequence(Explainer *e, int32 reached)
{
	const SdcRelations *x = e->relations;

	for (int32 i = 0; i < reached; i++)
		e->is_known[e->queue[i]] = false;
	for (int32 i = 0; i < reached; i++)
		for (int64 j = e->relations_start[e->queue[i]]; j < e->relations_start[e->queue[i] + 1]; j++)
		{
			int32		r = e->relations_of[j];

			e->unknowns[r] = 0;
			for (int64 k = x->start[r]; k < x->start[r + 1]; k++)
				e->unknowns[r] += !e->is_known[x->members[k]];
		}
}

/* "Centrum, total": the labels of a cell. */
static void
append_name(const Explainer *e, StringInfo out, int32 cell)
{
	int			dimensions = e->partition->cube.dimensions;
	const int32 *codes = e->relations->codes + (Size) cell * dimensions;
	bool		any = false;

	for (int d = 0; d < dimensions; d++)
	{
		char	   *label;

		if (codes[d] == SDC_TOTAL)
			continue;
		label = dimension_label(e->partition, d, codes[d]);
		appendStringInfo(out, "%s%s", any ? ", " : "", label ? label : e->words->unknown);
		any = true;
	}
	if (!any)
		appendStringInfoString(out, e->words->total);
}

static void
append_value(const Explainer *e, StringInfo out, int32 cell)
{
	const SdcRelatedCell *c = &e->relations->cell[cell];

	if (!c->has_value)
		appendStringInfoString(out, " (?)");
	else if (e->partition->cube.is_rate)
		appendStringInfo(out, " (" INT64_FORMAT "/" INT64_FORMAT ")", c->count, c->denominator);
	else
		appendStringInfo(out, " (" INT64_FORMAT ")", c->count);
}

static void
append_term(const Explainer *e, StringInfo out, int32 cell, int32 subject)
{
	if (cell == subject)
		appendStringInfoString(out, e->words->this_cell);
	else
		append_name(e, out, cell);
	append_value(e, out, cell);
}

/* A part of a sum, for its place in the text. */
typedef struct Part
{
	int32		cell;
	bool		is_step;		/* what the chain came from: named last, and always */
	int64		weight;
	uint64		label;
} Part;

static int
compare_parts(const void *a, const void *b)
{
	const Part *x = a;
	const Part *y = b;

	if (x->is_step != y->is_step)
		return x->is_step ? 1 : -1;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->label < y->label ? -1 : x->label > y->label;
}

/* The relation that gives a cell away, solved for that cell. */
static void
append_equation(const Explainer *e, StringInfo out, int32 cell, int32 subject)
{
	const SdcRelations *x = e->relations;
	int32		r = e->derived_by[cell];
	int32		total = x->members[x->start[r]];
	const char *sign = cell == total ? " + " : " - ";
	Part	   *parts = NEW_ARRAY(Part, x->start[r + 1] - x->start[r]);
	int32		count = 0;
	int32		left;

	for (int64 k = x->start[r] + 1; k < x->start[r + 1]; k++)
	{
		int32		part = x->members[k];
		const SdcRelatedCell *c = &x->cell[part];
		bool		is_step = part == e->derived_from[cell];
		bool		is_input = part < e->partition->cube.cells;

		/* Empty parts say nothing. */
		if (part != cell && (is_step || !c->has_value || c->count > 0 || c->denominator > 0))
			parts[count++] = (Part) {part, is_step, e->partition->cube.is_rate ? c->denominator : c->count,
			is_input ? e->partition->input[part].label : 0};
	}
	qsort(parts, count, sizeof(Part), compare_parts);

	append_name(e, out, cell);
	appendStringInfoString(out, " = ");
	if (cell != total)
		append_term(e, out, total, subject);
	left = Max(count - PARTS_NAMED, 0);
	for (int32 i = 0; i < count; i++)
	{
		bool		is_left = left > 0 && i >= count - 1 - left && i < count - 1;

		if (is_left && i > count - 1 - left)
			continue;
		if (cell != total || i > 0)
			appendStringInfoString(out, sign);
		if (is_left)
			appendStringInfo(out, e->words->more, left);
		else
			append_term(e, out, parts[i].cell, subject);
	}
	appendStringInfoString(out, " =");
	append_value(e, out, cell);
	pfree(parts);
}

static void
append_chain(const Explainer *e, StringInfo out, int32 cell, int32 subject)
{
	if (e->derived_from[cell] != subject)
	{
		append_chain(e, out, e->derived_from[cell], subject);
		appendStringInfoString(out, e->words->then);
	}
	append_equation(e, out, cell, subject);
}

static text *
explain_secondary(Explainer *e, int32 row)
{
	StringInfoData out;
	StringInfoData name;
	int32		reached;
	int32		found = find_consequence(e, row, &reached);

	initStringInfo(&out);
	if (found < 0)
		appendStringInfoString(&out, e->words->in_between);
	else
	{
		initStringInfo(&name);
		append_name(e, &name, found);
		append_value(e, &name, found);
		appendStringInfo(&out, e->words->protects, name.data);
		append_chain(e, &out, found, row);
		appendStringInfoChar(&out, '.');
	}
	forget_consequence(e, reached);
	return cstring_to_text_with_len(out.data, out.len);
}

static text *
explain_primary(const Explainer *e, int32 row)
{
	const SdcPolicy *policy = e->partition->policy;
	const SdcInputCell *cell = &e->partition->input[row];
	char		threshold[32];

#define RULE(words, number, least) \
	(snprintf(threshold, sizeof(threshold), INT64_FORMAT, least), cstring_to_text(psprintf(words, number, threshold)))
	switch ((CellStatus) e->status[row])
	{
		case CELL_PRIMARY_COUNT:
			return RULE(e->words->few_events, cell->count, policy->min_count);
		case CELL_PRIMARY_COMPLEMENT:
			return RULE(e->words->few_others, cell->denominator - cell->count, policy->min_complement);
		case CELL_PRIMARY_DENOMINATOR:
			return RULE(e->words->few_units, cell->denominator, policy->min_denominator);
		case CELL_PRIMARY_CONTRIBUTORS:
			snprintf(threshold, sizeof(threshold), INT64_FORMAT, policy->min_contributors);
			return cstring_to_text(psprintf(e->words->few_contributors, threshold));
		case CELL_PRIMARY_OWN:
			return cstring_to_text(e->words->own);
		case CELL_UNSAFE:
			return cstring_to_text(e->words->unsafe);
		default:
			return cstring_to_text(psprintf(e->words->share, policy->max_share));
	}
#undef RULE
}

static const Words *
read_language(WindowObject winobj, int argument)
{
	bool		isnull;
	Datum		value = partition_argument(winobj, argument, 0, &isnull);

	if (!isnull)
		for (int i = 0; i < lengthof(words); i++)
			if (strcmp(text_to_cstring(DatumGetTextPP(value)), words[i].language) == 0)
				return &words[i];
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown language"),
			 errhint("Allowed: nl, en.")));
}

/* sdc_explain(value, policy, status, language, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_explain(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	PartitionArguments arguments = {0, 1, 4, 5, PG_NARGS() - 5};
	int32		rows = partition_rows(winobj, &arguments);
	PartitionState *state = WinGetPartitionLocalMemory(winobj, offsetof(PartitionState, explanation) + rows * sizeof(text *));
	text	   *explanation;

	if (!state->decided)
	{
		Partition	partition;
		SdcReport	report;
		uint8	   *status;
		Explainer	e = {.partition = &partition};

		read_partition(fcinfo, &arguments, &partition);
		e.words = read_language(winobj, 3);
		e.relations = sdc_relate_cube(&partition.cube, &partition.hooks, &report);
		if (!e.relations)
			report_problem(&partition, &report);
		e.status = status = NEW_ARRAY(uint8, rows);
		e.is_known = NEW_ARRAY(bool, e.relations->cells);
		for (int32 c = 0; c < e.relations->cells; c++)
			e.is_known[c] = e.relations->cell[c].is_empty;
		for (int32 row = 0; row < rows; row++)
		{
			bool		isnull;
			Datum		value = partition_argument(winobj, 2, row, &isnull);

			if (isnull)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("cell status must not be null"),
						 errhint("Pass the result of sdc_status for the same rows.")));
			status[row] = cell_status_of(fcinfo, 2, value);
			e.is_known[row] = status[row] == CELL_PUBLISH || (status[row] == CELL_EMPTY && partition.input[row].has_value);
		}
		open_explainer(&e);
		for (int32 row = 0; row < rows; row++)
		{
			text	   *words_found;

			CHECK_FOR_INTERRUPTS();
			if (status[row] == CELL_PUBLISH || status[row] == CELL_EMPTY)
				continue;
			words_found = status[row] == CELL_SECONDARY ? explain_secondary(&e, row) : explain_primary(&e, row);
			state->explanation[row] = MemoryContextAlloc(GetMemoryChunkContext(state), VARSIZE(words_found));
			memcpy(state->explanation[row], words_found, VARSIZE(words_found));
		}
		state->decided = true;
		close_partition(&partition);
	}
	explanation = state->explanation[WinGetCurrentPosition(winobj)];
	if (!explanation)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(explanation);
}
