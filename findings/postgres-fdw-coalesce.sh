#!/usr/bin/env bash
# postgres_fdw: COALESCE keeps a whole aggregate at home, CASE does not.
#
# count(*) ... WHERE coalesce(v, 0) > 1 fetches every row of the foreign table and counts
# here; the same condition as CASE is sent along and one row comes back. Nothing in the
# plan says why. So write CASE where a condition or a group must be computed there.
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1
start_postgresql

sql <<SQL
CREATE TABLE t (v int);
CREATE EXTENSION postgres_fdw;
CREATE SERVER there FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$PGHOST', port '$PGPORT', dbname 'postgres');
CREATE USER MAPPING FOR postgres SERVER there OPTIONS (user 'postgres');
CREATE FOREIGN TABLE f (v int) SERVER there OPTIONS (table_name 't');
SQL
remote() { sql -c "EXPLAIN (VERBOSE, COSTS OFF) SELECT count(*) FROM f WHERE $1" | sed -n 's/^ *Remote SQL: //p'; }
see "WHERE coalesce(v, 0) > 1" "$(remote "coalesce(v, 0) > 1")" "SELECT v FROM public.t"
see "WHERE CASE WHEN v IS NULL THEN 0 ELSE v END > 1" "$(remote "CASE WHEN v IS NULL THEN 0 ELSE v END > 1")" \
	"SELECT count(*) FROM public.t WHERE (((CASE WHEN (v IS NULL) THEN 0 ELSE v END) > 1))"
conclude
