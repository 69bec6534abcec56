package io.mozpool.server.machine;

import java.util.Map;
import java.util.Optional;

/**
 * What comes with an event: {@code image}, {@code boot_config}, {@code request}, {@code
 * imaging_result}, {@code device}.
 */
public record Arguments(Map<String, String> values) {

  public static final Arguments NONE = new Arguments(Map.of());

  public Arguments {
    values = Map.copyOf(values);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
