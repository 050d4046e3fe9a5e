-- The reader's attacks. Each tries, as the reader, to reach what is not published;
-- doc/security.md has the list, by the letter in the names of the tests.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 2000, 1, 2015, 5);
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;	-- a careless administrator
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
CALL create_indicator_views('bron', 'publicatie', families => '{care,programme}', owner => 'ks_owner', refresher => 'ks_refresher', reader => 'ks_reader', create_roles => true);
ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC;
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'the owner can refresh');

-- What the reader may do in the database of these tests only.
CREATE ROLE ks_other NOLOGIN;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ks_refresher;
GRANT USAGE ON SCHEMA public TO ks_refresher;
GRANT USAGE ON SCHEMA public TO ks_reader;
CREATE SCHEMA playground;
GRANT ALL ON SCHEMA playground TO ks_reader;	-- some place to create functions in
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ks_reader;
SELECT isnt_empty($$ SELECT FROM publicatie.care WHERE status = 'hidden' $$, 'there is something to find');
SELECT isnt_empty($$ SELECT FROM publicatie_intern.care_protected WHERE status <> 'publish' AND numerator(r) BETWEEN 1 AND 9 $$, 'small counts are in the evidence');
GRANT ALL ON ALL TABLES IN SCHEMA pg_temp TO ks_reader, ks_refresher;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pg_temp TO ks_reader, ks_refresher;

SET SESSION AUTHORIZATION ks_reader;
SELECT public.isnt_empty('SELECT FROM publicatie.care WHERE status = ''publish''', 'the reader reads the view');

-- A. Straight to the source and the evidence.
SELECT public.throws_ok('SELECT FROM bron.birth', '42501', NULL, 'A1 the source');
SELECT public.throws_ok('SELECT FROM publicatie_intern.care_cells', '42501', NULL, 'A2 the counted cells');
SELECT public.throws_ok('SELECT FROM publicatie_intern.care_protected', '42501', NULL, 'A3 the figures with their status');
SELECT public.throws_ok('SELECT FROM publicatie_intern.care_fact', '42501', NULL, 'A4 the fact relation beneath the view');
SELECT public.throws_ok('SELECT FROM publicatie_intern.refresh_log', '42501', NULL, 'A5 the log, which has messages of errors');
SELECT public.throws_ok('SELECT pg_catalog.table_to_xml(''publicatie_intern.care_protected''::regclass, true, false, '''')', '42501', NULL, 'A6 a whole table as XML');
SELECT public.throws_ok('SELECT pg_catalog.query_to_xml(''SELECT * FROM publicatie_intern.care_protected'', true, false, '''')', '42501', NULL, 'A7 through a function that runs queries');
SELECT public.throws_ok('LOCK TABLE publicatie_intern.care_protected', '42501', NULL, 'A8 LOCK');
SELECT public.throws_ok('TABLE publicatie_intern.relation', '42501', NULL, 'A9 the queries of the publication');

-- B. The view as a way in: functions and operators of the reader's own, which
-- claim to be cheap so that they run first.
CREATE TABLE playground.seen (value text);
CREATE FUNCTION playground.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS 'BEGIN INSERT INTO playground.seen VALUES ($1); RETURN true; END';
CREATE FUNCTION playground.leak_number(bigint, bigint) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS 'BEGIN INSERT INTO playground.seen VALUES ($1::text); RETURN true; END';
CREATE OPERATOR playground.<<<< (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = playground.leak_number);
SELECT count(*) >= 0 AS b1 FROM publicatie.care WHERE playground.leak(numerator::text) AND status = 'hidden' \gset
SELECT public.is_empty('SELECT FROM playground.seen WHERE value::bigint BETWEEN 1 AND 9', 'B1 a function of the reader sees no small count');
SELECT public.is_empty('SELECT FROM playground.seen WHERE value IS NOT NULL', 'B2 for hidden rows it sees nothing at all');
SELECT count(*) >= 0 AS b3 FROM publicatie.all_families WHERE numerator OPERATOR(playground.<<<<) 0 \gset
SELECT public.is_empty('SELECT FROM playground.seen s JOIN publicatie.care c ON false WHERE s.value::bigint BETWEEN 1 AND 9', 'B3 nor does an operator');
SELECT public.throws_ok('CREATE FUNCTION playground.proof(bigint) RETURNS boolean LANGUAGE sql IMMUTABLE LEAKPROOF AS ''SELECT true''', '42501', NULL, 'B4 it cannot call its function leakproof');
SELECT public.throws_ok('CREATE FUNCTION publicatie.shadow(bigint) RETURNS boolean LANGUAGE sql AS ''SELECT true''', '42501', NULL, 'B5 it creates nothing in the target');
SELECT public.throws_ok('CREATE OR REPLACE VIEW publicatie.care AS SELECT 1', '42501', NULL, 'B6 nor replaces a view');
SELECT public.is_empty('SELECT FROM publicatie.care WHERE 1 / (CASE WHEN status = ''hidden'' AND numerator IS NOT NULL THEN 0 ELSE 1 END) <> 1', 'B7 an error by division tells nothing of a hidden count');

