package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.ConflictException;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.NewRequest;
import io.mozpool.client.RequestFailedException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask for devices, wait for them, and give them back, again and again. Some keep
 * theirs until it is about to expire, and hold the servers to what they answer then.
 */
final class Clients implements AutoCloseable {

  private static final int COUNT = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 5;
  private static final Duration WAIT = Duration.ofSeconds(90);
  private static final Duration BRIEFLY = Duration.ofSeconds(2);
  private static final Duration LONGER = Duration.ofHours(1);

  private final MozpoolClient pool;
  private final MariaDb database;
  private final List<String> devices;
  private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
  private final Queue<Integer> accepted = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Instant> promised = new ConcurrentHashMap<>();
  private final Map<String, Integer> held = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Semaphore served = new Semaphore(0);
  private volatile boolean over;

  Clients(Pool pool, Random random) throws IOException {
    this.pool = pool.client(PATIENCE);
    this.database = pool.database();
    this.devices = this.pool.devices().stream().map(device -> device.name()).toList();
    for (int i = 0; i < COUNT; i++) {
      Random own = new Random(random.nextLong());
      threads.execute(() -> run(own));
    }
  }

  /** Waits until so many more have had a device, or until the time is over. */
  void awaitServed(int count, Duration atMost) throws InterruptedException {
    served.drainPermits();
    served.tryAcquire(count, atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The numbers of the requests that were answered with 200. */
  Collection<Integer> accepted() {
    return accepted;
  }

  /** The requests that were renewed with success, and when they were given back after that. */
  Map<Integer, Instant> promised() {
    return promised;
  }

  /**
   * Has them end, and fails where two had one device, where nobody had any, or where what was given
   * back is not.
   */
  void finish() throws InterruptedException, SQLException {
    close();
    assertThat(threads.awaitTermination(3, TimeUnit.MINUTES)).as("clients have ended").isTrue();
    assertThat(wrong).isEmpty();
    assertThat(accepted).isNotEmpty();
    giveBackUnanswered();
  }

  /** A server may have made a request and been killed before it could say so. */
  private void giveBackUnanswered() throws SQLException {
    List<Integer> open =
        database.query("select id from requests where " + Pool.OPEN).stream()
            .map(Integer::valueOf)
            .toList();
    assertThat(open).as("requests that were given back").doesNotContainAnyElementsOf(accepted);
    open.forEach(this::giveBack);
  }

  @Override
  public void close() {
    over = true;
    threads.shutdown();
  }

  private void run(Random random) {
    while (!over) {
      try {
        visit(random.nextInt(4) > 0 ? "any" : devices.get(random.nextInt(devices.size())), random);
      } catch (IOException e) {
        // no server could answer for a long time: so it goes when servers are killed
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void visit(String device, Random random) throws IOException, InterruptedException {
    NewRequest wish =
        new NewRequest(
            device,
            "faults",
            Duration.ofHours(1),
            "b2g",
            NewRequest.ANY,
            Map.of("b2gbase", "http://127.0.0.1/b2g"));
    int request = pool.request(wish).id();
    accepted.add(request);
    try {
      pool.await(request, "ready", WAIT, change -> {});
      use(request, pool.details(request).assignedDevice().orElse("no device"));
      if (random.nextInt(3) == 0) {
        renewLate(request, random);
      }
    } catch (RequestFailedException e) {
      // busy, or its board was given up
    } finally {
      giveBack(request);
    }
  }

  /** Renews when the request is about to expire; whoever has said yes must keep it. */
  private void renewLate(int request, Random random) throws IOException, InterruptedException {
    pool.renew(request, BRIEFLY);
    rest(BRIEFLY.toMillis() - 300 + random.nextInt(400));
    try {
      pool.renew(request, LONGER);
    } catch (ConflictException e) {
      return; // it has expired
    }
    promised.put(request, Instant.MAX);
    rest(BRIEFLY.toMillis());
  }

  /** For as long as it takes: what is not given back stays ours for an hour. */
  private void giveBack(int request) {
    promised.computeIfPresent(request, (key, never) -> Instant.now());
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        pool.giveBack(request);
        return;
      } catch (IOException e) {
        // so it goes when servers are killed
      }
    }
    wrong.add("request %d could not be given back".formatted(request));
  }

  private static void rest(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis); // that is how long a client uses its device
  }

  /** It is ours alone until we give it back. */
  private void use(int request, String device) {
    Integer other = held.putIfAbsent(device, request);
    if (other != null) {
      wrong.add("%s was given to %d and to %d".formatted(device, other, request));
    }
    served.release();
    held.remove(device, request);
  }
}
