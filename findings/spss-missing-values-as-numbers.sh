#!/usr/bin/env bash
# pspp-convert and readstat: what SPSS calls missing comes out as a number.
#
# A file of SPSS may say that -9 is missing. Both converters write -9 into the CSV as any
# value, beside blanks for what the system calls missing; the mean of a column is wrong
# then. pspp-convert has --recode for it, readstat has nothing.
. "$(dirname "$0")/tools.bash"
unpack pspp=1.6.2-2 readstat=1.1.8-1
cd "$work" || exit 2

cat >age.sps <<'SPS'
DATA LIST LIST /id (F4) age (F4).
BEGIN DATA
1 280
2 -9
3 .
END DATA.
MISSING VALUES age (-9).
SAVE OUTFILE='age.sav'.
SPS
pspp -o age.txt age.sps
pspp-convert age.sav pspp.csv
pspp-convert --recode age.sav recoded.csv
readstat age.sav readstat.csv >/dev/null 2>&1
column() { sed -n '2,$s/[^,]*,//p' "$1" | tr -d ' ' | paste -sd/; }
see "pspp-convert" "$(column pspp.csv)" "280/-9/"
see "readstat" "$(column readstat.csv)" "280.000000/-9.000000/"
see "pspp-convert --recode" "$(column recoded.csv)" "280//"
conclude
