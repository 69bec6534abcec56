package io.mozpool.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @Test
  void halvesOfPairsAndNulAreNoUnicodeText() {
    assertThat(Texts.isUnicode("a\uD83D\uDE00\n\u202E")).isTrue();
    assertThat(Texts.isUnicode("a\uD83D")).isFalse();
    assertThat(Texts.isUnicode("\uDE00\uD83D")).isFalse();
    assertThat(Texts.isUnicode("a\u0000")).isFalse();
    assertThat(Texts.isUnicode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})).isFalse();
    assertThat(Texts.isUnicode(new byte[] {(byte) 0xFF})).isFalse();
    assertThat(Texts.isUnicode("ö".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void aQuoteHasAtMostTwoHundredCharacters() {
    assertThat(Texts.quoted("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(Texts.quoted("x".repeat(201))).isEqualTo("x".repeat(199) + "…");
    assertThat(Texts.quoted("x".repeat(198) + "😀😀")).isEqualTo("x".repeat(198) + "…");
    assertThat(Texts.quoted("a\u0000\uD800")).isEqualTo("a\\u0000\\ud800");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ö", "€", "😀", "x€😀"})
  void aCutTextIsUnicodeOfAsManyBytesAsItMayHave(String piece) {
    String cut = TextLimit.EVENT.cut(piece.repeat(100));

    assertThat(cut).endsWith("…").startsWith(piece);
    assertThat(Texts.isUnicode(cut)).isTrue();
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(60, 64);
  }

  @Test
  void aShortTextIsNotCut() {
    assertThat(TextLimit.EVENT.cut("ö".repeat(32))).isEqualTo("ö".repeat(32));
    assertThat(TextLimit.EVENT.cutOrNull(null)).isNull();
    assertThat(TextLimit.EVENT.problem("event", "ö".repeat(32))).isEmpty();
    assertThat(TextLimit.EVENT.problem("event", "ö".repeat(33)))
        .contains("event: expected at most 64 bytes of UTF-8, not 66 bytes");
  }
}
