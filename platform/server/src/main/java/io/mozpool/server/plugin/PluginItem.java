package io.mozpool.server.plugin;

import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.SettingInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plugin, as the API shows it.
 *
 * @param state {@code started}, {@code failed} or {@code disabled}
 * @param failure why it failed; null where it did not
 * @param contributes the names it goes by, by extension point
 * @param devices how many devices it has drivers for
 */
@Serdeable
record PluginItem(
    String id,
    String version,
    String provider,
    String description,
    String license,
    String requires,
    String state,
    @Nullable String failure,
    Map<String, List<String>> contributes,
    List<SettingItem> settings,
    long devices) {

  /** A setting; the value of a secret one is masked. */
  @Serdeable
  record SettingItem(String key, String description, String value, @Nullable String defaultValue) {

    static SettingItem of(SettingInfo setting) {
      return new SettingItem(
          setting.key(),
          setting.description(),
          setting.value(),
          setting.defaultValue().orElse(null));
    }
  }

  static PluginItem of(PluginInfo plugin, Function<PluginInfo, Long> devices) {
    return new PluginItem(
        plugin.id(),
        plugin.version(),
        plugin.provider(),
        plugin.description(),
        plugin.license(),
        plugin.requires(),
        plugin.state().name().toLowerCase(Locale.ROOT),
        plugin.failure().orElse(null),
        plugin.contributions().stream()
            .collect(
                Collectors.groupingBy(
                    PluginInfo.Extension::point,
                    Collectors.mapping(PluginInfo.Extension::name, Collectors.toList()))),
        plugin.settings().stream().map(SettingItem::of).toList(),
        devices.apply(plugin));
  }
}
