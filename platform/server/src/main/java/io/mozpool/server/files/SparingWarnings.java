package io.mozpool.server.files;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns at most once a minute: whoever asks for files causes it, as often as they like. */
final class SparingWarnings {

  private static final Logger LOG = LoggerFactory.getLogger(ServedDirectory.class);
  private static final long PAUSE = 60_000_000_000L;

  private final LongSupplier nanos;
  private boolean warned;
  private long lastNanos;
  private int unsaid;

  SparingWarnings(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void warn(String what) {
    long now = nanos.getAsLong();
    if (warned && now - lastNanos < PAUSE) {
      unsaid++;
      LOG.debug("{}", what);
      return;
    }
    LOG.warn("{} ({} more such failures since the last warning)", what, unsaid);
    warned = true;
    lastNanos = now;
    unsaid = 0;
  }
}
