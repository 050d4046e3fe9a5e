/*-------------------------------------------------------------------------
 *
 * check.c
 *		Random table systems, through SQL, against an independent reader.
 *
 *		check write FAMILY FROM TO SEED		SQL that protects systems, for psql
 *		check prove FAMILY FROM TO SEED		reads what psql wrote, and proves
 *		check write_unprotected ...			the same, by the primary rules alone
 *		check families						the names of all families
 *
 * Both make the same systems from the same numbers, so nothing is kept in
 * between. What the reader knows is in reader.c. See run.
 *
 *-------------------------------------------------------------------------
 */
#include "system.h"

#include <glpk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const status_names[] = {
	"", "publish", "primary_count", "primary_complement", "primary_denominator", "primary_group", "secondary", "empty"
};

/* Rows as SQL */

static void
write_value(const System *system, const Row *row)
{
	if (system->is_rate)
		printf("%lld/%lld", (long long) row->count, (long long) row->denominator);
	else
		printf("%lld", (long long) row->count);
}

/* A set of years, as a range or as a multirange. */
static void
write_period(const Dimension *dimension, uint64_t points)
{
	bool		is_first = true;

	if (dimension->type == MULTIRANGES)
		putchar('{');
	for (int from = 0; from < 64; from++)
	{
		int			to = from;

		while (to < 64 && (points >> to & 1))
			to++;
		if (to == from)
			continue;
		printf("%s[%d,%d)", is_first ? "" : ",", 2016 + from, 2016 + to);
		is_first = false;
		from = to;
	}
	if (dimension->type == MULTIRANGES)
		putchar('}');
}

static void
write_row(const System *system, const Row *row, char separator)
{
	unsigned	mask = 0;

	write_value(system, row);
	printf("%c%s", separator, row->given == KNOWN ? "t" : row->given == WORKING ? "f" : "\\N");
	for (int d = 0; d < system->dimensions; d++)
		mask |= !(row->grouped >> d & 1) << (system->dimensions - 1 - d);
	printf("%c%u", separator, mask);
	for (int d = 0; d < system->dimensions; d++)
	{
		const char *type = families[system->family].types[d];

		putchar(separator);
		if (!(row->grouped >> d & 1) || row->code[d] == system->dimension[d].unknown)
			printf("\\N");
		else if (system->dimension[d].type != LABELS)
			write_period(&system->dimension[d], system->dimension[d].points[row->code[d]]);
		else if (strcmp(type, "integer") == 0)
			printf("%d", row->code[d]);
		else
			printf("%c%d", "abcd"[d], row->code[d]);
	}
}

static void
write_policy(const Policy *policy, bool protect_singletons)
{
	printf("min_count=%lld, min_complement=%lld, min_denominator=%lld, zero=%s, max_share=%d, min_suppressed_sum=%lld, "
		   "singletons=%s, min_interval=%lld, prefer=%s", (long long) policy->min_count, (long long) policy->min_complement,
		   (long long) policy->min_denominator, policy->protect_zero ? "protect" : "publish", policy->max_share,
		   (long long) policy->min_suppressed_sum, protect_singletons ? "protect" : "ignore",
		   (long long) policy->min_interval, policy->prefer_large ? "large" : "totals");
}

/*
 * Many systems a call; where one of them is refused, one by one, and the
 * message stands for its rows.
 */
