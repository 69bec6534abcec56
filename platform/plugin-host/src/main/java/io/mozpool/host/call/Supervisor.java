package io.mozpool.host.call;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the time of stints, and knows those that go on although they were ended. */
final class Supervisor {

  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final Duration grace;
  private final ExecutorService enders = Workers.daemons("mozpool-end-");
  private final Set<Stint> stuck = new LinkedHashSet<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Workers.daemon("mozpool-call-timer-"), new ThreadPoolExecutor.DiscardPolicy());

  /**
   * @param grace how long after its end a stint may take to return
   */
  Supervisor(Duration grace) {
    this.grace = grace;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Runs something short when time has passed. */
  Future<?> later(Duration delay, Runnable task) {
    return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
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
    timer.shutdownNow();
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
