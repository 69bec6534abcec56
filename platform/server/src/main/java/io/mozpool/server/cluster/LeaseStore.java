package io.mozpool.server.cluster;

import io.mozpool.server.database.Database;
import io.mozpool.server.web.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The leases as the database has them. Its clock decides, as those of servers differ. */
final class LeaseStore {

  private static final String SOON = "timestampadd(microsecond, ?, now(6))";

  private static final String TAKE =
      "update imaging_servers set lease_holder = ?, lease_since = now(6), lease_until = "
          + SOON
          + ", epoch = epoch + 1 where id = ? and ";

  private static final String FREE = "(lease_until is null or lease_until < now(6))";

  private static final String ABSENT = "(present_until is null or present_until < now(6))";

  private final Database database;
  private final String self;
  private final String lock;

  /**
   * @param self the name of this server
   * @param shares whether the database knows {@code lock in share mode}
   */
  LeaseStore(Database database, String self, boolean shares) {
    this.database = database;
    this.self = self;
    this.lock = shares ? " lock in share mode" : " for update";
  }

  /** Says that this server is alive, and what it is. */
  void present(long server, LeaseSettings settings) {
    database.update(
        "update imaging_servers set address = ?, failover_group = ?, fingerprint = ?, version = ?,"
            + " present_until = "
            + SOON
            + " where id = ?",
        settings.address(),
        settings.group(),
        settings.fingerprint(),
        Version.TEXT,
        micros(settings.time()),
        server);
  }

  /** Says that this server ends. */
  void absent(long server) {
    database.update("update imaging_servers set present_until = null where id = ?", server);
  }

  /** Whether the lease is still held, from now on for its whole time. */
  boolean renew(Lease lease, Duration time) {
    return database.update(
            "update imaging_servers set lease_until = "
                + SOON
                + " where id = ? and lease_holder = ? and epoch = ?",
            micros(time),
            lease.server(),
            self,
            lease.epoch())
        == 1;
  }

  void giveUp(Lease lease) {
    database.update(
        "update imaging_servers set lease_holder = null, lease_since = null, lease_until = null"
            + " where id = ? and lease_holder = ? and epoch = ?",
        lease.server(),
        self,
        lease.epoch());
  }

  /**
   * Takes the lease of this server itself.
   *
   * @param evenFromItsName also from an earlier process of this name, which may have died
   */
  Optional<Lease> takeOwn(long server, Duration time, boolean evenFromItsName) {
    String condition = evenFromItsName ? "(" + FREE + " or lease_holder = ?)" : FREE;
    int taken =
        evenFromItsName
            ? database.update(TAKE + condition, self, micros(time), server, self)
            : database.update(TAKE + condition, self, micros(time), server);
    return taken == 1 ? lease(server) : Optional.empty();
  }

  /** Takes the lease of another server of the group whose own has run out, if it is still so. */
  Optional<Lease> takeOver(long server, Duration time) {
    return database.update(TAKE + FREE + " and " + ABSENT, self, micros(time), server) == 1
        ? lease(server)
        : Optional.empty();
  }

  /** The other servers of a group that have run and are gone. */
  List<Gone> gone(String group) {
    return database.all(
        row -> new Gone(row.getLong(1), row.getString(2), String.valueOf(row.getString(3))),
        "select id, fqdn, fingerprint from imaging_servers where failover_group = ?"
            + " and fqdn <> ? and epoch > 0 and "
            + FREE
            + " and "
            + ABSENT,
        group,
        self);
  }

  /** A server whose lease has run out. */
  record Gone(long server, String fqdn, String fingerprint) {}

  /** Whether the server of that name is alive. */
  boolean isPresent(long server) {
    return database
        .first(
            row -> true,
            "select 1 from imaging_servers where id = ? and present_until >= now(6)",
            server)
        .isPresent();
  }

  /** Those of some leases that somebody else has taken; the others are locked. */
  Set<Lease> over(Connection connection, Collection<Lease> leases) throws SQLException {
    String servers =
        leases.stream()
            .map(lease -> Long.toString(lease.server()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    Set<Lease> over = new HashSet<>(leases);
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select id, epoch, lease_holder from imaging_servers where id in ("
                    + servers
                    + ")"
                    + lock);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long server = row.getLong(1);
        long epoch = row.getLong(2);
        boolean ours = self.equals(row.getString(3));
        over.removeIf(lease -> ours && lease.server() == server && lease.epoch() == epoch);
      }
    }
    return over;
  }

  private Optional<Lease> lease(long server) {
    return database.first(
        row -> new Lease(server, row.getString(1), row.getLong(2)),
        "select fqdn, epoch from imaging_servers where id = ? and lease_holder = ?",
        server,
        self);
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
