-- Refreshing a publication, by hand or by pg_cron.

CREATE PROCEDURE refresh(target text, families text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	run timestamptz := clock_timestamp();
	one_family text;
	n bigint;
	shared_failed boolean := false;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	EXECUTE format('SELECT f FROM unnest($1) f WHERE f IS NULL OR f NOT IN (SELECT r.family FROM %I.relation r WHERE r.family IS NOT NULL) LIMIT 1', private) INTO one_family USING families;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('schema "%s" has no family "%s"', target, one_family),
			HINT = format('SELECT DISTINCT family FROM %I.relation lists them.', private);
	END IF;
	PERFORM kansrijk_intern.lock_publication(target, families);
	-- Sorting and hashing whole table systems on disk takes twice the time.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;

	-- Compiling queries of so many columns takes longer than running them.
	PERFORM set_config('jit', 'off', true);

	FOR one_family IN EXECUTE format('SELECT r.family FROM %I.relation r WHERE r.stage NOT IN (''view'', ''audit'') AND ($1 IS NULL OR r.family = ANY ($1) OR $1 = ''{}'' AND r.family IS NULL) GROUP BY r.family ORDER BY min(r.position)', private) USING families LOOP
		IF shared_failed THEN
			EXECUTE format('INSERT INTO %1$I.refresh_log (run, schema_name, relation, stage, started, outcome, refreshed_by)
				SELECT $1, r.schema_name, r.name, r.stage, clock_timestamp(), ''skipped'', session_user FROM %1$I.relation r WHERE r.stage NOT IN (''view'', ''audit'') AND r.family = $2 ORDER BY r.position', private)
				USING run, one_family;
			CONTINUE;
		END IF;
		CALL kansrijk_intern.refresh_family(target, one_family, run);
		IF one_family IS NULL THEN
			EXECUTE format('SELECT EXISTS (SELECT FROM %I.refresh_log l WHERE l.run = $1 AND l.outcome = ''failed'')', private) INTO shared_failed USING run;
		END IF;
	END LOOP;
END $$;
COMMENT ON PROCEDURE refresh(text, text[]) IS
'Refreshes a publication in order of dependency, readers reading on (CONCURRENTLY). A relation that fails keeps its last good state, as do those of the same family that depend on it; other families go on; a warning is raised and target_intern.refresh_log has the error. Readers see all changes at once, when the transaction ends. families: NULL is all; sessions may share them, after one of them did what families have in common, with ''{}''. Needs the rights of the owner: a refresher calls target_intern.refresh(). Uses work_mem of at least 256MB. Errors: 3F000 (no publication), 22023 (no such family), 55P03 (another session refreshes, releases or changes it), 25000 (isolation level).';

CREATE PROCEDURE schedule_refresh(target text, schedule text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
BEGIN
	IF target IS NULL OR schedule IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'target and schedule must not be null';
	END IF;
	PERFORM kansrijk_intern.check_publication(target);
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'pg_cron is not installed in this database',
			HINT = format('Set shared_preload_libraries = ''pg_cron'' and cron.database_name = %L, restart, and CREATE EXTENSION pg_cron; or let another scheduler CALL %I.refresh().', current_database(), private);
	END IF;
	EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING 'kansrijk refresh ' || target, schedule, format('CALL %I.refresh()', private);
END $$;
COMMENT ON PROCEDURE schedule_refresh(text, text) IS
'Has pg_cron refresh a publication, with the rights of the calling role on target_intern.refresh(). schedule: as cron, in GMT unless cron.timezone says otherwise; ''0 3 * * *'' is every night at three. Again: the schedule changes. Errors: 0A000 without pg_cron, 3F000 without a publication.';

CREATE PROCEDURE unschedule_refresh(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_job boolean;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'pg_cron is not installed in this database', HINT = 'Then nothing is scheduled here either.';
	END IF;
	EXECUTE 'SELECT count(cron.unschedule(j.jobid)) > 0 FROM cron.job j WHERE j.jobname = $1 AND j.username = current_user' INTO found_job USING 'kansrijk refresh ' || target;
	IF NOT found_job THEN
		RAISE NOTICE USING MESSAGE = format('no refresh of "%s" is scheduled by this role', target);
	END IF;
END $$;
COMMENT ON PROCEDURE unschedule_refresh(text) IS 'Ends the schedule that schedule_refresh() made for the calling role. Without one: a notice. Without pg_cron: error 0A000.';
