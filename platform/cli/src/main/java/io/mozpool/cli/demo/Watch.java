package io.mozpool.cli.demo;

import io.mozpool.client.DeviceSummary;
import io.mozpool.client.MozpoolClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the pool again and again, and shows what it sees. */
final class Watch {

  /** Says whether what is waited for is there. */
  @FunctionalInterface
  interface Condition {
    boolean holds(View view) throws VisitFailure;
  }

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final MozpoolClient client;
  private final Display display;
  private final Instant start;
  private final Map<String, Track> boards = new TreeMap<>();
  private int requestId;
  private @Nullable Track request;
  private @Nullable Track ours;

  Watch(MozpoolClient client, Display display, Instant start) {
    this.client = client;
    this.display = display;
    this.start = start;
  }

  /** Has an eye on a request from now on. */
  void follow(int id) {
    requestId = id;
    request = new Track("request " + id);
  }

  /**
   * Looks until something is so.
   *
   * @throws VisitFailure where it never is, or not in time
   */
  View until(String what, Duration patience, Condition condition)
      throws IOException, InterruptedException, VisitFailure {
    Instant end = Instant.now().plus(patience);
    View view = look();
    while (!condition.holds(view)) {
      if (view.now().isAfter(end)) {
        throw new VisitFailure(
            "%s: not within %d s; %s"
                .formatted(what, patience.toSeconds(), States.of(view.boards())));
      }
      Thread.sleep(PAUSE.toMillis());
      view = look();
    }
    return view;
  }

  private View look() throws IOException {
    List<Step> news = new ArrayList<>();
    for (DeviceSummary device : client.devices()) {
      Track track = boards.computeIfAbsent(device.name(), Track::new);
      if (!track.state().equals(device.state())) {
        news.addAll(track.follow(client.deviceStatus(device.name())));
      }
      if (request != null && device.request().filter(id -> id == requestId).isPresent()) {
        ours = track;
      }
    }
    if (request != null) {
      news.addAll(request.follow(client.status(requestId)));
    }
    news.removeIf(step -> step.at().isBefore(start)); // of an earlier demo
    news.sort(Comparator.comparing(Step::at));
    View view =
        new View(
            start,
            Instant.now(),
            List.copyOf(boards.values()),
            Optional.ofNullable(request),
            Optional.ofNullable(ours),
            news);
    display.show(view);
    return view;
  }
}
