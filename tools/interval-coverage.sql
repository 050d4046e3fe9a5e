-- Prints doc/coverage.md: how often the intervals contain the true value, computed
-- exactly by summing over all outcomes. Run from the project's root:
--
--   tools/throwaway-cluster psql -qAtX -f tools/interval-coverage.sql -o doc/coverage.md
\set ON_ERROR_STOP on
CREATE EXTENSION IF NOT EXISTS kansrijk;
SET search_path = kansrijk, public;

CREATE TEMPORARY TABLE ln_factorial AS
	SELECT x, sum(CASE WHEN x > 1 THEN ln(x::float8) ELSE 0 END) OVER (ORDER BY x) AS lf
		FROM generate_series(0, 1000) x;

-- Poisson: lambda from 0.05 to 50; outcomes to 160 leave out less than 1e-30
CREATE TEMPORARY TABLE rate_limits AS
	SELECT m AS method, c AS confidence, x, lf, e.lower, e.upper
	FROM unnest(ARRAY['exact', 'phe', 'byar', 'byar_midp', 'midp', 'jeffreys', 'score', 'wald']) m,
		unnest(ARRAY[0.95, 0.998]) c,
		ln_factorial, LATERAL rate_ci(x, 1, 1, c, m) e
	WHERE x <= 160;
CREATE TEMPORARY TABLE rate_coverage AS
	SELECT method, confidence, lambda, sum(exp(x * ln(lambda) - lambda - lf))
		FILTER (WHERE lambda BETWEEN lower AND upper) AS coverage
	FROM rate_limits, (SELECT i / 20.0::float8 AS lambda FROM generate_series(1, 1000) i) g
	GROUP BY method, confidence, lambda;

CREATE TEMPORARY TABLE proportion_limits AS
	SELECT m AS method, c AS confidence, n, s.x, a.lf - s.lf - f.lf AS lf, e.lower, e.upper
	FROM unnest(ARRAY['clopper_pearson', 'wilson', 'wilson_cc', 'midp', 'jeffreys', 'agresti_coull', 'wald']) m,
		unnest(ARRAY[0.95, 0.998]) c,
		unnest(ARRAY[10, 20, 50, 100, 500]) n
		JOIN ln_factorial s ON s.x <= n JOIN ln_factorial a ON a.x = n JOIN ln_factorial f ON f.x = n - s.x,
		LATERAL proportion_ci(s.x, n, 1, c, m) e;
CREATE TEMPORARY TABLE proportion_coverage AS
	SELECT method, confidence, n, p, sum(exp(lf + x * ln(p) + (n - x) * ln(1 - p)))
		FILTER (WHERE p BETWEEN lower AND upper) AS coverage
	FROM proportion_limits, (SELECT i / 400.0::float8 AS p FROM generate_series(1, 200) i) g
	GROUP BY method, confidence, n, p;

CREATE FUNCTION pg_temp.cell(value float8) RETURNS text RETURN to_char(floor(value * 1000) / 1000, 'FM0.000');

\qecho '# Coverage of the confidence intervals'
\qecho
\qecho 'How often an interval contains the true value, computed exactly (no simulation) by `tools/interval-coverage.sql`;'
\qecho 'cut off, not rounded, after three decimals. *Least* is the worst case of the grid, *mean* its average. A method is'
\qecho '*exact* when its least coverage is never below the nominal one.'
\qecho
\qecho '## rate_ci'
\qecho
\qecho 'Expected events 0.05 to 50 in steps of 0.05 (least and mean), and some of them in full.'
\qecho
\qecho '| method | least, 95 % | mean, 95 % | 0.5 | 1 | 2 | 3 | 5 | 8 | 12 | 20 | least, 99.8 % | mean, 99.8 % |'
\qecho '|---|---|---|---|---|---|---|---|---|---|---|---|---|'
SELECT format('| %s | %s |', method, concat_ws(' | ',
		pg_temp.cell(min(coverage) FILTER (WHERE confidence = 0.95)),
			pg_temp.cell(avg(coverage) FILTER (WHERE confidence = 0.95)),
		array_to_string(array_agg(pg_temp.cell(coverage) ORDER BY lambda)
			FILTER (WHERE confidence = 0.95 AND lambda IN (0.5, 1, 2, 3, 5, 8, 12, 20)), ' | '),
		pg_temp.cell(min(coverage) FILTER (WHERE confidence = 0.998)),
			pg_temp.cell(avg(coverage) FILTER (WHERE confidence = 0.998))))
FROM rate_coverage
GROUP BY method ORDER BY min(coverage) FILTER (WHERE confidence = 0.95) DESC;
\qecho
\qecho '## proportion_ci'
\qecho
\qecho 'True proportions 0.0025 to 0.5 in steps of 0.0025: least and mean for each number of units.'
\qecho
\qecho '| method | confidence | n = 10 | 20 | 50 | 100 | 500 |'
\qecho '|---|---|---|---|---|---|---|'
SELECT format('| %s | %s %% | %s |', method, 100 * confidence::float8,
	string_agg(least || ', ' || mean, ' | ' ORDER BY n))
FROM (SELECT method, confidence, n, pg_temp.cell(min(coverage)) AS least, pg_temp.cell(avg(coverage)) AS mean
	FROM proportion_coverage GROUP BY method, confidence, n) s
GROUP BY method, confidence ORDER BY confidence, min(least) DESC, method;
