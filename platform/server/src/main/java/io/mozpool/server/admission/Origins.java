package io.mozpool.server.admission;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Web pages that may call the API: those of imaging servers, and those of configured hosts. */
public final class Origins {

  private final PoolNames pool;
  private final Set<String> hosts;

  /**
   * @param hosts those that may beside the imaging servers, with the port unless it is the scheme's
   *     own
   */
  public Origins(PoolNames pool, Collection<String> hosts) {
    this.pool = pool;
    this.hosts = Set.copyOf(hosts);
  }

  /**
   * Whether a page may call this server: also where it came from it, by a name that it goes by.
   *
   * @param page an origin as in {@code http://mobile-imaging-1:8010}, or an address of a page
   * @param host the accepted name that the call gives this server
   */
  boolean allows(String page, Optional<Host> host) {
    Optional<String> origin = authority(page);
    return origin.isPresent()
        && (host.filter(own -> own.authority().equals(origin.get())).isPresent()
            || hosts.contains(origin.get())
            || pool.isServer(origin.get()));
  }

  private static Optional<String> authority(String page) {
    try {
      URI uri = URI.create(page);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return Optional.ofNullable(web ? uri.getRawAuthority() : null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
