import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.SocketFactory;

/**
 * The reader's views through the JDBC driver, as BI tools use it.
 *
 * java Jdbc DIRECTORY, which has queries.sql and denied.sql; PGHOST (a directory), PGPORT, PGDATABASE
 * and PGUSER say where to connect. The last line of output is: N passed, M failed.
 */
public class Jdbc {
	private static int passed;
	private static int failed;
	private static String settings;

	/** Column types that every tool knows, and the class in which a value arrives. */
	private static final Map<Integer, String> PLAIN = Map.of(Types.VARCHAR, "java.lang.String",
		Types.INTEGER, "java.lang.Integer", Types.BIGINT, "java.lang.Long", Types.DOUBLE, "java.lang.Double", Types.TIMESTAMP, "java.sql.Timestamp");

	private record Named(String name, String sql) {
	}

	@FunctionalInterface
	private interface Action {
		void run() throws SQLException;
	}

	private static void check(boolean ok, String name) {
		if (ok) {
			passed++;
			return;
		}
		failed++;
		System.out.printf("not ok: JDBC (%s): %s%n", settings, name);
	}

	private static void checkSame(Object expected, Object got, String name) {
		check(expected.equals(got), name + "\n  expected: " + expected + "\n  got: " + got);
	}

	private static void checkState(String expected, String name, Action action) {
		try {
			action.run();
			check(false, name + ": no error");
		} catch (SQLException e) {
			check(expected.equals(e.getSQLState()), name + ": " + e.getSQLState() + " " + e.getMessage());
		}
	}

	/** The server listens on a Unix socket only, which the driver does not know by itself. */
	public static class UnixSocketFactory extends SocketFactory {
		private final String path;

		public UnixSocketFactory(String path) {
			this.path = path;
		}

		@Override
		public Socket createSocket() {
			return new UnixSocket(path);
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			throw new IOException("only unconnected sockets");
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
			throw new IOException("only unconnected sockets");
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			throw new IOException("only unconnected sockets");
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
			throw new IOException("only unconnected sockets");
		}
	}

	private static class UnixSocket extends Socket {
		private final String path;
		private SocketChannel channel;

		UnixSocket(String path) {
			this.path = path;
		}

		@Override
		public void connect(SocketAddress ignored, int timeout) throws IOException {
			channel = SocketChannel.open(StandardProtocolFamily.UNIX);
			channel.connect(UnixDomainSocketAddress.of(path));
		}

		@Override
		public boolean isConnected() {
			return channel != null && channel.isConnected();
		}

		@Override
		public InputStream getInputStream() {
			return Channels.newInputStream(channel);
		}

		@Override
		public OutputStream getOutputStream() {
			return Channels.newOutputStream(channel);
		}

		@Override
		public void setTcpNoDelay(boolean on) {
		}

		@Override
		public void setKeepAlive(boolean on) {
		}

		@Override
		public void setSoTimeout(int timeout) {
		}

		@Override
		public int getSoTimeout() {
			return 0;
		}

		@Override
		public void close() throws IOException {
			if (channel != null) {
				channel.close();
			}
		}
	}

	private static Connection connect(String options) throws SQLException {
		settings = options;
		String socket = System.getenv("PGHOST") + "/.s.PGSQL." + System.getenv("PGPORT");
		return DriverManager.getConnection("jdbc:postgresql://localhost/" + System.getenv("PGDATABASE") + "?user=" + System.getenv("PGUSER")
			+ "&sslmode=disable&gssEncMode=disable&socketFactory=Jdbc$UnixSocketFactory&socketFactoryArg=" + socket + "&" + options);
	}

	/** Statements of a file in which each ends with a semicolon at the end of a line; the name is the last comment line before it. */
	private static List<Named> statements(String directory, String file) throws IOException {
		List<Named> all = new ArrayList<>();
		String name = "";
		for (String part : Files.readString(Path.of(directory, file)).split(";\n")) {
			StringBuilder sql = new StringBuilder();
			for (String line : part.split("\n")) {
				if (line.startsWith("-- ")) {
					name = line.substring(3);
				} else {
					sql.append(line).append('\n');
				}
			}
			if (!sql.toString().isBlank()) {
				all.add(new Named(name, sql.toString()));
			}
		}
		return all;
	}

