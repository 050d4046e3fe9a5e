-- Prenatal care, maternity care, vulnerability, placement and delivered values.
BEGIN;
SELECT no_plan();

-- Prenatal care
SELECT is(ARRAY[starts_late(70), starts_late(71), starts_late(NULL), starts_late(0), starts_late(9999),
	starts_late(77, after_days => 77), starts_late(78, 77)], ARRAY[false, true, NULL, NULL, NULL, false, true],
	'late: after day 70, strictly');
SELECT is(ARRAY[starts_early(69), starts_early(70), starts_early(NULL)], ARRAY[true, false, NULL],
	'early: before day 70, strictly');
SELECT is(array_agg(d), '{70}', 'only day 70 is neither') FROM generate_series(1, 315) d
	WHERE starts_late(d) = starts_early(d);
SELECT is(unknown_as_no(rate(starts_late(d))), '1/3',
	'the monitor of 2023 counted a missing date as not late: by request') FROM (VALUES (60), (80), (NULL)) v(d);
CREATE TEMP TABLE child (pregnancy int, rank int, start_line int, labour_line int, end_line int, first_visit int);
INSERT INTO child VALUES (1, 1, 1, 1, 1, 60), (2, 1, 1, 2, 2, 80), (2, 2, 1, 2, 2, 80), (3, 1, 1, NULL, 2, NULL),
	(4, NULL, 2, 2, 2, 65);
SELECT is(ARRAY[rate(in_care_line(start_line)), rate(in_care_line(labour_line)), rate(in_care_line(end_line)),
	rate(in_care_line(end_line, 2))], '{3/3,1/2 ?1,1/3,2/3}', 'care line at three moments, by pregnancy')
	FROM child WHERE counts_once(rank);
SELECT is(ARRAY[rate(starts_late(first_visit)) FILTER (WHERE counts_once(rank)), rate(starts_late(first_visit))
	FILTER (WHERE counts_once(rank, 'child'))], '{1/2 ?1,2/4 ?1}', 'twins are one pregnancy or two children')
	FROM child;
SELECT is(counts_once(NULL), NULL, 'rank unknown');

-- Vulnerability
SELECT is(ARRAY[risk_factor_count(a, b, c, d), risk_factor_count(a, b, c, d, 'no'),
	risk_factor_count(a, b, c, d, unknown_factor => 'yes')], expected, label)
	FROM (VALUES
		(false, false, false, false, '{0,0,0}'::int[], 'none'),
		(true, true, true, true, '{4,4,4}', 'all four'),
		(true, NULL, false, true, '{NULL,2,3}', 'one unknown: NULL, lower bound, upper bound'),
		(NULL, NULL, NULL, NULL, '{NULL,0,4}', 'nothing known')) v(a, b, c, d, expected, label);
SELECT is(ARRAY[risk_factor_class(true, true, true, NULL), risk_factor_class(true, true, NULL, false),
	risk_factor_class(false, false, false, false), risk_factor_class(true, NULL, false, false, 'no'),
	risk_factor_class(true, NULL, true, false, 'yes')],
	ARRAY['3+', NULL, '0', '1', '3+'], 'three factors and one unknown are 3+ for certain');
SELECT is(array_agg(risk_factor_class(n) ORDER BY o), '{0,1,2,3+,3+,NULL,NULL}', 'class of a count')
	FROM unnest('{0,1,2,3,4,-1,NULL}'::int[]) WITH ORDINALITY v(n, o);
SELECT is(ARRAY[has_risk_factors(true, NULL, NULL, NULL), has_risk_factors(false, false, false, NULL),
	has_risk_factors(true, true, false, NULL, 3), has_risk_factors(true, false, false, NULL, at_least => 3),
	has_risk_factors(false, false, false, false)],
	ARRAY[true, NULL, NULL, false, false], 'at least so many, three-valued');
