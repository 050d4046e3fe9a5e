-- The disclosure policy as a value, the primary rules of one cell, and what is
-- done to one cell: mask, label, round. (A whole table: sdc_status.sql.)
BEGIN;
SELECT no_plan();

-- The fields of a policy, by name
CREATE FUNCTION fields(policy sdc_policy) RETURNS TABLE (field text, value text) LANGUAGE sql AS $$
	SELECT split_part(item, '=', 1), split_part(item, '=', 2) FROM string_to_table(policy::text, ', ') item $$;
CREATE FUNCTION field(policy sdc_policy, name text) RETURNS text LANGUAGE sql AS $$
	SELECT value FROM fields(policy) WHERE field = name $$;

-- Presets
SELECT bag_eq('SELECT name FROM sdc_policy_presets()', $$VALUES ('none'), ('rivm'), ('ahti'), ('statline'),
	('rivm-2023'), ('rivm-2024'), ('ahti-2024'), ('statline-perinatal'), ('statline-85095ned')$$, 'the presets');
-- As each publisher did in that year (FACTS 4, 5 and 23).
SELECT is(ARRAY[sdc_primary(r, 'rivm-2023'), sdc_primary(r, 'rivm-2024'), sdc_primary(r, 'statline-perinatal'),
	sdc_primary(r, 'statline-85095ned')], expected::cell_status[], 'publishers about ' || r)
	FROM (VALUES ('9/500'::rate, '{primary_count,primary_count,publish,primary_count}'),
		('0/500', '{primary_count,primary_count,publish,primary_count}'),
		('10/500', '{publish,publish,publish,publish}'), ('495/500', '{publish,primary_complement,publish,publish}'),
		('4/68', '{primary_count,primary_count,primary_count,primary_count}'),
		('64/68', '{publish,primary_complement,publish,publish}'),
		('5/9', '{primary_count,primary_denominator,publish,primary_count}')) v(r, expected);
SELECT is(sdc_round_by(n, 'statline-85095ned'), expected::bigint, n || ' to 5')
	FROM (VALUES (12, 10), (13, 15), (18, 20)) v(n, expected);
SELECT is('rivm-2024'::sdc_policy, 'rivm'::sdc_policy, 'what a publisher did last goes by its name alone');
SELECT is(policy, name::sdc_policy, 'the list of presets says what the name means: ' || name) FROM sdc_policy_presets();
SELECT isnt(source, '', 'every preset names the practice it follows: ' || name) FROM sdc_policy_presets();
SELECT results_eq($$
	SELECT field('rivm', f) FROM unnest(ARRAY['min_count', 'min_complement', 'min_denominator', 'zero', 'round']) f $$,
	ARRAY['10', '10', '10', 'protect', '1'], 'rivm: both categories at least 10, zero included, not rounded');
SELECT results_eq($$
	SELECT field('ahti', f) FROM unnest(ARRAY['min_count', 'min_complement', 'min_denominator', 'zero', 'round']) f $$,
	ARRAY['10', '0', '10', 'protect', '5'], 'ahti: at least 10 observations, rounded to 5');
SELECT results_eq($$
	SELECT field('statline', f) FROM unnest(ARRAY['min_count', 'min_complement', 'min_denominator', 'zero',
		'round']) f $$,
	ARRAY['5', '0', '0', 'publish', '1'], 'statline: counts below 5 are not shown');

-- Overrides
SELECT is(field('rivm, min_count=5', 'min_count'), '5', 'a field after a preset replaces the preset''s');
SELECT set_eq($$SELECT * FROM fields('rivm, min_count=5') WHERE field <> 'min_count'$$,
	$$SELECT * FROM fields('rivm') WHERE field <> 'min_count'$$, 'and leaves the other fields alone');
SELECT is('min_count=10'::sdc_policy, 'none, min_count=10', 'without a preset, fields that are not named hide nothing');
SELECT is('max_share=90'::sdc_policy, 'none, max_share=90', 'a field may come first');

