package io.mozpool.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A procedure or an event of MySQL's. It is made beside the migrations, which a user without the
 * right could not pass; its comment tells its versions apart.
 *
 * @param kind {@code procedure} or {@code event}
 * @param right what a user needs to make it
 */
record StoredProgram(String kind, String name, String right) {

  /** The query that {@link LogPartitions} and the event have in common. */
  static final String LOG_PARTITION_CHANGES = read("log_partition_changes");

  private static final List<StoredProgram> ALL =
      List.of(
          new StoredProgram("procedure", "insert_device_log_entry", "CREATE ROUTINE"),
          new StoredProgram("event", "log_partitions", "EVENT"));

  /** What MySQL says to a user without the right. */
  private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227, 1370);

  /** Somebody else has made the procedure, or the event, at the same time. */
  private static final Set<Integer> EXISTS = Set.of(1304, 1537);

  /**
   * Makes those that are missing, and replaces those of another version of this program.
   *
   * @return a sentence about those that the user may not make
   */
  static Optional<String> createAll(Connection connection) throws SQLException {
    List<String> denied = new ArrayList<>();
    for (StoredProgram program : ALL) {
      try {
        program.create(connection);
      } catch (SQLException e) {
        if (DENIED.contains(e.getErrorCode())) {
          denied.add("%s %s (%s)".formatted(program.kind, program.name, program.right));
        } else if (!EXISTS.contains(e.getErrorCode())) {
          throw e;
        }
      }
    }
    return denied.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the database's user lacks the right to make the "
                + String.join(" and the ", denied)
                + "; all else works without");
  }

  private void create(Connection connection) throws SQLException {
    String text =
        read(name)
            .replace("${log_partition_changes}", LOG_PARTITION_CHANGES)
            .replace("${collation}", Vendor.of(connection).collation());
    String version = Integer.toHexString(text.hashCode());
    if (!isThere(connection, version)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("drop " + kind + " if exists " + name);
        statement.execute(text.replace("${version}", version));
      }
    }
  }

  private boolean isThere(Connection connection, String version) throws SQLException {
    String query =
        "select 1 from information_schema.%1$ss where %1$s_schema = database() and %1$s_name = ?"
            + " and %1$s_comment = ?";
    String word = kind.equals("event") ? "event" : "routine";
    try (PreparedStatement statement = connection.prepareStatement(query.formatted(word))) {
      statement.setString(1, name);
      statement.setString(2, version);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static String read(String file) {
    String path = "/db/migration/mysql/" + file + ".sql";
    try (InputStream in = StoredProgram.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
