-- Proposing views that map a user's own tables to the canonical source.

CREATE FUNCTION suggest_mapping(relation regclass, canonical text DEFAULT NULL, source text DEFAULT 'bron') RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	target text := canonical;
	columns name[];
	definition record;
	known record;
	expression text;
	line text;
	lines text[] := '{}';
	unmapped text[] := '{}';
	used name[] := '{}';
	place integer;
	note text;
BEGIN
	IF relation IS NULL OR source IS NULL THEN
		RETURN NULL;
	END IF;
	SELECT array_agg(attname ORDER BY attnum) INTO columns
		FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped;
	IF target IS NULL THEN
		-- The canonical relation of which most columns are recognised.
		SELECT y.source_table INTO target
			FROM @extschema@.source_synonym y JOIN @extschema@.source_table t ON t.name = y.source_table
			WHERE string_to_array(y.known_names, ' ') <@ ARRAY(SELECT lower(c) FROM unnest(columns) c)
			GROUP BY y.source_table, t.position ORDER BY count(DISTINCT y.source_column) DESC, t.position LIMIT 1;
		IF target IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('no column of %s is known', relation),
				HINT = 'Name the canonical relation as second argument, or add your column names to kansrijk.source_synonym.';
		END IF;
	ELSIF NOT EXISTS (SELECT FROM @extschema@.source_table t WHERE t.name = target) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('"%s" is no relation of the canonical source', target),
			HINT = 'SELECT name, comment_nl FROM kansrijk.source_table lists them.';
	END IF;

	FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = target ORDER BY c.position LOOP
		-- A known name first, for it knows the codes; then the canonical name, then a constant.
		SELECT y.expression, y.note, actual.names INTO known
			FROM (SELECT z.id, z.known_names, z.expression, z.note FROM @extschema@.source_synonym z
					WHERE z.source_table = target AND z.source_column = definition.name
				UNION ALL SELECT NULL, definition.name, '$1', NULL WHERE definition.name = ANY (columns)) y,
				LATERAL (SELECT array_agg((SELECT c FROM unnest(columns) c WHERE lower(c) = n.name LIMIT 1) ORDER BY n.i) AS names
					FROM unnest(coalesce(string_to_array(y.known_names, ' '), '{}')) WITH ORDINALITY n(name, i)) actual
			WHERE y.known_names IS NULL OR array_position(actual.names, NULL) IS NULL
			ORDER BY y.known_names IS NULL, y.id NULLS LAST LIMIT 1;
		IF FOUND THEN
			expression := known.expression;
			note := known.note;
			FOR place IN REVERSE coalesce(cardinality(known.names), 0)..1 LOOP
				expression := replace(expression, '$' || place, format('s.%I', known.names[place]));
				used := used || known.names[place];
			END LOOP;
			line := format('(%s)::%s AS %I', expression, definition.type, definition.name);
		ELSE
			note := NULL;
			line := format('NULL::%s AS %I', definition.type, definition.name);
			unmapped := unmapped || (definition.name || CASE WHEN definition.required THEN ' (required)' ELSE '' END);
		END IF;
		lines := lines || (E'\t' || coalesce('/* ' || replace(note, '*/', '* /') || ' */ ', '') || line);
	END LOOP;

	RETURN format('CREATE VIEW %I.%I AS', source, target) || E'\nSELECT\n' || array_to_string(lines, E',\n') || format(E'\nFROM %s s;', relation)
		|| CASE WHEN unmapped <> '{}' THEN E'\n-- Not found, now NULL: ' || array_to_string(unmapped, ', ') ELSE '' END
		|| CASE WHEN NOT columns <@ used THEN E'\n-- Columns of the relation that are not used: '
			|| (SELECT string_agg(quote_ident(regexp_replace(c, '[\n\r]', ' ', 'g')), ', ') FROM unnest(columns) c WHERE c <> ALL (used)) ELSE '' END;
END $$;
COMMENT ON FUNCTION suggest_mapping(regclass, text, text) IS
'Text of a CREATE VIEW that maps a relation to one of the canonical source by known column names of Perined, CBS and Vektis (source_synonym), names compared without regard to case; columns that have the canonical name already are taken too. canonical: the target, by default the one of which most columns are recognised. source: the schema of the view. Columns that were not found are NULL and listed in a comment, those not used as well. Nothing is executed: read it, complete it, run it. Unknown names: error 42703.';
