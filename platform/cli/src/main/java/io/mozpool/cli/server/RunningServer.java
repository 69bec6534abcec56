package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import io.mozpool.server.MozpoolServer;
import io.mozpool.server.ServerSettings;

/**
 * A server in this process. What keeps it from running and is the user's to mend is said in one
 * sentence, as a ConfigurationException.
 */
public final class RunningServer {

  private final ServerSettings settings;
  private final MozpoolServer server;

  private RunningServer(ServerSettings settings, MozpoolServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** Makes a server that nobody hears of before it is opened. */
  public static RunningServer create(Configuration given) {
    Configuration configuration = named(Distribution.completed(given));
    ServerSettings settings = ServerSettings.of(configuration);
    Obstacle.checkPort(settings);
    DataDirectory.take(settings.data(), "server");
    try {
      return new RunningServer(settings, MozpoolServer.create(configuration));
    } catch (RuntimeException e) {
      throw Obstacle.explain(e, settings);
    }
  }

  /** Serves from now on. */
  public void open() {
    try {
      server.open();
    } catch (RuntimeException e) {
      throw Obstacle.explain(e, settings);
    }
  }

  /** A part of the server. */
  public <T> T part(Class<T> type) {
    return server.part(type);
  }

  /** Ends it, opened or not. */
  public void close() {
    server.close();
  }

  /** A server that is given no name is reached from this machine. */
  private static Configuration named(Configuration configuration) {
    return configuration.keys("mozpool").contains("fqdn")
        ? configuration
        : configuration.with(
            "mozpool.fqdn", "localhost:" + ServerSettings.of(configuration).port());
  }
}
