/*-------------------------------------------------------------------------
 *
 * policy.c
 *		The SQL type sdc_policy: a disclosure policy as a value.
 *
 * Written as a preset and overrides, 'rivm, min_count=5', and printed with
 * every field, so that a view keeps its meaning when a preset changes.
 *
 *-------------------------------------------------------------------------
 */
#include "sdc/policy.h"

#include <ctype.h>

#include "common/hashfn.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "text/reader.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_in);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_out);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_recv);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_send);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_eq);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_ne);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_hash);
PG_FUNCTION_INFO_V1(kansrijk_sdc_policy_presets);

typedef struct Preset
{
	const char *name;
	const char *fields;
	const char *source;
} Preset;

static const Preset presets[] = {
	{"none",
		"min_count=0, min_complement=0, min_denominator=0, zero=publish, max_share=100, min_suppressed_sum=0, "
		"singletons=ignore, tolerance=0, round=1, prefer=totals, min_interval=0, "
		"min_contributors=0, unprotectable=error, dominance_count=0, dominance_share=0, p_percent=0, unknown=protect",
	"nothing is hidden: for the owner of the data only"},
	{"rivm",
		"min_count=10, min_complement=10, min_denominator=10, zero=protect, max_share=100, min_suppressed_sum=10, "
		"singletons=protect, tolerance=0, round=1, prefer=totals, min_interval=0, "
		"min_contributors=0, unprotectable=error, dominance_count=0, dominance_share=0, p_percent=0, unknown=protect",
	"RIVM, scripts of the monitor Kansrijke Start 2024: both categories of a binary indicator are hidden when either has fewer than 10, 0 included"},
	{"ahti",
		"min_count=10, min_complement=0, min_denominator=10, zero=protect, max_share=100, min_suppressed_sum=10, "
		"singletons=protect, tolerance=0, round=5, prefer=totals, min_interval=0, "
		"min_contributors=0, unprotectable=error, dominance_count=0, dominance_share=0, p_percent=0, unknown=protect",
	"ahti, Regiobeeld Kansrijke Start Amsterdam 2024: fewer than 10 observations are not reported, counts are rounded to 5"},
	{"statline",
		"min_count=5, min_complement=0, min_denominator=0, zero=publish, max_share=100, min_suppressed_sum=0, "
		"singletons=ignore, tolerance=2, round=1, prefer=totals, min_interval=0, "
		"min_contributors=0, unprotectable=error, dominance_count=0, dominance_share=0, p_percent=0, unknown=protect",
	"CBS StatLine, perinatal tables 80213ned, 80214ned and 80292ned: counts below 5 are not shown (StatLine hides no second cell, sdc_status does); weighted counts are rounded one by one, so totals may be off by 2"},

	/* By publisher and year; the names above go with what their publisher did last. */
	{"rivm-2023", "rivm, min_complement=0, min_denominator=0",
	"RIVM, scripts of the monitor Kansrijke Start 2023: a numerator below 10 is hidden, 0 included, and the total is kept"},
	{"rivm-2024", "rivm",
	"RIVM, scripts of the monitor Kansrijke Start 2024: both categories are hidden when either has fewer than 10"},
	{"ahti-2024", "ahti",
	"ahti, Regiobeeld Kansrijke Start Amsterdam 2024"},
	{"statline-perinatal", "statline",
	"CBS StatLine, perinatal tables 80213ned, 80214ned and 80292ned (to 2016): counts of 1 to 4 are hidden, 5 is shown"},
	{"statline-85095ned", "none, min_count=10, zero=protect, min_suppressed_sum=10, singletons=protect, round=5",
	"CBS StatLine, table 85095NED: counts below 10 are hidden, others rounded to 5"},
};

/*
 * The fields, for reading, writing and checking alike. A field with words
 * takes those (the first is 0, the next 1, ...), any other a number in a range.
 */
typedef struct Field
{
	const char *name;
	size_t		offset;
	bool		wide;			/* int64 rather than int32 */
	const char *words[3];		/* NULL after the last */
	int64		smallest;
	int64		largest;
} Field;

