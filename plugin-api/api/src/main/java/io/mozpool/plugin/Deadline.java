package io.mozpool.plugin;

import io.mozpool.plugin.DriverException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The moment by which an operation must be over, and what is closed when it is not.
 *
 * <p>The host may end an operation earlier, because it has lost its purpose: another server may be
 * about to ask the same device. A driver that asks for {@link #remaining()} before each connection
 * and each command notices in time.
 *
 * <p>A driver takes every timeout from {@link #remaining()} and registers every socket and process
 * that it opens with {@link #closeOnExpiry}: a thread that reads from a socket does not notice an
 * interrupt, but it notices that the socket is closed. Safe for use by several threads. Time is
 * measured with {@link System#nanoTime()}, so that a change of the wall clock does not matter.
 *
 * @since 1.0
 */
public final class Deadline {

  private final Duration allowed;
  private final long endNanos;
  private final BooleanSupplier purpose;
  private final List<AutoCloseable> open = new ArrayList<>();
  private boolean expired;

  private Deadline(Duration allowed, BooleanSupplier purpose) {
    this.allowed = allowed;
    this.purpose = purpose;
    this.endNanos = System.nanoTime() + allowed.toNanos();
  }

  /** A deadline that is over when this much time has passed from now. */
  public static Deadline in(Duration allowed) {
    return new Deadline(allowed, () -> true);
  }

  /**
   * A deadline that is over when this much time has passed from now, or as soon as the operation
   * has no purpose any more. For the host and for tests.
   *
   * @param purpose whether it has one still; asked by any thread, often, and returns at once
   * @since 2.0
   */
  public static Deadline in(Duration allowed, BooleanSupplier purpose) {
    return new Deadline(allowed, purpose);
  }

  /**
   * The time that is left, always more than zero.
   *
   * @throws DriverException {@link Reason#TIMED_OUT} once the deadline is over, or the operation
   *     has no purpose any more
   */
  public Duration remaining() throws DriverException {
    if (expiredWithoutPurpose()) {
      throw new DriverException(Reason.TIMED_OUT, "ended by the host, it has no purpose any more");
    }
    long nanos = endNanos - System.nanoTime();
    synchronized (this) {
      if (!expired && nanos > 0) {
        return Duration.ofNanos(nanos);
      }
    }
    throw new DriverException(Reason.TIMED_OUT, "not done within " + allowed.toMillis() + " ms");
  }

  /**
   * The time that is left in whole milliseconds, at least 1: for socket timeouts, where 0 would
   * mean for ever.
   *
   * @throws DriverException {@link Reason#TIMED_OUT} once the deadline is over
   */
  public int remainingMillis() throws DriverException {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, remaining().toMillis()));
  }

  /**
   * Has the resource closed, by another thread, if the operation is not over in time, is
   * interrupted or loses its purpose. Closed at once where that has happened already. Closing it
   * earlier, or twice, does no harm.
   *
   * @return the resource
   */
  public <R extends AutoCloseable> R closeOnExpiry(R resource) {
    expiredWithoutPurpose();
    synchronized (this) {
      if (!expired) {
        open.add(resource);
        return resource;
      }
    }
    close(resource);
    return resource;
  }

  /** Ends the operation now: closes what is registered. For the host and for tests. */
  public void expire() {
    List<AutoCloseable> toClose;
    synchronized (this) {
      expired = true;
      toClose = List.copyOf(open);
      open.clear();
    }
    toClose.forEach(Deadline::close);
  }

  private boolean expiredWithoutPurpose() {
    boolean over = !purpose.getAsBoolean();
    if (over) {
      expire();
    }
    return over;
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Throwable e) { // of whatever class: the next resource is closed, too
      // The resource is given up either way, and its user sees the failure on its own next call.
    }
  }
}
