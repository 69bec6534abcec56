package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.mozpool.server.json.Json;
import io.mozpool.server.text.TextLimit;
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
    assertThat(JsonBody.read(json, null).optionalName("a")).isEmpty();
    assertThat(body(" \n ").optionalName("a")).isEmpty();
  }

  @Test
  void anErrorNamesTheKeyWhatWasExpectedAndWhatCame() {
    assertThatThrownBy(() -> body("{}").name("image")).hasMessage("image: missing, expected text");
    assertThatThrownBy(() -> body("{\"image\": {\"a\": 1}}").name("image"))
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
  void aTextIsAsLongAsItsBoundInBytes() {
    assertThat(body("{\"e\": \"" + "ö".repeat(32) + "\"}").text("e", TextLimit.ENVIRONMENT))
        .hasSize(32);
    assertThatThrownBy(
            () -> body("{\"e\": \"" + "ö".repeat(33) + "\"}").text("e", TextLimit.ENVIRONMENT))
        .hasMessage("e: expected at most 64 bytes of UTF-8, not 66 bytes");
    assertThatThrownBy(() -> body("{\"n\": \"" + "x".repeat(65) + "\"}").name("n"))
        .hasMessage("n: expected at most 64 characters, not 65 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "{\"a\": \"me\\ud800\"}, 'a: expected Unicode text, not me\\ud800'",
    "{\"a\": \"\\udc00me\"}, 'a: expected Unicode text, not \\udc00me'",
    "{\"a\": \"me\\u0000\"}, 'a: expected Unicode text, not me\\u0000'",
    "{\"a\": {\"b\": [\"\\ud800\"]}}, 'a: expected Unicode text, not '",
    "{\"a\": {\"\\u0000\": 1}}, 'a: expected Unicode text, not '",
    "{\"\\u0000\": 1}, 'body: expected Unicode text, not the key \\u0000'"
  })
  void aTextThatIsNoUnicodeIsRefused(String text, String message) {
    assertThatThrownBy(() -> body(text))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTextWithinABootConfigIsUnicodeToo() {
    assertThatThrownBy(() -> body("{\"b\": \"{\\\"a\\\": \\\"\\\\ud800\\\"}\"}").bootConfig("b"))
        .hasMessageStartingWith("b: expected Unicode text, not ");
    assertThat(body("{\"b\": \"\\ud83d\\ude00\"}").bootConfig("b")).contains("😀");
  }

  @Test
  void aValueIsNestedNoDeeperThanFiftyLevels() {
    assertThat(body(nested(50)).bootConfigValue("a")).isPresent();
    assertThatThrownBy(() -> body(nested(51)))
        .hasMessageStartingWith("body: expected JSON that is nested at most 50 deep");
    assertThatThrownBy(() -> body(nested(900))).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> body(nested(100_000))).isInstanceOf(ApiException.class);
    String inner = nested(900).replace("\"", "\\\"");
    assertThatThrownBy(() -> body("{\"b\": \"" + inner + "\"}").bootConfig("b"))
        .hasMessageStartingWith("b: expected JSON that is nested at most 50 deep");
  }

  @Test
  void aRefusalRepeatsOnlyTheBeginningOfAValue() {
    assertThatThrownBy(() -> body("x".repeat(100_000)))
        .hasMessage("body: expected a JSON object: " + "x".repeat(199) + "…");
  }

  @Test
  void aFlagIsSetOnlyByTrue() {
    assertThat(body("{\"wait\": true}").flag("wait")).isTrue();
    assertThat(body("{\"wait\": false}").flag("wait")).isFalse();
    assertThat(body("{\"wait\": null}").flag("wait")).isFalse();
    assertThat(body("{}").flag("wait")).isFalse();
  }

  private static String nested(int depth) {
    return "{\"a\": ".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  private static JsonBody body(String text) {
    return JsonBody.read(json, text);
  }
}
