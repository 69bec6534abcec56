package io.mozpool.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.TestStorage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
