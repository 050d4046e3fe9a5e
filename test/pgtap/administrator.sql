-- Who administers a database without being a superuser: installs the extension,
-- which is trusted, fills the catalogue, and publishes.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

CREATE ROLE ks_administrator NOSUPERUSER CREATEROLE;
CREATE ROLE ks_stranger;
SELECT current_database() AS database, current_user AS superuser \gset
GRANT CREATE ON DATABASE :"database" TO ks_administrator;
GRANT ALL ON ALL TABLES IN SCHEMA pg_temp TO ks_administrator, ks_stranger;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pg_temp TO ks_administrator, ks_stranger;
GRANT USAGE ON SCHEMA public TO ks_administrator, ks_stranger;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ks_administrator, ks_stranger;
DROP EXTENSION kansrijk CASCADE;
DROP SCHEMA IF EXISTS kansrijk;
SET SESSION AUTHORIZATION ks_administrator;
SELECT lives_ok('CREATE EXTENSION kansrijk', 'the extension is trusted');
SELECT set_eq($$ SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'kansrijk'::regnamespace
	AND relkind = 'r' $$, $$ SELECT rolname FROM pg_roles WHERE oid = 10 $$,
	'its tables are the first superuser''s');

-- The catalogue.
SELECT is_empty($$ SELECT relation::regclass FROM pg_extension e, unnest(e.extconfig) relation
	WHERE extname = 'kansrijk' AND NOT (has_table_privilege(relation, 'INSERT')
	AND has_table_privilege(relation, 'UPDATE') AND has_table_privilege(relation, 'DELETE')) $$,
	'every table that pg_dump takes along can be filled and restored');
SELECT is_empty($$ SELECT c.oid::regclass FROM pg_class c WHERE relnamespace = 'kansrijk'::regnamespace
	AND relkind = 'r' AND c.oid NOT IN (SELECT unnest(extconfig) FROM pg_extension WHERE extname = 'kansrijk')
	AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE') $$, 'and no other');
SELECT lives_ok($$ INSERT INTO source_synonym (id, source_table, source_column, known_names, expression)
	VALUES (1000, 'kraamzorg', 'hours', 'x', '$1 / 2.0') $$, 'names of one''s own deliveries');
SELECT lives_ok($$ INSERT INTO area_transition VALUES ('S', 2018, 'T', 2019, NULL, 1) $$, 'a crosswalk of areas');
SELECT lives_ok($$ INSERT INTO indicator_breakdown VALUES ('kwartaal', 'Kwartaal', 'Quarter', '{care}',
	$x$'kwartaal ' || extract(quarter FROM b.birth_date)$x$) $$, 'a breakdown');

-- The source.
SELECT throws_ok($$ CALL load_synthetic_source('bron', 200) $$, '42P01', 'source "bron" has no table "birth"',
	'synthetic births need tables');
CALL create_source_schema('bron');
CALL load_synthetic_source('bron', 200, 1, 2015, 5);
SELECT throws_ok($$ CALL load_synthetic_source('bron', 200, 1, 2020, 1) $$, '55000',
	'table "birth" of source "bron" is not empty', 'which are empty');

-- Owners.
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care}', owner => 'ks_stranger') $$,
	'42501', 'role "ks_administrator" cannot create objects of role "ks_stranger"', 'an owner one is no member of');
SELECT lives_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care}', area_types => '{land}',
	owner => 'ks_own', refresher => 'ks_refresh', reader => 'ks_read', create_roles => true) $$,
	'an owner that is created');
SELECT is_empty($$ SELECT relation, message FROM publicatie_intern.refresh_log WHERE outcome <> 'refreshed' $$,
	'can read the source');
SELECT set_eq($$ SELECT DISTINCT pg_get_userbyid(c.relowner) FROM pg_class c
	WHERE c.relnamespace IN ('publicatie'::regnamespace, 'publicatie_intern'::regnamespace) $$, ARRAY['ks_own'],
	'and owns everything');
SELECT lives_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care}', owner => 'ks_own',
	refresher => 'ks_refresh', reader => 'ks_read') $$, 'the views can be replaced');
SELECT lives_ok($$ CALL release('publicatie', '2015-2019') $$, 'and released');
SET SESSION AUTHORIZATION :"superuser";
CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.birth (LIKE bron.birth);
GRANT USAGE ON SCHEMA elsewhere TO ks_administrator, ks_own;
SET SESSION AUTHORIZATION ks_administrator;
SELECT throws_ok($$ CALL create_indicator_views('elsewhere', 'p') $$, '42501',
	'role "ks_administrator" cannot read source "elsewhere": permission denied for table birth',
	'a source that one may not read');
SET SESSION AUTHORIZATION :"superuser";
GRANT SELECT ON elsewhere.birth TO ks_administrator;
SET SESSION AUTHORIZATION ks_administrator;
SELECT throws_ok($$ CALL create_indicator_views('elsewhere', 'p', owner => 'ks_own') $$, '42501',
	'role "ks_administrator" cannot let role "ks_own" read elsewhere.birth', 'or not let others read');

-- The extension is dropped, and its types take columns of what was released along.
SET SESSION AUTHORIZATION :"superuser";
DROP EXTENSION kansrijk CASCADE;
DROP SCHEMA IF EXISTS kansrijk;
SET SESSION AUTHORIZATION ks_administrator;
CREATE EXTENSION kansrijk;
SELECT throws_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care}', owner => 'ks_own') $$,
	'55000', 'schema "publicatie" has the remains of a publication',
	'nothing is built on the ruins of another installation');
SELECT lives_ok($$ CALL forget_releases('publicatie') $$, 'they can be cleared away');
SELECT lives_ok($$ CALL drop_indicator_views('publicatie') $$);
SELECT hasnt_schema('publicatie_intern');
SELECT lives_ok($$ CALL create_indicator_views('bron', 'publicatie', families => '{care}', area_types => '{land}',
	owner => 'ks_own') $$, 'and then it is published anew');

SELECT * FROM finish();
ROLLBACK;
