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
 * A text is made when its row is asked for: only the system is kept, within the
 * memory limit of a table system. Each text has a bound of its own: long sums,
 * chains and labels are named in part.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/partition.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_explain);

/* Of a long sum so many parts are named. */
#define PARTS_NAMED 8

/* Of a long chain the first steps and the last one, so many together. */
#define STEPS_NAMED 10

/* Bytes of a label. */
#define LABEL_LENGTH 100

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
	const char *more_steps;
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
		"Beschermt %s. Zou deze cel er staan, dan volgde: ", ", en daarmee ", ", en zo nog %d stappen verder",
	"Laat onzeker wat over andere verborgen cellen valt af te leiden: geen enkele telling volgt alleen uit deze cel, maar wel uit meer verborgen cellen samen, of hun som of interval zou te klein zijn, of wie alleen in een cel zit zou een andere kennen."},
	{"en", "total", "unknown", "this cell", "%d others",
		"Too small: " INT64_FORMAT " is less than %s (min_count).",
		"Too few without the event: " INT64_FORMAT " is less than %s (min_complement).",
		"Too few persons: " INT64_FORMAT " is less than %s (min_denominator).",
		"Too large a share of the whole: more than %d percent (max_share), so whoever belongs to it is nearly certainly counted.",
		"Too few contributors: less than %s (min_contributors).",
		"Unsafe by a rule of its own.",
		"Unsafe, and yet it can be deduced from what is known already.",
		"Protects %s. If this cell were shown, then: ", ", and with that ", ", and so on for %d more steps",
	"Keeps uncertain what can be deduced of other hidden cells: no count follows from this cell alone, but some would from several hidden cells together, or their sum or interval would be too small, or whoever is alone in a cell would know another."},
};

typedef struct Explainer
{
	Partition	partition;
	const SdcRelations *relations;
	const Words *words;
	uint8	   *status;			/* CellStatus of each row */
	bool	   *is_known;		/* of each cell */
	int64	   *relations_start;	/* index: the relations of each cell */
	int32	   *relations_of;
	int32	   *unknowns;		/* of each relation */
	int32	   *derived_by;		/* relation that gave a cell away, or -1 */
	int32	   *derived_from;	/* the cell that completed it */
	int32	   *queue;			/* what a supposed cell gives away, itself first */
	int32		reached;		/* length of the queue */
	int32		followed;		/* cells of it whose relations were looked at */
} Explainer;

/* What is kept for a partition. */
typedef struct PartitionState
{
	bool		is_open;
	Explainer	explainer;
} PartitionState;

/* Of zeros, in the memory of the table system, which has a limit. */
#define NEW_ARRAY(e, type, count) ((type *) new_array(e, ((Size) (count) + 1) * sizeof(type)))

static void *
new_array(const Explainer *e, Size size)
{
	return memset(e->partition.hooks.allocate(e->partition.hooks.context, size), 0, size);
}

static void
index_relations(Explainer *e)
{
	const SdcRelations *x = e->relations;
	int64	   *next;

	e->relations_start = NEW_ARRAY(e, int64, x->cells);
	e->relations_of = NEW_ARRAY(e, int32, x->start[x->relations]);
	e->unknowns = NEW_ARRAY(e, int32, x->relations);
	e->derived_by = NEW_ARRAY(e, int32, x->cells);
	e->derived_from = NEW_ARRAY(e, int32, x->cells);
	e->queue = NEW_ARRAY(e, int32, x->cells);
	next = NEW_ARRAY(e, int64, x->cells);
	memset(e->derived_by, 0xff, x->cells * sizeof(int32));
	for (int64 k = 0; k < x->start[x->relations]; k++)
		e->relations_start[x->members[k] + 1]++;
	for (int32 c = 0; c < x->cells; c++)
		e->relations_start[c + 1] += e->relations_start[c];
	memcpy(next, e->relations_start, x->cells * sizeof(int64));
	for (int32 r = 0; r < x->relations; r++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int64 k = x->start[r]; k < x->start[r + 1]; k++)
		{
			e->relations_of[next[x->members[k]]++] = r;
			e->unknowns[r] += !e->is_known[x->members[k]];
		}
	}
	e->partition.hooks.release(e->partition.hooks.context, next);
}

static bool
is_unsafe(const Explainer *e, int32 cell)
{
	return cell < e->partition.cube.cells && e->status[cell] != CELL_PUBLISH &&
		e->status[cell] != CELL_SECONDARY && e->status[cell] != CELL_EMPTY;
}

/*
 * Suppose a cell were known. The first unsafe cell that follows, or -1; how is
 * in derived_by.
 */
static int32
find_consequence(Explainer *e, int32 cell)
{
	const SdcRelations *x = e->relations;
	int32		found = -1;

	e->reached = 0;
	e->queue[e->reached++] = cell;
	e->is_known[cell] = true;
	for (e->followed = 0; e->followed < e->reached && found < 0;)
	{
		int32		known = e->queue[e->followed++];

		CHECK_FOR_INTERRUPTS();
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
				e->queue[e->reached++] = member;
				if (is_unsafe(e, member))
					found = member;
				break;
			}
		}
	}
	return found;
}

/* Take the supposition back. */
static void
forget_consequence(Explainer *e)
{
	for (int32 i = 0; i < e->reached; i++)
		e->is_known[e->queue[i]] = false;
	for (int32 i = 0; i < e->followed; i++)
		for (int64 j = e->relations_start[e->queue[i]]; j < e->relations_start[e->queue[i] + 1]; j++)
			e->unknowns[e->relations_of[j]]++;
}

