-- Refreshing as it is done: by itself, not in a transaction block, so that each family is committed. What is made
-- here is dropped at the end.
\set ON_ERROR_STOP on
\set VERBOSITY terse
\set SHOW_CONTEXT never
SELECT no_plan();
SET client_min_messages = error;

CREATE SCHEMA rf_micro;
CREATE TABLE rf_micro.switch AS SELECT 0 AS fail, 0 AS wait, 0 AS raise;
CREATE TABLE rf_micro.pregnancy AS SELECT i AS id, 2015 + i % 3 AS year, i % 4 = 0 AS late FROM generate_series(1, 900) i;
CREATE FUNCTION rf_micro.say(integer) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN IF $1 > 0 THEN RAISE EXCEPTION 'mother 4711 of Jansen'; END IF; RETURN true; END $$;
CREATE SCHEMA rf_bron;
CREATE VIEW rf_bron.birth AS SELECT id::bigint AS birth_id, id::bigint AS pregnancy_id, year::smallint, make_date(year, 1, 1) + id * 37 % 365 AS birth_date, '0001'::text AS municipality,
	'Noord'::text AS province, 280::smallint AS ga_days, 3500 AS birthweight, 1::smallint AS sex, 0::smallint AS parity, 1::smallint AS plurality,
	CASE WHEN late THEN 120 ELSE 60 END::smallint AS first_visit_ga_days
	FROM rf_micro.pregnancy WHERE (SELECT pg_sleep(wait) IS NOT NULL FROM rf_micro.switch);
CALL create_source_schema('rf_tables');
INSERT INTO rf_tables.programme_unit (unit_kind, unit_code, year) VALUES ('municipality', '0001', 2020);
CREATE VIEW rf_bron.programme_unit AS SELECT * FROM rf_tables.programme_unit;
CREATE VIEW rf_bron.programme_status AS SELECT * FROM rf_tables.programme_status
	WHERE 1 / (SELECT 1 - fail FROM rf_micro.switch) = 1 AND rf_micro.say((SELECT raise FROM rf_micro.switch));
CALL create_indicator_views('rf_bron', 'rf_uit', families => '{care,programme}', area_types => '{land}', owner => 'rf_owner', refresher => 'rf_refresher', reader => 'rf_reader',
	create_roles => true, populate => false);
GRANT SELECT ON rf_micro.switch TO rf_owner;
SELECT results_eq($$ SELECT family, readers_see, failures, last_outcome FROM refresh_health('rf_uit') $$, $$ VALUES ('care', 'an error', 0::bigint, NULL), ('programme', 'an error', 0, NULL) $$, 'nothing yet: readers get an error');
SELECT is_empty($$ SELECT FROM rf_uit.data_as_of WHERE data_as_of IS NOT NULL $$, 'and figures are of no moment');

CALL refresh('rf_uit');
SELECT results_eq($$ SELECT family, outcome FROM rf_uit_intern.refresh_attempt ORDER BY place $$, $$ VALUES (NULL, 'refreshed'), ('care', 'refreshed'), ('programme', 'refreshed') $$, 'a row for each family');
SELECT is((SELECT count(DISTINCT xmin::text) FROM rf_uit_intern.refresh_attempt), 3::bigint, 'of a transaction each');
SELECT results_eq($$ SELECT family, readers_see, failures, age < interval '1 minute' FROM refresh_health('rf_uit') $$, $$ VALUES ('care', 'the last refresh', 0::bigint, true), ('programme', 'the last refresh', 0, true) $$, 'all is well');
SELECT results_eq($$ SELECT numerator, denominator FROM rf_uit.care WHERE (first_year, year, breakdown) = (2015, 2015, 'totaal') $$, $$ VALUES (225::bigint, 300::bigint) $$, 'readers have figures');
CREATE TABLE rf_micro.was AS SELECT * FROM rf_uit.data_as_of;

