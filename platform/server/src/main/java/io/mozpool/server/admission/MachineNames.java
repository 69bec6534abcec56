package io.mozpool.server.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The names that a machine has for itself: the short one and the full one. */
public final class MachineNames {

  private MachineNames() {}

  /** Asks the resolver, which may take seconds. */
  public static Set<String> read() {
    Set<String> names = new TreeSet<>();
    try {
      InetAddress self = InetAddress.getLocalHost();
      names.add(self.getHostName().toLowerCase(Locale.ROOT));
      names.add(self.getCanonicalHostName().toLowerCase(Locale.ROOT));
    } catch (UnknownHostException e) {
      return Set.of(); // a name without an address is nobody's way to this machine
    }
    return names;
  }
}
