-- Statements in the shape in which BI tools write them, each followed by a plain
-- one that must give the same rows. The first line of a comment is the name of
-- the test; every statement ends with a semicolon at the end of a line.

-- Power BI: folded filter, sort and choice of columns
select "_"."area_name",
    "_"."period_label",
    "_"."value",
    "_"."status"
from
(
    select "$Table"."definition" as "definition", "$Table"."area_type" as "area_type",
	"$Table"."area_name" as "area_name", "$Table"."period_label" as "period_label",
        "$Table"."breakdown" as "breakdown", "$Table"."value" as "value", "$Table"."status" as "status"
    from "publicatie"."birth" "$Table"
) "_"
where ("_"."area_type" = 'provincie' and "_"."area_type" is not null) and
	("_"."definition" = 'big2-24w-all' and "_"."definition" is not null) and "_"."breakdown" = 'totaal'
order by "_"."area_name",
    "_"."period_label"
limit 4096;
SELECT area_name, period_label, value, status FROM publicatie.birth WHERE area_type = 'provincie'
	AND definition = 'big2-24w-all' AND breakdown = 'totaal' ORDER BY 1, 2;

-- Power BI: group-by of DirectQuery
select "rows"."area_name" as "area_name", max("rows"."value") as "a0", count("rows"."value") as "a1"
from
(
    select "_"."area_name",
	"_"."value" from "publicatie"."birth" "_" where "_"."definition" = 'preterm-22w-all' and "_"."period_label" =
	'2015-2019' and "_"."area_type" = 'gemeente' and "_"."breakdown" = 'totaal'
) "rows"
group by "area_name"
order by "area_name"
limit 1000001;
SELECT area_name, max(value), count(value) FROM publicatie.birth WHERE definition = 'preterm-22w-all' AND year = 2019
	AND first_year = 2015 AND area_type = 'gemeente' AND breakdown = 'totaal' GROUP BY 1 ORDER BY 1;

-- Power BI: semi-join with the chosen values of a slicer
select "basetable0"."area_name" as "c9", "basetable0"."value" as "a0"
from "publicatie"."birth" "basetable0"
inner join
(
    (select 'Utrecht' as "c1", 2018 as "c2") union all (select 'Zeeland' as "c1", 2018 as "c2")
) "semijoin1" on ("semijoin1"."c1" = "basetable0"."area_name" and "semijoin1"."c2" = "basetable0"."year")
where "basetable0"."definition" = 'sga-22w-all' and "basetable0"."period_type" = 'jaar' and "basetable0"."breakdown" =
	'totaal'
order by "basetable0"."area_name";
SELECT area_name, value FROM publicatie.birth WHERE definition = 'sga-22w-all' AND area_name IN ('Utrecht', 'Zeeland')
	AND year = 2018 AND period_type = 'jaar' AND breakdown = 'totaal' ORDER BY 1;

-- Power BI: distinct count that counts an empty value
select count(distinct "rows"."comparison") + max(case when "rows"."comparison" is null then 1 else 0 end) as "a0" from
	"publicatie"."birth" "rows";
SELECT 4;

-- Power BI: casts
select cast("_"."year" as varchar(10)) as "year", cast("_"."value" as decimal) as "value",
	cast("_"."numerator" as double precision) as "n"
from "publicatie"."birth" "_" where "_"."area" = 'NL' and "_"."definition" = 'big2-24w-all' and "_"."breakdown" =
	'totaal' and "_"."period_type" = 'jaar' order by 1;
SELECT year::text, value::numeric, numerator FROM publicatie.birth WHERE area = 'NL' AND definition = 'big2-24w-all'
	AND breakdown = 'totaal' AND period_type = 'jaar' ORDER BY year;

-- Tableau: aggregate of a filtered view
SELECT "birth"."area_name" AS "area_name",
  SUM("birth"."value") AS "sum:value:ok"
FROM "publicatie"."birth" "birth"
WHERE (("birth"."definition" = 'perinatal-24w-7d') AND ("birth"."period_label" = '2015-2019')
	AND ("birth"."area_type" = 'provincie') AND ("birth"."breakdown" = 'totaal'))
GROUP BY 1
ORDER BY 1 ASC NULLS FIRST;
SELECT area_name, value FROM publicatie.birth WHERE definition = 'perinatal-24w-7d' AND period_label = '2015-2019'
	AND area_type = 'provincie' AND breakdown = 'totaal' ORDER BY 1;

-- Tableau: bounds of a filter
SELECT MAX("birth"."year") AS "TEMP(max)", MIN("birth"."year") AS "TEMP(min)" FROM "publicatie"."birth" "birth"
	HAVING (COUNT(1) > 0);
SELECT 2019, 2015;

