-- Figures as their publishers count them: what a good guess gets wrong. By number of the list of facts: here 1 to 3,
-- 10, 14, 17, 18, 20 and 22 (NL01); 4, 5 and 23 in sdc_policy.sql, 7 to 9, 11 to 14, 16, 19 and 21 as notes
-- (definition_note), 15 in series.sql and source.sql, 24 in source.sql; 6 in context.sql, 22 (pooled) and 25 below.
BEGIN;
SELECT no_plan();

CALL create_source_schema('statline');
CREATE FUNCTION counted(definition text, of_year integer, source text DEFAULT 'statline') RETURNS rate LANGUAGE plpgsql
	AS $$
DECLARE
	result rate;
BEGIN
	EXECUTE format('SELECT kansrijk.rate(rate) FROM (%s) q WHERE year = %s',
		kansrijk.definition_query(definition, source), of_year) INTO result;
	RETURN result;
END $$;

-- StatLine 80213ned, 2016: 172,418 born from 22 weeks, 819 still (159 at 22 weeks, 126 at 23), 376 dead in week 1 (69
-- and 67); of 424 born at 22 and 23 weeks 285 were still.
INSERT INTO statline.birth (birth_id, pregnancy_id, source, year, live_born, ga_days, birthweight, sex, mortality)
	SELECT row_number() OVER (), row_number() OVER (), 'test', 2016, live, ga, 600, 1, sterfte
	FROM (VALUES (159, false, 154, 1), (126, false, 161, 2), (534, false, 252, 1), (69, true, 154, 3),
		(67, true, 161, 3), (240, true, 252, 3),
		(3, true, 165, 0), (171220, true, 280, 0)) v(n, live, ga, sterfte), generate_series(1, n);
SELECT is(counted(definition, 2016), make_rate(numerator::bigint, denominator::bigint),
	format('%s of StatLine 2016: %s', definition, value))
	FROM published_figure WHERE source_document = 'statline-80213ned' ORDER BY id;
SELECT is(round(per_1000(counted(definition, 2016))::numeric, scale(value)), value, 'which is ' || value || ' per 1000')
	FROM published_figure WHERE source_document = 'statline-80213ned' ORDER BY id;
SELECT is(counted('perinatal-cbs-28w', 2016), '910/172133',
	'from 28 weeks: the stillborn of 22 and 23 weeks are out, the live born in');
UPDATE statline.birth SET ga_days = 190 WHERE birth_id IN (SELECT birth_id FROM statline.birth WHERE NOT live_born
	AND ga_days = 252 ORDER BY birth_id LIMIT 100);
SELECT is(counted('perinatal-cbs-28w', 2016), '810/172033', 'and those of 24 to 27 weeks');
SELECT is(counted('perinatal-28w-7d', 2016), '674/171894', 'the definition of the WHO has the limit on both sides');

-- Boundaries. A death before birth is no death, and a first visit on day 0 is not known.
CREATE SCHEMA grens;
CALL create_source_schema('grens');
INSERT INTO grens.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	mortality, death_date, first_visit_ga_days, apgar5)
	SELECT i, i, 'test', 2019, '2019-05-01', true, 280, 3500, 1, 0, date '2019-05-01' + died, visit, 7
	FROM (VALUES (1, NULL, 0), (2, 27, 69), (3, 28, 70), (4, 29, NULL), (5, -1, 71), (6, 0, 1), (7, NULL, 315)) v(i,
		died, visit);
SELECT is(counted(definition, 2019, 'grens'), expected::rate, definition || ': ' || what) FROM (VALUES
	('neonatal-live-27d', '2/6 ?1', 'day 0 to 27 are the first 28 days (Regiobeeld, MBRRACE)'),
	('neonatal-live-28d', '3/6 ?1', 'up to and including day 28 (Perined)'),
	('early-care-24w', '2/5 ?2', 'before day 70, and day 0 is no visit'),
	('late-care-22w', '2/5 ?2', 'after day 70')) v(definition, expected, what);
INSERT INTO grens.birth (birth_id, pregnancy_id, source, year, live_born, ga_days, birthweight, sex, mortality)
	SELECT i, i, 'test', 2020, i <> 9, ga, grams, 1, CASE i WHEN 9 THEN 1 ELSE 0 END
	FROM (VALUES (8, 182, 900), (9, 223, 1500), (10, 224, 1600), (11, 181, 850), (12, 223, 1500), (13, NULL, 3000),
		(14, 280, NULL), (15, 153, 400)) v(i, ga, grams);
SELECT is(counted('preterm-26-32w', 2020, 'grens'), '2/6 ?1', 'from 26+0 to 31+6, of live births');
SELECT is(counted('perinatal-28w-7d', 2020, 'grens'), '1/4', 'an unknown age is not in scope from 28 weeks');

