-- Prenatal care, maternity care, vulnerability, placement and delivered values.
BEGIN;
SELECT no_plan();

-- Prenatal care
SELECT is(ARRAY[starts_late(70), starts_late(71), starts_late(NULL), starts_late(0), starts_late(9999), starts_late(77, after_days => 77), starts_late(78, 77)], ARRAY[false, true, NULL, NULL, NULL, false, true], 'late: after day 70, strictly');
SELECT is(ARRAY[starts_early(69), starts_early(70), starts_early(NULL)], ARRAY[true, false, NULL], 'early: before day 70, strictly');
SELECT is(array_agg(d), '{70}', 'only day 70 is neither') FROM generate_series(1, 315) d WHERE starts_late(d) = starts_early(d);
SELECT is(unknown_as_no(rate(starts_late(d))), '1/3', 'the monitor of 2023 counted a missing date as not late: by request') FROM (VALUES (60), (80), (NULL)) v(d);
CREATE TEMP TABLE child (pregnancy int, rank int, start_line int, labour_line int, end_line int, first_visit int);
INSERT INTO child VALUES (1, 1, 1, 1, 1, 60), (2, 1, 1, 2, 2, 80), (2, 2, 1, 2, 2, 80), (3, 1, 1, NULL, 2, NULL), (4, NULL, 2, 2, 2, 65);
SELECT is(ARRAY[rate(in_care_line(start_line)), rate(in_care_line(labour_line)), rate(in_care_line(end_line)), rate(in_care_line(end_line, 2))], '{3/3,1/2 ?1,1/3,2/3}', 'care line at three moments, by pregnancy')
	FROM child WHERE counts_once(rank);
SELECT is(ARRAY[rate(starts_late(first_visit)) FILTER (WHERE counts_once(rank)), rate(starts_late(first_visit)) FILTER (WHERE counts_once(rank, 'child'))], '{1/2 ?1,2/4 ?1}', 'twins are one pregnancy or two children') FROM child;
SELECT is(counts_once(NULL), NULL, 'rank unknown');

-- Vulnerability
SELECT is(ARRAY[risk_factor_count(a, b, c, d), risk_factor_count(a, b, c, d, 'no'), risk_factor_count(a, b, c, d, unknown_factor => 'yes')], expected, label)
	FROM (VALUES
		(false, false, false, false, '{0,0,0}'::int[], 'none'),
		(true, true, true, true, '{4,4,4}', 'all four'),
		(true, NULL, false, true, '{NULL,2,3}', 'one unknown: NULL, lower bound, upper bound'),
		(NULL, NULL, NULL, NULL, '{NULL,0,4}', 'nothing known')) v(a, b, c, d, expected, label);
SELECT is(ARRAY[risk_factor_class(true, true, true, NULL), risk_factor_class(true, true, NULL, false), risk_factor_class(false, false, false, false), risk_factor_class(true, NULL, false, false, 'no'), risk_factor_class(true, NULL, true, false, 'yes')],
	ARRAY['3+', NULL, '0', '1', '3+'], 'three factors and one unknown are 3+ for certain');
SELECT is(array_agg(risk_factor_class(n) ORDER BY o), '{0,1,2,3+,3+,NULL,NULL}', 'class of a count') FROM unnest('{0,1,2,3,4,-1,NULL}'::int[]) WITH ORDINALITY v(n, o);
SELECT is(ARRAY[has_risk_factors(true, NULL, NULL, NULL), has_risk_factors(false, false, false, NULL), has_risk_factors(true, true, false, NULL, 3), has_risk_factors(true, false, false, NULL, at_least => 3), has_risk_factors(false, false, false, false)],
	ARRAY[true, NULL, NULL, false, false], 'at least so many, three-valued');
SELECT is(count(*), 0::bigint, 'the class is what every way to fill in the unknown agrees on')
	FROM unnest('{true,false,NULL}'::boolean[]) a, unnest('{true,false,NULL}'::boolean[]) b, unnest('{true,false,NULL}'::boolean[]) c, unnest('{true,false,NULL}'::boolean[]) d,
		LATERAL (SELECT count(DISTINCT risk_factor_class(n)) AS classes, min(risk_factor_class(n)) AS class
			FROM generate_series(risk_factor_count(a, b, c, d, 'no'), risk_factor_count(a, b, c, d, 'yes')) n) w
	WHERE risk_factor_class(a, b, c, d) IS DISTINCT FROM CASE WHEN classes = 1 THEN class END;
