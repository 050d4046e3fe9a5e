# psycopg2: types, what is hidden, the same sums as psql.
import decimal
import json
import os

import psycopg2

passed = failed = 0


def check(name, ok, seen=None):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"not ok: {name}\n\tseen: {seen}")


expected = json.load(open(os.environ["EXPECTED"], encoding="utf-8"))
connection = psycopg2.connect("")
cursor = connection.cursor()
cursor.execute("SELECT table_name FROM information_schema.views WHERE table_schema = 'publicatie' ORDER BY 1")
check("the views are listed", [name for (name,) in cursor.fetchall()] == expected["views"])
cursor.execute("SELECT * FROM publicatie.birth")
names = [column.name for column in cursor.description]
rows = [dict(zip(names, row)) for row in cursor.fetchall()]
kinds = {"text": str, "integer": int, "bigint": int, "double precision": float}
wrong = [(n, type(r[n])) for r in rows for n in names if r[n] is not None and type(r[n]) is not kinds[expected["columns"][n]]]
check("text is str, integer and bigint are int, double precision is float", not wrong, wrong[:3])
check("all rows", len(rows) == expected["rows"], len(rows))
hidden = [r for r in rows if r["status"] == "hidden"]
check("hidden ones", len(hidden) == expected["hidden"], len(hidden))
check("a hidden figure is None, everywhere", all(r[n] is None for r in hidden for n in ("value", "numerator", "denominator", "lower", "upper", "comparison", "trend")))
check("the sum of the numerators", sum(r["numerator"] or 0 for r in rows) == expected["numerators"])
total = sum(decimal.Decimal(repr(r["value"])) for r in rows if r["value"] is not None)
check("the sum of the values", abs(float(total) - expected["value_sum"]) < 1e-3, total)
check("an accent in a name", any(r["area_name"] == expected["name"] for r in rows), expected["name"])
cursor.execute("SELECT count(*) FROM publicatie.birth WHERE definition = %s AND year = %s", ("big2-24w-all", 2019))
check("parameters", cursor.fetchone()[0] > 0)
for statement in ("SELECT * FROM publicatie_intern.birth_fact LIMIT 1", "SELECT count(*) FROM bron.birth"):
    try:
        cursor.execute(statement)
        check("what is beneath cannot be read", False, statement)
    except psycopg2.errors.InsufficientPrivilege:
        check("what is beneath cannot be read", True)
    connection.rollback()
print(f"{passed} passed, {failed} failed")
