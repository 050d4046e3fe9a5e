\echo ' '
\echo '1. THREE CELLS OF STATLINE THAT CAN BE RECOVERED TODAY, AND WHAT BECOMES OF THEM'
\echo 'A dot hides a number below 5; its row gives it back. One window function hides what a subtraction would tell.'
CREATE TEMP TABLE sum AS -- the sums of the rows in which a dot stands, and of the rows beside them
	SELECT statline_table, category, period, what, total, part_1, part_2,
		coalesce(part_1, total - part_2) AS n_1, coalesce(part_2, total - part_1) AS n_2
	FROM (
		SELECT s.*, v.* FROM statline s, LATERAL (VALUES
			('born = live + still', born, liveborn, stillborn),
			('perinatal = still + week 1', perinatal, stillborn, died_week1)) v(what, total, part_1, part_2)) sums
	WHERE (statline_table, what, period) IN (
			SELECT statline_table, 'born = live + still', period FROM statline_as_printed WHERE stillborn = '.'
			UNION ALL
			SELECT statline_table, 'perinatal = still + week 1', period FROM statline_as_printed WHERE died_week1 = '.')
		AND total IS NOT NULL AND num_nonnulls(part_1, part_2) > 0
		AND category !~ '^(Totaal|Eenling|Nederland)|totaal|2[2-6] weken';
WITH cell AS (
	SELECT s.*, part, CASE part WHEN 0 THEN total WHEN 1 THEN n_1 ELSE n_2 END AS n,
		part = 1 AND part_1 IS NULL OR part = 2 AND part_2 IS NULL AS is_dot
	FROM sum s, generate_series(0, 2) part),
protected AS (
	SELECT *, sdc_status(n, 'statline', CASE part WHEN 0 THEN 1 ELSE 0 END, category, NULLIF(part, 0))
			OVER (PARTITION BY statline_table) AS status,
		sdc_exposed(n, 'statline', CASE WHEN is_dot THEN 'primary_count' ELSE 'publish' END::cell_status,
			CASE part WHEN 0 THEN 1 ELSE 0 END, category, NULLIF(part, 0)) OVER (PARTITION BY statline_table) AS exposed
	FROM cell),
checked AS (
	SELECT *, sdc_exposed(n, 'statline', status, CASE part WHEN 0 THEN 1 ELSE 0 END, category, NULLIF(part, 0))
		OVER (PARTITION BY statline_table) AS still_exposed
	FROM protected)
SELECT right(statline_table, 8) AS "table", category AS row, what AS sum,
	string_agg(CASE WHEN is_dot THEN '.' ELSE n::text END, ' ' ORDER BY part) AS "printed today",
	coalesce(max(n) FILTER (WHERE exposed) || ' (' || max(n) FILTER (WHERE part = 0) || ' - '
		|| max(n) FILTER (WHERE part > 0 AND NOT is_dot) || ')', '') AS "recovered",
	string_agg(CASE status WHEN 'publish' THEN n::text ELSE '.' END, ' ' ORDER BY part) AS "with sdc_status",
	CASE WHEN bool_or(still_exposed) THEN 'STILL' WHEN bool_or(exposed) THEN 'no longer' ELSE '' END AS "recoverable"
FROM checked
GROUP BY statline_table, category, what
ORDER BY statline_table, category;
\echo 'The table of the sdcTable tests: every row and column has two hidden cells, and still one of them (w, b) was exactly 47.'
CREATE TEMP TABLE four (v1 text, v2 text, n bigint, sensitive boolean);
INSERT INTO four VALUES
	('w', 'a', 30, true), ('x', 'a', 90, true), ('y', 'a', 92, false), ('z', 'a', 800, false),
	('w', 'b', 47, true), ('x', 'b', 124, false), ('y', 'b', 100, true), ('z', 'b', 991, true),
	('w', 'c', 64, true), ('x', 'c', 5, true), ('y', 'c', 59, false), ('z', 'c', 651, false),
	('w', 'd', 89, false), ('x', 'd', 31, false), ('y', 'd', 85, true), ('z', 'd', 685, true);
WITH cube AS ( -- a sensitive cell is one in which the whole denominator has the event
	SELECT v1, v2, GROUPING(v1, v2) AS mask, make_rate(sum(n)::bigint, sum(n)::bigint + sum(CASE WHEN sensitive THEN 0
		ELSE 1000 END)::bigint) AS r
	FROM four GROUP BY CUBE (v1, v2)),
protected AS (
	SELECT *, sdc_primary(r, 'max_share=99') AS primary_only, sdc_status(r, 'max_share=99', mask, v1, v2)
		OVER () AS status FROM cube)
SELECT coalesce(v2, 'all') AS " ",
	string_agg(sdc_label(numerator(r), primary_only, 'en'), '  ' ORDER BY v1) AS "primary only: w x y z, all",
	string_agg(sdc_label(numerator(r), status, 'en'), '  ' ORDER BY v1) AS "with sdc_status: w x y z, all"
FROM protected
GROUP BY v2 ORDER BY v2;
