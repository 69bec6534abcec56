package io.mozpool.bench.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The distribution's launcher, and where what it starts keeps its files. */
record Launcher(Path program, Scratch scratch) {

  /**
   * The launcher of the distribution that this process runs from.
   *
   * @param directory where what it starts keeps a directory of its own
   * @throws BenchException where it runs from none
   */
  static Launcher ofThisDistribution(Path directory) throws BenchException {
    String home = System.getProperty("mozpool.home");
    if (home == null) {
      throw new BenchException(
          "expected to be started by a distribution's bin/mozpool, or --server");
    }
    return new Launcher(Path.of(home, "bin", "mozpool"), Scratch.in(directory));
  }

  /**
   * Starts a command that takes a configuration.
   *
   * @param name of its log and configuration
   */
  Child start(String command, String name, String configuration, String javaOptions)
      throws BenchException {
    Path file = scratch.write(name + ".yml", configuration);
    return Child.start(
        scratch.directory().resolve(name + ".log"),
        Map.of("MOZPOOL_JAVA_OPTS", javaOptions),
        List.of(program.toString(), command, "--config", file.toString()));
  }
}