-- One family fails.
UPDATE rf_micro.switch SET fail = 1;
INSERT INTO rf_micro.pregnancy SELECT i, 2018, i % 4 = 0 FROM generate_series(901, 1200) i;
\set ON_ERROR_STOP off
CALL refresh('rf_uit');
\set ON_ERROR_STOP on
SELECT is(:'SQLSTATE'::text, '22012', 'a family that fails is an error, with its SQLSTATE');
SELECT is(:'LAST_ERROR_MESSAGE'::text, 'schema "rf_uit" was not refreshed, or not all of it');
SELECT results_eq($$ SELECT family, outcome, sqlstate, regexp_replace(message, '_\d+', '') FROM rf_uit_intern.refresh_attempt WHERE run = (SELECT max(run) FROM rf_uit_intern.refresh_attempt) ORDER BY place $$,
	$$ VALUES (NULL, 'refreshed', NULL, NULL), ('care', 'refreshed', NULL, NULL), ('programme', 'failed', '22012', 'programme_cells: division by zero') $$, 'the others were refreshed, and the log says what failed');
SELECT isnt_empty($$ SELECT FROM rf_uit_intern.refresh_log WHERE outcome = 'failed' AND relation LIKE 'programme_cells%' AND sqlstate = '22012' AND message = 'division by zero' $$, 'also which relation');
SELECT isnt_empty($$ SELECT FROM rf_uit_intern.refresh_log WHERE outcome = 'skipped' AND relation = 'programme_fact' $$, 'and what was skipped for it');
SELECT isnt_empty($$ SELECT FROM rf_uit.care WHERE year = 2018 $$, 'readers have the new state of the others');
SELECT set_eq($$ SELECT n.family, n.data_as_of > w.data_as_of FROM rf_uit.data_as_of n JOIN rf_micro.was w USING (family) $$, $$ VALUES ('care', true), ('programme', false) $$, 'and see of when each is');
SELECT results_eq($$ SELECT family, readers_see, failures, last_outcome, sqlstate FROM refresh_health('rf_uit') $$, $$ VALUES ('care', 'the last refresh', 0::bigint, 'refreshed', NULL), ('programme', 'an earlier state', 1, 'failed', '22012') $$, 'monitoring sees it');

-- What cannot be protected is named to the owner, who is told nothing else that may hold a value.
CREATE FUNCTION rf_micro.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '22000', MESSAGE = CASE (SELECT raise FROM rf_micro.switch)
	WHEN 2 THEN 'cells that are known already give away a cell that must be hidden' ELSE 'mothers' END, DETAIL = 'Cell of dimension 1.'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON rf_uit_intern.protected FOR EACH ROW EXECUTE FUNCTION rf_micro.refuse();
GRANT USAGE ON SCHEMA rf_micro TO rf_owner;
INSERT INTO rf_micro.pregnancy SELECT i, 2018, i % 4 = 0 FROM generate_series(1201, 1300) i;
UPDATE rf_micro.switch SET raise = 2;
\set ON_ERROR_STOP off
CALL refresh('rf_uit', '{care}');
UPDATE rf_micro.switch SET raise = 3;
CALL refresh('rf_uit', '{care}');
\set ON_ERROR_STOP on
SELECT results_eq($$ SELECT l.message, regexp_replace(d.detail, '^[a-z0-9-]+: ', '') FROM rf_uit_intern.refresh_log l LEFT JOIN rf_uit_intern.refresh_detail d ON d.log = l.id
	WHERE l.outcome = 'failed' AND l.sqlstate = '22000' ORDER BY l.id $$, $$ VALUES ('cells that are known already give away a cell that must be hidden', 'Cell of dimension 1.'), ('mothers', NULL) $$,
	'cells are named by their labels, other details are not kept');
SELECT matches(d.detail, '^(early|late)-care', 'after the definition') FROM rf_uit_intern.refresh_detail d;
SELECT is(has_table_privilege('rf_refresher', 'rf_uit_intern.refresh_detail', 'SELECT'), false, 'to the owner only');
DROP TRIGGER refuse ON rf_uit_intern.protected;
UPDATE rf_micro.switch SET raise = 0;
\set ON_ERROR_STOP off
CALL refresh('rf_uit', '{care}');
\set ON_ERROR_STOP on

