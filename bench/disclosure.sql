-- sdc_status over cubes of realistic shape: land > provincie > gemeente > wijk,
-- by category and by year, as one system; then with overlapping windows of five
-- years beside the years, where whoever publishes both gives away that year t less
-- year t - 5 is the difference of two windows, so that much more has to go.
-- What the grouping itself costs is measured beside it. The naive rule hides,
-- until nothing changes, the next smallest cell of every row and column that
-- has a single hidden one; it knows nothing of windows.
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET work_mem = '512MB';

CREATE FUNCTION make_cube(gemeenten integer, windows boolean) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS leaf, cube;
	PERFORM setseed(0.5);
	CREATE UNLOGGED TABLE leaf AS
		SELECT g % 12 AS provincie, g AS gemeente, g * 8 + w AS wijk, c AS category, y AS year,
			floor(-ln(1 - random()) * (60 + 1500.0 / (1 + g % 61)) / (1 + w) / (1 + c * c))::bigint AS n
		FROM generate_series(1, gemeenten) g, generate_series(0, 7) w, generate_series(0, 3) c,
			generate_series(2004, 2023) y;
	CREATE UNLOGGED TABLE cube AS
		SELECT provincie, gemeente, wijk, category, period, GROUPING(provincie, gemeente, wijk, category, period)
			AS mask, sum(n)::bigint AS n
		FROM leaf, LATERAL (SELECT int4range(year, year + 1) AS period
			UNION ALL SELECT int4range(last - 4, last + 1)
				FROM generate_series(greatest(year, 2008), least(year + 4, 2023)) last WHERE windows) p
		GROUP BY ROLLUP (provincie, gemeente, wijk), CUBE (category), period;
	ANALYZE cube;
	RETURN (SELECT count(*) FROM cube);
END $$;

\echo 'sdc_status over one system of all cells, on one core. Overlapping five-year windows beside the years,'
\echo 'for the same small areas, cost both time and figures: the difference of two windows is year t less'
\echo 'year t - 5. Publishing years for large areas and windows for small ones avoids it.'

CREATE TABLE figure (windows boolean, cells bigint, policy sdc_policy, seconds numeric, reading numeric,
	primaries bigint, secondaries bigint, hidden_value numeric, value numeric);

CREATE PROCEDURE measure_cube(windows boolean, policy sdc_policy) LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz;
	reading numeric;
	f figure;
BEGIN
	started := clock_timestamp();
	PERFORM count(s) FROM (SELECT row_number() OVER () AS s FROM cube) c;
	reading := extract(epoch FROM clock_timestamp() - started);
	started := clock_timestamp();
	SELECT measure_cube.windows, count(*), measure_cube.policy, 0, reading, count(*)
		FILTER (WHERE s::text LIKE 'primary%'), count(*) FILTER (WHERE s = 'secondary'),
		sum(n) FILTER (WHERE s = 'secondary'), sum(n)
	FROM (SELECT n, sdc_status(n, measure_cube.policy, mask, provincie, gemeente, wijk, category, period) OVER () AS s
		FROM cube) c INTO f;
	f.seconds := extract(epoch FROM clock_timestamp() - started);
	INSERT INTO figure VALUES (f.*);
END $$;

CREATE FUNCTION naive(threshold bigint) RETURNS TABLE (primaries bigint, secondaries bigint, hidden_value numeric)
	LANGUAGE plpgsql AS $$
DECLARE
	changed bigint := 1;
	step bigint;
