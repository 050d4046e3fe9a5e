-- What holds for every object of the extension, whoever adds it.
BEGIN;
SELECT no_plan();

CREATE TEMP TABLE member AS
	SELECT classid, objid, pg_describe_object(classid, objid, 0) AS name
	FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'kansrijk');
CREATE TEMP VIEW function AS
	SELECT p.*, l.lanname, p.oid::regprocedure::text AS signature
	FROM pg_proc p JOIN pg_language l ON l.oid = prolang
	WHERE p.oid IN (SELECT objid FROM member WHERE classid = 'pg_proc'::regclass);

SELECT cmp_ok((SELECT count(*) FROM function), '>', 100::bigint, 'the extension has functions to look at');
SELECT is_empty($$
	SELECT name FROM member
	WHERE obj_description(objid, classid::regclass::text) IS NULL
		AND classid NOT IN ('pg_cast'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass, 'pg_rewrite'::regclass)
		AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT typarray FROM pg_type)) -- made by the server
		AND NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid
			WHERE t.oid = objid AND c.relkind <> 'c'))
		AND NOT (classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_class c WHERE c.oid = objid
			AND c.relkind IN ('S', 'i')))
		AND name !~ 'schema kansrijk$' $$, 'every object has a comment');
SELECT is_empty($$
	SELECT c.relname, a.attname FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.objid
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relkind IN ('r', 'v', 'm') AND col_description(c.oid, a.attnum) IS NULL $$,
		'every column of a table or view has a comment');
SELECT is_empty($$
	SELECT name FROM member m
	WHERE EXISTS (SELECT FROM pg_identify_object(m.classid, m.objid, 0) i WHERE i.schema IS NOT NULL AND i.schema NOT
		IN ('kansrijk', 'kansrijk_intern')) $$,
	'everything is in the schemas of the extension');
SELECT is_empty($$ SELECT signature FROM function WHERE lanname = 'c' AND prosrc !~ '^kansrijk_' $$,
	'every C symbol has the prefix kansrijk_');
SELECT is_empty($$ SELECT signature FROM function WHERE lanname = 'c' AND (provolatile <> 'i' OR proparallel <> 's')
		AND signature !~ '^(kansrijk[.])?synthetic_'
		AND NOT (signature ~ '^(kansrijk[.])?lint_view' AND provolatile = 's' AND proparallel = 's')
		AND NOT (signature = 'kansrijk_intern.query_reads(text)' AND provolatile = 's')
		AND NOT (signature = 'kansrijk_intern.can_commit()' AND provolatile = 's' AND proparallel = 'r')
		AND NOT (signature = 'kansrijk_intern.query_reads(text)' AND provolatile = 's')
		AND NOT (signature ~ '^kansrijk_intern[.]time_to_tell' AND provolatile = 'v' AND proparallel = 'r') $$,
	'C functions are immutable and parallel safe');
SELECT is_empty($$ SELECT signature FROM function WHERE prokind = 'a' AND proparallel <> 's' $$,
	'aggregates are parallel safe');
SELECT is_empty($$ SELECT signature FROM function WHERE lanname = 'sql' AND prosqlbody IS NULL $$,
	'SQL functions have bodies that are parsed at creation');
SELECT is_empty($$ SELECT signature FROM function WHERE lanname = 'plpgsql'
	AND NOT coalesce(proconfig::text ~ 'search_path=', false)
	AND NOT (prokind = 'p' AND signature IN ('refresh(text,text[])', 'kansrijk_intern.run_refresh(text,text[])')) $$,
	'plpgsql functions pin their search_path, but for what must be able to COMMIT');
SELECT is_empty($$ SELECT signature FROM function WHERE prosecdef AND NOT coalesce(proconfig::text ~ 'search_path=',
	false) $$,
	'no SECURITY DEFINER without a pinned search_path');
SELECT is_empty($$ SELECT signature FROM function WHERE proleakproof $$, 'nothing claims to be leakproof');
SELECT is_empty($$ SELECT signature FROM function WHERE prosecdef AND has_function_privilege('public', oid,
	'EXECUTE') $$,
	'what runs with the rights of its owner is not for everyone');
SELECT is_empty($$ SELECT signature FROM function WHERE NOT prosecdef AND NOT has_function_privilege('public', oid,
	'EXECUTE') $$,
	'what runs with the rights of the caller is');
SELECT is_empty($$
	SELECT c.relname, a.privilege_type FROM member m JOIN pg_class c ON m.classid = 'pg_class'::regclass
		AND c.oid = m.objid, aclexplode(c.relacl) a
	WHERE a.grantee <> c.relowner AND (a.grantee <> 0 OR a.privilege_type <> 'SELECT') $$,
		'the tables of the extension are read by all and written by the owner');
