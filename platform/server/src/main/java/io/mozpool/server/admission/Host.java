package io.mozpool.server.admission;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that a call is meant for, as its Host header says.
 *
 * @param name in lower case, without the port and the dot at its end
 * @param authority all of the header
 */
record Host(String name, String authority) {

  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+(?:%[\\w.~%-]+)?]|[\\w.~-]+)(?::[0-9]*)?");

  private static final Pattern ADDRESS = Pattern.compile("\\[.*|[0-9]+(\\.[0-9]+)*");

  /** Reads a header; empty where it names no host. */
  static Optional<Host> parse(String header) {
    Matcher form = FORM.matcher(header);
    return form.matches()
        ? Optional.of(
            new Host(form.group(1).toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""), header))
        : Optional.empty();
  }

  /** Whether no stranger can have a name like this in DNS: an address, or a name without a dot. */
  boolean isLocal() {
    return ADDRESS.matcher(name).matches()
        || name.equals("localhost")
        || authority.indexOf('.') < 0;
  }
}
