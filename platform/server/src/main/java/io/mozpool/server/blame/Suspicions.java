package io.mozpool.server.blame;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is held against images at a moment, by all servers, and what follows from it. Immutable.
 */
public final class Suspicions {

  static final Duration PAUSE = Duration.ofMinutes(10);

  /** So many devices accuse an image, or have self-tests pause. */
  private static final int ENOUGH = 2;

  private final List<BootFailure> failures;
  private final List<Accusation> accusations;

  /**
   * @param failures in the order in which they came
   */
  Suspicions(List<BootFailure> failures, List<Accusation> accusations) {
    this.failures = failures;
    this.accusations = accusations;
  }

  List<BootFailure> failures() {
    return failures;
  }

  List<Accusation> accusations() {
    return accusations;
  }

  /** Whether nothing is held against any image. */
  public boolean isEmpty() {
    return failures.isEmpty() && accusations.isEmpty();
  }

  /** Whether there is anything that could be held against an image. */
  public boolean isBlamed(ImageOnType what) {
    return failures.stream().anyMatch(failure -> failure.what().equals(what))
        || accusations.stream().anyMatch(accusation -> accusation.what().equals(what));
  }

  /** The images that some device's self-test is just deciding on. */
  public Set<ImageOnType> onTrial() {
    return failures.stream()
        .filter(BootFailure::isOnTrial)
        .map(BootFailure::what)
        .collect(Collectors.toSet());
  }

  /** The images that are accused, or are about to be. */
  public Set<ImageOnType> accused() {
    Stream<ImageOnType> stored =
        accusations.stream().filter(Accusation::current).map(Accusation::what);
    return Stream.concat(stored, proven().keySet().stream()).collect(Collectors.toSet());
  }

  /** When the newest device spoke against an image, for those that enough of them speak against. */
  Map<ImageOnType, BootFailure> proven() {
    return failures.stream()
        .filter(failure -> failure.current() && !failure.isOurs() && failure.passed().isPresent())
        .collect(groupingBy(BootFailure::what))
        .values()
        .stream()
        .filter(against -> against.size() >= ENOUGH)
        .map(Suspicions::newest)
        .collect(Collectors.toMap(BootFailure::what, failure -> failure));
  }

  private static BootFailure newest(Collection<BootFailure> against) {
    return against.stream()
        .max(Comparator.comparing(failure -> failure.passed().orElseThrow()))
        .orElseThrow();
  }

  /**
   * Until when self-tests of a hardware type pause, where they do: devices failed to boot one of
   * our own images, and none has booted it since.
   */
  public Optional<LocalDateTime> selfTestsPausedUntil(long hardwareType, LocalDateTime now) {
    return ours(hardwareType).collect(groupingBy(BootFailure::image)).values().stream()
        .filter(failed -> failed.size() >= ENOUGH)
        .map(failed -> failed.get(failed.size() - 1).failed().plus(PAUSE))
        .filter(now::isBefore)
        .max(Comparator.naturalOrder());
  }

  /** The hardware types whose self-tests pause, and until when. */
  Map<TypeName, LocalDateTime> pauses(LocalDateTime now) {
    return failures.stream()
        .filter(failure -> selfTestsPausedUntil(failure.what().hardwareType(), now).isPresent())
        .collect(
            Collectors.toMap(
                BootFailure::type,
                failure -> selfTestsPausedUntil(failure.what().hardwareType(), now).orElseThrow(),
                (one, same) -> one));
  }

  /** Whether enough other devices of a hardware type failed to boot the self-test before this. */
  public boolean isSelfTestSuspect(long hardwareType, long device) {
    return selfTests(hardwareType)
            .takeWhile(failure -> failure.device() != device)
            .filter(failure -> failure.device() != device)
            .count()
        >= ENOUGH;
  }

  /** Whether another device failed to boot the self-test, and none has booted it since. */
  public boolean isBootTrouble(long hardwareType, long device) {
    return selfTests(hardwareType).anyMatch(failure -> failure.device() != device);
  }

  /** The name of an image that something is held against. */
  public String image(ImageOnType what) {
    return failures.stream()
        .filter(failure -> failure.what().equals(what))
        .map(BootFailure::image)
        .findFirst()
        .or(
            () ->
                accusations.stream()
                    .filter(accusation -> accusation.what().equals(what))
                    .map(Accusation::image)
                    .findFirst())
        .orElseThrow();
  }

  /** The names of the devices that speak against an image, or are about to. */
  public List<String> witnesses(ImageOnType what) {
    return failures.stream()
        .filter(failure -> failure.what().equals(what) && failure.current())
        .filter(failure -> failure.isOnTrial() || failure.passed().isPresent())
        .map(BootFailure::deviceName)
        .toList();
  }

  private Stream<BootFailure> selfTests(long hardwareType) {
    return ours(hardwareType).filter(failure -> failure.image().equals(BootFailure.SELF_TEST));
  }

  private Stream<BootFailure> ours(long hardwareType) {
    return failures.stream()
        .filter(failure -> failure.current() && failure.isOurs())
        .filter(failure -> failure.what().hardwareType() == hardwareType);
  }
}
