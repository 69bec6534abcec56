package io.mozpool.plugins.mozillainventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MozillaInventorySettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://my_inventory",
        "inventory.example.com",
        "ftp://inventory.example.com",
        "https://me:s3cret@inventory.example.com",
        "https://inventory.example.com/?q=s3cret"
      })
  void aUrlThatIsNoRootIsNotQuoted(String url) {
    assertThatThrownBy(() -> settings(url, "me"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: expected http[s]://host")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aUserWithAColonCannotBeSent() {
    assertThatThrownBy(() -> settings("https://inventory.example.com", "me:you"))
        .hasMessage("user: expected a name without ':', not 'me:you'");
  }

  @Test
  void nobodyInParticularSendsNoCredentials() {
    assertThat(settings("https://inventory.example.com/mozilla/", "").authorization()).isEmpty();
  }

  private static MozillaInventorySettings settings(String url, String user) {
    return new MozillaInventorySettings(Optional.of(URI.create(url)), user, "secret", "");
  }
}
