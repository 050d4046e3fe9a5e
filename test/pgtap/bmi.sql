-- Body mass index: exact age, IOTF cut-offs in both editions, South-Asian cut-offs.
BEGIN;
SELECT no_plan();

-- Exact age
SELECT is(age_months('2021-03-15', '2023-03-15'), 24::float8,
	'the second birthday is 24 months: days / 365.25 makes it 1.9986 years, without a cut-off');
SELECT ok(age_months('2021-03-15', '2023-03-14') < 24, 'the day before is not');
SELECT is(ARRAY[age_months('2020-02-29', '2022-02-28'), age_months('2020-02-29', '2024-02-29'),
	age_months('2020-01-31', '2020-02-29'), age_months('2020-12-15', '2021-01-15')],
	ARRAY[24, 48, 1, 1]::float8[], 'born on a day that the month does not have: its last day');
SELECT is(age_months('2020-01-01', '2020-02-15'), 1 + 14 / 29.0::float8, 'the running month counts by its days');
SELECT is(ARRAY[age_months('2020-01-02', '2020-01-01'), age_months('2020-01-02', 'infinity'),
	age_months(NULL, '2020-01-01')], ARRAY[NULL, NULL, NULL]::float8[], 'before birth, infinite, unknown');
SELECT is(count(*), 0::bigint, 'a day more is more, for births on every day of two years')
	FROM (SELECT age_months('2019-01-01'::date + b, '2021-12-31'::date + d) AS m,
		age_months('2019-01-01'::date + b, '2021-12-31'::date + d + 1) AS n
		FROM generate_series(0, 730) b, generate_series(0, 40) d) s WHERE n <= m OR n - m > 1 / 28.0 + 1e-9;

SELECT is(age_months('0044-03-15 BC', '2020-01-01'), NULL, 'before the year 1 nobody was measured');

-- The index itself
SELECT is(round(bmi(12.5, 87)::numeric, 4), 16.5147, 'kg/m2');
SELECT is(ARRAY[bmi(0, 87), bmi(12.5, 0), bmi(999, 87), bmi(12.5, 999), bmi(NULL, 87), bmi('NaN', 87)],
	ARRAY[NULL, NULL, NULL, NULL, NULL, NULL]::float8[], 'weights and heights that no one has are unknown');

-- Edition 2000 and the South-Asian cut-offs, against the tables
CREATE TEMP TABLE iotf_2000 (sex text, age numeric, t3 float8, t2 float8, t1 float8, ow float8, ob float8);
\copy iotf_2000 FROM 'data/iotf_2000.csv' WITH (FORMAT csv, HEADER)
SELECT is(count(*) * 5, 330::bigint, '2000: every half-year of the table, exactly') FROM iotf_2000
	WHERE iotf_cutoff(age * 12, sex, 'thinness 3') = t3 AND iotf_cutoff(age * 12, sex, 'thinness 2') = t2
		AND iotf_cutoff(age * 12, sex, 'thinness 1') = t1
		AND iotf_cutoff(age * 12, sex, 'overweight') = ow AND iotf_cutoff(age * 12, sex, 'obesity') = ob;
CREATE TEMP TABLE growthscreener_bmi (etn text, sex text, age numeric, underweight float8, overweight float8,
	obesity float8);
\copy growthscreener_bmi FROM 'test/data/growthscreener_bmi_table_cole2000_and_hs.csv' WITH (FORMAT csv, HEADER)
SELECT is(count(*), 132::bigint,
	'growthscreener''s tables, IOTF and South-Asian: every row; its underweight is thinness 2') FROM growthscreener_bmi
	WHERE iotf_cutoff(age * 12, sex, 'thinness 2', south_asian => etn = 'HS') = underweight
		AND iotf_cutoff(age * 12, sex, 'overweight', south_asian => etn = 'HS') = overweight
		AND iotf_cutoff(age * 12, sex, 'obesity', south_asian => etn = 'HS') = obesity;
SELECT is(round(iotf_cutoff(27, 1, 'overweight')::numeric, 6), 18.27,
	'2000: halfway between 2.0 and 2.5 is halfway between 18.41 and 18.13');
SELECT is(ARRAY[iotf_cutoff(24, 1, 'morbid obesity'), iotf_cutoff(24, 1, 'normal'),
	iotf_cutoff(24, 1, 'thinness 1', south_asian => true)], ARRAY[NULL, NULL, NULL]::float8[], 'no such cut-off');

-- Edition 2012, against cut-offs derived by sitar's method (tolerance 0.001)
CREATE TEMP TABLE iotf_2012 (sex text, age_months int, thin float8, ow float8, ob float8, ow_linear float8,
	ob_linear float8);
\copy iotf_2012 FROM 'test/data/iotf2012_cutoffs_monthly_derived.csv' WITH (FORMAT csv, HEADER)
SELECT is(count(*) * 3, 1158::bigint, '2012: 193 months x 2 sexes x 3 cut-offs within 0.001') FROM iotf_2012
	WHERE abs(iotf_cutoff(age_months, sex, 'thinness 1', 2012) - thin) < 0.001
		AND abs(iotf_cutoff(age_months, sex, 'overweight', 2012) - ow) < 0.001
		AND abs(iotf_cutoff(age_months, sex, 'obesity', 2012) - ob) < 0.001;
