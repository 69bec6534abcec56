package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.mozpool.server.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  private static ApplicationContext context;
  private static Json json;

  @BeforeAll
  static void open() {
    context = ApplicationContext.run();
    json = context.getBean(Json.class);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{bad", "[]", "5", "null", "\"text\"", "a=b&c=d", "{} {}"})
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> body(text))
        .isInstanceOf(ApiException.class)
        .hasMessage("body: expected a JSON object: " + text);
  }

  @Test
  void noBodyCountsAsAnEmptyObject() {
    assertThat(JsonBody.read(json, null).optionalText("a")).isEmpty();
    assertThat(body(" \n ").optionalText("a")).isEmpty();
  }

  @Test
  void anErrorNamesTheKeyWhatWasExpectedAndWhatCame() {
    assertThatThrownBy(() -> body("{}").text("image")).hasMessage("image: missing, expected text");
    assertThatThrownBy(() -> body("{\"image\": {\"a\": 1}}").text("image"))
        .hasMessage("image: expected text, not {\"a\":1}");
    assertThatThrownBy(() -> body("{\"wait\": 1}").flag("wait"))
        .hasMessage("wait: expected true or false, not 1");
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "60.9, 60",
    "\"60\", 60",
    "\" 60 \", 60",
    "1, 1",
    "1e2, 100",
    "315360000, 315360000"
  })
  void secondsAreNumbersCutToWholeOnesOrWholeNumbersAsText(String value, long seconds) {
    assertThat(body("{\"duration\": " + value + "}").seconds("duration"))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "0.99", "315360001", "1e400", "\"\"", "\"1e2\"", "\"0\"", "null", "{}"})
  void otherSecondsAreRefused(String value) {
    assertThatThrownBy(() -> body("{\"duration\": " + value + "}").seconds("duration"))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("duration: expected ");
  }

  @Test
  void aBootConfigIsTextOrAnObject() {
    assertThat(body("{\"b\": \"{\\\"a\\\": 1}\"}").bootConfig("b")).contains("{\"a\": 1}");
    assertThat(body("{\"b\": {\"a\": 1}}").bootConfig("b")).contains("{\"a\":1}");
    assertThat(body("{\"b\": null}").bootConfig("b")).isEmpty();
    assertThatThrownBy(() -> body("{\"b\": [1]}").bootConfig("b"))
        .hasMessage("b: expected JSON as text, or an object, not [1]");
  }

  @Test
  void aFlagIsSetOnlyByTrue() {
    assertThat(body("{\"wait\": true}").flag("wait")).isTrue();
    assertThat(body("{\"wait\": false}").flag("wait")).isFalse();
    assertThat(body("{\"wait\": null}").flag("wait")).isFalse();
    assertThat(body("{}").flag("wait")).isFalse();
  }

  private static JsonBody body(String text) {
    return JsonBody.read(json, text);
  }
}
