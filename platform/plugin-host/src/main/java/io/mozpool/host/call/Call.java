package io.mozpool.host.call;

import io.mozpool.host.PluginBugException;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A submitted call: waits for its subject, its lane and a thread, in this order, runs there and
 * gives all of them back. While it waits it holds no thread. Whoever completes its answer first, be
 * it the operation, the window or the caller that cancels, ends it.
 */
final class Call<R> {

  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private final GuardedCalls host;
  private final GuardedCall<R> call;
  private final CompletableFuture<R> answer = new CompletableFuture<>();
  private final Runnable withSubject = this::takeLane;
  private final Runnable withLane = this::takeThread;
  private final long windowEnd;
  private long laneAskedNanos;
  private @Nullable Stint stint;

  Call(GuardedCalls host, GuardedCall<R> call) {
    this.host = host;
    this.call = call;
    this.windowEnd = host.time.nanos() + call.window().toNanos();
  }

  CompletableFuture<R> start() {
    Scheduled window = host.supervisor.later(call.window(), this::windowOver);
    answer.whenComplete(
        (result, failure) -> {
          window.cancel();
          stop();
          host.listener.ended(call.bound().pluginId(), call.lane(), outcome(failure));
        });
    host.subjects.take(call.subject(), withSubject);
    return answer;
  }

  void cancel() {
    answer.cancel(true);
  }

  private static String outcome(@Nullable Throwable failure) {
    if (failure instanceof DriverException driver) {
      return driver.reason().name().toLowerCase(Locale.ROOT);
    } else if (failure != null) {
      return failure instanceof CancellationException ? "cancelled" : "bug";
    }
    return "ok";
  }

  private void takeLane() {
    laneAskedNanos = host.time.nanos();
    host.lanes.take(call.lane(), withLane);
  }

  private void takeThread() {
    if (!call.lane().isEmpty()) {
      Duration waited = Duration.ofNanos(host.time.nanos() - laneAskedNanos);
      host.listener.waited(call.bound().pluginId(), call.lane(), waited);
    }
    host.workers.execute(this::run);
  }

  private void run() {
    try {
      begin().ifPresent(this::operate);
    } finally {
      giveBack();
    }
  }

  private synchronized Optional<Stint> begin() {
    Duration left = Duration.ofNanos(windowEnd - host.time.nanos());
    if (answer.isDone()) {
      return Optional.empty();
    } else if (!call.permit().holds()) {
      giveUp();
      return Optional.empty();
    } else if (left.isNegative()) {
      windowOver();
      return Optional.empty();
    }
    Duration allowed = left.compareTo(call.deadline()) < 0 ? left : call.deadline();
    Stint begun =
        new Stint(
            host.supervisor,
            call.bound(),
            call.subject(),
            allowed,
            call.permit(),
            () -> fail(timedOut("has not returned after its deadline")));
    stint = begun;
    return Optional.of(begun);
  }

  private void operate(Stint running) {
    R result;
    try {
      result = running.run(call.operation());
    } catch (Throwable e) { // whatever a plugin throws
      if (call.permit().holds()) {
        fail(meaningOf(e, running.expired()));
      } else {
        giveUp();
      }
      return;
    }
    if (!call.permit().holds()) {
      log.warn(
          "plugin {}: '{}' came to its end after this server had lost the lease for it",
          call.bound().pluginId(),
          call.subject());
    }
    host.completions.execute(() -> answer.complete(result));
  }

  /** What a call throws that was ended says little: its sockets were closed under it. */
  private Throwable meaningOf(Throwable thrown, boolean expired) {
    if (thrown instanceof DriverException failure
        && failure.reason() != null
        && (!expired || failure.reason() == Reason.TIMED_OUT)) {
      return failure;
    } else if (expired) {
      return timedOut("ended by its deadline: " + thrown).initCause(thrown);
    }
    return PluginBugException.of(call.bound().pluginId(), call.subject(), thrown);
  }

  private void giveBack() {
    host.subjects.release(call.subject());
    if (!host.lanes.handOver(call.lane())) {
      idle();
      host.lanes.release(call.lane());
    }
  }

  private void idle() {
    String subject = "idle of " + call.lane();
    Stint idle =
        new Stint(
            host.supervisor,
            call.bound(),
            subject,
            host.tolerances.idle(),
            Permit.ALWAYS,
            () -> {});
    try {
      idle.run(Operation.of(deadline -> call.idle().run()));
    } catch (Throwable e) { // nobody waits for it
      log.error("plugin {}: {} failed", call.bound().pluginId(), subject, e);
    }
  }

  /** Of a call that has begun, the deadline sees to the window, too. */
  private synchronized void windowOver() {
    if (stint == null) {
      fail(timedOut("not begun within " + call.window().toMillis() + " ms"));
    }
  }

  /** Nothing is to be learnt of what this server must not do any more. */
  private void giveUp() {
    host.completions.execute(this::cancel);
  }

  private void fail(Throwable failure) {
    host.completions.execute(() -> answer.completeExceptionally(failure));
  }

  private DriverException timedOut(String what) {
    return new DriverException(Reason.TIMED_OUT, call.subject() + ": " + what);
  }

  /** The answer is there: ends what still runs, or stops waiting. */
  private void stop() {
    Stint running;
    synchronized (this) {
      running = stint;
    }
    if (running != null) {
      running.end();
    } else if (host.lanes.leave(call.lane(), withLane)) {
      host.subjects.release(call.subject());
    } else {
      host.subjects.leave(call.subject(), withSubject);
    }
  }
}
