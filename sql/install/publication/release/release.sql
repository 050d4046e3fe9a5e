-- Releasing a publication: audited, then kept.

-- What is wrong with the figures of one audit view; none: it may be released.
CREATE FUNCTION kansrijk_intern.publication_audit(audit regclass, min_interval bigint, OUT figures bigint, OUT shown bigint, OUT narrowest bigint, OUT problems text[])
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	-- Intervals take linear programmes: only where a width is asked for.
	EXECUTE format($query$
		SELECT count(*), count(*) FILTER (WHERE status = 'publish'), min(width),
			array_agg(reason || ': ' || concat_ws(' ', definition, area_type, coalesce(pc4, wijk, stadsdeel, municipality, province), period, nullif(breakdown, 'totaal'), nullif(category, 'totaal')) COLLATE "C"
				ORDER BY reason COLLATE "C", definition COLLATE "C", area_type, period, breakdown COLLATE "C", category COLLATE "C", province COLLATE "C", municipality COLLATE "C", stadsdeel COLLATE "C", wijk COLLATE "C", pc4 COLLATE "C")
				FILTER (WHERE reason IS NOT NULL)
		FROM (SELECT *, CASE WHEN is_stale THEN 'not refreshed with its cells' WHEN exposed THEN 'follows from published figures' WHEN status NOT IN ('publish', 'empty') AND width < $1 THEN 'interval is too narrow' END AS reason
			FROM (SELECT *, %s AS width FROM %s) a) a
		WHERE shown OR reason IS NOT NULL$query$,
		CASE WHEN min_interval > 0 THEN 'least(upper(numerator_range) - lower(numerator_range), upper(complement_range) - lower(complement_range))' ELSE 'NULL::numeric' END, audit)
		INTO figures, shown, narrowest, problems USING min_interval;
	problems := coalesce(problems, '{}');
END $$;
COMMENT ON FUNCTION kansrijk_intern.publication_audit(regclass, bigint) IS
'Internal: Audits the figures of one scan of a publication: none that is unsafe may follow from published ones, and, with min_interval above 0, each must be that uncertain. Returns how many figures there are and are shown, the narrowest interval, and the problems, a text each, which name figures but no counts. For release().';

CREATE PROCEDURE release(target text, label text, note text DEFAULT NULL)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	publication record;
	relation record;
	release_id integer;
	audited record;
	problems text[] := '{}';
	audit jsonb := '{}';
	fingerprints jsonb := '{}';
	block_years jsonb := '{}';
	definitions text[];
	min_interval bigint;
	last_year integer;
	sum_of_years numeric;
	columns text := (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.place) FROM kansrijk_intern.indicator_view_columns() c);
	counts text;
	published text;
	is_stale boolean;
