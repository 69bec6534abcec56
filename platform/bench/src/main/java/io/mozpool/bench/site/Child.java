package io.mozpool.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that we start, and that ends with ours at the latest. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int TOLD_LINES = 5;

  private final Process process;
  private final Path log;
  private final Thread atOurEnd;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atOurEnd = new Thread(process::destroy, "end");
    Runtime.getRuntime().addShutdownHook(atOurEnd);
  }

  /**
   * Starts it.
   *
   * @param log where its output goes
   */
  static Child start(Path log, Map<String, String> environment, List<String> command)
      throws BenchException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new BenchException(
          "cannot start %s: %s".formatted(command.get(0), String.valueOf(e.getMessage())));
    }
  }

  /** Waits until it ends well. */
  void awaitEnd() throws BenchException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw failed("failed");
    }
  }

  /** Waits until it is ready for us. */
  void awaitReady(Callable<Boolean> ready) throws BenchException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw failed("does not come up");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** How much time of the processors it has had. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  long pid() {
    return process.pid();
  }

  /** A number that Linux knows of it, by the name in its status; 0 where there is none. */
  long status(String name) {
    try {
      return Files.readAllLines(directory().resolve("status")).stream()
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** How many sockets it has open; 0 where nobody says. */
  long sockets() {
    try (Stream<Path> files = Files.list(directory().resolve("fd"))) {
      return files.filter(Child::isSocket).count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Asks it to end, and kills it where it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(atOurEnd);
    } catch (IllegalStateException e) {
      // this is our end
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Path directory() {
    return Path.of("/proc", String.valueOf(pid()));
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static boolean isReady(Callable<Boolean> ready) {
    try {
      return ready.call();
    } catch (Exception e) {
      return false; // not yet
    }
  }

  private BenchException failed(String how) {
    return new BenchException(
        "%s %s: %s".formatted(log.getFileName().toString().replace(".log", ""), how, lastWords()));
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
    } catch (IOException e) {
      return "it left no log";
    }
  }
}