INSERT INTO grens.source_delivery (relation, first_year, last_year) VALUES ('birth', 2019, 2020);

-- The publisher's denominator: the total, where unknown counts as no.
SELECT results_eq($$ SELECT definition, publisher_definition, year, rate, publisher_rate, round(difference::numeric, 2)
		FROM definition_differences('grens', '{big2-22w-all-total,late-care-22w-total,sga-22w-all-total}')
			WHERE year = 2020 OR definition ~ 'care' $$,
	$$ VALUES ('big2-22w-all', 'big2-22w-all-total', 2020, '5/5 ?2'::rate, '5/7'::rate, -28.57),
		('late-care-22w', 'late-care-22w-total', 2019, '2/5 ?2', '2/7', -11.43),
		('late-care-22w', 'late-care-22w-total', 2020, '0/0 ?7', '0/7', NULL),
		('sga-22w-all', 'sga-22w-all-total', 2020, '3/5 ?2', '3/7', -17.14) $$,
	'beside ours, and by how much they differ');
SELECT is_empty($$ SELECT p.id FROM indicator_definition p LEFT JOIN indicator_definition d ON d.id = p.unknown_as_no_of
	WHERE p.unknown_as_no_of IS NOT NULL AND (p.missing_rule, d.missing_rule, p.preference, p.indicator) IS DISTINCT
		FROM ('counted_as_no', 'excluded', 0, d.indicator) $$,
	'which exists, and is for the country only');
SELECT set_eq($$ SELECT DISTINCT m.code FROM indicator_set_member m
	JOIN indicator_definition p ON p.unknown_as_no_of = m.definition WHERE m.indicator_set = 'rivm-2020' $$,
	ARRAY['i7', 'i8', 'i11', 'i12', 'i12a', 'i12b'], 'the indicators of which RIVM says that it counts all');
SELECT is_empty($$ SELECT definition_differences(NULL) $$, 'no source, no rows');

-- Groups, units and names are those of the publishers.
SELECT set_eq($$ SELECT DISTINCT i.indicator_group FROM indicator i JOIN indicator_set_member m ON m.indicator = i.id
	WHERE m.indicator_set = 'rivm-2020' AND m.code IN ('i7', 'i8', 'i10', 'i11', 'i12', 'i13', 'i14', 'i15') $$,
	ARRAY['outcome'], 'i7 and i10 are outcome indicators as the others');
SELECT results_eq($$ SELECT id, unit, per, model FROM definition_unit
	WHERE id IN ('big2-24w-all', 'big2-22w-all', 'sga-24w-wsjg', 'perinatal-24w-7d', 'mother-debt')
	ORDER BY id COLLATE "C" $$,
	$$ VALUES ('big2-22w-all', '%', 100::numeric, 'binomial'), ('big2-24w-all', 'per 1000', 1000, 'binomial'),
		('mother-debt', '%', 100, 'binomial'),
		('perinatal-24w-7d', 'per 1000', 1000, 'poisson'), ('sga-24w-wsjg', 'per 1000', 1000, 'binomial') $$,
		'waarstaatjegemeente.nl gives Big2 per 1000');
SELECT is_empty($$ SELECT id FROM definition_unit WHERE unit IS NULL $$, 'every definition has a unit');
SELECT set_eq($$ SELECT id FROM definition_unit WHERE model IS NULL $$,
	ARRAY['births-live', 'births-24w-all', 'mothers-by-age', 'kraamzorg-mean-hours', 'births-by-ga-22w',
	'births-by-weight-22w', 'mothers-by-parity',
	'births-by-risk-factors', 'births-by-origin-of-parents', 'parents-by-age'],
	'and limits, but for numbers and means');
SELECT results_eq($$ SELECT d.id, d.name_nl FROM indicator_definition d WHERE indicator = 'K04' ORDER BY id $$,
	$$ VALUES ('kraamzorg-below-24', 'Wel kraamzorg, minder dan 24 uur'),
		('kraamzorg-below-24-or-none', 'Minder dan 24 uur kraamzorg, of geen') $$, 'with and without 0 hours');

-- Programmes: the population of a year is that of the year.
CREATE SCHEMA programma;
CALL create_source_schema('programma');
INSERT INTO programma.programme_unit (unit_kind, unit_code, year, province, municipality, impuls_tranche,
	centre_municipality)
	SELECT unit_kind, unit_code, year, province, municipality, impuls_tranche, centre_municipality
		FROM synthetic_programme_units();
INSERT INTO programma.programme_status (indicator, unit_kind, unit_code, reference_date, achieved, responded)
	SELECT indicator, unit_kind, unit_code, reference_date, achieved, responded FROM synthetic_programme_status();
