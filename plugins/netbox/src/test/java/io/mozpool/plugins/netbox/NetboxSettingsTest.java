package io.mozpool.plugins.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetboxSettingsTest {

  private static final String URL = "https://netbox.example.com/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://my_inventory",
        "netbox.example.com",
        "file:///etc/passwd",
        "https://me:s3cret@netbox.example.com",
        "https://netbox.example.com/?token=s3cret"
      })
  void aUrlThatIsNoRootIsNotQuoted(String url) {
    assertThatThrownBy(() -> settings(url, "", "", 200))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: expected http[s]://host")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aTokenThatNoHeaderCanHoldIsNotQuoted() {
    assertThatThrownBy(() -> settings(URL, "s3cret\n", "", 200))
        .hasMessage("token: expected ASCII characters without blanks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=panda 1", "name=100%", "tag=a#b", "name=\u00e9"})
  void aFilterThatIsNoQueryIsQuoted(String filter) {
    assertThatThrownBy(() -> settings(URL, "", filter, 200))
        .hasMessageStartingWith("filter: expected a query such as status=active&tag=mozpool")
        .hasMessageEndingWith("not '" + filter + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void aPageOfNoneAndOfTooManyAreRefused(int size) {
    assertThatThrownBy(() -> settings(URL, "", "", size))
        .hasMessage("page-size: expected 1 to 1000, not " + size);
  }

  @ParameterizedTest
  @CsvSource({"nbt_KEY.TOKEN, Bearer nbt_KEY.TOKEN", "0123abcd, Token 0123abcd", "'', ''"})
  void theTokensFormTellsItsKind(String token, String header) {
    assertThat(settings(URL, token, "name__ic=%20a&tag=b", 1).authorization()).isEqualTo(header);
  }

  private static NetboxSettings settings(String url, String token, String filter, int pageSize) {
    return new NetboxSettings(
        Optional.of(URI.create(url)),
        token,
        filter,
        pageSize,
        "",
        "",
        "",
        Optional.empty(),
        Optional.empty());
  }
}
