-- Messy files, through suggest_mapping() and check_source(), and a dozen definitions counted again by plain SQL over
-- the files, which knows nothing of the extension: the same numerator, denominator and unknown.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;

-- A number from 0 to 999 for a row and a purpose.
CREATE FUNCTION draw(i bigint, purpose text) RETURNS integer LANGUAGE sql IMMUTABLE AS
	$$ SELECT ('x' || substr(md5(i || purpose), 1, 6))::bit(24)::integer % 1000 $$;
CREATE SCHEMA bestand;
CREATE TABLE bestand.perined (jaar text, ddgeb text, amddd text, amww text, gesl text, geboortegew text, sterfte text,
	omv text, rangnummer text,
	amddd1ond text, par text, verantw_zw text, rinpersoons_kind text, rinpersoon_kind text, rinpersoons_moeder text,
		rinpersoon_moeder text, gemeente text);
CREATE TABLE bestand.vektis (trajectid text, rinpersoons text, rinpersoon text, bevallingsmaand text, aantal text);
CREATE TABLE bestand.ouders (rinpersoons text, rinpersoon text, year text, wsnp text, insurance_arrears text,
	single_parent text);

-- Deliveries 1 to 1500, one in twenty of twins. Codes of a municipality in three forms, weeks without days, numbers
-- with a tail of zeros, codes for unknown, births of December registered in the next year, children who are there
-- twice.
INSERT INTO bestand.perined
	SELECT CASE WHEN d.day > '2020-12-25' THEN '2021' ELSE extract(year FROM d.day)::text END,
		to_char(d.day, CASE draw(i, 'f') % 3 WHEN 0 THEN 'YYYYMMDD' WHEN 1 THEN 'DD-MM-YYYY' ELSE 'YYYY-MM-DD' END),
		CASE WHEN draw(i, 'days') < 900 THEN d.ga || CASE WHEN draw(i, 'tail') < 100 THEN '.000000' ELSE '' END
			ELSE '' END,
		CASE WHEN draw(i, 'days') BETWEEN 900 AND 979 AND d.ga BETWEEN 161 AND 286 THEN (d.ga / 7)::text END,
		(ARRAY['1', '2', 'jongen', 'V', E'M\r', '3', 'UNK', ''])[CASE WHEN draw(i + c * 7, 's') < 960
			THEN 1 + draw(i + c * 7, 's') % 5 ELSE 6 + draw(i + c * 7, 's') % 3 END],
		CASE WHEN draw(i, 'w') < 20 THEN (ARRAY['0', '9999', ''])[1 + draw(i, 'w') % 3]
			ELSE greatest(300, round((d.ga - 140) * 22 - 500 + draw(i + c, 'grams') * 1.5)::integer)::text END,
		CASE WHEN draw(i + c * 3, 'm') < 60 THEN (1 + draw(i + c * 3, 'm') % 6)::text ELSE '0' END, d.children::text,
			c::text,
		CASE WHEN draw(i, 'v') < 950 THEN (35 + draw(i, 'v') % 60)::text WHEN draw(i, 'v') < 960 THEN '0' END,
			(draw(i, 'p') % 3)::text, CASE WHEN draw(i, 'l') < 970 THEN (1 + draw(i, 'l') % 2)::text END,
		CASE WHEN draw(i, 'k') < 970 THEN 'R' ELSE 'G' END, CASE WHEN draw(i, 'k') < 970 THEN lpad((i * 10 + c)::text,
			9, '0') ELSE '---------' END,
		'R', CASE WHEN draw(i, 'mo') < 980 THEN lpad(d.mother::text, 9, '0') ELSE '000000000' END,
		(ARRAY['0363', 'GM0363', '363', '0014', 'GM0014    ', '14', '0003', 'GM0010', '24'])[1 + draw(i, 'g') % 9]
	FROM generate_series(1, 1500) i,
		-- A woman may deliver again, within the month or a year later.
		LATERAL (SELECT CASE WHEN i % 50 = 1 AND i > 1 THEN i - 1 ELSE i END + 100000 AS mother, CASE
			WHEN draw(i, 'z') < 50 THEN 2 ELSE 1 END AS children,
			date '2019-01-01' + (CASE WHEN i % 50 = 1 AND i > 1 THEN i - 1 + draw(i, 'again') % 30
				ELSE i END * 0.487)::integer AS day,
			CASE WHEN draw(i, 'ga') < 60 THEN 150 + draw(i, 'ga') * 2 ELSE 252 + draw(i, 'ga') % 42 END AS ga) d,
		generate_series(1, d.children) c;
