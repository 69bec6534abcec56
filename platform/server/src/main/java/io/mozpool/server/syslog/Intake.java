package io.mozpool.server.syslog;

import io.mozpool.server.journal.Journal;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files each line under the device that it comes from, as long as the device does not send too
 * many. One thread at a time may call, and never waits; the counts are for all.
 */
final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** The source of what the listener itself has to say. */
  private static final String SELF = "syslog";

  private static final Duration NAMED_AGAIN = Duration.ofHours(1);
  private static final int MOST_NAMED = 100;

  private final Senders senders;
  private final Journal journal;
  private final Clock clock;
  private final int linesPerSecond;
  private final Map<Long, Allowance> allowances = new HashMap<>();
  private final Set<InetAddress> named = new HashSet<>();
  private long namedSince;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param journal for these lines alone, so that they are in nobody's way
   * @param linesPerSecond how many of a device are stored in the long run
   */
  Intake(Senders senders, Journal journal, Clock clock, int linesPerSecond) {
    this.senders = senders;
    this.journal = journal;
    this.clock = clock;
    this.linesPerSecond = linesPerSecond;
  }

  void receive(InetAddress source, String line) {
    received.incrementAndGet();
    SyslogMessage message = SyslogMessage.parse(line);
    OptionalLong device = senders.device(source, message.host());
    if (device.isEmpty()) {
      unknown.incrementAndGet();
      name(source, message.host());
    } else if (allowance(device.getAsLong()).take(clock.millis())) {
      store(device.getAsLong(), message);
    } else {
      dropped.incrementAndGet();
    }
  }

  /** {@code Kernel panic: not syncing} comes from no host Kernel. */
  private void store(long device, SyslogMessage parsed) {
    SyslogMessage message = senders.isCalled(device, parsed.host()) ? parsed : parsed.withoutHost();
    journal.add("device", device, message.tag(), message.text());
  }

  /** Says in the devices' logs how many of their lines were dropped since the last time. */
  void reportDropped() {
    allowances.forEach(
        (device, allowance) -> {
          long lines = allowance.takeDropped();
          if (lines > 0) {
            journal.add(
                "device",
                device,
                SELF,
                "%d lines were dropped: more than %d a second".formatted(lines, linesPerSecond));
          }
        });
  }

  SyslogCounts counts() {
    long limited = dropped.get();
    long strange = unknown.get();
    long lost = journal.dropped();
    long all = received.get();
    return new SyslogCounts(all, all - strange - limited - lost, strange, limited + lost);
  }

  private Allowance allowance(long device) {
    return allowances.computeIfAbsent(device, id -> new Allowance(linesPerSecond, clock.millis()));
  }

  /** Once an hour each, and never more than some: source addresses are easily forged. */
  private void name(InetAddress source, String host) {
    long now = clock.millis();
    if (now - namedSince > NAMED_AGAIN.toMillis()) {
      named.clear();
      namedSince = now;
    }
    if (named.size() < MOST_NAMED && named.add(source)) {
      LOG.warn(
          "syslog of {} ('{}') is not stored: it has neither address nor name of a device",
          source.getHostAddress(),
          host);
    }
  }
}
