-- How a publication is doing: for monitoring, and for who waits.

CREATE FUNCTION refresh_health(target text)
	RETURNS TABLE (family text, data_as_of timestamptz, age interval, readers_see text, last_attempt timestamptz,
		last_outcome text,
		failures bigint, sqlstate text, message text)
	LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 10000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	IF to_regclass(format('%I.refresh_attempt', private)) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('attempts to refresh schema "%s" are not kept yet', target),
				HINT = format('CALL kansrijk.refresh(%L) once.', target);
	END IF;
	RETURN QUERY EXECUTE format($query$
		WITH family AS (SELECT DISTINCT r.family, r.name AS fact FROM %1$I.relation r WHERE r.stage = 'fact'),
		attempt AS (SELECT a.*, CASE WHEN a.outcome IN ('waiting', 'running')
			AND a.pid <> ALL (kansrijk_intern.publication_writers($1))
					THEN 'interrupted' ELSE a.outcome END AS is_now, row_number() OVER (PARTITION BY a.family ORDER BY a.run DESC)
						AS nth
				FROM %1$I.refresh_attempt a),
		-- What families share may fail alone: then each of them does.
		good AS (SELECT a.family, max(a.run) AS run, max(a.started) AS started FROM %1$I.refresh_attempt a
				WHERE a.outcome = 'refreshed' AND a.started >= (SELECT p.created FROM %1$I.publication p) GROUP BY a.family)
		SELECT f.family, g.started, now() - g.started,
			CASE WHEN NOT c.relispopulated THEN 'an error' WHEN l.is_now = 'refreshed' THEN 'the last refresh'
				ELSE 'an earlier state' END,
			coalesce(l.started, l.run), l.is_now,
			(SELECT count(*) FROM attempt a WHERE a.family = f.family AND a.run > coalesce(g.run, '-infinity')
				AND a.is_now IN ('failed', 'skipped', 'interrupted')),
			CASE l.is_now WHEN 'skipped' THEN s.sqlstate ELSE l.sqlstate END, CASE l.is_now WHEN 'skipped' THEN s.message
				ELSE l.message END
		FROM family f JOIN pg_class c ON c.relname = f.fact
			AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = $2)
			LEFT JOIN good g ON g.family = f.family
			LEFT JOIN attempt l ON l.family = f.family AND l.nth = 1
			LEFT JOIN %1$I.refresh_attempt s ON s.run = l.run AND s.family IS NULL
		ORDER BY f.family COLLATE "C"$query$, private) USING target, private;
END $$;
COMMENT ON FUNCTION refresh_health(text) IS
'How the families of a publication are, a row each, for monitoring by the owner or a refresher: data_as_of, what was '
'in the source until then has been counted, and its age; readers_see: the last refresh, an earlier state (the last '
'attempt did not succeed, or has not yet), or an error (never filled); the last attempt: when it began and how it '
'ended (waiting or running: it is going on; refreshed, failed, skipped because what families share failed, '
'interrupted: cancelled, out of time, or its session is gone); failures: attempts since the last good one that did not '
'succeed; SQLSTATE and message of the last attempt. Errors: 3F000, 22004, 42501, 55000 (not refreshed since an update '
'from 0.1.0).';
