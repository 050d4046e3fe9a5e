# Turns a reference table (CSV: sex, then a key that goes up by equal steps,
# then figures; boys first) into a C array [sex][key][figure].
# Usage: awk -f tools/csv-to-c.awk -v name=hoftiezer_2019 [-v type=double] [-v step=0.5] data/hoftiezer_2019.csv
BEGIN {
	FS = ","
	if (type == "")
		type = "int16"
	if (step == "")
		step = 1
}
{ sub(/\r$/, "") }
NR == 1 {
	columns = NF
	printf "/* made from data/%s.csv: do not edit */\n", name
	next
}
NR == 2 { first = $2 }
NF != columns { fail("has " NF " columns, not " columns) }
{
	if ($1 != sex)
	{
		if (sex != "")
		{
			if (key != expected_rows)
				fail("ends the sex before after " key " rows, not " expected_rows)
			body = body "\t},\n"
		}
		body = body "\t{\n"
		sex = $1
		sexes++
		key = 0
	}
	if ($2 != first + key * step)
		fail("has key " $2 " where " first + key * step " should be")
	key++
	if (sexes == 1)
		expected_rows = key
	row = ""
	for (i = 3; i <= columns; i++)
		row = row (i > 3 ? ", " : "") $i
	body = body "\t\t{" row "},\n"
}
END {
	if (failed)
		exit 1
	if (key != expected_rows)
		fail("is the last of " key " rows, not " expected_rows)
	printf "#define %s_FIRST %s\n", toupper(name), first
	printf "#define %s_ROWS %d\n\n", toupper(name), expected_rows
	printf "static const %s %s[%d][%d][%d] = {\n%s\t}\n};\n", type, name, sexes, expected_rows, columns - 2, body
}
function fail(what)
{
	printf "%s: line %d %s\n", FILENAME, NR, what > "/dev/stderr"
	failed = 1
	exit 1
}
