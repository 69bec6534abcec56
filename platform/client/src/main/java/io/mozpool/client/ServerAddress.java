package io.mozpool.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses of servers: {@code http://pool.example:8010}, or without {@code http://}. */
public final class ServerAddress {

  private static final String EXPECTED = "expected one such as http://pool.example:8010";
  private static final int HIGHEST_PORT = 65_535;

  /** A name may have underscores, which {@link URI#getHost} takes for none. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]+(?:%[\\w.~-]+)?]|[^\\[\\]:@\\s]+)(?::([0-9]{1,5}))?");

  private ServerAddress() {}

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException where it is none; says what was expected
   */
  public static URI of(String text) {
    try {
      return checked(new URI(text.contains("://") ? text : "http://" + text), text);
    } catch (URISyntaxException e) {
      throw refused("", text);
    }
  }

  /**
   * Makes sure of an address.
   *
   * @throws IllegalArgumentException where it is none; says what was expected
   */
  static URI of(URI address) {
    return checked(address, address.toString());
  }

  private static URI checked(URI address, String text) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String authority = address.getRawAuthority();
    if (!scheme.matches("https?") || authority == null || !isAuthority(authority)) {
      throw refused("", text);
    }
    if (!address.getRawPath().matches("/?")) {
      throw refused(" without a path, as a server has its API below /api/ of its address", text);
    }
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw refused(" without ? and #", text);
    }
    return address;
  }

  private static boolean isAuthority(String authority) {
    Matcher form = AUTHORITY.matcher(authority);
    return form.matches()
        && (form.group(1) == null || Integer.parseInt(form.group(1)) <= HIGHEST_PORT);
  }

  /** Text before an at sign may be a password. */
  private static IllegalArgumentException refused(String how, String text) {
    return new IllegalArgumentException(
        text.contains("@")
            ? EXPECTED + ", without user and password"
            : EXPECTED + how + ", not '" + text + "'");
  }
}
