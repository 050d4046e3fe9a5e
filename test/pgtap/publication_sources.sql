-- Publication of sources that are not whole: years that are missing, one region,
-- places that are told in two ways, births that come late.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 3000, 1, 2013, 7);
CREATE TEMP TABLE births AS TABLE bron.birth;

-- A year that nobody delivered, and one birth with a year of the far future.
DELETE FROM bron.birth WHERE year = 2016;
UPDATE bron.birth SET year = 2027 WHERE birth_id = (SELECT min(birth_id) FROM bron.birth WHERE year = 2019);
CALL create_indicator_views('bron', 'publicatie', families => '{birth}', window_years => 3,
	local_definitions => '{big2-24w-all}');
SELECT set_eq($$ SELECT DISTINCT area_type, period_label FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND area_type IN ('land', 'provincie') AND period_type = '3 jaar' $$,
	$$ SELECT t, p FROM unnest('{land,provincie}'::text[]) t, unnest('{2013-2015,2017-2019}'::text[]) p $$,
		'a window with a missing year is no figure of so many years');
SELECT is_empty($$ SELECT DISTINCT area_type, period_label FROM publicatie.birth WHERE period_type = '3 jaar'
	AND period_label NOT IN ('2013-2015', '2017-2019') $$, 'nor is it for any other area, definition or breakdown');
SELECT is_empty($$ SELECT FROM publicatie.birth WHERE period_label = '2027' $$, 'nor does one stray birth make a year');

-- A year of which nothing is known.
TRUNCATE bron.birth CASCADE;
INSERT INTO bron.birth SELECT * FROM births;
UPDATE bron.birth SET mortality = NULL WHERE year = 2018;
CALL refresh('publicatie');
SELECT set_eq($$ SELECT DISTINCT definition, period_label FROM publicatie.birth
	WHERE definition IN ('perinatal-24w-7d', 'big2-24w-all') AND area_type = 'land' AND period_type = '3 jaar' $$,
	$$ SELECT d, (y - 2) || '-' || y FROM unnest('{perinatal-24w-7d,big2-24w-all}'::text[]) d,
		generate_series(2015, 2019) y WHERE d = 'big2-24w-all' OR y < 2018 $$,
		'nor is one with a year of which nothing is known');

-- Births of one province only.
UPDATE bron.birth b SET mortality = o.mortality FROM births o WHERE o.birth_id = b.birth_id AND b.year = 2018;
DELETE FROM bron.birth WHERE province IS DISTINCT FROM 'Utrecht';
CALL create_indicator_views('bron', 'regio', families => '{birth}');
SELECT set_eq($$ SELECT DISTINCT definition FROM regio.birth $$, $$ SELECT d.id FROM indicator_definition d
	JOIN indicator i ON i.id = d.indicator WHERE d.preference >= 50 AND i.family = 'birth' AND i.per IS NOT NULL $$,
	'of a region those are published that are for every area');
SELECT set_eq($$ SELECT DISTINCT area_name FROM regio.birth WHERE area_type = 'land' $$, ARRAY['Totaal'],
	'a region is not called the Netherlands');
SELECT set_eq($$ SELECT DISTINCT area_name FROM publicatie.birth WHERE area_type = 'land' $$, ARRAY['Nederland'],
	'the Netherlands are');
SET client_min_messages = notice;
SELECT is(kansrijk_intern.source_covers_country('bron'), false, 'one province is not the country');
SET client_min_messages = warning;
CALL drop_indicator_views('regio');
CALL drop_indicator_views('publicatie');

-- Places told in two ways: a municipality of which the last birth has no province, and another province in an earlier
-- year.
TRUNCATE bron.birth CASCADE;
INSERT INTO bron.birth SELECT * FROM births;
CREATE TEMP TABLE town AS SELECT municipality, province, stadsdeel IS NOT NULL AS parted FROM births
	WHERE municipality IS NOT NULL AND province IS NOT NULL GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1 LIMIT 1;
UPDATE bron.birth b SET province = CASE WHEN year = 2019 THEN NULL WHEN year < 2016 THEN 'Elders' ELSE b.province END
	FROM town t WHERE b.municipality = t.municipality;
UPDATE bron.birth b SET municipality = NULL WHERE year = 2019 AND wijk IN (SELECT wijk FROM births
	WHERE wijk IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 3);
UPDATE bron.programme_unit SET province = 'Elders' WHERE unit_code = (SELECT min(unit_code) FROM bron.programme_unit
	WHERE municipality IS NOT NULL) AND year = (SELECT max(year) FROM bron.programme_unit);
CALL create_indicator_views('bron', 'publicatie', families => '{birth,programme}', window_years => 3,
	local_definitions => '{big2-24w-all,coalition-2020}');
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'a municipality lies in one province, whatever its rows say');
SELECT results_eq($$ SELECT DISTINCT f.province FROM publicatie.birth f JOIN town USING (municipality)
	WHERE area_type = 'gemeente' $$, $$ SELECT province FROM town $$, 'the last one that is known');
CALL drop_indicator_views('publicatie');

-- A late birth in a category that had none, of a reopened year.
TRUNCATE bron.birth CASCADE;
INSERT INTO bron.birth SELECT * FROM births WHERE NOT (year = 2018 AND province = 'Gelderland' AND sex IS DISTINCT
	FROM 1 AND sex IS DISTINCT FROM 2);