INSERT INTO bestand.perined SELECT * FROM bestand.perined WHERE rinpersoon_kind <> '---------' AND omv = '1'
	ORDER BY rinpersoon_kind LIMIT 2;
INSERT INTO bestand.vektis
	SELECT (i * 10 + t)::text, 'R', lpad((CASE WHEN i % 50 = 1 AND i > 1 THEN i - 1 ELSE i END + 100000)::text, 9, '0'),
		to_char(date '2019-01-01' + (i * 0.487)::integer - CASE WHEN draw(i, 'before') < 30 THEN 28 ELSE 0 END,
			'YYYYMM'),
		CASE WHEN draw(i + t, 'h') < 30 THEN '' WHEN draw(i + t, 'h') < 100 THEN '0'
			ELSE (60 * (draw(i + t, 'h') % 70))::text END
	FROM generate_series(1, 1500) i, generate_series(1, CASE WHEN draw(i, 't') < 40 THEN 2 ELSE 1 END) t
		WHERE draw(i, 'none') < 960;
INSERT INTO bestand.ouders
	SELECT 'R', lpad((100000 + i)::text, 9, '0'), y::text, (ARRAY['0', '1', ''])[1 + (draw(i, 'wsnp') / 480) % 3], CASE
		WHEN draw(i, 'arrears') < 30 THEN 'ja' ELSE 'nee' END,
		CASE WHEN draw(i, 'one') < 60 THEN '1' WHEN draw(i, 'one') < 980 THEN '0' END
	FROM generate_series(1, 1500) i, generate_series(2018, 2021) y WHERE draw(i, 'register') < 950;

CREATE SCHEMA bron;
DO $$ BEGIN
	EXECUTE kansrijk.suggest_mapping('bestand.perined', source => 'bron');
	EXECUTE kansrijk.suggest_mapping('bestand.vektis', source => 'bron');
	EXECUTE kansrijk.suggest_mapping('bestand.ouders', 'parent_year', 'bron');
END $$;

-- What is wrong with the files is told, as often as it was put in.
CREATE TEMP TABLE found AS SELECT rule, failing FROM source_findings('bron', severities => '{error,warning,notice}');
SELECT is((SELECT failing FROM found f WHERE f.rule = v.rule), expected, v.rule) FROM (
	SELECT 'birth.duplicate_child', 2::bigint
	UNION ALL SELECT 'birth.duplicate_id', 2
	UNION ALL SELECT 'birth.year_differs', (SELECT count(*) FROM bestand.perined WHERE jaar = '2021'
		AND ddgeb !~ '2021')
	UNION ALL SELECT 'birth.sex_unknown', (SELECT count(*) FROM bestand.perined WHERE gesl IN ('3', 'UNK', ''))
	UNION ALL SELECT 'birth.weight_unknown', (SELECT count(*) FROM bestand.perined
		WHERE geboortegew IN ('0', '9999', ''))
	UNION ALL SELECT 'birth.mother_unlinked', (SELECT count(*) FROM bestand.perined
		WHERE rinpersoon_moeder = '000000000')
	UNION ALL SELECT 'kraamzorg.several', (SELECT count(*)
		FROM (SELECT FROM bestand.vektis GROUP BY rinpersoon, bevallingsmaand HAVING count(*) > 1) m)
	UNION ALL SELECT 'kraamzorg.hours_unknown', (SELECT count(*) FROM bestand.vektis WHERE aantal = '')) v(rule,
		expected);
SELECT is_empty($$ SELECT rule FROM found WHERE rule ~ 'unreadable|type$' $$, 'everything can be read');
SELECT set_eq('SELECT DISTINCT municipality FROM bron.birth', ARRAY['0363', '0014', '0003', '0010', '0024'],
	'three forms of a code are one');