-- In a transaction block nothing can be committed on the way.
CREATE TABLE rf_micro.log AS SELECT * FROM rf_uit_intern.refresh_log;
SELECT throws_ok($$ CALL refresh('rf_uit') $$, '22012', 'schema "rf_uit" was not refreshed, or not all of it', 'in a function too it is an error');
SELECT set_eq('TABLE rf_uit_intern.refresh_log', 'TABLE rf_micro.log', 'which undoes all of it');
UPDATE rf_micro.switch SET fail = 0;
BEGIN;
CALL refresh('rf_uit');
ROLLBACK;
SELECT set_eq('TABLE rf_uit_intern.refresh_log', 'TABLE rf_micro.log', 'in a block it is part of that: nothing is committed');
BEGIN;
CALL refresh('rf_uit', '{programme}');
COMMIT;
SELECT results_eq($$ SELECT readers_see, failures FROM refresh_health('rf_uit') WHERE family = 'programme' $$, $$ VALUES ('the last refresh', 0::bigint) $$, 'and with it');

-- By the refresher, for whom the same holds; and what code of the source raises may be anything.
UPDATE rf_micro.switch SET raise = 1;
SET SESSION AUTHORIZATION rf_refresher;
\set ON_ERROR_STOP off
CALL rf_uit_intern.refresh();
\set state :SQLSTATE
\set ON_ERROR_STOP on
RESET SESSION AUTHORIZATION;
SELECT is(:'state'::text, 'P0001', 'the refresher gets the error');
SELECT results_eq($$ SELECT family, outcome, sqlstate, regexp_replace(message, '_\d+', ''), refreshed_by FROM rf_uit_intern.refresh_attempt WHERE run = (SELECT max(run) FROM rf_uit_intern.refresh_attempt) ORDER BY place $$,
	$$ VALUES (NULL, 'refreshed', NULL, NULL, 'rf_refresher'), ('care', 'refreshed', NULL, NULL, 'rf_refresher'), ('programme', 'failed', 'P0001', 'programme_cells: ...', 'rf_refresher') $$, 'and the rest is refreshed; what a function says is not kept');
SELECT results_eq($$ SELECT kansrijk_intern.message_without_values(code, message) FROM (VALUES (1, 'P0002', 'query returned no rows'), (2, 'P0001', 'mother of Jansen'), (3, '22P02', 'invalid input syntax for type integer: "geheim"'),
		(4, '42P01', 'relation "x" does not exist'), (5, 'JANSN', 'mother of Jansen'), (6, '22003', 'value 4711 is out of range'), (7, '57014', 'canceling statement due to statement timeout')) v(place, code, message) ORDER BY place $$,
	ARRAY['query returned no rows', '...', 'invalid input syntax for type integer: ...', 'relation "x" does not exist', '...', 'value ...', 'canceling statement due to statement timeout'], 'messages are kept without values');
UPDATE rf_micro.switch SET raise = 0;
SET SESSION AUTHORIZATION rf_refresher;
CALL rf_uit_intern.refresh('{programme}');
RESET SESSION AUTHORIZATION;
SELECT results_eq($$ SELECT family, outcome FROM rf_uit_intern.refresh_attempt WHERE run = (SELECT max(run) FROM rf_uit_intern.refresh_attempt) $$, $$ VALUES ('programme', 'refreshed') $$, 'families: those only');

