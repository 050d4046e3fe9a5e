-- Rights on a publication: what was given stays until it is taken away, owner and procedures move together, and
-- nobody becomes a reader who can read more.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CREATE SCHEMA raw;
CREATE SCHEMA bron;
CREATE TABLE raw.person (id bigint PRIMARY KEY, year smallint, late boolean);
INSERT INTO raw.person SELECT i, 2015 + i % 5, i % 3 = 0 FROM generate_series(1, 1500) i;
CREATE TABLE raw.history (id bigint, year smallint, late boolean) PARTITION BY LIST (year);
CREATE TABLE raw.history_2020 PARTITION OF raw.history FOR VALUES IN (2020);
CREATE VIEW raw.all_persons AS SELECT * FROM raw.person UNION ALL SELECT * FROM raw.history;
CREATE VIEW bron.birth AS SELECT id AS birth_id, id AS pregnancy_id, year, make_date(year, 1, 1) + (id * 37 % 365)::integer AS birth_date, '0001'::text AS municipality, 'Noord'::text AS province,
	280::smallint AS ga_days, 3500 AS birthweight, 1::smallint AS sex, 0::smallint AS parity, 1::smallint AS plurality, CASE WHEN late THEN 120 ELSE 60 END::smallint AS first_visit_ga_days
	FROM raw.all_persons;
CREATE PROCEDURE pg_temp.publish(owner text DEFAULT NULL, refresher text DEFAULT NULL, reader text DEFAULT NULL, readers_see text DEFAULT NULL, area_types text[] DEFAULT '{land}') LANGUAGE sql
	AS $$ CALL kansrijk.create_indicator_views('bron', 'publicatie', families => '{care}', local_definitions => '{late-care-22w}', area_types => area_types, annual_area_types => '{land}',
		breakdown_area_types => '{}', owner => owner, refresher => refresher, reader => reader, readers_see => readers_see, create_roles => true) $$;
CREATE VIEW may_read AS SELECT pg_get_userbyid(a.grantee)::text AS reader, array_agg(c.relname::text ORDER BY c.relname COLLATE "C") AS views
	FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = to_regnamespace('publicatie') AND a.grantee <> c.relowner AND a.privilege_type = 'SELECT' GROUP BY 1;
CREATE VIEW owners AS SELECT DISTINCT pg_get_userbyid(x.owner)::text AS owner FROM (
	SELECT relowner FROM pg_class WHERE relnamespace IN (to_regnamespace('publicatie'), to_regnamespace('publicatie_intern')) AND relkind IN ('r', 'v', 'm', 'S')
	UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = to_regnamespace('publicatie_intern')
	UNION ALL SELECT nspowner FROM pg_namespace WHERE nspname IN ('publicatie', 'publicatie_intern')) x(owner);

CALL pg_temp.publish('r_owner', 'r_refresher', 'r_reader');
SELECT set_eq('TABLE owners', ARRAY['r_owner'], 'all of it is the owner''s');
SELECT set_eq('TABLE may_read', $$ VALUES ('r_reader', ARRAY['all_families', 'care', 'cijfers', 'data_as_of', 'deducible', 'latest', 'latest_wide', 'released', 'releases', 'wide']) $$, 'the reader reads every view');

-- Again, without them.
CALL pg_temp.publish();
SELECT set_eq('TABLE owners', ARRAY['r_owner'], 'called again without an owner: it stays whose it is');
SELECT set_eq('SELECT reader FROM may_read', ARRAY['r_reader'], 'without a reader: readers stay');
SELECT ok(has_function_privilege('r_refresher', 'publicatie_intern.refresh(text[])', 'EXECUTE') AND has_function_privilege('r_refresher', 'publicatie_intern.refresh_step(text[], timestamptz, boolean, text, text)', 'EXECUTE')
	AND has_table_privilege('r_refresher', 'publicatie_intern.refresh_log', 'SELECT') AND has_table_privilege('r_refresher', 'publicatie_intern.refresh_attempt', 'SELECT'), 'without a refresher: it stays too');

