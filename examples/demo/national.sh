#!/usr/bin/env bash
# The whole chain at the size of the country, in the database PGDATABASE: a
# source of synthetic births (nobody in it exists), every indicator published
# for every area, and what a reader then sees.
#
# BIRTHS is the number a year (170000, as in the country), YEARS how many.
. "$(dirname "$0")/../../tools/environment.sh"
set -euo pipefail
cd "$(dirname "$0")/../.."

births=${BIRTHS:-170000}
years=${YEARS:-20}
first_year=$((2024 - years))
quiet() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
show() { psql -qX -v ON_ERROR_STOP=1 -P pager=off -P footer=off -P null=- -P linestyle=unicode "$@" | sed '/^$/d'; }
elapsed() { echo "$(($(date +%s) - began)) s"; }

echo
echo "8. THE COUNTRY: $years YEARS OF SYNTHETIC BIRTHS, EVERY INDICATOR, EVERY AREA"
began=$(date +%s)
# A dot every five seconds says that it goes on.
with_dots() # WHAT COMMAND...
{
	local status=0 dots
	printf '  %s ' "$1"
	shift
	(while sleep 5; do printf .; done) &
	dots=$!
	"$@" || status=$?
	kill "$dots"
	wait "$dots" 2>/dev/null || true
	printf ' %s\n' "$(elapsed)"
	return "$status"
}
quiet -c "CALL kansrijk.create_source_schema('bron')"
with_dots "loading births, mothers, maternity care, examinations, placements" \
	quiet -c "CALL kansrijk.load_synthetic_source('bron', $births, 1, $first_year, $years)"
quiet -c "SELECT to_char(count(*), '999,999,999') || ' births in ' || count(DISTINCT municipality) || ' municipalities, ' || min(year) || ' to ' || max(year) FROM bron.birth"

began=$(date +%s)
quiet -c "CALL kansrijk.create_indicator_views('bron', 'publicatie', policy => 'rivm', populate => false)" 2>&1
quiet -c "CALL kansrijk.refresh('publicatie', '{}')"
echo "publishing, in two sessions"
refresh_family()
{
	quiet -c "CALL kansrijk.refresh('publicatie', '{$1}')"
	quiet -c "SELECT format('  published: %s, %s figures, after %s', '$1', to_char(rows, 'FM999,999,999'), '$(elapsed)') FROM publicatie_intern.refresh_log WHERE relation = '$1_fact' ORDER BY id DESC LIMIT 1"
}
refresh_families() { for family; do refresh_family "$family"; done; }
refresh_families birth parents &
refresh_families kraamzorg care placement child programme
wait
echo "Refreshed in $(elapsed); where the time went:"
show <<'SQL'
SELECT CASE stage WHEN 'area_path' THEN 'where areas lie' WHEN 'cells' THEN 'one scan of the source for each unit' WHEN 'known' THEN 'years that were released' WHEN 'protected' THEN 'adding up and protecting' ELSE 'limits, comparison, trend' END AS phase,
	count(*) AS relations, to_char(sum(rows), '999,999,999') AS rows, round(extract(epoch FROM sum(duration))) AS seconds
FROM publicatie_intern.refresh_log GROUP BY stage ORDER BY min(id);
SQL

echo
echo "9. THE DASHBOARD: THE FIFTEEN INDICATORS OF THE RIVM MONITOR, BESIDE WHAT WAS PUBLISHED"
echo "Value of the synthetic country; published is the true figure of the source document."
show <<'SQL'
SELECT m.code, left(i.name_en, 42) AS indicator, f.period_label AS year, round(f.value::numeric, 1) AS value, i.unit,
	'(' || round(f.lower::numeric, 1) || ' to ' || round(f.upper::numeric, 1) || ')' AS "95%",
	p.value AS published, p.first_year || CASE WHEN p.first_year <> p.last_year THEN '-' || p.last_year ELSE '' END AS of_year
