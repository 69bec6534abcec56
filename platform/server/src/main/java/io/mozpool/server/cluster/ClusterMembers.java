package io.mozpool.server.cluster;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.web.Version;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which imaging servers there are, and how their leases stand. */
@Singleton
public final class ClusterMembers {

  /** Ages are by the database's clock, which is the leases'. */
  private static final String MEMBERS =
      """
      select id, fqdn, address, failover_group, lease_holder, epoch, version,
        coalesce(present_until >= now(6), false) as alive,
        timestampdiff(second, lease_since, now(6)) as held_for,
        timestampdiff(second, now(6), lease_until) as seconds_left
      from imaging_servers order by fqdn
      """;

  private static final String LOADS =
      "select imaging_server_id, count(*), sum(case when state_since >= ? then 1 else 0 end)"
          + " from devices group by imaging_server_id";

  private static final String OTHERS =
      "select id, fqdn from imaging_servers where present_until >= now(6) and id <> ?";

  private record Load(long server, long devices, long moved) {

    static Load read(ResultSet row) throws SQLException {
      return new Load(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  private final Database database;
  private final ImagingServer self;
  private final Leases leases;
  private final Clock clock;

  ClusterMembers(Database database, ImagingServer self, Leases leases, Clock clock) {
    this.database = database;
    this.self = self;
    this.leases = leases;
    this.clock = clock;
  }

  List<ClusterMember> all() {
    String aMinuteAgo = Moments.text(Moments.now(clock).minusMinutes(1));
    Map<Long, Load> loads =
        database.all(Load::read, LOADS, aMinuteAgo).stream()
            .collect(Collectors.toMap(Load::server, load -> load));
    return database.all(row -> member(row, loads), MEMBERS);
  }

  /** The other servers that gave a sign of life in time. */
  public List<ImagingServer> others() {
    return database.all(
        row -> new ImagingServer(row.getLong(1), row.getString(2)), OTHERS, self.id());
  }

  private ClusterMember member(ResultSet row, Map<Long, Load> loads) throws SQLException {
    long id = row.getLong("id");
    Load load = loads.getOrDefault(id, new Load(id, 0, 0));
    Long heldFor = seconds(row, "held_for");
    return new ClusterMember(
        row.getString("fqdn"),
        row.getString("address"),
        row.getString("failover_group"),
        row.getBoolean("alive") || leases.of(id).isPresent(),
        row.getString("lease_holder"),
        heldFor == null ? null : Moments.iso(Moments.now(clock).minusSeconds(heldFor)),
        seconds(row, "seconds_left"),
        row.getLong("epoch"),
        id == self.id() ? Version.TEXT : row.getString("version"),
        load.devices(),
        load.moved());
  }

  private static @Nullable Long seconds(ResultSet row, String column) throws SQLException {
    long seconds = row.getLong(column);
    return row.wasNull() ? null : seconds;
  }
}
