package io.mozpool.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.Setting;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PluginRoutesTest {

  @TempDir static Path directory;
  private static TestServer server;

  /** A plugin's factory, packed into jars of which one works and one does not. */
  public static final class Plugs implements PowerDriverFactory<Plugs.Config> {

    public record Config(
        @Setting("Whose plugs.") String owner,
        @Setting(value = "The way in.", secret = true) String password,
        @Setting(value = "How many.", defaultValue = "8") int outlets) {}

    @Override
    public String name() {
      return "plugs";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public PowerDriver create(Config config, PluginContext context) {
      return address ->
          new PowerControl() {
            @Override
            public String controller() {
              return config.owner();
            }

            @Override
            public void on(Deadline deadline) {}

            @Override
            public void off(Deadline deadline) {}
          };
    }
  }

  /** A factory whose plugin fails. */
  public static final class Broken implements PowerDriverFactory<Broken.None> {

    public record None() {}

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public PowerDriver create(None config, PluginContext context) throws IOException {
      throw new IOException("port 69 is taken");
    }
  }

  @BeforeAll
  static void open() throws IOException {
    Path jars = Files.createDirectories(directory.resolve("jars"));
    pack(jars, "plugs", Plugs.class, Plugs.Config.class);
    pack(jars, "broken", Broken.class, Broken.None.class);
    pack(jars, "idle", Broken.class, Broken.None.class);
    server =
        TestServer.start(
            directory,
            Map.of(
                "plugins.disabled", List.of("idle"),
                "plugins.settings.plugs", Map.of("owner", "lab", "password", "s3cret")));
    long device = server.rows().panda("plugged", "troubleshooting");
    server.rows().set(device, "relay_info = 'plugs://a/1'");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aPluginThatFailedSaysWhyAndTheOthersWork() {
    Map<?, ?> broken = plugin("broken");

    assertThat(broken.get("state")).isEqualTo("failed");
    assertThat(String.valueOf(broken.get("failure"))).contains("port 69 is taken");
    assertThat(plugin("idle").get("state")).isEqualTo("disabled");
    assertThat(plugin("plugs").get("state")).isEqualTo("started");
    assertThat(plugin("plugs").get("failure")).isNull();
  }

  @Test
  void healthIsDegradedAndNamesThePlugin() {
    Answer health = server.get("/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text("details.pool.status")).isEqualTo("DEGRADED");
    assertThat(health.text("details.pool.details.failed-plugins")).contains("broken: ");
    assertThat(server.get("/health/liveness").text("status")).isEqualTo("UP");
    assertThat(server.get("/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void secretsAreMasked() {
    assertThat(server.get("/api/admin/plugins/").body()).doesNotContain("s3cret");
    assertThat((List<?>) plugin("plugs").get("settings"))
        .map(setting -> ((Map<?, ?>) setting).get("key") + "=" + ((Map<?, ?>) setting).get("value"))
        .contains("owner=lab", "outlets=8")
        .anyMatch(setting -> setting.startsWith("password="));
  }

  @Test
  void aPluginTellsWhatItIsAndWhomItServes() {
    Map<?, ?> plugs = plugin("plugs");

    assertThat(plugs.get("version")).isEqualTo("1.2.3");
    assertThat(plugs.get("provider")).isEqualTo("Tests");
    assertThat(plugs.get("license")).isEqualTo("MPL-2.0");
    assertThat(plugs.get("contributes")).isEqualTo(Map.of("PowerDriverFactory", List.of("plugs")));
    assertThat(plugs.get("devices")).isEqualTo(1);
    assertThat(plugin("broken").get("devices")).isEqualTo(0);
  }

  private static Map<?, ?> plugin(String id) {
    return server.get("/api/admin/plugins/").list("plugins").stream()
        .map(item -> (Map<?, ?>) item)
        .filter(item -> id.equals(item.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static void pack(Path directory, String id, Class<?> factory, Class<?>... more)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Map.of(
            "Plugin-Id", id,
            "Plugin-Version", "1.2.3",
            "Plugin-Provider", "Tests",
            "Plugin-Description", "A plugin for tests",
            "Plugin-License", "MPL-2.0",
            "Plugin-Requires", ">=1.0.0 & <2.0.0")
        .forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream file = Files.newOutputStream(directory.resolve(id + "-1.2.3.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      add(
          jar,
          "META-INF/extensions.idx",
          (factory.getName() + "\n").getBytes(StandardCharsets.UTF_8));
      add(jar, factory);
      for (Class<?> one : more) {
        add(jar, one);
      }
      if (factory == Plugs.class) {
        add(jar, outletOf(factory));
      }
    }
  }

  /** The anonymous class that {@link Plugs} makes its outlets of. */
  private static Class<?> outletOf(Class<?> factory) {
    try {
      return Class.forName(factory.getName() + "$1");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(JarOutputStream jar, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      add(jar, name, Objects.requireNonNull(bytes, name).readAllBytes());
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
