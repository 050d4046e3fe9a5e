-- Proposing views that map a user's own tables to the canonical source.

-- Numbers, dates and truth values are not read as text: how they would be written
-- depends on settings.
CREATE FUNCTION kansrijk_intern.bind_column(expression text, place integer, name name, type oid, missing text[])
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	base constant regtype := coalesce((SELECT nullif(t.typbasetype, 0) FROM pg_type t WHERE t.oid = type), type);
	parameter constant text := '$' || place;
	written constant text := parameter || '::text';
	value constant text := format('s.%I', name);
	as_text text := value || '::text';
BEGIN
	IF base IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
		expression := replace(expression, format('kansrijk.register_date(%s)', written), value || '::date');
		expression := replace(expression, format('kansrijk.register_month(%s)', written),
			format('date_trunc(''month'', %s)::date', value));
	ELSIF base = 'boolean'::regtype THEN
		expression := replace(expression, format('kansrijk.register_boolean(%s)', written), value);
	ELSIF base IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) AND missing = '{}' THEN
		expression := regexp_replace(expression, format('kansrijk\.register_(?:integer|bigint|decimal)\(\$%s::text\)', place),
			value, 'g');
	ELSIF base IN ('numeric'::regtype, 'real'::regtype, 'double precision'::regtype) THEN
		IF missing = '{}' THEN
			expression := replace(expression, format('kansrijk.register_decimal(%s)', written), value || '::numeric');
		END IF;
		as_text := format('trim_scale(%s::numeric)::text', value);
	END IF;
	IF missing <> '{}' THEN
		as_text := format('kansrijk.known_text(%s, %L)', as_text, missing);
	END IF;
	RETURN replace(replace(expression, written, as_text), parameter, value);
END $$;
COMMENT ON FUNCTION kansrijk_intern.bind_column(text, integer, name, oid, text[]) IS
'Internal: Expression of a mapping with the column of that name and type, of alias s, for $place. missing: codes for '
'unknown. For suggest_mapping().';

