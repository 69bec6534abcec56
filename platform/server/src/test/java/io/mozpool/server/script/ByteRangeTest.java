package io.mozpool.server.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=2-1",
        "bytes=a-b",
        "bytes=1-2,4-5",
        "lines=1-2",
        "bytes=1-99999999999999999999"
      })
  void whatIsNoSingleRangeIsIgnored(String header) {
    assertThat(ByteRange.parse(header, 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, bytes 0-0/10",
    "bytes=2-5, bytes 2-5/10",
    "bytes=2-, bytes 2-9/10",
    "bytes=9-, bytes 9-9/10",
    "bytes=5-100, bytes 5-9/10",
    "bytes=-3, bytes 7-9/10",
    "bytes=-100, bytes 0-9/10",
    "bytes=-0, bytes */10",
    "bytes=10-, bytes */10",
    "bytes=999999999999999999-, bytes */10"
  })
  void aRangeIsCutToTheFile(String header, String contentRange) {
    assertThat(ByteRange.parse(header, 10).map(range -> range.contentRange(10)))
        .contains(contentRange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=0-5", "bytes=-5"})
  void anEmptyFileHasNoRange(String header) {
    assertThat(ByteRange.parse(header, 0).map(range -> range.contentRange(0)))
        .contains("bytes */0");
  }
}
