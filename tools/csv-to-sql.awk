# Turns CSV files into one INSERT each, into the table named like the file and
# the columns named in its first line; an empty field is NULL. With -v builtin=1
# the column builtin is true, which keeps pg_dump from writing the rows again.
# Usage: awk -f tools/csv-to-sql.awk -v builtin=1 data/catalogue/indicator.csv ...
function split_csv(line, fields,    n, quoted, field, i, c)
{
	n = 0
	quoted = 0
	field = ""
	for (i = 1; i <= length(line); i++)
	{
		c = substr(line, i, 1)
		if (quoted && c == "\"" && substr(line, i + 1, 1) == "\"")
		{
			field = field c
			i++
		}
		else if (c == "\"")
			quoted = !quoted
		else if (c == "," && !quoted)
		{
			fields[++n] = field
			field = ""
		}
		else
			field = field c
	}
	fields[++n] = field
	if (quoted)
		fail("a quoted field does not end on its line")
	return n
}
function fail(message)
{
	printf "%s:%d: %s\n", FILENAME, FNR, message > "/dev/stderr"
	exit failed = 1
}
{ sub(/\r$/, "") }
FNR == 1 {
	if (NR > 1)
		print ";\n"
	table = FILENAME
	sub(/.*\//, "", table)
	sub(/\.csv$/, "", table)
	columns = split_csv($0, header)
	gsub(/,/, ", ")
	printf "INSERT INTO %s (%s%s) VALUES\n", table, $0, (builtin ? ", builtin" : "")
	next
}
{
	if (split_csv($0, value) != columns)
		fail("does not have " columns " fields")
	row = ""
	for (i = 1; i <= columns; i++)
	{
		gsub(/'/, "''", value[i])
		row = row (i > 1 ? ", " : "") (value[i] == "" ? "NULL" : "'" value[i] "'")
	}
	printf "%s\t(%s%s)", (FNR > 2 ? ",\n" : ""), row, (builtin ? ", true" : "")
}
END {
	if (failed)
		exit 1
	print ";"
}
