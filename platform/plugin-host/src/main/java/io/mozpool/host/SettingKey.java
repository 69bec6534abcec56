package io.mozpool.host;

import io.mozpool.plugin.Setting;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A component of a settings record, as a key of the configuration.
 *
 * @param name the component's name in kebab case: {@code server-address} of {@code serverAddress}
 */
record SettingKey(String name, RecordComponent component) {

  /** The keys of a record, in its order. */
  static List<SettingKey> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> new SettingKey(kebab(component.getName()), component))
        .toList();
  }

  Optional<Setting> setting() {
    return Optional.ofNullable(component.getAnnotation(Setting.class));
  }

  /** The default, as it would be written in the configuration. */
  Optional<String> defaultValue() {
    return setting().map(Setting::defaultValue).filter(text -> !text.equals(Setting.NONE));
  }

  private static String kebab(String camel) {
    return camel
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
