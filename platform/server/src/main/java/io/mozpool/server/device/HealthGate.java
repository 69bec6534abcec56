package io.mozpool.server.device;

import io.mozpool.server.database.Database;
import io.mozpool.server.machine.Workers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a broken network from sending the whole pool into self-tests. A failed check is held for
 * some seconds; when more than a third of the ready boards of its type have failed within a minute,
 * it is dropped, and the device is asked again at its next check.
 */
final class HealthGate {

  private static final Logger LOG = LoggerFactory.getLogger(HealthGate.class);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int FEW = 3;

  private static final String READY_BOARDS =
      "select count(*) from devices d join hardware_types t on t.id = d.hardware_type_id"
          + " where d.state = 'ready' and t.type = ?";

  private final Database database;
  private final Workers workers;
  private final Duration hold;
  private final Map<String, Deque<Long>> failures = new HashMap<>();
  private final Map<String, Long> reported = new HashMap<>();

  HealthGate(Database database, Workers workers, Duration hold) {
    this.database = database;
    this.workers = workers;
    this.hold = hold;
  }

  /**
   * A device has failed its check.
   *
   * @param believe done where it is the device that failed
   */
  void failed(DeviceEffects.Asked asked, Runnable believe) {
    String board = asked.target().device().board();
    synchronized (this) {
      recent(board).addLast(workers.time().nanos());
    }
    workers.after(
        hold,
        () -> {
          if (!isNetwork(board)) {
            believe.run();
          }
        });
  }

  private synchronized boolean isNetwork(String board) {
    int failed = recent(board).size();
    long ready = database.first(row -> row.getLong(1), READY_BOARDS, board).orElse(0L);
    if (failed < FEW || failed * 3L <= ready) {
      return false;
    }
    long now = workers.time().nanos();
    Long last = reported.get(board);
    if (last == null || now - last > MINUTE) {
      reported.put(board, now);
      LOG.error(
          "{} of {} ready boards of type '{}' failed their check within a minute: this looks like"
              + " the network, no board is sent to self-test",
          failed,
          ready,
          board);
    }
    return true;
  }

  private Deque<Long> recent(String board) {
    Deque<Long> recent = failures.computeIfAbsent(board, key -> new ArrayDeque<>());
    while (!recent.isEmpty() && workers.time().nanos() - recent.peekFirst() > MINUTE) {
      recent.removeFirst();
    }
    return recent;
  }
}
