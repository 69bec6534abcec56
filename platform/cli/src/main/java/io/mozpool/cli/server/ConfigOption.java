package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the configuration is. */
public final class ConfigOption {

  private static final String VARIABLE = "MOZPOOL_CONFIG";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:" + VARIABLE + "}",
      description = "The configuration file, YAML ($" + VARIABLE + ").")
  private @Nullable Path file;

  /** What the environment says, where there is no such option. */
  public static ConfigOption ofEnvironment() {
    ConfigOption option = new ConfigOption();
    option.file = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).orElse(null);
    return option;
  }

  /** Whether there is one. */
  public boolean isGiven() {
    return file != null;
  }

  /** Reads the file; without one nothing is configured. */
  public Configuration load() {
    return file == null
        ? Configuration.of(Map.of(), name -> Optional.ofNullable(System.getenv(name)))
        : Configuration.load(file);
  }
}
