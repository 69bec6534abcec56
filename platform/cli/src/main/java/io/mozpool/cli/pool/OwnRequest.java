package io.mozpool.cli.pool;

import io.mozpool.cli.remote.Remote;
import io.mozpool.cli.server.Distribution;
import io.mozpool.cli.terminal.Failure;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.NewRequest;
import io.mozpool.time.AtEnd;
import io.mozpool.time.TimedWait;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A request that nobody but this command knows of. Where the command does not hand it over to its
 * user, because it failed or a signal ends it, the request is returned.
 */
final class OwnRequest implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration END = Duration.ofSeconds(40);

  private final Remote remote;
  private final MozpoolClient client;
  private final boolean keep;
  private final AtEnd end;

  private boolean asking;
  private boolean over;
  private OptionalInt number = OptionalInt.empty();

  /**
   * @param keep whether it is left as it is, and the user told so
   */
  OwnRequest(Remote remote, MozpoolClient client, boolean keep) {
    this.remote = remote;
    this.client = client;
    this.keep = keep;
    this.end = AtEnd.run("return", END, this::letGo);
  }

  /** Asks for a device and returns the request's number. */
  int make(NewRequest wish) throws IOException {
    begin();
    OptionalInt made = OptionalInt.empty();
    try {
      made = OptionalInt.of(client.request(wish).id());
      return made.getAsInt();
    } finally {
      made(made);
    }
  }

  /** Leaves it to the user, or to its end. */
  void handOver() {
    end.close();
    take();
  }

  /** Returns it, unless it was handed over. */
  @Override
  public void close() {
    end.close();
    letGo();
  }

  private void letGo() {
    OptionalInt left = take();
    if (left.isPresent() && keep) {
      remote.warn("request %d is kept: %s".formatted(left.getAsInt(), remedy(left.getAsInt())));
    } else if (left.isPresent()) {
      giveBack(left.getAsInt());
    }
  }

  private void giveBack(int request) {
    try {
      client.patient(PATIENCE).giveBack(request);
      remote.warn("request %d is returned".formatted(request));
    } catch (IOException e) {
      remote.warn(
          "request %d could not be returned (%s): %s"
              .formatted(request, Failure.sentence(e), remedy(request)));
    }
  }

  private String remedy(int request) {
    return "'%s request return %d%s' returns it"
        .formatted(Distribution.command(), request, remote.arguments());
  }

  private synchronized void begin() {
    if (over) {
      end.close(); // waits for the end of the process
    }
    asking = true;
  }

  private synchronized void made(OptionalInt made) {
    asking = false;
    number = made;
    notifyAll();
  }

  /** Takes the number; a signal that comes while the server is asked for one waits for it. */
  private synchronized OptionalInt take() {
    over = true;
    TimedWait wait = TimedWait.of(END);
    try {
      while (asking && wait.isLeft()) {
        wait.on(this);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    OptionalInt taken = number;
    number = OptionalInt.empty();
    return taken;
  }
}
