/*-------------------------------------------------------------------------
 *
 * relation.c
 *		The relations that a view reads.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/level.h"

#include "access/genam.h"
#include "access/relation.h"
#include "catalog/catalog.h"
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "rewrite/prs2lock.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

char *
relation_name(Relation relation)
{
	return quote_qualified_identifier(get_namespace_name(RelationGetNamespace(relation)),
									  RelationGetRelationName(relation));
}

static Query *
view_query(Relation relation)
{
	RuleLock   *lock = relation->rd_rules;

	for (int i = 0; lock && i < lock->numLocks; i++)
		if (lock->rules[i]->event == CMD_SELECT && list_length(lock->rules[i]->actions) == 1)
			return copyObject(linitial_node(Query, lock->rules[i]->actions));
	return NULL;
}

/* The schema of the evidence of a publication, which release() audits. */
static bool
is_publication_schema(Oid schema)
{
	return OidIsValid(get_relname_relid("publication", schema)) && OidIsValid(get_relname_relid("refresh_log", schema));
}

static char
type_category(Oid type)
{
	char		category = 0;
	bool		is_preferred;

	if (OidIsValid(type))		/* not of a dropped column */
		get_type_category_preferred(type, &category, &is_preferred);
	return category;
}

/* The year of a classification, as the relation area of a source has it. */
static bool
is_area_version(Form_pg_attribute attribute)
{
	return !attribute->attisdropped && strcmp(NameStr(attribute->attname), "classification_year") == 0;
}

/* A text, or what is no number either. */
static bool
is_label_type(Oid type)
{
	char		category = type_category(type);

	return category == TYPCATEGORY_STRING || category == TYPCATEGORY_ENUM || category == TYPCATEGORY_GEOMETRIC;
}

/* The columns of unique keys that have a label. */
static Bitmapset *
label_keys(Relation relation)
{
	Bitmapset  *result = NULL;
	ListCell   *lc;

	foreach(lc, RelationGetIndexList(relation))
	{
		Relation	index = index_open(lfirst_oid(lc), AccessShareLock);
		Form_pg_index form = index->rd_index;
		Bitmapset  *key = NULL;
		bool		has_label = false;

		for (int i = 0; i < form->indnkeyatts; i++)
		{
			AttrNumber	column = form->indkey.values[i];

			if (column <= 0)	/* an expression */
				continue;
			key = bms_add_member(key, column);
			has_label |= is_label_type(TupleDescAttr(RelationGetDescr(relation), column - 1)->atttypid);
		}
		if (form->indisunique && form->indisvalid && has_label && RelationGetIndexPredicate(index) == NIL &&
			bms_num_members(key) == form->indnkeyatts)
			result = bms_union(result, key);
		index_close(index, AccessShareLock);
	}
	return result;
}

/*
 * What the rows of a table may be. Labels: only texts, or further what keeps
 * apart the versions of a label: in a key that has a text, as a range beside such
 * a key, or by the name that it has in the relation area of a source. Figures
 * are rates, and what a publication keeps in the schema of its evidence.
 */
static RowKind
kind_of_rows(Lint *lint, Relation relation)
{
	TupleDesc	descriptor = RelationGetDescr(relation);
	Bitmapset  *keys = label_keys(relation);
	bool		has_versions = keys != NULL;
	RowKind		result = ROWS_OF_LABELS;

	if (is_publication_schema(RelationGetNamespace(relation)))
		return ROWS_OF_FIGURES;
	for (int i = 0; i < descriptor->natts; i++)
	{
		if (TupleDescAttr(descriptor, i)->atttypid == lint->rate)
			return ROWS_OF_FIGURES;
		has_versions |= is_area_version(TupleDescAttr(descriptor, i));
	}
	for (int i = 0; i < descriptor->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, i);

		if (attribute->attisdropped || is_label_type(attribute->atttypid) ||
			bms_is_member(attribute->attnum, keys) || is_area_version(attribute) ||
			(has_versions && type_category(attribute->atttypid) == TYPCATEGORY_RANGE))
			continue;
		result = ROWS_OF_UNITS;
	}
	return result;
}

