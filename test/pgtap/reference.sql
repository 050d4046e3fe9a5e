-- The documentation lists exactly what there is to use.
BEGIN;
SELECT no_plan();

\set written `cat doc/reference.md`
\set generated `tools/reference :DBNAME`
SELECT is_empty(format($$
	SELECT line, w AS "doc/reference.md", g AS "the extension says"
	FROM string_to_table(%L, E'\n') WITH ORDINALITY a(w, line) FULL JOIN string_to_table(%L, E'\n')
		WITH ORDINALITY b(g, line) USING (line)
	WHERE w IS DISTINCT FROM g ORDER BY line LIMIT 3 $$, :'written', :'generated'),
	'doc/reference.md is what the extension says (make reference writes it)');
SELECT cmp_ok(length(:'generated'), '>', 100000, 'and that is something');

CREATE TEMP TABLE public_name AS
	SELECT DISTINCT name FROM regexp_split_to_table(:'generated', '\n') line, substring(line FROM '^### (.*)') name
		WHERE name IS NOT NULL;
CREATE TEMP VIEW member AS
	SELECT classid, objid FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'kansrijk')
		AND deptype = 'e';
CREATE TEMP VIEW server_calls AS
	SELECT f FROM pg_aggregate, unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn,
		aggmtransfn, aggminvtransfn]::oid[]) f
	UNION SELECT f FROM pg_type, unnest(ARRAY[typinput, typoutput, typreceive, typsend]::oid[]) f
	UNION SELECT oprcode::oid FROM pg_operator
	UNION SELECT amproc::oid FROM pg_amproc;
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE NOT EXISTS (SELECT FROM public_name WHERE name = proname) AND p.oid NOT IN (SELECT f FROM server_calls)
		AND pronamespace <> 'kansrijk_intern'::regnamespace $$,
	'a function is in the reference, or the server calls it, or it is in kansrijk_intern');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE obj_description(p.oid) ~ '^Internal: ' AND pronamespace <> 'kansrijk_intern'::regnamespace $$,
	'what its comment calls internal is there');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE EXISTS (SELECT FROM public_name WHERE name = proname) AND 'internal'::regtype = ANY (proargtypes) $$,
	'nothing in the reference takes what SQL cannot give');

-- Names in the other pages, as kansrijk.name or `name(...)`
\set pages `cat README.md $(find doc examples -name node_modules -prune -o -name '*.md' ! -path doc/reference.md -print) examples/demo/*.sql`
CREATE TEMP VIEW mentioned AS
	SELECT DISTINCT m[1] AS name FROM (VALUES (:'pages')) v(pages),
		regexp_matches(pages, '\mkansrijk\.([a-z][a-z_0-9]*)', 'g') m;
CREATE TEMP TABLE called AS
	SELECT DISTINCT m[1] AS name FROM (VALUES (:'pages')) v(pages), regexp_matches(pages, '`([a-z][a-z_0-9]*)\(',
		'g') m;
SELECT is_empty($$
	SELECT name FROM mentioned WHERE name <> ALL ('{control,h,so}') -- files
		AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'kansrijk'::regnamespace AND proname = name)
		AND to_regtype('kansrijk.' || name) IS NULL AND to_regclass('kansrijk.' || name) IS NULL $$,
			'pages name only objects that exist');
SELECT is_empty($$
	SELECT name FROM called
	WHERE name <> ALL ('{coalesce,nullif,greatest,least,grouping}') -- syntax, not functions
		AND NOT EXISTS (SELECT FROM pg_proc WHERE proname = name) AND to_regclass('kansrijk.' || name) IS NULL $$,
			'pages call only functions that exist');
SELECT is_empty($$
	SELECT name FROM (SELECT name FROM mentioned UNION SELECT name FROM called) n JOIN pg_proc ON proname = name
	GROUP BY name HAVING bool_and(pronamespace = 'kansrijk_intern'::regnamespace) $$,
		'pages tell nobody to call what is internal');


-- find()
SELECT matches((SELECT name FROM find('Rolling') LIMIT 1), '^rolling_rate', 'find: names first, whatever their case');
SELECT isnt_empty($$ SELECT name FROM find('live-born') WHERE name !~* 'live' $$,
	'find: the first sentence of a comment too');
SELECT is_empty($$ SELECT * FROM find('') WHERE purpose IS NULL $$, 'find: everything says what it is for');
SELECT is_empty($$ SELECT name FROM find('') EXCEPT SELECT f.name FROM find(' ') f $$, 'find: blanks are nothing');
SELECT results_eq($$ SELECT count(*) FROM find('VROEGGEBOORTE') WHERE kind = 'definition' $$,
	$$ SELECT count(*) FROM indicator_definition d
		WHERE concat_ws(' ', d.id, d.name_nl, d.name_en) ~* 'vroeggeboorte' $$, 'find: a Dutch name');
SELECT is((SELECT array_agg(kind = 'definition') FROM find('preterm')) <@ '{t}', false, 'find: functions too');
SELECT is_empty('SELECT * FROM find(NULL)', 'find: NULL finds nothing');
SELECT is_empty($$ SELECT name FROM find('') WHERE name ~ '^(rate_(in|out|recv|send|accum)|collect)\M' $$,
	'find: nothing that the server calls by itself');
SELECT * FROM finish();
ROLLBACK;