-- C. Statistics and plans.
SELECT public.is_empty('SELECT FROM pg_catalog.pg_stats WHERE schemaname IN (''publicatie'', ''publicatie_intern'', ''bron'')', 'C1 pg_stats');
SELECT public.throws_ok('SELECT FROM pg_catalog.pg_statistic', '42501', NULL, 'C2 pg_statistic');
SELECT public.is_empty('SELECT FROM pg_catalog.pg_stats_ext WHERE schemaname IN (''publicatie'', ''publicatie_intern'', ''bron'')', 'C3 extended statistics');
SELECT public.throws_ok('EXPLAIN SELECT * FROM publicatie_intern.care_protected', '42501', NULL, 'C4 EXPLAIN ANALYZE of the evidence');
CREATE FUNCTION playground.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) ' || query; END $$;
SELECT public.results_eq(
	'SELECT (regexp_match(string_agg(p, '' ''), ''Rows Removed by Filter: (\d+)''))[1]::bigint FROM playground.plan(''SELECT * FROM publicatie.care WHERE status = ''''publish'''''') p',
	'SELECT count(*) FROM publicatie.care WHERE status <> ''publish''', 'C5 EXPLAIN ANALYZE counts rows that the reader can count too: hidden rows are there, empty');
SELECT public.is_empty('SELECT FROM pg_catalog.pg_stat_activity WHERE query LIKE ''%publicatie_intern%'' AND usename <> current_user', 'C6 queries of others');

-- D. What is derived: everything of a hidden row is hidden.
SELECT public.is_empty('SELECT FROM publicatie.all_families WHERE status <> ''publish'' AND num_nonnulls(numerator, denominator, value, lower, upper, comparison, trend) > 0', 'D1 rate, limits, comparison, trend');
SELECT public.results_eq('SELECT DISTINCT label FROM publicatie.care WHERE status = ''hidden''', ARRAY['verborgen'], 'D2 the label is the same for every reason');
SELECT public.is_empty('SELECT DISTINCT status FROM publicatie.all_families EXCEPT VALUES (''publish''), (''hidden''), (''empty'')', 'D3 the status does not tell which rule hid a figure');
SELECT public.is_empty('SELECT FROM publicatie.care a JOIN publicatie.care b USING (definition, area_type, area, first_year, year, breakdown, category) WHERE a.status = ''hidden'' AND b.numerator IS NOT NULL', 'D4 a join with itself');
SELECT public.is_empty('SELECT FROM publicatie.wide WHERE early_care_24w_status = ''hidden'' AND num_nonnulls(early_care_24w, early_care_24w_lower, early_care_24w_upper) > 0', 'D5 the wide view');
SELECT public.is_empty('SELECT FROM information_schema.columns WHERE table_schema = ''publicatie'' AND column_name IN (''r'', ''unknown'')', 'D6 no raw rate, and no count of unknowns, which nobody protected');

