# Turns a chart (CSV with columns sex, ga_days, p3 .. p97, in grams; boys first,
# days consecutive) into a C array [sex][day][percentile].
# Usage: awk -f tools/csv-to-c.awk -v name=hoftiezer_2019 data/hoftiezer_2019.csv
BEGIN { FS = "," }
{ sub(/\r$/, "") }
NR == 1 {
	columns = NF
	printf "/* made from data/%s.csv: do not edit */\n", name
	next
}
NR == 2 { first_day = $2 }
{
	if ($1 != sex)
	{
		if (sex != "")
			body = body "\t},\n"
		body = body "\t{\n"
		sex = $1
		expected = first_day
		sexes++
	}
	if ($2 != expected)
	{
		printf "%s: day %s follows day %s\n", FILENAME, $2, expected - 1 > "/dev/stderr"
		exit failed = 1
	}
	expected++
	row = ""
	for (i = 3; i <= columns; i++)
		row = row (i > 3 ? ", " : "") $i
	body = body "\t\t{" row "},\n"
}
END {
	if (failed)
		exit 1
	printf "#define %s_FIRST_DAY %d\n", toupper(name), first_day
	printf "#define %s_DAYS %d\n\n", toupper(name), expected - first_day
	printf "static const int16 %s[%d][%d][%d] = {\n%s\t}\n};\n", name, sexes, expected - first_day, columns - 2, body
}