-- Canonical output
SELECT is(written::sdc_policy::text::sdc_policy, written::sdc_policy, 'output reads back as the same policy: '
	|| written)
	FROM unnest(ARRAY['none', 'rivm', 'ahti', 'statline', 'rivm, min_count=5, round=5', 'zero=protect',
		'min_count=1000000000, min_complement=1000000000, min_denominator=1000000000, min_suppressed_sum=1000000000, '
			'round=1000000000, max_share=51, prefer=large, singletons=protect']) written;
SELECT is(written::sdc_policy::text, 'rivm'::sdc_policy::text, 'one policy has one text: ' || written)
	FROM unnest(ARRAY[' rivm ', 'rivm, min_count=10', 'rivm,min_count=10', E'rivm ,\tmin_count = 10',
		'rivm, min_count=0010']) written;

-- Equality is of meaning, and so are hash and DISTINCT
SELECT ok('rivm'::sdc_policy = 'rivm, min_count=10' AND NOT 'rivm'::sdc_policy <> 'rivm, min_count=10',
	'equal however written');
SELECT ok('rivm'::sdc_policy <> 'rivm, min_count=9' AND NOT 'rivm'::sdc_policy = 'rivm, min_count=9',
	'one field apart is another policy');
SELECT is_empty($$
	SELECT f.field FROM fields('none') f,
		LATERAL (SELECT ('none, ' || f.field || '=' || CASE f.value WHEN '0' THEN '7' WHEN '1' THEN '7'
			WHEN '100' THEN '70' WHEN 'publish' THEN 'protect' WHEN 'protect' THEN 'publish'
			WHEN 'ignore' THEN 'protect' WHEN 'totals' THEN 'large' WHEN 'error' THEN 'unsafe' END
			-- Which go together.
			|| CASE f.field WHEN 'dominance_count' THEN ', dominance_share=50' WHEN 'dominance_share'
				THEN ', dominance_count=1' ELSE '' END)::sdc_policy AS p,
			CASE WHEN f.field ~ '^dominance' THEN 'dominance_count=1, dominance_share=50' ELSE 'none' END::sdc_policy
				AS base) other
	WHERE p = base OR p IS NULL OR sdc_policy_hash(p) = sdc_policy_hash(base) $$,
		'every field counts in equality and hash');
SELECT is(count(*), 2::bigint, 'DISTINCT hashes the meaning')
	FROM (SELECT DISTINCT p FROM unnest(ARRAY['rivm', 'rivm, min_count=10', 'ahti']::sdc_policy[]) p) d;
SELECT is(sdc_policy_hash('rivm'), sdc_policy_hash('rivm, round=1'), 'equal policies hash alike');
-- (On a machine whose bytes go the other way these are other numbers.)
SELECT results_eq($$ SELECT sdc_policy_hash('rivm'), sdc_policy_hash('min_count=5, min_interval=3') $$, $$
	VALUES (465829782, -2077616952) $$,
	'a policy of the fields that 0.1.0 had hashes as in 0.1.0: indexes stay right');

-- Stored and read back
CREATE TABLE stored AS SELECT policy FROM sdc_policy_presets();
SELECT set_eq('SELECT policy::text FROM stored', 'SELECT policy::text FROM sdc_policy_presets()', 'survives storage');

-- Primary rules: a count
CREATE FUNCTION cells(policy sdc_policy, VARIADIC counts bigint[]) RETURNS cell_status[] LANGUAGE sql AS $$
	SELECT array_agg(sdc_primary(c, policy) ORDER BY i) FROM unnest(counts) WITH ORDINALITY u(c, i) $$;
CREATE FUNCTION rates(policy sdc_policy, VARIADIC rates rate[]) RETURNS cell_status[] LANGUAGE sql AS $$
	SELECT array_agg(sdc_primary(r, policy) ORDER BY i) FROM unnest(rates) WITH ORDINALITY u(r, i) $$;
