/*-------------------------------------------------------------------------
 *
 * fastpath.c
 *		Every function of ours that is no set, aggregate or window, called over
 *		the fast path of the protocol: without an expression, so without the
 *		types that get_fn_expr_argtype() gives. With usual arguments, and with
 *		each of them NULL.
 *
 * Needs the schema of types.sql, and PGHOST and the like. Prints what was not a
 * value or an error of use; the last line counts.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#define MAX_ARGUMENTS 100
#define RESULT_SIZE (1 << 20)

static PGresult *
query(PGconn *connection, const char *sql, int binary)
{
	PGresult   *result = PQexecParams(connection, sql, 0, NULL, NULL, NULL, NULL, binary);

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
	{
		fprintf(stderr, "%s\n%s", sql, PQerrorMessage(connection));
		exit(1);
	}
	return result;
}

int
main(int argc, char **argv)
{
	PGconn	   *connection = PQconnectdb(argc > 1 ? argv[1] : "");
	PGresult   *functions;
	static int	answer[RESULT_SIZE / sizeof(int)];
	int			calls = 0;
	int			answered = 0;
	int			wrong = 0;

	PQclear(query(connection, "SELECT set_config('client_min_messages', 'error', false)", 0));
	functions = query(connection,
					  "SELECT p.oid, p.oid::regprocedure, 'SELECT ' || "
					  "array_to_string(ARRAY(SELECT typed.usual(type, p.proargnames[at]) "
					  "FROM unnest(p.proargtypes) WITH ORDINALITY u(type, at) ORDER BY at), ', ') "
					  "FROM pg_proc p WHERE pronamespace = 'kansrijk'::regnamespace "
					  "AND prokind = 'f' AND NOT proretset AND 'internal'::regtype <> ALL (proargtypes) "
					  "AND prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype) ORDER BY 2", 0);
	for (int f = 0; f < PQntuples(functions); f++)
	{
		/* The arguments as the protocol has them. */
		PGresult   *usual = query(connection, PQgetvalue(functions, f, 2), 1);
		int			count = PQnfields(usual);

		for (int null = -1; null < count; null++)
		{
			PQArgBlock	arguments[MAX_ARGUMENTS] = {{0}};
			PGresult   *result;
			int			length;

			for (int i = 0; i < count; i++)
			{
				arguments[i].len = i == null || PQgetisnull(usual, 0, i) ? -1 : PQgetlength(usual, 0, i);
				arguments[i].u.ptr = (int *) PQgetvalue(usual, 0, i);
			}
			result = PQfn(connection, atoi(PQgetvalue(functions, f, 0)), answer, &length, 0,
						  arguments, count);
			calls++;
			if (PQresultStatus(result) == PGRES_COMMAND_OK)
				answered++;
			else
			{
				const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);

				if (!code || strncmp(code, "XX", 2) == 0 || strncmp(code, "55", 2) == 0 ||
					PQstatus(connection) != CONNECTION_OK)
				{
					wrong++;
					printf("%s, argument %d null: %s", PQgetvalue(functions, f, 1), null + 1,
						   PQerrorMessage(connection));
				}
			}
			PQclear(result);
			if (PQstatus(connection) != CONNECTION_OK)
				PQreset(connection);
		}
		PQclear(usual);
	}
	printf("%d calls of %d functions, %d without an error, %d wrong\n",
		   calls, PQntuples(functions), answered, wrong);
	PQclear(functions);
	PQfinish(connection);
	return wrong > 0 || answered < calls / 2;
}
