-- A refresh does not read a source that says it is as it was: by a version that it states, or by triggers on its
-- tables. Whether it was read, a sequence tells: the view of births counts how often a row of it is read.
\set ON_ERROR_STOP on
\set VERBOSITY terse
\set SHOW_CONTEXT never
SELECT no_plan();
SET client_min_messages = error;

CREATE SCHEMA rc_micro;
CREATE SEQUENCE rc_micro.reading;
-- Declared immutable, so that the view can be watched: it says nothing else than its argument.
CREATE FUNCTION rc_micro.seen(bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER AS $$ BEGIN PERFORM nextval('rc_micro.reading'); RETURN $1; END $$;
CREATE TABLE rc_micro.mother (id bigint PRIMARY KEY);
INSERT INTO rc_micro.mother SELECT i FROM generate_series(1, 1200) i;
CREATE TABLE rc_micro.pregnancy (id bigint, year smallint, late boolean, mother bigint REFERENCES rc_micro.mother ON DELETE CASCADE) PARTITION BY LIST (year);
CREATE TABLE rc_micro.pregnancy_2015 PARTITION OF rc_micro.pregnancy FOR VALUES IN (2015);
CREATE TABLE rc_micro.pregnancy_later PARTITION OF rc_micro.pregnancy DEFAULT;
INSERT INTO rc_micro.pregnancy SELECT i, 2015 + i % 3, i % 4 = 0, i FROM generate_series(1, 900) i;
CREATE SCHEMA rc_bron;
CREATE VIEW rc_bron.birth AS SELECT id AS birth_id, id AS pregnancy_id, rc_micro.seen(year)::smallint AS year, make_date(year, 1, 1) + (id * 37 % 365)::integer AS birth_date, '0001'::text AS municipality,
	'Noord'::text AS province, 280::smallint AS ga_days, 3500 AS birthweight, 1::smallint AS sex, 0::smallint AS parity, 1::smallint AS plurality,
	CASE WHEN late THEN 120 ELSE 60 END::smallint AS first_visit_ga_days FROM rc_micro.pregnancy;
CALL create_indicator_views('rc_bron', 'rc_uit', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land,gemeente}', annual_area_types => '{land,gemeente}', window_years => 1,
	owner => 'rc_owner', refresher => 'rc_refresher', reader => 'rc_reader', create_roles => true);
CREATE FUNCTION pg_temp.was_read(because text DEFAULT '') RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	n constant bigint := (SELECT last_value FROM rc_micro.reading);
BEGIN
	CALL kansrijk.refresh('rc_uit');
	RETURN (SELECT last_value FROM rc_micro.reading) > n;
END $$;

SELECT ok(pg_temp.was_read(), 'a source that says nothing is read every time');
SELECT is((SELECT kansrijk_intern.step_basis('rc_uit_intern', 'care_cells', s.state, s.relations)
	FROM kansrijk_intern.publication_state('rc_uit_intern') s), NULL, 'for nobody knows what changed');

-- It states its version.
CREATE TABLE rc_bron.source_version (version integer);
INSERT INTO rc_bron.source_version VALUES (1);
SELECT ok(pg_temp.was_read(), 'a version is read for the first time');
GRANT SELECT ON rc_bron.source_version TO rc_owner;
SELECT ok(pg_temp.was_read(), 'and by who may read it');
CREATE TEMP TABLE before AS SELECT * FROM rc_uit.all_families;
CREATE TEMP TABLE logged AS SELECT * FROM rc_uit_intern.refresh_log WHERE run = (SELECT max(run) FROM rc_uit_intern.refresh_log);
SELECT ok(NOT pg_temp.was_read(), 'the same version: nothing is read');
SELECT results_eq($$ SELECT relation, stage, outcome, rows, newly_hidden, newly_published FROM rc_uit_intern.refresh_log WHERE run = (SELECT max(run) FROM rc_uit_intern.refresh_log) ORDER BY id $$,
	$$ SELECT relation, stage, outcome, rows, newly_hidden, newly_published FROM logged ORDER BY id $$, 'and the log says the same');
