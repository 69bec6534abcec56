package io.mozpool.plugins.pxe.tftp;

import java.util.Locale;

/** An option of a request or of its answer, as it is on the wire (RFC 2347). */
record Option(String name, String value) {

  /** The name to compare: upper and lower case are the same. */
  String key() {
    return name.toLowerCase(Locale.ROOT);
  }
}
