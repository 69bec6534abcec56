package io.mozpool.server.stream;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Keys;
import io.mozpool.server.database.Moments;
import io.mozpool.server.journal.LogLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads new lines of logs, whoever has written them: one query for all that are followed. Not safe
 * for use by many threads.
 */
final class LogTail {

  /** A line that was numbered before others may be committed after them. */
  private static final long OVERLAP = 2_000;

  /**
   * A new line.
   *
   * @param machine the row of the device or request
   */
  record Line(long machine, LogLine line) {}

  private final Database database;
  private final String newest;
  private final String lines;
  private final Set<Long> read = new HashSet<>();
  private final Map<Long, Long> begun = new HashMap<>();
  private long last;

  /**
   * Begins with what is written from now on; each log with what is written from when it is asked
   * for.
   *
   * @param word whose logs: {@code device} or {@code request}
   */
  LogTail(Database database, String word) {
    this.database = database;
    this.newest = "select coalesce(max(id), 0) from " + word + "_logs";
    this.lines =
        "select %1$s_id, id, ts, source, message from %1$s_logs where id > %2$s and %1$s_id in %3$s order by id"
            .formatted(word, "%d", "%s");
    this.last = newest();
  }

  /** The lines of these machines that were not read before, in the order of their numbers. */
  List<Line> read(Collection<Long> machines) {
    begun.keySet().retainAll(machines);
    machines.forEach(machine -> begun.putIfAbsent(machine, last));
    long upTo = newest();
    long from = last - OVERLAP;
    List<Line> fresh =
        Keys.read(machines, some -> database.all(LogTail::line, lines.formatted(from, some)))
            .stream()
            .filter(each -> each.line().id() > begun.getOrDefault(each.machine(), last))
            .filter(each -> read.add(each.line().id()))
            .toList();
    read.removeIf(id -> id <= upTo - OVERLAP);
    last = upTo;
    return fresh;
  }

  private long newest() {
    return database.first(row -> row.getLong(1), newest).orElseThrow();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong(1),
        new LogLine(
            row.getLong("id"),
            Objects.requireNonNull(Moments.iso(row.getObject("ts", LocalDateTime.class))),
            row.getString("source"),
            row.getString("message")));
  }
}
