-- Any text into the functions that read codes, dates and numbers as registers write
-- them: a value, or an error of class 22, never anything else. Deterministic.
BEGIN;
SELECT no_plan();
-- A name that is cut off is told.
SET LOCAL client_min_messages = warning;
SELECT setseed(0.36) IS NOT NULL AS seeded \gset
SELECT pg_postmaster_start_time() AS started \gset

CREATE FUNCTION mutated(valid text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text := valid;
	at int;
	pieces text[] := ARRAY['0', '9', '7', '/', '?', ' ', '-', '+', '.', ',', ';', ':', 'e', 'M', 'onbekend', '''', '%s',
		'%n', '\', E'\t', E'\n', E'\x01', E'\x7f', 'é', '٣', '１', '🍼',
		'9223372036854775808', '-1', '1e9', 'NaN', 'Infinity', '00000000', '99999999', '20240230', '2024-02-30'];
BEGIN
	FOR edit IN 1 .. 1 + floor(random() * 4)::int LOOP
		at := floor(random() * (length(result) + 1))::int;
		result := left(result, at) || CASE floor(random() * 4)::int
			WHEN 0 THEN pieces[1 + floor(random() * cardinality(pieces))::int] || substr(result, at + 1)
			WHEN 1 THEN substr(result, at + 2 + floor(random() * 3)::int)
			WHEN 2 THEN repeat(substr(result, at + 1, 2), 1 + floor(random() * 40)::int) || substr(result, at + 1)
			ELSE chr(1 + floor(random() * 255)::int) || substr(result, at + 1) END;
	END LOOP;
	RETURN result;
END $$;

CREATE FUNCTION outcome(call text, written text, OUT value text, OUT code text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'SELECT (' || call || ')::text' INTO value USING written;
EXCEPTION WHEN OTHERS THEN
	code := SQLSTATE;
END $$;

CREATE TEMP TABLE fuzzed AS
	SELECT call, written, (outcome(call, written)).*
	FROM (SELECT call, mutated(valid[1 + floor(random() * cardinality(valid))::int]) AS written
		FROM (VALUES
			('sex_code($1)', ARRAY['1', '2', '3', 'M', 'V', 'F', 'jongen', 'meisje', 'UNK', '']),
			('ga_days($1)', ARRAY['36+5', '40', '22+0', '280']),
			('sterfte_code($1)', ARRAY['0', '1', '6', '03']),
			('register_date($1)', ARRAY['20240131', '20240000', '00000000', '20241200']),
			('register_period($1, ''20241231'')', ARRAY['20240131', '20240000', '88888888']),
			('register_period(''20190101'', $1)', ARRAY['20240131', '20240000', '88888888']),
			('register_id($1)', ARRAY['000123456', '123', 'R000123']),
			('register_id($1, 9)', ARRAY['000123456', '123']),
			('decimal_comma($1)', ARRAY['1,5', '1.234,56', '-0,1', '12', '1234567,890123']),
			('van_wiechen_code($1)', ARRAY['+', '-', 'M', '1', '2']),
			('(SELECT count(*) FROM recode_area($1, 2015, 2024))', ARRAY['0363', '0344', '1940']),
			('(SELECT count(*) FROM recode_area(''0363'', 2015, 2024, $1))', ARRAY['1012AB', '1012']),
			('birthweight_p10(280, 1, $1)', ARRAY['null', 'clamp', 'error']),
			('birthweight_p10(280, 1, ''null'', $1)', ARRAY['hoftiezer_2019', 'intergrowth_21st']),
			('iotf_cutoff(36, 1, $1)', ARRAY['overweight', 'obesity', 'thinness_1']),
			('rate_ci(''7/1000''::rate, 1000, 0.95, $1)', ARRAY['exact', 'phe', 'byar', 'midp', 'jeffreys', 'score',
				'wald']),
			('proportion_ci(''7/1000''::rate, 100, 0.95, $1)', ARRAY['wilson', 'wilson_cc', 'clopper_pearson',
				'agresti_coull']),
			('one_in_words(''7/1000'', $1)', ARRAY['nl', 'en']),
			('sdc_label(5, ''publish'', $1)', ARRAY['nl', 'en']),
			('in_scope(280, 3000, 22, $1)', ARRAY['all', 'live', 'still'])) calls(call, valid), generate_series(1, 400)
		OFFSET 0) m;

SELECT is_empty(format('SELECT written, code FROM fuzzed WHERE call = %L AND code NOT LIKE ''22%%''', call),
	format('%s: %s texts, a value or an error of class 22', call, count(*)))
	FROM fuzzed GROUP BY call ORDER BY call COLLATE "C";
SELECT cmp_ok((SELECT count(*) FROM fuzzed WHERE code IS NOT NULL), '>', 3000::bigint, 'many are refused');
SELECT cmp_ok((SELECT count(*) FROM fuzzed WHERE code IS NULL), '>', 500::bigint, 'many are read');
SELECT is_empty($$ SELECT written, value FROM fuzzed WHERE call = 'sex_code($1)' AND value::integer NOT IN (1, 2, 3) $$,
	'sex_code: nothing but the three codes, or NULL');
SELECT is_empty($$ SELECT written, value FROM fuzzed WHERE call = 'ga_days($1)' AND value::integer NOT BETWEEN 0
	AND 400 $$, 'ga_days: a gestational age');

