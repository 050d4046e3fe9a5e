-- The functions that a publication calls for every row are C: each against SQL that says what it does, over values of
-- every kind in every argument, errors included.
BEGIN;
SELECT no_plan();
SET LOCAL search_path = kansrijk, kansrijk_intern, public;
\set share 1
\getenv share KANSRIJK_TEST_SHARE
SELECT setseed(0.1616);

CREATE FUNCTION pg_temp.sdc_publish(r rate, status cell_status, per double precision, model text,
		confidence double precision, decimals integer, language text) RETURNS published_rate LANGUAGE sql IMMUTABLE
	RETURN (
		SELECT CASE WHEN (e).value IS NOT NULL OR num_nulls(r, status) = 0 THEN
			ROW(sdc_mask(numerator(r), status), sdc_mask(denominator(r), status), (e).value, (e).lower, (e).upper,
				sdc_label(round((e).value::numeric, decimals), status, language),
				CASE WHEN status IN ('publish', 'empty') THEN status::text ELSE 'hidden' END)::published_rate
			END
		FROM (SELECT CASE model
			WHEN 'binomial' THEN proportion_ci(shown, per, confidence)
			ELSE rate_ci(shown, per, confidence, CASE model WHEN 'poisson' THEN 'exact' ELSE model END) END AS e
			FROM (SELECT CASE WHEN status = 'publish' AND r IS NOT NULL THEN r
				ELSE '0/0'::rate END AS shown) AS one) AS limits);
CREATE FUNCTION pg_temp.compare_part(part rate, whole rate, confidence double precision,
	model text) RETURNS comparison
	LANGUAGE sql IMMUTABLE STRICT
	RETURN compare(part, whole - part, confidence, model);
CREATE FUNCTION pg_temp.rounded_rate(r rate, policy sdc_policy) RETURNS rate LANGUAGE sql IMMUTABLE STRICT
	RETURN make_rate(sdc_round_by(numerator(r), policy), sdc_round_by(denominator(r), policy), 0);
CREATE FUNCTION pg_temp.publication_area(area_type text, province text, municipality text, stadsdeel text, wijk text,
	pc4 text)
	RETURNS text LANGUAGE sql IMMUTABLE
	RETURN CASE area_type
			WHEN 'land' THEN 'NL'
			WHEN 'provincie' THEN coalesce(province, '?')
			WHEN 'gemeente' THEN coalesce(municipality, province || '/?', '?')
			WHEN 'stadsdeel' THEN coalesce(municipality, province, '') || '/' || coalesce(stadsdeel, '?')
			WHEN 'wijk' THEN coalesce(wijk, concat_ws('/', province, municipality, stadsdeel, '?'))
			ELSE coalesce(pc4, '?') END;
CREATE FUNCTION pg_temp.release_key(area_type text, province text, municipality text, stadsdeel text, wijk text,
	pc4 text,
		period int4range, breakdown text, category text) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN area_type || '|' || coalesce(province, '') || '|' || coalesce(municipality, '') || '|' || coalesce(stadsdeel,
		'')
		|| '|' || coalesce(wijk, '') || '|' || coalesce(pc4, '') || '|' || lower(period)::text || '|'
			|| upper(period)::text
		|| '|' || breakdown || '|' || category;
CREATE FUNCTION pg_temp.sdc_difference_is_small(a rate, b rate,
	policy sdc_policy) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
	RETURN (numerator(a), denominator(a)) <> (numerator(b), denominator(b))
		AND (sdc_primary(make_rate(abs(numerator(a) - numerator(b)),
				abs(numerator(a) - numerator(b)) + abs(denominator(a) - numerator(a) - denominator(b) + numerator(b)),
					0), policy)
				NOT IN ('publish', 'empty')
			OR denominator(a) <> denominator(b) AND sdc_primary(abs(denominator(a) - denominator(b)),
				policy) <> 'publish');
CREATE FUNCTION pg_temp.released_rate(r rate, policy sdc_policy,
	published rate[]) RETURNS rate LANGUAGE sql IMMUTABLE STRICT
	RETURN (SELECT p FROM unnest(published) WITH ORDINALITY u(p, i) WHERE pg_temp.sdc_difference_is_small(r, p, policy)
		ORDER BY i LIMIT 1);

