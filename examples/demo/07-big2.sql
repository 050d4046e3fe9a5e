\echo ' '
\echo '6. BIRTH BY BIRTH: BIG2'
\echo 'Preterm, or below the 10th percentile of Hoftiezer 2019; unknown (-) stays unknown. A table made by hand.'
SELECT id, what, coalesce(ga_text(ga_days), ga_weeks || ' wk') AS ga, grams, sex, birthweight_p10(ga_days, sex) AS p10,
	is_preterm(coalesce(ga_days, 7 * ga_weeks)) AS preterm, is_sga(grams, ga_days, sex, ga_weeks => ga_weeks) AS sga,
	is_big2(grams, ga_days, sex, ga_weeks => ga_weeks) AS big2, perinatal_death(sterfte) AS dead_7d
FROM birth ORDER BY id;

\echo ' '
\echo '7. BIG2 AND PERINATAL MORTALITY, ROLLING FIVE YEARS'
\echo 'Each child once, from 22 weeks. A rate is events/known ?unknown; five years are pooled, or there is no figure.'
SELECT year, rate(big2) AS big2, rolling_rate(rate(big2), year) OVER w AS five_years,
	round(per_100(rolling_rate(rate(big2), year) OVER w)::numeric, 1) AS "%",
	rate(dead) AS died_7d, rate(dead_28) AS died_28d, rolling_rate(rate(dead), year) OVER w AS five_years,
	sdc_label(round(per_1000(rolling_rate(rate(dead), year) OVER w)::numeric, 1),
		sdc_primary(rolling_rate(rate(dead), year) OVER w, 'rivm'), 'en') AS rivm
FROM (
	SELECT year, is_big2(grams, ga_days, sex, ga_weeks => ga_weeks) AS big2, perinatal_death(sterfte) AS dead,
		perinatal_death(sterfte, 28) AS dead_28
	FROM child WHERE in_scope(coalesce(ga_days, 7 * ga_weeks), grams)) c
GROUP BY year
WINDOW w AS (ORDER BY year)
ORDER BY year;
