package io.mozpool.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.TestStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose data directory is a disk of its own, which gets full. Mounting needs root. */
@Timeout(120)
class FullDataDiskTest {

  @TempDir Path directory;
  private Path data;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(TestStorage.isEmbedded(), "servers of databases have disks of their own");
    data = Files.createDirectory(directory.resolve("data"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "mozpool-test", data.toString()) == 0;
    if (!mounted && "root".equals(System.getProperty("user.name")) && System.getenv("CI") != null) {
      throw new AssertionError("expected to be able to mount a tmpfs");
    }
    assumeTrue(mounted, "skipped: a full disk is tried on a tmpfs, which only root can mount");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      await().until(() -> run("umount", data.toString()) == 0);
    }
  }

  @Test
  void whileTheDiskIsFullTheServerSaysSoAndIsNotReady() throws IOException {
    try (TestServer server = TestServer.start(data, Map.of())) {
      server.rows().panda("panda-1", "ready");
      assertThat(server.get("/health/readiness").status()).isEqualTo(200);
      Path filler = fill();

      Answer readiness = server.get("/health/readiness");
      assertThat(readiness.status()).isEqualTo(503);
      assertThat(readiness.body()).contains("the disk of mozpool.data (" + data + ") is full");
      await()
          .atMost(Duration.ofSeconds(60)) // what is stored may fit into what is left of a page
          .untilAsserted(
              () -> {
                Answer refused = comment(server);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body())
                    .contains("nothing can be stored: ")
                    .contains("is full")
                    .doesNotContain("does not answer");
              });

      Files.delete(filler);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(comment(server).status()).isEqualTo(200);
                assertThat(server.get("/health/readiness").status()).isEqualTo(200);
              });
    }
  }

  private static Answer comment(TestServer server) {
    String comment = "x".repeat(4_000);
    return server.post("/api/device/panda-1/set-comments/", "{\"comments\": \"" + comment + "\"}");
  }

  private Path fill() throws IOException {
    Path filler = data.resolve("filler");
    byte[] some = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      return filler; // full
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
