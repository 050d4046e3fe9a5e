\echo ' '
\echo '7. PROTECTED: THREE STATLINE CELLS THAT CAN BE RECOVERED TODAY'
\echo 'Each row is total = part + part. One window function hides what a subtraction would give back.'
CREATE TEMP TABLE printed (statline_table text, row text, total bigint, part_1 bigint, part_2 bigint);
INSERT INTO printed VALUES -- part_2 or part_1 was printed as "."; the value is what the subtraction gives
	('80213ned', '28 weken', 26, 21, 5), ('80213ned', '29 weken', 14, 11, 3), ('80213ned', '30 weken', 26, 18, 8),
	('80292ned', 'Drenthe', 24, 21, 3), ('80292ned', 'Friesland', 49, 38, 11), ('80292ned', 'Groningen', 25, 12, 13),
	('80214ned', 'meerling 22-24 wk', 31, 23, 8), ('80214ned', 'meerling 24-26 wk', 68, 64, 4);
WITH cell AS (
	SELECT statline_table, row, part, CASE part WHEN 0 THEN total WHEN 1 THEN part_1 ELSE part_2 END AS n
	FROM printed, generate_series(0, 2) part),
protected AS (
	SELECT *, sdc_primary(n, 'statline') AS as_printed,
		sdc_status(n, 'statline', CASE part WHEN 0 THEN 1 ELSE 0 END, row, NULLIF(part, 0)) OVER (PARTITION BY statline_table) AS status
	FROM cell)
SELECT statline_table AS "table", row,
	string_agg(sdc_label(n, as_printed), ' = ' ORDER BY part) FILTER (WHERE part = 0) || ' = '
		|| string_agg(sdc_label(n, as_printed), ' + ' ORDER BY part) FILTER (WHERE part > 0) AS "printed today",
	CASE WHEN bool_or(as_printed <> 'publish') THEN 'yes' ELSE '' END AS "recoverable",
	string_agg(sdc_label(n, status), ' = ' ORDER BY part) FILTER (WHERE part = 0) || ' = '
		|| string_agg(sdc_label(n, status), ' + ' ORDER BY part) FILTER (WHERE part > 0) AS "with sdc_status"
FROM protected
GROUP BY statline_table, row
ORDER BY statline_table, row;
\echo 'The table of the sdcTable tests: every row and column has two hidden cells, and still one of them (w, b) was exactly 47.'
CREATE TEMP TABLE four (v1 text, v2 text, n bigint, sensitive boolean);
INSERT INTO four VALUES
	('w', 'a', 30, true), ('x', 'a', 90, true), ('y', 'a', 92, false), ('z', 'a', 800, false),
	('w', 'b', 47, true), ('x', 'b', 124, false), ('y', 'b', 100, true), ('z', 'b', 991, true),
	('w', 'c', 64, true), ('x', 'c', 5, true), ('y', 'c', 59, false), ('z', 'c', 651, false),
	('w', 'd', 89, false), ('x', 'd', 31, false), ('y', 'd', 85, true), ('z', 'd', 685, true);
WITH cube AS ( -- a sensitive cell is one in which the whole denominator has the event
	SELECT v1, v2, GROUPING(v1, v2) AS mask, make_rate(sum(n)::bigint, sum(n)::bigint + sum(CASE WHEN sensitive THEN 0 ELSE 1000 END)::bigint) AS r
	FROM four GROUP BY CUBE (v1, v2)),
protected AS (
	SELECT *, sdc_primary(r, 'max_share=99') AS primary_only, sdc_status(r, 'max_share=99', mask, v1, v2) OVER () AS status FROM cube)
SELECT coalesce(v2, 'all') AS " ",
	string_agg(sdc_label(numerator(r), primary_only, 'en'), '  ' ORDER BY v1) AS "primary only: w x y z, all",
	string_agg(sdc_label(numerator(r), status, 'en'), '  ' ORDER BY v1) AS "with sdc_status: w x y z, all"
FROM protected
GROUP BY v2 ORDER BY v2;
