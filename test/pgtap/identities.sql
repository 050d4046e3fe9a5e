-- Identities that hold on any births, on a million generated ones.
BEGIN;
SELECT no_plan();
\set share 1
\getenv share KANSRIJK_TEST_SHARE

-- Every combination of edges by residues: primes, so that all of them meet
CREATE TEMP TABLE birth AS
	SELECT i % 401 AS area_number, CASE WHEN i % 401 > 0 THEN 'GM' || i % 401 END AS area,
		CASE WHEN i % 97 = 0 THEN NULL WHEN i % 89 = 0 THEN 693 ELSE 140 + (i * 7919::bigint % 167)::int END AS ga_days,
		CASE WHEN i % 83 = 0 THEN NULL WHEN i % 79 = 0 THEN 9999 ELSE 300 + (i * 104729::bigint % 4700)::int END
			AS grams,
		CASE WHEN i % 73 = 0 THEN NULL ELSE 1 + i % 3 % 2 + (i % 71 = 0)::int END AS sex,
		CASE WHEN i % 67 = 0 THEN (i / 67 % 6) + 1 WHEN i % 61 = 0 THEN NULL ELSE 0 END AS sterfte
	FROM generate_series(1, (1000000 * :share)::int) i;
CREATE TEMP TABLE judged AS
	SELECT *, is_preterm(ga_days) AS preterm, is_sga(grams, ga_days, sex) AS sga, is_big2(grams, ga_days, sex) AS big2,
		in_scope(ga_days, grams, 22) AS from_22, in_scope(ga_days, grams, 24) AS from_24
	FROM birth;
SELECT is(count(*), (1000000 * :share)::bigint, 'a million births, or the share of them that is asked for') FROM judged;

SELECT is(count(*), 0::bigint, 'perinatal = fetal or early neonatal, birth by birth') FROM birth
	WHERE perinatal_death(sterfte) IS DISTINCT FROM (fetal_death(sterfte) OR neonatal_death(sterfte, 7))
		OR perinatal_death(sterfte, 28) IS DISTINCT FROM (fetal_death(sterfte) OR neonatal_death(sterfte));
SELECT is(numerator(rate(perinatal_death(sterfte))),
	numerator(rate(fetal_death(sterfte))) + numerator(rate(neonatal_death(sterfte, 7))),
	'perinatal = fetal + early neonatal, in counts') FROM birth;
SELECT is(unknown(rate(perinatal_death(sterfte))), count(*) FILTER (WHERE sterfte IS NULL OR sterfte = 6),
	'what is unknown is counted as unknown') FROM birth;
SELECT ok(bool_and(NOT perinatal_death(sterfte) OR perinatal_death(sterfte, 28)),
	'who died within 7 days died within 28') FROM birth;

SELECT is(count(*), 0::bigint, 'Big2 = preterm or small, birth by birth') FROM judged WHERE big2 IS DISTINCT
	FROM (preterm OR sga);
SELECT is(count(*) FILTER (WHERE big2), count(*) FILTER (WHERE preterm) + count(*) FILTER (WHERE sga) - count(*)
	FILTER (WHERE preterm AND sga), 'Big2 = preterm + small - both') FROM judged
	WHERE preterm IS NOT NULL AND sga IS NOT NULL;
SELECT ok(denominator(rate(big2)) + unknown(rate(big2)) = count(*), 'known and unknown are all') FROM judged;

SELECT ok(bool_and(NOT from_24 OR from_22), 'from 24 weeks is a subset of from 22') FROM judged;
SELECT ok(count(*) FILTER (WHERE from_24) < count(*) FILTER (WHERE from_22), 'a smaller one') FROM judged;
SELECT is(count(*) FILTER (WHERE in_scope(ga_days, grams, 22, 'live', fetal_death(sterfte))) + count(*)
	FILTER (WHERE from_22 AND fetal_death(sterfte)) + count(*) FILTER (WHERE from_22 AND fetal_death(sterfte) IS NULL),
	count(*) FILTER (WHERE from_22), 'live + stillborn + unknown = all') FROM judged;

SELECT is((SELECT rate(r) FROM (SELECT rate(big2) AS r FROM judged GROUP BY area) a), rate(big2),
	'areas and unknown area add up to the total') FROM judged;
SELECT ok((SELECT rate(r) FROM (SELECT rate(big2) AS r FROM judged GROUP BY area
	HAVING area IS NOT NULL) a) <> rate(big2), 'without the unknown area they do not') FROM judged;
SELECT is((SELECT rate(r) FROM (SELECT rate(perinatal_death(sterfte)) AS r FROM birth GROUP BY ga_band(ga_days)) b),
	rate(perinatal_death(sterfte)), 'bands of gestational age add up to the total') FROM birth;
SELECT is(numerator(rate(is_big2(grams, ga_days, sex, out_of_range => 'clamp'))) >= numerator(rate(big2)), true,
	'clamping decides more births, it changes none') FROM judged;
SELECT is(count(*), 0::bigint, 'nor one that was known') FROM judged WHERE big2 IS NOT NULL AND big2 IS DISTINCT
	FROM is_big2(grams, ga_days, sex, out_of_range => 'clamp');

SELECT * FROM finish();
ROLLBACK;
