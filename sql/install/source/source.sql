-- The canonical source: the relations that every indicator is computed from.
-- They are described as data (data/source); a schema that fulfils them holds
-- tables, or views over a user's own tables.

CREATE TABLE source_table (
	name text PRIMARY KEY,
	position integer NOT NULL UNIQUE,
	required boolean NOT NULL,
	primary_key text,
	indexes text,
	comment_nl text NOT NULL,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE source_table IS 'Relations of the canonical source.';
COMMENT ON COLUMN source_table.name IS 'Name of the table or view.';
COMMENT ON COLUMN source_table.position IS 'Order.';
COMMENT ON COLUMN source_table.required IS 'No indicator can do without it.';
COMMENT ON COLUMN source_table.primary_key IS 'Columns of the primary key; NULL: none.';
COMMENT ON COLUMN source_table.indexes IS 'Columns of further indexes, one list each, separated by a semicolon.';
COMMENT ON COLUMN source_table.comment_nl IS 'What it holds, in Dutch; becomes the comment on the table.';
COMMENT ON COLUMN source_table.builtin IS 'True: the canonical source is part of the extension.';

CREATE TABLE source_column (
	source_table text NOT NULL REFERENCES source_table,
	position integer NOT NULL,
	name text NOT NULL,
	type text NOT NULL,
	required boolean NOT NULL,
	check_expression text,
	comment_nl text NOT NULL,
	builtin boolean NOT NULL DEFAULT false,
	reader text,
	PRIMARY KEY (source_table, name),
	UNIQUE (source_table, position)
);
COMMENT ON TABLE source_column IS 'Columns of the canonical source.';
COMMENT ON COLUMN source_column.source_table IS 'The relation.';
COMMENT ON COLUMN source_column.position IS 'Order within the relation.';
COMMENT ON COLUMN source_column.name IS 'Name of the column.';
COMMENT ON COLUMN source_column.type IS 'Type in the tables of create_source_schema(); a view may use one that converts to it implicitly, and integer for smallint.';
COMMENT ON COLUMN source_column.required IS 'The column must exist, though its values may be NULL.';
COMMENT ON COLUMN source_column.check_expression IS 'SQL condition of values in range; NULL values pass.';
COMMENT ON COLUMN source_column.reader IS 'SQL expression that reads a text of a file, $1, for this column: in suggest_mapping(). NULL: none.';
COMMENT ON COLUMN source_column.comment_nl IS 'Meaning, unit and codes, in Dutch; becomes the comment on the column.';
COMMENT ON COLUMN source_column.builtin IS 'True: the canonical source is part of the extension.';

CREATE TABLE source_rule (
	id text PRIMARY KEY,
	source_table text NOT NULL REFERENCES source_table,
	columns text NOT NULL,
	severity text NOT NULL CHECK (severity IN ('error', 'warning', 'notice')),
	kind text NOT NULL CHECK (kind IN ('row', 'query')),
	expression text NOT NULL,
	hint text NOT NULL,
	builtin boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE source_rule IS 'What check_source() looks for beyond types and ranges.';
COMMENT ON COLUMN source_rule.id IS 'Relation and short name.';
COMMENT ON COLUMN source_rule.source_table IS 'The relation that the rule is about.';
COMMENT ON COLUMN source_rule.columns IS 'Columns it needs, as relation.column, separated by blanks.';
COMMENT ON COLUMN source_rule.severity IS 'error: figures would be wrong; warning: they may be; notice: good to know.';
COMMENT ON COLUMN source_rule.kind IS 'row: expression is a condition that a failing row meets; query: it is a query that returns rows and failing, with @source@ for the schema.';
COMMENT ON COLUMN source_rule.expression IS 'SQL, see kind.';
COMMENT ON COLUMN source_rule.hint IS 'What to do about it.';
COMMENT ON COLUMN source_rule.builtin IS 'True: the rules are part of the extension.';

CREATE TABLE source_synonym (
	id integer PRIMARY KEY,
	source_table text NOT NULL,
	source_column text NOT NULL,
	delivery text,
	known_names text,
	expression text NOT NULL,
	note text,
	builtin boolean NOT NULL DEFAULT false,
	FOREIGN KEY (source_table, source_column) REFERENCES source_column (source_table, name)
);
COMMENT ON TABLE source_synonym IS 'Column names of known deliveries (Perined, CBS, Vektis), for suggest_mapping(). Add your own; use ids from 1000.';
COMMENT ON COLUMN source_synonym.id IS 'Number; of several synonyms that fit, that of the most columns wins, then the lowest.';
COMMENT ON COLUMN source_synonym.source_table IS 'Canonical relation.';
COMMENT ON COLUMN source_synonym.source_column IS 'Canonical column.';
COMMENT ON COLUMN source_synonym.delivery IS 'Where the names were seen.';
COMMENT ON COLUMN source_synonym.known_names IS 'Names, separated by blanks, compared without regard to case; NULL: a constant.';
COMMENT ON COLUMN source_synonym.expression IS 'SQL expression over $1, $2 and so on: the named columns. Functions that read texts, with schema, are errors where a text is not known; suggest_mapping() has check_source() count those.';
COMMENT ON COLUMN source_synonym.note IS 'What to know or to check.';
COMMENT ON COLUMN source_synonym.builtin IS 'True for rows of the extension, which pg_dump leaves out; leave it false for your own.';

SELECT pg_catalog.pg_extension_config_dump('source_synonym', 'WHERE NOT builtin');
GRANT SELECT ON source_table, source_column, source_rule, source_synonym TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON source_synonym TO @extowner@;

CREATE PROCEDURE create_source_schema(source text)
	LANGUAGE plpgsql
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	relation record;
	definition record;
	body text;
	index_columns text;
BEGIN
	IF source IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'name of the source schema must not be null';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		EXECUTE format('CREATE SCHEMA %I', source);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', source, 'Canonieke bron van kansrijk: microdata, niet voor publicatie.');
	END IF;
	FOR relation IN SELECT * FROM @extschema@.source_table ORDER BY position LOOP
		-- What the user made, a view for example, stays.
		CONTINUE WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = source AND c.relname = relation.name);
		SELECT string_agg(format('%I %s', c.name, c.type)
				|| CASE WHEN c.name = 'weighting' THEN ' DEFAULT 1' ELSE '' END
				|| coalesce(' CHECK (' || c.check_expression || ')', ''), ', ' ORDER BY c.position)
			|| coalesce(', PRIMARY KEY (' || relation.primary_key || ')', '')
			INTO body
			FROM @extschema@.source_column c WHERE c.source_table = relation.name;
		EXECUTE format('CREATE TABLE %I.%I (%s)', source, relation.name, body);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', source, relation.name, relation.comment_nl);
		FOR definition IN SELECT * FROM @extschema@.source_column c WHERE c.source_table = relation.name LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', source, relation.name, definition.name, definition.comment_nl);
		END LOOP;
		FOREACH index_columns IN ARRAY coalesce(string_to_array(relation.indexes, ';'), '{}') LOOP
			EXECUTE format('CREATE INDEX ON %I.%I (%s)', source, relation.name, index_columns);
		END LOOP;
	END LOOP;
END $$;
COMMENT ON PROCEDURE create_source_schema(text) IS
'Creates the schema and the empty tables of the canonical source, with keys, checks and Dutch comments. Relations that are there already, your views for example, stay as they are. NULL is error 22004.';

CREATE FUNCTION check_source(source text)
	RETURNS TABLE (rule text, severity text, rows bigint, failing bigint, hint text)
	LANGUAGE plpgsql STABLE STRICT PARALLEL UNSAFE COST 100000 ROWS 200
	SET search_path = pg_catalog, pg_temp
	AS $$
DECLARE
	relation record;
	definition record;
	checks record;
	counts bigint[];
	total bigint;
	failed bigint;
	usable text[] := '{}';		-- relation.column, of the right type
	names text[];
	severities text[];
	hints text[];
	select_list text;
	readable text;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = format('schema "%s" does not exist', source),
			HINT = format('CALL kansrijk.create_source_schema(%L) creates it.', source);
	END IF;

	-- The shape: relations, columns, types.
	FOR relation IN
		SELECT t.*, c.oid FROM @extschema@.source_table t
			LEFT JOIN pg_class c ON c.relname = t.name AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
				AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = source)
			ORDER BY t.position
	LOOP
		IF relation.oid IS NULL THEN
			RETURN QUERY SELECT relation.name || '.missing', CASE WHEN relation.required THEN 'error' ELSE 'notice' END, NULL::bigint, 1::bigint,
				format('Create %I.%I as a table or a view; indicators that need it cannot be computed. %s', source, relation.name, relation.comment_nl);
			CONTINUE;
		END IF;
		FOR definition IN
			SELECT d.*, a.atttypid IS NOT NULL AS present, format_type(a.atttypid, a.atttypmod) AS actual_type,
					EXISTS (SELECT FROM (SELECT coalesce(nullif(y.typbasetype, 0), y.oid) AS base FROM pg_type y WHERE y.oid = a.atttypid) b,
							(SELECT CASE WHEN d.type = 'smallint' THEN 'integer'::regtype ELSE split_part(d.type, '(', 1)::regtype END::oid AS wanted) w
						WHERE base = wanted OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = base AND k.casttarget = wanted AND k.castcontext = 'i')) AS fits
				FROM @extschema@.source_column d
				LEFT JOIN pg_attribute a ON a.attrelid = relation.oid AND a.attname = d.name AND a.attnum > 0 AND NOT a.attisdropped
				WHERE d.source_table = relation.name ORDER BY d.position
		LOOP
			IF definition.fits THEN
				usable := usable || (relation.name || '.' || definition.name);
			ELSIF definition.present THEN
				RETURN QUERY SELECT format('%s.%s.type', relation.name, definition.name), 'error', NULL::bigint, 1::bigint,
					format('The column is of type %s; cast it to %s in the view.', definition.actual_type, definition.type);
			ELSE
				RETURN QUERY SELECT format('%s.%s.missing', relation.name, definition.name), CASE WHEN definition.required THEN 'error' ELSE 'notice' END,
					NULL::bigint, 1::bigint,
					format('Add the column, NULL::%s where it is not known. %s', definition.type, definition.comment_nl);
			END IF;
		END LOOP;

		-- What a view of suggest_mapping() cannot read. Of its columns none but
		-- this one is computed here, so that none of them fails.
		readable := '';
		IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = relation.oid AND a.attname = 'unreadable'
				AND a.atttypid = 'text[]'::regtype AND NOT a.attisdropped) THEN
			BEGIN
				FOR checks IN EXECUTE format('SELECT u.name, count(*) AS failing, (SELECT count(*) FROM %1$I.%2$I) AS rows
						FROM (SELECT unnest(unreadable) AS name FROM %1$I.%2$I) u GROUP BY u.name ORDER BY u.name COLLATE "C"', source, relation.name)
				LOOP
					RETURN QUERY SELECT format('%s.%s.unreadable', relation.name, checks.name), 'error', checks.rows, checks.failing,
						format('A text is not known, so that reading it is an error. Show them by kansrijk.can_read(); make codes for unknown NULL with suggest_mapping(..., missing => ''{-9}''). The other rules are about the rows that can be read.');
					readable := ' WHERE unreadable = ''{}''';
				END LOOP;
			EXCEPTION WHEN OTHERS THEN
				NULL;	-- said below
			END;
		END IF;

		-- The values: everything that one scan can tell.
		SELECT array_agg(c.name ORDER BY c.rank, c.name), array_agg(c.severity ORDER BY c.rank, c.name), array_agg(c.hint ORDER BY c.rank, c.name),
				string_agg(format('count(*) FILTER (WHERE %s)', c.condition), ', ' ORDER BY c.rank, c.name)
			INTO names, severities, hints, select_list
			FROM (
				SELECT 1 AS rank, format('%s.%s.empty', relation.name, d.name) AS name, 'notice' AS severity, format('%I IS NOT NULL', d.name) AS condition,
						'No row has a value: map the column, or everything that needs it is unknown.' AS hint
					FROM @extschema@.source_column d WHERE d.source_table = relation.name AND relation.name || '.' || d.name = ANY (usable)
				UNION ALL
				SELECT 2, format('%s.%s.range', relation.name, d.name), 'error', format('NOT (%s)', d.check_expression),
						format('Expected is: %s. Make codes for unknown NULL in the view.', d.check_expression)
					FROM @extschema@.source_column d WHERE d.source_table = relation.name AND d.check_expression IS NOT NULL AND relation.name || '.' || d.name = ANY (usable)
				UNION ALL
				SELECT 3, r.id, r.severity, r.expression, r.hint
					FROM @extschema@.source_rule r WHERE r.source_table = relation.name AND r.kind = 'row' AND string_to_array(r.columns, ' ') <@ usable) c;
		BEGIN
			EXECUTE format('SELECT ARRAY[count(*), %s] FROM %I.%I%s', coalesce(select_list, '0'), source, relation.name, readable) INTO counts;
			RETURN QUERY
				SELECT n.name, severities[n.i], counts[1], CASE WHEN n.name LIKE '%.empty' THEN counts[1] ELSE counts[n.i + 1] END, hints[n.i]
				FROM unnest(names) WITH ORDINALITY n(name, i)
				-- "empty" is said only of a column without any value.
				WHERE n.name NOT LIKE '%.empty' OR counts[1] > 0 AND counts[n.i + 1] = 0;
			IF counts[1] = 0 THEN
				RETURN QUERY SELECT relation.name || '.empty', CASE WHEN relation.required THEN 'warning' ELSE 'notice' END, 0::bigint, 0::bigint, 'The relation has no rows.';
			END IF;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT relation.name || '.unreadable', 'error', NULL::bigint, 1::bigint, format('Reading %I.%I fails: %s (%s).', source, relation.name, SQLERRM, SQLSTATE);
			usable := ARRAY(SELECT u FROM unnest(usable) u WHERE split_part(u, '.', 1) <> relation.name);
		END;
	END LOOP;

	-- What needs a query of its own.
	FOR checks IN SELECT r.* FROM @extschema@.source_rule r WHERE r.kind = 'query' AND string_to_array(r.columns, ' ') <@ usable ORDER BY r.id LOOP
		BEGIN
			EXECUTE replace(checks.expression, '@source@', quote_ident(source)) INTO total, failed;
			RETURN QUERY SELECT checks.id, checks.severity, total, failed, checks.hint;
		EXCEPTION WHEN OTHERS THEN
			RETURN QUERY SELECT checks.id, 'error', NULL::bigint, 1::bigint, format('The rule cannot be checked: %s (%s).', SQLERRM, SQLSTATE);
		END;
	END LOOP;

	-- A rule that could not be looked at is not a rule that was met.
	RETURN QUERY
		SELECT r.id, r.severity, NULL::bigint, NULL::bigint,
			'Not checked, for want of: ' || (SELECT string_agg(c, ', ') FROM unnest(string_to_array(r.columns, ' ')) c WHERE c <> ALL (usable)) || '.'
		FROM @extschema@.source_rule r WHERE NOT string_to_array(r.columns, ' ') <@ usable ORDER BY r.id;
END $$;
COMMENT ON FUNCTION check_source(text) IS
'Checks a schema against the canonical source: missing relations and columns, wrong types, texts that could not be read (by column, of views that suggest_mapping proposed), values out of range, duplicates, contradictions, gaps. One row a rule: how many rows were looked at, how many fail, and what to do; failing 0 is good, NULL was not checked. Reads only. Needs SELECT on the relations; error 3F000 when the schema does not exist.';

-- A column that a source may lack although definitions read it: they then take
-- what its absence means.
CREATE FUNCTION kansrijk_intern.bind_source(query text, source text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 100
	RETURN replace(
		CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = source AND c.relname = 'birth'
					AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
						WHERE a.attrelid = c.oid AND a.attname = 'ga_source' AND NOT a.attisdropped))
			THEN regexp_replace(query, '\mb\.ga_source\M', 'NULL::text', 'g')
			ELSE query END,
		'@source@', quote_ident(source));
COMMENT ON FUNCTION kansrijk_intern.bind_source(text, text) IS
'Internal: Text of a query of the catalogue over one source: @source@ becomes the schema, and ga_source NULL (days) where its births do not have that column.';
