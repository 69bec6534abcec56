package io.mozpool.server.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.mozpool.server.TestServer;
import io.mozpool.server.database.JdbcUrl;
import io.mozpool.server.database.TestStorage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Explains every statement that a server of a big pool makes on MySQL or MariaDB, as the database's
 * own log has them.
 */
@Tag("database")
@Timeout(300)
class QueryPlansTest {

  /** The beginnings of statements that are about all devices or requests, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("select name from devices where name >", "the list of devices"),
          Map.entry("select distinct environment from devices", "the list of environments"),
          Map.entry(
              "select d.id, d.name, d.fqdn, d.inventory_id, d.mac_address, s.fqdn",
              "the same, in detail"),
          Map.entry("select q.id, s.fqdn as server, q.assignee", "the list of requests"),
          Map.entry(
              "select t.type, t.model, d.state, r.request_id is not null",
              "the report of all devices"),
          Map.entry(
              "select d.id, d.name, d.state, d.state_since, d.comments",
              "the report of failed devices"),
          Map.entry(
              "select d.id, d.name, d.fqdn, d.inventory_source", "the sync compares all devices"),
          Map.entry(
              "select d.id, d.name, d.fqdn, d.mac_address", "syslog knows all devices by address"),
          Map.entry(
              "select d.id, d.name, d.environment, d.hardware_type_id, d.boot_config",
              "the matcher knows all free devices"),
          Map.entry(
              "select d.id, coalesce(t.type, ?) from devices d",
              "a failed health check looks at the other ready boards of the server"),
          Map.entry(
              "select id from requests where id <",
              "a list of requests begins with the oldest of the newest ones"),
          Map.entry(
              "select d.id, d.environment from devices d",
              "the matcher looks every second, while somebody waits, whether others have become"
                  + " free"),
          Map.entry(
              "select distinct d.environment from devices d",
              "who gives up asks once more, together with all who do"),
          Map.entry("select d.imaging_server_id, t.type, d.state", "the sample of all devices"),
          Map.entry(
              "select id from devices where imaging_server_id = ? and state <> ?",
              "whoever takes over goes on with all devices"),
          Map.entry("select imaging_server_id, count(*), sum(case", "the load of each server"),
          Map.entry(
              "select d.id, d.name, d.state, d.hardware_type_id, r.request_id",
              "the devices that would fit a request"),
          Map.entry(
              "select q.id from requests q join images i on i.id = q.image_id",
              "a request that is older than an accusation of its image looks for others that fit,"
                  + " and ends or is given one"),
          Map.entry(
              "select d.state, r.request_id is not null as tied", "the metrics count all devices"),
          Map.entry(
              "select state, count(*) as machines, min(state_since)",
              "the metrics count all that are open"));

  /** What may be ten thousand rows, again and again. */
  private static final Pattern LISTS =
      Pattern.compile(
          "^select (d.id, d.name, d.fqdn, d.inventory_id|q.id, s.fqdn as server).* order by");

  /** Asked once, before an older program's tables are upgraded. */
  private static final String BEFORE_AN_UPGRADE = "select min(name), max(name) from devices";

  private static final Pattern SQL =
      Pattern.compile("(?i)(select|insert|replace|update|delete)\\b");

  @TempDir private Path directory;

  @Test
  void noStatementReadsAllOfALargeTable() throws Exception {
    assumeFalse(TestStorage.isEmbedded(), "H2 has no such log");
    String url = TestStorage.withoutTables(directory);
    Map<String, List<String>> scans = new TreeMap<>();
    List<String> sorted = new ArrayList<>();
    Map<String, String> statements;
    try (Connection connection = TestStorage.connect(JdbcUrl.complete(url))) {
      statements = record(url, connection);
      for (Map.Entry<String, String> statement : statements.entrySet()) {
        scans.put(statement.getKey(), Plan.fullScans(connection, statement.getValue()));
        if (LISTS.matcher(statement.getKey()).find()
            && Plan.sorts(connection, statement.getValue())) {
          sorted.add(statement.getKey());
        }
      }
    }
    scans.values().removeIf(List::isEmpty);
    scans.keySet().removeIf(shape -> EXCEPTIONS.keySet().stream().anyMatch(shape::startsWith));

    assertThat(scans).isEmpty();
    assertThat(sorted).as("lists that are sorted after they were read").isEmpty();
    assertThat(Statements.inSources(Path.of("src/main/java")))
        .as("statements that a busy day has none of")
        .hasSizeGreaterThan(40)
        .filteredOn(sql -> !sql.startsWith(BEFORE_AN_UPGRADE))
        .filteredOn(sql -> statements.keySet().stream().noneMatch(shape -> shape.contains(sql)))
        .isEmpty();
  }

  private Map<String, String> record(String url, Connection connection) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "database.url",
            url,
            "inventory",
            List.of("scripted"),
            "inventory-interval",
            "0s",
            "syslog.port",
            0);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set global log_output = 'TABLE'");
      statement.execute("truncate table mysql.general_log");
      statement.execute("set global general_log = on");
      TestServer.start(directory, settings).close();
      statement.execute("set global general_log = off");
      new FullPool(connection).store();
      statement.execute("set global general_log = on");
      try (TestServer server = TestServer.prepare(directory, settings)) {
        server.open();
        new BusyDay(server).live();
      }
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set global general_log = off");
      }
    }
    return logged(connection);
  }

  /** One statement of each shape, by its shape. */
  private static Map<String, String> logged(Connection connection) throws SQLException {
    Map<String, String> logged = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select convert(argument using utf8mb4) from mysql.general_log"
                    + " where command_type in ('Query', 'Execute')")) {
      while (rows.next()) {
        String text = rows.getString(1).strip();
        if (SQL.matcher(text).lookingAt()) {
          logged.putIfAbsent(Statements.shape(text), text);
        }
      }
    }
    return logged;
  }
}
