#!/usr/bin/env bash
# pg_cron: a run that could not connect has no start and no end in cron.job_run_details.
#
# Monitoring that looks at the last hours by start_time, or sorts by it, never sees the
# job of a role that may not log in: its rows have status failed and both times NULL.
# runid tells the order. (Only where pg_cron connects as a client; with background
# workers the times are there.)
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1 postgresql-15-cron=1.4.2-2+b1
start_postgresql "shared_preload_libraries = 'pg_cron'" "cron.host = '$work/cluster'"

sql <<'SQL'
CREATE EXTENSION pg_cron;
SET client_min_messages = error;
CREATE ROLE may_not_log_in;
GRANT USAGE ON SCHEMA cron TO may_not_log_in;
SELECT cron.schedule('works', '* * * * *', 'SELECT 1') > 0 AS scheduled \gset
SET SESSION AUTHORIZATION may_not_log_in;
SELECT cron.schedule('fails', '* * * * *', 'SELECT 1') > 0 AS scheduled \gset
SQL
for _ in $(seq 130); do
	[ "$(sql -c "SELECT count(DISTINCT jobid) FROM cron.job_run_details
		WHERE status IN ('succeeded', 'failed')")" = 2 ] && break
	sleep 1
done
see "job, status, start known, end known" \
	"$(sql -c "SELECT DISTINCT jobname, status, start_time IS NOT NULL, end_time IS NOT NULL
		FROM cron.job_run_details JOIN cron.job USING (jobid) WHERE status IN ('succeeded', 'failed') ORDER BY 1")" \
	"fails|failed|f|f
works|succeeded|t|t"
conclude