SELECT is(count(*), 0::bigint, 'the class is what every way to fill in the unknown agrees on')
	FROM unnest('{true,false,NULL}'::boolean[]) a, unnest('{true,false,NULL}'::boolean[]) b,
		unnest('{true,false,NULL}'::boolean[]) c, unnest('{true,false,NULL}'::boolean[]) d,
		LATERAL (SELECT count(DISTINCT risk_factor_class(n)) AS classes, min(risk_factor_class(n)) AS class
			FROM generate_series(risk_factor_count(a, b, c, d, 'no'), risk_factor_count(a, b, c, d, 'yes')) n) w
	WHERE risk_factor_class(a, b, c, d) IS DISTINCT FROM CASE WHEN classes = 1 THEN class END;
SELECT is(risk_factor_count_2018(true, true, false, true), 3, 'the earlier definition');
SELECT is(ARRAY[has_debt(true, false), has_debt(false, NULL), has_debt(NULL, true), has_debt(false, false),
	has_debt(false, false, NULL)], ARRAY[true, NULL, true, false, NULL], 'debt');
SELECT is(array_agg(debt_class(a, b, c) ORDER BY o), '{wsnp,wanbetaler,problematische schuld,geen,NULL,NULL,wsnp}',
	'exclusive hierarchy of debts')
	FROM (VALUES (1, true, true, true), (2, false, true, true), (3, false, false, true), (4, false, false, false),
		(5, NULL, true, true), (6, false, false, NULL), (7, true, NULL, NULL)) v(o, a, b, c);
SELECT is(ARRAY[is_low_income(119.9), is_low_income(120), is_low_income(120, inclusive => true), is_low_income(-1),
	is_low_income(NULL), is_low_income('NaN')], ARRAY[true, false, true, NULL, NULL, NULL],
	'below 120 % of the social minimum');
SELECT is(ARRAY[is_low_income(200, true), is_low_income(NULL, true), is_low_income(200, NULL),
	is_low_income(100, NULL)], ARRAY[true, true, NULL, true], 'and/or welfare, three-valued');
SELECT is(ARRAY[is_low_income(100, limit_percent => 100), is_low_income(100, limit_percent => 100, inclusive => true)],
	'{f,t}', 'INHARMLAG: the scripts of 2023 and 2024 differ on 100');
SELECT is(array_agg(income_quintile(p) ORDER BY o), '{1,1,2,5,NULL,NULL,NULL,NULL}',
	'quintiles; special codes are unknown') FROM unnest('{1,20,21,100,0,-1,101,NULL}'::int[]) WITH ORDINALITY v(p, o);
SELECT is(ARRAY[reference_date('2020-03-01'), reference_date('2020-03-01', 'mid_year'),
	reference_date('2020-03-01', 'year_end'), reference_date('2020-03-01', 'birth'), reference_date(NULL),
	reference_date('infinity')],
	'{2019-12-31,2020-06-30,2020-12-31,2020-03-01,NULL,NULL}'::date[], 'reference dates');

SELECT is(ARRAY[reference_date('4713-01-01 BC'), reference_date('5874897-12-31', 'year_end')],
	ARRAY[NULL, '5874897-12-31']::date[], 'the ends of the calendar');

-- Kraamzorg and intensive care
SELECT is(array_agg(kraamzorg_class(h) ORDER BY o), '{geen,<24,<24,24-48,24-48,24-48,>=49,>=49,NULL,NULL,NULL,NULL}',
	'every number of hours has one class')
	FROM unnest('{0,0.01,23.99,24,48,48.99,49,600,-1,NaN,Infinity,NULL}'::numeric[]) WITH ORDINALITY v(h, o);
SELECT is(kraamzorg_class(1439 / 60.0), '<24', 'from minutes');
SELECT is(percentage(NOT received_kraamzorg(claims, known)), 25::float8,
	'without kraamzorg is the complement, and needs known insurance')
	FROM (VALUES (1, true), (0, true), (3, true), (2, true), (0, false), (NULL, true)) v(claims, known);
SELECT is(ARRAY[in_kraamzorg_scope(false), in_kraamzorg_scope(true), in_kraamzorg_scope(true, exclude_stay => false),
	in_kraamzorg_scope(false, insurance_known => false), in_kraamzorg_scope(NULL),
	in_kraamzorg_scope(NULL, exclude_stay => false)], ARRAY[true, false, true, false, NULL, true],
	'hospital stays are left out, strictly');
