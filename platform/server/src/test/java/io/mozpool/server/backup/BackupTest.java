package io.mozpool.server.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.TestStorage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class BackupTest {

  private static final String PATH = "/api/admin/backup/";

  @TempDir Path directory;

  @Test
  void aCopyOfARunningServersDatabaseIsAllOfIt() throws Exception {
    assumeTrue(TestStorage.isEmbedded());
    Path restored = Files.createDirectory(directory.resolve("restored"));
    String before;
    try (TestServer server = TestServer.start(Files.createDirectory(directory.resolve("pool")))) {
      IntStream.range(0, 50).forEach(i -> server.rows().panda("panda-" + i, "locked_out"));
      server.post("/api/device/panda-7/set-comments/", "{\"comments\": \"loud\"}");
      unpack(server, restored);
      before = server.get("/api/device/list/?details").body();
      server.rows().panda("later", "locked_out");
      assertThat(files(directory.resolve("pool"))).noneMatch(name -> name.startsWith("backup"));
    }
    assertThat(files(restored)).containsExactly("pool.mv.db");

    try (TestServer server = TestServer.prepare(restored, Map.of())) {
      server.open();
      assertThat(server.get("/api/device/list/?details").body()).isEqualTo(before);
    }
  }

  /** A hundred boards and more make a copy of which a socket does not take all at once. */
  @Test
  void aClientThatLeavesTakesItsCopyWithIt() throws Exception {
    assumeTrue(TestStorage.isEmbedded());
    try (TestServer server = TestServer.start(directory)) {
      server.database().update("create table ballast (bytes blob)");
      server
          .database()
          .update("insert into ballast select secure_rand(10000) from system_range(1, 3000)");
      for (int round = 0; round < 3; round++) {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          clients.add(begin(server));
        }
        await().until(() -> openCopies() == 4);
        for (Socket client : clients) {
          client.getInputStream().readNBytes(round * 1_000);
        }

        assertThat(server.get(PATH).status()).isEqualTo(503);
        for (Socket client : clients) {
          client.close();
        }

        await().until(() -> openCopies() == 0 && copies() == 0);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(server.get(PATH).status()).isEqualTo(200);
      }
    }
  }

  private static Socket begin(TestServer server) throws IOException {
    Socket client = new Socket("127.0.0.1", server.port());
    client
        .getOutputStream()
        .write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
    return client;
  }

  /** A copy has no name any more where that can be had: it is deleted as it is opened. */
  private static long openCopies() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(BackupTest::isCopy).count();
    }
  }

  private static boolean isCopy(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains("/backup-");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private long copies() throws IOException {
    return Math.max(
        openCopies(), files(directory).stream().filter(name -> name.startsWith("backup-")).count());
  }

  @Test
  void aDatabaseServerIsBackedUpWithItsOwnTools() {
    assumeTrue(!TestStorage.isEmbedded());
    try (TestServer server = TestServer.start(directory)) {
      Answer refusal = server.get(PATH);

      assertThat(refusal.status()).isEqualTo(409);
      assertThat(refusal.text("detail")).contains("mariadb-dump --single-transaction");
    }
  }

  private static void unpack(TestServer server, Path into) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + PATH);
    try (InputStream in = uri.toURL().openStream();
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, into.resolve(entry.getName()));
      }
    }
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