static void
write_sql(int family, int from, int to, uint64_t seed, bool unprotected)
{
	const Family *f = &families[family];
	System	   *system = malloc(sizeof(System));
	int			dimensions = 0;
	char		columns[64] = "";

	while (dimensions < MAX_DIMENSIONS && f->types[dimensions])
		sprintf(columns + strlen(columns), ", d%d", dimensions++);
	printf("CREATE TEMP TABLE cell (system integer, id integer, value %s, known boolean, mask integer",
		   f->is_rate ? "rate" : "bigint");
	for (int d = 0; d < dimensions; d++)
		printf(", d%d %s", d, f->types[d]);
	printf(");\nCREATE TEMP TABLE policy (system integer, policy sdc_policy, audit sdc_policy, is_sampled boolean);\n"
		   "CREATE TEMP TABLE outcome (system integer, id integer, status cell_status, exposed boolean, "
		   "deduced numrange, refusal text);\n"
		   "COPY cell FROM STDIN;\n");
	for (int i = from; i < to; i++)
	{
		make_system(system, family, i, seed);
		for (int r = 0; r < system->rows; r++)
		{
			printf("%d\t%d\t", i, r);
			write_row(system, &system->row[r], '\t');
			putchar('\n');
		}
	}
	printf("\\.\nCOPY policy FROM STDIN;\n");
	for (int i = from; i < to; i++)
	{
		make_system(system, family, i, seed);
		printf("%d\t", i);
		write_policy(&system->policy, system->policy.protect_singletons);
		putchar('\t');
		write_policy(&system->policy, false);
		printf("\t%s\n", system->is_sampled ? "t" : "f");
	}
	printf("\\.\nCREATE INDEX ON cell (system);\nANALYZE cell, policy;\n"
		   "CREATE FUNCTION pg_temp.protect(first integer, last integer) RETURNS void LANGUAGE plpgsql AS $$\n"
		   "BEGIN\n"
		   "	INSERT INTO outcome (system, id, status, exposed)\n"
		   "	SELECT system, id, status, sdc_exposed(value, status, mask%s) OVER (PARTITION BY system)\n"
		   "	FROM (SELECT cell.*, ", columns);
	if (unprotected)
		printf("CASE WHEN known THEN 'publish' WHEN NOT known THEN 'secondary' ELSE sdc_primary(value, policy) END");
	else if (f->has_given)
		printf("sdc_status_given(value, policy, known, NULL, mask%s) OVER (PARTITION BY system)", columns);
	else
		printf("sdc_status(value, policy, mask%s) OVER (PARTITION BY system)", columns);
	printf(" AS status\n"
		   "		FROM cell JOIN policy USING (system) WHERE system BETWEEN first AND last) protected;\n"
		   "	UPDATE outcome SET deduced = i.deduced\n"
		   "	FROM (SELECT system, id, sdc_interval_given(value, audit, status, NULL::numrange, mask%s)\n"
		   "			OVER (PARTITION BY system) AS deduced\n"
		   "		FROM cell JOIN policy USING (system) JOIN outcome USING (system, id)\n"
		   "		WHERE is_sampled AND system BETWEEN first AND last) i\n"
		   "	WHERE outcome.system = i.system AND outcome.id = i.id;\n"
		   "EXCEPTION WHEN OTHERS THEN\n"
		   "	IF first < last THEN\n"
		   "		PERFORM pg_temp.protect(first, (first + last) / 2);\n"
		   "		PERFORM pg_temp.protect((first + last) / 2 + 1, last);\n"
		   "	ELSE\n"
		   "		INSERT INTO outcome (system, id, refusal)\n"
		   "		SELECT system, id, SQLSTATE || ' ' || SQLERRM FROM cell WHERE system = first;\n"
		   "	END IF;\n"
		   "END $$;\n"
		   "SELECT pg_temp.protect(first, least(first + 63, %d)) FROM generate_series(%d, %d, 64) first \\g /dev/null\n"
		   "SELECT system, id, status, exposed, lower(deduced), upper(deduced), refusal FROM outcome "
		   "ORDER BY system, id;\n", columns, to - 1, from, to - 1);
	free(system);
}

/* What psql wrote of the rows of one system, unaligned */

static char line[4096];
static bool has_line;

static void
next_line(void)
{
	has_line = fgets(line, sizeof(line), stdin) != NULL;
	line[strcspn(line, "\n")] = '\0';
}

static void
read_outcome(System *system)
{
	for (int r = 0; r < system->rows; r++)
	{
		Row		   *row = &system->row[r];
		char	   *at = line;
		char	   *field[7];

		for (int i = 0; i < 7; i++)
			if (!(field[i] = strsep(&at, i < 6 ? "|" : "")))
				has_line = false;
		if (!has_line || atoi(field[0]) != system->number || atoi(field[1]) != r)
		{
			fprintf(stderr, "check: no outcome of row %d of system %d\n", r, system->number);
			exit(2);
		}
		for (Status status = PUBLISH; status <= EMPTY; status++)
			if (strcmp(field[2], status_names[status]) == 0)
				row->status = status;
		row->exposed = field[3][0] == 't' ? 1 : field[3][0] == 'f' ? 0 : -1;
		row->has_interval = field[4][0] != '\0';
		row->low = atoll(field[4]);
		row->high = field[5][0] ? atoll(field[5]) : NO_LIMIT;
		snprintf(system->refusal, sizeof(system->refusal), "%s", field[6]);
		next_line();
	}
}

static void
show_system(const System *system, uint64_t seed, Fault fault, const Findings *findings)
{
	int			at = findings->row[fault];

	printf("FAULT %s: family %s, system %d, seed %llu", fault_names[fault], families[system->family].name,
		   system->number, (unsigned long long) seed);
	if (at >= 0)
	{
		printf(", row ");
		write_row(system, &system->row[at], ' ');
	}
	if (fault == INTERVAL_DIFFERS)
		printf(", which is %lld to %lld", (long long) findings->low,
			   findings->high == NO_LIMIT ? -1 : (long long) findings->high);
	printf("\n  ");
	write_policy(&system->policy, system->policy.protect_singletons);
	printf("\n");
	if (system->refusal[0])
		printf("  refused: %s\n", system->refusal);
	for (int r = 0; r < system->rows && r < 120; r++)
	{
		const Row  *row = &system->row[r];

		printf("  %s ", r == at ? "->" : "  ");
		write_row(system, row, '\t');
		printf("\t%s", status_names[row->status]);
		if (row->exposed == 1)
			printf(" exposed");
		if (row->has_interval)
			printf(" %lld to %lld", (long long) row->low, row->high == NO_LIMIT ? -1 : (long long) row->high);
		putchar('\n');
	}
}