-- Out of time: there is a row all the same.
UPDATE rf_micro.switch SET wait = 60;
SET statement_timeout = '2s';
\set ON_ERROR_STOP off
CALL refresh('rf_uit');
\set state :SQLSTATE
\set ON_ERROR_STOP on
RESET statement_timeout;
SELECT is(:'state'::text, '57014', 'a refresh that is out of time is cancelled');
SELECT results_eq($$ SELECT family, readers_see, failures, last_outcome FROM refresh_health('rf_uit') $$, $$ VALUES ('care', 'an earlier state', 1::bigint, 'interrupted'), ('programme', 'an earlier state', 1, 'interrupted') $$, 'and seen by who looks');
UPDATE rf_micro.switch SET wait = 0;
CALL refresh('rf_uit');
SELECT isnt_empty($$ SELECT FROM rf_uit_intern.refresh_attempt WHERE outcome = 'interrupted' AND pid = pg_backend_pid() AND started IS NOT NULL AND finished IS NULL $$, 'the next refresh writes that down');
SELECT is_empty($$ SELECT FROM rf_uit_intern.refresh_attempt WHERE outcome IN ('waiting', 'running') $$, 'and nothing is left open');
SELECT is_empty($$ SELECT FROM refresh_health('rf_uit') WHERE failures > 0 OR readers_see <> 'the last refresh' $$, 'all is well again');

-- Another session sees how far it is; its own says so when that takes long.
UPDATE rf_micro.switch SET wait = 6;
CREATE TABLE rf_micro.told (notice text);
\setenv RF_DATABASE :DBNAME
\! (psql -qX -d "$RF_DATABASE" -c "CALL kansrijk.refresh('rf_uit', '{care}')" 2>&1 | grep NOTICE | psql -qX -d "$RF_DATABASE" -c "\copy rf_micro.told FROM STDIN") & sleep 2
CREATE TABLE rf_micro.progress AS SELECT * FROM refresh_progress('rf_uit');
SELECT results_eq($$ SELECT family, relation, place, relations, since > now() - interval '1 minute', remaining IS NOT NULL FROM rf_micro.progress $$, $$ VALUES ('care', 'care_cells', 1::bigint, 3::bigint, true, true) $$, 'another session sees how far it is, and how long still');
SELECT results_eq($$ SELECT last_outcome FROM refresh_health('rf_uit') WHERE family = 'care' $$, $$ VALUES ('running') $$, 'and that it is going on');
SELECT throws_ok($$ CALL refresh('rf_uit', '{care}') $$, '55P03', 'schema "rf_uit" is being refreshed, released or changed by another session', 'which nobody can do besides');
GRANT USAGE ON SCHEMA kansrijk TO rf_refresher;
SET SESSION AUTHORIZATION rf_refresher;
SELECT count(*) AS seen FROM kansrijk.refresh_progress('rf_uit') \gset
RESET SESSION AUTHORIZATION;
SELECT is(:seen, 1, 'the refresher sees it too');
DO $$ BEGIN FOR i IN 1..150 LOOP EXIT WHEN NOT EXISTS (SELECT FROM rf_uit_intern.refresh_attempt WHERE outcome = 'running'); PERFORM pg_sleep(0.2); END LOOP; END $$;
UPDATE rf_micro.switch SET wait = 0;
SELECT is_empty($$ SELECT FROM refresh_progress('rf_uit') $$, 'and when it is done, nothing');
DO $$ BEGIN FOR i IN 1..50 LOOP EXIT WHEN EXISTS (SELECT FROM rf_micro.told); PERFORM pg_sleep(0.2); END LOOP; END $$;
SELECT results_eq($$ SELECT regexp_replace(notice, '\d+ s', 'N s', 'g') FROM rf_micro.told LIMIT 1 $$,
	$$ VALUES ('NOTICE:  care_protected: 1 of 3 done after N s; about N s still') $$, 'its own session is told: what, how far, how long still');
SELECT results_eq($$ SELECT kansrijk_intern.time_to_tell(now() - interval '4 seconds'), kansrijk_intern.time_to_tell(now() - interval '6 seconds'), kansrijk_intern.time_to_tell(now() - interval '6 seconds') $$,
	$$ VALUES (false, true, false) $$, 'after five seconds, and not again for five seconds');
SELECT isnt(current_setting('application_name'), NULL);

