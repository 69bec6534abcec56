package io.mozpool.cli.demo;

import io.mozpool.client.MozpoolClient;
import io.mozpool.client.NewRequest;
import io.mozpool.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a test system does with the pool: it asks for a device, gets it, and gives it back. */
final class Visit {

  private static final Map<String, String> BOOT_CONFIG = Map.of("b2gbase", "http://127.0.0.1/b2g");
  private static final Duration RETURN = Duration.ofSeconds(30);
  private static final Set<String> ENDS = Set.of("closed", "expired");

  private final MozpoolClient client;
  private final Watch watch;
  private final String image;
  private final Duration patience;

  /**
   * @param speed how many times faster than life the boards are
   */
  Visit(MozpoolClient client, Watch watch, String image, double speed) {
    this.client = client;
    this.watch = watch;
    this.image = image;
    this.patience = Duration.ofMinutes(2).plusMillis((long) (1_800_000 / speed));
  }

  /**
   * Makes the visit.
   *
   * @throws VisitFailure where the pool did not give the device
   * @throws IOException where the server does not answer as it should
   */
  Account run() throws IOException, InterruptedException, VisitFailure {
    View tested = watch.until("a board is ready", patience, Visit::anyReady);
    Instant asked = Instant.now();
    Request request =
        client.request(
            new NewRequest(
                NewRequest.ANY,
                "mozpool demo",
                Duration.ofHours(1),
                image,
                NewRequest.ANY,
                BOOT_CONFIG));
    watch.follow(request.id());
    watch.until("the request is ready", patience, this::requestIsReady);
    Instant returned = Instant.now();
    client.giveBack(request.id());
    View closed = watch.until("the request is closed", RETURN, Visit::requestIsClosed);
    return new Account(tested.now(), asked, returned, closed);
  }

  private static boolean anyReady(View view) throws VisitFailure {
    List<Track> boards = view.boards();
    if (!boards.isEmpty()
        && boards.stream().allMatch(board -> board.state().startsWith("failed_"))) {
      throw new VisitFailure("all boards failed: " + States.of(boards));
    }
    return boards.stream().anyMatch(board -> board.state().equals("ready"));
  }

  private boolean requestIsReady(View view) throws VisitFailure {
    Track request = view.request().orElseThrow();
    if (request.state().startsWith("failed_") || ENDS.contains(request.state())) {
      throw new VisitFailure("%s is %s, and not ready".formatted(request.who(), request.state()));
    }
    return request.state().equals("ready");
  }

  private static boolean requestIsClosed(View view) {
    return view.request().orElseThrow().state().equals("closed");
  }
}
