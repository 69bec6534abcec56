package io.mozpool.server.change;

/**
 * Something that is not as it was. It names what has changed, and does not say how it is now.
 *
 * @param key a row's number, or the name of a device that is gone; empty where the kind says it all
 */
public record Change(Kind kind, String key) {

  /** What changes. */
  public enum Kind {
    DEVICE,
    DEVICE_GONE,
    REQUEST,
    REQUEST_GONE,
    /** Images, PXE configs, hardware types, environments. */
    CATALOGUE,
    /** Imaging servers and their leases. */
    SERVERS
  }
}