CREATE FUNCTION kansrijk_intern.reading_conditions(expression text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	-- What is no parenthesis, and arguments with parentheses three deep.
	plain constant text := '[^()"'']|"[^"]*"|''[^'']*''';
	arguments text := format('\((?:%s)*\)', plain);
BEGIN
	FOR depth IN 1..3 LOOP
		arguments := format('\((?:%s|%s)*\)', plain, arguments);
	END LOOP;
	RETURN (SELECT string_agg(DISTINCT format('kansrijk.can_read(%L, %s', m.call[1], substr(m.call[2], 2)), ' AND ')
		FROM regexp_matches(expression,
			'kansrijk\.((?:sex|sterfte|van_wiechen|area|pc4)_code|ga_days|decimal_comma|register_(?!period)[a-z]+)('
				|| arguments || ')',
			'g') m(call));
END $$;
COMMENT ON FUNCTION kansrijk_intern.reading_conditions(text) IS
'Internal: SQL condition that every reader that an expression calls can read its text; NULL when it calls none. For '
'suggest_mapping().';

CREATE FUNCTION suggest_mapping(relation regclass, canonical text DEFAULT NULL, source text DEFAULT 'bron',
	missing text[] DEFAULT '{}')
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	target text := canonical;
	columns name[];
	types oid[];
	recognised text[];
	definition record;
	known record;
	bound jsonb := '{}'::jsonb;
	notes jsonb := '{}'::jsonb;
	condition text;
	unreadable text[] := '{}'::text[];
	lines text[] := '{}'::text[];
	unmapped text[] := '{}'::text[];
	used name[] := '{}'::name[];
BEGIN
	IF relation IS NULL OR source IS NULL THEN
		RETURN NULL;
	END IF;
	missing := coalesce(missing, '{}');
	SELECT array_agg(a.attname ORDER BY a.attnum), array_agg(a.atttypid ORDER BY a.attnum) INTO columns, types
		FROM pg_attribute a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped;
	IF target IS NULL THEN
		-- The canonical relation of which most columns are recognised. One column
		-- that has a known name is a coincidence.
		SELECT y.source_table, (SELECT array_agg(DISTINCT n) FROM unnest(string_to_array(string_agg(y.names, ' '), ' ')) n)
			INTO target, recognised
			FROM (SELECT z.source_table, z.source_column, lower(z.known_names) AS names FROM @extschema@.source_synonym z
					UNION SELECT c.source_table, c.name, c.name FROM @extschema@.source_column c) y
				JOIN @extschema@.source_table t ON t.name = y.source_table
			WHERE string_to_array(y.names, ' ') <@ ARRAY(SELECT lower(c) FROM unnest(columns) c)
			GROUP BY y.source_table, t.position ORDER BY count(DISTINCT y.source_column) DESC, t.position LIMIT 1;
		IF target IS NULL OR cardinality(recognised) < 2 THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_column',
				MESSAGE = CASE WHEN target IS NULL THEN format('no column of %s is known', relation)
					ELSE format('only one column of %s is known: %s', relation, recognised[1]) END,
				HINT = 'Name the canonical relation as second argument, or add your column names to kansrijk.source_synonym.';
		END IF;
	ELSIF NOT EXISTS (SELECT FROM @extschema@.source_table t WHERE t.name = target) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" is no relation of the canonical source', target),
			HINT = 'SELECT name, comment_nl FROM kansrijk.source_table lists them.';
	END IF;

	FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = target ORDER BY c.position LOOP
		-- A known name first, for it knows the codes, and of those the one of most
		-- columns; then the canonical name, then a constant.
		SELECT y.expression, y.note, actual.places INTO known
			FROM (SELECT z.id, z.known_names, z.expression, z.note FROM @extschema@.source_synonym z
					WHERE z.source_table = target AND z.source_column = definition.name
				UNION ALL SELECT NULL, definition.name, coalesce(definition.reader, '$1'), NULL) y,
				LATERAL (SELECT array_agg((SELECT i FROM unnest(columns) WITH ORDINALITY u(c, i)
					WHERE lower(c) = lower(n.name) ORDER BY i LIMIT 1)
						ORDER BY n.i) AS places
					FROM unnest(coalesce(string_to_array(y.known_names, ' '), '{}')) WITH ORDINALITY n(name, i)) actual
			WHERE y.known_names IS NULL OR array_position(actual.places, NULL) IS NULL
			ORDER BY y.known_names IS NULL, y.id IS NULL, cardinality(actual.places) DESC, y.id LIMIT 1;
		CONTINUE WHEN NOT FOUND;
		FOR place IN REVERSE coalesce(cardinality(known.places), 0)..1 LOOP
			known.expression := kansrijk_intern.bind_column(known.expression, place,
				columns[known.places[place]], types[known.places[place]], missing);
			used := used || columns[known.places[place]];
		END LOOP;
		bound := bound || jsonb_build_object(definition.name, known.expression);
		notes := notes || jsonb_strip_nulls(jsonb_build_object(definition.name, known.note));
		condition := kansrijk_intern.reading_conditions(known.expression);
		IF condition IS NOT NULL THEN
			unreadable := unreadable || format('CASE WHEN NOT (%s) THEN %L END', condition, definition.name);
		END IF;
	END LOOP;

	-- Numbers for births and pregnancies of a delivery that has none: the same at
	-- every delivery, as long as what they are made of is.
	IF target = 'birth' AND NOT bound ? 'birth_id' THEN
		bound := bound || jsonb_build_object('birth_id', CASE WHEN bound ? 'child_id'
			THEN format('CASE WHEN %s IS NOT NULL THEN hashtextextended(concat_ws('' '', %s), 0) '
				'ELSE hashtextextended((s.*)::text, 0) END',
				bound ->> 'child_id', concat_ws(', ', bound ->> 'child_kind', bound ->> 'child_id'))
			ELSE 'hashtextextended((s.*)::text, 0)' END);
		notes := notes || jsonb_build_object('birth_id',
			'of the child, else of the whole row: take a number of your own if you have one');
	END IF;
	IF target = 'birth' AND NOT bound ? 'pregnancy_id' THEN
		bound := bound || jsonb_build_object('pregnancy_id', CASE WHEN bound ? 'mother_id' AND bound ?| '{year,birth_date}'
			THEN format('CASE WHEN %s THEN hashtextextended(concat_ws('' '', %s), 0) ELSE %s END',
				concat_ws(' AND ', (bound ->> 'mother_id') || ' IS NOT NULL', (bound ->> 'plurality') || ' > 1'),
				concat_ws(', ', bound ->> 'mother_kind', bound ->> 'mother_id',
					CASE WHEN bound ? 'birth_date' AND NOT (bound ?& '{plurality,year}')
						THEN format('to_char(%s, ''YYYYMMDD'')', bound ->> 'birth_date') ELSE bound ->> 'year' END),
				bound ->> 'birth_id')
			ELSE bound ->> 'birth_id' END);
		notes := notes || jsonb_build_object('pregnancy_id', CASE WHEN bound ? 'mother_id'
			THEN 'of the mother and the year or day, for a multiple: check_source() tells whether all children are there'
			ELSE 'without a mother every child is a pregnancy of its own' END);
	END IF;

	FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = target ORDER BY c.position LOOP
		-- Wider than the table of create_source_schema(): check_source() tells what is out of range.
		lines := lines || format(E'\t%s%s::%s AS %I',
			'/* ' || replace(notes ->> definition.name, '*/', '* /') || ' */ ',
			coalesce('(' || (bound ->> definition.name) || ')', 'NULL'),
			CASE definition.type WHEN 'smallint' THEN 'integer' ELSE split_part(definition.type, '(', 1) END, definition.name);
		IF NOT bound ? definition.name THEN
			unmapped := unmapped || (definition.name || CASE WHEN definition.required THEN ' (required)' ELSE '' END);
		END IF;
	END LOOP;
	IF unreadable <> '{}' THEN
		lines := lines || format(E'\t/* for check_source(), which counts what is an error above */ '
			'array_remove(ARRAY[\n\t\t%s], NULL) AS unreadable',
			array_to_string(unreadable, E',\n\t\t'));
	END IF;

	RETURN format('CREATE VIEW %I.%I AS', source, target) || E'\nSELECT\n' || array_to_string(lines, E',\n')
		|| format(E'\nFROM %s s;', relation)
		|| CASE WHEN unmapped <> '{}' THEN E'\n-- Not found, now NULL: ' || array_to_string(unmapped, ', ') ELSE '' END
		|| CASE WHEN NOT columns <@ used THEN E'\n-- Columns of the relation that are not used: '
			|| (SELECT string_agg(quote_ident(regexp_replace(c, '[\n\r]', ' ', 'g')), ', ')
				FROM unnest(columns) c WHERE c <> ALL (used)) ELSE '' END;
END $$;
COMMENT ON FUNCTION suggest_mapping(regclass, text, text, text[]) IS
'Text of a CREATE VIEW that maps a relation to one of the canonical source by known column names of Perined, CBS and '
'Vektis (source_synonym), names compared without regard to case; columns that have the canonical name already are '
'taken too. Texts are read by sex_code, sterfte_code, register_date and the like: one that is not known is an error, '
'never NULL, and the column unreadable tells check_source() in which columns a row has one. canonical: the target, by '
'default the one of which most columns are recognised, at least two. source: the schema of the view. missing: codes '
'for unknown in this file, such as {-9}. Without numbers of births and pregnancies they are made of those of child '
'and mother. Columns that were not found are NULL and listed in a comment, those not used as well. Nothing is '
'executed: read it, complete it, run it. Unknown names: error 42703.';
