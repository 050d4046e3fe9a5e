# LibreOffice, headless: the views by its own PostgreSQL driver, and a spreadsheet as the
# dashboard hands it out, opened as Dutch.
import json
import os
import subprocess
import time

import uno
from com.sun.star.beans import PropertyValue

passed = failed = 0


def check(name, ok, seen=None):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"not ok: {name}\n\tseen: {str(seen)[:300]}")


expected = json.load(open(os.environ["EXPECTED"], encoding="utf-8"))
work = os.environ["WORK"]
office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{work}/office",
                           f"--accept=pipe,name=kansrijk{os.getpid()};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for attempt in range(90):
        try:
            context = resolver.resolve(f"uno:pipe,name=kansrijk{os.getpid()};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(1)
    manager = context.ServiceManager

    drivers = manager.createInstanceWithContext("com.sun.star.sdbc.DriverManager", context)
    address = " ".join(f"{key}={os.environ[variable]}" for key, variable in (("host", "PGHOST"), ("port", "PGPORT"), ("dbname", "PGDATABASE"), ("user", "PGUSER")))
    connection = drivers.getConnection(f"sdbc:postgresql:{address}")
    tables = connection.getMetaData().getTables(None, "publicatie", "%", ())
    listed = set()
    while tables.next():
        listed.add(tables.getString(3))
    check("the views are listed", set(expected["views"]) <= listed, sorted(listed))
    result = connection.createStatement().executeQuery("SELECT numerator, value, status, year, area_name FROM publicatie.birth")
    rows = hidden = empty = numerators = 0
    values = 0.0
    names = set()
    while result.next():
        rows += 1
        numerator = result.getLong(1)
        none = result.wasNull()
        value = result.getDouble(2)
        none = none and result.wasNull()
        numerators += numerator
        values += value
        if result.getString(3) == "hidden":
            hidden += 1
            empty += none
        names.add(result.getString(5))
    check("all rows", rows == expected["rows"], rows)
    check("hidden ones are NULL", hidden == expected["hidden"] == empty, (hidden, empty))
    check("the sum of the numerators", numerators == expected["numerators"], numerators)
    check("the sum of the values", abs(values - expected["value_sum"]) < 1e-3, values)
    check("an accent in a name", expected["name"] in names)
    try:
        connection.createStatement().executeQuery("SELECT * FROM publicatie_intern.birth_fact LIMIT 1")
        check("what is beneath cannot be read", False)
    except Exception as error:
        check("what is beneath cannot be read", "permission denied" in str(error), error)
    connection.close()

    # Semicolons, decimal commas, a byte order mark; 1043 is Dutch, 76 UTF-8.
    path = f"{work}/nl.csv"
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        file.write("Gemeente;Waarde (%);Teller\r\n" + "".join(f"{area};{'verborgen' if value is None else str(round(value, 1)).replace('.', ',')};{index}\r\n" for index, (area, value, status) in enumerate(expected["municipalities"])))
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    options = tuple(PropertyValue(name, 0, value, 0) for name, value in (("Hidden", True), ("FilterName", "Text - txt - csv (StarCalc)"), ("FilterOptions", "59,34,76,1,,1043,false,true")))
    document = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, options)
    sheet = document.Sheets.getByIndex(0)
    cells = [sheet.getCellByPosition(1, row + 1) for row in range(len(expected["municipalities"]))]
    check("a decimal comma is a number in a Dutch spreadsheet", all(abs(cell.getValue() - round(value, 1)) < 1e-9 and cell.getType().value == "VALUE" for cell, (_, value, _) in zip(cells, expected["municipalities"]) if value is not None))
    check("a hidden figure is a word", all(cell.getType().value == "TEXT" and cell.getString() == "verborgen" for cell, (_, value, _) in zip(cells, expected["municipalities"]) if value is None))
    function = manager.createInstanceWithContext("com.sun.star.sheet.FunctionAccess", context)
    shown = [value for _, value, _ in expected["municipalities"] if value is not None]
    check("and no part of a mean", abs(function.callFunction("AVERAGE", (sheet.getCellRangeByName(f"B2:B{len(cells) + 1}"),)) - sum(round(v, 1) for v in shown) / len(shown)) < 1e-9)
    document.close(True)
finally:
    office.terminate()
    office.wait(30)
print(f"{passed} passed, {failed} failed")
