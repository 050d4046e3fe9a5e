-- Sex codes, gestational age and preterm birth.
BEGIN;
SELECT no_plan();

SELECT is(ARRAY[sex_code('1'), sex_code('M'), sex_code('m'), sex_code('jongen'), sex_code('Jongen '), sex_code(' 1')],
	ARRAY[1, 1, 1, 1, 1, 1], 'every way to write a boy');
SELECT is(ARRAY[sex_code('2'), sex_code('V'), sex_code('f'), sex_code('meisje')], ARRAY[2, 2, 2, 2],
	'every way to write a girl');
SELECT is(sex_code('3'), 3, 'undetermined stays a code of its own');
SELECT is(ARRAY[sex_code('UNK'), sex_code(''), sex_code('  '), sex_code(NULL)], ARRAY[NULL, NULL, NULL, NULL]::int[],
	'unknown sex is NULL');

SELECT is(ga_days(36, 5), 257, 'weeks and days');
SELECT is(ARRAY[ga_days('36+5'), ga_days(' 36+5 '), ga_days('22+0'), ga_days('5+6')], ARRAY[257, 257, 154, 41],
	'weeks+days in text');
SELECT is(ARRAY[ga_days(''), ga_days(NULL), ga_days('99+0'), ga_days('0+0')], ARRAY[NULL, NULL, NULL, NULL]::int[],
	'empty, NULL, 99 and 0 weeks are unknown');
SELECT is(ARRAY[ga_days(99, 0), ga_days(-1, 0), ga_days(0, 0), ga_days(2147483647, 6)],
	ARRAY[NULL, NULL, NULL, NULL]::int[], 'ages that no birth has are unknown');
SELECT is(ARRAY[ga_days(45, 0), ga_days(45, 1), ga_days(0, 1)], ARRAY[315, NULL, 1], 'known from 1 to 315 days');
SELECT is(ARRAY[ga_text(257), ga_text(259), ga_text(0), ga_text(9999), ga_text(NULL)],
	ARRAY['36+5', '37+0', NULL, NULL, NULL], 'ga_text');
SELECT is(count(*), 315::bigint, 'text and days are each other''s inverse') FROM generate_series(1, 315) d
	WHERE ga_days(ga_text(d)) = d;

SELECT is(is_preterm(ga_days => 258), true, '36+6 is preterm');
SELECT is(is_preterm(259), false, '37+0 is term: kansenkaart amddd<259, RIVM amww<37');
SELECT is(is_preterm(NULL), NULL, 'unknown age: neither preterm nor term, where RIVM 2025 leaves NA and Perined 2023 '
	'counts no');
SELECT is(ARRAY[is_preterm(0), is_preterm(-1), is_preterm(316), is_preterm(7 * 99)],
	ARRAY[NULL, NULL, NULL, NULL]::boolean[], '0, negative and 99 weeks are unknown');
SELECT is(ARRAY[is_preterm(223, 32), is_preterm(224, 32), is_preterm(223, weeks => 28)], ARRAY[true, false, false],
	'another limit');
SELECT is(is_preterm(24 * 7), true, 'week 24 is preterm: a script with amww > 24 drops 24+0 to 24+6');
SELECT is(percentage(is_preterm(d)), 25.0::float8, 'composes with percentage()')
	FROM (VALUES (258), (259), (280), (290), (NULL)) v(d);

-- Codes of the errors
SELECT throws_ok($$SELECT sex_code('x')$$, '22023', NULL, 'an impossible sex is an invalid parameter');
SELECT throws_ok('SELECT is_big2(3000, 200, 9)', '22023', NULL, 'also where the answer would not need it');
SELECT throws_ok($$SELECT ga_days('36+7')$$, '22023', NULL, '36+7 is an invalid parameter');
SELECT throws_ok($$SELECT ga_days('36 weeks')$$, '22P02', NULL, 'another form is invalid text');
SELECT throws_ok($$SELECT is_sga(3000, 280, 1, chart => 'x')$$, '22023', NULL,
	'an unknown chart is an invalid parameter');

SELECT * FROM finish();
ROLLBACK;
