package io.mozpool.server.journal;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;

/** Reads the logs of devices and requests. */
@Singleton
public final class Logs {

  /** How many lines a status shows. */
  private static final long RECENT = 100;

  private static final String EVER = "1970-01-01 00:00:00";

  private final Database database;
  private final Clock clock;

  public Logs(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The newest lines, in the order of their writing; long ones of older versions are cut. */
  public List<LogLine> recent(String word, long id) {
    return of(word, id, 0, RECENT).stream().map(LogLine::cut).toList();
  }

  /**
   * Lines in the order of their writing.
   *
   * @param word whose: {@code device} or {@code request}
   * @param seconds only those that are younger; 0 for all
   * @param limit only the newest; 0 for all
   */
  public List<LogLine> of(String word, long id, long seconds, long limit) {
    String since =
        seconds == 0
            ? EVER
            : Objects.requireNonNull(Moments.text(Moments.now(clock).minusSeconds(seconds)));
    return database.all(
        Logs::line,
        "select * from (select id, ts, source, message from %1$s_logs where %1$s_id = ? and ts >= ?"
                .formatted(word)
            + " order by ts desc, id desc limit ?) newest order by ts, id",
        id,
        since,
        limit == 0 ? Integer.MAX_VALUE : limit);
  }

  private static LogLine line(ResultSet row) throws SQLException {
    return new LogLine(
        row.getLong("id"),
        Objects.requireNonNull(Moments.iso(row.getObject("ts", LocalDateTime.class))),
        row.getString("source"),
        row.getString("message"));
  }
}
