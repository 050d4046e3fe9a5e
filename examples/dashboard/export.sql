-- What the dashboard ships, read as the reader: lines of JSON, a kind and its
-- content. psql -v target=SCHEMA, with the role of the reader. Nothing is decided
-- here: a figure that is not published leaves as its status alone, and words,
-- limits and comparisons are computed by the database from published figures.
\set ON_ERROR_STOP on
\set QUIET on
\set FETCH_COUNT 20000
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
SET search_path = :"target", kansrijk, pg_catalog;

-- A figure: counts, value and interval; comparison and trend; else its status.
\set values 'numerator, denominator, round(value::numeric, 3), round(lower::numeric, 3), round(upper::numeric, 3)'
\set compared 'CASE comparison WHEN ''lager'' THEN -1 WHEN ''vergelijkbaar'' THEN 0 WHEN ''hoger'' THEN 1 END'
\set trended 'CASE trend WHEN ''dalend'' THEN -1 WHEN ''gelijk'' THEN 0 WHEN ''stijgend'' THEN 1 END'
\set figure 'CASE status WHEN ''publish'' THEN json_build_array(' :values ') ELSE to_json(status) END'
\set compared_figure 'CASE status WHEN ''publish'' THEN json_build_array(' :values ', ' :compared ', ' :trended ') ELSE to_json(status) END'

-- The year of the newest figures of most definitions; some look further ahead.
SELECT mode() WITHIN GROUP (ORDER BY last) AS reference_year FROM (SELECT max(year) AS last FROM all_families WHERE area_type = 'land' GROUP BY definition) d \gset
-- Windows that are longer, where there are any, are a kind of their own.
SELECT coalesce(min(year - first_year + 1) FILTER (WHERE year > first_year), 1) AS window_years FROM all_families \gset

SELECT json_build_array('about', json_build_object(
	'version', (SELECT extversion FROM pg_extension WHERE extname = 'kansrijk'),
	'date', current_date,
	'year', :reference_year));

SELECT json_build_array('indicator', json_build_object('id', id, 'group', indicator_group, 'family', family, 'name', ARRAY[name_nl, name_en],
	'description', ARRAY[description_nl, description_en], 'numerator', ARRAY[numerator_nl, numerator_en], 'denominator', ARRAY[denominator_nl, denominator_en],
	'unit', unit, 'polarity', polarity, 'attribution', attribution_nl)) FROM indicator ORDER BY id COLLATE "C";
SELECT json_build_array('definition', json_build_object('id', d.id, 'indicator', d.indicator, 'family', i.family, 'unit', CASE WHEN u.unit = 'per 1000' THEN u.unit ELSE i.unit END, 'name', ARRAY[d.name_nl, d.name_en],
	'weeks', min_ga_weeks, 'population', population, 'days', death_window_days, 'residence', residence_rule, 'missing', missing_rule, 'counted', unit_counted, 'period', period_rule,
	'supersedes', supersedes, 'note', note_nl))
FROM indicator_definition d JOIN indicator i ON i.id = d.indicator JOIN definition_unit u ON u.id = d.id ORDER BY d.id COLLATE "C";
SELECT json_build_array('member', json_build_object('set', indicator_set, 'code', code, 'indicator', indicator, 'definition', definition)) FROM indicator_set_member ORDER BY indicator_set, position;
SELECT json_build_array('set', json_build_object('id', id, 'document', source_document, 'name', ARRAY[name_nl, name_en])) FROM indicator_set ORDER BY id;
SELECT json_build_array('document', json_build_object('id', id, 'title', title, 'publisher', publisher, 'published', published, 'kind', kind, 'note', note_nl)) FROM source_document ORDER BY id;
SELECT json_build_array('inconsistency', json_build_object('id', id, 'document', source_document, 'locator', locator, 'finding', ARRAY[finding_nl, finding_en])) FROM source_inconsistency ORDER BY source_document, id;
SELECT json_build_array('published', json_strip_nulls(json_build_object('id', id, 'indicator', indicator, 'definition', definition, 'document', source_document, 'locator', locator,
	'period', period, 'year', last_year, 'area', area, 'breakdown', breakdown, 'category', category, 'n', numerator, 'd', denominator, 'value', value, 'low', value_low, 'high', value_high,
	'digits', scale(value), 'unit', unit, 'qualifier', qualifier, 'inconsistency', inconsistency))) FROM published_figure ORDER BY id;
