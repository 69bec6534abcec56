package io.mozpool.server.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine; a build with {@code CI=true} must have them. */
final class Tools {

  private static final String SEARCH =
      System.getenv("PATH") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";

  private Tools() {}

  /** Skips the test where a program is missing, and says what to install. */
  static void require(String program, String debianPackage) {
    String missing = program + " is not installed: apt-get install " + debianPackage;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(find(program)).as(missing).isPresent();
    }
    Assumptions.assumeTrue(find(program).isPresent(), missing);
  }

  static Optional<Path> find(String program) {
    return Stream.of(SEARCH.split(File.pathSeparator))
        .map(directory -> Path.of(directory).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a program to its end and returns what it has said. */
  static String run(String program, String... arguments) throws IOException, InterruptedException {
    String path = find(program).orElseThrow().toString();
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of(path), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s %s: %s", program, List.of(arguments), output).isZero();
    return output;
  }
}
