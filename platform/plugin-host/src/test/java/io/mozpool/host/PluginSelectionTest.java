package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.power.PowerDriverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginSelectionTest {

  @TempDir Path directory;
  private TestHost rig;

  @BeforeEach
  void prepare() {
    rig = new TestHost(directory);
  }

  @Test
  void twoPluginsOfOneSchemeStopTheStart() {
    TestJar.plugin("one").power("relay", "", "return driver(1);").in(rig.plugins());
    TestJar.plugin("two").power("relay", "", "return driver(2);").in(rig.plugins());

    assertThatThrownBy(rig::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "plugins one and two both bring a PowerDriverFactory 'relay':"
                + " disable one with mozpool.plugins.disabled");

    rig.set("mozpool.plugins.disabled", List.of("one"));
    try (PluginHost host = rig.start()) {
      assertThat(host.registry().power(DriverAddress.parse("relay://x")).pluginId())
          .isEqualTo("two");
    }
  }

  @Test
  void twoJarsOfOnePluginStopTheStart() {
    TestJar plugin = TestJar.plugin("relay").power("relay", "", "return driver(1);");
    plugin.at(rig.plugins().resolve("relay-1.jar"));
    plugin.at(rig.plugins().resolve("relay-2.jar"));

    assertThatThrownBy(rig::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "plugin relay is there twice, as relay-1.jar and relay-2.jar: expected one of them");
  }

  @Test
  void wrongSettingsStopTheStart() {
    TestJar.plugin("relay")
        .power("relay", "int port, String host", "return driver(1);")
        .in(rig.plugins());
    rig.set("mozpool.plugins.settings.relay", Map.of("prot", 1, "port", "x"));

    assertThatThrownBy(rig::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "mozpool.plugins.settings.relay.prot: unknown key, expected one of [port, host];"
                + " mozpool.plugins.settings.relay.port: expected a whole number, not 'x';"
                + " mozpool.plugins.settings.relay.host: missing, expected a text");
  }

  @Test
  void factoriesOfOnePluginShareItsSettings() {
    TestJar.plugin("both")
        .power("relay", "int port", "return driver(config.port());")
        .extension(
            "test.Rack",
            """
            package test;
            import io.mozpool.plugin.*;
            import io.mozpool.plugin.inventory.*;
            public class Rack implements InventorySourceFactory<Rack.Config> {
              public record Config(String host, int port) {}
              public String name() { return "rack"; }
              public Class<Config> configType() { return Config.class; }
              public InventorySource create(Config config, PluginContext context) {
                return deadline -> java.util.List.of();
              }
            }
            """)
        .in(rig.plugins());
    rig.set("mozpool.plugins.settings.both", Map.of("port", 1, "host", "h"));

    try (PluginHost host = rig.start()) {
      assertThat(host.plugins().get(0).settings())
          .extracting(SettingInfo::key)
          .containsExactly("port", "host");
      assertThat(host.registry().inventorySources()).containsKey("rack");
    }
    rig.set("mozpool.plugins.settings.both.hots", "h");
    assertThatThrownBy(rig::start)
        .hasMessage(
            "mozpool.plugins.settings.both.hots: unknown key, expected one of [port, host]");
  }

  @Test
  void settingsForAPluginThatIsNotThereStopTheStart() {
    TestJar.plugin("relay").power("relay", "", "return driver(1);").in(rig.plugins());
    rig.set("mozpool.plugins.settings.rely", Map.of());

    assertThatThrownBy(rig::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("mozpool.plugins.settings: there is no plugin 'rely', expected one of [relay]");
  }

  @Test
  void disabledAndFailedPluginsCountAsThere() throws IOException {
    TestJar.plugin("off").power("off", "", "return driver(1);").in(rig.plugins());
    Files.writeString(rig.plugins().resolve("torn-2.0.jar"), "not a jar");
    rig.set("mozpool.plugins.disabled", List.of("off"));
    rig.set("mozpool.plugins.settings.off", Map.of("port", 1));
    rig.set("mozpool.plugins.settings.torn", Map.of("port", 1));

    try (PluginHost host = rig.start()) {
      assertThat(host.plugins())
          .extracting(PluginInfo::state)
          .containsExactly(State.DISABLED, State.FAILED);
      assertThatThrownBy(() -> host.registry().power(DriverAddress.parse("off://x")))
          .hasMessage("no driver for 'off': plugin off is disabled");
    }
  }

  @Test
  void onlyWantedPluginsAreStarted() {
    TestJar.plugin("fake").power("fake", "", "return driver(1);").in(rig.plugins());
    TestJar.plugin("other").power("other", "int port", "return driver(1);").in(rig.plugins());
    rig.set("mozpool.plugins.settings.other", Map.of("port", 1));

    try (PluginHost host = rig.start(Selection.only("fake"))) {
      assertThat(host.plugins()).extracting(PluginInfo::id).containsExactly("fake");
    }
  }

  @Test
  void nothingIsMadeForAPointThatIsLeftOut() {
    TestJar.plugin("relay").power("relay", "", "throw new AssertionError();").in(rig.plugins());

    try (PluginHost host = rig.start(Selection.without(PowerDriverFactory.class))) {
      assertThat(host.plugins()).extracting(PluginInfo::state).containsExactly(State.STARTED);
      assertThatThrownBy(() -> host.registry().power(DriverAddress.parse("relay://x")))
          .hasMessage("no driver for 'relay'");
    }
  }

  @Test
  void aCheckNamesAllProblemsAndMakesNoDriver() throws IOException {
    for (String id : List.of("one", "two")) {
      TestJar.plugin(id)
          .power("relay", "int port", "throw new AssertionError();")
          .in(rig.plugins());
    }
    Files.writeString(rig.plugins().resolve("torn-2.0.jar"), "not a jar");
    rig.set("mozpool.plugins.disabled", List.of("nobody"));
    rig.set("mozpool.plugins.settings.one", Map.of("port", "x"));
    rig.set("mozpool.plugins.settings.three", Map.of());

    try (PluginCheck check = rig.check()) {
      assertThat(check.problems())
          .satisfiesExactly(
              problem -> assertThat(problem).contains("there is no plugin 'nobody'"),
              problem -> assertThat(problem).contains("there is no plugin 'three'"),
              problem -> assertThat(problem).contains("one.port: expected a whole number, not 'x'"),
              problem -> assertThat(problem).contains("two.port: missing"),
              problem -> assertThat(problem).contains("plugins one and two both bring"));
      assertThat(check.host().plugins())
          .extracting(PluginInfo::state)
          .containsExactly(State.STARTED, State.FAILED, State.STARTED);
    }
  }
}