SELECT is_empty($$ SELECT FROM refresh_health('rc_uit') WHERE readers_see <> 'the last refresh' OR last_outcome <> 'refreshed' OR age > interval '1 minute' $$, 'as does monitoring: it is of now');
SELECT is_empty('TABLE rc_uit.all_families EXCEPT ALL TABLE before', 'figures stay');
INSERT INTO rc_micro.pregnancy SELECT i, 2018, i % 4 = 0, i FROM generate_series(901, 1000) i;
SELECT ok(NOT pg_temp.was_read(), 'other rows with the same version: who states it, answers for it');
UPDATE rc_bron.source_version SET version = 2;
SELECT ok(pg_temp.was_read(), 'another version: it is read');
SELECT isnt_empty('SELECT FROM rc_uit.care WHERE year = 2018', 'and readers have what it says');
SELECT ok(NOT pg_temp.was_read(), 'once');
INSERT INTO rc_bron.source_version VALUES (2);
SELECT ok(pg_temp.was_read(), 'two rows are no version');
DELETE FROM rc_bron.source_version;
SELECT ok(pg_temp.was_read(), 'nor is none');
INSERT INTO rc_bron.source_version VALUES (NULL);
SELECT ok(pg_temp.was_read(), 'nor is NULL');
UPDATE rc_bron.source_version SET version = 3;
SELECT ok(pg_temp.was_read() AND NOT pg_temp.was_read(), 'one again');
SELECT throws_ok($$ CALL watch_source('rc_bron') $$, '42P07', 'source "rc_bron" states its version itself');
ALTER TABLE rc_bron.source_version RENAME COLUMN version TO number;
SELECT ok(pg_temp.was_read(), 'a relation without that column states nothing');
DROP TABLE rc_bron.source_version;

-- Its tables are watched.
CALL watch_source('rc_bron');
SELECT ok(has_table_privilege('rc_owner', 'rc_bron.source_version', 'SELECT'), 'who may read the source may read its version');
SELECT ok(pg_temp.was_read() AND NOT pg_temp.was_read(), 'watched: what did not change is read once');
CREATE TABLE rc_micro.change (place integer, what text, statement text);
INSERT INTO rc_micro.change VALUES
	(1, 'INSERT', 'INSERT INTO rc_micro.pregnancy VALUES (1001, 2018, false, 1001)'),
	(2, 'UPDATE', 'UPDATE rc_micro.pregnancy SET late = true WHERE id = 1001'),
	(3, 'DELETE', 'DELETE FROM rc_micro.pregnancy WHERE id = 1001'),
	(4, 'into a part of a table', 'INSERT INTO rc_micro.pregnancy_2015 VALUES (1002, 2015, false, 1002)'),
	(5, 'by a foreign key', 'DELETE FROM rc_micro.mother WHERE id = 1002'),
	(6, 'TRUNCATE', 'TRUNCATE rc_micro.pregnancy_2015'),
	(7, 'as a replica', 'SET session_replication_role = replica; INSERT INTO rc_micro.pregnancy_2015 SELECT 2000 + i, 2015, i % 4 = 0, 3 FROM generate_series(1, 300) i; SET session_replication_role = origin'),
	(8, 'a view altered', 'CREATE OR REPLACE VIEW rc_bron.birth AS ' || rtrim(pg_get_viewdef('rc_bron.birth'), ';') || ' WHERE id <> 7'),
	(9, 'a part detached', 'ALTER TABLE rc_micro.pregnancy DETACH PARTITION rc_micro.pregnancy_2015'),
	(10, 'and attached', 'ALTER TABLE rc_micro.pregnancy ATTACH PARTITION rc_micro.pregnancy_2015 FOR VALUES IN (2015)'),
	(11, 'a column of another type', 'ALTER TABLE rc_micro.pregnancy ADD COLUMN note text'),
	(12, 'row-level security', 'ALTER TABLE rc_micro.pregnancy ENABLE ROW LEVEL SECURITY; CREATE POLICY all_rows ON rc_micro.pregnancy USING (true)'),
	(13, 'a policy altered', 'ALTER POLICY all_rows ON rc_micro.pregnancy USING (id <> 9)'),
	(14, 'a function of a view', 'CREATE OR REPLACE FUNCTION rc_micro.seen(bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER AS $f$ BEGIN PERFORM nextval(''rc_micro.reading''); RETURN $1 + 0; END $f$'),
	(15, 'the definition', 'UPDATE kansrijk.indicator_definition SET name_en = name_en || '' other'' WHERE id = ''late-care-22w'''),
	(16, 'another version of the extension', 'UPDATE pg_extension SET extversion = ''9'' WHERE extname = ''kansrijk'''),
	(17, 'watched anew', 'CALL kansrijk.watch_source(''rc_bron'')');