-- And every function that takes a text, whichever there are: in each of its text
-- arguments, while the others have a value of their type.
CREATE FUNCTION a_value(type regtype) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN type IN ('"any"'::regtype, 'anyelement'::regtype) THEN '''a''::text'
		WHEN t.typtype = 'c' THEN format('ROW(%s)::%s', (SELECT string_agg('''1''', ', ') FROM pg_attribute a
			WHERE a.attrelid = t.typrelid AND a.attnum > 0), type)
		WHEN t.typtype = 'e' THEN format('%L::%s', (SELECT min(enumlabel) FROM pg_enum e WHERE e.enumtypid = t.oid),
			type)
		WHEN t.typcategory = 'A' THEN format('''{}''::%s', type)
		ELSE format('%L::%s', CASE type WHEN 'rate'::regtype THEN '7/1000' WHEN 'sdc_policy'::regtype THEN 'rivm'
			WHEN 'date'::regtype THEN '2019-02-28' WHEN 'boolean'::regtype THEN 't'
			WHEN 'int4range'::regtype THEN '[2015,2020)' WHEN 'regclass'::regtype THEN 'pg_class' WHEN 'text'::regtype
				THEN 'onbekend' WHEN 'double precision'::regtype THEN '0.95' ELSE '1' END, type) END
	FROM pg_type t WHERE t.oid = type $$;

CREATE TEMP TABLE called AS
	SELECT p.oid, p.proretset, l.lanname <> 'plpgsql' AND p.provolatile = 'i' AS only_computes,
		(SELECT format('kansrijk.%I(%s)%s', p.proname, string_agg(CASE WHEN i <> w.at THEN a_value(type)
			WHEN type = 'text[]'::regtype THEN 'ARRAY[$1]' ELSE '$1' END, ', ' ORDER BY i), CASE p.prokind
			WHEN 'w' THEN ' OVER ()' ELSE '' END)
			FROM unnest(p.proargtypes) WITH ORDINALITY u(type, i)) AS call
	FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang, unnest(p.proargtypes) WITH ORDINALITY w(taken, at)
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND p.prokind <> 'p'
		AND w.taken IN ('text'::regtype, 'text[]'::regtype);
CREATE TEMP TABLE fuzzed_all AS
	SELECT oid, only_computes, call, written,
		(outcome(CASE WHEN proretset THEN format('(SELECT count(*) FROM %s)', call) ELSE call END, written)).*
	FROM (SELECT *, CASE WHEN random() < 0.2 THEN word ELSE mutated(word) END AS written
		FROM (SELECT c.*, words[1 + floor(random() * cardinality(words))::int] AS word
			FROM called c, generate_series(1, 25),
				(SELECT ARRAY['exact', 'byar', 'score', 'wilson', 'midp', 'two.sided', 'less', 'nl', 'en', 'null',
				'clamp', 'all', 'live', 'overweight', 'M', '36+5', '20240131',
				'hoftiezer_2019', 'microdata', 'publicatie', 'birth', 'gemeente', 'GM0363', 'pg_catalog.pg_class',
				'SELECT 1', 'big2-24w-all', '"', ''] AS words) w) x
		OFFSET 0) c;
SELECT is_empty($$ SELECT call, written, code FROM fuzzed_all WHERE only_computes AND code NOT LIKE '22%' $$,
	format('%s texts into %s functions that only compute: a value or an error of class 22', count(*),
		count(DISTINCT oid)))
	FROM fuzzed_all WHERE only_computes;
-- Where the text names an object, or is SQL, it may not exist, or be wrong.
SELECT is_empty($$ SELECT call, written, code FROM fuzzed_all WHERE NOT only_computes
	AND code !~ '^(22|3F|42|P0002|0A|55000)' $$,
	format('%s texts into %s functions that read: a value, or an error that says what does not exist', count(*),
		count(DISTINCT oid)))
	FROM fuzzed_all WHERE NOT only_computes;
SELECT is((SELECT count(DISTINCT oid) FROM fuzzed_all), (SELECT count(*) FROM pg_proc p
	WHERE p.pronamespace = 'kansrijk'::regnamespace AND p.prokind <> 'p'
	AND p.proargtypes::oid[] && '{text,text[]}'::regtype[]::oid[]),
	'that was every function with a text argument');
-- The input and receive functions are in fuzz_input.sql: other types have the server's own.
SELECT is(ARRAY(SELECT DISTINCT typname::text COLLATE "C" FROM pg_type t
	JOIN pg_proc p ON p.oid IN (t.typinput, t.typreceive) WHERE p.pronamespace = 'kansrijk'::regnamespace ORDER BY 1),
	ARRAY['rate', 'sdc_policy'], 'types with an input or receive function of ours');

-- Very long texts.
SELECT is_empty($$ SELECT call, code FROM (SELECT call, (outcome(call, repeat(piece, 300000))).code
	FROM (SELECT DISTINCT call FROM fuzzed) c, unnest('{9,+,a,1+,é}'::text[]) piece) o WHERE code NOT LIKE '22%' $$,
	'texts of 300,000 characters');
SELECT is(pg_postmaster_start_time(), :'started', 'the server never restarted');

SELECT * FROM finish();
ROLLBACK;
