package io.mozpool.server.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
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

  /** The longest text that the database takes for a group. */
  private static final int LONGEST_GROUP = 1024;

  /**
   * The text for a group: the names of a server and its peers, or a hash of them if they are many.
   */
  public static String group(String fqdn, Collection<String> peers) {
    TreeSet<String> all = new TreeSet<>(peers);
    all.add(fqdn);
    String names = String.join(" ", all);
    return names.length() <= LONGEST_GROUP
        ? names
        : "%d servers, sha256 %s".formatted(all.size(), sha256(names));
  }

  private static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** After so long without a renewal this server does nothing more, before anybody else begins. */
  Duration caution() {
    return time.multipliedBy(2).dividedBy(3);
  }
}
