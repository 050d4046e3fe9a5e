-- All that is in the extension, and the rows.
\pset format unaligned
\pset tuples_only on
SELECT i.type, i.identity, obj_description(objid, classid::regclass::name), CASE WHEN classid = 'pg_proc'::regclass
	AND i.type <> 'aggregate' THEN pg_get_functiondef(objid) END
FROM pg_depend, pg_identify_object(classid, objid, 0) i WHERE refobjid = (SELECT oid FROM pg_extension
	WHERE extname = 'invented') AND deptype = 'e' AND i.type NOT IN ('schema')
ORDER BY i.type COLLATE "C", i.identity COLLATE "C";
SELECT attrelid::regclass, attname, attnum, col_description(attrelid, attnum) FROM pg_attribute
	WHERE attrelid IN ('kind'::regclass, 'thing'::regclass) AND attnum > 0 ORDER BY 1, 3;
SELECT relname, relacl, extcondition[array_position(extconfig, c.oid)] FROM pg_class c, pg_extension
	WHERE extname = 'invented' AND c.oid IN ('kind'::regclass, 'thing'::regclass) ORDER BY 1;
SELECT agginitval FROM pg_aggregate WHERE aggfnoid = 'added(integer)'::regprocedure;
SELECT enum_range(NULL::level);
SELECT * FROM kind WHERE builtin AND id <> 'own' ORDER BY id;
SELECT * FROM thing WHERE builtin ORDER BY kind, position;
