package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.host.ConfigurationException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MozpoolServerTest {

  @TempDir Path directory;

  @Test
  void aPortThatIsNoneStopsTheStart() {
    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of("port", 70_000)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool.port")
        .hasMessageContaining("70000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mariadb://db/pool", "jdbc:mysql://db?password=secret", "db"})
  void aDatabaseUrlThatIsNoneStopsTheStart(String url) {
    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of("database.url", url)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("mozpool.database.url: expected jdbc:mysql://HOST/DATABASE, not '")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aTimeoutOfNoStateStopsTheStart() {
    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of("lifecycle.redy", "1s")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool.lifecycle.redy");
  }

  @Test
  void settingsForAPluginThatIsNotThereStopTheStart() {
    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of("plugins.settings.nope.port", 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool.plugins.settings")
        .hasMessageContaining("nope");
  }

  @Test
  void aDatabaseThatCannotBeOpenedStopsTheStart() throws IOException {
    Files.createDirectories(directory.resolve("pool.mv.db"));

    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of()))
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("pool.mv.db");
  }

  @Test
  void aPortThatIsTakenStopsTheOpeningAndAllIsClosed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestServer server = TestServer.prepare(directory, Map.of("port", taken.getLocalPort()));

      assertThatThrownBy(server::open).hasRootCauseInstanceOf(BindException.class);

      server.close();
    }
    TestServer.prepare(directory, Map.of()).close(); // nobody holds the database
  }

  @Test
  void whoWasNeverOpenedCanBeClosed() {
    TestServer.prepare(directory, Map.of()).close();

    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.get("/api/version/").status()).isEqualTo(200);
    }
  }
}
