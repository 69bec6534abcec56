package io.mozpool.plugins.proxr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxrFactoryTest {

  @TempDir Path directory;

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new ProxrSettings(0, Duration.ZERO))
        .hasMessage("port: expected 1 to 65535, not 0");
    assertThatThrownBy(() -> new ProxrSettings(2101, Duration.ofSeconds(-1)))
        .hasMessage("settle: expected no negative duration, not PT-1S");
  }

  @Test
  void makesTheDriverOfItsScheme() {
    ProxrFactory factory = new ProxrFactory();
    ProxrSettings settings = new ProxrSettings(7001, Duration.ofSeconds(1));

    PowerControl control =
        factory
            .create(settings, TestContext.in(directory))
            .bind(DriverAddress.parse(factory.name() + "://relay-3.example/bank1/relay2"));

    assertThat(control.controller()).isEqualTo("relay-3.example:7001");
  }
}