SELECT is(cells('rivm', 0, 1, 9, 10, 11, 9223372036854775807),
	ARRAY['primary_count', 'primary_count', 'primary_count', 'publish', 'publish', 'publish']::cell_status[],
		'rivm: 9 is hidden, 10 is shown, 0 is hidden');
SELECT is(cells('statline', 0, 1, 4, 5),
	ARRAY['publish', 'primary_count', 'primary_count', 'publish']::cell_status[],
		'statline: 4 is hidden, 5 is shown, 0 is shown');
SELECT is(cells('none', 0, 1), ARRAY['publish', 'publish']::cell_status[], 'none hides nothing');
SELECT is(cells('zero=protect', 0, 1), ARRAY['publish', 'publish']::cell_status[],
	'zero=protect says nothing without a threshold');
SELECT is(cells('min_count=1', 0, 1), ARRAY['publish', 'publish']::cell_status[], 'a threshold of 1 hides nothing');
SELECT is(cells('min_count=1, zero=protect', 0, 1), ARRAY['primary_count', 'publish']::cell_status[],
	'a threshold of 1 with zero=protect hides 0 only');
SELECT is(sdc_primary(NULL::bigint, 'rivm'), NULL, 'no count, no status');
SELECT is(sdc_primary(10, NULL), NULL, 'no policy, no status');

-- Primary rules: a rate, whose numerator, complement and denominator must each pass
SELECT is(rates('rivm', '9/100', '10/100', '90/100', '91/100', '95/100', '100/100', '0/100'),
	ARRAY['primary_count', 'publish', 'publish', 'primary_complement', 'primary_complement', 'primary_complement',
		'primary_count']::cell_status[],
	'rivm: either category below 10, 0 included, hides the rate');
SELECT is(rates('rivm', '0/9', '5/9', '0/1', '5/10', '0/0', '0/0 ?50'),
	ARRAY['primary_denominator', 'primary_denominator', 'primary_denominator', 'primary_count', 'primary_denominator',
		'primary_denominator']::cell_status[],
	'the denominator comes first; protected zeros make 0/0 a small denominator');
SELECT is(rates('rivm, zero=publish', '0/0', '0/0 ?50', '0/100', '100/100', '0/9', '1/100', '99/100'),
	ARRAY['empty', 'empty', 'publish', 'publish', 'primary_denominator', 'primary_count',
		'primary_complement']::cell_status[],
	'zero=publish: 0/0 is empty, nobody and everybody are shown, 1 and all but 1 are not');
SELECT is(rates('none', '0/0', '0/1', '1/1'), ARRAY['empty', 'publish', 'publish']::cell_status[],
	'none: 0/0 has nothing to show');
SELECT is(rates('ahti', '10/10', '9/1000', '10/1000', '995/1000'),
	ARRAY['publish', 'primary_count', 'publish', 'publish']::cell_status[], 'ahti: no rule for the complement');
SELECT is(rates('statline', '4/1000', '5/1000', '1/1', '5/5'),
	ARRAY['primary_count', 'publish', 'primary_count', 'publish']::cell_status[], 'statline: the numerator only');
SELECT is(rates('min_denominator=100', '0/99', '0/100', '100/100'),
	ARRAY['primary_denominator', 'publish', 'publish']::cell_status[], 'min_denominator alone');
SELECT is(rates('max_share=90', '90/100', '91/100', '100/100', '899999999999999999/1000000000000000000',
	'900000000000000001/1000000000000000000'),
	ARRAY['publish', 'primary_group', 'primary_group', 'publish', 'primary_group']::cell_status[],
		'max_share: more than the share, exactly, hides the group');
SELECT is(rates('max_share=90, min_complement=10', '91/100', '950/1000'),
	ARRAY['primary_complement', 'primary_group']::cell_status[], 'the complement comes before the share');
