package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.BootFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that others wrote: skipped where they are not installed, but not where CI=true. */
class RealClientsTest {

  /** More than 65535 blocks of 512 bytes, and not a multiple of anything. */
  private static final int LENGTH = 512 * 65_600 + 77;

  @TempDir private Path directory;
  private TestServer server;
  private String port;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(Settings.standard());
    server.put("big", BootFile.of(Files.write(directory.resolve("served"), noise(LENGTH))));
    port = String.valueOf(server.address().getPort());
    out = directory.resolve("out");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tftpOfHpaFetchesWithoutOptions() throws Exception {
    require("tftp", "tftp-hpa");
    run("tftp", "-m", "octet", "127.0.0.1", port, "-c", "get", "big", out.toString());
    assertArrived();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "16", "64"})
  void atftpFetchesInWindows(String window) throws Exception {
    require("atftp", "atftp");
    List<String> command = new ArrayList<>(List.of("atftp", "-g", "-r", "big", "-l", "" + out));
    command.addAll(List.of("--option", "blksize 1428", "--option", "windowsize " + window));
    command.addAll(List.of("127.0.0.1", port));
    run(command.toArray(new String[0]));
    assertArrived();
  }

  @Test
  void curlFetchesWithOptions() throws Exception {
    require("curl", "curl");
    run("curl", "-sS", "-o", out.toString(), "--tftp-blksize", "1428", url("big"));
    assertArrived();
  }

  @Test
  void curlFetchesWithoutOptions() throws Exception {
    require("curl", "curl");
    run("curl", "-sS", "-o", out.toString(), "--tftp-no-options", url("big"));
    assertArrived();
  }

  @Test
  void curlSeesThatAFileIsMissing() throws Exception {
    require("curl", "curl");
    assertThat(status("curl", "-sS", url("nothing"))).isEqualTo(68); // CURLE_TFTP_NOTFOUND
  }

  @Test
  void curlCannotUpload() throws Exception {
    require("curl", "curl");
    Path local = Files.writeString(directory.resolve("local"), "text");
    assertThat(status("curl", "-sS", "-T", local.toString(), url("new")))
        .isEqualTo(69); // CURLE_TFTP_PERM
  }

  @Test
  void busyboxFetches() throws Exception {
    require("busybox", "busybox-static");
    run("busybox", "tftp", "-b", "1428", "-g", "-r", "big", "-l", "" + out, "127.0.0.1", port);
    assertArrived();
  }

  private String url(String file) {
    return "tftp://127.0.0.1:" + port + "/" + file;
  }

  private void assertArrived() throws IOException {
    assertThat(Files.mismatch(out, directory.resolve("served"))).isEqualTo(-1);
  }

  private static void require(String program, String debianPackage) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    String missing = program + " is not installed: apt-get install " + debianPackage;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(installed).as(missing).isTrue();
    }
    Assumptions.assumeTrue(installed, missing);
  }

  private void run(String... command) throws Exception {
    assertThat(status(command)).as(List.of(command).toString()).isZero();
  }

  private int status(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
