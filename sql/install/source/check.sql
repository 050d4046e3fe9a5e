-- Checking a schema against the canonical source.

-- Whoever waits for a national source sees how far it is; a small one is silent.
CREATE FUNCTION kansrijk_intern.show_progress(since timestamptz, done text) RETURNS timestamptz
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	IF clock_timestamp() < since + interval '2 seconds' THEN
		RETURN since;
	END IF;
	RAISE NOTICE 'checked: %', done;
	RETURN clock_timestamp();
END $$;
COMMENT ON FUNCTION kansrijk_intern.show_progress(timestamptz, text) IS
'Internal: A notice of what was done, unless the last one was less than two seconds ago; the time of the last one.';

CREATE FUNCTION kansrijk_intern.check_source_shape(source text, relation text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 20
	BEGIN ATOMIC
		WITH held AS (
			SELECT d.*, a.atttypid, a.atttypmod, coalesce(nullif(y.typbasetype, 0), y.oid) AS base,
					CASE WHEN d.type = 'smallint' THEN 'integer'::regtype ELSE split_part(d.type, '(', 1)::regtype END::oid AS wanted
				FROM source_column d
				LEFT JOIN pg_attribute a ON a.attname = d.name AND a.attnum > 0 AND NOT a.attisdropped
					AND a.attrelid = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
						WHERE n.nspname = check_source_shape.source AND c.relname = check_source_shape.relation)
				LEFT JOIN pg_type y ON y.oid = a.atttypid
				WHERE d.source_table = check_source_shape.relation)
		SELECT format('%s.%s.%s', h.source_table, h.name, f.found),
			CASE WHEN f.found = 'type' OR f.found = 'missing' AND h.required THEN 'error'
				WHEN f.found = 'missing' THEN 'notice' END,
			NULL::bigint, CASE f.found WHEN 'usable' THEN 0 ELSE 1 END::bigint,
			CASE f.found WHEN 'type' THEN format('The column is of type %s; cast it to %s in the view.',
					format_type(h.atttypid, h.atttypmod), h.type)
				WHEN 'missing' THEN format('Add the column, NULL::%s where it is not known. %s', h.type, h.comment_nl) END
		FROM held h, LATERAL (SELECT CASE WHEN h.atttypid IS NULL THEN 'missing' WHEN h.base = h.wanted
			OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = h.base AND k.casttarget = h.wanted AND k.castcontext = 'i')
			THEN 'usable' ELSE 'type' END AS found) f
		ORDER BY h.position;
	END;
COMMENT ON FUNCTION kansrijk_intern.check_source_shape(text, text) IS
'Internal: The columns of a relation of a source: RELATION.COLUMN. and missing, type (a wrong one) or usable, in the '
'form of check_source().';

