-- plpgsql_check reads every plpgsql function and procedure of the extension: what PostgreSQL itself finds only when a
-- statement is run. No errors and no warnings, but for those that are listed here with the reason.
BEGIN;
SELECT no_plan();
SELECT NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'plpgsql_check') AS missing \gset
\if :missing
SELECT skip('no plpgsql_check for this PostgreSQL: Debian has it as postgresql-N-plpgsql-check', 1);
\else
SET LOCAL client_min_messages = warning;
CREATE EXTENSION plpgsql_check;

-- What is said of which function, as regular expressions, and why that is right as it is.
CREATE TEMP TABLE pardoned AS SELECT * FROM (VALUES
	('schedule_refresh', '"?cron', 'pg_cron need not be there: the procedure says so first'),
	('refresh_family', 'unused', 'what is used only after a CALL that plpgsql_check does not follow'),
	('refresh_family', 'there are no plan for query', 'a CALL that plpgsql_check does not follow'),
	('refresh_one', 'there are no plan for query', 'a CALL that plpgsql_check does not follow'),
	('unschedule_refresh', '"?cron', 'pg_cron need not be there: the procedure says so first'))
	v(function, message, reason);
-- What finds its tables by the search path finds those of the extension's own publication, which is empty.
DO $$
DECLARE
	routine regprocedure;
BEGIN
	FOR routine IN SELECT p.oid FROM pg_proc p
		WHERE p.pronamespace IN ('kansrijk'::regnamespace, 'kansrijk_intern'::regnamespace)
		AND p.prosrc LIKE '%publication_path(%' AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
	LOOP
		EXECUTE format('ALTER ROUTINE %s SET search_path = kansrijk_intern, pg_temp', routine);
	END LOOP;
END $$;
CREATE TEMP TABLE function AS
	SELECT p.oid, p.proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
	WHERE l.lanname = 'plpgsql' AND p.pronamespace IN ('kansrijk'::regnamespace, 'kansrijk_intern'::regnamespace)
		AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
			WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' AND e.extname = 'kansrijk');
SELECT cmp_ok((SELECT count(*) FROM function), '>', 40::bigint, 'there are functions to check');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p JOIN function USING (oid)
	WHERE p.prorettype = 'trigger'::regtype AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid) $$,
	'each function of a trigger has one, with whose table it is checked');
CREATE TEMP TABLE found AS
	SELECT f.oid, f.proname, c.level, c.lineno, c.statement, concat_ws(': ', c.message, c.detail) AS message
	FROM function f, LATERAL plpgsql_check_function_tb(f.oid, fatal_errors => false, extra_warnings => true,
		relid => coalesce((SELECT t.tgrelid FROM pg_trigger t WHERE t.tgfoid = f.oid), 0)) c;
-- Of what dynamic SQL returns nothing is known: nor whether a record that takes it has the columns that are read.
DELETE FROM found f WHERE message ~ 'cannot (to )?determin(at)?e (a )?result of dynamic SQL'
	OR message ~ 'is not assigned yet|cached plan is not valid|never read variable'
		AND EXISTS (SELECT FROM found o WHERE o.oid = f.oid AND o.message ~ 'dynamic SQL');
SELECT is_empty($$ SELECT oid::regprocedure, level, lineno, statement, message FROM found f
	WHERE NOT EXISTS (SELECT FROM pardoned p WHERE p.function = f.proname AND f.message ~ p.message) $$,
	'no errors, no warnings');
SELECT is_empty($$ SELECT function, message FROM pardoned p
	WHERE EXISTS (SELECT FROM function f WHERE f.proname = p.function)
		AND NOT EXISTS (SELECT FROM found f WHERE f.proname = p.function AND f.message ~ p.message) $$,
			'each exception is needed');
\endif
SELECT * FROM finish();
ROLLBACK;
