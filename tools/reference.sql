-- The reference, as Markdown. For tools/reference, which fills topic: in which
-- part of the install script each name is first created.
CREATE TEMP VIEW member AS
	SELECT classid, objid FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'kansrijk')
		AND deptype = 'e'
		-- The types that the server makes with a type or table are members from 17 on.
		AND NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type t LEFT
			JOIN pg_class c ON c.oid = typrelid WHERE t.oid = objid AND (typcategory = 'A' OR relkind <> 'c')));

CREATE TEMP VIEW support AS
	SELECT f FROM pg_aggregate, unnest(ARRAY[aggtransfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn,
		aggminvtransfn]::oid[]) f
	UNION SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'kansrijk_intern'::regnamespace
	UNION SELECT f FROM pg_type, unnest(ARRAY[typinput, typoutput, typreceive, typsend]::oid[]) f
	UNION SELECT oprcode::oid FROM pg_operator
	UNION SELECT amproc::oid FROM pg_amproc;

-- Characters that Markdown would take as its own
CREATE FUNCTION pg_temp.plain(comment text) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN regexp_replace(comment, '([*<|])', '\\\1', 'g');

CREATE TEMP VIEW entry AS
	SELECT 'TYPE' AS kind, t.typname AS name, t.oid, format('`%s`', t.typname) AS signature,
		CASE typtype
			WHEN 'e' THEN 'enum: ' || (SELECT string_agg(format('`%s`', enumlabel), ', ' ORDER BY enumsortorder)
				FROM pg_enum WHERE enumtypid = t.oid)
			WHEN 'c' THEN 'composite: ' || (SELECT string_agg(format('`%s %s`', attname,
				format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = typrelid
				AND attnum > 0 AND NOT attisdropped)
			ELSE 'type'
		END AS properties,
		pg_temp.plain(obj_description(t.oid, 'pg_type')) ||
			coalesce((SELECT string_agg(format(E'\n- `%s`: %s', o.oid::regoperator,
				pg_temp.plain(obj_description(o.oid, 'pg_operator'))), '' ORDER BY o.oid) FROM pg_operator o
				WHERE oprleft = t.oid), '') AS comment
	FROM pg_type t JOIN member m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
	WHERE t.typnamespace = 'kansrijk'::regnamespace
	UNION ALL
	SELECT 'ROUTINE', proname, p.oid,
		format('`%s(%s)`', proname, pg_get_function_arguments(p.oid))
			|| coalesce(format(' → `%s`', pg_get_function_result(p.oid)), ''),
		nullif(concat_ws(', ', CASE prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function'
			WHEN 'p' THEN 'procedure' END, CASE provolatile WHEN 's' THEN 'stable' WHEN 'v' THEN CASE
			WHEN prokind <> 'p' THEN 'volatile' END END,
			CASE WHEN prokind <> 'p' AND proparallel <> 's' THEN 'not parallel' END, CASE WHEN proisstrict
				AND prokind = 'f' THEN 'strict' END,
			CASE WHEN (SELECT aggminvtransfn FROM pg_aggregate WHERE aggfnoid = p.oid) <> 0 THEN 'moving' END), ''),
		pg_temp.plain(obj_description(p.oid, 'pg_proc'))
	FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE p.oid NOT IN (SELECT f FROM support) AND obj_description(p.oid, 'pg_proc') !~ '^Internal: '
	UNION ALL
	SELECT 'TABLE', relname, c.oid, format('`%s`', relname), 'table',
		pg_temp.plain(obj_description(c.oid, 'pg_class')) || E'\n' ||
			(SELECT string_agg(format(E'\n- `%s %s`: %s', attname, format_type(atttypid, atttypmod),
				pg_temp.plain(col_description(attrelid, attnum))), '' ORDER BY attnum)
				FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
	FROM pg_class c JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
	WHERE relkind = 'r' AND relnamespace = 'kansrijk'::regnamespace;

-- Nothing may be missing for want of a topic.
DO $$
DECLARE
	missing constant text := (SELECT string_agg(e.signature, ', ') FROM entry e
		WHERE NOT EXISTS (SELECT FROM topic t WHERE t.kind = e.kind AND t.name = e.name));
BEGIN
	IF missing IS NOT NULL THEN
		RAISE EXCEPTION 'no part of sql/install creates %', missing;
	END IF;
END $$;

SELECT format('- [%s](#%s)', title, regexp_replace(replace(lower(title), ' ', '-'), '[^a-z0-9_-]', '', 'g'))
FROM topic t JOIN entry e USING (kind, name) GROUP BY title ORDER BY min(line);

WITH placed AS (
	SELECT e.*, t.part, t.title, t.line FROM entry e
		JOIN (SELECT DISTINCT ON (kind, name) * FROM topic ORDER BY kind, name, line) t ON t.kind = e.kind
			AND t.name = e.name
)
SELECT concat_ws(E'\n',
	CASE WHEN row_number() OVER (PARTITION BY part ORDER BY line, oid) = 1 THEN format(E'\n## %s', title) END,
	CASE WHEN row_number() OVER (PARTITION BY part, name ORDER BY line, oid) = 1 THEN format(E'\n### %s', name) END,
	E'\n' || signature || coalesce(' · ' || properties, '') || '  ', comment)
FROM placed ORDER BY line, oid;