CREATE FUNCTION kansrijk_intern.source_conditions(relation text, usable text[])
	RETURNS TABLE (rank integer, name text, severity text, condition text, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 1000 ROWS 50
	BEGIN ATOMIC
		SELECT 1, format('%s.%s.empty', d.source_table, d.name), 'notice', format('%I IS NOT NULL', d.name),
				'No row has a value: map the column, or everything that needs it is unknown.'
			FROM source_column d WHERE d.source_table = relation AND d.source_table || '.' || d.name = ANY (usable)
		UNION ALL
		SELECT 2, format('%s.%s.range', d.source_table, d.name), 'error', format('NOT (%s)', d.check_expression),
				format('Expected is: %s. Make codes for unknown NULL in the view.', d.check_expression)
			FROM source_column d
			WHERE d.source_table = relation AND d.check_expression IS NOT NULL AND d.source_table || '.' || d.name = ANY (usable)
		UNION ALL
		SELECT 3, r.id, r.severity, r.expression, r.hint
			FROM source_rule r
			WHERE r.source_table = relation AND r.kind = 'row' AND string_to_array(r.columns, ' ') <@ usable;
	END;
COMMENT ON FUNCTION kansrijk_intern.source_conditions(text, text[]) IS
'Internal: What one scan of a relation tells, for columns that are usable (relation.column): conditions that are met '
'by rows with a value (rank 1), out of range (2) or against a rule (3).';

-- A row whose year is not known may be of any.
CREATE FUNCTION kansrijk_intern.year_condition(relation text, usable text[], years int4multirange) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100
	BEGIN ATOMIC
		SELECT format(CASE y.type WHEN 'year' THEN '(%I::integer <@ %L::int4multirange) IS NOT FALSE'
				WHEN 'date' THEN '(%I::date <@ %L::datemultirange) IS NOT FALSE'
				ELSE '(%I && %L::datemultirange) IS NOT FALSE' END,
			y.name, CASE y.type WHEN 'year' THEN years::text ELSE (
				SELECT coalesce(range_agg(daterange(make_date(lower(r), 1, 1), make_date(upper(r), 1, 1))), '{}')::text
				FROM unnest(years) r) END)
		FROM (VALUES ('birth', 'year', 'year'), ('parent_year', 'year', 'year'), ('population', 'year', 'year'),
			('programme_unit', 'year', 'year'), ('episode', 'period', 'range'), ('kraamzorg', 'birth_month', 'date'),
			('child_examination', 'examination_date', 'date'), ('programme_status', 'reference_date', 'date'))
			y(relation, name, type)
		WHERE y.relation = year_condition.relation AND y.relation || '.' || y.name = ANY (usable) AND NOT years @> '{(,)}';
	END;
COMMENT ON FUNCTION kansrijk_intern.year_condition(text, text[], int4multirange) IS
'Internal: The condition of the rows of a relation of a source that are of these years, in SQL: those in which an '
'episode goes on, and rows of which the year is not known. NULL: all rows, as years NULL is, or a relation without '
'years, or one whose column of them is not usable (relation.column).';

CREATE FUNCTION kansrijk_intern.bind_rule(expression text, source text, usable text[], years jsonb) RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	part record;
	bound text := expression;
BEGIN
	FOR part IN SELECT DISTINCT m[1] AS relation, m[2] AS keys,
			kansrijk_intern.year_condition(m[1], usable, (years ->> m[1])::int4multirange) AS condition
		FROM regexp_matches(expression, '@source@\.(\w+)\{([^}]*)\}', 'g') m
	LOOP
		bound := replace(bound, format('@source@.%s{%s}', part.relation, part.keys), kansrijk_intern.fill(
			CASE WHEN part.condition IS NULL THEN '@source@.{relation}'
				WHEN part.keys = '' THEN '(SELECT * FROM @source@.{relation} WHERE {condition})'
				ELSE '(SELECT * FROM @source@.{relation}
					WHERE ({keys}) IN (SELECT {keys} FROM @source@.{relation} WHERE {condition}))' END,
			'relation', part.relation, 'keys', part.keys, 'condition', coalesce(part.condition, '')));
	END LOOP;
	RETURN replace(replace(bound, '@source@', quote_ident(source)), '@source_literal@', quote_literal(source));
END $$;
COMMENT ON FUNCTION kansrijk_intern.bind_rule(text, text, text[], jsonb) IS
'Internal: The query of a rule (source_rule.expression), of the rows of some years: an object of relation and years '
'(int4multirange), without those of which all rows are looked at.';

CREATE FUNCTION kansrijk_intern.check_source_rows(source text, relation text, usable text[], years int4multirange)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 50
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	of_years constant text := kansrijk_intern.year_condition(relation, usable, years);
	readable text := coalesce(' WHERE ' || of_years, '');
	checks record;
	conditions text[];
	counts bigint[];
	total bigint;
