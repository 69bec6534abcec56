package io.mozpool.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until it is moved, for tests and simulations. Whoever moves it hands over
 * what becomes due, in order, each task while both clocks show the moment that it waited for.
 */
public final class ManualTime implements Time {

  private record Waiting(long dueNanos, long number, Executor executor, Runnable task) {}

  private final Queue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::dueNanos).thenComparingLong(Waiting::number));
  private final long seed;
  private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
  private long nanos;
  private long count;

  /** Time that begins with 2026, and the chance of seed 1. */
  public ManualTime() {
    this(1);
  }

  /**
   * @param seed decides all chance
   */
  public ManualTime(long seed) {
    this.seed = seed;
  }

  /** Lets time pass, and hands over what becomes due. */
  public void pass(Duration by) {
    long end = nanos() + by.toNanos();
    for (Waiting next = take(end); next != null; next = take(end)) {
      Handover.to(next.executor(), next.task());
    }
  }

  /** Sets the wall clock on, or back where the duration is negative; no time passes. */
  public synchronized void step(Duration by) {
    wall = wall.plus(by);
  }

  /** The number of tasks that wait for their time. */
  public synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public Clock clock() {
    InstantSource source = this::wall;
    return source.withZone(ZoneOffset.UTC);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Scheduled after(Duration delay, Executor executor, Runnable task) {
    long due = nanos + Math.max(0, delay.toNanos());
    Waiting added = new Waiting(due, count++, executor, task);
    waiting.add(added);
    return () -> forget(added);
  }

  @Override
  public Scheduled every(Duration delay, Duration period, Executor executor, Runnable task) {
    return new Recurring(this, period, executor, task).start(delay);
  }

  @Override
  public Random random(String purpose) {
    return new Random(seed * 31 + purpose.hashCode());
  }

  private synchronized Instant wall() {
    return wall;
  }

  private synchronized void forget(Waiting task) {
    waiting.remove(task);
  }

  /** Moves both clocks to the next task that is due until the end, or to the end. */
  private synchronized @Nullable Waiting take(long end) {
    Waiting next = waiting.peek();
    boolean due = next != null && next.dueNanos() <= end;
    long to = Math.max(nanos, due ? next.dueNanos() : end);
    wall = wall.plusNanos(to - nanos);
    nanos = to;
    return due ? waiting.poll() : null;
  }
}
