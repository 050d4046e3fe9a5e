-- Publication: from a source to masked views.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 3000, 1, 2014, 6);

SELECT code AS amsterdam FROM bron.area WHERE kind = 'gemeente' AND name LIKE 'Amsterdam%' LIMIT 1 \gset

-- A row without a municipality, and one in a province where the municipality does
-- not lie; the synthetic population has municipalities that were dissolved.
UPDATE bron.birth SET municipality = NULL, province = NULL, wijk = NULL, stadsdeel = NULL, pc4 = NULL
	WHERE birth_id IN (SELECT birth_id FROM bron.birth ORDER BY birth_id LIMIT 7);
UPDATE bron.birth SET province = 'Zeeland' WHERE birth_id = (SELECT min(birth_id) FROM bron.birth
	WHERE municipality = :'amsterdam');

SELECT lives_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{birth,care,placement,programme}',
	local_definitions =>
		'{big2-24w-all,preterm-22w-all,perinatal-24w-7d,late-care-22w,placement-overlap,coalition-2020}') $$,
	'a publication is created and filled');
SELECT is_empty($$ SELECT relation, sqlstate, message FROM publicatie_intern.refresh_log
	WHERE outcome <> 'refreshed' $$, 'every relation was refreshed');

-- Shape.
SELECT columns_are('publicatie', 'birth', ARRAY(SELECT name FROM kansrijk_intern.indicator_view_columns()),
	'a family has the documented columns');
SELECT bag_eq($$ SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'publicatie'
	AND table_name = 'birth' $$, $$ SELECT name FROM kansrijk_intern.indicator_view_columns() $$);
SELECT is_empty($$ SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
	AND a.attnum > 0
	WHERE c.relnamespace = 'publicatie'::regnamespace AND c.relkind IN ('v', 'm')
		AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL) $$,
		'every relation and column in the target has a comment');
SELECT is_empty($$ SELECT relname FROM pg_class WHERE relnamespace = 'publicatie'::regnamespace AND relkind = 'v'
	AND NOT 'security_barrier=true' = ANY (coalesce(reloptions, '{}')) $$, 'every view is a security barrier');
SELECT is_empty($$ SELECT c.relname, a.attname, a.atttypid::regtype FROM pg_class c
	JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE c.relnamespace = 'publicatie'::regnamespace AND c.relkind = 'v'
		AND a.atttypid <> ALL ('{text,integer,bigint,double precision,timestamptz}'::regtype[]) $$,
		'every column has a type that every BI tool knows');
SELECT bag_eq($$ SELECT c.relname FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique
	WHERE c.relnamespace = 'publicatie_intern'::regnamespace AND c.relkind = 'm' $$,
	$$ SELECT name FROM publicatie_intern.relation WHERE stage = 'fact' $$,
		'every fact relation can be refreshed concurrently');
SELECT set_eq($$ SELECT DISTINCT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relname LIKE 'birth\_%' AND c.relkind = 'm' $$, ARRAY['publicatie_intern'],
	'nothing outside the private schema');
SELECT is_empty($$ SELECT relname FROM pg_class WHERE relnamespace = 'publicatie'::regnamespace AND relkind <> 'v' $$,
	'the schema of the publication has views only, which a tool may list');

-- Figures equal those of plain SQL over the source.
SELECT results_eq($$ SELECT year, numerator, denominator FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND area_type = 'land' AND period_type = 'jaar' AND breakdown = 'totaal' AND status = 'publish' ORDER BY year $$,
	$$ SELECT b.year::integer, count(*) FILTER (WHERE big2), count(big2)
		FROM bron.birth b, LATERAL is_big2(b.birthweight, CASE WHEN b.ga_source IS DISTINCT
			FROM 'weeks' THEN b.ga_days END, b.sex,
			ga_weeks => b.ga_days / 7) big2
		WHERE in_scope(b.ga_days, b.birthweight, 24) AND b.year IN (SELECT f.year FROM publicatie.birth f
			WHERE f.definition = 'big2-24w-all' AND f.area_type = 'land' AND f.period_type = 'jaar'
			AND f.breakdown = 'totaal' AND f.status = 'publish') GROUP BY 1 ORDER BY 1 $$,
		'the country: as counted in plain SQL');
