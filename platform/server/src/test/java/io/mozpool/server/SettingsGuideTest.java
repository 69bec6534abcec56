package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Setting;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The operator's guide lists the settings of the server as their records have them. */
class SettingsGuideTest {

  private static final Path GUIDE = Path.of("../../docs/operators-guide.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[^`]+`(?:, )?)+) \\| ([^|]+) \\| (.+) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern UNIT =
      Pattern.compile("\\b(bytes|seconds|a second|milliseconds)\\b");

  /** Bound by others; the keys of a map may be shown by a placeholder. */
  private static final List<String> ELSEWHERE = List.of("plugins.directory", "plugins.disabled");

  private record Row(String defaultValue, String meaning) {}

  private record Key(String name, Class<?> type, Optional<Setting> setting) {

    Optional<String> defaultValue() {
      return setting.map(Setting::defaultValue).filter(text -> !text.equals(Setting.NONE));
    }
  }

  private static final Map<String, Row> GUIDED = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    String section =
        Files.readString(GUIDE).split("(?m)^## Settings$")[1].split("Settings of plugins")[0];
    ROW.matcher(section)
        .results()
        .forEach(
            row ->
                CODE.matcher(row.group(1))
                    .results()
                    .map(key -> key.group(1).replaceFirst("\\.[A-Z]+$", ""))
                    .forEach(key -> GUIDED.put(key, new Row(row.group(2), row.group(3)))));
  }

  @Test
  void everySettingIsThereAndNoOther() {
    assertThat(GUIDED.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(keys().map(Key::name), ELSEWHERE.stream()).toList());
  }

  @TestFactory
  Stream<DynamicTest> everySettingHasItsDefaultAndUnit() {
    return keys().map(key -> DynamicTest.dynamicTest(key.name(), () -> compare(key)));
  }

  private static void compare(Key key) {
    Row row = GUIDED.get(key.name());
    assertThat(row).as(key.name()).isNotNull();
    key.defaultValue()
        .ifPresentOrElse(
            value -> assertThat(row.defaultValue()).isEqualTo("`" + value + "`"),
            () -> assertThat(row.defaultValue()).doesNotContain("`"));
    if (key.type() == Duration.class) {
      assertThat(row.defaultValue()).matches("`[0-9]+(ms|s|m|h|d)`");
    }
    UNIT.matcher(key.setting().map(Setting::value).orElse(""))
        .results()
        .forEach(unit -> assertThat(row.meaning()).contains(unit.group().replaceFirst("^a ", "")));
  }

  private static Stream<Key> keys() {
    return keys("", ServerSettings.class);
  }

  private static Stream<Key> keys(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component -> {
              String name = prefix + kebab(component);
              return component.getType().isRecord()
                  ? keys(name + ".", component.getType())
                  : Stream.of(
                      new Key(
                          name,
                          component.getType(),
                          Optional.ofNullable(component.getAnnotation(Setting.class))));
            });
  }

  private static String kebab(RecordComponent component) {
    return component.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
