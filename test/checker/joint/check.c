/*-------------------------------------------------------------------------
 *
 * check.c
 *		What a reader finds in definitions that count the same units.
 *
 *	  check_joint layouts
 *	  check_joint write together|apart FROM TO SEED
 *	  check_joint prove FROM TO SEED
 *
 * layouts and write put out SQL; prove reads the answers of the server and finds
 * out, from the units themselves, what follows from what was shown. Shares
 * nothing with src/.
 *
 * Laws. What is counted falls apart into atoms: units in one state (what each
 * definition says of them) in one location (smallest area, year, category). A
 * figure that is shown is two sums of atoms, numerator and denominator. Where a
 * sum is known to be zero all its atoms are; a figure that is not among the rows
 * where another definition has one, or is empty, has a denominator of zero.
 * In each cell of the table a set of states is known when the sum of its atoms
 * is in the span of all sums that are shown, in atoms that are not known to be
 * zero: by elimination modulo two primes.
 *
 * A set that is known must not be small by the policy, unless it is known to be
 * empty where zeros are shown. No set is looked for that has only units of
 * which some definition does not know the answer.
 *
 *-------------------------------------------------------------------------
 */
#include "family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 4000
#define MAX_COLUMNS (MAX_STATES * MAX_LOCATIONS)
#define PRIMES 2

static const uint64_t prime[PRIMES] = {2147483647, 2147483629};

/* A cell of the table: an area, a period, a category. */
typedef struct Cell
{
	char		name[200];
	bool		has[MAX_LOCATIONS];
} Cell;

/* A row of what the server decided. */
typedef struct Row
{
	int			definition;
	int			cell;
	bool		is_known;		/* shown, or empty */
	bool		is_shown;
} Row;

typedef struct Answer
{
	char		unreleasable[200];	/* "": would be released */
	int			cells;
	Cell		cell[MAX_ROWS];
	int			rows;
	Row			row[MAX_ROWS];
} Answer;

static int	family_number;
static Family family;
static const Layout *layout;
static Answer answer;
static bool is_zero[MAX_STATES][MAX_LOCATIONS];	/* known to be */

static void
fail(const char *what)
{
	fprintf(stderr, "check_joint: family %d: %s\n", family_number, what);
	exit(2);
}

/* SQL */

static void
print_layouts(void)
{
	for (int i = 0; i < LAYOUTS; i++)
		printf("CALL make_layout(%d, %d, %d, %s, %s);\n", i, layouts[i].definitions, layouts[i].window_years,
			   layouts[i].categories > 1 ? "true" : "false", layouts[i].has_districts ? "true" : "false");
}

static void
print_units(int first_year, int last_year)
{
	const char *comma = "";

	printf("INSERT INTO checked.birth SELECT year, province, municipality, wijk, pc4, category, state FROM (VALUES");
	for (int s = 0; s < family.states; s++)
		for (int i = 0; i < family.locations; i++)
		{
			const Location *l = &family.location[i];

			if (family.units[s][i] == 0 || l->year < first_year || l->year > last_year)
				continue;
			printf("%s(%d,'P%d','M%d',", comma, l->year, l->province, l->municipality);
			if (layout->has_districts)
				printf("'W%d','X%d',", l->district, l->postcode);
			else
				printf("NULL,NULL,");
			printf("'%d','%s',%d)", l->category, family.state[s], family.units[s][i]);
			comma = ",\n";
		}
	puts(") v(year, province, municipality, wijk, pc4, category, state, units), generate_series(1, units);");
}

static void
print_question(int number, const char *together)
{
	printf("BEGIN;\nSELECT 'family', %d;\n", number);
	print_units(FIRST_YEAR, FIRST_YEAR + layout->years);
	printf("CALL protect_family(%d, 'min_count=%d, min_complement=%d, min_denominator=%d, zero=%s, min_suppressed_sum=%d,"
		   " max_share=100, singletons=ignore', %s, NULL);\n", family.layout, family.min_count, family.min_count,
		   family.min_count, family.protect_zero ? "protect" : "publish", family.min_suppressed_sum, together);
	printf("SELECT * FROM decided_rows(%d);\nROLLBACK;\n", family.layout);
}

/* What the server answered */