/* Is a kind of fault among those, a word each, that are counted and no failure? */
static bool
is_pardoned(const char *pardoned, const char *name)
{
	size_t		length = strlen(name);

	for (const char *at = pardoned; at && (at = strstr(at, name)); at += length)
		if ((at == pardoned || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

static int
prove(int family, int from, int to, uint64_t seed)
{
	System	   *system = malloc(sizeof(System));
	int64_t		faults[FAULTS] = {0};	/* systems that have them */
	int64_t		cells[FAULTS] = {0};
	int			shown[FAULTS] = {0};
	const char *show = getenv("KANSRIJK_CHECK_SHOWN");
	int			most_shown = show ? atoi(show) : 1;
	const char *pardoned = getenv("KANSRIJK_CHECK_PARDONED");
	int64_t		rows = 0;
	int64_t		protected = 0;
	int64_t		bounded = 0;
	int64_t		intervals = 0;
	int64_t		refused = 0;
	int64_t		failed = 0;
	int64_t		leaking = 0;
	int64_t		leaks = 0;
	bool		counted = false;

	next_line();
	for (int i = from; i < to; i++)
	{
		Findings	findings;
		bool		is_faulty = false;
		bool		leaks_here = false;

		make_system(system, family, i, seed);
		read_outcome(system);
		check_system(system, &findings);
		rows += system->rows;
		refused += system->refusal[0] != '\0';
		protected += system->refusal[0] ? 0 : findings.protected;
		bounded += findings.bounded;
		intervals += findings.intervals;
		for (Fault fault = 0; fault < FAULTS; fault++)
		{
			if (findings.count[fault] == 0)
				continue;
			faults[fault]++;
			cells[fault] += findings.count[fault];
			counted = true;
			if (is_pardoned(pardoned, fault_names[fault]))
				continue;
			is_faulty = true;
			if (fault <= BY_UNIT_BOUNDS)
			{
				leaks_here = true;
				leaks += findings.count[fault];
			}
			if (shown[fault]++ < most_shown)
				show_system(system, seed, fault, &findings);
		}
		failed += is_faulty;
		leaking += leaks_here;
	}
	printf("%-16s %6d systems %8lld cells %7lld protected %7lld bounded %6lld intervals %5lld refused; "
		   "exposed: %lld cells (%.2f %%) in %lld systems (%.2f %%)\n",
		   families[family].name, to - from, (long long) rows, (long long) protected, (long long) bounded,
		   (long long) intervals, (long long) refused, (long long) leaks, protected ? 100.0 * leaks / protected : 0,
		   (long long) leaking, 100.0 * leaking / (to - from));
	if (counted)
	{
		printf("%-16s", "");
		for (Fault fault = 0; fault < FAULTS; fault++)
			if (faults[fault] > 0)
				printf(" %s: %lld cells in %lld systems;", fault_names[fault], (long long) cells[fault],
					   (long long) faults[fault]);
		printf("\n");
	}
	printf("%d passed, %lld failed\n", (int) (to - from - failed), (long long) failed);
	free(system);
	return failed > 0;
}

int
main(int argc, char **argv)
{
	int			family = 0;
	int			from;
	int			to;
	uint64_t	seed;

	if (argc == 2 && strcmp(argv[1], "families") == 0)
	{
		for (int i = 0; i < family_count; i++)
			puts(families[i].name);
		return 0;
	}
	while (argc == 6 && family < family_count && strcmp(families[family].name, argv[2]) != 0)
		family++;
	if (argc != 6 || family == family_count)
	{
		fprintf(stderr, "usage: check {write|write_unprotected|prove} FAMILY FROM TO SEED, or check families\n");
		return 2;
	}
	from = atoi(argv[3]);
	to = atoi(argv[4]);
	seed = strtoull(argv[5], NULL, 10);
	if (families[family].cases > 0 && to > families[family].cases)
		to = families[family].cases;
	glp_term_out(GLP_OFF);
	if (strncmp(argv[1], "write", 5) == 0)
		write_sql(family, from, to, seed, strcmp(argv[1], "write_unprotected") == 0);
	else
		return prove(family, from, to, seed);
	return 0;
}