#define MAX_THRESHOLD INT64CONST(1000000000)
#define NUMBER(field, wide, smallest, largest) \
	{#field, offsetof(SdcPolicy, field), wide, {NULL}, smallest, largest}
#define WORDS(name, field, zero, one) \
	{name, offsetof(SdcPolicy, field), false, {zero, one}, 0, 1}
#define THREE_WORDS(name, field, zero, one, two) \
	{name, offsetof(SdcPolicy, field), false, {zero, one, two}, 0, 2}

static const Field fields[] = {
	NUMBER(min_count, true, 0, MAX_THRESHOLD),
	NUMBER(min_complement, true, 0, MAX_THRESHOLD),
	NUMBER(min_denominator, true, 0, MAX_THRESHOLD),
	WORDS("zero", protect_zero, "publish", "protect"),
	NUMBER(max_share, false, 51, 100),
	NUMBER(min_suppressed_sum, true, 0, MAX_THRESHOLD),
	WORDS("singletons", protect_singletons, "ignore", "protect"),
	NUMBER(tolerance, true, 0, 1000),
	NUMBER(round, true, 1, MAX_THRESHOLD),
	WORDS("prefer", prefer_totals, "large", "totals"),
	NUMBER(min_interval, true, 0, MAX_THRESHOLD),
	NUMBER(min_contributors, true, 0, MAX_THRESHOLD),
	WORDS("unprotectable", unprotectable, "error", "unsafe"),
	NUMBER(dominance_count, false, 0, MAX_DOMINANCE_COUNT),
	NUMBER(dominance_share, false, 0, 99),
	NUMBER(p_percent, false, 0, 1000),
	THREE_WORDS("unknown", unknown, "protect", "merge", "publish"),
};

/* How many of the fields a version has, and how long its stored form is. */
static const struct
{
	int			fields;
	Size		size;
}			versions[SDC_POLICY_VERSION + 1] = {
	[1] = {10, offsetof(SdcPolicy, min_interval)},
	[2] = {11, offsetof(SdcPolicy, min_contributors)},
	[3] = {13, offsetof(SdcPolicy, dominance_count)},
	[4] = {16, sizeof(SdcPolicy)},	/* in place of the last field it has 0 */
	[5] = {17, sizeof(SdcPolicy)},
};

static int64
get_field(const SdcPolicy *policy, const Field *field)
{
	const char *address = (const char *) policy + field->offset;

	return field->wide ? *(const int64 *) address : *(const int32 *) address;
}

static void
set_field(SdcPolicy *policy, const Field *field, int64 value)
{
	char	   *address = (char *) policy + field->offset;

	if (field->wide)
		*(int64 *) address = value;
	else
		*(int32 *) address = (int32) value;
}

/* What a field takes, for an error hint. */
static char *
allowed_values(const Field *field)
{
	if (field->words[0])
	{
		StringInfoData text;

		initStringInfo(&text);
		for (int i = 0; i <= field->largest; i++)
			appendStringInfo(&text, "%s%s=%s", i == 0 ? "" : i < field->largest ? ", " : " or ", field->name, field->words[i]);
		return text.data;
	}
	return psprintf("%s from " INT64_FORMAT " to " INT64_FORMAT, field->name, field->smallest, field->largest);
}

/* Presets and fields by name, for an error hint. */
static char *
all_names(void)
{
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoString(&text, "Presets:");
	for (int i = 0; i < lengthof(presets); i++)
		appendStringInfo(&text, "%s %s", i ? "," : "", presets[i].name);
	appendStringInfoString(&text, ". Fields: ");
	for (int i = 0; i < lengthof(fields); i++)
		appendStringInfo(&text, "%s%s", i ? ", " : "", fields[i].name);
	appendStringInfoChar(&text, '.');
	return text.data;
}

/* Cut white space off both ends, in place. */
static char *
trim(char *text)
{
	char	   *end;

	while (isspace((unsigned char) *text))
		text++;
	end = text + strlen(text);
	while (end > text && isspace((unsigned char) end[-1]))
		end--;
	*end = '\0';
	return text;
}

/* A field's value from text; false when it is none of the allowed ones. */
static bool
parse_value(const Field *field, const char *text, int64 *value)
{
	if (field->words[0])
	{
		for (*value = 0; *value <= field->largest; (*value)++)
			if (strcmp(text, field->words[*value]) == 0)
				return true;
		return false;
	}
	*value = 0;
	if (*text == '\0' || strlen(text) > 10)
		return false;
	for (; *text; text++)
	{
		if (!isdigit((unsigned char) *text))
			return false;
		*value = *value * 10 + (*text - '0');
	}
	return *value >= field->smallest && *value <= field->largest;
}

/*
 * Read "preset, key=value, ..." over *policy. Fields that nothing names keep
 * what *policy has. On bad text: false, with the offending item; the field when
 * its value is impossible; or that the field is given twice.
 */
static bool
parse_policy(const char *text, SdcPolicy *policy, char **bad_item, const Field **bad_field, bool *twice)
{
	char	   *rest = pstrdup(text);
	uint32		seen = 0;

	check_stack_depth();		/* a preset is a policy in turn */
	*bad_field = NULL;
	*twice = false;
	for (bool first = true; rest; first = false)
	{
		char	   *item = rest;
		char	   *equals;
		const Field *field = NULL;
		int64		value;

		rest = strchr(rest, ',');
		if (rest)
			*rest++ = '\0';
		item = trim(item);
		*bad_item = pstrdup(item);
		equals = strchr(item, '=');
		if (!equals)
		{
			const Preset *preset = NULL;

			/* A preset comes first: it sets every field. */
			for (int i = 0; i < lengthof(presets); i++)
				if (pg_strcasecmp(item, presets[i].name) == 0)
					preset = &presets[i];
			if (!preset || !first)
				return false;
			if (!parse_policy(preset->fields, policy, bad_item, bad_field, twice))
				elog(ERROR, "preset \"%s\" is not a policy", preset->name);
			continue;
		}
		*equals = '\0';
		item = trim(item);
		for (int i = 0; i < lengthof(fields); i++)
			if (strcmp(item, fields[i].name) == 0)
				field = &fields[i];
		if (!field)
			return false;
		*bad_field = field;
		if (!parse_value(field, trim(equals + 1), &value))
			return false;
		*bad_field = NULL;
		if (seen & (1u << (field - fields)))
		{
			*twice = true;
			return false;
		}
		seen |= 1u << (field - fields);
		set_field(policy, field, value);
	}
	return true;
}

static SdcPolicy *
new_policy(void)
{
	SdcPolicy  *policy = palloc0(sizeof(SdcPolicy));

	SET_VARSIZE(policy, sizeof(SdcPolicy));
	policy->version = SDC_POLICY_VERSION;
	return policy;
}

/* Fields that an older version lacks are 0, which asks for nothing. */
SdcPolicy *
sdc_policy_of(Datum value)
{
	SdcPolicy  *stored = (SdcPolicy *) PG_DETOAST_DATUM(value);
	SdcPolicy  *policy;

	if (stored->version < 1 || stored->version > SDC_POLICY_VERSION ||
		VARSIZE(stored) != versions[stored->version].size)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("unsupported version of type %s", "sdc_policy"),
				 errhint("A newer version of the extension may have stored it.")));
	if (stored->version == SDC_POLICY_VERSION)
		return stored;
	policy = new_policy();
	memcpy(&policy->min_count, &stored->min_count, VARSIZE(stored) - offsetof(SdcPolicy, min_count));
	return policy;
}