SELECT is(rates('rivm, max_share=90', '12/11', '9/8', '9/0', '12/0', '9223372036854775807/10'),
	ARRAY['publish', 'primary_denominator', 'primary_denominator', 'primary_denominator', 'publish']::cell_status[],
	'more events than units: no part of a whole, so no complement and no share');
SELECT is(rates('none', '3/0'), ARRAY['publish']::cell_status[], 'events without units are not empty');
SELECT is(sdc_primary(NULL::rate, 'rivm'), NULL, 'no rate, no status');
SELECT is(sdc_primary('10/100 ?5'::rate, 'rivm'), 'publish', 'unknown outcomes are no part of the rules');

-- The four rows "suppressie" of definition_boundaries.csv
SELECT is(sdc_mask(9, sdc_primary(9, 'rivm')), NULL, 'suppressie, n=9, <10: verborgen');
SELECT is(sdc_mask(10, sdc_primary(10, 'rivm')), 10, 'suppressie, n=10, <10: getoond');
SELECT is(sdc_mask(0, sdc_primary(0, 'rivm')), NULL, 'suppressie, n=0, <10 incl 0: verborgen');
SELECT is(sdc_mask(per_100(r), sdc_primary(r, 'rivm')), NULL, 'suppressie, n=95;N=100, tweezijdig <10: verborgen')
	FROM (VALUES ('95/100'::rate)) v(r);

-- sdc_mask: any type, and only "publish" shows anything
SELECT is(sdc_mask(7::bigint, 'publish'), 7::bigint, 'mask of a bigint');
SELECT is(sdc_mask(7.25::numeric, 'publish'), 7.25::numeric, 'mask of a numeric');
SELECT is(sdc_mask(7.25::float8, 'publish'), 7.25::float8, 'mask of a float8');
SELECT is(sdc_mask('1:510'::text, 'publish'), '1:510', 'mask of a text');
SELECT is(sdc_mask(true, 'publish'), true, 'mask of a boolean');
SELECT is(sdc_mask(date '2020-12-31', 'publish'), date '2020-12-31', 'mask of a date');
SELECT is(sdc_mask('7/1000 ?12'::rate, 'publish'), '7/1000 ?12'::rate, 'mask of a rate');
SELECT is(sdc_mask(numrange(1, 9), 'publish'), numrange(1, 9), 'mask of a range');
SELECT is(sdc_mask(ARRAY[1, NULL, 3], 'publish'), ARRAY[1, NULL, 3], 'mask of an array');
SELECT is(sdc_mask(ROW(1, 'a')::record, 'publish')::text, '(1,a)', 'mask of a row');
SELECT is(sdc_mask(repeat('x', 100000), 'publish'), repeat('x', 100000), 'mask of a long text');
SELECT is(sdc_mask(7, status), NULL, 'hidden: ' || status) FROM unnest(enum_range(NULL::cell_status)) status
	WHERE status <> 'publish';
SELECT is(sdc_mask(7, NULL), NULL, 'without a status nothing is shown');
SELECT is(sdc_mask(NULL::int, 'publish'), NULL, 'a published NULL is NULL');

-- sdc_label: hidden cells all read the same
SELECT is(sdc_label(7.5, 'publish'), '7,5', 'label in Dutch, by default, with a decimal comma');
SELECT is(sdc_label(7.5, 'publish', 'en'), '7.5', 'label in English');
SELECT is(sdc_label(-0.50, 'publish'), '-0,50', 'decimals stay as given');
SELECT is(array_agg(DISTINCT sdc_label(7, status)), ARRAY['verborgen'], 'hidden cells read the same in Dutch')
	FROM unnest(enum_range(NULL::cell_status)) status WHERE status NOT IN ('publish', 'empty');