/* What a column is, seen from above: nothing where it is the extension's own. */
static Trace *
column_trace(Lint *lint, Oid type, bool is_ours)
{
	if (is_ours)
		return new_trace(TRAIT_FROM_TABLE);
	if (type == lint->rate)
		return new_figure(lint, type);
	return new_trace(TRAIT_FROM_TABLE | (type_category(type) == TYPCATEGORY_NUMERIC ? TRAIT_NUMBER : 0));
}

/*
 * What a publication keeps in the schema of its evidence, but for counts: how it
 * was made and refreshed, and the figures of releases, masked as they are.
 */
static bool
is_record_of_publication(Lint *lint, Relation relation)
{
	TupleDesc	descriptor = RelationGetDescr(relation);

	if (relation->rd_rel->relkind != RELKIND_RELATION || !is_publication_schema(RelationGetNamespace(relation)))
		return false;
	for (int i = 0; i < descriptor->natts; i++)
		if (TupleDescAttr(descriptor, i)->atttypid == lint->rate)
			return false;
	return true;
}

/* Of the catalogs, or of the extension: what they hold is no secret. */
static bool
is_ours(Lint *lint, Relation relation)
{
	if (is_record_of_publication(lint, relation))
		return true;
	return IsCatalogNamespace(RelationGetNamespace(relation)) ||
		(OidIsValid(lint->extension) &&
		 getExtensionOfObject(RelationRelationId, RelationGetRelid(relation)) == lint->extension);
}

/* The table of a publication that holds every figure beside what was decided about it. */
static bool
is_protected_table(Relation relation)
{
	return relation->rd_rel->relkind == RELKIND_RELATION &&
		is_publication_schema(RelationGetNamespace(relation)) &&
		strcmp(RelationGetRelationName(relation), "protected") == 0;
}

static void
let_status_decide(Lint *lint, MetRelation *met, TupleDesc descriptor)
{
	Trace	   *status = new_trace(TRAITS_OF_STATUS | TRAIT_FROM_TABLE);

	for (int i = 0; i < descriptor->natts; i++)
		if (TupleDescAttr(descriptor, i)->atttypid == lint->rate)
			status->protects = bms_union(status->protects,
										 parts_of(lint, met->column[i]->exposed, WITHOUT_UNKNOWN));
	for (int i = 0; i < descriptor->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(descriptor, i)->attname), "status") == 0)
			met->column[i] = status;
}

MetRelation *
met_relation(Lint *lint, Oid relid)
{
	MetRelation *met;
	Relation	relation;
	TupleDesc	descriptor;
	bool		ours;
	char		kind;
	ListCell   *lc;

	CHECK_FOR_INTERRUPTS();
	foreach(lc, lint->relations)
	{
		met = lfirst(lc);
		if (met->relid == relid)
			return met;
	}
	met = palloc0(sizeof(MetRelation));
	met->relid = relid;
	lint->relations = lappend(lint->relations, met);

	relation = relation_open(relid, AccessShareLock);
	met->name = relation_name(relation);
	ours = is_ours(lint, relation);
	kind = relation->rd_rel->relkind;
	if (!ours && (kind == RELKIND_VIEW || kind == RELKIND_MATVIEW))
	{
		Query	   *query = view_query(relation);

		if (query)
		{
			met->level = new_level(lint, query, NULL, met->name);
			met->level->is_of_publication = is_publication_schema(RelationGetNamespace(relation));
		}
	}
	descriptor = RelationGetDescr(relation);
	met->columns = descriptor->natts;
	met->column = palloc0(descriptor->natts * sizeof(Trace *));
	for (int i = 0; i < descriptor->natts; i++)
		met->column[i] = column_trace(lint, TupleDescAttr(descriptor, i)->atttypid, ours);
	met->is_protected = is_protected_table(relation);
	if (met->is_protected)
		let_status_decide(lint, met, descriptor);
	met->rows = ours ? ROWS_OF_LABELS : met->level ? ROWS_OF_QUERY : kind_of_rows(lint, relation);
	relation_close(relation, NoLock);
	return met;
}
