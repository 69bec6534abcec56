package io.mozpool.server.plan;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What MySQL or MariaDB does for a statement. */
final class Plan {

  private static final Set<String> FULL_SCAN = Set.of("ALL", "index");

  /** A table that grows, and the name that it has in the statement. */
  private static final Pattern TABLE =
      Pattern.compile(
          "\\b(?:from|join|update|into) (devices|requests|device_logs|request_logs)\\b"
              + "(?: (?!where\\b|set\\b|left\\b|join\\b|order\\b|group\\b|limit\\b)([a-z]+)\\b)?");

  /** The columns of an explanation are the same then. */
  private static final String FORMAT = "/*!80032 format=traditional */";

  private Plan() {}

  /** A line of an explanation. */
  private record Line(String select, String table, String type, String extra) {}

  /** Whether rows must be sorted after they were found. */
  static boolean sorts(Connection connection, String statement) throws SQLException {
    return explain(connection, statement).stream()
        .anyMatch(line -> line.extra().contains("Using filesort"));
  }

  /** The tables of which a statement reads every row, or every entry of an index. */
  static List<String> fullScans(Connection connection, String statement) throws SQLException {
    Map<String, String> tables = new LinkedHashMap<>();
    TABLE
        .matcher(Statements.shape(statement))
        .results()
        .forEach(
            found ->
                tables.put(
                    found.group(2) == null ? found.group(1) : found.group(2), found.group(1)));
    return explain(connection, statement).stream()
        .filter(line -> !line.select().equals("INSERT")) // what is written to
        .filter(line -> FULL_SCAN.contains(line.type()))
        .flatMap(line -> Stream.ofNullable(tables.get(line.table())))
        .toList();
  }

  private static List<Line> explain(Connection connection, String statement) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (Statement explain = connection.createStatement();
        ResultSet rows = explain.executeQuery("explain " + FORMAT + statement)) {
      while (rows.next()) {
        lines.add(
            new Line(
                String.valueOf(rows.getString("select_type")),
                String.valueOf(rows.getString("table")),
                String.valueOf(rows.getString("type")),
                String.valueOf(rows.getString("Extra"))));
      }
    }
    return lines;
  }
}
