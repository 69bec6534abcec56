package io.mozpool.cli.remote;

import io.mozpool.cli.server.ConfigOption;
import picocli.CommandLine.Mixin;

/** A {@link Remote} of commands that have the option {@code --config}. */
public final class ConfiguredRemote extends Remote {

  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public ConfigOption config() {
    return config;
  }
}
