-- Does a session grow? Of each function a call that succeeds and one that fails, N times and
-- then nine times as often; what the session holds is compared.
SET search_path = hostile, kansrijk, public;
SET client_min_messages = error;
SELECT setseed(:seed / 1000000.0) IS NOT NULL AS seeded \gset

CREATE FUNCTION outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE call;
	RETURN 'success';
EXCEPTION WHEN OTHERS THEN
	RETURN 'failure';
END $$;

CREATE FUNCTION repeat_call(call text, times integer, seconds float8) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	done integer := 0;
	start timestamptz := clock_timestamp();
BEGIN
	WHILE done < times AND clock_timestamp() < start + seconds * interval '1 second' LOOP
		BEGIN
			EXECUTE call;
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
		done := done + 1;
	END LOOP;
	RETURN done;
END $$;

CREATE FUNCTION held(OUT contexts bigint, OUT anonymous bigint) LANGUAGE sql AS $$
	SELECT sum(used_bytes)::bigint, 1024 * substring(pg_read_file('/proc/self/status') FROM 'RssAnon:\s*(\d+)')::bigint
		FROM pg_backend_memory_contexts $$;

-- Calls that take too long end in an error, and are not tried.
CREATE TABLE tried (function oid, call text, outcome text);
CREATE TABLE candidate AS SELECT oid AS function, random_call(c) AS call FROM callable c, generate_series(1, 10);
SET statement_timeout = 300;
\set ON_ERROR_STOP off
SELECT format('INSERT INTO hostile.tried SELECT %s, %L, hostile.outcome(%2$L)', function, call) FROM candidate \gexec
\set ON_ERROR_STOP on
SET statement_timeout = '60s';
CREATE TABLE chosen AS SELECT DISTINCT ON (function, outcome) * FROM tried ORDER BY function, outcome,
	length(call) DESC;
CREATE TABLE held_after (id integer GENERATED ALWAYS AS IDENTITY, call text, outcome text, calls integer,
	contexts bigint, anonymous bigint);

CREATE VIEW growth AS
	SELECT call, outcome, calls, contexts - contexts_before AS in_contexts, anonymous - anonymous_before AS elsewhere
	FROM (SELECT *, lag(contexts) OVER w AS contexts_before, lag(anonymous) OVER w AS anonymous_before FROM held_after
		WINDOW w AS (ORDER BY id)) h WHERE calls > 0;

SELECT format('SELECT set_config(''hostile.calls'', hostile.repeat_call(%L, 200, 0.3)::text, false)', call),
	format('INSERT INTO hostile.held_after (call, outcome, calls, contexts, anonymous) SELECT %L, %L, 0, contexts, '
		'anonymous FROM hostile.held()', call, outcome),
	format('SELECT set_config(''hostile.calls'', hostile.repeat_call(%L, 9 * '
		'current_setting(''hostile.calls'')::integer, 20)::text, false)', call),
	format('INSERT INTO hostile.held_after (call, outcome, calls, contexts, anonymous) SELECT %L, %L, '
		'current_setting(''hostile.calls'')::integer, contexts, anonymous FROM hostile.held()', call, outcome)
	FROM hostile.chosen ORDER BY function, outcome \gexec
