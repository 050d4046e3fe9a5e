/*-------------------------------------------------------------------------
 *
 * reads.c
 *		What the rows of a query follow from.
 *
 * The server knows that of every query that it prepares: views are replaced by
 * what they read, row-level security has been added.
 *
 *-------------------------------------------------------------------------
 */
#include "kansrijk.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"

PG_FUNCTION_INFO_V1(kansrijk_query_reads);

typedef struct Reading
{
	Oid			extension;		/* whose functions read its own catalogue only */
	const char *beyond;			/* what else it depends on; NULL: nothing found */
} Reading;

/* Functions of the server that say something else at another time or in another session. */
static bool
reads_time_or_settings(Oid function)
{
	static const char *const names[] = {"now", "transaction_timestamp", "statement_timestamp", "current_setting",
	"current_user", "session_user", "current_schema", "current_database", "txid_current", "pg_current_xact_id"};
	char	   *name = get_func_name(function);

	for (int i = 0; i < lengthof(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	/* With one argument it is the age today. */
	return strcmp(name, "age") == 0 && get_func_nargs(function) == 1;
}

static bool
reads_more(Oid function, void *context)
{
	Reading    *reading = context;
	char		volatility = func_volatile(function);

	if (volatility == PROVOLATILE_IMMUTABLE)
		return false;
	if (volatility == PROVOLATILE_STABLE &&
		(function < FirstNormalObjectId ? !reads_time_or_settings(function)
		 : getExtensionOfObject(ProcedureRelationId, function) == reading->extension))
		return false;
	reading->beyond = get_func_name(function);
	return true;
}

static bool
depends_on_more(Node *node, void *context)
{
	Reading    *reading = context;

	if (node == NULL)
		return false;
	if (IsA(node, SQLValueFunction) || IsA(node, TableSampleClause))
	{
		reading->beyond = IsA(node, TableSampleClause) ? "TABLESAMPLE" : "CURRENT_DATE";
		return true;
	}
	if (check_functions_in_node(node, reads_more, context))
		return true;
	if (IsA(node, Query))
		return query_tree_walker((Query *) node, depends_on_more, context, 0);
	return expression_tree_walker(node, depends_on_more, context);
}

/*
 * query_reads(query text, OUT relations oid[], OUT beyond text)
 *
 * Nothing is run. $1 is an int4multirange, as in the scans of a publication.
 */
Datum
kansrijk_query_reads(PG_FUNCTION_ARGS)
{
	char	   *query = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Oid			years = INT4MULTIRANGEOID;
	Reading		reading = {getExtensionOfObject(ProcedureRelationId, fcinfo->flinfo->fn_oid), NULL};
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext ours;
	TupleDesc	tupdesc;
	Datum	   *relations;
	int			n = 0;
	ListCell   *source;
	SPIPlanPtr	plan;
	Datum		values[2] = {0};
	bool		nulls[2] = {false, false};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "query_reads() returns a row");
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	plan = SPI_prepare(query, 1, &years);
	if (plan == NULL)
		ereport(ERROR, (errcode(ERRCODE_SYNTAX_ERROR), errmsg("not a query")));

	ours = MemoryContextSwitchTo(caller);
	foreach(source, SPI_plan_get_plan_sources(plan))
		n += list_length(((CachedPlanSource *) lfirst(source))->relationOids);
	relations = palloc(sizeof(Datum) * Max(n, 1));
	n = 0;
	foreach(source, SPI_plan_get_plan_sources(plan))
	{
		CachedPlanSource *one = lfirst(source);
		ListCell   *cell;

		foreach(cell, one->relationOids)
			relations[n++] = ObjectIdGetDatum(lfirst_oid(cell));
		foreach(cell, one->query_list)
			if (reading.beyond == NULL)
				(void) depends_on_more(lfirst(cell), &reading);
	}
	values[0] = PointerGetDatum(construct_array(relations, n, OIDOID, sizeof(Oid), true, TYPALIGN_INT));
	nulls[1] = reading.beyond == NULL;
	if (!nulls[1])
		values[1] = CStringGetTextDatum(reading.beyond);
	MemoryContextSwitchTo(ours);
	SPI_finish();
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls)));
}
