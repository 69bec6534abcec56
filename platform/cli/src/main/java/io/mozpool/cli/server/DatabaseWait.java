package io.mozpool.cli.server;

import io.mozpool.server.ServerSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wait of a server that starts for its database. Each new reason is said once. */
final class DatabaseWait implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ServerSettings settings;
  private @Nullable WaitingRoom room;
  private String said = "";

  DatabaseWait(ServerSettings settings) {
    this.settings = settings;
  }

  /** Lets some time pass, in which HTTP gives the reason. */
  void pause(String reason) throws InterruptedException {
    String sentence = "waiting for the database " + settings.databaseName() + ": " + reason;
    if (!sentence.equals(said)) {
      said = sentence;
      LOG.warn("{}", sentence);
    }
    if (room == null) {
      room = WaitingRoom.open(new InetSocketAddress(settings.listen(), settings.port()), sentence);
    }
    room.because(sentence);
    Thread.sleep(PAUSE.toMillis());
  }

  /** Frees the port. */
  @Override
  public void close() {
    if (room != null) {
      room.close();
    }
  }
}
