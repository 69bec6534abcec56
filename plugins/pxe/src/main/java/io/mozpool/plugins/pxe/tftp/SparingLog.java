package io.mozpool.plugins.pxe.tftp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns at most once a minute: what clients can cause must not fill the log. */
final class SparingLog {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant quietUntil = Instant.MIN;
  private int unsaid;

  SparingLog(Clock clock) {
    this.clock = clock;
  }

  void warn(String what) {
    warn(what, null);
  }

  synchronized void warn(String what, @Nullable Throwable cause) {
    Instant now = clock.instant();
    if (now.isBefore(quietUntil)) {
      unsaid++;
      LOG.debug("{}", what, cause);
      return;
    }
    LOG.warn("{} ({} more such failures since the last warning)", what, unsaid, cause);
    quietUntil = now.plus(PAUSE);
    unsaid = 0;
  }
}