SELECT is(round(per_100(counted(definition, last_year, 'programma'))::numeric), value,
	format('%s %s: %s, published %s %%', definition, last_year, counted(definition, last_year, 'programma'), value))
	FROM published_figure WHERE definition IN ('coalition-2020', 'coalition-gids-2020', 'plan-2020')
		AND value IS NOT NULL ORDER BY id;
SELECT is(denominator(counted('coalition-2020', 2019, 'programma')), 147::bigint,
	'147 municipalities had the grant in 2019');
SELECT is(whole_years('programma', 'plan-2020'), '{[2020,2021)}', 'and nobody asked for a plan');

-- Parents: classes of the number of risk factors add up to the births of which it is known, and a known factor settles
-- "at least one".
CREATE SCHEMA ouders;
CALL create_source_schema('ouders');
INSERT INTO ouders.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	mortality, death_date, nicu, picu,
		mother_kind, mother_id, father_kind, father_id, child_kind, child_id)
	SELECT i, i, 'test', 2019, '2019-05-01', true, CASE i WHEN 1 THEN 200 ELSE 280 END, 3500, 1, 0, CASE i
		WHEN 2 THEN date '2019-05-03' END, i <= 2, i = 3,
		'R', 'm' || i, 'R', CASE WHEN i <> 6 THEN 'f' || i END, 'R', 'c' || i FROM generate_series(1, 7) i;
INSERT INTO ouders.parent_year (person_kind, person_id, year, single_parent, income_social_minimum, social_assistance,
	wsnp, insurance_arrears, problematic_debt,
		mental_health_care, psychotropic_medication, education, origin, birth_year)
	SELECT 'R', who, 2018, single, income, assistance, wsnp, arrears, debt, care, pills, education, origin, born
	FROM (VALUES ('m1', true, 100, true, false, false, false, false, true, 1, 'NL', 1996),
		('m2', true, 130, false, false, false, false, false, false, 2, 'NL', 1990),
		('m3', false, 110, false, true, false, false, false, false, 3, 'westers', 1985),
		('m4', false, 200, false, false, false, false, false, false, 1, 'niet-westers', 1994),
		('f4', false, 200, false, false, false, false, false, false, 1, 'NL', 1980),
		('m5', true, NULL, false, false, false, false, false, false, NULL, NULL, NULL),
		('m6', false, 300, false, false, false, false, false, false, 2, 'NL', 1995)) v(who, single, income, assistance,
		wsnp, arrears, debt, care, pills, education, origin, born);
SELECT is(counted(definition, 2019, 'ouders'), expected::rate, definition) FROM (VALUES
	('risk-factors-0', '2/5 ?1'), ('risk-factors-1', '1/5 ?1'), ('risk-factors-2', '1/5 ?1'),
	('risk-factors-3-or-more', '1/6'), ('risk-factors-1-or-more', '4/6'),
	('low-income', '2/5 ?1'), ('low-income-120', '2/5 ?1'), ('low-income-assistance', '1/6'),
	('risk-factors-among-nicu', '2/2'), ('risk-factors-among-picu', '1/1'),
	('risk-factors-among-neonatal-death', '1/1'), ('risk-factors-among-preterm-26-32w', '1/1'),
	('risk-factors-among-all', '4/6'), ('parents-low-education-one', '2/5 ?1'),
	('parents-low-education-both', '1/4 ?2'), ('parents-parent-below-25', '2/5 ?1'),
	('parents-one-parent-known', '5/6'), ('parents-origin-outside-europe', '1/5 ?1'),
	('parents-origin-dutch', '3/5 ?1'),
	('births-live', '7/7'), ('births-by-risk-factors', '6/6'), ('births-by-origin-of-parents', '6/6'),
	('parents-middle-or-high-education', '3/5 ?1'), ('parents-by-age', '7/7')) v(definition, expected);

-- Young children: to 2 and to 4 years are to the end of the calendar year, by hours of kraamzorg; of two language items
-- one or both.
INSERT INTO ouders.episode VALUES ('R', 'c1', 'sleeping_disorder', '[2021-12-31,2022-02-01)'),
	('R', 'c2', 'sleeping_disorder', '[2022-01-01,2022-02-01)'),
	('R', 'c3', 'eating_disorder', '[2023-12-31,)'), ('R', 'c4', 'eating_disorder', '[2024-01-01,)'),
	('R', 'c5', 'excessive_crying', '[2019-05-02,2019-05-03)');
INSERT INTO ouders.kraamzorg SELECT i, 'R', 'm' || i, '2019-05-01', i * 10, false, true FROM generate_series(1, 6) i;
INSERT INTO ouders.child_examination (child_kind, child_id, examination_date, age_months, sex, two_word_sentences,
	points_to_body_parts)
	SELECT 'R', 'c' || i, '2021-05-01', 24, 1, a, b FROM (VALUES (1, false, false), (2, false, true), (3, true, true),
		(4, false, NULL), (5, true, NULL)) v(i, a, b);
