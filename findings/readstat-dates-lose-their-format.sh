#!/usr/bin/env bash
# readstat: a date of an SPSS file is no date any more after a copy to an SPSS file.
#
# readstat in.sav out.sav keeps the value, seconds since October 1582, and loses the format
# that makes a date of it, so that every later program sees numbers of eleven digits.
. "$(dirname "$0")/tools.bash"
unpack pspp=1.6.2-2 readstat=1.1.8-1
cd "$work" || exit 2

printf '%s\n' "DATA LIST LIST /born (DATE11)." "BEGIN DATA" 29-FEB-2020 "END DATA." "SAVE OUTFILE='born.sav'." >born.sps
pspp -o born.txt born.sps
readstat born.sav copy.sav >/dev/null 2>&1
pspp-convert born.sav born.csv
pspp-convert copy.sav copy.csv
see "the file itself, by pspp-convert" "$(sed -n 2p born.csv)" "02/29/2020"
see "readstat's copy, by pspp-convert" "$(sed -n 2p copy.csv)" "13802313600"
conclude
