package io.mozpool.server.cluster;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The lease of a server whose database nobody else can open: for as long as it runs. */
public record SoleLease(List<Lease> held) implements Leases {

  /** That of a server. */
  public static SoleLease of(ImagingServer self) {
    return new SoleLease(List.of(new Lease(self.id(), self.fqdn(), 0)));
  }

  @Override
  public void start(LeaseListener listener) {
    held.forEach(listener::taken);
  }

  @Override
  public void close() {
    // It ends with the process.
  }

  @Override
  public Set<Lease> over(Connection connection, Collection<Lease> leases) {
    return Set.of();
  }
}
