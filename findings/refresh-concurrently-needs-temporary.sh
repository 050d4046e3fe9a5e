#!/usr/bin/env bash
# PostgreSQL: REFRESH MATERIALIZED VIEW CONCURRENTLY needs the TEMPORARY right of the view's owner.
#
# Who hardens a database with REVOKE TEMPORARY ... FROM PUBLIC finds that plain REFRESH
# goes on and CONCURRENTLY does not, whoever calls it, a superuser as well: the new
# rows are compared in a temporary table, and that is made by the owner of the view.
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1
start_postgresql

sql -c "REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC" -c "CREATE ROLE owner" \
	-c "CREATE SCHEMA s AUTHORIZATION owner" \
	-c "SET ROLE owner" -c "CREATE MATERIALIZED VIEW s.m AS SELECT 1 AS id" -c "CREATE UNIQUE INDEX ON s.m (id)"
see "REFRESH by the owner" \
	"$(sql -c "SET ROLE owner" -c "REFRESH MATERIALIZED VIEW s.m" -c "SELECT 'refreshed'")" "refreshed"
see "REFRESH CONCURRENTLY by the owner" "$(sql -c "SET ROLE owner" -c "REFRESH MATERIALIZED VIEW CONCURRENTLY s.m")" \
	'ERROR:  permission denied to create temporary tables in database "postgres"'
see "REFRESH CONCURRENTLY by a superuser" "$(sql -c "REFRESH MATERIALIZED VIEW CONCURRENTLY s.m")" \
	'ERROR:  permission denied to create temporary tables in database "postgres"'
sql -c "GRANT TEMPORARY ON DATABASE postgres TO owner"
see "after GRANT TEMPORARY to the owner, by a superuser" \
	"$(sql -c "REFRESH MATERIALIZED VIEW CONCURRENTLY s.m" -c "SELECT 'refreshed'")" "refreshed"
conclude