	private static List<List<Object>> rows(ResultSet result) throws SQLException {
		List<List<Object>> rows = new ArrayList<>();
		int columns = result.getMetaData().getColumnCount();
		while (result.next()) {
			List<Object> row = new ArrayList<>();
			for (int i = 1; i <= columns; i++) {
				row.add(result.getObject(i));
			}
			rows.add(row);
		}
		return rows;
	}

	private static List<List<Object>> answer(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			return rows(result);
		}
	}

	private static List<String> texts(ResultSet result, String column) throws SQLException {
		List<String> texts = new ArrayList<>();
		while (result.next()) {
			texts.add(result.getString(column));
		}
		return texts;
	}

	/** What a tool lists when it synchronizes: schemas, views, columns with comments, keys. */
	private static void checkMetadata(Connection connection) throws SQLException {
		DatabaseMetaData data = connection.getMetaData();
		check(texts(data.getSchemas(), "TABLE_SCHEM").contains("publicatie"), "the schema is listed");
		checkSame(List.of("all_families", "birth", "care", "cijfers", "data_as_of", "deducible", "latest", "latest_wide", "programme", "released", "releases", "wide"),
			texts(data.getTables(null, "publicatie", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"), "the views are listed, and no table");
		check(texts(data.getTables(null, "publicatie", "%", new String[] {"VIEW"}), "REMARKS").stream().allMatch(r -> r != null && (r.contains("cijfers") || r.contains("gebied") || r.contains("rijgave"))), "views have a Dutch comment");

		for (String view : texts(data.getTables(null, "publicatie", "%", new String[] {"VIEW"}), "TABLE_NAME")) {
			try (Statement statement = connection.createStatement();
				ResultSet none = statement.executeQuery("SELECT * FROM \"publicatie\".\"" + view + "\" WHERE 1=0");
				ResultSet listed = data.getColumns(null, "publicatie", view, "%")) {
				ResultSetMetaData probe = none.getMetaData();
				int place = 0;
				List<String> strange = new ArrayList<>();
				List<String> uncommented = new ArrayList<>();
				List<String> different = new ArrayList<>();
				while (listed.next()) {
					place++;
					String column = listed.getString("COLUMN_NAME");
					int type = listed.getInt("DATA_TYPE");
					String remarks = listed.getString("REMARKS");
					if (!PLAIN.containsKey(type)) {
						strange.add(column + " " + listed.getString("TYPE_NAME"));
					}
					if (remarks == null || !remarks.endsWith(".")) {
						uncommented.add(column + " " + remarks);
					}
					if (!column.equals(probe.getColumnName(place)) || type != probe.getColumnType(place) || !probe.getColumnClassName(place).equals(PLAIN.get(type))
						|| listed.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls) {
						different.add(column + " " + probe.getColumnClassName(place));
					}
				}
				checkSame(List.of(), strange, "every column of " + view + " is text, a number or a time");
				checkSame(List.of(), uncommented, "every column of " + view + " has a comment that ends with a full stop");
				checkSame(List.of(), different, "every column of " + view + " arrives as it is listed");
				checkSame(probe.getColumnCount(), place, "all columns of " + view + " are listed");
				check(!none.next(), "no row of " + view + " where 1=0");
			}
			check(!data.getPrimaryKeys(null, "publicatie", view).next(), view + " has no primary key");
			check(!data.getImportedKeys(null, "publicatie", view).next(), view + " has no foreign key");
			check(!data.getIndexInfo(null, "publicatie", view, false, true).next(), view + " has no index");
		}
	}

	/** Every row, in a cursor: all of a hidden figure is null, and the value follows from the counts. */
	private static void checkEveryFigure(Connection connection) throws SQLException {
		long all = 0;
		long shown = 0;
		long wrongNull = 0;
		long wrongValue = 0;
		Map<String, Long> statuses = new TreeMap<>();

		connection.setAutoCommit(false);
		connection.setReadOnly(true);
		try (Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
			statement.setFetchSize(500);
			try (ResultSet result = statement.executeQuery("SELECT status, value, numerator, denominator, lower, upper, unit FROM publicatie.birth")) {
				while (result.next()) {
					String status = result.getString(1);
					boolean isShown = "publish".equals(status);
					// A number of births has no limits, and is its own denominator.
					boolean isNumber = "births".equals(result.getString(7));
					for (int i = 2; i <= 6; i++) {
						result.getDouble(i);
						wrongNull += !result.wasNull() == (isShown && !(isNumber && i > 4)) ? 0 : 1;
					}
					statuses.merge(String.valueOf(status), 1L, Long::sum);
					all++;
					shown += isShown ? 1 : 0;
					double value = isNumber ? result.getLong(4)
						: ("%".equals(result.getString(7)) ? 100.0 : 1000.0) * result.getLong(3) / result.getLong(4);
					if (isShown && (Math.abs(result.getDouble(2) - value) > 1e-9 || isNumber && result.getLong(3) != result.getLong(4))) {
						wrongValue++;
					}
					if (all == 1) {
						check(!answer(connection, "SELECT FROM pg_catalog.pg_cursors WHERE statement LIKE '%publicatie.birth%'").isEmpty(), "a cursor is open while rows are fetched");
					}
				}
			}
		}
		check(shown > 1000 && statuses.getOrDefault("hidden", 0L) > 1000, "there are shown and hidden figures: " + statuses);
		check(List.of("empty", "hidden", "publish").containsAll(statuses.keySet()), "status is publish, hidden or empty: " + statuses.keySet());
		checkSame(0L, wrongNull, "value, counts and limits are null unless the status is publish");
		checkSame(0L, wrongValue, "numbers arrive as they are");
		checkSame(List.of(List.of(all, shown)), answer(connection, "SELECT count(*), count(value) FROM publicatie.birth"), "all rows arrive");
		checkState("25006", "a read-only connection writes nothing", () -> answer(connection, "CREATE TABLE public.x (a integer)"));
		connection.rollback();
		connection.setReadOnly(false);
		connection.setAutoCommit(true);
	}

	private static void checkWide(Connection connection) throws SQLException {
		int figures = 0;
		int wrong = 0;
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery("SELECT * FROM publicatie.wide")) {
			ResultSetMetaData data = result.getMetaData();
			while (result.next()) {
				for (int i = 1; i <= data.getColumnCount(); i++) {
					if (data.getColumnName(i).endsWith("_status")) {
						boolean isShown = "publish".equals(result.getObject(i));
						figures++;
						wrong += (result.getObject(i - 3) != null) == isShown && (result.getObject(i - 2) != null) == isShown && (result.getObject(i - 1) != null) == isShown ? 0 : 1;
					}
				}
			}
		}
		check(figures > 1000, "wide has figures: " + figures);
		checkSame(0, wrong, "wide: a value and its limits are null unless its status is publish");
	}

	private static void checkPrepared(Connection connection) throws SQLException {
		String sql = "SELECT \"publicatie\".\"birth\".\"area_name\" AS \"area_name\", \"publicatie\".\"birth\".\"value\" AS \"value\", \"publicatie\".\"birth\".\"status\" FROM \"publicatie\".\"birth\" "
			+ "WHERE \"publicatie\".\"birth\".\"definition\" = ? AND \"publicatie\".\"birth\".\"area_type\" = ? AND \"publicatie\".\"birth\".\"year\" BETWEEN ? AND ? AND \"publicatie\".\"birth\".\"period_type\" = 'jaar' AND \"publicatie\".\"birth\".\"breakdown\" = 'totaal' "
			+ "ORDER BY \"publicatie\".\"birth\".\"area_name\", \"publicatie\".\"birth\".\"year\" LIMIT 2000";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			checkSame(4, statement.getParameterMetaData().getParameterCount(), "parameters are described before execution");
			checkSame(Types.DOUBLE, statement.getMetaData().getColumnType(2), "columns are described before execution");
			for (int i = 0; i < 8; i++) {
				int year = 2015 + i % 5;
				statement.setString(1, "big2-24w-all");
				statement.setString(2, i % 2 == 0 ? "provincie" : "gemeente");
				statement.setInt(3, year);
				statement.setInt(4, year);
				List<List<Object>> got;
				try (ResultSet result = statement.executeQuery()) {
					got = rows(result);
				}
				checkSame(answer(connection, "SELECT area_name, value, status FROM publicatie.birth WHERE definition = 'big2-24w-all' AND period_label = '" + year + "' AND breakdown = 'totaal' AND area_type = '"
					+ (i % 2 == 0 ? "provincie" : "gemeente") + "' ORDER BY 1"), got, "the same with parameters as without, execution " + (i + 1));
			}
		}
		if (settings.contains("prepareThreshold=1")) {
			try (PreparedStatement statement = connection.prepareStatement(sql + " OFFSET 0")) {
				statement.setString(1, "big2-24w-all");
				statement.setString(2, "land");
				statement.setInt(3, 2015);
				statement.setInt(4, 2019);
				for (int i = 0; i < 2; i++) {
					statement.executeQuery().close();
				}
				check(statement.unwrap(org.postgresql.PGStatement.class).isUseServerPrepare(), "it is prepared by the server");
				check(!answer(connection, "SELECT FROM pg_catalog.pg_prepared_statements WHERE statement LIKE '%LIMIT 2000 OFFSET 0'").isEmpty(), "and the server knows it");
			}
		}
	}

	/** What tools write, and plain SQL: the same rows. */
	private static void checkQueries(Connection connection, String directory) throws SQLException, IOException {
		List<Named> all = statements(directory, "queries.sql");
		for (int i = 0; i + 1 < all.size(); i += 2) {
			try {
				checkSame(asText(answer(connection, all.get(i + 1).sql())), asText(answer(connection, all.get(i).sql())), all.get(i).name());
			} catch (SQLException e) {
				check(false, all.get(i).name() + ": " + e.getMessage());
			}
		}
		// In simple mode the driver does not limit rows.
		if (settings.contains("simple")) {
			return;
		}
		// As Metabase asks: read only, in a transaction, with its own time zone and a limit of rows.
		connection.setAutoCommit(false);
		connection.setReadOnly(true);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET LOCAL TIMEZONE TO 'Europe/Amsterdam'");
			statement.setMaxRows(2001);
			statement.setFetchSize(500);
			try (ResultSet result = statement.executeQuery("SELECT * FROM \"publicatie\".\"all_families\" LIMIT 1048575")) {
				checkSame(2001, rows(result).size(), "at most as many rows as asked for");
			}
		}
		connection.rollback();
		connection.setReadOnly(false);
		connection.setAutoCommit(true);
	}

	/** Numbers of one value in different types are the same to a reader. */
	private static String asText(List<List<Object>> rows) {
		StringBuilder text = new StringBuilder();
		for (List<Object> row : rows) {
			for (Object value : row) {
				text.append(value instanceof Number n ? Double.valueOf(n.doubleValue()) : value).append('|');
			}
			text.append('\n');
		}
		return text.toString();
	}

	private static void checkDenied(Connection connection, String directory) throws SQLException, IOException {
		checkSame(List.of(List.of("1min", "on", "publicatie")),
			answer(connection, "SELECT current_setting('statement_timeout'), current_setting('default_transaction_read_only'), current_setting('search_path')"), "the settings of the role arrive");
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
		}
		for (Named tried : statements(directory, "denied.sql")) {
			checkState("42501", "denied: " + tried.name(), () -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute(tried.sql());
				}
			});
		}
		checkSame(List.of(List.of("NL")), answer(connection, "SELECT DISTINCT area FROM publicatie.birth WHERE area_type = 'land'"), "after all that the connection works");
	}

	private static void checkTimeout(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(1);
			checkState("57014", "a query that takes too long is cancelled", () -> statement.executeQuery("SELECT pg_catalog.pg_sleep(20)"));
		}
	}

	public static void main(String[] arguments) throws Exception {
		List<List<List<Object>>> everything = new ArrayList<>();
		for (String options : List.of("prepareThreshold=1&binaryTransfer=true", "binaryTransfer=false", "preferQueryMode=simple&readOnly=true", "prepareThreshold=-1&defaultRowFetchSize=100&ApplicationName=BI")) {
			try (Connection connection = connect(options)) {
				checkMetadata(connection);
				if (!options.contains("simple")) {
					checkEveryFigure(connection);
					checkPrepared(connection);
				}
				checkWide(connection);
				checkQueries(connection, arguments[0]);
				checkSame(List.of(List.of("S\u00fadwest-Frysl\u00e2n")), answer(connection, "SELECT DISTINCT area_name FROM publicatie.birth WHERE area_name LIKE 'S_dwest%'"), "a name with accents");
				everything.add(answer(connection, "SELECT * FROM publicatie.birth WHERE area_type <> 'gemeente' ORDER BY definition, area_type, area, first_year, year, breakdown, category"));
				check(everything.get(0).equals(everything.get(everything.size() - 1)), "the same rows as with the first settings");
				if (options.startsWith("prepareThreshold=1")) {
					checkDenied(connection, arguments[0]);
					checkTimeout(connection);
				}
			}
		}
		System.out.println(passed + " passed, " + failed + " failed");
		System.exit(failed > 0 || passed == 0 ? 1 : 0);
	}
}