SELECT is(counted(definition, of_year, 'ouders'), expected::rate, definition) FROM (VALUES
	('sleeping-disorder-2y', 2019, '1/7'), ('sleeping-disorder-4y', 2019, '2/7'), ('eating-disorder-2y', 2019, '0/7'),
	('eating-disorder-4y', 2019, '1/7'),
	('psychosocial-2y', 2019, '2/7'), ('psychosocial-4y', 2019, '4/7'), ('excessive-crying-by-kraamzorg', 2019, '1/6'),
	('language-both-items', 2021, '1/4 ?1'), ('language-one-item', 2021, '3/4 ?1')) v(definition, of_year, expected);
CREATE FUNCTION by_class(definition text, source text) RETURNS TABLE (class text, r rate) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT breakdown::text, rate FROM (%s) q ORDER BY breakdown COLLATE "C"',
		kansrijk.definition_query(definition, source));
END $$;
SELECT results_eq($$ SELECT * FROM by_class('sleeping-disorder-by-kraamzorg', 'ouders') $$, $$
	VALUES ('24-48', '0/2'::rate), ('<24', '1/2'), ('>=49', '0/2') $$, 'the classes of hours are rows');
SELECT results_eq($$ SELECT * FROM by_class('kraamzorg-below-24-by-origin', 'ouders') $$, $$ VALUES ('NL', '2/3'::rate),
	('niet-westers', '0/1'), ('westers', '0/1'), (NULL, '0/1') $$, 'origins too');
SELECT results_eq(format('SELECT class, numerator(r) FROM by_class(%L, ''ouders'')', definition), expected, definition)
	FROM (VALUES
	('births-by-risk-factors', $$ VALUES ('0', 2::bigint), ('1', 1), ('2', 1), ('3+', 1), (NULL, 1) $$),
	('births-by-origin-of-parents', $$ VALUES ('een of twee ouders Nederlands', 3::bigint),
		('een of twee ouders niet-westers', 1), ('overig westers', 1), (NULL, 1) $$),
	('parents-by-age', $$ VALUES ('23', 1::bigint), ('24', 1), ('25', 1), ('29', 1), ('34', 1), ('39', 1),
		(NULL, 1) $$)) v(definition, expected);
SELECT results_eq($$ SELECT * FROM by_class('kraamzorg-49-or-more-by-debt', 'ouders') $$, $$
	VALUES ('geen schulden', '2/5'::rate), ('schulden', '0/1') $$, 'of much care too');
SELECT is_empty($$ SELECT id FROM indicator_definition
	WHERE builtin AND (breakdown IS NULL) <> (breakdown_id IS NULL) $$, 'every breakdown of a definition has a name');

-- The mother: limits of age and weight, and the groups of Robson.
SELECT is(robson_group(parity, cs, children, lie, onset, ga), expected, format('Robson %s', expected)) FROM (VALUES
	(0, false, 1, 'cephalic', 'spontaneous', 259, 1), (0, NULL, 1, 'cephalic', 'induced', 280, 2),
	(0, false, 1, 'cephalic', 'caesarean', 280, 2), (2, false, 1, 'cephalic', 'spontaneous', 280, 3),
	(1, false, 1, 'cephalic', 'induced', 280, 4), (1, true, 1, 'cephalic', 'spontaneous', 280, 5),
	(0, false, 1, 'breech', 'caesarean', 250, 6), (3, true, 1, 'breech', 'caesarean', 280, 7),
	(NULL, NULL, 2, NULL, NULL, NULL, 8), (1, true, 1, 'other', 'caesarean', 280, 9),
	(1, true, 1, 'cephalic', 'spontaneous', 258, 10), (1, NULL, 1, 'cephalic', 'spontaneous', 280, NULL),
	(0, false, NULL, 'cephalic', 'spontaneous', 280, NULL), (0, false, 1, 'cephalic', 'spontaneous', NULL, NULL),
	(0, false, 1, 'cephalic', NULL, 280, NULL)) v(parity, cs, children, lie, onset, ga, expected);
INSERT INTO grens.birth (birth_id, pregnancy_id, source, year, live_born, ga_days, birthweight, sex, mortality,
	mother_age, parity, plurality, birth_order, delivery_mode, labour_onset, presentation, smoking, mother_bmi)
	SELECT i, pregnancy, 'test', 2019 + 2, true, 280, grams, 1, 0, age, parity, children, place, mode, onset,
		'cephalic', smoking, bmi
	FROM (VALUES (30, 30, 2499, 19, 3, 1, 1, 'spontaneous', 'spontaneous', true, 24.9),
		(31, 31, 2500, 20, 2, 1, 1, 'caesarean_planned', 'caesarean', false, 25.0),
	(32, 32, 4500, 34, 0, 2, 1, 'caesarean_unplanned', 'induced', NULL, 29.9),
		(33, 32, NULL, 34, 0, 2, 2, 'caesarean_unplanned', 'induced', NULL, 29.9),
		(34, 34, 4000, 35, NULL, 1, 1, NULL, NULL, false, 30.0), (35, 35, 3000, 40, 4, 1, 1, 'instrumental',
			'spontaneous', false, NULL))
		v(i, pregnancy, grams, age, parity, children, place, mode, onset, smoking, bmi);
