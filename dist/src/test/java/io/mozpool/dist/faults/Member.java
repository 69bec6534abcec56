package io.mozpool.dist.faults;

import io.mozpool.dist.Launcher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of the pool and its rack, processes both. All that the server says to the database, and
 * all that anybody says to the server, goes over wires that can be cut.
 */
final class Member implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final String LAUNCHER = System.getProperty("mozpool.home") + "/bin/mozpool";

  private final Path directory;
  private final String name;
  private final Wire web;
  private final Wire sql;
  private final Process rack;
  private List<String> command = List.of();
  private Process server;
  private boolean wanted;

  private Member(Path directory, Rack boards, MariaDb database, String lease) throws IOException {
    this.directory = directory;
    this.name = boards.name();
    int port = Launcher.freePort();
    this.web = new Wire(port);
    this.sql = new Wire(database.port());
    Files.writeString(
        configuration(),
        """
        mozpool:
          port: %d
          data: data-%s
          lease: %s
          database:
            url: jdbc:mysql://127.0.0.1:%d/mozpool?sslMode=DISABLED&allowPublicKeyRetrieval=true
            user: %s
            password: %s
        """
                .formatted(port, name, lease, sql.port(), name, MariaDb.PASSWORD)
            + boards.settings(web.port(), Launcher.freePort()).indent(2));
    this.rack = start("rack", List.of("rack", "--config", configuration().toString()));
  }

  /** A member whose rack is up and whose server is not. */
  static Member of(Path directory, Rack boards, MariaDb database, String lease) throws IOException {
    return new Member(directory, boards, database, lease);
  }

  /** The database's user that only this server is. */
  String name() {
    return name;
  }

  String fqdn() {
    return "127.0.0.1:" + web.port();
  }

  URI uri() {
    return URI.create("http://" + fqdn());
  }

  Wire web() {
    return web;
  }

  Wire sql() {
    return sql;
  }

  Path configuration() {
    return directory.resolve(name + ".yml");
  }

  /** Starts the server, with others that take over for it. */
  void start(List<String> peers) throws IOException {
    command =
        List.of(
            "server",
            "--config",
            configuration().toString(),
            "--fqdn",
            fqdn(),
            "--peers",
            String.join(",", peers));
    restart();
  }

  /**
   * Starts the server again, as it was. As a service is, it is also started again when it ends by
   * itself: it does so where it finds no database at its start.
   */
  synchronized void restart() throws IOException {
    wanted = true;
    server = start("server", command);
    server.onExit().thenAccept(this::ended);
  }

  private synchronized void ended(Process process) {
    if (wanted && process.equals(server)) {
      try {
        restart();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends the server as the kernel does when memory is short. */
  synchronized void kill() {
    wanted = false;
    server.destroyForcibly();
    server.onExit().join();
  }

  /** Stops the server's clockwork, and lets it go on. */
  synchronized void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(server.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      kill();
    }
    rack.destroyForcibly();
    web.close();
    sql.close();
  }

  private Process start(String kind, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(LAUNCHER));
    words.addAll(arguments);
    File log = directory.resolve(name + "." + kind + ".log").toFile();
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }
}
