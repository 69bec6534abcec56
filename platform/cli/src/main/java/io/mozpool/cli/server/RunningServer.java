package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import io.mozpool.host.Selection;
import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.boot.BootServerFactory;
import io.mozpool.server.MozpoolServer;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.database.Reach;
import java.net.URI;
import java.util.Optional;

/**
 * A server in this process. What keeps it from running and is the user's to mend is said in one
 * sentence, as a ConfigurationException.
 */
public final class RunningServer {

  private static final String PURPOSE = "server";

  private final ServerSettings settings;
  private final MozpoolServer server;

  private RunningServer(ServerSettings settings, MozpoolServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** Makes a server that nobody hears of before it is opened. */
  public static RunningServer create(Configuration given) {
    return create(checked(given), Selection.all());
  }

  /**
   * As {@link #create}, but a database that is away, full or busy is waited for; meanwhile HTTP
   * says so.
   */
  static RunningServer await(Configuration given) throws InterruptedException {
    Configuration configuration = checked(given);
    ServerSettings settings = ServerSettings.of(configuration);
    DataDirectory.take(settings.data(), PURPOSE);
    try (DatabaseWait wait = new DatabaseWait(settings)) {
      while (true) {
        Optional<String> obstacle = settings.databaseObstacle();
        if (obstacle.isEmpty()) {
          try {
            return new RunningServer(
                settings, MozpoolServer.create(configuration, Selection.all()));
          } catch (RuntimeException e) {
            obstacle = Optional.of(Reach.waitsFor(e).orElseThrow(() -> e));
          }
        }
        wait.pause(obstacle.get());
      }
    } catch (RuntimeException e) {
      DataDirectory.letGo(settings.data(), PURPOSE);
      throw Obstacle.explain(e, settings);
    }
  }

  private static Configuration checked(Configuration given) {
    Configuration configuration = named(Distribution.completed(given));
    Obstacle.checkPort(ServerSettings.of(configuration));
    return configuration;
  }

  /**
   * Opens a server for its admin routes alone, at a free port of this machine: no boot server, no
   * rack and no machine runs.
   */
  public static RunningServer forAdministration(Configuration given) {
    Configuration configuration =
        named(LoneRack.without(Distribution.completed(given)))
            .with("mozpool.listen", "127.0.0.1")
            .with("mozpool.port", 0);
    RunningServer server = create(configuration, Selection.without(BootServerFactory.class));
    server.start(server.server::openForAdministration);
    return server;
  }

  private static RunningServer create(Configuration configuration, Selection selection) {
    ServerSettings settings = ServerSettings.of(configuration);
    DataDirectory.take(settings.data(), PURPOSE);
    try {
      return new RunningServer(settings, MozpoolServer.create(configuration, selection));
    } catch (RuntimeException e) {
      DataDirectory.letGo(settings.data(), PURPOSE);
      throw Obstacle.explain(e, settings);
    }
  }

  /** Serves from now on. */
  public void open() {
    start(server::open);
  }

  private void start(Runnable start) {
    try {
      start.run();
    } catch (RuntimeException e) {
      throw Obstacle.explain(e, settings);
    }
  }

  /** Where it answers on this machine. */
  public URI url() {
    return URI.create("http://" + AddressTemplate.host(settings.listen()) + ":" + server.port());
  }

  /** Where it stores the pool, for people. */
  public String database() {
    return settings.databaseName();
  }

  /** A part of the server. */
  public <T> T part(Class<T> type) {
    return server.part(type);
  }

  /** Ends it, opened or not; what is under way has some seconds for its end. */
  public void close() {
    try {
      server.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    DataDirectory.letGo(settings.data(), PURPOSE);
  }

  /** A server that is given no name is reached from this machine. */
  private static Configuration named(Configuration configuration) {
    return configuration.keys("mozpool").contains("fqdn")
        ? configuration
        : configuration.with(
            "mozpool.fqdn", "localhost:" + ServerSettings.of(configuration).port());
  }
}