SELECT is(risk_factor_count_2018(true, true, false, true), 3, 'the earlier definition');
SELECT is(ARRAY[has_debt(true, false), has_debt(false, NULL), has_debt(NULL, true), has_debt(false, false), has_debt(false, false, NULL)], ARRAY[true, NULL, true, false, NULL], 'debt');
SELECT is(array_agg(debt_class(a, b, c) ORDER BY o), '{wsnp,wanbetaler,problematische schuld,geen,NULL,NULL,wsnp}', 'exclusive hierarchy of debts')
	FROM (VALUES (1, true, true, true), (2, false, true, true), (3, false, false, true), (4, false, false, false), (5, NULL, true, true), (6, false, false, NULL), (7, true, NULL, NULL)) v(o, a, b, c);
SELECT is(ARRAY[is_low_income(119.9), is_low_income(120), is_low_income(120, inclusive => true), is_low_income(-1), is_low_income(NULL), is_low_income('NaN')], ARRAY[true, false, true, NULL, NULL, NULL], 'below 120 % of the social minimum');
SELECT is(ARRAY[is_low_income(200, true), is_low_income(NULL, true), is_low_income(200, NULL), is_low_income(100, NULL)], ARRAY[true, true, NULL, true], 'and/or welfare, three-valued');
SELECT is(ARRAY[is_low_income(100, limit_percent => 100), is_low_income(100, limit_percent => 100, inclusive => true)], '{f,t}', 'INHARMLAG: the scripts of 2023 and 2024 differ on 100');
SELECT is(array_agg(income_quintile(p) ORDER BY o), '{1,1,2,5,NULL,NULL,NULL,NULL}', 'quintiles; special codes are unknown') FROM unnest('{1,20,21,100,0,-1,101,NULL}'::int[]) WITH ORDINALITY v(p, o);
SELECT is(ARRAY[reference_date('2020-03-01'), reference_date('2020-03-01', 'mid_year'), reference_date('2020-03-01', 'year_end'), reference_date('2020-03-01', 'birth'), reference_date(NULL), reference_date('infinity')],
	'{2019-12-31,2020-06-30,2020-12-31,2020-03-01,NULL,NULL}'::date[], 'reference dates');

SELECT is(ARRAY[reference_date('4713-01-01 BC'), reference_date('5874897-12-31', 'year_end')], ARRAY[NULL, '5874897-12-31']::date[], 'the ends of the calendar');

-- Kraamzorg and intensive care
SELECT is(array_agg(kraamzorg_class(h) ORDER BY o), '{geen,<24,<24,24-48,24-48,24-48,>=49,>=49,NULL,NULL,NULL,NULL}', 'every number of hours has one class')
	FROM unnest('{0,0.01,23.99,24,48,48.99,49,600,-1,NaN,Infinity,NULL}'::numeric[]) WITH ORDINALITY v(h, o);
SELECT is(kraamzorg_class(1439 / 60.0), '<24', 'from minutes');
SELECT is(percentage(NOT received_kraamzorg(claims, known)), 25::float8, 'without kraamzorg is the complement, and needs known insurance') FROM (VALUES (1, true), (0, true), (3, true), (2, true), (0, false), (NULL, true)) v(claims, known);
SELECT is(ARRAY[in_kraamzorg_scope(false), in_kraamzorg_scope(true), in_kraamzorg_scope(true, exclude_stay => false), in_kraamzorg_scope(false, insurance_known => false), in_kraamzorg_scope(NULL), in_kraamzorg_scope(NULL, exclude_stay => false)], ARRAY[true, false, true, false, NULL, true], 'hospital stays are left out, strictly');
SELECT is(ARRAY[admitted_in_birth_year('2020-12-30', '2020-12-31'), admitted_in_birth_year('2020-12-30', '2021-01-01'), admitted_in_birth_year('2020-12-30', NULL), admitted_in_birth_year('2020-12-30', '2020-12-29'), admitted_in_birth_year(NULL, '2020-12-29')],
	ARRAY[true, false, false, NULL, NULL], 'NICU and PICU in the calendar year of birth');
SELECT is(round(one_in(rate(admitted_in_birth_year('2020-01-01', CASE WHEN i % 37 = 0 THEN '2020-02-01'::date END)))), 37::float8, 'one in N') FROM generate_series(1, 370) i;