SELECT is(ARRAY[admitted_in_birth_year('2020-12-30', '2020-12-31'), admitted_in_birth_year('2020-12-30', '2021-01-01'),
	admitted_in_birth_year('2020-12-30', NULL), admitted_in_birth_year('2020-12-30', '2020-12-29'),
	admitted_in_birth_year(NULL, '2020-12-29')],
	ARRAY[true, false, false, NULL, NULL], 'NICU and PICU in the calendar year of birth');
SELECT is(round(one_in(rate(admitted_in_birth_year('2020-01-01', CASE WHEN i % 37 = 0 THEN '2020-02-01'::date END)))),
	37::float8, 'one in N') FROM generate_series(1, 370) i;

-- Placement
SELECT is(ARRAY[episodes_overlap('[2020-01-01,2020-01-10]', '[2020-01-10,2020-01-20]'),
	episodes_overlap('[2020-01-01,2020-01-09]', '[2020-01-10,2020-01-20]'), episodes_overlap('[2020-01-01,2020-01-10]',
	'[2020-01-10,2020-01-20]', days => 2),
	episodes_overlap('[2020-01-01,)', '[2030-01-01,infinity]'), episodes_overlap('empty', '[2020-01-01,)'),
		episodes_overlap(NULL, '[2020-01-01,)'), episodes_overlap('(,)', '(,)', 1000000)],
	ARRAY[true, false, false, true, false, NULL, true], 'episodes');
SELECT is(days_in_common('[2020-02-01,2020-03-01)', '[2020-02-28,2020-12-31]'), 2, 'days in common, in a leap year');
SELECT is(is_placed_out_of_home(p::datemultirange, r::datemultirange, 2020), expected, label)
	FROM (VALUES
		('{[2019-05-01,2020-01-02)}', '{[2020-01-01,2020-06-01)}', true, 'one day in the year'),
		('{[2019-05-01,2020-01-01)}', '{[2019-06-01,2020-06-01)}', false, 'overlap, but the year before'),
		('{[2020-01-01,2020-03-01)}', '{[2020-03-01,2020-06-01)}', false,
			'both in the year, never together: DIAPER''s script has these as placed'),
		('{[2020-01-01,2020-03-01),[2020-05-01,)}', '{[2020-03-01,2020-05-02)}', true, 'several episodes, one open'),
		('{}', '{[2020-01-01,2020-06-01)}', false, 'no measure'),
		(NULL, '{[2020-01-01,2020-06-01)}', NULL, 'unknown')) v(p, r, expected, label);
SELECT is(is_placed_out_of_home('{[2020-01-01,2020-01-02),[2020-02-01,2020-02-02)}', '{[2019-01-01,2021-01-01)}', 2020,
	days => 2), true, 'days add up over episodes');

-- Values as delivered
SELECT is(ARRAY[sterfte_code('0'), sterfte_code(' 6 '), sterfte_code(''), sterfte_code('UNK'), sterfte_code(NULL)],
	ARRAY[0, 6, NULL, NULL, NULL], 'sterfte');
SELECT is(array_agg(register_date(d) ORDER BY o), '{2020-02-29,infinity,infinity,NULL,NULL,NULL,NULL,NULL}'::date[],
	'dates') FROM unnest('{20200229,88888888,99991231,20200200,00000000,"",--------,NULL}'::text[])
	WITH ORDINALITY v(d, o);
SELECT is(ARRAY[register_period('20200101', '20200131'), register_period('20200101', '88888888'),
	register_period('20200101', ''), register_period(NULL, '20200101')],
	ARRAY['[2020-01-01,2020-02-01)', '[2020-01-01,)', NULL, NULL]::daterange[], 'episodes with open ends');
SELECT is(array_agg(register_id(i) ORDER BY o), '{001234567,1,NULL,NULL,NULL,NULL}', 'identifiers')
	FROM unnest('{001234567," 1 ","",000000000,---------,NULL}'::text[]) WITH ORDINALITY v(i, o);
SELECT is(ARRAY[register_id('1234567', 9), register_id('0', 9), register_id('123456789', width => 9)],
	ARRAY['001234567', NULL, '123456789'], 'leading zeros put back');