-- With the rights of the owner, whoever calls: a trigger of the owner's does not get those of a superuser.
CREATE TABLE rf_micro.ran_as (name text);
GRANT INSERT ON rf_micro.ran_as TO rf_owner;
GRANT USAGE, CREATE ON SCHEMA rf_micro TO rf_owner;
SET SESSION AUTHORIZATION rf_owner;
CREATE FUNCTION rf_micro.spy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO rf_micro.ran_as VALUES (current_user); RETURN NEW; END $$;
CREATE TRIGGER spy BEFORE INSERT OR UPDATE OR DELETE ON rf_uit_intern.refresh_log FOR EACH ROW EXECUTE FUNCTION rf_micro.spy();
CREATE TRIGGER spy BEFORE INSERT OR UPDATE OR DELETE ON rf_uit_intern.refresh_attempt FOR EACH ROW EXECUTE FUNCTION rf_micro.spy();
CREATE TRIGGER spy BEFORE INSERT ON rf_uit_intern.area_path FOR EACH ROW EXECUTE FUNCTION rf_micro.spy();
ALTER PROCEDURE rf_uit_intern.refresh_step(text[], timestamptz, boolean, text, text) SECURITY INVOKER;
RESET SESSION AUTHORIZATION;
CALL refresh('rf_uit');
SELECT set_eq('SELECT DISTINCT name FROM rf_micro.ran_as', ARRAY['rf_owner'], 'a superuser refreshes with the rights of the owner');
SET SESSION AUTHORIZATION rf_owner;
DROP TRIGGER spy ON rf_uit_intern.refresh_log;
DROP TRIGGER spy ON rf_uit_intern.refresh_attempt;
DROP TRIGGER spy ON rf_uit_intern.area_path;
DROP FUNCTION rf_micro.spy();
RESET SESSION AUTHORIZATION;

-- Settings of the session that would break it.
SET quote_all_identifiers = on;
CALL refresh('rf_uit');
RESET quote_all_identifiers;
SELECT is_empty($$ SELECT FROM refresh_health('rf_uit') WHERE last_outcome <> 'refreshed' $$, 'quote_all_identifiers does not break it');
CREATE SCHEMA rf_other;
CREATE FUNCTION rf_other.format(text, VARIADIC text[]) RETURNS text LANGUAGE sql RETURN 'SELECT 1 / 0';
CREATE FUNCTION rf_other.format(text, text) RETURNS text LANGUAGE sql RETURN 'SELECT 1 / 0';
SET search_path = rf_other, kansrijk, pg_catalog;
CALL kansrijk.refresh('rf_uit');
SET search_path = kansrijk, public;
SELECT is_empty($$ SELECT FROM refresh_health('rf_uit') WHERE last_outcome <> 'refreshed' $$, 'nor does a search_path with other functions');

-- A publication as 0.1.0 made it: it gets what it lacks when it is refreshed.
DROP TABLE rf_uit_intern.refresh_attempt CASCADE;
DROP PROCEDURE rf_uit_intern.refresh_step(text[], timestamptz, boolean, text, text);
CREATE OR REPLACE PROCEDURE rf_uit_intern.refresh(families text[] DEFAULT NULL) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
	AS $$ BEGIN CALL kansrijk.refresh('rf_uit', families); END $$;
SELECT throws_ok($$ SELECT refresh_health('rf_uit') $$, '55000', 'attempts to refresh schema "rf_uit" are not kept yet');
SET SESSION AUTHORIZATION rf_refresher;
CALL rf_uit_intern.refresh();
CALL rf_uit_intern.refresh();
RESET SESSION AUTHORIZATION;
SELECT cmp_ok((SELECT count(DISTINCT xmin::text) FROM rf_uit_intern.refresh_attempt WHERE run = (SELECT max(run) FROM rf_uit_intern.refresh_attempt)), '=', 3::bigint, 'a publication of 0.1.0 is one of ours from its first refresh on');
SELECT isnt_empty($$ SELECT FROM rf_uit_intern.refresh_attempt WHERE outcome = 'failed' AND family = 'programme' $$, 'and its log becomes attempts');

CALL drop_indicator_views('rf_uit');
DROP SCHEMA rf_bron, rf_tables, rf_micro, rf_other CASCADE;
DROP OWNED BY rf_owner, rf_refresher, rf_reader;
DROP ROLE rf_owner, rf_refresher, rf_reader;
SELECT * FROM finish();
