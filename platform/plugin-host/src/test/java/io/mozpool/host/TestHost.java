package io.mozpool.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts a host with the jars and settings of a test. */
final class TestHost {

  private final Path directory;
  private Configuration configuration = Configuration.of(Map.of(), name -> Optional.empty());

  TestHost(Path directory) {
    this.directory = directory;
  }

  Path plugins() {
    return existing("plugins");
  }

  Path data() {
    return existing("data");
  }

  void set(String key, Object value) {
    configuration = configuration.with(key, value);
  }

  PluginHost start() {
    return start(Selection.all());
  }

  PluginCheck check() {
    set("mozpool.plugins.directory", plugins());
    return PluginHost.check(configuration, Set.of());
  }

  PluginHost start(Selection selection) {
    return PluginHost.start(
        configuration,
        plugins(),
        data(),
        Clock.systemUTC(),
        (name, source) -> Optional.empty(),
        selection);
  }

  PluginHost start(Patience patience) {
    return new Startup(configuration, plugins(), patience)
        .start(
            new HostContext(Clock.systemUTC(), data(), (name, source) -> Optional.empty()),
            Selection.all().withTakenStages(Set.of("ready")));
  }

  private Path existing(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
