package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      chars = {
        0, 7, 8, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066,
        0xfeff
      })
  void whatATerminalMightObeyIsEscaped(char bad) {
    String escaped = "a\\u%04xb".formatted((int) bad);
    assertThat(Printable.text("a" + bad + "b")).isEqualTo(escaped);
    assertThat(Printable.line("a" + bad + "b")).isEqualTo(escaped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "größer 東京 🙂 👩\u200d🔬 עברית", "a \\ b \"c\""})
  void whatPeopleWriteStaysAsItIs(String text) {
    assertThat(Printable.line(text)).isSameAs(text);
  }

  @Test
  void onlyATextHasLines() {
    assertThat(Printable.text("a\tb\nc\rd")).isEqualTo("a\tb\nc\\rd");
    assertThat(Printable.line("a\tb\nc\rd")).isEqualTo("a\\tb\\nc\\rd");
  }
}
