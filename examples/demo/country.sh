#!/usr/bin/env bash
# The whole chain, in the database PGDATABASE: a source of synthetic births (nobody in
# it exists), its indicators published, refreshed, released and looked at.
#
# BIRTHS is the number a year: 10000 by default, a seventeenth of what the country has, in all of
# its municipalities, of which five years are published down to the municipality. 170000, as in
# the country, has 20 years, down to wijk and postal code. YEARS is another number of years.
. "$(dirname "$0")/../../tools/environment.sh"
set -euo pipefail
cd "$(dirname "$0")/../.."

births=${BIRTHS:-10000}
if [ "$births" -ge 100000 ]; then
	years=${YEARS:-20}
	area_types='{land,provincie,gemeente,stadsdeel,wijk,pc4}'
else
	years=${YEARS:-5}
	area_types='{land,provincie,gemeente}'
fi
first_year=$((2024 - years))
# Compiling the queries of the load takes longer than running them.
export PGOPTIONS="${PGOPTIONS:-} -c jit=off"
quiet() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
show() { psql -qX -v ON_ERROR_STOP=1 -P pager=off -P footer=off -P null=- -P linestyle=unicode "$@" | sed '/^$/d'; }
elapsed() { echo "$(($(date +%s) - began)) s"; }
# What the procedures say of themselves while they work: what, how far, how long still.
working() # STATEMENT
{
	PGOPTIONS="$PGOPTIONS -c client_min_messages=notice" quiet -c "$1" 2> >(sed -u 's/^NOTICE:  /  ... /' >&2)
}

