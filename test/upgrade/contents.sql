-- What test/sql/manifest.sql, which goes before it, leaves out of the extension in a
-- database: bodies, comments and rows that are not the user's.
\pset format unaligned
\pset tuples_only on
SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE prokind <> 'a'
ORDER BY p.oid::regprocedure::text COLLATE "C";
SELECT i.type, i.identity, obj_description(objid, classid::regclass::name) FROM member m,
	pg_identify_object(classid, objid, 0) i
ORDER BY i.type COLLATE "C", i.identity COLLATE "C";
SELECT attrelid::regclass, attname, col_description(attrelid, attnum) FROM pg_attribute
	JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = attrelid WHERE attnum > 0
ORDER BY attrelid::regclass::text COLLATE "C", attnum;
SELECT format('SELECT %L, t FROM %s t WHERE builtin ORDER BY t::text COLLATE "C"', c.oid::regclass, c.oid::regclass)
FROM pg_class c JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
	JOIN pg_attribute ON attrelid = c.oid AND attname = 'builtin' WHERE relkind = 'r'
ORDER BY c.oid::regclass::text COLLATE "C" \gexec