SELECT json_build_array('breakdown', json_build_object('id', id, 'name', ARRAY[name_nl, name_en])) FROM indicator_breakdown ORDER BY id;

SELECT json_build_array('area', area_type, area, max(area_name), max(province), max(year)) FROM all_families WHERE area_type IN ('gemeente', 'provincie', 'stadsdeel') GROUP BY area_type, area ORDER BY area_type, area;

-- Where municipalities that ended went.
SELECT json_build_array('transition', area_code(code), area_code(new_code), sum(share), max(division_year)) FROM area_transition
WHERE postcode IS NULL AND new_division_year > division_year AND area_code(code) <> area_code(new_code)
GROUP BY area_code(code), area_code(new_code) ORDER BY area_code(code), area_code(new_code);

SELECT json_build_array('figure', family, definition, area_type, area, year - first_year + 1, year, breakdown, category,
	:compared_figure)
FROM all_families WHERE area_type IN ('land', 'provincie', 'gemeente', 'stadsdeel') AND year - first_year < :window_years ORDER BY year;

-- For who is too small: long windows, groups of municipalities, and what follows of hidden windows when the owner asked for it.
SELECT json_build_array('long', definition, area_type, area, year - first_year + 1, year,
	:compared_figure)
FROM all_families WHERE area_type IN ('land', 'provincie', 'gemeente') AND year - first_year >= :window_years ORDER BY year;
SELECT json_build_array('group', area_type, area, max(area_name)) FROM all_families WHERE area_type NOT IN ('land', 'provincie', 'gemeente', 'stadsdeel', 'wijk', 'pc4') GROUP BY area_type, area ORDER BY area_type, area;
SELECT json_build_array('grouped', definition, area_type, area, year - first_year + 1, year, breakdown, category,
	:figure)
FROM all_families WHERE area_type NOT IN ('land', 'provincie', 'gemeente', 'stadsdeel', 'wijk', 'pc4') AND year - first_year + 1 = :window_years
	AND year = :reference_year ORDER BY definition COLLATE "C", area_type, area COLLATE "C", breakdown, category;
-- Who is in a group, from a table that the publisher makes (finish.sql), if there is one.
SELECT to_regclass('dashboard.area_group') IS NOT NULL AS knows_groups \gset
\if :knows_groups
SELECT json_build_array('grouping', grouping, group_code, municipality) FROM dashboard.area_group ORDER BY grouping, municipality;
\endif
SELECT json_build_array('deducible', definition, area, year - first_year + 1, year, numerator_low, numerator_high, round(deducible_low::numeric, 3), round(deducible_high::numeric, 3)) FROM deducible ORDER BY year;

-- Of the last period, what a municipality consists of: wijken, and the postal codes that lie in it, by a table that the
-- publisher makes (finish.sql), if there is one.
SELECT json_build_array('within', definition, area_type, area, year - first_year + 1, year,
	:compared_figure)
FROM (SELECT *, max(year) OVER (PARTITION BY definition, area_type) AS last_year FROM all_families
		WHERE area_type IN ('wijk', 'pc4') AND breakdown = 'totaal' AND year - first_year + 1 = :window_years) f
WHERE year = last_year ORDER BY definition COLLATE "C", area_type, area COLLATE "C";
SELECT json_build_array('placed', area_type, area, max(area_name), municipality) FROM all_families
WHERE area_type = 'wijk' AND municipality IS NOT NULL AND right(area, 1) <> '?' GROUP BY area_type, area, municipality ORDER BY municipality, area;
SELECT to_regclass('dashboard.postcode') IS NOT NULL AS knows_postcodes \gset
\if :knows_postcodes
SELECT json_build_array('placed', 'pc4', pc4, pc4, municipality) FROM dashboard.postcode ORDER BY municipality, pc4;
\endif

-- What is to be said beside figures of the country, so of all: provisional, coverage, what does not compare.
SELECT json_build_array('note', definition, year - first_year + 1, year, ARRAY[notes,
	concat_ws(' ', CASE WHEN starts_with(notes, 'Voorlopig') THEN 'Provisional figure.' END,
	'Not comparable with years before ' || series_break || '.', definition_notes(definition, first_year, year, 'en'))])
