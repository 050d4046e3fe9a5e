-- Arguments of every type, and untyped ones, in every position of every function that takes "any" or
-- text: a value or an error of use, never an internal one, never the end of the server. A share of
-- what test/hostile/run does; deterministic.
BEGIN;
SELECT no_plan();
SELECT setseed(0.14) IS NOT NULL AS seeded \gset
SELECT pg_postmaster_start_time() AS started \gset
\ir ../hostile/types.sql

-- Of the dimensions, which are read as they come, each expression once in each function.
CREATE TEMP TABLE done AS
	SELECT signature, prokind, is_dimension, kind, call, (typed.outcome(call)).*
	FROM (SELECT signature, prokind, is_dimension, kind, replace(call, '<here>', written) AS call
		FROM typed.position, typed.expression WHERE beside = '<here>, i' OR random() < 0.03 OFFSET 0) c
	UNION ALL
	SELECT signature, prokind, false, 'several', call, (typed.outcome(call)).*
	FROM (SELECT f.oid::regprocedure AS signature, prokind, typed.random_call(f) AS call
		FROM typed.called f, generate_series(1, 10) OFFSET 0) c;

SELECT is_empty($$ SELECT left(call, 200), code, message FROM done WHERE typed.is_internal(code, message) $$,
	format('%s calls of %s functions: no internal error', count(*), count(DISTINCT signature))) FROM done;
SELECT is_empty($$ SELECT oid::regprocedure FROM pg_proc p WHERE pronamespace = 'kansrijk'::regnamespace 
	AND provariadic = '"any"'::regtype AND oid::regprocedure NOT IN (SELECT signature FROM done WHERE is_dimension) $$,
	'every function with VARIADIC "any" was called');
SELECT is((SELECT count(DISTINCT signature) FROM done), (SELECT count(*) FROM typed.called),
	'and every function that takes "any" or text');
SELECT cmp_ok((SELECT count(DISTINCT kind) FROM done WHERE is_dimension), '>=', 14::bigint,
	'with arguments of every kind');
SELECT cmp_ok((SELECT count(*) FROM done WHERE is_dimension AND code IS NULL), '>', 4000::bigint,
	'many types can be a dimension');
SELECT cmp_ok((SELECT count(*) FROM done WHERE code IS NOT NULL), '>', 4000::bigint, 'many arguments are refused');
-- But the same in each of two rows is one cell twice.
SELECT is_empty($$ SELECT left(call, 200), code FROM done
	WHERE is_dimension AND kind = 'untyped' AND code <> '21000' $$,
	format('an untyped dimension is a value: %s calls', count(*)))
	FROM done WHERE is_dimension AND kind = 'untyped' AND code IS NULL;
SELECT is(pg_postmaster_start_time(), :'started', 'the server never restarted');

SELECT * FROM finish();
ROLLBACK;
