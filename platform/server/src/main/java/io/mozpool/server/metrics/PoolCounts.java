package io.mozpool.server.metrics;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.DeviceClass;
import io.mozpool.server.device.Struggling;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the machines that this server handles, once in five seconds at most. While the database is
 * away there are none to be seen, rather than wrong ones.
 */
@Singleton
final class PoolCounts {

  /** Devices in one state and class. */
  record Devices(String state, DeviceClass deviceClass, long count) {}

  /**
   * Open requests in one state.
   *
   * @param oldestSeconds for how long the first of them has been in it
   */
  record Requests(String state, long count, double oldestSeconds) {}

  /**
   * The counts.
   *
   * @param struggling devices that fail again and again
   */
  record Counts(List<Devices> devices, List<Requests> requests, long struggling) {}

  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final String DEVICES =
      """
      select d.state, r.request_id is not null as tied, count(*) as machines
      from devices d left join device_requests r on r.device_id = d.id
      where d.imaging_server_id in (%s) group by d.state, r.request_id is not null
      """;

  private static final String FAILING =
      """
      select d.state, r.request_id is not null as tied, d.failures
      from devices d left join device_requests r on r.device_id = d.id
      where d.imaging_server_id in (%s) and d.failures > 0
      """;

  private static final String REQUESTS =
      """
      select state, count(*) as machines, min(state_since) as oldest from requests
      where imaging_server_id in (%s) and state <> 'closed' and state not like 'failed\\_%%'
      group by state
      """;

  private final Database database;
  private final Leases leases;
  private final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle;
  private final Time time;
  private final Clock clock;
  private @Nullable Counts counted;
  private long countedNanos;

  PoolCounts(
      Database database,
      Leases leases,
      Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle,
      Time time) {
    this.database = database;
    this.leases = leases;
    this.lifecycle = lifecycle;
    this.time = time;
    this.clock = time.clock();
  }

  /** Those of this moment, or of five seconds ago. */
  synchronized Counts counts() {
    Counts last = counted;
    if (last != null && time.nanos() - countedNanos < FRESH.toNanos()) {
      return last;
    }
    Counts fresh = count();
    counted = fresh;
    countedNanos = time.nanos();
    return fresh;
  }

  private Counts count() {
    String servers = leases.servers();
    try {
      return new Counts(
          database.all(this::devices, DEVICES.formatted(servers)),
          database.all(this::requests, REQUESTS.formatted(servers)),
          database.all(this::isStruggling, FAILING.formatted(servers)).stream()
              .filter(Boolean::booleanValue)
              .count());
    } catch (DatabaseException e) {
      return new Counts(List.of(), List.of(), 0); // it was said already that the database is away
    }
  }

  private Devices devices(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new Devices(state, deviceClass(row), row.getLong("machines"));
  }

  private boolean isStruggling(ResultSet row) throws SQLException {
    return Struggling.is(deviceClass(row), row.getInt("failures"));
  }

  private DeviceClass deviceClass(ResultSet row) throws SQLException {
    return DeviceClass.of(row.getString("state"), row.getBoolean("tied"), lifecycle.states());
  }

  private Requests requests(ResultSet row) throws SQLException {
    LocalDateTime oldest = row.getObject("oldest", LocalDateTime.class);
    long millis = oldest == null ? 0 : Duration.between(oldest, Moments.now(clock)).toMillis();
    return new Requests(row.getString("state"), row.getLong("machines"), Math.max(0, millis) / 1e3);
  }
}