static bool
is_label(const char *label, char letter, int number)
{
	char		expected[20];

	sprintf(expected, "%c%d", letter, number);
	return label[0] == '-' || strcmp(label, expected) == 0;
}

static int
find_cell(char **field)
{
	Cell	   *cell = &answer.cell[answer.cells];

	snprintf(cell->name, sizeof(cell->name), "%s %s %s %s %s %s-%s %s", field[2], field[3], field[4], field[5], field[6],
			 field[7], field[8], field[9]);
	for (int i = 0; i < answer.cells; i++)
		if (strcmp(answer.cell[i].name, cell->name) == 0)
			return i;
	for (int i = 0; i < family.locations; i++)
	{
		const Location *l = &family.location[i];

		cell->has[i] = l->year >= atoi(field[7]) && l->year < atoi(field[8]) && is_label(field[3], 'P', l->province) &&
			is_label(field[4], 'M', l->municipality) && is_label(field[5], 'W', l->district) &&
			is_label(field[6], 'X', l->postcode) &&
			(strcmp(field[9], "totaal") == 0 || atoi(field[9]) == l->category);
	}
	if (++answer.cells == MAX_ROWS)
		fail("too many cells");
	return answer.cells - 1;
}

static bool
counts(int definition, bool is_numerator, int state)
{
	char		said = family.state[state][definition];

	return said == 'y' || (!is_numerator && said == 'n');
}

static long
units_of(int state, const Cell *cell)
{
	long		units = 0;

	for (int i = 0; i < family.locations; i++)
		if (cell->has[i])
			units += family.units[state][i];
	return units;
}

static long
value_of(int definition, bool is_numerator, const Cell *cell)
{
	long		value = 0;

	for (int s = 0; s < family.states; s++)
		if (counts(definition, is_numerator, s))
			value += units_of(s, cell);
	return value;
}

/* False at the end; the line of the next family stays in "line". */
static void
read_rows(char *line, size_t size)
{
	answer.cells = answer.rows = 0;
	answer.unreleasable[0] = '\0';
	while (fgets(line, size, stdin) && strncmp(line, "family", 6) != 0)
	{
		char	   *field[13];
		int			fields = 0;
		Row		   *row = &answer.row[answer.rows];

		if (strncmp(line, "unreleasable", 12) == 0)
			snprintf(answer.unreleasable, sizeof(answer.unreleasable), "%.*s", (int) strcspn(line, "\n"), line);
		for (char *next = strtok(line, "|\n"); next && fields < 13; next = strtok(NULL, "|\n"))
			field[fields++] = next;
		if (fields == 0 || strcmp(field[0], "row") != 0)
			continue;
		if (fields != 13)
			fail("a row of another form");
		row->definition = atoi(field[1]) - 1;
		row->cell = find_cell(field);
		row->is_shown = strcmp(field[10], "publish") == 0;
		row->is_known = row->is_shown || strcmp(field[10], "empty") == 0;
		if (value_of(row->definition, true, &answer.cell[row->cell]) != atol(field[11]) ||
			value_of(row->definition, false, &answer.cell[row->cell]) != atol(field[12]))
			fail("the server counted something else");
		if (++answer.rows == MAX_ROWS)
			fail("too many rows");
	}
}

/* The span of what is shown */

typedef struct Matrix
{
	int			columns;
	int			column[MAX_STATES][MAX_LOCATIONS];	/* -1: known to be zero */
	int			rank;
	int			pivot[MAX_COLUMNS];
	uint32_t	row[MAX_COLUMNS][MAX_COLUMNS];
} Matrix;

static Matrix matrix[PRIMES];

static uint64_t
power(uint64_t base, uint64_t exponent, uint64_t p)
{
	uint64_t	result = 1;

	for (; exponent; exponent >>= 1, base = base * base % p)
		if (exponent & 1)
			result = result * base % p;
	return result;
}

/* Subtract from a vector what is in the span. */
static void
reduce(const Matrix *m, uint32_t *vector, uint64_t p)
{
	for (int r = 0; r < m->rank; r++)
	{
		uint64_t	factor = vector[m->pivot[r]];

		if (factor == 0)
			continue;
		for (int k = m->pivot[r]; k < m->columns; k++)
			if (m->row[r][k])
				vector[k] = (uint32_t) ((vector[k] + (p - factor) * m->row[r][k]) % p);
	}
}

