package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.MozpoolClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** Four clients that send events of their own devices, 20 a second in all; none may fail. */
final class BoardEvents implements AutoCloseable {

  private static final int CLIENTS = 4;
  private static final int MILLIS_BETWEEN = 200;
  private static final int PATIENCE_SECONDS = 20;

  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
  private final AtomicLong sent = new AtomicLong();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  private BoardEvents() {}

  static BoardEvents start(MozpoolClient pool, String url) throws IOException {
    List<String> devices = pool.devices().stream().map(device -> device.name()).toList();
    BoardEvents events = new BoardEvents();
    for (int i = 0; i < CLIENTS; i++) {
      String event = url + "/api/device/" + devices.get(i) + "/event/nosuchevent/";
      events.clients.scheduleAtFixedRate(
          () -> events.send(event), 0, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }
    return events;
  }

  /** Waits until so many more were answered, and fails where one was not, up to now. */
  void await(int count) {
    long enough = sent.get() + count;
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sent.get() >= enough);
    assertThat(faults).isEmpty();
  }

  /** Fails where one was not answered as it is to be. */
  @Override
  public void close() throws InterruptedException {
    clients.shutdown();
    clients.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(faults).isEmpty();
  }

  private void send(String event) {
    try {
      int status = PlainHttp.post(event, "{}");
      if (status != HttpURLConnection.HTTP_OK) {
        faults.add("status " + status);
      }
    } catch (IOException e) {
      faults.add(e.toString());
    }
    sent.incrementAndGet();
  }
}