-- The catalogue does not tell a default from a choice: the source does.
\set unsaid `awk '/^CREATE OR REPLACE|^CREATE (FUNCTION|AGGREGATE)/ { name = $0; said = "" } name { said = said " " $0 } name && (/^\t(AS|RETURN|BEGIN ATOMIC)( |$)/ || /;$/) { if (name ~ /OR REPLACE/ || (name ~ /^CREATE A/ ? said !~ /PARALLEL = SAFE/ : said !~ /LANGUAGE/ || said !~ /IMMUTABLE|STABLE|VOLATILE/ || said !~ /PARALLEL (SAFE|UNSAFE|RESTRICTED)/ || said !~ /COST [0-9]/)) print name; name = "" }' sql/install/*/*.sql sql/install/*/*/*.sql`
SELECT is(:'unsaid'::text, '', 'each function says its language, volatility, parallel safety and cost, each aggregate '
	'its parallel safety, and none replaces another');
SELECT is_empty($$
	SELECT a.aggfnoid::regprocedure FROM pg_aggregate a JOIN function f ON f.oid = a.aggfnoid
	WHERE aggcombinefn = 0 OR (aggtranstype = 'internal'::regtype AND (aggserialfn = 0 OR aggdeserialfn = 0)) $$,
	'aggregates combine, and internal states travel between processes');
SELECT is_empty($$
	SELECT a.aggfnoid::regprocedure FROM pg_aggregate a JOIN function f ON f.oid = a.aggfnoid
	WHERE aggtranstype NOT IN ('internal'::regtype, 'bytea'::regtype) AND (aggfinalmodify <> 'r' OR aggminvtransfn = 0) $$,
	'aggregates of counts can be windows: an inverse, and a final function that leaves the state alone');
SELECT is_empty($$
	SELECT conname FROM pg_constraint c JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = c.conrelid
	WHERE contype = 'f' AND NOT convalidated $$, 'foreign keys are valid');
SELECT is(library_version(), (SELECT extversion FROM pg_extension WHERE extname = 'kansrijk'),
	'library and SQL objects have the same version');
SELECT ok((SELECT trusted AND NOT relocatable AND schema = 'kansrijk' FROM pg_available_extension_versions
	WHERE name = 'kansrijk' AND installed),
	'trusted, not relocatable, schema kansrijk');

-- As one would write it: numbers as they are, a rate with its type, and all else in quotes.
CREATE FUNCTION resolves(call text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'EXPLAIN SELECT ' || call;
	RETURN true;
EXCEPTION
	WHEN ambiguous_function THEN RETURN false;
	WHEN OTHERS THEN RETURN true;
END $$;
CREATE TEMP TABLE written AS
	SELECT format('%s(%s)', f.oid::regproc, (SELECT string_agg(CASE WHEN y.typcategory = 'N' THEN CASE
		WHEN t IN ('double precision'::regtype, 'numeric'::regtype) THEN '0.5' ELSE '1' END
			WHEN t = 'boolean'::regtype THEN 'true' WHEN t = 'rate'::regtype THEN '''7/1000''::kansrijk.rate'
				WHEN t = 'date'::regtype THEN '''2019-02-28''' ELSE '''1''' END, ', ' ORDER BY i)
			FROM unnest(f.proargtypes::oid[]) WITH ORDINALITY u(t, i) JOIN pg_type y ON y.oid = t WHERE i <= n)) AS call
	FROM function f, generate_series((f.pronargs - f.pronargdefaults)::integer, f.pronargs::integer) n
	WHERE f.prokind = 'f' AND obj_description(f.oid, 'pg_proc') NOT LIKE 'Internal%'
		AND (SELECT count(*) FROM function g WHERE g.proname = f.proname) > 1;
SELECT cmp_ok((SELECT count(*) FROM written), '>', 200::bigint, 'overloaded functions are there to call');
SELECT is_empty($$ SELECT call FROM written WHERE NOT resolves(call) $$,
	'a call with literals as one would write them is of one function');

-- The same arguments in the same order: per, confidence, language. Those of 0.1.0 have a name that says so.
SELECT is_empty($$ SELECT signature FROM function, LATERAL (SELECT array_position(proargnames, 'per') AS per,
			array_position(proargnames, 'confidence') AS confidence, array_position(proargnames, 'language')
				AS language) a
		WHERE (per > confidence OR confidence > language) AND signature !~ '_first\(' $$,
	'per comes before confidence, and confidence before language');
SELECT cmp_ok((SELECT count(*) FROM function WHERE proargnames @> '{per,confidence}'), '>=', 26::bigint,
	'there are functions that have both');
SELECT is_empty($$ SELECT signature FROM function WHERE proargnames && '{multiplier,sterfte}' $$,
	'one name for one thing');

SELECT * FROM finish();
ROLLBACK;
