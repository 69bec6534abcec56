package io.mozpool.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads settings of a MySQL or MariaDB server that decide whether the pool keeps its promises. */
public final class ServerVariables {

  private static final String DURABLE = "1";

  /** For people, their tools and the commands of {@code mozpool}. */
  private static final long OTHERS = 5;

  private static final String VARIABLES =
      "select @@global.innodb_flush_log_at_trx_commit, @@global.max_connections,"
          + " (select count(*) from imaging_servers where present_until >= now(6))";

  private record Values(String flush, long connections, long present) {}

  private final Optional<Database> database;

  private ServerVariables(Optional<Database> database) {
    this.database = database;
  }

  public static ServerVariables of(Database database) {
    return new ServerVariables(Optional.of(database));
  }

  /** Of an embedded database, which has none. */
  public static ServerVariables none() {
    return new ServerVariables(Optional.empty());
  }

  /**
   * A sentence for each that is wrong.
   *
   * @param connections how many a server of the pool opens at most
   * @param known how many servers this one knows of by its settings, itself included
   */
  public List<String> warnings(int connections, int known) {
    return database
        .flatMap(
            asked ->
                asked.first(
                    row -> new Values(row.getString(1), row.getLong(2), row.getLong(3)), VARIABLES))
        .map(values -> warnings(values, connections, Math.max(known, values.present())))
        .orElse(List.of());
  }

  private static List<String> warnings(Values values, int connections, long servers) {
    List<String> warnings = new ArrayList<>();
    if (!values.flush().equals(DURABLE)) {
      warnings.add(
          "the database's innodb_flush_log_at_trx_commit is %s, expected 1: what it has confirmed can be lost"
              .formatted(values.flush()));
    }
    long needed = servers * connections + OTHERS;
    if (values.connections() < needed) {
      warnings.add(
          "the database's max_connections is %d, expected at least %d: %d for each of %d servers"
                  .formatted(values.connections(), needed, connections, servers)
              + " and %d for others".formatted(OTHERS));
    }
    return warnings;
  }
}
