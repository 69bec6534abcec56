package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.host.PluginInfo.Extension;
import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.NamedFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {

  @TempDir Path directory;
  private TestHost rig;

  @BeforeEach
  void prepare() {
    rig = new TestHost(directory);
  }

  @Test
  void aPluginThatFailsToStartIsListedAndTheOthersWork() {
    TestJar.plugin("bad")
        .power("bad", "", "throw new java.net.BindException(\"port 69 is taken\");")
        .in(rig.plugins());
    TestJar.plugin("good").power("good", "", "return driver(\"c\");").in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(host.plugins()).extracting(PluginInfo::id).containsExactly("bad", "good");
      assertThat(host.plugins())
          .extracting(PluginInfo::state)
          .containsExactly(State.FAILED, State.STARTED);
      assertThatThrownBy(() -> host.registry().power(DriverAddress.parse("bad://x")))
          .isInstanceOf(NoDriverException.class)
          .hasMessage("no driver for 'bad': plugin bad failed: BindException: port 69 is taken");
      assertThat(host.registry().power(DriverAddress.parse("good://x")).driver().controller())
          .isEqualTo("c");
    }
  }

  @Test
  void pluginsShowNumbersUnlessTheyFail() {
    String shows = "context.counter(\"calls\", \"Calls.\", () -> 7);";
    TestJar.plugin("good").power("good", "", shows + "return driver(\"c\");").in(rig.plugins());
    TestJar.plugin("twice").power("twice", "", shows + shows + "return null;").in(rig.plugins());
    TestJar.plugin("odd")
        .power("odd", "", "context.gauge(\"Free-Ports\", \"\", () -> 7); return null;")
        .in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(host.metrics()).hasSize(1);
      PluginMetric metric = host.metrics().get(0);
      assertThat(metric.pluginId() + " " + metric.name() + " " + metric.grows())
          .isEqualTo("good calls true");
      assertThat(metric.value().getAsLong()).isEqualTo(7);
      assertThat(host.plugins())
          .extracting(plugin -> plugin.failure().orElse(""))
          .containsExactly(
              "",
              "IllegalArgumentException: metric 'Free-Ports': expected lower-case letters, digits"
                  + " and underscores",
              "IllegalArgumentException: metric 'calls' is there already");
    }
  }

  @Test
  void aPluginThatFailsHalfWayClosesWhatItMade() {
    TestJar.plugin("half")
        .extension(
            "test.Opened",
            """
            package test;
            import io.mozpool.plugin.*;
            import io.mozpool.plugin.boot.*;
            public class Opened implements BootServerFactory<Opened.Config> {
              public record Config() {}
              public String name() { return "boot"; }
              public Class<Config> configType() { return Config.class; }
              public BootServer create(Config config, PluginContext context) {
                return new BootServer() {
                  public java.net.InetSocketAddress address() { return null; }
                  public void close() {
                    try {
                      java.nio.file.Files.createFile(context.dataDirectory().resolve("closed"));
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }
                };
              }
            }
            """)
        .power("half", "", "throw new Error(\"no\");")
        .in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(only(host).failure()).contains("Error: no");
      assertThat(host.registry().bootServers()).isEmpty();
      assertThat(rig.data().resolve("half/closed")).exists();
    }
  }

  @Test
  void aPluginForAnotherApiIsRefusedWithTheReason() {
    TestJar.plugin("new")
        .power("new", "", "return driver(1);")
        .manifest("Plugin-Requires", ">=9.0.0")
        .in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(only(host).state()).isEqualTo(State.FAILED);
      assertThat(only(host).failure())
          .contains("it requires version '>=9.0.0' of the plugin API, and this is 1.0.0");
      assertThatThrownBy(() -> host.registry().power(DriverAddress.parse("new://x")))
          .hasMessageStartingWith("no driver for 'new': plugin new failed: it requires version");
    }
  }

  @Test
  void jarsThatAreNoPluginsAreListedWithTheReason() throws IOException {
    Files.writeString(rig.plugins().resolve("torn-2.0.jar"), "not a jar");
    new TestJar().at(rig.plugins().resolve("library.jar"));

    try (PluginHost host = rig.start()) {
      assertThat(host.plugins()).extracting(PluginInfo::id).containsExactly("library", "torn");
      assertThat(host.plugins().get(0).failure()).contains("its manifest has no Plugin-Id");
      assertThat(host.plugins().get(1).failure().orElseThrow())
          .startsWith("cannot be read as a jar: ");
    }
  }

  @Test
  void aPluginThatContributesNothingSaysSo() {
    TestJar.plugin("empty").in(rig.plugins());
    TestJar.plugin("other")
        .extension("test.A", "package test; public class A {}")
        .in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(host.plugins().get(0).failure())
          .contains(
              "it contributes nothing: its jar lists no extension in META-INF/extensions.idx");
      assertThat(host.plugins().get(1).failure())
          .contains("it contributes nothing: none of [test.A] extends a point of this host");
    }
  }

  @Test
  void aPluginThatContributesNothingAndBundlesTheApiSaysThat() throws IOException {
    bundlingTheApi(TestJar.plugin("fat")).in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(only(host).failure().orElseThrow())
          .endsWith("; it bundles io.mozpool.plugin, which must come from the host alone");
    }
  }

  @Test
  void aBundledApiDoesNotHideTheHosts() throws IOException {
    bundlingTheApi(TestJar.plugin("fat").power("fat", "", "return driver(1);")).in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(only(host).state()).isEqualTo(State.STARTED);
    }
  }

  @Test
  void aPluginIsDescribedAndItsSettingsAreBound() {
    TestJar.plugin("relay")
        .power(
            "relay",
            "@Setting(value = \"The port.\", defaultValue = \"7\") int port",
            "return driver(config.port());")
        .in(rig.plugins());
    rig.set("mozpool.plugins.settings.relay.port", 8);

    try (PluginHost host = rig.start()) {
      assertThat(only(host))
          .isEqualTo(
              new PluginInfo(
                  "relay",
                  "1.2.3",
                  "Tests",
                  "A plugin for tests",
                  "MPL-2.0",
                  ">=1.0.0 & <2.0.0",
                  State.STARTED,
                  Optional.empty(),
                  List.of(new Extension("PowerDriverFactory", "relay")),
                  List.of(new SettingInfo("port", "The port.", "8", Optional.of("7")))));
      Bound<?> bound = host.registry().power(DriverAddress.parse("relay://x"));
      assertThat(bound.loader()).isNotSameAs(PluginHost.class.getClassLoader());
    }
  }

  @Test
  void aPluginSeesItsOwnLoaderAndNothingElseOfTheHost() {
    TestJar.plugin("relay")
        .power(
            "relay",
            "",
            """
            ClassLoader context_ = Thread.currentThread().getContextClassLoader();
            if (context_ != getClass().getClassLoader()) throw new Error("context");
            try {
              Class.forName("org.yaml.snakeyaml.Yaml");
            } catch (ClassNotFoundException e) {
              return driver(context_.getResource("io/mozpool/host/PluginHost.class"));
            }
            throw new Error("sees the host's library");
            """)
        .in(rig.plugins());

    try (PluginHost host = rig.start()) {
      assertThat(only(host).failure()).isEmpty();
      assertThat(host.registry().power(DriverAddress.parse("relay://x")).driver().controller())
          .isEqualTo("null");
    }
  }

  private static PluginInfo only(PluginHost host) {
    assertThat(host.plugins()).hasSize(1);
    return host.plugins().get(0);
  }

  private static TestJar bundlingTheApi(TestJar jar) throws IOException {
    String entry = "io/mozpool/plugin/NamedFactory.class";
    try (InputStream api = NamedFactory.class.getClassLoader().getResourceAsStream(entry)) {
      return jar.resource(entry, api.readAllBytes());
    }
  }
}
