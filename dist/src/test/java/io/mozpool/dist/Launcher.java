package io.mozpool.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mozpool.client.MozpoolClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Runs the launcher of the distribution as a user would. */
public final class Launcher {

  /** What a command left behind. */
  record Result(int exitCode, String out, String err) {}

  private static final long PATIENCE_SECONDS = 180;

  private final Path directory;

  /**
   * @param directory the working directory
   */
  Launcher(Path directory) {
    this.directory = directory;
  }

  /** Runs a command to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(List.of(arguments) + " does not end:\n" + text("err"));
      }
      return new Result(process.exitValue(), text("out"), text("err"));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts a command; its output goes to the files {@code out} and {@code err}. */
  Process start(String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("mozpool.home"), "bin", "mozpool").toString());
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  /** A client of a server that was started; blocks until the server answers. */
  static MozpoolClient clientOf(int port) {
    MozpoolClient client =
        new MozpoolClient(URI.create("http://localhost:" + port)).patient(Duration.ZERO);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(client::version, version -> !version.isEmpty());
    return client;
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(directory.resolve(file), UTF_8);
  }
}
