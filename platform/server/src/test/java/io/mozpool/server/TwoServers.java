package io.mozpool.server;

import io.mozpool.server.database.TestStorage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two servers of one group on one database, which are not open yet. */
public final class TwoServers implements AutoCloseable {

  private final Path directory;
  private final String fqdnOfA = "localhost:" + freePort();
  private final String fqdnOfB = "localhost:" + freePort();
  private final Map<String, Object> settings;
  private final TestServer a;
  private TestServer b;

  private TwoServers(Path directory, Map<String, Object> settings) throws IOException {
    this.directory = directory;
    this.settings = settings;
    this.a = server("a", fqdnOfA, fqdnOfB);
    this.b = server("b", fqdnOfB, fqdnOfA);
  }

  public static TwoServers in(Path directory) throws IOException {
    return in(directory, Map.of());
  }

  /**
   * The same.
   *
   * @param settings of both, keys below {@code mozpool}
   */
  public static TwoServers in(Path directory, Map<String, Object> settings) throws IOException {
    TwoServers servers = new TwoServers(directory, settings);
    servers.a.rows().catalogue();
    return servers;
  }

  public TestServer a() {
    return a;
  }

  public TestServer b() {
    return b;
  }

  /** B once more, after it was closed. */
  public TestServer bAgain() {
    b = server("b", fqdnOfB, fqdnOfA);
    return b;
  }

  public String fqdnOfA() {
    return fqdnOfA;
  }

  public String fqdnOfB() {
    return fqdnOfB;
  }

  /** A panda of B. */
  public long pandaOfB(String name, String state) {
    long device = a.rows().panda(name, state);
    a.rows()
        .set(
            device, "imaging_server_id = (select id from imaging_servers where fqdn = ?)", fqdnOfB);
    return device;
  }

  public void open() {
    a.open();
    b.open();
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }

  private TestServer server(String name, String fqdn, String peer) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "fqdn",
                fqdn,
                "port",
                Integer.parseInt(fqdn.substring(fqdn.indexOf(':') + 1)),
                "peers",
                List.of(peer),
                "database.url",
                TestStorage.sharedUrl(directory),
                "lease.time",
                "1500ms",
                "lease.renewal",
                "300ms"));
    all.putAll(settings);
    return TestServer.prepare(directory.resolve(name), all);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
