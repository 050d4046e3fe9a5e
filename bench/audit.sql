-- The audit of a release with about 1,000, 5,000 and 20,000 hidden cells, exact
-- (exposed) and by intervals, which release() does when the policy asks for a width: time,
-- and the most memory that the backend ever had (Linux only). Two kinds of table:
-- a hierarchy of areas by two dimensions, which falls apart into many systems,
-- and one full cube, which does not: with 20,000 hidden cells in one system it
-- takes minutes, so that one is left out.
SET max_parallel_workers_per_gather = 0;
SET jit = off;

CREATE UNLOGGED TABLE bench_micro AS
SELECT a / 20 AS region, a, b, c, (25 * power((hashtextextended(concat_ws('-', a, b, c), 0) & 1048575) / 1048576.0,
	4))::bigint
	+ (25 * power((hashtextextended(concat_ws('-', a, b, c), 1) & 1048575) / 1048576.0, 4))::bigint AS n
FROM generate_series(1, 3000) a, generate_series(1, 8) b, generate_series(1, 5) c;
VACUUM ANALYZE bench_micro;

CREATE TEMP TABLE audited (kind text, hidden bigint, status_ms float8, exposed_ms float8, interval_ms float8,
	narrower_than_3 bigint, peak_mb int);
CREATE FUNCTION pg_temp.audit(kind text, areas int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz;
	status_ms float8;
	exposed_ms float8;
BEGIN
	DROP TABLE IF EXISTS decided, found, grouped;
	IF kind = 'hierarchy' THEN
		CREATE TEMP TABLE grouped AS SELECT region, a, b, c, sum(n)::bigint AS n, GROUPING(region, a, b, c) AS mask
			FROM bench_micro WHERE a <= areas GROUP BY ROLLUP (region, a), CUBE (b, c);
	ELSE
		CREATE TEMP TABLE grouped AS SELECT NULL::int AS region, a, b, c, sum(n)::bigint AS n, 8 + GROUPING(a, b, c)
			AS mask
			FROM bench_micro WHERE a <= areas GROUP BY CUBE (a, b, c);
	END IF;
	started := clock_timestamp();
	CREATE TEMP TABLE decided AS SELECT *, sdc_status(n, 'min_count=3', mask, region, a, b, c) OVER () AS status
		FROM grouped;
	status_ms := 1000 * extract(epoch FROM clock_timestamp() - started);
	started := clock_timestamp();
	PERFORM count(*) FROM (SELECT sdc_exposed(n, status, mask, region, a, b, c) OVER () AS exposed FROM decided) e
		WHERE exposed;
	exposed_ms := 1000 * extract(epoch FROM clock_timestamp() - started);
	started := clock_timestamp();
	CREATE TEMP TABLE found AS SELECT sdc_interval(n, status, mask, region, a, b, c) OVER () AS width FROM decided;
	INSERT INTO audited SELECT kind, count(width), status_ms, exposed_ms,
		1000 * extract(epoch FROM clock_timestamp() - started),
		count(*) FILTER (WHERE upper(width) - lower(width) < 3),
		substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s*(\d+)')::int / 1024 FROM found;
END $$;

SELECT pg_temp.audit('hierarchy', 95), pg_temp.audit('hierarchy', 475), pg_temp.audit('hierarchy', 2000),
	pg_temp.audit('cube', 100), pg_temp.audit('cube', 480) \g /dev/null

INSERT INTO growth SELECT 'cells', 'audit by intervals, hierarchy', hidden, interval_ms / 1000 FROM audited
	WHERE kind = 'hierarchy';
\echo 'The audit of tables with that many hidden cells; the most memory the server process ever had.'
SELECT kind, hidden, round(status_ms) AS status_ms, round(exposed_ms) AS exposed_ms, round(interval_ms) AS interval_ms,
	narrower_than_3, peak_mb FROM audited;
