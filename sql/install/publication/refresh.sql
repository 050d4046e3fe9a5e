-- Refreshing a publication, by hand or by a scheduler.

CREATE PROCEDURE kansrijk_intern.run_refresh(target text, families text[])
	LANGUAGE plpgsql
	AS $$
-- Without SET, and with the rights of the caller: only so can it COMMIT. So the
-- caller's search_path holds here, and every name says its schema.
DECLARE
	commits constant boolean := kansrijk_intern.can_commit();
	private text;
	run timestamptz;
	more boolean;
	problems text;
	code text;
BEGIN
	private := kansrijk_intern.prepare_refresh(target);
	LOOP
		EXECUTE pg_catalog.format('CALL %I.refresh_step($1, $2, $3, $4, $5)', private)
			INTO run, more, problems, code USING families, run, more, problems, code;
		IF commits THEN
			COMMIT;
		END IF;
		EXIT WHEN NOT more;
	END LOOP;
	IF problems IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = code,
			MESSAGE = pg_catalog.format('schema "%s" was not refreshed, or not all of it', target), DETAIL = problems,
			HINT = kansrijk_intern.refresh_hint(target, commits);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.run_refresh(text, text[]) IS
'Internal: Has the procedure refresh_step of a publication refresh one family after another, with the rights of its '
'owner, and COMMITs each when it can. What failed is an error, when all the others have been tried. Part of refresh() '
'and target_intern.refresh().';

CREATE FUNCTION kansrijk_intern.refresh_hint(target text, commits boolean) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10
	RETURN CASE WHEN commits THEN format('What did not fail has been refreshed, the rest keeps its last good state. The '
		'log says more: '
				|| 'SELECT * FROM %I.refresh_log.', kansrijk_intern.publication_schema(target))
			ELSE 'In a transaction block or a function nothing can be committed on the way: all of it is undone, the log too. '
				|| 'CALL refresh by itself, and what does not fail is kept.' END;
COMMENT ON FUNCTION kansrijk_intern.refresh_hint(text, boolean) IS
'Internal: What a refresh that failed left behind, in words. For refresh().';

CREATE FUNCTION kansrijk_intern.prepare_refresh(target text) RETURNS text
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	owner text;
BEGIN
	PERFORM kansrijk_intern.check_layout(target);
	SELECT pg_get_userbyid(c.relowner) INTO owner FROM pg_class c
		WHERE c.oid = to_regclass(format('%I.publication', private));
	-- Also where the owner made it something else: what it does is done as the owner.
	IF NOT EXISTS (SELECT FROM pg_proc p WHERE p.prosecdef AND pg_get_userbyid(p.proowner) = owner
		AND p.oid = to_regprocedure(format('%I.refresh_step(text[], timestamptz, boolean, text, text)', private)))
	THEN
		CALL kansrijk_intern.create_publication_schemas(target, owner);
	END IF;
	RETURN private;
END $$;
COMMENT ON FUNCTION kansrijk_intern.prepare_refresh(text) IS
'Internal: The private schema of a publication; one that an earlier version made gets the tables and procedures that '
'it lacks. Part of refresh(). Errors: 3F000, 22004, 42501.';

CREATE PROCEDURE refresh(target text, families text[] DEFAULT NULL)
	LANGUAGE plpgsql
	AS 'BEGIN CALL kansrijk_intern.run_refresh(target, families); END';
COMMENT ON PROCEDURE refresh(text, text[]) IS
'Refreshes a publication in order of dependency, readers reading on (CONCURRENTLY), with the rights of its owner, '
'whoever calls. Each family is a transaction: it COMMITs, and readers see a family when it is done. A relation that '
'fails keeps its last good state, as do those of the same family that depend on it; other families go on, and at the '
'end it is an error, with the SQLSTATE of the first. target_intern.refresh_attempt has a row for each attempt, '
'whatever ended it, refresh_log one for each relation. In a transaction block or a function it cannot COMMIT: then all '
'is one transaction, which the error undoes. families: NULL is all; sessions may share them, after one of them did '
'what families have in common, with ''{}''. Only the owner, and members of it; a refresher calls '
'target_intern.refresh(), which does the same. Uses work_mem of at least 256MB. Errors: 3F000 (no publication), 22023 '
'(no such family), 55P03 (another session refreshes, releases or changes it), 25000 (isolation level), and those of '
'what failed.';

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
			HINT = format('Set shared_preload_libraries = ''pg_cron'' and cron.database_name = %L, restart, and CREATE '
				'EXTENSION pg_cron; or let another scheduler CALL %I.refresh().', current_database(), private);
	END IF;
	IF NOT (SELECT r.rolcanlogin FROM pg_roles r WHERE r.rolname = current_user) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('role "%s" cannot log in, so pg_cron could not run its jobs', current_user),
			DETAIL = 'pg_cron connects as the role that scheduled a job. Roles that create_roles made cannot log in.',
			HINT = format('ALTER ROLE %I LOGIN; and, unless cron.use_background_workers is on, let it connect without a '
				'password in pg_hba.conf, ',
				current_user) || 'from where cron.host says. SELECT * FROM cron.job_run_details ORDER BY runid DESC shows how '
					'runs ended.';
	END IF;
	EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING 'kansrijk refresh ' || target, schedule,
		format('CALL %I.refresh()', private);
END $$;
COMMENT ON PROCEDURE schedule_refresh(text, text) IS
'Has pg_cron refresh a publication, with the rights of the calling role on target_intern.refresh(). schedule: as cron, '
'in GMT unless cron.timezone says otherwise; ''0 3 * * *'' is every night at three. Again: the schedule changes. A run '
'of which a family fails is an error for pg_cron too. Errors: 0A000 without pg_cron, 55000 (a role that cannot log in, '
'as those that create_roles made), 3F000 without a publication.';

CREATE PROCEDURE unschedule_refresh(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	found_job boolean;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'pg_cron is not installed in this database',
			HINT = 'Then nothing is scheduled here either.';
	END IF;
	EXECUTE 'SELECT count(cron.unschedule(j.jobid)) > 0 FROM cron.job j WHERE j.jobname = $1 AND j.username = '
		'current_user' INTO found_job USING 'kansrijk refresh ' || target;
	IF NOT found_job THEN
		RAISE NOTICE USING MESSAGE = format('no refresh of "%s" is scheduled by this role', target);
	END IF;
END $$;
COMMENT ON PROCEDURE unschedule_refresh(text) IS
'Ends the schedule that schedule_refresh() made for the calling role. Without one: a notice. Without pg_cron: error '
'0A000.';
