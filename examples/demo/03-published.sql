\echo ' '
\echo '2. FIGURES THAT WERE PUBLISHED, RECOMPUTED: PROCESS INDICATORS'
\echo 'Percentages from the published numerator and denominator, beside the published percentage.'
INSERT INTO agreement
	SELECT 'RIVM, Monitor Kansrijke Start; ahti', concat_ws(' ', indicator, variant, period, category),
		agrees(numerator, denominator, 100, 0, value, scale(value))
	FROM process_indicator WHERE unit = '%' AND qualifier = 'exact';
SELECT indicator, variant, left(period, 4) AS year, make_rate(numerator, denominator) AS rate,
	round(percentage(numerator, denominator)::numeric, scale(min(value))) AS "%", min(value) AS published,
	'1 in ' || round(one_in(make_rate(numerator, denominator))::numeric, 1) AS "one in",
	CASE WHEN bool_and(agrees(numerator, denominator, 100, 0, value, scale(value))) THEN 'yes' ELSE 'NO' END AS agrees
FROM process_indicator
WHERE unit = '%' AND qualifier = 'exact'
	AND indicator IN ('nu_niet_zwanger', 'centering_pregnancy', 'spraak_taal_negatief', 'overgewicht_2j')
	AND period >= '2019'
GROUP BY indicator, variant, period, numerator, denominator
ORDER BY 3, 1;
\echo 'Who did not answer is unknown, neither yes nor no. The monitor counted it as no: a choice, made visibly.'
WITH coalition AS (
	SELECT make_rate(max(numerator) FILTER (WHERE category = 'gevormd'),
			max(denominator) - max(numerator) FILTER (WHERE category = 'ontbrekend'),
			max(numerator) FILTER (WHERE category = 'ontbrekend')) AS r,
		max(value) FILTER (WHERE category = 'gevormd') AS published
	FROM process_indicator WHERE indicator = 'coalitie' AND variant = 'impuls')
SELECT r AS coalition, round(per_100(r)::numeric, 1) AS "% of known", unknown_as_no(r) AS "unknown as no",
	round(per_100(unknown_as_no(r))::numeric, 0) AS "% of all", published
FROM coalition;

\echo ' '
\echo '3. PERINATAL MORTALITY BY PROVINCE AND YEAR'
\echo 'Weighted counts, rounded one by one: what they leave possible must meet the published rate.'
INSERT INTO agreement
	SELECT 'CBS StatLine', concat_ws(' ', statline_table, cell, rate), agrees(n, d, 1000, 0.5, published, 1)
	FROM (SELECT statline_table, concat_ws(' ', area, year) AS cell, born, liveborn, stillborn, died_week1, perinatal,
		neonatal, infant,
				stillborn_per_1000, died_week1_per_1000, perinatal_per_1000, neonatal_per_1000, infant_per_1000
					FROM province
			UNION ALL
			SELECT statline_table, concat_ws(' ', category, period), born, liveborn, stillborn, died_week1, perinatal,
				neonatal, infant,
				stillborn_per_1000, died_week1_per_1000, perinatal_per_1000, neonatal_per_1000, infant_per_1000
					FROM statline) figures,
		LATERAL (VALUES ('stillborn', stillborn, born, stillborn_per_1000),
			('week 1', died_week1, liveborn, died_week1_per_1000),
			('perinatal', perinatal, born, perinatal_per_1000), ('neonatal', neonatal, liveborn, neonatal_per_1000),
			('infant', infant, liveborn, infant_per_1000)) rates(rate, n, d, published)
	WHERE n IS NOT NULL AND published IS NOT NULL;
SELECT area, year, make_rate(perinatal, born) AS rate, round(per_1000(make_rate(perinatal, born))::numeric, 2)
	AS "per 1000",
	round(lower(p), 2) || ' to ' || round(upper(p), 2) AS possible, perinatal_per_1000 AS published,
	CASE WHEN agrees(perinatal, born, 1000, 0.5, perinatal_per_1000, 1) THEN 'yes' ELSE 'NO' END AS agrees,
	round(rolling_rate_per_1000(perinatal, born, year, 2) OVER w::numeric, 2) AS "2 years",
	coalesce(round(rolling_rate_per_1000(perinatal, born, year) OVER w::numeric, 2)::text, 'incomplete') AS "5 years"
FROM province, possible(perinatal, born, 1000, 0.5) p
WHERE statline_table = '80292NED'
WINDOW w AS (PARTITION BY area ORDER BY year)
ORDER BY area <> 'Nederland', area, year;

\echo ' '
\echo '4. THE SAME TABLE, MASKED'
\echo 'Under rivm, by the primary rules only: Drenthe still follows from its row (31 - 22; at CBS too, 24 - 21).'
SELECT area, year, born,
	sdc_label(stillborn, sdc_primary(make_rate(stillborn, born), 'rivm')) AS stillborn,
	sdc_label(died_week1, sdc_primary(w, 'rivm')) AS "week 1",
	sdc_label(round(per_1000(w)::numeric, 1), sdc_primary(w, 'rivm')) AS "per 1000",
	CASE WHEN died_week1 IS NULL THEN 'not published by CBS' ELSE sdc_primary(w, 'rivm')::text END AS status,
	sdc_label(perinatal, sdc_primary(make_rate(perinatal, born), 'rivm')) AS perinatal
FROM province, make_rate(died_week1, liveborn) w
WHERE statline_table = '80292NED' AND area IN ('Drenthe', 'Friesland', 'Groningen')
ORDER BY area, year;
\echo 'By week of gestation (2016), in English: few deaths are unsafe, and few survivors are.'
SELECT category AS born_in, r AS rate, perinatal_per_1000 AS published,
	sdc_label(round(per_1000(r)::numeric, 1), sdc_primary(r, 'rivm'), 'en') AS rivm, sdc_primary(r, 'rivm') AS status,
	sdc_label(round(per_1000(r)::numeric, 1), sdc_primary(r, 'rivm, min_count=15'), 'en') AS "from 15 deaths"
FROM statline, make_rate(perinatal, born) r
WHERE statline_table LIKE '%80213%' AND category IN ('22 weken', '23 weken', '24 weken', '29 weken')
ORDER BY category;