BEGIN
	-- What a view of suggest_mapping() cannot read. Of its columns none but this one is computed here, so that none of
	-- them fails.
	IF kansrijk_intern.source_has_columns(source, relation, '{unreadable}') THEN
		BEGIN
			FOR checks IN EXECUTE format('SELECT u.name, count(*) AS failing, (SELECT count(*) FROM %1$I.%2$I) AS rows
				FROM (SELECT unnest(unreadable::text[]) AS name FROM %1$I.%2$I) u GROUP BY u.name ORDER BY u.name COLLATE "C"',
				source, relation)
			LOOP
				RETURN QUERY SELECT format('%s.%s.unreadable', relation, checks.name), 'error', checks.rows, checks.failing,
					'A text is not known, so that reading it is an error. Show them by kansrijk.can_read(); make codes for unknown '
					'NULL with suggest_mapping(..., missing => ''{-9}''). The other rules are about the rows that can be read.';
				readable := format(' WHERE CASE WHEN unreadable = ''{}'' THEN %s END', coalesce(of_years, 'true'));
			END LOOP;
		EXCEPTION WHEN OTHERS THEN
			NULL;	-- said below
		END;
	END IF;

	BEGIN
		SELECT array_agg(c.condition ORDER BY c.rank, c.name) INTO conditions
			FROM kansrijk_intern.source_conditions(relation, usable) c;
		EXECUTE format('SELECT ARRAY[count(*), %s] FROM %I.%I%s',
			coalesce((SELECT string_agg(format('count(*) FILTER (WHERE %s)', c), ', ' ORDER BY i)
				FROM unnest(conditions) WITH ORDINALITY u(c, i)), '0'), source, relation, readable) INTO counts;
		total := counts[1];
		counts := counts[2:];
	EXCEPTION WHEN OTHERS THEN
		-- One of them fails: which of them tells each by itself. Of a column that cannot be read there are no rules.
		counts := NULL;
		BEGIN
			EXECUTE format('SELECT count(*) FROM %I.%I%s', source, relation, readable) INTO total;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT relation || '.unreadable', 'error', NULL::bigint, 1::bigint,
				format('Reading %I.%I fails: %s (%s).', source, relation, SQLERRM, SQLSTATE);
			RETURN;
		END;
		FOR checks IN SELECT u.name, split_part(u.name, '.', 2) AS column_name FROM unnest(usable) u(name)
			WHERE split_part(u.name, '.', 1) = relation
		LOOP
			BEGIN
				EXECUTE format('SELECT count(%I) FROM %I.%I%s', checks.column_name, source, relation, readable);
			EXCEPTION WHEN OTHERS THEN
				usable := array_remove(usable, checks.name);
				RETURN QUERY SELECT checks.name || '.unreadable', 'error', NULL::bigint, 1::bigint,
					format('Reading %s of %I.%I fails: %s.', checks.column_name, source, relation,
						SQLERRM || ' (' || SQLSTATE || ')');
			END;
		END LOOP;
	END;
	FOR checks IN SELECT c.*, row_number() OVER (ORDER BY c.rank, c.name) AS number
		FROM kansrijk_intern.source_conditions(relation, usable) c ORDER BY c.rank, c.name
	LOOP
		BEGIN
			IF counts IS NULL THEN
				EXECUTE format('SELECT count(*) FILTER (WHERE %s) FROM %I.%I%s', checks.condition, source, relation, readable)
					INTO failing;
			ELSE
				failing := counts[checks.number];
			END IF;
			-- "empty" is said only of a column without any value.
			IF checks.rank > 1 OR total > 0 AND failing = 0 THEN
				RETURN QUERY SELECT checks.name, checks.severity, total, CASE checks.rank WHEN 1 THEN total ELSE failing END,
					checks.hint;
			END IF;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT checks.name, 'error', NULL::bigint, 1::bigint,
				format('The rule cannot be checked: %s (%s).', SQLERRM, SQLSTATE);
		END;
	END LOOP;
	IF total = 0 THEN
		RETURN QUERY SELECT relation || '.empty', CASE WHEN t.required THEN 'warning' ELSE 'notice' END, 0::bigint, 0::bigint,
				'The relation has no rows.'
			FROM @extschema@.source_table t WHERE t.name = relation;
	END IF;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_source_rows(text, text, text[], int4multirange) IS
'Internal: What the rows of one relation tell, in one scan: those of these years, or all (years NULL). A rule that '
'cannot be computed does not end the others.';

