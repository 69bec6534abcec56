package io.mozpool.server.connection;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how much of something there is at a time, for each address and in all. Refusals are
 * counted, and logged once a minute with the setting that they come from. Any thread may call.
 */
public final class Quota {

  private static final Logger LOG = LoggerFactory.getLogger(Quota.class);
  private static final long NANOS_BETWEEN_LINES = 60_000_000_000L;

  /** Which of the two bounds refuses. */
  public enum Bound {
    ADDRESS,
    ALL
  }

  private final String things;
  private final Map<Bound, Integer> most;
  private final Map<Bound, String> settings;
  private final LongSupplier nanos;
  private final Map<InetAddress, Integer> taken = new HashMap<>();
  private final Map<Bound, Long> refused = new EnumMap<>(Bound.class);
  private final Map<Bound, Long> logged = new EnumMap<>(Bound.class);
  private int all;

  /**
   * @param things plural, for people
   * @param most the bounds
   * @param setting the key of the second one; that of the first ends with {@code -per-address}
   * @param nanos monotonic time
   */
  public Quota(String things, Map<Bound, Integer> most, String setting, LongSupplier nanos) {
    this.things = things;
    this.most = Map.copyOf(most);
    this.settings = Map.of(Bound.ADDRESS, setting + "-per-address", Bound.ALL, setting);
    this.nanos = nanos;
  }

  /**
   * Takes one for an address; whoever has got one gives it back.
   *
   * @return why there is none, a sentence; empty where one was taken
   */
  public synchronized Optional<String> take(InetAddress address) {
    if (taken.getOrDefault(address, 0) >= bound(Bound.ADDRESS)) {
      return Optional.of(refusal(Bound.ADDRESS, address));
    } else if (all >= bound(Bound.ALL)) {
      return Optional.of(refusal(Bound.ALL, address));
    }
    taken.merge(address, 1, Integer::sum);
    all++;
    return Optional.empty();
  }

  /** Gives one back that was taken for an address. */
  public synchronized void giveBack(InetAddress address) {
    taken.computeIfPresent(address, (each, count) -> count == 1 ? null : count - 1);
    all--;
  }

  /** How many are taken. */
  public synchronized int taken() {
    return all;
  }

  /** How many were refused by a bound, since the start. */
  public synchronized long refused(Bound bound) {
    return refused.getOrDefault(bound, 0L);
  }

  private int bound(Bound bound) {
    return most.getOrDefault(bound, Integer.MAX_VALUE);
  }

  private String refusal(Bound bound, InetAddress address) {
    refused.merge(bound, 1L, Long::sum);
    String whose = bound == Bound.ADDRESS ? " of " + address.getHostAddress() : "";
    String reason =
        "%,d %s%s are open, which is all that %s allows"
            .formatted(bound(bound), things, whose, settings.get(bound));
    long now = nanos.getAsLong();
    Long last = logged.get(bound);
    if (last == null || now - last >= NANOS_BETWEEN_LINES) {
      logged.put(bound, now);
      LOG.warn("{}; {} is refused, as others may be in the next minute", reason, address);
    }
    return reason;
  }
}
