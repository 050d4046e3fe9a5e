#!/usr/bin/env bash
# GLPK and CBC read one MPS file as two problems: a negative upper bound without a lower one.
#
# UP -3 and nothing else: CBC lets the variable go down to minus infinity, GLPK leaves
# its lower bound at 0 and has bounds that contradict each other. Both end with status 0.
# Write the lower bound (LO or MI) of every variable that has a negative upper bound.
. "$(dirname "$0")/tools.bash"
unpack glpk-utils=5.0-1 coinor-cbc=2.10.8+ds1-1

mps() # LINE of the lower bound
{
	printf '%s\n' "NAME          BOUND" ROWS " N  COST" " L  LIMIT" COLUMNS "    X         COST      1.0   LIMIT     1.0" \
		RHS "    RHS       LIMIT     10.0" BOUNDS ${1:+"$1"} " UP BND       X         -3.0" ENDATA >"$work/bound.mps"
}
glpk()
{
	glpsol --freemps "$work/bound.mps" -o "$work/glpk" >"$work/log" 2>&1
	echo "exit $?, $(grep -oE 'incorrect bounds' "$work/log" || sed -n 's/^Objective: *\(.*\) (.*/\1/p' "$work/glpk")"
}
cbc_()
{
	cbc "$work/bound.mps" solve solution "$work/cbc" >"$work/log" 2>&1
	echo "exit $?, $(sed -n '1s/ - objective value.*//p' "$work/cbc")$(
		sed -n '1s/^Optimal.*value \(-*[0-9.]*\)/ \1/p' "$work/cbc")"
}
mps ""
see "GLPK" "$(glpk)" "exit 0, incorrect bounds"
see "CBC" "$(cbc_)" "exit 0, Unbounded"
mps " LO BND       X         -7.0"
see "with a lower bound of -7, GLPK" "$(glpk)" "exit 0, COST = -7"
see "with a lower bound of -7, CBC" "$(cbc_)" "exit 0, Optimal -7.00000000"
conclude
