package io.mozpool.time;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands tasks over to executors that may have been closed. */
final class Handover {

  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private Handover() {}

  /** Hands a task over, unless the executor takes none any more. */
  static void to(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("a task came after the end of its executor");
    }
  }
}
