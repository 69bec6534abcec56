package io.mozpool.cli.server;

import io.mozpool.time.AtEnd;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * How long a command runs something: until it closes this, or until a signal ends the process. What
 * it runs is closed once, and the end of the process waits a while for that.
 */
public final class Lifetime implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(18);

  private final Runnable close;
  private volatile boolean over;
  private boolean closed;

  private Lifetime(Runnable close) {
    this.close = close;
  }

  /** Begins now. */
  public static Lifetime of(Runnable close) {
    Lifetime lifetime = new Lifetime(close);
    AtEnd.run("closing", CLOSING, lifetime::close);
    return lifetime;
  }

  /** Blocks until the process ends. */
  public void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Whether it is over, or about to be. */
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    over = true;
    closeOnce();
  }

  private synchronized void closeOnce() {
    if (!closed) {
      closed = true;
      close.run();
    }
  }
}
