# The examples of a page of documentation: every fence of sql, and the fence of
# text behind it, which is what psql prints for it.
#   awk -f tools/examples.awk -v want=sql PAGE       a script for psql
#   awk -f tools/examples.awk -v want=output PAGE    what it should print
# Compare without blanks at line ends and without empty lines, as does
#   tools/throwaway-cluster tools/check-examples doc/definitions/*.md
/^```sql$/ { fence = "sql"; print want == "sql" ? "\\echo example" : "example"; next }
/^```text$/ { fence = "output"; next }
/^```/ { fence = ""; next }
fence == want
