#!/usr/bin/env bash
# PostgreSQL: quote_all_identifiers = on breaks REFRESH MATERIALIZED VIEW CONCURRENTLY.
#
# The setting is there so that pg_dump and the deparser quote every name. A role or a
# database that has it on cannot refresh concurrently: the server makes the name of its
# temporary table by putting _2 behind a name that is quoted by then. Without
# CONCURRENTLY it works. A procedure that refreshes should SET it off.
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1
start_postgresql

sql -c "CREATE TABLE t AS SELECT 1 AS id" -c "CREATE MATERIALIZED VIEW m AS SELECT id FROM t" \
	-c "CREATE UNIQUE INDEX ON m (id)"
see "REFRESH CONCURRENTLY" "$(sql -c "REFRESH MATERIALIZED VIEW CONCURRENTLY m" -c "SELECT 'refreshed'")" "refreshed"
export PGOPTIONS="-c quote_all_identifiers=on"
see "REFRESH with the setting on" "$(sql -c "REFRESH MATERIALIZED VIEW m" -c "SELECT 'refreshed'")" "refreshed"
see "REFRESH CONCURRENTLY with the setting on" \
	"$(sql -v VERBOSITY=terse -c "REFRESH MATERIALIZED VIEW CONCURRENTLY m" | sed 's/ at character.*//')" \
	'ERROR:  syntax error at or near "_2"'
conclude