SELECT is(counted(definition, 2021, 'grens'), expected::rate, definition)
	FROM (VALUES ('teenage-mothers', '1/5'), ('mothers-35-or-more', '2/5'), ('mothers-40-or-more', '1/5'),
	('fourth-or-later-child', '2/4 ?1'),
	('multiples', '1/5'), ('smoking-pregnancy', '1/4 ?1'), ('mothers-overweight', '3/4 ?1'),
	('mothers-obese', '1/4 ?1'), ('caesarean', '2/4 ?1'), ('instrumental', '1/4 ?1'), ('induced', '1/4 ?1'),
	('birthweight-below-2500-24w', '1/5 ?1'), ('caesarean-by-robson', '2/4 ?1')) v(definition, expected);
SELECT is(counted('lga-24w-all', 2021, 'grens'),
	format('%s/5 ?1', (SELECT count(*) FROM grens.birth WHERE year = 2021 AND birthweight > birthweight_cutoff(280, 1,
	90)))::rate, 'above the ninetieth percentile');
SELECT set_eq($$ SELECT rule FROM source_findings('grens', '{birth}') WHERE rule ~ 'caesarean|onset|age_differs' $$,
	ARRAY[]::text[], 'a delivery that agrees with itself');
UPDATE grens.birth SET previous_caesarean = true, delivery_mode = 'spontaneous' WHERE birth_id IN (31, 32);
SELECT set_eq($$ SELECT rule FROM source_findings('grens', '{birth}') WHERE rule ~ 'caesarean|onset|age_differs' $$,
	ARRAY['birth.caesarean_before_first', 'birth.onset_differs'], 'and one that does not');

-- The bands of Euro-Peristat: each from its first week or gram, what is not known beside them, together the total.
INSERT INTO grens.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	mortality, death_date, parity)
	SELECT i, i, 'test', 2018, '2018-05-01', code NOT IN (1, 2), ga, grams, 1, code, date '2018-05-01' + died, i % 6
	FROM (VALUES (60, 153, 500, 1, NULL::integer), (61, 154, 499, 1, NULL), (62, 167, 500, 3, 0), (63, 168, 700, 4, 27),
		(64, 195, 800, 4, 28), (65, 196, 1499, 0, NULL), (66, 223, 1500, 0, NULL), (67, 224, 1501, 2, NULL),
		(68, 258, 2499, 0, NULL), (69, 259, 2500, 5, 364), (70, 272, 3000, 5, 365), (71, 273, 4499, 0, NULL),
		(72, 293, 4500, 0, NULL), (73, 294, NULL, 0, NULL), (74, NULL, 500, 6, NULL), (75, NULL, 499, 0, NULL)) v(i, ga,
		grams, code, died);
CREATE FUNCTION of_2018(definition text) RETURNS TABLE (class text, r rate) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT breakdown::text, rate FROM (%s) q WHERE year = 2018 ORDER BY breakdown COLLATE '
		'"C"', kansrijk.definition_query(definition, 'grens'));
END $$;
SELECT results_eq(format('SELECT * FROM of_2018(%L)', definition), expected, definition) FROM (VALUES
	('births-by-ga-22w', $$ VALUES ('22-23', '2/2'::rate), ('24-27', '2/2'), ('28-31', '2/2'), ('32-36', '2/2'),
		('37-38', '2/2'), ('39-41', '2/2'), ('42+', '1/1'), (NULL, '1/1') $$),
	('births-by-weight-22w', $$ VALUES ('1500-2499', '3/3'::rate), ('2500-4499', '3/3'), ('4500+', '1/1'),
		('500-1499', '5/5'), ('<500', '1/1'), (NULL, '1/1') $$),
	('fetal-by-ga-22w', $$ VALUES ('22-23', '1/2'::rate), ('24-27', '0/2'), ('28-31', '0/2'), ('32-36', '1/2'),
		('37-38', '0/2'), ('39-41', '0/2'), ('42+', '0/1'), (NULL, '0/0 ?1') $$),
	('fetal-by-weight-22w', $$ VALUES ('1500-2499', '1/3'::rate), ('2500-4499', '0/3'), ('4500+', '0/1'),
		('500-1499', '0/4 ?1'), ('<500', '1/1'), (NULL, '0/1') $$),
	('neonatal-by-ga-live-27d', $$ VALUES ('22-23', '1/1'::rate), ('24-27', '1/2'), ('28-31', '0/2'), ('32-36', '0/1'),
		('37-38', '0/2'), ('39-41', '0/2'), ('42+', '0/1'), (NULL, '0/2') $$),
	('infant-by-weight-live', $$ VALUES ('1500-2499', '0/2'::rate), ('2500-4499', '1/3'), ('4500+', '0/1'),
		('500-1499', '3/5'), ('<500', '0/1'), (NULL, '0/1') $$),
	('mothers-by-parity', $$ VALUES ('0', '2/2'::rate), ('1', '3/3'), ('2', '3/3'), ('3+', '6/6') $$)) v(definition,
	expected);