-- Several; what was given by hand; other arguments.
CALL pg_temp.publish(reader => 'r_second');
CREATE ROLE r_hand;
GRANT SELECT ON publicatie.care TO r_hand WITH GRANT OPTION;
CALL pg_temp.publish(area_types => '{land,gemeente}');
SELECT set_eq('TABLE owners', ARRAY['r_owner'], 'other arguments: views that are made anew are the same owner''s');
SELECT set_eq('TABLE may_read', $$ VALUES ('r_reader', ARRAY['all_families', 'care', 'cijfers', 'data_as_of', 'deducible', 'latest', 'latest_wide', 'released', 'releases', 'wide']), ('r_second', ARRAY['all_families', 'care', 'cijfers', 'data_as_of', 'deducible', 'latest', 'latest_wide', 'released', 'releases', 'wide']), ('r_hand', ARRAY['care']) $$,
	'and every reader keeps what it had, also what was granted by hand');
SELECT ok(has_table_privilege('r_hand', 'publicatie.care', 'SELECT WITH GRANT OPTION'), 'with its grant option');
SELECT isnt_empty('SELECT FROM publicatie.care', 'and they are filled');

-- What readers see.
CALL pg_temp.publish(readers_see => 'released', area_types => '{land,gemeente}');
SELECT set_eq('TABLE may_read', $$ VALUES ('r_reader', ARRAY['latest', 'latest_wide', 'released', 'releases']), ('r_second', ARRAY['latest', 'latest_wide', 'released', 'releases']), ('r_hand', ARRAY['latest', 'latest_wide', 'released', 'releases']) $$,
	'readers_see => released: no reader, whoever gave it the right, sees the live figures');
CALL pg_temp.publish(reader => 'r_third');
SELECT set_eq($$ SELECT views FROM may_read WHERE reader = 'r_third' $$, $$ VALUES (ARRAY['latest', 'latest_wide', 'released', 'releases']) $$, 'a new reader sees what the others see, also when views are made anew');
SELECT is_empty($$ SELECT FROM may_read WHERE views <> ARRAY['latest', 'latest_wide', 'released', 'releases'] $$, 'and the others no more than before');
CALL pg_temp.publish(readers_see => 'live');
SELECT is((SELECT count(*) FROM may_read WHERE 'care' = ANY (views)), 4::bigint, 'readers_see => live: all of them do');
SELECT throws_ok($$ CALL pg_temp.publish(readers_see => 'x') $$, '22023', 'readers can see live or released figures');

-- Revoking.
CALL revoke_access('publicatie', 'r_third');
CALL revoke_access('publicatie', 'r_refresher');
SELECT is_empty($$ SELECT FROM may_read WHERE reader = 'r_third' $$, 'revoke_access: nothing is left to a reader');
SELECT ok(NOT has_schema_privilege('r_third', 'publicatie', 'USAGE'), 'nor the schema');
SELECT ok(NOT has_function_privilege('r_refresher', 'publicatie_intern.refresh(text[])', 'EXECUTE') AND NOT has_function_privilege('r_refresher', 'publicatie_intern.refresh_step(text[], timestamptz, boolean, text, text)', 'EXECUTE')
	AND NOT has_any_column_privilege('r_refresher', 'publicatie_intern.relation', 'SELECT') AND NOT has_schema_privilege('r_refresher', 'publicatie_intern', 'USAGE'), 'nor to a refresher');
CALL pg_temp.publish();
SELECT is_empty($$ SELECT FROM may_read WHERE reader = 'r_third' $$, 'and it does not come back');
SELECT throws_ok($$ CALL revoke_access('publicatie', 'r_owner') $$, '22023', 'role "r_owner" owns the publication');
SELECT throws_ok($$ CALL revoke_access('publicatie', 'r_nobody') $$, '42704', 'role "r_nobody" does not exist');
SELECT throws_ok($$ CALL revoke_access('publicatie', NULL) $$, '22004');
SELECT throws_ok($$ CALL revoke_access('nergens', 'r_reader') $$, '3F000', 'schema "nergens" has no indicator views');

