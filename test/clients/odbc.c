/*-------------------------------------------------------------------------
 *
 * odbc.c
 *		The reader's views through psqlODBC, as BI tools use it.
 *
 *		odbc DIRECTORY
 *
 * DIRECTORY has queries.sql and denied.sql; PGHOST, PGPORT, PGDATABASE and PGUSER
 * say where to connect. The last line of output is: N passed, M failed.
 *
 *-------------------------------------------------------------------------
 */
#include <sql.h>
#include <sqlext.h>

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 300
#define MAX_TEXT 256
#define MAX_ANSWER (1 << 20)

static int	passed = 0;
static int	failed = 0;
static const char *settings = "";
static SQLHENV environment;

__attribute__((format(printf, 2, 3)))
static void
check(bool ok, const char *name,...)
{
	va_list		args;

	if (ok)
	{
		passed++;
		return;
	}
	failed++;
	printf("not ok: psqlODBC (%s): ", settings);
	va_start(args, name);
	vprintf(name, args);
	va_end(args);
	putchar('\n');
}

/* The last error of a statement: its SQLSTATE, and the message for people. */
static const char *
error_of(SQLSMALLINT kind, SQLHANDLE handle, char *state)
{
	static char message[1000];
	SQLSMALLINT length;

	strcpy(state, "none");
	message[0] = '\0';
	SQLGetDiagRec(kind, handle, 1, (SQLCHAR *) state, NULL, (SQLCHAR *) message, sizeof(message), &length);
	return message;
}

static SQLHDBC
connect_with(const char *options)
{
	SQLHDBC		connection;
	char		text[1000];
	char		state[6];

	settings = options;
	snprintf(text, sizeof(text), "DRIVER={PostgreSQL Unicode};Servername=%s;Port=%s;Database=%s;Username=%s;%s",
			 getenv("PGHOST"), getenv("PGPORT"), getenv("PGDATABASE"), getenv("PGUSER"), options);
	SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
	if (!SQL_SUCCEEDED(SQLDriverConnect(connection, NULL, (SQLCHAR *) text, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT)))
	{
		check(false, "connects: %s", error_of(SQL_HANDLE_DBC, connection, state));
		printf("%d passed, %d failed\n", passed, failed);
		exit(1);
	}
	return connection;
}

static void
disconnect(SQLHDBC connection)
{
	SQLDisconnect(connection);
	SQLFreeHandle(SQL_HANDLE_DBC, connection);
}

static SQLHSTMT
statement_of(SQLHDBC connection)
{
	SQLHSTMT	statement;

	SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
	return statement;
}

static bool
run(SQLHSTMT statement, const char *sql)
{
	char		state[6];

	if (SQL_SUCCEEDED(SQLExecDirect(statement, (SQLCHAR *) sql, SQL_NTS)))
		return true;
	check(false, "%s\n  %s", sql, error_of(SQL_HANDLE_STMT, statement, state));
	return false;
}

/* A column of the current row as text; NULL for SQL NULL. */
static const char *
text_at(SQLHSTMT statement, int column)
{
	static char text[MAX_COLUMNS][MAX_TEXT];
	SQLLEN		length;

	SQLGetData(statement, column, SQL_C_CHAR, text[column], MAX_TEXT, &length);
	return length == SQL_NULL_DATA ? NULL : text[column];
}

static bool
number_at(SQLHSTMT statement, int column, double *number)
{
	SQLLEN		length;

	SQLGetData(statement, column, SQL_C_DOUBLE, number, sizeof(*number), &length);
	return length != SQL_NULL_DATA;
}

/* All rows of an answer as one text, which the caller frees. */
static char *
answer(SQLHDBC connection, const char *sql)
{
	SQLHSTMT	statement = statement_of(connection);
	SQLSMALLINT columns = 0;
	char	   *all = calloc(1, MAX_ANSWER);
	size_t		length = 0;

	if (run(statement, sql))
	{
		SQLNumResultCols(statement, &columns);
		while (SQL_SUCCEEDED(SQLFetch(statement)) && length + columns * MAX_TEXT < MAX_ANSWER)
		{
			for (int column = 1; column <= columns; column++)
			{
				const char *text = text_at(statement, column);

				length += sprintf(all + length, "%s|", text ? text : "NULL");
			}
			length += sprintf(all + length, "\n");
		}
	}
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
	return all;
}

static void
check_answer(SQLHDBC connection, const char *name, const char *expected, const char *sql)
{
	char	   *got = answer(connection, sql);

	check(strcmp(got, expected) == 0, "%s\n  expected: %s\n  got: %s", name, expected, got);
	free(got);
}

