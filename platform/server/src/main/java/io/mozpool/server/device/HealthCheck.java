package io.mozpool.server.device;

import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.hardware.Facet;
import io.mozpool.server.hardware.Hardware;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks a ready device whether it is well: its agent, where its image has one, or its probe. */
final class HealthCheck {

  private static final Duration BY_AGENT = Duration.ofSeconds(30);
  private static final Duration BY_PROBE = Duration.ofSeconds(10);

  private final Hardware hardware;

  HealthCheck(Hardware hardware) {
    this.hardware = hardware;
  }

  /** Fails where the device is not well, or could not be asked; empty where nothing can be. */
  Optional<CompletableFuture<Void>> ask(DeviceView device) {
    if (device.imageHasAgent() && device.target().has(Facet.AGENT)) {
      return Optional.of(hardware.verifyAgent(device.target(), BY_AGENT));
    }
    if (device.target().has(Facet.PROBE)) {
      return Optional.of(
          hardware
              .answers(device.target(), BY_PROBE)
              .thenCompose(
                  answers ->
                      answers
                          ? CompletableFuture.completedFuture(null)
                          : CompletableFuture.failedFuture(
                              new DriverException(Reason.TIMED_OUT, "no answer"))));
    }
    return Optional.empty();
  }

  /** Whether the network was reached and the device did not answer, or answered wrongly. */
  static boolean isDefinite(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof DriverException driver
        && (driver.reason() != Reason.UNREACHABLE || isRefused(driver));
  }

  private static boolean isRefused(DriverException failure) {
    return failure.getCause() instanceof ConnectException connect
        && String.valueOf(connect.getMessage()).contains("refused");
  }
}