BEGIN
	IF label IS NULL OR label !~ '\S' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a release needs a label', HINT = 'Name it after what it holds, as in ''2016-2020''.';
	END IF;
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	EXECUTE format('SELECT id FROM %I.release r WHERE r.label = $1', private) INTO release_id USING label;
	IF release_id IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('release "%s" exists', label), HINT = 'A release is never changed: use another label.';
	END IF;
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r JOIN pg_class c ON c.oid = to_regclass(format(''%%I.%%I'', r.schema_name, r.name)) WHERE c.relkind = ''m'' AND NOT c.relispopulated', private) LOOP
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('%s.%s has not been refreshed', relation.schema_name, relation.name),
			HINT = format('CALL kansrijk.refresh(%L) first.', target);
	END LOOP;
	-- As in refresh(): whole table systems, of which the planner knows nothing.
	IF pg_size_bytes(current_setting('work_mem')) < 256 * 1024 * 1024 THEN
		PERFORM set_config('work_mem', '256MB', true);
	END IF;
	PERFORM set_config('enable_nestloop', 'off', true);
	PERFORM set_config('jit', 'off', true);
	EXECUTE format('SELECT * FROM %I.publication', private) INTO STRICT publication;

	-- What readers see must be what is protected, and that must be safe.
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage IN (''cells'', ''audit'', ''fact'') ORDER BY r.position', private) LOOP
		IF relation.stage = 'cells' THEN
			-- By cell: a birth that moved to another area changes no sum of the country.
			SELECT format('SELECT sum(hash_record_extended(ROW(%s, %s), 0)) FILTER (WHERE num_nonnulls(%2$s) > 0)', labels, not_final) INTO counts
				FROM (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attname <> ALL ('{first_year,last_year,fingerprint}') AND a.atttypid <> '@extschema@.rate'::regtype) AS labels,
						string_agg(format('CASE WHEN year NOT IN (SELECT y.year FROM %I.final_year y WHERE y.definition = %L AND y.reopened IS NULL) THEN %2$I END', private, a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.atttypid = '@extschema@.rate'::regtype) AS not_final
					FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.attnum > 0 AND NOT a.attisdropped) c;
			EXECUTE format('SELECT (%1$s FROM %2$I.%3$I) IS DISTINCT FROM (%1$s FROM %2$I.%4$I)', counts, private, relation.name, replace(relation.name, '_cells', '_known')) INTO STRICT is_stale;
			IF is_stale THEN
				problems := problems || format('not refreshed with its cells: %s', replace(relation.name, '_cells', '_known'));
			END IF;
		ELSIF relation.stage = 'audit' THEN
			SELECT substring(CASE WHEN bool_or(d.unit_counted IN ('municipality', 'jgz_organisation', 'midwifery_practice')) THEN publication.organisation_policy ELSE publication.policy END FROM 'min_interval=(\d+)')
				INTO min_interval FROM @extschema@.indicator_definition d JOIN @extschema@.indicator i ON i.id = d.indicator WHERE i.family = relation.family;
			SELECT * INTO audited FROM kansrijk_intern.publication_audit(format('%I.%I', private, relation.name)::regclass, coalesce(min_interval, 0));
			problems := problems || audited.problems;
			audit := audit || jsonb_build_object(relation.name, jsonb_build_object('figures', audited.figures, 'shown', audited.shown, 'min_interval', coalesce(min_interval, 0), 'narrowest', audited.narrowest));
		ELSE
			SELECT string_agg(format('SELECT * FROM %I.%I', private, p.name), ' UNION ALL ') INTO published
				FROM (SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(private)) AND c.relkind = 'm' AND c.relname ~ ('^' || left(relation.family, 40) || '_protected(_\d+)?$')) p;
			EXECUTE format('SELECT (SELECT sum(hash_record_extended(ROW(definition, area_type, area, first_year, year, breakdown, category, status = ''publish'', numerator, denominator), 0)) FROM %I.%I)
				IS DISTINCT FROM (SELECT sum(hash_record_extended(ROW(definition, area_type, kansrijk_intern.publication_area(area_type, province, municipality, stadsdeel, wijk, pc4), lower(period), upper(period) - 1, breakdown, category, status = ''publish'',
					CASE WHEN status = ''publish'' THEN @extschema@.numerator(rounded) END, CASE WHEN status = ''publish'' THEN @extschema@.denominator(rounded) END), 0)) FROM (%s) p)', private, relation.name, published) INTO STRICT is_stale;
			IF is_stale THEN
				problems := problems || format('not refreshed with its figures: %s', relation.name);
			END IF;
		END IF;
	END LOOP;
	IF problems <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = format('release "%s" is refused', label),
			DETAIL = array_to_string(problems[1:20], E'\n') || CASE WHEN cardinality(problems) > 20 THEN format(E'\nand %s more', cardinality(problems) - 20) ELSE '' END,
			HINT = format('Nothing was stored. CALL kansrijk.refresh(%L) and try again; the views %s.*_audit show more to the owner.', target, private);
	END IF;

	EXECUTE format('INSERT INTO %I.release (label, note, source, policy, organisation_policy, definitions, source_fingerprint, block_years, audit, version) VALUES ($1, $2, $3, $4, $5, ''{}'', ''{}'', ''{}'', $6, @extschema@.library_version()) RETURNING id', private)
		INTO release_id USING label, note, publication.source, publication.policy, publication.organisation_policy, audit;
	FOR relation IN EXECUTE format('SELECT r.* FROM %I.relation r WHERE r.stage IN (''cells'', ''protected'', ''fact'') ORDER BY r.position', private) LOOP
		IF relation.stage = 'protected' THEN
			EXECUTE format('INSERT INTO %1$I.release_cell (release, family, definition, area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category, r, status)
				SELECT $1, $2, definition, area_type, province, municipality, stadsdeel, wijk, pc4, period, breakdown, category, r, status FROM %1$I.%2$I', private, relation.name) USING release_id, relation.family;
		ELSIF relation.stage = 'fact' THEN
			EXECUTE format('INSERT INTO %1$I.release_figure (release, family, %2$s) SELECT $1, $2, %2$s FROM %1$I.%3$I', private, columns, relation.name) USING label, relation.family;
		ELSE
			-- Years that are not final yet become so.
			definitions := ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.atttypid = '@extschema@.rate'::regtype AND NOT a.attisdropped ORDER BY a.attnum);
			counts := (SELECT string_agg(format('CASE WHEN EXISTS (SELECT FROM %I.final_year y WHERE y.definition = %L AND y.year = c.year AND y.reopened IS NULL) THEN NULL ELSE c.%I END AS %3$I', private, d, d), ', ') FROM unnest(definitions) d);
			EXECUTE format('UPDATE %I.%I c SET %s WHERE EXISTS (SELECT FROM %1$I.final_year y WHERE y.year = c.year AND y.reopened IS NOT NULL)', private, left(relation.family, 40) || '_released',
				(SELECT string_agg(format('%I = CASE WHEN EXISTS (SELECT FROM %I.final_year y WHERE y.definition = %L AND y.year = c.year AND y.reopened IS NULL) THEN c.%1$I END', d, private, d), ', ') FROM unnest(definitions) d));
			EXECUTE format('INSERT INTO %1$I.%2$I (release, %3$s) SELECT $1, %3$s FROM (SELECT %4$s, %5$s FROM %1$I.%6$I c) c WHERE num_nonnulls(%7$s) > 0', private, left(relation.family, 40) || '_released',
				(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.attnum > 0 AND a.attname <> ALL (definitions || '{first_year,last_year}'::text[])) || ', ' || (SELECT string_agg(quote_ident(d), ', ') FROM unnest(definitions) d),
				(SELECT string_agg('c.' || quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.attnum > 0 AND a.attname <> ALL (definitions || '{first_year,last_year}'::text[])),
				counts, relation.name, (SELECT string_agg(quote_ident(d), ', ') FROM unnest(definitions) d)) USING release_id;
			EXECUTE format('INSERT INTO %1$I.final_year AS f (definition, year, release, r, fingerprint)
				SELECT d.id, c.year, $1, @extschema@.rate(d.r), sum(c.fingerprint) FROM %1$I.%2$I c, LATERAL (VALUES %3$s) d(id, r) WHERE NOT c.by_breakdown GROUP BY d.id, c.year
				ON CONFLICT (definition, year) DO UPDATE SET release = excluded.release, r = excluded.r, fingerprint = excluded.fingerprint, reopened = NULL WHERE f.reopened IS NOT NULL', private, relation.name,
				(SELECT string_agg(format('(%L, c.%I)', d, d), ', ') FROM unnest(definitions) d)) USING release_id;
			EXECUTE format('SELECT max(year), sum(fingerprint) FROM %I.%I', private, relation.name) INTO last_year, sum_of_years;
			fingerprints := fingerprints || jsonb_build_object(relation.name, sum_of_years);
			block_years := block_years || jsonb_build_object(relation.family, greatest(last_year, (block_years ->> relation.family)::integer));
			EXECUTE format('ANALYZE %I.%I', private, left(relation.family, 40) || '_released');
		END IF;
	END LOOP;
	EXECUTE format('UPDATE %1$I.release SET source_fingerprint = $2, block_years = $3, definitions = (SELECT jsonb_object_agg(d.id, jsonb_build_object(''version'', d.version, ''name'', d.name_nl, ''name_en'', d.name_en, ''relation'', d.relation, ''scope'', d.scope, ''event'', d.event))
			FROM @extschema@.indicator_definition d WHERE d.id IN (SELECT c.definition FROM %1$I.release_cell c WHERE c.release = $1)) WHERE id = $1', private) USING release_id, fingerprints, block_years;
	EXECUTE format('ANALYZE %1$I.release_cell, %1$I.release_figure, %1$I.final_year', private);
END $$;
COMMENT ON PROCEDURE release(text, text, text) IS
'Releases what the views of a publication show: audits it, and keeps it under a label, in target.released for readers and with all counts in target_intern. The audit: no unsafe figure follows from published ones, of this release and of all before; with min_interval in the policy also that each is so uncertain; and views and figures were refreshed together. From then on its years are final: later refreshes show them as released, and new figures are protected against all that was released before. note is for readers too. Errors: 22000 (refused; the detail names the figures, never counts; nothing is stored), 55000 (not refreshed), 23505 (label exists), 22023 (no label), 3F000, 55P03, 25000.';

CREATE FUNCTION kansrijk_intern.set_reopened(target text, years int4range, definitions text[], reopened timestamptz) RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	PERFORM kansrijk_intern.lock_publication(target);
	IF years IS NULL OR isempty(years) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('no years to %s', CASE WHEN reopened IS NULL THEN 'close' ELSE 'reopen' END), HINT = 'Give a year, as in 2018, or a range, as in ''[2018,2020)'' for 2018 and 2019.';
	END IF;
	EXECUTE format('UPDATE %I.final_year SET reopened = $3 WHERE (reopened IS NULL) <> ($3 IS NULL) AND year <@ $1 AND ($2 IS NULL OR definition = ANY ($2))', kansrijk_intern.publication_schema(target)) USING years, definitions, reopened;
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END $$;
COMMENT ON FUNCTION kansrijk_intern.set_reopened(text, int4range, text[], timestamptz) IS 'Internal: Says of final years of a publication when they were reopened, or NULL: that they are not. Returns how many changed. For reopen_years() and close_years().';

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
	RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('not a year or a range of years: "%s"', years),
		HINT = 'Write 2018, ''2018-2019'' or ''[2018,2020)''.';
END $$;
COMMENT ON FUNCTION kansrijk_intern.year_range(text) IS
'Internal: Years as text as a range: 2018, 2018-2019 (both included) or a range as PostgreSQL writes it. Anything else: error 22023.';

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
'Makes released years of a publication open to revision: the next refresh takes them from the source, the next release makes them final again. A revised figure is shown when it differs enough from what was released; else it stays as released, and the difference is protected. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, 22023, 55P03, 25000.';

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
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal without a type is.';

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
'Takes reopen_years() back, as long as there was no release since: the next refresh shows the years as they were released. definitions: NULL is all. Without such a year: a notice. Errors: 3F000, 22023, 55P03, 25000.';

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
'The same of years as text: ''2018'', ''2018-2019'' (both included) or a range, ''[2018,2020)''. What a literal without a type is.';

CREATE FUNCTION release_revisions(target text) RETURNS TABLE (definition text, year integer, released rate, source rate, same_units boolean)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000 ROWS 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	private text := kansrijk_intern.publication_schema(target);
	relation record;
	definitions text[];
BEGIN
	PERFORM kansrijk_intern.check_publication(target);
	FOR relation IN EXECUTE format('SELECT r.name FROM %I.relation r WHERE r.stage = ''cells'' ORDER BY r.position', private) LOOP
		definitions := ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', private, relation.name)) AND a.atttypid = '@extschema@.rate'::regtype AND NOT a.attisdropped ORDER BY a.attnum);
		RETURN QUERY EXECUTE format('SELECT y.definition, y.year, y.r, coalesce(c.r, ''0/0''), coalesce(y.fingerprint = c.fingerprint, false)
			FROM %1$I.final_year y LEFT JOIN (SELECT d.id, c.year, @extschema@.rate(d.r) AS r, sum(c.fingerprint) AS fingerprint FROM %1$I.%2$I c, LATERAL (VALUES %3$s) d(id, r) WHERE NOT c.by_breakdown GROUP BY d.id, c.year) c
				ON (c.id, c.year) = (y.definition, y.year)
			WHERE y.definition = ANY ($1) AND y.reopened IS NULL AND (y.fingerprint, @extschema@.numerator(y.r), @extschema@.denominator(y.r)) IS DISTINCT FROM (c.fingerprint, @extschema@.numerator(c.r), @extschema@.denominator(c.r))
			ORDER BY 1, 2', private, relation.name, (SELECT string_agg(format('(%L, c.%I)', d, d), ', ') FROM unnest(definitions) d)) USING definitions;
	END LOOP;
END $$;
COMMENT ON FUNCTION release_revisions(text) IS
'For the owner: final years of which the source, at the last refresh, says something else than was released: figures of the country then and now, and whether the units are the same. A year that the source no longer holds is 0/0. reopen_years() lets such a year be revised. Error 3F000.';

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
'Deletes all releases of a publication, and with them the protection of later figures against what is out already: for trials, never after somebody has read them. Errors: 3F000, 55P03, 25000.';

CREATE FUNCTION release_diff(target text, a text, b text)
	RETURNS TABLE (definition text, area_type text, area text, first_year integer, year integer, breakdown text, category text, change text, value_a double precision, value_b double precision, status_a text, status_b text)
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
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('release "%s" does not exist', label), HINT = format('SELECT release FROM %I.releases lists them.', target);
		END IF;
	END LOOP;
	RETURN QUERY EXECUTE format($query$
		SELECT * FROM (
			SELECT coalesce(x.definition, y.definition), coalesce(x.area_type, y.area_type), coalesce(x.area, y.area), coalesce(x.first_year, y.first_year), coalesce(x.year, y.year), coalesce(x.breakdown, y.breakdown), coalesce(x.category, y.category),
				CASE WHEN x.definition IS NULL THEN 'appeared' WHEN y.definition IS NULL THEN 'disappeared'
					WHEN x.status = 'publish' AND y.status <> 'publish' THEN 'hidden' WHEN x.status <> 'publish' AND y.status = 'publish' THEN 'published'
					WHEN (x.numerator, x.denominator) <> (y.numerator, y.denominator) THEN 'revised' END AS change,
				x.value, y.value, x.status, y.status
			FROM (SELECT * FROM %1$I.released WHERE release = $1) x FULL JOIN (SELECT * FROM %1$I.released WHERE release = $2) y
				ON (x.definition, x.area_type, x.area, x.first_year, x.year, x.breakdown, x.category) = (y.definition, y.area_type, y.area, y.first_year, y.year, y.breakdown, y.category)) d
		WHERE change IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6, 7$query$, target) USING a, b;
END $$;
COMMENT ON FUNCTION release_diff(text, text, text) IS
'What changed from release a to release b, a row a figure: appeared, disappeared, hidden (was published), published (was hidden) or revised (another value); with the values that both show. For readers too. Error 42704 when there is no such release.';
