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

  /**
   * The newest {@link #RECENT} lines, in the order of their writing; long ones of older versions
   * are cut.
   */
  public List<LogLine> recent(String word, long id) {
    return database.all(
        row -> line(row).cut(),
        "select * from (select id, ts, source, message from %1$s_logs where %1$s_id = ?"
                .formatted(word)
            + " order by ts desc, id desc limit ?) newest order by ts, id",
        id,
        RECENT);
  }

  /**
   * The place where a part of a log begins.
   *
   * @param word whose: {@code device} or {@code request}
   * @param seconds only lines that are younger; 0 for all
   * @param limit only the newest; 0 for all
   */
  public LogPlace start(String word, long id, long seconds, long limit) {
    LogPlace start = new LogPlace(word, id, since(seconds), -1);
    return limit == 0
        ? start
        : database
            .first(
                row ->
                    new LogPlace(
                        word,
                        id,
                        text(row.getObject("ts", LocalDateTime.class)),
                        row.getLong("id")),
                "select id, ts from %1$s_logs where %1$s_id = ? and ts >= ?".formatted(word)
                    + " order by ts desc, id desc limit 1 offset ?",
                id,
                start.moment(),
                limit)
            .orElse(start);
  }

  /** The first lines behind a place, in the order of their writing. */
  public List<LogLine> behind(LogPlace place, int count) {
    return database.all(
        Logs::line,
        "select id, ts, source, message from %1$s_logs where %1$s_id = ? and ts >= ?"
                .formatted(place.word())
            + " and (ts > ? or id > ?) order by ts, id limit ?",
        place.machine(),
        place.moment(),
        place.moment(),
        place.line(),
        count);
  }

  private String since(long seconds) {
    return seconds == 0 ? EVER : text(Moments.now(clock).minusSeconds(seconds));
  }

  private static String text(LocalDateTime moment) {
    return Objects.requireNonNull(Moments.text(moment));
  }

  private static LogLine line(ResultSet row) throws SQLException {
    return new LogLine(
        row.getLong("id"),
        Objects.requireNonNull(Moments.iso(row.getObject("ts", LocalDateTime.class))),
        row.getString("source"),
        row.getString("message"));
  }
}
