package io.mozpool.host;

import io.mozpool.plugin.Setting;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting of a plugin, for people to read.
 *
 * @param key the key below the plugin's settings
 * @param description one sentence; empty where the plugin gives none
 * @param value the value in force, as text; {@code ***} where it is secret and set
 * @param defaultValue the default, as it would be written in the configuration
 */
public record SettingInfo(
    String key, String description, String value, Optional<String> defaultValue) {

  private static final String MASK = "***";

  /** The settings of a bound record and of the records in it. */
  static List<SettingInfo> of(Record settings) {
    return of("", settings).toList();
  }

  private static Stream<SettingInfo> of(String prefix, Record settings) {
    return SettingKey.of(settings.getClass()).stream()
        .flatMap(
            key -> {
              Object value = value(key, settings);
              return value instanceof Record inner
                  ? of(prefix + key.name() + ".", inner)
                  : Stream.of(info(prefix, key, value));
            });
  }

  private static SettingInfo info(String prefix, SettingKey key, Object value) {
    return new SettingInfo(
        prefix + key.name(),
        key.setting().map(Setting::value).orElse(""),
        shown(key, value),
        key.defaultValue());
  }

  private static String shown(SettingKey key, Object value) {
    String text = text(value);
    boolean secret = key.setting().filter(Setting::secret).isPresent();
    return secret && !text.isEmpty() ? MASK : text;
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(SettingInfo::text).orElse("");
    } else if (value instanceof List<?> list) {
      return list.stream().map(SettingInfo::text).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Record inner) {
      return SettingKey.of(inner.getClass()).stream()
          .map(key -> key.name() + ": " + shown(key, value(key, inner)))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Duration duration) {
      return text(duration);
    }
    return value instanceof Enum<?> constant ? Scalars.word(constant) : value.toString();
  }

  private static String text(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  private static Object value(SettingKey key, Record settings) {
    try {
      key.component().getAccessor().setAccessible(true);
      return Objects.requireNonNullElse(key.component().getAccessor().invoke(settings), "");
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + key.component(), e);
    }
  }
}
