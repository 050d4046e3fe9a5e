-- Counting, Big2 and rolling years, over 5 million made-up births.
\set births 5000000
SELECT setseed(0.5);

CREATE UNLOGGED TABLE birth AS
	SELECT (i % 350)::int AS area, (2000 + i % 20)::int AS year,
		(random() * 5500 + 300)::int AS birthweight,
		-- most births are at term; the days of the chart have all their births
		CASE WHEN random() < 0.01 THEN NULL ELSE (294 - 133 * random() ^ 4)::int END AS ga_days,
		(1 + (random() < 0.49)::int)::int AS sex,
		CASE WHEN random() < 0.01 THEN NULL ELSE random() < 0.15 END AS event
	FROM generate_series(1, :births) i;
CREATE UNLOGGED TABLE chart AS SELECT sex, ga_days, p10 FROM birthweight_chart();
ALTER TABLE chart ADD PRIMARY KEY (sex, ga_days);
-- Annual figures of many small areas, stored in the order of the window
CREATE UNLOGGED TABLE annual AS
	SELECT area, year, (area + year) % 7 AS n, 900 + area % 100 AS d, make_rate((area + year) % 7, 900 + area % 100) AS r
	FROM generate_series(1, 100000) area, generate_series(2000, 2019) year
	ORDER BY area, year;
CREATE INDEX ON annual (area, year) INCLUDE (n, d, r);
VACUUM (FREEZE, ANALYZE) birth;
VACUUM (FREEZE, ANALYZE) chart;
VACUUM (FREEZE, ANALYZE) annual;

INSERT INTO contest (what, numerator, denominator, at_most, at_least) VALUES
	('rate(event) / ratio of two FILTERed counts',
		'SELECT rate(event) FROM birth',
		'SELECT count(*) FILTER (WHERE event)::float8 / nullif(count(*) FILTER (WHERE event IS NOT NULL), 0) FROM birth',
		1, NULL),
	('rate(event) / count(*)',
		'SELECT rate(event) FROM birth',
		'SELECT count(*) FROM birth',
		NULL, NULL),
	('join with the chart / is_big2',
		'SELECT rate(ga_days < 259 OR birthweight < p10) FROM birth LEFT JOIN chart USING (sex, ga_days)',
		'SELECT rate(is_big2(birthweight, ga_days, sex)) FROM birth',
		NULL, 2.5),
	-- OFFSET: every row is computed, none is sent
	('rolling_rate / row_number()',
		'SELECT rolling_rate(r, year) OVER (PARTITION BY area ORDER BY year) FROM annual OFFSET 1000000000',
		'SELECT row_number() OVER (PARTITION BY area ORDER BY year) FROM annual OFFSET 1000000000',
		1.2, NULL),
	('two sum() OVER five years / rolling_rate',
		'SELECT sum(n) OVER w::float8 / sum(d) OVER w FROM annual WINDOW w AS (PARTITION BY area ORDER BY year RANGE BETWEEN 4 PRECEDING AND CURRENT ROW) OFFSET 1000000000',
		'SELECT rolling_rate(r, year) OVER (PARTITION BY area ORDER BY year) FROM annual OFFSET 1000000000',
		NULL, 2);