static void
append_label(StringInfo out, const char *label)
{
	int			length = strlen(label);
	int			clipped = pg_mbcliplen(label, length, LABEL_LENGTH);

	appendBinaryStringInfo(out, label, clipped);
	if (clipped < length)
		appendStringInfoString(out, "...");
}

/* "Centrum, total": the labels of a cell. */
static void
append_name(const Explainer *e, StringInfo out, int32 cell)
{
	int			dimensions = e->partition.cube.dimensions;
	const int32 *codes = e->relations->codes + (Size) cell * dimensions;
	bool		any = false;

	for (int d = 0; d < dimensions; d++)
	{
		char	   *label;

		if (codes[d] == SDC_TOTAL)
			continue;
		label = dimension_label(&e->partition, d, codes[d]);
		if (any)
			appendStringInfoString(out, ", ");
		append_label(out, label ? label : e->words->unknown);
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
	else if (e->partition.cube.is_rate)
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
	Part	   *parts = MemoryContextAllocHuge(CurrentMemoryContext, (x->start[r + 1] - x->start[r]) * sizeof(Part));
	int32		count = 0;
	int32		left;

	for (int64 k = x->start[r] + 1; k < x->start[r + 1]; k++)
	{
		int32		part = x->members[k];
		const SdcRelatedCell *c = &x->cell[part];
		bool		is_step = part == e->derived_from[cell];
		bool		is_input = part < e->partition.cube.cells;

		/* Empty parts say nothing. */
		if (part != cell && (is_step || !c->has_value || c->count > 0 || c->denominator > 0))
			parts[count++] = (Part) {part, is_step, e->partition.cube.is_rate ? c->denominator : c->count,
			is_input ? e->partition.input[part].label : 0};
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

/* The steps from the subject to a cell. */
static void
append_chain(const Explainer *e, StringInfo out, int32 cell, int32 subject)
{
	int32		first[STEPS_NAMED - 1];
	int32		length = 0;
	int32		named;
	int32		place;

	for (int32 step = cell; step != subject; step = e->derived_from[step])
		length++;
	named = Min(length - 1, STEPS_NAMED - 1);
	place = length;
	for (int32 step = cell; step != subject; step = e->derived_from[step])
		if (--place < named)
			first[place] = step;

	for (int32 i = 0; i < named; i++)
	{
		append_equation(e, out, first[i], subject);
		if (i == named - 1 && length > STEPS_NAMED)
			appendStringInfo(out, e->words->more_steps, length - STEPS_NAMED);
		appendStringInfoString(out, e->words->then);
	}
	append_equation(e, out, cell, subject);
}

static text *
explain_secondary(Explainer *e, int32 row)
{
	StringInfoData out;
	StringInfoData name;
	int32		found = find_consequence(e, row);

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
	forget_consequence(e);
	return cstring_to_text_with_len(out.data, out.len);
}

static text *
explain_primary(const Explainer *e, int32 row)
{
	const SdcPolicy *policy = e->partition.policy;
	const SdcInputCell *cell = &e->partition.input[row];
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

/*
 * Read the partition and what follows from what. It stays in memory as long as
 * the state does.
 */
static void
open_explainer(FunctionCallInfo fcinfo, const PartitionArguments *arguments, PartitionState *state)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Explainer  *e = &state->explainer;
	Partition  *partition = &e->partition;
	SdcReport	report;

	read_partition(fcinfo, arguments, partition);
	MemoryContextSetParent(partition->workspace.context, GetMemoryChunkContext(state));
	e->words = read_language(winobj, 3);
	e->relations = sdc_relate_cube(&partition->cube, &partition->hooks, &report);
	if (!e->relations)
		report_problem(partition, &report);
	e->status = NEW_ARRAY(e, uint8, partition->cube.cells);
	e->is_known = NEW_ARRAY(e, bool, e->relations->cells);
	for (int32 c = 0; c < e->relations->cells; c++)
		e->is_known[c] = e->relations->cell[c].is_empty;
	for (int32 row = 0; row < partition->cube.cells; row++)
	{
		bool		isnull;
		Datum		value = partition_argument(winobj, 2, row, &isnull);

		CHECK_FOR_INTERRUPTS();
		if (isnull)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("cell status must not be null"),
					 errhint("Pass the result of sdc_status for the same rows.")));
		e->status[row] = cell_status_of(fcinfo, 2, value);
		e->is_known[row] = e->status[row] == CELL_PUBLISH ||
			(e->status[row] == CELL_EMPTY && partition->input[row].has_value);
	}
	index_relations(e);
	MemoryContextSwitchTo(partition->caller);
	state->is_open = true;
}

/* sdc_explain(value, policy, status, language, grouping_mask, dimensions ...) OVER (...) */
Datum
kansrijk_sdc_explain(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	PartitionArguments arguments = {0, 1, 4, 5, PG_NARGS() - 5};
	PartitionState *state = WinGetPartitionLocalMemory(winobj, sizeof(PartitionState));
	Explainer  *e = &state->explainer;
	int32		row = (int32) WinGetCurrentPosition(winobj);

	(void) partition_rows(winobj, &arguments);
	if (!state->is_open)
		open_explainer(fcinfo, &arguments, state);
	switch ((CellStatus) e->status[row])
	{
		case CELL_PUBLISH:
		case CELL_EMPTY:
			PG_RETURN_NULL();
		case CELL_SECONDARY:
			PG_RETURN_TEXT_P(explain_secondary(e, row));
		default:
			PG_RETURN_TEXT_P(explain_primary(e, row));
	}
}
