package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.Configuration;
import io.mozpool.host.PluginCheck;
import io.mozpool.host.PluginHost;
import io.mozpool.host.SettingInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The operator's guide lists the settings of the plugins that are shipped, with their defaults. */
class PluginSettingsIT {

  private static final Path GUIDE = Path.of("../docs/operators-guide.md");
  private static final Path PLUGINS = Path.of(System.getProperty("mozpool.home"), "plugins");

  /** Inventory sources have a page of their own. */
  private static final Set<String> ELSEWHERE = Set.of("file", "mozilla-inventory", "netbox");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?:`([^`]+)`)? ?\\| ((?:`[^`]+`(?:, )?)+) \\| ([^|]+) \\| .+ \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void theGuideHasEverySettingWithItsDefault() throws IOException {
    Configuration configuration =
        Configuration.of(
            Map.of("mozpool", Map.of("plugins", Map.of("directory", PLUGINS.toString()))),
            name -> Optional.empty());
    try (PluginCheck check = PluginHost.check(configuration, Set.of())) {
      Map<String, String> shipped = new TreeMap<>();
      check.host().plugins().stream()
          .filter(plugin -> !ELSEWHERE.contains(plugin.id()))
          .forEach(
              plugin ->
                  plugin
                      .settings()
                      .forEach(
                          setting -> shipped.put(plugin.id() + " " + key(setting), text(setting))));

      assertThat(guide()).isEqualTo(shipped).isNotEmpty();
    }
  }

  /** One row of the guide stands for the failures of all steps. */
  private static String key(SettingInfo setting) {
    return setting.key().replaceFirst("^failures\\..+", "failures");
  }

  private static String text(SettingInfo setting) {
    return setting.defaultValue().orElse("none");
  }

  private static Map<String, String> guide() throws IOException {
    String section = Files.readString(GUIDE).split("Settings of plugins stand below")[1];
    Map<String, String> settings = new TreeMap<>();
    String plugin = "";
    for (MatchResult row : ROW.matcher(section).results().toList()) {
      plugin = row.group(1) == null ? plugin : row.group(1);
      List<String> keys = codes(row.group(2));
      List<String> defaults = codes(row.group(3));
      for (int i : IntStream.range(0, keys.size()).toArray()) {
        String value = defaults.isEmpty() ? row.group(3) : defaults.get(i);
        settings.put(plugin + " " + keys.get(i).replaceFirst("\\.[A-Z]+$", ""), value);
      }
    }
    return settings;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell)
        .results()
        .map(code -> code.group(1))
        .collect(Collectors.toUnmodifiableList());
  }
}