SELECT is(counted(definition, 2018, 'grens'), expected::rate, definition)
	FROM (VALUES ('neonatal-22w-live-27d', '2/12'), ('neonatal-24w-live-27d', '1/10'),
	('fetal-22w', '2/13 ?1')) v(definition, expected);
SELECT is_empty($$ SELECT m.code FROM indicator_set_member m WHERE m.indicator_set = 'euro-peristat' AND m.definition
	IS NULL $$, 'every core indicator has its definition');
SELECT is(class_label(v, bounds), expected, format('%s in %s', v, bounds))
	FROM (VALUES (21, '{22,24}'::integer[], '<22'), (22, '{22,24}', '22-23'), (23, '{22,24}', '22-23'),
	(24, '{22,24}', '24+'), (0, '{0,1,2,3}', '0'),
	(3, '{0,1,2,3}', '3+'), (-5, '{0}', '<0'), (0, '{0}', '0+'), (NULL, '{0}', NULL), (1, NULL, NULL),
	(2147483647, '{1}', '1+'), (-2147483648, '{-2147483648,0}', '-2147483648--1'), (1, '{}', NULL)) v(v, bounds,
	expected);
SELECT throws_ok($$ SELECT class_label(1, '{1,NULL}') $$, '22004', NULL, 'a bound that is NULL');
SELECT throws_ok($$ SELECT class_label(1, '{{1,2},{3,4}}') $$, '2202E', NULL, 'no list');

-- The newest publishers: codes 5 and 6 in two ways, MBRRACE's limits, parents of either kind, a mother once a year.
INSERT INTO grens.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, ga_days, birthweight, sex,
	mortality, death_date, mother_kind, mother_id, birth_order, first_visit_ga_days)
	SELECT i, i, 'test', 2022, '2022-05-01', code NOT IN (1, 2), ga, grams, 1, code, date '2022-05-01' + died, 'R',
		mother, 1, visit
	FROM (VALUES (40, 280, 3000, 0, NULL, 'a', 71), (41, 280, 3000, 1, NULL, 'a', 60), (42, 280, 3000, 3, 7, 'b', NULL),
		(43, 280, 3000, 4, 28, 'c', 72), (44, 280, 3000, 5, 29, 'd', 50), (45, 280, 3000, 6, NULL, 'e', 50),
		(46, NULL, 400, 4, 27, 'f', 50), (47, NULL, 399, 4, 27, 'g', 50), (48, 280, 3000, 5, 364, 'h', 50)) v(i, ga,
		grams, code, died, mother, visit);
INSERT INTO grens.parent_year (person_kind, person_id, year, wsnp, insurance_arrears, mental_health_care,
	psychotropic_medication)
	SELECT 'R', who, 2022, wsnp, arrears, care, pills
		FROM (VALUES ('a', true, false, false, false), ('b', false, false, false, true),
		('c', NULL, false, NULL, false), ('d', false, false, false, false)) v(who, wsnp, arrears, care, pills);
SELECT is(counted(definition, 2022, 'grens'), expected::rate, definition)
	FROM (VALUES ('perinatal-24w-28d', '3/6 ?1'), ('perinatal-24w-28d-phase-no', '3/7'),
	('perinatal-24w-28d-later-unknown', '3/4 ?3'),
	('neonatal-24w-28d', '2/6 ?1'), ('infant-24w', '4/6 ?1'), ('infant-live', '6/8'),
	('perinatal-24w-27d-mbrrace', '3/8'), ('late-care-24w-mother', '2/6'),
	('parents-debt-24w-mother', '1/3 ?1'), ('parents-mental-health-24w-mother', '1/3 ?1')) v(definition, expected);

-- Before pregnancy: a share of girls is not a share of mothers; a consultation counts in the year of delivery and the
-- year before.
CREATE SCHEMA vooraf;
CALL create_source_schema('vooraf');
INSERT INTO vooraf.birth (birth_id, pregnancy_id, source, year, live_born, ga_days, mother_kind, mother_id, mother_age)
	SELECT i, i, 'test', year, true, 280, 'R', mother, age
		FROM (VALUES (1, 2020, 'a', 19), (2, 2020, 'b', 20), (3, 2020, 'b', 20), (4, 2019, 'c', 30), (5, 2020, 'd', 14),
		(6, 2020, NULL, 30)) v(i, year, mother, age);
