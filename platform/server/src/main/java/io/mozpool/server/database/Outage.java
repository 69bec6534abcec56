package io.mozpool.server.database;

import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows whether the database works: its failure is said once in the log, and once that it is
 * back, and its connections are given up. Any thread may call.
 */
public final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  /** Of a database with a full disk some things work and others do not. */
  private static final long CALM = Duration.ofSeconds(2).toNanos();

  /** Classes of SQL states: a value, a key or a statement was wrong, and not the database. */
  private static final Set<String> REFUSALS = Set.of("22", "23", "42");

  private final Time time;
  private final Threads threads;
  private final Runnable giveUpConnections;
  private volatile boolean away;
  private volatile long lastFailure;

  /**
   * @param giveUpConnections has those that there are closed, so that all use new ones; an embedded
   *     database that was closed stays locked as long as anybody holds an old one
   */
  public Outage(Time time, Threads threads, Runnable giveUpConnections) {
    this.time = time;
    this.threads = threads;
    this.giveUpConnections = giveUpConnections;
  }

  /** Whether a failure comes from a database that is away or does not work. */
  public static boolean caused(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null || state.length() < 2 || !REFUSALS.contains(state.substring(0, 2));
      }
    }
    return false;
  }

  /** Something has failed; what is not of the database's making is passed over. */
  public void failed(Throwable failure) {
    endWhereItBroke(failure);
    if (caused(failure)) {
      lastFailure = time.nanos();
      giveUpConnections.run();
      if (turn(true)) {
        LOG.error("the database is away, all is tried again: {}", failure.toString());
      }
    }
  }

  /** Something has worked. */
  public void worked() {
    if (away && time.nanos() - lastFailure > CALM && turn(false)) {
      LOG.info("the database answers again");
    }
  }

  /**
   * An embedded database that met an Error, memory that ran out say, works in this process no more.
   */
  private void endWhereItBroke(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      threads.check(at);
    }
  }

  private synchronized boolean turn(boolean toAway) {
    boolean turned = away != toAway;
    away = toAway;
    return turned;
  }
}