SELECT isnt_empty($$ SELECT FROM publicatie.birth WHERE area_type = 'gemeente' AND period_type = '5 jaar'
	AND status = 'publish' $$, 'some municipalities are published');
SELECT is_empty($$
	SELECT f.area, f.numerator, p.numerator FROM publicatie.birth f
		JOIN (SELECT municipality, count(*) FILTER (WHERE is_preterm(ga_days)) AS numerator, count(is_preterm(ga_days))
			AS denominator FROM bron.birth WHERE in_scope(ga_days, birthweight, 22) AND year BETWEEN 2015 AND 2019
			GROUP BY 1) p
			ON p.municipality = f.area
		WHERE f.definition = 'preterm-22w-all' AND f.area_type = 'gemeente' AND f.period_label = '2015-2019'
			AND f.breakdown = 'totaal' AND f.status = 'publish'
			AND (f.numerator, f.denominator) IS DISTINCT FROM (p.numerator, p.denominator) $$,
				'municipalities over five years: as counted in plain SQL');
SELECT is_empty($$
	SELECT f.year FROM publicatie.care f JOIN (
			SELECT year, count(*) FILTER (WHERE late) AS numerator, count(late) AS denominator
			FROM (SELECT year, pregnancy_id, CASE WHEN bool_or(starts_late(first_visit_ga_days)) THEN true
				WHEN bool_or(starts_late(first_visit_ga_days) IS NULL) THEN NULL ELSE false END AS late
				FROM bron.birth WHERE in_scope(ga_days, birthweight, 22) GROUP BY 1, 2) pregnancy GROUP BY 1) p
					USING (year)
		WHERE f.definition = 'late-care-22w' AND f.area_type = 'land' AND f.period_type = 'jaar'
			AND f.breakdown = 'totaal' AND f.status = 'publish' AND (f.numerator, f.denominator) IS DISTINCT
			FROM (p.numerator, p.denominator) $$,
	'pregnancies are counted once');
SELECT results_eq($$ SELECT numerator, denominator FROM publicatie.programme WHERE definition = 'coalition-2020'
	AND area_type = 'land' AND year = 2020 $$, $$ VALUES (59::bigint, 275::bigint) $$,
	'process indicators: organisations are no persons, so nothing is hidden');

-- Protection: nothing shown that the policy hides, and all of a row or nothing.
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE status = 'publish' AND (numerator < 10
	OR CASE WHEN unit = 'births' THEN denominator <> numerator ELSE denominator - numerator < 10 END) $$,
	'no small count is shown');
SELECT is_empty($$ SELECT FROM publicatie.all_families WHERE status <> 'publish'
	AND num_nonnulls(numerator, denominator, value, lower, upper, comparison, trend) > 0 $$,
	'of a hidden row nothing is shown');
SELECT is_empty($$ SELECT FROM publicatie.all_families WHERE status = 'publish' AND denominator > 0
	AND (num_nulls(numerator, denominator, value, label, unit) > 0
		OR num_nulls(lower, upper) <> CASE WHEN unit = 'births' THEN 2 ELSE 0 END) $$,
	'of a shown row everything: of a number of births all but limits');
SELECT is_empty($$
	SELECT hidden.definition, hidden.area FROM (SELECT definition, province, period_label, count(*)
		FILTER (WHERE status <> 'publish') AS hidden FROM publicatie.birth WHERE area_type = 'gemeente'
		AND breakdown = 'totaal' AND province IS NOT NULL GROUP BY 1, 2, 3) g
		JOIN publicatie.birth hidden ON hidden.definition = g.definition AND hidden.area_type = 'provincie'
			AND hidden.area = g.province AND hidden.period_label = g.period_label AND hidden.breakdown = 'totaal'
			AND hidden.status = 'publish'
		WHERE g.hidden = 1 AND hidden.period_type = '5 jaar' AND NOT EXISTS (SELECT FROM bron.birth b
			WHERE b.province = g.province AND b.municipality IS NULL)
			-- A municipality that began or ended is not among the rows of the window.
			AND NOT EXISTS (SELECT FROM bron.birth b WHERE b.province = g.province AND b.municipality
				IN (SELECT from_code FROM bron.area_transition UNION SELECT to_code FROM bron.area_transition)) $$,
			'never a single hidden municipality in a published province');
