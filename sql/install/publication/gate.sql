-- The gate: a source in which check_source() finds errors is not published, unless its owner says so.

CREATE FUNCTION kansrijk_intern.definition_relations(definitions text[]) RETURNS text[]
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT array_append(array_agg(DISTINCT m[1]), 'source_delivery') FROM indicator_definition d,
			regexp_matches(concat_ws(' ', d.relation, d.scope, d.event, d.value_expression), '@source@\.(\w+)', 'g') m
		WHERE d.id = ANY (definitions);
	END;
COMMENT ON FUNCTION kansrijk_intern.definition_relations(text[]) IS
'Internal: The relations of a source that these definitions read, and the calendar, which says of which years.';

-- What is missing makes no figure wrong: definitions that need it are not published, and a notice says which.
CREATE FUNCTION kansrijk_intern.relation_findings(source text, relation text, relations text[],
	years jsonb DEFAULT '{}')
	RETURNS jsonb
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000
	BEGIN ATOMIC
		SELECT coalesce(jsonb_agg(jsonb_build_object('rule', c.rule, 'severity', c.severity, 'rows', c.rows,
			'failing', c.failing)), '[]')
		FROM (
			SELECT * FROM kansrijk_intern.check_source_relations(source, ARRAY[relation], '{error,warning}', years)
			UNION ALL
			-- A relation of another family that cannot be read fails there.
			SELECT * FROM kansrijk_intern.check_source_calendar(CASE relation WHEN 'source_delivery' THEN source END,
				relations) y WHERE y.severity = 'warning') c
		WHERE c.failing > 0 AND c.severity IN ('error', 'warning') AND c.rule NOT LIKE '%.missing';
	END;
COMMENT ON FUNCTION kansrijk_intern.relation_findings(text, text, text[], jsonb) IS
'Internal: Errors and warnings of check_source() about one of the relations that are read, but what a source does not '
'have, as an array of objects with rule, severity, rows and failing; with source_delivery, the calendar of all of '
'them. years: as for check_source_relations(). Error 3F000.';

CREATE FUNCTION kansrijk_intern.findings_in_order(findings jsonb) RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
	RETURN (SELECT coalesce(jsonb_agg(f ORDER BY f ->> 'severity', f ->> 'rule' COLLATE "C"), '[]')
		FROM jsonb_each(findings) r, jsonb_array_elements(r.value) f);
COMMENT ON FUNCTION kansrijk_intern.findings_in_order(jsonb) IS
'Internal: Of an object of relation and findings, all findings, errors first.';

