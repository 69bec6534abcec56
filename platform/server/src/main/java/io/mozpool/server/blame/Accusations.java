package io.mozpool.server.blame;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.mozpool.server.database.Moments;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows people what is held against images. */
@Singleton
public final class Accusations {

  /**
   * An image that devices of a hardware type get one at a time.
   *
   * @param devices those that failed to boot it and passed their self-tests
   * @param since when it was accused, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Accused(
      String image, String type, String model, List<String> devices, @Nullable String since) {}

  /**
   * A hardware type that tests no device just now.
   *
   * @param until when self-tests go on, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Paused(String type, String model, @Nullable String until) {}

  /** Both. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Report(List<Accused> accusations, List<Paused> pausedSelfTests) {}

  private final Blame blame;
  private final Clock clock;

  Accusations(Blame blame, Clock clock) {
    this.blame = blame;
    this.clock = clock;
  }

  Report report() {
    Suspicions now = blame.recent();
    return new Report(accused(now), paused(now));
  }

  /** A sentence for each image that is accused, as last read. */
  public List<String> accusedImages() {
    return accused(blame.known()).stream()
        .map(
            each ->
                "image %s is accused on %s %s: %s failed to boot it and passed their self-tests"
                    .formatted(
                        each.image(), each.type(), each.model(), String.join(", ", each.devices())))
        .toList();
  }

  /** A sentence for each hardware type whose self-tests pause, as last read. */
  public List<String> pausedSelfTests() {
    return paused(blame.known()).stream()
        .map(
            each ->
                "self-tests of %s %s pause until %s: devices failed to boot them"
                    .formatted(each.type(), each.model(), each.until()))
        .toList();
  }

  private static List<Accused> accused(Suspicions now) {
    return now.accusations().stream()
        .filter(Accusation::current)
        .map(
            each ->
                new Accused(
                    each.image(),
                    each.type().type(),
                    each.type().model(),
                    now.witnesses(each.what()),
                    Moments.iso(each.since())))
        .toList();
  }

  private List<Paused> paused(Suspicions now) {
    return now.pauses(Moments.now(clock)).entrySet().stream()
        .map(
            each ->
                new Paused(
                    each.getKey().type(), each.getKey().model(), Moments.iso(each.getValue())))
        .toList();
  }
}
