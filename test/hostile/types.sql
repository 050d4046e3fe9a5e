-- Arguments of every type there is, and of some that are none, in every position of every function
-- of ours that takes "any", a polymorphic type or text. For test/pgtap/fuzz_types.sql and
-- test/hostile/run. Needs the extension; makes a schema of its own.
SET client_min_messages = warning;
CREATE SCHEMA typed;
CREATE TYPE typed.pair AS (a integer, b text);
CREATE TYPE typed.nothing AS ();
CREATE TYPE typed.colour AS ENUM ('red', 'green');
CREATE TYPE typed.span AS RANGE (subtype = text, collation = "C", multirange_type_name = typed.spans);
CREATE DOMAIN typed.label AS text;
CREATE DOMAIN typed.labelled AS typed.label COLLATE "C" CHECK (VALUE <> 'none');
CREATE DOMAIN typed.amount AS integer NOT NULL CHECK (VALUE >= 0);
CREATE DOMAIN typed.years AS int4range;
CREATE DOMAIN typed.tags AS text[];
CREATE DOMAIN typed.couple AS typed.pair;
CREATE DOMAIN typed.hue AS typed.colour;
CREATE DOMAIN typed.measured AS kansrijk.rate;
CREATE DOMAIN typed.status AS kansrijk.cell_status;
CREATE TYPE typed.nested AS (p typed.pair, years typed.years, tags typed.tags[]);
CREATE TABLE typed.kept (anything typed.nested);

