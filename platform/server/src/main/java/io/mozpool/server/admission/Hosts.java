package io.mozpool.server.admission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names by which this server may be called. Anybody can have a name in DNS that leads to its
 * address, and a browser takes pages of that name for its own (DNS rebinding): what such a page
 * asks for names a host that is not among these.
 */
public final class Hosts {

  private static final Pattern FORM = Pattern.compile("(\\*\\.)?[\\w~-]+(\\.[\\w~-]+)*");

  private final PoolNames pool;
  private final TreeSet<String> names = new TreeSet<>();
  private final List<String> domains = new ArrayList<>();

  /**
   * @param fqdns names of servers, ports included
   * @param configured names, and domains such as {@code *.lab.example}
   */
  public Hosts(PoolNames pool, Collection<String> fqdns, Collection<String> configured) {
    this.pool = pool;
    fqdns.forEach(fqdn -> Host.parse(fqdn).ifPresent(host -> names.add(host.name())));
    for (String each : configured) {
      String name = each.toLowerCase(Locale.ROOT);
      if (name.startsWith("*")) {
        domains.add(name.substring(1));
      } else {
        names.add(name);
      }
    }
  }

  /** Whether a setting names a host, or the hosts of a domain. */
  public static boolean isHost(String setting) {
    return FORM.matcher(setting).matches();
  }

  boolean accepts(Host host) {
    return host.isLocal()
        || names.contains(host.name())
        || domains.stream().anyMatch(host.name()::endsWith)
        || pool.isHost(host.name());
  }
}