SELECT is_empty($$ SELECT DISTINCT period_type, period_label, first_year, year FROM publicatie.all_families
	WHERE period_label <> CASE period_type WHEN 'jaar' THEN year::text ELSE first_year || '-' || year END
	OR year - first_year <> CASE period_type WHEN 'jaar' THEN 0 ELSE 4 END $$, 'the years of a period are its label');
SELECT is_empty($$ SELECT definition FROM publicatie.birth WHERE definition = 'big2-22w-all' AND area_type <> 'land' $$,
	'a second way of counting is published for the country only');
SELECT is_empty($$ SELECT DISTINCT unnest(ARRAY[comparison, trend]) x FROM publicatie.birth EXCEPT VALUES ('lager'),
	('vergelijkbaar'), ('hoger'), ('dalend'), ('gelijk'), ('stijgend'), (NULL) $$, 'words of comparison and trend');

-- Columns of what is said beside a figure: each recomputed from what is shown.
SELECT set_eq($$ SELECT DISTINCT area_type, area, cbs_code FROM publicatie.care $$, $$ SELECT DISTINCT area_type, area,
	cbs_area_code(area_type, area) FROM publicatie.care $$, 'codes of CBS');
SELECT results_eq($$ SELECT DISTINCT area, cbs_code FROM publicatie.birth WHERE area IN ('NL', 'Zeeland') ORDER BY 1 $$,
	$$ VALUES ('NL', 'NL01'), ('Zeeland', 'PV29') $$, 'as CBS writes them');
CREATE TEMP TABLE base AS SELECT DISTINCT ON (definition, area_type, area, breakdown, category, period_type,
	coalesce(series_break, 0)) definition, area_type, area, breakdown, category, period_type, coalesce(series_break, 0)
	AS part, period_label, year, value, status
	FROM publicatie.birth ORDER BY definition, area_type, area, breakdown, category, period_type,
		coalesce(series_break, 0), first_year;
SELECT is_empty($$ SELECT f.* FROM publicatie.birth f JOIN base b USING (definition, area_type, area, breakdown,
	category, period_type)
	WHERE b.part = coalesce(f.series_break, 0)
		AND (abs(f.change_percent - CASE WHEN f.status = 'publish' AND b.status = 'publish' AND b.year < f.first_year
		AND b.value > 0
		THEN 100 * f.value / b.value - 100 END) > 1e-6
		OR (f.change_percent IS NULL) <> (f.status <> 'publish' OR b.status <> 'publish' OR b.year >= f.first_year
			OR b.value = 0)
		OR f.change_percent IS NOT NULL AND f.change_since <> b.period_label) $$,
		'the change since the first figure of the series, of figures that are both shown');
SELECT isnt_empty($$ SELECT FROM publicatie.birth WHERE change_percent IS NOT NULL
	AND change_since = (SELECT min(year)::text FROM bron.birth) $$, 'of many');
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE status <> 'publish'
	AND num_nonnulls(change_percent, change_since) > 0 $$, 'a hidden figure has none');
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE notes IS DISTINCT
	FROM definition_notes(definition, first_year, year) AND series_break IS NULL $$, 'the notes of the catalogue');
SELECT results_eq($$ SELECT DISTINCT area_type, series_break FROM publicatie.birth WHERE series_break IS NOT NULL $$, $$
	VALUES ('gemeente', 2019) $$, 'the municipalities of area_transition are others from 2019 on');
SAVEPOINT notes;
INSERT INTO definition_note (id, indicator, definition, kind, first_year, last_year, text_nl, text_en) SELECT 'own',
	indicator, id, 'coverage', 2016, 2016, 'Niet iedereen leverde.', 'Not all delivered.' FROM indicator_definition
	WHERE id = 'big2-24w-all';
DROP TABLE IF EXISTS bron.source_delivery;
CREATE TABLE bron.source_delivery AS SELECT relation::text, kind::text, first_year, last_year, complete_until,
	provisional FROM propose_delivery('bron') WHERE relation <> 'birth';
