-- The cell-key method, against cellKey, tau-ARGUS and the Handbook.
BEGIN;
SELECT no_plan();

CREATE TABLE person (sex text, age text, rec_key numeric);
\copy person FROM 'test/data/sdc/cellkey_micro_input.csv' CSV HEADER
CREATE TABLE expected (sex text, age text, uwc bigint, ckey numeric, pert bigint, puwc bigint);
\copy expected FROM 'test/data/sdc/cellkey_sex_age_expected.csv' CSV HEADER
CREATE TABLE ptable (i numeric, j numeric, p numeric, v numeric, lb numeric, ub numeric);
\copy ptable FROM 'test/data/sdc/cellkey_ptable_D5V3js2.csv' CSV HEADER
CREATE VIEW found AS
SELECT coalesce(sex, 'Total') AS sex, coalesce(age, 'Total') AS age, n, key,
	cell_key_perturb(n, key, (SELECT array_agg(ROW(i, v, ub)::perturbation) FROM ptable)) AS perturbed
FROM (SELECT sex, age, count(*) AS n, cell_key(rec_key) AS key FROM person GROUP BY CUBE (sex, age)) cube;
SELECT is(f.n, e.uwc, format('cellkey_sex_age: count of %s %s', sex, age)) FROM expected e LEFT
	JOIN found f USING (sex, age);
SELECT is(f.key, round(e.ckey, 5), format('cellkey_sex_age: cell key of %s %s, without the error of floating point',
	sex, age)) FROM expected e LEFT JOIN found f USING (sex, age);
SELECT is(f.perturbed, e.puwc, format('cellkey_sex_age: perturbed count of %s %s', sex, age)) FROM expected e LEFT
	JOIN found f USING (sex, age);

-- Perturbation tables as tau-ARGUS ships them
CREATE TABLE argus_d7 (i numeric, j numeric, p numeric, v numeric, ub numeric);
\copy argus_d7 FROM 'test/data/sdc/tauargus_ptable_D7.csv' CSV HEADER
CREATE TABLE argus_freq (LIKE argus_d7);
\copy argus_freq FROM 'test/data/sdc/tauargus_ptab_freq.csv' CSV HEADER
CREATE TABLE argus_all (i numeric, j numeric, p numeric, v numeric, ub numeric, type text);
\copy argus_all FROM 'test/data/sdc/tauargus_ptab_savings_all.csv' CSV HEADER
CREATE TABLE argus_small (LIKE argus_all);
\copy argus_small FROM 'test/data/sdc/tauargus_ptab_savings_smallcells.csv' CSV HEADER
CREATE FUNCTION just_below_and_at(source text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH t AS (SELECT array_agg(ROW(i, v, ub)::perturbation) AS p FROM %1$I),
			r AS (SELECT i, v, ub, lead(v) OVER (PARTITION BY i ORDER BY ub) AS next FROM %1$I)
		SELECT is(cell_key_perturb(i::bigint, ub - 1e-10, p), (i + v)::bigint,
			format('%1$s: %%s, key below %%s', i, ub)) FROM r, t
		UNION ALL
		SELECT is(cell_key_perturb(i::bigint, ub, p), (i + next)::bigint,
			format('%1$s: %%s, key at %%s takes the next row', i, ub)) FROM r, t WHERE ub < 1 $q$, source);
END $$;
SELECT * FROM just_below_and_at('argus_freq');
SELECT * FROM just_below_and_at('argus_d7');
SELECT is(cell_key_perturb_sum(i * 7, ub - 1e-10, (SELECT array_agg(ROW(i, v, ub)::perturbation) FROM argus_all), 14,
	0.5), 7 * (i + v),
	format('tauargus_ptab_savings_all: %s, %s', i, ub)) FROM argus_all;
SELECT throws_ok($$SELECT cell_key_perturb(1, 0.3, (SELECT array_agg(ROW(i, v, ub)::perturbation) FROM argus_all))$$,
	'22023', 'not a perturbation table',
	'tauargus_ptab_savings_all is for sums: its noise is not whole');
SELECT is(cell_key_perturb_sum(i * 7, ub - 1e-10, (SELECT array_agg(ROW(i, v, ub)::perturbation) FROM argus_small), 14,
	0.5), 7 * (i + v),
	format('tauargus_ptab_savings_smallcells: %s, %s', i, ub)) FROM argus_small;

-- Handbook 5.4
CREATE TABLE handbook (i numeric, j numeric, p numeric, v numeric, lb numeric, ub numeric);
\copy handbook FROM 'test/data/sdc/handbook_ckm_ptable.csv' CSV HEADER
CREATE TABLE handbook_expected (name text, true_value numeric, largest numeric, delta numeric, key numeric,
	expected numeric);
\copy handbook_expected FROM 'test/data/sdc/handbook_ckm_expected.csv' CSV HEADER
CREATE VIEW handbook_table AS SELECT array_agg(ROW(i, v, ub)::perturbation) AS p FROM handbook;
SELECT is((SELECT cell_key_perturb(count(*), cell_key(k), (SELECT p FROM handbook_table))
	FROM (VALUES (0.9), (0.3), (0.6)) r (k)), expected::bigint, 'handbook_ckm: ' || name)
	FROM handbook_expected WHERE largest IS NULL;
SELECT is(round(cell_key_perturb_sum(true_value, key, p, largest, delta), 6), round(expected, 6),
	'handbook_ckm: ' || name)
	FROM handbook_expected, handbook_table WHERE name = 'magnitude_int';
SELECT is(round(cell_key_perturb_sum(true_value, key - 0.0001, p, largest, delta), 6), round(expected, 6),
	'handbook_ckm: ' || name || ', with the key just below 0.8: the Handbook includes the upper limit, cellKey and we '
		'do not')
	FROM handbook_expected, handbook_table WHERE name = 'magnitude_interpolated';

-- The same in any order, in parallel pieces, and when moved
SELECT is(cell_key(k ORDER BY k), cell_key(k ORDER BY -k), 'order does not matter')
	FROM (SELECT rec_key AS k FROM person) s;
SELECT is((SELECT cell_key(k) FROM (SELECT cell_key(rec_key) AS k FROM person GROUP BY sex, age) parts),
	(SELECT cell_key(rec_key) FROM person), 'keys of parts add up to the key of the whole');
SELECT is((SELECT cell_key(rec_key) FROM person WHERE false), 0::numeric, 'no record, key 0');
SELECT is(cell_key_perturb(0, 0.99, p), 0::bigint, 'a count of 0 stays 0') FROM handbook_table;
SELECT is(cell_key_perturb(1000000, 0.1, p), 999999::bigint, 'a count beyond the table uses its last rows')
	FROM handbook_table;
SELECT is(cell_key_perturb(9223372036854775806, 0.9, p), 9223372036854775807, 'almost the largest count')
	FROM handbook_table;
SELECT is(cell_key_perturb(NULL, 0.1, p), NULL, 'NULL count') FROM handbook_table;
SELECT is(cell_key_perturb(3, NULL, p), NULL, 'NULL key') FROM handbook_table;
SELECT is(cell_key_perturb_sum(300, 0.8, p, 0, 0.5), 300::numeric, 'no contribution, no noise') FROM handbook_table;
SELECT is((SELECT array_agg(cell_key_perturb(3, 0.1, CASE n % 2 WHEN 0 THEN p ELSE '{"(0,0,1)"}'::perturbation[] END)
	ORDER BY n) FROM generate_series(1, 4) n),
	ARRAY[3, 2, 3, 2]::bigint[], 'two tables in turn') FROM handbook_table;

SELECT * FROM finish();
ROLLBACK;