Datum
kansrijk_sdc_policy_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	SdcPolicy  *policy = new_policy();
	const Field *bad_field;
	char	   *bad_item;
	bool		twice;

	/* Without a preset the fields that are not named hide nothing. */
	parse_policy("none", policy, &bad_item, &bad_field, &twice);
	if (!parse_policy(text, policy, &bad_item, &bad_field, &twice))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid disclosure policy: \"%s\"", shown(text)),
				 bad_field
				 ? errdetail("\"%s\" is not a possible value.", shown(bad_item))
				 : twice ? errdetail("\"%s\" gives a field for the second time.", shown(bad_item))
				 : errdetail("\"%s\" is not a field, nor a preset in first place.", shown(bad_item)),
				 bad_field
				 ? errhint("Allowed: %s.", allowed_values(bad_field))
				 : errhint("%s", all_names())));
	if ((policy->dominance_count > 0) != (policy->dominance_share > 0))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid disclosure policy: \"%s\"", shown(text)),
				 errdetail("dominance_count and dominance_share are one rule."),
				 errhint("Give both, as in dominance_count=2, dominance_share=85, or both as 0.")));
	PG_RETURN_POINTER(policy);
}

static char *
policy_text(const SdcPolicy *policy, int count)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < count; i++)
	{
		int64		value = get_field(policy, &fields[i]);

		appendStringInfo(&text, "%s%s=", i ? ", " : "", fields[i].name);
		if (fields[i].words[0])
			appendStringInfoString(&text, fields[i].words[value]);
		else
			appendStringInfo(&text, INT64_FORMAT, value);
	}
	return text.data;
}

