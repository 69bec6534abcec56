package io.mozpool.cli.devices;

import io.mozpool.client.MozpoolClient;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the devices that names with wildcards stand for. */
final class DeviceNames {

  private DeviceNames() {}

  /** Whether a name stands for itself alone. */
  static boolean isPlain(String name) {
    return !new NamePattern(name).isWild();
  }

  /**
   * The devices, each once; a name without wildcards is not looked up.
   *
   * @throws IOException where a name with wildcards stands for none
   */
  static List<String> of(MozpoolClient client, List<String> names) throws IOException {
    if (names.stream().allMatch(DeviceNames::isPlain)) {
      return names.stream().distinct().toList();
    }
    List<String> all = all(client);
    Set<String> found = new LinkedHashSet<>();
    for (String name : names) {
      NamePattern pattern = new NamePattern(name);
      List<String> matches =
          pattern.isWild() ? all.stream().filter(pattern::matches).toList() : List.of(name);
      requireSome(name, matches);
      found.addAll(matches);
    }
    return List.copyOf(found);
  }

  static void requireSome(String name, List<?> matches) throws IOException {
    if (matches.isEmpty()) {
      throw new IOException("no device matches '" + name + "'");
    }
  }

  private static List<String> all(MozpoolClient client) throws IOException {
    Object devices = client.at("device", "list").get().get("devices");
    Stream<?> names = devices instanceof List<?> list ? list.stream() : Stream.empty();
    return names.map(String::valueOf).toList();
  }
}
