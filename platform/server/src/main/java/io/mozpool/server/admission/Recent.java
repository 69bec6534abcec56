package io.mozpool.server.admission;

import io.mozpool.server.machine.Rounds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value that may be a little old. It is read once for all who ask at the same time; while it
 * cannot be read, the last one stays. Any thread may ask.
 */
final class Recent<T> {

  private record Reading<T>(T value, long nanos) {}

  private final Duration age;
  private final LongSupplier nanos;
  private final Rounds<T> rounds;
  private volatile Reading<T> last;

  /**
   * @param executor reads
   * @param first the value until the first reading
   * @param age how old an answer may be
   * @param nanos the monotonic clock
   */
  Recent(Executor executor, Supplier<T> reader, T first, Duration age, LongSupplier nanos) {
    this.age = age;
    this.nanos = nanos;
    this.last = new Reading<>(first, nanos.getAsLong() - age.toNanos());
    this.rounds = new Rounds<>(executor, () -> CompletableFuture.completedFuture(reader.get()));
  }

  /** The value as last read, however long ago. */
  T last() {
    return last.value();
  }

  /** The value, read anew where the last reading is too old. */
  CompletableFuture<T> now() {
    Reading<T> known = last;
    if (nanos.getAsLong() - known.nanos() < age.toNanos()) {
      return CompletableFuture.completedFuture(known.value());
    }
    return rounds.next().handle((value, failure) -> keep(failure == null ? value : last()));
  }

  private T keep(T value) {
    last = new Reading<>(value, nanos.getAsLong());
    return value;
  }
}
