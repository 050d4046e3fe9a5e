# R: RPostgreSQL and dbplyr. Types, what is hidden, listing, the same sums as psql.
suppressPackageStartupMessages({ library(DBI); library(RPostgreSQL); library(dplyr); library(dbplyr) })
# Of RPostgreSQL's age.
options(rlib_warning_verbosity = "quiet")

passed <- 0
failed <- 0
check <- function(name, ok, seen = "") {
	if (isTRUE(ok)) passed <<- passed + 1
	else { failed <<- failed + 1; cat("not ok: ", name, "\n\tseen: ", paste(seen, collapse = " "), "\n", sep = "") }
}
# Base R has no JSON: the few numbers are taken from the text.
text <- paste(readLines(Sys.getenv("EXPECTED"), encoding = "UTF-8"), collapse = "")
number <- function(key) as.numeric(sub(paste0('.*"', key, '" : ([-0-9.]+).*'), "\\1", text))
connection <- dbConnect(PostgreSQL(), dbname = Sys.getenv("PGDATABASE"), host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"), user = Sys.getenv("PGUSER"))

# It lists tables, whoever may read them, and no views.
listed <- dbListTables(connection)
check("dbListTables() knows no view of the publication", !any(c("all_families", "wide") %in% listed), listed)
views <- dbGetQuery(connection, "SELECT table_name FROM information_schema.views WHERE table_schema = 'publicatie' ORDER BY 1")$table_name
check("the views are listed by a query", all(c("birth", "all_families", "wide") %in% views), views)
birth <- dbGetQuery(connection, "SELECT * FROM publicatie.birth")
check("all rows", nrow(birth) == number("rows"), nrow(birth))
check("texts are character", is.character(birth$definition) && is.character(birth$status), class(birth$definition))
check("years are integer", is.integer(birth$year) && is.integer(birth$first_year), class(birth$year))
check("counts and values are numeric", is.numeric(birth$numerator) && is.numeric(birth$value), class(birth$numerator))
hidden <- birth[birth$status == "hidden", ]
check("hidden ones", nrow(hidden) == number("hidden"), nrow(hidden))
check("a hidden figure is NA", all(is.na(hidden[, c("value", "numerator", "denominator", "lower", "upper", "comparison", "trend")])))
check("the sum of the numerators", sum(birth$numerator, na.rm = TRUE) == number("numerators"), sum(birth$numerator, na.rm = TRUE))
check("the sum of the values", abs(sum(birth$value, na.rm = TRUE) - number("value_sum")) < 1e-3, sum(birth$value, na.rm = TRUE))

lazy <- tbl(connection, in_schema("publicatie", "birth"))
counted <- lazy %>% filter(status == "hidden") %>% summarise(n = n()) %>% collect()
check("dbplyr: a filter becomes SQL", as.numeric(counted$n) == number("hidden"), counted$n)
check("dbplyr: and no more", grepl("WHERE", sql_render(lazy %>% filter(status == "hidden"))), sql_render(lazy %>% filter(status == "hidden")))
one <- lazy %>% filter(definition == "big2-24w-all", area == "NL", period_type == "5 jaar", breakdown == "totaal", year == 2019L) %>% select(value, label, status) %>% collect()
check("dbplyr: one figure, one row", nrow(one) == 1 && one$status == "publish" && abs(one$value - as.numeric(sub(",", ".", one$label))) < 0.06, unlist(one))
denied <- dbGetQuery(connection, "SELECT has_schema_privilege('publicatie_intern', 'USAGE') AS may")$may
check("what is beneath cannot be read", identical(denied, FALSE), denied)
invisible(dbDisconnect(connection))
cat(passed, " passed, ", failed, " failed\n", sep = "")