CREATE FUNCTION kansrijk_intern.check_source_years(source text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 10
	BEGIN ATOMIC
		-- Of the years of what is counted, which is needed first, those that something else is not there for.
		WITH need AS MATERIALIZED (SELECT n.*, concat_ws('.', n.relation, n.kind) AS name
			FROM kansrijk_intern.need_years(check_source_years.source) n),
		lacking AS (
			SELECT n.name, range_agg(b.years) AS years, range_agg(b.years - n.years) AS without,
				bool_and(isempty(b.years * n.years)) AS always,
				array_agg(n.definition ORDER BY n.definition COLLATE "C") FILTER (WHERE NOT b.years <@ n.years) AS definitions
			FROM need n JOIN need b ON b.definition = n.definition AND b.place = 1
			WHERE n.place > 1 AND kansrijk_intern.source_has_columns(check_source_years.source, n.relation, '{}')
			GROUP BY n.name),
		counted AS (
			SELECT l.*, (SELECT sum(upper(r) - lower(r)) FROM unnest(l.years) r) AS n,
				(SELECT sum(upper(r) - lower(r)) FROM unnest(l.without) r) AS failing
			FROM lacking l)
		SELECT c.name || CASE WHEN c.always THEN '.not_delivered' ELSE '.not_whole' END,
			CASE WHEN c.always THEN 'warning' ELSE 'notice' END, c.n, c.failing,
			format('No figure of %s for %s: what they need of %s was not delivered, or not for so long. '
				'Where it was, say so in source_delivery.', array_to_string(c.definitions, ', '), c.without, c.name)
		FROM counted c WHERE c.failing > 0 ORDER BY c.name COLLATE "C";
	END;
COMMENT ON FUNCTION kansrijk_intern.check_source_years(text) IS
'Internal: Years of births (or programmes) for which a relation or kind that definitions need was not delivered, or '
'not for as long as they look ahead.';

CREATE FUNCTION kansrijk_intern.check_source_calendar(source text, relations text[] DEFAULT NULL)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 10
	SET search_path = pg_catalog, pg_temp
	AS $$
BEGIN
	RETURN QUERY SELECT y.* FROM kansrijk_intern.check_source_years(source) y
		WHERE split_part(y.rule, '.', 1) = ANY (relations) OR relations IS NULL;
EXCEPTION WHEN OTHERS THEN
	RETURN QUERY SELECT 'source_delivery.unreadable', 'error', NULL::bigint, 1::bigint,
		format('The calendar cannot be made: %s (%s).', SQLERRM, SQLSTATE);
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_source_calendar(text, text[]) IS
'Internal: The rows of check_source_years() about these relations (NULL: all), or that it fails. Source NULL: none.';

CREATE FUNCTION kansrijk_intern.check_source_relations(source text, relations text[] DEFAULT NULL,
	severities text[] DEFAULT NULL, years jsonb DEFAULT '{}')
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE COST 100000 ROWS 200
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	shown timestamptz := clock_timestamp();
	relation record;
	checks record;
	usable text[] := '{}'::text[];		-- relation.column, of the right type
BEGIN
	IF source IS NULL THEN
		RETURN;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	FOR relation IN SELECT t.* FROM @extschema@.source_table t WHERE t.name = ANY (relations) OR relations IS NULL
		ORDER BY t.position LOOP
		IF NOT kansrijk_intern.source_has_columns(source, relation.name, '{}') THEN
			RETURN QUERY SELECT relation.name || '.missing', CASE WHEN relation.required THEN 'error' ELSE 'notice' END,
				NULL::bigint, 1::bigint,
				format('Create %I.%I as a table or a view; indicators that need it cannot be computed. %s',
					source, relation.name, relation.comment_nl);
			CONTINUE;
		END IF;
		RETURN QUERY SELECT s.* FROM kansrijk_intern.check_source_shape(source, relation.name) s WHERE s.failing > 0;
		usable := usable || ARRAY(SELECT left(s.rule, -length('.usable'))
			FROM kansrijk_intern.check_source_shape(source, relation.name) s WHERE s.failing = 0);
		FOR checks IN SELECT r.* FROM kansrijk_intern.check_source_rows(source, relation.name, usable,
			(years ->> relation.name)::int4multirange) r LOOP
			RETURN QUERY SELECT checks.rule, checks.severity, checks.rows, checks.failing, checks.hint;
			IF checks.rows IS NULL AND checks.rule LIKE '%.unreadable' THEN
				usable := ARRAY(SELECT u FROM unnest(usable) u
					WHERE NOT starts_with(u || '.', left(checks.rule, -length('unreadable'))));
			END IF;
		END LOOP;
		shown := kansrijk_intern.show_progress(shown, relation.name);
	END LOOP;

	-- What needs a query of its own. A rule may read other relations than those asked for.
	IF relations IS NOT NULL THEN
		usable := usable || ARRAY(SELECT left(s.rule, -length('.usable'))
			FROM @extschema@.source_table t, kansrijk_intern.check_source_shape(source, t.name) s
			WHERE t.name <> ALL (relations) AND s.failing = 0);
	END IF;
	FOR checks IN SELECT r.* FROM @extschema@.source_rule r
		WHERE (r.source_table = ANY (relations) OR relations IS NULL)
			AND (r.severity = ANY (severities) OR severities IS NULL) ORDER BY r.id
	LOOP
		IF NOT string_to_array(checks.columns, ' ') <@ usable THEN
			-- A rule that could not be looked at is not a rule that was met.
			RETURN QUERY SELECT checks.id, checks.severity, NULL::bigint, NULL::bigint, 'Not checked, for want of: '
				|| (SELECT string_agg(c, ', ') FROM unnest(string_to_array(checks.columns, ' ')) c WHERE c <> ALL (usable)) || '.';
		ELSIF checks.kind = 'query' THEN
			BEGIN
				EXECUTE kansrijk_intern.bind_rule(checks.expression, source, usable, years) INTO rows, failing;
				RETURN QUERY SELECT checks.id, checks.severity, rows, failing, checks.hint;
			EXCEPTION WHEN OTHERS THEN
				RETURN QUERY SELECT checks.id, 'error', NULL::bigint, 1::bigint,
					format('The rule cannot be checked: %s (%s).', SQLERRM, SQLSTATE);
			END;
			shown := kansrijk_intern.show_progress(shown, checks.id);
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION kansrijk_intern.check_source_relations(text, text[], text[], jsonb) IS
'Internal: As check_source() without the calendar, of these relations only (NULL: all): each row and each rule that '
'is about them. severities: rules of others that take a query of their own are left out (NULL: none). years: an object '
'of relation and years (int4multirange), of which no other rows are looked at. Source NULL: no rows.';

CREATE FUNCTION check_source(source text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 200
	BEGIN ATOMIC
		SELECT c.rule, c.severity, c.rows, c.failing, c.hint FROM kansrijk_intern.check_source_relations(source) c
		UNION ALL
		SELECT y.rule, y.severity, y.rows, y.failing, y.hint FROM kansrijk_intern.check_source_calendar(source) y;
	END;
COMMENT ON FUNCTION check_source(text) IS
'Checks a schema against the canonical source: missing relations and columns, wrong types, texts that could not be '
'read (by column, of views that suggest_mapping proposed), values out of range, duplicates, contradictions, gaps, '
'years for which something was not delivered. One row a rule: how many rows were looked at, how many fail, and what '
'to do; failing 0 is good, NULL was not checked. A rule that cannot be computed is an error of its own. Of a large '
'source notices tell how far it is. Reads only. Needs SELECT on the relations; error 3F000 when the schema does not '
'exist.';

CREATE FUNCTION source_findings(source text, relations text[] DEFAULT NULL, severities text[] DEFAULT '{error,warning}')
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE sql STABLE PARALLEL UNSAFE COST 100000 ROWS 20
	BEGIN ATOMIC
		SELECT c.rule, c.severity, c.rows, c.failing, c.hint FROM (
			SELECT * FROM kansrijk_intern.check_source_relations(source, relations)
			UNION ALL
			SELECT * FROM kansrijk_intern.check_source_calendar(source, relations)) c
		WHERE c.failing > 0 AND c.severity = ANY (severities)
		ORDER BY array_position(ARRAY['error', 'warning', 'notice'], c.severity), c.rule COLLATE "C";
	END;
COMMENT ON FUNCTION source_findings(text, text[], text[]) IS
'What check_source() finds wrong with a source, errors first: rules of these severities that fail, of these relations '
'(NULL: all). No rows: nothing stands in the way of a publication. Source NULL: no rows. No such schema: error 3F000.';