BEGIN
	DROP TABLE IF EXISTS n_cell;
	CREATE TEMP TABLE n_cell AS
		SELECT row_number() OVER () AS id, n, n > 0 AND n < threshold AS is_primary, n > 0 AND n < threshold AS hidden,
			concat_ws('/', period, coalesce(category::text, 'all'), CASE WHEN wijk IS NOT NULL THEN 'w' || gemeente
				WHEN gemeente IS NOT NULL THEN 'g' || provincie WHEN provincie IS NOT NULL THEN 'p' ELSE 'land' END)
				AS siblings,
			CASE WHEN category IS NOT NULL THEN concat_ws('/', period, coalesce(provincie::text, '-'),
				coalesce(gemeente::text, '-'), coalesce(wijk::text, '-')) END AS categories
		FROM cube;
	WHILE changed > 0 LOOP
		WITH lone AS (SELECT siblings FROM n_cell GROUP BY siblings HAVING count(*) FILTER (WHERE hidden) = 1
			AND siblings NOT LIKE '%land'),
			next AS (SELECT DISTINCT ON (siblings) id FROM n_cell JOIN lone USING (siblings) WHERE NOT hidden AND n > 0
				ORDER BY siblings, n, id)
		UPDATE n_cell SET hidden = true WHERE id IN (SELECT id FROM next);
		GET DIAGNOSTICS changed = ROW_COUNT;
		WITH lone AS (SELECT categories FROM n_cell WHERE categories IS NOT NULL GROUP BY categories HAVING count(*)
			FILTER (WHERE hidden) = 1),
			next AS (SELECT DISTINCT ON (categories) id FROM n_cell JOIN lone USING (categories) WHERE NOT hidden
				AND n > 0 ORDER BY categories, n, id)
		UPDATE n_cell SET hidden = true WHERE id IN (SELECT id FROM next);
		GET DIAGNOSTICS step = ROW_COUNT;
		changed := changed + step;
	END LOOP;
	RETURN QUERY SELECT count(*) FILTER (WHERE is_primary), count(*) FILTER (WHERE hidden AND NOT is_primary), sum(n)
		FILTER (WHERE hidden AND NOT is_primary) FROM n_cell;
END $$;

SELECT make_cube(20, false) AS cells \gset
CALL measure_cube(false, 'min_count=5');
CALL measure_cube(false, 'rivm');
SELECT * FROM naive(5) \gset naive_
SELECT make_cube(65, false) AS cells \gset
CALL measure_cube(false, 'min_count=5');
CALL measure_cube(false, 'rivm');
SELECT make_cube(215, false) AS cells \gset
CALL measure_cube(false, 'min_count=5');
CALL measure_cube(false, 'rivm');
SELECT make_cube(1080, false) AS cells \gset
CALL measure_cube(false, 'min_count=5');
CALL measure_cube(false, 'rivm');
SELECT make_cube(11, true) AS cells \gset
CALL measure_cube(true, 'min_count=5');
SELECT make_cube(36, true) AS cells \gset
CALL measure_cube(true, 'min_count=5');

SELECT CASE WHEN windows THEN 'years and 5-year windows' ELSE 'years' END AS periods, cells, CASE WHEN policy = 'rivm'
	THEN 'rivm' ELSE 'min_count=5' END AS policy,
	round(seconds, 2) AS seconds, round(reading, 2) AS "row_number()",
	round(cells / seconds) AS "cells/s", round(100.0 * primaries / cells, 1) AS "primary %",
		round(100.0 * secondaries / cells, 1) AS "secondary %",
	round(100 * hidden_value / value, 2) AS "secondary value %"
FROM figure ORDER BY windows, policy = 'rivm', cells;
\echo
\echo 'The smallest cube, min_count=5, against the naive rule (next smallest in each row and column):'
SELECT 'sdc_status' AS rule, secondaries AS "secondary cells", round(100 * hidden_value / value, 2)
	AS "secondary value %"
FROM figure WHERE NOT windows AND policy <> 'rivm' AND cells = (SELECT min(cells) FROM figure WHERE NOT windows)
UNION ALL SELECT 'naive', :naive_secondaries,
	round(100 * :naive_hidden_value / (SELECT min(value) FROM figure WHERE NOT windows), 2);

-- Other shapes: cubes of many dimensions, in which nearly everything hangs
-- together, and geographies that cross.
CREATE TABLE shape_figure (shape text, cells bigint, policy text, seconds numeric, primaries bigint, secondaries bigint,
	hidden_value numeric);

CREATE PROCEDURE measure_shape(shape text, source text, dimensions text, policy sdc_policy) LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz;
	f shape_figure;
