package io.mozpool.server.cluster;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which imaging servers there are, and how their leases stand. */
@Singleton
final class ClusterMembers {

  /** Ages are by the database's clock, which is the leases'. */
  private static final String MEMBERS =
      """
      select id, fqdn, address, failover_group, lease_holder, epoch,
        coalesce(present_until >= now(6), false) as alive,
        timestampdiff(second, lease_since, now(6)) as held_for,
        timestampdiff(second, now(6), lease_until) as seconds_left
      from imaging_servers order by fqdn
      """;

  private final Database database;
  private final Leases leases;
  private final Clock clock;

  ClusterMembers(Database database, Leases leases, Clock clock) {
    this.database = database;
    this.leases = leases;
    this.clock = clock;
  }

  List<ClusterMember> all() {
    return database.all(this::member, MEMBERS);
  }

  private ClusterMember member(ResultSet row) throws SQLException {
    Long heldFor = seconds(row, "held_for");
    return new ClusterMember(
        row.getString("fqdn"),
        row.getString("address"),
        row.getString("failover_group"),
        row.getBoolean("alive") || leases.of(row.getLong("id")).isPresent(),
        row.getString("lease_holder"),
        heldFor == null ? null : Moments.iso(Moments.now(clock).minusSeconds(heldFor)),
        seconds(row, "seconds_left"),
        row.getLong("epoch"));
  }

  private static @Nullable Long seconds(ResultSet row, String column) throws SQLException {
    long seconds = row.getLong(column);
    return row.wasNull() ? null : seconds;
  }
}
