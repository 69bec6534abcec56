package io.mozpool.plugins.mozillainventory;

import io.mozpool.plugin.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the inventory is, who reads it, and which systems belong to the pool. */
public record MozillaInventorySettings(
    @Setting("The inventory's root, as in https://inventory.example.com") Optional<URI> url,
    @Setting(value = "Who reads it; empty for nobody in particular", defaultValue = "") String user,
    @Setting(value = "The password of `user`", defaultValue = "", secret = true) String password,
    @Setting(
            value = "Which systems are exported, in the inventory's search language",
            defaultValue = "")
        String filter) {

  public MozillaInventorySettings {
    if (url.isPresent() && !isRoot(url.get())) {
      // Not quoted: there may be a password in it.
      throw new IllegalArgumentException(
          "url: expected http[s]://host[:port][/path] without user and password");
    }
    if (user.contains(":")) {
      throw new IllegalArgumentException("user: expected a name without ':', not '" + user + "'");
    }
  }

  /** A host name with an underscore is none to {@link URI}. */
  private static boolean isRoot(URI url) {
    return url.getHost() != null && url.toString().matches("https?://[^/?#@]+(/[^?#]*)?");
  }

  /** The value of the header Authorization; empty for none. */
  String authorization() {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return user.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
