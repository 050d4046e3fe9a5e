#!/usr/bin/env bash
# epitools: limits of no events at all are below zero, or no number.
#
# Byar's interval around 0 events has a negative lower limit (pois.byar), where the
# exact one begins at 0. The gamma interval of a directly standardised rate without any
# event (ageadjust.direct) has NaN as its lower limit, which is 0. Small areas have zeros.
. "$(dirname "$0")/tools.bash"
unpack r-base-core=4.2.2.20221110-2 r-cran-epitools=1:0.5-10.1-2

seen=$(run_r <<'R'
suppressMessages(library(epitools))
limits <- function(name, lower, upper) cat(sprintf("%s: %.6f to %.6f\n", name, lower, upper))
byar <- pois.byar(0); limits("pois.byar(0)", byar$lower, byar$upper)
exact <- pois.exact(0); limits("pois.exact(0)", exact$lower, exact$upper)
direct <- ageadjust.direct(c(0, 0), c(100, 100), stdpop = c(1, 1))
limits("ageadjust.direct, no events", direct[["lci"]], direct[["uci"]])
R
)
see "95 % intervals" "$(grep ' to ' <<<"$seen")" "pois.byar(0): -0.001561 to 2.463936
pois.exact(0): 0.000000 to 3.688880
ageadjust.direct, no events: NaN to 0.018444"
conclude
