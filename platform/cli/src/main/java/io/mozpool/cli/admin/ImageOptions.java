package io.mozpool.cli.admin;

import io.mozpool.client.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an image is like. What is not given stays as it is. */
final class ImageOptions {

  @Option(
      names = "--boot-config-key",
      paramLabel = "KEY",
      split = ",",
      hideParamSyntax = true,
      description = "What a request for it has to say; several, or '' for nothing.")
  private @Nullable List<String> keys;

  @Option(
      names = "--can-reuse",
      negatable = true,
      description = "Whether a device that has it on it needs no new one.")
  private @Nullable Boolean canReuse;

  @Option(names = "--hidden", negatable = true, description = "Whether lists leave it out.")
  private @Nullable Boolean hidden;

  @Option(
      names = "--sut-agent",
      negatable = true,
      description = "Whether a device that has it on it runs an agent.")
  private @Nullable Boolean sutAgent;

  @Option(
      names = "--installer",
      paramLabel = "NAME",
      description = "The plugin's installer that puts it on a device; '' for none.")
  private @Nullable String installer;

  JsonObject applyTo(JsonObject image) {
    JsonObject changed = image;
    if (keys != null) {
      changed =
          changed.with("boot_config_keys", keys.stream().filter(key -> !key.isBlank()).toList());
    }
    changed = with(changed, "can_reuse", canReuse);
    changed = with(changed, "hidden", hidden);
    changed = with(changed, "has_sut_agent", sutAgent);
    if (installer != null) {
      changed = changed.with("installer", installer.isEmpty() ? null : installer);
    }
    return changed;
  }

  private static JsonObject with(JsonObject image, String key, @Nullable Boolean value) {
    return value == null ? image : image.with(key, value);
  }
}
