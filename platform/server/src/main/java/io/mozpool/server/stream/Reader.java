package io.mozpool.server.stream;

import java.io.IOException;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * One who reads the stream. What it does not take in time is kept for a while, then it is dropped.
 */
final class Reader {

  private static final int MOST_FRAMES = 4_000;
  private static final int MOST_BYTES = 4_000_000;

  private final Wishes wishes;
  private final Optional<String> lastId;
  private final Sinks.Many<byte[]> frames =
      Sinks.many().unicast().onBackpressureBuffer(new Backlog(MOST_FRAMES, MOST_BYTES));
  private final Sinks.Empty<Void> end = Sinks.empty();

  /**
   * @param lastId the last event that it has got; empty for one who comes first
   */
  Reader(Wishes wishes, Optional<String> lastId) {
    this.wishes = wishes;
    this.lastId = lastId;
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
    if (frames.tryEmitNext(frame) == EmitResult.FAIL_OVERFLOW) {
      end.tryEmitError(new IOException("a reader of the event stream is too slow"));
    }
  }

  /** Has it come again. */
  void close() {
    end.tryEmitEmpty();
  }
}
