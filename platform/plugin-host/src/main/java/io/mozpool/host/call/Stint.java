package io.mozpool.host.call;

import io.mozpool.host.Bound;
import io.mozpool.host.ThrownByPlugin;
import io.mozpool.plugin.Deadline;
import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of plugin code on one thread. Ending it interrupts the thread and closes what is
 * registered with the deadline. Neither can happen once the code has returned, so that what the
 * thread does next is never hit.
 */
final class Stint {

  private final Supervisor supervisor;
  private final Bound<?> bound;
  private final String subject;
  private final Runnable onStuck;
  private final Instant since;
  private final Deadline deadline;
  private final Scheduled timeUp;

  /** Null once the code has returned. */
  private volatile @Nullable Thread thread = Thread.currentThread();

  private volatile boolean expired;

  /** Begins on this thread. */
  Stint(
      Supervisor supervisor,
      Bound<?> bound,
      String subject,
      Duration allowed,
      Permit permit,
      Runnable onStuck) {
    this.supervisor = supervisor;
    this.bound = bound;
    this.subject = subject;
    this.onStuck = onStuck;
    this.since = supervisor.time().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    this.deadline = Deadline.in(allowed, permit::holds);
    this.timeUp = supervisor.later(allowed, this::end);
  }

  /** Runs the code, and leaves the thread as it was. What is thrown is harmless to read. */
  <R> R run(Operation<R> operation) throws Throwable {
    Thread current = Thread.currentThread();
    String name = current.getName();
    current.setName("mozpool-call " + subject);
    try {
      return bound.inContext(() -> operation.run(deadline));
    } catch (Throwable e) { // within the stint: reading it may call the plugin
      throw ThrownByPlugin.harmless(e);
    } finally {
      leave();
      Thread.interrupted(); // what came late is not for whoever has the thread next
      current.setName(name);
    }
  }

  /** Ends it soon, by another thread: what is closed then is a plugin's and may hang. */
  void end() {
    if (isRunning()) {
      supervisor.aside(this::expire);
    }
  }

  boolean isRunning() {
    return thread != null;
  }

  /** Whether it was ended before it returned. */
  boolean expired() {
    return expired;
  }

  void reportStuck() {
    onStuck.run();
  }

  /** Where the thread is just now, to be logged. */
  Throwable whereItStands() {
    Throwable where = new Throwable("where it stands");
    Thread running = thread;
    if (running != null) {
      where.setStackTrace(running.getStackTrace());
    }
    return where;
  }

  @Override
  public String toString() {
    return "plugin %s: '%s' runs since %s and has not returned after its deadline"
        .formatted(bound.pluginId(), subject, since);
  }

  /** All under the lock, so that leaving waits until everything is closed. */
  private synchronized void expire() {
    Thread running = thread;
    if (running != null && !expired) {
      expired = true;
      supervisor.expectReturnOf(this);
      running.interrupt();
      deadline.expire();
    }
  }

  private void leave() {
    synchronized (this) {
      thread = null;
    }
    timeUp.cancel();
    supervisor.returned(this);
  }
}
