package io.mozpool.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A load while it runs. Confined to its one thread, but for the end that is waited for. */
final class Progress {

  private final EventLoop loop;
  private final List<Client> clients;
  private final Deque<Client> waiting = new ArrayDeque<>();
  private final Script script;
  private final long most;
  private final CompletableFuture<Tally> ended = new CompletableFuture<>();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Latencies latencies = new Latencies();
  private long started;
  private long over;
  private long answers;
  private long late;
  private int active;

  /**
   * @param connected a connection for each client
   * @param most how many answers end it
   */
  Progress(EventLoop loop, List<Channel> connected, Script script, long most) {
    this.loop = loop;
    this.script = script;
    this.most = most;
    this.active = connected.size();
    this.clients =
        IntStream.range(0, active).mapToObj(i -> new Client(i, connected.get(i), this)).toList();
  }

  CompletableFuture<Tally> ended() {
    return ended;
  }

  void start(Duration time) {
    started = System.nanoTime();
    clients.forEach(Client::start);
    loop.schedule(this::end, time.toNanos(), TimeUnit.NANOSECONDS);
    loop.schedule(this::wake, 1, TimeUnit.MILLISECONDS);
  }

  /** A client has nothing to ask. */
  void waits(Client client) {
    waiting.add(client);
  }

  boolean isOver() {
    return over != 0;
  }

  Script script() {
    return script;
  }

  void answered(int client, Answer answer, long nanos) {
    Optional<String> fault = script.fault(client, answer);
    if (fault.isPresent()) {
      faults.merge(fault.get(), 1L, Long::sum);
    } else if (isOver()) {
      late++;
    } else {
      answers++;
      latencies.add(nanos);
    }
    if (answers + faults.values().stream().mapToLong(Long::longValue).sum() >= most) {
      end();
    }
  }

  /** A client has its last answer. */
  void left() {
    active--;
    if (active == 0) {
      ended.complete(new Tally(answers, late, faults, latencies, Duration.ofNanos(over - started)));
    }
  }

  void failed(Throwable cause) {
    ended.completeExceptionally(cause);
  }

  /** Who waits longest asks first, as long as there is something to ask. */
  private void wake() {
    int waited = waiting.size();
    for (int i = 0; i < waited && waiting.size() <= waited - i; i++) {
      waiting.remove().ask();
    }
    if (active > 0) {
      loop.schedule(this::wake, 1, TimeUnit.MILLISECONDS);
    }
  }

  private void end() {
    if (!isOver()) {
      over = System.nanoTime();
    }
  }
}
