package io.mozpool.host;

import io.mozpool.host.PluginInfo.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A jar in the directory of plugins, as its manifest describes it.
 *
 * @param refusal why it is not loaded, where its manifest is reason enough
 */
record PluginJar(
    Path file,
    String id,
    String version,
    String provider,
    String description,
    String license,
    String requires,
    Optional<String> refusal) {

  private static final String BUNDLED_API = "io/mozpool/plugin/NamedFactory.class";

  /**
   * The jars of a directory, by file name.
   *
   * @throws ConfigurationException where there is no such directory
   */
  static List<PluginJar> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ConfigurationException(
          "mozpool.plugins.directory: expected a directory, not '" + directory + "'");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(PluginJar::read)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigurationException(
          "mozpool.plugins.directory: cannot read '" + directory + "': " + e.getMessage());
    }
  }

  /** Whether the jar brings classes along that only the host may bring. */
  boolean bundlesTheApi() {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.getEntry(BUNDLED_API) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What becomes of the plugin.
   *
   * @param failure why it failed, where it did
   */
  PluginInfo info(
      State state, @Nullable String failure, List<Offer> offers, List<SettingInfo> settings) {
    return new PluginInfo(
        id,
        version,
        provider,
        description,
        license,
        requires,
        state,
        Optional.ofNullable(failure),
        offers.stream().map(Offer::info).toList(),
        settings);
  }

  private static PluginJar read(Path file) {
    if (!Files.isRegularFile(file)) { // a pipe would keep us waiting
      return of(file, new Attributes(), Optional.of("cannot be read as a jar: no regular file"));
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return of(file, manifest == null ? new Attributes() : manifest.getMainAttributes());
    } catch (IOException | RuntimeException e) { // whatever is in it
      return of(file, new Attributes(), Optional.of("cannot be read as a jar: " + e.getMessage()));
    }
  }

  private static PluginJar of(Path file, Attributes manifest) {
    return of(file, manifest, refusal(manifest));
  }

  private static PluginJar of(Path file, Attributes manifest, Optional<String> refusal) {
    String id = entry(manifest, "Plugin-Id");
    return new PluginJar(
        file,
        id.isEmpty() ? idByName(file) : id,
        entry(manifest, "Plugin-Version"),
        entry(manifest, "Plugin-Provider"),
        entry(manifest, "Plugin-Description"),
        entry(manifest, "Plugin-License"),
        entry(manifest, "Plugin-Requires"),
        refusal);
  }

  private static Optional<String> refusal(Attributes manifest) {
    for (String needed : List.of("Plugin-Id", "Plugin-Version")) {
      if (entry(manifest, needed).isEmpty()) {
        return Optional.of("its manifest has no " + needed);
      }
    }
    String id = entry(manifest, "Plugin-Id");
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      return Optional.of("Plugin-Id '" + id + "': expected letters, digits, '.', '_' and '-'");
    }
    String others = entry(manifest, "Plugin-Dependencies");
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("it depends on '" + others + "', expected a plugin that stands alone");
  }

  private static String entry(Attributes manifest, String name) {
    @Nullable String value = manifest.getValue(name);
    return value == null ? "" : value.strip();
  }

  private static String idByName(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(-[0-9].*)?[.]jar$", "");
  }
}