SELECT is(ARRAY[round(iotf_z(17, 216, s)::numeric, 3), round(iotf_z(18.5, 216, s)::numeric, 3),
	round(iotf_z(25, 216, s)::numeric, 3), round(iotf_z(30, 216, s)::numeric, 3),
	round(iotf_z(35, 216, s)::numeric, 3)],
	z, format('2012: z at 18 years of BMI 17, 18.5, 25, 30, 35 as published (sex %s)', s))
	FROM (VALUES (1, '{-1.877,-1.014,1.310,2.288,2.930}'::numeric[]), (2, '{-1.789,-0.975,1.244,2.192,2.822}')) v(s, z);
SELECT ok(abs(iotf_z(iotf_cutoff(40.5, 2, 'obesity', 2012), 40.5, 2) - iotf_z(30, 216, 2)) < 1e-9,
	'a cut-off has the z of its adult BMI at every age');
SELECT ok(max(abs(iotf_cutoff(m, s, 'overweight') - iotf_cutoff(m, s, 'overweight', 2012))) BETWEEN 0.090 AND 0.096,
	'overweight: the editions differ by at most 0.095')
	FROM generate_series(24, 216, 6) m, generate_series(1, 2) s;

-- Grades
SELECT is(is_overweight(18.41, 24, 1), true, 'on the cut-off is overweight, as in adults; growthscreener has above');
SELECT is(is_overweight(18.4099, 24, 1), false, 'below is not');
SELECT is(is_overweight(18.37, 24, 1, edition => 2012), true, 'a boy between the two editions');
SELECT is(is_overweight(18.37, 24, 1), false, 'a boy between the two editions');
SELECT is(is_overweight(17, 24, 1, south_asian => true), true, 'South-Asian cut-offs by explicit argument only');
SELECT is(ARRAY[is_overweight(25, 24, 1), is_obese(25, 24, 1), is_obese(19, 24, 1)], ARRAY[true, true, false],
	'overweight includes obesity');
SELECT is(is_overweight(25, 23.99, 1), NULL, 'below 24 months there is no cut-off');
SELECT is(ARRAY[is_overweight(25, 23.99, 1, min_age_months => 23), is_overweight(18.41, 23, 1, min_age_months => 23),
	is_overweight(25, 22.99, 1, min_age_months => 23)],
	ARRAY[true, true, NULL], 'a visit at 23 months, by request, is judged as at 24');
SELECT is(is_overweight(25, age_months('2021-03-31', '2023-02-28'), 'V', min_age_months => 23), true,
	'exactly 23 months, from dates');
SELECT is(ARRAY[is_overweight(25, 216, 1), is_overweight(25, 216.01, 1), is_overweight(NULL, 30, 1),
	is_overweight(25, NULL, 1), is_overweight('NaN', 30, 1), is_overweight(0, 30, 1)],
	ARRAY[true, NULL, NULL, NULL, NULL, NULL], 'to 18 years; unknown stays unknown');
SELECT is(ARRAY[is_overweight(18.2, 24, 3), is_overweight(18.5, 24, 'UNK'), is_overweight(18.0, 24, NULL)],
	ARRAY[NULL, true, false], 'unknown sex: known where both agree');
SELECT is(array_agg(iotf_grade(b, 24, 1) ORDER BY b),
	'{thinness 3,thinness 3,thinness 2,thinness 1,normal,overweight,obesity,obesity}', 'grades, edition 2000')
	FROM unnest('{12,13.36,13.37,14.12,15.14,18.41,20.09,30}'::float8[]) b;
SELECT is(iotf_grade(30, 24, 'M', 2012), 'morbid obesity', 'morbid obesity is in edition 2012');
SELECT is(iotf_grade(18.2, 24, 3), NULL, 'a grade that depends on the unknown sex');
SELECT is(percentage(is_overweight(b, m, 'M')), 50::float8, 'composes with percentage()')
	FROM (VALUES (19, 25), (16, 25), (19, 23), (NULL, 25)) v(b, m);

-- growthscreener's advice on weight: its cases above two years. Its messages
-- below two years rest on weight for height, which is not IOTF.
CREATE TEMP TABLE advice (sex text, age_years float8, kg float8, cm float8, ga_weeks int, previous_kg float8,
	previous_cm float8, code int, meaning text);
\copy advice FROM 'test/data/growthscreener_advice_wgt.csv' WITH (FORMAT csv, HEADER)
SELECT is(CASE WHEN is_overweight(bmi, m, s) THEN 'overweight' WHEN iotf_grade(bmi, m, s) < 'normal' THEN 'underweight'
	WHEN NOT is_overweight(bmi, m, s) THEN 'neither' ELSE 'unknown' END,
	CASE WHEN age_years IS NULL OR sex IS NULL OR age_years < 2 THEN 'unknown' WHEN code = 2045 THEN 'overweight'
		WHEN code = 2074 THEN 'underweight' ELSE 'neither' END,
	format('growthscreener: %s at %s years, %s', coalesce(sex, 'sex unknown'), age_years, meaning))
	FROM advice, LATERAL (SELECT bmi(kg, cm), age_years * 12, CASE sex WHEN 'male' THEN 1
		WHEN 'female' THEN 2 END) v(bmi, m, s);

SELECT throws_ok($$SELECT iotf_cutoff(30, 1, 'fat')$$, '22023', NULL, 'no such grade');
SELECT throws_ok('SELECT is_overweight(17, 30, 1, edition => 2005)', '22023', NULL, 'no such edition');
SELECT throws_ok('SELECT is_overweight(17, 30, 1, min_age_months => 22)', '22023', NULL, 'no cut-offs that far below');
SELECT throws_ok('SELECT is_overweight(17, 30, 0)', '22023', NULL, 'an impossible sex');

SELECT is(iotf_z(NULL, 60, 1), NULL, 'no BMI, no z');

SELECT * FROM finish();
ROLLBACK;
