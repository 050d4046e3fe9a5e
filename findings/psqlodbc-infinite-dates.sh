#!/usr/bin/env bash
# psqlODBC: the date infinity is read as 0000-00-00, and so is -infinity.
#
# A column "valid until" with infinity, the usual mark of what has no end, reaches the client
# as a date that no calendar has and that is before every other. Cast it to text, or give
# views for such clients a NULL or a far date.
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1 \
	odbc-postgresql=1:13.02.0000-2+b1 unixodbc=2.3.11-2+deb12u1
start_postgresql

printf '[postgresql]\nDriver=%s\n' "$(find "$root" -name psqlodbcw.so)" >"$work/odbcinst.ini"
export ODBCSYSINI=$work
query()
{
	echo "$1" | isql -k "Driver={postgresql};Servername=$PGHOST;Port=$PGPORT;Database=postgres;Uid=postgres" -b -d'|' 2>&1
}
see "dates" "$(query "SELECT date '2020-02-29', date 'infinity', date '-infinity'")" "2020-02-29|0000-00-00|0000-00-00"
see "as text" "$(query "SELECT date 'infinity'::text")" "infinity"
conclude
