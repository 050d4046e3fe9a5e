-- Releasing a publication: audited, then kept.

CREATE PROCEDURE release(target text, label text, note text DEFAULT NULL, on_source_error text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	settings record;
	one record;
	release_id integer;
	audited record;
	problems text[] := '{}'::text[];
	audit jsonb := '{}'::jsonb;
	min_interval bigint;
	findings jsonb;
BEGIN
	PERFORM kansrijk_intern.check_on_source_error(on_source_error);
	IF label IS NULL OR label !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a release needs a label',
			HINT = 'Name it after what it holds, as in ''2016-2020''.';
	END IF;
	PERFORM kansrijk_intern.check_layout(target);
	PERFORM kansrijk_intern.lock_publication(target);
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	IF EXISTS (SELECT FROM release r WHERE r.label = release.label) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('release "%s" exists', label),
			HINT = 'A release is never changed: use another label.';
	END IF;
	IF NOT kansrijk_intern.is_readable(private, NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('schema "%s" has not been refreshed', target),
			HINT = format('CALL kansrijk.refresh(%L) first.', target);
	END IF;
	-- As in refresh(): whole table systems, of which the planner knows nothing.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;
	PERFORM set_config('enable_nestloop', 'off', true);
	PERFORM set_config('enable_mergejoin', 'off', true);
	PERFORM set_config('jit', 'off', true);
	SELECT p.* INTO STRICT settings FROM publication p;

	findings := kansrijk_intern.counted_findings(private);
	PERFORM kansrijk_intern.pass_gate(settings.source, findings, coalesce(on_source_error, settings.on_source_error));

	-- What readers see must be what is protected, and that must be safe.
	problems := kansrijk_intern.stale_steps(private);
	FOR one IN SELECT r.family, r.name FROM relation r WHERE r.stage = 'audit' ORDER BY r.position LOOP
		SELECT kansrijk_intern.policy_field(CASE WHEN bool_or(kansrijk_intern.counts_organisations(d.unit_counted))
				THEN settings.organisation_policy ELSE settings.policy END, 'min_interval')::bigint
			INTO min_interval
			FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator
			WHERE i.family = one.family;
		SELECT * INTO audited FROM kansrijk_intern.audit_family(private, one.family, coalesce(min_interval, 0));
		problems := problems || audited.problems;
		audit := audit || jsonb_build_object(one.name, jsonb_build_object('figures', audited.figures,
			'shown', audited.shown, 'min_interval', coalesce(min_interval, 0), 'narrowest', audited.narrowest));
	END LOOP;
	IF problems <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = format('release "%s" is refused', label),
			DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20
				THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
			HINT = format('Nothing was stored. CALL kansrijk.refresh(%L) and try again; '
				'the views %s.*_audit show more to the owner.', target, private);
	END IF;

	INSERT INTO release AS r (label, note, source, policy, organisation_policy, definitions, source_fingerprint,
			block_years, audit, version, findings, division_year)
		VALUES (release.label, release.note, settings.source, settings.policy, settings.organisation_policy, '{}', '{}',
			'{}', audit, @extschema@.library_version(), findings, settings.division_year)
		RETURNING r.id INTO release_id;
	IF kansrijk_intern.time_to_tell(statement_timestamp()) THEN
		RAISE NOTICE 'audited; keeping what is released';
	END IF;
	CALL kansrijk_intern.keep_release(private, release_id);
END $$;
COMMENT ON PROCEDURE release(text, text, text, text) IS
'Releases what the views of a publication show: audits it, and keeps it under a label, in target.released for readers '
'and with all counts in target_intern. The audit: no unsafe figure follows from published ones, of this release and of '
'all before; with min_interval in the policy also that each is so uncertain; and views and figures were refreshed '
'together. Errors that check_source() found in what was counted, when it was, refuse it too, unless on_source_error is '
'warn (NULL: what create_indicator_views() was told); they and its warnings are kept. From then on its years are '
'final: later '
'refreshes show them as released, and new figures are protected '
'against all that was released before. note is for readers too. Errors: 22000 (refused; the detail names the figures, '
'never counts; nothing is stored), KS001 (errors in the source), 55000 (not refreshed), 23505 (label exists), 22023 '
'(no label), 3F000, 55P03, 25000.';

CREATE FUNCTION kansrijk_intern.set_reopened(target text, years int4range, definitions text[], reopened timestamptz)
RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF years IS NULL OR isempty(years) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('no years to %s', CASE WHEN reopened IS NULL THEN 'close' ELSE 'reopen' END),
			HINT = 'Give a year, as in 2018, or a range, as in ''[2018,2020)'' for 2018 and 2019.';
	END IF;
	PERFORM set_config('search_path', kansrijk_intern.publication_path(kansrijk_intern.publication_schema(target)), true);
	IF set_reopened.reopened IS NULL AND EXISTS (SELECT FROM final_year y
			JOIN definition d ON d.id = y.definition AND d.is_local
			JOIN scan s ON s.name = d.scan AND '{wijk}' <@ s.dimensions
		WHERE y.reopened IS NOT NULL AND y.year <@ years
			AND (set_reopened.definitions IS NULL OR y.definition = ANY (set_reopened.definitions))
			AND EXISTS (SELECT FROM cell c JOIN place p ON p.id = c.place
				WHERE c.definition = d.number AND c.year = y.year AND p.wijk IS NOT NULL)
			AND NOT EXISTS (SELECT FROM released_cell c JOIN place p ON p.id = c.place
				WHERE c.definition = d.number AND c.year = y.year AND p.wijk IS NOT NULL))
	THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'as they were released, these years do not tell all areas apart that are published now',
			HINT = 'Release them anew.';
	END IF;
	UPDATE final_year y SET reopened = set_reopened.reopened
		WHERE (y.reopened IS NULL) <> (set_reopened.reopened IS NULL) AND y.year <@ years
			AND (definitions IS NULL OR y.definition = ANY (definitions));
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END $$;
COMMENT ON FUNCTION kansrijk_intern.set_reopened(text, int4range, text[], timestamptz) IS
'Internal: Says of final years of a publication when they were reopened, or NULL: that they are not. Returns how many '
'changed. Error 55000: they tell less than is published now. For reopen_years() and close_years().';

CREATE FUNCTION kansrijk_intern.year_range(years text) RETURNS int4range
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	parts text[] := regexp_match(@extschema@.visible_text(years), '^([0-9]{4})(?:\.0)?(?:\s*-\s*([0-9]{4}))?$');
BEGIN
	IF parts IS NULL THEN
		RETURN years::int4range;
	END IF;
	RETURN int4range(parts[1]::integer, coalesce(parts[2], parts[1])::integer, '[]');
EXCEPTION WHEN data_exception THEN
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
		MESSAGE = format('not a year or a range of years: "%s"', years),
		HINT = 'Write 2018, ''2018-2019'' or ''[2018,2020)''.';
END $$;
COMMENT ON FUNCTION kansrijk_intern.year_range(text) IS
'Internal: Years as text as a range: 2018, 2018-2019 (both included) or a range as PostgreSQL writes it. Anything '
'else: error 22023.';

CREATE PROCEDURE reopen_years(target text, years int4range, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF kansrijk_intern.set_reopened(target, years, definitions, now()) = 0 THEN
		RAISE NOTICE USING MESSAGE = format('no final year of "%s" is among these', target);
	END IF;
END $$;
COMMENT ON PROCEDURE reopen_years(text, int4range, text[]) IS
'Makes released years of a publication open to revision: the next refresh takes them from the source, the next release '
'makes them final again. A revised figure is shown when it differs enough from what was released; else it stays as '
'released, and the difference is protected. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, '
'22023, 55P03, 25000.';

CREATE PROCEDURE reopen_years(target text, years double precision, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.reopen_years(target, kansrijk_intern.year_range(years::text), definitions);
END $$;
COMMENT ON PROCEDURE reopen_years(text, double precision, text[]) IS
'The same of one year: CALL reopen_years(target, 2018).';

CREATE PROCEDURE reopen_years(target text, years text, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.reopen_years(target, kansrijk_intern.year_range(years), definitions);
END $$;
COMMENT ON PROCEDURE reopen_years(text, text, text[]) IS
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal '
'without a type is.';

CREATE PROCEDURE close_years(target text, years int4range, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF kansrijk_intern.set_reopened(target, years, definitions, NULL) = 0 THEN
		RAISE NOTICE USING MESSAGE = format('no reopened year of "%s" is among these', target);
	END IF;
END $$;
COMMENT ON PROCEDURE close_years(text, int4range, text[]) IS
'Takes reopen_years() back, as long as there was no release since: the next refresh shows the years as they were '
'released. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, 22023, 55P03, 25000.';

CREATE PROCEDURE close_years(target text, years double precision, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.close_years(target, kansrijk_intern.year_range(years::text), definitions);
END $$;
COMMENT ON PROCEDURE close_years(text, double precision, text[]) IS
'The same of one year: CALL close_years(target, 2018).';

CREATE PROCEDURE close_years(target text, years text, definitions text[] DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	CALL @extschema@.close_years(target, kansrijk_intern.year_range(years), definitions);
END $$;
COMMENT ON PROCEDURE close_years(text, text, text[]) IS
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal '
'without a type is.';

CREATE FUNCTION kansrijk_intern.revisions(private text)
RETURNS TABLE (definition text, year integer, released rate, source rate, same_units boolean)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	one record;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	FOR one IN
		SELECT d.scan, range_agg(int4range(y.year, y.year + 1)) AS years FROM final_year y
			JOIN definition d ON d.id = y.definition
		WHERE d.scan IS NOT NULL AND y.reopened IS NULL GROUP BY d.scan ORDER BY d.scan COLLATE "C"
	LOOP
		RETURN QUERY
		WITH found AS MATERIALIZED (
			-- Straight from the source: it makes no places, so that a standby can say it too.
			SELECT c.year, sum(c.units) AS units, kansrijk_intern.rates(c.rates) AS rates
			FROM scan s CROSS JOIN LATERAL kansrijk_intern.run_scan(s.query, one.years) c
			WHERE s.name = one.scan AND c.year IS NOT NULL AND c.breakdown IS NULL GROUP BY c.year
		)
		SELECT y.definition, y.year, y.r, coalesce(n.r, '0/0'), coalesce(y.fingerprint = u.units, false)
		FROM final_year y JOIN definition d ON d.id = y.definition
			LEFT JOIN found u ON u.year = y.year
			CROSS JOIN LATERAL (SELECT u.rates[d.place] AS r) n
		WHERE d.scan = one.scan AND y.reopened IS NULL
			AND (y.fingerprint, @extschema@.numerator(y.r), @extschema@.denominator(y.r))
				IS DISTINCT FROM (u.units, @extschema@.numerator(n.r), @extschema@.denominator(n.r));
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.revisions(text) IS 'Internal: The rows of release_revisions(), in no order.';

CREATE FUNCTION release_revisions(target text)
RETURNS TABLE (definition text, year integer, released rate, source rate, same_units boolean)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
BEGIN
	PERFORM kansrijk_intern.check_layout(target);
	RETURN QUERY SELECT * FROM kansrijk_intern.revisions(kansrijk_intern.publication_schema(target)) r
		ORDER BY r.definition COLLATE "C", r.year;
END $$;
COMMENT ON FUNCTION release_revisions(text) IS
'For the owner: final years of which the source now says something else than was released: figures of the country then '
'and now, and whether the units are the same. A year that the source no longer holds is 0/0. reopen_years() lets such '
'a year be revised. Error 3F000.';

CREATE PROCEDURE forget_releases(target text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	EXECUTE format('DELETE FROM %I.release', kansrijk_intern.publication_schema(target));
END $$;
COMMENT ON PROCEDURE forget_releases(text) IS
'Deletes all releases of a publication, and with them the protection of later figures against what is out already: for '
'trials, never after somebody has read them. Errors: 3F000, 55P03, 25000.';

CREATE FUNCTION release_diff(target text, a text, b text)
	RETURNS TABLE (definition text, area_type text, area text, first_year integer, year integer, breakdown text,
		category text, change text, value_a double precision, value_b double precision, status_a text, status_b text)
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000 ROWS 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	label text;
	is_found boolean;
BEGIN
	FOREACH label IN ARRAY ARRAY[a, b] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.released r WHERE r.release = $1)', target) INTO is_found USING label;
		IF NOT is_found THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label),
				HINT = format('SELECT release FROM %I.releases lists them.', target);
		END IF;
	END LOOP;
	RETURN QUERY EXECUTE format($query$
		SELECT * FROM (
			SELECT coalesce(x.definition, y.definition), coalesce(x.area_type, y.area_type), coalesce(x.area, y.area),
				coalesce(x.first_year, y.first_year), coalesce(x.year, y.year), coalesce(x.breakdown, y.breakdown),
				coalesce(x.category, y.category),
				CASE WHEN x.definition IS NULL THEN 'appeared' WHEN y.definition IS NULL THEN 'disappeared'
					WHEN x.status = 'publish' AND y.status <> 'publish' THEN 'hidden' WHEN x.status <> 'publish'
						AND y.status = 'publish' THEN 'published'
					WHEN (x.numerator, x.denominator) <> (y.numerator, y.denominator) THEN 'revised' END AS change,
				x.value, y.value, x.status, y.status
			FROM (SELECT * FROM %1$I.released WHERE release = $1) x FULL JOIN (SELECT * FROM %1$I.released WHERE release = $2) y
				ON (x.definition, x.area_type, x.area, x.first_year, x.year, x.breakdown, x.category) = (y.definition, y.area_type,
					y.area, y.first_year, y.year, y.breakdown, y.category)) d
		WHERE change IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6, 7$query$, target) USING a, b;
END $$;
COMMENT ON FUNCTION release_diff(text, text, text) IS
'What changed from release a to release b, a row a figure: appeared, disappeared, hidden (was published), published '
'(was hidden) or revised (another value); with the values that both show. For readers too. Error 42704 when there is '
'no such release.';