-- The same by plain SQL.
CREATE TEMP TABLE chart (sex text, ga_days int, p3 int, p5 int, p10 int, p50 int, p90 int, p95 int, p97 int);
\copy chart from 'data/hoftiezer_2019.csv' csv header
CREATE TEMP TABLE b AS
	SELECT row_number() OVER () AS row, jaar::integer AS year, split_part(nullif(amddd, ''), '.', 1)::integer AS days,
		amww::integer AS weeks,
		coalesce(split_part(nullif(amddd, ''), '.', 1)::integer, 7 * amww::integer) AS ga,
		CASE rtrim(gesl, E'\r') WHEN '1' THEN 'M' WHEN 'jongen' THEN 'M' WHEN 'M' THEN 'M' WHEN '2' THEN 'F'
			WHEN 'V' THEN 'F' END AS sex,
		CASE WHEN geboortegew NOT IN ('', '0', '9999') THEN geboortegew::integer END AS grams, sterfte::integer
			AS death,
		CASE WHEN sterfte IN ('1', '2') THEN false WHEN sterfte <> '6' THEN true END AS live,
		CASE WHEN amddd1ond <> '0' THEN amddd1ond::integer END AS visit, par::integer AS parity, verantw_zw::integer
			AS line,
		nullif(rinpersoon_moeder, '000000000') AS mother, rinpersoon_kind AS child,
			lpad(substring(gemeente FROM '[0-9]+'), 4, '0') AS municipality,
		CASE WHEN rinpersoon_moeder <> '000000000' AND omv > '1' THEN rinpersoon_moeder || ' ' || jaar
			WHEN rinpersoon_kind <> '---------' THEN rinpersoon_kind
			ELSE 'row ' || row_number() OVER () END AS pregnancy,
		CASE WHEN ddgeb ~ '^\d{8}$' THEN to_date(ddgeb, 'YYYYMMDD') WHEN ddgeb ~ '^\d\d-'
			THEN to_date(ddgeb, 'DD-MM-YYYY') ELSE to_date(ddgeb, 'YYYY-MM-DD') END AS day
	FROM bestand.perined;
-- Small for gestational age: on every day and for every sex that it can be, or on none.
ALTER TABLE b ADD preterm boolean, ADD sga boolean, ADD from22 boolean, ADD from24 boolean;
UPDATE b SET preterm = ga < 259, from22 = coalesce(ga >= 154, grams >= 500), from24 = coalesce(ga >= 168, false),
	sga = (SELECT CASE WHEN count(c.p10) < count(*) OR grams IS NULL THEN NULL WHEN bool_and(grams < c.p10) THEN true
		WHEN bool_and(grams >= c.p10) THEN false END
		FROM generate_series(coalesce(days, 7 * weeks), coalesce(days, 7 * weeks + 6)) d CROSS
			JOIN unnest(CASE WHEN sex IS NULL THEN '{M,F}' ELSE ARRAY[sex] END) s
			LEFT JOIN chart c ON (c.ga_days, c.sex) = (d, s));
-- A trajectory belongs to the deliveries of the month that is nearest to it, the earlier of two.
CREATE TEMP TABLE delivery AS
	SELECT pregnancy, mother, (extract(year FROM min(day)) * 12 + extract(month FROM min(day)))::integer AS month,
		date_trunc('month', min(day))::date AS first
	FROM b WHERE mother IS NOT NULL GROUP BY pregnancy, mother;
CREATE TEMP TABLE care AS
	SELECT d.pregnancy, d.mother, bool_or(v.aantal::integer > 0) AS some, bool_and(v.aantal IS NOT NULL) AS known
	FROM (SELECT rinpersoon AS mother, nullif(aantal, '') AS aantal,
		left(bevallingsmaand, 4)::integer * 12 + right(bevallingsmaand, 2)::integer AS month,
			to_date(bevallingsmaand, 'YYYYMM') AS first FROM bestand.vektis) v
		JOIN delivery d ON d.mother = v.mother AND abs(d.month - v.month) <= 1
	WHERE NOT EXISTS (SELECT FROM delivery n WHERE n.mother = v.mother AND abs(n.month - v.month) <= 1
		AND (abs(n.first - v.first) < abs(d.first - v.first) OR abs(n.first - v.first) = abs(d.first - v.first)
			AND n.first < d.first))
	GROUP BY d.pregnancy, d.mother;
