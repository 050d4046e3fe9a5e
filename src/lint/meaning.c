/*-------------------------------------------------------------------------
 *
 * meaning.c
 *		Functions that do something to what is known of their arguments.
 *
 *-------------------------------------------------------------------------
 */
#include "lint/meaning.h"

#include "catalog/dependency.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "nodes/primnodes.h"
#include "utils/lsyscache.h"

typedef struct NamedMeaning
{
	const char *name;
	Meaning		meaning;
	int			first_dimension;
} NamedMeaning;

static const NamedMeaning of_extension[] = {
	{"sdc_status", MEANS_STATUS, 3},
	{"sdc_status_given", MEANS_STATUS, 5},
	{"sdc_status_released", MEANS_STATUS, 5},
	{"sdc_primary", MEANS_PRIMARY},
	{"sdc_derived_status", MEANS_DERIVED_STATUS},
	{"sdc_mask", MEANS_MASK},
	{"sdc_label", MEANS_MASK},
	{"sdc_publish", MEANS_PUBLISH},
	{"sdc_round", MEANS_ROUND},
	{"sdc_round_by", MEANS_ROUND_BY},
	{"rounded_rate", MEANS_ROUND_BY},
	{"sdc_round_small", MEANS_PERTURB, 3},
	{"sdc_round_small_given", MEANS_PERTURB, 4},
	{"cell_key_perturb", MEANS_PERTURB},
	{"cell_key_perturb_sum", MEANS_PERTURB},
	{"sdc_interval", MEANS_OWNER_ONLY, 3},
	{"sdc_interval_given", MEANS_OWNER_ONLY, 5},
	{"sdc_explain", MEANS_OWNER_ONLY, 5},
	{"sdc_exposed", MEANS_OWNER_ONLY, 3},
	{"numerator", MEANS_NUMERATOR},
	{"denominator", MEANS_DENOMINATOR},
	{"unknown", MEANS_UNKNOWN},
	{"released_rate", MEANS_FIRST},
};

static const NamedMeaning of_server[] = {
	{"round", MEANS_SAME},
	{"trunc", MEANS_SAME},
	{"ceil", MEANS_SAME},
	{"ceiling", MEANS_SAME},
	{"floor", MEANS_SAME},
	{"abs", MEANS_SAME},
	{"num_nonnulls", MEANS_PRESENCE},
	{"num_nulls", MEANS_PRESENCE},
};

static const NamedMeaning *
find_name(const NamedMeaning *named, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(named[i].name, name) == 0)
			return &named[i];
	return NULL;
}

/* In whichever of its schemas. */
bool
is_of_extension(Lint *lint, Oid function)
{
	return getExtensionOfObject(ProcedureRelationId, function) == lint->extension;
}

static const NamedMeaning *
find_function(Lint *lint, Oid function)
{
	char	   *name = get_func_name(function);

	if (name == NULL)
		return NULL;
	if (get_func_namespace(function) == PG_CATALOG_NAMESPACE)
		return find_name(of_server, lengthof(of_server), name);
	if (is_of_extension(lint, function))
		return find_name(of_extension, lengthof(of_extension), name);
	return NULL;
}

Meaning
meaning_of(Lint *lint, Oid function)
{
	const NamedMeaning *found = find_function(lint, function);

	return found ? found->meaning : MEANS_NOTHING;
}

int
first_dimension_of(Lint *lint, Oid function)
{
	const NamedMeaning *found = find_function(lint, function);

	return found ? found->first_dimension : 0;
}

SdcPolicy *
constant_policy(Node *argument)
{
	Const	   *constant = (Const *) argument;

	if (!IsA(constant, Const) || constant->constisnull)
		return NULL;
	return sdc_policy_of(constant->constvalue);
}

bool
is_built_in(Oid function, const char *name)
{
	char	   *found = get_func_name(function);

	return found && get_func_namespace(function) == PG_CATALOG_NAMESPACE && strcmp(found, name) == 0;
}