/*
 * The next statement of a file in which each ends with a semicolon at the end
 * of a line; its name is the last comment line before it. Both are cut out of
 * the text in place.
 */
static char *
next_statement(char **text, const char **name)
{
	char	   *start = *text;
	char	   *end;

	while (*start == '\n' || strncmp(start, "-- ", 3) == 0)
	{
		if (*start == '\n')
		{
			start++;
			continue;
		}
		*name = start + 3;
		start = strchr(start, '\n');
		*start++ = '\0';
	}
	end = strstr(start, ";\n");
	if (end == NULL)
		return NULL;
	*end = '\0';
	*text = end + 2;
	return start;
}

static char *
read_file(const char *directory, const char *name)
{
	char		path[1000];
	FILE	   *file;
	char	   *text = calloc(1, MAX_ANSWER);

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "r");
	if (file == NULL || fread(text, 1, MAX_ANSWER - 1, file) == 0)
	{
		printf("cannot read %s\n", path);
		exit(1);
	}
	fclose(file);
	return text;
}

static bool
is_text(int type)
{
	return type == SQL_VARCHAR || type == SQL_LONGVARCHAR || type == SQL_WVARCHAR || type == SQL_WLONGVARCHAR;
}

static bool
is_number(int type)
{
	return type == SQL_INTEGER || type == SQL_BIGINT || type == SQL_FLOAT || type == SQL_DOUBLE;
}

/* What the navigator of a tool lists: schemas, views, columns, keys, types. */
static void
check_metadata(SQLHDBC connection)
{
	static const char *views[] = {"all_families", "birth", "care", "cijfers", "data_as_of", "deducible", "latest", "latest_wide", "programme", "released", "releases", "wide"};
	const int	count = sizeof(views) / sizeof(views[0]);
	SQLHSTMT	statement = statement_of(connection);
	int			n = 0;

	SQLTables(statement, (SQLCHAR *) "", SQL_NTS, (SQLCHAR *) SQL_ALL_SCHEMAS, SQL_NTS, (SQLCHAR *) "", SQL_NTS, NULL, 0);
	while (SQL_SUCCEEDED(SQLFetch(statement)))
		n += strcmp(text_at(statement, 2), "publicatie") == 0;
	check(n == 1, "the schema is listed");
	SQLFreeStmt(statement, SQL_CLOSE);

	SQLTables(statement, NULL, 0, (SQLCHAR *) "publicatie", SQL_NTS, (SQLCHAR *) "%", SQL_NTS, (SQLCHAR *) "TABLE,VIEW", SQL_NTS);
	for (n = 0; SQL_SUCCEEDED(SQLFetch(statement));)
	{
		const char *name = text_at(statement, 3);

		/* The driver adds materialized views to what was asked for. */
		if (strcmp(text_at(statement, 4), "MATVIEW") == 0)
			continue;
		check(n < count && strcmp(name, views[n]) == 0 && strcmp(text_at(statement, 4), "VIEW") == 0, "\"%s\" is a view for the reader", name);
		n++;
	}
	check(n == count, "all views are listed");
	SQLFreeStmt(statement, SQL_CLOSE);

	for (int view = 0; view < count; view++)
	{
		SQLHSTMT	probe = statement_of(connection);
		char		sql[100];
		SQLSMALLINT columns;
		int			strange = 0;
		int			different = 0;

		snprintf(sql, sizeof(sql), "SELECT * FROM \"publicatie\".\"%s\" LIMIT 0", views[view]);
		run(probe, sql);
		SQLNumResultCols(probe, &columns);

		SQLColumns(statement, NULL, 0, (SQLCHAR *) "publicatie", SQL_NTS, (SQLCHAR *) views[view], SQL_NTS, NULL, 0);
		for (n = 0; SQL_SUCCEEDED(SQLFetch(statement)); n++)
		{
			char		column[MAX_TEXT];
			char		in_result[MAX_TEXT];
			int			type = atoi(text_at(statement, 5));
			const char *type_name = text_at(statement, 6);
			SQLSMALLINT length,
						result_type,
						digits,
						nullable;
			SQLULEN		size;

			strcpy(column, text_at(statement, 4));
			strange += strcmp(type_name, "text") == 0 ? !is_text(type) :
				strcmp(type_name, "timestamptz") == 0 ? type != SQL_TYPE_TIMESTAMP :
				!is_number(type) || (strcmp(type_name, "int4") != 0 && strcmp(type_name, "int8") != 0 && strcmp(type_name, "float8") != 0);
			SQLDescribeCol(probe, n + 1, (SQLCHAR *) in_result, MAX_TEXT, &length, &result_type, &size, &digits, &nullable);
			different += strcmp(column, in_result) != 0 || type != result_type || nullable == SQL_NO_NULLS;
		}
		check(n == columns && n > 1, "all %d columns of %s are listed", columns, views[view]);
		check(strange == 0, "every column of %s is text, a number or a time, but for %d", views[view], strange);
		check(different == 0, "every column of %s is in a result what it is in the list, but for %d", views[view], different);
		SQLFreeStmt(statement, SQL_CLOSE);
		SQLFreeHandle(SQL_HANDLE_STMT, probe);

		check(SQL_SUCCEEDED(SQLPrimaryKeys(statement, NULL, 0, (SQLCHAR *) "publicatie", SQL_NTS, (SQLCHAR *) views[view], SQL_NTS)) && SQLFetch(statement) == SQL_NO_DATA, "%s has no primary key", views[view]);
		SQLFreeStmt(statement, SQL_CLOSE);
		check(SQL_SUCCEEDED(SQLForeignKeys(statement, NULL, 0, NULL, 0, NULL, 0, NULL, 0, (SQLCHAR *) "publicatie", SQL_NTS, (SQLCHAR *) views[view], SQL_NTS)) && SQLFetch(statement) == SQL_NO_DATA, "%s has no foreign key", views[view]);
		SQLFreeStmt(statement, SQL_CLOSE);
		check(SQL_SUCCEEDED(SQLStatistics(statement, NULL, 0, (SQLCHAR *) "publicatie", SQL_NTS, (SQLCHAR *) views[view], SQL_NTS, SQL_INDEX_ALL, SQL_QUICK)), "statistics of %s can be asked for", views[view]);
		SQLFreeStmt(statement, SQL_CLOSE);
	}
	check(SQL_SUCCEEDED(SQLGetTypeInfo(statement, SQL_ALL_TYPES)) && SQL_SUCCEEDED(SQLFetch(statement)), "types are listed");
	SQLFreeHandle(SQL_HANDLE_STMT, statement);

	/* The driver leaves REMARKS empty; who wants the comments asks the catalog. */
	check_answer(connection, "every view and column has a comment that the reader can read", "0|\n",
				 "SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
				 "WHERE c.relnamespace = 'publicatie'::regnamespace AND c.relkind = 'v' "
				 "AND (pg_catalog.obj_description(c.oid, 'pg_class') IS NULL OR pg_catalog.col_description(c.oid, a.attnum) IS NULL)");
}

