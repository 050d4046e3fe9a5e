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
CREATE FUNCTION kansrijk_intern.gate_findings(source text, relations text[], severities text[] DEFAULT '{error}')
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 20
	BEGIN ATOMIC
		SELECT c.rule, c.severity, c.rows, c.failing
		FROM kansrijk_intern.check_source_relations(source, relations, severities) c
		WHERE c.failing > 0 AND c.severity = ANY (severities) AND c.rule NOT LIKE '%.missing'
		ORDER BY array_position(ARRAY['error', 'warning', 'notice'], c.severity), c.rule COLLATE "C";
	END;
COMMENT ON FUNCTION kansrijk_intern.gate_findings(text, text[], text[]) IS
'Internal: Of the rules of check_source() about these relations those that fail, of these severities only, errors '
'first, without those about what a source does not have. Error 3F000.';

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
'Internal: Nothing without errors among the findings of gate_findings(); else a warning when on_source_error is warn, '
'and error KS001 when it is not.';

CREATE FUNCTION kansrijk_intern.findings_of(source text, relations text[], severities text[] DEFAULT '{error}')
	RETURNS jsonb
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000
	RETURN (SELECT coalesce(jsonb_agg(to_jsonb(g)), '[]') FROM kansrijk_intern.gate_findings(source, relations,
		severities) g);
COMMENT ON FUNCTION kansrijk_intern.findings_of(text, text[], text[]) IS
'Internal: The rows of gate_findings() as an array of objects.';

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
	began timestamptz;
BEGIN
	PERFORM set_config('search_path', kansrijk_intern.publication_path(private), true);
	SELECT p.source, p.on_source_error INTO STRICT settings FROM publication p;
	IF settings.on_source_error = 'checked' THEN
		RETURN;
	END IF;
	FOR one IN SELECT r FROM scan s, unnest(kansrijk_intern.definition_relations(s.definitions)) r
		WHERE s.name = one_scan AND NOT EXISTS (SELECT FROM refresh_log l
			WHERE l.run = check_counted.run AND l.stage = 'source' AND l.relation = r) ORDER BY r COLLATE "C"
	LOOP
		began := clock_timestamp();
		PERFORM kansrijk_intern.pass_gate(settings.source,
			kansrijk_intern.findings_of(settings.source, ARRAY[one]), settings.on_source_error);
		PERFORM kansrijk_intern.log_step(private, run, one, 'source', began, 'refreshed');
	END LOOP;
END $$;
COMMENT ON PROCEDURE kansrijk_intern.check_counted(text, timestamptz, text) IS
'Internal: Checks the relations of the source that a scan read, but those that this run has checked, as the '
'publication says (on_source_error): a warning, or error KS001.';
