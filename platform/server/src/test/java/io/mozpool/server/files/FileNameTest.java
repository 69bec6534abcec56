package io.mozpool.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "pxelinux.0, pxelinux.0",
    "//pxelinux.0, pxelinux.0",
    "\\live\\uImage, live/uImage",
    "/live//./uImage/, live/uImage",
    "live/../boot/x, boot/x",
    "...//..x, .../..x",
  })
  void aFileHasOneName(String requested, String plain) {
    assertThat(FileName.plain(requested)).contains(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "\\", ".", "./.", "a/..", "..", "../a", "a/../../a", "\\..\\a"})
  void whatLeadsOutIsNobodysName(String requested) {
    assertThat(FileName.plain(requested)).isEmpty();
  }

  @Test
  void aLongNameIsNoTrouble() {
    assertThat(FileName.plain("a/".repeat(100_000) + "../".repeat(100_001))).isEmpty();
  }
}