/*
 * Every row of the view, each number as a number: the value follows from the
 * counts, and all of a hidden figure is NULL.
 */
static void
check_every_figure(SQLHDBC connection)
{
	SQLHSTMT	statement = statement_of(connection);
	SQLHSTMT	aside = statement_of(connection);
	long		rows = 0,
				shown = 0,
				hidden = 0,
				wrong_null = 0,
				wrong_value = 0,
				wrong_status = 0;
	char		count[100];

	run(statement, "SELECT status, value, numerator, denominator, lower, upper, unit, label FROM publicatie.birth");
	while (SQL_SUCCEEDED(SQLFetch(statement)))
	{
		const char *status = text_at(statement, 1);
		bool		is_shown = status != NULL && strcmp(status, "publish") == 0;
		double		number[5];
		bool		is_present[5];
		bool		is_number;
		double		value;

		for (int i = 0; i < 5; i++)
			is_present[i] = number_at(statement, i + 2, &number[i]);
		/* A number of births has no limits, and is its own denominator. */
		is_number = strcmp(text_at(statement, 7), "births") == 0;
		value = is_number ? number[2] : (strcmp(text_at(statement, 7), "%") == 0 ? 100 : 1000) * number[1] / number[2];
		rows++;
		shown += is_shown;
		hidden += status != NULL && strcmp(status, "hidden") == 0;
		wrong_status += status == NULL || (!is_shown && strcmp(status, "hidden") != 0 && strcmp(status, "empty") != 0);
		for (int i = 0; i < 5; i++)
			wrong_null += is_present[i] != (is_shown && !(is_number && i > 2));
		wrong_value += is_shown && (fabs(number[0] - value) > 1e-9 || (is_number && number[1] != number[2])
									|| (!is_number && (number[3] > number[0] || number[4] < number[0])));
		if (rows == 1 && strstr(settings, "UseDeclareFetch=1"))
			check(run(aside, "SELECT name FROM pg_catalog.pg_cursors WHERE statement LIKE '%publicatie.birth%'") && SQL_SUCCEEDED(SQLFetch(aside)), "a cursor is open while rows are fetched");
	}
	SQLFreeHandle(SQL_HANDLE_STMT, aside);
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
	check(shown > 1000 && hidden > 1000, "there are shown and hidden figures: %ld and %ld", shown, hidden);
	check(wrong_status == 0, "status is publish, hidden or empty");
	check(wrong_null == 0, "value, counts and limits are NULL unless the status is publish, %ld are not", wrong_null);
	check(wrong_value == 0, "numbers arrive as they are, of %ld figures not", wrong_value);
	snprintf(count, sizeof(count), "%ld|%ld|\n", rows, shown);
	check_answer(connection, "all rows arrive", count, "SELECT count(*), count(value) FROM publicatie.birth");
}

