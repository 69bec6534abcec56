package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is. */
public final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:MOZPOOL_CONFIG}",
      description = "The configuration file, YAML ($MOZPOOL_CONFIG).")
  private @Nullable Path file;

  /** Reads the file; without one nothing is configured. */
  public Configuration load() {
    return file == null
        ? Configuration.of(Map.of(), name -> Optional.ofNullable(System.getenv(name)))
        : Configuration.load(file);
  }
}
