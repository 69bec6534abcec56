package io.mozpool.plugins.netbox;

import io.mozpool.plugin.Setting;
import java.net.URI;
import java.util.Optional;

/** Where NetBox is, which of its devices belong to the pool, and where it says what of them. */
public record NetboxSettings(
    @Setting("NetBox's root, as in https://netbox.example.com") Optional<URI> url,
    @Setting(
            value = "An API token that may read devices; nbt_KEY.TOKEN for one of version 2",
            defaultValue = "",
            secret = true)
        String token,
    @Setting(
            value = "Which devices belong to the pool, as a query of NetBox's list of devices",
            defaultValue = "status=active&tag=mozpool")
        String filter,
    @Setting(value = "How many objects are read at a time, 1 to 1000", defaultValue = "200")
        int pageSize,
    @Setting(
            value = "The custom field of a board with the imaging server it belongs to",
            defaultValue = "mozpool_imaging_server")
        String imagingServerField,
    @Setting(
            value =
                "The custom field of a board with its board type; a board without it is of the type"
                    + " that its device type's slug says",
            defaultValue = "mozpool_board")
        String boardField,
    @Setting(
            value =
                "The custom field of a PDU with its outlets' power address, where {device}, {ip},"
                    + " {outlet} and {number} are filled in",
            defaultValue = "mozpool_power")
        String powerField,
    @Setting("The interface that boards boot from; without it the first that is not for management")
        Optional<String> interfaceName,
    @Setting("The domain of devices whose name has none") Optional<String> domain) {

  private static final String QUERY = "(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~!$'()*+,/:;=?@&-])*";

  public NetboxSettings {
    if (url.isPresent() && !isRoot(url.get())) {
      // Not quoted: there may be a password in it.
      throw new IllegalArgumentException(
          "url: expected http[s]://host[:port][/path] without user and password");
    }
    if (!token.matches("[!-~]*")) {
      throw new IllegalArgumentException("token: expected ASCII characters without blanks");
    }
    if (!filter.matches(QUERY)) {
      throw new IllegalArgumentException(
          "filter: expected a query such as status=active&tag=mozpool, not '" + filter + "'");
    }
    if (pageSize < 1 || pageSize > 1000) {
      throw new IllegalArgumentException("page-size: expected 1 to 1000, not " + pageSize);
    }
  }

  /** A host name with an underscore is none to {@link URI}. */
  private static boolean isRoot(URI url) {
    return url.getHost() != null && url.toString().matches("https?://[^/?#@]+(/[^?#]*)?");
  }

  /** The value of the header Authorization; empty for none. */
  String authorization() {
    if (token.isEmpty()) {
      return "";
    }
    return (token.startsWith("nbt_") ? "Bearer " : "Token ") + token;
  }
}
