-- How far a long procedure is: said by itself, as a notice, and seen by other sessions.

CREATE FUNCTION kansrijk_intern.time_to_tell(began timestamptz) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kansrijk_time_to_tell' LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED COST 1;
COMMENT ON FUNCTION kansrijk_intern.time_to_tell(timestamptz) IS
'Internal: Whether work that began then has gone on for five seconds without a word. Says so once, then not for five '
'seconds.';

CREATE FUNCTION kansrijk_intern.tell_progress(began timestamptz, what text, done bigint, total bigint,
	remaining interval DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL RESTRICTED COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	elapsed constant interval := clock_timestamp() - began;
BEGIN
	RAISE NOTICE USING MESSAGE = format('%s: %s of %s done after %s', what, done, total,
			kansrijk_intern.short_interval(elapsed))
		|| coalesce('; about ' || kansrijk_intern.short_interval(coalesce(remaining,
			elapsed * (total - done) / nullif(done, 0))) || ' still', '');
END $$;
COMMENT ON FUNCTION kansrijk_intern.tell_progress(timestamptz, text, bigint, bigint, interval) IS
'Internal: A notice that says what is being done since when, how far it is, and how long still: remaining, or else as '
'the part that is done took.';

CREATE FUNCTION kansrijk_intern.short_interval(i interval) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
	RETURN CASE WHEN extract(epoch FROM i) < 100 THEN round(extract(epoch FROM i)) || ' s'
		WHEN extract(epoch FROM i) < 6000 THEN round(extract(epoch FROM i) / 60) || ' min'
		ELSE round(extract(epoch FROM i) / 3600) || ' h' END;
COMMENT ON FUNCTION kansrijk_intern.short_interval(interval) IS 'Internal: A duration in seconds, minutes or hours.';

CREATE FUNCTION kansrijk_intern.refresh_steps(private text)
	RETURNS TABLE (place integer, family text, name text, takes interval)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 50
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN QUERY
	WITH logged AS (
		SELECT DISTINCT ON (l.schema_name, l.relation) l.schema_name, l.relation, l.stage, l.duration FROM refresh_log l
		WHERE l.outcome = 'refreshed' ORDER BY l.schema_name, l.relation, l.id DESC)
	SELECT r.position, r.family, r.name, coalesce(
			(SELECT l.duration FROM logged l WHERE (l.schema_name, l.relation) = (r.schema_name, r.name)),
			(SELECT avg(l.duration) FROM logged l WHERE l.stage = r.stage))
		FROM relation r WHERE r.stage NOT IN ('view', 'audit');
END $$;
COMMENT ON FUNCTION kansrijk_intern.refresh_steps(text) IS
'Internal: The steps of a refresh of all of a publication, and how long each took the last time; one that is new: as '
'others of its kind, if there are any.';

-- pg_stat_activity shows application_name to every role, and at once.
CREATE FUNCTION kansrijk_intern.show_progress(private text, run timestamptz, step integer, name text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	done bigint;
	total bigint;
	remaining interval;
BEGIN
	PERFORM set_config('application_name', format('kansrijk %s %s %s', step,
		to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), name), true);
	IF kansrijk_intern.time_to_tell(run) THEN
		PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
		SELECT count(*) FILTER (WHERE s.place < show_progress.step), count(*), CASE WHEN bool_and(s.takes IS NOT NULL)
				FILTER (WHERE s.place >= show_progress.step)
				THEN sum(s.takes) FILTER (WHERE s.place >= show_progress.step) END
			INTO done, total, remaining FROM kansrijk_intern.refresh_steps(private) s
			WHERE EXISTS (SELECT FROM refresh_attempt a
				WHERE a.run = show_progress.run AND a.family IS NOT DISTINCT FROM s.family);
		PERFORM kansrijk_intern.tell_progress(run, name, done, total, remaining);
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.show_progress(text, timestamptz, integer, text) IS
'Internal: Says in application_name which relation of a publication is being refreshed, since when, for '
'refresh_progress(); and now and then, in a notice, how far a run is.';

CREATE FUNCTION refresh_progress(target text)
	RETURNS TABLE (pid integer, family text, relation text, place bigint, relations bigint, since timestamptz,
		remaining interval)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 1
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	RETURN QUERY EXECUTE kansrijk_intern.fill($query$
		WITH working AS (
			SELECT s.pid, (regexp_match(s.application_name, '^kansrijk (\d+) (\S+)'))[1]::integer AS position,
				(regexp_match(s.application_name, '^kansrijk \d+ (\S+Z)'))[1]::timestamptz AS since
			FROM pg_stat_activity s WHERE s.pid = ANY (kansrijk_intern.publication_writers($1))
				AND s.application_name ~ '^kansrijk \d+ \S+Z'),
		-- What a session is at, and will be: all families, unless it wrote down which.
		todo AS (
			SELECT w.pid, w.since, w.position AS now_at, r.place, r.family, r.name, r.takes
			FROM working w CROSS JOIN kansrijk_intern.refresh_steps($2) r
			WHERE NOT EXISTS (SELECT FROM {private}.refresh_attempt a
					WHERE a.pid = w.pid AND a.outcome IN ('waiting', 'running'))
				OR EXISTS (SELECT FROM {private}.refresh_attempt a JOIN {private}.refresh_attempt b ON b.run = a.run
					WHERE a.pid = w.pid AND a.outcome IN ('waiting', 'running') AND b.family IS NOT DISTINCT FROM r.family))
		SELECT t.pid, max(t.family) FILTER (WHERE t.place = t.now_at), max(t.name) FILTER (WHERE t.place = t.now_at),
			count(*) FILTER (WHERE t.place <= t.now_at), count(*), t.since,
			CASE WHEN bool_and(t.takes IS NOT NULL) FILTER (WHERE t.place >= t.now_at) THEN
				coalesce(sum(t.takes) FILTER (WHERE t.place > t.now_at), '0')
				+ greatest(max(t.takes) FILTER (WHERE t.place = t.now_at) - (clock_timestamp() - t.since), '0') END
		FROM todo t GROUP BY t.pid, t.since ORDER BY t.pid$query$,
		'private', quote_ident(kansrijk_intern.publication_schema(target)))
		USING target, kansrijk_intern.publication_schema(target);
END $$;
COMMENT ON FUNCTION refresh_progress(text) IS
'The refreshes of a publication that are going on, a row a session, seen by any other session of the owner or a '
'refresher: the relation it is at, since when, its place among those it refreshes, and how long it will still take if '
'each takes as long as the last time, and a new one as long as others of its kind; NULL: there are none. No row: '
'nobody refreshes. It reads application_name, which a refresh sets until it is done. Errors: 3F000, 22004, 42501.';
