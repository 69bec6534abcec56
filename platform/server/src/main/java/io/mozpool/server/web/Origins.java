package io.mozpool.server.web;

import io.mozpool.server.database.Database;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which web pages may call the API: those of imaging servers, and those of configured hosts. */
public final class Origins {

  private static final Pattern OWN =
      Pattern.compile("(localhost|[0-9]+(\\.[0-9]+){3}|\\[[0-9a-fA-F:.]+\\])(:[0-9]+)?");

  private final Database database;
  private final Set<String> hosts;

  /**
   * @param hosts those that may beside the imaging servers, with the port unless it is the scheme's
   *     own
   */
  public Origins(Database database, Collection<String> hosts) {
    this.database = database;
    this.hosts = Set.copyOf(hosts);
  }

  /**
   * Whether a page may.
   *
   * @param origin what the browser says of it, as in {@code http://mobile-imaging-1:8010}
   */
  boolean allows(String origin) {
    Optional<String> host = host(origin);
    return host.isPresent() && (hosts.contains(host.get()) || isImagingServer(host.get()));
  }

  /**
   * Whether a page came from this very server, by a name that nobody else can give to theirs: an IP
   * address, or localhost. What DNS says of a name is up to who owns it.
   *
   * @param host what the browser asks for the call, as in {@code 127.0.0.1:8010}
   */
  static boolean isOwn(String origin, String host) {
    return OWN.matcher(host).matches() && host(origin).filter(host::equals).isPresent();
  }

  private boolean isImagingServer(String host) {
    return database
        .first(row -> true, "select 1 from imaging_servers where fqdn = ?", host)
        .isPresent();
  }

  private static Optional<String> host(String origin) {
    try {
      URI uri = URI.create(origin);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return Optional.ofNullable(web ? uri.getRawAuthority() : null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