CALL create_indicator_views('bron', 'publicatie', families => '{birth}', area_types => '{land,provincie,gemeente}',
	local_definitions => '{big2-24w-all}');
CALL release('publicatie', 'eerste');
CREATE TEMP TABLE before_the_birth AS SELECT definition, area, period_label, breakdown, category, numerator,
	denominator, status FROM publicatie.birth WHERE definition = 'big2-24w-all';
INSERT INTO bron.birth SELECT (jsonb_populate_record(b,
	'{"birth_id": 99999999, "pregnancy_id": 99999999, "sex": null}')).*
	FROM births b WHERE birth_id = (SELECT min(birth_id) FROM births WHERE year = 2018 AND province = 'Gelderland'
		AND ga_days BETWEEN 250 AND 290 AND birthweight > 3800);
CALL reopen_years('publicatie', '[2018,2019)');
CALL refresh('publicatie');
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'one late birth, alone in its category, does not stop a refresh');
SELECT is_empty($$ SELECT f.* FROM (SELECT definition, area, period_label, breakdown, category, numerator, denominator,
	status FROM publicatie.birth WHERE definition = 'big2-24w-all' AND status = 'publish') f
	JOIN before_the_birth b USING (definition, area, period_label, breakdown, category) WHERE b.status = 'publish'
		AND (f.numerator, f.denominator) <> (b.numerator, b.denominator) $$,
		'nor does it change a figure that was published');
SELECT lives_ok($$ CALL release('publicatie', 'tweede') $$, 'and it can be released');

-- Reopening taken back.
CALL reopen_years('publicatie', '[2015,2017)');
SELECT throws_ok($$ CALL close_years('publicatie', NULL) $$, '22023', 'no years to close');
SELECT throws_ok($$ CALL close_years('nergens', '[2016,2017)') $$, '3F000');
CALL close_years('publicatie', '[2016,2017)', '{big2-24w-all}');
SELECT set_eq($$ SELECT year FROM publicatie_intern.final_year WHERE reopened IS NOT NULL
	AND definition = 'big2-24w-all' $$, ARRAY[2015], 'a year is closed again');
CALL close_years('publicatie', '[2000,2030)');
SELECT is_empty($$ SELECT FROM publicatie_intern.final_year WHERE reopened IS NOT NULL $$, 'all are');
DELETE FROM bron.birth WHERE year = 2016 AND birth_id % 3 = 0;
CALL refresh('publicatie');
SELECT is(verify_release('publicatie', 'birth'), '{}', 'and shown as they were released, whatever the source says');

CALL forget_releases('publicatie');

-- A policy that rounds.
CALL create_indicator_views('bron', 'publicatie', policy => 'rivm, round=5', families => '{birth}',
	area_types => '{land,provincie,gemeente}', local_definitions => '{big2-24w-all}');
SELECT is_empty($$ SELECT * FROM publicatie.birth WHERE numerator % 5 <> 0 OR denominator % 5 <> 0 OR value IS DISTINCT
	FROM CASE unit WHEN 'births' THEN numerator
	ELSE per(make_rate(numerator, denominator), CASE unit WHEN '%' THEN 100 ELSE 1000 END) END $$,
		'counts are rounded, and the value is that of rounded counts');
SELECT results_eq($$ SELECT numerator, denominator FROM publicatie.birth WHERE definition = 'big2-24w-all'
	AND area_type = 'land' AND breakdown = 'totaal' AND period_label = '2019' $$,
	$$ SELECT sdc_round(numerator(r), 5), sdc_round(denominator(r), 5)
		FROM (SELECT rate(is_big2(birthweight, CASE WHEN ga_source IS DISTINCT FROM 'weeks' THEN ga_days END, sex,
		ga_weeks => ga_days / 7)) AS r FROM bron.birth WHERE year = 2019 AND in_scope(ga_days, birthweight, 24)) b $$,
		'to the nearest five');
SELECT lives_ok($$ CALL release('publicatie', 'afgerond') $$, 'and can be released');

-- Citus, by its setting: its DDL stays on the coordinator while the views are made.
CREATE SCHEMA seen;
CREATE TABLE seen.setting (value text);
CREATE FUNCTION seen.look() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO seen.setting VALUES (current_setting('citus.enable_ddl_propagation', true));
END $$;
CREATE EVENT TRIGGER look ON ddl_command_end WHEN TAG IN ('CREATE MATERIALIZED VIEW') EXECUTE FUNCTION seen.look();
SELECT set_config('citus.enable_ddl_propagation', 'on', true) \g /dev/null
CALL create_indicator_views('bron', 'citus', families => '{birth}', area_types => '{land}', populate => false);
DROP EVENT TRIGGER look;
SELECT set_eq('SELECT value FROM seen.setting', ARRAY['off'], 'Citus does not propagate what is made');
SELECT is(current_setting('citus.enable_ddl_propagation'), 'on', 'and does so afterwards');
SELECT is_empty($$ SELECT area FROM publicatie.birth WHERE area LIKE '%?' AND area_name <> 'Onbekend' $$,
	'what is unknown is called so');

SELECT * FROM finish();
ROLLBACK;
