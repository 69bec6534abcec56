package io.mozpool.cli.devices;

import java.util.regex.Pattern;

/** A name in which {@code *} stands for any characters and {@code ?} for any single one. */
record NamePattern(String text) {

  boolean isWild() {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  boolean matches(String name) {
    String expression =
        "(?s)" + Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.matches(expression, name);
  }
}
