package io.mozpool.server.hardware;

import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads and words the failures of futures. */
final class Failures {

  private Failures() {}

  /** The failure that a future's own one wraps. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  static String text(Throwable failure) {
    return String.valueOf(cause(failure).getMessage());
  }

  static boolean isBecauseOf(@Nullable Throwable failure, Reason reason) {
    return failure != null
        && cause(failure) instanceof DriverException driver
        && driver.reason() == reason;
  }

  /** The failure with further words, which a driver's exception carries. */
  static DriverException with(Throwable failure, String words) {
    Throwable cause = cause(failure);
    Reason reason = cause instanceof DriverException driver ? driver.reason() : Reason.GARBLED;
    return new DriverException(reason, text(failure) + words, cause);
  }

  /** The failure as one that says nothing of the device: it was not asked. */
  static Throwable notAsked(Throwable failure) {
    return cause(failure) instanceof DriverException driver
        ? new DriverException(Reason.UNREACHABLE, text(failure), driver)
        : cause(failure);
  }
}
