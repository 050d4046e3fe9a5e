#!/usr/bin/env bash
# pgJDBC: getObject of numeric is a BigDecimal, but NaN is a Double and Infinity an error.
#
# ResultSetMetaData promises java.math.BigDecimal for the column, so a cast fails on the
# row that has NaN, and infinities, which numeric has since PostgreSQL 14, cannot be read
# as objects at all (as text they can).
. "$(dirname "$0")/tools.bash"
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1 libpostgresql-jdbc-java=42.5.5-0+deb12u1
command -v java >/dev/null && command -v javac >/dev/null || not_run "no JDK"
# The driver speaks TCP only.
port=$((20000 + $$ % 20000))
start_postgresql "listen_addresses = '127.0.0.1'" "port = $port"

cat >"$work/Read.java" <<'JAVA'
import java.sql.*;

public class Read {
	public static void main(String[] arguments) throws Exception {
		try (Connection connection = DriverManager.getConnection(arguments[0]);
				Statement statement = connection.createStatement()) {
			for (String value : new String[] {"1.5", "NaN", "Infinity"}) {
				ResultSet row = statement.executeQuery("SELECT '" + value + "'::numeric");
				row.next();
				String read;
				try {
					read = row.getObject(1).getClass().getName();
				} catch (SQLException e) {
					read = e.getMessage();
				}
				System.out.println(value + ": " + row.getMetaData().getColumnClassName(1) + " promised, " + read);
			}
		}
	}
}
JAVA
see "getObject" "$(env -u LD_LIBRARY_PATH java -cp "$root/usr/share/java/postgresql.jar" \
	"$work/Read.java" "jdbc:postgresql://127.0.0.1:$port/postgres?user=postgres" 2>&1)" \
	"1.5: java.math.BigDecimal promised, java.math.BigDecimal
NaN: java.math.BigDecimal promised, java.lang.Double
Infinity: java.math.BigDecimal promised, Bad value for type BigDecimal : Infinity"
conclude
