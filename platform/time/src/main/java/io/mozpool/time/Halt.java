package io.mozpool.time;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process at once, because it cannot do its job any more. */
@FunctionalInterface
public interface Halt {

  /** The exit status of a process that ended itself, {@code EX_SOFTWARE} of sysexits.h. */
  int STATUS = 70;

  /**
   * Ends the process.
   *
   * @param reason one line for the log
   */
  void now(String reason);

  /** Ends this JVM without shutdown hooks, which might need the very thing that failed. */
  static Halt ofProcess() {
    Logger log = LoggerFactory.getLogger(Halt.class);
    return reason -> {
      try {
        log.error("{}; the process ends with status {}", reason, STATUS);
      } finally {
        Runtime.getRuntime().halt(STATUS);
      }
    };
  }
}