/* The wide view: of each definition the value is there if and only if its status says so. */
static void
check_wide(SQLHDBC connection)
{
	SQLHSTMT	statement = statement_of(connection);
	SQLSMALLINT columns;
	char		name[MAX_COLUMNS][MAX_TEXT];
	int			checked = 0;
	long		wrong = 0;

	run(statement, "SELECT * FROM publicatie.wide WHERE area_type IN ('land', 'provincie')");
	SQLNumResultCols(statement, &columns);
	for (int i = 1; i <= columns; i++)
	{
		SQLSMALLINT length;

		SQLDescribeCol(statement, i, (SQLCHAR *) name[i], MAX_TEXT, &length, NULL, NULL, NULL, NULL);
	}
	while (SQL_SUCCEEDED(SQLFetch(statement)))
	{
		bool		is_null[MAX_COLUMNS];

		for (int i = 1; i <= columns; i++)
		{
			const char *text = text_at(statement, i);
			size_t		length = strlen(name[i]);

			is_null[i] = text == NULL;
			if (length > 7 && strcmp(name[i] + length - 7, "_status") == 0)
			{
				bool		is_shown = text != NULL && strcmp(text, "publish") == 0;

				wrong += is_null[i - 1] == is_shown || is_null[i - 2] == is_shown || is_null[i - 3] == is_shown;
				checked++;
			}
		}
	}
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
	check(checked > 1000 && wrong == 0, "wide: a value and its limits are NULL unless its status is publish, of %d figures %ld not", checked, wrong);
}

/* Parameter markers; the sixth execution may have another plan than the first five. */
static void
check_prepared(SQLHDBC connection)
{
	SQLHSTMT	statement = statement_of(connection);
	SQLSMALLINT n;
	SQLINTEGER	year = 0;
	char		area_type[20] = "provincie";
	SQLLEN		text_length = SQL_NTS;
	SQLLEN		year_length = 0;
	char		state[6];

	check(SQL_SUCCEEDED(SQLPrepare(statement, (SQLCHAR *)
								   "select \"_\".\"area_name\", \"_\".\"value\" from \"publicatie\".\"birth\" \"_\" where \"_\".\"definition\" = 'big2-24w-all' and \"_\".\"breakdown\" = 'totaal' "
								   "and \"_\".\"period_type\" = 'jaar' and \"_\".\"area_type\" = ? and \"_\".\"year\" = ? order by 1 limit 1001", SQL_NTS)), "prepares");
	check(SQL_SUCCEEDED(SQLNumParams(statement, &n)) && n == 2, "parameters are counted before execution");
	check(SQL_SUCCEEDED(SQLNumResultCols(statement, &n)) && n == 2, "columns are described before execution");
	SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0, area_type, sizeof(area_type), &text_length);
	SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &year, 0, &year_length);
	for (int i = 0; i < 8; i++)
	{
		char		sql[300];
		char		got[10000] = "";

		year = 2015 + i % 5;
		check(SQL_SUCCEEDED(SQLExecute(statement)), "execution %d: %s", i + 1, error_of(SQL_HANDLE_STMT, statement, state));
		while (SQL_SUCCEEDED(SQLFetch(statement)))
		{
			const char *value = text_at(statement, 2);

			sprintf(got + strlen(got), "%s|%s|\n", text_at(statement, 1), value ? value : "NULL");
		}
		SQLFreeStmt(statement, SQL_CLOSE);
		snprintf(sql, sizeof(sql), "SELECT area_name, value FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown = 'totaal' AND period_label = '%d' AND area_type = '%s' ORDER BY 1", (int) year, area_type);
		check_answer(connection, "the same with parameters as without", got, sql);
	}
	if (strstr(settings, "UseServerSidePrepare=0") == NULL && strstr(settings, "UseDeclareFetch=1") == NULL)
	{
		char	   *prepared = answer(connection, "SELECT count(*) > 0 FROM pg_catalog.pg_prepared_statements WHERE statement LIKE '%limit 1001%'");

		check(prepared[0] == '1', "it was prepared by the server: %s", prepared);
		free(prepared);
	}
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* What tools write, and plain SQL: the same rows. */
static void
check_queries(SQLHDBC connection, const char *directory)
{
	char	   *file = read_file(directory, "queries.sql");
	char	   *rest = file;
	const char *name = "";
	char	   *sql;

	while ((sql = next_statement(&rest, &name)) != NULL)
	{
		char	   *expected = answer(connection, next_statement(&rest, &name));

		check_answer(connection, name, expected, sql);
		free(expected);
	}
	free(file);
}