FROM kansrijk.indicator_set_member m JOIN kansrijk.indicator i ON i.id = m.indicator
	LEFT JOIN LATERAL (SELECT p.* FROM kansrijk.published_figure p WHERE p.definition = m.definition AND p.area LIKE 'NL%' AND p.category IS DISTINCT FROM 'min' AND p.category IS DISTINCT FROM 'max'
		AND p.value IS NOT NULL AND p.qualifier IN ('exact', 'derived', 'approximate') AND p.unit = i.unit ORDER BY p.source_document = 'rivm-2020' DESC, p.last_year DESC, p.id LIMIT 1) p ON true
	LEFT JOIN LATERAL (SELECT a.* FROM publicatie.all_families a WHERE a.definition = m.definition AND a.area_type = 'land' AND a.period_type = 'jaar' AND a.breakdown = 'totaal' AND a.year <= coalesce(p.last_year, 2020)
		ORDER BY a.year DESC LIMIT 1) f ON true
WHERE m.indicator_set = 'rivm-2020' AND m.code LIKE 'i%' AND m.code <> 'impuls'
ORDER BY m.position;
SQL

IFS='|' read -r municipality name < <(quiet -c "SELECT area, area_name || ', ' || province FROM publicatie.birth WHERE area_type = 'gemeente' AND definition = 'big2-24w-all' AND breakdown = 'totaal' AND period_type = '5 jaar' ORDER BY denominator DESC NULLS LAST, area LIMIT 1")
echo
echo "10. ONE MUNICIPALITY: $name"
show -v municipality="$municipality" <<'SQL'
SELECT d.name_en AS figure, f.period_label, f.numerator, f.denominator, CASE f.status WHEN 'publish' THEN round(f.value::numeric, 1)::text ELSE f.status END AS value, f.unit,
	'(' || round(f.lower::numeric, 1) || ' to ' || round(f.upper::numeric, 1) || ')' AS "95%",
	round(f.country_value::numeric, 1) AS country, f.comparison, f.trend
FROM publicatie.all_families f JOIN kansrijk.indicator_definition d ON d.id = f.definition
WHERE f.area_type = 'gemeente' AND f.area = :'municipality' AND f.breakdown = 'totaal' AND f.period_type = '5 jaar' AND f.unit <> 'municipalities'
	AND f.year = (SELECT max(year) FROM publicatie.birth)
ORDER BY f.definition;
SQL

echo
echo "11. HIDDEN, AND WHY (FOR THE OWNER: A READER SEES ONLY THAT IT IS HIDDEN)"
show <<'SQL'
WITH reason AS (
	SELECT area_type, CASE WHEN status IN ('publish', 'empty') THEN 'shown' ELSE status::text END AS status
	FROM publicatie_intern.birth_protected WHERE definition = 'perinatal-24w-7d' AND breakdown = 'totaal' AND upper(period) - lower(period) = 5)
SELECT area_type, count(*) AS five_year_figures, count(*) FILTER (WHERE status = 'shown') AS shown,
	count(*) FILTER (WHERE status = 'primary_count') AS "fewer than 10 deaths", count(*) FILTER (WHERE status = 'primary_denominator') AS "fewer than 10 births",
	count(*) FILTER (WHERE status = 'secondary') AS "would give another away"
FROM reason GROUP BY area_type ORDER BY array_position('{land,provincie,gemeente,stadsdeel,wijk,pc4}', area_type);
SQL

echo
echo "12. PERINATAL MORTALITY, FIVE YEARS TOGETHER, PER 1000 (95% INTERVAL)"
show <<'SQL'
SELECT f.period_label AS years, max(v) FILTER (WHERE area = 'NL') AS "Nederland", max(v) FILTER (WHERE area_name = 'Groningen') AS "Groningen", max(v) FILTER (WHERE area_name = 'Zeeland') AS "Zeeland", max(v) FILTER (WHERE area_name = 'Zuid-Holland') AS "Zuid-Holland"
FROM (SELECT *, CASE status WHEN 'publish' THEN round(value::numeric, 2) || ' (' || round(lower::numeric, 2) || ' to ' || round(upper::numeric, 2) || ')' ELSE status END AS v FROM publicatie.birth) f
WHERE f.definition = 'perinatal-24w-7d' AND f.area_type IN ('land', 'provincie') AND f.breakdown = 'totaal' AND f.period_type = '5 jaar'
GROUP BY f.period_label, f.year ORDER BY f.year;
SQL
