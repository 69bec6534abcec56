package io.mozpool.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.Configuration;
import io.mozpool.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolFileTest {

  @TempDir private Path directory;

  @Test
  void whatTheUserChangedStaysUntilOptionsSayOtherwise() throws IOException {
    Path file = directory.resolve("mozpool.yml");
    PoolFile.in(file).write(file);
    Files.writeString(file, Files.readString(file) + "# mine\n");
    PoolFile.in(file).with(10, null, null).write(file);
    assertThat(file).content().endsWith("# mine\n");
    PoolFile.in(file).with(11, null, null).write(file);
    assertThat(file).content().contains("boards: 11").doesNotContain("# mine");
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = directory.resolve("mozpool.yml");
    PoolFile written = PoolFile.in(file).with(3, 0.5, 8011);
    written.write(file);
    assertThat(PoolFile.in(file)).isEqualTo(written);
  }

  @Test
  void theServerUnderstandsIt() throws IOException {
    Path file = directory.resolve("mozpool.yml");
    PoolFile.in(file).with(null, null, 8011).write(file);
    ServerSettings settings = ServerSettings.of(Configuration.load(file));
    assertThat(settings.port()).isEqualTo(8011);
    assertThat(settings.fqdn()).isEqualTo("localhost:8011");
    assertThat(settings.data()).isEqualTo(directory.resolve("data"));
    assertThat(settings.inventory()).containsExactly("fake");
  }
}