static void
check_denied(SQLHDBC connection, const char *directory)
{
	char	   *file = read_file(directory, "denied.sql");
	char	   *rest = file;
	const char *name = "";
	char	   *sql;
	SQLHSTMT	statement = statement_of(connection);

	check_answer(connection, "the settings of the role arrive", "1min|on|publicatie|\n", "SELECT current_setting('statement_timeout'), current_setting('default_transaction_read_only'), current_setting('search_path')");
	check_answer(connection, "a view without its schema", "NL|\n", "SELECT DISTINCT area FROM birth WHERE area_type = 'land'");
	run(statement, "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
	while ((sql = next_statement(&rest, &name)) != NULL)
	{
		char		state[6] = "none";

		check(!SQL_SUCCEEDED(SQLExecDirect(statement, (SQLCHAR *) sql, SQL_NTS)) &&
			  error_of(SQL_HANDLE_STMT, statement, state) != NULL && strcmp(state, "42501") == 0, "denied: %s (%s)", name, state);
		SQLFreeStmt(statement, SQL_CLOSE);
	}
	check_answer(connection, "after all that the connection works", "NL|\n", "SELECT DISTINCT area FROM publicatie.birth WHERE area_type = 'land'");
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
	free(file);
}

/* Names are UTF-16 in an application for Windows. */
static void
check_unicode(SQLHDBC connection)
{
	SQLHSTMT	statement = statement_of(connection);
	SQLWCHAR	name[50];
	SQLLEN		length = 0;

	run(statement, "SELECT DISTINCT area_name FROM publicatie.birth WHERE area_name LIKE 'S_dwest%'");
	SQLFetch(statement);
	SQLGetData(statement, 1, SQL_C_WCHAR, name, sizeof(name), &length);
	check(length == 15 * sizeof(SQLWCHAR) && name[1] == 0xfa && name[13] == 0xe2, "S\xc3\xba" "dwest-Frysl\xc3\xa2n arrives as it is");
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

static void
check_timeout(SQLHDBC connection)
{
	SQLHSTMT	statement = statement_of(connection);
	char		state[6];

	SQLSetStmtAttr(statement, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER) 1, 0);
	check(!SQL_SUCCEEDED(SQLExecDirect(statement, (SQLCHAR *) "SELECT pg_catalog.pg_sleep(20)", SQL_NTS)), "a query that takes too long is cancelled");
	check(strstr(error_of(SQL_HANDLE_STMT, statement, state), "timeout") != NULL, "and says why: %s", state);
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

int
main(int argc, char **argv)
{
	/* psqlODBC's own defaults; cursors; parameters put in by the driver; text as short text. */
	static const char *const all_settings[] = {
		"UseDeclareFetch=0", "UseDeclareFetch=1;Fetch=100", "UseServerSidePrepare=0", "TextAsLongVarchar=0;MaxVarcharSize=255;ReadOnly=1"
	};

	if (argc != 2)
		return 2;
	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
	SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER) SQL_OV_ODBC3, 0);
	for (int i = 0; i < 4; i++)
	{
		SQLHDBC		connection = connect_with(all_settings[i]);

		if (i == 0 || i == 3)
			check_metadata(connection);
		check_every_figure(connection);
		check_wide(connection);
		check_prepared(connection);
		check_queries(connection, argv[1]);
		check_unicode(connection);
		if (i == 0)
		{
			check_denied(connection, argv[1]);
			check_timeout(connection);
		}
		disconnect(connection);
	}
	SQLFreeHandle(SQL_HANDLE_ENV, environment);
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0 || passed == 0;
}