SELECT is(array_agg(DISTINCT sdc_label(7, status, 'en')), ARRAY['hidden'], 'hidden cells read the same in English')
	FROM unnest(enum_range(NULL::cell_status)) status WHERE status NOT IN ('publish', 'empty');
SELECT is(ARRAY[sdc_label(7, 'empty'), sdc_label(7, 'empty', 'en')], ARRAY['geen', 'none'], 'nothing to show');
SELECT is(ARRAY[sdc_label(NULL, 'publish'), sdc_label(NULL, 'publish', 'en')], ARRAY['onbekend', 'unknown'],
	'published but unknown');
SELECT is(sdc_label(7, NULL), NULL, 'no status, no label');
SELECT is(sdc_label(NULL, 'secondary'), 'verborgen', 'a hidden cell is hidden whatever it holds');

-- sdc_round
SELECT is(array_agg(sdc_round(n, 10) ORDER BY n), ARRAY[0, 0, 0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20,
	20]::bigint[], 'ties go to the even multiple: 5 to 0, 15 to 20')
	FROM generate_series(0, 16) n;
SELECT is(ARRAY[sdc_round(-3, 5), sdc_round(-11, 5), sdc_round(-5, 10), sdc_round(-15, 10)],
	ARRAY[-5, -10, 0, -20]::bigint[], 'negative differences mirror');
SELECT is(sdc_round(n, 1), n, 'base 1 does not round')
	FROM unnest(ARRAY[0, 7, -9223372036854775807, 9223372036854775807]) n;
SELECT is(sdc_round(9223372036854775807, 9223372036854775807), 9223372036854775807, 'the largest base');
SELECT is(sdc_round(4611686018427387903, 9223372036854775807), 0::bigint, 'just below half of the largest base');
SELECT is(sdc_round(4611686018427387904, 9223372036854775807), 9223372036854775807,
	'just above half of the largest base');
SELECT is(sdc_round(NULL, 5), NULL, 'unknown stays unknown');
-- amsterdam_round_to_base5 of sdc/scalar_rounding_expected.csv, all 7 rows
SELECT is(sdc_round(input, 5), expected::bigint, 'Amsterdam, base 5: ' || input)
	FROM (VALUES (11, 10), (5, 5), (2, 0), (107, 105), (18, 20), (-3, -5), (-11, -10)) v(input, expected);
-- ons_10_5_rule: below 10 nothing, then base 5; all 37 rows, as one threshold and one rule
SELECT is(sdc_mask(sdc_round(input, 5), sdc_primary(input, 'min_count=10, zero=protect')), expected::bigint,
	'ONS 10/5 rule: ' || input)
	FROM (VALUES (0, NULL), (1, NULL), (2, NULL), (3, NULL), (4, NULL), (5, NULL), (6, NULL), (7, NULL), (8, NULL),
		(9, NULL),
		(10, 10), (11, 10), (12, 10), (13, 15), (14, 15), (15, 15), (16, 15), (17, 15), (18, 20), (19, 20), (20, 20),
		(21, 20), (22, 20),
		(23, 25), (24, 25), (25, 25), (26, 25), (27, 25), (28, 30), (29, 30), (30, 30), (750, 750), (751, 750),
		(752, 750),
		(1000, 1000), (1001, 1000), (1003, 1005)) v(input, expected);
-- handbook_rounding_cases.csv, conventional rounding to 5: rounded cells need not add up
SELECT is(sdc_round(original, 5), conventional5::bigint, format('Handbook, base 5: %s %s', area, sex))
	FROM (VALUES ('A', 'Male', 1, 0), ('A', 'Female', 0, 0), ('A', 'Total', 1, 0), ('B', 'Male', 3, 5),
		('B', 'Female', 3, 5), ('B', 'Total', 6, 5),
		('C', 'Male', 12, 10), ('C', 'Female', 20, 20), ('C', 'Total', 32, 30), ('Total', 'Male', 16, 15),
		('Total', 'Female', 23, 25), ('Total', 'Total', 39, 40)) v(area, sex, original, conventional5);