CREATE FUNCTION kansrijk_intern.findings_in_words(findings jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT string_agg(concat_ws(' of ', format('%s: %s', f.value ->> 'rule', f.value ->> 'failing'), f.value ->> 'rows')
				|| ' rows', E'\n' ORDER BY f.ordinality)
			FROM jsonb_array_elements(findings) WITH ORDINALITY f;
	END;
COMMENT ON FUNCTION kansrijk_intern.findings_in_words(jsonb) IS
'Internal: Findings, an array of objects with rule, failing and rows, a line each. None: NULL.';

CREATE FUNCTION kansrijk_intern.check_on_source_error(on_source_error text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF on_source_error NOT IN ('stop', 'warn') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('on_source_error cannot be "%s"', on_source_error),
			HINT = '''stop'': a source with errors is not published; ''warn'': it is, and a warning tells.';
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_on_source_error(text) IS
'Internal: Nothing when this, or NULL, may be said of a source with errors, else error 22023.';

-- The message is kept in the log, which refreshers read: it has no numbers.
CREATE FUNCTION kansrijk_intern.pass_gate(source text, findings jsonb, on_source_error text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 1000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	errors constant jsonb := jsonb_path_query_array(findings, '$[*] ? (@.severity == "error")');
	message constant text := format('source "%s" has errors: ', source)
		|| (SELECT string_agg(f.value ->> 'rule', ', ' ORDER BY f.ordinality)
			FROM jsonb_array_elements(errors) WITH ORDINALITY f);
BEGIN
	IF errors = '[]' THEN
		RETURN;
	ELSIF on_source_error = 'warn' THEN
		RAISE WARNING USING ERRCODE = 'KS001', MESSAGE = message, DETAIL = kansrijk_intern.findings_in_words(errors);
	ELSE
		RAISE EXCEPTION USING ERRCODE = 'KS001', MESSAGE = message, DETAIL = kansrijk_intern.findings_in_words(errors),
			HINT = format('Mend them: SELECT * FROM kansrijk.source_findings(%L) says what to do. Or, when figures of these '
				'rows may be published as they are, say on_source_error => ''warn''.', source);
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.pass_gate(text, jsonb, text) IS
'Internal: Nothing without errors among findings; else a warning when on_source_error is warn, '
'and error KS001 when it is not.';

CREATE PROCEDURE kansrijk_intern.keep_findings(private text, findings jsonb)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_variable
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	-- Sessions that refresh a family each read the same: what one of them keeps, the others need not wait for.
	WITH free AS (
		SELECT k.relation FROM source_finding k WHERE findings ? k.relation FOR UPDATE SKIP LOCKED
	)
	UPDATE source_finding k SET version = @extschema@.library_version(), findings = keep_findings.findings -> f.relation
		FROM free f WHERE k.relation = f.relation;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.keep_findings(text, jsonb) IS
'Internal: Keeps what was found in what a publication counted, for its next release: an object of relation and '
'findings. Not of a relation of which another session is keeping it, in a transaction that is not ended.';

-- What is released was counted when it was refreshed, and checked then.
CREATE FUNCTION kansrijk_intern.counted_findings(private text) RETURNS jsonb
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	the_source text;
	relations text[];
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, kansrijk_intern.definition_relations(ARRAY(SELECT d.id FROM definition d WHERE d.scan IS NOT NULL))
		INTO STRICT the_source, relations FROM publication p;
	RETURN kansrijk_intern.findings_in_order((SELECT jsonb_object_agg(r, coalesce(
			(SELECT k.findings FROM source_finding k WHERE k.relation = r AND k.version = @extschema@.library_version()),
			kansrijk_intern.relation_findings(the_source, r, relations))) FROM unnest(relations) r));
END $$;
COMMENT ON FUNCTION kansrijk_intern.counted_findings(text) IS
'Internal: What was found in the relations that a publication reads when it counted them; where nobody looked, in what '
'they are now.';

CREATE FUNCTION kansrijk_intern.years_read(private text) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	RETURN (
		WITH need AS (
			SELECT d.scan, n.relation, generate_series(n.first, n.last) AS later
			FROM definition d JOIN kansrijk_intern.definition_needs(NULL) n ON n.id = d.id
			UNION
			SELECT s.name, r, 0 FROM scan s, unnest(kansrijk_intern.definition_relations(s.definitions)) r
		), open AS MATERIALIZED (
			SELECT s.name AS scan, kansrijk_intern.open_years(private, s.name) AS years FROM scan s
		)
		SELECT jsonb_object_agg(y.relation, y.years) FROM (
			SELECT n.relation, range_agg(int4range(lower(r) + n.later, upper(r) + n.later)) AS years
			FROM need n JOIN open o ON o.scan = n.scan CROSS JOIN LATERAL unnest(o.years) r GROUP BY n.relation) y);
END $$;
COMMENT ON FUNCTION kansrijk_intern.years_read(text) IS
'Internal: Of each relation of the source the years that the open years of a publication follow from, by '
'definition_needs(): an object of relation and years (int4multirange).';

CREATE FUNCTION kansrijk_intern.set_on_source_error(private text, on_source_error text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	UPDATE publication p SET on_source_error = set_on_source_error.on_source_error
		WHERE p.on_source_error <> set_on_source_error.on_source_error;
END $$;
COMMENT ON FUNCTION kansrijk_intern.set_on_source_error(text, text) IS
'Internal: Enters what errors in the source of a publication do.';

-- A relation that several families read is checked once in a run.
CREATE PROCEDURE kansrijk_intern.check_counted(private text, run timestamptz, one_scan text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
#variable_conflict use_column
DECLARE
	settings record;
	one text;
	years jsonb;
	found jsonb;
	began timestamptz;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, p.on_source_error, kansrijk_intern.definition_relations(ARRAY(SELECT d.id FROM definition d
		WHERE d.scan IS NOT NULL)) AS relations INTO STRICT settings FROM publication p;
	IF settings.on_source_error = 'checked' THEN
		RETURN;
	END IF;
	FOR one IN SELECT r FROM scan s, unnest(kansrijk_intern.definition_relations(s.definitions)) r
		WHERE s.name = one_scan AND NOT EXISTS (SELECT FROM refresh_log l
			WHERE l.run = check_counted.run AND l.stage = 'source' AND l.relation = r) ORDER BY r COLLATE "C"
	LOOP
		began := clock_timestamp();
		years := coalesce(years, kansrijk_intern.years_read(private));
		found := jsonb_build_object(one, kansrijk_intern.relation_findings(settings.source, one, settings.relations, years));
		PERFORM kansrijk_intern.pass_gate(settings.source, found -> one, settings.on_source_error);
		CALL kansrijk_intern.keep_findings(private, found);
		PERFORM kansrijk_intern.log_step(private, run, one, 'source', began, 'refreshed');
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.check_counted(text, timestamptz, text) IS
'Internal: Checks the relations of the source that a scan read, but those that this run has checked, as the '
'publication says (on_source_error): a warning, or error KS001. Only rows of years that are open, and others that '
'share a key with them: what is final is not counted anew. What is found is kept.';
