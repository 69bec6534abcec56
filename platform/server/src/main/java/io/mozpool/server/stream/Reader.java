package io.mozpool.server.stream;

import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One who reads the stream. What it does not take in time is kept for a while, then it is dropped.
 * Of what is kept only as much is given to its connection as that takes.
 */
final class Reader {

  private static final int MOST_FRAMES = 4_096;
  private static final long MOST_BYTES = 2_000_000;

  private final Wishes wishes;
  private final Optional<String> lastId;
  private final Channel connection;
  private final Sinks.Many<byte[]> frames =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<byte[]>get(MOST_FRAMES).get());
  private final AtomicLong bytesKept = new AtomicLong();
  private final Sinks.Empty<Void> end = Sinks.empty();

  /**
   * @param lastId the last event that it has got; empty for one who comes first
   * @param connection closed where it does not take what it is given
   */
  Reader(Wishes wishes, Optional<String> lastId, Channel connection) {
    this.wishes = wishes;
    this.lastId = lastId;
    this.connection = connection;
  }

  Wishes wishes() {
    return wishes;
  }

  Optional<String> lastId() {
    return lastId;
  }

  /** What it gets; the end comes at once, whatever waits. */
  Flux<byte[]> frames() {
    return frames
        .asFlux()
        .doOnNext(taken -> bytesKept.addAndGet(-taken.length))
        .takeUntilOther(end.asMono());
  }

  /** Gives it something. To be called by one thread at a time. */
  void give(byte[] frame) {
    if (bytesKept.addAndGet(frame.length) > MOST_BYTES
        || frames.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
      connection.close();
    }
  }

  /** Has it come again. */
  void close() {
    end.tryEmitEmpty();
  }
}
