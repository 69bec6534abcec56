package io.mozpool.plugins.pxe.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Setting;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TftpSettingsTest {

  @Test
  void whatIsOutOfRangeIsNamedAndQuoted() {
    assertThatThrownBy(() -> Settings.standard().listen("::", 65536).build())
        .hasMessage("tftp-port: expected 0 to 65535, but was 65536");
    assertThatThrownBy(() -> Settings.standard().maxBlockSize(511).build())
        .hasMessage("max-block-size: expected 512 to 65464, but was 511");
    assertThatThrownBy(() -> Settings.standard().retransmitTimeout(Duration.ZERO).build())
        .hasMessage("retransmit-timeout: expected 10ms to 255s, but was PT0S");
  }

  @Test
  void everySettingIsDescribedAndHasADefault() {
    assertThat(TftpSettings.class.getRecordComponents())
        .allSatisfy(
            component ->
                assertThat(component.getAnnotation(Setting.class))
                    .isNotNull()
                    .satisfies(setting -> assertThat(setting.value()).endsWith("."))
                    .satisfies(
                        setting -> assertThat(setting.defaultValue()).isNotEqualTo(Setting.NONE)));
    assertThat(Arrays.stream(TftpSettings.class.getRecordComponents()).map(c -> c.getName()))
        .contains("tftpPort", "listen");
  }
}
