#!/usr/bin/env bash
# RPostgreSQL: dbGetQuery of a statement that fails returns NULL, and the script goes on.
#
# What the server answers as an error arrives as a warning, so try() and tryCatch(error =)
# do not see it, and Rscript ends with 0. Test the result with is.null().
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1 \
	r-base-core=4.2.2.20221110-2 r-cran-rpostgresql=0.7-5+dfsg-1 r-cran-dbi=1.1.3-1
start_postgresql

seen=$(run_r <<'R'
suppressMessages(library(RPostgreSQL))
connection <- dbConnect(PostgreSQL(), host = Sys.getenv("PGHOST"), user = "postgres", dbname = "postgres")
result <- suppressWarnings(tryCatch(dbGetQuery(connection, "SELECT 1 / 0 AS x"), error = function(e) "an error"))
cat("result:", if (is.null(result)) "NULL" else format(result), "\n")
cat("and after it:", dbGetQuery(connection, "SELECT 2 AS x")$x, "\n")
R
)
status=$?
see "exit status" "$status" "0"
see "SELECT 1 / 0, in tryCatch" "$(grep -E '^(result|and after)' <<<"$seen" | sed 's/ *$//')" "result: NULL
and after it: 2"
conclude