INSERT INTO vooraf.population (person_kind, person_id, year, reference_date, age, preconception_care, municipality)
	SELECT 'R', who, year, make_date(year, 12, 31), age, consulted, NULL
		FROM (VALUES ('a', 2020, 19, false), ('b', 2020, 20, NULL::boolean), ('c', 2020, 31, false),
		('d', 2020, 14, false), ('e', 2020, 49, false), ('f', 2020, 50, false), ('g', 2020, 15, false),
		('h', 2020, 40, false), ('a', 2019, 18, true), ('b', 2019, 19, false), ('d', 2019, 13, false)) v(who, year, age,
		consulted);
INSERT INTO vooraf.parent_year (person_kind, person_id, year, single_parent, income_social_minimum, social_assistance,
	wsnp, insurance_arrears, problematic_debt, mental_health_care, psychotropic_medication)
	SELECT 'R', who, 2020, single, income, false, false, arrears, false, care, false
		FROM (VALUES ('a', false, 119, false, false), ('b', true, NULL, false, true), ('e', false, 120, true, NULL),
		('f', true, 90, true, true), ('g', false, 150, false, false)) v(who, single, income, arrears, care);
SELECT is(counted(definition, 2020, 'vooraf'), expected::rate, definition)
	FROM (VALUES ('fertility-15-49', '2/6'), ('fertility-15-19', '1/2'), ('teenage-mothers', '2/5'),
	('preconception-care', '1/2 ?1'),
	('women-15-49-low-income', '1/3 ?3'), ('women-15-49-debt', '1/4 ?2'), ('women-15-49-mental-health', '1/3 ?3'),
	('women-15-49-risk-factors', '3/4 ?2')) v(definition, expected);
SELECT is(whole_years('vooraf', 'preconception-care'), '{[2020,2021)}', 'that of the year before is needed too');
SELECT bag_eq($$ SELECT rule, failing FROM source_findings('vooraf', '{population}', '{error,warning,notice}')
	WHERE rule ~ '^population[.](duplicate|id|ref|area|mother)' $$,
	$$ VALUES ('population.area_unknown', 11::bigint), ('population.mother_missing', 1) $$,
		'women of whom no area is known, and c, who is not there in the year that she gave birth, are told');
INSERT INTO vooraf.birth (birth_id, pregnancy_id, source, year, live_born, mother_kind, mother_id, mother_age)
	VALUES (7, 7, 'test', 2020, true, 'R', 'z', 30);
UPDATE vooraf.population SET reference_date = '2022-01-01' WHERE person_id = 'h';
SELECT bag_eq($$ SELECT rule, failing FROM source_findings('vooraf', '{population}')
	WHERE rule ~ '^population[.](duplicate|id|ref|area|mother)' $$,
	$$ VALUES ('population.mother_missing', 2::bigint), ('population.reference_date_differs', 1) $$,
		'so are one more, and another year');
CREATE SCHEMA vrouwen;
CALL create_source_schema('vrouwen');
CALL load_synthetic_source('vrouwen', 1000, 1, 2019, 2);
SELECT is_empty($$ SELECT * FROM (SELECT whole_years('vrouwen', d.id) AS years FROM indicator_definition d
	WHERE d.indicator ~ '^V0') y WHERE years <> '{}' $$, 'without a population no figures of it');
CALL load_synthetic_population('vrouwen', 10);
SELECT is(whole_years('vrouwen', d.id), CASE d.indicator WHEN 'V04' THEN '{[2018,2021)}'
	ELSE '{[2019,2021)}' END::int4multirange, d.id || ' has its years') FROM indicator_definition d
	WHERE d.indicator ~ '^V0' ORDER BY d.id;
SELECT ok(per_1000(counted('fertility-15-49', 2020, 'vrouwen')) BETWEEN 80 AND 120,
	'one woman in ten gives birth, as was asked for');
SELECT ok(unknown(counted('women-15-49-risk-factors', 2020,
	'vrouwen')) < 0.1 * denominator(counted('women-15-49-risk-factors', 2020, 'vrouwen')),
	'and of most it is known how they live');
SELECT is_empty($$ SELECT rule, failing FROM source_findings('vrouwen') WHERE rule ~ '^population'
	AND rule !~ 'mother_missing' $$, 'nothing is wrong with them');