-- A value of a type, as text: the first of these that its input function takes.
CREATE FUNCTION typed.text_of(type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	written text;
BEGIN
	FOREACH written IN ARRAY ARRAY['7/1000', 'rivm', 'exact', '[2015,2020)', '2015-01-01', '1', 'a', '{1}', '{a}',
			'{}', '()',
			'(1,a)', '(1,2)', '(1,0,1)', '[1,2]', '(1,2),(3,4)', '{1,2,3}', '<(1,2),3>', '{"a": 1}', '<a/>', 't',
			'00:00',
			'00:00:00:00:00:00', '00:00:00:00:00:00:00:00', '10.0.0.0/8', 'pg_class', 'red', 'publish', 'now()', '+',
			'+(int,int)',
			'0/1', '1:1:', '{[2015,2016)}', '{[2015-01-01,2016-01-01)}', '{[a,b)}', '[a,b)', 'postgres=r/postgres',
			'english',
			'simple', 'public', '(,)', '(,,)', '01'] LOOP
		BEGIN
			EXECUTE format('SELECT %L::%s', written, type);
			RETURN written;
		EXCEPTION WHEN OTHERS THEN
			-- The next one.
		END;
	END LOOP;
	RETURN NULL;
END $$;

CREATE TABLE typed.expression (kind text NOT NULL, written text NOT NULL);
INSERT INTO typed.expression
	SELECT 'a value', format('%L::%s', written, t.oid::regtype)
	FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
		LEFT JOIN pg_type e ON t.typcategory = 'A' AND e.oid = t.typelem,
		LATERAL (SELECT typed.text_of(t.oid) AS written) w
	WHERE t.typtype <> 'p' AND written IS NOT NULL AND t.typnamespace <> 'information_schema'::regnamespace
		AND (t.typrelid = 0 OR c.relkind = 'c' OR t.typrelid = 'typed.kept'::regclass)
		AND (e.oid IS NULL OR e.typnamespace IN ('typed'::regnamespace, 'kansrijk'::regnamespace)
			OR e.typname IN ('text', 'int4', 'float8', 'numeric', 'date', 'json', 'xml', 'int4range', 'name', 'bool'));
INSERT INTO typed.expression
	SELECT 'a null', regexp_replace(written, '^''.*''::', 'NULL::') FROM typed.expression
	WHERE written ~ '::(typed|kansrijk|text|integer|int4range|json|cell_status|rate|sdc_policy)';
INSERT INTO typed.expression
	SELECT 'untyped', quote_literal(w)
	FROM unnest(ARRAY['perinataal', '', '2019', '7/1000', '[2015,2020)', '{a,b}', '(1,a)', 't', 'publish', 'nl',
		'exact', 'rivm',
		repeat('x', 9000), E'\x01\x02\x03\x04', E'\x02', E'\x12', 'é🍼', 'it''s', '\']) w;
INSERT INTO typed.expression
	SELECT kind, written
	FROM (VALUES
		('untyped', ARRAY['NULL', 'unknownin(''x'')', 'unknownin(textout(i::text))',
			'CASE WHEN i > 1 THEN ''x'' END', '(SELECT ''x'')',
			'coalesce(NULL, ''x'')', 'least(''x'', ''y'')', 'nullif(''x'', ''x'')']),
		('parameter', ARRAY['$1', '$1 || ''x''', '$1::text', '($1)']),
		('pseudo-type', ARRAY['textout(''x'')', 'int4out(7)', 'ROW()', 'ROW(1, ''a'')', 'ROW(i, NULL, ROW(''x''))',
			'ARRAY[ROW(1, ''a'')]',
			'pg_advisory_unlock_all()',
			'(SELECT most_common_vals FROM pg_stats WHERE most_common_vals IS NOT NULL LIMIT 1)',
			'(SELECT most_common_vals FROM pg_stats WHERE false)', '(SELECT k FROM typed.kept k)',
			'array_in(''{1}'', 23, -1)',
			'record_in(''(1,a)'', ''typed.pair''::regtype, -1)', 'enum_first(NULL::typed.colour)',
			'range_in(''[1,2)'', ''int4range''::regtype, -1)',
			'multirange_in(''{[1,2)}'', ''int4multirange''::regtype, -1)',
			'enum_in(''red'', ''typed.colour''::regtype)']),
		('array', ARRAY['''{}''::text[]', 'ARRAY[NULL]::text[]', 'ARRAY[[1, 2], [3, 4]]', '''[5:6]={1,2}''::int[]',
			'ARRAY[i, i]',
			'array_fill(0, ARRAY[3000])', 'ARRAY[''a''::typed.label]', 'ARRAY[ROW(1, ''a'')::typed.pair, NULL]',
			'ARRAY[int4range(1, 2)]',
			'ARRAY[''red''::typed.colour]', 'ARRAY[''7/1000''::kansrijk.rate]', 'VARIADIC ARRAY[''a'', ''b'']',
			'VARIADIC NULL::int[]',
			'VARIADIC ''{a,b}''::typed.tags', 'VARIADIC ''a''', 'VARIADIC NULL']),
		('composite', ARRAY['ROW(1, ''a'')::typed.pair', 'ROW(NULL, NULL)::typed.pair',
			'ROW(1, repeat(''x'', 9000))::typed.pair',
			'ROW(1, ''a'')::typed.couple', 'ROW()::typed.nothing', 'p', '(p)', 'p.*', '(p).b',
			'ROW(ROW(1, ''a''), int4range(1, 2), ARRAY[ARRAY[''a'']::typed.tags])::typed.nested',
			'ROW(1, 0, 1)::kansrijk.perturbation', 'ARRAY[ROW(0, 0, 1)::kansrijk.perturbation, NULL]']),
		('range', ARRAY['int4range(i, i + 1)', '''empty''::int4range', 'int4range(NULL, NULL)',
			'''(,5]''::int4range', '''empty''::typed.years',
			'int8range(1, 2)', 'numrange(1, 2)', 'daterange(''2015-01-01'', NULL)',
			'daterange(''-infinity'', ''infinity'', ''[]'')',
			'tsrange(''2015-01-01'', NULL)', 'typed.span(''a'', repeat(''b'', 9000))',
			'int4range(-2147483648, 2147483647)']),
		('multirange', ARRAY['''{}''::int4multirange', 'int4multirange(int4range(1, 3), int4range(i + 4, 9))',
			'datemultirange()',
			'nummultirange(numrange(1, 2))', 'typed.spans(typed.span(''a'', ''b''))']),
		('enum', ARRAY['''red''::typed.colour', '''green''::typed.hue', '''secondary''::kansrijk.cell_status',
			'''empty''::typed.status',
			'(enum_range(NULL::typed.colour))[i]', '(enum_range(NULL::kansrijk.cell_status))[i]']),
		('number', ARRAY['''NaN''::float8', '''-Infinity''::numeric', '1e400', '-0.0::float4', '9223372036854775807',
			'-2147483648',
			'-9223372036854775808', '32767::smallint', '0', '-1', '0.5', 'i']),
		('text', ARRAY['repeat(''x'', 300000)', 'i::text COLLATE "C"', '''x''::varchar(3)', '''x''::char(9)',
			'''x''::name', '''x''::"char"',
			'current_user', '''none''::typed.label']),
		('column', ARRAY['(SELECT max(j) FROM generate_series(1, i) j)', 'i > 1', 'count(*) OVER ()',
			'generate_series(1, i)', 'sum(i)']),
		('no value', ARRAY['DEFAULT', '*', '', 'i, i', 'x => 1'])) v(kind, many), unnest(many) written;

-- What a function of ours can do something with.
CREATE FUNCTION typed.usual(type regtype, name text) RETURNS text LANGUAGE sql AS $$
	SELECT CASE
		WHEN type IN ('"any"'::regtype, 'anyelement'::regtype) THEN '''a''::text'
		WHEN name = 'grouping_mask' THEN '0'
		WHEN type = 'text'::regtype THEN format('%L::text', CASE name WHEN 'language' THEN 'nl'
			WHEN 'model' THEN 'poisson' WHEN 'method' THEN 'exact' WHEN 'alternative' THEN 'two_sided'
			WHEN 'out_of_range' THEN 'null' WHEN 'chart' THEN 'hoftiezer_2019'
			WHEN 'unknown_factor' THEN 'null' WHEN 'rule' THEN 'year_end'
			WHEN 'area' THEN 'GM0363' WHEN 'definition' THEN 'big2-24w-all' ELSE 'onbekend' END)
		WHEN type = 'double precision'::regtype AND name ~ 'confidence' THEN '0.95::float8'
		ELSE coalesce(format('%L::%s', typed.text_of(type), type), format('NULL::%s', type)) END $$;

CREATE TABLE typed.called AS
	SELECT p.*, ARRAY(SELECT typed.usual(type, p.proargnames[at])
			FROM unnest(p.proargtypes) WITH ORDINALITY u(type, at) ORDER BY at) AS usual
	FROM pg_proc p
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND 'internal'::regtype <> ALL (p.proargtypes)
		AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
		AND p.proargtypes::oid[] && '{"\"any\"",anyelement,anyarray,anynonarray,anyenum,anyrange,anymultirange,
			anycompatible,anycompatiblearray,text,text[],name,cstring,character varying}'::regtype[]::oid[];
CREATE FUNCTION typed.call_of(f typed.called, arguments text) RETURNS text LANGUAGE sql AS $$
	SELECT CASE f.prokind
		WHEN 'w' THEN format('SELECT array_agg(x::text) FROM (SELECT kansrijk.%I(%s) OVER () AS x FROM %s) s',
			f.proname, arguments, rows)
		WHEN 'p' THEN format('CALL kansrijk.%I(%s)', f.proname, arguments)
		ELSE format(CASE WHEN f.proretset THEN 'SELECT count(*) FROM %3$s, LATERAL kansrijk.%1$I(%2$s) s'
			WHEN f.prokind = 'a' THEN 'SELECT kansrijk.%I(%s)::text FROM %s'
			ELSE 'SELECT array_agg(kansrijk.%I(%s)::text) FROM %s' END, f.proname, arguments, rows) END
	FROM (SELECT '(VALUES (1, ROW(1, ''a'')::typed.pair), (2, NULL)) f(i, p)') r(rows) $$;

-- One argument is another, <here> in the call. A dimension has others beside it.
CREATE TABLE typed.position AS
	SELECT f.oid, f.oid::regprocedure AS signature, f.prokind, at, is_dimension, beside,
		typed.call_of(f, array_to_string(usual[:at - 1] || beside || usual[at + 1:], ', ')) AS call
	FROM typed.called f, unnest(f.proargtypes) WITH ORDINALITY u(type, at),
		LATERAL (SELECT type = '"any"'::regtype) d(is_dimension),
		unnest(CASE WHEN is_dimension THEN
			'{<here>,"<here>, i","i, <here>","i, <here>, ''a'', <here>"}' ELSE '{<here>}'::text[] END) beside;
-- Any of the arguments, and any number of dimensions.
CREATE FUNCTION typed.random_call(f typed.called) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	arguments text[] := f.usual;
BEGIN
	IF f.provariadic = '"any"'::regtype THEN
		arguments := arguments || ARRAY(SELECT 'i'::text FROM generate_series(1, floor(random() * 3)::int));
	END IF;
	FOR at IN 1..cardinality(arguments) LOOP
		IF random() < 0.4 THEN
			arguments[at] := (SELECT written FROM typed.expression
				OFFSET floor(random() * (SELECT count(*) FROM typed.expression)) LIMIT 1);
		END IF;
	END LOOP;
	RETURN typed.call_of(f, array_to_string(arguments, ', '));
END $$;

-- What comes of a call: the code of its error, or none. Whatever it did is undone.
CREATE FUNCTION typed.outcome(call text, OUT code text, OUT message text) LANGUAGE plpgsql AS $$
BEGIN
	IF call LIKE '%$1%' THEN
		EXECUTE 'PREPARE typed_call AS ' || call;
		EXECUTE 'EXECUTE typed_call(''x'')';
	ELSE
		EXECUTE call;
	END IF;
	RAISE EXCEPTION 'undone' USING ERRCODE = 'UNDON';
EXCEPTION
	WHEN SQLSTATE 'UNDON' THEN
		DEALLOCATE ALL;
	WHEN OTHERS THEN
		code := SQLSTATE;
		message := SQLERRM;
		DEALLOCATE ALL;
END $$;
-- No error of use: an internal one, or one of the system. Not the parser's own, which a call of any
-- function gives.
CREATE FUNCTION typed.is_internal(code text, message text) RETURNS boolean LANGUAGE sql IMMUTABLE
	RETURN code ~ '^(XX|F0|5[78])' AND message NOT LIKE 'failed to find conversion function from unknown to %';
