-- Definitions of birth outcomes: every error, with its code.
SET search_path = kansrijk, public;
\set SHOW_CONTEXT never

-- Sex
SELECT sex_code('x');
SELECT sex_code('mm');
SELECT is_big2(3000, 280, 0);
SELECT is_big2(3000, 200, 9);
SELECT is_sga(3000, 280, 'man');
SELECT birthweight_p10(280, 4);

-- Gestational age
SELECT ga_days(36, 7);
SELECT ga_days(36, -1);
SELECT ga_days('36+7');
SELECT ga_days('36');
SELECT ga_days('36.5');
SELECT ga_days('36+5x');
SELECT ga_days('036+5');
SELECT is_preterm(280, 0);
SELECT is_preterm(280, 46);

-- Charts
SELECT is_sga(3000, 280, 1, chart => 'visser');
SELECT is_sga(3000, 280, 1, chart => NULL);
SELECT is_big2(3000, 280, 1, out_of_range => 'error');
SELECT birthweight_chart('');
