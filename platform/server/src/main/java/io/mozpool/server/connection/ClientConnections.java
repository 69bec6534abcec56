package io.mozpool.server.connection;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The connections that clients have, and those that were closed because their client was too slow.
 * Any thread may call.
 */
public final class ClientConnections {

  /** The reasons for which the server closes a connection. */
  public enum Drop {
    /** A request stood still, or took too long to come. */
    REQUEST,
    /** An answer was not taken. */
    ANSWER,
    /** Too much was kept of answers that were not taken. */
    MEMORY
  }

  /** Refusals that wait until the client has read them. */
  private static final int MOST_FAREWELLS = 100;

  private final Quota quota;
  private final UntakenAnswers untaken;
  private final AtomicInteger farewells = new AtomicInteger();
  private final AtomicLongArray dropped = new AtomicLongArray(Drop.values().length);

  /**
   * @param quota bounds how many there are
   * @param mostUntaken bytes that may be kept of answers that clients have not taken
   */
  public ClientConnections(Quota quota, long mostUntaken) {
    this.quota = quota;
    this.untaken = new UntakenAnswers(mostUntaken, () -> drop(Drop.MEMORY));
  }

  /** How many there may be. */
  public Quota quota() {
    return quota;
  }

  /** How many were closed for a reason, since the start. */
  public long dropped(Drop reason) {
    return dropped.get(reason.ordinal());
  }

  /** How many were closed, since the start. */
  public long dropped() {
    return Arrays.stream(Drop.values()).mapToLong(this::dropped).sum();
  }

  UntakenAnswers untaken() {
    return untaken;
  }

  void drop(Drop reason) {
    dropped.incrementAndGet(reason.ordinal());
  }

  /** Whether a client that is refused may take a moment to read so; it ends by the other method. */
  boolean beginFarewell() {
    if (farewells.incrementAndGet() <= MOST_FAREWELLS) {
      return true;
    }
    farewells.decrementAndGet();
    return false;
  }

  void endFarewell() {
    farewells.decrementAndGet();
  }
}