-- sdc_rate_digits: how many decimals keep the count hidden
SELECT is(sdc_rate_digits(d, 1000, 1), digits,
	format('n=%s: %s decimals per 1000 cannot single out more than one count', d, digits))
	FROM (VALUES (10000, 1), (1000, 0), (100, -1), (100000, 2), (9999, 0), (10001, 1)) v(d, digits);
SELECT is(sdc_rate_digits(20000), 1, 'two counts share a decimal from a denominator of 20,000');
SELECT is(sdc_rate_digits(19999), 0, 'and no longer below it');
SELECT is(sdc_rate_digits(200, 100), 0, 'a percentage of 200: whole numbers');
SELECT is(sdc_rate_digits(0), NULL, 'denominator 0 has no rate');
SELECT is(sdc_rate_digits(1), -4, 'a single unit: tens of thousands per 1000');
-- By brute force: every printed value stands for at least so many numerators, save the
-- first and the last (0 and 1000 per 1000), which have half a step
SELECT is_empty(format($$
	SELECT 1 FROM generate_series(0, %s) n, LATERAL (SELECT round(n * 1000.0 / %1$s, sdc_rate_digits(%1$s, 1000, %s))
		AS printed) p
	GROUP BY printed HAVING count(*) < %2$s AND printed NOT
		IN (0, (SELECT round(1000.0, sdc_rate_digits(%1$s, 1000, %2$s)))) $$, d, k),
	format('%s numerators share each printed rate of %s', k, d))
	FROM (VALUES (20000, 2), (3000, 3), (400, 4), (50000, 5)) v(d, k);

SELECT is(ARRAY[sdc_round_by(12, 'ahti'), sdc_round_by(13, 'ahti'), sdc_round_by(13, 'rivm')],
	ARRAY[10, 15, 13]::bigint[], 'sdc_round_by takes the base from the policy');
SELECT throws_ok($$ SELECT 'rivm, min_count=5, min_count=7'::sdc_policy $$, '22023', NULL,
	'a field given twice is refused');

-- Nobody minds that these are all: a complement of 0 is no secret where complements are not protected.
SELECT results_eq($$ SELECT area, sdc_exposed(r, 'min_count=5', status, mask, area) OVER ()
	FROM (SELECT *, sdc_status(r, 'min_count=5', mask, area) OVER () AS status
		FROM (VALUES ('a', '4/4'::rate, 0), ('b', '3/3', 0), ('c', '17/17', 0), (NULL, '24/24', 1)) v(area, r, mask)) s
	ORDER BY area $$, $$ VALUES ('a', false), ('b', false), ('c', NULL), (NULL, NULL) $$,
		'the audit looks for complements where they are protected');
-- Too few to be shown, all without the event: that is no secret, and how few they are must not follow.
SELECT results_eq($$ SELECT area, status::text, sdc_exposed(r, 'min_count=10, min_denominator=10, zero=publish', status,
	mask, area) OVER (), sdc_exposed(r, 'min_count=10, min_denominator=10, zero=publish', shown, mask, area) OVER ()
	FROM (SELECT *, sdc_status(r, 'min_count=10, min_denominator=10, zero=publish', mask, area) OVER () AS status, CASE
		WHEN area IN ('a', 'b') THEN 'primary_denominator' ELSE 'publish' END::cell_status AS shown
		FROM (VALUES ('a', '0/1'::rate, 0), ('b', '0/1', 0), ('c', '0/30', 0), (NULL, '0/32', 1)) v(area, r, mask)) s
			ORDER BY area $$,
	$$ VALUES ('a', 'primary_denominator', false, true), ('b', 'primary_denominator', false, true),
		('c', 'publish', NULL, NULL), (NULL, 'secondary', false, NULL) $$, 'and for what each is hidden for');

SELECT * FROM finish();
ROLLBACK;
