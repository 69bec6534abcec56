package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Administrative commands without a server. */
class OfflineTest {

  private final Terminal terminal = new Terminal();

  @TempDir private Path directory;
  private String config;

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectory(directory.resolve("plugins"));
    Path file = directory.resolve("mozpool.yml");
    Files.writeString(file, "mozpool: { port: " + freePort() + ", listen: 0.0.0.0 }");
    config = file.toString();
  }

  @Test
  void aServerThatTheUserNamedIsNotReplaced() {
    assertThat(terminal.call("plugins", "--server", "127.0.0.1:1", "--config", config))
        .isEqualTo(1);
    assertThat(terminal.err()).startsWith("mozpool: GET http://127.0.0.1:1/").hasLineCount(1);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void aDatabaseOfARunningServerIsLeftAlone() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    try (FileChannel channel =
        FileChannel.open(
            data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      assertThat(terminal.call("plugins", "--config", config)).isEqualTo(2);
    }
    assertThat(terminal.err()).contains("data is in use").hasLineCount(1);
  }

  @Test
  void theDatabaseIsOpenedWhereNoServerAnswers() {
    assertThat(terminal.call("plugins", "--config", config)).isZero();
    assertThat(terminal.out()).isEqualTo("ID  VERSION  STATE  DEVICES  FAILURE\n");
    assertThat(terminal.err())
        .isEqualTo(
            "mozpool: no server answers, so the database in %s is opened\n"
                .formatted(directory.resolve("data")));
    assertThat(directory.resolve("data/pool.mv.db")).isNotEmptyFile();
  }

  @Test
  void theDatabaseIsLetGo() {
    assertThat(terminal.call("plugins", "--config", config)).isZero();
    assertThat(terminal.call("plugins", "--config", config, "--json")).isZero();
    assertThat(terminal.out()).endsWith("{\"plugins\":[]}\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
