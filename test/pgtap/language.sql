-- Language development by the Van Wiechen items.
BEGIN;
SELECT no_plan();

SELECT is(ARRAY[van_wiechen_code('+'), van_wiechen_code('-'), van_wiechen_code('M'), van_wiechen_code('3'),
	van_wiechen_code('')], ARRAY[1, 2, 3, 3, NULL], 'codes as delivered');
SELECT is(language_delay(2, 2), true, 'both negative is a delay');
SELECT is(ARRAY[language_delay(2, 1), language_delay(2, 3), language_delay(1, 1), language_delay(3, 3)],
	ARRAY[false, false, false, false], 'one negative is none; M is not negative');
SELECT is(ARRAY[language_delay(1, NULL), language_delay(NULL, 3)], ARRAY[false, false], 'one positive item decides');
SELECT is(ARRAY[language_delay(2, NULL), language_delay(NULL, NULL)], ARRAY[NULL, NULL]::boolean[],
	'an unknown item that decides');
SELECT is(ARRAY[language_delay(2, 1, negatives => 1), language_delay(2, NULL, 1), language_delay(1, NULL, 1),
	language_delay(1, 3, 1)], ARRAY[true, true, NULL, false], 'at least one negative item');
SELECT is(ARRAY[language_score(1, 1), language_score(1, 3), language_score(2, 1), language_score(3, 2),
	language_score(2, 2), language_score(2, NULL)], ARRAY[4, 3, 2, 1, 0, NULL], 'score at two years');

-- The guideline
SELECT is(language_advice(24, x, y), advice, format('at two years, items %s and %s', x, y))
	FROM (VALUES (1, 1, 'good'), (1, 3, 'ask further'), (3, 3, 'doubtful'), (1, 2, 'doubtful'), (3, 2, 'ask further'),
		(2, 2, 'refer'), (2, NULL, NULL)) v(x, y, advice);
SELECT is(ARRAY[language_advice(22.99, 1, 1), language_advice(23, 1, 1), language_advice(27.99, 1, 1),
	language_advice(28, 1, 1), language_advice(NULL, 1, 1)],
	ARRAY[NULL, 'good', 'good', NULL, NULL], 'two years is from 23 to 28 months; between the windows there is no '
		'advice');
SELECT is(ARRAY[language_advice(30, 1, NULL, 1, 1, score_at_2 => 2),
	language_advice(30, 1, NULL, 2, 1, score_at_2 => 2), language_advice(30, NULL, NULL, 1, 1, score_at_2 => 2),
	language_advice(30, 2, 2, 2, 2, score_at_2 => 4)],
	ARRAY['good', 'refer', NULL, 'good'], 'the repeat visit is for who did not score full');
SELECT is(ARRAY[language_advice(36, item45 => 2), language_advice(36, item45 => 1, item46 => 2),
	language_advice(36, item45 => 1, item46 => 1), language_advice(36, item46 => 2),
	language_advice(40, item45 => 1, item46 => 1)],
	ARRAY['refer', 'speech therapist', 'good', NULL, NULL], 'three years');

-- growthscreener's cases, with its message codes
CREATE TEMP TABLE devlang (id int, age text, i41 text, i42 text, i43 int, i44 int, i45 int, i46 int, code int,
	note text);
\copy devlang FROM 'test/data/growthscreener_devlang.csv' WITH (FORMAT csv, HEADER)
SELECT is(a.given, m.meaning, format('growthscreener case %s: %s', id, note))
	FROM devlang
	JOIN (VALUES (4031, 'good'), (4042, 'doubtful'), (4043, 'speech therapist'), (4012, NULL), (4015, NULL)) m(code,
		meaning) USING (code)
	-- Case 5 is two visits: at 2.3 years both items negative, at 2.5 item 41 mentioned
	CROSS JOIN LATERAL (SELECT CASE
		WHEN id = 5 THEN language_advice(30, 3, NULL, i43, i44, score_at_2 => language_score(2, 2))
		ELSE language_advice(nullif(age, '')::float8 * 12, nullif(i41, '')::int, nullif(i42, '')::int, i43, i44, i45,
			i46) END) a(given);
SELECT is(count(*), 6::bigint, 'all six cases') FROM devlang;

SELECT throws_ok('SELECT language_delay(0, 1)', '22023', NULL, 'no such code');
SELECT throws_ok($$SELECT van_wiechen_code('x')$$, '22023', NULL, 'no such code in text');
SELECT throws_ok('SELECT language_delay(1, 1, 3)', '22023', NULL, 'there are two items');
SELECT throws_ok('SELECT language_advice(30, score_at_2 => 5)', '22023', NULL, 'the score ends at 4');

SELECT * FROM finish();
ROLLBACK;
