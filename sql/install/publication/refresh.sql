-- Refreshing a publication, by hand or by pg_cron.

CREATE PROCEDURE refresh(target text, families text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	run timestamptz := clock_timestamp();
	began timestamptz;
	relation record;
	failed_families text[] := '{}';
	everything_failed boolean := false;
	populated boolean;
	readable boolean;
	sorting constant text := current_setting('enable_sort');
	nested_loops constant text := current_setting('enable_nestloop');
	key constant text := $key$hashtextextended(concat_ws('|', definition, area_type, area, first_year, year, breakdown, category), 0)$key$;
	one_family text;
	n bigint;
	hidden bigint;
	shown bigint;
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

	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage NOT IN (''view'', ''audit'') AND ($1 IS NULL OR r.family = ANY ($1) OR $1 = ''{}'' AND r.family IS NULL) ORDER BY r.position', private) USING families LOOP
		began := clock_timestamp();
		-- The planner takes the cells of small areas for as many as there are births,
		-- and would sort the births instead of hashing them.
		PERFORM set_config('enable_sort', CASE relation.stage WHEN 'cells' THEN 'off' ELSE sorting END, true);
		-- It knows nothing of how many rows come out of a table system, and a nested
		-- loop over two of them never ends.
		PERFORM set_config('enable_nestloop', CASE relation.stage WHEN 'fact' THEN 'off' ELSE nested_loops END, true);
		hidden := NULL;
		shown := NULL;
		IF everything_failed OR relation.family = ANY (failed_families) THEN
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, outcome, refreshed_by) VALUES ($1, $2, $3, $4, $5, ''skipped'', session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began;
			CONTINUE;
		END IF;
		BEGIN
			SELECT c.relispopulated INTO STRICT populated FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = relation.schema_name AND c.relname = relation.name;
			IF relation.stage = 'fact' AND populated THEN
				EXECUTE format('INSERT INTO %I.status_before SELECT %L, %s, status FROM %I.%I', private, relation.name, key, relation.schema_name, relation.name);
				EXECUTE format('REFRESH MATERIALIZED VIEW CONCURRENTLY %I.%I', relation.schema_name, relation.name);
			ELSE
				-- Nobody reads the evidence meanwhile, so it need not be compared.
				EXECUTE format('REFRESH MATERIALIZED VIEW %I.%I', relation.schema_name, relation.name);
			END IF;
			EXECUTE format('ANALYZE %I.%I', relation.schema_name, relation.name);
			EXECUTE format('SELECT count(*) FROM %I.%I', relation.schema_name, relation.name) INTO n;
			IF relation.stage = 'fact' AND populated THEN
				EXECUTE format('SELECT count(*) FILTER (WHERE b.status = ''publish'' AND f.status = ''hidden''), count(*) FILTER (WHERE b.status = ''hidden'' AND f.status = ''publish'')
					FROM %I.status_before b JOIN (SELECT %s AS key, status FROM %I.%I) f USING (key) WHERE b.relation = %L', private, key, relation.schema_name, relation.name, relation.name) INTO hidden, shown;
				EXECUTE format('DELETE FROM %I.status_before WHERE relation = %L', private, relation.name);
			END IF;
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, duration, rows, newly_hidden, newly_published, outcome, refreshed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ''refreshed'', session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began, clock_timestamp() - began, n, hidden, shown;
		EXCEPTION WHEN OTHERS THEN
			everything_failed := relation.family IS NULL;
			failed_families := failed_families || relation.family;
			-- No details: they may hold values of the source. Nor messages that do, as of a text that is no number.
			EXECUTE format('INSERT INTO %I.refresh_log (run, schema_name, relation, stage, started, duration, outcome, sqlstate, message, refreshed_by) VALUES ($1, $2, $3, $4, $5, $6, ''failed'', $7, $8, session_user)', private)
				USING run, relation.schema_name, relation.name, relation.stage, began, clock_timestamp() - began, SQLSTATE, CASE left(SQLSTATE, 2) WHEN '22' THEN regexp_replace(SQLERRM, '["0-9].*', '...') WHEN 'P0' THEN '...' ELSE SQLERRM END;
			EXECUTE format('SELECT bool_and(c.relispopulated) FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE r.stage = ''fact'' AND ($1 IS NULL OR r.family = $1)', private) INTO readable USING relation.family;
			RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('%s.%s was not refreshed', relation.schema_name, relation.name),
				HINT = format('The log says why: SELECT * FROM %I.refresh_log. %s', private, CASE WHEN readable THEN 'Readers keep the last good state.' ELSE 'There is no earlier state: until it is refreshed, readers get an error.' END);
		END;
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
