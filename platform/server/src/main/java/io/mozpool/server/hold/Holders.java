package io.mozpool.server.hold;

import io.mozpool.server.change.Changes;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.journal.Journal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Knows which request holds a device, and tells it what others do to the device. */
@Singleton
public final class Holders {

  /** A condition on a device's row: nobody holds it. */
  public static final String NOBODY =
      "not exists (select 1 from device_requests r where r.device_id = devices.id)";

  private static final String HOLDER =
      """
      select d.name, q.id, q.assignee, q.expires
      from device_requests r join requests q on q.id = r.request_id join devices d on d.id = r.device_id
      where r.device_id = ?
      """;

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");

  private final Database database;
  private final Journal journal;
  private final Changes changes;
  private final Clock clock;

  Holders(Database database, Journal journal, Changes changes, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.changes = changes;
    this.clock = clock;
  }

  /** The request that holds a device. */
  public Optional<Holder> of(long device) {
    return database.first(Holders::read, HOLDER, device);
  }

  /** A condition on a device's row: this request holds it. */
  public static SqlStatement holds(long request) {
    return SqlStatement.of(
        "exists (select 1 from device_requests r"
            + " where r.device_id = devices.id and r.request_id = ?)",
        request);
  }

  /**
   * Tells the request that holds a device, if one does: in its log, on its page and in the stream.
   *
   * @param what was done to the device, as in {@code power off}
   */
  public void tell(long device, String what) {
    of(device).ifPresent(holder -> tell(holder, what));
  }

  private void tell(Holder holder, String what) {
    String line = "%s, which this request holds: %s".formatted(holder.device(), what);
    String moment = utc(Moments.now(clock));
    database.update(
        "update requests set interference = ? where id = ?",
        "%s (%s)".formatted(line, moment),
        holder.request());
    journal.add("request", holder.request(), Journal.API, line);
    changes.request(holder.request());
  }

  static String utc(LocalDateTime moment) {
    return UTC.format(moment);
  }

  private static Holder read(ResultSet row) throws SQLException {
    return new Holder(
        row.getString(1), row.getLong(2), row.getString(3), row.getObject(4, LocalDateTime.class));
  }
}