INSERT INTO bron.source_delivery SELECT 'birth', NULL, min(year), max(year) - 1, NULL::date, false FROM bron.birth
	UNION ALL SELECT 'birth', NULL, max(year), max(year), NULL, true FROM bron.birth;
CALL refresh('publicatie', '{}');
CALL refresh('publicatie', '{birth}');
SELECT set_eq($$ SELECT DISTINCT period_type, first_year <= 2016 AND year >= 2016 AS noted,
	year = (SELECT max(year) FROM bron.birth) AS is_last, notes LIKE '%Niet iedereen leverde.%' AS told,
	coalesce(notes LIKE 'Voorlopig cijfer.%', false) AS is_provisional FROM publicatie.birth
	WHERE definition = 'big2-24w-all' AND period_type = 'jaar' AND year >= 2016 $$,
	$$ SELECT 'jaar' AS kind, y = 2016 AS noted, y = m AS is_last, CASE WHEN y = 2016 THEN true
		WHEN y = m THEN false END AS told, y = m AS is_provisional FROM (SELECT max(year) AS m FROM bron.birth) b,
		generate_series(2016, m) y $$, 'a note of one''s own, and what is provisional');
ROLLBACK TO notes;
SELECT is((SELECT count(DISTINCT (area_type, area, period_label)) FROM publicatie.wide),
	(SELECT count(*) FROM publicatie.wide), 'wide: one row for an area and period');
SELECT results_eq($$ SELECT big2_24w_all FROM publicatie.wide WHERE area = 'NL' AND period_label = '2015-2019' $$, $$
	SELECT value FROM publicatie.birth WHERE definition = 'big2-24w-all' AND area = 'NL' AND period_label = '2015-2019'
	AND breakdown = 'totaal' $$, 'wide: the same value');
SELECT is_empty($$ SELECT area_type, area, province FROM publicatie.birth WHERE area_type = 'gemeente'
	AND area_name LIKE 'Amsterdam%' AND province <> 'Noord-Holland' $$,
	'a municipality lies in one province, whatever one row says');

-- Again: nothing happens; with other arguments: replaced, and the log stays.
CREATE TEMP TABLE made AS SELECT oid FROM pg_class
	WHERE relnamespace IN ('publicatie'::regnamespace, 'publicatie_intern'::regnamespace);
CALL create_indicator_views('bron', 'publicatie', families => '{birth,care,placement,programme}',
	local_definitions =>
		'{big2-24w-all,preterm-22w-all,perinatal-24w-7d,late-care-22w,placement-overlap,coalition-2020}');
SELECT bag_eq($$ SELECT oid FROM pg_class WHERE relnamespace IN ('publicatie'::regnamespace,
	'publicatie_intern'::regnamespace) $$, $$ SELECT oid
	FROM made $$, 'again with the same arguments: nothing is made anew');
SELECT lives_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care}', policy => 'statline',
	area_types => '{land,gemeente}', breakdown_area_types => '{}', populate => false) $$, 'with other arguments');
SELECT hasnt_view('publicatie', 'birth', 'a family that is no longer asked for is gone');
SELECT isnt_empty($$ SELECT FROM publicatie_intern.refresh_log WHERE relation = 'birth_fact' $$, 'the log stays');
SELECT throws_ok($$ SELECT FROM publicatie.care $$, '55000', NULL, 'not filled when that was not asked');
CALL refresh('publicatie');
SELECT set_eq($$ SELECT DISTINCT area_type FROM publicatie.care $$, ARRAY['land', 'gemeente'],
	'the area types that were asked for');
SELECT results_eq($$ SELECT policy FROM publicatie_intern.publication $$, $$ SELECT 'statline'::sdc_policy::text $$,
	'the policy is on record');

-- A source of views, which begins to fail: the last good state stays, and the log says why.
CREATE SCHEMA eigen;
CREATE TABLE eigen.switch AS SELECT 1 AS works;
SELECT format('CREATE VIEW eigen.birth AS SELECT %s FROM bron.birth',
	string_agg(CASE attname WHEN 'municipality'
	THEN 'CASE WHEN 1 / (SELECT works FROM eigen.switch) = 1 THEN municipality END AS municipality'
	ELSE attname::text END, ', ' ORDER BY attnum))
	FROM pg_attribute WHERE attrelid = 'bron.birth'::regclass AND attnum > 0 \gexec