-- E. Other ways to act.
SELECT public.throws_ok('CALL publicatie_intern.refresh()', '42501', NULL, 'E1 the procedure of the refresher, which runs as the owner');
SELECT public.throws_ok('REFRESH MATERIALIZED VIEW publicatie_intern.care_fact', '42501', NULL, 'E2 REFRESH');
SELECT public.throws_ok('SET ROLE ks_owner', '42501', NULL, 'E3 become the owner');
SELECT public.throws_ok('ALTER VIEW publicatie.care RESET (security_barrier)', '42501', NULL, 'E4 take the barrier away');
SELECT public.throws_ok('CREATE TRIGGER t INSTEAD OF INSERT ON publicatie.care FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', '42501', NULL, 'E5 a trigger');
SELECT public.throws_ok('CREATE RULE r AS ON SELECT TO publicatie.care DO INSTEAD SELECT 1', '42501', NULL, 'E6 a rule');
SELECT public.throws_ok('INSERT INTO publicatie.care (area) VALUES (''x'')', '55000', NULL, 'E7 writing');
SELECT public.throws_ok('CREATE SCHEMA kansrijk_fake', '42501', NULL, 'E8 a schema of its own');
SELECT public.throws_ok('SELECT pg_catalog.pg_read_file(''PG_VERSION'')', '42501', NULL, 'E9 files');
SELECT public.throws_ok('SELECT FROM pg_catalog.pg_create_logical_replication_slot(''x'', ''pgoutput'')', NULL, NULL, 'E10 logical decoding');

-- F. Through the extension: it reads nothing with other rights than the reader's.
RESET SESSION AUTHORIZATION;
GRANT USAGE ON SCHEMA kansrijk TO ks_reader;	-- also a reader who may use the functions
SET SESSION AUTHORIZATION ks_reader;
SELECT public.is_empty('SELECT FROM kansrijk.check_source(''bron'') WHERE rows IS NOT NULL OR failing > 1', 'F1 check_source counts nothing that the reader may not read');
SELECT public.throws_ok('SELECT kansrijk_intern.sql_can_read(''SELECT FROM bron.birth'')', '42501', NULL, 'F2 probing for columns');
SELECT public.throws_ok('CALL kansrijk.refresh(''publicatie'')', '42501', NULL, 'F3 refresh');
SELECT public.throws_ok('CALL kansrijk.drop_indicator_views(''publicatie'')', '42501', NULL, 'F4 drop_indicator_views');
SELECT public.throws_ok('CALL kansrijk.create_indicator_views(''bron'', ''playground'')', '42501', NULL, 'F5 a publication of its own');
SELECT public.throws_ok('CALL kansrijk.load_synthetic_source(''bron'')', '42501', NULL, 'F6 writing into the source');
RESET SESSION AUTHORIZATION;

-- G. The refresher refreshes, and sees the log.
SELECT is_empty($$ SELECT proname FROM pg_proc WHERE pronamespace = 'kansrijk'::regnamespace AND (prosecdef OR proleakproof) $$, 'G1 no function of the extension has rights of its own, or claims to be leakproof');
SET SESSION AUTHORIZATION ks_refresher;
SELECT public.lives_ok('CALL publicatie_intern.refresh()', 'G2 the refresher refreshes');
SELECT public.isnt_empty('SELECT FROM publicatie_intern.refresh_log', 'G3 and reads the log');
SELECT public.throws_ok('SELECT FROM publicatie_intern.care_protected', '42501', NULL, 'G4 but not the evidence');
SELECT public.throws_ok('SELECT FROM bron.birth', '42501', NULL, 'G5 nor the source');
RESET SESSION AUTHORIZATION;
SELECT is_empty($$ SELECT outcome FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$, 'G6 with the rights of the owner');
SELECT is_empty($$ SELECT c.relname FROM pg_class c WHERE c.relnamespace IN ('publicatie'::regnamespace, 'publicatie_intern'::regnamespace) AND c.relkind IN ('r', 'v', 'm') AND c.relowner <> 'ks_owner'::regrole $$, 'G7 everything is the owner''s');

-- H. Roles that would make the rest pointless are refused.
GRANT ks_owner TO ks_other;
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care,programme}', owner => 'ks_owner', reader => 'ks_other') $$, '22023', 'role "ks_other" can read what is not published', 'H1 a member of the owner');
REVOKE ks_owner FROM ks_other;
GRANT pg_read_all_data TO ks_other;
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care,programme}', owner => 'ks_owner', reader => 'ks_other') $$, '22023', NULL, 'H2 who reads everything');
REVOKE pg_read_all_data FROM ks_other;
GRANT USAGE ON SCHEMA bron TO PUBLIC;
GRANT SELECT (year) ON bron.birth TO ks_other;
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care,programme}', owner => 'ks_owner', reader => 'ks_other') $$, '22023', 'role "ks_other" can read the source', 'H3 who can read one column of the source');

SELECT * FROM finish();
ROLLBACK;
