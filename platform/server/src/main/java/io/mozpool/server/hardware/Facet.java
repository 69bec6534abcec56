package io.mozpool.server.hardware;

import java.util.Locale;

/** What a device has an address for. */
public enum Facet {
  POWER,
  AGENT,
  PROBE;

  /** As board types, inventories and the configuration write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
