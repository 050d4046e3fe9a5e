-- Counting, Big2, percentiles and rolling years, over 5 million made-up births.
\if :{?births} \else \set births 5000000 \endif
SELECT setseed(0.5) \g /dev/null

-- Ages and weights spread about as they are: 8 % preterm, 10 % small, 1 % unknown
CREATE UNLOGGED TABLE birth AS
	SELECT area, year, CASE WHEN random() > 0.01 THEN ga_days END AS ga_days,
		CASE WHEN random() > 0.01 THEN (3500 + 26 * (ga_days - 280) + 1560 * noise)::int END AS grams, sex,
		CASE WHEN random() > 0.01 THEN random() < 0.15 END AS event
	FROM (SELECT i % 350 AS area, 2000 + i % 20 AS year,
			least(294, greatest(165, 288 + 12 * ln(1 - random()) + 8 * (random() - 0.5)))::int AS ga_days,
			(random() + random() + random() - 1.5) / 1.5 AS noise, 1 + (random() < 0.487)::int AS sex
		FROM generate_series(1, :births) i) b;
CREATE UNLOGGED TABLE chart AS SELECT * FROM birthweight_chart();
ALTER TABLE chart ADD PRIMARY KEY (sex, ga_days);
-- Annual figures of many areas, read in the order of the window: no sort hides
-- what the window function itself costs. Counts are bigint, as count(*) gives them.
CREATE UNLOGGED TABLE annual AS
	SELECT area, year, n, d, make_rate(n, d) AS r
	FROM generate_series(1, 100000) area, generate_series(2000, 2019) year,
		LATERAL (SELECT ((area + year) % 7)::bigint, (900 + area % 100)::bigint) counts(n, d)
	ORDER BY area, year;
CREATE INDEX ON annual (area, year) INCLUDE (n, d, r);
VACUUM (FREEZE, ANALYZE) birth;
VACUUM (FREEZE, ANALYZE) chart;
VACUUM (FREEZE, ANALYZE) annual;

INSERT INTO contest (what, numerator, denominator, at_most, at_least) VALUES
	('rate(event) / ratio of two FILTERed counts',
		'SELECT rate(event) FROM birth',
		'SELECT count(*) FILTER (WHERE event)::float8 / nullif(count(*) FILTER (WHERE event IS NOT NULL), 0) FROM '
			'birth',
		1, NULL),
	-- without a promise, for what it is worth; so are others below
	('rate(event) / count(*)',
		'SELECT rate(event) FROM birth',
		'SELECT count(*) FROM birth',
		NULL, NULL),
	('join with the chart, counted with FILTER / is_big2',
		'SELECT count(*) FILTER (WHERE ga_days < 259 OR grams < p10)::float8 / nullif(count(ga_days < 259 OR grams < '
			'p10), 0) FROM birth LEFT JOIN chart USING (sex, ga_days)',
		'SELECT rate(is_big2(grams, ga_days, sex)) FROM birth',
		NULL, 2.5),
	-- the same aggregate on both sides: the join alone
	('join with the chart / is_big2',
		'SELECT rate(ga_days < 259 OR grams < p10) FROM birth LEFT JOIN chart USING (sex, ga_days)',
		'SELECT rate(is_big2(grams, ga_days, sex)) FROM birth',
		NULL, 2.5),
	-- is_big2's rules for unknown sex and impossible values too: the same answer for every row
	('join with the chart, with the same rules / is_big2',
		$$SELECT rate(CASE WHEN b.ga_days BETWEEN 46 AND 315 THEN b.ga_days < 259 END
				OR CASE WHEN b.grams BETWEEN 100 AND 7000 THEN
					CASE WHEN b.sex IN (1, 2) THEN b.grams < c.p10 WHEN b.grams < u.lower THEN true
						WHEN b.grams >= u.higher THEN false END END)
			FROM birth b LEFT JOIN chart c USING (sex, ga_days)
				LEFT JOIN (SELECT ga_days, min(p10) AS lower, max(p10) AS higher FROM chart GROUP BY ga_days) u
					ON u.ga_days = b.ga_days AND (b.sex IS NULL OR b.sex = 3)$$,
		'SELECT rate(is_big2(grams, ga_days, sex)) FROM birth',
		NULL, NULL),
	-- Straight lines between the percentiles, which plain SQL can do: less work than PCHIP, and not the same figures
	('join with the chart, interpolated / birthweight_percentile',
		$$SELECT count(CASE
				WHEN grams < p5 THEN -1.880794 + 0.235940 * (grams - p3) / (p5 - p3)
				WHEN grams < p10 THEN -1.644854 + 0.363302 * (grams - p5) / (p10 - p5)
				WHEN grams < p50 THEN -1.281552 + 1.281552 * (grams - p10) / (p50 - p10)
				WHEN grams < p90 THEN 1.281552 * (grams - p50) / (p90 - p50)
				WHEN grams < p95 THEN 1.281552 + 0.363302 * (grams - p90) / (p95 - p90)
				ELSE 1.644854 + 0.235940 * (grams - p95) / (p97 - p95) END)
			FROM birth LEFT JOIN chart USING (sex, ga_days)$$,
		'SELECT count((birthweight_percentile(grams, ga_days, sex, extrapolate => true)).z) FROM birth',
		NULL, NULL),
	-- OFFSET: every row is computed, none is sent
	('rolling_rate / row_number()',
		'SELECT rolling_rate(r, year) OVER (PARTITION BY area ORDER BY year) FROM annual OFFSET 1000000000',
		'SELECT row_number() OVER (PARTITION BY area ORDER BY year) FROM annual OFFSET 1000000000',
		1.2, NULL),
	('two sum() OVER five years / rolling_rate_per_1000',
		'SELECT 1000.0 * sum(n) OVER w / nullif(sum(d) OVER w, 0) FROM annual WINDOW w AS (PARTITION BY area ORDER BY '
			'year RANGE BETWEEN 4 PRECEDING AND CURRENT ROW) OFFSET 1000000000',
		'SELECT rolling_rate_per_1000(n, d, year) OVER (PARTITION BY area ORDER BY year) FROM annual OFFSET 1000000000',
		NULL, 2);

\echo 'Most of what is_big2 and rate cost is reading the columns, which count(*) does not. What rolling_rate adds to'
\echo 'row_number() is a look at the next row: several rows of one year share a result.'
