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
	('unschedule_refresh', '"?cron', 'pg_cron need not be there: the procedure says so first'))
	v(function, message, reason);
-- Records filled by dynamic SQL, and what follows from that: until the publication is static SQL (issue 16).
CREATE TEMP TABLE unfinished AS SELECT unnest(ARRAY['publication_area_path_query', 'publication_protected_query',
	'source_definitions', 'indicator_view_plan', 'drop_publication_relations', 'create_indicator_views', 'refresh', 'release',
	'release_revisions', 'release_diff']) AS function;

CREATE TEMP TABLE function AS
	SELECT p.oid, p.proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
	WHERE l.lanname = 'plpgsql' AND p.pronamespace IN ('kansrijk'::regnamespace, 'kansrijk_intern'::regnamespace)
		AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
			WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' AND e.extname = 'kansrijk');
SELECT cmp_ok((SELECT count(*) FROM function), '>', 40::bigint, 'there are functions to check');
SELECT is_empty($$ SELECT p.oid::regprocedure FROM pg_proc p JOIN function USING (oid)
	WHERE p.prorettype = 'trigger'::regtype $$,
	'no function is of a trigger, which would have to be checked with each of its tables');
CREATE TEMP TABLE found AS
	SELECT f.oid, f.proname, c.level, c.lineno, c.statement, concat_ws(': ', c.message, c.detail) AS message
	FROM function f, LATERAL plpgsql_check_function_tb(f.oid, fatal_errors => false, extra_warnings => true) c;
SELECT is_empty($$ SELECT oid::regprocedure, level, lineno, statement, message FROM found f
	WHERE NOT EXISTS (SELECT FROM pardoned p WHERE p.function = f.proname AND f.message ~ p.message)
		AND NOT EXISTS (SELECT FROM unfinished u WHERE u.function = f.proname) $$, 'no errors, no warnings');
SELECT is_empty($$ SELECT function, message FROM pardoned p
	WHERE EXISTS (SELECT FROM function f WHERE f.proname = p.function)
		AND NOT EXISTS (SELECT FROM found f WHERE f.proname = p.function AND f.message ~ p.message) $$,
			'each exception is needed');
SELECT is_empty($$ SELECT function FROM unfinished u
	WHERE NOT EXISTS (SELECT FROM found f WHERE f.proname = u.function) $$,
		'what is finished is not listed as unfinished');
\endif
SELECT * FROM finish();
ROLLBACK;
