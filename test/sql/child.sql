-- Definitions of child outcomes, geography and delivered values: every error.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never

-- Weight
SELECT iotf_cutoff(30, 1, 'fat');
SELECT iotf_cutoff(30, 5, 'obesity');
SELECT is_overweight(17, 30, 1, edition => 2005);
SELECT is_overweight(17, 30, 1, edition => NULL);
SELECT is_overweight(17, 30, 1, min_age_months => 12);

-- Language
SELECT van_wiechen_code('x');
SELECT language_delay(0, 1);
SELECT language_delay(1, 1, negatives => 3);
SELECT language_advice(30, score_at_2 => 5);

-- Areas
BEGIN;
INSERT INTO area_transition VALUES ('S', 2018, 'T', 2019, NULL, 0.7), ('S', 2018, 'U', 2019, NULL, 0.7);
SELECT * FROM recode_area('S', 2018, 2019);
ROLLBACK;
SELECT * FROM recode_area('S', 2018, 20190);
SELECT * FROM recode_rate('5/0', 'A', 2018, 2019);

-- Delivered values
SELECT sterfte_code('7');
SELECT register_date('29 feb 2020');
SELECT register_date('20210229');
SELECT register_period('20210202', '20210201');
SELECT register_id('1234567890', 9);
SELECT register_id('1', 0);
SELECT decimal_comma('1.234,5');

-- A view keeps its meaning through dump and restore: no function depends on search_path
CREATE VIEW public.child_view AS
	SELECT is_big2(2000, 280, 'V') AS big2, ga_band(258) AS band, is_sga(9.99) AS sga, iotf_grade(18.5, 24, 'M') AS grade;
SET search_path = pg_catalog;
SELECT pg_get_viewdef('public.child_view'::regclass);
SELECT * FROM public.child_view;
DROP VIEW public.child_view;