SELECT is(ARRAY[decimal_comma('10,5'), decimal_comma('-0,25'), decimal_comma('7'), decimal_comma(' ,5 '),
	decimal_comma('')], ARRAY[10.5, -0.25, 7, 0.5, NULL], 'decimal comma');
SELECT throws_ok($$SELECT register_date('29 feb 2020')$$, '22007', NULL, 'another form of date');
SELECT throws_ok($$SELECT register_date('20210229')$$, '22008', NULL, 'a day that does not exist');
SELECT throws_ok($$SELECT register_date('20211301')$$, '22008', NULL, 'a month that does not exist');
SELECT throws_ok($$SELECT decimal_comma('1.234')$$, '22P02', NULL, '1.234 could be either');
SELECT throws_ok($$SELECT decimal_comma('1,2,3')$$, '22P02', NULL, 'two commas');
SELECT throws_ok($$SELECT decimal_comma(',')$$, '22P02', NULL, 'no digits');
SELECT throws_ok($$SELECT register_id('1234567890', 9)$$, '22023', NULL, 'an identifier that is too long');
SELECT throws_ok($$SELECT sterfte_code('7')$$, '22023', NULL, 'no such code of death');

-- What Windows, spreadsheets, SPSS and pandas leave around a code is no part of it.
CREATE TEMP TABLE around AS SELECT chr(code) AS character
	FROM unnest('{9,10,11,13,32,133,160,173,8199,8203,8206,8239,8288,12288,65279}'::int[]) code;
