package io.mozpool.server.hardware;

import io.mozpool.host.call.Operation;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;

/** An operation that knows whether the driver was called, or time was up before. */
final class Tracked<R> implements Operation<R> {

  private final Operation<R> operation;
  private volatile boolean begun;

  Tracked(Operation<R> operation) {
    this.operation = operation;
  }

  @Override
  public R run(Deadline deadline) throws DriverException, InterruptedException {
    begun = true;
    return operation.run(deadline);
  }

  boolean hasBegun() {
    return begun;
  }
}
