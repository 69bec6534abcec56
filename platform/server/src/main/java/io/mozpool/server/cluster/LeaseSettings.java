package io.mozpool.server.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.TreeSet;

/**
 * How leases are kept.
 *
 * @param time how long one lasts without being renewed
 * @param renewal the time between two renewals
 * @param group the servers that take over for one another, this one among them, as text
 * @param address the address at which boards reach this server
 * @param fingerprint of program and plugins: only servers that are alike take over for one another
 */
public record LeaseSettings(
    Duration time, Duration renewal, String group, String address, String fingerprint) {

  /** The text for a group: a server and its peers. */
  public static String group(String fqdn, Collection<String> peers) {
    TreeSet<String> all = new TreeSet<>(peers);
    all.add(fqdn);
    return String.join(" ", all);
  }

  /** After so long without a renewal this server does nothing more, before anybody else begins. */
  Duration caution() {
    return time.multipliedBy(2).dividedBy(3);
  }
}