CREATE TABLE rc_micro.outcome (place integer, what text, was_read boolean, again boolean);
-- A row of the catalogue cannot be changed by everybody, but here.
CREATE TEMP TABLE definition_was AS SELECT * FROM kansrijk.indicator_definition WHERE id = 'late-care-22w';
DO $$
DECLARE
	c record;
BEGIN
	FOR c IN SELECT * FROM rc_micro.change ORDER BY place LOOP
		EXECUTE c.statement;
		COMMIT;
		INSERT INTO rc_micro.outcome VALUES (c.place, c.what, pg_temp.was_read(), pg_temp.was_read());
		COMMIT;
	END LOOP;
END $$;
UPDATE pg_extension SET extversion = kansrijk.library_version() WHERE extname = 'kansrijk';
UPDATE kansrijk.indicator_definition d SET name_en = w.name_en FROM definition_was w WHERE w.id = d.id;
SELECT results_eq('SELECT what, was_read, again FROM rc_micro.outcome ORDER BY place', 'SELECT what, true, false FROM rc_micro.change ORDER BY place', 'every change is seen, once');
SELECT cmp_ok((SELECT count(*) FROM rc_bron.source_change), '<=', 2::bigint, 'older transactions are forgotten');

-- At the same time: who writes at another isolation level, and what is rolled back.
SELECT pg_temp.was_read();
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE rc_micro.pregnancy SET late = NOT late WHERE id = 5;
COMMIT;
SELECT ok(pg_temp.was_read(), 'a change at another isolation level');
BEGIN;
SAVEPOINT a;
UPDATE rc_micro.pregnancy SET late = NOT late WHERE id = 5;
ROLLBACK TO a;
COMMIT;
SELECT ok(NOT pg_temp.was_read(), 'what was rolled back is no change');
BEGIN;
SAVEPOINT a;
UPDATE rc_micro.pregnancy SET late = NOT late WHERE id = 5;
ROLLBACK TO a;
UPDATE rc_micro.pregnancy SET late = NOT late WHERE id = 6;
COMMIT;
SELECT ok(pg_temp.was_read(), 'what came after it is');
BEGIN;
UPDATE rc_micro.pregnancy SET late = NOT late WHERE id = 5;
SELECT ok(pg_temp.was_read(), 'changed and refreshed in one transaction');
UPDATE rc_micro.pregnancy SET late = NOT late WHERE id = 6;
COMMIT;
SELECT ok(pg_temp.was_read(), 'which then changed it again');

-- What is not watched any more, is read.
SELECT ok(NOT pg_temp.was_read(), 'as it was');
ALTER TABLE rc_micro.pregnancy_later DISABLE TRIGGER kansrijk_source_changed;
SELECT ok(pg_temp.was_read() AND pg_temp.was_read(), 'a trigger that is off: it is read every time');
UPDATE rc_micro.pregnancy_later SET late = NOT late WHERE id = 5;
ALTER TABLE rc_micro.pregnancy_later ENABLE ALWAYS TRIGGER kansrijk_source_changed;
SELECT ok(pg_temp.was_read() AND NOT pg_temp.was_read(), 'and once after it was on again');
ALTER TABLE rc_micro.pregnancy_later ENABLE TRIGGER kansrijk_source_changed;
SELECT ok(pg_temp.was_read() AND pg_temp.was_read(), 'a trigger that a replica would not run does not do');
CREATE TABLE rc_micro.pregnancy_2016 (LIKE rc_micro.pregnancy);
CALL watch_source('rc_bron');
SELECT ok(pg_temp.was_read() AND NOT pg_temp.was_read(), 'watched again');
ALTER TABLE rc_micro.pregnancy DETACH PARTITION rc_micro.pregnancy_later;
ALTER TABLE rc_micro.pregnancy ATTACH PARTITION rc_micro.pregnancy_2016 FOR VALUES IN (2016);
SELECT ok(pg_temp.was_read() AND pg_temp.was_read(), 'a table that came to it without a trigger: it is read every time');
CALL watch_source('rc_bron');
SELECT ok(pg_temp.was_read() AND NOT pg_temp.was_read(), 'until it is watched too');