-- Values to pass, one of them at random; "count" passes them in so many calls.
CREATE FUNCTION pg_temp.any_of(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE
	RETURN choices[1 + floor(random() * cardinality(choices))];
CREATE FUNCTION pg_temp.any_count() RETURNS bigint LANGUAGE sql VOLATILE
	RETURN CASE floor(random() * 8) WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2
		THEN 9223372036854775807 - floor(random() * 3)::bigint
		WHEN 3 THEN floor(random() * 1e15)::bigint WHEN 4 THEN floor(random() * 1e4)::bigint
			ELSE floor(random() * 25)::bigint END;
CREATE FUNCTION pg_temp.any_rate() RETURNS text LANGUAGE sql VOLATILE
	RETURN CASE floor(random() * 12) WHEN 0 THEN NULL WHEN 1 THEN '0/0' WHEN 2 THEN '0/0 ?7'
		WHEN 3 THEN make_rate(pg_temp.any_count(), pg_temp.any_count(), pg_temp.any_count())::text
		WHEN 4 THEN (SELECT make_rate(n, n)::text FROM (SELECT pg_temp.any_count() AS n OFFSET 0) x)
		ELSE (SELECT make_rate(floor(n * random() * random())::bigint, n, 3)::text
			FROM (SELECT floor(random() * 5000)::bigint AS n OFFSET 0) x) END;
-- A rate near another, as one that was published before.
CREATE FUNCTION pg_temp.near(r text) RETURNS text LANGUAGE sql VOLATILE
	RETURN CASE WHEN random() < 0.3 THEN pg_temp.any_rate() ELSE
		(SELECT make_rate(greatest(numerator(r::rate) + a, 0), greatest(denominator(r::rate) + b, 0), 1)::text
			FROM (SELECT floor(random() * 40)::integer - 20 AS a, floor(random() * 40)::integer - 20 AS b OFFSET 0) x
			WHERE denominator(r::rate) < 1e15 AND numerator(r::rate) < 1e15) END;
CREATE FUNCTION pg_temp.any_policy() RETURNS text LANGUAGE sql VOLATILE
	RETURN CASE WHEN random() < 0.1 THEN NULL ELSE concat_ws(', ', pg_temp.any_of('none', 'rivm', 'ahti', 'statline'),
		CASE WHEN random() < 0.5 THEN 'min_count=' || floor(random() * 15) END, CASE WHEN random() < 0.5
			THEN 'min_complement=' || floor(random() * 15) END,
		CASE WHEN random() < 0.5 THEN 'min_denominator=' || floor(random() * 15) END, CASE WHEN random() < 0.5
			THEN 'round=' || 1 + floor(random() * 12) END,
		CASE WHEN random() < 0.3 THEN 'max_share=' || 50 + floor(random() * 51) END, CASE WHEN random() < 0.3
			THEN 'round=1000000000000000000' END,
		CASE WHEN random() < 0.5 THEN 'zero=' || pg_temp.any_of('publish', 'protect') END) END;
CREATE FUNCTION pg_temp.any_code() RETURNS text LANGUAGE sql VOLATILE
	RETURN pg_temp.any_of(NULL, NULL, '', 'GM0363', '?', '/', '|', 'Súdwest-Fryslân', repeat('wijk ', 900));
CREATE TEMP TABLE called AS
	SELECT 'sdc_publish' AS name, format('%L::rate, %L::cell_status, %L::double precision, %L::text, %L::double '
		'precision, %L::integer, %L::text',
		pg_temp.any_rate(), pg_temp.any_of('publish', 'publish', 'publish', 'primary_count', 'primary_complement',
			'primary_denominator', 'primary_group',
			'secondary', 'empty', 'primary_contributors', 'primary_own', 'unsafe', NULL),
		pg_temp.any_of('1', '100', '1000', '1000', '1000', '100000', '1e300', '1.7e308', '0.5', 'NaN', 'Infinity', '-5',
			NULL),
		pg_temp.any_of('poisson', 'poisson', 'binomial', 'binomial', 'exact', 'phe', 'byar', 'byar_midp', 'midp',
			'jeffreys', 'score', 'wald', 'wilson',
			'normal', '', 'Poisson', NULL),
		pg_temp.any_of('0.95', '0.95', '0.95', '0.5', '0.99', '0.999999', '1e-9', '0', '1', '95', 'NaN', NULL),
		pg_temp.any_of('1', '1', '0', '2', '3', '12', '-1', '-3', '3000', '-3000', '2147483647', NULL),
		pg_temp.any_of('nl', 'nl', 'nl', 'en', 'en', 'de', 'NL', '', NULL)) AS arguments
	FROM generate_series(1, (6000 * :share)::integer)
	UNION ALL SELECT 'compare_part', format('%L::rate, %L::rate, %L::double precision, %L::text', part, CASE
		WHEN random() < 0.3 THEN pg_temp.any_rate()
			WHEN denominator(part::rate) < 1e6 AND numerator(part::rate) < 1e6
				THEN (part::rate + whole::rate)::text END,
		pg_temp.any_of('0.95', '0.95', '0.99', '0.5', '0', '1', 'NaN', NULL), pg_temp.any_of('poisson', 'poisson',
			'binomial', 'binomial', 'exact', '', NULL))
	FROM (SELECT pg_temp.any_rate() AS part, make_rate(floor(random() * 50)::integer,
		floor(random() * 9000)::integer)::text AS whole
		FROM generate_series(1, (2000 * :share)::integer) OFFSET 0) x
	UNION ALL SELECT 'rounded_rate', format('%L::rate, %L::sdc_policy', pg_temp.any_rate(), pg_temp.any_policy())
	FROM generate_series(1, (2000 * :share)::integer)
	UNION ALL SELECT 'publication_area', format('%L::text, %L::text, %L::text, %L::text, %L::text, %L::text',
		pg_temp.any_of('land', 'provincie', 'gemeente', 'stadsdeel', 'wijk', 'pc4', 'Land', '', NULL),
		pg_temp.any_code(), pg_temp.any_code(), pg_temp.any_code(), pg_temp.any_code(), pg_temp.any_code())
	FROM generate_series(1, (1500 * :share)::integer)
	UNION ALL SELECT 'release_key', format('%L::text, %L::text, %L::text, %L::text, %L::text, %L::text, %L::int4range, '
		'%L::text, %L::text',
		pg_temp.any_of('land', 'gemeente', '', 'wijk', 'pc4', NULL), pg_temp.any_code(), pg_temp.any_code(),
			pg_temp.any_code(), pg_temp.any_code(), pg_temp.any_code(),
		pg_temp.any_of('[2015,2016)', '[2015,2020)', '[-3,2147483647)', '[2015,2019]', '(-2147483648,0)', '(,2020)',
			'[2015,)', '(,)', 'empty', NULL),
		pg_temp.any_of('totaal', 'geslacht', '', NULL), pg_temp.any_of('totaal', 'jongen', '', 'onbekend', NULL))
	FROM generate_series(1, (1500 * :share)::integer)
	UNION ALL SELECT 'sdc_difference_is_small', format('%L::rate, %L::rate, %L::sdc_policy', r, pg_temp.near(r),
		pg_temp.any_policy())
	FROM (SELECT pg_temp.any_rate() AS r FROM generate_series(1, (4000 * :share)::integer) OFFSET 0) x
	UNION ALL SELECT 'released_rate', format('%L::rate, %L::sdc_policy, %s', r, pg_temp.any_policy(),
		CASE floor(random() * 8) WHEN 0 THEN 'NULL::rate[]' WHEN 1 THEN '''{}''::rate[]' WHEN 2
			THEN format('ARRAY[%L::rate]', pg_temp.near(r))
			WHEN 3 THEN format('ARRAY[[%L::rate, %L], [%L, %L]]', pg_temp.near(r), r, pg_temp.any_rate(),
				pg_temp.near(r))
			ELSE format('ARRAY[%L::rate, %L, %L]', r, pg_temp.near(r), pg_temp.near(r)) END)
	FROM (SELECT pg_temp.any_rate() AS r FROM generate_series(1, (2000 * :share)::integer) OFFSET 0) x;

CREATE FUNCTION pg_temp.outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
	detail text;
	hint text;
BEGIN
	EXECUTE format('SELECT coalesce((%s)::text, ''NULL'')', call) INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' ', 'error', SQLSTATE, SQLERRM, detail, hint);
END $$;
CREATE TEMP TABLE answered AS
	SELECT name, arguments, pg_temp.outcome(format('%s.%I(%s)', CASE WHEN name ~ '^(sdc_|compare)' THEN 'kansrijk'
		ELSE 'kansrijk_intern' END, name, arguments)) AS c,
		pg_temp.outcome(format('pg_temp.%I(%s)', name, arguments)) AS sql
	FROM called;
SELECT is_empty(format($$ SELECT arguments, c, sql FROM answered WHERE name = %L AND c IS DISTINCT FROM sql
	LIMIT 5 $$, name), name || ' is what its SQL says')
FROM (SELECT DISTINCT name FROM called) n ORDER BY name;
SELECT :share >= 1 AS whole \gset
\if :whole
SELECT cmp_ok((SELECT count(DISTINCT regexp_replace(sql, '[0-9.,]+', '', 'g')) FROM answered a WHERE a.name = n.name),
	'>=', kinds, name || ': answers of many kinds')
FROM (VALUES ('sdc_publish', 20::bigint), ('compare_part', 8), ('rounded_rate', 3), ('publication_area', 30),
	('release_key', 100), ('sdc_difference_is_small', 4), ('released_rate', 3)) n(name, kinds);
\endif
SELECT is((SELECT array_agg(p.oid::regprocedure ORDER BY 1) FROM pg_proc p JOIN pg_language l ON l.oid = prolang
		WHERE pronamespace IN ('kansrijk'::regnamespace, 'kansrijk_intern'::regnamespace) AND lanname <> 'c'
			AND proname IN (SELECT name FROM called)),
	NULL, 'and C');

SELECT * FROM finish();
ROLLBACK;
