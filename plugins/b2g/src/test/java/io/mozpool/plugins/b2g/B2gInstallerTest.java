package io.mozpool.plugins.b2g;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.image.ImagingStage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class B2gInstallerTest {

  private final B2gInstaller installer = new B2gInstaller();

  @Test
  void aMissingBaseIsNamed() {
    assertThat(installer.check(Map.of())).singleElement().asString().startsWith("b2gbase: ");
    assertThat(installer.check(Map.of("base", "http://builds.example/"))).hasSize(1);
  }

  @Test
  void aBlankBaseIsQuoted() {
    assertThat(installer.check(Map.of("b2gbase", "  ")))
        .singleElement()
        .asString()
        .contains("'  '");
  }

  @Test
  void aBaseIsTakenAsItIs() {
    assertThat(installer.check(Map.of("b2gbase", "http://builds.example/1/"))).isEmpty();
    assertThat(installer.check(Map.of("b2gbase", "builds.example/1"))).isEmpty();
  }

  @Test
  void downloadsThenExtractsOverTheOldImage() {
    assertThat(installer.name()).isEqualTo("b2g");
    assertThat(installer.stages())
        .containsExactly(
            new ImagingStage("b2g_downloading", Duration.ofMinutes(3), 3, false),
            new ImagingStage("b2g_extracting", Duration.ofMinutes(5), 10, true));
    assertThat(installer.finishedEvent()).isEqualTo("b2g_rebooting");
  }
}