-- The plan, a release, a reopened year.
CALL create_indicator_views('rc_bron', 'rc_uit', 'rivm, zero=publish', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land,gemeente}', annual_area_types => '{land,gemeente}', window_years => 1);
SELECT ok(NOT pg_temp.was_read(), 'another policy: create_indicator_views() has read it');
SELECT is((SELECT count(*) FROM rc_uit_intern.counted), 2::bigint, 'and entered that');
CALL create_indicator_views('rc_bron', 'rc_uit', 'rivm, zero=publish', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land}', annual_area_types => '{land}', window_years => 1, populate => false);
SELECT ok(pg_temp.was_read(), 'another plan that is not filled: the next refresh reads it');
CALL release('rc_uit', 'first');
SELECT ok(pg_temp.was_read() IS NOT NULL AND NOT pg_temp.was_read(), 'after a release: once at most');
CALL reopen_years('rc_uit', 2015);
SELECT ok(pg_temp.was_read() AND NOT pg_temp.was_read(), 'a reopened year is read, once');
UPDATE rc_micro.pregnancy SET late = true WHERE year = 2015;
CREATE FUNCTION rc_micro.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
CREATE TRIGGER fail BEFORE INSERT ON rc_uit_intern.protected FOR EACH STATEMENT EXECUTE FUNCTION rc_micro.fail();
\set ON_ERROR_STOP off
CALL refresh('rc_uit');
\set ON_ERROR_STOP on
DROP TRIGGER fail ON rc_uit_intern.protected;
CALL refresh('rc_uit');
SELECT results_eq($$ SELECT numerator = denominator OR numerator IS NULL FROM rc_uit.care WHERE year = 2015 AND breakdown = 'totaal' $$, 'VALUES (true)', 'after a refresh that failed, the next one does what that did not');

-- Who may what.
SET SESSION AUTHORIZATION rc_refresher;
CALL rc_uit_intern.refresh();
SELECT throws_ok('INSERT INTO rc_bron.source_change DEFAULT VALUES', '42501', NULL, 'a refresher cannot say that the source changed');
SELECT throws_ok('DELETE FROM rc_uit_intern.counted', '42501', NULL, 'nor what was read');
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION rc_reader;
SELECT throws_ok('SELECT FROM rc_bron.source_version', '42501', NULL, 'a reader has nothing to do with the source');
SELECT throws_ok('SELECT FROM rc_uit_intern.counted', '42501', NULL, 'nor with what was read');
RESET SESSION AUTHORIZATION;
GRANT USAGE ON SCHEMA rc_bron, rc_micro TO rc_refresher;
SELECT ok(NOT has_function_privilege('rc_refresher', 'rc_bron.source_changed()', 'EXECUTE') AND NOT has_table_privilege('rc_owner', 'rc_bron.source_change', 'INSERT,UPDATE,DELETE,TRUNCATE'),
	'nobody else has its triggers, nor writes for them');
GRANT UPDATE, SELECT ON rc_micro.mother TO rc_refresher;
GRANT INSERT ON rc_micro.pregnancy TO rc_refresher;
SELECT pg_temp.was_read();
SET SESSION AUTHORIZATION rc_refresher;
INSERT INTO rc_micro.pregnancy VALUES (5000, 2016, false, NULL);
RESET SESSION AUTHORIZATION;
SELECT ok(pg_temp.was_read(), 'who may write in a table of the source, leaves a trace');

