package io.mozpool.plugins.android;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.image.ImagingStage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AndroidInstallerTest {

  private final AndroidInstaller installer = new AndroidInstaller();

  @Test
  void downloadsThenExtractsOverTheOldImage() {
    assertThat(installer.name()).isEqualTo("android");
    assertThat(installer.stages())
        .containsExactly(
            new ImagingStage("android_downloading", Duration.ofMinutes(3), 3, false),
            new ImagingStage("android_extracting", Duration.ofMinutes(10), 10, true));
    assertThat(installer.finishedEvent()).isEqualTo("android_rebooting");
  }

  @Test
  void needsNoBootConfig() {
    assertThat(installer.check(Map.of())).isEmpty();
    assertThat(installer.check(Map.of("version", "4.0.4"))).isEmpty();
  }
}
