package io.mozpool.server.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The leases that this process holds. Safe for use by any thread; no method but the last blocks.
 */
public interface Leases extends AutoCloseable {

  /**
   * Begins; blocks until it was tried once to take this server's own lease.
   *
   * @param listener hears of all leases from now on, on a thread of theirs
   */
  void start(LeaseListener listener);

  /** Lets go of all, so that others need not wait until the leases run out. */
  @Override
  void close();

  /** Those that it may rely on at this moment. */
  List<Lease> held();

  /**
   * Those that are over, by what the database says; the others cannot be taken before the end of
   * the transaction.
   *
   * @param connection in a transaction
   */
  Set<Lease> over(Connection connection, Collection<Lease> leases) throws SQLException;

  /** The lease of an imaging server. */
  default Optional<Lease> of(long server) {
    return held().stream().filter(lease -> lease.server() == server).findFirst();
  }

  /** The rows of the imaging servers, for {@code in (…)}; there is none of number 0. */
  default String servers() {
    return servers(Set.of());
  }

  /**
   * As {@link #servers()}, without some.
   *
   * @param but rows of imaging servers
   */
  default String servers(Set<Long> but) {
    String servers =
        held().stream()
            .map(Lease::server)
            .filter(server -> !but.contains(server))
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return servers.isEmpty() ? "0" : servers;
  }
}