FROM all_families WHERE area_type = 'land' AND breakdown = 'totaal' AND notes IS NOT NULL AND (year - first_year < :window_years OR year = :reference_year) ORDER BY year;

-- How much a figure changed since the first of its series that shares no year, and whether that may be chance.
SELECT json_build_array('change', f.definition, f.area_type, f.area, f.year - f.first_year + 1, f.year, round(f.change_percent::numeric, 1), f.change_since, compare(r, br, 0.95, u.model) <> 'similar')
FROM all_families f
	JOIN definition_unit u ON u.id = f.definition
	JOIN all_families b ON b.definition = f.definition AND b.area_type = f.area_type AND b.area = f.area AND b.breakdown = 'totaal' AND b.period_label = f.change_since,
	make_rate(f.numerator, f.denominator) r, make_rate(b.numerator, b.denominator) br
WHERE f.breakdown = 'totaal' AND f.area_type IN ('land', 'gemeente') AND f.year = :reference_year AND f.year > f.first_year AND f.year - f.first_year < :window_years
	AND f.change_percent IS NOT NULL AND u.model IS NOT NULL;

-- "1 in 7", and what changed since the last period that shares no year.
SELECT json_build_array('words', f.definition, f.area_type, f.area, f.year - f.first_year + 1, f.year, ARRAY[one_in_words(r), one_in_words(r, 'en')],
	CASE WHEN b.status = 'publish' THEN ARRAY[change_words(br, r, 0.95, u.model, 'nl'), change_words(br, r, 0.95, u.model, 'en')] END)
FROM all_families f
	JOIN definition_unit u ON u.id = f.definition
	LEFT JOIN all_families b ON b.definition = f.definition AND b.area_type = f.area_type AND b.area = f.area AND b.breakdown = 'totaal' AND b.year + 1 = f.first_year
		AND b.year - b.first_year = f.year - f.first_year,
	make_rate(f.numerator, f.denominator) r, make_rate(b.numerator, b.denominator) br
WHERE f.status = 'publish' AND f.breakdown = 'totaal' AND u.model IS NOT NULL AND f.year - f.first_year < :window_years
	AND (f.area_type = 'land' OR f.area_type = 'gemeente' AND f.year > f.first_year AND f.year = :reference_year);

-- Figures after a break in their series.
SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'all_families'::regclass AND attname = 'series_break') AS knows_breaks \gset
\if :knows_breaks
SELECT json_build_array('break', definition, area_type, area, year - first_year + 1, year, series_break)
FROM all_families WHERE series_break IS NOT NULL AND area_type IN ('land', 'gemeente') AND breakdown = 'totaal' AND year - first_year < :window_years ORDER BY year;
\endif

-- Funnels, for the windows and the last long one: limits over the sizes that occur.
SELECT json_build_array('funnel', definition, years, year, json_agg(json_build_array(round(size), round((inner_limits).lower::numeric, 3), round((inner_limits).upper::numeric, 3),
	round((outer_limits).lower::numeric, 3), round((outer_limits).upper::numeric, 3)) ORDER BY size))
FROM (
	SELECT definition, years, year, size, funnel_limits(target, size, per, 0.95, model) AS inner_limits, funnel_limits(target, size, per, 0.998, model) AS outer_limits
	FROM (SELECT definition, year - first_year + 1 AS years, year, min(denominator)::float8 AS smallest, max(denominator)::float8 AS largest, min(country_value) AS target FROM all_families
			WHERE area_type = 'gemeente' AND breakdown = 'totaal' AND year > first_year AND (year - first_year < :window_years OR year = :reference_year) AND status = 'publish' AND country_value > 0 AND family <> 'programme'
			GROUP BY 1, 2, 3) p
		JOIN (SELECT id AS definition, model, per FROM definition_unit WHERE model IS NOT NULL) m USING (definition),
		generate_series(0, 23) i, LATERAL (SELECT smallest * (largest / smallest) ^ (i / 23.0::float8)) s(size)
	WHERE target < per) f
GROUP BY definition, years, year;
