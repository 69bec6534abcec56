package io.mozpool.bench.row;

import static java.util.stream.Collectors.joining;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has devices be free again by SQL whose clients know of them, and whose requests wait for them to
 * be imaged, on its own thread.
 */
final class Returns implements AutoCloseable {

  private static final int PAUSE_MILLIS = 20;

  private static final String PENDING =
      "select q.id, r.device_id from requests q join device_requests r on r.request_id = q.id"
          + " where q.imaging_server_id = (select min(id) from imaging_servers)"
          + " and q.state = 'pending'";

  private final Database database;
  private final Lending lending;
  private final AtomicInteger count = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  private Returns(Database database, Lending lending) {
    this.database = database;
    this.lending = lending;
    this.thread = new Thread(this::run, "returns");
  }

  /**
   * Starts.
   *
   * @param database which is closed in the end
   * @param lending is told of what is given back
   */
  static Returns start(Database database, Lending lending) {
    Returns returns = new Returns(database, lending);
    returns.thread.start();
    return returns;
  }

  /** How many devices it has given back. */
  int count() {
    return count.get();
  }

  @Override
  public void close() throws BenchException, InterruptedException {
    closed = true;
    thread.join();
    database.close();
  }

  private void run() {
    while (!closed) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        giveBack(lending.returnable(database.numbers(PENDING)));
      } catch (BenchException e) {
        continue; // most likely the server and we were in each other's way: soon again
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void giveBack(List<long[]> ties) throws BenchException {
    if (ties.isEmpty()) {
      return;
    }
    String requests = list(ties, 0);
    database.together(
        "delete from device_requests where request_id in " + requests,
        "update requests set state = 'closed', state_timeout = null,"
            + " state_revision = state_revision + 1 where id in "
            + requests,
        "update devices set state = 'ready', state_counters = '{}', state_timeout = null,"
            + " next_image_id = null, next_boot_config = null, armed_pxe_config_id = null,"
            + " state_revision = state_revision + 1 where id in "
            + list(ties, 1));
    count.addAndGet(ties.size());
    lending.returned(ties);
  }

  private static String list(List<long[]> ties, int column) {
    return ties.stream().map(tie -> String.valueOf(tie[column])).collect(joining(",", "(", ")"));
  }
}