SELECT throws_ok(call, code, message, message)
	FROM (VALUES ($$ CALL load_synthetic_population('vrouwen') $$, '55000',
	'source "vrouwen" has a population already, or births that are not synthetic'),
	($$ CALL load_synthetic_population('vooraf') $$, '55000',
		'source "vooraf" has a population already, or births that are not synthetic'),
	($$ CALL load_synthetic_population('vrouwen', 0) $$, '22023', 'women per birth must be from 1 to 100'),
	($$ CALL load_synthetic_population(NULL) $$, '22004', 'arguments of load_synthetic_population must not be null'),
	($$ CALL load_synthetic_population('nergens') $$, '42P01', 'source "nergens" has no table "birth"')) v(call, code,
	message);

-- Out of home: every day of the year counts, so does a measure that ends on 31 December.
CREATE SCHEMA huis;
CALL create_source_schema('huis');
INSERT INTO huis.birth (birth_id, pregnancy_id, source, year, birth_date, live_born, child_kind, child_id) SELECT i, i,
	'test', 2019, '2019-03-01', true, 'R', 'c' || i FROM generate_series(1, 4) i;
INSERT INTO huis.episode SELECT 'R', child, kind, daterange(first::date, last::date, '[]')
	FROM (VALUES ('c1', 'child_protection', '2019-05-01', '2019-12-31'), ('c1', 'residential_care', '2019-12-31',
	'2020-03-01'),
	('c2', 'child_protection', '2019-05-01', '2019-06-30'), ('c2', 'residential_care', '2019-07-01', NULL),
	('c3', 'child_protection', '2020-01-01', NULL), ('c3', 'residential_care', '2019-07-01', '2020-01-01')) v(child,
	kind, first, last);
SELECT results_eq($$ SELECT year, rate FROM (SELECT 2019 AS year, counted('placement-overlap', 2019, 'huis') AS rate
	UNION ALL SELECT 2020, counted('placement-overlap', 2020, 'huis')) q $$,
	$$ VALUES (2019, '1/4'::rate), (2020, '1/4') $$,
		'a day in common in the year, at its end or its beginning; not one after the other');

-- Published figures that must agree with one another (VZinfo 2019: 790 stillborn and 483 neonatal deaths).
SELECT is((SELECT numerator FROM published_figure WHERE id = 'F263') - (SELECT numerator FROM published_figure
	WHERE id = 'F262'), 790::numeric, 'stillbirths are the rest');
SELECT ok(numrange(f.numerator / (f.value + 0.05),
	f.numerator / (f.value - 0.05)) && numrange(g.numerator / (g.value + 0.05), g.numerator / (g.value - 0.05)),
	'per 1000 live and still births, both') FROM published_figure f, published_figure g WHERE f.id = 'F263'
	AND g.id = 'F262';

-- Five years are events over units of the years, not a mean of rates (RIVM); a stratum of which the events are unknown
-- makes the standardised rate unknown, where PHEindicatormethods counts none and goes on.
SELECT is(rate(r), '25/1100', 'pooled') FROM unnest('{5/100,20/1000}'::rate[]) r;
SELECT isnt(round(per_100(rate(r))::numeric, 2), round(avg(per_100(r))::numeric, 2),
	'a mean of rates is another figure') FROM unnest('{5/100,20/1000}'::rate[]) r;
SELECT is((dsr(x, n, 1)).value, NULL, 'one stratum is not known') FROM (VALUES (20, 1000), (NULL, 500)) v(x, n);
SELECT isnt((dsr(coalesce(x, 0), n, 1)).value, NULL, 'said to be none, it is')
	FROM (VALUES (20, 1000), (NULL, 500)) v(x, n);
-- What others publish comes with its symbols: a point is no zero.
SELECT is((s.value, s.symbol)::text, expected, cell) FROM (VALUES ('.', '(,unknown)'), ('0', '(0,below_half)'),
	('', '(,impossible)')) v(cell, expected), statline_value(cell) s;

-- Codes of CBS.
SELECT is(cbs_area_code(kind, area), expected, format('%s %s', kind, area))
	FROM (VALUES ('land', 'NL', 'NL01'), ('provincie', 'Noord-Holland', 'PV27'), ('provincie', 'PV31', 'PV31'),
	('provincie', '?', NULL), ('gemeente', '0363', 'GM0363'), ('gemeente', 'S001', NULL),
	('gemeente', 'Utrecht/?', NULL), ('wijk', '036301', 'WK036301'), ('buurt', '03630101', 'BU03630101'),
	('pc4', '1012', '1012'), ('stadsdeel', '0363/Noord', NULL), ('corop', 'CR23', 'CR23'), ('ggd', 'GG1406', 'GG1406'),
	('eigen', 'wijkteam 1', NULL), ('land', NULL, NULL)) v(kind, area, expected);
SELECT is((SELECT count(DISTINCT cbs_area_code('provincie', a.name)) FROM synthetic_areas(2019) a
	WHERE a.kind = 'provincie'), 12::bigint, 'all provinces');

SELECT * FROM finish();
ROLLBACK;
