package io.mozpool.server.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads MAC addresses as others write them. */
public final class MacAddress {

  /** As in 02:00:00:00:00:01, 02-00-00-00-00-01, 0200.0000.0001 and 020000000001. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:[0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\\.){2}[0-9A-Fa-f]{4}");

  private MacAddress() {}

  /** Twelve lower-case digits without separators; a text that is no MAC address stays as it is. */
  public static String normal(String text) {
    String written = text.strip();
    return FORM.matcher(written).matches()
        ? written.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT)
        : written;
  }
}
