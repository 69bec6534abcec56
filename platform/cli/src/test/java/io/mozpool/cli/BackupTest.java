package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mozpool db backup}. */
class BackupTest {

  private final Terminal terminal = new Terminal();

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("copy.zip");
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws IOException {
    Files.writeString(file, "precious");

    assertThat(backup("")).isEqualTo(1);

    assertThat(terminal.err()).contains("copy.zip").hasLineCount(1);
    assertThat(file).hasContent("precious");
  }

  @Test
  void aPoolOnADatabaseServerIsBackedUpWithItsOwnTools() throws IOException {
    assertThat(backup(", database: { url: 'jdbc:mysql://db.example/mozpool' }")).isEqualTo(1);

    assertThat(terminal.err()).contains("mariadb-dump --single-transaction").hasLineCount(1);
    assertThat(files()).containsExactly("mozpool.yml");
  }

  @Test
  void aPoolThatIsNotThereIsNotMade() throws IOException {
    assertThat(backup("")).isEqualTo(2);

    assertThat(terminal.err()).contains("cannot use the database in ").hasLineCount(1);
    assertThat(files()).containsExactly("mozpool.yml");
  }

  @Test
  void withoutAServerTheDatabaseItselfIsCopied() throws IOException {
    configure("");
    assertThat(terminal.call("db", "create-schema", "--config", config())).isZero();

    assertThat(backup("")).isZero();

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName())).containsExactly("pool.mv.db");
    }
    assertThat(terminal.out()).contains("copy.zip: ");
  }

  @Test
  void aServerSendsTheCopy() throws IOException {
    try (StandIn server = new StandIn().on("GET /api/admin/backup/", 200, "bytes")) {
      assertThat(terminal.call("db", "backup", file.toString(), "--server", server.url())).isZero();
    }
    assertThat(file).hasContent("bytes");
  }

  @Test
  void whereAServerRefusesNothingIsLeft() throws IOException {
    try (StandIn server =
        new StandIn().on("GET /api/admin/backup/", 409, "{\"detail\": \"use mariadb-dump\"}")) {
      assertThat(terminal.call("db", "backup", file.toString(), "--server", server.url()))
          .isEqualTo(1);
    }
    assertThat(terminal.err()).contains("use mariadb-dump");
    assertThat(files()).isEmpty();
  }

  private int backup(String settings) throws IOException {
    configure(settings);
    return terminal.call("db", "backup", file.toString(), "--config", config());
  }

  private void configure(String settings) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          directory.resolve("mozpool.yml"),
          "mozpool: { port: " + socket.getLocalPort() + settings + " }");
    }
  }

  private String config() {
    return directory.resolve("mozpool.yml").toString();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }
}
