package io.mozpool.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.dist.Launcher.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher says when things are not as they should be, and when they are. */
class LauncherIT {

  private static final String HOME = System.getProperty("mozpool.home");

  @TempDir private Path directory;

  @Test
  void aPortThatIsTakenIsNamedInOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = run("server", "--port", "" + taken.getLocalPort());
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .isEqualTo(
              "mozpool: cannot serve HTTP on 127.0.0.1:%d (Address already in use):"
                      .formatted(taken.getLocalPort())
                  + " expected another with --port or --listen\n");
    }
  }

  @Test
  void aJavaThatIsNotThereIsNamed() throws Exception {
    ProcessBuilder command = new ProcessBuilder(Path.of(HOME, "bin", "mozpool").toString());
    command.environment().put("JAVA_HOME", directory.toString());
    Process process = command.start();
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .isEqualTo(
            "mozpool: JAVA_HOME is '%s', expected a directory with bin/java in it\n"
                .formatted(directory));
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void theTemplateStartsAServerAndTheGuidesCatalogueFillsIt() throws Exception {
    int port = Launcher.freePort();
    String template = Path.of(HOME, "etc", "mozpool.yml").toString();
    Process server =
        new Launcher(directory)
            .start("server", "--config", template, "--data", "data", "--port", "" + port);
    try {
      assertThat(Launcher.clientOf(port).devices()).isEmpty();
      URL script = URI.create("http://localhost:" + port + "/scripts/mobile-init.sh").toURL();
      assertThat(new String(script.openStream().readAllBytes(), UTF_8)).startsWith("#!/bin/sh\n");
      assertThatTheGuidesCatalogueIsStored("--server", "http://localhost:" + port);
      server.destroy();
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }

  private void assertThatTheGuidesCatalogueIsStored(String... server) throws Exception {
    Launcher launcher = new Launcher(Files.createDirectory(directory.resolve("commands")));
    Path exported = directory.resolve("exported.yaml");
    String guide = Files.readString(Path.of("../docs/operators-guide.md"));
    Files.writeString(
        directory.resolve("commands/catalogue.yaml"),
        guide.replaceAll("(?s).*```yaml\n(hardware_types:.*?)```.*", "$1"));

    Result stored = launcher.run("apply", "-f", "catalogue.yaml", server[0], server[1]);
    assertThat(stored.out()).as(stored.err()).endsWith("10 added, 0 changed, 0 unchanged\n");
    assertThat(guide).contains(launcher.run("image", "list", server[0], server[1]).out());
    Files.writeString(exported, launcher.run("export", server[0], server[1]).out());
    assertThat(launcher.run("apply", "-f", exported.toString(), server[0], server[1]).out())
        .isEqualTo("nothing to change\n");
  }

  @Test
  void saysItsVersion() throws Exception {
    Result result = run("--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("mozpool \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(result.err()).isEmpty();
  }

  /** Below odd directories, where the locale knows ASCII alone; a letter is in an argument too. */
  @ParameterizedTest
  @ValueSource(strings = {"with space", "co:lon", "pl\\303\\274sch * [a]", "-dash"})
  void startsWhereverItLies(String name) throws Exception {
    String script =
        """
        cd "$1/.."
        odd=$(mktemp -d ./odd.XXXXXX)
        trap 'rm -rf "$odd"' EXIT
        copy=$odd/$(printf -- '%s')
        cp -al -- "$1" "$copy"
        LC_ALL=C "$copy/bin/mozpool" device show "$(printf 'b\\303\\266ard')" --server 127.0.0.1:1
        """;
    Process process =
        new ProcessBuilder("sh", "-c", script.formatted(name), "sh", HOME)
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith("mozpool: GET http://127.0.0.1:1/api/device/b%C3%B6ard/: ")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void aFullDiskIsAFailure() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "\"$1/bin/mozpool\" --version >/dev/full", "sh", HOME)
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("mozpool: cannot write to standard output: No space left on device\n");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private Result run(String... arguments) throws Exception {
    return new Launcher(directory).run(arguments);
  }
}
