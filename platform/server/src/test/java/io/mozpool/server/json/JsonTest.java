package io.mozpool.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

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
  @ValueSource(strings = {"{bad", "", "{\"a\": 1} x", "nonsense", "{\"a\":}", "{} {}", "1], [2"})
  void whatIsNoJsonIsNothing(String text) {
    assertThat(json.parse(text)).isEmpty();
  }

  @Test
  void whatIsNestedTooDeeplyIsNothing() {
    assertThat(json.parse("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "[]", "5", "{bad", "null"})
  void whatIsNoObjectHasNoTexts(String text) {
    assertThat(json.map(text)).isEmpty();
  }

  @Test
  void valuesThatAreNoTextAreWrittenAsJson() {
    assertThat(json.map("{\"a\": \"x\", \"b\": 5, \"c\": [1, 2], \"d\": null}"))
        .isEqualTo(Map.of("a", "x", "b", "5", "c", "[1,2]", "d", "null"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1, \"b\": 2} | {\"b\":2,\"a\":1}",
        "{} | ''",
        "{} | nonsense",
        "'' | nonsense",
        "{\"a\": {\"b\": [1, 2]}} | {\"a\":{\"b\":[1,2]}}"
      })
  void equalBootConfigsAreTheSameHoweverTheyAreWritten(String one, String other) {
    assertThat(json.sameBootConfig(one, other)).isTrue();
    assertThat(json.sameBootConfig(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1} | {\"a\": 2}",
        "{\"a\": 1} | {}",
        "{\"a\": \"1\"} | {\"a\": 1}",
        "{\"a\": [1, 2]} | {\"a\": [2, 1]}",
        "[] | {}"
      })
  void differentBootConfigsAreNot(String one, String other) {
    assertThat(json.sameBootConfig(one, other)).isFalse();
  }

  @Test
  void noBootConfigIsAnEmptyOne() {
    assertThat(json.sameBootConfig(null, "{}")).isTrue();
  }

  @Test
  void oldClientsFindBlanksAfterColonsAndCommas() {
    assertThat(json.spaced(Map.of("b2gbase", JsonNode.createStringNode("http://x/\"q\""))))
        .isEqualTo("{\"b2gbase\": \"http://x/\\\"q\\\"\"}");
  }
}
