\echo ' '
\echo '5. AMSTERDAM, 2021: RISK FACTORS AND INTENSIVE CARE BY STADSDEEL'
\echo 'Counts were published in fives: a rate agrees when counts within 2.5 of them can give it.'
INSERT INTO agreement
	SELECT 'ahti, Regiobeeld Amsterdam 2024', concat_ws(' ', stadsdeel, factors, 'risk factors'),
		agrees(n, births, 100, 2.5, published, 0)
	FROM amsterdam_birth, LATERAL (VALUES ('no', none, pct_none), ('one', one, pct_one), ('two', two, pct_two),
		('3+', three_plus, pct_three_plus)) f(factors, n, published);
WITH picu_published(stadsdeel, published) AS (VALUES ('Zuidoost', 60), ('not Zuidoost', 22)),
figures AS (
	SELECT coalesce(stadsdeel, 'Amsterdam') AS stadsdeel, grouping(stadsdeel) AS place, count(*) AS parts,
		rate(one, births) AS one, rate(two, births) AS two, rate(three_plus, births) AS three_plus,
		rate(admitted, births) AS picu
	FROM amsterdam_birth JOIN amsterdam_picu USING (stadsdeel) WHERE year = 2021 GROUP BY ROLLUP (stadsdeel)),
with_rest AS (
	SELECT * FROM figures
	UNION ALL
	SELECT 'not Zuidoost', 2, w.parts - z.parts, w.one - z.one, w.two - z.two, w.three_plus - z.three_plus,
		w.picu - z.picu
	FROM figures w, figures z WHERE w.place = 1 AND z.stadsdeel = 'Zuidoost'),
compared AS (
	SELECT *, agrees(numerator(picu), denominator(picu), 1000, 2.5 * parts, published, 0) AS picu_agrees
	FROM with_rest LEFT JOIN picu_published USING (stadsdeel)),
checked AS (
	INSERT INTO agreement SELECT 'ahti, Regiobeeld Amsterdam 2024', 'picu ' || stadsdeel, picu_agrees FROM compared
		WHERE published IS NOT NULL)
SELECT stadsdeel, denominator(c.one) AS births, round(per_100(c.one)) AS "one %", pct_one AS publ, round(per_100(c.two))
	AS "two %", pct_two AS publ,
	round(per_100(c.three_plus)) AS "3+ %", pct_three_plus AS publ, picu, round(per_1000(picu)::numeric, 1)
		AS "per 1000", published AS publ,
	CASE a.agrees WHEN true THEN 'yes' WHEN false THEN 'NO' END AS agrees
FROM compared c LEFT JOIN amsterdam_birth b USING (stadsdeel),
	LATERAL (SELECT bool_and(ok) FROM (VALUES (agrees(b.one, births, 100, 2.5, pct_one, 0)),
		(agrees(b.two, births, 100, 2.5, pct_two, 0)),
		(agrees(b.three_plus, births, 100, 2.5, pct_three_plus, 0)), (picu_agrees)) v(ok)) a(agrees)
ORDER BY place, stadsdeel;