-- What triggers cannot tell.
CREATE SCHEMA rc_other;
CREATE FUNCTION pg_temp.refused(relation text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
BEGIN
	EXECUTE 'DROP VIEW IF EXISTS rc_other.birth; CREATE VIEW rc_other.birth AS ' || relation;
	CALL kansrijk.watch_source('rc_other');
	RETURN NULL;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
	GET STACKED DIAGNOSTICS message = PG_EXCEPTION_DETAIL;
	RETURN message;
END $$;
CREATE MATERIALIZED VIEW rc_micro.stored AS SELECT 1 AS year;
CREATE UNLOGGED TABLE rc_micro.fast (year integer);
CREATE FUNCTION rc_micro.looks_up() RETURNS integer STABLE LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
SELECT is(pg_temp.refused('SELECT year FROM rc_micro.stored'), 'It reads rc_micro.stored: a materialized view changes without a trigger.');
SELECT is(pg_temp.refused('SELECT year FROM rc_micro.fast'), 'It reads rc_micro.fast: an unlogged table is emptied by a crash.');
SELECT is(pg_temp.refused('SELECT rc_micro.looks_up() AS year'), 'A view depends on looks_up too.');
SELECT is(pg_temp.refused('SELECT extract(year FROM CURRENT_DATE)::integer AS year'), 'A view depends on CURRENT_DATE too.');
SELECT is(pg_temp.refused('SELECT extract(year FROM now())::integer AS year'), 'A view depends on now too.');
SELECT is(pg_temp.refused('SELECT (random() * 10)::integer AS year'), 'A view depends on random too.');
SELECT is(pg_temp.refused('SELECT year FROM rc_micro.pregnancy TABLESAMPLE SYSTEM (50)'), 'A view depends on TABLESAMPLE too.');
SELECT is(pg_temp.refused('SELECT extract(year FROM ''2015-06-01''::text::date)::integer AS year FROM rc_micro.pregnancy'), NULL, 'a text read as a date does');
SELECT throws_ok('CALL watch_source(NULL)', '22004', 'name of the source schema must not be null');
SELECT throws_ok($$ CALL watch_source('rc_nowhere') $$, '3F000', 'schema "rc_nowhere" does not exist');
SELECT throws_ok('CALL unwatch_source(NULL)', '22004', 'name of the source schema must not be null');

-- Taken away.
CALL unwatch_source('rc_bron');
SELECT is_empty($$ SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid WHERE f.pronamespace = 'rc_bron'::regnamespace $$, 'unwatched: no trigger is left');

-- What somebody else put there under our names is not taken over.
CREATE SCHEMA rc_geplant;
CREATE TABLE rc_geplant.birth (birth_id bigint);
GRANT USAGE, CREATE ON SCHEMA rc_geplant TO rc_refresher;
SET SESSION AUTHORIZATION rc_refresher;
CREATE FUNCTION rc_geplant.source_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
RESET SESSION AUTHORIZATION;
SELECT throws_ok($$ CALL watch_source('rc_geplant') $$, '42P07', 'rc_geplant.source_changed exists already', 'a planted function is no trigger');
SELECT is_empty($$ SELECT FROM pg_trigger WHERE tgrelid = 'rc_geplant.birth'::regclass $$, 'nor is anything made');
DROP SCHEMA rc_geplant CASCADE;
SELECT ok(pg_temp.was_read() AND pg_temp.was_read(), 'and it is read every time');
SELECT lives_ok($$ CALL unwatch_source('rc_bron') $$, 'what is not watched need not be unwatched');

CALL forget_releases('rc_uit');
CALL drop_indicator_views('rc_uit');
DROP SCHEMA rc_bron, rc_micro, rc_other CASCADE;
DROP OWNED BY rc_owner, rc_refresher, rc_reader;
DROP ROLE rc_owner, rc_refresher, rc_reader;
SELECT * FROM finish();
