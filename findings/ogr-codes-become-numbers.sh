#!/usr/bin/env bash
# GDAL: with AUTODETECT_TYPE a CSV column of codes with leading zeros becomes integers.
#
# 0034 and 0363 (municipalities of the Netherlands) come out as 34 and 363, in GeoJSON
# as numbers, and no longer join with anything. Codes need a .csvt file beside the CSV
# that calls them String.
. "$(dirname "$0")/tools.bash"
unpack gdal-bin=3.6.2+dfsg-1+b2
export GDAL_DATA=$root/usr/share/gdal

printf '%s\n' code,births 0034,10 0363,20 >"$work/births.csv"
codes()
{
	ogr2ogr -f GeoJSON /vsistdout/ "$work/births.csv" -oo AUTODETECT_TYPE=YES |
		sed -n 's/.*"properties": *{ *"code": *\([^,]*\),.*/\1/p' | paste -sd' '
}
see "codes" "$(codes)" "34 363"
echo '"String","Integer"' >"$work/births.csvt"
see "codes, with the types in births.csvt" "$(codes)" '"0034" "0363"'
conclude
