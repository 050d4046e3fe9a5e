/*-------------------------------------------------------------------------
 *
 * lint_view.c
 *		The functions that SQL calls: findings about a view, and its relations.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/lint.h"

#include "access/relation.h"
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "lint/rule.h"
#include "lint/walk.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

PG_FUNCTION_INFO_V1(kansrijk_lint_view_query);
PG_FUNCTION_INFO_V1(kansrijk_lint_view_relations);

void
report(Lint *lint, const Rule *rule, const char *object, const char *finding,...)
{
	Datum		values[5];
	bool		nulls[5] = {false};
	StringInfoData text;
	va_list		arguments;
	int			missing;

	initStringInfo(&text);
	do
	{
		va_start(arguments, finding);
		missing = appendStringInfoVA(&text, finding, arguments);
		va_end(arguments);
		if (missing > 0)
			enlargeStringInfo(&text, missing);
	} while (missing > 0);

	values[0] = CStringGetTextDatum(rule->name);
	values[1] = CStringGetTextDatum(rule->severity);
	values[2] = CStringGetTextDatum(object);
	values[3] = CStringGetTextDatum(text.data);
	values[4] = CStringGetTextDatum(rule->advice);
	tuplestore_putvalues(lint->result->setResult, lint->result->setDesc, values, nulls);
}

static void
check_is_view(Oid relid)
{
	Relation	relation = try_relation_open(relid, AccessShareLock);
	char		kind;

	if (relation == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relid)));
	kind = relation->rd_rel->relkind;
	if (kind != RELKIND_VIEW && kind != RELKIND_MATVIEW)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is not a view or materialized view", relation_name(relation)),
				 errhint("Lint the views that readers use, and the materialized views beneath them.")));
	relation_close(relation, NoLock);
}

static Oid
type_in_schema(const char *name, Oid schema)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name), ObjectIdGetDatum(schema));
}

/* Begins a run, and returns the view that the call is about. */
static MetRelation *
begin_lint(FunctionCallInfo fcinfo, Lint *lint)
{
	Oid			relid = PG_GETARG_OID(0);
	MetRelation *view;

	check_is_view(relid);
	InitMaterializedSRF(fcinfo, 0);
	memset(lint, 0, sizeof(Lint));
	lint->result = (ReturnSetInfo *) fcinfo->resultinfo;
	lint->extension = getExtensionOfObject(ProcedureRelationId, fcinfo->flinfo->fn_oid);
	lint->schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	lint->rate = type_in_schema("rate", lint->schema);
	lint->cell_status = type_in_schema("cell_status", lint->schema);
	view = met_relation(lint, relid);
	lint->top = view->level;
	return view;
}

/* lint_view_query(view regclass) */
Datum
kansrijk_lint_view_query(PG_FUNCTION_ARGS)
{
	Lint		lint;
	MetRelation *view = begin_lint(fcinfo, &lint);

	if (view->level)
	{
		walk_queries(view->level, check_query);
		check_columns(view->level, walk_rows_in_sight(view->level, check_rows, check_units));
	}
	return (Datum) 0;
}

/* lint_view_relations(view regclass) */
Datum
kansrijk_lint_view_relations(PG_FUNCTION_ARGS)
{
	Lint		lint;
	MetRelation *view = begin_lint(fcinfo, &lint);
	ListCell   *lc;

	if (view->level)
		walk_queries(view->level, NULL);
	foreach(lc, lint.relations)
	{
		MetRelation *met = lfirst(lc);
		Datum		values[2] = {ObjectIdGetDatum(met->relid), BoolGetDatum(met->is_evidence)};
		bool		nulls[2] = {false, false};

		if (met != view)
			tuplestore_putvalues(lint.result->setResult, lint.result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