/* Rows are kept in the order in which they came: each is zero at the pivots of those before it. */
static void
add_row(Matrix *m, uint32_t *vector, uint64_t p)
{
	int			pivot = 0;
	uint64_t	inverse;

	reduce(m, vector, p);
	while (pivot < m->columns && vector[pivot] == 0)
		pivot++;
	if (pivot == m->columns)
		return;
	inverse = power(vector[pivot], p - 2, p);
	for (int k = 0; k < m->columns; k++)
		m->row[m->rank][k] = (uint32_t) (vector[k] * inverse % p);
	m->pivot[m->rank++] = pivot;
}

static void
sum_of(const Matrix *m, int definition, bool is_numerator, const Cell *cell, uint32_t *vector)
{
	memset(vector, 0, m->columns * sizeof(uint32_t));
	for (int s = 0; s < family.states; s++)
		for (int i = 0; i < family.locations; i++)
			if (counts(definition, is_numerator, s) && cell->has[i] && m->column[s][i] >= 0)
				vector[m->column[s][i]] = 1;
}

static void
eliminate(Matrix *m, uint64_t p)
{
	uint32_t	vector[MAX_COLUMNS];

	m->columns = m->rank = 0;
	for (int s = 0; s < family.states; s++)
		for (int i = 0; i < family.locations; i++)
			m->column[s][i] = is_zero[s][i] ? -1 : m->columns++;
	for (int r = 0; r < answer.rows; r++)
		for (int part = 0; part < 2 && answer.row[r].is_known; part++)
		{
			sum_of(m, answer.row[r].definition, part == 0, &answer.cell[answer.row[r].cell], vector);
			add_row(m, vector, p);
		}
}

static bool
set_to_zero(int state, const Cell *cell)
{
	bool		is_new = false;

	for (int i = 0; i < family.locations; i++)
		if (cell->has[i] && !is_zero[state][i])
		{
			if (family.units[state][i] > 0)
				fail("a sum of zero with units in it");
			is_zero[state][i] = is_new = true;
		}
	return is_new;
}

/* What the rows say, each by itself. */
static void
find_zeros(void)
{
	memset(is_zero, 0, sizeof(is_zero));
	for (int c = 0; c < answer.cells; c++)
		for (int d = 0; d < layout->definitions; d++)
		{
			const Cell *cell = &answer.cell[c];
			bool		is_known = true;

			for (int r = 0; r < answer.rows; r++)
				if (answer.row[r].cell == c && answer.row[r].definition == d)
					is_known = answer.row[r].is_known;
			for (int s = 0; s < family.states && is_known; s++)
			{
				bool		is_event = counts(d, true, s);
				long		events = value_of(d, true, cell);
				long		all = value_of(d, false, cell);

				if (counts(d, false, s) && (all == 0 || (is_event && events == 0) || (!is_event && events == all)))
					set_to_zero(s, cell);
			}
		}
}

/* Sets of states in a cell */

typedef struct Found
{
	int			leaks;
	char		first[400];
} Found;

static void
note_leak(Found *found, const Cell *cell, const bool *chosen, long value)
{
	if (found->leaks++ > 0)
		return;
	sprintf(found->first, "%s: %ld units in", cell->name, value);
	for (int s = 0; s < family.states; s++)
		if (chosen[s])
			sprintf(strchr(found->first, '\0'), " %s", family.state[s]);
}