-- Moving.
CALL pg_temp.publish('r_heir');
SELECT set_eq('TABLE owners', ARRAY['r_heir'], 'another owner: all of it moves, the procedures and schemas too');
SELECT set_has('SELECT reader FROM may_read', $$ VALUES ('r_reader'), ('r_second'), ('r_hand') $$, 'with the rights of readers');
SELECT lives_ok($$ CALL publicatie_intern.refresh() $$, 'and it is refreshed');
SELECT is_empty($$ SELECT FROM publicatie_intern.refresh_attempt WHERE outcome <> 'refreshed' $$, 'by its owner');
CALL pg_temp.publish('r_heir', area_types => '{land,gemeente}');
SELECT set_eq('TABLE owners', ARRAY['r_heir'], 'also what is made anew');
CREATE ROLE r_member;
GRANT r_heir TO r_member;
GRANT USAGE ON SCHEMA kansrijk TO r_member;
SET SESSION AUTHORIZATION r_member;
CALL kansrijk.create_indicator_views('bron', 'publicatie', families => '{care}', local_definitions => '{late-care-22w}', area_types => '{land}', annual_area_types => '{land}', breakdown_area_types => '{}');
RESET SESSION AUTHORIZATION;
SELECT set_eq('TABLE owners', ARRAY['r_heir'], 'a member of the owner who calls does not become it');
CREATE ROLE r_stranger;
GRANT USAGE ON SCHEMA kansrijk, bron TO r_stranger;
GRANT SELECT ON bron.birth TO r_stranger;
GRANT USAGE ON SCHEMA publicatie_intern TO r_stranger;
GRANT ALL ON ALL TABLES IN SCHEMA pg_temp TO r_stranger;
GRANT USAGE ON SCHEMA public TO r_stranger;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO r_stranger;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pg_temp TO r_stranger;
SET SESSION AUTHORIZATION r_stranger;
SELECT public.throws_ok($$ CALL kansrijk.create_indicator_views('bron', 'publicatie', families => '{care}') $$, '42501', NULL, 'a stranger cannot take it');
SELECT public.throws_ok($$ CALL kansrijk.revoke_access('publicatie', 'r_reader') $$, '42501', NULL, 'nor take rights away');
RESET SESSION AUTHORIZATION;

-- Readers who can read what figures are made of.
CREATE ROLE r_curious;
GRANT USAGE ON SCHEMA raw TO r_curious;
GRANT SELECT (year) ON raw.person TO r_curious;
SELECT throws_ok($$ CALL pg_temp.publish(reader => 'r_curious') $$, '22023', 'role "r_curious" can read the source', 'one column of a table, two views beneath the source');
REVOKE SELECT (year) ON raw.person FROM r_curious;
GRANT SELECT ON raw.all_persons TO r_curious;
SELECT throws_ok($$ CALL pg_temp.publish(reader => 'r_curious') $$, '22023', 'role "r_curious" can read the source', 'a view between');
REVOKE SELECT ON raw.all_persons FROM r_curious;
GRANT SELECT ON raw.history_2020 TO r_curious;
SELECT throws_ok($$ CALL pg_temp.publish(reader => 'r_curious') $$, '22023', 'role "r_curious" can read the source', 'a partition of a table beneath');
REVOKE USAGE ON SCHEMA raw FROM r_curious;
SELECT lives_ok($$ CALL pg_temp.publish(reader => 'r_curious') $$, 'a right without the schema is none');
GRANT USAGE ON SCHEMA raw TO r_curious;
SELECT throws_ok($$ CALL pg_temp.publish() $$, '22023', 'role "r_curious" can read the source', 'one who is a reader already, and got it later');
CALL revoke_access('publicatie', 'r_curious');

-- Targets.
CALL kansrijk.create_indicator_views('bron', 'a', families => '{care}', area_types => '{land}', populate => false);
SELECT throws_ok($$ CALL create_indicator_views('bron', 'a_intern', families => '{care}') $$, '3F000', 'schema "a_intern" cannot be the target of a publication', 'the private schema of another publication is no target');
CALL create_indicator_views('bron', 'b_intern', families => '{care}', area_types => '{land}', populate => false);
SELECT throws_ok($$ CALL create_indicator_views('bron', 'b', families => '{care}') $$, '3F000', 'schema "b" cannot be the target of a publication', 'nor what would keep its evidence where another publication is read');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'kansrijk_intern', families => '{care}') $$, '3F000', 'schema "kansrijk_intern" cannot be the target of a publication', 'nor a schema of the extension');
SELECT throws_ok($$ CALL create_indicator_views('bron', 'kansrijk', families => '{care}') $$, '3F000', 'schema "kansrijk" cannot be the target of a publication', 'nor the other');

-- Dropped with all that came with it.
CALL drop_indicator_views('publicatie');
SELECT hasnt_schema('publicatie');
SELECT hasnt_schema('publicatie_intern');

-- A relation under one of our names is not taken over.
CREATE SCHEMA planted_intern;
CREATE TABLE planted_intern.cell (definition smallint, year integer, place integer, breakdown text, category text, r rate);
SELECT throws_ok($$ CALL create_indicator_views('bron', 'planted', families => '{care}', populate => false) $$, '42P07',
	'planted_intern.cell exists already', 'what was planted is not taken over');

SELECT * FROM finish();
ROLLBACK;
