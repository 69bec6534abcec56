package io.mozpool.server.retention;

import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.LogPartitions;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the requests of this server whose end is long ago, and old lines of all logs. Every
 * minute, in small transactions with pauses between them, so that the machines go first; where the
 * logs are partitioned, they lose a day at a time.
 */
public final class Retention implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int SECONDS_BETWEEN_RUNS = 60;
  private static final int SECONDS_BETWEEN_PARTITIONS = 3600;

  /** Lines are looked at in the order of their writing: old ones come first. */
  private static final String END_OF_PAGE =
      "select max(id) from (select id from %s where id > ? order by id limit 500) page";

  private static final String EXPIRE = "delete from %s where id > ? and id <= ? and ts < ?";

  /** What is over holds no device; if one should, it is left alone. */
  private static final String OVER =
      "select r.id from requests r where r.imaging_server_id = ? and r.state_since < ?"
          + " and (r.state = 'closed' or r.state like 'failed\\_%')"
          + " and not exists (select 1 from device_requests d where d.request_id = r.id)"
          + " limit 100";

  private final Database database;
  private final LogPartitions partitions;
  private final ImagingServer server;
  private final Clock clock;
  private final Duration ofLogs;
  private final Duration ofRequests;
  private final Changes changes;
  private final Time time;
  private final ExecutorService thread;
  private volatile boolean closed;

  /**
   * @param ofLogs how long a line is kept
   * @param ofRequests how long a request is kept after its end
   */
  public Retention(
      Database database,
      LogPartitions partitions,
      ImagingServer server,
      Threads threads,
      Time time,
      Duration ofLogs,
      Duration ofRequests,
      Changes changes) {
    this.database = database;
    this.partitions = partitions;
    this.server = server;
    this.thread = threads.pool(Role.BACKGROUND, "retention", 1);
    this.time = time;
    this.clock = time.clock();
    this.ofLogs = ofLogs;
    this.ofRequests = ofRequests;
    this.changes = changes;
  }

  /** Deletes from now on. */
  public void start() {
    Duration pause = Duration.ofSeconds(SECONDS_BETWEEN_RUNS);
    time.every(pause, pause, thread, this::run);
    if (partitions.exist()) {
      Duration period = Duration.ofSeconds(SECONDS_BETWEEN_PARTITIONS);
      time.every(Duration.ZERO, period, thread, this::keepPartitions);
    }
  }

  /** Ends after the transaction that is under way. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      expire();
    } catch (InterruptedException e) {
      LOG.debug("nobody interrupts this thread");
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        LOG.error("what is old could not be deleted, it is tried again", e);
      }
    }
  }

  private void keepPartitions() {
    try {
      partitions.keep(ofLogs).forEach(LOG::info);
    } catch (DatabaseException e) {
      LOG.warn("the partitions of the logs could not be kept: {}", e.getMessage());
    }
  }

  /** Deletes what is old now. */
  public void expire() throws InterruptedException {
    int requests = expireRequests();
    int lines = partitions.exist() ? 0 : expireLines("device_logs") + expireLines("request_logs");
    if (requests + lines > 0) {
      LOG.info("{} requests and {} log lines were old and are deleted", requests, lines);
    }
  }

  private int expireLines(String table) throws InterruptedException {
    int deleted = 0;
    long from = 0;
    while (!closed) {
      long to =
          database.first(row -> row.getLong(1), END_OF_PAGE.formatted(table), from).orElse(0L);
      int ofPage = database.update(EXPIRE.formatted(table), from, to, before(ofLogs));
      if (ofPage == 0) {
        break;
      }
      deleted += ofPage;
      from = to;
      pause();
    }
    return deleted;
  }

  private int expireRequests() throws InterruptedException {
    int deleted = 0;
    while (!closed) {
      List<Long> page = database.all(row -> row.getLong(1), OVER, server.id(), before(ofRequests));
      if (page.isEmpty()) {
        break;
      }
      for (long request : page) {
        delete(request);
        deleted++;
        pause();
      }
    }
    return deleted;
  }

  /** The request goes last: what is left half done is found again. */
  private void delete(long request) {
    database.update("delete from request_logs where request_id = ?", request);
    database.update("delete from request_failures where request_id = ?", request);
    database.update("delete from requests where id = ?", request);
    changes.requestGone(request);
  }

  private @Nullable String before(Duration age) {
    return Moments.text(Moments.now(clock).minus(age));
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
  }
}