BEGIN
	DROP TABLE IF EXISTS shape_cube;
	PERFORM setseed(0.5);
	EXECUTE 'CREATE UNLOGGED TABLE shape_cube AS ' || source;
	ANALYZE shape_cube;
	started := clock_timestamp();
	EXECUTE format('SELECT $1, count(*), CASE WHEN $2 = ''rivm'' THEN ''rivm'' ELSE ''min_count=5'' END, 0, count(*) '
		'FILTER (WHERE s::text LIKE ''primary%%''),
		count(*) FILTER (WHERE s = ''secondary''), sum(n) FILTER (WHERE s = ''secondary'')
		FROM (SELECT n, sdc_status(n, $2, mask, %s) OVER () AS s FROM shape_cube) c', dimensions) USING shape,
		policy INTO f;
	f.seconds := extract(epoch FROM clock_timestamp() - started);
	INSERT INTO shape_figure VALUES (f.*);
END $$;

-- A CUBE of so many dimensions of so many values: counts fall off in each.
CREATE PROCEDURE measure_way(dimensions integer, size integer, mean float8, policy sdc_policy) LANGUAGE plpgsql AS $$
DECLARE
	names text := (SELECT string_agg('d' || i, ', ') FROM generate_series(1, dimensions) i);
	values_of text := (SELECT string_agg(format('generate_series(0, %s) d%s', size - 1, i), ', ')
		FROM generate_series(1, dimensions) i);
	weight text := (SELECT string_agg(format('1.6 * exp(-3.0 * d%s / %s)', i, size), ' * ')
		FROM generate_series(1, dimensions) i);
BEGIN
	CALL measure_shape(dimensions || '-way CUBE of ' || size || ' values',
		format('SELECT %s, GROUPING(%1$s) AS mask, sum(n)::bigint AS n
		FROM (SELECT %1$s, floor(-ln(1 - random()) * %s * %s) AS n FROM %s) leaf GROUP BY CUBE (%1$s)', names, mean,
			weight, values_of), names, policy);
END $$;

CALL measure_way(2, 100, 20, 'min_count=5');
CALL measure_way(3, 20, 20, 'min_count=5');
CALL measure_way(4, 9, 20, 'rivm');
CALL measure_way(5, 5, 20, 'min_count=5');
CALL measure_way(5, 5, 200, 'rivm');
CALL measure_shape('CUBE of two columns, areas, years and windows', 'SELECT provincie, gemeente, wijk, a, b, period,
		GROUPING(provincie, gemeente, wijk, a, b, period) AS mask, sum(n)::bigint AS n
	FROM (SELECT g % 12 AS provincie, g AS gemeente, g * 8 + w AS wijk, a, b, year,
			floor(-ln(1 - random()) * (60 + 1500.0 / (1 + g % 61)) / (1 + w) / (1 + a * a) / (1 + b * b)) AS n
		FROM generate_series(1, 5) g, generate_series(0, 7) w, generate_series(0, 2) a, generate_series(0, 2) b, '
			'generate_series(2004, 2023) year) leaf,
		LATERAL (SELECT int4range(year, year + 1) AS period
			UNION ALL SELECT int4range(last - 4, last + 1) FROM generate_series(greatest(year, 2008), least(year + 4, '
				'2023)) last) p
	GROUP BY ROLLUP (provincie, gemeente, wijk), CUBE (a, b), period', 'provincie, gemeente, wijk, a, b, period',
		'rivm');
CALL measure_shape('linked pairs: two geographies that cross, by category',
	'SELECT wijk, pc4, category, GROUPING(wijk, pc4, category) AS mask, sum(n)::bigint AS n
	FROM (SELECT i / 4 AS wijk, (i + floor(random() * 5)::integer) / 7 AS pc4, category, floor(-ln(1 - random()) * 20 '
		'/ (1 + category * category)) AS n
		FROM generate_series(0, 19999) i, generate_series(0, 3) category) leaf
	GROUP BY GROUPING SETS ((wijk, category), (wijk), (pc4, category), (pc4), (category), ())', 'wijk, pc4, category',
		'min_count=5');

\echo
\echo 'Other shapes:'
SELECT shape, cells, policy, round(seconds, 2) AS seconds, primaries, secondaries, hidden_value FROM shape_figure;

INSERT INTO growth SELECT 'cells', CASE WHEN windows THEN 'years and windows, ' ELSE 'years, ' END || CASE
	WHEN policy = 'rivm' THEN 'rivm' ELSE 'min_count=5' END, cells, seconds FROM figure;
INSERT INTO growth SELECT 'cells', 'row_number()', cells, reading FROM figure WHERE NOT windows AND policy = 'rivm';
INSERT INTO promise
	SELECT format('sdc_status, %s cells (years, min_count=5)', to_char(cells, 'FM9,999,999')),
		format('at most %s s', target), format('%s s', round(seconds, 2)), seconds <= target
	FROM figure, LATERAL (SELECT CASE WHEN cells < 50000 THEN 0.2 WHEN cells BETWEEN 150000 AND 250000 THEN 2
		WHEN cells > 900000 THEN 20 END) t(target)
	WHERE NOT windows AND policy <> 'rivm' AND target IS NOT NULL ORDER BY cells;