CREATE FUNCTION read_as(call text, written text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE format('SELECT (%s)::text', call) INTO result USING written;
	RETURN coalesce(result, 'NULL');
EXCEPTION WHEN OTHERS THEN
	RETURN 'error ' || SQLSTATE;
END $$;
CREATE TEMP TABLE reader (call, written, expected) AS VALUES
	('sex_code($1)', 'V', '2'), ('sterfte_code($1)', '3', '3'), ('van_wiechen_code($1)', '+', '1'),
	('ga_days($1)', '36+5', '257'),
	('register_date($1)', '20200229', '2020-02-29'), ('register_month($1)', '202002', '2020-02-01'),
	('register_period($1, $1)', '20200229', '[2020-02-29,2020-03-01)'), ('register_kind($1)', 'r', 'R'),
	('register_boolean($1)', 'Ja', 'true'),
	('register_id($1)', '012345678', '012345678'), ('register_id($1, 9)', '12345678', '012345678'),
	('register_id($1)', '000000000', 'NULL'),
	('register_id($1)', '999999999', 'NULL'), ('register_id($1)', '---------', 'NULL'),
	('register_integer($1)', '280', '280'), ('register_bigint($1)', '3000000000', '3000000000'),
	('register_decimal($1)', '9,5', '9.5'),
	('decimal_comma($1)', '10,5', '10.5'), ('area_code($1)', 'GM0363', '0363'), ('pc4_code($1)', '1012AB', '1012'),
	('neonatal_death($1, $1)', '2019-01-01', 'true'), ('(SELECT area FROM recode_area($1, 2018, 2018))', 'GM0363',
		'0363'),
	('(SELECT area FROM recode_rate(''1/2'', $1, 2018, 2018))', 'GM0363', '0363'),
	('is_sga(2000, 280, $1)', 'V', 'true');
SELECT is_empty(format($$ SELECT written, to_hex(ascii(a.character)), to_hex(ascii(b.character)),
	read_as(call, a.character || b.character || written || b.character || a.character) FROM reader, around a, around b
	WHERE call = %L AND written = %L AND read_as(call, a.character || b.character || written || b.character
		|| a.character) <> expected $$, call, written),
	format('%s of "%s": what cannot be seen around it changes nothing', call, written)) FROM reader;
SELECT is_empty($$ SELECT signature FROM (SELECT p.proname, p.oid::regprocedure AS signature FROM pg_proc p
	WHERE p.pronamespace = 'kansrijk'::regnamespace
		AND p.proargnames[1:2] && '{written,code,postcode}' AND obj_description(p.oid) NOT LIKE 'Internal%'
			AND p.proargtypes::oid[] && ARRAY['text'::regtype::oid]) f
	WHERE proname NOT IN ('can_read', 'known_text', 'visible_text') AND NOT EXISTS (SELECT FROM reader
		WHERE call LIKE '%' || proname || '(%') $$, 'that was every function that reads a code as it was written');

SELECT throws_ok($$ SELECT sex_code(E'9\u00a01') $$, '22023', 'sex code does not exist: "9<U+00A0>1"',
	'a message shows what cannot be seen');
SELECT throws_ok($$ SELECT register_date(E'2020\t0229') $$, '22007', 'invalid date of a register: "2020<U+0009>0229"');
SELECT throws_ok($$ SELECT is_sga(2000, 280, 1, E'null\r') $$, '22023', 'invalid out_of_range: "null<U+000D>"',
	'of an option too');
SELECT throws_ok($$ SELECT rate_ci('7/1000'::rate, 1000, 0.95, E'byar\u200b') $$, '22023',
	'method "byar<U+200B>" is not known');
SELECT throws_ok($$ SELECT E'7/1000\u00a0'::rate $$, '22P02', 'invalid input syntax for type rate: "7/1000<U+00A0>"');
SELECT throws_ok($$ SELECT sex_code(repeat('x', 1000)) $$, '22023', 'sex code does not exist: "' || repeat('x', 100)
	|| '..."', 'and is not longer than the eye takes in');
SELECT throws_ok($$ SELECT register_id(E'123\u200b456') $$, '22023', 'identifier has an invisible character inside',
	'inside an identifier it makes another one');
SELECT is(ARRAY[sex_code('1.0'), sex_code('2.000000'), sterfte_code('3.0'), register_integer('280.0'),
	register_integer('280.000000'), register_integer('1.000000'), register_integer('-9.000000'),
	register_integer('3400.000')],
	ARRAY[1, 2, 3, 280, 280, 1, -9, 3400], 'whole numbers as pandas and SPSS write them');
SELECT is(ARRAY[register_id('12345678.0', 9), register_id('99999999', 9), register_id('9'), area_code('363.0'),
	pc4_code('1012.0')], ARRAY['012345678', '099999999', '9', '0363', '1012'],
	'codes too; few nines are an identifier');
SELECT throws_ok($$ SELECT register_integer('3.400') $$, '22P02', '"3.400" could be a decimal number or thousands',
	'3.400 is not guessed at');
SELECT throws_ok($$ SELECT register_integer('280.5') $$, '22P02', 'not a whole number: "280.5"',
	'a fraction is not rounded away');
SELECT throws_ok($$ SELECT register_integer('3000000000') $$, '22003', 'whole number is out of range: "3000000000"');
SELECT throws_ok($$ SELECT register_integer('onbekend') $$, '22P02');
SELECT is(ARRAY[register_integer(''), register_integer(' - ')], ARRAY[NULL, NULL]::integer[],
	'empty and dashes are unknown');
SELECT is(ARRAY[register_decimal('9,99'), register_decimal('9.99'), register_decimal('-,5'), register_decimal('')],
	ARRAY[9.99, 9.99, -0.5, NULL], 'comma or point');
SELECT throws_ok($$ SELECT register_decimal('1.234,5') $$, '22P02');
SELECT is(array_agg(register_date(d) ORDER BY o),
	('{2020-02-29,2020-02-29,2020-02-29,2020-02-29,2020-02-29,2020-02-29,2020-02-29,2020-02-29,2020-02-29,2020-12-31,infinity,NULL,NULL}')::date[], 'every form of a date')
	FROM unnest(ARRAY['2020-02-29', '29-02-2020', '29-2-2020', '29.02.2020', '02/29/2020', '13802313600.000000',
		'13802313600', '2020-02-29 00:00:00.000', '2020-02-29T00:00:00+01:00', '31-12-2020', '9999-12-31', '00-00-2020',
	'2020-00-00']) WITH ORDINALITY v(d, o);
SELECT throws_ok($$ SELECT register_date('03/04/2020') $$, '22007',
	'date "03/04/2020" could be day and month or month and day', 'the order of day and month is not guessed');
SELECT is(ARRAY[register_date('03/04/2020', 'dmy'), register_date('03/04/2020', 'mdy'),
	register_date('20200403', 'mdy')], '{2020-04-03,2020-03-04,2020-04-03}'::date[], 'but can be told');
SELECT throws_ok($$ SELECT register_date('03/04/2020', 'ymd') $$, '22023', 'unknown order of a date: "ymd"');
SELECT throws_ok($$ SELECT register_date('31-02-2020') $$, '22008');
SELECT throws_ok($$ SELECT register_date('-9') $$, '22007', NULL, 'a code for unknown is no date');
SELECT throws_ok($$ SELECT register_date('12345678901234567890.0') $$, '22007');
SELECT is(array_agg(area_code(c) ORDER BY o),
	'{0363,0363,0363,0363,PV27,PV07,036301,036301,03630101,X,NL01,NULL,NULL,S001}', 'codes of CBS in every form')
	FROM unnest(ARRAY['GM0363    ', '363', 'gm363', '0363 ', 'PV27', 'pv7', 'WK036301', '36301', 'BU03630101', 'X',
	'NL01', '', '----', 'S001']) WITH ORDINALITY v(c, o);
SELECT is(ARRAY[area_code('363', 'gemeente'), area_code('WK036301', 'wijk'), area_code('3630101', 'buurt'),
	area_code('S00101', 'wijk')], '{0363,036301,03630101,S00101}', 'of a kind');
SELECT throws_ok($$ SELECT area_code('WK036301', 'gemeente') $$, '22023',
	'code of a gemeente does not exist: "WK036301"');
SELECT throws_ok($$ SELECT area_code('Amsterdam', 'gemeente') $$, '22023');
SELECT throws_ok($$ SELECT area_code('0363', 'dorp') $$, '22023', 'codes of "dorp" are not known');
SELECT is(array_agg(pc4_code(c) ORDER BY o), '{1012,1012,1012,NULL,S0A1}', 'postcodes')
	FROM unnest(ARRAY['1012', '1012 ab', '1012AB', '----', 'S0A1']) WITH ORDINALITY v(c, o);
SELECT throws_ok($$ SELECT pc4_code('101') $$, '22023', 'postcode does not exist: "101"');
SELECT is(array_agg(register_boolean(c) ORDER BY o), '{t,t,f,f,t,NULL}', 'yes and no')
	FROM unnest(ARRAY['1', 'J', '0.0', 'False', 'WAAR', '']) WITH ORDINALITY v(c, o);
SELECT throws_ok($$ SELECT register_boolean('2') $$, '22023', 'neither yes nor no: "2"');
SELECT throws_ok($$ SELECT register_kind('X') $$, '22023');
SELECT throws_ok($$ SELECT register_month('2020') $$, '22007');
SELECT is(ARRAY[known_text('-9.000000', '{-9}'), known_text(' -9 ', '{99,-9}'), known_text('9', '{-9}'),
	known_text(' x', '{NULL}')], ARRAY[NULL, NULL, '9', ' x'], 'codes for unknown of a file, however they are written');
SELECT is(ARRAY[can_read('sex_code', 'x'), can_read('sex_code', 'M'), can_read('sex_code', NULL),
	can_read('area_code', 'WK036301', 'gemeente'), can_read('register_date', '03/04/2020'),
	can_read('register_date', '03/04/2020', 'dmy')], ARRAY[false, true, true, false, false, true],
	'what cannot be read can be counted');
SELECT throws_ok($$ SELECT can_read('nothing', 'x') $$, '22023', 'reader "nothing" does not exist');
SELECT is_empty($$ SELECT call, v.written FROM (SELECT DISTINCT substring(call FROM '^\w+') AS name, call FROM reader
	WHERE call ~ '^\w+\(\$1\)$' AND call !~ 'neonatal') r, (SELECT written FROM reader
	UNION SELECT unnest('{x,-9,3.400,03/04/2020,2,280.5}'::text[])) v
	WHERE can_read(name, v.written) <> (read_as(call, v.written) NOT LIKE 'error%') $$,
		'exactly when reading it is no error');
SELECT throws_ok('SELECT in_care_line(3)', '22023', NULL, 'there are two lines of care');

SELECT * FROM finish();
ROLLBACK;
