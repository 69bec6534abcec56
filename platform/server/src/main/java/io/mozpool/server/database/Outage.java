package io.mozpool.server.database;

import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** Values that MySQL refuses without such a state: bytes of no text, a day of no partition. */
  private static final Set<Integer> REFUSED_VALUES = Set.of(1366, 1526);

  /** The words in which disks and databases say that no more can be stored. */
  private static final Pattern FULL =
      Pattern.compile(
          "no space left|not enough space|disk quota|disk (is )?full|errcode: 28|table .* is full",
          Pattern.CASE_INSENSITIVE);

  private static final String FULL_DISK = "the database's disk is full";

  private final Time time;
  private final Threads threads;
  private final Runnable giveUpConnections;
  private final @Nullable DataDisk disk;
  private volatile Optional<String> unwritable = Optional.empty();
  private volatile boolean away;
  private volatile long lastFailure;

  /**
   * @param giveUpConnections has those that there are closed, so that all use new ones; an embedded
   *     database that was closed stays locked as long as anybody holds an old one
   */
  public Outage(Time time, Threads threads, Runnable giveUpConnections) {
    this(time, threads, giveUpConnections, null);
  }

  /**
   * As {@link #Outage(Time, Threads, Runnable)}.
   *
   * @param disk the database's, where it is one of this machine
   */
  public Outage(Time time, Threads threads, Runnable giveUpConnections, @Nullable DataDisk disk) {
    this.time = time;
    this.threads = threads;
    this.giveUpConnections = giveUpConnections;
    this.disk = disk;
  }

  /** Whether a failure comes from a database that is away or does not work. */
  public static boolean caused(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return !isRefusal(sql);
      }
    }
    return false;
  }

  private static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return REFUSED_VALUES.contains(failure.getErrorCode())
        || state != null && state.length() > 1 && REFUSALS.contains(state.substring(0, 2));
  }

  /** Something has failed; what is not of the database's making is passed over. */
  public void failed(Throwable failure) {
    endWhereItBroke(failure);
    if (caused(failure)) {
      lastFailure = time.nanos();
      giveUpConnections.run();
      Optional<String> full = fullness(failure);
      full.ifPresent(reason -> unwritable = full);
      if (turn(true)) {
        LOG.error(
            "{}, all is tried again: {}",
            full.orElse("the database is away"),
            JdbcUrl.withoutSecrets(failure.toString()));
      }
    }
  }

  /** The sentence about a failure that the database caused, for whoever was to have an answer. */
  public String explain(Throwable failure) {
    return fullness(failure)
        .map(full -> "nothing can be stored: " + full)
        .orElse("the database does not answer");
  }

  /**
   * The reason why nothing can be stored just now. A disk of this machine is looked at; elsewhere a
   * change has failed for that reason, and none has worked since.
   */
  public Optional<String> unwritable() {
    return disk == null ? unwritable : disk.trouble();
  }

  /** A change was stored. */
  public void wrote() {
    unwritable = Optional.empty();
    worked();
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

  /** After its first failure an embedded database is closed, and says no more than that. */
  private Optional<String> fullness(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (FULL.matcher(String.valueOf(at.getMessage())).find()) {
        return Optional.of(FULL_DISK);
      }
    }
    return disk == null ? Optional.empty() : disk.trouble();
  }

  private synchronized boolean turn(boolean toAway) {
    boolean turned = away != toAway;
    away = toAway;
    return turned;
  }
}