echo
echo "8. A COUNTRY: $years YEARS OF $births SYNTHETIC BIRTHS, EVERY INDICATOR, $(tr -d '{}' <<<"${area_types//,/, }")"
[ "$births" -ge 100000 ] || echo "So few births, in as many municipalities as there are: most of their figures have to be hidden."
began=$(date +%s)
quiet -c "CALL kansrijk.create_source_schema('bron')"
working "CALL kansrijk.load_synthetic_source('bron', $births, 1, $first_year, $years)"
quiet -c "SELECT to_char(count(*), 'FM999,999,999') || ' births in ' || count(DISTINCT municipality) || ' municipalities, ' || min(year) || ' to ' || max(year) || ', loaded in $(elapsed)' FROM bron.birth"

began=$(date +%s)
quiet -c "CALL kansrijk.create_indicator_views('bron', 'publicatie', policy => 'rivm', area_types => '$area_types', populate => false)"
# Sessions may share the families among them; here two do. What several families of a session read is checked once.
refresh()
{
	quiet -c "CALL kansrijk.refresh('publicatie', '{}')"
	local other
	working "CALL kansrijk.refresh('publicatie', '{parents,birth}')" &
	other=$!
	working "CALL kansrijk.refresh('publicatie', '{kraamzorg,care,child,placement,programme}')"
	wait "$other"
}
refresh
echo "Published in $(elapsed), by two sessions; where their time went:"
show <<'SQL'
SELECT CASE stage WHEN 'area_path' THEN 'where areas lie' WHEN 'source' THEN 'checking the source'
		WHEN 'cells' THEN 'one scan of the source for each unit' WHEN 'states' THEN 'what definitions tell together'
		WHEN 'protected' THEN 'adding up and protecting' WHEN 'fact' THEN 'limits, comparison, trend' END AS phase,
	count(*) AS steps, to_char(sum(rows), '999,999,999') AS rows, round(extract(epoch FROM sum(duration)), 1) AS seconds
FROM publicatie_intern.refresh_log GROUP BY stage ORDER BY min(id);
SQL

began=$(date +%s)
working "CALL kansrijk.release('publicatie', '$first_year-2023', 'synthetic')"
quiet <<SQL
SELECT format('Released and audited in %s: %s figures, of which %s are shown; none that is hidden can be computed.',
		'$(elapsed)', to_char(sum((value ->> 'figures')::bigint), 'FM999,999,999'),
		to_char(sum((value ->> 'shown')::bigint), 'FM999,999,999'))
	FROM publicatie_intern.release, jsonb_each(audit);
SQL
began=$(date +%s)
refresh
echo "Refreshed again in $(elapsed): what was released is final."

echo
echo "9. THE FIFTEEN INDICATORS OF THE RIVM MONITOR, BESIDE WHAT WAS PUBLISHED"
echo "Value of the synthetic country; published is the true figure of the source document."
show <<'SQL'
SELECT m.code, left(i.name_en, 42) AS indicator, f.period_label AS year, round(f.value::numeric, 1) AS value, i.unit,
	'(' || round(f.lower::numeric, 1) || ' to ' || round(f.upper::numeric, 1) || ')' AS "95%",
	p.value AS published, p.first_year || CASE WHEN p.first_year <> p.last_year THEN '-' || p.last_year
		ELSE '' END AS of_year
FROM kansrijk.indicator_set_member m JOIN kansrijk.indicator i ON i.id = m.indicator
	LEFT JOIN LATERAL (SELECT p.* FROM kansrijk.published_figure p
		WHERE p.definition = m.definition AND p.area LIKE 'NL%' AND p.category IS DISTINCT FROM 'min'
			AND p.category IS DISTINCT FROM 'max' AND p.value IS NOT NULL
			AND p.qualifier IN ('exact', 'derived', 'approximate') AND p.unit = i.unit
		ORDER BY p.source_document = 'rivm-2020' DESC, p.last_year DESC, p.id LIMIT 1) p ON true
	LEFT JOIN LATERAL (SELECT a.* FROM publicatie.all_families a
		WHERE a.definition = m.definition AND a.area_type = 'land' AND a.period_type = 'jaar' AND a.breakdown = 'totaal'
		ORDER BY a.year <= coalesce(p.last_year, 2020) DESC, abs(a.year - coalesce(p.last_year, 2020)) LIMIT 1) f
			ON true
WHERE m.indicator_set = 'rivm-2020' AND m.code LIKE 'i%' AND m.code <> 'impuls'
ORDER BY m.position;
SQL

IFS='|' read -r municipality name < <(quiet <<'SQL'
SELECT area, area_name || ', ' || province FROM publicatie.birth
WHERE area_type = 'gemeente' AND definition = 'big2-24w-all' AND breakdown = 'totaal' AND period_type = '5 jaar'
ORDER BY denominator DESC NULLS LAST, area LIMIT 1
SQL
)
echo
echo "10. ONE MUNICIPALITY, FIVE YEARS TOGETHER: $name"
show -v municipality="$municipality" <<'SQL'
SELECT d.name_en AS figure, f.period_label, f.numerator, f.denominator,
	CASE f.status WHEN 'publish' THEN round(f.value::numeric, 1)::text ELSE f.status END AS value, f.unit,
	'(' || round(f.lower::numeric, 1) || ' to ' || round(f.upper::numeric, 1) || ')' AS "95%",
	round(f.country_value::numeric, 1) AS country, f.comparison, f.trend
FROM publicatie.all_families f JOIN kansrijk.indicator_definition d ON d.id = f.definition
WHERE f.area_type = 'gemeente' AND f.area = :'municipality' AND f.breakdown = 'totaal' AND f.period_type = '5 jaar'
	AND f.unit <> 'municipalities' AND f.year = (SELECT max(year) FROM publicatie.birth)
ORDER BY f.definition;
SQL

echo
echo "11. HIDDEN, AND WHY (FOR THE OWNER: A READER SEES ONLY THAT IT IS HIDDEN)"
show <<'SQL'
SELECT area_type, count(*) AS figures, count(*) FILTER (WHERE status IN ('publish', 'empty')) AS shown,
	count(*) FILTER (WHERE status = 'primary_count') AS "fewer than 10 of them",
	count(*) FILTER (WHERE status = 'primary_complement') AS "fewer than 10 others",
	count(*) FILTER (WHERE status = 'primary_denominator') AS "fewer than 10 in all",
	count(*) FILTER (WHERE status = 'secondary') AS "would give another away"
FROM publicatie_intern.birth_protected WHERE definition = 'big2-24w-all' AND breakdown = 'totaal'
GROUP BY area_type ORDER BY array_position('{land,provincie,gemeente,stadsdeel,wijk,pc4}', area_type);
SQL

echo
echo "12. PERINATAL MORTALITY, FIVE YEARS TOGETHER, PER 1000"
show <<'SQL'
SELECT f.area_name AS area, f.period_label AS years, f.numerator AS deaths, f.denominator AS births,
	CASE f.status WHEN 'publish' THEN round(f.value::numeric, 2)::text ELSE f.status END AS "per 1000",
	'(' || round(f.lower::numeric, 2) || ' to ' || round(f.upper::numeric, 2) || ')' AS "95%", f.comparison
FROM publicatie.birth f
WHERE f.definition = 'perinatal-24w-7d' AND f.area_type IN ('land', 'provincie') AND f.breakdown = 'totaal'
	AND f.period_type = '5 jaar' AND f.year = (SELECT max(year) FROM publicatie.birth)
ORDER BY f.area_type, f.area_name;
SQL
