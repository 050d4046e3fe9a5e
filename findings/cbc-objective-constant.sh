#!/usr/bin/env bash
# CBC: a constant in the objective of an LP file is dropped without a word.
#
# "Minimize x + 10" where x is at least 2 has the optimum 12; CBC says optimal, 2. The
# solution is right, its value is not. GLPK refuses the same file with an error.
. "$(dirname "$0")/tools.bash"
unpack glpk-utils=5.0-1 coinor-cbc=2.10.8+ds1-1

printf '%s\n' Minimize " obj: x + 10" "Subject To" " c1: x >= 2" End >"$work/constant.lp"
see "CBC" "$(cbc "$work/constant.lp" solve solution "$work/cbc" >/dev/null 2>&1; sed -n 1p "$work/cbc")" \
	"Optimal - objective value 2.00000000"
see "GLPK" "$(glpsol --lp "$work/constant.lp" 2>&1 | sed -n 's/.*constant.lp:/line /p')" "line 3: missing variable name"
conclude
