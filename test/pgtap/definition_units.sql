-- Definitions over messy deliveries: whatever is joined, each unit counts once, and absent is not zero.
BEGIN;
SELECT no_plan();

CALL create_source_schema('bron');
CREATE FUNCTION counted(definition text, of_year integer DEFAULT NULL, source text DEFAULT 'bron') RETURNS text
	LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT kansrijk.rate(rate)::text FROM (%s) q WHERE %L IS NULL OR year = %2$L',
		kansrijk.definition_query(definition, source), of_year)
		INTO result;
	RETURN result;
END $$;

-- a: one trajectory; b: twins, and an insurer changed; c: two deliveries in a month's time, two trajectories; d: as c,
-- with one trajectory; e: hours of one of two are unknown; f: no care, said twice; g: twins on both sides of a month's
-- end; h: nothing.
INSERT INTO bron.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	plurality, mortality,
		parity, mother_kind, mother_id, child_kind, child_id, first_visit_ga_days)
	SELECT birth, pregnancy, 'test', 2019, born::date, true, 280, 3500, 1, 1, 0, 0, 'R', mother, 'R', 'c' || birth, 60
	FROM (VALUES (1, 1, 'a', '2019-03-10'), (2, 2, 'b', '2019-03-10'), (3, 2, 'b', '2019-03-10'),
		(4, 3, 'c', '2019-04-28'), (5, 4, 'c', '2019-05-03'),
		(6, 5, 'd', '2019-04-28'), (7, 6, 'd', '2019-05-03'), (8, 7, 'e', '2019-06-01'), (9, 8, 'f', '2019-06-01'),
		(10, 9, 'g', '2019-07-31'), (11, 9, 'g', '2019-08-01'), (12, 10, 'h', '2019-09-01')) v(birth, pregnancy, mother,
		born);
INSERT INTO bron.kraamzorg
	SELECT row_number() OVER (), 'R', mother, month::date, hours, stay, insured
	FROM (VALUES ('a', '2019-03-01', 30.0, false, true), ('b', '2019-03-01', 20, false, true),
		('b', '2019-03-01', 30, false, true),
		('c', '2019-04-01', 0, false, true), ('c', '2019-05-01', 10, false, true), ('d', '2019-04-01', 24, true, true),
		('e', '2019-06-01', 5, false, true), ('e', '2019-06-01', NULL, NULL, false),
		('f', '2019-06-01', 0, false, false), ('f', '2019-07-01', 0, false, NULL),
		('g', '2019-07-01', 12, false, true), ('g', '2019-08-01', 12, false, true)) v(mother, month, hours, stay,
		insured);

SELECT is(counted(definition), expected, definition || ': ' || what) FROM (VALUES
	('no-kraamzorg-live-birth', '2/10 ?2', 'children, of whom c''s first and f had none, and d''s second and h is not '
		'known'),
	('no-kraamzorg-mother', '1/7 ?1', 'mothers: without care at every delivery'),
	('no-kraamzorg-no-stay', '2/6', 'deliveries without a stay; of e that is not known'),
	('kraamzorg-below-24', '1/6', 'the hours of a delivery are added up'),
	('kraamzorg-24-49', '2/6', 'a, and both halves of g'),
	('kraamzorg-49-or-more', '1/6', 'b'),
	('hospital-stay', '1/7 ?3', 'a stay that one of two trajectories does not tell is not known'),
	('no-insurance-data', '0/7 ?1', 'insurance data that one of two has are known')) v(definition, expected, what);
SELECT results_eq($$ SELECT rule, rows, failing FROM check_source('bron')
		WHERE rule IN ('kraamzorg.several', 'kraamzorg.no_delivery', 'birth.deliveries_close')
			ORDER BY rule COLLATE "C" $$,
	$$ VALUES ('birth.deliveries_close', 10::bigint, 2::bigint), ('kraamzorg.no_delivery', 10, 0),
		('kraamzorg.several', 10, 2) $$,
	'several trajectories, and deliveries within weeks of one another, are told');
INSERT INTO bron.kraamzorg VALUES (100, 'R', 'a', '2019-05-01', 99, true, true),
	(101, 'R', 'z', '2019-05-01', 99, true, true);
SELECT is(failing, 2::bigint, 'hours without a delivery are told') FROM check_source('bron')
	WHERE rule = 'kraamzorg.no_delivery';
SELECT is(counted('kraamzorg-49-or-more'), '1/6', 'and count nowhere');

-- Whatever a definition joins, every child has one row (and one for each age).
CREATE FUNCTION rows_of(relation text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	result bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM ' || replace(relation, '@source@', 'bron') INTO result;
	RETURN result;
END $$;
INSERT INTO bron.parent_year (person_kind, person_id, year) SELECT DISTINCT 'R', mother_id, y FROM bron.birth,
	generate_series(2018, 2019) y;
INSERT INTO bron.episode SELECT 'R', child_id, k, daterange('2019-01-01', '2020-01-01')
	FROM bron.birth, unnest('{child_protection,residential_care,excessive_crying,child_protection}'::text[]) k;
SELECT is(rows_of(relation), CASE WHEN relation ~ 'generate_series\(0, 1\)' THEN 24 ELSE 12 END::bigint,
	'rows of ' || string_agg(id, ', ' ORDER BY id))
	FROM indicator_definition WHERE relation ~ '@source@\.birth [bc]\M' GROUP BY relation ORDER BY min(id);

-- The population register has live births only, so a stillbirth changes no figure that comes from it.
UPDATE bron.parent_year SET single_parent = false, social_assistance = true, income_social_minimum = 200, wsnp = false,
	insurance_arrears = false,
	problematic_debt = false, mental_health_care = true, psychotropic_medication = false, income_percentile = 50,
		predicted_vulnerable = false;
CREATE TEMP TABLE live AS SELECT id, counted(id) AS was FROM indicator_definition
	WHERE indicator IN ('P06', 'P11', 'P12', 'P13', 'S02', 'S03', 'S04', 'S06', 'S07', 'S08', 'S09', 'D01')
		AND id !~ '2[24]w';
INSERT INTO bron.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	plurality, mortality,
		mother_kind, mother_id, nicu, picu)
	VALUES (20, 20, 'test', 2019, '2019-03-10', false, 200, 1000, 1, 1, 1, 'R', 'a', true, true),
		(21, 21, 'test', 2019, '2019-03-10', false, 200, 1000, 1, 1, 1, 'G', NULL, NULL, NULL);
SELECT is(counted(id), was, id || ' is of registered live births') FROM live ORDER BY id;
SELECT is(counted('risk-factors-1-or-more'), '12/12', 'and these are counted');

SELECT * FROM finish();
ROLLBACK;
