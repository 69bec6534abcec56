package io.mozpool.server.device;

import io.mozpool.host.PluginBugException;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.device.HealthGate.Board;
import io.mozpool.server.hardware.Hardware;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.journal.Journal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has hardware do what a device's machine asks for, and tells the machine how it went. What fails
 * says nothing to the machine, but where the table listens for it: the timeout tries again.
 */
final class DeviceEffects {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceEffects.class);

  /** One attempt of a question that is asked again and again. */
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  /** Hears what came of an effect. */
  @FunctionalInterface
  interface Results {
    /** Completes, never exceptionally, when the machine has heard it. */
    CompletableFuture<?> raise(Asked asked, String event);
  }

  /**
   * An effect that a machine asked for.
   *
   * @param revision the machine's, by which a late answer is known
   * @param window the time until the machine's timeout
   */
  record Asked(DeviceView device, long revision, Duration window) {
    Target target() {
      return device.target();
    }

    long id() {
      return device.row().id();
    }
  }

  private final Hardware hardware;
  private final ComingUp comingUp;
  private final Retries retries;
  private final HealthCheck check;
  private final HealthGate health;
  private final Journal journal;
  private final Setbacks setbacks;
  private final Results results;

  DeviceEffects(
      Hardware hardware,
      ComingUp comingUp,
      Retries retries,
      HealthCheck check,
      HealthGate health,
      Journal journal,
      Setbacks setbacks,
      Results results) {
    this.hardware = hardware;
    this.comingUp = comingUp;
    this.retries = retries;
    this.check = check;
    this.health = health;
    this.journal = journal;
    this.setbacks = setbacks;
    this.results = results;
  }

  void run(DeviceEffect effect, Asked asked) {
    switch (effect) {
      case CYCLE_POWER -> cyclePower(asked);
      case VERIFY_AGENT ->
          again(asked, "sut_verify_ok", attempt -> hardware.verifyAgent(asked.target(), attempt));
      case PING -> again(asked, "ping_ok", attempt -> reached(asked.target(), attempt, true));
      case AWAIT_DOWN ->
          again(asked, "probe_down", attempt -> reached(asked.target(), attempt, false));
      case CHECK_STORAGE -> checkStorage(asked);
      case CHECK_HEALTH -> checkHealth(asked);
      case NOTIFY_REQUEST -> throw new IllegalArgumentException("not an effect on hardware");
    }
  }

  private void cyclePower(Asked asked) {
    hardware
        .cycle(asked.target(), asked.window(), () -> comingUp.begin(asked.id()))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                results.raise(asked, "power_cycle_ok").thenRun(() -> comingUp.end(asked.id()));
              } else {
                log(asked, Journal.HARDWARE, "power cycle failed: ", failure);
                comingUp.end(asked.id());
              }
            });
  }

  /** An agent that serves one client at a time may be busy: a single no says little. */
  private void checkStorage(Asked asked) {
    retries.until(
        new Retries.Bounds(
            asked.id(), asked.revision(), asked.window(), asked.window(), Retries.LENGTHENING),
        allowed -> hardware.verifyStorage(asked.target(), allowed),
        () -> results.raise(asked, "sut_sdcard_ok"),
        failure -> {
          if (!(unwrap(failure) instanceof CancellationException)) {
            log(asked, Journal.AGENT, "storage check failed: ", failure);
            results.raise(asked, "sut_sdcard_failed");
          }
        });
  }

  private void again(Asked asked, String event, Retries.Attempt attempt) {
    retries.until(
        new Retries.Bounds(asked.id(), asked.revision(), ATTEMPT, asked.window(), Retries.DOUBLING),
        attempt,
        () -> results.raise(asked, event),
        failure -> log(asked, Journal.AGENT, "no " + event + ": ", failure));
  }

  /** Completes where the device answers, or does not, as is wanted. */
  private CompletableFuture<Void> reached(Target target, Duration allowed, boolean wanted) {
    return hardware
        .answers(target, allowed)
        .thenCompose(
            answers ->
                answers == wanted
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(
                        new DriverException(
                            Reason.TIMED_OUT, wanted ? "no answer" : "still answers")));
  }

  private void checkHealth(Asked asked) {
    Board board = new Board(asked.id(), asked.target().device().board());
    check
        .ask(asked.device())
        .ifPresent(
            answer ->
                answer.whenComplete(
                    (done, failure) -> {
                      if (failure == null) {
                        health.passed(board);
                      } else if (HealthCheck.isDefinite(failure)) {
                        log(asked, Journal.AGENT, "health check failed: ", failure);
                        health.failed(board, () -> results.raise(asked, "failed"));
                      } else {
                        LOG.debug("health of {} unknown", asked.target().device().name(), failure);
                      }
                    }));
  }

  private void log(Asked asked, String source, String what, Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof PluginBugException || cause.getCause() instanceof PluginBugException) {
      LOG.error("{}: {}", asked.device().row().name(), cause.getMessage(), cause);
    }
    if (!(cause instanceof CancellationException)) { // broken off: whoever goes on asks again
      journal.add("device", asked.id(), source, what + cause.getMessage());
      setbacks.error(asked.id(), asked.device().row().state(), what + cause.getMessage());
    }
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
