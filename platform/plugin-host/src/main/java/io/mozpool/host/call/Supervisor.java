package io.mozpool.host.call;

import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the time of stints, and knows those that go on although they were ended. */
final class Supervisor {

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final Duration grace;
  private final Time time;
  private final ExecutorService enders;
  private final Set<Stint> stuck = new LinkedHashSet<>();

  /**
   * @param grace how long after its end a stint may take to return
   */
  Supervisor(Time time, Threads threads, Duration grace) {
    this.time = time;
    this.enders = threads.pool(Role.BACKGROUND, "mozpool-end");
    this.grace = grace;
  }

  /** The time that is kept. */
  Time time() {
    return time;
  }

  /** Runs something short when time has passed, on the thread that keeps the time. */
  Scheduled later(Duration delay, Runnable task) {
    return time.after(delay, Runnable::run, task);
  }

  /** Runs something that may take long, on another thread. */
  void aside(Runnable task) {
    enders.execute(task);
  }

  /** Counts a stint as stuck unless it returns within the grace. */
  void expectReturnOf(Stint stint) {
    later(grace, () -> noteStuck(stint));
  }

  void returned(Stint stint) {
    synchronized (stuck) {
      if (!stuck.remove(stint)) {
        return;
      }
    }
    log.warn("{}: now it has", stint);
  }

  /** One sentence for each stuck stint. */
  List<String> stuck() {
    synchronized (stuck) {
      return stuck.stream().map(Stint::toString).toList();
    }
  }

  void close() {
    enders.shutdown();
  }

  private void noteStuck(Stint stint) {
    synchronized (stuck) {
      if (!stint.isRunning()) {
        return;
      }
      stuck.add(stint);
    }
    log.error("{}; its lane stays closed", stint, stint.whereItStands());
    stint.reportStuck();
  }
}
