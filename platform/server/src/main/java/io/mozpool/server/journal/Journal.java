package io.mozpool.server.journal;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.text.TextLimit;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs of devices and requests. Lines of transitions are stored by their steps; all others in
 * batches, within a quarter of a second and at shutdown. When more lines come than can be stored,
 * the newest are dropped and counted, as is a line that the database refuses.
 */
public final class Journal implements AutoCloseable {

  /** The source of lines of the state machines. */
  public static final String STATE_MACHINE = "statemachine";

  /** The source of lines about what agents did. */
  public static final String AGENT = "sut";

  /** The source of lines about what hardware did. */
  public static final String HARDWARE = "bmm";

  /** The source of lines about what was asked for over HTTP. */
  public static final String API = "webapp";

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int CAPACITY = 50_000;
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final LineStore lines;
  private final Clock clock;
  private final BlockingQueue<SqlStatement> queue;
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private boolean saidSo;

  public Journal(Threads threads, Database database, Clock clock) {
    this(threads, database, clock, CAPACITY);
  }

  /**
   * @param capacity how many lines may wait
   */
  public Journal(Threads threads, Database database, Clock clock, int capacity) {
    this.lines = new LineStore(database);
    this.clock = clock;
    this.queue = new LinkedBlockingQueue<>(capacity);
    this.thread = threads.start(Role.CORE, "journal", this::run);
  }

  /**
   * Adds a line, now.
   *
   * @param word whose: {@code device} or {@code request}
   */
  public void add(String word, long id, String source, String message) {
    if (!queue.offer(line(word, id, Moments.now(clock), source, message))) {
      dropped.incrementAndGet();
    }
  }

  /** A line as a statement, for those who store it themselves; the end of a long one is cut. */
  public static SqlStatement line(
      String word, long id, LocalDateTime moment, String source, String message) {
    return SqlStatement.of(
        "insert into " + word + "_logs (" + word + "_id, ts, source, message) values (?, ?, ?, ?)",
        id,
        Moments.text(moment),
        source,
        TextLimit.LOG_MESSAGE.cut(message));
  }

  /** How many lines were dropped since the start. */
  public long dropped() {
    return dropped.get();
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<SqlStatement> batch = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      try {
        SqlStatement first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          gather();
          queue.drainTo(batch, BATCH - 1);
          storeStubbornly(batch);
        }
      } catch (InterruptedException e) {
        LOG.debug("only close() ends this thread");
      }
      batch.clear();
    }
  }

  /**
   * A transaction costs the same for one line as for many: what comes at the same time shares it.
   */
  private void gather() throws InterruptedException {
    if (!closed && queue.size() < BATCH) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  /** A database that is away for a while costs no line; what it refuses to hold is dropped. */
  private void storeStubbornly(List<SqlStatement> batch) throws InterruptedException {
    List<SqlStatement> left = batch;
    while (!left.isEmpty()) {
      left.sort(Comparator.comparing(SqlStatement::text));
      LineStore.Rest rest = lines.store(left);
      left = rest.left();
      if (!rest.refused().isEmpty()) {
        drop(rest);
      }
      if (closed && !left.isEmpty()) {
        queue.drainTo(left);
        LOG.error("{} log lines are lost: the database is away at the end", left.size());
        dropped.addAndGet(left.size());
        return;
      }
      if (!left.isEmpty()) {
        TimeUnit.SECONDS.sleep(1);
        queue.drainTo(left, BATCH - left.size()); // one that is stored shows whose fault it was
      }
    }
  }

  private void drop(LineStore.Rest rest) {
    dropped.addAndGet(rest.refused().size());
    if (!saidSo) {
      saidSo = true;
      LOG.warn(
          "the database refuses a log line, which is dropped: {}; others are counted from now on,"
              + " and not named",
          rest.reason());
    }
  }
}