-- Placement
SELECT is(ARRAY[episodes_overlap('[2020-01-01,2020-01-10]', '[2020-01-10,2020-01-20]'), episodes_overlap('[2020-01-01,2020-01-09]', '[2020-01-10,2020-01-20]'), episodes_overlap('[2020-01-01,2020-01-10]', '[2020-01-10,2020-01-20]', days => 2),
	episodes_overlap('[2020-01-01,)', '[2030-01-01,infinity]'), episodes_overlap('empty', '[2020-01-01,)'), episodes_overlap(NULL, '[2020-01-01,)'), episodes_overlap('(,)', '(,)', 1000000)], ARRAY[true, false, false, true, false, NULL, true], 'episodes');
SELECT is(days_in_common('[2020-02-01,2020-03-01)', '[2020-02-28,2020-12-31]'), 2, 'days in common, in a leap year');
SELECT is(is_placed_out_of_home(p::datemultirange, r::datemultirange, 2020), expected, label)
	FROM (VALUES
		('{[2019-05-01,2020-01-02)}', '{[2020-01-01,2020-06-01)}', true, 'one day in the year'),
		('{[2019-05-01,2020-01-01)}', '{[2019-06-01,2020-06-01)}', false, 'overlap, but the year before'),
		('{[2020-01-01,2020-03-01)}', '{[2020-03-01,2020-06-01)}', false, 'both in the year, never together: DIAPER''s script has these as placed'),
		('{[2020-01-01,2020-03-01),[2020-05-01,)}', '{[2020-03-01,2020-05-02)}', true, 'several episodes, one open'),
		('{}', '{[2020-01-01,2020-06-01)}', false, 'no measure'),
		(NULL, '{[2020-01-01,2020-06-01)}', NULL, 'unknown')) v(p, r, expected, label);
SELECT is(is_placed_out_of_home('{[2020-01-01,2020-01-02),[2020-02-01,2020-02-02)}', '{[2019-01-01,2021-01-01)}', 2020, days => 2), true, 'days add up over episodes');

-- Values as delivered
SELECT is(ARRAY[sterfte_code('0'), sterfte_code(' 6 '), sterfte_code(''), sterfte_code('UNK'), sterfte_code(NULL)], ARRAY[0, 6, NULL, NULL, NULL], 'sterfte');
SELECT is(array_agg(register_date(d) ORDER BY o), '{2020-02-29,infinity,infinity,NULL,NULL,NULL,NULL,NULL}'::date[], 'dates') FROM unnest('{20200229,88888888,99991231,20200200,00000000,"",--------,NULL}'::text[]) WITH ORDINALITY v(d, o);
SELECT is(ARRAY[register_period('20200101', '20200131'), register_period('20200101', '88888888'), register_period('20200101', ''), register_period(NULL, '20200101')], ARRAY['[2020-01-01,2020-02-01)', '[2020-01-01,)', NULL, NULL]::daterange[], 'episodes with open ends');
SELECT is(array_agg(register_id(i) ORDER BY o), '{001234567,1,NULL,NULL,NULL,NULL}', 'identifiers') FROM unnest('{001234567," 1 ","",000000000,---------,NULL}'::text[]) WITH ORDINALITY v(i, o);
SELECT is(ARRAY[register_id('1234567', 9), register_id('0', 9), register_id('123456789', width => 9)], ARRAY['001234567', NULL, '123456789'], 'leading zeros put back');
SELECT is(ARRAY[decimal_comma('10,5'), decimal_comma('-0,25'), decimal_comma('7'), decimal_comma(' ,5 '), decimal_comma('')], ARRAY[10.5, -0.25, 7, 0.5, NULL], 'decimal comma');
SELECT throws_ok($$SELECT register_date('2020-02-29')$$, '22007', NULL, 'another form of date');
SELECT throws_ok($$SELECT register_date('20210229')$$, '22008', NULL, 'a day that does not exist');
SELECT throws_ok($$SELECT register_date('20211301')$$, '22008', NULL, 'a month that does not exist');
SELECT throws_ok($$SELECT decimal_comma('1.234')$$, '22P02', NULL, '1.234 could be either');
SELECT throws_ok($$SELECT decimal_comma('1,2,3')$$, '22P02', NULL, 'two commas');
SELECT throws_ok($$SELECT decimal_comma(',')$$, '22P02', NULL, 'no digits');
SELECT throws_ok($$SELECT register_id('1234567890', 9)$$, '22023', NULL, 'an identifier that is too long');
SELECT throws_ok($$SELECT sterfte_code('7')$$, '22023', NULL, 'no such code of death');
SELECT throws_ok('SELECT in_care_line(3)', '22023', NULL, 'there are two lines of care');

SELECT * FROM finish();
ROLLBACK;