CREATE VIEW eigen.programme_unit AS SELECT * FROM bron.programme_unit;
CREATE VIEW eigen.programme_status AS SELECT * FROM bron.programme_status;
CALL create_indicator_views('eigen', 'uit"gave', families => '{care,programme}', policy => 'rivm, min_count=5');
SELECT isnt_empty($$ SELECT FROM "uit""gave".care WHERE status = 'publish' $$,
	'views are a source too, and a name is a name');
CREATE TEMP TABLE before AS SELECT * FROM "uit""gave".care;
UPDATE eigen.switch SET works = 0;
SELECT throws_ok($$ CALL refresh('uit"gave') $$, '22012', 'schema "uit"gave" was not refreshed, or not all of it',
	'a refresh that fails is an error');
SELECT bag_eq($$ SELECT * FROM "uit""gave".care $$, $$ SELECT * FROM before $$,
	'a failing refresh leaves the last good state');
SELECT throws_ok($$ CALL create_indicator_views('eigen', 'uit"gave', families => '{care}',
	policy => 'rivm, min_count=5') $$, 'KS001', 'source "eigen" has errors: birth.municipality.unreadable',
	'a source that cannot be read is said at once');
SELECT throws_ok($$ CALL create_indicator_views('eigen', 'uit"gave', families => '{care}',
	policy => 'rivm, min_count=5', on_source_error => 'warn') $$, '22012',
	'the views of schema "uit"gave" were not replaced', 'and views that cannot be filled replace no others');
SELECT bag_eq($$ SELECT * FROM "uit""gave".care $$, $$ SELECT * FROM before $$,
	'the old ones stay, with their figures');
SELECT is(current_setting('client_min_messages'), 'warning', 'and messages are shown as before');
UPDATE eigen.switch SET works = 1;
DELETE FROM bron.birth WHERE municipality = :'amsterdam' AND birth_id % 10 <> 0;
CALL refresh('uit"gave');
SELECT is(newly_hidden > 0, true, 'the log counts what became hidden') FROM "uit""gave_intern".refresh_log
	WHERE relation = 'care_fact' ORDER BY id DESC LIMIT 1;
SELECT is((SELECT count(*) FROM "uit""gave".care), (SELECT rows FROM "uit""gave_intern".refresh_log
	WHERE relation = 'care_fact' ORDER BY id DESC LIMIT 1), 'and the rows');

-- Own rows of the catalogue take part.
INSERT INTO indicator_breakdown VALUES ('maand', 'Kwartaal van geboorte', 'Quarter of birth', '{care}',
	$$'kwartaal ' || extract(quarter FROM b.birth_date)$$);
INSERT INTO indicator_breakdown VALUES ('kapot', 'Kolom die er niet is', 'Missing column', '{care}', 'b.nergens');
CALL create_indicator_views('bron', 'publicatie', families => '{care}', area_types => '{land}', window_years => 1);
SELECT set_eq($$ SELECT DISTINCT breakdown FROM publicatie.care $$, ARRAY['totaal', 'pariteit', 'maand'],
	'a breakdown of the user, and not one that the source cannot give');
SELECT set_eq($$ SELECT DISTINCT period_type FROM publicatie.care $$, ARRAY['jaar'],
	'windows of one year: annual figures only');

-- Arguments.
SELECT throws_ok($$ CALL create_indicator_views('nergens', 'publicatie') $$, '3F000',
	'schema "nergens" does not exist');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'bron') $$, '3F000',
	'schema "bron" cannot be the target of a publication');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'kansrijk') $$, '3F000',
	'schema "kansrijk" cannot be the target of a publication');
SELECT throws_ok($$ CALL create_indicator_views('bron', repeat('x', 57)) $$, '3F000');
SELECT throws_ok($$ CALL create_indicator_views('bron', '') $$, '3F000',
	'schema "" cannot be the target of a publication');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'public') $$, '3F000',
	'schema "public" cannot be the target of a publication');
