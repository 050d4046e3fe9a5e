-- Every object of the extension, as a user can depend on it: a change of the
-- interface is a change of expected/manifest.out. Bodies and comments are not
-- here (test/upgrade compares those). Bring it up to date, and read the
-- difference before it is committed, with
--     tools/throwaway-cluster make installcheck REGRESS=manifest
--     cp results/manifest.out expected/manifest.out; git diff expected/manifest.out
\pset format unaligned
\pset tuples_only on
SET search_path = pg_catalog;
CREATE TEMP VIEW member AS
	SELECT classid, objid FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'kansrijk') AND deptype = 'e'
		-- The types that the server makes with a type or table are members from 17 on.
		AND NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type t LEFT JOIN pg_class c ON c.oid = typrelid WHERE t.oid = objid AND (typcategory = 'A' OR relkind <> 'c')));

SELECT format('%s, schema %s', CASE WHEN extrelocatable THEN 'relocatable' ELSE 'not relocatable' END, extnamespace::regnamespace) FROM pg_extension WHERE extname = 'kansrijk';

-- How many of each kind, so that no kind is left out below
SELECT classid::regclass, count(*) FROM member GROUP BY classid ORDER BY classid::regclass::text COLLATE "C";

-- Types
SELECT format('%s: ', t.oid::regtype) || CASE t.typtype
	WHEN 'e' THEN 'enum ' || (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
	WHEN 'c' THEN 'composite ' || (SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped)
	WHEN 'b' THEN format('base, length %s, align %s, storage %s, category %s, %s %s %s %s', typlen, typalign, typstorage, typcategory, typinput, typoutput, typreceive, typsend)
	ELSE typtype::text END
FROM pg_type t JOIN member m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
ORDER BY t.oid::regtype::text COLLATE "C";

-- Functions, window functions and procedures; aggregates have the rest below
SELECT format('%s %s(%s)%s', CASE prokind WHEN 'w' THEN 'window function' WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
		p.oid::regproc, pg_get_function_arguments(p.oid), ' returns ' || pg_get_function_result(p.oid)),
	concat_ws(' ', '   ', lanname, CASE provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
		CASE proparallel WHEN 's' THEN 'parallel safe' WHEN 'r' THEN 'parallel restricted' ELSE 'parallel unsafe' END,
		CASE WHEN proisstrict THEN 'strict' END, 'cost ' || procost, CASE WHEN proretset THEN 'rows ' || prorows END,
		CASE WHEN prosecdef THEN 'security definer' END, CASE WHEN proleakproof THEN 'leakproof' END,
		'set ' || array_to_string(proconfig, ', '), CASE WHEN prosupport <> 0 THEN 'support ' || prosupport END,
		CASE WHEN NOT has_function_privilege('public', p.oid, 'EXECUTE') THEN 'not for public' END)
FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid JOIN pg_language l ON l.oid = prolang
ORDER BY p.oid::regprocedure::text COLLATE "C";

SELECT aggfnoid::regprocedure, concat_ws(', ', '    state ' || aggtranstype::regtype || coalesce(' initially ' || quote_literal(agginitval), '') || ', space ' || aggtransspace,
	'transition ' || aggtransfn, 'final ' || nullif(aggfinalfn, 0)::regproc || ' (' || aggfinalmodify::text || CASE WHEN aggfinalextra THEN ', with arguments' ELSE '' END || ')',
	'combine ' || nullif(aggcombinefn, 0)::regproc, 'serialise ' || nullif(aggserialfn, 0)::regproc, 'deserialise ' || nullif(aggdeserialfn, 0)::regproc,
	'moving ' || nullif(aggmtransfn, 0)::regproc || ' and ' || aggminvtransfn, CASE WHEN aggkind <> 'n' THEN 'kind ' || aggkind::text END)
FROM pg_aggregate JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = aggfnoid
ORDER BY aggfnoid::regprocedure::text COLLATE "C";

-- Operators, casts and operator classes
SELECT concat_ws(', ', format('%s returns %s', o.oid::regoperator, oprresult::regtype), oprcode, 'commutator ' || nullif(oprcom, 0)::regoperator, 'negator ' || nullif(oprnegate, 0)::regoperator,
	CASE WHEN oprrest <> 0 THEN oprrest || ' ' || oprjoin END, CASE WHEN oprcanhash THEN 'hashes' END, CASE WHEN oprcanmerge THEN 'merges' END)
FROM pg_operator o JOIN member m ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
ORDER BY o.oid::regoperator::text COLLATE "C";

SELECT format('cast %s to %s, %s %s %s', castsource::regtype, casttarget::regtype, castfunc::regproc, castcontext, castmethod)
FROM pg_cast c JOIN member m ON m.classid = 'pg_cast'::regclass AND m.objid = c.oid
ORDER BY castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";

SELECT format('%s for %s%s:', amname, opcintype::regtype, CASE WHEN opcdefault THEN ', default' ELSE '' END),
	(SELECT string_agg(amopstrategy || ' ' || amopopr::regoperator, ', ' ORDER BY amopstrategy) FROM pg_amop WHERE amopfamily = opcfamily),
	(SELECT string_agg(amprocnum || ' ' || amproc, ', ' ORDER BY amprocnum) FROM pg_amproc WHERE amprocfamily = opcfamily)
FROM pg_opclass c JOIN member m ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid JOIN pg_am a ON a.oid = opcmethod
ORDER BY opcintype::regtype::text COLLATE "C", amname COLLATE "C";

-- Relations: columns, constraints, what others than the owner and the creator may, what pg_dump takes along
SELECT format('%s %s: ', CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE relkind::text END, c.oid::regclass) ||
	(SELECT string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END, 'default ' || pg_get_expr(adbin, adrelid)), ', ' ORDER BY attnum)
		FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) ||
	coalesce((SELECT E'\n    ' || string_agg(pg_get_constraintdef(k.oid), E'\n    ' ORDER BY contype, conname COLLATE "C") FROM pg_constraint k WHERE conrelid = c.oid AND contype <> 'n'), '') ||
	coalesce((SELECT E'\n    ' || string_agg(pg_get_indexdef(indexrelid), E'\n    ' ORDER BY indexrelid::regclass::text COLLATE "C") FROM pg_index WHERE indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = c.oid)), '') ||
	coalesce((SELECT E'\n    public: ' || string_agg(lower(privilege_type), ', ' ORDER BY privilege_type COLLATE "C") FROM aclexplode(relacl) WHERE grantee NOT IN (relowner, (SELECT extowner FROM pg_extension WHERE extname = 'kansrijk'))), '') ||
	coalesce((SELECT E'\n    dumped ' || extcondition[array_position(extconfig, c.oid)] FROM pg_extension WHERE extname = 'kansrijk'), '')
FROM pg_class c JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
ORDER BY c.oid::regclass::text COLLATE "C";
