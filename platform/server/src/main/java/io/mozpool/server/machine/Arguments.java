package io.mozpool.server.machine;

import java.util.Map;
import java.util.Optional;

/**
 * What comes with an event: {@code image}, {@code boot_config}, {@code imaging_result}, {@code
 * device}, and on what conditions.
 */
public record Arguments(Map<String, String> values) {

  public static final Arguments NONE = new Arguments(Map.of());

  public Arguments {
    values = Map.copyOf(values);
  }

  /** Whether there is one of this name. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
