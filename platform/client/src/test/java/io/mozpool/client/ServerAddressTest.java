package io.mozpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "pool.example:8010,http://pool.example:8010",
    "http://pool.example/,http://pool.example/",
    "https://pool.example,https://pool.example",
    "http://my_host:8010,http://my_host:8010",
    "my_host,http://my_host",
    "http://[fe80::1%25eth0]:80,http://[fe80::1%25eth0]:80",
    "[::1]:8010,http://[::1]:8010"
  })
  void anAddressIsTaken(String text, String address) {
    assertThat(ServerAddress.of(text)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "ftp://x",
        "mailto:x",
        "http://x:y",
        "http://x:",
        "http://x:99999",
        "http://x y",
        "http://[x]",
        "http://x/pool",
        "http://x?a",
        "http://x#a"
      })
  void anyOtherFormIsRefusedWithWhatWasExpected(String text) {
    assertThatThrownBy(() -> ServerAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected one such as http://pool.example:8010")
        .hasMessageEndingWith(", not '" + text + "'");
  }

  @Test
  void aPathIsRefusedByTheClientToo() {
    assertThatThrownBy(() -> new MozpoolClient(URI.create("http://x/pool")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without a path");
  }

  @Test
  void aPasswordIsNotRepeated() {
    assertThatThrownBy(() -> ServerAddress.of("http://me:hush@x"))
        .hasMessageContaining("without user and password")
        .message()
        .doesNotContain("hush");
  }
}