-- Tableau: custom SQL, and the first of a list
SELECT "t0"."area_name" AS "area_name", SUM("Custom SQL Query"."value") AS "sum:value:ok"
FROM (
  SELECT * FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown = 'totaal'
	AND period_label = '2015-2019' AND area_type = 'provincie'
) "Custom SQL Query"
  INNER JOIN (
  SELECT "Custom SQL Query"."area_name" AS "area_name", SUM("Custom SQL Query"."value") AS "$__alias__0"
  FROM (SELECT * FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown = 'totaal'
	AND period_label = '2015-2019' AND area_type = 'provincie') "Custom SQL Query"
  GROUP BY 1
  ORDER BY 2 DESC NULLS LAST, 1 ASC
  LIMIT 3
) "t0" ON ("Custom SQL Query"."area_name" IS NOT DISTINCT FROM "t0"."area_name")
GROUP BY 1
ORDER BY 1;
SELECT area_name, value FROM (SELECT area_name, value FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND breakdown = 'totaal' AND period_label = '2015-2019' AND area_type = 'provincie' ORDER BY value DESC NULLS LAST,
	area_name LIMIT 3) t ORDER BY 1;

-- Tableau: a year as a date
SELECT CAST(DATE_TRUNC('YEAR', MAKE_DATE("birth"."year", 1, 1)) AS DATE) AS "tyr:year:ok",
	CAST(TRUNC(EXTRACT(YEAR FROM MAKE_DATE("birth"."year", 1, 1))) AS INTEGER) AS "yr:year:ok", COUNT(1) AS "n"
FROM "publicatie"."birth" "birth" GROUP BY 1, 2 ORDER BY 1;
SELECT (year || '-01-01')::date, year, count(*) FROM publicatie.birth GROUP BY 1, 2 ORDER BY 1;

-- Tableau: the sum of hidden figures is empty, not zero
SELECT SUM("birth"."value") AS "v", SUM("birth"."numerator") AS "n", AVG("birth"."upper") AS "u"
	FROM "publicatie"."birth" "birth" WHERE ("birth"."status" = 'hidden') HAVING (COUNT(1) > 0);
SELECT NULL::double precision, NULL::numeric, NULL::double precision;

-- Metabase: may this be read
SELECT TRUE AS "_" FROM "publicatie"."birth" WHERE 1 <> 1 LIMIT 0;
SELECT true WHERE false;

-- Metabase: values of a filter
SELECT "publicatie"."birth"."area_type" AS "area_type" FROM "publicatie"."birth"
	GROUP BY "publicatie"."birth"."area_type" ORDER BY "publicatie"."birth"."area_type" ASC LIMIT 1000;
VALUES ('gemeente'), ('land'), ('provincie'), ('stadsdeel');

-- Metabase: fingerprint
SELECT COUNT(*) FROM (SELECT "publicatie"."birth"."year" AS "year", "publicatie"."birth"."value" AS "value",
	SUBSTRING("publicatie"."birth"."label", 1, 1234) AS "substring1" FROM "publicatie"."birth" LIMIT 10000) AS "source";
SELECT 10000;

-- Metabase: summary of a question
SELECT "source"."comparison" AS "comparison", COUNT(*) AS "count", SUM(CASE WHEN "source"."status" = 'publish' THEN 1
	ELSE 0.0 END) AS "shown"
FROM (SELECT "publicatie"."birth"."comparison" AS "comparison", "publicatie"."birth"."status" AS "status",
	"publicatie"."birth"."area_type" AS "area_type" FROM "publicatie"."birth") AS "source"
WHERE "source"."area_type" = 'gemeente' GROUP BY "source"."comparison" ORDER BY "source"."comparison" ASC;
SELECT comparison, count(*), sum(CASE status WHEN 'publish' THEN 1 ELSE 0.0 END) FROM publicatie.birth
	WHERE area_type = 'gemeente' GROUP BY 1 ORDER BY 1;

-- Metabase: bins
SELECT FLOOR(("publicatie"."birth"."value" / 2.5)) * 2.5 AS "value", COUNT(*) AS "count" FROM "publicatie"."birth"
	WHERE "publicatie"."birth"."definition" = 'preterm-22w-all'
	GROUP BY FLOOR(("publicatie"."birth"."value" / 2.5)) * 2.5 ORDER BY 1 ASC;
SELECT 2.5 * floor(value / 2.5), count(*) FROM publicatie.birth WHERE definition = 'preterm-22w-all'
	GROUP BY 1 ORDER BY 1;

-- Metabase: contains, and a date unit
SELECT DATE_TRUNC('year', CAST(make_date("publicatie"."birth"."year", 1, 1) AS timestamp)) AS "jaar",
	"publicatie"."birth"."area_name" AS "area_name", MAX("publicatie"."birth"."value") AS "max"
