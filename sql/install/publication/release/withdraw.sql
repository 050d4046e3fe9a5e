-- Taking a release back: readers no longer see it, later figures stay protected
-- against it, since somebody may have kept it.

CREATE PROCEDURE withdraw_release(target text, label text, because text, until timestamptz DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF because IS NULL OR because !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a release is withdrawn for a reason',
			HINT = 'Readers see it.';
	END IF;
	IF until <= now() THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the end of an embargo must lie ahead',
			HINT = 'Leave until out when it has none.';
	END IF;
	CALL kansrijk_intern.set_withdrawn(target, label, because, until, true);
END $$;
COMMENT ON PROCEDURE withdraw_release(text, text, text, timestamptz) IS
'Withdraws a release of a publication: readers no longer see its figures, and target.latest shows the one before; '
'target.releases says since when and why. until: readers see it again from then on, which is an embargo when it is '
'called in the transaction of release(). Later figures stay protected against it, and its years stay final: after an '
'error, reopen_years(), refresh and release them again. Again: another reason or moment. Errors: 42704 (no such '
'release), 22023 (no reason, until is past), 3F000, 55P03, 25000.';

CREATE PROCEDURE reinstate_release(target text, label text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL kansrijk_intern.set_withdrawn(target, label, NULL, NULL, false);
END $$;
COMMENT ON PROCEDURE reinstate_release(text, text) IS
'Takes withdraw_release() back: readers see the release as it was. One that was not withdrawn: nothing. Errors: 42704 '
'(no such release), 3F000, 55P03, 25000.';

CREATE PROCEDURE kansrijk_intern.set_withdrawn(target text, label text, because text, until timestamptz,
	is_withdrawn boolean)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	n bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.releases', target))
		AND a.attname = 'withdrawn_at') THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('the views of schema "%s" show every release', target),
			DETAIL = 'An earlier version made them.', HINT = 'Call kansrijk.create_indicator_views() again, as it was called '
				'before.';
	END IF;
	EXECUTE format('UPDATE %I.release SET withdrawn_at = CASE WHEN $4 THEN coalesce(withdrawn_at, now()) END, '
		'withdrawn_until = $3,
		withdrawn_by = CASE WHEN $4 THEN session_user END, withdrawn_because = $2 WHERE label = $1', private)
		USING label, because, until, is_withdrawn;
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
			HINT = format('SELECT release FROM %I.releases lists them.', target);
	END IF;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.set_withdrawn(text, text, text, timestamptz, boolean) IS
'Internal: Says of a release that readers may not, or may, see it. For withdraw_release() and reinstate_release(). '
'Errors: 42704, 55000 (views of an earlier version), 3F000, 55P03, 25000.';