Datum
kansrijk_sdc_policy_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(policy_text(PG_GETARG_SDC_POLICY_P(0), lengthof(fields)));
}

Datum
kansrijk_sdc_policy_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	SdcPolicy  *policy = new_policy();
	uint32		version = pq_getmsgint(buf, 4);

	if (version < 1 || version > SDC_POLICY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version of type %s", "sdc_policy"),
				 errhint("Send the policy as text.")));
	for (int i = 0; i < versions[version].fields; i++)
	{
		int64		value = pq_getmsgint64(buf);

		if (value < fields[i].smallest || value > fields[i].largest)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("invalid external \"%s\" value", "sdc_policy"),
					 errdetail("Field %s is out of range.", fields[i].name)));
		set_field(policy, &fields[i], value);
	}
	if ((policy->dominance_count > 0) != (policy->dominance_share > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"%s\" value", "sdc_policy"),
				 errdetail("dominance_count and dominance_share are one rule.")));
	PG_RETURN_POINTER(policy);
}

Datum
kansrijk_sdc_policy_send(PG_FUNCTION_ARGS)
{
	SdcPolicy  *policy = PG_GETARG_SDC_POLICY_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, SDC_POLICY_VERSION);
	for (int i = 0; i < lengthof(fields); i++)
		pq_sendint64(&buf, get_field(policy, &fields[i]));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static bool
policies_equal(const SdcPolicy *a, const SdcPolicy *b)
{
	for (int i = 0; i < lengthof(fields); i++)
		if (get_field(a, &fields[i]) != get_field(b, &fields[i]))
			return false;
	return true;
}

Datum
kansrijk_sdc_policy_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(policies_equal(PG_GETARG_SDC_POLICY_P(0), PG_GETARG_SDC_POLICY_P(1)));
}

Datum
kansrijk_sdc_policy_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!policies_equal(PG_GETARG_SDC_POLICY_P(0), PG_GETARG_SDC_POLICY_P(1)));
}

Datum
kansrijk_sdc_policy_hash(PG_FUNCTION_ARGS)
{
	SdcPolicy  *policy = PG_GETARG_SDC_POLICY_P(0);
	int			count = lengthof(fields);
	char	   *text;

	/* Hash indexes outlive a version: what later fields leave as it was hashes as it did. */
	while (count > versions[2].fields && get_field(policy, &fields[count - 1]) == 0)
		count--;
	text = policy_text(policy, count);

	return hash_any((unsigned char *) text, strlen(text));
}

Datum
kansrijk_sdc_policy_presets(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < lengthof(presets); i++)
	{
		Datum		values[3];
		bool		nulls[3] = {false, false, false};
		SdcPolicy  *policy = new_policy();
		const Field *bad_field;
		char	   *bad_item;
		bool		twice;

		values[0] = CStringGetTextDatum(presets[i].name);
		if (!parse_policy(presets[i].fields, policy, &bad_item, &bad_field, &twice))
			elog(ERROR, "preset \"%s\" is not a policy", presets[i].name);
		values[1] = PointerGetDatum(policy);
		values[2] = CStringGetTextDatum(presets[i].source);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
