package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.net.HttpClient.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the live image's scripts ask the server for, again and again for half a minute. */
final class ServerCalls {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCalls.class);
  private static final int TRIES = 30;

  // Not faster than life: neither is a server that restarts.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BoardId id;
  private final BoardFault fault;
  private final Outfit outfit;
  private @Nullable String lastEvent;

  ServerCalls(BoardId id, BoardFault fault, Outfit outfit) {
    this.id = id;
    this.fault = fault;
    this.outfit = outfit;
  }

  String board() {
    return id.name();
  }

  /** The board boots, perhaps with something left over from the last time. */
  void bootAgain(Uptime up) {
    if (fault == BoardFault.SENDS_OLD_EVENTS && lastEvent != null) {
      send(up, lastEvent, () -> {});
    }
  }

  /** Sends an event; a script goes on even if nobody took it. */
  void event(Uptime up, String event, Runnable next) {
    lastEvent = event;
    switch (fault) {
      case REPEATS_EVENTS -> send(up, event, () -> send(up, event, next));
      case DELAYS_EVENTS -> {
        up.after(Step.EVENT_DELAY, () -> send(up, event, () -> {}));
        next.run();
      }
      default -> send(up, event, next);
    }
  }

  /** Fetches the boot config; a script ends, and its board hangs, where there is none. */
  void bootConfig(Uptime up, Consumer<String> next) {
    get(
        up,
        "bootconfig/",
        TRIES,
        reply ->
            reply
                .filter(r -> r.status() == 200)
                .ifPresentOrElse(r -> next.accept(r.body()), up::end));
  }

  private void send(Uptime up, String event, Runnable next) {
    get(up, "event/" + event + "/", TRIES, reply -> next.run());
  }

  private void get(Uptime up, String what, int tries, Consumer<Optional<Reply>> next) {
    URI uri = outfit.server().resolve("/api/device/" + id.name() + "/" + what);
    outfit
        .http()
        .get(
            up.channels(),
            id.address(),
            uri,
            up.whileUp(
                (Optional<Reply> reply) -> {
                  LOG.debug("{} asked for {}: {}", id.name(), uri, reply);
                  if (tries > 1 && reply.filter(r -> r.status() < 500).isEmpty()) {
                    up.after(PAUSE, () -> get(up, what, tries - 1, next));
                  } else {
                    next.accept(reply);
                  }
                }));
  }
}