/* Which sets of states are known in a cell: those whose remainders add up to zero. */
static bool
try_sets(Found *found, const Cell *cell)
{
	static uint32_t rest[PRIMES][MAX_STATES][MAX_COLUMNS];
	int			member[MAX_STATES];
	int			members = 0;
	bool		is_new = false;

	for (int s = 0; s < family.states; s++)
	{
		bool		is_there = false;

		for (int i = 0; i < family.locations; i++)
			is_there = is_there || (cell->has[i] && !is_zero[s][i]);
		if (!is_there || strspn(family.state[s], "ou") == strlen(family.state[s]) ||
			units_of(s, cell) >= family.min_count)
			continue;
		for (int k = 0; k < PRIMES; k++)
		{
			memset(rest[k][members], 0, matrix[k].columns * sizeof(uint32_t));
			for (int i = 0; i < family.locations; i++)
				if (cell->has[i] && !is_zero[s][i])
					rest[k][members][matrix[k].column[s][i]] = 1;
			reduce(&matrix[k], rest[k][members], prime[k]);
		}
		member[members++] = s;
	}

	for (int set = 1; set < 1 << members; set++)
	{
		bool		chosen[MAX_STATES] = {false};
		bool		is_certain = false;
		bool		is_in_span = true;
		long		value = 0;

		for (int i = 0; i < members; i++)
			if (set >> i & 1)
			{
				chosen[member[i]] = true;
				value += units_of(member[i], cell);
				is_certain = is_certain || !strchr(family.state[member[i]], 'u');
			}
		if (value >= family.min_count || !is_certain)
			continue;
		for (int k = 0; k < PRIMES && is_in_span; k++)
			for (int column = 0; column < matrix[k].columns && is_in_span; column++)
			{
				uint64_t	sum = 0;

				for (int i = 0; i < members; i++)
					if (set >> i & 1)
						sum += rest[k][i][column];
				is_in_span = sum % prime[k] == 0;
			}
		if (!is_in_span)
			continue;
		if (value > 0 || family.protect_zero)
			note_leak(found, cell, chosen, value);
		else
			for (int s = 0; s < family.states; s++)
				is_new = (chosen[s] && set_to_zero(s, cell)) || is_new;
	}
	return is_new;
}

static Found
prove(void)
{
	Found		found;
	bool		is_new = true;

	find_zeros();
	while (is_new)
	{
		is_new = false;
		found = (Found) {0};
		for (int k = 0; k < PRIMES; k++)
			eliminate(&matrix[k], prime[k]);
		for (int c = 0; c < answer.cells; c++)
			is_new = try_sets(&found, &answer.cell[c]) || is_new;
	}
	return found;
}

int
main(int argc, char **argv)
{
	static char line[1000];
	const char *how = argc > 1 ? argv[1] : "";
	int			passed = 0;
	int			failed = 0;
	long		shown[MAX_DEFINITIONS] = {0};
	long		rows[MAX_DEFINITIONS] = {0};
	int			refused = 0;
	int			printed = 0;
	int			at;

	if (strcmp(how, "layouts") == 0 && argc == 2)
	{
		print_layouts();
		return 0;
	}
	if (strcmp(how, "write") == 0 && argc == 6)
	{
		for (int number = atoi(argv[3]); number < atoi(argv[4]); number++)
		{
			make_family(&family, strtoull(argv[5], NULL, 10), number);
			layout = &layouts[family.layout];
			print_question(number, strcmp(argv[2], "apart") == 0 ? "false" : "true");
		}
		return 0;
	}
	if (strcmp(how, "prove") != 0 || argc != 5)
		fail("usage: layouts | write together|apart FROM TO SEED | prove FROM TO SEED");

	if (!fgets(line, sizeof(line), stdin))
		fail("no answers");
	for (int number = atoi(argv[2]); number < atoi(argv[3]); number++)
	{
		Found		found;

		if (sscanf(line, "family|%d", &at) != 1 || at != number)
			fail("an answer is missing");
		family_number = number;
		make_family(&family, strtoull(argv[4], NULL, 10), number);
		layout = &layouts[family.layout];
		read_rows(line, sizeof(line));
		if (answer.rows == 0)
		{
			refused++;
			continue;
		}
		for (int r = 0; r < answer.rows; r++)
		{
			rows[answer.row[r].definition]++;
			shown[answer.row[r].definition] += answer.row[r].is_shown;
		}
		found = prove();
		if (found.leaks == 0 && !answer.unreleasable[0])
			passed++;
		else
		{
			failed++;
			if (printed++ < 10)
				printf("family %d, layout %d, min_count %d, zeros %s: %d small sets follow; %s%s\n", number,
					   family.layout, family.min_count, family.protect_zero ? "protected" : "shown", found.leaks,
					   found.first, answer.unreleasable);
		}
	}
	printf("shown, of the first to the last definition:");
	for (int d = 0; d < MAX_DEFINITIONS; d++)
		printf(" %.0f%%", rows[d] ? 100.0 * shown[d] / rows[d] : 0);
	printf("\n%d refused\n%d passed, %d failed\n", refused, passed, failed);
	return failed > 0;
}
