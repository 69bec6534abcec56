package io.mozpool.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Calls to whichever server answers. Calls that may be repeated are, first at the next server, then
 * at all again after a pause.
 */
final class Http {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Duration patience;

  /** Those that did not answer come last. */
  private volatile List<URI> servers;

  Http(Collection<URI> servers, Duration patience) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one server");
    }
    List<URI> shuffled = new ArrayList<>(servers.stream().map(ServerAddress::of).toList());
    Collections.shuffle(shuffled);
    this.servers = List.copyOf(shuffled);
    this.patience = patience;
  }

  Http patient(Duration patience) {
    return new Http(servers, patience);
  }

  <T> T send(Call call, Content<T> content) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      List<IOException> failures = new ArrayList<>();
      Optional<T> answer = send(call, content, failures);
      if (answer.isPresent()) {
        return answer.get();
      }
      Duration wait = retryAfter(failures).orElse(pause);
      if (System.nanoTime() + wait.toNanos() - end >= 0) {
        throw summary(failures);
      }
      sleep(wait);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  /** Asks each server once, until one answers. */
  private <T> Optional<T> send(Call call, Content<T> content, List<IOException> failures)
      throws IOException {
    for (URI server : servers) {
      try {
        return Optional.of(new Exchange(call, server).run(content));
      } catch (UnreachableException e) {
        if (e.mayHaveArrived() && !call.repeatable()) {
          throw e;
        }
        failures.add(e);
      } catch (MozpoolException e) {
        if (!e.isPassing() || !call.repeatable()) {
          throw e;
        }
        failures.add(e);
      }
      putLast(server);
    }
    return Optional.empty();
  }

  private void putLast(URI server) {
    servers =
        Stream.concat(servers.stream().filter(other -> !other.equals(server)), Stream.of(server))
            .toList();
  }

  private static Optional<Duration> retryAfter(List<IOException> failures) {
    return refusals(failures).flatMap(refusal -> refusal.retryAfter().stream()).findFirst();
  }

  /** What a server said tells more than that another could not be reached. */
  private static IOException summary(List<IOException> failures) {
    return refusals(failures)
        .<IOException>map(refusal -> refusal)
        .findFirst()
        .orElseGet(
            () ->
                new UnreachableException(
                    failures.stream().map(UnreachableException.class::cast).toList()));
  }

  private static Stream<MozpoolException> refusals(List<IOException> failures) {
    return failures.stream()
        .filter(MozpoolException.class::isInstance)
        .map(MozpoolException.class::cast);
  }

  private static void sleep(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a server");
    }
  }
}
