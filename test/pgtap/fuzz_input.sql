-- Any text or bytes into rate and sdc_policy give a value or an error of class
-- 22, never anything else, and no way in makes a count negative.
-- Deterministic: setseed() below.
BEGIN;
SELECT no_plan();
\set share 1
\getenv share KANSRIJK_TEST_SHARE
SELECT setseed(0.2019) IS NOT NULL AS seeded \gset
SELECT pg_postmaster_start_time() AS started \gset

CREATE FUNCTION any_of(choices text[]) RETURNS text LANGUAGE sql AS $$
	SELECT choices[1 + floor(random() * cardinality(choices))::int] $$;

-- One to six random edits of a text that is valid
CREATE FUNCTION mutated(valid text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text := valid;
	at int;
	length int;
	pieces text[] := ARRAY['0', '9', '7', '/', '?', ' ', '-', '+', '.', 'e', 'x', ',', '=', '''', '"', '%s', '%n', '\',
		E'\t', E'\n', E'\x01', E'\x7f', 'é', '٣', '１', '🍼',
		'9223372036854775807', '9223372036854775808', '18446744073709551616', '-1', '1e9', 'NaN', 'null', 'rivm',
		'min_count', 'zero', '=5', ', ', 'protect'];
BEGIN
	FOR edit IN 1 .. 1 + floor(random() * 6)::int LOOP
		at := floor(random() * (length(result) + 1))::int;
		length := floor(random() * 4)::int;
		result := left(result, at) || CASE floor(random() * 5)::int
			WHEN 0 THEN any_of(pieces) || substr(result, at + 1)				-- insert
			WHEN 1 THEN any_of(pieces) || substr(result, at + 1 + length)		-- replace
			WHEN 2 THEN substr(result, at + 1 + length)							-- delete
			WHEN 3 THEN repeat(substr(result, at + 1, length + 1), 1 + floor(random() * 40)::int) || substr(result,
				at + 1)
			ELSE chr(1 + floor(random() * 255)::int) || substr(result, at + 1)	-- any character
		END;
	END LOOP;
	RETURN result;
END $$;

-- What becomes of a text: the printed value, or the error's code
CREATE FUNCTION text_outcome(type regtype, written text, OUT value text, OUT code text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT $1::%s::text', type) INTO value USING written;
EXCEPTION WHEN OTHERS THEN
	code := SQLSTATE;
END $$;

CREATE TABLE fuzzed AS
	SELECT type, written, (text_outcome(type, written)).*
	FROM (
		SELECT type, mutated(any_of(valid)) AS written
		FROM (VALUES
			('rate'::regtype, ARRAY['7/1000', '7/1000 ?12', '0/0', ' 7 / 1000 ',
				'9223372036854775807/9223372036854775807 ?9223372036854775807']),
			('sdc_policy', (SELECT array_agg(name) || array_agg(policy::text) || ARRAY['rivm, min_count=5',
				'zero=protect,max_share=90'] FROM sdc_policy_presets()))
		) types(type, valid), generate_series(1, (6000 * :share)::int)
		OFFSET 0) mutations;

SELECT is_empty(format($$SELECT written, code FROM fuzzed WHERE type = %L::regtype AND code NOT LIKE '22%%'$$, type),
	format('%s: every one of %s mutated texts that is refused, is refused with a code of class 22', type, count(*)))
	FROM fuzzed GROUP BY type;
SELECT cmp_ok(count(*) FILTER (WHERE code IS NOT NULL), '>', (1000 * :share)::bigint,
	type || ': many of them are refused') FROM fuzzed GROUP BY type;
SELECT cmp_ok(count(*) FILTER (WHERE code IS NULL), '>', (50 * :share)::bigint, type || ': many of them are taken')
	FROM fuzzed GROUP BY type;
SELECT is_empty($$SELECT written, value FROM fuzzed WHERE code IS NULL AND type = 'rate'::regtype
	AND (value::rate::text <> value OR value !~ '^\d+/\d+( \?\d+)?$')$$,
	'rate: what is taken is printed in one form, without a sign, and reads back');
SELECT is_empty($$SELECT written, value FROM fuzzed WHERE code IS NULL AND type = 'rate'::regtype
	AND written !~ '^\s*\d+\s*/\s*\d+\s*(\?\s*\d+\s*)?$'$$,
	'rate: nothing else than two or three counts is taken');
SELECT is_empty($$SELECT written, value FROM fuzzed WHERE code IS NULL AND type = 'sdc_policy'::regtype
	AND value::sdc_policy::text <> value$$,
	'sdc_policy: what is taken is printed in one form and reads back');

-- Very long texts
SELECT is(code, '22P02', 'a million slashes') FROM text_outcome('rate', repeat('/', 1000000));
SELECT is(code, '22003', 'a million digits') FROM text_outcome('rate', repeat('9', 1000000) || '/1');
SELECT is(value, '0/0', 'a million zeros') FROM text_outcome('rate', repeat('0', 1000000) || '/0');
SELECT is(code, '22023', 'a million commas') FROM text_outcome('sdc_policy', repeat(',', 1000000));
SELECT is(code, '22023', 'a field repeated a hundred thousand times')
	FROM text_outcome('sdc_policy', repeat('min_count=5,', 100000) || 'min_count=5');

-- Bytes into the receive functions, through COPY BINARY from a file that the
-- server writes into its own data directory
CREATE TABLE received_rate (value rate);
CREATE TABLE received_policy (value sdc_policy);
SELECT current_setting('data_directory') || '/fuzz.bin' AS file \gset

CREATE FUNCTION receive(target regclass, file text, field bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	object oid := lo_from_bytea(0, '\x5047434f50590aff0d0a00' || int4send(0)
		|| int4send(0)	-- signature, flags, extension
		|| int2send(1::int2) || int4send(length(field)) || field || int2send((-1)::int2));
BEGIN
	PERFORM lo_export(object, file);
	PERFORM lo_unlink(object);
	EXECUTE format('COPY %s FROM %L (FORMAT binary)', target, file);
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	PERFORM lo_unlink(object);
	RETURN SQLSTATE;
END $$;

CREATE FUNCTION random_bytes(length int) RETURNS bytea LANGUAGE sql AS $$
	SELECT coalesce(string_agg(set_byte('\x00', 0, floor(random() * 256)::int), ''), '')
		FROM generate_series(1, length) $$;

-- Flip bytes, cut, or append; or bytes that never were a value
CREATE FUNCTION mutated(valid bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	result bytea := valid;
BEGIN
	IF random() < 0.1 THEN
		RETURN random_bytes(floor(random() * 120)::int);
	END IF;
	FOR edit IN 1 .. 1 + floor(random() * 3)::int LOOP
		result := set_byte(result, floor(random() * length(result))::int, CASE WHEN random() < 0.3
			THEN any_of('{0,1,127,128,255}')::int ELSE floor(random() * 256)::int END);
	END LOOP;
	RETURN CASE WHEN random() < 0.15 THEN substr(result, 1, floor(random() * (length(result) + 1))::int)
		WHEN random() < 0.15 THEN result || random_bytes(1 + floor(random() * 10)::int)
		ELSE result END;
END $$;

CREATE TABLE sent AS
	SELECT 'received_rate'::regclass AS target,
		mutated(rate_send(any_of('{7/1000,7/1000 ?12,0/0,9223372036854775807/9223372036854775807 '
		'?9223372036854775807}')::rate)) AS field
	FROM generate_series(1, (2000 * :share)::int)
	UNION ALL
	SELECT 'received_policy', mutated(sdc_policy_send(any_of('{none,rivm,ahti,statline}')::sdc_policy))
		FROM generate_series(1, (2000 * :share)::int);
CREATE TABLE receipt AS SELECT target, field, receive(target, :'file', field) AS code FROM sent;

-- 08P01 is the server's own word for a message that ends too early
SELECT is_empty(format($$SELECT field, code FROM receipt WHERE target = %L::regclass AND code NOT LIKE '22%%'
	AND code <> '08P01'$$, target::text),
	format('%s: every one of %s mutated binary values that is refused, is refused with an expected code', target,
		count(*)))
	FROM receipt GROUP BY target;
SELECT cmp_ok(count(*) FILTER (WHERE code IS NOT NULL), '>', (500 * :share)::bigint,
	target || ': many of them are refused') FROM receipt GROUP BY target;
SELECT cmp_ok(count(*) FILTER (WHERE code IS NULL), '>', (50 * :share)::bigint, target || ': many of them are taken')
	FROM receipt GROUP BY target;
SELECT is((SELECT count(*) FROM received_rate), count(*), 'rate: taken means stored') FROM receipt
	WHERE target = 'received_rate'::regclass AND code IS NULL;
SELECT is_empty('SELECT value FROM received_rate WHERE numerator(value) < 0 OR denominator(value) < 0 OR '
	'unknown(value) < 0', 'rate: no count can be received negative');
SELECT bag_eq('SELECT rate_send(value) FROM received_rate',
	'SELECT field FROM receipt WHERE target = ''received_rate''::regclass AND code IS NULL',
	'rate: what was received is sent again');
SELECT is_empty('SELECT value FROM received_rate WHERE value::text::rate <> value',
	'rate: what was received can be written and read');
SELECT bag_eq('SELECT sdc_policy_send(value) FROM received_policy',
	'SELECT field FROM receipt WHERE target = ''received_policy''::regclass AND code IS NULL',
	'sdc_policy: what was received is sent again');
SELECT is_empty('SELECT value FROM received_policy WHERE value::text::sdc_policy <> value',
	'sdc_policy: nothing is received that could not be written');
SELECT lives_ok('SELECT rate(value ORDER BY value) FROM received_rate WHERE greatest(numerator(value), '
	'denominator(value), unknown(value)) < 1000000000000', 'rate: what was received can be added up and sorted');
SELECT is(receive('received_rate', :'file', rate_send('7/1000 ?12')), NULL, 'an unchanged value is taken');

-- States cannot be forged: the SQL-callable transition functions, with every
-- pair of extreme rates, give the exact result or error 22003
CREATE TABLE extreme AS
	SELECT make_rate(n, d, u) AS r
	FROM unnest(ARRAY[0, 1, 4611686018427387904, 9223372036854775807]) n, unnest(ARRAY[0, 1, 9223372036854775807]) d,
		unnest(ARRAY[0, 9223372036854775806, 9223372036854775807]) u;
CREATE FUNCTION arithmetic(expression text, a rate, b rate) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result rate;
BEGIN
	EXECUTE 'SELECT ' || expression INTO result USING a, b;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
CREATE FUNCTION exact(sign int, a rate, b rate) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN least(n, d, u) < 0 OR greatest(n, d, u) > 9223372036854775807 THEN '22003'
		ELSE make_rate(n::bigint, d::bigint, u::bigint)::text END
	FROM (SELECT numerator(a)::numeric + sign * numerator(b), denominator(a)::numeric + sign * denominator(b),
		unknown(a)::numeric + sign * unknown(b)) e(n, d, u) $$;
SELECT is_empty(format('SELECT a.r, b.r FROM extreme a, extreme b WHERE arithmetic(%L, a.r, b.r) <> exact(%s, a.r, '
	'b.r)', expression, sign),
	expression || ' is exact, or out of range')
	FROM (VALUES ('$1 + $2', 1), ('$1 - $2', -1), ('kansrijk_intern.rate_accum($1, $2)', 1),
		('kansrijk_intern.rate_accum_inv($1, $2)', -1)) v(expression, sign);
SELECT is_empty($$SELECT r, e FROM extreme, unnest(ARRAY[true, false, NULL]) e
	WHERE arithmetic(format('kansrijk_intern.rate_accum($1, %L::boolean)', e), r, NULL) <> exact(1, r, CASE
		WHEN e THEN '1/1' WHEN NOT e THEN '0/1' ELSE '0/0 ?1' END::rate)
	OR arithmetic(format('kansrijk_intern.rate_accum_inv($1, %L::boolean)', e), r, NULL) <> exact(-1, r, CASE
		WHEN e THEN '1/1' WHEN NOT e THEN '0/1' ELSE '0/0 ?1' END::rate)$$,
	'an event more or less is exact, or out of range');
SELECT is_empty($$SELECT r FROM extreme WHERE arithmetic('unknown_as_no($1)', r, NULL) <>
	CASE WHEN denominator(r)::numeric + unknown(r) > 9223372036854775807 THEN '22003'
		ELSE make_rate(numerator(r), denominator(r) + unknown(r))::text END$$,
	'unknown_as_no is exact, or out of range');

SELECT is(pg_postmaster_start_time(), :'started', 'the server never restarted');
SELECT * FROM finish();
ROLLBACK;
