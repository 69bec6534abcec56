package io.mozpool.server.history;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.device.DeviceClass;
import io.mozpool.server.machine.Workers;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts the devices of this server by class, every five minutes, and keeps that for a week. */
@Singleton
public final class PoolSamples {

  /** A sample belongs to the beginning of its interval, as those of all servers do. */
  static final Duration INTERVAL = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofDays(7);

  private static final String COUNT =
      """
      select d.imaging_server_id, t.type, d.state, r.request_id is not null as tied, count(*) as devices
      from devices d
        left join hardware_types t on t.id = d.hardware_type_id
        left join device_requests r on r.device_id = d.id
      where d.imaging_server_id in (%s)
      group by d.imaging_server_id, t.type, d.state, r.request_id is not null
      """;

  private record Key(long server, String type, DeviceClass deviceClass) {}

  private final Database database;
  private final Leases leases;
  private final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle;
  private final Workers workers;
  private final Clock clock;

  PoolSamples(
      Database database,
      Leases leases,
      Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle,
      Workers workers,
      Clock clock) {
    this.database = database;
    this.leases = leases;
    this.lifecycle = lifecycle;
    this.workers = workers;
    this.clock = clock;
  }

  /** Counts now, and from now on. */
  public void start() {
    workers.every(Duration.ZERO, INTERVAL, this::sample);
  }

  /**
   * Counts once; a second count in one interval takes the place of the first. One at a time, or an
   * older count could take the place of a newer one.
   */
  synchronized void sample() {
    LocalDateTime now = Moments.now(clock);
    String moment = text(beginning(now));
    Map<Key, Integer> counts = new LinkedHashMap<>();
    database
        .all(this::count, COUNT.formatted(leases.servers()))
        .forEach(count -> counts.merge(count.getKey(), count.getValue(), Integer::sum));
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(SqlStatement.of("delete from pool_samples where ts < ?", text(now.minus(KEPT))));
    statements.add(
        SqlStatement.of(
            "delete from pool_samples where ts = ? and imaging_server_id in (%s)"
                .formatted(leases.servers()),
            moment));
    counts.forEach(
        (key, devices) ->
            statements.add(
                SqlStatement.of(
                    "insert into pool_samples"
                        + " (ts, imaging_server_id, hardware_type, device_class, devices)"
                        + " values (?, ?, ?, ?, ?)",
                    moment,
                    key.server(),
                    key.type(),
                    key.deviceClass().word(),
                    devices)));
    database.together(statements);
  }

  private Map.Entry<Key, Integer> count(ResultSet row) throws SQLException {
    @Nullable String type = row.getString("type");
    return Map.entry(
        new Key(
            row.getLong("imaging_server_id"),
            type == null ? "" : type,
            DeviceClass.of(row.getString("state"), row.getBoolean("tied"), lifecycle.states())),
        row.getInt("devices"));
  }

  private static LocalDateTime beginning(LocalDateTime moment) {
    return moment.withSecond(0).withNano(0).minusMinutes(moment.getMinute() % INTERVAL.toMinutes());
  }

  private static String text(LocalDateTime moment) {
    return Objects.requireNonNull(Moments.text(moment));
  }
}
