-- What every bench/*.sql uses: contests between two queries, series that grow,
-- and the promises that are kept or missed.
--
-- The two queries of a contest run in turn, "repetitions" times after one
-- round that warms the cache, and the result is the median of the ratios of
-- the pairs: whatever else slows the machine down slows both of a pair down.
-- Parallel plans and JIT are off, so that a ratio is about one core's work.

CREATE TABLE contest (
	number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	what text NOT NULL,			-- what is measured, and against what
	numerator text NOT NULL,	-- the query whose time is divided
	denominator text NOT NULL,	-- by the time of this one
	at_most numeric,			-- the promise, one of these or neither
	at_least numeric
);

CREATE TABLE measurement (
	contest int NOT NULL REFERENCES contest,
	numerator_ms float8 NOT NULL,
	denominator_ms float8 NOT NULL
);

-- Points of the chart: seconds against size.
CREATE TABLE growth (
	panel text NOT NULL,		-- what grows: rows, groups or cells
	series text NOT NULL,		-- what is done
	size bigint NOT NULL,
	seconds float8 NOT NULL
);

-- What DESIGN promises, other than by a contest.
CREATE TABLE promise (
	what text NOT NULL,
	promised text NOT NULL,
	measured text NOT NULL,
	is_kept boolean NOT NULL
);

CREATE FUNCTION milliseconds(query text) RETURNS float8 LANGUAGE plpgsql
	SET max_parallel_workers_per_gather = 0 SET jit = off SET work_mem = '1GB' AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN 1000 * extract(epoch FROM clock_timestamp() - started);
END $$;

CREATE PROCEDURE measure(repetitions int DEFAULT 21) LANGUAGE plpgsql AS $$
DECLARE
	c contest;
	numerator_ms float8;
	denominator_ms float8;
BEGIN
	FOR c IN SELECT * FROM contest WHERE number NOT IN (SELECT contest FROM measurement) ORDER BY number LOOP
		PERFORM milliseconds(c.denominator), milliseconds(c.numerator);
		FOR i IN 1 .. repetitions LOOP
			numerator_ms := milliseconds(c.numerator);
			denominator_ms := milliseconds(c.denominator);
			INSERT INTO measurement VALUES (c.number, numerator_ms, denominator_ms);
		END LOOP;
	END LOOP;
END $$;

-- The best of some runs, after one that warms the cache.
CREATE PROCEDURE measure_growth(panel text, series text, size bigint, query text, repetitions int DEFAULT 3)
	LANGUAGE plpgsql AS $$
BEGIN
	PERFORM milliseconds(query);
	INSERT INTO growth SELECT panel, series, size, min(milliseconds(query)) / 1000 FROM generate_series(1, repetitions);
END $$;

CREATE VIEW result AS
	SELECT what, promise, round(ratio::numeric, 2) AS measured, format('%s to %s', round(low::numeric, 2),
		round(high::numeric, 2)) AS half_of_them,
		CASE WHEN promise IS NULL THEN ''
			WHEN round(ratio::numeric, 2) <= at_most OR round(ratio::numeric, 2) >= at_least THEN 'kept'
			ELSE 'missed' END AS verdict,
		round(numerator_ms::numeric) AS ms, round(denominator_ms::numeric) AS against_ms
	FROM (
		SELECT number, what, at_most, at_least, coalesce('at most ' || at_most, 'at least ' || at_least) AS promise,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY m.numerator_ms / m.denominator_ms) AS ratio,
			percentile_cont(0.25) WITHIN GROUP (ORDER BY m.numerator_ms / m.denominator_ms) AS low,
				percentile_cont(0.75) WITHIN GROUP (ORDER BY m.numerator_ms / m.denominator_ms) AS high,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY m.numerator_ms) AS numerator_ms,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY m.denominator_ms) AS denominator_ms
		FROM contest JOIN measurement m ON m.contest = number
		GROUP BY number) medians
	ORDER BY number;

CREATE VIEW kept AS
	SELECT what, promise AS promised, format('**%s** (%s)', measured, half_of_them) AS measured, verdict FROM result
		WHERE promise IS NOT NULL
	UNION ALL SELECT what, promised, format('**%s**', measured), CASE WHEN is_kept THEN 'kept' ELSE 'missed' END
		FROM promise;
