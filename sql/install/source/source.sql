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
COMMENT ON COLUMN source_column.type IS
'Type in the tables of create_source_schema(); a view may use one that converts to it implicitly, and integer for '
'smallint.';
COMMENT ON COLUMN source_column.required IS 'The column must exist, though its values may be NULL.';
COMMENT ON COLUMN source_column.check_expression IS 'SQL condition of values in range; NULL values pass.';
COMMENT ON COLUMN source_column.reader IS
'SQL expression that reads a text of a file, $1, for this column: in suggest_mapping(). NULL: none.';
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
COMMENT ON COLUMN source_rule.kind IS
'row: expression is a condition that a failing row meets; query: it is a query that returns rows and failing, with '
'@source@ for the schema, and @source@.birth{} b for the births of the years that are looked at, '
'@source@.birth{birth_id} b for those and all others that share that with one of them.';
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
COMMENT ON TABLE source_synonym IS
'Column names of known deliveries (Perined, CBS, Vektis), for suggest_mapping(). Add your own; use ids from 1000.';
COMMENT ON COLUMN source_synonym.id IS
'Number; of several synonyms that fit, that of the most columns wins, then the lowest.';
COMMENT ON COLUMN source_synonym.source_table IS 'Canonical relation.';
COMMENT ON COLUMN source_synonym.source_column IS 'Canonical column.';
COMMENT ON COLUMN source_synonym.delivery IS 'Where the names were seen.';
COMMENT ON COLUMN source_synonym.known_names IS
'Names, separated by blanks, compared without regard to case; NULL: a constant.';
COMMENT ON COLUMN source_synonym.expression IS
'SQL expression over $1, $2 and so on: the named columns. Functions that read texts, with schema, are errors where a '
'text is not known; suggest_mapping() has check_source() count those.';
COMMENT ON COLUMN source_synonym.note IS 'What to know or to check.';
COMMENT ON COLUMN source_synonym.builtin IS
'True for rows of the extension, which pg_dump leaves out; leave it false for your own.';

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
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'name of the source schema must not be null';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = source) THEN
		EXECUTE format('CREATE SCHEMA %I', source);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', source,
			'Canonieke bron van kansrijk: microdata, niet voor publicatie.');
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
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', source, relation.name, definition.name,
				definition.comment_nl);
		END LOOP;
		FOREACH index_columns IN ARRAY coalesce(string_to_array(relation.indexes, ';'), '{}') LOOP
			EXECUTE format('CREATE INDEX ON %I.%I (%s)', source, relation.name, index_columns);
		END LOOP;
	END LOOP;
END $$;
COMMENT ON PROCEDURE create_source_schema(text) IS
'Creates the schema and the empty tables of the canonical source, with keys, checks and Dutch comments. Relations '
'that are there already, your views for example, stay as they are. NULL is error 22004.';

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
'Internal: Text of a query of the catalogue over one source: @source@ becomes the schema, and ga_source NULL (days) '
'where its births do not have that column.';