FROM "publicatie"."birth"
WHERE (LOWER("publicatie"."birth"."area_name") LIKE '%holland%')
	AND ("publicatie"."birth"."definition" = 'big2-24w-all') AND ("publicatie"."birth"."breakdown" = 'totaal')
	AND ("publicatie"."birth"."period_type" = 'jaar')
GROUP BY DATE_TRUNC('year', CAST(make_date("publicatie"."birth"."year", 1, 1) AS timestamp)),
	"publicatie"."birth"."area_name"
ORDER BY 1 ASC, 2 ASC;
SELECT (year || '-01-01')::timestamp, area_name, value FROM publicatie.birth WHERE area_name ~* 'holland'
	AND definition = 'big2-24w-all' AND breakdown = 'totaal' AND period_type = 'jaar' ORDER BY 1, 2;

-- Superset: virtual dataset with a series limit
SELECT DATE_TRUNC('year', make_date(year, 1, 1)) AS __timestamp, area_name AS area_name, CASE WHEN COUNT(*) = 1
	THEN MAX(value) END AS "waarde"
FROM (SELECT * FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown = 'totaal'
	AND period_type = 'jaar') AS virtual_table
JOIN (SELECT area_name AS area_name__, MAX(value) AS mme_inner__
  FROM (SELECT * FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown = 'totaal'
	AND period_type = 'jaar') AS virtual_table
  WHERE area_type IN ('provincie') GROUP BY area_name ORDER BY mme_inner__ DESC NULLS LAST, area_name LIMIT 2)
	AS series_limit ON area_name = area_name__
WHERE area_type IN ('provincie')
GROUP BY DATE_TRUNC('year', make_date(year, 1, 1)), area_name ORDER BY 1, 2 LIMIT 50000;
SELECT (year || '-01-01')::timestamptz, area_name, value FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND breakdown = 'totaal' AND period_type = 'jaar' AND area_type = 'provincie'
	AND area_name IN (SELECT area_name FROM publicatie.birth WHERE definition = 'big2-24w-all' AND breakdown = 'totaal'
		AND period_type = 'jaar' AND area_type = 'provincie' GROUP BY 1 ORDER BY max(value) DESC NULLS LAST, 1 LIMIT 2)
		ORDER BY 1, 2;

-- Superset: more than one figure gives nothing
SELECT CASE WHEN COUNT(*) = 1 THEN MAX(value) END AS "waarde" FROM publicatie.birth WHERE area_type = 'provincie'
	AND period_label = '2019';
SELECT NULL::double precision;

-- Grafana: a line for each area
SELECT make_date(year, 1, 1)::timestamptz AS "time", area_name AS metric, value FROM publicatie.birth
WHERE definition = 'big2-24w-all' AND area_type IN ('land','provincie') AND breakdown = 'totaal'
	AND period_type = 'jaar'
	AND make_date(year, 1, 1) BETWEEN '2015-12-31T23:00:00Z' AND '2019-12-31T22:59:59Z' ORDER BY 1, 2;
SELECT (year || '-01-01')::timestamptz, area_name, value FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND area_type IN ('land', 'provincie') AND breakdown = 'totaal' AND period_type = 'jaar' AND year >= 2016
	ORDER BY 1, 2;

-- any tool: a page with the number of all rows
SELECT area_name, value, COUNT(*) OVER () AS total, ROW_NUMBER() OVER (ORDER BY value DESC NULLS LAST, area) AS place
	FROM publicatie.birth WHERE definition = 'big2-24w-all' AND area_type = 'provincie' AND breakdown = 'totaal'
	AND period_label = '2015-2019' ORDER BY place OFFSET 2 LIMIT 5;
SELECT area_name, value, (SELECT count(*) FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND area_type = 'provincie' AND breakdown = 'totaal' AND period_label = '2015-2019'), place FROM (
	SELECT area_name, value, rank() OVER (ORDER BY value DESC NULLS LAST, area) AS place FROM publicatie.birth
		WHERE definition = 'big2-24w-all' AND area_type = 'provincie' AND breakdown = 'totaal'
		AND period_label = '2015-2019') r WHERE place BETWEEN 3 AND 7 ORDER BY place;

-- any tool: the wide view says what the tidy one says
SELECT "wide"."area_name" AS "area_name", "wide"."year" AS "year", "wide"."big2_24w_all" AS "v",
	"wide"."big2_24w_all_status" AS "s" FROM "publicatie"."wide" "wide" WHERE ("wide"."area_type" = 'gemeente')
	AND ("wide"."period_type" = '5 jaar') ORDER BY "wide"."area" ASC, 2 ASC;
SELECT area_name, year, value, status FROM publicatie.birth WHERE area_type = 'gemeente' AND period_type = '5 jaar'
	AND definition = 'big2-24w-all' AND breakdown = 'totaal' ORDER BY area, year;