SELECT throws_ok($$ CALL create_indicator_views('bron', families => '{}') $$, '22023', 'no families to publish');
SELECT throws_ok($$ CALL create_indicator_views(NULL) $$, '22004');
SELECT throws_ok($$ CALL create_indicator_views('bron', families => '{none}') $$, '22023',
	'family "none" does not exist');
SELECT throws_ok($$ CALL create_indicator_views('bron', local_definitions => '{none}') $$, '22023',
	'definition "none" does not exist');
SELECT throws_ok($$ CALL create_indicator_views('bron', local_definitions => '{big2-24w-all,big2-24w-all}') $$, '22023',
	'local_definitions names "big2-24w-all" more than once');
SELECT throws_ok($$ CALL create_indicator_views('bron', area_types => '{buurt}') $$, '22023',
	'area type "buurt" does not exist');
SELECT throws_ok($$ CALL create_indicator_views('bron', window_years => 0) $$, '22023', 'window of 0 years');
SELECT throws_ok($$ CALL create_indicator_views('bron', reader => 'nobody') $$, '42704',
	'role "nobody" does not exist');
SELECT throws_ok($$ CALL refresh('nowhere') $$, '3F000', 'schema "nowhere" has no indicator views');
SELECT throws_ok($$ CALL schedule_refresh('publicatie', '0 3 * * *') $$, '0A000',
	'pg_cron is not installed in this database');
SELECT throws_ok($$ CALL unschedule_refresh('publicatie') $$, '0A000');
CREATE SCHEMA leeg;
SELECT throws_ok($$ CALL create_indicator_views('leeg', 'elders') $$, '42P01',
	'source "leeg" holds nothing that an indicator can be computed from');
SELECT hasnt_schema('elders');
-- What is missing is done without; what is of another type is an error.
CREATE SCHEMA verkeerd;
CREATE TABLE verkeerd.birth (LIKE bron.birth);
ALTER TABLE verkeerd.birth ALTER ga_days TYPE text, ALTER sex TYPE text, DROP stadsdeel;
SELECT throws_ok($$ CALL create_indicator_views('verkeerd', 'elders', families => '{birth}') $$, '42883',
	'definition "big2-22w-all" cannot be computed from source "verkeerd"', 'weeks as text');
ALTER TABLE verkeerd.birth ALTER ga_days TYPE smallint USING NULL;
SELECT throws_ok($$ CALL create_indicator_views('verkeerd', 'elders', families => '{birth}',
	local_definitions => '{preterm-22w-all}') $$, '42883', NULL, 'sex as text');
ALTER TABLE verkeerd.birth ALTER sex TYPE smallint USING NULL, ALTER municipality TYPE integer USING NULL;
SELECT throws_ok($$ CALL create_indicator_views('verkeerd', 'elders', families => '{birth}') $$, '42804',
	'area "municipality" cannot be computed from source "verkeerd"', 'codes of areas as numbers');
ALTER TABLE verkeerd.birth ALTER municipality TYPE text USING NULL;
CREATE TABLE verkeerd.area (kind text, code integer, name text, classification_year integer);
SELECT throws_ok($$ CALL create_indicator_views('verkeerd', 'elders', families => '{birth}') $$, '42804',
	'names of areas cannot be computed from source "verkeerd"', 'in the names of areas too');
CREATE SCHEMA bezet;
CREATE TABLE bezet.care (x integer);
SELECT throws_ok($$ CALL create_indicator_views('bron', 'bezet', families => '{care}', populate => false) $$, '42P07',
	'relation "care" already exists');

-- Dropping: all of it, and nothing of others.
CALL drop_indicator_views('publicatie');
SELECT hasnt_schema('publicatie');
SELECT hasnt_schema('publicatie_intern');
CREATE TABLE "uit""gave".mine (x integer);
CALL drop_indicator_views('uit"gave');
SELECT tables_are('uit"gave', ARRAY['mine'], 'what is not ours stays');
SELECT lives_ok($$ CALL drop_indicator_views('nowhere') $$, 'nothing to drop: a notice');

SELECT * FROM finish();
ROLLBACK;
