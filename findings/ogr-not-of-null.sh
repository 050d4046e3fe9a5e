#!/usr/bin/env bash
# GDAL: in a filter of OGR, NOT of a comparison with NULL is true.
#
# -where "NOT (rate > 5)" keeps the rows whose rate is unknown, which SQL leaves out; so
# it does not select the same as -where "rate <= 5". The SQLite dialect does as SQL says.
. "$(dirname "$0")/tools.bash"
unpack gdal-bin=3.6.2+dfsg-1+b2
export GDAL_DATA=$root/usr/share/gdal

printf '%s\n' name,rate high,6.5 low,4.5 unknown, >"$work/rates.csv"
names()
{
	ogr2ogr -f CSV /vsistdout/ "$work/rates.csv" -oo AUTODETECT_TYPE=YES "$@" | sed -n '2,$s/,.*//p' | paste -sd' '
}
see '-where "rate <= 5"' "$(names -where "rate <= 5")" "low"
see '-where "NOT (rate > 5)"' "$(names -where "NOT (rate > 5)")" "low unknown"
see 'the same in -dialect SQLITE' "$(names -dialect SQLITE -sql "SELECT * FROM rates WHERE NOT (rate > 5)")" "low"
conclude
