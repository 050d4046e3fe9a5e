-- Random calls of the functions of ours, as SQL: random_call() writes one.
SET search_path = hostile, kansrijk, public;

CREATE VIEW callable AS
	SELECT p.* FROM pg_catalog.pg_proc p
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND p.prokind <> 'p' AND 'internal'::regtype <> ALL (p.proargtypes)
		AND p.prorettype NOT IN ('event_trigger'::regtype, 'internal'::regtype);

CREATE FUNCTION literal(type regtype) RETURNS text LANGUAGE sql RETURN format('%L::%s', random_value(type), type);

-- One argument: a column of "value" or of a table system, or a literal.
CREATE FUNCTION random_argument(type regtype, name text, relation text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	IF type = 'anyelement'::regtype THEN
		type := random_of('{integer,rate,text,numeric,cell_status}')::regtype;
	END IF;
	IF type = '"any"'::regtype THEN
		RETURN CASE WHEN relation = 'value'
			THEN random_of('{c_text,c_integer,c_int4range,c_rate,c_numeric,c_sdc_policy}')
			ELSE random_of('{"a, b, period","a, b, period","a, b, period","a, b","b, a, period",b,"period, a, b, '
				'a","r, a"}') END;
	ELSIF relation = 'literal' OR random() < 0.15 THEN
		RETURN literal(type);
	ELSIF relation = 'value' THEN
		RETURN 'c_' || translate(replace(type::text, '[]', 's'), ' .', '__');
	END IF;
	RETURN CASE WHEN type = 'rate'::regtype THEN 'r'
		WHEN name ~ 'mask' THEN 'mask'
		WHEN name = 'year' THEN random_of('{lower(period),id,b}')
		WHEN type IN ('smallint'::regtype, 'integer', 'bigint', 'numeric') THEN format('n::%s', type)
		WHEN type = 'cell_status'::regtype THEN random_of('{status,status,count_status}')
		WHEN type = 'int4range'::regtype THEN 'period'
		ELSE literal(type) END;
END $$;

CREATE FUNCTION random_call(called callable) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	relation text := CASE WHEN called.prokind = 'w' THEN random_of('{value,cell,cell,cell,broken,broken,broken}')
		WHEN called.prokind = 'a' THEN random_of('{value,value,cell,broken}')
			ELSE random_of('{literal,literal,value}') END;
	-- A VARIADIC argument and one before a default may be left out.
	arguments text := (SELECT string_agg(hostile.random_argument(u.type, called.proargnames[u.i], relation), ', '
		ORDER BY u.i)
		FROM unnest(called.proargtypes) WITH ORDINALITY u(type, i)
		WHERE u.i <= called.pronargs - floor(random() * 2) * floor(random() * (called.pronargdefaults + 1)));
	call text := format('kansrijk.%I(%s', called.proname, CASE WHEN called.prokind = 'a' AND random() < 0.1
		THEN 'DISTINCT ' ELSE '' END) || coalesce(arguments, '');
	frame text := '';
BEGIN
	IF relation = 'literal' THEN
		RETURN CASE WHEN called.proretset THEN format('SELECT * FROM %s)', call) ELSE format('SELECT %s)', call) END;
	ELSIF called.prokind = 'f' THEN
		RETURN format('SELECT %s) FROM hostile.value', call);
	ELSIF called.prokind = 'a' AND random() < 0.2 AND call NOT LIKE '%DISTINCT%' THEN
		call := call || ' ORDER BY id DESC';
	END IF;
	call := call || ')';
	IF called.prokind = 'a' AND random() < 0.2 THEN
		call := format('%s FILTER (WHERE id %% %s = 0)', call, random_of('{2,3,7,1000}'));
	END IF;
	IF called.prokind = 'w' OR random() < 0.4 THEN
		frame := random_of(ARRAY['', '', '', 'PARTITION BY id % 3', 'ORDER BY id', 'PARTITION BY id % 2 ORDER BY id',
			'ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING',
			'ORDER BY id ROWS BETWEEN 4 PRECEDING AND 3 PRECEDING EXCLUDE TIES',
			'ORDER BY id DESC RANGE BETWEEN 5 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW',
			'ORDER BY id GROUPS UNBOUNDED PRECEDING']);
		RETURN format('SELECT %s OVER (%s) FROM hostile.%I%s', call, frame, relation,
			random_of('{"",""," WHERE false"," WHERE id > 7"}'));
	END IF;
	RETURN format('SELECT %s FROM hostile.%I%s', call, relation,
		random_of('{"",""," WHERE false"," GROUP BY id % 5"," GROUP BY ROLLUP (id % 2, id % 3)"}'));
END $$;
