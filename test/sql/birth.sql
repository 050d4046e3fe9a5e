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
SELECT birthweight_cutoff(280, 1, 25);
SELECT birthweight_cutoff(280, 1, 10, chart => 'hoftiezer');

-- Death and scope
SELECT fetal_death(7);
SELECT infant_death(-1);
SELECT perinatal_death(3, 14);
SELECT neonatal_death(3, NULL);
SELECT perinatal_death(false, '2020-01-01', '2020-01-02', -1);
SELECT infant_death('2020-01-01', '2020-01-02', 367);
SELECT in_scope(160, min_weeks => 0);
SELECT in_scope(160, population => 'dead');

-- Care and vulnerability
SELECT in_care_line(3);
SELECT in_care_line(1, 0);
SELECT counts_once(1, 'mother');
SELECT risk_factor_count(true, true, true, true, unknown_factor => 'maybe');
SELECT risk_factor_class(true, true, true, true, NULL);
SELECT has_risk_factors(true, true, true, true, at_least => 0);
SELECT reference_date('2020-05-05', 'yesterday');
