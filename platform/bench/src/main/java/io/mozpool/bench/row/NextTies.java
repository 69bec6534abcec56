package io.mozpool.bench.row;

import static java.util.stream.Collectors.joining;

import io.mozpool.bench.load.Latencies;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long it is from a device's return to its next tie, seen by a query every few milliseconds.
 */
final class NextTies implements AutoCloseable {

  private static final int PAUSE_MILLIS = 5;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A device's last holder, and the moment since which it is to be another's. */
  private record Returned(long request, long at) {}

  private final Database database;
  private final Map<Long, Returned> returned = new ConcurrentHashMap<>();
  private final Thread thread;
  private Latencies latencies = new Latencies();
  private volatile boolean resting;
  private volatile boolean closed;

  private NextTies(Database database) {
    this.database = database;
    this.thread = new Thread(this::run, "next ties");
  }

  /**
   * Starts.
   *
   * @param database which is closed in the end
   */
  static NextTies start(Database database) {
    NextTies ties = new NextTies(database);
    ties.thread.start();
    return ties;
  }

  /** A request, whose device comes second, is returned now. */
  void await(long[] tie) {
    if (!resting) {
      returned.put(tie[1], new Returned(tie[0], System.nanoTime()));
    }
  }

  /** Looks no more, so that what is used is what the server uses. */
  void rest() {
    resting = true;
  }

  /** How long it took since the last call, of those that have come to an end. */
  synchronized Latencies take() {
    Latencies taken = latencies;
    latencies = new Latencies();
    return taken;
  }

  /** Waits for all, but not for ever; says how many nobody has. */
  long settle() throws InterruptedException {
    long begun = System.nanoTime();
    while (!returned.isEmpty() && System.nanoTime() - begun < PATIENCE_NANOS) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return returned.size();
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
        look();
      } catch (BenchException e) {
        continue; // soon again
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() throws BenchException {
    if (returned.isEmpty()) {
      return;
    }
    String devices = returned.keySet().stream().map(String::valueOf).collect(joining(","));
    for (long[] tie :
        database.numbers(
            "select request_id, device_id from device_requests where device_id in ("
                + devices
                + ")")) {
      end(tie, System.nanoTime());
    }
  }

  private synchronized void end(long[] tie, long now) {
    Returned device = returned.get(tie[1]);
    if (device != null && device.request() != tie[0]) {
      returned.remove(tie[1]);
      latencies.add(now - device.at());
    }
  }
}
