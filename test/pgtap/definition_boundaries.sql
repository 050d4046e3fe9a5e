-- Every row of test/data/definition_boundaries.csv, the boundaries on which
-- practice differs: what the functions say against what the file expects.
-- Its rows "suppressie" are about sdc_primary: see sdc_policy.sql.
BEGIN;
SELECT no_plan();

CREATE TEMP TABLE boundary (line int GENERATED ALWAYS AS IDENTITY, subject text, input text, variant text,
	expected text, reason text);
\copy boundary (subject, input, variant, expected, reason) FROM 'test/data/definition_boundaries.csv' WITH (FORMAT csv, HEADER)

CREATE TEMP TABLE answer (subject text, input text, variant text, given text);
INSERT INTO answer
SELECT subject, input, variant, CASE event WHEN true THEN '1' WHEN false THEN '0' ELSE 'NULL' END
FROM (VALUES
	('preterm', 'ga_days=258', '<37w', is_preterm(258)),
	('preterm', 'ga_days=259', '<37w', is_preterm(259)),
	('preterm', 'ga_days=NULL', '<37w', is_preterm(NULL)),
	('in_scope', 'ga_days=153', '>=22w', in_scope(153, min_weeks => 22)),
	('in_scope', 'ga_days=154', '>=22w', in_scope(154, min_weeks => 22)),
	('in_scope', 'ga_days=167', '>=24w', in_scope(167, min_weeks => 24)),
	('in_scope', 'ga_days=168', '>=24w', in_scope(168, min_weeks => 24)),
	('in_scope', 'ga_days=NULL;gewicht=500', '>=22w WHO-terugval', in_scope(NULL, 500, min_weeks => 22)),
	('in_scope', 'ga_days=NULL;gewicht=499', '>=22w WHO-terugval', in_scope(NULL, 499, min_weeks => 22)),
	('in_scope', 'ga_days=NULL;gewicht=500', '>=24w', in_scope(NULL, 500, min_weeks => 24)),
	('sga', 'hoftiezer=9.99', '<10', is_sga(9.99)),
	('sga', 'hoftiezer=10', '<10', is_sga(10)),
	('sga', 'gewicht=p10', 'tabel p10', is_sga(birthweight_p10(280, 1), 280, 1)),
	('sga', 'geslacht=3 of NULL', 'tabel p10', is_sga(birthweight_p10(280, 2), 280, 3)),
	('sga', 'ga_days=NULL', 'tabel p10', is_sga(3000, NULL, 1)),
	('big2', 'vroeg=1;sga=NULL', 'OR', is_big2(NULL, 258, 1)),
	('big2', 'vroeg=0;sga=NULL', 'OR', is_big2(NULL, 259, 1)),
	('start_na_10w', 'amddd1ond=70', '>70', starts_late(70)),
	('start_na_10w', 'amddd1ond=71', '>70', starts_late(71)),
	('start_na_10w', 'amddd1ond=NULL', '>70', starts_late(NULL)),
	('start_voor_10w', 'amddd1ond=69', '<70 (WSJG: voor 10 weken)', starts_early(69)),
	('start_voor_10w', 'amddd1ond=70', '<70', starts_early(70)),
	('sterfte', 'sterfte=0', 'perinataal 7d', perinatal_death(0, 7)),
	('sterfte', 'sterfte=1', 'perinataal 7d', perinatal_death(1, 7)),
	('sterfte', 'sterfte=2', 'perinataal 7d', perinatal_death(2, 7)),
	('sterfte', 'sterfte=3', 'perinataal 7d', perinatal_death(3, 7)),
	('sterfte', 'sterfte=4', 'perinataal 7d', perinatal_death(4, 7)),
	('sterfte', 'sterfte=4', 'perinataal 28d', perinatal_death(4, 28)),
	('sterfte', 'sterfte=5', 'perinataal 28d', perinatal_death(5, 28)),
	('sterfte', 'sterfte=5', 'zuigeling (RIVM 3:5)', infant_death(5)),
	('sterfte', 'geboren d; overleden d+7', 'dag 0..7', perinatal_death(false, '2020-05-01', '2020-05-08')),
	('sterfte', 'geboren d; overleden d+8', 'perinataal 7d', perinatal_death(false, '2020-05-01', '2020-05-09')),
	('sterfte', 'geboren d; overleden d+28', 'neonataal', neonatal_death('2020-05-01'::date, '2020-05-29')),
	('laag_inkomen', 'INHARMLAG=100', '<=100 (2024)', is_low_income(100, limit_percent => 100, inclusive => true))
) v(subject, input, variant, event);

INSERT INTO answer VALUES
	('sterfte', 'sterfte=6', 'alle', (SELECT CASE WHEN num_nulls(fetal_death(6), perinatal_death(6, 7),
		perinatal_death(6, 28), neonatal_death(6), infant_death(6)) = 5 THEN 'NULL' END)),
	('sterfte', 'geboren 2020-12-28; overleden 2021-01-04', 'perinataal 7d',
		(SELECT format('%s in jaar %s', numerator(rate(perinatal_death(false, born, '2021-01-04'))),
			date_part('year', born)) FROM (VALUES ('2020-12-28'::date)) v(born) GROUP BY born)),
	('kraamzorg_klasse', 'uren=0', 'ahti', kraamzorg_class(0)),
	('kraamzorg_klasse', 'uren=23.99', 'ahti', kraamzorg_class(23.99)),
	('kraamzorg_klasse', 'uren=24', 'ahti', kraamzorg_class(24)),
	('kraamzorg_klasse', 'uren=48.5', 'ahti', kraamzorg_class(48.5)),
	('kraamzorg_klasse', 'uren=49', 'ahti', kraamzorg_class(49)),
	('kraamzorg_klasse', 'uren=49', 'RIVM fcase', kraamzorg_class(49)),
	('uithuisplaatsing', 'maatregel [1,10], verblijf [10,20]', 'overlap >=1 dag',
		episodes_overlap('[2020-01-01,2020-01-10]', '[2020-01-10,2020-01-20]')::int),
	('uithuisplaatsing', 'maatregel [1,9], verblijf [10,20]', 'overlap >=1 dag',
		episodes_overlap('[2020-01-01,2020-01-09]', '[2020-01-10,2020-01-20]')::int),
	('inkomen_kwintiel', 'INHP100HGEST=-1', 'kwintiel', coalesce(income_quintile(-1)::text, 'NULL')),
	('inkomen_kwintiel', 'INHP100HGEST=20', 'kwintiel', income_quintile(20)),
	('ratio_1_op_N', '20/10208', '1:N', format('1:%s', round(one_in('20/10208'))));

-- Where these functions mean to differ from what practice does
CREATE TEMP TABLE deviation (input text, variant text, here text, why text);
INSERT INTO deviation VALUES
	('uren=48.5', 'ahti', '24-48', 'here the classes are half-open, so that nobody falls between them'),
	('uren=49', 'RIVM fcase', '>=49', 'here 49 hours have a class');

SELECT is(a.given, coalesce(d.here, b.expected),
	concat_ws('; ', format('line %s: %s, %s, %s', b.line + 1, b.subject, b.input, b.variant), b.reason, d.why))
FROM boundary b LEFT JOIN answer a USING (subject, input, variant) LEFT JOIN deviation d USING (input, variant)
WHERE b.subject <> 'suppressie' ORDER BY b.line;
SELECT is(count(*), 4::bigint, 'four rows are left to sdc_policy.sql') FROM boundary WHERE subject = 'suppressie';

SELECT * FROM finish();
ROLLBACK;
