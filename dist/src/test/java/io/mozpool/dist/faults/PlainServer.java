package io.mozpool.dist.faults;

import static org.awaitility.Awaitility.await;

import io.mozpool.client.MozpoolClient;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server of a pair on one database, without a rack. */
final class PlainServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final int port;
  private final Path log;
  private final Process process;

  private PlainServer(int port, Path log, Process process) {
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param peer the port of the one that takes over for it
   * @param urlOptions what follows in the database's URL
   * @param settings more YAML below {@code mozpool}
   * @param javaOptions for its JVM
   */
  static PlainServer start(
      Path directory,
      MariaDb database,
      int port,
      int peer,
      String urlOptions,
      String settings,
      String javaOptions)
      throws IOException {
    Path file = directory.resolve(port + ".yml");
    Files.writeString(
        file,
        """
        mozpool:
          fqdn: 127.0.0.1:%1$d
          port: %1$d
          peers: ['127.0.0.1:%2$d']
          data: data-%1$d
          database:
            url: jdbc:mysql://127.0.0.1:%3$d/mozpool?sslMode=DISABLED&allowPublicKeyRetrieval=true%4$s
            user: pool
            password: %5$s
        """
                .formatted(port, peer, database.port(), urlOptions, MariaDb.PASSWORD)
            + settings.indent(2));
    File log = directory.resolve(port + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(Member.LAUNCHER, "server", "--config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().merge("MOZPOOL_JAVA_OPTS", javaOptions, (own, ours) -> own + " " + ours);
    return new PlainServer(port, log.toPath(), builder.start());
  }

  void awaitAnswers() {
    MozpoolClient client =
        new MozpoolClient(URI.create("http://127.0.0.1:" + port)).patient(Duration.ZERO);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> !client.version().isEmpty());
  }

  String fqdn() {
    return "127.0.0.1:" + port;
  }

  Process process() {
    return process;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Stops its clockwork, or lets it go on. */
  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getLater(String path) {
    return http.sendAsync(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  /** Posts an empty object. */
  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private URI uri(String path) {
    return URI.create("http://" + fqdn() + "/" + path);
  }
}