CREATE TEMP TABLE plain (definition text, numerator bigint, denominator bigint, unknown bigint);
CREATE FUNCTION recount(definition text, event text, scope text, unit text DEFAULT NULL, rule text DEFAULT 'any',
	relation text DEFAULT 'b') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('INSERT INTO plain SELECT %L, count(*) FILTER (WHERE e), count(e), count(*) - count(e) FROM (SELECT '
		'CASE %L WHEN ''any'' THEN CASE WHEN bool_or(e) THEN true WHEN bool_or(e IS NULL) THEN NULL ELSE false END
		ELSE CASE WHEN NOT bool_and(e) THEN false WHEN bool_or(e IS NULL) THEN NULL ELSE true END END AS e
		FROM (SELECT %s AS unit, b.year, (%s) AS e FROM %s WHERE %s) r GROUP BY unit, year) u', definition, rule,
			coalesce(unit, 'b.row'), event, relation, scope);
END $$;
SELECT recount(d, e, s, u, coalesce(r, 'any'), coalesce(rel, 'b')) FROM (VALUES
	('preterm-22w-all', 'preterm', 'from22', NULL, NULL, NULL), ('preterm-24w-all', 'preterm', 'from24', NULL, NULL,
		NULL), ('sga-24w-all', 'sga', 'from24', NULL, NULL, NULL),
	('big2-24w-all', 'preterm OR sga', 'from24', NULL, NULL, NULL),
	('big2-22w-live', 'preterm OR sga', 'from22 AND live', NULL, NULL, NULL),
	('perinatal-22w-28d', 'CASE WHEN death < 6 THEN death BETWEEN 1 AND 4 END', 'from22', NULL, NULL, NULL),
	('perinatal-24w-7d', 'CASE WHEN death < 6 THEN death BETWEEN 1 AND 3 END', 'from24', NULL, NULL, NULL),
	('perinatal-cbs-24w', 'CASE WHEN death < 6 THEN death BETWEEN 1 AND 3 END', 'live OR from24', NULL, NULL, NULL),
	('fetal-24w', 'CASE WHEN death < 6 THEN death BETWEEN 1 AND 2 END', 'from24', NULL, NULL, NULL),
	('late-care-22w', 'visit > 70', 'from22', 'pregnancy', NULL, NULL), ('early-care-24w', 'visit < 70', 'from24',
		'pregnancy', NULL, NULL), ('care-start-primary', 'line = 1', 'parity = 0', 'pregnancy', NULL, NULL),
	('no-kraamzorg-live-birth', 'NOT CASE WHEN c.some THEN true WHEN c.known THEN false END', 'live', NULL, NULL,
		'b LEFT JOIN care c USING (pregnancy, mother)'),
	('no-kraamzorg-mother', 'NOT CASE WHEN c.some THEN true WHEN c.known THEN false END', 'live AND mother IS NOT NULL',
		'mother', 'every', 'b LEFT JOIN care c USING (pregnancy, mother)'),
	('mother-debt', $x$CASE o.wsnp WHEN '1' THEN true WHEN '0' THEN false END OR o.insurance_arrears = 'ja'$x$,
		'mother IS NOT NULL', 'mother', NULL,
	'b LEFT JOIN bestand.ouders o ON (o.rinpersoon, o.year) = (mother, b.year::text)'),
	('vulnerable-single', $x$o.single_parent = '1'$x$, 'live AND o.rinpersoon IS NOT NULL', NULL, NULL,
		'b LEFT JOIN bestand.ouders o ON (o.rinpersoon, o.year) = (mother, (b.year - 1)::text)'),
	('births-live', 'true', 'live', NULL, NULL, NULL)) v(d, e, s, u, r, rel);
CREATE FUNCTION counted(definition text) RETURNS rate LANGUAGE plpgsql AS $$
DECLARE
	result rate;
