-- What hostile queries are run on: a publication from a synthetic source, a value of
-- every type that functions of ours take, and table systems with a status.
SET client_min_messages = warning;
SELECT setseed(:seed / 1000000.0) IS NOT NULL AS seeded \gset

CREATE EXTENSION IF NOT EXISTS kansrijk;
CALL kansrijk.create_source_schema('microdata');
CALL kansrijk.load_synthetic_source('microdata', 500, 1, 2015, 5);
CALL kansrijk.create_indicator_views('microdata', 'publicatie', families => '{birth,care}', window_years => 3,
	local_definitions => '{big2-24w-all,perinatal-24w-7d}');
CALL kansrijk.release('publicatie', 'eerste');
CREATE VIEW public.looked_at AS SELECT a, kansrijk.per_1000(kansrijk.rate(b > 2)) AS r
	FROM (VALUES (1, 2), (1, 3)) v(a, b) GROUP BY a;

CREATE SCHEMA hostile;
SET search_path = hostile, kansrijk, public;

-- Values as one would write them, the extremes of their type, and nonsense.
CREATE TABLE argument (type regtype NOT NULL, written text NOT NULL);
INSERT INTO argument SELECT type, unnest(written) FROM (VALUES
	('boolean'::regtype, '{t,f}'::text[]),
	('smallint', '{0,1,2,3,22,24,37,-1,32767,-32768}'),
	('integer', '{0,1,2,3,5,7,10,22,24,37,161,280,294,2015,2017,2019,3000,500,-1,2147483647,-2147483648}'),
	('bigint',
		'{0,1,2,3,5,7,9,10,11,100,1000,3000,-1,1000000007,4611686018427387904,9223372036854775807,-9223372036854775808}'),
	('numeric',
		'{0,1,7,0.5,10,1000,-1,1.5,1e-300,9223372036854775807,9223372036854775808,1e300,NaN,Infinity,-Infinity}'),
	('double precision',
		'{0,1,2,5,7,0.05,0.5,0.95,0.998,10,24,36.5,100,1000,3000,-1,-0,1e-300,1e15,9.1e18,1e308,NaN,Infinity,-Infinity}'),
	('date', '{2015-01-01,2019-12-31,2020-02-29,1900-01-01,4713-01-01 BC,5874897-12-31,infinity,-infinity}'),
	('rate', '{7/1000,7/1000 ?12,0/0,0/10,10/10,1/3,30/3000 ?1,0/0 ?5,9223372036854775807/9223372036854775807 '
		'?9223372036854775807,0/9223372036854775807,1/9007199254740993}'),
	('sdc_policy', '{none,rivm,ahti,statline,"rivm, min_count=5","min_count=3, min_interval=4","rivm, tolerance=2, '
		'max_share=51","min_suppressed_sum=1000000000, singletons=protect","zero=protect, round=5, prefer=large"}'),
	('int4range', '{"[2015,2020)","[2015,2016)",empty,"(,)","[2019,)","(,2147483647)","[-2147483648,2147483647)"}'),
	('daterange', '{"[2015-01-01,2016-01-01)",empty,"(,)","[2019-01-01,)","[-infinity,infinity]","[4713-01-01 '
		'BC,5874897-12-31)"}'),
	('datemultirange', '{"{}","{[2015-01-01,2016-01-01),[2017-01-01,2018-01-01)}","{(,)}"}'),
	('numrange', '{"[0,5]","[0,)","(,)",empty,"[-5,3.5)","[1e300,)","[9223372036854775807,9223372036854775808]"}'),
	('bytea', '{"","\\x00","\\xff00ff00ff00ff00"}'),
	('cstring', '{7/1000,rivm,"",/}'),
	('regclass',
		'{microdata.birth,publicatie.birth,publicatie.care,public.looked_at,pg_catalog.pg_class,publicatie_intern.birth_fact,0,4294967295}'),
	-- Every word that some text argument takes, and texts that none does.
	('text', '{exact,phe,byar,byar_midp,midp,jeffreys,score,wald,wilson,wilson_cc,clopper_pearson,agresti_coull,midp,two.sided,less,greater,two-sided,nl,en,"null",clamp,error,all,live,still,
		hoftiezer_2019,intergrowth_21st,overweight,obesity,thinness_1,1,2,3,M,V,F,jongen,meisje,UNK,36+5,280,20240131,20240000,00000000,000123456,"1,5","1.234,56",+,-,
		0363,1012AB,GM0363,microdata,publicatie,eerste,birth,care,big2-24w-all,perinatal-24w-7d,gemeente,land,microdata.birth,SELECT 1,"SELECT * FROM microdata.birth",CC-BY-4.0,http://example.org,
		"",'' OR 1=1 --,%s%n,"é🍼",99999999999999999999}')) v(type, written);
INSERT INTO argument SELECT t.oid, e.enumlabel FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
	WHERE t.typnamespace = 'kansrijk'::regnamespace;
INSERT INTO argument VALUES ('text', repeat('9', 5000)), ('text', repeat('é,', 5000));

CREATE FUNCTION random_of(choices text[]) RETURNS text
	LANGUAGE sql RETURN choices[1 + floor(random() * cardinality(choices))::integer];

-- A text of a value of any type: arrays and rows are made of what they consist of.
CREATE FUNCTION random_value(wanted regtype, null_share float8 DEFAULT 0.05) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	type pg_type;
	value text;
BEGIN
	SELECT * INTO STRICT type FROM pg_type WHERE oid = wanted;
	IF random() < null_share THEN
		RETURN NULL;
	ELSIF type.typcategory = 'A' THEN
		EXECUTE format('SELECT array_agg(hostile.random_value(%L))::%s::text FROM generate_series(1, floor(random() * '
			'4)::integer)', type.typelem::regtype, wanted) INTO value;
		RETURN coalesce(value, '{}');
	ELSIF type.typtype = 'c' THEN
		EXECUTE (SELECT format('SELECT ROW(%s)::text',
			string_agg(format('hostile.random_value(%L, 0.1)', atttypid::regtype), ', ' ORDER BY attnum))
			FROM pg_attribute WHERE attrelid = type.typrelid AND attnum > 0) INTO value;
		RETURN value;
	END IF;
	value := random_of(ARRAY(SELECT written FROM argument a WHERE a.type = wanted));
	-- One in twenty is made up.
	IF random() < 0.05 AND wanted IN ('integer'::regtype, 'bigint', 'numeric', 'double precision') THEN
		RETURN floor((random() - 0.3) * 10 ^ floor(random() * 9))::bigint;
	ELSIF random() < 0.05 AND wanted = 'text'::regtype THEN
		RETURN overlay(value PLACING random_of('{0,9,"",/,-,",",é,"''"}')
			FROM 1 + floor(random() * length(value))::integer);
	END IF;
	RETURN value;
END $$;

-- value: forty rows, a column for every type that a function of ours takes or gives.
DO $$
DECLARE
	wanted regtype[] := ARRAY(SELECT DISTINCT t.oid::regtype FROM (
			SELECT unnest(proargtypes) AS type FROM pg_proc WHERE pronamespace = 'kansrijk'::regnamespace
			UNION SELECT prorettype FROM pg_proc WHERE pronamespace = 'kansrijk'::regnamespace) a
				JOIN pg_type t ON t.oid = a.type
		WHERE t.typtype <> 'p' ORDER BY t.oid::regtype);
BEGIN
	EXECUTE format('CREATE TABLE hostile.value (id integer PRIMARY KEY, %s)',
		(SELECT string_agg(format('c_%s %s', replace(replace(replace(t::text, ' ', '_'), '[]', 's'), '.', '_'), t),
		', ') FROM unnest(wanted) t));
	FOR id IN 1..40 LOOP
		EXECUTE (SELECT format('INSERT INTO hostile.value VALUES (%s, %s)', id,
			string_agg(quote_nullable(hostile.random_value(t)), ', ')) FROM unnest(wanted) t WHERE true);
	END LOOP;
END $$;
CREATE INDEX ON value (c_rate);
CREATE INDEX ON value USING hash (c_rate);

-- cell: a cube with a status; broken: the same with rows missing, twice, or wrong.
CREATE TABLE cell AS
	SELECT row_number() OVER ()::integer AS id, c.*, sdc_status(r, 'rivm', mask, a, b, period) OVER () AS status,
		sdc_status(n, 'min_count=5', mask, a, b, period) OVER () AS count_status
	FROM (SELECT GROUPING(a, b, period) AS mask, a, b, period, rate(event) AS r, count(*) FILTER (WHERE event) AS n
		FROM (SELECT 'a' || i % 4 AS a, i / 4 % 5 AS b, int4range(2015 + i % 3, 2016 + i % 3) AS period,
			random() < 0.2 AS event FROM generate_series(1, 1200) i) births
		GROUP BY CUBE (a, b), ROLLUP (period)) c;
CREATE TABLE broken AS
	SELECT id, mask, a, b, CASE WHEN id % 17 = 0 THEN int4range(2015, 2016 + id % 4) ELSE period END AS period, CASE
		WHEN random() < 0.05 THEN NULL ELSE r END AS r,
		CASE WHEN random() < 0.05 THEN n + 1 ELSE n END AS n, CASE WHEN random() < 0.1
			THEN random_of(enum_range(NULL::cell_status)::text[])::cell_status ELSE status END AS status, count_status
	FROM cell WHERE random() < 0.95 UNION ALL SELECT * FROM cell WHERE random() < 0.01;
ANALYZE;

-- sqlsmith reads pg_proc without its schema. This one is before it in the search_path of
-- its role: all functions of ours, window and set-returning ones as if they were simple,
-- and one in fifteen of the server's own, so that queries are about us.
CREATE SCHEMA smith;
CREATE VIEW smith.pg_proc AS
	SELECT p.oid, p.proname, p.pronamespace, p.prorettype, p.proargtypes,
		CASE WHEN p.prokind = 'w' AND p.pronamespace = 'kansrijk'::regnamespace THEN 'a' ELSE p.prokind END AS prokind,
		p.proretset AND p.pronamespace <> 'kansrijk'::regnamespace AS proretset
	FROM pg_catalog.pg_proc p
	WHERE 'internal'::regtype <> ALL (p.proargtypes) AND 'cstring'::regtype <> ALL (p.proargtypes) AND
		(p.pronamespace = 'kansrijk'::regnamespace AND p.prokind <> 'p' OR p.pronamespace = 'pg_catalog'::regnamespace
			AND p.oid::bigint % 15 = 0 AND p.proname !~ 'sleep|^lo_|advisory'
			AND NOT EXISTS (SELECT FROM unnest(p.proargtypes || p.prorettype) a JOIN pg_type t ON t.oid = a
				WHERE t.typtype = 'p'));

-- A role that can do no harm: what it writes is rolled back, each time.
CREATE ROLE hostile_smith LOGIN;
GRANT USAGE ON SCHEMA hostile, smith, kansrijk, microdata, publicatie TO hostile_smith;
GRANT SELECT ON ALL TABLES IN SCHEMA smith, publicatie TO hostile_smith;
GRANT ALL ON ALL TABLES IN SCHEMA hostile, microdata, kansrijk TO hostile_smith;
ALTER ROLE hostile_smith SET search_path = smith, pg_catalog, kansrijk, hostile;
