-- The steps of a refresh, a family each. What is to be done, and what is being
-- done, is written down before it is begun: whatever ends it, there is a row.

CREATE FUNCTION kansrijk_intern.message_without_values(code text, message text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN CASE
		-- What code of the user's raises may say anything, and need not quote it.
		WHEN code = 'P0001' OR code !~ '^(0[0-9A-Z]|2[0-9A-Z]|3[0-9A-Z]|4[0-9A-Z]|5[0-9A-Z]|72|F0|HV|P0|XX|KS001)'
			THEN '...'
		WHEN code ~ '^(2[0-6]|P0)' THEN regexp_replace(message, '["0-9].*', '...')
		ELSE message END;
COMMENT ON FUNCTION kansrijk_intern.message_without_values(text, text) IS
'Internal: A message of an error as it may be kept in the log, by its SQLSTATE: that of data ends where a value may '
'begin, and that of RAISE in code of the user is replaced.';

CREATE FUNCTION kansrijk_intern.detail_without_values(code text, message text, detail text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN CASE WHEN code = '22000' AND message IN ('cells that are known already give away a cell that must be hidden',
			'cells that are known leave too narrow an interval for a cell that must be hidden',
			'a total differs from the sum of its parts')
		THEN detail END;
COMMENT ON FUNCTION kansrijk_intern.detail_without_values(text, text, text) IS
'Internal: The detail of an error as it may be kept for the owner: of those that name cells by their labels. NULL: it '
'may hold a value.';

CREATE FUNCTION kansrijk_intern.begin_refresh(target text, families text[]) RETURNS timestamptz
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	run timestamptz := clock_timestamp();
BEGIN
	PERFORM kansrijk_intern.check_families(target, families);
	PERFORM kansrijk_intern.lock_publication(target, families);
	-- Nobody else is at these: what says so was cut off.
	EXECUTE format('UPDATE %I.refresh_attempt a SET outcome = ''interrupted''
		WHERE a.outcome IN (''waiting'', ''running'') AND ($1 IS NULL OR a.family = ANY ($1) OR $1 = ''{}'' AND a.family '
			'IS NULL)', private)
		USING families;
	EXECUTE format('INSERT INTO %1$I.refresh_attempt (run, place, family, outcome, pid, refreshed_by)
		SELECT $1, min(r.position), r.family, ''waiting'', pg_backend_pid(), session_user
			FROM %1$I.relation r
			WHERE r.stage NOT IN (''view'', ''audit'') AND ($2 IS NULL OR r.family = ANY ($2) OR $2 = ''{}'' AND r.family IS '
				'NULL)
			GROUP BY r.family', private) USING run, families;
	RETURN run;
END $$;
COMMENT ON FUNCTION kansrijk_intern.begin_refresh(text, text[]) IS
'Internal: Enters what is to be refreshed in refresh_attempt, a row a family. Returns the key of the run. Part of '
'refresh_step(). Errors: 22023, 55P03, 25000.';

CREATE FUNCTION kansrijk_intern.next_in_refresh(target text, run timestamptz) RETURNS boolean
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('UPDATE %1$I.refresh_attempt SET outcome = ''running'', started = clock_timestamp()
		WHERE run = $1 AND place = (SELECT min(a.place) FROM %1$I.refresh_attempt a WHERE a.run = $1 AND a.outcome '
			'= ''waiting'')',
		kansrijk_intern.publication_schema(target)) USING run;
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n > 0;
END $$;
COMMENT ON FUNCTION kansrijk_intern.next_in_refresh(text, timestamptz) IS
'Internal: Enters the next family of a run as the one that is being refreshed. False: there is none. Part of '
'refresh_step().';

CREATE PROCEDURE kansrijk_intern.refresh_one(target text, run timestamptz)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	application constant text := current_setting('application_name');
	attempt record;
	began timestamptz;
	code text;
	message text;
	n bigint;
BEGIN
	EXECUTE format('SELECT a.place, a.family FROM %I.refresh_attempt a WHERE a.run = $1 AND a.outcome = ''running''',
		private)
		INTO attempt USING run;
	PERFORM kansrijk_intern.lock_publication(target, CASE WHEN attempt.family IS NULL THEN '{}'
		ELSE ARRAY[attempt.family] END, true);
	began := clock_timestamp();
	EXECUTE format('UPDATE %I.refresh_attempt SET started = $2 WHERE run = $1 AND place = $3 AND outcome = ''running''',
		private)
		USING run, began, attempt.place;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
			MESSAGE = format('another session took the refresh of schema "%s" over', target),
			HINT = 'What it had not begun, it left to that session.';
	END IF;

	-- Sorting and hashing whole table systems on disk takes twice the time.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;
	-- Compiling queries of so many columns takes longer than running them.
	PERFORM set_config('jit', 'off', true);
	BEGIN
		CALL kansrijk_intern.refresh_family(target, attempt.family, run);
	EXCEPTION WHEN OTHERS THEN
		code := SQLSTATE;
		message := kansrijk_intern.message_without_values(SQLSTATE, SQLERRM);
		RAISE WARNING USING ERRCODE = code, MESSAGE = format('family "%s" was not refreshed', coalesce(attempt.family, '')),
			HINT = 'Readers keep the last good state.';
	END;
	PERFORM set_config('application_name', application, true);
	IF code IS NULL THEN
		EXECUTE format('SELECT l.sqlstate, l.relation || '': '' || l.message FROM %1$I.refresh_log l
			WHERE l.run = $1 AND l.outcome = ''failed'' AND (l.schema_name, l.relation) IN
				(SELECT r.schema_name, r.name FROM %1$I.relation r WHERE r.family IS NOT DISTINCT FROM $2)
			ORDER BY l.id LIMIT 1', private) INTO code, message USING run, attempt.family;
	END IF;
	EXECUTE format('UPDATE %I.refresh_attempt SET outcome = $3, finished = clock_timestamp(), sqlstate = $4, message = $5
		WHERE run = $1 AND place = $2', private)
		USING run, attempt.place, CASE WHEN code IS NULL THEN 'refreshed' ELSE 'failed' END, code, message;
	IF code IS NOT NULL AND attempt.family IS NULL THEN
		EXECUTE format('INSERT INTO %1$I.refresh_log (run, schema_name, relation, stage, started, outcome, refreshed_by)
			SELECT $1, r.schema_name, r.name, r.stage, clock_timestamp(), ''skipped'', session_user FROM %1$I.relation r
				WHERE r.stage NOT IN (''view'', ''audit'')
					AND r.family IN (SELECT a.family FROM %1$I.refresh_attempt a WHERE a.run = $1 AND a.outcome = ''waiting'')
				ORDER BY r.position', private) USING run;
		EXECUTE format('UPDATE %I.refresh_attempt SET outcome = ''skipped'', started = clock_timestamp(), finished = '
			'clock_timestamp()
			WHERE run = $1 AND outcome = ''waiting''', private) USING run;
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_one(text, timestamptz) IS
'Internal: Refreshes the family that a run is at, and enters how that ended; when what families share failed, the '
'others are skipped. Part of refresh_step(). Error 55P03: another session began meanwhile.';

CREATE PROCEDURE kansrijk_intern.refresh_step(target text, families text[], INOUT run timestamptz, INOUT more boolean,
	INOUT problems text,
	INOUT code text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF run IS NULL THEN
		run := kansrijk_intern.begin_refresh(target, families);
	ELSE
		CALL kansrijk_intern.refresh_one(target, run);
	END IF;
	more := kansrijk_intern.next_in_refresh(target, run);
	IF NOT more THEN
		EXECUTE format('SELECT string_agg(format(''%%s (%%s)'', a.message, a.code), ''; '' ORDER BY a.place) || ''.'',
				(array_agg(a.code ORDER BY a.place))[1]
			FROM (SELECT a.place, coalesce(a.sqlstate, ''55P03'') AS code,
					coalesce(a.message, concat(a.family, '': taken over by another session'')) AS message
				FROM %I.refresh_attempt a WHERE a.run = $1 AND a.outcome IN (''failed'', ''interrupted'')) a',
					kansrijk_intern.publication_schema(target))
			INTO problems, code USING run;
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_step(text, text[], timestamptz, boolean, text, text) IS
'Internal: A step of a refresh: with a run of NULL, enters what is to be done, then one family each. more: call again; '
'after the last, problems says what failed, and code is the first SQLSTATE. Called by the procedure of that name of '
'the publication, which has the rights of the owner. Errors: 22023, 55P03, 25000.';

CREATE PROCEDURE kansrijk_intern.refresh_at_once(target text, INOUT problems text, INOUT code text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	run timestamptz;
	more boolean := true;
BEGIN
	WHILE more LOOP
		EXECUTE format('CALL %I.refresh_step(NULL, $1, $2, $3, $4)', kansrijk_intern.publication_schema(target))
			INTO run, more, problems, code USING run, more, problems, code;
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.refresh_at_once(text, text, text) IS
'Internal: Refreshes a publication as a part of the transaction. problems: what failed, code: the first SQLSTATE; '
'NULL: nothing. Part of create_indicator_views().';
