# GDAL, which is what QGIS reads with: the listing, types, NULLs, and a map of
# municipalities joined by code.
set -u
passed=0
failed=0
check() { if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'not ok: %s\n\tseen: %s, not %s\n' "$1" "${2:0:300}" "${3:0:300}"; fi; }
expected() { python3 -c 'import json, os, sys; print(json.load(open(os.environ["EXPECTED"]))[sys.argv[1]])' "$1"; }
source="PG:dbname=$PGDATABASE host=$PGHOST port=$PGPORT user=$PGUSER schemas=publicatie"

listed=$(ogrinfo -q "$source")
check "the views are listed, without geometry" "$(for view in birth care programme all_families wide; do grep -cE "^[0-9]+: $view \(None\)" <<<"$listed"; done | paste -sd ' ')" "1 1 1 1 1"
layer=$(ogrinfo -so "$source" birth)
check "all rows" "$(sed -n 's/^Feature Count: //p' <<<"$layer")" "$(expected rows)"
check "types" "$(grep -E '^(year|numerator|value|status):' <<<"$layer" | sed 's/ (.*//' | sort | paste -sd ' ')" "numerator: Integer64 status: String value: Real year: Integer"

ogr2ogr -f CSV "$WORK/gdal.csv" "$source" -sql "SELECT area, value, numerator, status FROM publicatie.birth" 2>/dev/null
check "the sum of the numerators, by way of CSV" "$(python3 -c 'import csv, sys; print(sum(int(r["numerator"]) for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["numerator"]))' "$WORK/gdal.csv")" "$(expected numerators)"
check "a hidden figure is empty" "$(python3 -c 'import csv, sys; print(sum(1 for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["status"] == "hidden" and r["value"] == "" and r["numerator"] == ""))' "$WORK/gdal.csv")" "$(expected hidden)"

# A map as PDOK gives it, a square a municipality, joined by its code.
python3 - "$WORK/map.geojson" <<'PY'
import json, os, sys
areas = [a for a, _, _ in json.load(open(os.environ["EXPECTED"]))["municipalities"] if not a.endswith("?")]
square = lambda i: [[[i % 20, i // 20], [i % 20 + 1, i // 20], [i % 20 + 1, i // 20 + 1], [i % 20, i // 20 + 1], [i % 20, i // 20]]]
json.dump({"type": "FeatureCollection", "name": "gemeenten", "features": [{"type": "Feature", "properties": {"statcode": a}, "geometry": {"type": "Polygon", "coordinates": square(i)}} for i, a in enumerate(areas)]}, open(sys.argv[1], "w"))
PY
ogr2ogr -f GPKG "$WORK/map.gpkg" "$WORK/map.geojson" -nln gemeenten
ogr2ogr -f GPKG -update "$WORK/map.gpkg" "$source" -nln big2 \
	-sql "SELECT area, value, label, status, comparison FROM publicatie.birth WHERE definition = 'big2-24w-all' AND area_type = 'gemeente' AND period_type = '5 jaar' AND breakdown = 'totaal' AND year = 2019"
ogr2ogr -f GeoJSON "$WORK/joined.geojson" "$WORK/map.gpkg" -dialect sqlite -sql "SELECT g.geom, g.statcode, b.value, b.label, b.status, b.comparison FROM gemeenten g JOIN big2 b ON b.area = g.statcode"
check "a map joined by code has each municipality, with its value or none" "$(python3 - "$WORK/joined.geojson" <<'PY'
import json, os, sys
wanted = {a: (v, s) for a, v, s in json.load(open(os.environ["EXPECTED"]))["municipalities"] if not a.endswith("?")}
got = {f["properties"]["statcode"]: f["properties"] for f in json.load(open(sys.argv[1]))["features"]}
print(len(got) == len(wanted) > 300 and all((p["value"] is None) == (wanted[a][0] is None) and (p["value"] is None or abs(p["value"] - wanted[a][0]) < 1e-5) and p["status"] == wanted[a][1] for a, p in got.items()))
PY
)" True
echo "$passed passed, $failed failed"