BEGIN
	EXECUTE format('SELECT kansrijk.rate(rate) FROM (%s) q', kansrijk.definition_query(definition, 'bron')) INTO result;
	RETURN result;
END $$;
SELECT is(counted(definition), make_rate(numerator, denominator, unknown), definition || ' is the same, counted twice')
	FROM plain ORDER BY definition;
SELECT is(count(*), 17::bigint, 'seventeen definitions') FROM plain;
SELECT is_empty('SELECT definition FROM plain WHERE numerator < 5 OR denominator - numerator < 5 AND definition <> '
	'''births-live''', 'of which there is something to count');
SELECT cmp_ok((SELECT count(*) FROM plain WHERE unknown > 0), '>=', 12::bigint, 'and much that is not known');

-- Three municipalities were one from 2021, and the country is what it was; a code of 2020 in a year that is later
-- stays, for nobody can know.
INSERT INTO area_transition (code, division_year, new_code, new_division_year, share) SELECT code, 2020, 'GM1979', 2021,
	1 FROM unnest('{3,0010,GM0024}'::text[]) code;
CREATE FUNCTION of_division(definition text, division integer) RETURNS TABLE (municipality text, year integer, r rate)
	LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT p.area, q.year::integer, kansrijk.rate(p.rate) FROM (%s) q, '
		'kansrijk.recode_rate(q.rate, q.municipality, q.year, %s) p GROUP BY 1, 2',
		kansrijk.definition_query(definition, 'bron', '{municipality}'), division);
END $$;
SELECT bag_eq(format('SELECT municipality, year, r::text FROM of_division(%L, 2021)', definition),
	format($$ SELECT CASE WHEN municipality IN ('0003', '0010', '0024') AND year < 2021 THEN '1979'
	ELSE municipality END, year,
		make_rate(count(*) FILTER (WHERE %1$s), count(%1$s), count(*) - count(%1$s))::text FROM b WHERE %2$s
			GROUP BY 1, 2 $$, event, scope), definition || ' on the division of 2021')
	FROM (VALUES ('preterm-24w-all', 'preterm', 'from24'), ('sga-24w-all', 'sga', 'from24')) v(definition, event,
		scope);
SELECT cmp_ok((SELECT denominator(r) FROM of_division('preterm-24w-all', 2021) WHERE municipality = '1979'
	AND year = 2020), '>', (SELECT max(denominator(r)) FROM of_division('preterm-24w-all', 2020)
	WHERE municipality IN ('0003', '0010', '0024') AND year = 2020), 'which is larger than each of the three');
SELECT is((SELECT rate(r) FROM of_division('preterm-24w-all', 2021)), counted('preterm-24w-all'),
	'and the country is the same');

-- The new ones: distributions, whose classes are the births.
CREATE FUNCTION classes(definition text) RETURNS TABLE (class text, n bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT breakdown::text, sum(kansrijk.numerator(rate))::bigint FROM (%s) q GROUP BY 1',
		kansrijk.definition_query(definition, 'bron'));
END $$;
SELECT bag_eq($$ SELECT * FROM classes('births-by-ga-22w') $$, $$ SELECT CASE WHEN ga < 168 THEN '22-23'
	WHEN ga < 196 THEN '24-27' WHEN ga < 224 THEN '28-31' WHEN ga < 259 THEN '32-36' WHEN ga < 273 THEN '37-38'
	WHEN ga < 294 THEN '39-41' WHEN ga >= 294 THEN '42+' END, count(*) FROM b WHERE from22
		GROUP BY 1 $$, 'births by weeks');
SELECT bag_eq($$ SELECT * FROM classes('births-by-weight-22w') $$, $$ SELECT CASE WHEN grams < 500 THEN '<500'
	WHEN grams < 1500 THEN '500-1499' WHEN grams < 2500 THEN '1500-2499' WHEN grams < 4500 THEN '2500-4499'
	WHEN grams >= 4500 THEN '4500+' END, count(*) FROM b WHERE from22 GROUP BY 1 $$, 'and by grams');

SELECT * FROM finish();
ROLLBACK;
