package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.NamedFactory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.pf4j.ExtensionPoint;

/** A plugin's jar, compiled and packed on the spot. */
final class TestJar {

  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> resources = new LinkedHashMap<>();

  static TestJar plugin(String id) {
    return new TestJar()
        .manifest("Plugin-Id", id)
        .manifest("Plugin-Version", "1.2.3")
        .manifest("Plugin-Provider", "Tests")
        .manifest("Plugin-Description", "A plugin for tests")
        .manifest("Plugin-License", "MPL-2.0")
        .manifest("Plugin-Requires", ">=1.0.0 & <2.0.0");
  }

  /** Adds a power driver; the body makes it from {@code config} and {@code context}. */
  TestJar power(String scheme, String components, String body) {
    return extension(
        "test.Power",
        """
        package test;
        import io.mozpool.plugin.*;
        import io.mozpool.plugin.power.*;
        public class Power implements PowerDriverFactory<Power.Config> {
          public record Config(%s) {}
          public String name() { return "%s"; }
          public Class<Config> configType() { return Config.class; }
          public PowerDriver create(Config config, PluginContext context) throws Exception { %s }
          static PowerDriver driver(Object controller) {
            return address -> new PowerControl() {
              public String controller() { return String.valueOf(controller); }
              public void on(Deadline deadline) {}
              public void off(Deadline deadline) {}
            };
          }
        }
        """
            .formatted(components, scheme, body));
  }

  TestJar manifest(String key, String value) {
    manifest.put(key, value);
    return this;
  }

  TestJar extension(String name, String source) {
    resource("META-INF/extensions.idx", indexWith(name));
    return source(name, source);
  }

  TestJar source(String name, String source) {
    sources.put(name, source);
    return this;
  }

  TestJar resource(String name, byte[] contents) {
    resources.put(name, contents);
    return this;
  }

  /** Writes the jar into a directory. */
  Path in(Path directory) {
    Path jar = directory.resolve(manifest.getOrDefault("Plugin-Id", "none") + "-1.2.3.jar");
    return at(jar);
  }

  Path at(Path jar) {
    try {
      Path work = Files.createTempDirectory(jar.getParent(), "classes");
      Path classes = compile(work);
      pack(jar, classes);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] indexWith(String name) {
    byte[] index = resources.getOrDefault("META-INF/extensions.idx", new byte[0]);
    return (new String(index, StandardCharsets.UTF_8) + name + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Path compile(Path work) throws IOException {
    Path classes = Files.createDirectories(work.resolve("out"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-cp",
                  classPath() + File.pathSeparator + classes,
                  "-d",
                  "" + classes,
                  "" + file);
      assertThat(result).as("compiling " + source.getKey()).isZero();
    }
    return classes;
  }

  private static String classPath() {
    return Stream.of(NamedFactory.class, ExtensionPoint.class, NullMarked.class)
        .map(TestJar::home)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pack(Path jar, Path classes) throws IOException {
    Manifest written = new Manifest();
    written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach((key, value) -> written.getMainAttributes().putValue(key, value));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, written);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path one : compiled.filter(Files::isRegularFile).toList()) {
        add(out, classes.relativize(one).toString(), Files.readAllBytes(one));
      }
      for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
        add(out, resource.getKey(), resource.getValue());
      }
    }
  }

  private static void add(JarOutputStream out, String name, byte[] contents) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(contents);
    out.closeEntry();
  }
}
