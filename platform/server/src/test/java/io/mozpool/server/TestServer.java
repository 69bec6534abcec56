package io.mozpool.server;

import io.mozpool.host.Configuration;
import io.mozpool.host.Selection;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestStorage;
import io.mozpool.server.json.Json;
import io.mozpool.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole server on a database of {@link TestStorage}, with the catalogue of {@link PoolRows} and
 * scripted hardware. Its name is {@code here}, and there is another, {@code there}.
 */
public final class TestServer implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MozpoolServer server;

  private TestServer(MozpoolServer server) {
    this.server = server;
  }

  /** A server with an empty pool, which serves. */
  public static TestServer start(Path directory) {
    return start(directory, Map.of());
  }

  /**
   * A server with an empty pool, which serves.
   *
   * @param settings keys below {@code mozpool}
   */
  public static TestServer start(Path directory, Map<String, Object> settings) {
    TestServer server = prepare(directory, settings);
    server.database().update("insert into imaging_servers (id, fqdn) values (2, 'there')");
    server.rows().catalogue();
    server.open();
    return server;
  }

  /** A server on what another one has left in the directory, or on nothing; it does not serve. */
  public static TestServer prepare(Path directory, Map<String, Object> settings) {
    return new TestServer(MozpoolServer.create(configuration(directory, settings)));
  }

  /** A server with an empty pool, which serves, at a time of its own. */
  public static TestServer start(Path directory, Map<String, Object> settings, Time time) {
    TestServer server =
        new TestServer(
            MozpoolServer.create(
                configuration(directory, settings), Selection.all(), RealTime.THREADS, time));
    server.rows().catalogue();
    server.open();
    return server;
  }

  public static Configuration configuration(Path directory, Map<String, Object> settings) {
    Configuration configuration =
        Configuration.of(Map.of(), name -> Optional.empty())
            .with("mozpool.fqdn", "here")
            .with("mozpool.port", 0)
            .with("mozpool.data", directory.toString())
            .with("mozpool.plugins.directory", emptyDirectory(directory.resolve("jars")));
    if (!TestStorage.isEmbedded() && !settings.containsKey("database.url")) {
      configuration = configuration.with("mozpool.database.url", TestStorage.url(directory));
    }
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      configuration = configuration.with("mozpool." + setting.getKey(), setting.getValue());
    }
    return configuration;
  }

  private static String emptyDirectory(Path directory) {
    try {
      return Files.createDirectories(directory).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void open() {
    server.open();
  }

  public int port() {
    return server.port();
  }

  public <T> T part(Class<T> type) {
    return server.part(type);
  }

  public Database database() {
    return part(Database.class);
  }

  public PoolRows rows() {
    return new PoolRows(database());
  }

  public ScriptedHardware hardware() {
    return part(ScriptedHardware.class);
  }

  /** The state of a device, as stored. */
  public String state(long device) {
    return text("select state from devices where id = ?", device);
  }

  /** The only value of a query; {@code "null"} for none. */
  public String text(String sql, @Nullable Object... parameters) {
    return database()
        .first(row -> String.valueOf(row.getString(1)), sql, parameters)
        .orElseThrow(() -> new AssertionError("nothing: " + sql));
  }

  /** The messages of a log or status. */
  public List<String> log(String path) {
    return get(path).list("log").stream()
        .map(line -> String.valueOf(((Map<?, ?>) line).get("message")))
        .toList();
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path) {
    return send("POST", path, null);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /** Tells a device of something, as it does itself. */
  public Answer tell(String device, String event) {
    return get("/api/device/" + device + "/event/" + event + "/");
  }

  /**
   * Sends a request.
   *
   * @param path sent as it is
   * @param headers names and values
   */
  public Answer send(String method, String path, @Nullable String body, String... headers) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()), part(Json.class));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  /** Gets ready to be closed, as a service does that is told to end. */
  public void drain() throws InterruptedException {
    server.drain();
  }

  @Override
  public void close() {
    server.close();
  }
}
