package io.mozpool.server.plan;

import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.journal.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A big pool, in batches: every second device is ready, and most of these are held; most requests
 * are closed; lines of logs are of eight days.
 */
final class FullPool {

  static final int DEVICES = 10_000;
  static final int REQUESTS = 20_000;
  static final int LINES = 200_000;
  private static final int HELD = 4_500;
  private static final int BATCH = 1_000;

  private final Connection connection;
  private final LocalDateTime now = Moments.now(Clock.systemUTC());

  FullPool(Connection connection) {
    this.connection = connection;
  }

  void store() throws SQLException {
    store(DEVICES, this::device);
    store(REQUESTS, this::request);
    store(HELD, this::tie);
    store(LINES, i -> line("device", i % DEVICES + 1, i));
    store(LINES / 10, i -> line("request", i % REQUESTS + 1, i * 10));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "analyze table devices, requests, device_requests, device_logs, request_logs");
    }
  }

  private void store(int count, IntFunction<SqlStatement> rows) throws SQLException {
    for (int from = 0; from < count; from += BATCH) {
      List<SqlStatement> batch = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + BATCH); i++) {
        batch.add(rows.apply(i));
      }
      SqlStatement.execute(connection, batch);
    }
  }

  private SqlStatement device(int i) {
    String state = i < DEVICES / 2 ? "ready" : i % 10 == 0 ? "failed_pxe_booting" : "locked_out";
    return SqlStatement.of(
        "insert into devices (name, fqdn, inventory_id, mac_address, serial, hardware_type_id,"
            + " imaging_server_id, environment, state, state_counters, state_since, state_timeout,"
            + " image_id, relay_info) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?, ?, ?, '')",
        "d" + i,
        "d" + i + ".fqdn",
        i,
        "%012x".formatted(i),
        "S" + i,
        1,
        i % 100 == 99 ? 2 : 1,
        "e" + i % 20,
        state,
        Moments.text(now.minusDays(1)),
        i < DEVICES / 2 ? Moments.text(now.plusHours(1)) : null,
        i % 2 == 0 ? 2 : null);
  }

  private SqlStatement request(int i) {
    boolean open = i < HELD;
    return SqlStatement.of(
        "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
            + " boot_config, environment, state, state_counters, state_since)"
            + " values (1, ?, 'me', ?, 2, '{}', 'any', ?, '{}', ?)",
        i % 3 == 0 ? "d" + i : "any",
        Moments.text(open ? now.plusHours(2) : now.minusDays(3)),
        open ? "ready" : i % 10 == 0 ? "failed_device_not_found" : "closed",
        Moments.text(i > REQUESTS - 20 ? now.minusDays(30) : now.minusDays(3)));
  }

  private SqlStatement tie(int i) {
    return SqlStatement.of(
        "insert into device_requests (device_id, request_id) values (?, ?)", i + 1, i + 1);
  }

  private SqlStatement line(String word, int id, int i) {
    LocalDateTime moment = now.toLocalDate().atStartOfDay().plusSeconds(3L * i);
    return Journal.line(word, id, moment, "statemachine", "closed -> ready (line " + i + ")");
  }
}
