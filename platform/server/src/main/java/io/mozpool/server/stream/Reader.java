package io.mozpool.server.stream;

import io.netty.channel.Channel;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One who reads the stream. What it does not take in time is kept for a while, then it is dropped.
 */
final class Reader {

  private static final int MOST_FRAMES = 4_096;
  private static final long MOST_BYTES = 4_000_000;

  private final Wishes wishes;
  private final Optional<String> lastId;
  private final Channel connection;
  private final Sinks.Many<byte[]> frames =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<byte[]>get(MOST_FRAMES).get());
  private final Sinks.Empty<Void> end = Sinks.empty();

  /**
   * @param lastId the last event that it has got; empty for one who comes first
   * @param connection asked how much waits in it: it takes what it is given, sent or not
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
    return frames.asFlux().takeUntilOther(end.asMono());
  }

  /** Gives it something. To be called by one thread at a time. */
  void give(byte[] frame) {
    if (connection.bytesBeforeWritable() > MOST_BYTES
        || frames.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
      connection.close();
    }
  }

  /** Has it come again. */
  void close() {
    end.tryEmitEmpty();
  }
}
