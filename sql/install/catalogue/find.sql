-- Finding one's way in the extension itself.

CREATE FUNCTION find(word text) RETURNS TABLE (kind text, name text, purpose text)
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 20
	BEGIN ATOMIC
		WITH object AS (
			SELECT CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function'
					WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, p.proname::text AS called,
				format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)) AS name, obj_description(p.oid, 'pg_proc') AS said
			FROM pg_proc p WHERE p.pronamespace = to_regnamespace('kansrijk')
				-- What the server calls by itself is of no use to anybody else.
				AND NOT EXISTS (SELECT FROM pg_type t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend))
				AND NOT EXISTS (SELECT FROM pg_operator o WHERE o.oprcode = p.oid)
				AND NOT EXISTS (SELECT FROM pg_amproc a WHERE a.amproc = p.oid)
			UNION ALL
			SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, c.relname, c.relname, obj_description(c.oid, 'pg_class')
			FROM pg_class c WHERE c.relnamespace = to_regnamespace('kansrijk') AND c.relkind IN ('r', 'v')
			UNION ALL
			SELECT 'type', t.typname, t.typname, obj_description(t.oid, 'pg_type')
			FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
			WHERE t.typnamespace = to_regnamespace('kansrijk') AND t.typcategory <> 'A' AND (c.oid IS NULL OR c.relkind = 'c')
		), sentence AS (
			SELECT o.kind, o.called, o.name, substring(o.said FROM '^(.*?[.:])(?:\s|$)') AS purpose FROM object o
			UNION ALL
			SELECT 'definition', d.id, d.id, format('%s (%s).', d.name_nl, d.name_en) FROM indicator_definition d
		)
		SELECT s.kind, s.name, s.purpose FROM sentence s
		WHERE strpos(lower(s.called), lower(trim(word))) > 0 OR strpos(lower(s.purpose), lower(trim(word))) > 0
		ORDER BY s.kind = 'definition', strpos(lower(s.called), lower(trim(word))) = 0, s.called COLLATE "C",
			s.name COLLATE "C";
	END;
COMMENT ON FUNCTION find(text) IS
'What the extension has for a word: SELECT * FROM kansrijk.find(''window''). Functions, aggregates, procedures, types '
'and tables whose name, or the first sentence of whose comment, holds it, names first; then definitions of indicators '
'whose code or name, Dutch or English, does. Case does not matter; an empty word finds all, NULL nothing.';
